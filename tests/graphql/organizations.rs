//! The life of an organization: invitations, roles, leaving, handing over, deleting.

use entity::{
    id::OrganizationId,
    user,
    values::{MemberRole, Role},
};
use latchkey::domain::Caller;
use serde_json::{Value, json};

use super::{House, add_member, ask, mutate, person, session};
use crate::support::TestApp;

/// An organization of Ada's.
async fn scene(app: &TestApp) -> (Caller, user::Model, OrganizationId) {
    let ada = person(app, "ada@example.com", Role::User).await;
    let caller = session(app, &ada);
    let input = json!({ "name": "Engines", "slug": "engines" });
    let made = mutate(app, &caller, "createOrganization", input, "organization { id }").await;
    let id = made["organization"]["id"].as_str().unwrap().parse().unwrap();
    (caller, ada, id)
}

/// Invites; the token of the link.
async fn invite(app: &TestApp, caller: &Caller, id: OrganizationId, email: &str, role: &str) -> String {
    let input = json!({ "organizationId": id, "email": email, "role": role });
    let made = mutate(
        app,
        caller,
        "inviteMember",
        input,
        "link invitation { email role }",
    )
    .await;
    let link = made["link"].as_str().unwrap_or_else(|| panic!("{made}"));
    link.split_once("/invitation#").unwrap().1.to_owned()
}

fn code(payload: &Value) -> &Value {
    &payload["userErrors"][0]["code"]
}

#[tokio::test]
async fn sec_18_an_invitation_works_once_for_the_address_that_was_invited() {
    let app = TestApp::new().await;
    let (ada, _, id) = scene(&app).await;
    let bob = session(&app, &person(&app, "bob@example.com", Role::User).await);
    let eve = session(&app, &person(&app, "eve@example.com", Role::User).await);
    let token = invite(&app, &ada, id, "Bob@Example.com", "DEVELOPER").await;
    assert!(token.starts_with("lki_"));
    let about = "query($t: String!) { invitation(token: $t) { organizationName role forYou email } }";
    let seen = async |caller: &Caller, token: &str| {
        ask(&app, caller, about, json!({ "t": token })).await["data"]["invitation"].clone()
    };
    assert_eq!(
        seen(&bob, &token).await,
        json!({ "organizationName": "Engines", "role": "DEVELOPER", "forYou": true, "email": "Bob@Example.com" })
    );
    assert_eq!(seen(&eve, &token).await["email"], Value::Null);
    let accept = async |caller: &Caller, token: &str| {
        mutate(
            &app,
            caller,
            "acceptInvitation",
            json!({ "token": token }),
            "organization { role }",
        )
        .await
    };
    let other = accept(&eve, &token).await;
    assert_eq!(
        code(&other),
        &json!("BAD_USER_INPUT"),
        "another's account: {other}"
    );
    assert_eq!(code(&accept(&bob, "lki_unknown").await), &json!("NOT_FOUND"));
    assert_eq!(
        accept(&bob, &token).await["organization"]["role"],
        json!("DEVELOPER")
    );
    assert_eq!(
        code(&accept(&bob, &token).await),
        &json!("NOT_FOUND"),
        "only once"
    );
    assert_eq!(seen(&bob, &token).await, Value::Null);
    let again = json!({ "organizationId": id, "email": "bob@example.com" });
    assert_eq!(
        code(&mutate(&app, &ada, "inviteMember", again, "link").await),
        &json!("CONFLICT")
    );

    // A newer invitation replaces the older one; what is taken back, declined or too old is over.
    let first = invite(&app, &ada, id, "eve@example.com", "VIEWER").await;
    let second = invite(&app, &ada, id, "eve@example.com", "VIEWER").await;
    assert_eq!(code(&accept(&eve, &first).await), &json!("NOT_FOUND"));
    let declined = json!({ "token": second });
    let no = mutate(&app, &eve, "declineInvitation", declined, "organizationName").await;
    assert_eq!(no["organizationName"], json!("Engines"));
    assert_eq!(code(&accept(&eve, &second).await), &json!("NOT_FOUND"));
    invite(&app, &ada, id, "eve@example.com", "VIEWER").await;
    let open = ask(
        &app,
        &ada,
        "query($id: ID!) { organization(id: $id) { invitations { id } } }",
        json!({ "id": id }),
    )
    .await;
    let waiting = open["data"]["organization"]["invitations"]
        .as_array()
        .unwrap()
        .clone();
    assert_eq!(waiting.len(), 1);
    let input = json!({ "invitationId": waiting[0]["id"] });
    let taken = mutate(
        &app,
        &ada,
        "revokeInvitation",
        input.clone(),
        "invitation { revokedAt }",
    )
    .await;
    assert!(taken["invitation"]["revokedAt"].is_string());
    assert_eq!(
        code(&mutate(&app, &eve, "acceptInvitation", input, "organization { id }").await),
        &json!("NOT_FOUND")
    );
    let late = invite(&app, &ada, id, "eve@example.com", "VIEWER").await;
    app.advance(8 * 86_400);
    let eve = session(&app, &person(&app, "eve2@example.com", Role::User).await);
    assert_eq!(code(&accept(&eve, &late).await), &json!("NOT_FOUND"));
}

