//! Creating something once, however often it is asked for: an idempotency key decides the id of what is made, so
//! that a repetition finds it.

use sea_orm::{ConnectionTrait, EntityTrait, TryInsertResult};
use uuid::Uuid;

use entity::single_use;

use super::{
    Caller, Error, Result,
    secret::{ordered_id, sha256},
};

const LONGEST: usize = 200;
/// Such a key is remembered for good: the id that it stands for must never come again (SEC-34).
const FOREVER: i64 = i64::MAX;

/// The id of something that is about to be made, and whether that may happen again.
#[derive(Clone, Debug)]
pub struct Once {
    id: Uuid,
    key: Option<entity::values::Digest>,
}

impl Once {
    /// For the verb; without a key each call makes something new.
    ///
    /// # Errors
    /// `Invalid` for a key that is empty or too long.
    pub fn new(caller: &Caller, verb: &str, key: Option<&str>, now: i64) -> Result<Self> {
        let Some(key) = key else {
            return Ok(Self {
                id: ordered_id(now),
                key: None,
            });
        };
        if key.is_empty() || key.len() > LONGEST {
            return Err(Error::invalid(
                "idempotency_key",
                "An idempotency key has 1 to 200 bytes.",
            ));
        }
        let who = caller
            .user()
            .map_or_else(|| "operator".to_owned(), |id| id.to_string());
        let digest = sha256(format!("once\n{verb}\n{who}\n{key}").as_bytes());
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest.0[..16]);
        Ok(Self {
            id: uuid::Builder::from_custom_bytes(bytes).into_uuid(),
            key: Some(digest),
        })
    }

    /// The id of what is made.
    pub const fn id(&self) -> Uuid {
        self.id
    }

    /// Within the transaction that makes it: whether it is the first time.
    ///
    /// # Errors
    /// The database's.
    pub async fn claim(&self, db: &impl ConnectionTrait) -> Result<bool> {
        let Some(digest) = &self.key else { return Ok(true) };
        let row = single_use::Model {
            digest: digest.clone(),
            expires_at: FOREVER,
        };
        let inserted = single_use::Entity::insert(single_use::ActiveModel::from(row))
            .on_conflict_do_nothing()
            .exec_without_returning(db)
            .await?;
        Ok(matches!(inserted, TryInsertResult::Inserted(1..)))
    }
}
