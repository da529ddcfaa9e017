//! The audit log: written in the transaction of what it records, so that neither is without the other (SEC-118).

use entity::{
    audit_event, audit_person,
    id::{AppId, AuditEventId, OrganizationId, UserId},
    values::{Digest, Outcome},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait};
use serde_json::{Value, json};

use super::{
    caller::{Caller, Who},
    error::Result,
    secret::{ordered_id, random, sha256},
};

/// What happened, to be recorded.
#[derive(Clone, Debug)]
pub struct Event {
    /// Such as `grant.revoked`: noun, dot, participle.
    pub kind: &'static str,
    /// Whether it was done.
    pub outcome: Outcome,
    /// The person it concerns; the actor where not said otherwise.
    pub user_id: Option<UserId>,
    /// The app it concerns.
    pub app_id: Option<AppId>,
    /// The organization it concerns.
    pub organization_id: Option<OrganizationId>,
    /// The id of the thing it happened to.
    pub target: Option<String>,
    /// More; never personal, never secret.
    pub details: Value,
}

impl Event {
    /// Something was done.
    pub fn done(kind: &'static str) -> Self {
        Self {
            kind,
            outcome: Outcome::Success,
            user_id: None,
            app_id: None,
            organization_id: None,
            target: None,
            details: json!({}),
        }
    }

    /// Something was refused.
    pub fn refused(kind: &'static str) -> Self {
        Self {
            outcome: Outcome::Failure,
            ..Self::done(kind)
        }
    }

    /// About this person.
    #[must_use]
    pub fn user(self, id: UserId) -> Self {
        Self {
            user_id: Some(id),
            ..self
        }
    }

    /// About this app.
    #[must_use]
    pub fn app(self, id: AppId) -> Self {
        Self {
            app_id: Some(id),
            ..self
        }
    }

    /// About this organization.
    #[must_use]
    pub fn organization(self, id: OrganizationId) -> Self {
        Self {
            organization_id: Some(id),
            ..self
        }
    }

    /// To this thing.
    #[must_use]
    pub fn target(self, id: impl ToString) -> Self {
        Self {
            target: Some(id.to_string()),
            ..self
        }
    }

    /// With this to say.
    #[must_use]
    pub fn details(self, details: Value) -> Self {
        Self { details, ..self }
    }
}

/// Writes one event.
///
/// # Errors
/// The database's: then what it records must not happen either.
pub async fn record(db: &impl ConnectionTrait, now: i64, caller: &Caller, event: Event) -> Result<()> {
    let id = AuditEventId(ordered_id(now));
    let (actor_user_id, actor_client_id) = match &caller.who {
        Who::Session(session) => (Some(session.user_id), None),
        Who::Token(token) => (token.user_id, Some(token.client_id.clone())),
        Who::ApiKey(key) => (Some(key.user_id), key.key_id.map(|id| id.to_string())),
        Who::Anonymous | Who::Operator => (None, None),
    };
    let user_id = event.user_id.or(actor_user_id);
    let from = &caller.from;
    let person = (from.ip_address.is_some() || from.user_agent.is_some()).then(|| {
        let salt = random::<16>().to_vec();
        let digest = person_digest(&salt, from.ip_address.as_deref(), from.user_agent.as_deref());
        (salt, digest)
    });
    let mut row = audit_event::Model {
        id,
        at: now,
        kind: event.kind.to_owned(),
        outcome: event.outcome,
        actor_user_id,
        actor_client_id,
        user_id,
        app_id: event.app_id,
        organization_id: event.organization_id,
        target: event.target,
        details: event.details,
        person_digest: person.as_ref().map(|(_, digest)| digest.clone()),
        digest: Digest(Vec::new()),
        seal_id: None,
    };
    row.digest = event_digest(&row);
    audit_event::Entity::insert(audit_event::ActiveModel::from(row).reset_all())
        .exec_without_returning(db)
        .await?;
    if let Some((salt, _)) = person {
        let row = audit_person::ActiveModel {
            event_id: Set(id),
            user_id: Set(user_id),
            salt: Set(salt),
            ip_address: Set(from.ip_address.clone()),
            user_agent: Set(from.user_agent.clone()),
        };
        audit_person::Entity::insert(row)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

/// The digest that binds an event to its erasable side record.
pub fn person_digest(salt: &[u8], ip_address: Option<&str>, user_agent: Option<&str>) -> Digest {
    sha256(
        format!(
            "{}\n{}\n{}",
            super::secret::base64url(salt),
            ip_address.unwrap_or(""),
            user_agent.unwrap_or("")
        )
        .as_bytes(),
    )
}

/// The digest of everything an event says, which the seals chain.
pub fn event_digest(row: &audit_event::Model) -> Digest {
    let said = json!([
        row.id,
        row.at,
        row.kind,
        row.outcome,
        row.actor_user_id,
        row.actor_client_id,
        row.user_id,
        row.app_id,
        row.organization_id,
        row.target,
        row.details,
        row.person_digest
            .as_ref()
            .map(|digest| super::secret::base64url(&digest.0)),
    ]);
    sha256(said.to_string().as_bytes())
}
