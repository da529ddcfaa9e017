//! Why a request was refused, for the app's developers: which rule, what came, the nearest right value and where the two
//! differ. Pure functions on the client as it is registered and on what was kept of the request.

use entity::values::{AuthMethod, GrantableTo};

use super::{
    client::ClientView,
    clock::{SECOND, seconds},
    refusal::{Assertion, Endpoint, Evidence, Refusal, Rule},
    secret::same,
};

/// Why a request was refused, for the developer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// The rule.
    pub rule: Option<Rule>,
    /// The parameter that is wrong.
    pub parameter: Option<String>,
    /// What came in it.
    pub received: Option<String>,
    /// The nearest right value.
    pub expected: Option<String>,
    /// Where the two differ.
    pub difference: Option<String>,
}

impl Explanation {
    fn of(rule: Rule) -> Self {
        Self {
            rule: Some(rule),
            ..Self::default()
        }
    }

    fn about(self, parameter: &str, refusal: &Refusal) -> Self {
        Self {
            received: refusal.value(parameter).map(str::to_owned),
            parameter: Some(parameter.to_owned()),
            ..self
        }
    }

    fn expects(self, expected: impl Into<String>) -> Self {
        Self {
            expected: Some(expected.into()).filter(|text: &String| !text.is_empty()),
            ..self
        }
    }

    fn because(self, difference: impl Into<String>) -> Self {
        Self {
            difference: Some(difference.into()),
            ..self
        }
    }
}

/// Explains a refusal of this client's request.
pub fn explain(client: &ClientView, refusal: &Refusal) -> Explanation {
    match refusal.code {
        "invalid_client" => client_authentication(client, refusal),
        "unauthorized_client" => unauthorized(client, refusal),
        "unsupported_grant_type" => Explanation::of(Rule::GrantTypeUnsupported)
            .about("grant_type", refusal)
            .expects(client.client.grant_types.to_string()),
        "unsupported_response_type" => Explanation::of(Rule::ResponseType)
            .about("response_type", refusal)
            .expects(client.client.response_types.to_string()),
        "invalid_scope" => scope(client, refusal),
        "invalid_target" => {
            let known = client
                .scopes
                .iter()
                .filter_map(|scope| scope.api.as_ref())
                .map(|api| api.identifier.as_str());
            Explanation::of(Rule::ResourceUnknown)
                .about("resource", refusal)
                .expects(nearest_of(refusal.value("resource"), known))
        }
        "invalid_grant" => grant(refusal),
        "invalid_token" => token(refusal),
        "insufficient_scope" => Explanation::of(Rule::ScopeLacking)
            .about("scope", refusal)
            .expects("openid"),
        "access_denied" => Explanation::of(Rule::DeniedByUser),
        "login_required" => Explanation::of(Rule::LoginRequired).about("prompt", refusal),
        "consent_required" | "interaction_required" | "account_selection_required" => {
            Explanation::of(Rule::ConsentRequired).about("prompt", refusal)
        }
        "request_not_supported" => Explanation::of(Rule::ParameterUnsupported).about("request", refusal),
        "request_uri_not_supported" => {
            Explanation::of(Rule::ParameterUnsupported).about("request_uri", refusal)
        }
        "registration_not_supported" => {
            Explanation::of(Rule::ParameterUnsupported).about("registration", refusal)
        }
        "unmet_authentication_requirements" => {
            Explanation::of(Rule::ParameterInvalid).about("claims", refusal)
        }
        _ => request(client, refusal),
    }
}

/// `invalid_request`: the parameter that the message is about says which rule it was.
fn request(client: &ClientView, refusal: &Refusal) -> Explanation {
    let message = refusal.message.as_str();
    if message.contains("more than one client authentication") {
        return Explanation::of(Rule::AuthenticationRepeated)
            .expects(client.client.token_endpoint_auth_method.as_str());
    }
    if let Some(name) = message
        .strip_prefix("The parameter ")
        .and_then(|rest| rest.strip_suffix(" is repeated."))
    {
        return Explanation::of(Rule::ParameterRepeated).about(name, refusal);
    }
    if message.contains("redirect_uri") {
        return redirect_url(client, refusal);
    }
    if message.contains("code_challenge") || message.contains("code_verifier") || message.contains("PKCE") {
        return pkce(refusal);
    }
    if message.contains("response_mode") {
        return Explanation::of(Rule::ResponseMode)
            .about("response_mode", refusal)
            .expects(client.client.response_modes.to_string());
    }
    let missing = message
        .strip_prefix("The parameter ")
        .and_then(|rest| rest.strip_suffix(" is missing."));
    if let Some(name) = missing {
        let expected = match name {
            "response_type" => client.client.response_types.to_string(),
            "grant_type" => client.client.grant_types.to_string(),
            _ => String::new(),
        };
        return Explanation::of(Rule::ParameterMissing)
            .about(name, refusal)
            .expects(expected);
    }
    let named = [
        "state",
        "nonce",
        "prompt",
        "max_age",
        "id_token_hint",
        "claims",
        "client_assertion_type",
    ];
    match named.into_iter().find(|name| message.contains(name)) {
        Some(name) => Explanation::of(Rule::ParameterInvalid).about(name, refusal),
        None => Explanation::of(Rule::Other),
    }
}

