//! Structured logs (SEC-117): one line for each record, whatever is in it.

use std::io::{self, Write};

use anyhow::{Context as _, Result};
use tracing::Level;
use tracing_subscriber::{
    EnvFilter, filter::filter_fn, fmt, layer::SubscriberExt as _, util::SubscriberInitExt as _,
};

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
    // The database layer logs statements with their values: never, whatever the setting says.
    let quiet = filter_fn(|about| {
        *about.level() <= Level::WARN
            || !["sqlx", "sea_orm"]
                .iter()
                .any(|name| about.target().starts_with(name))
    });
    // A panic's message may quote what was being worked on; where it happened is enough.
    std::panic::set_hook(Box::new(|panic| {
        let location = panic.location().map(ToString::to_string);
        tracing::error!(location, "panicked");
    }));
    let registry = tracing_subscriber::registry().with(filter).with(quiet);
    match config.log_format {
        LogFormat::Json => registry
            .with(fmt::layer().json().with_writer(|| OneLine(io::stderr())))
            .try_init(),
        // Without colours: a control character in the log would come from outside.
        LogFormat::Text => registry
            .with(
                fmt::layer()
                    .with_ansi(false)
                    .with_target(false)
                    .with_writer(|| OneLine(io::stderr())),
            )
            .try_init(),
    }
    .context("logging was started twice")
}

/// Writes each record, which comes whole, as one line: breaks and control characters within it are escaped.
struct OneLine<W>(W);

impl<W: Write> Write for OneLine<W> {
    fn write(&mut self, record: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(record);
        let text = text.strip_suffix('\n').unwrap_or(&text);
        let mut line = String::with_capacity(text.len() + 1);
        for c in text.chars() {
            match c {
                '\n' => line.push_str("\\n"),
                '\r' => line.push_str("\\r"),
                c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => {
                    line.push_str(&format!("\\u{:04x}", u32::from(c)));
                }
                c => line.push(c),
            }
        }
        line.push('\n');
        self.0.write_all(line.as_bytes())?;
        Ok(record.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_117_a_record_is_one_line() {
        let mut out = Vec::new();
        let record = "refused error=bad\r\nforged\u{2028}too\u{1b}[31m\n";
        OneLine(&mut out).write_all(record.as_bytes()).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "refused error=bad\\r\\nforged\\u2028too\\u001b[31m\n"
        );
    }
}
