//! Claims about the user: which, by scope (OpenID Connect Core section 5.4) and by the `claims` parameter
//! (section 5.5).

use entity::{user, values::Scopes};
use serde_json::{Map, Value, json};

use super::error::{Error, Result};
use crate::domain::clock::seconds;

/// The longest `claims` parameter, bytes.
const LONGEST: usize = 2048;

/// The claims of each scope.
pub const BY_SCOPE: &[(&str, &[&str])] = &[
    (
        "profile",
        &[
            "name",
            "given_name",
            "family_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "gender",
            "birthdate",
            "zoneinfo",
            "locale",
            "updated_at",
        ],
    ),
    ("email", &["email", "email_verified"]),
    ("address", &["address"]),
    ("phone", &["phone_number", "phone_number_verified"]),
];

/// What a `claims` parameter asks for, of what we understand of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimsRequest {
    /// Names of claims for userinfo.
    pub userinfo: Vec<String>,
    /// Names of claims for the ID token.
    pub id_token: Vec<String>,
    /// Whom the ID token must be about.
    pub sub: Option<String>,
    /// The values asked for of `acr`, best first.
    pub acr: Vec<String>,
    /// Whether one of them must be met.
    pub acr_is_essential: bool,
}

impl ClaimsRequest {
    /// Reads the parameter.
    ///
    /// # Errors
    /// `invalid_request` where it is not a JSON object of objects, or too long.
    pub fn parse(text: &str) -> Result<Self> {
        let malformed =
            || Error::invalid_request("The parameter claims is not a JSON object of at most 2048 bytes.");
        if text.len() > LONGEST {
            return Err(malformed());
        }
        let Value::Object(object) = serde_json::from_str(text).map_err(|_| malformed())? else {
            return Err(malformed());
        };
        let part = |name: &str| match object.get(name) {
            None | Some(Value::Null) => Ok(Map::new()),
            Some(Value::Object(claims)) => Ok(claims.clone()),
            Some(_) => Err(malformed()),
        };
        let (userinfo, id_token) = (part("userinfo")?, part("id_token")?);
        let asked = id_token.get("acr");
        let acr = asked.map_or_else(Vec::new, |acr| {
            let one = acr["value"].as_str();
            let many = acr["values"].as_array().into_iter().flatten();
            one.into_iter()
                .chain(many.filter_map(Value::as_str))
                .map(str::to_owned)
                .collect()
        });
        Ok(Self {
            userinfo: userinfo.keys().cloned().collect(),
            id_token: id_token.keys().cloned().collect(),
            sub: id_token
                .get("sub")
                .and_then(|sub| sub["value"].as_str())
                .map(str::to_owned),
            acr,
            acr_is_essential: asked.is_some_and(|acr| acr["essential"] == json!(true)),
        })
    }

    /// The scopes that claims named here belong to: what the person is asked to allow for them.
    pub fn scopes(&self) -> Scopes {
        let named = |claims: &[&str]| {
            let mut names = self.userinfo.iter().chain(&self.id_token);
            names.any(|name| claims.contains(&name.as_str()))
        };
        BY_SCOPE
            .iter()
            .filter(|(_, claims)| named(claims))
            .map(|(scope, _)| *scope)
            .collect()
    }

    /// As [`ClaimsRequest::parse`], of a parameter that was accepted before.
    pub fn stored(text: Option<&str>) -> Self {
        text.and_then(|text| Self::parse(text).ok()).unwrap_or_default()
    }
}

/// The user's claims that these scopes give, and those asked for by name whose scope the user `allowed`; as far as
/// they have a value.
pub fn of(user: &user::Model, scopes: &Scopes, names: &[String], allowed: &Scopes) -> Map<String, Value> {
    let wanted = |claim: &str| {
        let named = names.iter().any(|name| name == claim);
        BY_SCOPE
            .iter()
            .filter(|(_, claims)| claims.contains(&claim))
            .any(|(scope, _)| scopes.contains(scope) || named && allowed.contains(scope))
    };
    all(user).into_iter().filter(|(name, _)| wanted(name)).collect()
}

/// Everything we know of the user, as claims.
fn all(user: &user::Model) -> Map<String, Value> {
    let mut claims = match serde_json::to_value(&user.profile) {
        Ok(Value::Object(claims)) => claims,
        _ => Map::new(),
    };
    if claims.contains_key("phone_number") {
        claims
            .entry("phone_number_verified")
            .or_insert(Value::Bool(false));
    }
    claims.insert("email".to_owned(), json!(user.email));
    claims.insert(
        "email_verified".to_owned(),
        json!(user.email_verified_at.is_some()),
    );
    claims.insert("updated_at".to_owned(), json!(seconds(user.updated_at)));
    claims
}

/// Every claim that can be given, for discovery.
pub fn supported() -> Vec<&'static str> {
    let own = [
        "sub",
        "iss",
        "aud",
        "exp",
        "iat",
        "auth_time",
        "nonce",
        "acr",
        "amr",
        "sid",
        "at_hash",
    ];
    own.into_iter()
        .chain(BY_SCOPE.iter().flat_map(|(_, claims)| claims.iter().copied()))
        .collect()
}
