//! stand-in
use crate::domain::{Caller, Deps};
use std::sync::Arc;
/// x
#[derive(Debug)]
pub struct ServiceSchema;
/// x
pub fn schema(_d: &Deps) -> ServiceSchema {
    ServiceSchema
}
/// x
pub fn sdl() -> String {
    String::new()
}
/// x
pub async fn execute(
    _s: &ServiceSchema,
    _d: Arc<Deps>,
    _c: Caller,
    _r: async_graphql::Request,
) -> async_graphql::Response {
    async_graphql::Response::default()
}
