//! Linking and unlinking: by the person, or by an address that is theirs beyond doubt, and never otherwise (SEC-89).

use serde_json::{Value, json};

use super::pair::{Pair, Setting};
use crate::support::{browser::Page, make::PASSWORD};

const AUTHORITATIVE: &str = "email_authoritative = true";

async fn links(pair: &Pair) -> i64 {
    pair.ours.count("linked_identity").await
}

#[tokio::test]
async fn sec_89_an_address_alone_takes_nothing_over() {
    // The provider is authoritative or not; the address is verified there or not, here or not.
    for (provider, there, here, links_by_itself) in [
        ("", true, true, false),
        ("", false, true, false),
        (AUTHORITATIVE, false, true, false),
        (AUTHORITATIVE, true, false, false),
        (AUTHORITATIVE, true, true, true),
    ] {
        let what = format!("{provider} {there} {here}");
        let pair = Pair::provider(provider).await;
        pair.verified_there("ada@example.com", there).await;
        if !here {
            pair.ours
                .execute("UPDATE \"user\" SET email_verified_at = NULL WHERE email = 'ada@example.com'")
                .await;
        }
        let person = pair.person();
        let page = person.sign_in("ada@example.com").await;
        assert_eq!(page.status, 303, "{what}: {}", page.html);
        if links_by_itself {
            assert_eq!(person.signed_in_as().await, "ada@example.com", "{what}");
            assert_eq!(links(&pair).await, 1, "{what}");
            continue;
        }
        assert_eq!(person.signed_in_as().await, Value::Null, "{what}");
        assert_eq!(links(&pair).await, 0, "{what}");
        // To the sign-in, which says why; whoever cannot sign in here goes no further.
        let page = person.here.follow(page).await;
        let note = page
            .text_of("link-note")
            .unwrap_or_else(|| panic!("{what}: {}", page.html));
        assert!(note.contains("ada@example.com"), "{what}: {note}");
        let refused = person
            .here
            .sign_in(&page, "ada@example.com", "a wrong password, 9")
            .await;
        assert_eq!(refused.status, 401, "{what}");
        let own = person.here.sign_in(&page, "ada@example.com", PASSWORD).await;
        let page = person.here.follow(own).await;
        assert_eq!(links(&pair).await, 0, "{what}: the person decides");
        let done = person.decide(&page, "link", &[]).await;
        assert_eq!(done.location.as_deref(), Some("/security"), "{what}");
        assert_eq!(links(&pair).await, 1, "{what}");
        let again = pair.person();
        again.sign_in("ada@example.com").await;
        assert_eq!(again.signed_in_as().await, "ada@example.com", "{what}");
    }
}

#[tokio::test]
async fn sec_89_what_waits_to_be_linked_is_for_one_browser_one_decision_and_a_while() {
    let pair = Pair::new().await;
    let person = pair.person();
    let page = person.sign_in("ada@example.com").await;
    let page = person.here.follow(page).await;
    let own = person.here.sign_in(&page, "ada@example.com", PASSWORD).await;
    let address = own.location.clone().unwrap();
    assert!(address.starts_with("/identity?visit=pvs_"), "{address}");
    let decision = person.here.follow(own).await;
    // Another browser, though its owner is signed in.
    let thief = pair.person();
    let page = thief.here.get("/sign-in").await;
    thief.here.sign_in(&page, "bob@example.com", PASSWORD).await;
    assert_eq!(thief.here.get(&address).await.status, 400);
    let csrf = thief
        .here
        .get("/sign-in?account=other")
        .await
        .form("/sign-in")
        .fields["csrf"]
        .clone();
    let visit = address.split('=').nth(1).unwrap();
    let fields = [("csrf", csrf.as_str()), ("visit", visit), ("decision", "link")];
    assert_eq!(thief.here.post("/identity", &fields).await.status, 400);
    assert_eq!(links(&pair).await, 0);
    // Once, also for many at the same moment.
    let form = decision.form("/identity");
    let tries = (0..8).map(|_| person.here.submit(&form, &[]));
    let answers = futures_util::future::join_all(tries).await;
    assert_eq!(answers.iter().filter(|page| page.status == 303).count(), 1);
    assert_eq!(links(&pair).await, 1);
    assert_eq!(person.here.get(&address).await.status, 400);

    // Cancelled, it is nothing any more.
    let bob = pair.person();
    let page = bob.sign_in("bob@example.com").await;
    let page = bob.here.follow(page).await;
    let own = bob.here.sign_in(&page, "bob@example.com", PASSWORD).await;
    let address = own.location.clone().unwrap();
    let page = bob.here.follow(own).await;
    let form = page.form("/identity");
    assert_eq!(bob.decide(&page, "cancel", &[]).await.status, 303);
    assert_eq!(bob.here.submit(&form, &[("decision", "link")]).await.status, 400);
    assert_eq!(bob.here.get(&address).await.status, 400);
    // Nor after ten minutes.
    let late = pair.person();
    let page = late.sign_in("bob@example.com").await;
    let page = late.here.follow(page).await;
    let own = late.here.sign_in(&page, "bob@example.com", PASSWORD).await;
    let page = late.here.follow(own).await;
    let form = page.form("/identity");
    pair.ours.advance(601);
    assert_eq!(late.here.submit(&form, &[]).await.status, 400);
    assert_eq!(links(&pair).await, 1);
}

