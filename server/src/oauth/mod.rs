//! Protocol: OAuth 2 and OpenID Connect in the RFCs' words, free of HTTP. Typed input in, an outcome or a typed
//! error out; `http` translates.
//!
//! | file | answers |
//! | --- | --- |
//! | `authorize` | RFC 6749 section 4.1.1, OpenID Connect Core section 3.1.2, RFC 9207, RFC 8707 |
//! | `consent` | what the person is asked, and what the answer allows |
//! | `details` | RFC 9396 |
//! | `response_type`, `implicit` | RFC 6749 sections 3.1.1 and 4.2 |
//! | `dialect` | what other servers' clients say differently |
//! | `code` | the authorization code: what it binds, sealed |
//! | `destination` | where a response may go: the only way to redirect |
//! | `client` | client authentication: RFC 6749 section 2.3, RFC 7523 |
//! | `token`, `grants` | RFC 6749 sections 4.1.3, 4.4, 6; RFC 7636 |
//! | `mint` | RFC 9068, ID tokens: the only place tokens are made |
//! | `introspect` | RFC 7662 |
//! | `revoke` | RFC 7009 |
//! | `userinfo`, `claims` | OpenID Connect Core section 5 |
//! | `moneybutton` | the resources and clients of that dialect |
//! | `logout` | OpenID Connect RP-Initiated Logout |
//! | `metadata` | OpenID Connect Discovery, RFC 8414 |
//!
//! A *client* is one of an app's ways to ask; what people allow, they allow the app.

pub mod acr;
pub mod authorize;
pub mod claims;
pub mod client;
pub mod code;
pub mod consent;
pub mod destination;
pub mod details;
pub mod dialect;
pub mod error;
pub mod grants;
pub mod implicit;
pub mod introspect;
pub mod logout;
pub mod metadata;
pub mod mint;
pub mod moneybutton;
pub mod parameters;
pub mod pkce;
pub mod response_type;
pub mod revoke;
pub mod token;
pub mod userinfo;

pub use error::{Code, Error, Result};
pub use parameters::Parameters;
