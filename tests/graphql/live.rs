//! Subscriptions over WebSocket and server-sent events, on one node and on two.

use std::time::Duration;

use entity::values::Role;
use futures_util::{SinkExt as _, StreamExt as _};
use latchkey::domain::grant;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream,
    tungstenite::{Error, Message, client::IntoClientRequest as _},
};

use super::{mutate, person, session};
use crate::support::{
    Browser, TestApp,
    client::{CALLBACK, authorize},
    make::{NewClient, PASSWORD},
};

/// So long a test waits for an event.
const PATIENCE: Duration = Duration::from_secs(20);

/// One line of `graphql-transport-ws`.
struct Line(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Line {
    /// Opens a line; the status where it is refused.
    async fn open(app: &TestApp, origin: Option<&str>, cookie: Option<&str>) -> Result<Self, u16> {
        let url = format!("{}/graphql", app.address.replacen("http", "ws", 1));
        let mut request = url.into_client_request().unwrap();
        let headers = request.headers_mut();
        headers.insert("sec-websocket-protocol", "graphql-transport-ws".parse().unwrap());
        for (name, value) in [("origin", origin), ("cookie", cookie)] {
            if let Some(value) = value {
                headers.insert(name, value.parse().unwrap());
            }
        }
        match tokio_tungstenite::connect_async(request).await {
            Ok((stream, _)) => Ok(Self(stream)),
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    async fn send(&mut self, message: Value) {
        self.0.send(Message::text(message.to_string())).await.unwrap();
    }

    /// The next message; the code where the other end closes.
    async fn next(&mut self) -> Result<Value, u16> {
        loop {
            let message = tokio::time::timeout(PATIENCE, self.0.next())
                .await
                .expect("in time");
            match message {
                Some(Ok(Message::Text(text))) => return Ok(serde_json::from_str(&text).unwrap()),
                Some(Ok(Message::Close(frame))) => return Err(frame.map_or(0, |frame| frame.code.into())),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Err(0),
            }
        }
    }

    /// Says who it is.
    async fn introduce(&mut self, payload: Value) -> Result<(), u16> {
        self.send(json!({ "type": "connection_init", "payload": payload }))
            .await;
        assert_eq!(self.next().await?["type"], json!("connection_ack"));
        Ok(())
    }

    async fn subscribe(&mut self, id: &str, query: &str) {
        self.send(json!({ "type": "subscribe", "id": id, "payload": { "query": query } }))
            .await;
    }
}

/// The session cookie of somebody who signs in with a browser.
async fn cookie(app: &TestApp, email: &str) -> String {
    let browser = Browser::new(app);
    let page = browser.get("/sign-in").await;
    let done = browser.sign_in(&page, email, PASSWORD).await;
    let cookies: Vec<&str> = done
        .headers
        .get_all("set-cookie")
        .iter()
        .map(|value| value.to_str().unwrap().split(';').next().unwrap())
        .collect();
    cookies.join("; ")
}

/// The data of the events of a stream of server-sent events.
struct Events {
    body: reqwest::Response,
    text: String,
}

impl Events {
    async fn open(app: &TestApp, cookie: &str, query: &str) -> Self {
        let response = app
            .http
            .post(format!("{}/graphql", app.address))
            .header("accept", "text/event-stream")
            .header("cookie", cookie)
            .header("x-latchkey-csrf", "1")
            .header("origin", &app.issuer)
            .json(&json!({ "query": query }))
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self {
            body: response,
            text: String::new(),
        }
    }

    /// The next event: its name and its data.
    async fn next(&mut self) -> Option<(String, Value)> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let (event, rest) = (event.to_owned(), rest.to_owned());
                self.text = rest;
                let line = |name: &str| {
                    event
                        .lines()
                        .find_map(|line| line.strip_prefix(name))
                        .map(|text| text.trim().to_owned())
                };
                if let Some(name) = line("event:") {
                    let data = line("data:").unwrap_or_default();
                    return Some((name, serde_json::from_str(&data).unwrap_or(Value::Null)));
                }
                continue;
            }
            let more = tokio::time::timeout(PATIENCE, self.body.chunk())
                .await
                .expect("in time");
            self.text.push_str(&String::from_utf8_lossy(&more.ok()??));
        }
    }
}

