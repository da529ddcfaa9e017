//! The closed loop: each worker has one connection and asks again as soon as it was answered.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};
use serde::Serialize;
use tokio::task::JoinSet;

use crate::{
    process::Meter,
    scenario::{Case, Worker},
    wire::Connection,
};

/// Not measured: connections are made, caches fill.
const WARM_UP: Duration = Duration::from_millis(500);
/// An answer that takes longer is an error.
const PATIENCE: Duration = Duration::from_secs(20);

/// What one measurement found.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Figures {
    /// Operations per second.
    pub(crate) rate: f64,
    /// Milliseconds.
    pub(crate) p50: f64,
    /// Milliseconds.
    pub(crate) p95: f64,
    /// Milliseconds.
    pub(crate) p99: f64,
    /// CPU seconds per 1,000 operations.
    pub(crate) cpu: f64,
}

impl Figures {
    /// The median of each figure.
    pub(crate) fn median(rounds: &[Self]) -> Option<Self> {
        let of = |figure: fn(&Self) -> f64| median(rounds.iter().map(figure).collect());
        Some(Self {
            rate: of(|round| round.rate)?,
            p50: of(|round| round.p50)?,
            p95: of(|round| round.p95)?,
            p99: of(|round| round.p99)?,
            cpu: of(|round| round.cpu)?,
        })
    }
}

/// The value in the middle.
pub(crate) fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

/// Runs one case for so long with so many workers.
///
/// # Errors
/// At the first answer that is not what it must be.
pub(crate) async fn measure(
    address: SocketAddr,
    meter: Meter,
    case: Case,
    workers: &mut [Worker],
    time: Duration,
) -> Result<Figures> {
    let begin = Instant::now() + WARM_UP;
    let end = begin + time;
    let mut running = JoinSet::new();
    for worker in workers.iter_mut() {
        let worker = std::mem::replace(worker, Worker::nobody());
        running.spawn(work(address, case, worker, begin, end));
    }
    tokio::time::sleep_until(begin.into()).await;
    let (cpu_before, begun) = (meter.cpu()?, Instant::now());
    tokio::time::sleep_until(end.into()).await;
    let (cpu_after, ended) = (meter.cpu()?, Instant::now());
    let mut latencies: Vec<Duration> = Vec::new();
    while let Some(joined) = running.join_next().await {
        let (worker, mut of_worker) = joined??;
        latencies.append(&mut of_worker);
        let number = worker.number;
        workers[number] = worker;
    }
    latencies.sort_unstable();
    let many = u32::try_from(latencies.len()).context("too many operations")?;
    if many == 0 {
        bail!("no operation ended in time");
    }
    let percentile = |percent: usize| {
        let at = latencies.len() * percent / 100;
        latencies[at.min(latencies.len() - 1)].as_secs_f64() * 1000.0
    };
    let elapsed = (ended - begun).as_secs_f64();
    Ok(Figures {
        rate: f64::from(many) / time.as_secs_f64(),
        p50: percentile(50),
        p95: percentile(95),
        p99: percentile(99),
        cpu: (cpu_after - cpu_before).as_secs_f64() * time.as_secs_f64() / elapsed / f64::from(many) * 1000.0,
    })
}

async fn work(
    address: SocketAddr,
    case: Case,
    mut worker: Worker,
    begin: Instant,
    end: Instant,
) -> Result<(Worker, Vec<Duration>)> {
    let mut connection = Connection::open(address).await?;
    let mut latencies = Vec::with_capacity(4096);
    loop {
        let sent = Instant::now();
        tokio::time::timeout(PATIENCE, worker.run(case, &mut connection))
            .await
            .with_context(|| format!("{}: no answer in time", case.name()))?
            .with_context(|| case.name())?;
        let answered = Instant::now();
        if answered >= end {
            return Ok((worker, latencies));
        }
        if answered >= begin {
            latencies.push(answered - sent);
        }
    }
}
