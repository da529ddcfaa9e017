//! The second step of signing in: it cannot be skipped, each proof counts once, and guessing is bounded (SEC-66, SEC-73
//! to SEC-75, SEC-77, SEC-78, SEC-82, SEC-86, SEC-87).

use futures_util::future::join_all;
use latchkey::domain::{Caller, session, sign_in, user};
use serde_json::{Value, json};

use super::with_people;
use crate::support::{
    Browser, TestApp,
    browser::Page,
    client::{CALLBACK, authorize},
    make::PASSWORD,
    phone::Phone,
};

const ADA: &str = "ada@example.com";
const BOB: &str = "bob@example.com";

/// Ada with an authenticator app, set up in the browser.
async fn with_app() -> (TestApp, Browser, Phone, Vec<String>) {
    let app = with_people().await;
    let browser = Browser::signed_in(&app, ADA).await;
    let (phone, codes) = browser.enable_totp(&app).await;
    (app, browser, phone, codes)
}

/// The page of the second step, after the right password.
async fn at_second_step(browser: &Browser, path: &str) -> Page {
    let page = browser.get(path).await;
    let done = browser.sign_in(&page, ADA, PASSWORD).await;
    assert_eq!(done.status, 303, "{}", done.html);
    let location = done.location.clone().unwrap();
    assert!(location.starts_with("/second-factor"), "{location}");
    browser.get(&location).await
}

async fn is_signed_in(browser: &Browser) -> bool {
    browser.get("/sign-out").await.has("sign-out")
}

/// What a page says the session's cookie is from now on.
fn sets_session(page: &Page) -> bool {
    let mut set = page.headers.get_all("set-cookie").iter();
    set.any(|value| value.to_str().unwrap().starts_with("latchkey-session="))
}

#[tokio::test]
async fn sec_74_a_password_alone_is_no_session() {
    let (app, _, phone, _) = with_app().await;
    let browser = Browser::new(&app);
    let page = browser.get("/sign-in?return_to=/apps").await;
    let done = browser.sign_in(&page, ADA, PASSWORD).await;
    assert_eq!(done.location.as_deref(), Some("/second-factor?return_to=%2Fapps"));
    assert!(!sets_session(&done));
    let sessions = app.count("session").await;
    assert!(!is_signed_in(&browser).await);
    let step = browser.get("/second-factor?return_to=/apps").await;
    assert!(step.has("code") && step.has("confirm") && step.html.contains("one-time-code"));
    let wrong = browser.second_step(&step, "000000").await;
    assert_eq!((wrong.status.as_u16(), sets_session(&wrong)), (401, false));
    assert!(wrong.has("code-error") && !is_signed_in(&browser).await);
    assert_eq!(app.count("session").await, sessions);
    let done = browser.second_step(&wrong, &phone.shows(&app, 30)).await;
    assert_eq!(
        (done.status.as_u16(), done.location.as_deref()),
        (303, Some("/apps"))
    );
    assert!(sets_session(&done) && is_signed_in(&browser).await);
    let methods = browser
        .graphql("{ viewer { sessions { current methods } } }", json!({}))
        .await;
    let sessions = methods["data"]["viewer"]["sessions"].as_array().unwrap();
    let current = sessions
        .iter()
        .find(|session| session["current"] == true)
        .unwrap();
    assert_eq!(current["methods"], json!(["pwd", "otp", "mfa"]));
}

#[tokio::test]
async fn sec_74_no_session_is_made_with_fewer_factors_whoever_asks() {
    let (app, _, _, _) = with_app().await;
    let ada = user::find_by_email(app.deps.db.read(), ADA)
        .await
        .unwrap()
        .unwrap();
    let from = latchkey::domain::caller::Whereabouts::default();
    for amr in ["pwd", "otp", "fed", "user hwk", ""] {
        let refused = session::begin(&app.deps, &from, &ada, amr, Default::default()).await;
        assert!(
            matches!(refused, Err(latchkey::domain::Error::StepUpRequired)),
            "{amr}: {refused:?}"
        );
    }
}

