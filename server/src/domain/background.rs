//! What goes on beside requests: figures are written, what is over is forgotten, keys are rotated, the audit log
//! is sealed.

use std::{sync::Arc, time::Duration};

use entity::{
    authorization, data_export, family, mail, mail_link, provider_visit, request_log as request,
    revoked_token, session, sign_in, single_use, throttle,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect as _, QueryTrait as _};

use super::{
    Deps, Result, account_deletion, audit_seal, change,
    clock::{DAY, HOUR},
    data_export as exports, key, node, provider,
    request_log::{self, KEPT},
    usage, usage_series,
};

/// Rows forgotten at a time, so that nobody waits long behind it.
const BATCH: u64 = 500;

/// Starts everything; it ends with the process.
pub fn start(deps: &Arc<Deps>) {
    tokio::spawn(change::listen(Arc::clone(deps)));
    tokio::spawn(every(
        Arc::clone(deps),
        Duration::from_secs(5),
        "writing usage figures",
        async |deps| {
            usage::flush(deps).await?;
            usage_series::flush(deps).await
        },
    ));
    tokio::spawn(every(
        Arc::clone(deps),
        Duration::from_secs(1),
        "writing the request log",
        async |deps| request_log::flush(deps).await,
    ));
    tokio::spawn(every(
        Arc::clone(deps),
        Duration::from_mins(1),
        "forgetting what is over",
        async |deps| forget(deps).await,
    ));
    tokio::spawn(every(
        Arc::clone(deps),
        Duration::from_mins(5),
        "looking after the signing keys",
        async |deps| key::maintain(deps).await,
    ));
    tokio::spawn(every(
        Arc::clone(deps),
        Duration::from_secs(10),
        "sealing the audit log",
        async |deps| {
            while audit_seal::seal(deps).await? > 0 {}
            Ok(())
        },
    ));
    tokio::spawn(be_seen(Arc::clone(deps)));
    tokio::spawn(every(
        Arc::clone(deps),
        Duration::from_secs(3),
        "making copies of people's data",
        async |deps| exports::make(deps).await,
    ));
    tokio::spawn(every(
        Arc::clone(deps),
        Duration::from_secs(30),
        "deleting accounts",
        async |deps| account_deletion::carry_out(deps).await,
    ));
    tokio::spawn(know_providers(Arc::clone(deps)));
    tokio::spawn(reload_keys(Arc::clone(deps)));
}

async fn every(
    deps: Arc<Deps>,
    period: Duration,
    what: &'static str,
    work: impl AsyncFn(&Deps) -> Result<()> + Send + Sync,
) {
    let mut ticks = tokio::time::interval(period);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    ticks.tick().await;
    loop {
        ticks.tick().await;
        if let Err(error) = work(&deps).await {
            tracing::warn!(%error, what, "background work failed; it is tried again");
        }
    }
}

/// Says at once, and then again and again, that this node lives.
async fn be_seen(deps: Arc<Deps>) {
    let mut ticks = tokio::time::interval(Duration::from_secs(20));
    loop {
        ticks.tick().await;
        if let Err(error) = node::say(&deps).await {
            tracing::warn!(%error, "this node could not say that it lives; it is tried again");
        }
    }
}

/// Asks other providers what they are at once, and then so often that pages never wait for it.
async fn know_providers(deps: Arc<Deps>) {
    let mut ticks = tokio::time::interval(Duration::from_mins(5));
    while !deps.config.providers.is_empty() {
        ticks.tick().await;
        provider::look_around(&deps).await;
    }
}

async fn reload_keys(deps: Arc<Deps>) {
    loop {
        deps.keys.changed().await;
        if let Err(error) = deps.keys.load(&deps).await {
            tracing::warn!(%error, "the signing keys could not be read again; it is tried again");
            tokio::time::sleep(Duration::from_secs(1)).await;
            deps.keys.reload_soon();
        }
    }
}

macro_rules! forget_batch {
    ($deps:expr, $entity:ident, $id:ident, $over:expr) => {
        loop {
            let rows = $entity::Entity::find()
                .filter($over)
                .select_only()
                .column($entity::Column::$id)
                .limit(BATCH);
            let select = rows.into_query();
            let gone = $entity::Entity::delete_many()
                .filter($entity::Column::$id.in_subquery(select))
                .exec($deps.db.write())
                .await?;
            if gone.rows_affected < BATCH {
                break;
            }
        }
    };
}

/// Forgets what has no meaning any more, a little at a time.
///
/// # Errors
/// The database's.
pub async fn forget(deps: &Deps) -> Result<()> {
    let now = deps.clock.now();
    forget_batch!(deps, single_use, Digest, single_use::Column::ExpiresAt.lt(now));
    forget_batch!(deps, revoked_token, Id, revoked_token::Column::ExpiresAt.lt(now));
    forget_batch!(
        deps,
        authorization,
        Id,
        authorization::Column::ExpiresAt.lt(now - HOUR)
    );
    forget_batch!(
        deps,
        provider_visit,
        Id,
        provider_visit::Column::ExpiresAt.lt(now - HOUR)
    );
    forget_batch!(deps, sign_in, Id, sign_in::Column::ExpiresAt.lt(now - HOUR));
    // A day longer than needed, so that its access tokens and a late replay of its code still find it.
    forget_batch!(deps, family, Id, family::Column::ExpiresAt.lt(now - DAY));
    forget_batch!(deps, session, Id, session::Column::ExpiresAt.lt(now - DAY));
    forget_batch!(deps, request, Id, request::Column::At.lt(now - KEPT));
    usage_series::forget(deps).await?;
    forget_batch!(deps, throttle, Key, throttle::Column::UpdatedAt.lt(now - 2 * DAY));
    forget_batch!(deps, data_export, Id, data_export::Column::ExpiresAt.lt(now));
    forget_batch!(deps, mail_link, Id, mail_link::Column::ExpiresAt.lt(now - DAY));
    // A mailbox of a day; what was given up stays a week, for whoever looks why.
    forget_batch!(deps, mail, Id, mail::Column::SentAt.lt(now - DAY));
    forget_batch!(deps, mail, Id, mail::Column::FailedAt.lt(now - 7 * DAY));
    Ok(())
}
