//! What a provider may answer, and what of it counts (SEC-90).

use std::time::Duration;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use super::rogue::{CLIENT_SECRET, Rogue, Signed};
use crate::support::{Browser, browser::Page};

fn opens(page: &Page) -> bool {
    page.headers.get_all("set-cookie").iter().any(|value| {
        let value = value.to_str().unwrap();
        value.starts_with("latchkey-session=") && !value.starts_with("latchkey-session=;")
    })
}

#[tokio::test]
async fn sec_90_only_a_right_id_token_signs_anybody_in() {
    let rogue = Rogue::new().await;
    let good = rogue.try_it().await;
    assert!(opens(&good), "{}", good.html);
    let now = rogue.ours.now() / 1000;
    let wrong = [
        json!({ "nonce": null }),
        json!({ "nonce": "another" }),
        json!({ "nonce": "" }),
        json!({ "iss": "http://127.0.0.1:1" }),
        json!({ "iss": format!("{}/", rogue.issuer()) }),
        json!({ "iss": null }),
        json!({ "aud": "another" }),
        json!({ "aud": ["latch:key", "another"] }),
        json!({ "aud": null }),
        json!({ "azp": "another" }),
        json!({ "exp": now - 61 }),
        json!({ "exp": null }),
        json!({ "iat": null }),
        json!({ "iat": now - 400 }),
        json!({ "iat": now + 400 }),
        json!({ "sub": null }),
        json!({ "sub": "" }),
        json!({ "sub": 5 }),
        json!({ "at_hash": "AAAAAAAAAAAAAAAAAAAAAA" }),
    ];
    let sessions = rogue.ours.count("session").await;
    for claims in wrong {
        rogue.answers(|answers| answers.claims = claims.clone());
        let page = rogue.try_it().await;
        assert_eq!(page.status, 400, "{claims}");
        assert!(!opens(&page), "{claims}");
        assert!(
            page.html.contains("be used") && page.has("next"),
            "{claims}: {}",
            page.html
        );
    }
    rogue.answers(|answers| answers.claims = json!({}));
    for signed in [Signed::Not, Signed::WithTheSecret, Signed::ByAnother] {
        rogue.answers(|answers| answers.signed = signed);
        let page = rogue.try_it().await;
        assert_eq!(page.status, 400);
        assert!(!opens(&page));
    }
    assert_eq!(rogue.ours.count("session").await, sessions);
    rogue.answers(|answers| answers.signed = Signed::Well);
    assert!(opens(&rogue.try_it().await));
}

#[tokio::test]
async fn sec_90_an_algorithm_that_the_provider_does_not_list_is_refused() {
    let rogue = Rogue::new().await;
    rogue.answers(|answers| {
        answers.discovery = json!({ "id_token_signing_alg_values_supported": ["RS256"] });
    });
    rogue.ours.advance(601);
    let page = rogue.try_it().await;
    assert_eq!(page.status, 400);
    assert!(!opens(&page));
}

#[tokio::test]
async fn sec_89_email_verified_must_be_a_boolean() {
    for (verified, links) in [
        (json!(true), 1),
        (json!("true"), 0),
        (json!(1), 0),
        (json!(false), 0),
        (Value::Null, 0),
    ] {
        let rogue = Rogue::new().await;
        rogue.answers(|answers| answers.claims = json!({ "email_verified": verified }));
        let page = rogue.try_it().await;
        assert_eq!(page.status, 303, "{}", page.html);
        assert_eq!(rogue.ours.count("linked_identity").await, links, "{verified}");
        assert_eq!(opens(&page), links == 1, "{verified}");
    }
}

#[tokio::test]
async fn sec_89_the_subject_alone_says_who_it_is() {
    let rogue = Rogue::new().await;
    assert!(opens(&rogue.try_it().await));
    // The same person with another address; somebody else with hers.
    rogue.ours.user("bob@example.com").await;
    rogue.answers(|answers| answers.claims = json!({ "email": "bob@example.com" }));
    let browser = Browser::new(&rogue.ours);
    let asked = rogue.leave(&browser).await;
    assert!(opens(
        &rogue.back(&browser, &asked["state"], &[("code", "x")]).await
    ));
    let who = browser.graphql("{ viewer { user { email } } }", json!({})).await;
    assert_eq!(who["data"]["viewer"]["user"]["email"], "ada@example.com");
    assert_eq!(rogue.ours.count("linked_identity").await, 1);
    rogue.answers(|answers| answers.claims = json!({ "sub": "mallory-there", "email_verified": false }));
    assert!(!opens(&rogue.try_it().await));
    assert_eq!(rogue.ours.count("linked_identity").await, 1);
}