#[tokio::test]
async fn an_invitation_is_found_by_a_proven_address_without_its_link() {
    let app = TestApp::new().await;
    let (ada, _, id) = scene(&app).await;
    let bob = person(&app, "bob@example.com", Role::User).await;
    invite(&app, &ada, id, "bob@example.com", "VIEWER").await;
    let mine = "{ viewer { invitations { id organizationSlug } } }";
    let seen = ask(&app, &session(&app, &bob), mine, json!({})).await;
    let found = &seen["data"]["viewer"]["invitations"][0];
    assert_eq!(found["organizationSlug"], json!("engines"));
    let input = json!({ "invitationId": found["id"] });
    app.execute("UPDATE \"user\" SET email_verified_at = NULL WHERE email_key = 'bob@example.com'")
        .await;
    let unproven = ask(&app, &session(&app, &bob), mine, json!({})).await;
    assert_eq!(unproven["data"]["viewer"]["invitations"], json!([]));
    let refused = mutate(
        &app,
        &session(&app, &bob),
        "acceptInvitation",
        input.clone(),
        "organization { id }",
    )
    .await;
    assert_eq!(code(&refused), &json!("NOT_FOUND"));
    app.execute("UPDATE \"user\" SET email_verified_at = 1 WHERE email_key = 'bob@example.com'")
        .await;
    let joined = mutate(
        &app,
        &session(&app, &bob),
        "acceptInvitation",
        input,
        "organization { slug }",
    )
    .await;
    assert_eq!(joined["organization"]["slug"], json!("engines"));
}

#[tokio::test]
async fn roles_are_given_and_taken_as_the_policy_says_and_the_last_owner_stays() {
    let app = TestApp::new().await;
    let (ada, ada_row, id) = scene(&app).await;
    let people = [
        person(&app, "admin@example.com", Role::User).await,
        person(&app, "dev@example.com", Role::User).await,
    ];
    for (who, role) in people.iter().zip([MemberRole::Admin, MemberRole::Developer]) {
        add_member(&app, id, who.id, role).await;
    }
    let [admin, dev] = [session(&app, &people[0]), session(&app, &people[1])];
    let change = async |caller: &Caller, user: &user::Model, role: &str| {
        let input = json!({ "organizationId": id, "userId": user.id, "role": role });
        mutate(
            &app,
            caller,
            "changeMemberRole",
            input,
            "organization { members { role } }",
        )
        .await
    };
    assert_eq!(
        code(&change(&dev, &people[1], "ADMIN").await),
        &json!("NOT_ALLOWED")
    );
    assert_eq!(
        code(&change(&admin, &people[0], "OWNER").await),
        &json!("NOT_ALLOWED")
    );
    assert_eq!(
        code(&change(&admin, &ada_row, "VIEWER").await),
        &json!("NOT_ALLOWED"),
        "an owner"
    );
    assert_eq!(
        code(&change(&ada, &ada_row, "ADMIN").await),
        &json!("NOT_ALLOWED"),
        "the last owner"
    );
    assert_eq!(
        change(&admin, &people[1], "VIEWER").await["userErrors"],
        json!([])
    );
    let leave = json!({ "organizationId": id });
    assert_eq!(
        code(
            &mutate(
                &app,
                &ada,
                "leaveOrganization",
                leave.clone(),
                "leftOrganizationId"
            )
            .await
        ),
        &json!("NOT_ALLOWED")
    );
    // Whoever may invite no longer has invited nobody.
    invite(&app, &admin, id, "new@example.com", "VIEWER").await;
    assert_eq!(
        change(&ada, &people[0], "DEVELOPER").await["userErrors"],
        json!([])
    );
    let open = ask(
        &app,
        &ada,
        "query($id: ID!) { organization(id: $id) { invitations { id } } }",
        json!({ "id": id }),
    )
    .await;
    assert_eq!(open["data"]["organization"]["invitations"], json!([]));
    let input = json!({ "organizationId": id, "email": "x@example.com" });
    assert_eq!(
        code(&mutate(&app, &admin, "inviteMember", input, "link").await),
        &json!("NOT_ALLOWED")
    );
    // SEC-75: appointing needs a fresh sign-in.
    app.advance(10 * 60);
    assert_eq!(
        code(&change(&ada, &people[1], "ADMIN").await),
        &json!("STEP_UP_REQUIRED")
    );
    let removed = json!({ "organizationId": id, "userId": people[1].id });
    let left = mutate(
        &app,
        &ada,
        "removeMember",
        removed,
        "organization { members { email } }",
    )
    .await;
    assert_eq!(left["organization"]["members"].as_array().unwrap().len(), 2);
    let gone = ask(
        &app,
        &dev,
        "query($id: ID!) { organization(id: $id) { name } }",
        json!({ "id": id }),
    )
    .await;
    assert_eq!(gone["data"]["organization"], Value::Null, "at once");
    let seen = ask(
        &app,
        &ada,
        "query($id: ID!) { organization(id: $id) { auditEvents { nodes { kind title } } } }",
        json!({ "id": id }),
    )
    .await;
    let mut kinds: Vec<&str> = seen["data"]["organization"]["auditEvents"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["kind"].as_str().unwrap())
        .collect();
    kinds.sort_unstable();
    assert_eq!(
        kinds,
        [
            "member.invited",
            "member.removed",
            "member.role_changed",
            "member.role_changed",
            "organization.created"
        ]
    );
}

