//! The authorization endpoint (RFC 6749 section 4.1.1, OpenID Connect Core section 3.1.2).
//!
//! First where an answer may go ([`destination`]); until then an error is a page of our own and never a redirect.
//! Then what is asked ([`request`]); an error goes back there. Then what the person still has to do ([`decide`]).
//! A request that needs the person is stored, and its pages carry only its id (SEC-69).

use std::sync::Arc;

use entity::{
    authorization,
    id::{AuthorizationId, GrantId, SessionId, UserId},
    session, user,
    values::{Digest, Scopes, SpaceDelimited},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde::{Deserialize, Serialize};

use super::{
    acr::{self, Wanted},
    claims::ClaimsRequest,
    code::AuthorizationCode,
    consent::{Asked, Standing},
    destination::{Destination, Response, ResponseMode},
    details,
    error::{Code, Error, Result},
    implicit,
    parameters::Parameters,
    pkce,
    response_type::{self, ResponseType},
};
use crate::domain::{
    self, Caller, Deps,
    caller::FRESH,
    client::{self, ClientView, EnabledScope},
    clock::{MINUTE, SECOND},
    dialect::Dialect,
    key::Typ,
    permission::UnknownPermission,
    scope,
    secret::{ordered_id, random, random_id, sha256},
    token,
};

/// How long a stored request waits for the person, milliseconds.
const PATIENCE: i64 = 30 * MINUTE;
/// The longest `state` and `nonce`, bytes (SEC-09).
const LONGEST: usize = 1024;
/// `prompt` values (OpenID Connect Core, and Initiating User Registration).
pub const PROMPTS: &[&str] = &["none", "login", "consent", "select_account", "create"];

/// Why there is nowhere to send an answer: a page of our own, status 400 (SEC-04).
#[derive(Debug)]
pub struct NoDestination {
    /// What is wrong, in the protocol's words.
    pub error: Error,
    /// The client, where it is known: its developers may see the explanation.
    pub client: Option<Arc<ClientView>>,
    /// What was received in the parameter that is wrong.
    pub received: Option<String>,
}

/// A validated request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorizationRequest {
    /// The client's `client_id`.
    pub client_id: String,
    /// The proven redirect URL.
    pub redirect_uri: String,
    /// Whether the request named it.
    pub redirect_uri_given: bool,
    /// What comes back.
    #[serde(default)]
    pub response_type: ResponseType,
    /// How the answer travels.
    pub response_mode: ResponseMode,
    /// By which dialect's route it came; none for the standard's.
    #[serde(default)]
    pub dialect: Option<Dialect>,
    /// Whether somebody who is not signed in is asked to register first (moneybutton's `landing`).
    #[serde(default)]
    pub register_first: bool,
    /// To go back unchanged.
    pub state: Option<String>,
    /// To be repeated in the ID token.
    pub nonce: Option<String>,
    /// What is asked for.
    pub scopes: Scopes,
    /// Of it, what `authorization_details` asked for (RFC 9396).
    #[serde(default)]
    pub by_details: Scopes,
    /// The audiences asked for.
    pub resources: SpaceDelimited,
    /// The PKCE challenge.
    pub code_challenge: Option<String>,
    /// What the person must be asked.
    pub prompt: SpaceDelimited,
    /// Seconds since the person authenticated, at most.
    pub max_age: Option<i64>,
    /// How strongly the person should authenticate, best first.
    #[serde(default)]
    pub acr_values: SpaceDelimited,
    /// Who is expected to sign in.
    pub login_hint: Option<String>,
    /// Who must be signed in.
    pub id_token_hint: Option<UserId>,
    /// Languages of the pages.
    pub ui_locales: Option<String>,
    /// The `claims` parameter.
    pub claims: Option<String>,
    /// The scopes of the app's whose claims that parameter names.
    pub scopes_by_claims: Scopes,
    /// When it arrived, milliseconds.
    pub arrived_at: i64,
}

