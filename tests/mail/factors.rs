//! What is told of changes to how a person signs in: one letter each, to the account's own address.

use entity::values::Role;
use latchkey::domain::user;
use serde_json::{Value, json};

use super::with_people;
use crate::support::{
    Browser, SmtpServer, TestApp, authenticator::Authenticator, make::PASSWORD, smtp::Letter, until,
};

const ADA: &str = "ada@example.com";
const ORIGIN: &str = "http://localhost:4711";

async fn change(browser: &Browser, mutation: &str, input: Value) -> Value {
    let (name, kind) = mutation.split_once(' ').unwrap();
    let query = format!(
        "mutation($input: {kind}!) {{ {name}(input: $input) {{ {} userErrors {{ code field message }} }} }}",
        match name {
            "registerPasskey" => "registration { options token }",
            "confirmPasskey" => "passkey { id }",
            _ => "",
        }
    );
    let answer = browser.graphql(&query, json!({ "input": input })).await;
    let payload = answer["data"][name].clone();
    assert_eq!(payload["userErrors"], json!([]), "{mutation}: {answer}");
    payload
}

/// The letters since the last look, once nothing waits to be sent.
async fn sent(app: &TestApp, server: &SmtpServer, seen: &mut usize) -> Vec<Letter> {
    until(20, "every letter is sent", async || app.count("mail").await == 0).await;
    let all = server.letters();
    let new = all[*seen..].to_vec();
    *seen = all.len();
    new
}

#[tokio::test]
async fn each_change_of_a_factor_is_told_once_to_the_stored_address() {
    let (app, server) = with_people(&[("PUBLIC_URL", ORIGIN)]).await;
    app.user_with("root@example.com", Role::Admin).await;
    let at = |browser: Browser, email: &'static str| async move {
        let page = browser.get("/sign-in").await;
        assert_eq!(browser.sign_in(&page, email, PASSWORD).await.status, 303);
        browser
    };
    let ada = at(Browser::at(&app.address), ADA).await;
    let root = at(Browser::at(&app.address), "root@example.com").await;
    let mut seen = 0;
    assert!(sent(&app, &server, &mut seen).await.is_empty());

    let (_, codes) = ada.enable_totp(&app).await;
    let told = sent(&app, &server, &mut seen).await;
    expect(
        &told,
        "A way to sign in was added",
        "authenticator app was set up",
    );

    // A code instead of the app, in the browser that the account knows.
    let page = ada.get("/sign-in?account=other").await;
    let page = ada.follow(ada.sign_in(&page, ADA, PASSWORD).await).await;
    let form = ada.get(&format!("{}?method=recovery", page.url)).await;
    let done = ada.second_step(&form, &codes[0]).await;
    assert_eq!(done.status, 303, "{}", done.html);
    let told = sent(&app, &server, &mut seen).await;
    expect(&told, "A recovery code was used", "still work: 9");

    let started = change(
        &ada,
        "registerPasskey RegisterPasskeyInput",
        json!({ "confirm": true }),
    )
    .await;
    let started = &started["registration"];
    let credential = Authenticator::new(ORIGIN).create(started["options"].as_str().unwrap());
    let input =
        json!({ "token": started["token"], "credential": credential.to_string(), "name": "Blue key" });
    let made = change(&ada, "confirmPasskey ConfirmPasskeyInput", input).await;
    let told = sent(&app, &server, &mut seen).await;
    expect(&told, "A way to sign in was added", "Blue key");

    let input = json!({ "passkeyId": made["passkey"]["id"] });
    change(&ada, "removePasskey RemovePasskeyInput", input).await;
    let told = sent(&app, &server, &mut seen).await;
    expect(&told, "A way to sign in was removed", "Blue key");

    let input = json!({ "confirm": true });
    change(
        &ada,
        "regenerateRecoveryCodes RegenerateRecoveryCodesInput",
        input.clone(),
    )
    .await;
    let told = sent(&app, &server, &mut seen).await;
    expect(&told, "New recovery codes", "don't work any more");

    change(&ada, "disableTotp DisableTotpInput", input).await;
    let told = sent(&app, &server, &mut seen).await;
    expect(&told, "A way to sign in was removed", "authenticator app");

    ada.enable_totp(&app).await;
    sent(&app, &server, &mut seen).await;
    let id = user::find_by_email(app.deps.db.read(), ADA)
        .await
        .unwrap()
        .unwrap()
        .id;
    let reset = "adminResetUserCredentials AdminResetUserCredentialsInput";
    change(&root, reset, json!({ "userId": id, "removeSecondFactors": true })).await;
    let told = sent(&app, &server, &mut seen).await;
    expect(&told, "Your second step", "An administrator removed");
    // It says nothing of where the administrator works.
    assert!(!told[0].text.contains("127.0.0.1"), "{}", told[0].text);

    let input = json!({ "userId": id, "newPassword": "orange ladder teapot 12" });
    change(&root, reset, input).await;
    let told = sent(&app, &server, &mut seen).await;
    expect(&told, "Your password", "An administrator set");
    assert!(!told[0].raw.contains("orange"), "{}", told[0].raw);
}

fn expect(told: &[Letter], subject: &str, words: &str) {
    let subjects: Vec<&str> = told.iter().map(|letter| letter.subject.as_str()).collect();
    assert!(
        told.len() == 1 && subjects[0].starts_with(subject),
        "{subjects:?}"
    );
    let letter = &told[0];
    assert_eq!(letter.to, [ADA]);
    assert!(
        letter.text.contains(words) && letter.html.contains(&words.replace('\'', "&#39;")),
        "{}",
        letter.text
    );
}
