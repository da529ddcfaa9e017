//! Where clients may be sent back to.

use sea_orm::entity::prelude::*;

use crate::{
    id::{ClientKey, RedirectUrlId},
    values::RedirectKind,
};

/// One registered URL.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "redirect_url")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RedirectUrlId,
    /// The client.
    pub client_id: ClientKey,
    /// What it is for.
    pub kind: RedirectKind,
    /// The exact string that is compared (SEC-01).
    pub url: String,
    /// Its origin where it is http(s), for CORS (SEC-60).
    pub origin: Option<String>,
    /// When it was made.
    pub created_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