impl AuthorizationRequest {
    /// What the person is asked for: the scopes, and those of the app's whose claims are asked for by name. Decided
    /// when the request arrives: what the app enables or withdraws later changes no page and no answer (SEC-69).
    pub fn asked(&self) -> Scopes {
        self.scopes.union(&self.scopes_by_claims)
    }

    /// Whether the answer may be about this person: nobody else is who the ID token or the `sub` of the `claims`
    /// parameter names (OpenID Connect Core sections 3.1.2.1 and 5.5.1).
    fn accepts(&self, user: &user::Model) -> bool {
        let by_hint = self.id_token_hint.is_none_or(|expected| expected == user.id);
        let named = self.sub_by_claims();
        let by_claim = named.is_empty() || named.contains(&user.id.to_string());
        by_hint && by_claim
    }

    /// Whether it is about this person: they are named, and need not choose.
    pub fn hints_at(&self, user: &user::Model) -> bool {
        if self.prompt.contains("select_account") || self.prompt.contains("create") || !self.accepts(user) {
            return false;
        }
        let must = self.id_token_hint.is_some() || !self.sub_by_claims().is_empty();
        let named = |hint: &String| domain::user::email_key(hint) == user.email_key;
        must || self.login_hint.as_ref().is_some_and(named)
    }

    /// Whether it says who is expected.
    pub fn names_somebody(&self) -> bool {
        self.id_token_hint.is_some() || self.login_hint.is_some() || !self.sub_by_claims().is_empty()
    }

    fn sub_by_claims(&self) -> Vec<String> {
        ClaimsRequest::stored(self.claims.as_deref()).sub
    }

    /// Whether what it gives outlives the sign-in: by the scope, or by a dialect's route, whose clients know no such
    /// scope (Decisions, SEC-21).
    pub fn outlives_session(&self, client: &ClientView) -> bool {
        let by_dialect = self.dialect.is_some()
            && self.response_type == ResponseType::Code
            && client.client.grant_types.contains("refresh_token");
        by_dialect || self.scopes.contains("offline_access")
    }
}

/// The person's browser session, as far as a request is concerned.
#[derive(Clone, Debug)]
pub struct Signed {
    /// The session.
    pub session: Arc<session::Model>,
    /// The person.
    pub user: Arc<user::Model>,
}

/// What happens next.
#[derive(Debug)]
pub enum Next {
    /// The person signs in.
    SignIn,
    /// The person makes an account.
    Register,
    /// The person proves again who they are.
    Reauthenticate,
    /// The person chooses an account.
    SelectAccount,
    /// The person reads what is asked, and decides.
    Consent(Asked),
    /// The answer goes to the client.
    Respond(Response),
    /// The client is told why there is none: what it asked for needs the person, and it wants none (`prompt=none`).
    Refuse(Error),
}

/// Proves the client and the redirect URL.
///
/// # Errors
/// [`NoDestination`]; or the database's.
pub async fn destination(deps: &Deps, parameters: &Parameters) -> Result<Result<Destination, NoDestination>> {
    let refuse = |error: Error, client: Option<Arc<ClientView>>, received: Option<&str>| {
        Ok(Err(NoDestination {
            error,
            client,
            received: received.map(str::to_owned),
        }))
    };
    for name in ["client_id", "redirect_uri"] {
        if parameters.is_repeated(name) {
            return refuse(
                Error::invalid_request(format!("The parameter {name} is repeated.")),
                None,
                None,
            );
        }
    }
    let Some(client_id) = parameters.get("client_id") else {
        return refuse(
            Error::invalid_request("The parameter client_id is missing."),
            None,
            None,
        );
    };
    let Some(client) = client::find(deps, client_id)
        .await?
        .filter(|client| client.is_live())
    else {
        let unknown = Error::new(
            Code::UnauthorizedClient,
            "There is no app with this client_id, or it is switched off.",
        );
        return refuse(unknown, None, Some(client_id));
    };
    let oidc = parameters
        .get("scope")
        .is_some_and(|scope| scope.split(' ').any(|name| name == "openid"));
    let uri = match (parameters.get("redirect_uri"), client.redirect_urls.as_slice()) {
        (Some(uri), _) => uri.to_owned(),
        (None, [only]) if !oidc => only.clone(),
        (None, _) => {
            let missing = Error::invalid_request("The parameter redirect_uri is missing.");
            return refuse(missing, Some(client), None);
        }
    };
    if let Some(destination) = Destination::prove(deps, Arc::clone(&client), &uri) {
        Ok(Ok(destination))
    } else {
        let wrong = Error::invalid_request("The redirect_uri is not registered for this app.");
        refuse(wrong, Some(client), Some(&uri))
    }
}

