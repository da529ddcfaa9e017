//! YAML as a tree that remembers its lines. What YAML may do is kept small: one document, texts and numbers told
//! apart by their quotes, `true` and `false` only, no tags, and a bound on what aliases expand to.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};
use serde_saphyr::{Error as YamlError, Options, Spanned, budget::BudgetBreach};

use super::{ApplyError, Problem};

/// The largest file, in bytes.
const LARGEST: usize = 4 * 1024 * 1024;
const DEEPEST: usize = 16;
const MOST_NODES: usize = 200_000;
const MOST_ALIASES: usize = 1_000;
/// What all aliases together may expand to, in parser events.
const MOST_EXPANDED: usize = 50_000;

/// A value and the line it is on. Does not print itself: it may hold a secret.
pub(super) struct Node {
    pub(super) line: u64,
    pub(super) value: Value,
}

/// What a value is.
pub(super) enum Value {
    Null,
    Bool(bool),
    Integer(i64),
    /// Any other number.
    Number(serde_json::Number),
    Text(String),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// One key of a map with its value.
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) line: u64,
    pub(super) value: Node,
}

impl Node {
    /// Reads one document.
    pub(super) fn parse(text: &str) -> Result<Self, ApplyError> {
        if text.len() > LARGEST {
            let message = format!("The file is larger than {} MiB.", LARGEST >> 20);
            return Err(ApplyError::from(Problem {
                line: 1,
                path: String::new(),
                message,
            }));
        }
        serde_saphyr::from_str_with_options(text, options())
            .map_err(|error| ApplyError::from(problem(&error)))
    }

    /// The element of a map or list that the name or number points at.
    pub(super) fn get(&self, part: &str) -> Option<&Self> {
        match &self.value {
            Value::Map(entries) => entries
                .iter()
                .find(|entry| entry.key == part)
                .map(|entry| &entry.value),
            Value::List(items) => items.get(part.parse::<usize>().ok()?),
            Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Number(_) | Value::Text(_) => None,
        }
    }

    /// The same as JSON.
    pub(super) fn json(&self) -> serde_json::Value {
        match &self.value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(value) => (*value).into(),
            Value::Integer(value) => (*value).into(),
            Value::Number(value) => value.clone().into(),
            Value::Text(text) => text.clone().into(),
            Value::List(items) => items.iter().map(Self::json).collect(),
            Value::Map(entries) => entries
                .iter()
                .map(|entry| (entry.key.clone(), entry.value.json()))
                .collect(),
        }
    }
}

fn options() -> Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: DEEPEST,
            flow_nesting_limit: DEEPEST,
            max_documents: 1,
            max_nodes: MOST_NODES,
            max_aliases: MOST_ALIASES,
            max_merge_keys: MOST_ALIASES,
        },
        alias_limits: serde_saphyr::alias_limits! {
            max_total_replayed_events: MOST_EXPANDED,
            max_replay_stack_depth: 8,
        },
        // Told to the operator with all the other problems.
        duplicate_keys: serde_saphyr::DuplicateKeyPolicy::PassThrough,
        strict_booleans: true,
        reject_unsupported_tags: true,
        // A piece of the file in a message could be a secret.
        with_snippet: false,
    }
}