fn redirect_url(client: &ClientView, refusal: &Refusal) -> Explanation {
    let Some(received) = refusal.value("redirect_uri") else {
        return Explanation::of(Rule::RedirectUrlMissing)
            .about("redirect_uri", refusal)
            .expects(client.redirect_urls.first().cloned().unwrap_or_default());
    };
    let explanation = Explanation::of(Rule::RedirectUrlUnregistered).about("redirect_uri", refusal);
    match nearest(received, client.redirect_urls.iter().map(String::as_str)) {
        Some(registered) => explanation
            .expects(registered)
            .because(url_difference(received, registered)),
        None => explanation.because("The client has no redirect URL."),
    }
}

fn pkce(refusal: &Refusal) -> Explanation {
    let method = refusal.value("code_challenge_method");
    if refusal.has("code_challenge") {
        if method != Some("S256") {
            let explanation = Explanation::of(Rule::PkceMethod)
                .about("code_challenge_method", refusal)
                .expects("S256");
            return match method {
                Some(_) => explanation,
                None => explanation.because("Without it the method is plain, which is not accepted."),
            };
        }
        return Explanation::of(Rule::PkceMalformed).about("code_challenge", refusal);
    }
    Explanation::of(Rule::PkceMissing)
        .about("code_challenge", refusal)
        .expects("BASE64URL(SHA256(code_verifier)), 43 characters, with code_challenge_method=S256")
}

fn scope(client: &ClientView, refusal: &Refusal) -> Explanation {
    let Some(asked) = refusal.value("scope") else {
        return Explanation::of(Rule::ScopeMissing)
            .about("scope", refusal)
            .expects(names_for(client, refusal.endpoint).collect::<Vec<_>>().join(" "));
    };
    if refusal.message.contains("part of the authorization") {
        return Explanation::of(Rule::ScopeWidened).about("scope", refusal);
    }
    let named = |name: &&str| refusal.message.contains(&format!("The scope {name} "));
    let Some(name) = asked.split(' ').find(named) else {
        return Explanation::of(Rule::ParameterInvalid).about("scope", refusal);
    };
    let (rule, expected, difference) = match client.scope(name) {
        None => {
            let near = nearest(name, names_for(client, refusal.endpoint))
                .unwrap_or_default()
                .to_owned();
            (
                Rule::ScopeNotEnabled,
                near,
                format!("{name} is not enabled for the app."),
            )
        }
        Some(scope) if refusal.endpoint == Endpoint::Token && scope.about.grantable_to.app() => {
            let difference = format!("The owner of the API of {name} has not approved the app yet.");
            (Rule::ScopeNotApproved, String::new(), difference)
        }
        Some(_) => {
            let difference = if refusal.endpoint == Endpoint::Token {
                format!("{name} is granted by users only.")
            } else {
                format!("{name} is granted to apps only.")
            };
            (Rule::ScopeNotGrantable, String::new(), difference)
        }
    };
    Explanation {
        received: Some(name.to_owned()),
        ..Explanation::of(rule)
            .about("scope", refusal)
            .expects(expected)
            .because(difference)
    }
}

/// Those that work there: at the token endpoint an app asks for itself.
fn names_for(client: &ClientView, endpoint: Endpoint) -> impl Iterator<Item = &str> {
    let works = move |to: GrantableTo| {
        if endpoint == Endpoint::Token {
            to.app()
        } else {
            to.user()
        }
    };
    let scopes = client
        .scopes
        .iter()
        .filter(move |scope| works(scope.about.grantable_to));
    scopes.map(|scope| scope.about.name.as_str())
}

fn unauthorized(client: &ClientView, refusal: &Refusal) -> Explanation {
    if !client.is_live() {
        return Explanation::of(Rule::SwitchedOff);
    }
    if refusal.message.contains("public client") {
        return Explanation::of(Rule::PublicClient);
    }
    if refusal.endpoint == Endpoint::Authorize {
        return Explanation::of(Rule::ResponseType)
            .about("response_type", refusal)
            .expects(client.client.response_types.to_string());
    }
    Explanation::of(Rule::GrantTypeNotAllowed)
        .about("grant_type", refusal)
        .expects(client.client.grant_types.to_string())
}

