// cargo add oauth2@5 && cargo add reqwest@0.12 && cargo add tokio@1 -F full && cargo add url@2
[secret]// First, in the same terminal: export CLIENT_SECRET='the client secret'
use oauth2::{basic::BasicClient, *};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = BasicClient::new(ClientId::new("__CLIENT_ID__".into()))
[secret]        .set_client_secret(ClientSecret::new(std::env::var("CLIENT_SECRET")?))
        .set_auth_uri(AuthUrl::new("__ISSUER__/oauth/authorize".into())?)
        .set_token_uri(TokenUrl::new("__ISSUER__/oauth/token".into())?)
        .set_redirect_uri(RedirectUrl::new("__REDIRECT_URL__".into())?);

    // 1. Send the person to this address; keep the state and the verifier until they come back.
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let (url, state) = client
        .authorize_url(CsrfToken::new_random)
        .add_scopes("__SCOPE__".split(' ').map(|scope| Scope::new(scope.into())))
        .set_pkce_challenge(challenge)
        .url();
    println!("Open in a browser: {url}\nThe address you were sent to:");

    // 2. They come back to the redirect URL. Here you paste that address.
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    let address = url::Url::parse(line.trim())?;
    let back: std::collections::HashMap<_, _> = address.query_pairs().into_owned().collect();
    assert_eq!(back.get("state"), Some(state.secret()), "not the answer to this request");

    // 3. Exchange the code for tokens.
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
    let token = client
        .exchange_code(AuthorizationCode::new(back["code"].clone()))
        .set_pkce_verifier(verifier)
        .request_async(&http)
        .await?;
    println!("{}", token.access_token().secret());
[openid]
[openid]    // 4. Who is it?
[openid]    let person = http.get("__ISSUER__/oauth/userinfo").bearer_auth(token.access_token().secret()).send().await?;
[openid]    println!("{}", person.text().await?);
    Ok(())
}
