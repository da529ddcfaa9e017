//! The request log: an app's refused requests, explained to its developers.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use entity::request_log;

use super::{
    Ask as _,
    app::App,
    client::Client,
    error::OrRefuse as _,
    loader::{ClientsOf, look},
    page::{Arguments, Page, counter},
    scalars::DateTime,
};
use crate::domain::{
    page::{Key, Position},
    refusal::{Endpoint, Parameter, Rule},
    request_log::{self as log, Filter},
};

/// Where a refused request came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Endpoint")]
pub enum RequestEndpoint {
    /// `/oauth/authorize`, and the pages that follow it.
    Authorize,
    /// `/oauth/token`.
    Token,
    /// `/oauth/introspect`.
    Introspect,
    /// `/oauth/revoke`.
    Revoke,
    /// `/oauth/userinfo`.
    Userinfo,
}

macro_rules! rules {
    ($($(#[$doc:meta])* $variant:ident $title:literal $fix:literal)*) => {
        /// Which rule refused a request.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
        #[graphql(remote = "Rule")]
        pub enum RequestRule { $($(#[$doc])* $variant,)* }

        impl RequestRule {
            /// What went wrong, in a sentence; and what to do.
            const fn words(self) -> (&'static str, &'static str) {
                match self { $(Self::$variant => ($title, $fix),)* }
            }
        }
    };
}

rules! {
    /// The redirect URL is none of the client's.
    RedirectUrlUnregistered
        "The redirect URL is not registered for this client."
        "Send exactly a registered URL, or register the one you send. URLs are compared byte for byte."
    /// No redirect URL is named.
    RedirectUrlMissing
        "The request names no redirect URL."
        "Send redirect_uri: it may be left out only where one URL is registered and the scope openid is not asked for."
    /// The redirect URL is not the one that the code was sent to.
    RedirectUrlChanged
        "The redirect URL differs from the one of the authorization request."
        "Send the same redirect_uri to the token endpoint as to the authorization endpoint."
    /// A parameter is there twice.
    ParameterRepeated
        "A parameter was sent more than once."
        "Send each parameter once, in the query or in the body but not in both."
    /// A parameter is missing.
    ParameterMissing
        "A parameter that is needed was not sent, or was empty."
        "Send the parameter."
    /// A parameter is not supported.
    ParameterUnsupported
        "A parameter is not supported by this server."
        "Leave the parameter out. Discovery lists what is supported."
    /// A parameter's value is wrong.
    ParameterInvalid
        "A parameter's value is malformed, too long, or not one that exists."
        "Compare the value with the documentation of your library; the message says what is expected."
    /// The response type is not supported, or not the client's.
    ResponseType
        "The response type is not supported, or this client is not registered for it."
        "Use response_type=code, and register the client for authorization_code."
    /// The response mode is not supported, or not the client's.
    ResponseMode
        "The response mode is not supported, or this client is not registered for it."
        "Use one of the client's response modes, or add the mode to the client's settings."
    /// The grant type does not exist here.
    GrantTypeUnsupported
        "The grant type does not exist on this server."
        "Use one of the grant types that discovery lists."
    /// The client is not registered for the grant type.
    GrantTypeNotAllowed
        "This client is not registered for the grant type."
        "Add the grant type to the client's settings, or use one that it has."
    /// No scope is asked for.
    ScopeMissing
        "No scope was asked for, and the client has no default scopes."
        "Send scope with what the app needs, or set default scopes for the client."
    /// The app does not have the scope enabled.
    ScopeNotEnabled
        "A scope does not exist, or the app does not have it enabled."
        "Check the spelling, or enable the scope for the app."
    /// The scope cannot be granted this way.
    ScopeNotGrantable
        "The scope cannot be granted in this way."
        "Scopes for users need a sign-in; scopes for apps need grant_type=client_credentials."
    /// The API's owner has not approved the scope.
    ScopeNotApproved
        "The API's owner has not approved that this app uses the scope by itself."
        "Ask the owner of the API to approve the app for this scope."
    /// A refresh asks for more than was allowed.
    ScopeWidened
        "The refresh asks for a scope that the authorization did not have."
        "Ask for fewer scopes or leave scope out; for more, send the person through the authorization endpoint again."
    /// The token lacks a scope.
    ScopeLacking
        "The access token lacks a scope that the endpoint needs."
        "Ask for the scope when you send the person to sign in."
    /// The resource is unknown.
    ResourceUnknown
        "The resource is not an API that the app has scopes of, or was not asked for before."
        "Send the identifier of an API whose scopes the app has enabled."
    /// PKCE is missing.
    PkceMissing
        "The client must use PKCE, and no code_challenge was sent."
        "Switch PKCE on in your library: send code_challenge and code_challenge_method=S256."
    /// The PKCE method is not S256.
    PkceMethod
        "The PKCE method is not S256."
        "Send code_challenge_method=S256 and the SHA-256 of the verifier; plain is not accepted."
    /// PKCE values are malformed or half there.
    PkceMalformed
        "A PKCE value is malformed, or one of the two is missing."
        "Send a challenge of 43 base64url characters when authorizing, and its verifier of 43 to 128 characters for the token."
    /// The PKCE verifier does not match.
    PkceMismatch
        "The code_verifier is not the one whose challenge was sent."
        "Keep the verifier of each sign-in apart: two tabs or a restart in between often mix them up."
    /// Silent sign-in, and nobody is signed in.
    LoginRequired
        "A silent sign-in (prompt=none) found nobody signed in, or somebody else."
        "This is how silent sign-in says no: send the person through without prompt=none."
    /// Silent sign-in, and the person must be asked.
    ConsentRequired
        "A silent sign-in (prompt=none) needs the person's consent."
        "Send the person through without prompt=none once, so that they can allow it."
    /// The person said no.
    DeniedByUser
        "The person did not allow it."
        "Nothing is wrong with the request. Ask for less, or explain in your app why it is needed."
    /// More than one client authentication.
    AuthenticationRepeated
        "The client authenticated in more than one way at once."
        "Send the credentials in one way only: in the Authorization header or in the body."
    /// No client authentication.
    AuthenticationMissing
        "The client has credentials, but sent none that could be read."
        "Send the client's credentials in the way it is set up for."
    /// Another way to authenticate.
    AuthenticationMethod
        "The client authenticated in a way that it is not set up for."
        "Change token_endpoint_auth_method of the client, or the setting of your library."
    /// The secret is wrong.
    SecretWrong
        "The client secret is none of the client's, or was revoked."
        "Compare the last four characters with the client's secrets; in Basic, encode id and secret as forms are."
    /// The secret has expired.
    SecretExpired
        "The client secret has expired."
        "Make a new secret, deploy it, then revoke the old one."
    /// The assertion is malformed.
    AssertionInvalid
        "The client assertion cannot be read, or is signed with an algorithm that is not accepted."
        "Sign a JWT with one of the algorithms that discovery lists."
    /// The assertion is for another audience.
    AssertionAudience
        "The client assertion is for another audience."
        "Set aud to the issuer, as one string."
    /// The assertion's times are wrong.
    AssertionTime
        "The client assertion has expired, lives too long, or is not valid yet."
        "Set exp to at most five minutes from now, and check the clock of your server."
    /// The assertion's key or id is wrong.
    AssertionKey
        "The client assertion is not signed with a key of the client, or its jti was used before."
        "Register the public key (or publish it at jwks_uri), set iss and sub to the client_id, and a new jti each time."
    /// The client or its app is switched off.
    SwitchedOff
        "The client or its app is switched off."
        "Resume the app or the client; if an administrator suspended it, ask one."
    /// A public client cannot do this.
    PublicClient
        "A public client cannot do this."
        "Use a client that keeps a secret, on a server."
    /// The code is unknown.
    CodeUnknown
        "The code is none of this server's, or was issued to another client."
        "Send the code as it came, once decoded, with the client_id that the authorization request had."
    /// The code has expired.
    CodeExpired
        "The code has expired: it lives for a minute at most."
        "Redeem the code as soon as it arrives."
    /// The code was used before.
    CodeUsed
        "The code was redeemed before; everything issued for it was revoked."
        "Redeem each code once, and do not retry: start the sign-in again."
    /// The refresh token is unknown.
    RefreshTokenUnknown
        "The refresh token is none of this server's, or of another client."
        "Send the newest refresh token, with the client that it was issued to."
    /// The refresh token has expired.
    RefreshTokenExpired
        "The refresh token has expired."
        "Send the person to sign in again; ask for offline_access if access must outlive the browser session."
    /// The refresh token was revoked or used before.
    RefreshTokenRevoked
        "The refresh token was revoked, or an older one was sent again."
        "Store the new refresh token of each answer in place of the old one, before the next request."
    /// The permission was taken back.
    AccessRemoved
        "The person took the permission back, or the account is gone."
        "Treat it as a sign-out: delete what you keep of the tokens, and ask again when the person comes back."
    /// The person has signed out.
    SignedOut
        "The person has signed out since."
        "Ask for offline_access if access must outlive the browser session."
    /// The access token is dead or for another API.
    TokenDead
        "The access token has ended, was revoked, or is for another API."
        "Refresh the token, and retry once."
    /// Anything else.
    Other
        "The request was refused."
        "The message says why."
}

/// One parameter of a refused request.
#[derive(Clone, Debug, SimpleObject)]
pub struct RequestParameter {
    /// Its name.
    pub name: String,
    /// Its value; null for parameters that may hold a secret or something personal, such as `code` or `state`. What
    /// looks like a secret is left out of other values.
    pub value: Option<String>,
    /// How many characters came.
    pub length: usize,
}

/// A refused request, and what to do about it.
#[derive(Clone, Debug)]
pub struct RequestLogEntry(pub request_log::Model);

impl RequestLogEntry {
    fn rule(&self) -> RequestRule {
        Rule::of(&self.0.rule).unwrap_or(Rule::Other).into()
    }
}

/// A refused request, and what to do about it. It has no secret in it, and nothing of the person who was there.
#[Object]
impl RequestLogEntry {
    /// Its id.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// When it came.
    async fn at(&self) -> DateTime {
        self.0.at.into()
    }

    /// Where it came to.
    async fn endpoint(&self) -> RequestEndpoint {
        Endpoint::of(&self.0.endpoint).unwrap_or(Endpoint::Token).into()
    }

    /// The app.
    async fn app(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<App>> {
        Ok(ctx.loaders().load(self.0.app_id).await.or_refuse()?.map(App))
    }

    /// The `client_id` that it named.
    async fn client_id(&self) -> &str {
        &self.0.client_id
    }

    /// The client; null if it exists no longer.
    async fn client(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Client>> {
        let all = look(ctx, ClientsOf(self.0.app_id)).await?;
        Ok(all
            .iter()
            .find(|row| row.client_id == self.0.client_id)
            .cloned()
            .map(Client))
    }

    /// The error code of the standards that was answered, such as `invalid_grant`.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// What the caller was told.
    async fn message(&self) -> &str {
        &self.0.message
    }

    /// The rule that refused it.
    #[graphql(name = "rule")]
    async fn rule_(&self) -> RequestRule {
        self.rule()
    }

    /// The rule in words.
    async fn explanation(&self) -> &'static str {
        self.rule().words().0
    }

    /// What to change.
    async fn fix(&self) -> &'static str {
        self.rule().words().1
    }

    /// The parameter that is wrong; null where it is none.
    async fn parameter(&self) -> Option<&str> {
        self.0.parameter.as_deref()
    }

    /// What came in it, or in what way the client authenticated.
    async fn received(&self) -> Option<&str> {
        self.0.received.as_deref()
    }

    /// The right value that is nearest to what came: the registered redirect URL that differs least, the scope with
    /// the nearest name, what the client is set up for.
    async fn expected(&self) -> Option<&str> {
        self.0.expected.as_deref()
    }

    /// Where the two differ, in words.
    async fn difference(&self) -> Option<&str> {
        self.0.difference.as_deref()
    }

    /// Every parameter that came, in order, 25 at most.
    #[graphql(complexity = "5 + child_complexity")]
    async fn parameters(&self) -> Vec<RequestParameter> {
        let stored: Vec<Parameter> = serde_json::from_value(self.0.parameters.clone()).unwrap_or_default();
        stored
            .into_iter()
            .map(|parameter| RequestParameter {
                name: parameter.name,
                value: parameter.value,
                length: parameter.length,
            })
            .collect()
    }

    /// The id that was on the error page, or in the header `X-Request-Id` of the answer.
    async fn error_id(&self) -> Option<&str> {
        self.0.error_id.as_deref()
    }

    /// How many more requests like this one were refused soon after and are not in the log one by one: under a flood
    /// one entry stands for many.
    async fn more_like_this(&self) -> i64 {
        self.0.more
    }
}

/// Which refused requests.
#[derive(Debug, Default, InputObject)]
pub struct RequestLogFilter {
    /// At this endpoint.
    endpoint: Option<RequestEndpoint>,
    /// Refused by one of these rules.
    rules: Option<Vec<RequestRule>>,
    /// Answered with this error code, such as `invalid_grant`.
    code: Option<String>,
    /// Of the client with this `client_id`.
    client_id: Option<String>,
    /// From this moment on.
    since: Option<DateTime>,
    /// Before this moment.
    until: Option<DateTime>,
}

impl RequestLogFilter {
    fn into_domain(self) -> Filter {
        Filter {
            endpoint: self.endpoint.map(Into::into),
            rules: self
                .rules
                .unwrap_or_default()
                .into_iter()
                .map(Into::into)
                .collect(),
            code: self.code,
            client_id: self.client_id,
            since: self.since.map(|at| at.0),
            until: self.until.map(|at| at.0),
        }
    }
}

/// Reads part of an app's log.
///
/// # Errors
/// `BAD_USER_INPUT`, or the database's.
pub async fn list(
    ctx: &Context<'_>,
    app_id: entity::id::AppId,
    filter: Option<RequestLogFilter>,
    part: Arguments,
) -> async_graphql::Result<Page<RequestLogEntry>> {
    let deps = ctx.deps();
    let name = format!("app.requestLog {app_id}");
    let filter = filter.unwrap_or_default().into_domain();
    let slice = part.slice(deps, &name)?;
    let rows = log::list(deps, app_id, &filter, &slice).await.or_refuse()?;
    let shared = Arc::clone(&ctx.asking().deps);
    let total = counter(move || {
        let (deps, filter) = (Arc::clone(&shared), filter.clone());
        async move { log::count(&deps, app_id, &filter).await }
    });
    let place = |row: &request_log::Model| Position {
        key: Key::Id,
        id: row.id.0,
    };
    Page::new(ctx, &name, rows, (place, RequestLogEntry), total)
}

/// See the module.
#[derive(Debug, Default)]
pub struct RequestLogQuery;

#[Object]
impl RequestLogQuery {
    /// One refused request, by the id on the error page, in the header `X-Request-Id`, or of the entry; null if there
    /// is none, or it is of another's app. Scope `apps:read`.
    async fn request_log_entry(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id on the error page, of the answer, or of the entry.")] error_id: String,
    ) -> async_graphql::Result<Option<RequestLogEntry>> {
        ctx.caller().require("apps:read").or_refuse()?;
        Ok(log::find(ctx.deps(), ctx.caller(), &error_id)
            .await
            .or_refuse()?
            .map(RequestLogEntry))
    }
}