#[tokio::test]
async fn sec_89_a_proof_dies_when_its_identity_is_unlinked() {
    let pair = Pair::new().await;
    let person = pair.person();
    let page = person.sign_in("ada@example.com").await;
    let page = person.here.follow(page).await;
    let own = person.here.sign_in(&page, "ada@example.com", PASSWORD).await;
    let waiting = person.here.follow(own).await;
    // Meanwhile it is linked elsewhere, and unlinked.
    let other = pair.person();
    other.link("ada@example.com", "ada@example.com").await;
    let id = other.linked().await[0]["id"].clone();
    assert_eq!(other.unlink(&id).await, Value::Null);
    let form = waiting.form("/identity");
    assert_eq!(
        person.here.submit(&form, &[("decision", "link")]).await.status,
        400
    );
    assert_eq!(links(&pair).await, 0);
}

#[tokio::test]
async fn sec_89_one_identity_opens_one_account() {
    let pair = Pair::new().await;
    let ada = pair.person();
    ada.link("ada@example.com", "ada@example.com").await;
    let bob = pair.person();
    let page = bob.link("bob@example.com", "ada@example.com").await;
    assert_eq!(page.status, 409);
    assert!(bob.linked().await.is_empty());
    // Twice the same is no second one.
    let page = ada.here.get("/providers/upstream/link").await;
    let done = ada.through(&page, "ada@example.com").await;
    assert_eq!(done.location.as_deref(), Some("/security"));
    assert_eq!(links(&pair).await, 1);
}

#[tokio::test]
async fn sec_89_linking_is_for_the_session_that_began_it() {
    let pair = Pair::new().await;
    let ada = pair.person();
    let page = ada.here.get("/sign-in").await;
    ada.here.sign_in(&page, "ada@example.com", PASSWORD).await;
    let page = ada.here.get("/providers/upstream/link").await;
    let address = ada.leave(&page).await;
    let back = ada.answer(&address, "ada@example.com").await;
    // Bob signs in in the same browser meanwhile.
    let page = ada.here.get("/sign-in?account=other").await;
    ada.here.sign_in(&page, "bob@example.com", PASSWORD).await;
    let page = ada.here.get(&back).await;
    assert_eq!(page.status, 403, "{}", page.html);
    assert_eq!(links(&pair).await, 0);
}

#[tokio::test]
async fn sec_75_linking_and_unlinking_need_a_fresh_session() {
    let pair = Pair::new().await;
    let ada = pair.person();
    ada.link("ada@example.com", "ada@example.com").await;
    let page = ada.here.get("/providers/upstream/link").await;
    let form = page.form("/providers/upstream/start");
    pair.advance(301);
    let page = ada.here.get("/providers/upstream/link").await;
    assert_eq!(
        page.location.as_deref(),
        Some("/reauthenticate?return_to=%2Fproviders%2Fupstream%2Flink")
    );
    // A page from before does not help.
    let page = ada.here.submit(&form, &[]).await;
    assert_eq!(page.location.as_deref(), Some("/providers/upstream/link"));
    let id = ada.linked().await[0]["id"].clone();
    let query =
        "mutation($input: UnlinkIdentityInput!) { unlinkIdentity(input: $input) { userErrors { code } } }";
    let answer = ada
        .here
        .graphql(query, json!({ "input": { "linkedIdentityId": id } }))
        .await;
    assert!(answer.to_string().contains("STEP_UP_REQUIRED"), "{answer}");
    assert_eq!(links(&pair).await, 1);
    // Without a session there is nothing to link.
    let nobody = pair.person();
    let page = nobody.here.get("/providers/upstream/link").await;
    assert_eq!(
        page.location.as_deref(),
        Some("/sign-in?return_to=%2Fproviders%2Fupstream%2Flink")
    );
}

#[tokio::test]
async fn sec_68_a_visit_begins_with_a_form_of_ours() {
    let pair = Pair::new().await;
    let ada = pair.person();
    let page = ada.here.get("/sign-in").await;
    let form = page.form("/providers/upstream/start");
    let refused = ada.here.submit(&form, &[("csrf", "x")]).await;
    assert_eq!(refused.status, 403);
    let thief = pair.person();
    thief.here.get("/sign-in").await;
    assert_eq!(thief.here.submit(&form, &[]).await.status, 403);
    let unknown = ada
        .here
        .post("/providers/nobody/start", &[("csrf", &form.fields["csrf"])])
        .await;
    assert_eq!(unknown.status, 404);
}

#[tokio::test]
async fn unlinking_and_linking_are_told_by_mail_and_recorded() {
    let pair = Pair::with(Setting {
        mail: true,
        ..Setting::default()
    })
    .await;
    let mail = pair.mail.clone().unwrap();
    let ada = pair.person();
    ada.link("ada@example.com", "ada@example.com").await;
    let letter = mail.letter("ada@example.com", "was added").await;
    assert!(letter.text.contains("Upstream"), "{}", letter.text);
    let id = ada.linked().await[0]["id"].clone();
    assert_eq!(ada.unlink(&id).await, Value::Null);
    let letter = mail.letter("ada@example.com", "was removed").await;
    assert!(letter.text.contains("Upstream"), "{}", letter.text);
    let kinds = pair
        .ours
        .texts("SELECT kind AS n FROM audit_event WHERE kind LIKE 'identity.%' ORDER BY kind")
        .await;
    assert_eq!(kinds, ["identity.linked", "identity.unlinked"]);
    // It signs nobody in any more: the provider's person is nobody here.
    let again = pair.person();
    let page: Page = again.sign_in("ada@example.com").await;
    assert!(page.location.unwrap().starts_with("/sign-in?return_to="));
    assert_eq!(again.signed_in_as().await, Value::Null);
}
