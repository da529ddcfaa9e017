//! The HTTP surface: bounds, malformed input, methods, origins, headers.

mod bounds;
mod headers;
mod malformed;
mod methods;
mod origins;
mod parameters;
mod proxies;
