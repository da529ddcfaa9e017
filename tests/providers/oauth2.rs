//! Plain OAuth 2, as GitHub speaks it.

use serde_json::{Value, json};

use super::rogue::{CLIENT_SECRET, Rogue};
use crate::support::{Browser, browser::Page};

async fn hub(more: &'static str) -> Rogue {
    let rogue = Rogue::with(|issuer| {
        format!(
            "[[providers]]\nid = \"rogue\"\ntitle = \"Hub\"\nkind = \"oauth2\"\n\
             authorization_endpoint = \"{issuer}/authorize\"\ntoken_endpoint = \"{issuer}/token\"\n\
             userinfo_endpoint = \"{issuer}/userinfo\"\nsubject_field = \"id\"\nname_field = \"login\"\n\
             client_id = \"latch:key\"\nclient_secret = \"{CLIENT_SECRET}\"\nscopes = [\"read:user\"]\n{}\n",
            more.replace("ISSUER", issuer)
        )
    })
    .await;
    rogue.answers(|answers| {
        answers.token = Some((
            200,
            r#"{"access_token":"an-access-token","token_type":"bearer","scope":"read:user,user:email"}"#
                .to_owned(),
        ));
        answers.userinfo = json!({ "id": 583_231, "login": "octo", "email": "ada@example.com" });
    });
    rogue
}

async fn through(rogue: &Rogue, browser: &Browser) -> Page {
    let asked = rogue.leave(browser).await;
    assert_eq!(asked["scope"], "read:user");
    assert_eq!(asked["code_challenge_method"], "S256");
    assert!(!asked.contains_key("nonce") && !asked.contains_key("prompt"));
    rogue.back(browser, &asked["state"], &[("code", "x")]).await
}

async fn who(browser: &Browser) -> Value {
    let answer = browser.graphql("{ viewer { user { email } } }", json!({})).await;
    answer["data"]["viewer"]["user"]["email"].clone()
}

#[tokio::test]
async fn plain_oauth2_says_who_it_is_by_its_fields() {
    let rogue = hub("email_authoritative = true").await;
    // Nothing says that the address is theirs: nothing is linked by it.
    let browser = Browser::new(&rogue.ours);
    let page = through(&rogue, &browser).await;
    assert_eq!(who(&browser).await, Value::Null);
    let page = browser.follow(page).await;
    assert!(page.has("link-note"), "{}", page.html);
    let own = browser
        .sign_in(&page, "ada@example.com", crate::support::make::PASSWORD)
        .await;
    let page = browser.follow(own).await;
    let done = browser.submit(&page.form("/identity"), &[]).await;
    assert_eq!(done.location.as_deref(), Some("/security"), "{}", done.html);
    let subjects = rogue.ours.texts("SELECT subject AS n FROM linked_identity").await;
    assert_eq!(subjects, ["583231"]);
    let again = Browser::new(&rogue.ours);
    through(&rogue, &again).await;
    assert_eq!(who(&again).await, "ada@example.com");
    // It cannot be told to ask again, so it proves nobody again who is signed in.
    assert!(!again.get("/reauthenticate").await.has("provider-rogue"));
}

#[tokio::test]
async fn sec_89_a_list_of_addresses_says_which_is_verified() {
    let rogue = hub("emails_endpoint = \"ISSUER/emails\"\nemail_authoritative = true").await;
    rogue.answers(|answers| {
        answers.emails = json!([
            { "email": "ada@example.com", "primary": false, "verified": true },
            { "email": "other@example.com", "primary": true, "verified": true },
        ]);
    });
    let browser = Browser::new(&rogue.ours);
    through(&rogue, &browser).await;
    assert_eq!(who(&browser).await, Value::Null, "the primary address counts");
    rogue.answers(|answers| {
        answers.emails = json!([{ "email": "ada@example.com", "primary": true, "verified": "yes" }]);
    });
    through(&rogue, &browser).await;
    assert_eq!(who(&browser).await, Value::Null);
    rogue.answers(|answers| {
        answers.emails = json!([{ "email": "ada@example.com", "primary": true, "verified": true }]);
    });
    through(&rogue, &browser).await;
    assert_eq!(who(&browser).await, "ada@example.com");
}

#[tokio::test]
async fn sec_90_an_answer_that_says_nobody_is_nobody() {
    let rogue = hub("").await;
    for userinfo in [
        json!({}),
        json!({ "id": null }),
        json!({ "id": "" }),
        json!({ "id": 1.5 }),
        json!({ "id": true }),
        json!([]),
        json!("x"),
    ] {
        rogue.answers(|answers| answers.userinfo = userinfo.clone());
        let browser = Browser::new(&rogue.ours);
        let page = through(&rogue, &browser).await;
        assert_eq!(page.status, 400, "{userinfo}");
    }
    assert_eq!(rogue.ours.count("session").await, 0);
}

#[tokio::test]
async fn who_has_no_address_there_chooses_one_here() {
    let rogue = hub("").await;
    rogue.answers(|answers| answers.userinfo = json!({ "id": 7, "login": "eve" }));
    let browser = Browser::new(&rogue.ours);
    let page = through(&rogue, &browser).await;
    let page = browser.follow(page).await;
    let form = page
        .forms()
        .into_iter()
        .find(|form| {
            form.fields
                .get("decision")
                .is_some_and(|value| value == "register")
        })
        .unwrap();
    assert_eq!(form.fields["name"], "eve");
    for wrong in ["", "no address", "ada@example.com"] {
        let page = browser.submit(&form, &[("email", wrong)]).await;
        assert_eq!(page.status, 422, "{wrong}");
        assert!(page.has("email-error"), "{wrong}");
    }
    let done = browser.submit(&form, &[("email", "eve@example.com")]).await;
    assert_eq!(done.status, 303, "{}", done.html);
    assert_eq!(who(&browser).await, "eve@example.com");
}
