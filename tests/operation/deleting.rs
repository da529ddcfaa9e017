//! What goes with an app that is deleted (SEC-125).

use serde_json::json;

use crate::support::{
    Browser, TestApp,
    app::answer,
    client::authorize,
    make::{NewClient, SECRET},
};

#[tokio::test]
async fn sec_125_deleting_a_client_or_an_app_ends_what_it_had() {
    for (mutation, input) in [("deleteClient", "clientId"), ("deleteApp", "appId")] {
        let app = TestApp::new().await;
        let ada = app.user("ada@example.com").await;
        let shop = app.app_of(&ada, "Demo Shop", "openid offline_access").await;
        let web = app.client_of(&shop, NewClient::default()).await;
        app.client_of(
            &app.app_of(&ada, "Watcher", "openid").await,
            NewClient {
                client_id: "watcher",
                ..NewClient::default()
            },
        )
        .await;
        let browser = Browser::signed_in(&app, "ada@example.com").await;
        let (_, tokens) = app
            .redeem(&browser.code(&[("scope", "openid offline_access")]).await)
            .await;
        let access = tokens["access_token"].as_str().unwrap();
        let code = browser.code(&[]).await;
        let waiting = browser.open(&authorize(&[("prompt", "consent")])).await;
        assert_eq!(app.get_as("/oauth/userinfo", access).await.0, 200);

        let id = if mutation == "deleteApp" {
            shop.id.to_string()
        } else {
            web.id.to_string()
        };
        let query = format!(
            "mutation($id: ID!) {{ {mutation}(input: {{ {input}: $id }}) {{ userErrors {{ code message }} }} }}"
        );
        let done = browser.graphql(&query, json!({ "id": id })).await;
        assert_eq!(done["data"][mutation]["userErrors"], json!([]), "{done}");

        assert_eq!(app.get_as("/oauth/userinfo", access).await.0, 401, "{mutation}");
        assert_eq!(app.redeem(&code).await.0, 401, "{mutation}");
        assert_eq!(
            app.refresh(tokens["refresh_token"].as_str().unwrap()).await.0,
            401,
            "{mutation}"
        );
        let watcher = app
            .form_as("/oauth/introspect", ("watcher", SECRET), &[("token", access)])
            .await;
        assert_eq!(watcher, (200, json!({ "active": false })), "{mutation}");
        let body = json!({ "query": "{ me { id } }" });
        let graphql = app.http.post(app.url("/graphql")).bearer_auth(access).json(&body);
        assert_eq!(answer(graphql).await.0, 401, "{mutation}");
        let late = browser.allow(&waiting).await;
        assert!(
            late.location.is_none() && late.status.is_client_error(),
            "{mutation}: {}",
            late.status
        );
        for table in ["family", "authorization_request", "redirect_url", "client_secret"] {
            let left = app.count(table).await;
            // The watcher's own.
            let expected = match table {
                "redirect_url" => 2,
                "client_secret" => 1,
                _ => 0,
            };
            assert_eq!(left, expected, "{mutation}: {table}");
        }
    }
}