#[tokio::test]
async fn sec_73_the_second_step_needs_the_first_in_this_browser_and_in_time() {
    let (app, _, phone, _) = with_app().await;
    // Without a first step there is nothing to go on with.
    let browser = Browser::new(&app);
    let csrf = browser.get("/sign-in").await.form("/sign-in").fields["csrf"].clone();
    let mut form = browser.get("/sign-in").await.form("/sign-in");
    form.action = "/second-factor".to_owned();
    form.fields = [("csrf".to_owned(), csrf)].into();
    let answer = browser.submit(&form, &[("code", &phone.shows(&app, 30))]).await;
    assert_eq!((answer.status.as_u16(), sets_session(&answer)), (400, false));
    assert_eq!(
        browser.get("/second-factor").await.location.as_deref(),
        Some("/sign-in")
    );
    // Another browser cannot take it over.
    let page = browser.get("/sign-in").await;
    let done = browser.sign_in(&page, ADA, PASSWORD).await;
    let cookie = done
        .headers
        .get_all("set-cookie")
        .iter()
        .filter_map(|value| value.to_str().unwrap().strip_prefix("latchkey-sign-in="))
        .next_back()
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    let stolen = app
        .http
        .get(app.url("/second-factor"))
        .header(
            "cookie",
            format!("latchkey-sign-in={cookie}; latchkey-browser={}", "B".repeat(43)),
        )
        .send()
        .await
        .unwrap();
    assert_eq!(stolen.status(), 303);
    // It is over after ten minutes.
    let step = browser.get("/second-factor").await;
    app.advance(sign_in::PATIENCE / 1000 + 1);
    let late = browser.second_step(&step, &phone.shows(&app, 0)).await;
    assert_eq!((late.status.as_u16(), sets_session(&late)), (400, false));
    // And counts once: its page sent again signs nobody in.
    let step = at_second_step(&browser, "/sign-in").await;
    let done = browser.second_step(&step, &phone.shows(&app, 0)).await;
    assert_eq!(done.status, 303);
    app.advance(60);
    let again = browser.second_step(&step, &phone.shows(&app, 0)).await;
    assert!(
        again.status.is_client_error() && !sets_session(&again),
        "{}",
        again.status
    );
}

#[tokio::test]
async fn sec_73_another_password_voids_what_the_one_before_proved() {
    let (app, browser, phone, _) = with_app().await;
    app.advance(30);
    // The browser in which it was set up proves both, so that it may change the password.
    let step = at_second_step(&browser, "/reauthenticate").await;
    browser.second_step(&step, &phone.shows(&app, 0)).await;
    let thief = Browser::new(&app);
    let step = at_second_step(&thief, "/sign-in").await;
    app.advance(30);
    let input = json!({ "currentPassword": PASSWORD, "newPassword": "orange ladder teapot 12" });
    let query =
        "mutation($input: ChangePasswordInput!) { changePassword(input: $input) { userErrors { code } } }";
    let changed = browser.graphql(query, json!({ "input": input })).await;
    assert_eq!(
        changed["data"]["changePassword"]["userErrors"],
        json!([]),
        "{changed}"
    );
    let answer = thief.second_step(&step, &phone.shows(&app, 0)).await;
    assert_eq!((answer.status.as_u16(), sets_session(&answer)), (400, false));
}

#[tokio::test]
async fn sec_74_a_code_flow_waits_for_both_steps() {
    let (app, _, phone, _) = with_app().await;
    let browser = Browser::new(&app);
    let page = browser.open(&authorize(&[])).await;
    let done = browser.sign_in(&page, ADA, PASSWORD).await;
    let step = browser.follow(done).await;
    assert!(step.has("code"), "{}", step.html);
    // The request again, its consent page, the page that makes accounts: none of them goes on.
    let flow = step.form("/second-factor").fields["flow"].clone();
    for path in ["/consent", "/select-account", "/sign-in", "/register"] {
        let page = browser.open(&format!("{path}?flow={flow}")).await;
        assert!(
            !page.has("allow") && page.location.is_none(),
            "{path}: {}",
            page.html
        );
    }
    let silent = browser.get(&authorize(&[("prompt", "none")])).await;
    assert_eq!(silent.redirected_to(CALLBACK)["error"], "login_required");
    let consent = browser.second_step(&step, &phone.shows(&app, 30)).await;
    let consent = browser.follow(consent).await;
    let code = browser.allow(&consent).await.redirected_to(CALLBACK)["code"].clone();
    assert_eq!(app.redeem(&code).await.0, 200);
}