/// What the parser says, in words that hold nothing of the file.
fn problem(error: &YamlError) -> Problem {
    let line = error.location().map_or(1, |location| location.line().max(1));
    let message = match error.without_snippet() {
        YamlError::MultipleDocuments { .. }
        | YamlError::Budget {
            breach: BudgetBreach::Documents { .. },
            ..
        } => "The file must be one YAML document only.".to_owned(),
        YamlError::Budget { .. }
        | YamlError::AliasError { .. }
        | YamlError::AliasReplayCounterOverflow { .. }
        | YamlError::AliasReplayLimitExceeded { .. }
        | YamlError::AliasExpansionLimitExceeded { .. }
        | YamlError::AliasReplayStackDepthExceeded { .. } => {
            "The file is too deeply nested, or its aliases expand to too much.".to_owned()
        }
        YamlError::UnknownAnchor { .. } => {
            "This alias has no anchor. A text that begins with * must be in quotes.".to_owned()
        }
        YamlError::UnsupportedTag { .. } => {
            "Tags are not used here. A text that begins with ! must be in quotes.".to_owned()
        }
        YamlError::ExternalMessage { msg, .. } => format!("This is not valid YAML: {msg}."),
        YamlError::Eof { .. } => "The file ends too early.".to_owned(),
        _ => "This is not valid YAML. Check indentation, colons and quotes.".to_owned(),
    };
    Problem {
        line,
        path: String::new(),
        message,
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<Value>::deserialize(deserializer)?;
        Ok(Self {
            line: spanned.referenced.line(),
            value: spanned.value,
        })
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number, true, false, a list or a map")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(i64::try_from(value).map_or_else(|_| Value::Number(value.into()), Value::Integer))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        serde_json::Number::from_f64(value)
            .map(Value::Number)
            .ok_or_else(|| E::custom("not a finite number"))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key::<Spanned<String>>()? {
            entries.push(Entry {
                key: key.value,
                line: key.referenced.line(),
                value: map.next_value()?,
            });
        }
        Ok(Value::Map(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        match Node::parse(text) {
            Ok(_) => panic!("accepted: {text}"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn values_know_their_lines() {
        let node = Node::parse("# first\na:\n  - x\n  - { b: 1, c: 'yes', d: no, e: \"2\" }\nf: ~\n")
            .unwrap_or_else(|e| panic!("{e}"));
        let list = node.get("a").unwrap();
        assert_eq!((list.get("0").unwrap().line, list.get("1").unwrap().line), (3, 4));
        let map = list.get("1").unwrap();
        assert!(matches!(map.get("b").unwrap().value, Value::Integer(1)));
        assert!(matches!(&map.get("d").unwrap().value, Value::Text(text) if text == "no"));
        assert!(matches!(&map.get("e").unwrap().value, Value::Text(text) if text == "2"));
        assert!(matches!(node.get("f").unwrap().value, Value::Null));
        assert!(matches!(Node::parse("").map(|node| node.value), Ok(Value::Null)));
        assert!(matches!(
            Node::parse("# nothing\n").map(|node| node.value),
            Ok(Value::Null)
        ));
    }

    #[test]
    fn an_alias_is_reported_where_it_stands() {
        let node =
            Node::parse("a: &x [one]\nb: *x\nc:\n  <<: { d: 1 }\n  e: 2\n").unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(node.get("b").unwrap().line, 2);
        assert_eq!(node.get("c").and_then(|c| c.get("d")).unwrap().line, 4);
    }

    #[test]
    fn broken_yaml_is_refused_with_its_line() {
        for (text, line) in [
            ("a: 1\nb: [1, 2\nc: 3\n", "line "),
            ("a: 1\n\tb: 2\n", "line 1"),
            ("a: b: c\n", "line 1"),
            ("a: 1\n---\nb: 2\n", "line "),
            ("a: 1\nb: *nowhere\n", "line 2"),
            ("a: !secret x\n", "line 1"),
            ("a: \"open\n", "line "),
        ] {
            let said = refused(text);
            assert!(said.contains(line), "{text:?}: {said}");
        }
    }

    #[test]
    fn a_second_document_is_refused_as_such() {
        for text in ["a: 1\n---\nb: 2\n", "---\na: 1\n---\n", "a: 1\n...\n---\nb: 2\n"] {
            let said = refused(text);
            assert!(said.contains("one YAML document only"), "{text:?}: {said}");
        }
        assert!(Node::parse("---\na: 1\n").is_ok());
    }

    #[test]
    fn what_is_refused_is_not_repeated() {
        for text in [
            "password: *hunter2hunter2\n",
            "password: !hunter2hunter2 x\n",
            "password: \"hunter2hunter2\n",
            "password: hunter2hunter2: x\n",
            "password: @hunter2hunter2\n",
            "password: [hunter2hunter2\n",
            "password: !!int hunter2hunter2\n",
            "? [hunter2hunter2]\n: x\n",
            "password: \"\\hunter2hunter2\"\n",
        ] {
            let said = refused(text);
            assert!(!said.contains("hunter2"), "{said}");
        }
    }

    #[test]
    fn aliases_cannot_expand_without_end() {
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..8 {
            let below = format!("*a{}", level - 1);
            bomb += &[
                "a",
                &level.to_string(),
                ": &a",
                &level.to_string(),
                " [",
                &vec![below; 10].join(", "),
                "]\n",
            ]
            .concat();
        }
        refused(&bomb);
        refused(&format!("a: {}{}", "[".repeat(100_000), "]".repeat(100_000)));
        refused(&"a: 1\n".repeat(1_000_000));
        refused(&format!("a: [{}]", "1,".repeat(MOST_NODES + 1)));
    }
}