/// The destination with the mode and the state that the request names, as far as those are usable: also the
/// errors of [`request`] go by them.
pub fn addressed(deps: &Deps, destination: Destination, parameters: &Parameters) -> Destination {
    let state = parameters
        .get("state")
        .filter(|state| is_carried(state) && !parameters.is_repeated("state"));
    let mode = response_type::mode_of_error(&deps.config, destination.client(), parameters);
    destination.with_state(state).by(mode)
}

/// Whether a value comes back byte for byte whatever way the answer takes: a form turns line breaks into others (SEC-09).
fn is_carried(value: &str) -> bool {
    value.len() <= LONGEST && !value.contains(char::is_control)
}

/// Checks everything that is asked. `dialect`: whose route it came by.
///
/// # Errors
/// For the client, by way of the destination.
pub fn request(
    deps: &Deps,
    destination: &Destination,
    parameters: &Parameters,
    dialect: Option<Dialect>,
) -> Result<AuthorizationRequest> {
    let client = destination.client();
    if let Some(name) = parameters.repeated() {
        return Err(Error::invalid_request(format!(
            "The parameter {name} is repeated."
        )));
    }
    if parameters.get("request").is_some() && parameters.get("request_uri").is_some() {
        return Err(Error::invalid_request(
            "The parameters request and request_uri exclude each other.",
        ));
    }
    for (name, code) in [
        ("request", Code::RequestNotSupported),
        ("request_uri", Code::RequestUriNotSupported),
        ("registration", Code::RegistrationNotSupported),
    ] {
        if parameters.get(name).is_some() {
            return Err(Error::new(
                code,
                format!("The parameter {name} is not supported."),
            ));
        }
    }
    for name in ["state", "nonce"] {
        if parameters.get(name).is_some_and(|value| !is_carried(value)) {
            return Err(Error::invalid_request(format!(
                "The parameter {name} is longer than {LONGEST} bytes, or has control characters."
            )));
        }
    }
    let response_mode = response_type::mode(&deps.config, client, parameters)?;
    let response_type = response_type::read(&deps.config, client, parameters)?;
    let by_details = by_details(deps, client, parameters)?;
    let scopes = scopes(client, parameters, &by_details)?;
    let resources: SpaceDelimited = parameters.all("resource").collect();
    known_resources(deps, client, &resources)?;
    let claims = parameters.get("claims");
    if let Some(claims) = claims {
        let asked = ClaimsRequest::parse(claims)?;
        let known = |acr: &String| acr::reachable(&deps.config).contains(&acr.as_str());
        if asked.acr_is_essential && !asked.acr.is_empty() && !asked.acr.iter().any(known) {
            return Err(Error::new(
                Code::UnmetAuthenticationRequirements,
                "None of the essential acr values can be reached here.",
            ));
        }
    }
    Ok(AuthorizationRequest {
        client_id: client.client.client_id.clone(),
        redirect_uri: destination.redirect_uri().to_owned(),
        redirect_uri_given: parameters.get("redirect_uri").is_some(),
        response_type,
        response_mode,
        dialect,
        register_first: register_first(dialect, parameters)?,
        state: parameters.get("state").map(str::to_owned),
        nonce: parameters.get("nonce").map(str::to_owned),
        scopes,
        by_details,
        resources,
        code_challenge: match response_type {
            ResponseType::Code => code_challenge(client, parameters)?,
            ResponseType::Token => None,
        },
        prompt: prompt(parameters)?,
        max_age: max_age(client, parameters)?,
        acr_values: parameters
            .get("acr_values")
            // A wish (OpenID Connect Core section 3.1.2.1): what is too long to be kept is none of ours.
            .filter(|values| values.len() <= LONGEST)
            .unwrap_or_default()
            .split(' ')
            .collect(),
        login_hint: parameters
            .get("login_hint")
            .filter(|hint| hint.len() <= 320)
            .map(str::to_owned),
        id_token_hint: parameters
            .get("id_token_hint")
            .map(|hint| hinted_user(deps, hint))
            .transpose()?,
        ui_locales: parameters
            .get("ui_locales")
            .filter(|text| text.len() <= 200)
            .map(str::to_owned),
        scopes_by_claims: client.still_enabled(&ClaimsRequest::stored(claims).scopes()),
        claims: claims.map(str::to_owned),
        arrived_at: deps.clock.now(),
    })
}

