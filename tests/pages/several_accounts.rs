//! Several accounts in one browser: chosen, hinted at, taken up and signed out, each for itself (SEC-66, SEC-69, SEC-73,
//! SEC-74).

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::with_people;
use crate::support::{
    Browser, TestApp,
    browser::Page,
    client::{self, CALLBACK},
    make::PASSWORD,
};

const ADA: &str = "ada@example.com";
const BOB: &str = "bob@example.com";

async fn sign_in(browser: &Browser, email: &str) -> Page {
    let page = browser.get("/sign-in?account=other").await;
    let done = browser.sign_in(&page, email, PASSWORD).await;
    assert_eq!(done.status, 303, "{}", done.html);
    done
}

/// A browser in which Ada signed in, and then Bob, a moment ago.
async fn with_both(app: &TestApp) -> Browser {
    let browser = Browser::new(app);
    sign_in(&browser, ADA).await;
    sign_in(&browser, BOB).await;
    app.advance(1);
    browser
}

/// A request of the app that learns the address.
fn authorize(more: &[(&str, &str)]) -> String {
    let scope = [("scope", "openid email")];
    client::authorize(&[&scope[..], more].concat())
}

/// What an answer sets a cookie to.
fn set_to(page: &Page, name: &str) -> Option<String> {
    let set = page.headers.get_all("set-cookie").iter();
    let start = format!("{name}=");
    let mut values = set.filter_map(|value| value.to_str().unwrap().strip_prefix(&start));
    values
        .next_back()
        .map(|value| value.split(';').next().unwrap().to_owned())
}

/// The account in use.
async fn in_use(browser: &Browser) -> Option<&'static str> {
    let page = browser.get("/sign-out").await;
    let shown = page.html.split("person-email\">").nth(1)?.split('<').next()?;
    [ADA, BOB].into_iter().find(|email| *email == shown)
}

/// The value by which the page offers an account that is set aside.
fn offered(page: &Page) -> Option<String> {
    let after = page.html.split("id=\"account-").nth(1)?;
    let value = after.split("value=\"").nth(1)?.split('"').next()?;
    Some(value.to_owned())
}

async fn choose(browser: &Browser, page: &Page, choice: &str) -> Page {
    browser
        .submit(&page.form("/select-account"), &[("choice", choice)])
        .await
}

async fn subject(app: &TestApp, code: &str) -> (Value, Value) {
    let (_, tokens) = app.redeem(code).await;
    let (_, claims) = app
        .get_as("/oauth/userinfo", tokens["access_token"].as_str().unwrap())
        .await;
    (claims["email"].clone(), tokens)
}

/// Allows what is asked for, and gives the code.
async fn allow(browser: &Browser, page: Page) -> String {
    let page = browser.follow(page).await;
    browser.allow(&page).await.redirected_to(CALLBACK)["code"].clone()
}

async fn live_sessions(app: &TestApp) -> i64 {
    app.rows("SELECT COUNT(*) AS n FROM session WHERE ended_at IS NULL")
        .await[0]
}

async fn opens(app: &TestApp, name: &str, value: &str) -> bool {
    let request = app.http.get(app.url("/sign-out"));
    let page = request
        .header("cookie", format!("{name}={value}"))
        .send()
        .await
        .unwrap();
    page.text().await.unwrap().contains("@example.com")
}

