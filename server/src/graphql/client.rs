//! OAuth clients of apps.

use async_graphql::{Context, Enum, ID, InputObject, Json, MaybeUndefined, Object, SimpleObject};
use entity::{
    client,
    values::{
        AuthMethod as Method, GrantableTo, Platform as Where, RedirectKind as Kind,
        SigningAlgorithm as Algorithm, SpaceDelimited,
    },
};

use super::{
    Ask as _,
    app::{App, Credential, check_reads, patch},
    client_secret::ClientSecret,
    error::{OrRefuse as _, UserError, already_created, answer, payloads},
    loader::{ScopeNamed, ScopesOf, SecretsOf, UrlsOf, look, rows},
    node, page,
    redirect_url::RedirectUrl,
    scalars::{DateTime, Link, ScopeName, link, moment},
    snippet::{self, Snippet},
};
use crate::domain::{
    Error, Result,
    app::{self as apps, Credential as Made},
    client_registration::{self, ClientChange, ClientKeys, Created, NewClient},
    client_secret as secrets,
    client_settings::{ClientSettings as Settings, SettingsPatch, Warning},
    preset::Preset,
    scope::BuiltIn,
};

/// Where a client runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Where")]
pub enum Platform {
    /// A web server that keeps a secret.
    Web,
    /// A script in a browser; keeps none.
    SinglePage,
    /// An installed app; keeps none.
    Native,
    /// A device without a browser; keeps none.
    Device,
    /// A program without a user.
    Service,
}

/// How a client proves who it is at the token endpoint (RFC 7591 section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Method")]
pub enum AuthMethod {
    /// A public client: it does not.
    None,
    /// HTTP Basic.
    ClientSecretBasic,
    /// In the form body.
    ClientSecretPost,
    /// A JWT signed with its own key (RFC 7523).
    PrivateKeyJwt,
}

/// How tokens are signed (RFC 7518, RFC 8037).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Algorithm")]
pub enum SigningAlgorithm {
    /// ECDSA on P-256 with SHA-256.
    #[graphql(name = "ES256")]
    Es256,
    /// RSA PKCS #1 v1.5 with SHA-256.
    #[graphql(name = "RS256")]
    Rs256,
    /// RSA PSS with SHA-256.
    #[graphql(name = "PS256")]
    Ps256,
    /// Ed25519.
    #[graphql(name = "EDDSA")]
    EdDsa,
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
        pub enum $name {
            $($(#[$vdoc])* $variant,)*
        }

        impl $name {
            const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// Those of a column; words that this version does not know are left out.
            fn all_of(column: &SpaceDelimited) -> Vec<Self> {
                column.iter().filter_map(|word| match word { $($word => Some(Self::$variant),)* _ => None }).collect()
            }

            fn column(all: Vec<Self>) -> SpaceDelimited {
                all.into_iter().map(Self::word).collect()
            }
        }
    )*};
}

words! {
    /// What a client may send as `grant_type`.
    GrantType {
        /// A code from the authorization endpoint.
        AuthorizationCode = "authorization_code",
        /// A refresh token.
        RefreshToken = "refresh_token",
        /// The client itself, without a user.
        ClientCredentials = "client_credentials",
        /// Tokens from the authorization endpoint; unsafe, for one dialect only.
        Implicit = "implicit",
    }

    /// What a client may send as `response_type`.
    ResponseType {
        /// A code.
        Code = "code",
        /// A token; unsafe, for one dialect only.
        Token = "token",
    }

    /// What a client may send as `response_mode`.
    ResponseMode {
        /// In the query of the redirect URL.
        Query = "query",
        /// In a form that the browser posts.
        FormPost = "form_post",
        /// In the fragment of the redirect URL.
        Fragment = "fragment",
    }
}

/// Client metadata (RFC 7591) and this server's switches.
#[derive(Clone, Debug)]
pub struct ClientSettings(Settings);

/// Client metadata (RFC 7591) and this server's switches.
#[Object]
impl ClientSettings {
    /// What it may send as `response_type`.
    async fn response_types(&self) -> Vec<ResponseType> {
        ResponseType::all_of(&self.0.response_types)
    }

    /// What it may send as `response_mode`.
    async fn response_modes(&self) -> Vec<ResponseMode> {
        ResponseMode::all_of(&self.0.response_modes)
    }