#[tokio::test]
async fn sec_74_a_session_from_before_gives_nothing_until_it_proves_both() {
    let app = with_people().await;
    let other = Browser::signed_in(&app, ADA).await;
    let browser = Browser::signed_in(&app, ADA).await;
    let code = browser.code(&[]).await;
    let (phone, _) = browser.enable_totp(&app).await;
    // Sessions elsewhere end with the first factor, this one goes on, but gives no app anything.
    assert!(!is_signed_in(&other).await && is_signed_in(&browser).await);
    assert_eq!(app.redeem(&code).await.0, 400);
    let silent = browser.get(&authorize(&[("prompt", "none")])).await;
    assert_eq!(silent.redirected_to(CALLBACK)["error"], "login_required");
    let page = browser.open(&authorize(&[])).await;
    assert!(page.has("password") && !page.has("allow"), "{}", page.html);
    let done = browser.sign_in(&page, ADA, PASSWORD).await;
    let step = browser.follow(done).await;
    let back = browser.second_step(&step, &phone.shows(&app, 30)).await;
    assert!(back.redirected_to(CALLBACK).contains_key("code"));
}

#[tokio::test]
async fn sec_75_factors_change_after_a_fresh_sign_in_with_both_only() {
    let (app, browser, phone, _) = with_app().await;
    let acts = [
        "disableTotp(input: { confirm: true }) { userErrors { code stepUp { maxAge } } }",
        "regenerateRecoveryCodes(input: { confirm: true }) { userErrors { code stepUp { maxAge } } }",
        "enableTotp(input: { confirm: true }) { userErrors { code stepUp { maxAge } } }",
        "confirmTotp(input: { token: \"x\", code: \"000000\" }) { userErrors { code stepUp { maxAge } } }",
        "changePassword(input: { currentPassword: \"x\", newPassword: \"y\" }) { userErrors { code stepUp { maxAge } } }",
    ];
    let refused = async |act: &str| {
        let answer = browser
            .graphql(&format!("mutation {{ act: {act} }}"), json!({}))
            .await;
        answer["data"]["act"]["userErrors"][0]["code"] == "STEP_UP_REQUIRED"
    };
    // The session proved the password alone, however fresh it is.
    for act in acts {
        assert!(refused(act).await, "{act}");
    }
    app.advance(30);
    let step = at_second_step(&browser, "/reauthenticate?return_to=/security").await;
    let done = browser.second_step(&step, &phone.shows(&app, 0)).await;
    assert_eq!(done.location.as_deref(), Some("/security"));
    assert!(!refused(acts[1]).await);
    app.advance(301);
    for act in acts {
        assert!(refused(act).await, "{act}");
    }
}

#[tokio::test]
async fn sec_66_the_second_step_makes_a_new_session_too() {
    let (app, browser, phone, _) = with_app().await;
    app.advance(30);
    let before = app.count("session").await;
    let step = at_second_step(&browser, "/reauthenticate").await;
    assert_eq!(app.count("session").await, before);
    browser.second_step(&step, &phone.shows(&app, 0)).await;
    let sessions = browser
        .graphql("{ viewer { sessions { current } } }", json!({}))
        .await;
    assert_eq!(
        sessions["data"]["viewer"]["sessions"],
        json!([{ "current": true }])
    );
    assert_eq!(app.count("session").await, before + 1);
}

#[tokio::test]
async fn sec_86_a_code_counts_once_also_at_the_same_moment() {
    let (app, _, phone, _) = with_app().await;
    app.advance(30);
    let code = phone.shows(&app, 0);
    let mut steps = Vec::new();
    for _ in 0..4 {
        let browser = Browser::new(&app);
        let step = at_second_step(&browser, "/sign-in").await;
        steps.push((browser, step));
    }
    let answers = join_all(
        steps
            .iter()
            .map(|(browser, step)| browser.second_step(step, &code)),
    )
    .await;
    let done = answers.iter().filter(|page| page.status == 303).count();
    assert_eq!(
        done,
        1,
        "{:?}",
        answers.iter().map(|page| page.status).collect::<Vec<_>>()
    );
    // The code before it is older than one that was accepted; the next one is good.
    let browser = Browser::new(&app);
    let step = at_second_step(&browser, "/sign-in").await;
    for old in [-30, 0] {
        assert_eq!(
            browser.second_step(&step, &phone.shows(&app, old)).await.status,
            401
        );
    }
    app.advance(15 * 60);
    let step = at_second_step(&browser, "/sign-in").await;
    for (off, status) in [(-60, 401), (60, 401), (30, 303)] {
        app.advance(90);
        let answer = browser.second_step(&step, &phone.shows(&app, off)).await;
        assert_eq!(answer.status, status, "{off}");
    }
}

