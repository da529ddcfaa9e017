//! Accounts that are made by another provider's word, and live without a password.

use serde_json::{Value, json};

use super::pair::{Pair, Person, Setting};
use crate::support::{
    client::{CALLBACK, authorize},
    make::PASSWORD,
};

/// Eve has an account there and none here.
async fn with_eve(setting: Setting<'_>) -> Pair {
    let pair = Pair::with(setting).await;
    pair.theirs.user("eve@example.com").await;
    pair
}

/// Eve's account here, made by the provider.
async fn registered(pair: &Pair) -> Person<'_> {
    let eve = pair.person();
    let page = eve.sign_in("eve@example.com").await;
    let page = eve.here.follow(page).await;
    let done = eve.decide(&page, "register", &[]).await;
    assert_eq!(done.status, 303, "{}", done.html);
    assert_eq!(eve.signed_in_as().await, "eve@example.com");
    eve
}

async fn verified(pair: &Pair) -> Vec<i64> {
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM \"user\" WHERE email = 'eve@example.com' AND email_verified_at IS NOT NULL";
    pair.ours.rows(sql).await
}

#[tokio::test]
async fn sec_89_an_account_is_made_and_its_address_is_proved_by_who_may_say_so() {
    for (provider, proved) in [("email_authoritative = true", 1), ("", 0)] {
        let pair = with_eve(Setting {
            provider,
            ..Setting::default()
        })
        .await;
        let eve = pair.person();
        // On behalf of an app: the flow goes on in the new account.
        let page = eve.here.open(&authorize(&[])).await;
        let page = eve.through(&page, "eve@example.com").await;
        let page = eve.here.follow(page).await;
        assert!(page.html.contains("Almost there"), "{}", page.html);
        assert_eq!(pair.ours.count("user").await, 2, "the person decides");
        let done = eve.decide(&page, "register", &[]).await;
        let consent = eve.here.follow(done).await;
        let back = eve.here.allow(&consent).await;
        assert!(back.redirected_to(CALLBACK).contains_key("code"));
        assert_eq!(verified(&pair).await, [proved], "{provider}");
        let again = pair.person();
        again.sign_in("eve@example.com").await;
        assert_eq!(again.signed_in_as().await, "eve@example.com");
    }
}

#[tokio::test]
async fn sec_89_the_policy_of_registration_holds_for_providers_too() {
    let mailed = [
        ("REGISTRATION", "domains"),
        ("REGISTRATION_DOMAINS", "example.org"),
    ];
    for (provider, ours, mail) in [
        ("", &[("REGISTRATION", "closed")][..], false),
        (
            "email_authoritative = true",
            &[("REGISTRATION", "closed")][..],
            false,
        ),
        ("registration = false", &[][..], false),
        ("email_authoritative = true", &mailed[..], true),
    ] {
        let pair = with_eve(Setting { provider, ours, mail }).await;
        let eve = pair.person();
        let page = eve.sign_in("eve@example.com").await;
        let page = eve.here.follow(page).await;
        let offers = page.forms().iter().any(|form| {
            form.fields
                .get("decision")
                .is_some_and(|value| value == "register")
        });
        assert_eq!(offers, mail, "{provider} {ours:?}");
        // Nor by a form that was not there.
        let form = page.form("/identity");
        let done = eve
            .here
            .submit(&form, &[("decision", "register"), ("name", "Eve")])
            .await;
        assert!(
            done.status == 403 || done.status == 422,
            "{provider}: {}",
            done.status
        );
        assert_eq!(pair.ours.count("user").await, 2, "{provider} {ours:?}");
    }
}

#[tokio::test]
async fn sec_89_an_address_that_only_the_provider_claims_is_proved_by_a_letter_first() {
    let pair = with_eve(Setting {
        mail: true,
        ..Setting::default()
    })
    .await;
    let mail = pair.mail.clone().unwrap();
    pair.verified_there("eve@example.com", false).await;
    let eve = pair.person();
    let page = eve.sign_in("eve@example.com").await;
    let page = eve.here.follow(page).await;
    let told = eve.decide(&page, "register", &[]).await;
    assert_eq!(told.status, 200, "{}", told.html);
    assert_eq!(pair.ours.count("user").await, 2);
    assert_eq!(pair.ours.count("linked_identity").await, 0);
    let letter = mail.letter("eve@example.com", "Confirm").await;
    // Whoever only reads the letter makes no account that somebody else's identity opens.
    let victim = pair.person();
    let page = victim.here.get(&letter.link()).await;
    assert_eq!(page.status, 403, "{}", page.html);
    let csrf = victim.here.get("/sign-in").await.form("/sign-in").fields["csrf"].clone();
    let token = letter.link().split("token=").nth(1).unwrap().to_owned();
    let fields = [("csrf", csrf.as_str()), ("token", &token), ("password", PASSWORD)];
    assert_eq!(victim.here.post("/confirm", &fields).await.status, 403);
    assert_eq!(pair.ours.count("user").await, 2);
    // In the browser that asked it is made, and linked.
    let page = eve.here.get(&letter.link()).await;
    let done = eve.here.submit(&page.form("/confirm"), &[]).await;
    assert_eq!(done.status, 303, "{}", done.html);
    assert_eq!(eve.signed_in_as().await, "eve@example.com");
    assert_eq!(verified(&pair).await, [1]);
    assert_eq!(eve.linked().await.len(), 1);

    // With the address of somebody who has an account: the same answer, and a letter to its owner.
    pair.verified_there("ada@example.com", false).await;
    let mallory = pair.person();
    let page = mallory.sign_in("ada@example.com").await;
    let page = mallory.here.follow(page).await;
    let told = mallory.decide(&page, "register", &[]).await;
    assert_eq!(told.status, 200, "{}", told.html);
    mail.letter("ada@example.com", "You have an account").await;
    assert_eq!(mallory.signed_in_as().await, Value::Null);
    assert_eq!(pair.ours.count("linked_identity").await, 1);
}

