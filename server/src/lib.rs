//! t
pub mod views;