    /// What a request without `scope` gets.
    async fn default_scopes(&self) -> Vec<ScopeName> {
        self.0
            .default_scopes
            .iter()
            .map(|name| ScopeName(name.to_owned()))
            .collect()
    }

    /// Whether Basic and form body are told apart.
    async fn pin_auth_method(&self) -> bool {
        self.0.pin_auth_method
    }

    /// Whether a code needs a challenge (RFC 7636).
    async fn require_pkce(&self) -> bool {
        self.0.require_pkce
    }

    /// Whether each refresh gives a new refresh token.
    async fn rotate_refresh_tokens(&self) -> bool {
        self.0.rotate_refresh_tokens
    }

    /// Whether a code comes in the fragment; for one dialect only.
    async fn code_in_fragment(&self) -> bool {
        self.0.code_in_fragment
    }

    /// How its ID tokens are signed.
    async fn id_token_signed_response_alg(&self) -> SigningAlgorithm {
        self.0.id_token_signed_response_alg.into()
    }

    /// How userinfo is signed; null: plain JSON.
    async fn userinfo_signed_response_alg(&self) -> Option<SigningAlgorithm> {
        self.0.userinfo_signed_response_alg.map(Into::into)
    }

    /// Its public keys, for `PRIVATE_KEY_JWT`.
    async fn jwks(&self) -> Option<Json<serde_json::Value>> {
        self.0.jwks.clone().map(Json)
    }

    /// Where its public keys are.
    async fn jwks_uri(&self) -> Option<Link> {
        link(self.0.jwks_uri.as_ref())
    }

    /// Seconds; `max_age` of a request without one.
    async fn default_max_age(&self) -> Option<i32> {
        self.0.default_max_age
    }
}

/// A setting that is less safe than it could be.
#[derive(Clone, Debug, SimpleObject)]
pub struct ClientWarning {
    /// Which.
    pub code: ClientWarningCode,
    /// The setting it is about, as `updateClient` names it.
    pub setting: String,
    /// What can go wrong, and what to do.
    pub message: String,
}

/// What a warning is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ClientWarningCode {
    /// A stolen code can be used by somebody else.
    PkceNotRequired,
    /// A stolen refresh token works unnoticed.
    RefreshTokensNotRotated,
    /// Tokens come in the URL.
    ImplicitGrant,
    /// Codes come in the fragment.
    CodeInFragment,
    /// It has no secret that works.
    NoSecret,
    /// It has no keys.
    NoKeys,
    /// It has no redirect URL.
    NoRedirectUrl,
    /// `localhost` can be resolved elsewhere.
    LocalhostRedirect,
}

impl From<Warning> for ClientWarning {
    fn from(warning: Warning) -> Self {
        let (code, setting) = match warning {
            Warning::PkceNotRequired { .. } => (ClientWarningCode::PkceNotRequired, "requirePkce"),
            Warning::RefreshTokensNotRotated => {
                (ClientWarningCode::RefreshTokensNotRotated, "rotateRefreshTokens")
            }
            Warning::ImplicitGrant => (ClientWarningCode::ImplicitGrant, "grantTypes"),
            Warning::CodeInFragment => (ClientWarningCode::CodeInFragment, "codeInFragment"),
            Warning::NoSecret => (ClientWarningCode::NoSecret, "secrets"),
            Warning::NoKeys => (ClientWarningCode::NoKeys, "jwks"),
            Warning::NoRedirectUrl => (ClientWarningCode::NoRedirectUrl, "redirectUrls"),
            Warning::LocalhostRedirect => (ClientWarningCode::LocalhostRedirect, "redirectUrls"),
        };
        Self {
            code,
            setting: setting.to_owned(),
            message: warning.to_string(),
        }
    }
}

/// One OAuth client of an app.
#[derive(Clone, Debug)]
pub struct Client(pub client::Model);

impl Client {
    async fn urls(&self, ctx: &Context<'_>, kind: Kind) -> async_graphql::Result<Vec<RedirectUrl>> {
        check_reads(ctx, self.0.app_id)?;
        let all = look(ctx, UrlsOf(self.0.id)).await?;
        let wanted = || all.iter().filter(|row| row.kind == kind);
        ctx.spend(wanted().count())?;
        Ok(wanted().cloned().map(RedirectUrl).collect())
    }
}

