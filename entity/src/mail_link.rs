//! Links that are sent by mail and work once.

use sea_orm::entity::prelude::*;

use crate::{
    id::{MailLinkId, UserId},
    values::{Digest, LinkPurpose},
};

/// One link. Its token is derived from the row with a key that is not in the database.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_link")]
pub struct Model {
    /// Random; part of the token.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MailLinkId,
    /// Whose account it acts on; none where there is no account yet.
    pub user_id: Option<UserId>,
    /// What it does.
    pub purpose: LinkPurpose,
    /// What a newer link of the same purpose takes the place of.
    pub subject: String,
    /// The address that it is sent to, as the person writes it.
    pub email: String,
    /// What is remembered until it is used, sealed.
    pub sealed: Option<Vec<u8>>,
    /// The browser that asked for it.
    pub browser_digest: Option<Digest>,
    /// When it stops working; counted from its sending.
    pub expires_at: i64,
    /// When it was used: once.
    pub used_at: Option<i64>,
    /// When something else took its place.
    pub voided_at: Option<i64>,
    /// When it was made.
    pub created_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
