//! What is wrong with a JSON object from outside, in our words: the parser's own speak of Rust's types and of columns.

use serde_json::Value;

/// What a member may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text,
    /// A list of texts.
    Texts,
    /// A list of objects.
    Objects,
}

/// A member of an object: its name, what it is, and whether it must be there.
pub type Member = (&'static str, Kind, bool);

/// What is wrong: the member's path, empty for the whole, and a sentence.
pub type Wrong = (String, String);

/// The first thing that is wrong with the object.
///
/// # Errors
/// It.
pub fn check(object: &Value, members: &[Member]) -> Result<(), Wrong> {
    let Some(object) = object.as_object() else {
        return Err((String::new(), "This must be an object.".to_owned()));
    };
    let known = || {
        members
            .iter()
            .map(|(name, ..)| *name)
            .collect::<Vec<_>>()
            .join(", ")
    };
    if let Some(name) = object
        .keys()
        .find(|name| members.iter().all(|(known, ..)| known != name))
    {
        let message = format!("There is no such member. The members are {}.", known());
        return Err((shown(name), message));
    }
    for (name, kind, required) in members {
        match object.get(*name) {
            None if *required => return Err(((*name).to_owned(), "This member is missing.".to_owned())),
            None => {}
            Some(Value::Null) if !required => {}
            Some(value) => of_kind(name, value, *kind)?,
        }
    }
    Ok(())
}

fn of_kind(name: &str, value: &Value, kind: Kind) -> Result<(), Wrong> {
    let refuse = |field: String, must: &str| Err((field, format!("This must be {must}.")));
    match (kind, value) {
        (Kind::Text, Value::String(_)) => Ok(()),
        (Kind::Text, _) => refuse(name.to_owned(), "a text"),
        (Kind::Texts, Value::Array(items)) => match items.iter().position(|item| !item.is_string()) {
            Some(index) => refuse(format!("{name}.{index}"), "a text"),
            None => Ok(()),
        },
        (Kind::Texts, _) => refuse(name.to_owned(), "a list of texts"),
        (Kind::Objects, Value::Array(items)) => match items.iter().position(|item| !item.is_object()) {
            Some(index) => refuse(format!("{name}.{index}"), "an object"),
            None => Ok(()),
        },
        (Kind::Objects, _) => refuse(name.to_owned(), "a list of objects"),
    }
}

/// A name as a message repeats it: short, and nothing that could mislead whoever reads it.
fn shown(name: &str) -> String {
    let plain = (1..=64).contains(&name.len())
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b));
    if plain { name.to_owned() } else { "?".to_owned() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_member_that_is_wrong_is_named_in_words() {
        const MEMBERS: &[Member] = &[
            ("type", Kind::Text, true),
            ("actions", Kind::Texts, true),
            ("identifier", Kind::Text, false),
        ];
        let good = json!({ "type": "store", "actions": ["a"], "identifier": null });
        assert_eq!(check(&good, MEMBERS), Ok(()));
        for (object, field, said) in [
            (json!([]), "", "This must be an object."),
            (json!({ "actions": [] }), "type", "This member is missing."),
            (
                json!({ "type": null, "actions": [] }),
                "type",
                "This must be a text.",
            ),
            (
                json!({ "type": "s", "actions": "a" }),
                "actions",
                "This must be a list of texts.",
            ),
            (
                json!({ "type": "s", "actions": ["a", 1] }),
                "actions.1",
                "This must be a text.",
            ),
            (
                json!({ "type": "s", "actions": [], "colour": 1 }),
                "colour",
                "There is no such member. The members are type, actions, identifier.",
            ),
            (
                json!({ "type": "s", "actions": [], "\u{202e}": 1 }),
                "?",
                "There is no such member. The members are type, actions, identifier.",
            ),
        ] {
            assert_eq!(check(&object, MEMBERS), Err((field.to_owned(), said.to_owned())));
        }
        let list = |value| {
            check(
                &json!({ "resources": value }),
                &[("resources", Kind::Objects, true)],
            )
        };
        assert_eq!(list(json!([{}])), Ok(()));
        assert_eq!(list(json!([{}, null])).unwrap_err().0, "resources.1");
        assert_eq!(
            list(json!(null)).unwrap_err().1,
            "This must be a list of objects."
        );
    }
}
