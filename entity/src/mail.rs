//! Letters that wait to be sent.

use sea_orm::entity::prelude::*;

use crate::id::{MailId, UserId};

/// One letter. What it says is sealed while it waits, and wiped when that is over.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail")]
pub struct Model {
    /// Its id, from which its `Message-ID` is made.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MailId,
    /// Whose account it is about, where one is known; it goes with the account.
    pub user_id: Option<UserId>,
    /// What kind of letter, for the log.
    pub kind: String,
    /// To whom and what, sealed; none once it was sent or given up.
    pub sealed: Option<Vec<u8>>,
    /// How often sending it was begun.
    pub attempts: i32,
    /// When it is tried next; while one node is at it, when another may take over.
    pub due_at: i64,
    /// When it was put into the mailbox of a development server.
    pub sent_at: Option<i64>,
    /// When it was given up.
    pub failed_at: Option<i64>,
    /// What the mail server said last; never what the letter says.
    pub last_error: Option<String>,
    /// When it was written.
    pub created_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