#[tokio::test]
async fn sec_89_a_reset_by_mail_ends_links_made_before_the_address_was_proved() {
    let pair = with_eve(Setting::default()).await;
    registered(&pair).await;
    assert_eq!(pair.ours.count("linked_identity").await, 1);
    let owner = pair.person();
    let page = owner.here.get("/reset-password").await;
    owner
        .here
        .submit(&page.form("/reset-password"), &[("email", "eve@example.com")])
        .await;
    let mut link = None;
    crate::support::until(20, "the letter is in the mailbox", async || {
        let page = owner.here.get("/dev/mailbox").await;
        let found = page.html.split("/new-password?token=").nth(1);
        link = found.map(|rest| rest.split(['"', '<', ' ', '\n']).next().unwrap().to_owned());
        link.is_some()
    })
    .await;
    let page = owner
        .here
        .get(&format!("/new-password?token={}", link.unwrap()))
        .await;
    let done = owner
        .here
        .submit(&page.form("/new-password"), &[("password", PASSWORD)])
        .await;
    assert!(done.status.as_u16() < 400, "{}", done.html);
    assert_eq!(pair.ours.count("linked_identity").await, 0);
}

#[tokio::test]
async fn an_account_without_a_password_keeps_its_only_way_in() {
    let pair = with_eve(Setting::default()).await;
    let eve = registered(&pair).await;
    let id = eve.linked().await[0]["id"].clone();
    assert_eq!(eve.unlink(&id).await, "NOT_ALLOWED");
    assert_eq!(eve.linked().await.len(), 1);
    // The sign-in by password says what it says to everybody.
    let other = pair.person();
    let page = other.here.get("/sign-in").await;
    let refused = other.here.sign_in(&page, "eve@example.com", PASSWORD).await;
    assert_eq!(refused.status, 401);
    // Her page for proving it again asks for no password.
    let page = eve.here.get("/reauthenticate").await;
    assert!(
        !page.has("password") && page.has("provider-upstream"),
        "{}",
        page.html
    );
    // A first password is set without one; a second is not.
    let set =
        "mutation($input: SetPasswordInput!) { setPassword(input: $input) { userErrors { code field } } }";
    let short = eve
        .here
        .graphql(set, json!({ "input": { "newPassword": "short" } }))
        .await;
    assert_eq!(
        short["data"]["setPassword"]["userErrors"][0]["field"],
        json!(["newPassword"]),
        "{short}"
    );
    let good = eve
        .here
        .graphql(set, json!({ "input": { "newPassword": PASSWORD } }))
        .await;
    assert_eq!(good["data"]["setPassword"]["userErrors"], json!([]), "{good}");
    let again = eve
        .here
        .graphql(set, json!({ "input": { "newPassword": PASSWORD } }))
        .await;
    assert_eq!(
        again["data"]["setPassword"]["userErrors"][0]["code"], "CONFLICT",
        "{again}"
    );
    // Now there is another way in.
    assert_eq!(eve.unlink(&id).await, Value::Null);
    let page = other.here.get("/sign-in").await;
    assert_eq!(
        other
            .here
            .sign_in(&page, "eve@example.com", PASSWORD)
            .await
            .status,
        303
    );
}

#[tokio::test]
async fn sec_75_a_first_password_needs_a_fresh_session_and_no_other() {
    let pair = with_eve(Setting::default()).await;
    let eve = registered(&pair).await;
    pair.advance(301);
    let set = "mutation($input: SetPasswordInput!) { setPassword(input: $input) { userErrors { code } } }";
    let late = eve
        .here
        .graphql(set, json!({ "input": { "newPassword": PASSWORD } }))
        .await;
    assert!(late.to_string().contains("STEP_UP_REQUIRED"), "{late}");
    let page = eve.here.get("/reauthenticate?return_to=/security").await;
    let done = eve.through(&page, "eve@example.com").await;
    assert_eq!(done.location.as_deref(), Some("/security"), "{}", done.html);
    let good = eve
        .here
        .graphql(set, json!({ "input": { "newPassword": PASSWORD } }))
        .await;
    assert_eq!(good["data"]["setPassword"]["userErrors"], json!([]), "{good}");
}

#[tokio::test]
async fn sec_125_what_is_linked_is_in_the_copy_of_my_data_and_goes_with_the_account() {
    let pair = Pair::new().await;
    let bob = pair.person();
    bob.link("bob@example.com", "bob@example.com").await;
    let asked = bob
        .here
        .graphql(
            "mutation { exportMyData(input: { confirm: true }) { userErrors { code } dataExport { id } } }",
            json!({}),
        )
        .await;
    let id = asked["data"]["exportMyData"]["dataExport"]["id"]
        .as_str()
        .unwrap_or_else(|| panic!("{asked}"));
    latchkey::domain::data_export::make(&pair.ours.deps)
        .await
        .unwrap();
    let document = bob.here.get(&format!("/data-export/{id}")).await;
    let document: Value =
        serde_json::from_str(&document.html).unwrap_or_else(|_| panic!("{}", document.html));
    assert_eq!(document["linked_accounts"][0]["provider"], "upstream");
    assert_eq!(document["linked_accounts"][0]["email"], "bob@example.com");
    pair.ours
        .execute("DELETE FROM \"user\" WHERE email = 'bob@example.com'")
        .await;
    assert_eq!(pair.ours.count("linked_identity").await, 0);
}
