//! `latchkey apply -f FILE`: users, organizations, APIs and apps as a file says they should be.
//!
//! The file is read into a tree ([`document`]), each noun takes its objects out of it ([`reading`] keeps what is
//! wrong) and then makes the database agree, all in one transaction: with any problem in the file nothing is applied,
//! and all problems are told together with their line and field. Objects are found by their key (user: email;
//! organization: slug; API: identifier; app: key; client: `client_id`). What the file does not say is left alone;
//! lists inside a named object are made exact, but for its secrets, which are only added. The rules themselves are the
//! ones of [`crate::domain`], as for everybody else. The format is explained in `docs/apply.md`.

mod api;
mod app;
mod client;
mod document;
mod organization;
mod outside;
mod reading;
mod resource;
mod scope;
#[cfg(test)]
mod tests;
mod user;

use std::{collections::HashSet, fmt, path::Path};

use document::{Node, Value};
use entity::{organization::Column as OrganizationColumn, user::Model as User};
use reading::{Fields, Place, Problems};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use crate::domain::{
    Caller, Deps, Error,
    audit::{self, Event},
    change::{Change, Write},
    owner::Owner,
    user as users,
};

/// So many problems are told at once.
const MOST_PROBLEMS: usize = 50;

/// Something wrong in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1.
    pub line: u64,
    /// The field, such as `apps[2].clients[0].redirect_uris[1]`; empty for the whole file.
    pub path: String,
    /// What is wrong and what to do; never a piece of a secret.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            write!(f, "line {}: {}", self.line, self.message)
        } else {
            write!(f, "line {}, {}: {}", self.line, self.path, self.message)
        }
    }
}

/// Why nothing was applied.
#[derive(Debug)]
pub enum ApplyError {
    /// The file is wrong, in these places.
    Problems {
        /// In the order of their lines, at most 50.
        shown: Vec<Problem>,
        /// How many more there are.
        more: usize,
    },
    /// It is not the file's fault.
    Failed(Error),
}

impl From<Problem> for ApplyError {
    fn from(problem: Problem) -> Self {
        Self::Problems {
            shown: vec![problem],
            more: 0,
        }
    }
}

impl From<Vec<Problem>> for ApplyError {
    fn from(mut problems: Vec<Problem>) -> Self {
        problems.sort_by_key(|problem| problem.line);
        problems.dedup();
        let more = problems.len().saturating_sub(MOST_PROBLEMS);
        problems.truncate(MOST_PROBLEMS);
        Self::Problems {
            shown: problems,
            more,
        }
    }
}

impl From<Error> for ApplyError {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl fmt::Display for ApplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Problems { shown, more } => {
                f.write_str("Nothing was applied.")?;
                for problem in shown {
                    write!(f, "\n{problem}")?;
                }
                if *more > 0 {
                    write!(f, "\nand {more} more problems")
                } else {
                    Ok(())
                }
            }
            Self::Failed(error) => write!(f, "Nothing was applied: {error}"),
        }
    }
}

impl std::error::Error for ApplyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Problems { .. } => None,
            Self::Failed(error) => Some(error),
        }
    }
}

/// What happened to one object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It was made.
    Created,
    /// These of its fields changed.
    Updated(Vec<&'static str>),
    /// It was taken away.
    Removed,
}

/// One object that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Its noun, such as `client`.
    pub kind: &'static str,
    /// By what the file names it.
    pub key: String,
    /// What happened to it.
    pub what: What,
}

impl fmt::Display for Changed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: ", self.kind, self.key)?;
        match &self.what {
            What::Created => f.write_str("created"),
            What::Updated(fields) => write!(f, "{} changed", fields.join(", ")),
            What::Removed => f.write_str("removed"),
        }
    }
}

/// What applying a file changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// In the order in which it was done; empty where everything was so already.
    pub changes: Vec<Changed>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.changes.is_empty() {
            return f.write_str("nothing changed");
        }
        for (index, change) in self.changes.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{change}")?;
        }
        Ok(())
    }
}