#[tokio::test]
async fn sec_123_of_two_owners_who_leave_at_once_one_stays() {
    let app = TestApp::new().await;
    for round in 0..8 {
        let owners = [
            person(&app, &format!("a{round}@example.com"), Role::User).await,
            person(&app, &format!("b{round}@example.com"), Role::User).await,
        ];
        let callers = [session(&app, &owners[0]), session(&app, &owners[1])];
        let input = json!({ "name": "Pair", "slug": format!("pair-{round}") });
        let made = mutate(
            &app,
            &callers[0],
            "createOrganization",
            input,
            "organization { id }",
        )
        .await;
        let id: OrganizationId = made["organization"]["id"].as_str().unwrap().parse().unwrap();
        add_member(&app, id, owners[1].id, MemberRole::Owner).await;
        let leave = json!({ "organizationId": id });
        let (one, two) = tokio::join!(
            mutate(
                &app,
                &callers[0],
                "leaveOrganization",
                leave.clone(),
                "leftOrganizationId"
            ),
            async {
                if round % 2 == 0 {
                    mutate(
                        &app,
                        &callers[1],
                        "leaveOrganization",
                        leave.clone(),
                        "leftOrganizationId",
                    )
                    .await
                } else {
                    let input = json!({ "organizationId": id, "userId": owners[1].id, "role": "VIEWER" });
                    mutate(
                        &app,
                        &callers[1],
                        "changeMemberRole",
                        input,
                        "organization { id }",
                    )
                    .await
                }
            }
        );
        let done = [&one, &two]
            .iter()
            .filter(|payload| payload["userErrors"] == json!([]))
            .count();
        assert_eq!(done, 1, "{one} {two}");
        let sql = format!(
            "membership\" WHERE role = 'owner' AND organization_id = {}",
            quoted(&app, id)
        );
        assert_eq!(count_where(&app, &sql).await, 1);
    }
}

/// The id as the database's statements write it.
fn quoted(app: &TestApp, id: OrganizationId) -> String {
    if app.is_postgres() {
        format!("'{}'", id.0)
    } else {
        format!("X'{}'", id.0.simple())
    }
}

async fn count_where(app: &TestApp, rest: &str) -> i64 {
    use sea_orm::{ConnectionTrait as _, Statement};
    let db = app.deps.db.read();
    let sql = format!("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM \"{rest}");
    let row = db
        .query_one_raw(Statement::from_string(db.get_database_backend(), sql))
        .await
        .unwrap()
        .unwrap();
    row.try_get("", "n").unwrap()
}

#[tokio::test]
async fn sec_15_an_invitation_accepted_in_two_windows_joins_once() {
    let app = TestApp::new().await;
    let (ada, _, id) = scene(&app).await;
    let bob = session(&app, &person(&app, "bob@example.com", Role::User).await);
    let token = invite(&app, &ada, id, "bob@example.com", "VIEWER").await;
    let tries = (0..10).map(|_| {
        mutate(
            &app,
            &bob,
            "acceptInvitation",
            json!({ "token": token }),
            "organization { id }",
        )
    });
    let done = futures_util::future::join_all(tries).await;
    let joined = done
        .iter()
        .filter(|payload| payload["userErrors"] == json!([]))
        .count();
    assert_eq!(joined, 1, "{done:?}");
    assert_eq!(app.count("membership").await, 2);
}