/// What `authorization_details` asks for.
fn by_details(deps: &Deps, client: &ClientView, parameters: &Parameters) -> Result<Scopes> {
    match parameters.get("authorization_details") {
        Some(text) => details::parse(client, deps.config.issuer(), text, |scope| {
            scope.about.grantable_to.user()
        }),
        None => Ok(Scopes::default()),
    }
}

/// What is asked for: each must be enabled for the app, and one that people can grant (SEC-54). A scope with a type of
/// resource may be limited to one, as in `invoices:read:s-1`.
fn scopes(client: &ClientView, parameters: &Parameters, by_details: &Scopes) -> Result<Scopes> {
    let refuse = |why: String| Err(Error::new(Code::InvalidScope, why));
    let asked: Scopes = match parameters.get("scope") {
        Some(text) if !scope::is_valid_parameter(text) => {
            return refuse(
                "The parameter scope is not a list of scopes with spaces between them.".to_owned(),
            );
        }
        Some(text) => text.split(' ').collect(),
        None if by_details.is_empty() => client.client.default_scopes.clone(),
        None => Scopes::default(),
    };
    if asked.is_empty() && by_details.is_empty() {
        return refuse("The parameter scope is missing, and the client has no default scopes.".to_owned());
    }
    for text in asked.iter() {
        check_scope(client, text, |scope| scope.about.grantable_to.user())?;
    }
    let all = client.catalogue.simplify(&asked.union(by_details));
    if !details::fits(&all) {
        return refuse("It asks for more resources than one authorization holds.".to_owned());
    }
    Ok(all)
}

/// That a permission of a `scope` parameter exists, is enabled for the app, and `grantable`.
///
/// # Errors
/// `invalid_scope`, naming it.
pub(super) fn check_scope<'a>(
    client: &'a ClientView,
    text: &str,
    grantable: impl Fn(&EnabledScope) -> bool,
) -> Result<&'a EnabledScope> {
    let refuse = |why: String| Err(Error::new(Code::InvalidScope, why));
    let unknown = || format!("The scope {text} does not exist or is not enabled for this app.");
    let permission = match client.catalogue.parse(text) {
        Ok(permission) => permission,
        Err(UnknownPermission::NoSuchScope(_)) => return refuse(unknown()),
        Err(other) => return refuse(other.to_string()),
    };
    match client.scope(&permission.scope) {
        None => refuse(unknown()),
        Some(scope) if !grantable(scope) && scope.about.grantable_to.user() => refuse(format!(
            "The scope {} can only be granted by a user.",
            permission.scope
        )),
        Some(scope) if !grantable(scope) => refuse(format!(
            "The scope {} cannot be granted by a user.",
            permission.scope
        )),
        Some(scope) => Ok(scope),
    }
}