/// `invalid_client` says the same to everybody (SEC-46); the developer may know what was wrong.
fn client_authentication(client: &ClientView, refusal: &Refusal) -> Explanation {
    let method = client.client.token_endpoint_auth_method;
    let of_method = || Explanation::of(Rule::AuthenticationMethod).expects(method.as_str());
    if !client.is_live() {
        return Explanation::of(Rule::SwitchedOff);
    }
    if refusal.endpoint == Endpoint::Introspect && refusal.message.contains("public client") {
        return Explanation::of(Rule::PublicClient);
    }
    match &refusal.evidence {
        Evidence::Unknown | Evidence::Token { .. } => {
            Explanation::of(Rule::AuthenticationMissing).expects(method.as_str())
        }
        Evidence::None => Explanation::of(Rule::AuthenticationMissing).expects(method.as_str()),
        Evidence::Secret(used, digest) => {
            let received = Some(used.as_str().to_owned());
            let takes_secrets = matches!(
                method,
                AuthMethod::ClientSecretBasic | AuthMethod::ClientSecretPost
            );
            if !takes_secrets || (client.client.pin_auth_method && *used != method) {
                return Explanation {
                    received,
                    ..of_method()
                };
            }
            let known = client
                .secrets
                .iter()
                .find(|stored| same(&stored.digest.0, &digest.0));
            let names = |secrets: Vec<&entity::client_secret::Model>| {
                secrets
                    .iter()
                    .map(|secret| format!("…{}", secret.last_four))
                    .collect::<Vec<_>>()
                    .join(", ")
            };
            let live = client
                .secrets
                .iter()
                .filter(|secret| secret.expires_at.is_none_or(|at| refusal.at < at))
                .collect();
            match known {
                Some(secret) => Explanation::of(Rule::SecretExpired)
                    .expects(names(live))
                    .because(format!("The secret …{} has expired.", secret.last_four)),
                None => Explanation::of(Rule::SecretWrong)
                    .expects(names(live))
                    .because("The secret is none of the client's, or was revoked."),
            }
        }
        Evidence::Assertion(assertion) => {
            if method != AuthMethod::PrivateKeyJwt {
                return Explanation {
                    received: Some(AuthMethod::PrivateKeyJwt.as_str().to_owned()),
                    ..of_method()
                };
            }
            self::assertion(assertion, refusal.at)
        }
    }
}

fn assertion(assertion: &Assertion, at: i64) -> Explanation {
    let accepted = assertion.accepted_algorithms.as_str();
    let algorithm_fits = assertion
        .algorithm
        .as_deref()
        .is_some_and(|algorithm| accepted.split(' ').any(|one| one == algorithm));
    if !assertion.readable || !algorithm_fits {
        return Explanation {
            received: assertion.algorithm.clone(),
            ..Explanation::of(Rule::AssertionInvalid).expects(accepted)
        };
    }
    let audience = assertion.audience.as_deref().unwrap_or_default();
    let ours = &assertion.accepted_audience;
    if audience != ours && audience != format!("{ours}/oauth/token") {
        return Explanation {
            received: assertion.audience.clone(),
            ..Explanation::of(Rule::AssertionAudience).expects(ours)
        };
    }
    let now = seconds(at);
    match assertion.ends_at {
        Some(end) if end > now - 60 && end <= now + 360 => Explanation::of(Rule::AssertionKey)
            .because("Its signature is not by a key that is registered, its jti was used before, or iss and sub differ."),
        end => Explanation {
            received: end.map(|end| format!("exp is {} s from now", end - now)),
            ..Explanation::of(Rule::AssertionTime).expects("exp at most 300 s from now")
        },
    }
}

/// What `invalid_grant` is about, by what the caller was told.
const GRANTS: &[(&str, Rule, &str)] = &[
    ("The code is unknown", Rule::CodeUnknown, "code"),
    ("The code has expired", Rule::CodeExpired, "code"),
    ("The code was used", Rule::CodeUsed, "code"),
    ("redirect_uri", Rule::RedirectUrlChanged, "redirect_uri"),
    (
        "code_verifier does not match",
        Rule::PkceMismatch,
        "code_verifier",
    ),
    ("code_verifier", Rule::PkceMalformed, "code_verifier"),
    (
        "The refresh token is unknown",
        Rule::RefreshTokenUnknown,
        "refresh_token",
    ),
    (
        "The refresh token has expired",
        Rule::RefreshTokenExpired,
        "refresh_token",
    ),
    (
        "The refresh token was",
        Rule::RefreshTokenRevoked,
        "refresh_token",
    ),
    ("The permission behind", Rule::AccessRemoved, "refresh_token"),
    ("Every scope behind", Rule::AccessRemoved, "refresh_token"),
    ("The person has signed out", Rule::SignedOut, "refresh_token"),
];