/// One OAuth client of an app.
#[Object]
impl Client {
    /// Its id, which is not its `client_id`.
    pub(super) async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// The app it belongs to.
    async fn app(&self, ctx: &Context<'_>) -> async_graphql::Result<App> {
        ctx.spend(1)?;
        let row = ctx.loaders().load(self.0.app_id).await.or_refuse()?;
        row.map(App).ok_or(Error::not_found()).or_refuse()
    }

    /// Its OAuth `client_id`.
    async fn client_id(&self) -> &str {
        &self.0.client_id
    }

    /// Where it runs.
    async fn platform(&self) -> Platform {
        self.0.platform.into()
    }

    /// How it authenticates.
    async fn token_endpoint_auth_method(&self) -> AuthMethod {
        self.0.token_endpoint_auth_method.into()
    }

    /// Whether it authenticates at all.
    async fn confidential(&self) -> bool {
        self.0.token_endpoint_auth_method != Method::None
    }

    /// What it may send as `grant_type`.
    async fn grant_types(&self) -> Vec<GrantType> {
        GrantType::all_of(&self.0.grant_types)
    }

    /// Where it may be sent back to, in the order they were added.
    #[graphql(complexity = "page::times(10, child_complexity)")]
    async fn redirect_urls(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<RedirectUrl>> {
        self.urls(ctx, Kind::Login).await
    }

    /// Where it may send people after signing out.
    #[graphql(complexity = "page::times(10, child_complexity)")]
    async fn post_logout_redirect_urls(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<RedirectUrl>> {
        self.urls(ctx, Kind::PostLogout).await
    }

    /// Its secrets, newest first; expired ones too, revoked ones not. Never the secrets themselves.
    #[graphql(complexity = "page::times(10, child_complexity)")]
    async fn secrets(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<ClientSecret>> {
        check_reads(ctx, self.0.app_id)?;
        let rows = rows(ctx, SecretsOf(self.0.id)).await?;
        Ok(rows.iter().cloned().map(ClientSecret).collect())
    }

    /// The rest of its settings.
    async fn settings(&self) -> ClientSettings {
        ClientSettings(Settings::of(&self.0))
    }

    /// Settings that are less safe than they could be, explained.
    #[graphql(complexity = "page::times(5, child_complexity)")]
    async fn warnings(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<ClientWarning>> {
        check_reads(ctx, self.0.app_id)?;
        let urls = look(ctx, UrlsOf(self.0.id)).await?;
        let rows = look(ctx, SecretsOf(self.0.id)).await?;
        let now = ctx.deps().clock.now();
        let live = rows.iter().filter(|row| secrets::is_live(row, now)).count();
        let urls: Vec<&str> = urls
            .iter()
            .filter(|row| row.kind == Kind::Login)
            .map(|row| row.url.as_str())
            .collect();
        Ok(Settings::of(&self.0)
            .warnings(&urls, live)
            .into_iter()
            .map(Into::into)
            .collect())
    }

    /// Ready to paste; they hold no secret.
    #[graphql(complexity = "page::times(5, child_complexity)")]
    async fn snippets(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Snippet>> {
        check_reads(ctx, self.0.app_id)?;
        let urls = look(ctx, UrlsOf(self.0.id)).await?;
        let scopes = look(ctx, ScopesOf(self.0.app_id)).await?;
        let url = urls
            .iter()
            .find(|row| row.kind == Kind::Login)
            .map(|row| row.url.as_str());
        let service = self.0.platform == Where::Service;
        let mut askable = Vec::with_capacity(scopes.len());
        for row in scopes.iter() {
            let named = ScopeNamed(row.name.clone());
            let to = match ctx.loaders().load(named).await.or_refuse()? {
                Some(scope) => Some(scope.grantable_to),
                None => BuiltIn::find(&row.name).map(|scope| scope.describe().grantable_to),
            };
            if to.is_some_and(|to| if service { to.app() } else { to != GrantableTo::App }) {
                askable.push(row.name.as_str());
            }
        }
        Ok(snippet::of_client(
            ctx.deps().config.issuer(),
            &self.0,
            url,
            &askable,
        ))
    }

    /// When it was switched off.
    async fn disabled_at(&self) -> Option<DateTime> {
        moment(self.0.disabled_at)
    }

    /// When it last authenticated, to the minute.
    async fn last_used_at(&self) -> Option<DateTime> {
        moment(self.0.last_used_at)
    }

    /// When it was made.
    async fn created_at(&self) -> DateTime {
        self.0.created_at.into()
    }

    /// When it last changed.
    async fn updated_at(&self) -> DateTime {
        self.0.updated_at.into()
    }
}

/// A client to make.
#[derive(Debug, InputObject)]
pub struct NewClientInput {
    /// Where it runs.
    platform: Platform,
    /// Where it may be sent back to; compared exactly.
    #[graphql(default)]
    redirect_urls: Vec<Link>,
    /// Where it may send people after signing out; compared exactly.
    #[graphql(default)]
    post_logout_redirect_urls: Vec<Link>,
    /// What differs from what suits the platform.
    settings: Option<ClientSettingsInput>,
}

impl NewClientInput {
    /// As the domain has it; `preset`: what its app is made like.
    pub fn into_domain(self, preset: Option<Preset>) -> NewClient {
        let mut new = apps::new_client(self.platform.into(), preset);
        if let Some(settings) = self.settings {
            new.settings.patch(settings.into());
        }
        new.settings.redirect_uris = self.redirect_urls.into_iter().map(|link| link.0).collect();
        new.settings.post_logout_redirect_uris = self
            .post_logout_redirect_urls
            .into_iter()
            .map(|link| link.0)
            .collect();
        new
    }
}

/// A field left out stays as it is, or is what suits the platform; null clears it.
#[derive(Debug, InputObject)]
pub struct ClientSettingsInput {
    /// How it authenticates.
    token_endpoint_auth_method: Option<AuthMethod>,
    /// Whether Basic and form body are told apart.
    pin_auth_method: Option<bool>,
    /// What it may send as `grant_type`; all of them.
    grant_types: Option<Vec<GrantType>>,
    /// What it may send as `response_type`; all of them.
    response_types: Option<Vec<ResponseType>>,
    /// What it may send as `response_mode`; all of them.
    response_modes: Option<Vec<ResponseMode>>,
    /// What a request without `scope` gets.
    default_scopes: Option<Vec<ScopeName>>,
    /// Whether a code needs a challenge (RFC 7636). Unsafe when off.
    require_pkce: Option<bool>,
    /// Whether each refresh gives a new refresh token. Unsafe when off.
    rotate_refresh_tokens: Option<bool>,
    /// Whether a code comes in the fragment. Unsafe when on.
    code_in_fragment: Option<bool>,
    /// How its ID tokens are signed.
    id_token_signed_response_alg: Option<SigningAlgorithm>,
    /// How userinfo is signed; null: plain JSON.
    userinfo_signed_response_alg: MaybeUndefined<SigningAlgorithm>,
    /// Seconds; `max_age` of a request without one.
    default_max_age: MaybeUndefined<i32>,
}

impl From<ClientSettingsInput> for SettingsPatch {
    fn from(input: ClientSettingsInput) -> Self {
        Self {
            token_endpoint_auth_method: input.token_endpoint_auth_method.map(Into::into),
            pin_auth_method: input.pin_auth_method,
            grant_types: input.grant_types.map(GrantType::column),
            response_types: input.response_types.map(ResponseType::column),
            response_modes: input.response_modes.map(ResponseMode::column),
            default_scopes: input
                .default_scopes
                .map(|names| names.into_iter().map(|name| name.0).collect()),
            require_pkce: input.require_pkce,
            rotate_refresh_tokens: input.rotate_refresh_tokens,
            code_in_fragment: input.code_in_fragment,
            id_token_signed_response_alg: input.id_token_signed_response_alg.map(Into::into),
            userinfo_signed_response_alg: patch(input.userinfo_signed_response_alg).map(Into::into),
            default_max_age: patch(input.default_max_age),
        }
    }
}

/// A client to make of an app that exists.
#[derive(Debug, InputObject)]
pub struct CreateClientInput {
    /// The app.
    app_id: ID,
    /// The client.
    client: NewClientInput,
    /// Repeating it answers with what it made the first time.
    idempotency_key: Option<String>,
}

/// A change to a client.
#[derive(Debug, InputObject)]
pub struct UpdateClientInput {
    /// The client's id, which is not its `client_id`.
    client_id: ID,
    /// Its settings.
    settings: Option<ClientSettingsInput>,
    /// Whether it is switched off.
    disabled: Option<bool>,
}

/// Which client to delete.
#[derive(Debug, InputObject)]
pub struct DeleteClientInput {
    /// The client's id, which is not its `client_id`.
    client_id: ID,
}

/// Public keys of a client: one of the two; neither removes them.
#[derive(Debug, InputObject)]
pub struct SetClientKeysInput {
    /// The client's id, which is not its `client_id`.
    client_id: ID,
    /// The keys themselves, a JWK set (RFC 7517) of public keys.
    jwks: Option<Json<serde_json::Value>>,
    /// Where they are: https.
    jwks_uri: Option<Link>,
}

/// The answer of `createClient`.
#[derive(Debug, Default, SimpleObject)]
pub struct CreateClientPayload {
    /// The client.
    client: Option<Client>,
    /// Its first secret, shown this once.
    credential: Option<Credential>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// The answer of `updateClient`.
#[derive(Debug, Default, SimpleObject)]
pub struct UpdateClientPayload {
    /// The client as it is now.
    client: Option<Client>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// The answer of `deleteClient`.
#[derive(Debug, Default, SimpleObject)]
pub struct DeleteClientPayload {
    /// The id of the client that is no more.
    deleted_client_id: Option<ID>,
    /// Its app.
    app: Option<App>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// The answer of `setClientKeys`.
#[derive(Debug, Default, SimpleObject)]
pub struct SetClientKeysPayload {
    /// The client as it is now.
    client: Option<Client>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

payloads!(CreateClientPayload UpdateClientPayload DeleteClientPayload SetClientKeysPayload);

/// See the module.
#[derive(Debug, Default)]
pub struct ClientMutation;

#[Object]
impl ClientMutation {
    /// Makes a client of an app, with its first secret where it authenticates with one. Scope `apps:write`.
    async fn create_client(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client.")] input: CreateClientInput,
    ) -> async_graphql::Result<Option<CreateClientPayload>> {
        let work = async || -> Result<Created<Made>> {
            let app_id = node::parse(&input.app_id);
            let new = (input.client.into_domain(None), input.idempotency_key);
            client_registration::create(ctx.deps(), ctx.caller(), app_id, new).await
        };
        answer(work().await, |created| CreateClientPayload {
            client: Some(Client(created.made.client.clone())),
            credential: Some(created.made.into()),
            user_errors: already_created(created.repeated),
        })
    }

    /// Changes a client's settings. Scope `apps:write`.
    async fn update_client(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateClientInput,
    ) -> async_graphql::Result<Option<UpdateClientPayload>> {
        let work = async || -> Result<client::Model> {
            let change = ClientChange {
                id: node::parse(&input.client_id),
                settings: input.settings.map(Into::into).unwrap_or_default(),
                disabled: input.disabled,
            };
            client_registration::update(ctx.deps(), ctx.caller(), change).await
        };
        answer(work().await, |row| UpdateClientPayload {
            client: Some(Client(row)),
            user_errors: Vec::new(),
        })
    }

    /// Deletes a client with its secrets and everything issued to it. Scope `apps:write`.
    async fn delete_client(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which client.")] input: DeleteClientInput,
    ) -> async_graphql::Result<Option<DeleteClientPayload>> {
        let work = async || -> Result<entity::app::Model> {
            let id = node::parse(&input.client_id);
            client_registration::delete(ctx.deps(), ctx.caller(), id).await
        };
        answer(work().await, |row| DeleteClientPayload {
            deleted_client_id: Some(input.client_id.clone()),
            app: Some(App(row)),
            user_errors: Vec::new(),
        })
    }

    /// Sets the public keys with which a client authenticates. Scope `secrets:write`; a session must be fresh.
    async fn set_client_keys(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The keys.")] input: SetClientKeysInput,
    ) -> async_graphql::Result<Option<SetClientKeysPayload>> {
        let work = async || -> Result<client::Model> {
            let keys = ClientKeys {
                id: node::parse(&input.client_id),
                jwks: input.jwks.map(|keys| keys.0),
                jwks_uri: input.jwks_uri.map(|link| link.0),
            };
            client_registration::set_keys(ctx.deps(), ctx.caller(), keys).await
        };
        answer(work().await, |row| SetClientKeysPayload {
            client: Some(Client(row)),
            user_errors: Vec::new(),
        })
    }
}
