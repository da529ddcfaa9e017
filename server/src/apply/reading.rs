//! Takes values out of the tree and keeps every problem with its line and path, so that all are told together.

use std::{cell::RefCell, collections::HashSet, str::FromStr};

use serde_json::Value as Json;

use super::{
    Problem,
    document::{Entry, Node, Value},
};
use crate::domain::{Error, Invalid, patch::Patch};

/// What is wrong with one value, and what to do.
pub(super) type Wrong = String;

/// Collects problems while the file is read.
#[derive(Default)]
pub(super) struct Problems(RefCell<Vec<Problem>>);

impl Problems {
    pub(super) fn push(&self, problem: Problem) {
        self.0.borrow_mut().push(problem);
    }

    pub(super) fn count(&self) -> usize {
        self.0.borrow().len()
    }

    pub(super) fn into_vec(self) -> Vec<Problem> {
        self.0.into_inner()
    }
}

/// A value and how one gets to it.
#[derive(Clone)]
pub(super) struct Place<'a> {
    node: &'a Node,
    path: String,
}

impl<'a> Place<'a> {
    pub(super) const fn root(node: &'a Node) -> Self {
        Self {
            node,
            path: String::new(),
        }
    }

    fn key(&self, key: &str, node: &'a Node) -> Self {
        let dot = if self.path.is_empty() { "" } else { "." };
        Self {
            node,
            path: format!("{}{dot}{key}", self.path),
        }
    }

    fn index(&self, index: usize, node: &'a Node) -> Self {
        Self {
            node,
            path: format!("{}[{index}]", self.path),
        }
    }

    pub(super) fn json(&self) -> Json {
        self.node.json()
    }

    pub(super) fn problem(&self, message: impl Into<String>) -> Problem {
        Problem {
            line: self.node.line,
            path: self.path.clone(),
            message: message.into(),
        }
    }

    /// A problem with a part of this value, named as verbs name fields: `redirect_uris.1`. A part that the file does
    /// not have is reported at the whole.
    pub(super) fn problem_at(&self, field: &str, message: impl Into<String>) -> Problem {
        let mut place = self.clone();
        for part in field.split('.').filter(|part| !part.is_empty()) {
            let node = place.node.get(part);
            let line = node.unwrap_or(place.node);
            place = match part.parse() {
                Ok(index) => place.index(index, line),
                Err(_) => place.key(part, line),
            };
            if node.is_none() {
                break;
            }
        }
        place.problem(message)
    }

    /// What a verb refused, if it is for the file's author to mend.
    pub(super) fn refused(&self, error: Error) -> Result<Problem, Error> {
        match error {
            Error::Invalid(what) | Error::Conflict(what) | Error::LimitReached(what) => {
                Ok(self.invalid(&what))
            }
            Error::Denied(reason) => Ok(self.problem(reason)),
            Error::NotFound { field } => {
                Ok(self.problem_at(field.unwrap_or_default(), "There is no such thing."))
            }
            Error::Unauthenticated
            | Error::MissingScope(_)
            | Error::StepUpRequired
            | Error::RateLimited { .. }
            | Error::Unavailable(_)
            | Error::Internal(_) => Err(error),
        }
    }

    fn invalid(&self, what: &Invalid) -> Problem {
        self.problem_at(&what.field, what.message.as_ref())
    }

    /// The elements of a list.
    pub(super) fn elements(&self) -> Result<Vec<Self>, Wrong> {
        match &self.node.value {
            Value::List(items) => Ok(items
                .iter()
                .enumerate()
                .map(|(index, node)| self.index(index, node))
                .collect()),
            Value::Null => {
                Err("This is empty. Write [] for a list of nothing, or leave the key out.".to_owned())
            }
            _ => Err("This must be a list.".to_owned()),
        }
    }
}

/// A text.
pub(super) fn text(place: &Place<'_>) -> Result<String, Wrong> {
    match &place.node.value {
        Value::Text(text) => Ok(text.clone()),
        Value::Bool(_) | Value::Integer(_) | Value::Number(_) => {
            Err("This must be a text: put it in quotes.".to_owned())
        }
        Value::Null => Err("This is empty. Write a text, or leave the key out.".to_owned()),
        Value::List(_) | Value::Map(_) => Err("This must be a text.".to_owned()),
    }
}

/// A text that is one word, as an element of a list that is kept with spaces between.
pub(super) fn one_word(place: &Place<'_>) -> Result<String, Wrong> {
    let word = text(place)?;
    if word.is_empty() || word.contains(char::is_whitespace) {
        return Err("This must be one word.".to_owned());
    }
    Ok(word)
}

/// `true` or `false`.
pub(super) fn flag(place: &Place<'_>) -> Result<bool, Wrong> {
    match &place.node.value {
        Value::Bool(value) => Ok(*value),
        _ => Err("This must be true or false.".to_owned()),
    }
}

/// A whole number.
pub(super) fn integer(place: &Place<'_>) -> Result<i32, Wrong> {
    match &place.node.value {
        Value::Integer(value) => i32::try_from(*value).map_err(|_| "This number is too large.".to_owned()),
        _ => Err("This must be a whole number.".to_owned()),
    }
}