#[tokio::test]
async fn sec_86_the_seed_is_sealed_and_shown_while_it_is_set_up_only() {
    let app = with_people().await;
    let browser = Browser::signed_in(&app, ADA).await;
    let start = "mutation { enableTotp(input: { confirm: true }) { enrolment { secret uri token qrCode { size path } } userErrors { code } } }";
    let started = browser.graphql(start, json!({})).await;
    let enrolment = started["data"]["enableTotp"]["enrolment"].clone();
    let secret = enrolment["secret"].as_str().unwrap().to_owned();
    assert!(
        enrolment["uri"].as_str().unwrap().contains(&secret)
            && enrolment["qrCode"]["size"].as_i64().unwrap() > 20
    );
    let confirm = async |browser: &Browser, token: &Value, code: &str| {
        let query = "mutation($input: ConfirmTotpInput!) { confirmTotp(input: $input) { security { totp { createdAt } } userErrors { code field } } }";
        browser
            .graphql(query, json!({ "input": { "token": token, "code": code } }))
            .await
    };
    let phone = Phone::from_base32(&secret);
    let token = &enrolment["token"];
    // It needs a code that fits, and is for this person's session alone.
    let wrong = confirm(&browser, token, "000000").await;
    assert_eq!(
        wrong["data"]["confirmTotp"]["userErrors"][0]["field"],
        json!(["code"]),
        "{wrong}"
    );
    for other in [
        Browser::signed_in(&app, BOB).await,
        Browser::signed_in(&app, ADA).await,
    ] {
        let refused = confirm(&other, token, &phone.shows(&app, 0)).await;
        assert_eq!(
            refused["data"]["confirmTotp"]["userErrors"][0]["field"],
            json!(["token"]),
            "{refused}"
        );
    }
    let done = confirm(&browser, token, &phone.shows(&app, 0)).await;
    assert!(
        done["data"]["confirmTotp"]["security"]["totp"]["createdAt"].is_string(),
        "{done}"
    );
    let row = latchkey::domain::totp::find(
        app.deps.db.read(),
        user::find_by_email(app.deps.db.read(), ADA)
            .await
            .unwrap()
            .unwrap()
            .id,
    )
    .await
    .unwrap()
    .unwrap();
    assert!(row.seed.len() > 50);
    // Signing in with what was the enrolment's code does not work: it counted.
    let step = at_second_step(&Browser::new(&app), "/sign-in").await;
    assert!(!step.html.contains(&secret));
}

#[tokio::test]
async fn sec_87_a_recovery_code_counts_once_also_at_the_same_moment() {
    let (app, _, _, codes) = with_app().await;
    assert_eq!(codes.len(), 10);
    let mut steps = Vec::new();
    for _ in 0..4 {
        let browser = Browser::new(&app);
        at_second_step(&browser, "/sign-in").await;
        let step = browser.get("/second-factor?method=recovery").await;
        assert!(step.form("/second-factor").fields.contains_key("method"));
        steps.push((browser, step));
    }
    let tries = steps
        .iter()
        .map(|(browser, step)| browser.second_step(step, &codes[0]));
    let done = join_all(tries).await;
    assert_eq!(done.iter().filter(|page| page.status == 303).count(), 1);
    // Another one is good, as people write it, also with a leading space.
    let browser = Browser::new(&app);
    at_second_step(&browser, "/sign-in").await;
    let step = browser.get("/second-factor?method=recovery").await;
    let written = format!(" {}", codes[1].to_uppercase().replace('-', " "));
    assert_eq!(browser.second_step(&step, &written).await.status, 303);
    let left = browser
        .graphql("{ viewer { securityOverview { recoveryCodesLeft } } }", json!({}))
        .await;
    assert_eq!(left["data"]["viewer"]["securityOverview"]["recoveryCodesLeft"], 8);
}

#[tokio::test]
async fn sec_87_new_codes_void_the_old_and_codes_are_their_owners() {
    let (app, browser, phone, codes) = with_app().await;
    app.advance(30);
    let step = at_second_step(&browser, "/reauthenticate").await;
    browser.second_step(&step, &phone.shows(&app, 0)).await;
    let query = "mutation { regenerateRecoveryCodes(input: { confirm: true }) { recoveryCodes userErrors { code } } }";
    let made = browser.graphql(query, json!({})).await;
    let new: Vec<String> =
        serde_json::from_value(made["data"]["regenerateRecoveryCodes"]["recoveryCodes"].clone()).unwrap();
    let bob = Browser::signed_in(&app, BOB).await;
    let (_, bobs) = bob.enable_totp(&app).await;
    let ada = Browser::new(&app);
    at_second_step(&ada, "/sign-in").await;
    let step = ada.get("/second-factor?method=recovery").await;
    for (code, status) in [(&codes[2], 401), (&bobs[0], 401), (&new[0], 303)] {
        assert_eq!(ada.second_step(&step, code).await.status, status);
    }
    let stored: Vec<_> = new
        .iter()
        .chain(&codes)
        .map(|code| code.replace('-', ""))
        .collect();
    let rows = app.count("recovery_code").await;
    assert_eq!(rows, 20);
    assert!(stored.iter().all(|code| code.len() == 12));
}

