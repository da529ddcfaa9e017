//! The paths of the dialects: a few routes each over the one engine, and what their clients expect to be different.
//! A dialect that is off has none of them.

pub(super) mod coins;
pub(super) mod moneybutton;
