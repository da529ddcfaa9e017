//! The load generator behind `make bench`: starts Latchkey on loopback with a database of its own, runs each scenario
//! closed loop, looks at every answer, and says how fast it was and what it cost.

mod bare;
mod browser;
mod load;
mod process;
mod report;
mod scenario;
mod server;
mod setup;
mod wire;

use std::{
    io::Write as _,
    path::PathBuf,
    process::{Command, ExitCode},
    time::Duration,
};

use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand, ValueEnum as _};

use crate::{
    bare::Order,
    load::{Figures, measure, median},
    process::Meter,
    report::{Memory, Report, Row},
    scenario::{Case, Scenario, Worker},
    server::{Database, Home, Server},
    wire::Connection,
};

/// The load generator and the bare handler allocate as the server does.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Starts are measured so often.
const STARTS: usize = 5;
/// Before idle memory is read.
const IDLE: Duration = Duration::from_secs(3);

/// Measures Latchkey on this machine.
#[derive(Debug, Parser)]
#[command(name = "bench", disable_help_subcommand = true)]
struct Arguments {
    /// What to measure; everything unless said.
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    scenarios: Vec<Scenario>,
    /// How many connections ask at the same time.
    #[arg(
        long,
        value_delimiter = ',',
        value_name = "NUMBERS",
        default_value = "1,16,64"
    )]
    workers: Vec<usize>,
    /// How long each measurement takes.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u64).range(1..=600))]
    seconds: u64,
    /// How often each is repeated; the medians are reported.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=99))]
    rounds: u8,
    /// The server's database. For postgres, `TEST_DATABASE_URL` names a server on this machine where databases may
    /// be made; without it, a throw-away one is started.
    #[arg(long, value_enum, default_value_t = Database::Sqlite)]
    database: Database,
    /// The server to measure.
    #[arg(long, default_value = "target/release/latchkey", value_name = "PATH")]
    binary: PathBuf,
    /// Writes the figures to a file too.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    #[command(subcommand)]
    part: Option<Part>,
}

#[derive(Debug, Subcommand)]
enum Part {
    /// The handler that the server is compared with.
    #[command(hide = true)]
    Bare,
}

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            progress(&format!("bench: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    if matches!(arguments.part, Some(Part::Bare)) {
        return bare::run().map(|()| ExitCode::SUCCESS);
    }
    if arguments.database == Database::Postgres && std::env::var_os("TEST_DATABASE_URL").is_none() {
        return with_postgres();
    }
    // One thread: what the load generator uses, the server does not have.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let report = runtime.block_on(whole(&arguments))?;
    write!(std::io::stdout().lock(), "{report}")?;
    if let Some(path) = &arguments.json {
        std::fs::write(path, serde_json::to_vec_pretty(&report)?)
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Runs itself again with a throw-away PostgreSQL.
fn with_postgres() -> Result<ExitCode> {
    let status = Command::new("tests/with-postgres.sh")
        // Tests do without flushing; here it is what costs.
        .env("POSTGRES_OPTIONS", "-c fsync=on")
        .arg(std::env::current_exe()?)
        .args(std::env::args_os().skip(1))
        .status()
        .context("cannot run tests/with-postgres.sh: start bench at the root of the repository")?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn progress(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

async fn whole(arguments: &Arguments) -> Result<Report> {
    let home = Home::new(&arguments.binary, arguments.database).await?;
    let result = in_home(arguments, &home).await;
    home.clear().await?;
    result
}

async fn in_home(arguments: &Arguments, home: &Home) -> Result<Report> {
    let asked = if arguments.scenarios.is_empty() {
        Scenario::value_variants()
    } else {
        &arguments.scenarios
    };
    let cases: Vec<Case> = asked.iter().copied().flat_map(Case::of).collect();
    let flush_ms = home.flush_time()?;
    progress("people, clients and tokens are made");
    home.apply(&setup::document())?;
    let (server, _) = home.start().await?;
    let most = arguments.workers.iter().copied().max().unwrap_or(1);
    let mut workers = setup::workers(home.address(), most).await?;
    let rows = if cases.is_empty() {
        Vec::new()
    } else {
        under_load(arguments, home, &server, &cases, &mut workers).await?
    };
    let loaded = if asked.contains(&Scenario::Memory) {
        tokio::time::sleep(IDLE).await;
        Some(process::memory(server.id())?)
    } else {
        None
    };
    server.stop()?;
    let cold_start_ms = if asked.contains(&Scenario::Start) {
        cold_start(home).await?
    } else {
        None
    };
    let memory = match loaded {
        Some((after_load, peak)) => Some(Memory {
            idle: idle(home).await?,
            after_load,
            peak,
            binary: home.binary_size()?,
        }),
        None => None,
    };
    Ok(Report {
        machine: report::machine(),
        database: arguments.database,
        seconds: arguments.seconds,
        rounds: arguments.rounds.into(),
        flush_ms,
        rows,
        cold_start_ms,
        memory,
    })
}

/// Every case with every number of workers, Latchkey and the bare handler in turns.
async fn under_load(
    arguments: &Arguments,
    home: &Home,
    server: &Server,
    cases: &[Case],
    workers: &mut [Worker],
) -> Result<Vec<Row>> {
    let meter = Meter {
        server: server.id(),
        database: home.database_process(),
    };
    let mut connection = Connection::open(home.address()).await?;
    let mut documents = [String::new(), String::new()];
    for (document, path) in documents
        .iter_mut()
        .zip(["/.well-known/openid-configuration", "/oauth/jwks"])
    {
        let answer = connection.get(path, &[]).await?;
        *document = String::from_utf8(answer.body.to_vec())?;
    }
    let (bare, bare_address) = server::start_bare(&Order {
        tokens: workers.iter().map(|worker| worker.access_token.clone()).collect(),
        documents,
    })?;
    let bare_meter = Meter {
        server: bare.id(),
        database: None,
    };
    let time = Duration::from_secs(arguments.seconds);
    let mut found: Vec<(Case, usize, Vec<Figures>, Vec<Figures>)> = cases
        .iter()
        .flat_map(|case| {
            arguments
                .workers
                .iter()
                .map(|many| (*case, *many, Vec::new(), Vec::new()))
        })
        .collect();
    for round in 1..=arguments.rounds {
        for (case, many, latchkey, bare) in &mut found {
            let workers = &mut workers[..*many];
            let figures = measure(home.address(), meter, *case, workers, time).await?;
            progress(&format!(
                "round {round}: {}, {many} workers: {:.0}/s, {:.3} CPU s / 1,000",
                case.name(),
                figures.rate,
                figures.cpu
            ));
            latchkey.push(figures);
            if case.has_bare() {
                bare.push(measure(bare_address, bare_meter, *case, workers, time).await?);
            }
        }
    }
    drop(bare);
    found
        .into_iter()
        .map(|(case, workers, latchkey, bare)| {
            Ok(Row {
                scenario: case.name(),
                workers,
                latchkey: Figures::median(&latchkey).context("nothing was measured")?,
                bare: Figures::median(&bare),
            })
        })
        .collect()
}

async fn cold_start(home: &Home) -> Result<Option<f64>> {
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let (server, time) = home.start().await?;
        server.stop()?;
        times.push(time.as_secs_f64() * 1000.0);
    }
    Ok(median(times))
}

async fn idle(home: &Home) -> Result<u64> {
    let (server, _) = home.start().await?;
    tokio::time::sleep(IDLE).await;
    let (now, _) = process::memory(server.id())?;
    server.stop()?;
    Ok(now)
}
