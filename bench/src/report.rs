//! The result: Markdown for people, JSON for machines.

use std::fmt::{self, Display, Formatter};

use serde::Serialize;

use crate::{load::Figures, server::Database};

/// Everything that was measured.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    pub(crate) machine: String,
    pub(crate) database: Database,
    pub(crate) seconds: u64,
    pub(crate) rounds: usize,
    /// Milliseconds of a flushed write of 4 KiB.
    pub(crate) flush_ms: f64,
    pub(crate) rows: Vec<Row>,
    /// Milliseconds from the start of the process to the first 200 of /readyz.
    pub(crate) cold_start_ms: Option<f64>,
    pub(crate) memory: Option<Memory>,
}

/// One case with so many workers.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    pub(crate) scenario: String,
    pub(crate) workers: usize,
    pub(crate) latchkey: Figures,
    pub(crate) bare: Option<Figures>,
}

/// Bytes.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Memory {
    /// Three idle seconds after a start on the filled store.
    pub(crate) idle: u64,
    /// Three idle seconds after the load.
    pub(crate) after_load: u64,
    /// The most there ever was.
    pub(crate) peak: u64,
    pub(crate) binary: u64,
}

/// Cores, memory and system.
pub(crate) fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let memory = std::fs::read_to_string("/proc/meminfo").ok().and_then(|text| {
        let kilobytes: u64 = text.lines().next()?.split_whitespace().nth(1)?.parse().ok()?;
        Some(format!(", {} GiB", kilobytes.div_ceil(1 << 20)))
    });
    format!(
        "{cores} cores{}, {} {}",
        memory.unwrap_or_default(),
        std::env::consts::OS,
        std::env::consts::ARCH
    )
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let database = match self.database {
            Database::Sqlite => "SQLite, flushed at every acknowledged commit",
            Database::Postgres => "PostgreSQL, synchronous commit, its CPU included",
        };
        writeln!(
            f,
            "{}, server and load on the same; {database}; medians of {} rounds of {} s; a flushed write of 4 KiB takes {:.2} ms.\n",
            self.machine, self.rounds, self.seconds, self.flush_ms
        )?;
        if !self.rows.is_empty() {
            writeln!(
                f,
                "| scenario | workers | ops/s | p50 ms | p95 ms | p99 ms | CPU s / 1,000 | bare handler: ops/s · CPU s / 1,000 | rate of it |\n\
                 | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
            )?;
        }
        for row in &self.rows {
            let Figures {
                rate,
                p50,
                p95,
                p99,
                cpu,
            } = row.latchkey;
            write!(
                f,
                "| {} | {} | {} | {p50:.2} | {p95:.2} | {p99:.2} | {cpu:.3} |",
                row.scenario,
                row.workers,
                thousands(rate)
            )?;
            match row.bare {
                Some(bare) => writeln!(
                    f,
                    " {} · {:.3} | {:.0} % |",
                    thousands(bare.rate),
                    bare.cpu,
                    rate / bare.rate * 100.0
                )?,
                None => writeln!(f, " | |")?,
            }
        }
        if let Some(start) = self.cold_start_ms {
            writeln!(f, "\nCold start on the filled store: {start:.0} ms.")?;
        }
        if let Some(memory) = self.memory {
            let mebibytes = |bytes: u64| bytes.div_ceil(1 << 20);
            writeln!(
                f,
                "\nMemory: {} MiB idle after a start on the filled store, {} MiB after the load, {} MiB at its peak. The binary: {} MiB.",
                mebibytes(memory.idle),
                mebibytes(memory.after_load),
                mebibytes(memory.peak),
                mebibytes(memory.binary)
            )?;
        }
        Ok(())
    }
}

fn thousands(value: f64) -> String {
    let digits = format!("{value:.0}");
    match digits.len() {
        0..=3 => digits,
        length => {
            let (front, back) = digits.split_at(length - 3);
            format!("{front},{back}")
        }
    }
}
