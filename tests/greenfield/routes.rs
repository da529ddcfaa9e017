//! The routes: their answers, their errors in the dialect's form, and who may what.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use entity::values::Role;
use reqwest::Method;
use serde_json::{Value, json};

use super::{MAKE, VIEW};
use crate::{
    graphql::{ask, session},
    support::{TestApp, app::answer, make::PASSWORD},
};

const KEYS: &str = "/api/v1/api-keys";
const CURRENT: &str = "/api/v1/api-keys/current";
const PROFILE: &str = "btcpay.user.canviewprofile";
const MANAGE: &str = "btcpay.server.canmanageusers";

#[tokio::test]
async fn sec_111_a_key_comes_in_the_header_in_either_scheme_and_nowhere_else() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let (key, row) = app.key(&ada, &["keys:read", VIEW]).await;
    assert!(key.starts_with("lkk_") && !format!("{row:?}").contains(&key[4..]));
    let query = json!({ "query": "{ viewer { apiKeys { nodes { lastFour } } } }" });
    for scheme in ["token", "Token", "TOKEN", "Bearer", "bearer", "bEARER"] {
        let header = format!("{scheme} {key}");
        let (status, current) = app.call((Method::GET, CURRENT), &header, None).await;
        assert_eq!((status, &current["apiKey"]), (200, &json!(key)), "{scheme}");
        assert_eq!(current["id"], json!(row.id));
        let (status, asked) = app
            .call((Method::POST, "/graphql"), &header, Some(query.clone()))
            .await;
        let shown = &asked["data"]["viewer"]["apiKeys"]["nodes"][0]["lastFour"];
        assert_eq!((status, shown), (200, &json!(row.last_four)), "{asked}");
    }
    for (path, code) in [
        (CURRENT, "code"),
        ("/graphql", "error"),
        ("/oauth/userinfo", "error"),
    ] {
        for name in ["token", "apiKey", "access_token", "x"] {
            let method = if path == "/graphql" {
                Method::POST
            } else {
                Method::GET
            };
            let url = app.url(&format!("{path}?{name}={key}"));
            let request = app.http.request(method, url).json(&query);
            let (status, body) = answer(request).await;
            assert!(
                status == 400 && body[code].is_string(),
                "{path} {name}: {status} {body}"
            );
        }
    }
    let mut changed = key.clone();
    changed.replace_range(10..11, if &key[10..11] == "A" { "B" } else { "A" });
    for dead in [
        "",
        "token",
        "token x",
        "Bearer x",
        "Digest x",
        &format!("token {changed}"),
    ] {
        let (status, body) = app.call((Method::GET, CURRENT), dead, None).await;
        assert_eq!(
            (status, &body["code"]),
            (401, &json!("unauthenticated")),
            "{dead}"
        );
    }
    let twice = app
        .http
        .get(app.url(CURRENT))
        .header("Authorization", format!("token {key}"))
        .header("Authorization", format!("token {key}"));
    assert_eq!(answer(twice).await.0, 400);
}

