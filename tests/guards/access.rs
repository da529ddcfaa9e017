//! Who gets what answer: every query, every mutation and every field of the caller's own or of administration. One
//! that is missing from the tables fails.

use std::collections::BTreeMap;

use entity::{
    app,
    id::OrganizationId,
    user,
    values::{MemberRole, Role},
};
use latchkey::{
    config::Config,
    domain::{
        Caller,
        caller::Whereabouts,
        grant,
        member_invitation::{self, NewInvitation},
        organization::{self, NewOrganization},
        secret::random_id,
    },
};
use serde_json::{Value, json};

use crate::{
    graphql::{House, add_member, ask, person, session, token},
    support::TestApp,
};

/// Nobody, a stranger, a member who only looks, the owner, an administrator, an app with the owner's token without
/// scopes, an app with the administrator's.
const ASKERS: [&str; 7] = [
    "nobody",
    "stranger",
    "viewer",
    "owner",
    "administrator",
    "token",
    "admin token",
];

type Expected = [&'static str; 7];

/// What the owner's organization owns.
const OWNED: Expected = [
    "UNAUTHENTICATED",
    "NOT_FOUND",
    "NOT_ALLOWED",
    "ok",
    "NOT_FOUND",
    "FORBIDDEN",
    "FORBIDDEN",
];
/// What is the owner's own.
const OWN: Expected = [
    "UNAUTHENTICATED",
    "NOT_FOUND",
    "NOT_FOUND",
    "ok",
    "NOT_FOUND",
    "FORBIDDEN",
    "FORBIDDEN",
];
/// What everybody does for themselves.
const SELF: Expected = [
    "UNAUTHENTICATED",
    "ok",
    "ok",
    "ok",
    "ok",
    "FORBIDDEN",
    "FORBIDDEN",
];
/// What everybody does for themselves in a browser.
const IN_A_BROWSER: Expected = [
    "UNAUTHENTICATED",
    "ok",
    "ok",
    "ok",
    "ok",
    "UNAUTHENTICATED",
    "UNAUTHENTICATED",
];
/// As before, but there is nothing to prove.
const PROVED: Expected = [
    "UNAUTHENTICATED",
    "CONFLICT",
    "CONFLICT",
    "CONFLICT",
    "CONFLICT",
    "UNAUTHENTICATED",
    "UNAUTHENTICATED",
];
/// What only administrators do.
const ADMIN: Expected = [
    "NOT_FOUND",
    "NOT_FOUND",
    "NOT_FOUND",
    "NOT_FOUND",
    "ok",
    "NOT_FOUND",
    "FORBIDDEN",
];
/// What members and administrators see.
const SEEN: Expected = [
    "UNAUTHENTICATED",
    "null",
    "ok",
    "ok",
    "ok",
    "FORBIDDEN",
    "FORBIDDEN",
];
/// What administrators see.
const WATCHED: Expected = ["null", "null", "null", "null", "ok", "null", "FORBIDDEN"];

/// Mutation, input with `$names` of the house's things, answers.
#[rustfmt::skip]
const MUTATIONS: &[(&str, &str, Expected)] = &[
    ("createApp", r#"{"name":"Another","organizationId":"$organization"}"#, OWNED),
    ("updateApp", r#"{"appId":"$app","name":"Another"}"#, OWNED),
    ("deleteApp", r#"{"appId":"$app"}"#, OWNED),
    ("suspendApp", r#"{"appId":"$app"}"#, OWNED),
    ("resumeApp", r#"{"appId":"$app"}"#, OWNED),
    ("transferApp", r#"{"appId":"$app"}"#, OWNED),
    ("setAppScopes", r#"{"appId":"$app","scopes":[]}"#, OWNED),
    ("createClient", r#"{"appId":"$app","client":{"platform":"WEB"}}"#, OWNED),
    ("updateClient", r#"{"clientId":"$client","disabled":true}"#, OWNED),
    ("deleteClient", r#"{"clientId":"$client"}"#, OWNED),
    ("setClientKeys", r#"{"clientId":"$client"}"#, OWNED),
    ("createClientSecret", r#"{"clientId":"$client"}"#, OWNED),
    ("rotateClientSecret", r#"{"clientId":"$client"}"#, OWNED),
    ("revokeClientSecret", r#"{"secretId":"$secret","evenIfLast":true}"#, OWNED),
    ("addRedirectUrl", r#"{"clientId":"$client","url":"https://b.example/"}"#, OWNED),
    ("removeRedirectUrl", r#"{"redirectUrlId":"$url"}"#, OWNED),
    ("revokeAllGrants", r#"{"appId":"$app"}"#, OWNED),
    ("createApi", r#"{"identifier":"https://$tag.other.example","name":"B","organizationId":"$organization"}"#, OWNED),
    ("updateApi", r#"{"apiId":"$api","name":"B"}"#, OWNED),
    ("createScope", r#"{"apiId":"$api","name":"$tag:more","title":"More"}"#, OWNED),
    ("updateScope", r#"{"scopeId":"$scope","title":"B"}"#, OWNED),
    ("retireScope", r#"{"scopeId":"$scope"}"#, OWNED),
    ("upsertResources", r#"{"apiId":"$api","resources":[{"type":"store","key":"$slug","name":"B","owner":"$viewer"}]}"#, OWNED),
    ("removeResources", r#"{"apiId":"$api","resources":[{"type":"store","key":"$slug"}]}"#, OWNED),
    ("approveAppScope", r#"{"appId":"$app","scope":"$tag:sync"}"#, OWNED),
    ("revokeGrant", r#"{"grantId":"$grant"}"#, OWN),
    ("revokeGrantScopes", r#"{"grantId":"$grant","scopes":["openid"]}"#, OWN),
    // Nothing but a person in a browser says so.
    ("setPasswordForApi", r#"{"allowed":true}"#,
        ["UNAUTHENTICATED", "ok", "ok", "ok", "ok", "UNAUTHENTICATED", "UNAUTHENTICATED"]),
    ("createApiKey", r#"{"label":"B"}"#, SELF),
    ("updateApiKey", r#"{"apiKeyId":"$key","label":"B"}"#, OWN),
    ("rotateApiKey", r#"{"apiKeyId":"$key"}"#, OWN),
    ("revokeApiKey", r#"{"apiKeyId":"$key"}"#, OWN),
    ("endSession", r#"{"sessionId":"$session"}"#, OWN),
    ("revokeAllMyGrants", r#"{"confirm":true}"#, SELF),
    ("revokeToken", r#"{"token":"unknown"}"#, SELF),
    ("endOtherSessions", r#"{"confirm":true}"#, SELF),
    ("updateProfile", r#"{"nickname":"x"}"#, SELF),
    ("uploadProfilePicture", r#"{"confirm":true}"#, SELF),
    ("uploadAppLogo", r#"{"appId":"$app"}"#, OWNED),
    // Without a password nobody's current one is right; no token may try.
    ("changePassword", r#"{"currentPassword":"x","newPassword":"violet stapler cabinet 9"}"#,
        ["UNAUTHENTICATED", "BAD_USER_INPUT", "BAD_USER_INPUT", "BAD_USER_INPUT", "BAD_USER_INPUT", "UNAUTHENTICATED",
         "UNAUTHENTICATED"]),
    ("unlinkIdentity", r#"{"linkedIdentityId":"lid_00000000000000000000000000000000"}"#,
        ["UNAUTHENTICATED", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "UNAUTHENTICATED", "UNAUTHENTICATED"]),
    // The people here have none.
    ("setPassword", r#"{"newPassword":"violet stapler cabinet 9"}"#, IN_A_BROWSER),
    ("enableTotp", r#"{"confirm":true}"#, IN_A_BROWSER),
    // Nobody has an enrolment under way.
    ("confirmTotp", r#"{"token":"x","code":"000000"}"#,
        ["UNAUTHENTICATED", "BAD_USER_INPUT", "BAD_USER_INPUT", "BAD_USER_INPUT", "BAD_USER_INPUT", "UNAUTHENTICATED",
         "UNAUTHENTICATED"]),
    ("disableTotp", r#"{"confirm":true}"#,
        ["UNAUTHENTICATED", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "UNAUTHENTICATED", "UNAUTHENTICATED"]),
    // The tests' service is called by an address, and passkeys need a name.
    ("registerPasskey", r#"{"confirm":true}"#,
        ["UNAUTHENTICATED", "NOT_ALLOWED", "NOT_ALLOWED", "NOT_ALLOWED", "NOT_ALLOWED", "UNAUTHENTICATED",
         "UNAUTHENTICATED"]),
    ("confirmPasskey", r#"{"token":"x","credential":"{}","name":"x"}"#,
        ["UNAUTHENTICATED", "BAD_USER_INPUT", "BAD_USER_INPUT", "BAD_USER_INPUT", "BAD_USER_INPUT", "UNAUTHENTICATED",
         "UNAUTHENTICATED"]),
    ("renamePasskey", r#"{"passkeyId":"psk_00000000000000000000000000000000","name":"x"}"#,
        ["UNAUTHENTICATED", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "UNAUTHENTICATED", "UNAUTHENTICATED"]),
    ("removePasskey", r#"{"passkeyId":"psk_00000000000000000000000000000000"}"#,
        ["UNAUTHENTICATED", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "UNAUTHENTICATED", "UNAUTHENTICATED"]),
    ("regenerateRecoveryCodes", r#"{"confirm":true}"#,
        ["UNAUTHENTICATED", "NOT_ALLOWED", "NOT_ALLOWED", "NOT_ALLOWED", "NOT_ALLOWED", "UNAUTHENTICATED",
         "UNAUTHENTICATED"]),
    ("updateOrganization", r#"{"organizationId":"$organization","name":"B"}"#, OWNED),
    ("deleteOrganization", r#"{"organizationId":"$empty"}"#, OWNED),
    ("inviteMember", r#"{"organizationId":"$organization","email":"$tag@c.example"}"#, OWNED),
    ("revokeInvitation", r#"{"invitationId":"$invitation"}"#, OWNED),
    ("changeMemberRole", r#"{"organizationId":"$organization","userId":"$viewer","role":"DEVELOPER"}"#, OWNED),
    ("removeMember", r#"{"organizationId":"$organization","userId":"$viewer"}"#, OWNED),
    ("leaveOrganization", r#"{"organizationId":"$shared"}"#,
        ["UNAUTHENTICATED", "NOT_FOUND", "ok", "ok", "NOT_FOUND", "FORBIDDEN", "FORBIDDEN"]),
    // By the link's token, which only the invited address can use.
    ("acceptInvitation", r#"{"invitationId":"$invitation"}"#,
        ["UNAUTHENTICATED", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "FORBIDDEN", "FORBIDDEN"]),
    ("declineInvitation", r#"{"invitationId":"$invitation"}"#,
        ["UNAUTHENTICATED", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "FORBIDDEN", "FORBIDDEN"]),
    ("transferApi", r#"{"apiId":"$api"}"#, OWNED),
    ("createOrganization", r#"{"name":"B","slug":"$slug"}"#, SELF),
    // Addresses are proved and changed in a browser: no token does.
    ("requestEmailVerification", r#"{"confirm":true}"#, PROVED),
    ("requestEmailChange", r#"{"email":"$tag@new.example"}"#, IN_A_BROWSER),
    ("cancelEmailChange", r#"{"confirm":true}"#, IN_A_BROWSER),
    ("adminCreateUser", r#"{"email":"$tag@b.example","password":"violet stapler cabinet 9"}"#, ADMIN),
    ("adminCreateInvitation", r#"{"email":"$tag@invited.example"}"#, ADMIN),
    // There is none of that id.
    ("adminRevokeInvitation", r#"{"invitationId":"lnk_00000000000000000000000000000000"}"#,
        ["NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "FORBIDDEN"]),
    ("adminSuspendUser", r#"{"userId":"$viewer"}"#, ADMIN),
    ("adminResumeUser", r#"{"userId":"$viewer"}"#, ADMIN),
    ("adminResetUserCredentials", r#"{"userId":"$viewer","removeSecondFactors":true}"#, ADMIN),
    ("adminSendPasswordReset", r#"{"userId":"$viewer"}"#, ADMIN),
    ("adminChangeUserRole", r#"{"userId":"$viewer","role":"USER"}"#, ADMIN),
    ("adminRevokeApiKey", r#"{"apiKeyId":"$key"}"#, ADMIN),
    ("adminVerifyApp", r#"{"appId":"$app"}"#, ADMIN),
    ("adminSuspendApp", r#"{"appId":"$app"}"#, ADMIN),
    ("adminResumeApp", r#"{"appId":"$app"}"#, ADMIN),
    ("adminRotateSigningKey", r"{}", ADMIN),
    ("adminUploadServiceLogo", r#"{"confirm":true}"#, ADMIN),
    ("adminUpdateSettings", r##"{"accentColor":"#85560a"}"##, ADMIN),
    ("exportMyData", r#"{"confirm":true}"#, IN_A_BROWSER),
    // Whoever has the link keeps the account; this is none.
    ("cancelAccountDeletion", r#"{"token":"lkl_none"}"#, ["NOT_FOUND"; 7]),
    // The only owner of an organization with members stays, and so does the last administrator. At the end: the
    // others are gone then.
    ("deleteMyAccount", r#"{"confirm":true}"#,
        ["UNAUTHENTICATED", "ok", "ok", "NOT_ALLOWED", "NOT_ALLOWED", "UNAUTHENTICATED", "UNAUTHENTICATED"]),
];

/// Path of the field, the query that asks for it, answers.
#[rustfmt::skip]
const QUERIES: &[(&str, &str, Expected)] = &[
    ("viewer", "{ viewer { canCreateApps } }", ["UNAUTHENTICATED", "ok", "ok", "ok", "ok", "ok", "ok"]),
    ("app", "{ app(id: \"$app\") { name } }", SEEN),
    ("api", "{ api(id: \"$api\") { name } }", SELF),
    ("organization", "{ organization(id: \"$organization\") { name } }", SEEN),
    ("invitation", "{ invitation(token: \"none\") { id } }",
        ["UNAUTHENTICATED", "null", "null", "null", "null", "FORBIDDEN", "FORBIDDEN"]),
    ("node", "{ node(id: \"$app\") { id } }", ["UNAUTHENTICATED", "null", "ok", "ok", "ok", "FORBIDDEN", "null"]),
    ("nodes", "{ nodes(ids: [\"$app\"]) { id } }", ["UNAUTHENTICATED", "ok", "ok", "ok", "ok", "FORBIDDEN", "ok"]),
    ("scopes", "{ scopes { totalCount } }", SELF),
    ("apis", "{ apis { totalCount } }", SELF),
    ("apps", "{ apps { totalCount } }", SELF),
    ("requestLogEntry", "{ requestLogEntry(errorId: \"none\") { id } }",
        ["UNAUTHENTICATED", "null", "null", "null", "null", "FORBIDDEN", "FORBIDDEN"]),
    ("serviceInfo", "{ serviceInfo { name } }", ["ok"; 7]),
    ("admin", "{ admin { health { status } } }", WATCHED),
    ("viewer.user", "{ viewer { user { email } } }", SELF),
    // An app's own token gets it; those here are of people.
    ("viewer.app", "{ viewer { app { name } } }", ["UNAUTHENTICATED", "null", "null", "null", "null", "null", "null"]),
    ("viewer.credentialScopes", "{ viewer { credentialScopes } }", ["UNAUTHENTICATED", "null", "null", "null", "null", "ok", "ok"]),
    ("viewer.canCreateApps", "{ viewer { canCreateApps } }", ["UNAUTHENTICATED", "ok", "ok", "ok", "ok", "ok", "ok"]),
    ("viewer.isAdministrator", "{ viewer { isAdministrator } }", ["UNAUTHENTICATED", "ok", "ok", "ok", "ok", "ok", "ok"]),
    ("viewer.freshUntil", "{ viewer { freshUntil } }", ["UNAUTHENTICATED", "ok", "ok", "ok", "ok", "null", "null"]),
    ("viewer.securityOverview", "{ viewer { securityOverview { recoveryCodesLeft } } }", SELF),
    ("viewer.linkedIdentities", "{ viewer { linkedIdentities { id } } }", SELF),
    ("viewer.availableProviders", "{ viewer { availableProviders { id } } }", SELF),
    ("viewer.apps", "{ viewer { apps { totalCount } } }", SELF),
    ("viewer.organizations", "{ viewer { organizations { name } } }", SELF),
    ("viewer.invitations", "{ viewer { invitations { id } } }", SELF),
    ("viewer.apis", "{ viewer { apis { totalCount } } }", SELF),
    ("viewer.resources", "{ viewer { resources { totalCount } } }", SELF),
    ("viewer.grants", "{ viewer { grants { totalCount } } }", SELF),
    ("viewer.apiKeys", "{ viewer { apiKeys { totalCount } } }", SELF),
    ("viewer.passwordForApi", "{ viewer { passwordForApi } }", SELF),
    ("viewer.keyPermissions", "{ viewer { keyPermissions { scope } } }", SELF),
    ("viewer.sessions", "{ viewer { sessions { id } } }", SELF),
    ("viewer.dataExport", "{ viewer { dataExport { id } } }",
        ["UNAUTHENTICATED", "null", "null", "null", "null", "FORBIDDEN", "FORBIDDEN"]),
    ("viewer.activity", "{ viewer { activity { totalCount } } }", SELF),
    ("app.grants", "{ app(id: \"$app\") { grants { nodes { subject } } } }", SEEN),
    ("app.consentPreview", "{ app(id: \"$app\") { consentPreview { refused } } }", SEEN),
    ("app.clients", "{ app(id: \"$app\") { clients { secrets { lastFour } } } }", SEEN),
    ("app.requestLog", "{ app(id: \"$app\") { requestLog { totalCount } } }", SEEN),
    ("app.usage", "{ app(id: \"$app\") { usage { bucketSeconds } } }", SEEN),
    ("app.auditEvents", "{ app(id: \"$app\") { auditEvents { totalCount } } }", SEEN),
    ("organization.members", "{ organization(id: \"$organization\") { members { email } } }", SEEN),
    ("organization.invitations", "{ organization(id: \"$organization\") { invitations { email } } }",
        ["UNAUTHENTICATED", "null", "null", "ok", "ok", "FORBIDDEN", "FORBIDDEN"]),
    ("organization.auditEvents", "{ organization(id: \"$organization\") { auditEvents { totalCount } } }", SEEN),
    ("api.owner", "{ api(id: \"$api\") { owner { __typename } } }",
        ["UNAUTHENTICATED", "null", "ok", "ok", "ok", "FORBIDDEN", "FORBIDDEN"]),
    ("api.introspectionClients", "{ api(id: \"$api\") { introspectionClients } }",
        ["UNAUTHENTICATED", "null", "ok", "ok", "ok", "FORBIDDEN", "FORBIDDEN"]),
    ("api.snippets", "{ api(id: \"$api\") { snippets { code } } }",
        ["UNAUTHENTICATED", "ok", "ok", "ok", "ok", "FORBIDDEN", "FORBIDDEN"]),
    ("api.resources", "{ api(id: \"$api\") { resources { totalCount } } }",
        ["UNAUTHENTICATED", "null", "ok", "ok", "ok", "FORBIDDEN", "FORBIDDEN"]),
    ("admin.apiKeys", "{ admin { apiKeys { totalCount } } }", WATCHED),
    ("admin.users", "{ admin { users { totalCount } } }", WATCHED),
    ("admin.user", "{ admin { user(id: \"$viewer\") { email } } }", WATCHED),
    ("admin.apps", "{ admin { apps { totalCount } } }", WATCHED),
    ("admin.apis", "{ admin { apis { totalCount } } }", WATCHED),
    ("admin.auditEvents", "{ admin { auditEvents { totalCount } } }", WATCHED),
    ("admin.invitations", "{ admin { invitations { email } } }", WATCHED),
    ("admin.signingKeys", "{ admin { signingKeys { kid } } }", WATCHED),
    ("admin.branding", "{ admin { branding { serviceName } } }", WATCHED),
    ("admin.settings", "{ admin { settings { name } } }", WATCHED),
    ("admin.health", "{ admin { health { status } } }", WATCHED),
];

/// The house and what is in it, by the names that the tables use.
struct Scene {
    house: House,
    names: Vec<(&'static str, String)>,
}

impl Scene {
    async fn new(app: &TestApp) -> Self {
        let house = House::new(app).await;
        let owner = session(app, &house.owner);
        let scopes = json!([{ "name": "openid" }, { "name": house.scope.name }]);
        let input = json!({ "appId": house.app.id, "scopes": scopes });
        crate::graphql::mutate(app, &owner, "setAppScopes", input, "app { id }").await;
        let grant = grant::allow(&app.deps, &owner, house.app.id, &"openid".parse().unwrap())
            .await
            .unwrap();
        let (_, key) = app.key(&house.owner, &[]).await;
        let from = Whereabouts::default();
        let begun =
            latchkey::domain::session::begin(&app.deps, &from, &house.owner, "pwd", Default::default())
                .await
                .unwrap();
        let inside = "query($id: ID!) { app(id: $id) { clients { secrets { id } redirectUrls { id } } } }";
        let seen = ask(app, &owner, inside, json!({ "id": house.app.id })).await;
        let client = &seen["data"]["app"]["clients"][0];
        let text = |value: &Value| value.as_str().unwrap_or_else(|| panic!("{seen}")).to_owned();
        let invited = member_invitation::invite(
            &app.deps,
            &owner,
            NewInvitation {
                organization_id: house.organization,
                email: format!("invited-{}", house.owner.email),
                role: MemberRole::Viewer,
            },
        )
        .await
        .unwrap();
        let [empty, shared] = [
            another(app, &owner, &house).await,
            another(app, &owner, &house).await,
        ];
        add_member(app, shared, house.viewer.id, MemberRole::Owner).await;
        add_member(app, empty, house.viewer.id, MemberRole::Admin).await;
        let tag = house.scope.name.trim_end_matches(":sync").to_owned();
        let names = vec![
            ("$organization", house.organization.to_string()),
            ("$empty", empty.to_string()),
            ("$shared", shared.to_string()),
            ("$invitation", invited.row.id.to_string()),
            ("$app", house.app.id.to_string()),
            ("$client", house.client.id.to_string()),
            ("$secret", text(&client["secrets"][0]["id"])),
            ("$url", text(&client["redirectUrls"][0]["id"])),
            ("$api", house.api.id.to_string()),
            ("$scope", house.scope.id.to_string()),
            ("$grant", grant.to_string()),
            ("$key", key.id.to_string()),
            ("$session", begun.session.id.to_string()),
            ("$viewer", house.viewer.id.to_string()),
            ("$slug", format!("b{}", &tag[..12])),
            ("$tag", tag),
        ];
        Self { house, names }
    }

    fn fill(&self, text: &str) -> String {
        self.names
            .iter()
            .fold(text.to_owned(), |text, (name, value)| text.replace(name, value))
    }

    fn asker(&self, app: &TestApp, which: usize, (stranger, admin): (&user::Model, &user::Model)) -> Caller {
        let house = &self.house;
        let with = |user: &user::Model, of: &app::Model| token(user, of.id, &house.client, "openid");
        match which {
            0 => Caller::anonymous(Whereabouts::default()),
            1 => session(app, stranger),
            2 => session(app, &house.viewer),
            3 => session(app, &house.owner),
            4 => session(app, admin),
            5 => with(&house.owner, &house.app),
            _ => with(admin, &house.app),
        }
    }
}

/// Another organization of the owner's that owns nothing.
async fn another(app: &TestApp, owner: &Caller, house: &House) -> OrganizationId {
    let new = NewOrganization {
        name: "Another".to_owned(),
        slug: format!("a{}", &random_id().simple().to_string()[..20]),
        idempotency_key: None,
    };
    let made = organization::create(&app.deps, owner, new).await.unwrap().made;
    assert_ne!(made.id, house.organization);
    made.id
}

/// What an answer comes to, along the path.
fn outcome(answer: &Value, path: &str) -> String {
    if let Some(code) = answer["errors"][0]["extensions"]["code"].as_str() {
        return code.to_owned();
    }
    let mut at = &answer["data"];
    for part in path.split('.') {
        at = &at[part];
    }
    match (at, at["userErrors"][0]["code"].as_str()) {
        (Value::Null, _) => "null".to_owned(),
        (_, Some(code)) => code.to_owned(),
        _ => "ok".to_owned(),
    }
}

async fn fields_of(app: &TestApp, admin: &Caller, kind: &str) -> Vec<String> {
    let query = "query($name: String!) { __type(name: $name) { fields { name } } }";
    let answer = ask(app, admin, query, json!({ "name": kind })).await;
    let fields = answer["data"]["__type"]["fields"]
        .as_array()
        .unwrap_or_else(|| panic!("{answer}"));
    fields
        .iter()
        .map(|field| field["name"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn sec_97_every_field_answers_each_asker_as_the_tables_say() {
    let app = TestApp::new().await;
    let stranger = person(&app, "stranger@example.com", Role::User).await;
    let admin = person(&app, "root@example.com", Role::Admin).await;
    let root = session(&app, &admin);
    for (kind, prefix) in [("Query", ""), ("Viewer", "viewer."), ("Admin", "admin.")] {
        for field in fields_of(&app, &root, kind).await {
            let path = format!("{prefix}{field}");
            assert!(
                QUERIES.iter().any(|(known, ..)| *known == path),
                "{path} is missing from the table"
            );
        }
    }
    for field in fields_of(&app, &root, "Mutation").await {
        assert!(
            MUTATIONS.iter().any(|(known, ..)| *known == field),
            "{field} is missing from the table"
        );
    }
    let mut wrong = Vec::new();
    let scene = Scene::new(&app).await;
    for (path, query, expected) in QUERIES {
        for (which, expected) in expected.iter().enumerate() {
            let caller = scene.asker(&app, which, (&stranger, &admin));
            let answer = ask(&app, &caller, &scene.fill(query), json!({})).await;
            let got = outcome(&answer, path);
            if got != *expected {
                wrong.push(format!(
                    "{path} for {}: {got} instead of {expected}: {answer}",
                    ASKERS[which]
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn sec_97_every_mutation_answers_each_asker_as_the_table_says() {
    let app = TestApp::new().await;
    let stranger = person(&app, "stranger@example.com", Role::User).await;
    let admin = person(&app, "root@example.com", Role::Admin).await;
    let mut wrong = Vec::new();
    for (name, input, expected) in MUTATIONS {
        let mut scene = Scene::new(&app).await;
        for (which, expected) in expected.iter().enumerate() {
            let caller = scene.asker(&app, which, (&stranger, &admin));
            let input: Value = serde_json::from_str(&scene.fill(input)).unwrap();
            let kind = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
            let query = format!(
                "mutation($input: {kind}!) {{ {name}(input: $input) {{ userErrors {{ code field message }} }} }}"
            );
            let answer = ask(&app, &caller, &query, json!({ "input": input })).await;
            let got = outcome(&answer, name);
            if got != *expected {
                wrong.push(format!(
                    "{name} for {}: {got} instead of {expected}: {answer}",
                    ASKERS[which]
                ));
            }
            // Where it was done, the next asker needs things of their own.
            if got == "ok" {
                // A verified name is nobody else's.
                app.execute("UPDATE \"app\" SET verified_at = NULL").await;
                scene = Scene::new(&app).await;
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The fields of each input with their types, as the contract has them.
fn inputs() -> BTreeMap<String, BTreeMap<String, String>> {
    let config = Config::from_parts(None, &BTreeMap::new()).unwrap();
    let sdl = latchkey::graphql::sdl(&config);
    let mut inputs = BTreeMap::new();
    for block in sdl.split("\ninput ").skip(1) {
        let (name, rest) = block.split_once(" {\n").unwrap();
        let body = rest.split("\n}").next().unwrap();
        // What is between the marks is text for people.
        let code = body.split("\"\"\"").step_by(2).collect::<String>();
        let fields = code
            .lines()
            .filter_map(|line| line.trim().split_once(": "))
            .map(|(field, kind)| {
                let kind = kind.split(" = ").next().unwrap();
                (field.to_owned(), kind.to_owned())
            })
            .collect();
        inputs.insert(name.to_owned(), fields);
    }
    inputs
}

fn bare(kind: &str) -> &str {
    kind.trim_matches(|c| "[]!".contains(c))
}

/// Whether the input has what the path leads to.
fn leads_somewhere(inputs: &BTreeMap<String, BTreeMap<String, String>>, input: &str, path: &[Value]) -> bool {
    let mut at = input;
    path.iter().all(|part| {
        let part = part.as_str().unwrap_or_default();
        if part.parse::<usize>().is_ok() {
            return true;
        }
        match inputs.get(at).and_then(|fields| fields.get(part)) {
            Some(kind) => {
                at = bare(kind);
                true
            }
            None => false,
        }
    })
}

/// The input, each time with one field that is likely to be wrong; fields of inputs inside it too.
fn spoiled(inputs: &BTreeMap<String, BTreeMap<String, String>>, kind: &str, good: &Value) -> Vec<Value> {
    let mut all = Vec::new();
    for (field, of) in &inputs[kind] {
        let values = if inputs.contains_key(bare(of)) {
            let inner = match &good[field] {
                Value::Array(items) => items.first().cloned().unwrap_or(json!({})),
                Value::Null => json!({}),
                object => object.clone(),
            };
            spoiled(inputs, bare(of), &inner)
        } else {
            match bare(of) {
                "Int" => vec![json!(-1), json!(2_000_000_000)],
                "Boolean" => vec![json!(false)],
                _ => vec![json!(""), json!("a\u{202e}b"), json!("x".repeat(2500))],
            }
        };
        for value in values {
            let mut input = good.clone();
            input[field] = if of.starts_with('[') {
                json!([value])
            } else {
                value
            };
            all.push(input);
        }
    }
    all
}

/// What the domain calls a field, or which of its columns changed meanwhile, is nothing that a caller could mark.
#[tokio::test]
async fn every_user_error_names_a_field_that_its_input_has() {
    let app = TestApp::new().await;
    let stranger = person(&app, "stranger@example.com", Role::User).await;
    let admin = person(&app, "root@example.com", Role::Admin).await;
    let inputs = inputs();
    let mut wrong = Vec::new();
    let mut named = 0;
    for (name, input, expected) in MUTATIONS {
        let kind = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
        let which = if expected[3] == "ok" { 3 } else { 4 };
        let query = format!(
            "mutation($input: {kind}!) {{ {name}(input: $input) {{ userErrors {{ code field message }} }} }}"
        );
        let mut scene = Scene::new(&app).await;
        let good: Value = serde_json::from_str(input).unwrap();
        for input in spoiled(&inputs, &kind, &good) {
            let caller = scene.asker(&app, which, (&stranger, &admin));
            let filled: Value = serde_json::from_str(&scene.fill(&input.to_string())).unwrap();
            let answer = ask(&app, &caller, &query, json!({ "input": filled })).await;
            let errors = answer["data"][name]["userErrors"].as_array();
            for error in errors.into_iter().flatten() {
                let Some(path) = error["field"].as_array() else {
                    continue;
                };
                named += 1;
                if !leads_somewhere(&inputs, &kind, path) {
                    wrong.push(format!("{name}: {error}"));
                }
            }
            if outcome(&answer, name) == "ok" {
                scene = Scene::new(&app).await;
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(named > 100, "{named} errors are few for so many wrong inputs");
}
