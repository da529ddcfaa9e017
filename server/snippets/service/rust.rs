// cargo add reqwest@0.12 && cargo add tokio@1 -F full
// First, in the same terminal: export CLIENT_SECRET='the client secret'
#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let answer = reqwest::Client::new()
        .post("__ISSUER__/oauth/token")
        .basic_auth("__CLIENT_ID__", Some(std::env::var("CLIENT_SECRET")?))
        .form(&[("grant_type", "client_credentials"), ("scope", "__SCOPE__")])
        .send()
        .await?;
    println!("{}", answer.text().await?);
    Ok(())
}
