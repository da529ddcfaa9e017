//! Signing in with another Latchkey.

use serde_json::{Value, json};

use super::pair::Pair;
use crate::support::{
    client::{CALLBACK, authorize},
    make::PASSWORD,
};

const AMR: &str = "urn:latchkey:amr:provider";

#[tokio::test]
async fn who_is_linked_signs_in_and_the_app_gets_its_code() {
    let pair = Pair::new().await;
    let ada = pair.person();
    let done = ada.link("ada@example.com", "ada@example.com").await;
    assert_eq!(done.location.as_deref(), Some("/security"), "{}", done.html);
    let linked = ada.linked().await;
    assert_eq!(linked.len(), 1);
    assert_eq!(linked[0]["email"], "ada@example.com");
    assert_eq!(linked[0]["provider"]["title"], "Upstream");
    assert_eq!(linked[0]["lastUsedAt"], Value::Null);

    // In another browser, on behalf of an app.
    let again = pair.person();
    let page = again.here.open(&authorize(&[])).await;
    assert!(page.html.contains("Continue with Upstream"), "{}", page.html);
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    let form_action = policy
        .split("form-action ")
        .nth(1)
        .unwrap()
        .split(';')
        .next()
        .unwrap();
    assert!(
        form_action.contains(&pair.theirs.issuer) && form_action.contains("https://app.example"),
        "{policy}"
    );
    let done = again.through(&page, "ada@example.com").await;
    let consent = again.here.follow(done).await;
    let back = again.here.allow(&consent).await;
    let code = back.redirected_to(CALLBACK)["code"].clone();
    let (status, tokens) = pair.ours.redeem(&code).await;
    assert_eq!(status, 200, "{tokens}");
    let claims = crate::oauth::claims_of(tokens["id_token"].as_str().unwrap());
    assert_eq!(claims["amr"], json!([AMR]));
    assert_eq!(claims["acr"], latchkey::domain::session::ACR_PROVIDER);
    assert_eq!(again.signed_in_as().await, "ada@example.com");
    assert_ne!(again.linked().await[0]["lastUsedAt"], Value::Null);
}

#[tokio::test]
async fn sec_74_a_second_factor_is_asked_for_after_another_provider_too() {
    let pair = Pair::new().await;
    let ada = pair.person();
    ada.link("ada@example.com", "ada@example.com").await;
    let (phone, _) = ada.here.enable_totp(&pair.ours).await;
    let sessions = pair.ours.count("session").await;
    let thief = pair.person();
    let done = thief.sign_in("ada@example.com").await;
    assert_eq!(done.location.as_deref(), Some("/second-factor"));
    assert!(
        done.headers
            .get_all("set-cookie")
            .iter()
            .all(|cookie| !cookie.to_str().unwrap().starts_with("latchkey-session"))
    );
    assert_eq!(thief.signed_in_as().await, Value::Null);
    // Another button, another try: nothing but the factor opens it.
    assert_eq!(
        thief.sign_in("ada@example.com").await.location.as_deref(),
        Some("/second-factor")
    );
    assert_eq!(pair.ours.count("session").await, sessions);
    pair.advance(30);
    let step = thief.here.get("/second-factor").await;
    let done = thief.here.second_step(&step, &phone.shows(&pair.ours, 0)).await;
    assert_eq!(done.status, 303, "{}", done.html);
    assert_eq!(thief.methods().await, json!([AMR, "otp", "mfa"]));
}

#[tokio::test]
async fn sec_90_an_answer_is_for_one_browser_and_counts_once() {
    let pair = Pair::new().await;
    let ada = pair.person();
    ada.link("ada@example.com", "ada@example.com").await;
    let victim = pair.person();
    let page = victim.here.get("/sign-in").await;
    let address = victim.leave(&page).await;
    for (name, least) in [("state", 43), ("nonce", 43), ("code_challenge", 43)] {
        let url = url::Url::parse(&address).unwrap();
        let value = url
            .query_pairs()
            .find(|(key, _)| key == name)
            .unwrap()
            .1
            .into_owned();
        assert!(value.len() >= least, "{name}");
    }
    assert!(address.contains("code_challenge_method=S256"));
    let back = victim.answer(&address, "ada@example.com").await;
    // In another browser it is nothing, and stays good in its own.
    let thief = pair.person();
    thief.here.get("/sign-in").await;
    assert_eq!(thief.here.get(&back).await.status, 400);
    // Nor with another state, nor without one.
    let (base, _) = back.split_once('?').unwrap();
    let url = url::Url::parse(&back).unwrap();
    let code = url
        .query_pairs()
        .find(|(key, _)| key == "code")
        .unwrap()
        .1
        .into_owned();
    let wrong = latchkey::domain::secret::base64url(&[7; 32]);
    for state in ["", wrong.as_str(), "short"] {
        let page = victim
            .here
            .get(&format!("{base}?code={code}&state={state}"))
            .await;
        assert_eq!(page.status, 400, "{state}");
    }
    assert_eq!(victim.here.get(&format!("{base}?code={code}")).await.status, 400);
    // Many at once: one session.
    let sessions = pair.ours.count("session").await;
    let tries = (0..12).map(|_| victim.here.get(&back));
    let answers = futures_util::future::join_all(tries).await;
    let opened = answers.iter().filter(|page| page.status == 303).count();
    assert_eq!(opened, 1);
    assert!(
        answers
            .iter()
            .all(|page| page.status == 303 || page.status == 400)
    );
    assert_eq!(pair.ours.count("session").await, sessions + 1);
    assert_eq!(victim.here.get(&back).await.status, 400);
    // And not after its time.
    let late = pair.person();
    let page = late.here.get("/sign-in").await;
    let address = late.leave(&page).await;
    let back = late.answer(&address, "ada@example.com").await;
    pair.ours.advance(601);
    assert_eq!(late.here.get(&back).await.status, 400);
}