/// Each `resource` is an absolute URI without fragment, and one that the app has scopes of (RFC 8707 section 2,
/// SEC-31).
///
/// # Errors
/// `invalid_target`.
pub fn known_resources(deps: &Deps, client: &ClientView, resources: &SpaceDelimited) -> Result<()> {
    for resource in resources.iter() {
        let absolute = url::Url::parse(resource).is_ok_and(|url| url.fragment().is_none());
        let known = resource == deps.config.issuer()
            || client
                .scopes
                .iter()
                .filter_map(|scope| scope.api.as_ref())
                .any(|api| api.identifier == resource);
        if !absolute || !known {
            return Err(Error::new(
                Code::InvalidTarget,
                "A resource is not one that this app has scopes of.",
            ));
        }
    }
    Ok(())
}

/// `landing` of the moneybutton dialect: which page somebody who is not signed in sees first.
fn register_first(dialect: Option<Dialect>, parameters: &Parameters) -> Result<bool> {
    match parameters
        .get("landing")
        .filter(|_| dialect == Some(Dialect::Moneybutton))
    {
        None | Some("login") => Ok(false),
        Some("register") => Ok(true),
        Some(_) => Err(Error::invalid_request("landing must be login or register.")),
    }
}

fn code_challenge(client: &ClientView, parameters: &Parameters) -> Result<Option<String>> {
    let method = parameters.get("code_challenge_method");
    match parameters.get("code_challenge") {
        Some(challenge) => {
            if method != Some("S256") {
                return Err(Error::invalid_request("code_challenge_method must be S256."));
            }
            if pkce::challenge(challenge).is_none() {
                return Err(Error::invalid_request(
                    "code_challenge must be 43 characters of base64url.",
                ));
            }
            Ok(Some(challenge.to_owned()))
        }
        None if method.is_some() => Err(Error::invalid_request("The parameter code_challenge is missing.")),
        None if client.client.require_pkce => Err(Error::invalid_request(
            "This client must use PKCE: the parameter code_challenge is missing.",
        )),
        None => Ok(None),
    }
}

fn prompt(parameters: &Parameters) -> Result<SpaceDelimited> {
    let prompt: SpaceDelimited = parameters.get("prompt").unwrap_or_default().split(' ').collect();
    if let Some(unknown) = prompt.iter().find(|value| !PROMPTS.contains(value)) {
        let known = PROMPTS.join(", ");
        return Err(Error::invalid_request(format!(
            "prompt {unknown} does not exist; there are {known}."
        )));
    }
    if prompt.contains("none") && prompt.len() > 1 {
        return Err(Error::invalid_request("prompt none goes with no other value."));
    }
    Ok(prompt)
}

fn max_age(client: &ClientView, parameters: &Parameters) -> Result<Option<i64>> {
    match parameters.get("max_age") {
        None => Ok(client.client.default_max_age.map(i64::from)),
        Some(text) => match text.parse::<u32>() {
            Ok(age) => Ok(Some(age.into())),
            Err(_) => Err(Error::invalid_request(
                "max_age must be a whole number of seconds.",
            )),
        },
    }
}

/// The person of an ID token of ours, which may have expired.
fn hinted_user(deps: &Deps, hint: &str) -> Result<UserId> {
    #[derive(Deserialize)]
    struct Hint {
        sub: UserId,
    }
    token::decode::<Hint>(deps, hint, Typ::Jwt)
        .map(|hint| hint.sub)
        .ok_or_else(|| Error::invalid_request("id_token_hint is not an ID token of this server."))
}