#[tokio::test]
async fn sec_66_a_session_has_another_value_each_time_it_is_set_aside_or_taken_up() {
    let app = with_people().await;
    let browser = Browser::new(&app);
    let adas = set_to(&sign_in(&browser, ADA).await, "latchkey-session").unwrap();
    let done = sign_in(&browser, BOB).await;
    let bobs = set_to(&done, "latchkey-session").unwrap();
    let aside = set_to(&done, "latchkey-aside-until-closed").unwrap();
    assert_eq!(in_use(&browser).await, Some(BOB));
    // Neither the value from before nor what is kept now is a session.
    for value in [&adas, &aside] {
        assert!(!opens(&app, "latchkey-session", value).await);
    }
    assert!(!opens(&app, "latchkey-aside-until-closed", &bobs).await);
    let page = browser.get("/select-account").await;
    assert!(
        page.html.contains(ADA) && page.html.contains(BOB),
        "{}",
        page.html
    );
    let done = choose(&browser, &page, &offered(&page).unwrap()).await;
    assert_eq!((done.status.as_u16(), done.location.as_deref()), (303, Some("/")));
    let taken_up = set_to(&done, "latchkey-session").unwrap();
    assert_eq!(in_use(&browser).await, Some(ADA));
    assert!(opens(&app, "latchkey-session", &taken_up).await);
    for value in [&adas, &aside, &bobs] {
        assert!(!opens(&app, "latchkey-session", value).await && *value != taken_up);
    }
    // Nobody had to prove anything, and nobody proved anything: two sessions, as before.
    assert_eq!(app.count("session").await, 2);
}

#[tokio::test]
async fn sec_66_what_is_set_aside_is_taken_up_once() {
    let app = with_people().await;
    let browser = Browser::new(&app);
    let name = set_to(&browser.get("/sign-in").await, "latchkey-browser").unwrap();
    sign_in(&browser, ADA).await;
    let done = sign_in(&browser, BOB).await;
    let page = browser.get("/select-account").await;
    let mut fields = page.form("/select-account").fields;
    fields.insert("choice".into(), offered(&page).unwrap());
    let cookies = format!(
        "latchkey-browser={name}; latchkey-session={}; latchkey-aside-until-closed={}",
        set_to(&done, "latchkey-session").unwrap(),
        set_to(&done, "latchkey-aside-until-closed").unwrap()
    );
    let tries = (0..4).map(|_| {
        app.http
            .post(app.url("/select-account"))
            .header("cookie", &cookies)
            .form(&fields)
            .send()
    });
    let answers = join_all(tries).await;
    let won = answers.into_iter().map(Result::unwrap).filter(|answer| {
        let mut set = answer.headers().get_all("set-cookie").iter();
        set.any(|value| value.to_str().unwrap().starts_with("latchkey-session="))
    });
    assert_eq!(won.count(), 1);
}

#[tokio::test]
async fn sec_66_only_the_browser_that_holds_a_session_takes_it_up() {
    let app = with_people().await;
    let browser = with_both(&app).await;
    let adas = offered(&browser.get("/select-account").await).unwrap();
    let other = Browser::signed_in(&app, BOB).await;
    let page = other.get("/select-account").await;
    assert_eq!(offered(&page), None);
    for choice in [adas.as_str(), "ses_00000000000000000000000000000000", "nonsense"] {
        let done = choose(&other, &page, choice).await;
        assert_eq!(done.location.as_deref(), Some("/select-account"), "{choice}");
        assert_eq!(set_to(&done, "latchkey-session"), None, "{choice}");
    }
    assert_eq!(in_use(&other).await, Some(BOB));
    // Without this browser's token nothing is taken up.
    let page = browser.get("/select-account").await;
    let mut form = page.form("/select-account");
    form.fields.remove("csrf");
    assert_eq!(browser.submit(&form, &[("choice", &adas)]).await.status, 403);
    assert_eq!(in_use(&browser).await, Some(BOB));
}

