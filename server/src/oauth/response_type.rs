//! What an authorization request asks to get, and how it travels (RFC 6749 sections 3.1.1 and 4.2, OAuth 2.0 Multiple
//! Response Type Encoding Practices). Without a setting of its client: a code, in the query or in a form (SEC-07,
//! SEC-08). Tokens and codes in the fragment are settings that the coins dialect needs, and gone with it.

use serde::{Deserialize, Serialize};

use super::{
    destination::ResponseMode,
    error::{Code, Error, Result},
    parameters::Parameters,
};
use crate::{config::Config, domain::client::ClientView};

/// What comes back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResponseType {
    /// A code.
    #[default]
    Code,
    /// An access token: the implicit grant.
    Token,
}

/// Whether the client may be given tokens by the browser: a public one whose settings say so.
fn is_implicit(config: &Config, client: &ClientView) -> bool {
    config.coins
        && !client.is_confidential()
        && client.client.grant_types.contains("implicit")
        && client.client.response_types.contains("token")
}

/// Whether the client gets its codes in the fragment.
fn code_in_fragment(config: &Config, client: &ClientView) -> bool {
    config.coins && client.client.code_in_fragment
}

/// What the request asks for.
///
/// # Errors
/// `unsupported_response_type`, `unauthorized_client`, or `invalid_request` where it does not say.
pub fn read(config: &Config, client: &ClientView, parameters: &Parameters) -> Result<ResponseType> {
    match parameters.require("response_type")? {
        "token" if is_implicit(config, client) => Ok(ResponseType::Token),
        "code" => {
            let client = &client.client;
            if client.grant_types.contains("authorization_code") && client.response_types.contains("code") {
                Ok(ResponseType::Code)
            } else {
                Err(Error::new(
                    Code::UnauthorizedClient,
                    "This client is not registered for response_type code.",
                ))
            }
        }
        _ => Err(Error::new(
            Code::UnsupportedResponseType,
            "response_type must be code.",
        )),
    }
}

/// How the answer travels. A token never in the query, where servers would log it.
///
/// # Errors
/// `invalid_request`.
pub fn mode(config: &Config, client: &ClientView, parameters: &Parameters) -> Result<ResponseMode> {
    let refuse = |why: &'static str| Err(Error::invalid_request(why));
    let token = parameters.get("response_type") == Some("token") && is_implicit(config, client);
    let fragment = token || code_in_fragment(config, client);
    match parameters.get("response_mode") {
        None | Some("fragment") if fragment => Ok(ResponseMode::Fragment),
        Some(_) if token => refuse("A token travels in the fragment only."),
        None | Some("query") => Ok(ResponseMode::Query),
        Some("form_post") if client.client.response_modes.contains("form_post") => Ok(ResponseMode::FormPost),
        Some("form_post") => refuse("This client is not registered for response_mode form_post."),
        Some(_) => refuse("response_mode must be query or form_post."),
    }
}

/// How an error travels, whatever else is wrong with the request: as the answer would have.
pub fn mode_of_error(config: &Config, client: &ClientView, parameters: &Parameters) -> ResponseMode {
    mode(config, client, parameters).unwrap_or_else(|_| {
        let token = parameters.get("response_type") == Some("token") && is_implicit(config, client);
        if token {
            ResponseMode::Fragment
        } else {
            ResponseMode::Query
        }
    })
}
