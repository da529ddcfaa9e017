//! Clients with which APIs introspect tokens.

use sea_orm::entity::prelude::*;

use crate::id::{ApiId, ClientKey};

/// One client that may introspect an API's tokens (SEC-38).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "api_client")]
pub struct Model {
    /// The API.
    #[sea_orm(primary_key, auto_increment = false)]
    pub api_id: ApiId,
    /// The client.
    #[sea_orm(primary_key, auto_increment = false)]
    pub client_id: ClientKey,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
