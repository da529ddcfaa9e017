// cargo add reqwest@0.12 -F json && cargo add serde_json@1 && cargo add tokio@1 -F full
// First, in the same terminal: export CLIENT_SECRET='the client secret'
#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let about: serde_json::Value = reqwest::Client::new()
        .post("__ISSUER__/oauth/introspect")
        .basic_auth("__CLIENT_ID__", Some(std::env::var("CLIENT_SECRET")?))
        .form(&[("token", std::env::var("TOKEN")?)])
        .send()
        .await?
        .error_for_status()?
        .json()
        .await?;
    println!("{about}"); // `active` is false where it expired, was revoked, or is not for this API
    Ok(())
}
