//! A visit to another provider, from the button to what comes of it (SEC-90). `state`, PKCE verifier and `nonce` are
//! made for one visit, and the visit is for one browser and, where somebody is signed in, one session. It is answered
//! once; what it proves waits, sealed, for the person to decide and is used once (SEC-89).

use entity::{
    id::{AuthorizationId, ProviderVisitId, SessionId},
    provider_visit as visit,
    values::{Digest, VisitPurpose},
};
use oauth2::{CsrfToken, PkceCodeChallenge, PkceCodeVerifier, Scope};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde::{Deserialize, Serialize};

use super::{
    Deps, Error, Result,
    clock::MINUTE,
    provider::{self, Metadata},
    provider_answer::{Identity, client},
    secret::{Purpose, base64url, random, random_id, same, sha256},
};
use crate::provider_config::{Kind, Provider};

/// How long a visit may take, and then the person's decision, milliseconds.
const PATIENCE: i64 = 10 * MINUTE;

/// What the person was about: it goes on afterwards.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Aim {
    /// The authorization request to go on with.
    pub flow: Option<AuthorizationId>,
    /// A path of ours to go on to.
    pub return_to: Option<String>,
    /// The token of an invitation.
    pub invitation: Option<String>,
    /// Whether the browser keeps the session when it is closed.
    pub remembered: bool,
}

/// How the provider is to ask.
#[derive(Clone, Debug, Default)]
pub struct Asking {
    /// What it is for, and the session where somebody is signed in.
    pub session_id: Option<SessionId>,
    /// The person must authenticate there again.
    pub again: bool,
    /// They must have authenticated there within so many seconds.
    pub max_age: Option<i64>,
    /// They choose an account there.
    pub select_account: bool,
    /// The language of our pages.
    pub locale: Option<&'static str>,
}

/// What is remembered until the answer comes.
#[derive(Serialize, Deserialize)]
struct Carried {
    verifier: String,
    nonce: String,
    max_age: Option<i64>,
    aim: Aim,
}

/// A visit that was answered just now, by the browser that began it.
#[derive(Debug)]
pub struct Answered {
    /// The row.
    pub row: visit::Model,
    /// The PKCE verifier.
    pub verifier: String,
    /// What the ID token must repeat.
    pub nonce: String,
    /// Seconds since the person authenticated there, at most.
    pub max_age: Option<i64>,
    /// What the person was about.
    pub aim: Aim,
}

/// Begins a visit; the address at the provider to send the browser to.
///
/// # Errors
/// The database's.
pub async fn begin(
    deps: &Deps,
    (provider, metadata): (&Provider, &Metadata),
    (purpose, asking): (VisitPurpose, Asking),
    browser: &Digest,
    aim: Aim,
) -> Result<String> {
    let now = deps.clock.now();
    let state = base64url(&random::<32>());
    let verifier = base64url(&random::<32>());
    let nonce = base64url(&random::<32>());
    let max_age = if asking.again { Some(0) } else { asking.max_age };
    let address = {
        let challenge =
            PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier.clone()));
        let client = client(deps, provider, metadata)?;
        let mut request = client
            .authorize_url(|| CsrfToken::new(state.clone()))
            .set_pkce_challenge(challenge);
        for scope in provider.scope().split_ascii_whitespace() {
            request = request.add_scope(Scope::new(scope.to_owned()));
        }
        // Plain OAuth 2 knows none of these.
        if provider.kind == Kind::Oidc {
            request = request.add_extra_param("nonce", nonce.clone());
            let prompt = [("login", asking.again), ("select_account", asking.select_account)];
            let prompt: Vec<&str> = prompt
                .iter()
                .filter(|(_, on)| *on)
                .map(|(name, _)| *name)
                .collect();
            if !prompt.is_empty() {
                request = request.add_extra_param("prompt", prompt.join(" "));
            }
            if let Some(age) = max_age {
                request = request.add_extra_param("max_age", age.to_string());
            }
            if let Some(locale) = asking.locale {
                request = request.add_extra_param("ui_locales", locale);
            }
        }
        request.url().0.to_string()
    };
    let carried = Carried {
        verifier,
        nonce,
        max_age: max_age.filter(|_| provider.kind == Kind::Oidc),
        aim,
    };
    let row = visit::Model {
        id: ProviderVisitId(random_id()),
        provider: provider.id.clone(),
        purpose,
        state_digest: sha256(state.as_bytes()),
        browser_digest: browser.clone(),
        session_id: asking.session_id,
        sealed: seal(deps, &carried)?,
        subject_digest: None,
        proved: None,
        expires_at: now + PATIENCE,
        answered_at: None,
        completed_at: None,
        created_at: now,
    };
    visit::Entity::insert(visit::ActiveModel::from(row).reset_all())
        .exec_without_returning(deps.db.write())
        .await?;
    Ok(address)
}

fn seal(deps: &Deps, data: &impl Serialize) -> Result<Vec<u8>> {
    let plain = serde_json::to_vec(data).map_err(Error::internal)?;
    Ok(deps.vault.seal(Purpose::Provider, &plain))
}

