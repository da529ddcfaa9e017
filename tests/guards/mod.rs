//! What must stay true of the whole code base.

mod access;
mod schema;
