//! Refused requests of apps, for their developers.

use sea_orm::entity::prelude::*;

use crate::id::{AppId, RequestLogId};

/// One refused request, or the one that stands for several alike. No secret and nothing of a person is in it
/// (SEC-117).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "request_log")]
pub struct Model {
    /// Its id, in order of time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RequestLogId,
    /// The app.
    pub app_id: AppId,
    /// When it came.
    pub at: i64,
    /// Where it came to, such as `token`.
    pub endpoint: String,
    /// The `client_id` that it named.
    pub client_id: String,
    /// The standard's error code.
    pub code: String,
    /// The rule that refused it.
    pub rule: String,
    /// What the caller was told.
    pub message: String,
    /// The parameter that is wrong.
    pub parameter: Option<String>,
    /// What came in it.
    pub received: Option<String>,
    /// The nearest right value.
    pub expected: Option<String>,
    /// Where the two differ.
    pub difference: Option<String>,
    /// Every parameter: its name, its value where that may be kept, its length.
    pub parameters: Json,
    /// The id on the error page, or of the answer.
    pub error_id: Option<String>,
    /// How many more like it were refused soon after and not kept one by one.
    pub more: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