/// Takes the answer to a visit of this browser's at this provider, once, whatever the answer says. None for any other
/// `state`; that of somebody else's browser stays as it is.
///
/// # Errors
/// The database's.
pub async fn answer(
    deps: &Deps,
    provider: &Provider,
    state: &str,
    browser: &Digest,
) -> Result<Option<Answered>> {
    if state.len() != 43 {
        return Ok(None);
    }
    let now = deps.clock.now();
    let found = visit::Entity::find()
        .filter(visit::Column::StateDigest.eq(sha256(state.as_bytes())))
        .filter(visit::Column::Provider.eq(&provider.id))
        .one(deps.db.read())
        .await?;
    let Some(row) = found.filter(|row| same(&row.browser_digest.0, &browser.0)) else {
        return Ok(None);
    };
    let taken = visit::Entity::update_many()
        .col_expr(visit::Column::AnsweredAt, Expr::value(now))
        .filter(visit::Column::Id.eq(row.id))
        .filter(visit::Column::AnsweredAt.is_null())
        .filter(visit::Column::ExpiresAt.gt(now))
        .exec(deps.db.write())
        .await?;
    if taken.rows_affected != 1 {
        return Ok(None);
    }
    let Some(carried) = open::<Carried>(deps, &row.sealed) else {
        return Ok(None);
    };
    Ok(Some(Answered {
        row,
        verifier: carried.verifier,
        nonce: carried.nonce,
        max_age: carried.max_age,
        aim: carried.aim,
    }))
}

fn open<T: serde::de::DeserializeOwned>(deps: &Deps, sealed: &[u8]) -> Option<T> {
    let plain = deps.vault.open(Purpose::Provider, sealed)?;
    serde_json::from_slice(&plain).ok()
}

/// What an answered visit proved, waiting for the person's decision.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The visit.
    pub id: ProviderVisitId,
    /// Who the provider says that it is.
    pub identity: Identity,
    /// What the person was about.
    pub aim: Aim,
}

/// Keeps what a visit proved, for the person to decide what comes of it.
///
/// # Errors
/// The database's.
pub(super) async fn keep(deps: &Deps, answered: &Answered, identity: &Identity) -> Result<Proof> {
    visit::Entity::update_many()
        .col_expr(visit::Column::SubjectDigest, Expr::value(identity.digest()))
        .col_expr(visit::Column::Proved, Expr::value(seal(deps, identity)?))
        .col_expr(visit::Column::ExpiresAt, Expr::value(deps.clock.now() + PATIENCE))
        .filter(visit::Column::Id.eq(answered.row.id))
        .exec(deps.db.write())
        .await?;
    Ok(Proof {
        id: answered.row.id,
        identity: identity.clone(),
        aim: answered.aim.clone(),
    })
}

/// What that visit proved, if it was this browser's, is in time and was not used or given up. Looking changes nothing.
///
/// # Errors
/// The database's.
pub async fn proof(deps: &Deps, id: ProviderVisitId, browser: &Digest) -> Result<Option<Proof>> {
    let found = visit::Entity::find_by_id(id)
        .filter(visit::Column::CompletedAt.is_null())
        .filter(visit::Column::ExpiresAt.gt(deps.clock.now()))
        .one(deps.db.read())
        .await?;
    let Some(row) = found.filter(|row| same(&row.browser_digest.0, &browser.0)) else {
        return Ok(None);
    };
    let identity = row
        .proved
        .as_deref()
        .and_then(|proved| open::<Identity>(deps, proved));
    let aim = open::<Carried>(deps, &row.sealed).map(|carried| carried.aim);
    // A provider that the settings do not have any more vouches for nobody.
    let known = provider::find(deps, &row.provider).is_some();
    Ok(identity.zip(aim).filter(|_| known).map(|(identity, aim)| Proof {
        id: row.id,
        identity,
        aim,
    }))
}

/// Uses up what a visit proved, within the transaction of what comes of it. True for exactly one of those who try.
pub(super) async fn complete(db: &impl ConnectionTrait, id: ProviderVisitId, now: i64) -> Result<bool> {
    let done = visit::Entity::update_many()
        .col_expr(visit::Column::CompletedAt, Expr::value(now))
        .filter(visit::Column::Id.eq(id))
        .filter(visit::Column::CompletedAt.is_null())
        .filter(visit::Column::ExpiresAt.gt(now))
        .exec(db)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Gives up what a visit proved.
///
/// # Errors
/// The database's.
pub async fn give_up(deps: &Deps, proof: &Proof) -> Result<()> {
    complete(deps.db.write(), proof.id, deps.clock.now())
        .await
        .map(drop)
}

/// Whatever visits proved of this identity means nothing any more: it was unlinked.
pub(super) async fn void(db: &impl ConnectionTrait, subject: &Digest, now: i64) -> Result<()> {
    visit::Entity::update_many()
        .col_expr(visit::Column::CompletedAt, Expr::value(now))
        .filter(visit::Column::SubjectDigest.eq(subject.clone()))
        .filter(visit::Column::CompletedAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}
