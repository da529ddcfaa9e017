//! What the dialects say differently at the endpoints that they share with the standard. Everything else about a
//! request is the engine's own.

use entity::values::Scopes;

use super::parameters::Parameters;
use crate::domain::{client::ClientView, dialect::Dialect};

/// The parameters of an authorization request as the standard spells them.
///
/// In the coins dialect scopes are joined by `+`, which a query decodes as a space and a literal `%2B` means too, and
/// a request without scopes asks for the client's default ones, or else for all that its app has enabled.
pub fn read(dialect: Option<Dialect>, client: &ClientView, parameters: Parameters) -> Parameters {
    match dialect {
        Some(Dialect::Coins) => {
            let parameters = parameters.rewritten("scope", |scope| scope.replace('+', " "));
            if parameters.get("scope").is_some() || parameters.is_repeated("scope") {
                return parameters;
            }
            match everything(client) {
                scopes if scopes.is_empty() => parameters,
                scopes => parameters.with("scope", scopes.to_string()),
            }
        }
        Some(Dialect::Moneybutton | Dialect::Greenfield) | None => parameters,
    }
}

/// What a person can grant of the client's default scopes, or of all scopes where it has none that still are.
fn everything(client: &ClientView) -> Scopes {
    let grantable: Scopes = client
        .scopes
        .iter()
        .filter(|scope| scope.about.grantable_to.user())
        .map(|scope| scope.about.name.as_str())
        .collect();
    let defaults = client
        .client
        .default_scopes
        .filter(|name| grantable.contains(name));
    if defaults.is_empty() { grantable } else { defaults }
}

/// Whether a refresh ends the access token that came before it.
pub fn one_access_token(dialect: Option<Dialect>) -> bool {
    dialect == Some(Dialect::Coins)
}