async fn shop(app: &TestApp) -> (entity::user::Model, entity::app::Model) {
    let ada = app.user("ada@example.com").await;
    let shop = app.app_of(&ada, "Demo Shop", "openid").await;
    app.client_of(&shop, NewClient::default()).await;
    (ada, shop)
}

#[tokio::test]
async fn sec_91_a_websocket_comes_from_our_own_pages_only() {
    let app = TestApp::new().await;
    app.user("ada@example.com").await;
    let cookie = cookie(&app, "ada@example.com").await;
    for origin in [
        None,
        Some("https://evil.example"),
        Some("null"),
        Some("http://127.0.0.1"),
        Some(&*format!("{}.evil.example", app.issuer)),
    ] {
        let refused = Line::open(&app, origin, Some(&cookie)).await.err();
        assert_eq!(refused, Some(403), "{origin:?}");
    }
    let plain = app
        .http
        .get(app.url("/graphql?query={serviceInfo{name}}"))
        .send()
        .await
        .unwrap();
    assert_eq!(
        (
            plain.status().as_u16(),
            plain.headers()["allow"].to_str().unwrap()
        ),
        (405, "POST")
    );
    let mut line = Line::open(&app, Some(&app.issuer), Some(&cookie))
        .await
        .ok()
        .unwrap();
    line.subscribe("too-early", "{ serviceInfo { name } }").await;
    assert_eq!(
        line.next().await,
        Err(4401),
        "nothing runs before the other end said who it is"
    );
    let mut line = Line::open(&app, Some(&app.issuer), Some(&cookie))
        .await
        .ok()
        .unwrap();
    line.introduce(json!({})).await.unwrap();
    line.subscribe("1", "{ viewer { user { email } } }").await;
    let answer = line.next().await.unwrap();
    assert_eq!(
        answer["payload"]["data"]["viewer"]["user"]["email"],
        json!("ada@example.com")
    );
    let mut line = Line::open(&app, Some(&app.issuer), None).await.ok().unwrap();
    line.introduce(json!({})).await.unwrap();
    line.subscribe("1", "subscription { grantChanged { id } }").await;
    let answer = line.next().await.unwrap();
    assert!(answer.to_string().contains("UNAUTHENTICATED"), "{answer}");
    // A dead token is nobody, also where there is a cookie (SEC-92).
    let mut line = Line::open(&app, Some(&app.issuer), Some(&cookie))
        .await
        .ok()
        .unwrap();
    let dead = line.introduce(json!({ "Authorization": "Bearer unknown" })).await;
    assert_eq!(dead, Err(4403));
}

#[tokio::test]
async fn what_breaks_the_protocol_ends_the_line_with_its_code() {
    let app = TestApp::new().await;
    app.user("ada@example.com").await;
    let cookie = cookie(&app, "ada@example.com").await;
    let open = async |introduced: bool| {
        let mut line = Line::open(&app, Some(&app.issuer), Some(&cookie))
            .await
            .ok()
            .unwrap();
        if introduced {
            line.introduce(json!({})).await.unwrap();
        }
        line
    };
    let watch = json!({ "query": "subscription { grantChanged { id } }" });
    for (text, code) in [
        ("no JSON".to_owned(), 4400),
        ("[]".to_owned(), 4400),
        (json!({ "type": "start", "id": "1", "payload": watch }).to_string(), 4400),
        (json!({ "type": "subscribe", "payload": watch }).to_string(), 4400),
        (json!({ "type": "subscribe", "id": "", "payload": watch }).to_string(), 4400),
        (json!({ "type": "subscribe", "id": "1", "payload": {} }).to_string(), 4400),
        (
            json!({ "type": "subscribe", "id": "1", "payload": { "query": "{ __typename }", "variables": 5 } }).to_string(),
            4400,
        ),
        (json!({ "type": "connection_init" }).to_string(), 4429),
    ] {
        let mut line = open(true).await;
        line.0.send(Message::text(text.clone())).await.unwrap();
        assert_eq!(line.next().await, Err(code), "{text}");
    }
    let mut line = open(true).await;
    line.0.send(Message::binary(vec![1_u8])).await.unwrap();
    assert_eq!(line.next().await, Err(4400));

    // The reason fits into the frame, whatever the other end calls its operations.
    let name = "ü".repeat(200);
    let mut line = open(true).await;
    for _ in 0..2 {
        line.subscribe(&name, "subscription { grantChanged { id } }")
            .await;
    }
    let closed = tokio::time::timeout(PATIENCE, line.0.next()).await.unwrap();
    let Some(Ok(Message::Close(Some(frame)))) = closed else {
        panic!("{closed:?}");
    };
    assert_eq!(u16::from(frame.code), 4409);
    assert!(frame.reason.starts_with("Subscriber for üüü") && frame.reason.len() <= 123);
    let mut line = open(true).await;
    for _ in 0..2 {
        line.subscribe("one", "subscription { grantChanged { id } }")
            .await;
    }
    let Some(Ok(Message::Close(Some(frame)))) = line.0.next().await else {
        panic!("not closed");
    };
    assert_eq!(frame.reason.as_str(), "Subscriber for one already exists");

    // One that was ended is free again; a question of whether anybody is there is answered.
    let mut line = open(true).await;
    line.subscribe("one", "subscription { grantChanged { id } }")
        .await;
    line.send(json!({ "type": "complete", "id": "one" })).await;
    line.subscribe("one", "{ serviceInfo { name } }").await;
    let answer = line.next().await.unwrap();
    assert_eq!((&answer["type"], &answer["id"]), (&json!("next"), &json!("one")));
    assert_eq!(
        line.next().await.unwrap(),
        json!({ "type": "complete", "id": "one" })
    );
    line.send(json!({ "type": "ping", "payload": { "n": 1 } })).await;
    assert_eq!(line.next().await.unwrap(), json!({ "type": "pong" }));
    let mut line = open(false).await;
    line.send(json!({ "type": "ping" })).await;
    assert_eq!(line.next().await.unwrap(), json!({ "type": "pong" }));
}

