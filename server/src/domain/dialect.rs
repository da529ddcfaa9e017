//! The dialects: ways of other servers that this one speaks too. Each is switched on or off by the setting of its
//! name; what it changes is in the room that it changes.

use serde::{Deserialize, Serialize};

use crate::config::Config;

/// A dialect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dialect {
    /// Setting `moneybutton`.
    Moneybutton,
    /// Setting `coins`.
    Coins,
    /// Setting `greenfield`.
    Greenfield,
}

impl Dialect {
    /// Whether it is on.
    pub const fn is_on(self, config: &Config) -> bool {
        match self {
            Self::Moneybutton => config.moneybutton,
            Self::Coins => config.coins,
            Self::Greenfield => config.greenfield,
        }
    }
}