#[tokio::test]
async fn a_key_ends_itself_and_others_only_with_the_right() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let bob = app.user("bob@example.com").await;
    let (weak, weak_row) = app.key(&ada, &[PROFILE]).await;
    let (strong, _) = app.key(&ada, &["unrestricted"]).await;
    let (foreign, foreign_row) = app.key(&bob, &[]).await;
    let delete = async |named: &str, key: &str| {
        let path = format!("{KEYS}/{named}");
        app.call((Method::DELETE, &path), &format!("token {key}"), None)
            .await
    };
    let (status, body) = delete("akid_00000000000000000000000000000000", &weak).await;
    assert_eq!((status, &body["code"]), (403, &json!("missing-permission")));
    assert_eq!(body["missingPermission"], json!("unrestricted"));
    for missing in [
        "akid_00000000000000000000000000000000",
        "nonsense",
        &foreign,
        &foreign_row.id.to_string(),
    ] {
        let (status, body) = delete(missing, &strong).await;
        assert_eq!(
            (status, &body["code"]),
            (404, &json!("apikey-not-found")),
            "{missing}"
        );
    }
    assert_eq!(app.current(&foreign).await.0, 200);
    // By its id, by itself, and as the one that asks.
    assert_eq!(delete(&weak_row.id.to_string(), &strong).await.0, 200);
    assert_eq!(app.current(&weak).await.0, 401);
    // It is gone.
    for gone in [weak_row.id.to_string(), weak.clone()] {
        let (status, body) = delete(&gone, &strong).await;
        assert_eq!(
            (status, &body["code"]),
            (404, &json!("apikey-not-found")),
            "{gone}"
        );
    }
    let (other, _) = app.key(&ada, &[]).await;
    assert_eq!(delete(&other, &strong).await.0, 200);
    assert_eq!(app.current(&other).await.0, 401);
    let (itself, _) = app.key(&ada, &[]).await;
    let (status, _) = app
        .call((Method::DELETE, CURRENT), &format!("token {itself}"), None)
        .await;
    assert_eq!((status, app.current(&itself).await.0), (200, 401));
}

#[tokio::test]
async fn sec_112_a_key_makes_keys_only_with_the_right_and_none_that_may_more() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let bob = app.user("bob@example.com").await;
    let api = app.shop_api(&bob).await;
    app.store(&api, &ada, "s1", "First").await;
    app.store(&api, &ada, "s2", "Second").await;
    app.store(&api, &bob, "s3", "Bob's").await;
    let make = async |key: &str, body: Value| {
        app.call((Method::POST, KEYS), &format!("token {key}"), Some(body))
            .await
    };
    let (weak, _) = app.key(&ada, &[PROFILE, VIEW]).await;
    let (status, body) = make(&weak, json!({ "label": "x" })).await;
    assert_eq!(
        (status, &body["missingPermission"]),
        (403, &json!("unrestricted"))
    );
    let (strong, _) = app.key(&ada, &["unrestricted"]).await;
    let (status, made) = make(
        &strong,
        json!({ "label": "Till", "permissions": [VIEW, format!("{MAKE}:s1")] }),
    )
    .await;
    assert_eq!((status, &made["label"]), (200, &json!("Till")), "{made}");
    assert_eq!(
        app.current(made["apiKey"].as_str().unwrap()).await.1["permissions"],
        made["permissions"]
    );
    assert_eq!(make(&strong, json!({})).await.1["permissions"], json!([]));
    // What is wrong is named by its place.
    for (permissions, path) in [
        (json!([VIEW, "btcpay.store.nothing"]), "permissions[1]"),
        (json!([VIEW, format!("{VIEW}:s3")]), "permissions[1]"),
        (json!([MANAGE]), "permissions[0]"),
        (json!(["application_access:write"]), "permissions[0]"),
        (json!([VIEW, 7]), "permissions[1]"),
        (json!("x"), "permissions"),
    ] {
        let (status, body) = make(&strong, json!({ "permissions": permissions })).await;
        assert_eq!(
            (status, &body[0]["path"]),
            (422, &json!(path)),
            "{permissions}: {body}"
        );
        assert!(body[0]["message"].is_string());
    }
    // Keys of a key that may write keys: what it has itself, and no more.
    let limited = format!("{VIEW}:s1");
    let (writer, _) = app.key(&ada, &["keys:write", &limited, PROFILE]).await;
    for (permission, expected) in [
        (&*limited, 200),
        (PROFILE, 200),
        ("keys:write", 200),
        (&*format!("{VIEW}:s2"), 422),
        (VIEW, 422),
        (MAKE, 422),
        ("unrestricted", 422),
        ("secrets:write", 422),
    ] {
        let (status, body) = make(&writer, json!({ "permissions": [permission] })).await;
        assert_eq!(status, expected, "{permission}: {body}");
    }
    let odd = app
        .http
        .post(app.url(KEYS))
        .header("Authorization", format!("token {strong}"));
    assert_eq!(answer(odd.try_clone().unwrap().body("label=x")).await.0, 415);
    let json = odd.header("Content-Type", "application/json");
    assert_eq!(answer(json.try_clone().unwrap().body("[]")).await.0, 400);
    assert_eq!(answer(json.body("{")).await.0, 400);
}