#[tokio::test]
async fn what_is_not_executed_has_errors_and_no_data() {
    let app = TestApp::new().await;
    app.user("ada@example.com").await;
    let cookie = cookie(&app, "ada@example.com").await;
    let mut line = Line::open(&app, Some(&app.issuer), Some(&cookie))
        .await
        .ok()
        .unwrap();
    line.introduce(json!({})).await.unwrap();
    let wrong = [
        "{ nothing }",
        "subscription { nothing }",
        "{",
        "subscription { grantChanged { id } auditEventAdded { id } }",
        "subscription { a: grantChanged { id } b: grantChanged { id } }",
        "subscription { __typename }",
        "subscription { ...Both } fragment Both on Subscription { grantChanged { id } auditEventAdded { id } }",
        "subscription { ... on Subscription { grantChanged { id } } }",
        "subscription { auditEventAdded(everything: true) { id } }",
    ];
    for query in wrong {
        line.subscribe("w", query).await;
        let told = line.next().await.unwrap();
        assert_eq!(
            (&told["type"], &told["id"]),
            (&json!("error"), &json!("w")),
            "{query}: {told}"
        );
        assert!(told["payload"][0]["message"].is_string(), "{query}: {told}");
        assert!(
            told["payload"][0]["extensions"]["code"].is_string(),
            "{query}: {told}"
        );
        // Nothing comes after it: what is asked next is what is answered next.
        line.subscribe("q", "{ serviceInfo { name } }").await;
        let told = line.next().await.unwrap();
        assert_eq!(
            (&told["type"], &told["id"]),
            (&json!("next"), &json!("q")),
            "{query}: {told}"
        );
        assert_eq!(line.next().await.unwrap()["type"], json!("complete"));
    }
    for query in wrong {
        let mut events = Events::open(&app, &cookie, query).await;
        let (name, told) = events.next().await.unwrap();
        assert_eq!(name, "next", "{query}");
        assert!(told["errors"][0]["message"].is_string(), "{query}: {told}");
        assert!(told.get("data").is_none(), "{query}: {told}");
        assert_eq!(events.next().await.unwrap().0, "complete", "{query}");
    }
    // What ran has data, if only null.
    line.subscribe("n", "{ user(id: \"usr_nobody\") { id } }").await;
    let told = line.next().await.unwrap();
    if told["type"] == json!("next") {
        assert!(told["payload"].get("data").is_some(), "{told}");
    }
}