/// One of the words of a type.
pub(super) fn word<T: FromStr<Err = String>>(place: &Place<'_>) -> Result<T, Wrong> {
    text(place)?.parse().map_err(|words| format!("Use {words}."))
}

/// What a verb's check says of one value, in a sentence.
pub(super) fn sentence<T>(checked: Result<T, Error>) -> Result<T, Wrong> {
    checked.map_err(|error| match error {
        Error::Invalid(what) | Error::Conflict(what) | Error::LimitReached(what) => what.message.into_owned(),
        other => other.to_string(),
    })
}

/// Keys that an object may have but that nothing honours yet, or that belong elsewhere, with the reason.
pub(super) type Refused = &'static [(&'static str, &'static str)];

/// The keys of one object, taken one by one; what is left at the end is refused.
pub(super) struct Fields<'a, 'p> {
    pub(super) place: Place<'a>,
    problems: &'p Problems,
    before: usize,
    entries: &'a [Entry],
    known: Vec<&'static str>,
}

impl<'a, 'p> Fields<'a, 'p> {
    /// None where it is no map, which is then a problem.
    pub(super) fn of(place: Place<'a>, problems: &'p Problems) -> Option<Self> {
        let before = problems.count();
        let Value::Map(entries) = &place.node.value else {
            problems.push(place.problem("This must be a map of keys and values."));
            return None;
        };
        let mut seen = HashSet::new();
        for entry in entries {
            if !seen.insert(&entry.key) {
                let at = place.key(&shown(&entry.key), &entry.value);
                problems.push(Problem {
                    line: entry.line,
                    ..at.problem("This key is here twice.")
                });
            }
        }
        Some(Self {
            place,
            problems,
            before,
            entries,
            known: Vec::new(),
        })
    }

    fn find(&mut self, key: &'static str) -> Option<Place<'a>> {
        self.known.push(key);
        let entry = self.entries.iter().find(|entry| entry.key == key)?;
        Some(self.place.key(key, &entry.value))
    }

    fn keep<T>(&self, place: &Place<'_>, read: Result<T, Wrong>) -> Option<T> {
        read.map_err(|wrong| self.problems.push(place.problem(wrong)))
            .ok()
    }

    /// What is under the key, if it is there and right.
    pub(super) fn take<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&Place<'a>) -> Result<T, Wrong>,
    ) -> Option<T> {
        let place = self.find(key)?;
        self.keep(&place, read(&place))
    }

    /// What is under a key that must be there.
    pub(super) fn required<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&Place<'a>) -> Result<T, Wrong>,
    ) -> Option<T> {
        if !self.entries.iter().any(|entry| entry.key == key) {
            self.problems
                .push(self.place.problem(format!("The key {key} is missing.")));
        }
        self.take(key, read)
    }

    /// As [`Self::take`]; `null` takes the value away.
    pub(super) fn patch<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&Place<'a>) -> Result<T, Wrong>,
    ) -> Patch<T> {
        let Some(place) = self.find(key) else {
            return Patch::Keep;
        };
        if matches!(place.node.value, Value::Null) {
            return Patch::Clear;
        }
        self.keep(&place, read(&place)).map_or(Patch::Keep, Patch::Set)
    }

    /// The elements of a list, each read; all of them, or none where one is wrong.
    pub(super) fn list<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&Place<'a>) -> Result<T, Wrong>,
    ) -> Option<Vec<T>> {
        let elements = self.elements(key)?;
        let count = elements.len();
        let values: Vec<T> = elements
            .iter()
            .filter_map(|place| self.keep(place, read(place)))
            .collect();
        (values.len() == count).then_some(values)
    }

    /// Where the elements of a list are.
    pub(super) fn elements(&mut self, key: &'static str) -> Option<Vec<Place<'a>>> {
        self.take(key, Place::elements)
    }

    /// As [`Self::list`], without repetitions.
    pub(super) fn set(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&Place<'a>) -> Result<String, Wrong>,
    ) -> Option<Vec<String>> {
        let mut seen = HashSet::new();
        self.list(key, |place| {
            let value = read(place)?;
            if !seen.insert(value.clone()) {
                return Err("This is in the list twice.".to_owned());
            }
            Ok(value)
        })
    }

    /// Refuses what was not taken. Whether the whole object is right.
    pub(super) fn finish(self, refused: Refused) -> bool {
        for entry in self
            .entries
            .iter()
            .filter(|entry| !self.known.contains(&entry.key.as_str()))
        {
            let message = match refused.iter().find(|(key, _)| *key == entry.key) {
                Some((_, reason)) => (*reason).to_owned(),
                None => format!(
                    "There is no such key here. The keys are {}.",
                    self.known.join(", ")
                ),
            };
            let at = self.place.key(&shown(&entry.key), &entry.value);
            self.problems.push(Problem {
                line: entry.line,
                ..at.problem(message)
            });
        }
        self.problems.count() == self.before
    }
}

/// A key as a message repeats it: a text that slipped out of its quotes is cut short.
fn shown(key: &str) -> String {
    let plain = key.len() <= 64
        && key
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b));
    if plain { key.to_owned() } else { "?".to_owned() }
}

/// A reason for keys of a standard that this service does not know yet.
pub(super) const LATER: &str = "This version does not have this yet, and a setting that nothing honours is not accepted. Take the key out.";