#[tokio::test]
async fn sec_112_a_key_never_does_more_than_its_owner_may_do_now() {
    let app = TestApp::new().await;
    let root = app.user_with("root@example.com", Role::Admin).await;
    let other = app.user_with("other@example.com", Role::Admin).await;
    let (key, _) = app.key(&root, &[MANAGE, PROFILE, "admin:read"]).await;
    let path = format!("/api/v1/users/{}/api-keys", other.email);
    let make = async || {
        app.call((Method::POST, &path), &format!("token {key}"), Some(json!({})))
            .await
    };
    let users = json!({ "query": "{ admin { users { totalCount } } }" });
    let seen = async || {
        app.call(
            (Method::POST, "/graphql"),
            &format!("token {key}"),
            Some(users.clone()),
        )
        .await
        .1
    };
    assert_eq!(make().await.0, 200);
    assert_eq!(seen().await["data"]["admin"]["users"]["totalCount"], json!(2));
    // The role goes, and with it what the key may do; the rest stays.
    let caller = session(&app, &other);
    latchkey::domain::user::set_role(&app.deps, &caller, root.id, Role::User)
        .await
        .unwrap();
    let (status, body) = make().await;
    assert_eq!((status, &body["missingPermission"]), (403, &json!(MANAGE)));
    assert_eq!(seen().await["data"]["admin"], Value::Null);
    assert_eq!(app.current(&key).await.0, 200);
    // A disabled owner has no key that works, and gets none back.
    latchkey::domain::user::disable(&app.deps, &caller, root.id)
        .await
        .unwrap();
    assert_eq!(app.current(&key).await.0, 401);
    latchkey::domain::user::enable(&app.deps, &caller, root.id)
        .await
        .unwrap();
    assert_eq!(app.current(&key).await.0, 401);
}

