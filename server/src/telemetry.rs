//! Structured logs (SEC-117). What comes from outside is written by `Debug` or as JSON, so that line breaks and
//! control characters in it are escaped.

use std::io::IsTerminal as _;

use anyhow::{Context as _, Result};
use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt as _, util::SubscriberInitExt as _};

use crate::config::{Config, LogFormat};

/// Starts logging to standard error.
///
/// # Errors
/// When the setting `log` is not a filter.
pub fn start(config: &Config) -> Result<()> {
    let filter: EnvFilter = config
        .log
        .parse()
        .context("log: expected a level or directives such as info,latchkey=debug")?;
    // The database layer logs statements with their values: never, at any level.
    let quiet = ["sqlx=warn", "sea_orm=warn", "sea_orm_migration=warn"]
        .iter()
        .filter_map(|d| d.parse().ok());
    let filter = quiet.fold(filter, EnvFilter::add_directive);
    let registry = tracing_subscriber::registry().with(filter);
    match config.log_format {
        LogFormat::Json => registry
            .with(fmt::layer().json().with_writer(std::io::stderr))
            .try_init(),
        LogFormat::Text => {
            let color = std::io::stderr().is_terminal();
            registry
                .with(
                    fmt::layer()
                        .with_ansi(color)
                        .with_target(false)
                        .with_writer(std::io::stderr),
                )
                .try_init()
        }
    }
    .context("logging was started twice")
}