#[tokio::test]
async fn a_grant_is_told_over_a_websocket_and_the_line_ends_with_the_session() {
    let app = TestApp::new().await;
    let (ada, shop) = shop(&app).await;
    let cookie = cookie(&app, "ada@example.com").await;
    let mut line = Line::open(&app, Some(&app.issuer), Some(&cookie))
        .await
        .ok()
        .unwrap();
    line.introduce(json!({})).await.unwrap();
    app.advance(1);
    line.subscribe(
        "g",
        "subscription Changes { grantChanged { app { name } revokedAt scopes { name } } }",
    )
    .await;
    line.subscribe("sync", "{ serviceInfo { name } }").await;
    assert_eq!(line.next().await.unwrap()["id"], json!("sync"));
    line.next().await.unwrap();
    let caller = session(&app, &ada);
    let id = grant::allow(&app.deps, &caller, shop.id, &"openid".parse().unwrap())
        .await
        .unwrap();
    let told = line.next().await.unwrap();
    assert_eq!(
        told["payload"]["data"]["grantChanged"]["app"]["name"],
        json!("Demo Shop"),
        "{told}"
    );
    grant::revoke(&app.deps, &caller, id).await.unwrap();
    let told = line.next().await.unwrap();
    assert!(
        told["payload"]["data"]["grantChanged"]["revokedAt"].is_string(),
        "{told}"
    );
    // SEC-100: the right is looked at before each event.
    let ended = mutate(
        &app,
        &caller,
        "endOtherSessions",
        json!({ "confirm": true }),
        "endedCount",
    )
    .await;
    assert_eq!(ended["endedCount"], json!(1), "{ended}");
    grant::allow(&app.deps, &caller, shop.id, &"openid".parse().unwrap())
        .await
        .unwrap();
    let told = line.next().await.unwrap();
    assert!(told.to_string().contains("UNAUTHENTICATED"), "{told}");
}

#[tokio::test]
async fn a_refused_request_is_told_on_another_node_as_it_happens() {
    let app = TestApp::with(&[("PUBLIC_URL", "http://localhost:7999")]).await;
    let (_, shop) = shop(&app).await;
    let other = app.second_node().await;
    let cookie = {
        let browser = Browser::at(&app.address);
        let page = browser.get("/sign-in").await;
        let done = browser.sign_in(&page, "ada@example.com", PASSWORD).await;
        let all: Vec<String> = done
            .headers
            .get_all("set-cookie")
            .iter()
            .map(|value| value.to_str().unwrap().split(';').next().unwrap().to_owned())
            .collect();
        all.join("; ")
    };
    let query = format!(
        "subscription {{ requestLogged(appId: \"{}\") {{ rule expected }} }}",
        shop.id
    );
    app.advance(1);
    let mut events = Events::open(&other, &cookie, &query).await;
    Browser::at(&app.address)
        .get(&authorize(&[("redirect_uri", "https://app.example/calback")]))
        .await;
    let (name, told) = events.next().await.unwrap();
    assert_eq!(name, "next");
    let entry = &told["data"]["requestLogged"];
    assert_eq!(
        (&entry["rule"], &entry["expected"]),
        (&json!("REDIRECT_URL_UNREGISTERED"), &json!(CALLBACK))
    );
}

#[tokio::test]
async fn an_apps_events_are_for_its_developers_and_everything_for_administrators() {
    let app = TestApp::new().await;
    let (ada, shop) = shop(&app).await;
    app.user("eve@example.com").await;
    app.user_with("root@example.com", Role::Admin).await;
    let of_app = format!(
        "subscription {{ auditEventAdded(appId: \"{}\") {{ kind }} }}",
        shop.id
    );
    let everything = "subscription { auditEventAdded(everything: true) { kind } }";
    let eve = cookie(&app, "eve@example.com").await;
    for query in [of_app.as_str(), everything] {
        let (_, told) = Events::open(&app, &eve, query).await.next().await.unwrap();
        assert_eq!(
            told["errors"][0]["extensions"]["code"],
            json!("NOT_FOUND"),
            "{told}"
        );
    }
    app.advance(1);
    let mut developers = Events::open(&app, &cookie(&app, "ada@example.com").await, &of_app).await;
    let mut administrators = Events::open(&app, &cookie(&app, "root@example.com").await, everything).await;
    let input = json!({ "appId": shop.id, "description": "Now with tea" });
    mutate(&app, &session(&app, &ada), "updateApp", input, "app { id }").await;
    let (_, told) = developers.next().await.unwrap();
    assert_eq!(told["data"]["auditEventAdded"]["kind"], json!("app.updated"));
    loop {
        let (_, told) = administrators.next().await.unwrap();
        if told["data"]["auditEventAdded"]["kind"] == json!("app.updated") {
            break;
        }
    }
}