#[tokio::test]
async fn administrators_make_and_end_keys_of_others_but_none_that_would_make_them_those() {
    let app = TestApp::new().await;
    let root = app.user_with("root@example.com", Role::Admin).await;
    let ada = app.user("ada@example.com").await;
    let bob = app.user("bob@example.com").await;
    let (key, _) = app.key(&root, &[MANAGE]).await;
    let call = async |method: Method, path: &str, body: Option<Value>| {
        app.call((method, path), &format!("token {key}"), body).await
    };
    for named in [
        "ada@example.com".to_owned(),
        "ADA@example.com".to_owned(),
        ada.id.to_string(),
    ] {
        let path = format!("/api/v1/users/{named}/api-keys");
        let (status, made) = call(Method::POST, &path, Some(json!({ "permissions": [VIEW] }))).await;
        assert_eq!(status, 200, "{named}: {made}");
        assert_eq!(app.current(made["apiKey"].as_str().unwrap()).await.0, 200);
    }
    let path = "/api/v1/users/ada@example.com/api-keys";
    for powerful in ["unrestricted", "keys:write", "secrets:write"] {
        let (status, _) = call(Method::POST, path, Some(json!({ "permissions": [powerful] }))).await;
        assert_eq!(status, 422, "{powerful}");
    }
    for nobody in ["nobody@example.com", "usr_00000000000000000000000000000000", "x"] {
        let path = format!("/api/v1/users/{nobody}/api-keys");
        let (status, body) = call(Method::POST, &path, Some(json!({}))).await;
        assert_eq!(
            (status, &body["code"]),
            (404, &json!("user-not-found")),
            "{nobody}"
        );
    }
    let (theirs, row) = app.key(&ada, &[]).await;
    let (status, body) = call(
        Method::DELETE,
        &format!("/api/v1/users/{}/api-keys/{}", bob.id, row.id),
        None,
    )
    .await;
    assert_eq!((status, &body["code"]), (404, &json!("apikey-not-found")));
    assert_eq!(
        call(Method::DELETE, &format!("{path}/{}", row.id), None).await.0,
        200
    );
    assert_eq!(app.current(&theirs).await.0, 401);
    // Without the right, who is there is not told either.
    let (weak, _) = app.key(&ada, &[PROFILE]).await;
    let mut answers = Vec::new();
    for named in ["bob@example.com", "nobody@example.com"] {
        let path = format!("/api/v1/users/{named}/api-keys");
        answers.push(
            app.call((Method::POST, &path), &format!("token {weak}"), Some(json!({})))
                .await,
        );
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(
        (answers[0].0, &answers[0].1["missingPermission"]),
        (403, &json!(MANAGE))
    );
}

#[tokio::test]
async fn a_key_for_one_store_is_refused_for_the_other() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let api = app.shop_api(&ada).await;
    app.store(&api, &ada, "s1", "First").await;
    app.store(&api, &ada, "s2", "Second").await;
    let (key, _) = app.key(&ada, &["btcpay.store.canmodifystoresettings:s1"]).await;
    let get =
        async |path: &str, key: &str| app.call((Method::GET, path), &format!("token {key}"), None).await;
    assert_eq!(
        get("/api/v1/stores", &key).await.1,
        json!([{ "id": "s1", "name": "First" }])
    );
    assert_eq!(get("/api/v1/stores/s1", &key).await.0, 200);
    let (status, body) = get("/api/v1/stores/s2", &key).await;
    assert_eq!(
        (status, &body["missingPermission"]),
        (403, &json!("btcpay.store.canviewstoresettings"))
    );
    // No permission is another thing than nothing there.
    let (none, _) = app.key(&ada, &[VIEW]).await;
    assert_eq!(get("/api/v1/stores", &none).await.0, 403);
    let (all, _) = app.key(&ada, &["unrestricted"]).await;
    assert_eq!(get("/api/v1/stores", &all).await.1.as_array().unwrap().len(), 2);
    let (status, body) = get("/api/v1/stores/s9", &all).await;
    assert_eq!((status, &body["code"]), (404, &json!("store-not-found")));
    // A store that is gone is gone for the key as well, on the next call.
    app.execute("UPDATE \"resource\" SET \"removed_at\" = 1 WHERE \"key\" = 's1'")
        .await;
    app.deps.forget(&latchkey::domain::change::Change::Everything);
    assert_eq!(get("/api/v1/stores/s1", &key).await.0, 403);
}

