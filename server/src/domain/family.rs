//! Families: what one authorization issued. A refresh token is derived from its family's row and number, so that
//! none is stored: the one row says which number is live, and rotation is one conditional update (SEC-21 to 24).

use std::sync::Arc;

use entity::{
    family,
    id::{FamilyId, TokenId},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use super::{
    Caller, Deps, Result,
    audit::{self, Event},
    change::{Change, Write},
    secret::{Purpose, Secret, base64url, from_base64url, same},
};

/// What a refresh token begins with.
const PREFIX: &str = "lkr_";

/// What a refresh token says, before its proof is checked against the family's row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefreshToken {
    /// The family.
    pub family_id: FamilyId,
    /// The number.
    pub generation: i32,
    proof: [u8; 32],
}

impl RefreshToken {
    /// The family's refresh token of that number.
    pub fn of(deps: &Deps, family: &family::Model, generation: i32) -> Self {
        let id = family.id.0.as_bytes();
        let proof = deps.vault.mac(
            Purpose::RefreshToken,
            &[id, &generation.to_be_bytes(), &family.seed],
        );
        Self {
            family_id: family.id,
            generation,
            proof,
        }
    }

    /// The text that the client keeps.
    pub fn to_secret(self) -> Secret {
        let mut bytes = Vec::with_capacity(52);
        bytes.extend_from_slice(self.family_id.0.as_bytes());
        bytes.extend_from_slice(&self.generation.to_be_bytes());
        bytes.extend_from_slice(&self.proof);
        Secret::new(format!("{PREFIX}{}", base64url(&bytes)))
    }

    /// Reads the text; none for anything that is not of the form.
    pub fn parse(text: &str) -> Option<Self> {
        let encoded = text.strip_prefix(PREFIX)?;
        if encoded.len() != 70 {
            return None;
        }
        let bytes = from_base64url(encoded)?;
        let (id, rest) = bytes.split_first_chunk::<16>()?;
        let (generation, rest) = rest.split_first_chunk::<4>()?;
        Some(Self {
            family_id: FamilyId(Uuid::from_bytes(*id)),
            generation: i32::from_be_bytes(*generation),
            proof: rest.try_into().ok()?,
        })
    }

    /// Whether we made it for this family.
    pub fn belongs_to(&self, deps: &Deps, family: &family::Model) -> bool {
        self.family_id == family.id && same(&self.proof, &Self::of(deps, family, self.generation).proof)
    }
}

/// The family, as it was a moment ago at most.
///
/// # Errors
/// The database's.
pub async fn find(deps: &Deps, id: FamilyId) -> Result<Option<Arc<family::Model>>> {
    deps.caches
        .families
        .get_or_load(&id, async || find_now(deps, id).await)
        .await
}

/// The family, as the database has it now.
///
/// # Errors
/// The database's.
pub async fn find_now(deps: &Deps, id: FamilyId) -> Result<Option<Arc<family::Model>>> {
    Ok(family::Entity::find_by_id(id)
        .one(deps.db.read())
        .await?
        .map(Arc::new))
}

/// Ends a family: every token of it is dead from the moment this returns (SEC-14, SEC-22, SEC-25).
///
/// # Errors
/// The database's.
pub async fn revoke(deps: &Deps, caller: &Caller, family: &family::Model, why: Event) -> Result<()> {
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let ended = family::Entity::update_many()
        .col_expr(family::Column::RevokedAt, Expr::value(now))
        .filter(family::Column::Id.eq(family.id))
        .filter(family::Column::RevokedAt.is_null())
        .exec(write.db())
        .await?;
    if ended.rows_affected == 1 {
        audit::record(
            write.db(),
            now,
            caller,
            why.user(family.user_id).target(family.id),
        )
        .await?;
    }
    write.changed(Change::Family(family.id));
    write.commit().await
}

/// From now on this is the family's only access token: those before it are dead from the moment this returns, on
/// other nodes within a second.
///
/// # Errors
/// The database's.
pub async fn keep_only(deps: &Deps, id: FamilyId, token_id: TokenId) -> Result<()> {
    let mut write = Write::begin(deps).await?;
    family::Entity::update_many()
        .col_expr(family::Column::LiveTokenId, Expr::value(token_id))
        .filter(family::Column::Id.eq(id))
        .exec(write.db())
        .await?;
    write.changed(Change::Family(id));
    write.commit().await
}

/// The refresh token was used without being rotated.
///
/// # Errors
/// The database's.
pub async fn touch(deps: &Deps, id: FamilyId, now: i64) -> Result<()> {
    family::Entity::update_many()
        .col_expr(family::Column::RotatedAt, Expr::value(now))
        .filter(family::Column::Id.eq(id))
        .filter(family::Column::RevokedAt.is_null())
        .exec(deps.db.write())
        .await?;
    deps.forget(&Change::Family(id));
    Ok(())
}
