//! What a file may say, and what is said about one that is wrong.

use super::*;

fn wrong(text: &str) -> Vec<String> {
    match check(text) {
        Ok(()) => Vec::new(),
        Err(ApplyError::Problems { shown, .. }) => shown.iter().map(Problem::to_string).collect(),
        Err(ApplyError::Failed(error)) => panic!("{error}"),
    }
}

/// A file with one problem, and how its message begins.
type Case = (&'static str, &'static str);

fn assert_wrong(cases: &[Case], file: impl Fn(&str) -> String) {
    for (text, expected) in cases {
        let said = wrong(&file(text));
        assert!(
            said.len() == 1 && said[0].starts_with(expected),
            "{text}\n{said:#?}"
        );
    }
}

const FILES: &[Case] = &[
    ("[]", "line 1: "),
    ("users: {}", "line 1, users: This must be a list."),
    ("users:\n", "line 1, users: This is empty."),
    (
        "people: []",
        "line 1, people: There is no such key here. The keys are users,",
    ),
    ("clients: []", "line 1, clients: Clients belong to an app"),
    (
        "api_keys: []",
        "line 1, api_keys: This version does not have this yet",
    ),
    (
        "users: [{ role: admin }]",
        "line 1, users[0]: The key email is missing.",
    ),
    ("users: [{ email: nobody }]", "line 1, users[0].email: "),
    (
        "users:\n  - email: a@b.c\n    role: king",
        "line 3, users[0].role: Use one of user, admin.",
    ),
    (
        "users:\n  - email: a@b.c\n    email: a@b.c",
        "line 3, users[0].email: This key is here twice.",
    ),
    (
        "users:\n  - email: a@b.c\n  - email: A@B.C",
        "line 3, users[1].email: The file names this twice.",
    ),
    (
        "users: [{ email: a@b.c, password: password1234567 }]",
        "line 1, users[0].password: This is among",
    ),
    (
        "users: [{ email: a@b.c, password_hash: $2y$10$x }]",
        "line 1, users[0].password_hash: ",
    ),
    (
        "users: [{ email: a@b.c, password_hash: \"$argon2id$v=19$m=4194304,t=100,p=1$c29tZXNhbHRzb21lc2FsdA$LDcgkqo2AP0YBoGGM7Md8w\" }]",
        "line 1, users[0].password_hash: Checking this hash would take too long",
    ),
    (
        "users: [{ email: a@b.c, password_env: A, password_file: b }]",
        "line 1, users[0]: Use one of",
    ),
    (
        "users: [{ email: a@b.c, passkeys: [] }]",
        "line 1, users[0].passkeys: This version",
    ),
    (
        "users: [{ email: a@b.c, email_verified: yes }]",
        "line 1, users[0].email_verified: This must be true",
    ),
    (
        "users: [{ email: a@b.c, profile: { birthdate: \"1999\" } }]",
        "line 1, users[0].profile.birthdate: ",
    ),
    (
        "users: [{ email: a@b.c, profile: { address: { planet: x } } }]",
        "line 1, users[0].profile.address.planet: ",
    ),
    (
        "users: [{ email: a@b.c, profile: { name: 1 } }]",
        "line 1, users[0].profile.name: This must be a text: put",
    ),
    (
        "organizations: [{ slug: a--, name: A }]",
        "line 1, organizations[0].slug: ",
    ),
    (
        "organizations: [{ slug: ab, members: [{ email: a@b.c, role: viewer }] }]",
        "line 1, organizations[0].members: ",
    ),
];

const APIS: &[Case] = &[
    ("access_token_ttl: 5", "line 2, apis[0].access_token_ttl: "),
    (
        "scopes: [{ name: openid, title: x }]",
        "line 2, apis[0].scopes[0].name: ",
    ),
    (
        "scopes: [{ name: a, title: x }, { name: a, title: y }]",
        "line 2, apis[0].scopes[1].name: ",
    ),
    (
        "scopes: [{ name: a, title: x, includes: [\"\"] }]",
        "line 2, apis[0].scopes[0].includes[0]: This must be one word.",
    ),
    (
        "scopes: [{ name: a, title: x, includes: [\"b c\"] }]",
        "line 2, apis[0].scopes[0].includes[0]: This must be one word.",
    ),
    (
        "scopes: [{ name: a, title: \"\" }]",
        "line 2, apis[0].scopes[0].title: ",
    ),
    (
        "resources: [{ type: t, id: \"a:b\", name: N, owner: o }]",
        "line 2, apis[0].resources[0].id: ",
    ),
];