#[tokio::test]
async fn sec_74_a_password_opens_the_routes_only_where_its_owner_let_it() {
    let app = TestApp::new().await;
    app.user("ada@example.com").await;
    let call = async |path: &str, email: &str, password: &str| {
        let sent = format!("Basic {}", STANDARD.encode(format!("{email}:{password}")));
        app.call((Method::GET, path), &sent, None).await
    };
    // Not let, wrong, unknown: one answer.
    let closed = call("/api/v1/users/me", "ada@example.com", PASSWORD).await;
    assert_eq!((closed.0, &closed.1["code"]), (401, &json!("unauthenticated")));
    assert_eq!(
        call("/api/v1/users/me", "nobody@example.com", PASSWORD).await,
        closed
    );
    app.execute("UPDATE \"user\" SET \"allow_password_for_api\" = TRUE")
        .await;
    assert_eq!(call("/api/v1/users/me", "ada@example.com", "wrong").await, closed);
    let (status, me) = call("/api/v1/users/me", "Ada@Example.com", PASSWORD).await;
    assert_eq!((status, &me["email"]), (200, &json!("ada@example.com")), "{me}");
    // Who sent a password is asked for one, and who did not is not.
    let challenges = async |authorization: Option<&str>| {
        let mut request = app.http.get(app.url("/api/v1/users/me"));
        if let Some(authorization) = authorization {
            request = request.header("Authorization", authorization);
        }
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 401);
        let all = response.headers().get_all("www-authenticate").iter();
        all.map(|value| value.to_str().unwrap().split(' ').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let wrong = format!("Basic {}", STANDARD.encode("ada@example.com:wrong"));
    assert_eq!(challenges(Some(&wrong)).await, ["Bearer", "Basic"]);
    assert_eq!(challenges(Some("Basic %%%")).await, ["Bearer", "Basic"]);
    assert_eq!(challenges(None).await, ["Bearer"]);
    assert_eq!(challenges(Some("token x")).await, ["Bearer"]);
    // It may everything that its owner may, but it is no key.
    assert_eq!(call(CURRENT, "ada@example.com", PASSWORD).await.0, 404);
    // Nowhere else.
    let basic = format!("Basic {}", STANDARD.encode(format!("ada@example.com:{PASSWORD}")));
    let query = json!({ "query": "{ viewer { user { email } } }" });
    let (_, body) = app.call((Method::POST, "/graphql"), &basic, Some(query)).await;
    assert_eq!(body["errors"][0]["extensions"]["code"], json!("UNAUTHENTICATED"));
}

#[tokio::test]
async fn sec_77_passwords_are_not_guessed_here_either() {
    let app = TestApp::new().await;
    app.user("ada@example.com").await;
    app.execute("UPDATE \"user\" SET \"allow_password_for_api\" = TRUE")
        .await;
    let basic = |password: &str| format!("Basic {}", STANDARD.encode(format!("ada@example.com:{password}")));
    let mut last = 0;
    for _ in 0..6 {
        last = app
            .call((Method::GET, "/api/v1/users/me"), &basic("wrong"), None)
            .await
            .0;
    }
    assert_eq!(last, 429);
    let request = app
        .http
        .get(app.url("/api/v1/users/me"))
        .header("Authorization", basic(PASSWORD));
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), 429);
    assert!(response.headers().contains_key("retry-after"));
}

#[tokio::test]
async fn scripts_of_any_site_may_bring_a_key_but_nothing_else() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let (key, _) = app.key(&ada, &[]).await;
    let call = async |authorization: &str| {
        let request = app
            .http
            .get(app.url(CURRENT))
            .header("Origin", "https://anywhere.example")
            .header("Authorization", authorization);
        request.send().await.unwrap()
    };
    let answer = call(&format!("token {key}")).await;
    assert_eq!(answer.headers()["access-control-allow-origin"], "*");
    assert!(!answer.headers().contains_key("access-control-allow-credentials"));
    let basic = call(&format!("Basic {}", STANDARD.encode("a:b"))).await;
    assert!(!basic.headers().contains_key("access-control-allow-origin"));
    let preflight = app
        .http
        .request(Method::OPTIONS, app.url(KEYS))
        .header("Origin", "https://anywhere.example")
        .header("Access-Control-Request-Method", "DELETE")
        .send()
        .await
        .unwrap();
    assert_eq!(preflight.status(), 204);
    let allowed = preflight.headers()["access-control-allow-methods"]
        .to_str()
        .unwrap();
    assert!(allowed.contains("DELETE"));
    // A cookie counts for nothing here.
    let browser = crate::support::Browser::signed_in(&app, "ada@example.com").await;
    assert_eq!(browser.get(CURRENT).await.status, 401);
}

#[tokio::test]
async fn sec_97_a_key_of_somebody_else_does_not_exist() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let bob = app.user("bob@example.com").await;
    let (_, row) = app.key(&ada, &[]).await;
    let query = "query($id: ID!) { node(id: $id) { id } }";
    let mine = ask(&app, &session(&app, &ada), query, json!({ "id": row.id })).await;
    assert_eq!(mine["data"]["node"]["id"], json!(row.id));
    let theirs = ask(&app, &session(&app, &bob), query, json!({ "id": row.id })).await;
    assert_eq!(theirs["data"]["node"], Value::Null);
}