#[tokio::test]
async fn sec_66_the_session_is_a_new_one_after_another_provider() {
    let pair = Pair::new().await;
    let ada = pair.person();
    ada.link("ada@example.com", "ada@example.com").await;
    let live = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM session WHERE ended_at IS NULL";
    let before = pair.ours.rows(live).await;
    // Somebody else's sign-in page, in the same browser: the session before ends.
    let page = ada.here.get("/sign-in?account=other").await;
    ada.through(&page, "ada@example.com").await;
    assert_eq!(pair.ours.rows(live).await, before);
    assert_eq!(ada.methods().await, json!([AMR]));
}

#[tokio::test]
async fn sec_11_what_asks_for_a_new_sign_in_asks_the_provider_for_one() {
    let pair = Pair::new().await;
    let ada = pair.person();
    ada.link("ada@example.com", "ada@example.com").await;
    pair.advance(10);
    let page = ada.here.open(&authorize(&[("prompt", "login")])).await;
    // The page for who is signed in: linked providers only, and they are to ask again.
    let address = ada.leave(&page).await;
    assert!(
        address.contains("prompt=login") && address.contains("max_age=0"),
        "{address}"
    );
    pair.advance(100);
    let back = ada.answer(&address, "ada@example.com").await;
    let done = ada.here.get(&back).await;
    let consent = ada.here.follow(done).await;
    assert!(consent.html.contains("action=\"/consent\""), "{}", consent.html);
    // Somebody else there is somebody else here, and no way around.
    let page = ada.here.get("/reauthenticate").await;
    let other = pair.person();
    let address = ada.leave(&page).await;
    let back = other.answer(&address, "bob@example.com").await;
    let page = ada.here.get(&back).await;
    assert_eq!(page.status, 403);
    assert!(page.html.contains("another account"), "{}", page.html);
    // Bob has nothing linked: no button proves him.
    let bob = pair.person();
    let page = bob.here.get("/sign-in").await;
    bob.here.sign_in(&page, "bob@example.com", PASSWORD).await;
    assert!(!bob.here.get("/reauthenticate").await.has("provider-upstream"));
}

#[tokio::test]
async fn sec_89_a_switched_off_account_stays_out() {
    let pair = Pair::new().await;
    let ada = pair.person();
    ada.link("ada@example.com", "ada@example.com").await;
    pair.ours
        .execute("UPDATE \"user\" SET disabled_at = 1 WHERE email = 'ada@example.com'")
        .await;
    pair.ours
        .deps
        .forget(&latchkey::domain::change::Change::Everything);
    let again = pair.person();
    let page = again.sign_in("ada@example.com").await;
    assert_eq!(page.status, 403);
    assert_eq!(again.signed_in_as().await, Value::Null);
}

#[tokio::test]
async fn saying_no_there_leads_back_to_the_flow() {
    let pair = Pair::new().await;
    let ada = pair.person();
    let page = ada.here.open(&authorize(&[])).await;
    let address = ada.leave(&page).await;
    let page = ada.there.open(&address).await;
    let done = ada.there.sign_in(&page, "ada@example.com", PASSWORD).await;
    let consent = ada.there.follow(done).await;
    let denied = ada
        .there
        .submit(&consent.form("/consent"), &[("decision", "deny")])
        .await;
    let page = ada.here.get(&denied.location.unwrap()).await;
    assert_eq!(page.status, 400);
    assert!(page.html.contains("Nothing was shared"), "{}", page.html);
    let next = page
        .html
        .split("id=\"next\" href=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let page = ada.here.open(&next.replace("&#38;", "&")).await;
    assert!(
        page.html.contains("Demo Shop") && page.has("password"),
        "{}",
        page.html
    );
}