#[tokio::test]
async fn sec_90_iss_is_checked_where_the_provider_sends_it() {
    let rogue = Rogue::new().await;
    let iss = rogue.issuer().to_owned();
    let answer = async |more: &[(&str, &str)]| {
        let browser = Browser::new(&rogue.ours);
        let asked = rogue.leave(&browser).await;
        rogue.back(&browser, &asked["state"], more).await
    };
    // Not advertised: it may be missing, but not be wrong.
    assert!(opens(&answer(&[("code", "x")]).await));
    assert!(opens(&answer(&[("code", "x"), ("iss", &iss)]).await));
    assert!(!opens(
        &answer(&[("code", "x"), ("iss", "https://evil.example")]).await
    ));
    rogue.answers(|answers| {
        answers.discovery = json!({ "authorization_response_iss_parameter_supported": true });
    });
    rogue.ours.advance(601);
    assert!(!opens(&answer(&[("code", "x")]).await));
    assert!(!opens(
        &answer(&[("code", "x"), ("iss", &format!("{iss}/"))]).await
    ));
    // Also an error of somebody else's is none.
    let page = answer(&[("error", "access_denied"), ("iss", "https://evil.example")]).await;
    assert!(page.html.contains("be used"), "{}", page.html);
    assert!(opens(&answer(&[("code", "x"), ("iss", &iss)]).await));
}

#[tokio::test]
async fn sec_90_discovery_must_name_the_configured_issuer() {
    for changes in [
        json!({ "issuer": "https://evil.example" }),
        json!({ "issuer": null }),
        json!({ "authorization_endpoint": "http://evil.example/authorize" }),
        json!({ "authorization_endpoint": "javascript:alert(1)" }),
        json!({ "token_endpoint": null }),
        json!({ "jwks_uri": "ftp://evil.example" }),
        json!({ "token_endpoint_auth_methods_supported": ["private_key_jwt"] }),
    ] {
        let rogue = Rogue::new().await;
        rogue.answers(|answers| answers.discovery = changes.clone());
        // What was heard at the start is over.
        rogue.ours.advance(100_000);
        let browser = Browser::new(&rogue.ours);
        let page = browser.get("/sign-in").await;
        let away = browser.submit(&page.form("/providers/rogue/start"), &[]).await;
        assert_eq!(away.status, 502, "{changes}: {:?}", away.location);
        assert!(away.html.contains("doesn&#39;t answer"), "{}", away.html);
    }
}

#[tokio::test]
async fn sec_90_the_code_goes_with_its_verifier_and_our_secret_to_its_provider_only() {
    let rogue = Rogue::new().await;
    let browser = Browser::new(&rogue.ours);
    let asked = rogue.leave(&browser).await;
    assert_eq!(asked["response_type"], "code");
    assert_eq!(asked["scope"], "openid email profile");
    assert_eq!(asked["redirect_uri"], rogue.ours.url("/providers/rogue/callback"));
    rogue
        .back(&browser, &asked["state"], &[("code", "the-code")])
        .await;
    rogue.seen(|seen| {
        let form = &seen.forms[0];
        assert_eq!(form["code"], "the-code");
        assert_eq!(form["redirect_uri"], asked["redirect_uri"]);
        let digest = latchkey::domain::secret::sha256(form["code_verifier"].as_bytes());
        assert_eq!(
            latchkey::domain::secret::base64url(&digest.0),
            asked["code_challenge"]
        );
        assert!(!form.contains_key("client_secret"));
        let basic = seen.authorization[0].strip_prefix("Basic ").unwrap();
        let pair = String::from_utf8(STANDARD.decode(basic).unwrap()).unwrap();
        let (id, secret) = pair.split_once(':').unwrap();
        let decode = |text: &str| {
            url::form_urlencoded::parse(format!("x={text}").as_bytes())
                .next()
                .unwrap()
                .1
                .into_owned()
        };
        assert_eq!(
            (decode(id).as_str(), decode(secret).as_str()),
            ("latch:key", CLIENT_SECRET)
        );
    });
    // In the form where the provider takes it only there.
    rogue.answers(|answers| {
        answers.discovery = json!({ "token_endpoint_auth_methods_supported": ["client_secret_post"] });
    });
    rogue.ours.advance(601);
    assert!(opens(&rogue.try_it().await));
    rogue.seen(|seen| {
        assert_eq!(seen.authorization[1], "");
        assert_eq!(seen.forms[1]["client_secret"], CLIENT_SECRET);
    });
}