#[tokio::test]
async fn sec_77_codes_are_guessed_no_faster_than_passwords() {
    let (app, _, phone, codes) = with_app().await;
    let browser = Browser::new(&app);
    let step = at_second_step(&browser, "/sign-in").await;
    let tries = (0..12).map(|_| browser.second_step(&step, "000000"));
    let answers = join_all(tries).await;
    assert_eq!(answers.iter().filter(|page| page.status == 401).count(), 5);
    let waits = answers.iter().filter(|page| page.status == 429);
    assert!(waits.clone().count() == 7 && waits.clone().all(|page| page.headers.contains_key("retry-after")));
    // The right code waits too, a recovery code with it, in every sign-in under way.
    let other = Browser::new(&app);
    let step = at_second_step(&other, "/sign-in").await;
    assert_eq!(other.second_step(&step, &phone.shows(&app, 30)).await.status, 429);
    let recovery = other.get("/second-factor?method=recovery").await;
    assert_eq!(other.second_step(&recovery, &codes[0]).await.status, 429);
    app.advance(5);
    let step = at_second_step(&other, "/sign-in").await;
    assert_eq!(other.second_step(&step, &phone.shows(&app, 30)).await.status, 303);
}

#[tokio::test]
async fn sec_78_guesses_at_the_second_step_keep_the_owners_browser_free() {
    let (app, browser, phone, _) = with_app().await;
    let stranger = Browser::new(&app);
    let step = at_second_step(&stranger, "/sign-in").await;
    for _ in 0..8 {
        stranger.second_step(&step, "000000").await;
    }
    assert_eq!(
        stranger.second_step(&step, &phone.shows(&app, 30)).await.status,
        429
    );
    let step = at_second_step(&browser, "/reauthenticate").await;
    assert_eq!(
        browser.second_step(&step, &phone.shows(&app, 30)).await.status,
        303
    );
}

#[tokio::test]
async fn the_last_factor_takes_its_recovery_codes_along() {
    let (app, browser, phone, codes) = with_app().await;
    app.advance(30);
    let step = at_second_step(&browser, "/reauthenticate").await;
    browser.second_step(&step, &phone.shows(&app, 0)).await;
    let query = "mutation { disableTotp(input: { confirm: true }) {
        security { secondFactorSince totp { createdAt } recoveryCodesLeft } userErrors { code } } }";
    let off = browser.graphql(query, json!({})).await;
    assert_eq!(
        off["data"]["disableTotp"]["security"],
        json!({ "secondFactorSince": null, "totp": null, "recoveryCodesLeft": 0 }),
        "{off}"
    );
    assert!(is_signed_in(&Browser::signed_in(&app, ADA).await).await);
    assert_eq!((app.count("recovery_code").await, codes.len()), (0, 10));
    let kinds = browser
        .graphql("{ viewer { activity(first: 50) { nodes { kind } } } }", json!({}))
        .await
        .to_string();
    for kind in ["factor.totp.enabled", "factor.totp.disabled"] {
        assert!(kinds.contains(kind), "{kind}: {kinds}");
    }
}

#[tokio::test]
async fn the_page_sets_an_app_up_without_scripts() {
    let app = with_people().await;
    let browser = Browser::signed_in(&app, ADA).await;
    let page = browser.get("/two-step").await;
    assert!(
        page.html.contains("<svg class=\"qr\"") && page.has("code"),
        "{}",
        page.html
    );
    let phone = Phone::from_base32(&page.text_of("secret").unwrap());
    let wrong = browser
        .submit(&page.form("/two-step"), &[("code", "12345")])
        .await;
    assert_eq!(wrong.status, 401);
    assert_eq!(wrong.text_of("secret"), page.text_of("secret"));
    let codes = browser
        .submit(&wrong.form("/two-step"), &[("code", &phone.shows(&app, 0))])
        .await;
    assert!(
        codes.status == 200 && codes.has("recovery-codes") && codes.has("continue"),
        "{}",
        codes.html
    );
    // The session that the page made proved both, and there is no second app.
    let fresh = browser
        .graphql("{ viewer { sessions { methods } } }", json!({}))
        .await;
    assert_eq!(
        fresh["data"]["viewer"]["sessions"],
        json!([{ "methods": ["pwd", "otp", "mfa"] }])
    );
    assert_eq!(
        browser.get("/two-step").await.location.as_deref(),
        Some("/security")
    );
    // It is asked for a fresh sign-in, and strangers to sign in.
    app.advance(301);
    assert_eq!(
        browser.get("/two-step").await.location.as_deref(),
        Some("/reauthenticate?return_to=/two-step")
    );
    assert_eq!(
        Browser::new(&app).get("/two-step").await.location.as_deref(),
        Some("/sign-in?return_to=/two-step")
    );
}