const CLIENTS: &[Case] = &[
    (
        "client_secrets: [short]",
        "line 4, apps[0].clients[0].client_secrets[0]: ",
    ),
    (
        "grant_types: [password]",
        "line 4, apps[0].clients[0].grant_types[0]: ",
    ),
    (
        "grant_types: [authorization_code], response_types: [token]",
        "line 4, apps[0].clients[0].response_types: ",
    ),
    (
        "scope: openid",
        "line 4, apps[0].clients[0].scope: Scopes are enabled for the app",
    ),
    (
        "request_uris: []",
        "line 4, apps[0].clients[0].request_uris: This version does not have this yet",
    ),
    (
        "token_endpoint_auth_method: tls_client_auth",
        "line 4, apps[0].clients[0].token_endpoint_auth_method: Use one",
    ),
    (
        "token_endpoint_auth_method: none, client_secrets: [0123456789abcdef0123456789abcdefx]",
        "line 4, apps[0].clients[0].token_endpoint_auth_method: ",
    ),
    (
        "redirect_uris: [\"https://a.example\", \"https://a.example\"]",
        "line 4, apps[0].clients[0].redirect_uris[1]: This is in the list twice.",
    ),
    (
        "redirect_uris: [\"https://a.example/*\"]",
        "line 4, apps[0].clients[0].redirect_uris[0]: ",
    ),
    (
        "token_endpoint_auth_method: private_key_jwt",
        "line 4, apps[0].clients[0].token_endpoint_auth_method: private_key_jwt needs",
    ),
    ("jwks: { keys: [] }", "line 4, apps[0].clients[0].jwks: "),
    (
        "default_scopes: [email]",
        "line 4, apps[0].clients[0].default_scopes[0]: ",
    ),
];

#[test]
fn one_problem_names_line_and_field() {
    assert_wrong(FILES, str::to_owned);
    assert_wrong(APIS, |rest| {
        format!("apis:\n  - {{ identifier: \"https://a.example\", {rest} }}\n")
    });
    assert_wrong(CLIENTS, |rest| {
        format!(
            "apps:\n  - {{ key: a, scopes: [openid],\n    clients: [\n      {{ client_id: c, platform: web, {rest} }}] }}\n"
        )
    });
}

#[test]
fn a_service_signs_nobody_in() {
    let file = |grant_type: &str| {
        format!(
            "apps:\n  - {{ key: a, scopes: [openid], clients: [{{ client_id: c, platform: service, grant_types: [{grant_type}] }}] }}\n"
        )
    };
    let said = wrong(&file("authorization_code"));
    assert!(
        said.len() == 1
            && said[0].starts_with("line 2, apps[0].clients[0].grant_types: A service has no browser"),
        "{said:?}"
    );
    assert_eq!(wrong(&file("client_credentials")), Vec::<String>::new());
}

#[test]
fn the_example_is_right_and_so_is_nothing() {
    let example = include_str!("../../../docs/examples/apply.yaml");
    for text in [example, "", "# nothing\n", "users: []\n"] {
        assert_eq!(wrong(text), Vec::<String>::new());
    }
}

#[test]
fn sec_54_what_old_clients_need_is_accepted() {
    let text = "apps:
  - key: old
    scopes: [\"auth.user_identity:read\", \"users.profiles:read\", \"application_access:write\"]
    clients:
      - { client_id: a, platform: single_page, response_types: [token], grant_types: [implicit] }
      - { client_id: b, platform: single_page, require_pkce: false, rotate_refresh_tokens: false }
      - { client_id: c, platform: web, grant_types: [authorization_code], code_in_fragment: true }
      - { client_id: d, platform: service, client_secrets: [0123456789abcdef0123456789abcdef] }
";
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
