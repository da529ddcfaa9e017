//! Every page, in every language: it renders, escapes what people typed, and keeps its ids.

use askama::Template;

use super::*;

fn render(page: &impl Template) -> String {
    page.render().expect("writing to a string")
}

/// What an attacker would like to see unescaped (SEC-106).
const HOSTILE: &str = "<script>alert(1)</script>\"'&";

fn frame(language: Language) -> Frame {
    Frame {
        text: Text { language },
        service_name: "Latchkey".to_owned(),
        privacy_url: Some("https://id.example/privacy".to_owned()),
        terms_url: None,
        support_url: None,
        development: true,
        here: Some("/sign-in?flow=f1".to_owned()),
    }
}

fn app(name: &str) -> AskingApp {
    AskingApp {
        name: name.to_owned(),
        host: "shop.example".to_owned(),
        publisher: Some(name.to_owned()),
        policy_uri: Some("https://shop.example/privacy".to_owned()),
        tos_uri: Some("javascript:alert(1)".to_owned()),
        homepage: Some("http://localhost:5007".to_owned()),
        ..AskingApp::default()
    }
}

fn account(name: &str) -> Account {
    Account {
        name: Some(name.to_owned()),
        email: "ada@example.com".to_owned(),
    }
}

fn line(title: &str, optional: bool, is_new: bool) -> ScopeLine {
    ScopeLine {
        name: title.to_owned(),
        title: title.to_owned(),
        description: Some(title.to_owned()),
        api: Some(title.to_owned()),
        is_new,
        optional,
        resources: vec![title.to_owned()],
        icon: "key",
    }
}

fn choice(typed: &str) -> ResourceChoice {
    let option = |key: &str, chosen| ResourceOption {
        key: key.to_owned(),
        name: typed.to_owned(),
        chosen,
    };
    ResourceChoice {
        name: "store".to_owned(),
        kind: "store".to_owned(),
        api: Some(typed.to_owned()),
        titles: vec![typed.to_owned()],
        all: false,
        options: vec![option("s-1", true), option("s-2", false)],
        problem: Some(typed.to_owned()),
    }
}

fn consent(language: Language, typed: &str, only_confirmation: bool) -> Consent {
    Consent {
        frame: frame(language),
        csrf: "c".to_owned(),
        transaction: "t".to_owned(),
        app: app(typed),
        account: account(typed),
        scopes: vec![
            ScopeLine::standard(Text { language }, "email").expect("a standard scope"),
            line(typed, false, true),
            line(typed, true, true),
        ],
        sensitive: vec![line(typed, false, false)],
        resources: if only_confirmation {
            Vec::new()
        } else {
            vec![choice(typed)]
        },
        only_confirmation,
        lifetime_note: Some(Lifetime::UntilRemoved.note(Text { language })),
        redirect_to: "shop.example".to_owned(),
    }
}

fn key_line(typed: &str) -> KeyLine {
    KeyLine {
        value: typed.to_owned(),
        title: typed.to_owned(),
        description: Some(typed.to_owned()),
        api: Some(typed.to_owned()),
        resource: Some(typed.to_owned()),
        icon: "key",
        ticked: true,
        is_new: true,
        available: true,
    }
}

fn key_request(language: Language, typed: &str, reuse: bool) -> KeyRequestPage {
    KeyRequestPage {
        frame: frame(language),
        csrf: "c".to_owned(),
        transaction: "t".to_owned(),
        app: app(typed),
        known: false,
        account: account(typed),
        lines: vec![key_line(typed)],
        sensitive: vec![key_line(typed)],
        more: vec![KeyLine {
            available: false,
            ..key_line(typed)
        }],
        may_choose: true,
        choices: vec![KeyResourceChoice {
            kind: "store".to_owned(),
            several: true,
            resources: vec![KeyResourceLine {
                value: "r".to_owned(),
                name: typed.to_owned(),
                key: typed.to_owned(),
                ticked: true,
            }],
        }],
        label: typed.to_owned(),
        existing: Some(ExistingKey {
            label: typed.to_owned(),
            last_four: "abcd".to_owned(),
            reuse,
            lines: vec![key_line(typed)],
            added: vec![typed.to_owned()],
            extra: vec![typed.to_owned()],
        }),
        can_allow: true,
        redirect_to: Some("shop.example".to_owned()),
        plain_http: true,
        overlap: "1 hour".to_owned(),
        error: Some(typed.to_owned()),
    }
}

