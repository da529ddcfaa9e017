//! `docs/security.md` tells the truth: a row for every rule, every test that it names is there, and every test that
//! is named after a rule is in the rule's row.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

const RULES: usize = 126;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// One rule as the document has it.
struct Row {
    id: String,
    rule: String,
    /// The tests' cell.
    cell: String,
    /// The tests in it: file and name.
    tests: Vec<(String, String)>,
}

fn rows(document: &str) -> Vec<Row> {
    document
        .lines()
        .filter(|line| line.starts_with("| SEC-"))
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            assert_eq!(cells.len(), 3, "three cells: {line}");
            let tests = cells[2]
                .split('`')
                .skip(1)
                .step_by(2)
                .map(|name| match name.split_once("::") {
                    Some((file, name)) => (file.to_owned(), name.to_owned()),
                    None => panic!("a test is file::name: {name}"),
                })
                .collect();
            Row {
                id: cells[0].to_owned(),
                rule: cells[1].to_owned(),
                cell: cells[2].to_owned(),
                tests,
            }
        })
        .collect()
}

fn document() -> Vec<Row> {
    rows(&fs::read_to_string(root().join("docs/security.md")).unwrap())
}

/// Every file below a directory of the repository with that ending, by its path from the root.
fn sources(directory: &str, ending: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![root().join(directory)];
    while let Some(directory) = open.pop() {
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                let name = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
                found.insert(name, fs::read_to_string(path).unwrap());
            }
        }
    }
    found
}

fn is_defined(source: &str, name: &str) -> bool {
    source.match_indices(&format!("fn {name}(")).next().is_some()
}

/// The names of functions in a source that begin with `sec_`, with the numbers that they begin with.
fn named_after_rules(source: &str) -> BTreeSet<(usize, String)> {
    source
        .split("fn sec_")
        .skip(1)
        .filter_map(|rest| {
            let end = rest.find('(')?;
            let number = rest[..end].split('_').next()?.parse().ok()?;
            Some((number, format!("sec_{}", &rest[..end])))
        })
        .collect()
}

#[test]
fn every_rule_has_one_row() {
    let ids: Vec<String> = document().into_iter().map(|row| row.id).collect();
    let expected: Vec<String> = (1..=RULES).map(|number| format!("SEC-{number:02}")).collect();
    assert_eq!(ids, expected);
}

#[test]
fn every_row_has_a_rule_and_tests_or_says_why_not() {
    let mut wrong = Vec::new();
    for row in document() {
        let excused = ["not built yet: ", "no test yet"]
            .iter()
            .any(|why| row.cell.contains(why));
        if row.rule.is_empty() || (row.tests.is_empty() && !excused) {
            wrong.push(row.id);
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn every_test_in_the_document_exists() {
    let mut missing = Vec::new();
    for row in document() {
        for (file, name) in row.tests {
            let there = fs::read_to_string(root().join(&file)).is_ok_and(|source| {
                if file.ends_with(".rs") {
                    is_defined(&source, &name)
                } else {
                    source.contains(&format!("\"{name}\""))
                }
            });
            if !there {
                missing.push(format!("{}: {file}::{name}", row.id));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_test_named_after_a_rule_is_in_its_row() {
    let mut listed: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
    for row in document() {
        listed.entry(row.id).or_default().extend(row.tests);
    }
    let mut missing = Vec::new();
    for (file, source) in sources("tests", ".rs")
        .into_iter()
        .chain(sources("server/src", ".rs"))
    {
        for (number, name) in named_after_rules(&source) {
            let id = format!("SEC-{number:02}");
            let test = (file.clone(), name);
            if !listed.get(&id).is_some_and(|tests| tests.contains(&test)) {
                missing.push(format!("{id}: {}::{}", test.0, test.1));
            }
        }
    }
    assert!(missing.is_empty(), "add to docs/security.md: {missing:#?}");
}

#[test]
fn rows_and_names_are_read_as_they_are_written() {
    let read = rows("| id |\n| SEC-07 | Only `code`. | `a/b.rs::sec_07_x`<br>`w.ts::works once` |\n");
    assert_eq!(read.len(), 1);
    assert_eq!(
        (read[0].id.as_str(), read[0].rule.as_str()),
        ("SEC-07", "Only `code`.")
    );
    let test = |file: &str, name: &str| (file.to_owned(), name.to_owned());
    assert_eq!(
        read[0].tests,
        [test("a/b.rs", "sec_07_x"), test("w.ts", "works once")]
    );
    let source = [
        "async fn ",
        "sec_7_x() {} fn ",
        "sec_tor() {} fn ",
        "sec_115_y(a: u8) {}",
    ]
    .concat();
    let names: Vec<_> = named_after_rules(&source).into_iter().collect();
    assert_eq!(names, [(7, "sec_7_x".to_owned()), (115, "sec_115_y".to_owned())]);
    assert!(is_defined(&source, "sec_115_y") && !is_defined(&source, "sec_115"));
}