fn grant(refusal: &Refusal) -> Explanation {
    let found = GRANTS
        .iter()
        .find(|(message, ..)| refusal.message.starts_with(message));
    match found {
        Some((_, rule, parameter)) => {
            let parameter = if refusal.has(parameter) || *parameter != "refresh_token" {
                parameter
            } else {
                "code"
            };
            Explanation::of(*rule).about(parameter, refusal)
        }
        None => Explanation::of(Rule::Other),
    }
}

fn token(refusal: &Refusal) -> Explanation {
    let explanation = Explanation::of(Rule::TokenDead);
    match refusal.evidence {
        Evidence::Token { ends_at, .. } if ends_at * SECOND <= refusal.at => {
            explanation.because(format!("It ended {} s ago.", seconds(refusal.at) - ends_at))
        }
        Evidence::Token { ours: false, .. } => {
            explanation.because("It is for another API: ask for the scope openid to use this endpoint.")
        }
        Evidence::Token { .. } => {
            explanation.because("It was revoked, or the person signed out or took the permission back.")
        }
        _ => explanation,
    }
}

/// The candidate that differs least; none if there is none.
fn nearest<'a>(received: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    candidates.min_by_key(|candidate| strsim::levenshtein(received, candidate))
}

fn nearest_of<'a>(received: Option<&str>, candidates: impl Iterator<Item = &'a str>) -> String {
    nearest(received.unwrap_or_default(), candidates)
        .unwrap_or_default()
        .to_owned()
}

/// Where a redirect URL differs from a registered one, in words.
fn url_difference(received: &str, registered: &str) -> String {
    if received.strip_suffix('/') == Some(registered) {
        return "It ends in a slash that the registered URL does not have.".to_owned();
    }
    if registered.strip_suffix('/') == Some(received) {
        return "The slash at the end of the registered URL is missing.".to_owned();
    }
    if received.eq_ignore_ascii_case(registered) {
        return "It differs in upper and lower case only.".to_owned();
    }
    let (Ok(got), Ok(want)) = (url::Url::parse(received), url::Url::parse(registered)) else {
        return at_character(received, registered);
    };
    let parts = [
        ("scheme", got.scheme().to_owned(), want.scheme().to_owned()),
        ("host", text(got.host_str()), text(want.host_str())),
        ("port", port(&got), port(&want)),
        ("path", got.path().to_owned(), want.path().to_owned()),
        ("query", text(got.query()), text(want.query())),
        ("fragment", text(got.fragment()), text(want.fragment())),
    ];
    let differing: Vec<String> = parts
        .into_iter()
        .filter(|(_, got, want)| got != want)
        .map(|(name, got, want)| match (got.is_empty(), want.is_empty()) {
            (true, _) => format!("the {name} {want} is missing"),
            (_, true) => format!("the {name} {got} is too much"),
            _ => format!("the {name} is {got}, registered is {want}"),
        })
        .collect();
    if differing.is_empty() {
        return at_character(received, registered);
    }
    let mut sentence = differing.join("; ");
    if let Some(first) = sentence.get(..1) {
        let upper = first.to_uppercase();
        sentence.replace_range(..1, &upper);
    }
    sentence.push('.');
    sentence
}

fn text(part: Option<&str>) -> String {
    part.unwrap_or_default().to_owned()
}

fn port(url: &url::Url) -> String {
    url.port_or_known_default()
        .map(|port| port.to_string())
        .unwrap_or_default()
}

fn at_character(received: &str, registered: &str) -> String {
    let same = received
        .chars()
        .zip(registered.chars())
        .take_while(|(a, b)| a == b)
        .count();
    format!("It differs from character {} on.", same + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_url_and_where_it_differs() {
        let registered = "https://app.example/callback";
        for (received, said) in [
            ("https://app.example/callback/", "It ends in a slash"),
            (
                "http://app.example/callback",
                "The scheme is http, registered is https",
            ),
            (
                "https://app.example:8443/callback",
                "The port is 8443, registered is 443",
            ),
            ("https://www.app.example/callback", "The host is www.app.example"),
            (
                "https://app.example/Callback",
                "It differs in upper and lower case only",
            ),
            (
                "https://app.example/callback?next=1",
                "The query next=1 is too much",
            ),
            (
                "https://app.example/cb",
                "The path is /cb, registered is /callback",
            ),
            ("https://app.example/%63allback", "The path is"),
        ] {
            let difference = url_difference(received, registered);
            assert!(difference.starts_with(said), "{received}: {difference}");
        }
        assert!(url_difference("https://a.example", "https://a.example/").starts_with("The slash"));
        let all = ["https://b.example/", registered];
        assert_eq!(
            nearest("https://app.example/calback", all.into_iter()),
            Some(registered)
        );
    }
}
