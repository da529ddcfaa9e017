//! Protocol: OAuth 2 and OpenID Connect in the RFCs' words, free of HTTP. Typed input in, an outcome or a typed
//! error out; `http` translates.
//!
//! | file | answers |
//! | --- | --- |
//! | `authorize` | RFC 6749 section 4.1.1, OpenID Connect Core section 3.1.2, RFC 9207, RFC 8707 |
//! | `code` | the authorization code: what it binds, sealed |
//! | `destination` | where a response may go: the only way to redirect |
//! | `client` | client authentication: RFC 6749 section 2.3, RFC 7523 |
//! | `token`, `grants` | RFC 6749 sections 4.1.3, 4.4, 6; RFC 7636 |
//! | `mint` | RFC 9068, ID tokens: the only place tokens are made |
//! | `introspect` | RFC 7662 |
//! | `revoke` | RFC 7009 |
//! | `userinfo`, `claims` | OpenID Connect Core section 5 |
//! | `logout` | OpenID Connect RP-Initiated Logout |
//! | `metadata` | OpenID Connect Discovery, RFC 8414 |
//!
//! A *client* is one of an app's ways to ask; what people allow, they allow the app.

pub mod acr;
pub mod authorize;
pub mod claims;
pub mod client;
pub mod code;
pub mod destination;
pub mod error;
pub mod grants;
pub mod introspect;
pub mod logout;
pub mod metadata;
pub mod mint;
pub mod parameters;
pub mod pkce;
pub mod revoke;
pub mod token;
pub mod userinfo;

pub use error::{Code, Error, Result};
pub use parameters::Parameters;