/// What the person still has to do, given who is signed in and, for a stored request, what they did already.
///
/// # Errors
/// The database's.
pub async fn decide(
    deps: &Deps,
    destination: &Destination,
    request: &AuthorizationRequest,
    signed: Option<&Signed>,
    stored: Option<&authorization::Model>,
) -> Result<Next> {
    let silent = request.prompt.contains("none");
    let refuse = |code, why: &'static str| Ok(Next::Refuse(Error::new(code, why)));
    let Some(signed) = signed else {
        let register_first = request.register_first && deps.config.registration.by_oneself();
        return match (silent, register_first || request.prompt.contains("create")) {
            (true, _) => refuse(Code::LoginRequired, "Nobody is signed in."),
            (false, true) => Ok(Next::Register),
            (false, false) => Ok(Next::SignIn),
        };
    };
    // A person who chose to make an account does so even though somebody is signed in.
    if request.prompt.contains("create") && signed.session.created_at < request.arrived_at {
        return Ok(Next::Register);
    }
    if !request.accepts(&signed.user) {
        return if silent {
            refuse(Code::LoginRequired, "Somebody else is signed in.")
        } else {
            Ok(Next::SignIn)
        };
    }
    // A session with fewer factors than the account has by now, or must have, gives nothing (SEC-74).
    let proved_at = proved_at(deps, signed);
    if proved_at == 0 || proved_at < must_authenticate_after(request) {
        return if silent {
            refuse(Code::LoginRequired, "A new sign-in is needed.")
        } else {
            Ok(Next::Reauthenticate)
        };
    }
    // The account has no second factor, or the session would have proved it.
    let wanted = Wanted::of(request);
    if wanted.essential && !wanted.met_by(&signed.session.acr) {
        return refuse(
            Code::UnmetAuthenticationRequirements,
            "The person has no second factor, which the essential acr value needs.",
        );
    }
    let selected = stored.and_then(|row| row.selected_session_id);
    let signed_in_for_this = signed.session.created_at >= request.arrived_at;
    if request.prompt.contains("select_account") && selected != Some(signed.session.id) && !signed_in_for_this
    {
        return Ok(Next::SelectAccount);
    }
    let client = destination.client();
    let standing = Standing::of(deps, client, request, &signed.user).await?;
    if let Err(error) = standing.check_possible(request) {
        return Ok(Next::Respond(destination.error(&error)));
    }
    let question = standing.question(client, request);
    if question.is_some() && silent {
        return refuse(Code::ConsentRequired, "The person has not allowed this yet.");
    }
    let missing = standing.missing(client);
    if question.is_some() || !missing.is_empty() {
        match standing.check_theirs(deps, request, &signed.user).await {
            Ok(()) => {}
            Err(error) if error.cause.is_some() => return Err(error),
            Err(error) => return Ok(Next::Respond(destination.error(&error))),
        }
    }
    match question {
        // First party: what would be asked is granted without asking (SEC-70), but what needs a fresh sign-in still
        // does (SEC-75).
        None if stale(deps, signed, &missing) && silent => {
            refuse(Code::LoginRequired, "A new sign-in is needed.")
        }
        None if stale(deps, signed, &missing) => Ok(Next::Reauthenticate),
        None => {
            let (grant_id, authorized) = match &standing.live {
                Some(grant) if missing.is_empty() => (
                    grant.id,
                    client.catalogue.intersect(&standing.asked, &standing.held),
                ),
                _ => (
                    allow(deps, client, signed, &standing.asked).await?,
                    standing.asked.clone(),
                ),
            };
            Ok(Next::Respond(
                respond(deps, destination, request, signed, (grant_id, &authorized)).await?,
            ))
        }
        Some(asked) if stale(deps, signed, &asked.new) => Ok(Next::Reauthenticate),
        Some(asked) => Ok(Next::Consent(asked)),
    }
}

