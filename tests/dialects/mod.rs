//! The dialects: what a client that was written for another server sends, and what it gets.

mod coins;
mod coins_nonce;
mod moneybutton;
mod moneybutton_settings;
mod presets;
mod switches;
mod world;