#[tokio::test]
async fn select_account_lists_who_is_signed_in_and_goes_on_as_who_was_chosen() {
    let app = with_people().await;
    let browser = with_both(&app).await;
    let page = browser.open(&authorize(&[("prompt", "select_account")])).await;
    for id in ["confirm", "account-2", "switch"] {
        assert!(page.has(id), "{id}: {}", page.html);
    }
    let chosen = choose(&browser, &page, &offered(&page).unwrap()).await;
    let code = allow(&browser, chosen).await;
    assert_eq!(subject(&app, &code).await.0, json!(ADA));
    // The one in use now is the first; the other is asked for its own permission.
    let page = browser.open(&authorize(&[("prompt", "select_account")])).await;
    let chosen = choose(&browser, &page, &offered(&page).unwrap()).await;
    let code = allow(&browser, chosen).await;
    assert_eq!(subject(&app, &code).await.0, json!(BOB));
    // Another account altogether: the sign-in form, for this request.
    let page = browser.open(&authorize(&[("prompt", "select_account")])).await;
    let form = browser.follow(choose(&browser, &page, "switch").await).await;
    assert!(form.has("password") && form.form("/sign-in").fields.contains_key("flow"));
    // A hint does not answer the question.
    let page = browser
        .open(&authorize(&[("prompt", "select_account"), ("login_hint", ADA)]))
        .await;
    assert!(page.has("confirm") && page.has("account-2"), "{}", page.html);
}

#[tokio::test]
async fn sec_73_choosing_an_account_skips_no_fresh_sign_in() {
    let app = with_people().await;
    let browser = with_both(&app).await;
    app.advance(60);
    for parameters in [
        vec![("prompt", "login select_account")],
        vec![("prompt", "select_account"), ("max_age", "10")],
    ] {
        app.advance(1);
        let page = browser.open(&authorize(&parameters)).await;
        // To sign in freshly comes first; who does so is somebody else than who is in use.
        let page = match page.has("password") {
            true => {
                let flow = page.form("/sign-in").fields["flow"].clone();
                browser.get(&format!("/select-account?flow={flow}")).await
            }
            false => page,
        };
        let chosen = choose(&browser, &page, &offered(&page).unwrap()).await;
        let asked = browser.follow(chosen).await;
        assert!(asked.has("password"), "{parameters:?}: {}", asked.html);
        let who = in_use(&browser).await.unwrap();
        assert!(asked.html.contains(who), "{parameters:?}");
        let done = browser.sign_in(&asked, who, PASSWORD).await;
        let code = allow(&browser, done).await;
        assert_eq!(subject(&app, &code).await.0, json!(who), "{parameters:?}");
    }
}

#[tokio::test]
async fn sec_66_a_hint_names_the_account_that_answers_and_changes_nothing_else() {
    let app = with_people().await;
    let browser = Browser::new(&app);
    sign_in(&browser, ADA).await;
    let page = browser.open(&authorize(&[])).await;
    let code = browser.allow(&page).await.redirected_to(CALLBACK)["code"].clone();
    let (_, tokens) = subject(&app, &code).await;
    let id_token = tokens["id_token"].as_str().unwrap().to_owned();
    let (_, claims) = app
        .get_as("/oauth/userinfo", tokens["access_token"].as_str().unwrap())
        .await;
    let adas = claims["sub"].as_str().unwrap().to_owned();
    sign_in(&browser, BOB).await;
    let sub = json!({ "id_token": { "sub": { "value": adas } } }).to_string();
    let nobody = json!({ "id_token": { "sub": { "value": "nobody" } } }).to_string();
    let silent = |more: (&'static str, String)| {
        let browser = &browser;
        async move {
            let parameters = [("prompt", "none"), (more.0, more.1.as_str())];
            let page = browser.get(&authorize(&parameters)).await;
            page.redirected_to(CALLBACK)
        }
    };
    for hint in [
        ("login_hint", ADA.to_owned()),
        ("login_hint", "ADA@Example.com".to_owned()),
        ("id_token_hint", id_token.clone()),
        ("claims", sub.clone()),
    ] {
        let back = silent(hint.clone()).await;
        let code = back.get("code").unwrap_or_else(|| panic!("{hint:?}: {back:?}"));
        assert_eq!(subject(&app, code).await.0, json!(ADA), "{hint:?}");
        assert_eq!(in_use(&browser).await, Some(BOB), "{hint:?}");
    }
    // Bob, who is in use, has allowed nothing; nobody else answers where nobody is hinted at.
    for hint in [
        ("login_hint", BOB.to_owned()),
        ("login_hint", "eve@example.com".to_owned()),
    ] {
        assert_eq!(silent(hint).await["error"], "consent_required");
    }
    assert_eq!(silent(("claims", nobody)).await["error"], "login_required");
    // With a page: it is Ada's, and what she allows is hers.
    let page = browser
        .open(&authorize(&[("prompt", "consent"), ("login_hint", ADA)]))
        .await;
    assert!(
        page.html.contains(ADA) && !page.html.contains(BOB),
        "{}",
        page.html
    );
    let code = browser.allow(&page).await.redirected_to(CALLBACK)["code"].clone();
    assert_eq!(subject(&app, &code).await.0, json!(ADA));
    // Whoever must prove again who they are is whom the request is about.
    app.advance(1);
    let page = browser
        .open(&authorize(&[("prompt", "login"), ("id_token_hint", &id_token)]))
        .await;
    assert!(page.has("password") && page.html.contains(ADA) && !page.html.contains(BOB));
    assert_eq!(in_use(&browser).await, Some(BOB));
}