#[tokio::test]
async fn an_organization_that_owns_something_is_not_deleted() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let owner = session(&app, &house.owner);
    let delete = json!({ "organizationId": house.organization });
    let refused = mutate(
        &app,
        &owner,
        "deleteOrganization",
        delete.clone(),
        "deletedOrganizationId",
    )
    .await;
    assert_eq!(code(&refused), &json!("NOT_ALLOWED"));
    let why = refused["userErrors"][0]["message"].as_str().unwrap();
    assert!(why.contains("1 apps") && why.contains("1 APIs"), "{why}");
    let moved = mutate(
        &app,
        &owner,
        "transferApi",
        json!({ "apiId": house.api.id }),
        "api { owner { __typename } }",
    )
    .await;
    assert_eq!(moved["api"]["owner"]["__typename"], json!("User"));
    mutate(
        &app,
        &owner,
        "transferApp",
        json!({ "appId": house.app.id }),
        "app { id }",
    )
    .await;
    let gone = mutate(
        &app,
        &owner,
        "deleteOrganization",
        delete,
        "deletedOrganizationId",
    )
    .await;
    assert_eq!(gone["deletedOrganizationId"], json!(house.organization));
    assert_eq!(app.count("membership").await, 0);
    // And back into another one.
    let input = json!({ "name": "Next", "slug": "next" });
    let next = mutate(&app, &owner, "createOrganization", input, "organization { id }").await["organization"]
        ["id"]
        .clone();
    let back = json!({ "apiId": house.api.id, "organizationId": next });
    let moved = mutate(&app, &owner, "transferApi", back, "api { owner { __typename } }").await;
    assert_eq!(moved["api"]["owner"]["__typename"], json!("Organization"));
    let renamed = json!({ "organizationId": next, "name": "After", "slug": "after" });
    let renamed = mutate(
        &app,
        &owner,
        "updateOrganization",
        renamed,
        "organization { name slug }",
    )
    .await;
    assert_eq!(
        renamed["organization"],
        json!({ "name": "After", "slug": "after" })
    );
}

/// An invitation is worth what its sender may still do.
#[tokio::test]
async fn sec_100_who_is_no_owner_any_more_has_invited_no_owner() {
    let app = TestApp::new().await;
    let (ada, _, id) = scene(&app).await;
    let bob_row = person(&app, "bob@example.com", Role::User).await;
    let bob = session(&app, &bob_row);
    add_member(&app, id, bob_row.id, MemberRole::Owner).await;
    let owner = invite(&app, &bob, id, "eve@example.com", "OWNER").await;
    let viewer = invite(&app, &bob, id, "carol@example.com", "VIEWER").await;
    let input = json!({ "organizationId": id, "userId": bob_row.id, "role": "ADMIN" });
    mutate(&app, &ada, "changeMemberRole", input, "organization { id }").await;
    for (email, token, works) in [
        ("eve@example.com", owner, false),
        ("carol@example.com", viewer, true),
    ] {
        let caller = session(&app, &person(&app, email, Role::User).await);
        let done = mutate(
            &app,
            &caller,
            "acceptInvitation",
            json!({ "token": token }),
            "organization { role }",
        )
        .await;
        assert_eq!(done["organization"].is_object(), works, "{email}: {done}");
    }
}

/// Two addresses may be one account's for our rules and two mailboxes for the mail.
#[tokio::test]
async fn sec_83_an_invitation_is_not_for_an_address_that_only_looks_alike() {
    let app = TestApp::new().await;
    let (ada, _, id) = scene(&app).await;
    let eve = session(&app, &person(&app, "v\u{131}ctim@example.com", Role::User).await);
    let token = invite(&app, &ada, id, "victim@example.com", "DEVELOPER").await;
    let done = mutate(
        &app,
        &eve,
        "acceptInvitation",
        json!({ "token": token }),
        "organization { role }",
    )
    .await;
    assert_eq!(code(&done), &json!("BAD_USER_INPUT"), "{done}");
    let mine = ask(&app, &eve, "{ viewer { invitations { id } } }", json!({})).await;
    assert_eq!(mine["data"]["viewer"]["invitations"], json!([]), "{mine}");
}

#[tokio::test]
async fn sec_123_owners_who_delete_their_accounts_do_not_leave_members_behind() {
    let app = TestApp::new().await;
    let (_, ada, id) = scene(&app).await;
    let bob = person(&app, "bob@example.com", Role::User).await;
    let carol = person(&app, "carol@example.com", Role::User).await;
    add_member(&app, id, bob.id, MemberRole::Owner).await;
    add_member(&app, id, carol.id, MemberRole::Viewer).await;
    let delete = async |user: &user::Model| {
        mutate(
            &app,
            &session(&app, user),
            "deleteMyAccount",
            json!({ "confirm": true }),
            "deletionDueAt",
        )
        .await
    };
    let (one, two) = tokio::join!(delete(&ada), delete(&bob));
    let done = [&one, &two]
        .iter()
        .filter(|payload| payload["userErrors"] == json!([]))
        .count();
    assert_eq!(done, 1, "{one} {two}");
}
