//! A second factor that an organization wants of its members (SEC-74).

use serde_json::{Value, json};

use super::with_people;
use crate::support::{
    Browser, TestApp,
    client::{CALLBACK, authorize},
    make::PASSWORD,
    phone::Phone,
};

const ADA: &str = "ada@example.com";
const BOB: &str = "bob@example.com";

/// What a mutation of the dashboard answers.
async fn act(browser: &Browser, name: &str, input: Value, selection: &str) -> Value {
    let kind = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
    let query = format!(
        "mutation($input: {kind}!) {{ {name}(input: $input) {{ {selection} userErrors {{ code field message }} }} }}"
    );
    let answer = browser.graphql(&query, json!({ "input": input })).await;
    let payload = answer["data"][name].clone();
    assert!(payload.is_object(), "{name}: {answer}");
    payload
}

fn code(payload: &Value) -> &str {
    payload["userErrors"][0]["code"].as_str().unwrap_or_default()
}

async fn join(owner: &Browser, organization: &Value, email: &str, member: &Browser, role: &str) {
    let input = json!({ "organizationId": organization, "email": email, "role": role });
    let invited = act(owner, "inviteMember", input, "link").await;
    let link = invited["link"].as_str().unwrap_or_else(|| panic!("{invited}"));
    let input = json!({ "token": link.split_once('#').unwrap().1 });
    let joined = act(member, "acceptInvitation", input, "organization { id }").await;
    assert!(joined["organization"]["id"].is_string(), "{joined}");
}

/// Whether a factor is wanted of them.
async fn wanted(browser: &Browser) -> Value {
    let query = "{ viewer { securityOverview { secondFactorRequired } } }";
    browser.graphql(query, json!({})).await["data"]["viewer"]["securityOverview"]["secondFactorRequired"]
        .clone()
}

async fn silently(browser: &Browser) -> String {
    let page = browser.get(&authorize(&[("prompt", "none")])).await;
    let back = page.redirected_to(CALLBACK);
    back.get("error").cloned().unwrap_or_else(|| "code".to_owned())
}

/// Signs in as somebody who must set up an app; what it shows from then on.
async fn set_up(app: &TestApp, browser: &Browser, email: &str) -> Phone {
    let page = browser.get("/sign-in?account=other").await;
    let done = browser.sign_in(&page, email, PASSWORD).await;
    assert_eq!(done.location.as_deref(), Some("/two-step"), "{}", done.html);
    let step = browser.follow(done).await;
    let phone = Phone::from_base32(&step.text_of("secret").unwrap());
    let done = browser
        .submit(&step.form("/two-step"), &[("code", &phone.shows(app, 0))])
        .await;
    assert!(done.has("recovery-codes") || done.status == 303, "{}", done.html);
    phone
}

#[tokio::test]
async fn sec_74_an_organization_demands_a_second_factor_of_its_members() {
    let app = with_people().await;
    app.user("eve@example.com").await;
    let ada = Browser::signed_in(&app, ADA).await;
    let bob = Browser::signed_in(&app, BOB).await;
    let eve = Browser::signed_in(&app, "eve@example.com").await;
    let input = json!({ "name": "Engines", "slug": "engines" });
    let made = act(
        &ada,
        "createOrganization",
        input,
        "organization { id secondFactorRequired }",
    )
    .await;
    assert_eq!(made["organization"]["secondFactorRequired"], false);
    let id = made["organization"]["id"].clone();
    join(&ada, &id, BOB, &bob, "ADMIN").await;
    bob.code(&[]).await;
    assert_eq!(silently(&bob).await, "code");

    // Its owners say so, who have one themselves.
    let rule = |on: bool| json!({ "organizationId": id, "secondFactorRequired": on });
    let update = "updateOrganization";
    for browser in [&bob, &ada] {
        let refused = act(browser, update, rule(true), "organization { id }").await;
        assert_eq!(code(&refused), "NOT_ALLOWED", "{refused}");
    }
    let (phone, _) = ada.enable_totp(&app).await;
    let page = ada.get("/sign-in?account=other").await;
    let step = ada.follow(ada.sign_in(&page, ADA, PASSWORD).await).await;
    app.advance(30);
    ada.second_step(&step, &phone.shows(&app, 0)).await;
    assert_eq!(wanted(&bob).await, false);
    let done = act(&ada, update, rule(true), "organization { secondFactorRequired }").await;
    assert_eq!(done["organization"]["secondFactorRequired"], true, "{done}");
    let seen = ada
        .graphql(
            "{ organization(slug: \"engines\") { auditEvents(first: 1) { nodes { kind details } } } }",
            json!({}),
        )
        .await
        .to_string();
    assert!(
        seen.contains("organization.updated") && seen.contains("second_factor_required"),
        "{seen}"
    );

    // A session that proved less looks on, and does nothing for the organization; apps get nothing for it.
    assert_eq!(
        (wanted(&ada).await, wanted(&bob).await),
        (json!(true), json!(true))
    );
    let looked = bob
        .graphql(
            "{ organization(slug: \"engines\") { members { email } } }",
            json!({}),
        )
        .await;
    assert!(looked.to_string().contains(ADA), "{looked}");
    let new_app = json!({ "name": "Shop", "organizationId": id });
    for (name, input, selection) in [
        ("createApp", new_app.clone(), "app { id }"),
        (
            update,
            json!({ "organizationId": id, "name": "Motors" }),
            "organization { id }",
        ),
        (
            "inviteMember",
            json!({ "organizationId": id, "email": "x@example.com" }),
            "link",
        ),
    ] {
        let refused = act(&bob, name, input, selection).await;
        assert_eq!(code(&refused), "STEP_UP_REQUIRED", "{name}: {refused}");
    }
    assert_eq!(silently(&bob).await, "login_required");
    // Who joins now is asked from then on; who is in no such organization is not.
    assert_eq!(
        (wanted(&eve).await, silently(&eve).await),
        (json!(false), "consent_required".into())
    );
    join(&ada, &id, "eve@example.com", &eve, "VIEWER").await;
    assert_eq!(
        (wanted(&eve).await, silently(&eve).await),
        (json!(true), "login_required".into())
    );

    // The next sign-in sets one up, and then everything works; the last one stays.
    set_up(&app, &bob, BOB).await;
    let made = act(&bob, "createApp", new_app, "app { id }").await;
    assert!(made["app"]["id"].is_string(), "{made}");
    assert_eq!(silently(&bob).await, "code");
    let kept = act(
        &bob,
        "disableTotp",
        json!({ "confirm": true }),
        "security { secondFactorSince }",
    )
    .await;
    assert_eq!(code(&kept), "NOT_ALLOWED", "{kept}");

    // Who leaves decides for themselves again; who is removed as well.
    let left = act(
        &bob,
        "leaveOrganization",
        json!({ "organizationId": id }),
        "leftOrganizationId",
    )
    .await;
    assert!(left["leftOrganizationId"].is_string(), "{left}");
    assert_eq!(wanted(&bob).await, false);
    let gone = act(
        &bob,
        "disableTotp",
        json!({ "confirm": true }),
        "security { secondFactorSince }",
    )
    .await;
    assert_eq!(gone["userErrors"], json!([]), "{gone}");
    // And when the rule is lifted nobody is asked any more.
    let done = act(&ada, update, rule(false), "organization { secondFactorRequired }").await;
    assert_eq!(done["organization"]["secondFactorRequired"], false, "{done}");
    assert_eq!(
        (wanted(&ada).await, wanted(&eve).await),
        (json!(false), json!(false))
    );
    assert_eq!(silently(&eve).await, "consent_required");
}