#[tokio::test]
async fn sec_69_a_page_that_one_account_saw_is_not_answered_by_another() {
    let app = with_people().await;
    let browser = with_both(&app).await;
    let bobs = browser.open(&authorize(&[("state", "bob")])).await;
    let page = browser.get("/select-account").await;
    choose(&browser, &page, &offered(&page).unwrap()).await;
    assert_eq!(in_use(&browser).await, Some(ADA));
    let answered = browser.allow(&bobs).await;
    assert_eq!((answered.status.as_u16(), answered.location), (403, None));
    // With Ada's own token: she is shown the page first.
    let adas = browser.open(&authorize(&[("state", "ada")])).await;
    let mut form = adas.form("/consent");
    let transaction = bobs.form("/consent").fields["transaction"].clone();
    form.fields.insert("transaction".into(), transaction);
    let shown = browser.submit(&form, &[("decision", "allow")]).await;
    assert!(shown.location.is_none() && shown.html.contains(ADA) && !shown.html.contains(BOB));
    let back = browser.allow(&shown).await.redirected_to(CALLBACK);
    assert_eq!(subject(&app, &back["code"]).await.0, json!(ADA));
}

#[tokio::test]
async fn sec_74_a_session_from_before_a_factor_is_not_taken_up() {
    let app = with_people().await;
    let browser = with_both(&app).await;
    let page = browser.get("/select-account").await;
    let adas = offered(&page).unwrap();
    Browser::signed_in(&app, ADA).await.enable_totp(&app).await;
    let done = choose(&browser, &page, &adas).await;
    assert_eq!(done.location.as_deref(), Some("/select-account"));
    assert_eq!(set_to(&done, "latchkey-session"), None);
    assert_eq!(offered(&browser.get("/select-account").await), None);
    let page = browser
        .open(&authorize(&[("prompt", "none"), ("login_hint", ADA)]))
        .await;
    assert_eq!(page.redirected_to(CALLBACK)["error"], "consent_required");
    // Nor is it one for the account that was switched off.
    let browser = with_both_of(&app, BOB, "eve@example.com").await;
    let bob = latchkey::domain::user::find_by_email(app.deps.db.read(), BOB)
        .await
        .unwrap()
        .unwrap();
    latchkey::domain::user::disable(&app.deps, &latchkey::domain::Caller::operator(), bob.id)
        .await
        .unwrap();
    assert_eq!(offered(&browser.get("/select-account").await), None);
}

async fn with_both_of(app: &TestApp, first: &str, second: &str) -> Browser {
    app.user(second).await;
    let browser = Browser::new(app);
    sign_in(&browser, first).await;
    sign_in(&browser, second).await;
    browser
}