#[tokio::test]
async fn sec_124_a_line_has_so_many_operations_and_an_address_so_many_lines() {
    let app = TestApp::new().await;
    app.user("ada@example.com").await;
    let cookie = cookie(&app, "ada@example.com").await;
    let mut line = Line::open(&app, Some(&app.issuer), Some(&cookie))
        .await
        .ok()
        .unwrap();
    line.introduce(json!({})).await.unwrap();
    for n in 0..21 {
        line.subscribe(&format!("s{n}"), "subscription { grantChanged { id } }")
            .await;
    }
    let told = line.next().await.unwrap();
    assert!(told.to_string().contains("LIMIT_EXCEEDED"), "{told}");
    let mut lines = vec![line];
    let refused = loop {
        match Line::open(&app, Some(&app.issuer), Some(&cookie)).await {
            Ok(line) => lines.push(line),
            Err(status) => break status,
        }
        assert!(lines.len() <= 60);
    };
    assert_eq!((refused, lines.len()), (503, 60));
    drop(lines);
    crate::support::until(10, "places are given back", async || {
        Line::open(&app, Some(&app.issuer), Some(&cookie)).await.is_ok()
    })
    .await;
}

#[tokio::test]
async fn a_subscription_over_plain_post_says_how_it_is_done() {
    let app = TestApp::new().await;
    let ada = person(&app, "ada@example.com", Role::User).await;
    let answer = super::ask(
        &app,
        &session(&app, &ada),
        "subscription { grantChanged { id } }",
        json!({}),
    )
    .await;
    assert_eq!(
        answer["errors"][0]["extensions"]["code"],
        json!("BAD_USER_INPUT"),
        "{answer}"
    );
}

/// Whether the line answers as somebody.
async fn is_somebody(line: &mut Line, query: &str) -> bool {
    line.subscribe("q", query).await;
    loop {
        let answer = line.next().await.unwrap();
        match answer["type"].as_str().unwrap() {
            "next" | "error" => return !answer.to_string().contains("UNAUTHENTICATED"),
            "complete" => {}
            other => panic!("{other}"),
        }
    }
}

/// A line that is open does not go on as somebody whose session or key has ended.
#[tokio::test]
async fn sec_67_a_line_asks_again_who_it_is_before_each_operation() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let me = "{ viewer { user { email } } }";
    let act = "mutation { createApp(input: { name: \"Late\" }) { app { id } } }";

    let cookie = cookie(&app, "ada@example.com").await;
    let mut line = Line::open(&app, Some(&app.issuer), Some(&cookie))
        .await
        .ok()
        .unwrap();
    line.introduce(json!({})).await.unwrap();
    assert!(is_somebody(&mut line, me).await);
    let end = json!({ "confirm": true });
    mutate(&app, &session(&app, &ada), "endOtherSessions", end, "endedCount").await;
    assert!(!is_somebody(&mut line, act).await && !is_somebody(&mut line, me).await);

    let (key, row) = app.key(&ada, &["unrestricted"]).await;
    let mut line = Line::open(&app, Some(&app.issuer), None).await.ok().unwrap();
    let header = format!("Bearer {key}");
    line.introduce(json!({ "Authorization": header })).await.unwrap();
    assert!(is_somebody(&mut line, me).await);
    let revoke = json!({ "apiKeyId": row.id });
    mutate(
        &app,
        &session(&app, &ada),
        "revokeApiKey",
        revoke,
        "apiKey { id }",
    )
    .await;
    assert!(!is_somebody(&mut line, act).await && !is_somebody(&mut line, me).await);

    let (key, _) = app.key(&ada, &["unrestricted"]).await;
    let mut line = Line::open(&app, Some(&app.issuer), None).await.ok().unwrap();
    line.introduce(json!({ "Authorization": format!("Bearer {key}") }))
        .await
        .unwrap();
    assert!(is_somebody(&mut line, me).await);
    latchkey::domain::user::disable(&app.deps, &latchkey::domain::Caller::operator(), ada.id)
        .await
        .unwrap();
    assert!(!is_somebody(&mut line, act).await);
    assert_eq!(
        app.rows("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM app WHERE name = 'Late'")
            .await,
        [0]
    );
}