/// What the file says.
#[derive(Default)]
struct File<'a> {
    users: Vec<user::Entry<'a>>,
    organizations: Vec<organization::Entry<'a>>,
    apis: Vec<api::Entry<'a>>,
    apps: Vec<app::Entry<'a>>,
    declared: Declared,
}

/// What the file names, with problems or not: whoever refers to it need not be told that it does not exist.
#[derive(Default)]
struct Declared {
    emails: HashSet<String>,
    slugs: HashSet<String>,
    identifiers: HashSet<String>,
    scopes: HashSet<String>,
    keys: HashSet<String>,
    client_ids: HashSet<String>,
}

impl Declared {
    fn owner(&self, name: &str) -> bool {
        self.emails.contains(&users::email_key(name)) || self.slugs.contains(name)
    }
}

/// Notes a key; a second object of the same key is refused.
fn declare(names: &mut HashSet<String>, key: String) -> Result<(), String> {
    if names.insert(key) {
        Ok(())
    } else {
        Err("The file names this twice. Put both into one.".to_owned())
    }
}

const TOP_LEVEL: reading::Refused = &[
    ("api_keys", reading::LATER),
    (
        "clients",
        "Clients belong to an app: write them under its key clients.",
    ),
    ("grants", "Only a user can grant something, by consenting."),
    ("identity_providers", reading::LATER),
    (
        "resources",
        "Resources belong to an API: write them under its key resources.",
    ),
    (
        "scopes",
        "Scopes belong to an API: write them under its key scopes.",
    ),
    ("settings", "Settings are in latchkey.toml and the environment."),
    ("webhooks", reading::LATER),
];

fn read<'a>(tree: &'a Node, problems: &Problems) -> File<'a> {
    let mut file = File::default();
    if matches!(tree.value, Value::Null) {
        return file;
    }
    let Some(mut fields) = Fields::of(Place::root(tree), problems) else {
        return file;
    };
    let declared = &mut file.declared;
    let mut objects = |key| fields.elements(key).unwrap_or_default();
    for place in objects("users") {
        file.users.extend(user::read(place, problems, declared));
    }
    for place in objects("organizations") {
        file.organizations
            .extend(organization::read(place, problems, declared));
    }
    for place in objects("apis") {
        file.apis.extend(api::read(place, problems, declared));
    }
    for place in objects("apps") {
        file.apps.extend(app::read(place, problems, declared));
    }
    fields.finish(TOP_LEVEL);
    file
}

/// The text of a file.
///
/// # Errors
/// Where it is not UTF-8.
pub fn text(bytes: Vec<u8>) -> Result<String, ApplyError> {
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let before = &error.as_bytes()[..offset];
        let line = before.split(|byte| *byte == b'\n').count();
        ApplyError::from(Problem {
            line: line.try_into().unwrap_or(u64::MAX),
            path: String::new(),
            message: format!("The file is not UTF-8: the byte after the first {offset} is of no character. Save it as UTF-8."),
        })
    })
}

/// Checks everything about a file that can be known without the database.
///
/// # Errors
/// All problems of the file.
pub fn check(text: &str) -> Result<(), ApplyError> {
    let tree = Node::parse(text)?;
    let problems = Problems::default();
    read(&tree, &problems);
    let problems = problems.into_vec();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems.into())
    }
}

/// Makes the database agree with the file, all of it or nothing. `base`: the directory from which the files that it
/// names are found.
///
/// # Errors
/// All problems of the file, or whatever failed.
pub async fn apply(deps: &Deps, text: &str, base: &Path) -> Result<Report, ApplyError> {
    let tree = Node::parse(text)?;
    let (mut file, mut problems) = {
        let problems = Problems::default();
        let mut file = read(&tree, &problems);
        outside::resolve(&mut file, base, &problems);
        (file, problems.into_vec())
    };
    // Hashing takes long: it is done before the transaction, and not at all for a file that is wrong.
    user::hash_passwords(deps, &mut file.users, &mut problems).await?;
    let mut work = Work {
        deps,
        write: Write::begin(deps).await?,
        caller: Caller::operator(),
        now: deps.clock.now(),
        declared: file.declared,
        problems,
        changes: Vec::new(),
    };
    let done = work
        .put_all(&file.users, &file.organizations, &file.apis, &file.apps)
        .await;
    if !work.problems.is_empty() {
        return Err(work.problems.into());
    }
    done?;
    if work.changes.is_empty() {
        return Ok(Report::default());
    }
    work.write.changed(Change::Everything);
    work.write.commit().await?;
    Ok(Report {
        changes: work.changes,
    })
}

