//! The whole service, tried through its public doors, on a database of its own for every test.
//!
//! With `TEST_DATABASE_URL` (a PostgreSQL server where databases may be made) on PostgreSQL, else on SQLite.

mod apply;
mod dialects;
mod edge;
mod graphql;
mod greenfield;
mod guards;
mod mail;
mod oauth;
mod operation;
mod pages;
mod providers;
mod support;
