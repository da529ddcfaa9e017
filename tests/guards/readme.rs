//! What the documents point at exists.

use std::path::{Path, PathBuf};

use super::{files, top};

/// The first part of a path that a document may name, relative to the top.
fn roots() -> Vec<String> {
    let entries = std::fs::read_dir(top()).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect()
}

/// Paths in a document: in backquotes, with a slash or a known ending, beginning with something at the top; and links.
fn named(text: &str, roots: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    let mut fenced = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if fenced {
            continue;
        }
        let quoted = line.split('`').skip(1).step_by(2);
        found.extend(quoted.filter(|text| is_path(text, roots)).map(str::to_owned));
        for link in line.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let path = link.split('#').next().unwrap_or_default();
            if !path.is_empty() && !path.contains(':') && !path.starts_with('/') {
                found.push(path.to_owned());
            }
        }
    }
    found
}

fn is_path(text: &str, roots: &[String]) -> bool {
    let first = text.split('/').next().unwrap_or_default();
    let plain = !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || "/._-{},*".contains(c));
    // Made by building and running, so not always there.
    let made = ["target", "data", "node_modules"].contains(&first)
        || text.starts_with("web/dist")
        || text.starts_with("web/node_modules");
    plain && !made && text.contains('/') && roots.iter().any(|root| root == first)
}

/// `a/{b,c}.rs` means two files.
fn alternatives(path: &str) -> Vec<String> {
    let Some((before, rest)) = path.split_once('{') else {
        return vec![path.to_owned()];
    };
    let Some((inner, after)) = rest.split_once('}') else {
        return vec![path.to_owned()];
    };
    inner
        .split(',')
        .flat_map(|part| alternatives(&format!("{before}{part}{after}")))
        .collect()
}

fn exists(document: &Path, path: &str) -> bool {
    let path = path.split('*').next().unwrap_or_default();
    let bases = [top(), document.parent().unwrap().to_owned()];
    bases.iter().any(|base| base.join(path).exists())
}

#[test]
fn paths_that_documents_name_exist() {
    let readme = top().join("README.md");
    assert!(readme.is_file(), "there is no README.md");
    let mut documents: Vec<PathBuf> = vec![readme];
    if top().join("docs").is_dir() {
        documents.extend(files(&top().join("docs"), ".md"));
    }
    if top().join(".github").is_dir() {
        documents.extend(files(&top().join(".github"), ".md"));
    }
    let roots = roots();
    let mut missing = Vec::new();
    for document in &documents {
        let text = std::fs::read_to_string(document).unwrap();
        for path in named(&text, &roots).iter().flat_map(|path| alternatives(path)) {
            if !exists(document, &path) {
                missing.push(format!(
                    "{} names {path}",
                    document.strip_prefix(top()).unwrap().display()
                ));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
