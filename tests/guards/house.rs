//! Who may use whom.

use std::path::Path;

use super::{files, top};

/// A room, what it must not use, and why.
const RULES: &[(&str, &[&str], &str)] = &[
    (
        "server/src/config.rs",
        &[
            "crate::domain",
            "crate::oauth",
            "crate::graphql",
            "crate::http",
            "crate::views",
            "sea_orm",
            "axum",
            "entity",
        ],
        "settings are read before anything else exists",
    ),
    (
        "server/src/provider_config.rs",
        &[
            "crate::domain",
            "crate::oauth",
            "crate::graphql",
            "crate::http",
            "crate::views",
            "sea_orm",
            "axum",
            "entity",
        ],
        "settings are read before anything else exists",
    ),
    (
        "server/src/domain/",
        &[
            "crate::oauth",
            "crate::graphql",
            "crate::http",
            "crate::views",
            "crate::apply",
            "axum",
            "async_graphql",
            "hyper",
            "askama",
        ],
        "rules hold whoever asks, by whichever door",
    ),
    (
        "server/src/oauth/",
        &[
            "crate::graphql",
            "crate::http",
            "crate::views",
            "axum",
            "async_graphql",
            "hyper",
            "askama",
        ],
        "the protocol knows parameters and answers, not connections and pages",
    ),
    (
        "server/src/graphql/",
        &[
            "crate::http",
            "crate::oauth",
            "crate::views",
            "axum",
            "hyper",
            "askama",
        ],
        "the API gets its caller handed in, and speaks no protocol of tokens",
    ),
    (
        "server/src/mail.rs",
        &[
            "crate::oauth",
            "crate::graphql",
            "crate::http",
            "sea_orm",
            "sqlx",
            "axum",
            "async_graphql",
        ],
        "the post words letters and hands them over; what is written and to whom is the domain's",
    ),
    (
        "server/src/views/",
        &[
            "crate::domain",
            "crate::oauth",
            "crate::graphql",
            "crate::http",
            "sea_orm",
            "entity",
            "axum",
            "hyper",
        ],
        "pages are plain data in, HTML out",
    ),
    (
        "server/src/http/",
        &["sea_orm", "sqlx"],
        "handlers ask the domain; only it reads and writes tables",
    ),
    (
        "entity/src/",
        &["latchkey", "migration", "axum", "async_graphql"],
        "tables know no rules",
    ),
    (
        "migration/src/",
        &["entity", "latchkey"],
        "history must not change when tables do",
    ),
];

/// Only these files may use the web framework, and only this one the API's types at the edge.
const ONLY: &[(&str, &[&str], &str)] = &[
    ("lettre", &["server/src/mail.rs"], "the post alone speaks SMTP"),
    ("axum", &["server/src/http/"], "axum is for the edge alone"),
    (
        "crate::graphql",
        &[
            "server/src/graphql/",
            "server/src/http/graphql.rs",
            "server/src/http/live.rs",
            "server/src/http/mod.rs",
            "server/src/http/health.rs",
            "server/src/command.rs",
        ],
        "two files of the edge know the API",
    ),
];

/// Every path that a file's `use` lines and paths in its code name, braces spelled out.
fn used(text: &str) -> Vec<String> {
    let code: String = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n");
    let mut paths = Vec::new();
    for part in code.split("use ").skip(1) {
        if let Some(tree) = part.split(';').next() {
            expand("", tree, &mut paths);
        }
    }
    // Paths written out where they are used.
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let written = code.split(|c: char| !word(c)).filter(|path| path.contains("::"));
    paths.extend(written.map(str::to_owned));
    paths
}

/// The paths of a `use` tree.
fn expand(prefix: &str, tree: &str, paths: &mut Vec<String>) {
    let tree = tree.trim();
    let Some((head, rest)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or_default().trim();
        paths.push(format!("{prefix}{path}"));
        return;
    };
    let inner = rest.rsplit_once('}').map_or(rest, |(inner, _)| inner);
    let prefix = format!("{prefix}{}", head.trim());
    let (mut depth, mut start) = (0_i32, 0);
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                expand(&prefix, &inner[start..at], paths);
                start = at + 1;
            }
            _ => {}
        }
    }
    if !inner[start..].trim().is_empty() {
        expand(&prefix, &inner[start..], paths);
    }
}

/// Whether a path is in that crate or module.
fn within(path: &str, room: &str) -> bool {
    path.strip_prefix(room)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

fn name(file: &Path) -> String {
    file.strip_prefix(top())
        .unwrap()
        .to_string_lossy()
        .replace('\\', "/")
}

#[test]
fn rooms_use_only_whom_they_may() {
    let mut wrong = Vec::new();
    for member in ["server", "entity", "migration"] {
        for file in files(&top().join(member).join("src"), ".rs") {
            let (name, paths) = (name(&file), used(&std::fs::read_to_string(&file).unwrap()));
            for (room, never, why) in RULES.iter().filter(|(room, ..)| name.starts_with(room)) {
                for path in paths
                    .iter()
                    .filter(|path| never.iter().any(|room| within(path, room)))
                {
                    wrong.push(format!("{name} uses {path}: {why} ({room})"));
                }
            }
            for (used, rooms, why) in ONLY {
                if member == "server" && !rooms.iter().any(|room| name.starts_with(room)) {
                    let paths = paths.iter().filter(|path| within(path, used));
                    wrong.extend(paths.map(|path| format!("{name} uses {path}: {why}")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn use_lines_are_understood() {
    let text = "use axum::{\n    Router,\n    http::{self, header::{ACCEPT, COOKIE}},\n};\n// use comment::here;\nuse a::b as c;\nfn f() { d::e::g() }";
    assert_eq!(
        used(text)[..6],
        [
            "axum::Router",
            "axum::http::self",
            "axum::http::header::ACCEPT",
            "axum::http::header::COOKIE",
            "a::b",
            "axum::"
        ]
    );
    assert!(used(text).contains(&"d::e::g".to_owned()));
    assert!(within("crate::oauth::Error", "crate::oauth") && !within("crate::oauth2", "crate::oauth"));
}