#[tokio::test]
async fn sec_90_trouble_at_the_provider_is_told_calmly_and_opens_nothing() {
    let rogue = Rogue::new().await;
    let tokens = [
        (400, r#"{"error":"invalid_grant"}"#.to_owned(), 400),
        (500, String::new(), 400),
        (200, "<html>".to_owned(), 400),
        (
            200,
            r#"{"access_token":"x","token_type":"bearer"}"#.to_owned(),
            400,
        ),
        (
            200,
            r#"{"access_token":"x","token_type":"mac","id_token":"x"}"#.to_owned(),
            400,
        ),
        (302, String::new(), 400),
        (200, " ".repeat(600 * 1024), 502),
    ];
    for (status, body, expected) in tokens {
        let what = format!("{status} {}", &body[..body.len().min(30)]);
        rogue.answers(|answers| answers.token = Some((status, body)));
        let page = rogue.try_it().await;
        assert_eq!(page.status, expected, "{what}: {}", page.html);
        assert!(
            !opens(&page) && page.has("next") && page.has("error-id"),
            "{what}"
        );
    }
    rogue.answers(|answers| answers.token = None);
    for (error, expected, words) in [
        ("access_denied", 400, "Nothing was shared"),
        ("server_error", 502, "doesn&#39;t answer"),
        ("temporarily_unavailable", 502, "doesn&#39;t answer"),
        ("invalid_request", 400, "said no"),
        ("<script>", 400, "said no"),
    ] {
        let browser = Browser::new(&rogue.ours);
        let asked = rogue.leave(&browser).await;
        let page = rogue
            .back(
                &browser,
                &asked["state"],
                &[("error", error), ("error_description", "<b>x</b>")],
            )
            .await;
        assert_eq!(page.status, expected, "{error}");
        assert!(page.html.contains(words), "{error}: {}", page.html);
        assert!(!page.html.contains("<b>x") && !page.html.contains("<script>"));
    }
    // Neither code nor error; and both languages.
    let browser = Browser::new(&rogue.ours);
    let asked = rogue.leave(&browser).await;
    assert_eq!(rogue.back(&browser, &asked["state"], &[]).await.status, 400);
    assert_eq!(rogue.ours.count("session").await, 0);
}

#[tokio::test]
async fn sec_104_a_provider_that_does_not_answer_in_time_is_not_waited_for() {
    let rogue = Rogue::new().await;
    rogue.answers(|answers| answers.pause = Duration::from_secs(60));
    let began = std::time::Instant::now();
    let page = rogue.try_it().await;
    assert_eq!(page.status, 502, "{}", page.html);
    assert!(began.elapsed() < Duration::from_secs(30));
}

#[tokio::test]
async fn sec_90_keys_are_fetched_again_for_an_unknown_one_but_not_without_end() {
    let rogue = Rogue::new().await;
    assert!(opens(&rogue.try_it().await));
    assert_eq!(rogue.jwks_read(), 1);
    assert!(opens(&rogue.try_it().await));
    assert_eq!(rogue.jwks_read(), 1);
    rogue.rotate("two");
    // At once after the last fetch it is not asked again; ten seconds later it is.
    assert!(!opens(&rogue.try_it().await));
    assert!(!opens(&rogue.try_it().await));
    assert_eq!(rogue.jwks_read(), 1);
    rogue.ours.advance(11);
    assert!(opens(&rogue.try_it().await));
    assert_eq!(rogue.jwks_read(), 2);
}

#[tokio::test]
async fn sec_90_userinfo_about_somebody_else_is_no_answer() {
    let rogue = Rogue::new().await;
    rogue.answers(|answers| {
        answers.claims = json!({ "email": null });
        answers.userinfo =
            json!({ "sub": "somebody-else", "email": "ada@example.com", "email_verified": true });
    });
    let page = rogue.try_it().await;
    assert_eq!(page.status, 400);
    assert!(!opens(&page));
    rogue.answers(|answers| answers.userinfo["sub"] = json!("ada-there"));
    assert!(opens(&rogue.try_it().await));
}

#[tokio::test]
async fn sec_117_no_secret_is_in_the_database_in_clear() {
    let rogue = Rogue::new().await;
    let browser = Browser::new(&rogue.ours);
    let asked = rogue.leave(&browser).await;
    let sealed = if rogue.ours.is_postgres() {
        "SELECT encode(sealed || state_digest, 'escape') AS n FROM provider_visit"
    } else {
        "SELECT hex(sealed) || hex(state_digest) AS n FROM provider_visit"
    };
    let hex = |text: &str| text.bytes().map(|byte| format!("{byte:02X}")).collect::<String>();
    for row in rogue.ours.texts(sealed).await {
        for secret in [&asked["state"], &asked["nonce"]] {
            assert!(!row.contains(secret.as_str()) && !row.contains(&hex(secret)));
        }
    }
}