/// Whether there is something to allow that needs a sign-in of the last five minutes, and it is older (SEC-75).
fn stale(deps: &Deps, signed: &Signed, scopes: &Scopes) -> bool {
    deps.clock.now() - proved_at(deps, signed) > FRESH && scopes.iter().any(scope::needs_fresh_sign_in)
}

/// When the person last proved all that the account needs; 0 for a session that was begun with less.
fn proved_at(deps: &Deps, signed: &Signed) -> i64 {
    domain::second_factor::proved_at(&deps.config, &signed.session, &signed.user)
}

/// Only a sign-in at or after this time will do, milliseconds (SEC-11).
fn must_authenticate_after(request: &AuthorizationRequest) -> i64 {
    let by_age = request
        .max_age
        .map_or(i64::MIN, |age| request.arrived_at - age * SECOND);
    if request.prompt.contains("login") {
        request.arrived_at
    } else {
        by_age
    }
}

async fn allow(deps: &Deps, client: &ClientView, signed: &Signed, scopes: &Scopes) -> Result<GrantId> {
    Ok(domain::grant::allow(
        deps,
        &caller(deps, signed, domain::caller::Whereabouts::default()),
        client.app.id,
        scopes,
    )
    .await?)
}

pub(super) fn caller(deps: &Deps, signed: &Signed, from: domain::caller::Whereabouts) -> Caller {
    Caller {
        who: domain::caller::Who::Session(domain::caller::SessionCaller {
            user_id: signed.user.id,
            session_id: signed.session.id,
            role: signed.user.role,
            authenticated_at: proved_at(deps, signed),
        }),
        from,
    }
}

/// The successful answer, for what of the request was authorized: a code, or a token where the client gets those.
pub(super) async fn respond(
    deps: &Deps,
    destination: &Destination,
    request: &AuthorizationRequest,
    signed: &Signed,
    (grant_id, authorized): (GrantId, &Scopes),
) -> Result<Response> {
    // What is asked of the person for claims by name is no scope of the token.
    let named = |text: &str| {
        let named: Scopes = [text].into_iter().collect();
        destination.client().catalogue.covers(&request.scopes, &named)
    };
    let scopes = authorized.filter(named);
    if request.response_type == ResponseType::Token {
        return implicit::respond(deps, destination, request, signed, (grant_id, &scopes)).await;
    }
    let offline = request.outlives_session(destination.client());
    if offline {
        domain::grant::last(deps, grant_id).await?;
    }
    let now = deps.clock.now();
    let mut redirect_uri = [0; 32];
    redirect_uri.copy_from_slice(&sha256(request.redirect_uri.as_bytes()).0);
    let code = AuthorizationCode {
        family_id: entity::id::FamilyId(ordered_id(now)),
        seed: random(),
        client: destination.client().client.id,
        user_id: signed.user.id,
        grant_id,
        session_id: signed.session.id,
        issued_at: now,
        authenticated_at: signed.session.authenticated_at,
        redirect_uri,
        redirect_uri_given: request.redirect_uri_given,
        challenge: request.code_challenge.as_deref().and_then(pkce::challenge),
        scopes,
        resources: request.resources.clone(),
        nonce: request.nonce.clone(),
        claims: request.claims.clone(),
        acr: Wanted::of(request).stated(&signed.session.acr),
        offline,
    };
    Ok(destination.success(vec![("code", code.seal(deps))]))
}

/// A stored request, and where its answer goes.
#[derive(Clone, Debug)]
pub struct Pending {
    /// The row.
    pub row: authorization::Model,
    /// What is asked.
    pub request: AuthorizationRequest,
    /// Where the answer goes; proved again, as the client may have changed meanwhile.
    pub destination: Destination,
}

