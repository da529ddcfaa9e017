//! The dashboard's own operations, taken from its source: how many statements each makes does not grow with what there
//! is to show, and is bounded.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use entity::{user, values::Role};
use latchkey::domain::{
    Caller,
    api::{self, NewApi},
    caller::Whereabouts,
    grant,
    organization::{self, NewOrganization},
    session as sessions,
};
use serde_json::{Value, json};

use super::{ask, person, session};
use crate::support::{TestApp, app::uuid_text, make::NewClient};

/// Statements of one operation at most.
const MOST: u64 = 24;
/// So many more may come with more to show: what is read at once comes in more than one part on a busy machine. One
/// statement for each of the 21 more would be twice that.
const MORE: u64 = 10;

/// The documents in the dashboard's source: operations with the fragments that they use, by name.
fn operations() -> BTreeMap<String, String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/src");
    let mut documents: BTreeMap<String, String> = BTreeMap::new();
    let mut open: Vec<PathBuf> = vec![
        source.join("routes"),
        source.join("components"),
        source.join("lib"),
    ];
    while let Some(directory) = open.pop() {
        for entry in std::fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for part in text.split("graphql(`").skip(1) {
                let document = part.split('`').next().unwrap().trim().to_owned();
                let name = document
                    .split(|c: char| !c.is_alphanumeric() && c != '_')
                    .nth(1)
                    .unwrap()
                    .to_owned();
                // A fragment may be called like an operation.
                let key = if document.starts_with("fragment") {
                    format!("...{name}")
                } else {
                    name
                };
                documents.insert(key, document);
            }
        }
    }
    let queries = documents
        .iter()
        .filter(|(_, document)| document.starts_with("query"));
    queries
        .map(|(name, document)| {
            let (mut whole, mut used) = (document.clone(), BTreeSet::new());
            let mut at = 0;
            while let Some(found) = whole[at..].find("...") {
                at += found + 3;
                let spread: String = whole[at..]
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                if spread != "on" && used.insert(spread.clone()) {
                    let fragment = documents
                        .get(&format!("...{spread}"))
                        .cloned()
                        .unwrap_or_default();
                    whole.push('\n');
                    whole.push_str(&fragment);
                }
            }
            (name.clone(), whole)
        })
        .collect()
}

/// Values for the variables that must be given.
fn variables(document: &str, id: &str, client_id: &str) -> Value {
    let head = document.split('{').next().unwrap();
    let mut values = serde_json::Map::new();
    for part in head.split('$').skip(1) {
        let (name, kind) = part.split_once(':').unwrap();
        let kind = kind.trim().trim_end_matches([')', ',', ' ', '\n']);
        let Some(kind) = kind.strip_suffix('!') else {
            continue;
        };
        let value = match (name, kind) {
            ("clientId", _) => json!(client_id),
            ("slug", _) => json!("house"),
            (_, "ID") => json!(id),
            (_, "String") => json!(id),
            (_, "Int") => json!(10),
            (_, "Boolean") => json!(true),
            (_, "EmailAddress") => json!("somebody@example.com"),
            (_, "UsageRange") => json!("LAST_30_DAYS"),
            _ => panic!("give a value of the type {kind} here: {head}"),
        };
        values.insert(name.to_owned(), value);
    }
    Value::Object(values)
}

/// So many of everything, all of one administrator's.
async fn scene(app: &TestApp, many: usize) -> (user::Model, Vec<String>, String) {
    let ada = app
        .user_with(&format!("ada-{many}@example.com"), Role::Admin)
        .await;
    let caller = session(app, &ada);
    let mut first = None;
    for n in 0..many {
        let one = app
            .app_of(&ada, &format!("App {n}"), "openid email profile")
            .await;
        let ids = [format!("web-{many}-{n}"), format!("next-{many}-{n}")];
        for client_id in &ids {
            let new = NewClient {
                client_id,
                ..NewClient::default()
            };
            app.client_of(&one, new).await;
        }
        let grant_id = grant::allow(&app.deps, &caller, one.id, &"openid email".parse().unwrap())
            .await
            .unwrap();
        sessions::begin(
            &app.deps,
            &Whereabouts::default(),
            &ada,
            "pwd",
            Default::default(),
        )
        .await
        .unwrap();
        let guest = person(app, &format!("guest-{many}-{n}@example.com"), Role::User).await;
        let new = NewApi {
            identifier: format!("https://{}.example", uuid_text()),
            name: format!("API {n}"),
            owner: None,
            access_token_ttl: None,
            require_nonce: false,
            idempotency_key: None,
        };
        let api_id = api::create(&app.deps, &caller, new).await.unwrap().made.id;
        let of_the_first = || {
            let named = [
                one.id.to_string(),
                ada.id.to_string(),
                api_id.to_string(),
                grant_id.to_string(),
            ];
            (one.clone(), ids[0].clone(), named.to_vec())
        };
        let (shop, shown, _) = first.get_or_insert_with(of_the_first);
        grant::allow(
            &app.deps,
            &session(app, &guest),
            shop.id,
            &"openid email".parse().unwrap(),
        )
        .await
        .unwrap();
        app.form_as(
            "/oauth/token",
            (shown, "wrong"),
            &[("grant_type", "client_credentials")],
        )
        .await;
    }
    let (_, shown, mut ids) = first.unwrap();
    let house = NewOrganization {
        name: "House".to_owned(),
        slug: "house".to_owned(),
        idempotency_key: None,
    };
    let house = organization::create(&app.deps, &caller, house).await.unwrap();
    ids.push(house.made.id.to_string());
    (ada, ids, shown)
}

