//! The database: SQLite by default, PostgreSQL by its URL; the same statements on both.
//!
//! SQLite runs in WAL mode with full synchronous and one writing connection (SEC-119); what is written at the
//! same moment is committed together by [`super::journal`].

use std::{
    path::Path,
    str::FromStr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use anyhow::Context as _;
use migration::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectionTrait, DatabaseBackend, DatabaseConnection, DatabaseTransaction, SqliteTransactionMode,
    SqlxPostgresConnector, SqlxSqliteConnector, Statement, TransactionOptions, TransactionTrait, Value,
};
use sqlx::{
    Connection as _,
    postgres::{PgConnectOptions, PgPool, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::error::{Error, Result};
use crate::config::Config;

/// How long a request waits for a connection or a lock before it answers 503 (SEC-120).
const PATIENCE: Duration = Duration::from_secs(4);

/// Connections for reading, and for writing.
#[derive(Clone, Debug)]
pub struct Database {
    read: DatabaseConnection,
    write: DatabaseConnection,
    postgres: Option<PgPool>,
    statements: Arc<AtomicU64>,
}

/// Counts the statements of a connection.
fn counting(mut connection: DatabaseConnection, statements: &Arc<AtomicU64>) -> DatabaseConnection {
    let statements = Arc::clone(statements);
    connection.set_metric_callback(move |_| {
        statements.fetch_add(1, Ordering::Relaxed);
    });
    connection
}

impl Database {
    /// Opens the database that the settings name, making an embedded one where there is none.
    ///
    /// # Errors
    /// When it cannot be opened; the message has no password in it.
    pub async fn open(config: &Config) -> anyhow::Result<Self> {
        let url = &config.database_url.0;
        if url.starts_with("postgres") {
            return Self::postgres(url, config.database_connections).await;
        }
        if url.contains(":memory:") || url.contains("mode=memory") {
            anyhow::bail!("database_url: an in-memory database would be lost at the end");
        }
        if url.is_empty() {
            return Self::sqlite(SqliteConnectOptions::new().filename(config.data_dir.join("latchkey.db")))
                .await;
        }
        let options =
            SqliteConnectOptions::from_str(url).map_err(|_| anyhow::anyhow!("database_url is not valid"))?;
        Self::sqlite(options).await
    }

    async fn sqlite(options: SqliteConnectOptions) -> anyhow::Result<Self> {
        let options = options
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            .pragma("cache_size", "-8000")
            .pragma("mmap_size", "0");
        owner_only(options.get_filename())?;
        let pool = |connections| {
            SqlitePoolOptions::new()
                .max_connections(connections)
                .acquire_timeout(PATIENCE)
                .test_before_acquire(false)
                .idle_timeout(None)
                .max_lifetime(None)
        };
        let write = pool(1)
            .connect_with(options.clone())
            .await
            .context("cannot open the SQLite database")?;
        let read = pool(4).connect_lazy_with(options);
        let statements = Arc::default();
        Ok(Self {
            read: counting(SqlxSqliteConnector::from_sqlx_sqlite_pool(read), &statements),
            write: counting(SqlxSqliteConnector::from_sqlx_sqlite_pool(write), &statements),
            postgres: None,
            statements,
        })
    }

    async fn postgres(url: &str, connections: u32) -> anyhow::Result<Self> {
        let options = PgConnectOptions::from_str(url)
            .map_err(|_| anyhow::anyhow!("database_url is not valid"))?
            .application_name("latchkey")
            .options([
                ("statement_timeout", "15s"),
                ("lock_timeout", "4s"),
                ("synchronous_commit", "on"),
            ]);
        let pool = PgPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(PATIENCE)
            .test_before_acquire(false)
            .connect_with(options)
            .await
            .context("cannot connect to the PostgreSQL database")?;
        let statements = Arc::default();
        let connection = SqlxPostgresConnector::from_sqlx_postgres_pool(pool.clone());
        let connection = counting(connection, &statements);
        Ok(Self {
            read: connection.clone(),
            write: connection,
            postgres: Some(pool),
            statements,
        })
    }

    /// Brings the tables up to date.
    ///
    /// # Errors
    /// The database's, or the migration's.
    pub async fn migrate(&self) -> anyhow::Result<()> {
        let what = "cannot bring the database's tables up to date";
        let Some(pool) = &self.postgres else {
            return Migrator::up(&self.write, None).await.context(what);
        };
        // Nodes that start together take turns, each finding done what the one before it did. The lock is the
        // connection's, which is closed with it, whatever happens.
        let mut turn = pool.acquire().await.context(what)?.detach();
        for waits in ["SET lock_timeout = '120s'", "SET statement_timeout = '125s'"] {
            sqlx::query(waits).execute(&mut turn).await.context(what)?;
        }
        sqlx::query("SELECT pg_advisory_lock(hashtextextended('latchkey migrations', 0))")
            .execute(&mut turn)
            .await
            .context(what)?;
        let done = Migrator::up(&self.write, None).await.context(what);
        turn.close().await.context(what)?;
        done
    }

    /// How many statements were made since the start, on all connections: operations are held to a number of them.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// For selects.
    pub const fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// For single writing statements; more go in a transaction.
    pub const fn write(&self) -> &DatabaseConnection {
        &self.write
    }

    /// The pool, where the database is PostgreSQL: for listening.
    pub const fn postgres_pool(&self) -> Option<&PgPool> {
        self.postgres.as_ref()
    }

    /// Which of the two it is.
    pub fn backend(&self) -> DatabaseBackend {
        self.read.get_database_backend()
    }

    /// Begins a transaction that means to write: on SQLite it takes the lock at once, so that a read followed
    /// by a write cannot fail in between.
    ///
    /// # Errors
    /// The database's.
    pub async fn begin(&self) -> Result<DatabaseTransaction> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(self.write.begin_with_options(options).await?)
    }

    /// Whether it answers and can be written to.
    ///
    /// # Errors
    /// `Unavailable` where it does not or cannot.
    pub async fn ping(&self) -> Result<()> {
        if self.postgres.is_none() {
            // Takes the lock for writing and gives it back: nothing is flushed.
            return Ok(self.begin().await?.rollback().await?);
        }
        let read_only = "SELECT 1 / (current_setting('transaction_read_only') = 'off')::integer";
        self.read
            .execute_unprepared(read_only)
            .await
            .map_err(|error| Error::Unavailable(error.into()))?;
        Ok(())
    }

    /// A statement of our own, with `?` for each value.
    pub fn statement(&self, sql: &str, values: impl IntoIterator<Item = Value>) -> Statement {
        statement(self.backend(), sql, values)
    }
}

/// A statement for the backend, with `?` for each value (and no other question mark).
pub fn statement(backend: DatabaseBackend, sql: &str, values: impl IntoIterator<Item = Value>) -> Statement {
    if backend != DatabaseBackend::Postgres {
        return Statement::from_sql_and_values(backend, sql, values);
    }
    let mut numbered = String::with_capacity(sql.len() + 32);
    let mut count = 0;
    for part in sql.split_inclusive('?') {
        if let Some(text) = part.strip_suffix('?') {
            count += 1;
            numbered.push_str(text);
            numbered.push('$');
            numbered.push_str(&count.to_string());
        } else {
            numbered.push_str(part);
        }
    }
    Statement::from_sql_and_values(backend, numbered, values)
}

/// Lets only one transaction at a time go on from here with this subject, so that what it counts is still so when it
/// writes: a limit holds for requests of the same moment too (SEC-77). SQLite has one writer anyway.
///
/// # Errors
/// The database's.
pub async fn one_at_a_time(db: &impl ConnectionTrait, subject: &str) -> Result<()> {
    if db.get_database_backend() == DatabaseBackend::Postgres {
        let lock = "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))";
        db.execute_raw(statement(DatabaseBackend::Postgres, lock, [subject.into()]))
            .await?;
    }
    Ok(())
}

/// The database file is its owner's alone (SEC-122).
fn owner_only(path: &Path) -> anyhow::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
        std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .mode(0o600)
            .open(path)
            .with_context(|| format!("cannot open {}", path.display()))?;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
    }
    Ok(())
}