/// Stores a request that needs the person, for this browser. `chosen`: the session that answers it, where it is not
/// the one in use.
///
/// # Errors
/// The database's.
pub async fn store(
    deps: &Deps,
    destination: &Destination,
    request: &AuthorizationRequest,
    browser: &Digest,
    chosen: Option<SessionId>,
) -> Result<AuthorizationId> {
    let now = deps.clock.now();
    let row = authorization::Model {
        id: AuthorizationId(random_id()),
        client_id: destination.client().client.id,
        request: serde_json::to_string(request).map_err(domain::Error::internal)?,
        browser_digest: browser.clone(),
        session_id: None,
        authenticated_after: None,
        selected_session_id: chosen,
        expires_at: now + PATIENCE,
        completed_at: None,
        created_at: now,
    };
    let id = row.id;
    authorization::Entity::insert(authorization::ActiveModel::from(row).reset_all())
        .exec_without_returning(deps.db.write())
        .await
        .map_err(domain::Error::from)?;
    Ok(id)
}

/// The stored request, if it is this browser's, not answered yet and in time.
///
/// # Errors
/// The database's.
pub async fn pending(deps: &Deps, id: AuthorizationId, browser: &Digest) -> Result<Option<Pending>> {
    let found = authorization::Entity::find_by_id(id)
        .filter(authorization::Column::CompletedAt.is_null())
        .filter(authorization::Column::ExpiresAt.gt(deps.clock.now()))
        .one(deps.db.read())
        .await
        .map_err(domain::Error::from)?;
    let Some(row) = found.filter(|row| domain::secret::same(&row.browser_digest.0, &browser.0)) else {
        return Ok(None);
    };
    let request: AuthorizationRequest =
        serde_json::from_str(&row.request).map_err(domain::Error::internal)?;
    let Some(client) = client::find(deps, &request.client_id)
        .await?
        .filter(|client| client.is_live())
    else {
        return Ok(None);
    };
    // What was asked for must still be the app's to ask: a page never shows less than what its answer allows.
    let asked = request.asked();
    let grantable = |text: &str| {
        client
            .permitted(text)
            .is_some_and(|(_, scope)| scope.about.grantable_to.user())
    };
    if !asked.iter().all(grantable) {
        return Ok(None);
    }
    let Some(destination) = Destination::prove(deps, client, &request.redirect_uri) else {
        return Ok(None);
    };
    let destination = destination
        .with_state(request.state.as_deref())
        .by(request.response_mode);
    Ok(Some(Pending {
        row,
        request,
        destination,
    }))
}

/// Remembers which session sees the consent page; only that one may answer it (SEC-66, SEC-69).
///
/// # Errors
/// The database's.
pub async fn shown_to(deps: &Deps, id: AuthorizationId, session_id: SessionId) -> Result<()> {
    update(deps, id, authorization::Column::SessionId, session_id).await
}

/// Remembers which account was chosen.
///
/// # Errors
/// The database's.
pub async fn selected(deps: &Deps, id: AuthorizationId, session_id: SessionId) -> Result<()> {
    update(deps, id, authorization::Column::SelectedSessionId, session_id).await
}

async fn update(
    deps: &Deps,
    id: AuthorizationId,
    column: authorization::Column,
    session_id: SessionId,
) -> Result<()> {
    authorization::Entity::update_many()
        .col_expr(column, Expr::value(session_id))
        .filter(authorization::Column::Id.eq(id))
        .filter(authorization::Column::CompletedAt.is_null())
        .exec(deps.db.write())
        .await
        .map_err(domain::Error::from)?;
    Ok(())
}

/// Answers a stored request, once: whoever comes second finds it answered.
///
/// # Errors
/// The database's.
pub async fn complete(deps: &Deps, id: AuthorizationId) -> Result<bool> {
    let done = authorization::Entity::update_many()
        .col_expr(authorization::Column::CompletedAt, Expr::value(deps.clock.now()))
        .filter(authorization::Column::Id.eq(id))
        .filter(authorization::Column::CompletedAt.is_null())
        .exec(deps.db.write())
        .await
        .map_err(domain::Error::from)?;
    Ok(done.rows_affected == 1)
}