/// By what a refused request and an invitation are found.
async fn more_ids(app: &TestApp, caller: &Caller, ids: &[String]) -> Vec<String> {
    let refused = "query ($id: ID!) { app(id: $id) { requestLog(first: 1) { nodes { id } } } }";
    let refused = ask(app, caller, refused, json!({ "id": ids[0] })).await;
    let invite = "mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { link } }";
    let input = json!({ "organizationId": ids.last(), "email": "guest@invited.example", "role": "VIEWER" });
    let invited = ask(app, caller, invite, json!({ "input": input })).await;
    let link = invited["data"]["inviteMember"]["link"].as_str();
    let token = link
        .and_then(|link| link.split_once('#'))
        .unwrap_or_else(|| panic!("{invited}"));
    let entry = refused["data"]["app"]["requestLog"]["nodes"][0]["id"].as_str();
    vec![
        entry.unwrap_or_else(|| panic!("{refused}")).to_owned(),
        token.1.to_owned(),
    ]
}

/// Values with the id of what the operation is about: the first with which it finds something.
async fn fitting(
    app: &TestApp,
    caller: &Caller,
    document: &str,
    (ids, client_id): (&[String], &str),
) -> Value {
    for id in ids {
        let values = variables(document, id, client_id);
        let answer = ask(app, caller, document, values.clone()).await;
        let found = answer["data"]
            .as_object()
            .is_some_and(|data| data.values().all(|value| !value.is_null()));
        if found && answer.get("errors").is_none_or(|errors| errors == &json!([])) {
            return values;
        }
    }
    panic!("nothing that this is about: {document}");
}

/// The statements that the operation makes: the least of some tries, as other work goes on beside them.
async fn statements(app: &TestApp, caller: &Caller, document: &str, variables: &Value) -> u64 {
    let mut least = u64::MAX;
    for _ in 0..6 {
        let before = app.deps.db.statements();
        let answer = ask(app, caller, document, variables.clone()).await;
        assert!(
            answer["data"].is_object() && answer.get("errors").is_none_or(|errors| errors == &json!([])),
            "{document}: {answer}"
        );
        least = least.min(app.deps.db.statements() - before);
    }
    least
}

#[tokio::test]
async fn the_dashboards_operations_make_few_statements_however_much_there_is() {
    let operations = operations();
    assert!(operations.len() >= 15, "{:?}", operations.keys());
    let mut counted: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for many in [3, 24] {
        let app = TestApp::new().await;
        let (ada, ids, client_id) = scene(&app, many).await;
        latchkey::domain::request_log::flush(&app.deps).await.unwrap();
        let caller = session(&app, &ada);
        let mut ids = ids;
        ids.extend(more_ids(&app, &caller, &ids).await);
        for (name, document) in &operations {
            let variables = fitting(&app, &caller, document, (&ids, &client_id)).await;
            let count = statements(&app, &caller, document, &variables).await;
            counted.entry(name).or_default().push(count);
        }
    }
    let wrong: Vec<_> = counted
        .iter()
        .filter(|(_, counts)| counts[1] > MOST || counts[1] > counts[0] + MORE)
        .collect();
    assert!(
        wrong.is_empty(),
        "name, with 3 and with 24 of each: {wrong:?} of {counted:?}"
    );
    assert!(counted.values().any(|counts| counts[0] > 0), "{counted:?}");
}