/// A page's name, its HTML, and the ids that scripts rely on.
type Page = (&'static str, String, &'static [&'static str]);

/// Every page with `typed` wherever text from outside is shown.
fn pages(language: Language, typed: &str) -> Vec<Page> {
    let mut all = account_pages(language, typed);
    all.extend(second_step_pages(language, typed));
    all.extend(app_pages(language, typed));
    all.extend(mail_pages(language, typed));
    all.extend(provider_pages(language, typed));
    all
}

fn buttons(typed: &str) -> ProviderButtons {
    ProviderButtons {
        all: vec![ProviderButton {
            id: "hub".to_owned(),
            title: typed.to_owned(),
        }],
        purpose: Some("reauthenticate"),
        invitation: Some(typed.to_owned()),
    }
}

fn provider_pages(language: Language, typed: &str) -> Vec<Page> {
    let frame = || frame(language);
    let text = Text { language };
    let link = ProviderLink {
        frame: frame(),
        csrf: typed.to_owned(),
        provider: buttons(typed).all[0].clone(),
        account: account(typed),
    };
    let identity = |account: Option<Account>| Identity {
        frame: frame(),
        csrf: typed.to_owned(),
        visit: typed.to_owned(),
        app: Some(app(typed)),
        provider: typed.to_owned(),
        shown_email: Some(typed.to_owned()),
        account,
        may_register: true,
        asks_email: true,
        email: typed.to_owned(),
        name: typed.to_owned(),
        errors: vec![
            FieldProblem::EmailTaken.say(text),
            FieldProblem::NameInvalid.say(text),
        ],
    };
    let mut all: Vec<Page> = vec![
        ("provider-link", render(&link), &["confirm"]),
        (
            "identity",
            render(&identity(None)),
            &["email", "name", "register", "to-sign-in", "deny", "error-summary"],
        ),
        (
            "identity",
            render(&identity(Some(account(typed)))),
            &["confirm", "register", "deny"],
        ),
    ];
    for what in [
        Fruitless::Cancelled,
        Fruitless::Refused,
        Fruitless::Unreachable,
        Fruitless::Unbelievable,
        Fruitless::SwitchedOff,
        Fruitless::Anothers,
        Fruitless::OtherAccount,
        Fruitless::OtherSession,
    ] {
        let page = ProviderTrouble {
            frame: frame(),
            app: Some(app(typed)),
            provider: typed.to_owned(),
            what,
            next: "/sign-in".to_owned(),
            id: "id".to_owned(),
        };
        all.push(("provider-trouble", render(&page), &["next", "error-id"]));
    }
    all
}

fn mail_pages(language: Language, typed: &str) -> Vec<Page> {
    let frame = || frame(language);
    let text = Text { language };
    let some = || Some(typed.to_owned());
    let reset = ResetPassword {
        frame: frame(),
        csrf: typed.to_owned(),
        flow: some(),
        return_to: some(),
        app: Some(app(typed)),
        email: typed.to_owned(),
        errors: vec![FieldProblem::EmailInvalid.say(text)],
    };
    let new_password = NewPassword {
        frame: frame(),
        csrf: typed.to_owned(),
        token: typed.to_owned(),
        email: typed.to_owned(),
        password_min: 15,
        errors: vec![FieldProblem::PasswordShort(15).say(text)],
    };
    let confirm = |what| Confirm {
        frame: frame(),
        csrf: typed.to_owned(),
        token: typed.to_owned(),
        what,
        email: typed.to_owned(),
        asks_password: true,
        remember: Some(true),
        wrong_password: true,
        retry_after: None,
    };
    let tell = |told| Tell {
        frame: frame(),
        told,
        email: typed.to_owned(),
        next: "/sign-in".to_owned(),
        again: some(),
        flow: some(),
        return_to: some(),
    };
    let letter = MailboxLetter {
        id: "mai_1".to_owned(),
        to: typed.to_owned(),
        subject: typed.to_owned(),
        text: typed.to_owned(),
        link: Some("http://localhost:8080/confirm?token=x".to_owned()),
        at: "2026-11-25 17:46 UTC".to_owned(),
    };
    let mailbox = Mailbox {
        frame: frame(),
        letters: vec![letter],
    };
    let mut all: Vec<Page> = vec![
        (
            "reset-password",
            render(&reset),
            &["email", "confirm", "error-summary"],
        ),
        (
            "new-password",
            render(&new_password),
            &["password", "confirm", "error-summary"],
        ),
        ("mailbox", render(&mailbox), &["mai_1"]),
    ];
    for what in [
        Confirming::Registration,
        Confirming::VerifyEmail,
        Confirming::ChangeEmail,
        Confirming::UndoEmailChange,
        Confirming::CancelDeletion,
    ] {
        all.push((
            "confirm",
            render(&confirm(what)),
            &["password", "confirm", "confirm-error"],
        ));
    }
    for told in [
        Told::CheckMailToRegister,
        Told::CheckMailToReset,
        Told::PasswordSet,
        Told::EmailVerified,
        Told::EmailChanged,
        Told::EmailChangeUndone,
        Told::DeletionCancelled,
        Told::DeadLink,
        Told::OtherAccount,
        Told::NoMail,
        Told::EmailTaken,
        Told::OtherBrowser,
    ] {
        all.push(("told", render(&tell(told)), &["next", "again"]));
    }
    all
}

#[test]
fn letters_say_it_in_both_languages_and_escape_what_is_not_ours() {
    for language in Language::ALL {
        let frame = frame(language);
        let links = [
            MailLink::Registration(None),
            MailLink::Registration(Some(HOSTILE.to_owned())),
            MailLink::VerifyEmail,
            MailLink::ResetPassword,
            MailLink::ChangeEmail,
            MailLink::UndoEmailChange,
            MailLink::Invitation,
            MailLink::CancelDeletion,
        ];
        for link in links {
            let url = "https://id.example/confirm?token=x";
            let letter = Mail::link(&frame, "https://id.example", (&link, url), HOSTILE, 1800);
            let (plain, html) = (letter.plain().unwrap(), letter.html().unwrap());
            assert!(plain.contains(url) && html.contains(url), "{link:?}");
            assert!(!html.contains("<script"), "{link:?}");
            assert!(!plain.contains('{') && !html.contains("{{"), "{link:?}: {plain}");
            assert!(!letter.subject.contains(['\r', '\n']));
        }
        let notices = [
            MailNotice::PasswordChanged,
            MailNotice::PasswordReset,
            MailNotice::NewDevice,
            MailNotice::PasswordSetByAdministrator,
            MailNotice::AppAdded,
            MailNotice::AppRemoved,
            MailNotice::PasskeyAdded(HOSTILE.to_owned()),
            MailNotice::ProviderLinked(HOSTILE.to_owned()),
            MailNotice::ProviderUnlinked(HOSTILE.to_owned()),
            MailNotice::PasskeyRemoved(HOSTILE.to_owned()),
            MailNotice::PasskeyBlocked(HOSTILE.to_owned()),
            MailNotice::RecoveryCodesMade,
            MailNotice::RecoveryCodeUsed(3),
            MailNotice::FactorsReset,
        ];
        for notice in notices {
            let facts = [Some("now".to_owned()), Some(HOSTILE.to_owned()), None];
            let letter = Mail::notice(
                &frame,
                "https://id.example",
                &notice,
                facts,
                ("/account", "/reset"),
            );
            let (plain, html) = (letter.plain().unwrap(), letter.html().unwrap());
            assert!(!html.contains("<script"), "{notice:?}");
            assert!(
                plain.contains("/reset") && !plain.contains('{'),
                "{notice:?}: {plain}"
            );
        }
    }
}

fn account_pages(language: Language, typed: &str) -> Vec<Page> {
    let frame = || frame(language);
    let text = Text { language };
    let some = || Some(typed.to_owned());
    let errors = || {
        vec![
            FieldProblem::NameMissing.say(text),
            FieldProblem::EmailInvalid.say(text),
            FieldProblem::PasswordShort(15).say(text),
        ]
    };
    let sign_in = SignIn {
        frame: frame(),
        csrf: typed.to_owned(),
        flow: some(),
        return_to: some(),
        app: Some(app(typed)),
        email: typed.to_owned(),
        error: some(),
        retry_after: None,
        registration_open: true,
        remember: true,
        passkey: Some(ask(typed)),
        providers: buttons(typed),
        linking: Some(Linking {
            provider: typed.to_owned(),
            email: some(),
        }),
        reset_possible: true,
    };
    let reauthenticate = Reauthenticate {
        frame: frame(),
        csrf: typed.to_owned(),
        flow: some(),
        return_to: some(),
        app: Some(app(typed)),
        account: account(typed),
        error: None,
        retry_after: Some(40),
        remembered: true,
        passkey: Some(ask(typed)),
        has_password: true,
        providers: buttons(typed),
    };
    let register = Register {
        invitation: some(),
        frame: frame(),
        csrf: typed.to_owned(),
        flow: some(),
        return_to: some(),
        app: Some(app(typed)),
        email: typed.to_owned(),
        name: typed.to_owned(),
        remember: Some(false),
        password_min: 15,
        providers: buttons(typed),
        errors: errors(),
    };
    let setup = Setup {
        frame: frame(),
        csrf: typed.to_owned(),
        token: typed.to_owned(),
        email: typed.to_owned(),
        name: typed.to_owned(),
        password_min: 15,
        errors: errors(),
    };
    let closed = RegistrationClosed {
        frame: frame(),
        flow: some(),
        return_to: some(),
    };
    vec![
        (
            "sign-in",
            render(&sign_in),
            &["email", "password", "sign-in", "passkey"],
        ),
        (
            "reauthenticate",
            render(&reauthenticate),
            &["email", "password", "sign-in", "passkey"],
        ),
        (
            "register",
            render(&register),
            &["name", "email", "password", "register", "error-summary"],
        ),
        (
            "setup",
            render(&setup),
            &["name", "email", "password", "confirm", "error-summary"],
        ),
        ("registration-closed", render(&closed), &[]),
    ]
}

fn ask(typed: &str) -> PasskeyAsk {
    PasskeyAsk {
        options: typed.to_owned(),
        token: typed.to_owned(),
    }
}

fn second_step_pages(language: Language, typed: &str) -> Vec<Page> {
    let frame = || frame(language);
    let some = || Some(typed.to_owned());
    let second_factor = |asks| SecondFactor {
        frame: frame(),
        csrf: typed.to_owned(),
        flow: some(),
        return_to: some(),
        app: Some(app(typed)),
        account: account(typed),
        asks,
        error: some(),
        retry_after: None,
        passkey: Some(ask(typed)),
        has_app: true,
    };
    let two_step = TwoStep {
        frame: frame(),
        csrf: typed.to_owned(),
        flow: some(),
        return_to: some(),
        app: Some(app(typed)),
        account: account(typed),
        required: true,
        secret: "GEZDGNBVGY3TQOJQ".to_owned(),
        picture: Some((29, "M4 4h7v1h-7z".to_owned())),
        token: typed.to_owned(),
        passkey: Some((ask(typed), typed.to_owned())),
        error: some(),
        retry_after: None,
    };
    let codes = RecoveryCodes {
        frame: frame(),
        codes: vec![typed.to_owned()],
        next: "/security".to_owned(),
    };
    vec![
        (
            "second-factor",
            render(&second_factor(Asks::Totp)),
            &["code", "confirm"],
        ),
        (
            "recovery-code",
            render(&second_factor(Asks::RecoveryCode)),
            &["code", "confirm"],
        ),
        ("two-step", render(&two_step), &["code", "confirm", "secret"]),
        ("recovery-codes", render(&codes), &["recovery-codes", "continue"]),
    ]
}

fn app_pages(language: Language, typed: &str) -> Vec<Page> {
    let frame = || frame(language);
    let some = || Some(typed.to_owned());
    let select = SelectAccount {
        frame: frame(),
        csrf: typed.to_owned(),
        flow: some(),
        return_to: some(),
        app: Some(app(typed)),
        accounts: [("continue", None), (typed, some())]
            .map(|(value, picture)| AccountChoice {
                account: account(typed),
                picture,
                value: value.to_owned(),
            })
            .into(),
    };
    let sign_out = SignOut {
        frame: frame(),
        csrf: typed.to_owned(),
        account: Some(account(typed)),
        others: vec![account(typed)],
        request: some(),
        app: Some(app(typed)),
    };
    let detail = DeveloperDetail {
        rule: typed.to_owned(),
        received: some(),
        expected: some(),
    };
    let error = ErrorPage {
        code: typed.to_owned(),
        explanation: typed.to_owned(),
        for_developer: Some(detail),
        ..Problem::Redirect.page(frame(), typed)
    };
    let return_error = ReturnError {
        frame: frame(),
        app: app(typed),
        host: typed.to_owned(),
        code: typed.to_owned(),
        url: format!("https://shop.example/?error={typed}"),
    };
    let form_post = FormPost {
        frame: frame(),
        action: format!("https://shop.example/{typed}"),
        fields: vec![("state".to_owned(), typed.to_owned())],
        autosubmit: true,
    };
    let key_shown = KeyShown {
        frame: frame(),
        label: typed.to_owned(),
        key: "lkk_x".to_owned(),
        permissions: vec![typed.to_owned()],
    };
    let refused = KeyRefusal::Permission(typed.to_owned()).page(frame(), typed);
    let signed_out = SignedOut {
        frame: frame(),
        others: true,
        app: Some(app(typed)),
        back: some(),
    };
    vec![
        (
            "select-account",
            render(&select),
            &["confirm", "account-2", "switch"],
        ),
        (
            "consent",
            render(&consent(language, typed, false)),
            &["allow", "deny", "switch"],
        ),
        (
            "consent-again",
            render(&consent(language, typed, true)),
            &["allow", "deny", "switch"],
        ),
        (
            "key-request",
            render(&key_request(language, typed, false)),
            &[
                "allow",
                "deny",
                "switch",
                "label",
                "replace",
                "key-error",
                "plain-http",
            ],
        ),
        (
            "key-request-again",
            render(&key_request(language, typed, true)),
            &["confirm", "deny", "switch", "new", "extra"],
        ),
        ("key-shown", render(&key_shown), &["api-key"]),
        ("key-refused", render(&refused), &["error-code", "error-id"]),
        ("sign-out", render(&sign_out), &["sign-out"]),
        ("signed-out", render(&signed_out), &[]),
        ("error", render(&error), &["error-code", "error-id"]),
        ("return-error", render(&return_error), &["confirm", "error-code"]),
        ("form-post", render(&form_post), &["continue"]),
        ("not-found", render(&NotFound { frame: frame() }), &[]),
    ]
}

#[test]
fn every_page_renders_with_its_ids_and_language() {
    for language in Language::ALL {
        for (name, html, ids) in pages(language, "Demo Shop") {
            assert!(html.trim_start().starts_with("<!doctype html>"), "{name}");
            assert!(
                html.contains(&format!("<html lang=\"{}\">", language.tag())),
                "{name}"
            );
            assert!(html.contains(" · Latchkey</title>"), "{name}");
            assert_eq!(html.matches("<h1>").count(), 1, "{name}");
            for id in ids {
                assert_eq!(
                    html.matches(&format!(" id=\"{id}\"")).count(),
                    1,
                    "{id} on {name}"
                );
            }
        }
    }
}

#[test]
fn sec_62_no_page_has_inline_script_or_style() {
    for (name, html, _) in pages(Language::En, "Demo Shop") {
        assert_eq!(html.matches("<script").count(), 1, "{name}");
        assert!(
            html.contains("<script src=\"/assets/flow.js\" type=\"module\"></script>"),
            "{name}"
        );
        assert!(!html.contains(" style=") && !html.contains("<style"), "{name}");
        let handler = html
            .split_ascii_whitespace()
            .find(|word| word.starts_with("on") && word.contains("=\""));
        assert_eq!(handler, None, "{name}");
    }
}

#[test]
fn sec_106_text_from_outside_is_escaped() {
    for language in Language::ALL {
        for (name, html, _) in pages(language, HOSTILE) {
            assert!(!html.contains("<script>"), "{name}");
            assert!(!html.contains("\"'&\""), "{name}");
            assert!(!html.contains("javascript:"), "{name}");
        }
    }
}

#[test]
fn sec_68_every_form_of_ours_carries_the_token() {
    for (name, html, _) in pages(Language::En, "Demo Shop") {
        for form in html
            .split("<form ")
            .skip(1)
            .filter(|form| !form.contains("data-autosubmit"))
        {
            let form = form.split("</form>").next().unwrap_or_default();
            assert!(
                form.contains("method=\"post\"") && form.contains("name=\"csrf\""),
                "{name}: {form}"
            );
        }
    }
}

#[test]
fn sec_71_consent_shows_who_asks_and_lets_people_refuse() {
    let html = render(&consent(Language::En, "Demo Shop", false));
    for shown in [
        "Demo Shop asks for access",
        "shop.example",
        "Not verified",
        "by Demo Shop",
        "ada@example.com",
    ] {
        assert!(html.contains(shown), "{shown}");
    }
    assert_eq!(
        html.matches("type=\"checkbox\" name=\"scope\"").count(),
        1,
        "only optional ones can be unticked"
    );
    assert_eq!(html.matches("badge-new").count(), 2, "what is new is marked");
    assert!(
        html.contains("name=\"decision\" value=\"deny\"")
            && html.contains("name=\"decision\" value=\"allow\"")
    );
    // Nothing is ticked that was not chosen before.
    assert_eq!(html.matches("name=\"resource-store\"").count(), 2);
    assert!(
        html.contains(r#"id="store-1" value="s-1" form="consent" checked"#),
        "{html}"
    );
    assert!(
        html.contains(r#"id="store-2" value="s-2" form="consent">"#),
        "{html}"
    );
    let again = render(&consent(Language::En, "Demo Shop", true));
    assert!(!again.contains("checkbox") && !again.contains("badge-new"));
}

#[test]
fn sec_77_a_wait_replaces_the_error() {
    let (_, html, _) = pages(Language::En, "Demo Shop").remove(1);
    assert!(html.contains("Wait 40 seconds, then try again."));
}

#[test]
fn problems_are_tied_to_their_fields() {
    let (_, html, _) = pages(Language::En, "Demo Shop").remove(2);
    for field in ["name", "email", "password"] {
        assert!(
            html.contains(&format!("<a href=\"#{field}\">")),
            "{field} in the summary"
        );
        assert!(
            html.contains(&format!("aria-describedby=\"{field}-error")),
            "{field} described"
        );
        assert!(
            html.contains(&format!("id=\"{field}-error\"")),
            "{field} explained"
        );
    }
    assert_eq!(html.matches("aria-invalid=\"true\"").count(), 3);
    assert!(html.contains("<title>Error: "));
}

#[test]
fn every_problem_has_a_page() {
    let problems = [
        Problem::UnknownApp,
        Problem::Redirect,
        Problem::Request,
        Problem::Expired,
        Problem::Forgery,
        Problem::Denied,
        Problem::Throttled,
        Problem::Unavailable,
        Problem::Internal,
    ];
    for problem in problems {
        for language in Language::ALL {
            let html = render(&problem.page(frame(language), "e-1"));
            assert!(html.contains(&format!("<code id=\"error-code\">{}</code>", problem.code())));
            assert!(html.contains("<code id=\"error-id\">e-1</code>"));
            assert!(!html.contains("{service}"));
        }
    }
}

#[test]
fn links_keep_the_flow() {
    assert_eq!(
        go_on("/register", Some("a b"), Some("/x?y=1")),
        "/register?flow=a%20b&return_to=%2Fx%3Fy%3D1"
    );
    assert_eq!(go_on("/register", None, None), "/register");
    let (_, html, _) = pages(Language::En, "f").remove(0);
    assert!(html.contains("href=\"/register?flow=f&#38;return_to=f\""));
    assert!(html.contains("href=\"/sign-in?flow=f1&#38;ui_locales=de\""));
}

#[test]
fn monograms_and_links() {
    assert_eq!(initial("  «ägäis»"), "Ä");
    assert_eq!(initial("🎈"), "?");
    assert_eq!(initial(""), "?");
    assert_eq!(safe_link(Some("http://shop.example")), None);
    assert_eq!(safe_link(Some("data:text/html,x")), None);
    assert_eq!(safe_link(Some("http://[::1]:80/x")), Some("http://[::1]:80/x"));
}
