//! The protocol's flows.

mod code;