#[tokio::test]
async fn signing_out_leaves_the_other_accounts_or_takes_them_along() {
    let app = with_people().await;
    let browser = with_both(&app).await;
    let page = browser.get("/sign-out").await;
    assert!(page.has("sign-out") && page.has("sign-out-all") && page.html.contains(ADA));
    let out = browser.submit(&page.form("/sign-out"), &[]).await;
    assert!(out.has("others"), "{}", out.html);
    assert_eq!(in_use(&browser).await, None);
    // Who is left is offered; nobody is signed in by chance.
    let page = browser.open("/sign-in").await;
    assert!(page.html.contains(ADA) && !page.has("password"), "{}", page.html);
    let silent = browser.get(&authorize(&[("prompt", "none")])).await;
    assert_eq!(silent.redirected_to(CALLBACK)["error"], "login_required");
    choose(&browser, &page, &offered(&page).unwrap()).await;
    assert_eq!(in_use(&browser).await, Some(ADA));
    sign_in(&browser, BOB).await;
    let page = browser.get("/sign-out").await;
    let out = browser.submit(&page.form("/sign-out"), &[("all", "yes")]).await;
    assert!(!out.has("others"));
    assert!(browser.open("/sign-in").await.has("password"));
    assert_eq!(live_sessions(&app).await, 0);
}

#[tokio::test]
async fn sec_12_a_logout_by_hint_ends_the_session_that_it_names() {
    let app = with_people().await;
    let browser = Browser::new(&app);
    sign_in(&browser, ADA).await;
    let page = browser.open(&authorize(&[])).await;
    let code = browser.allow(&page).await.redirected_to(CALLBACK)["code"].clone();
    let (_, tokens) = subject(&app, &code).await;
    sign_in(&browser, BOB).await;
    let hint = tokens["id_token"].as_str().unwrap();
    let done = browser.get(&format!("/oauth/logout?id_token_hint={hint}")).await;
    assert!(!done.has("sign-out"), "{}", done.html);
    assert_eq!(in_use(&browser).await, Some(BOB));
    assert_eq!(offered(&browser.get("/select-account").await), None);
    let (status, _) = app
        .get_as("/oauth/userinfo", tokens["access_token"].as_str().unwrap())
        .await;
    assert_eq!(status, 401);
}

#[tokio::test]
async fn a_browser_holds_five_accounts_at_most() {
    let app = with_people().await;
    let browser = Browser::new(&app);
    for number in 0..6 {
        let email = format!("person{number}@example.com");
        app.user(&email).await;
        sign_in(&browser, &email).await;
    }
    let page = browser.get("/select-account").await;
    for number in 0..6 {
        let email = format!("person{number}@example.com");
        assert_eq!(page.html.contains(&email), number > 0, "{email}");
    }
    // The oldest session has ended; it does not lie about.
    assert_eq!(live_sessions(&app).await, 5);
    // Who signs in again is there once.
    sign_in(&browser, "person1@example.com").await;
    assert_eq!(live_sessions(&app).await, 5);
}

#[tokio::test]
async fn sec_73_a_page_that_shows_one_account_does_not_act_on_another() {
    let app = with_people().await;
    let browser = with_both(&app).await;
    let viewer = "{ viewer { user { id } } }";
    let bob = browser.graphql(viewer, json!({})).await["data"]["viewer"]["user"]["id"].clone();
    let ask = async |account: &str| {
        let request = browser.http().post(app.url("/graphql"));
        let request = request
            .header("X-Latchkey-CSRF", "1")
            .header("X-Latchkey-Account", account);
        let body = json!({ "query": "mutation { endOtherSessions(input: {}) { userErrors { code } } }" });
        crate::support::app::answer(request.json(&body)).await
    };
    assert_eq!(ask(bob.as_str().unwrap()).await.0, 200);
    sign_in(&browser, ADA).await;
    let (status, answer) = ask(bob.as_str().unwrap()).await;
    assert_eq!(status, 401);
    assert_eq!(
        answer["errors"][0]["extensions"],
        json!({ "code": "UNAUTHENTICATED", "reason": "ACCOUNT_CHANGED" })
    );
}