#[tokio::test]
async fn who_must_have_a_factor_sets_one_up_before_anything_else() {
    let app = TestApp::with(&[("SECOND_FACTOR", "required")]).await;
    let ada = app.user(ADA).await;
    let shop = app.app_of(&ada, "Demo Shop", "openid").await;
    app.client_of(&shop, crate::support::make::NewClient::default())
        .await;
    let browser = Browser::new(&app);
    let page = browser.open(&authorize(&[])).await;
    let done = browser.sign_in(&page, ADA, PASSWORD).await;
    assert!(!sets_session(&done));
    let step = browser.follow(done).await;
    assert!(step.url.contains("/two-step?flow="), "{}", step.url);
    let silent = browser.get(&authorize(&[("prompt", "none")])).await;
    assert_eq!(silent.redirected_to(CALLBACK)["error"], "login_required");
    let phone = Phone::from_base32(&step.text_of("secret").unwrap());
    // Two browsers with the password: whoever comes second proves the factor that the first one set up.
    let second = Browser::new(&app);
    let page = second.get("/sign-in").await;
    let done = second.sign_in(&page, ADA, PASSWORD).await;
    let late = second.follow(done).await;
    let codes = browser
        .submit(&step.form("/two-step"), &[("code", &phone.shows(&app, 0))])
        .await;
    assert!(codes.has("recovery-codes"), "{}", codes.html);
    let intruder = Phone::from_base32(&late.text_of("secret").unwrap());
    let refused = second
        .submit(&late.form("/two-step"), &[("code", &intruder.shows(&app, 0))])
        .await;
    assert!(refused.location.unwrap().starts_with("/second-factor") && !is_signed_in(&second).await);
    // The flow goes on where it was.
    let next = codes.html.split("id=\"continue\" href=\"").nth(1).unwrap();
    let consent = browser.open(next.split('"').next().unwrap()).await;
    assert!(
        browser
            .allow(&consent)
            .await
            .redirected_to(CALLBACK)
            .contains_key("code")
    );
    // The last one cannot be taken away.
    let query = "mutation { disableTotp(input: { confirm: true }) { userErrors { code } } }";
    let kept = browser.graphql(query, json!({})).await;
    assert_eq!(
        kept["data"]["disableTotp"]["userErrors"][0]["code"], "NOT_ALLOWED",
        "{kept}"
    );
}

#[tokio::test]
async fn administrators_alone_must_where_the_setting_says_so() {
    let app = TestApp::with(&[("SECOND_FACTOR", "administrators")]).await;
    app.user(BOB).await;
    app.user_with(ADA, entity::values::Role::Admin).await;
    assert!(is_signed_in(&Browser::signed_in(&app, BOB).await).await);
    let browser = Browser::new(&app);
    let page = browser.get("/sign-in").await;
    let done = browser.sign_in(&page, ADA, PASSWORD).await;
    assert_eq!(done.location.as_deref(), Some("/two-step"));
    // Who becomes one later may act as one after setting it up only.
    let bob = Browser::signed_in(&app, BOB).await;
    let row = user::find_by_email(app.deps.db.read(), BOB)
        .await
        .unwrap()
        .unwrap();
    user::set_role(
        &app.deps,
        &Caller::operator(),
        row.id,
        entity::values::Role::Admin,
    )
    .await
    .unwrap();
    let query = "mutation { adminRotateSigningKey(input: {}) { userErrors { code } } }";
    let refused = bob.graphql(query, json!({})).await;
    assert_eq!(
        refused["data"]["adminRotateSigningKey"]["userErrors"][0]["code"], "STEP_UP_REQUIRED",
        "{refused}"
    );
}
