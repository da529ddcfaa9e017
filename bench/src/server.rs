//! The processes under load: Latchkey on a fresh data directory and a fresh database, and the bare handler. Each is
//! stopped by its own id, and everything it made is gone afterwards.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail, ensure};
use clap::ValueEnum;
use serde::Serialize;
use sqlx::{Connection as _, PgConnection};

use crate::{bare::Order, process, wire::Connection};

/// Which database the server has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Database {
    /// A file in the data directory.
    Sqlite,
    /// A database of its own on the server that `TEST_DATABASE_URL` names.
    Postgres,
}

/// A database on a PostgreSQL server.
struct Postgres {
    server: String,
    name: String,
    url: String,
    /// The server's first process.
    process: u32,
}

/// Where Latchkey lives during the benchmark.
pub(crate) struct Home {
    binary: PathBuf,
    directory: PathBuf,
    address: SocketAddr,
    postgres: Option<Postgres>,
}

impl Home {
    /// An empty one. The data is beside the binary, because the system's temporary directory may be in memory.
    ///
    /// # Errors
    /// When there is no such binary, or no such database server.
    pub(crate) async fn new(binary: &Path, database: Database) -> Result<Self> {
        let binary = binary
            .canonicalize()
            .with_context(|| format!("there is no {}; build it first", binary.display()))?;
        let name = format!("latchkey_bench_{}", std::process::id());
        let directory = binary.parent().unwrap_or(Path::new(".")).join(&name);
        std::fs::create_dir_all(&directory)?;
        // A free port: taken, and given back.
        let address = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let postgres = match database {
            Database::Sqlite => None,
            Database::Postgres => Some(Postgres::create(name).await?),
        };
        Ok(Self {
            binary,
            directory,
            address,
            postgres,
        })
    }

    /// Where the server listens.
    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The database server's first process.
    pub(crate) fn database_process(&self) -> Option<u32> {
        self.postgres.as_ref().map(|postgres| postgres.process)
    }

    /// Bytes of the binary.
    pub(crate) fn binary_size(&self) -> Result<u64> {
        Ok(std::fs::metadata(&self.binary)?.len())
    }

    /// The median time of a flushed write of 4 KiB in the data directory, milliseconds: what the disk allows.
    pub(crate) fn flush_time(&self) -> Result<f64> {
        let path = self.directory.join("flush");
        let mut file = std::fs::File::create(&path)?;
        let mut times = Vec::new();
        for _ in 0..100 {
            let begun = Instant::now();
            file.write_all(&[7; 4096])?;
            file.sync_data()?;
            times.push(begun.elapsed().as_secs_f64() * 1000.0);
        }
        std::fs::remove_file(path)?;
        crate::load::median(times).context("no times")
    }

    /// Makes what the YAML says, by `latchkey apply`.
    pub(crate) fn apply(&self, yaml: &str) -> Result<()> {
        let mut child = self
            .command()
            .args(["apply", "-f", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .context("cannot start latchkey")?;
        child
            .stdin
            .take()
            .context("no standard input")?
            .write_all(yaml.as_bytes())?;
        ensure!(child.wait()?.success(), "latchkey apply failed");
        Ok(())
    }

    /// Starts the server; how long it took from the start of the process to the first 200 of /readyz.
    pub(crate) async fn start(&self) -> Result<(Server, Duration)> {
        let begun = Instant::now();
        let child = self
            .command()
            .arg("serve")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .context("cannot start latchkey")?;
        let mut server = Server { child };
        loop {
            if let Ok(mut connection) = Connection::open(self.address).await
                && let Ok(answer) = connection.get("/readyz", &[]).await
                && answer.status == 200
            {
                return Ok((server, begun.elapsed()));
            }
            if let Some(status) = server.child.try_wait()? {
                bail!("latchkey ended at its start: {status}");
            }
            ensure!(begun.elapsed() < Duration::from_secs(60), "latchkey is not ready");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.binary);
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("LATCHKEY_") {
                command.env_remove(name);
            }
        }
        command
            .current_dir(&self.directory)
            .env("LATCHKEY_DATA_DIR", &self.directory)
            .env("LATCHKEY_LISTEN", self.address.to_string())
            .env("LATCHKEY_PUBLIC_URL", format!("http://{}", self.address));
        if let Some(postgres) = &self.postgres {
            command.env("LATCHKEY_DATABASE_URL", &postgres.url);
        }
        command
    }

    /// Removes everything.
    pub(crate) async fn clear(self) -> Result<()> {
        std::fs::remove_dir_all(&self.directory)?;
        match self.postgres {
            Some(postgres) => postgres.drop_database().await,
            None => Ok(()),
        }
    }
}

impl Postgres {
    async fn create(name: String) -> Result<Self> {
        let server = std::env::var("TEST_DATABASE_URL").context("TEST_DATABASE_URL is not set")?;
        let mut connection = PgConnection::connect(&server)
            .await
            .context("cannot connect to TEST_DATABASE_URL")?;
        let backend: i32 = sqlx::query_scalar("SELECT pg_backend_pid()")
            .fetch_one(&mut connection)
            .await?;
        let process = process::parent(u32::try_from(backend)?)
            .context("the database server is not on this machine, so its cost cannot be measured")?;
        execute(&mut connection, &format!("CREATE DATABASE \"{name}\"")).await?;
        let mut url = url::Url::parse(&server).context("TEST_DATABASE_URL is not a URL")?;
        url.set_path(&name);
        Ok(Self {
            server,
            name,
            url: url.into(),
            process,
        })
    }

    async fn drop_database(self) -> Result<()> {
        let mut connection = PgConnection::connect(&self.server).await?;
        execute(
            &mut connection,
            &format!("DROP DATABASE IF EXISTS \"{}\" WITH (FORCE)", self.name),
        )
        .await
    }
}

async fn execute(connection: &mut PgConnection, sql: &str) -> Result<()> {
    // The name in it is ours.
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned()))
        .execute(connection)
        .await?;
    Ok(())
}

/// A running server, stopped when dropped.
pub(crate) struct Server {
    child: Child,
}

impl Server {
    /// Its process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Asks it to end, and waits for that.
    pub(crate) fn stop(mut self) -> Result<()> {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status()?;
        ensure!(asked.success(), "cannot stop the server");
        for _ in 0..300 {
            if let Some(status) = self.child.try_wait()? {
                ensure!(status.success(), "the server did not end well: {status}");
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        bail!("the server does not stop")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// Starts the bare handler; where it listens.
pub(crate) fn start_bare(order: &Order) -> Result<(Server, SocketAddr)> {
    let mut child = Command::new(std::env::current_exe()?)
        .arg("bare")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut line = serde_json::to_string(order)?;
    line.push('\n');
    // Left open: the handler ends when we do.
    child
        .stdin
        .as_mut()
        .context("no standard input")?
        .write_all(line.as_bytes())?;
    let mut answer = String::new();
    BufReader::new(child.stdout.take().context("no standard output")?).read_line(&mut answer)?;
    let server = Server { child };
    let address = answer.trim().parse().context("the bare handler did not start")?;
    Ok((server, address))
}
