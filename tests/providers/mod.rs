//! Signing in with other providers (SEC-89, SEC-90): another Latchkey, and one that misbehaves.

mod accounts;
mod answers;
mod linking;
mod oauth2;
mod pair;
mod rogue;
mod sign_in;
