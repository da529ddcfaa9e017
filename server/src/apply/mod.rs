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
                           user by e-mail address, an organization by its slug.";
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

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> Vec<String> {
        match check(text) {
            Ok(()) => Vec::new(),
            Err(ApplyError::Problems { shown, .. }) => shown.iter().map(Problem::to_string).collect(),
            Err(ApplyError::Failed(error)) => panic!("{error}"),
        }
    }

    #[test]
    fn the_example_is_right_and_so_is_nothing() {
        assert_eq!(
            wrong(include_str!("../../../docs/examples/apply.yaml")),
            Vec::<String>::new()
        );
        assert_eq!(wrong(""), Vec::<String>::new());
        assert_eq!(wrong("users: []\n"), Vec::<String>::new());
    }

    #[test]
    fn one_problem_names_line_and_field() {
        let client =
            |rest: &str| format!("apps:\n  - key: a\n    clients:\n      - {{ client_id: c, {rest} }}\n");
        let api = |rest: &str| format!("apis:\n  - {{ identifier: \"https://a.example\", {rest} }}\n");
        let cases = [
            ("[]".to_owned(), "line 1: "),
            ("users: {}".to_owned(), "line 1, users: This must be a list."),
            ("users:\n".to_owned(), "line 1, users: This is empty."),
            (
                "people: []".to_owned(),
                "line 1, people: There is no such key here. The keys are users,",
            ),
            (
                "clients: []".to_owned(),
                "line 1, clients: Clients belong to an app",
            ),
            (
                "users: [{ role: admin }]".to_owned(),
                "line 1, users[0]: The key email is missing.",
            ),
            (
                "users: [{ email: nobody }]".to_owned(),
                "line 1, users[0].email: ",
            ),
            (
                "users:\n  - email: a@b.c\n    role: king".to_owned(),
                "line 3, users[0].role: Use one of user, admin.",
            ),
            (
                "users:\n  - email: a@b.c\n    email: a@b.c".to_owned(),
                "line 3, users[0].email: This key is here twice.",
            ),
            (
                "users:\n  - email: a@b.c\n  - email: A@B.C".to_owned(),
                "line 3, users[1].email: The file names this twice.",
            ),
            (
                "users: [{ email: a@b.c, password_hash: $2y$10$x }]".to_owned(),
                "line 1, users[0].password_hash: ",
            ),
            (
                "users: [{ email: a@b.c, password_env: A, password_file: b }]".to_owned(),
                "line 1, users[0]: Use one of",
            ),
            (
                "users: [{ email: a@b.c, passkeys: [] }]".to_owned(),
                "line 1, users[0].passkeys: This version",
            ),
            (
                "users: [{ email: a@b.c, profile: { birthdate: \"1999\" } }]".to_owned(),
                "line 1, users[0].profile.birthdate: ",
            ),
            (
                "users: [{ email: a@b.c, profile: { address: { planet: x } } }]".to_owned(),
                "line 1, users[0].profile.address.planet: ",
            ),
            (
                "users: [{ email: a@b.c, profile: { name: 1 } }]".to_owned(),
                "line 1, users[0].profile.name: This must be a text: put",
            ),
            (
                "organizations: [{ slug: a--, name: A }]".to_owned(),
                "line 1, organizations[0].slug: ",
            ),
            (
                "organizations: [{ slug: ab, members: [{ email: a@b.c, role: viewer }] }]".to_owned(),
                "line 1, organizations[0].members: ",
            ),
            (api("access_token_ttl: 5"), "line 2, apis[0].access_token_ttl: "),
            (
                api("scopes: [{ name: openid, title: x }]"),
                "line 2, apis[0].scopes[0].name: ",
            ),
            (
                api("scopes: [{ name: a, title: x }, { name: a, title: y }]"),
                "line 2, apis[0].scopes[1].name: ",
            ),
            (
                api("resources: [{ type: t, id: \"a:b\", name: N, owner: o }]"),
                "line 2, apis[0].resources[0].id: ",
            ),
            (
                client("platform: web, client_secrets: [short]"),
                "line 4, apps[0].clients[0].client_secrets[0]: ",
            ),
            (
                client("platform: web, grant_types: [password]"),
                "line 4, apps[0].clients[0].grant_types[0]: ",
            ),
            (
                client("platform: web, scope: openid"),
                "line 4, apps[0].clients[0].scope: Scopes are enabled for the app",
            ),
            (
                client("platform: single_page, token_endpoint_auth_method: client_secret_post"),
                "line 4, apps[0].clients[0].token_endpoint_auth_method: ",
            ),
            (
                client("platform: native, client_secrets: [0123456789abcdef0123456789abcdefx]"),
                "line 4, apps[0].clients[0].token_endpoint_auth_method: ",
            ),
            (
                client("platform: web, redirect_uris: [\"https://a.example\", \"https://a.example\"]"),
                "line 4, apps[0].clients[0].redirect_uris[1]: ",
            ),
            (
                client("platform: web, jwks: { keys: [] }"),
                "line 4, apps[0].clients[0].jwks: ",
            ),
        ];
        for (text, expected) in cases {
            let said = wrong(&text);
            assert!(
                said.len() == 1 && said[0].starts_with(expected),
                "{text}\n{said:#?}"
            );
        }
    }

    #[test]
    fn sec_54_what_old_clients_need_is_accepted() {
        let text = "apps:\n  - key: old\n    scopes: [\"auth.user_identity:read\", \"application_access:write\"]\n    clients:\n      \
                    - { client_id: 4df4b25fd2d966a41fb0f6f159096203, platform: single_page, response_types: [token], grant_types: [implicit] }\n      \
                    - { client_id: b, platform: single_page, require_pkce: false, rotate_refresh_tokens: false, code_in_fragment: true }\n";
        assert_eq!(wrong(text), Vec::<String>::new());
    }

    #[test]
    fn problems_are_bounded() {
        let text = format!("users:\n{}", "  - email: nobody\n".repeat(80));
        let Err(ApplyError::Problems { shown, more }) = check(&text) else {
            panic!("accepted")
        };
        assert_eq!((shown.len(), more), (50, 30));
        let said = ApplyError::Problems { shown, more }.to_string();
        assert!(said.ends_with("and 30 more problems"), "{said}");
    }

    #[test]
    fn a_report_says_what_changed() {
        let changed = |kind, key: &str, what| Changed {
            kind,
            key: key.to_owned(),
            what,
        };
        let report = Report {
            changes: vec![
                changed("app", "demo", What::Created),
                changed(
                    "client",
                    "demo-web",
                    What::Updated(vec!["redirect_uris", "require_pkce"]),
                ),
                changed("scope", "a:b", What::Removed),
            ],
        };
        assert_eq!(
            report.to_string(),
            "app demo: created\nclient demo-web: redirect_uris, require_pkce changed\nscope a:b: removed"
        );
    }
}
