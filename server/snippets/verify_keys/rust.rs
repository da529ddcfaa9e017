// cargo add jsonwebtoken@11 -F aws_lc_rs && cargo add serde_json@1 && cargo add reqwest@0.12 -F json && cargo add tokio@1 -F full
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header, jwk::JwkSet};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let token = std::env::var("TOKEN")?;
    // Keep the keys; fetch them again when a token names one that is not there.
    let keys: JwkSet = reqwest::get("__ISSUER__/oauth/jwks").await?.json().await?;
    let kid = decode_header(&token)?.kid.ok_or("the token names no key")?;
    let key = DecodingKey::from_jwk(keys.find(&kid).ok_or("no such key")?)?;
    let mut rules = Validation::new(Algorithm::ES256);
    rules.set_issuer(&["__ISSUER__"]);
    rules.set_audience(&["__AUDIENCE__"]);
    rules.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    let claims = decode::<serde_json::Value>(&token, &key, &rules)?.claims;
    println!("{claims}"); // `scope` says what it allows, `sub` for whom, `client_id` to whom
    Ok(())
}