/// The transaction and what was found out in it.
struct Work<'a> {
    deps: &'a Deps,
    write: Write<'a>,
    caller: Caller,
    now: i64,
    declared: Declared,
    problems: Vec<Problem>,
    changes: Vec<Changed>,
}

impl Work<'_> {
    /// The order is that of references: an owner before what it owns, a scope before the app that asks for it.
    async fn put_all(
        &mut self,
        users: &[user::Entry<'_>],
        organizations: &[organization::Entry<'_>],
        apis: &[api::Entry<'_>],
        apps: &[app::Entry<'_>],
    ) -> Result<(), Error> {
        for entry in users {
            let done = user::put(self, entry).await;
            self.note(&entry.place, done)?;
        }
        for entry in organizations {
            let done = organization::put(self, entry).await;
            self.note(&entry.place, done)?;
        }
        for entry in apis {
            let done = api::put(self, entry).await;
            self.note(&entry.place, done)?;
        }
        for entry in apps {
            let done = app::put(self, entry).await;
            self.note(&entry.place, done)?;
        }
        // Last: these clients belong to apps.
        for entry in apis {
            let done = api::put_introspection_clients(self, entry).await;
            self.note(&entry.place, done)?;
        }
        Ok(())
    }

    /// Keeps what a verb refused as a problem of the object; anything else ends the work.
    fn note(&mut self, place: &Place<'_>, done: Result<(), Error>) -> Result<(), Error> {
        if let Err(error) = done {
            let problem = place.refused(error)?;
            self.problems.push(problem);
        }
        Ok(())
    }

    async fn record(&self, event: Event) -> Result<(), Error> {
        audit::record(self.write.db(), self.now, &self.caller, event).await
    }

    fn changed(&mut self, kind: &'static str, key: impl Into<String>, what: What) {
        self.changes.push(Changed {
            kind,
            key: key.into(),
            what,
        });
    }

    /// As [`Self::changed`], for fields of an object that was there, if there are any.
    fn updated(&mut self, kind: &'static str, key: &str, fields: Vec<&'static str>) {
        if !fields.is_empty() {
            self.changed(kind, key, What::Updated(fields));
        }
    }

    /// The person of that address. None with a problem noted, or with one known already.
    async fn person(&mut self, place: &Place<'_>, field: &str, email: &str) -> Result<Option<User>, Error> {
        let found = users::find_by_email(self.write.db(), email).await?;
        if found.is_none() && !self.declared.emails.contains(&users::email_key(email)) {
            let message = "There is no user with this address, neither in the file nor in the database.";
            self.problems.push(place.problem_at(field, message));
        }
        Ok(found)
    }

    /// The owner of that address or short name. None with a problem noted, or with one known already.
    async fn owner(&mut self, place: &Place<'_>, name: &str) -> Result<Option<Owner>, Error> {
        if name.contains('@') {
            return Ok(self
                .person(place, "owner", name)
                .await?
                .map(|user| Owner::User(user.id)));
        }
        let row = entity::organization::Entity::find()
            .filter(OrganizationColumn::Slug.eq(name))
            .one(self.write.db())
            .await?;
        if row.is_none() && !self.declared.owner(name) {
            let message = "There is no organization of this name, neither in the file nor in the database. Name a \
                           user by email address, an organization by its slug.";
            self.problems.push(place.problem_at("owner", message));
        }
        Ok(row.map(|row| Owner::Organization(row.id)))
    }
}

/// The names of those that differ.
fn differing(fields: impl IntoIterator<Item = (&'static str, bool)>) -> Vec<&'static str> {
    fields
        .into_iter()
        .filter_map(|(name, differs)| differs.then_some(name))
        .collect()
}
