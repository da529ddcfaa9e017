//! A running service: a real listener on a port of its own, a real database of its own, a clock that tests set.

use std::{
    collections::BTreeMap,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

use latchkey::{
    config::Config,
    domain::{Deps, background, clock::Clock, deps::write_owner_only},
    http, mail,
};
use sea_orm::{ConnectionTrait, Database, DatabaseBackend, Statement};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::oneshot};

use super::SmtpServer;

/// One service; it ends when this is dropped.
pub(crate) struct TestApp {
    pub(crate) deps: Arc<Deps>,
    pub(crate) issuer: String,
    /// Where it listens, whatever it calls itself.
    pub(crate) address: String,
    pub(crate) http: reqwest::Client,
    now: Arc<AtomicI64>,
    environment: BTreeMap<String, String>,
    _stop: oneshot::Sender<()>,
    home: Option<Home>,
}

/// The directory and the database of a service, gone with it.
pub(crate) struct Home {
    directory: PathBuf,
    database: Option<(String, String)>,
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.directory);
        let Some((server, name)) = self.database.take() else {
            return;
        };
        // Databases are dropped by a thread of their own: the runtime may be ending.
        let _ = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                if let Ok(db) = Database::connect(server).await {
                    let sql = format!("DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)");
                    let _ = db.execute_unprepared(&sql).await;
                }
            });
        })
        .join();
    }
}

/// The real time, milliseconds.
pub(crate) fn wall_clock() -> i64 {
    i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap()
}

/// Whether tests run on PostgreSQL.
pub(crate) fn postgres_server() -> Option<String> {
    std::env::var("TEST_DATABASE_URL")
        .ok()
        .filter(|url| !url.is_empty())
}

/// A service's database and secret key as they are after the first start, made once and copied for each test: making
/// tables and signing keys takes longer than most tests do.
struct Template {
    secret_key: Vec<u8>,
    /// The bytes of the SQLite database, or none.
    sqlite: Option<Vec<u8>>,
    /// The name of the PostgreSQL database; it goes with the throw-away server.
    database: Option<String>,
}

static TEMPLATE: tokio::sync::OnceCell<Template> = tokio::sync::OnceCell::const_new();

impl Template {
    async fn get() -> &'static Self {
        TEMPLATE.get_or_init(Self::make).await
    }

    async fn make() -> Self {
        let directory = std::env::temp_dir().join(format!("latchkey-test-{}", uuid_text()));
        let mut environment = BTreeMap::new();
        environment.insert("DATA_DIR".to_owned(), directory.to_string_lossy().into_owned());
        let mut database = None;
        if let Some(server) = postgres_server() {
            let name = format!("template_{}", uuid_text());
            create_database(&server, &name, None).await;
            environment.insert("DATABASE_URL".to_owned(), on_server(&server, &name));
            database = Some(name);
        }
        let config = Config::from_parts(None, &environment).unwrap();
        let deps = Deps::open(config, Clock::System, false).await.unwrap();
        let sqlite = if let Some(pool) = deps.db.postgres_pool() {
            // A database that somebody is connected to cannot be copied.
            pool.close().await;
            None
        } else {
            let flush = "PRAGMA wal_checkpoint(TRUNCATE)";
            deps.db.write().execute_unprepared(flush).await.unwrap();
            Some(std::fs::read(directory.join("latchkey.db")).unwrap())
        };
        let secret_key = std::fs::read(directory.join("secret.key")).unwrap();
        std::fs::remove_dir_all(directory).unwrap();
        Self {
            secret_key,
            sqlite,
            database,
        }
    }

    fn put_in(&self, directory: &Path) {
        std::fs::create_dir(directory).unwrap();
        std::fs::set_permissions(directory, std::fs::Permissions::from_mode(0o700)).unwrap();
        write_owner_only(&directory.join("secret.key"), &self.secret_key).unwrap();
        if let Some(bytes) = &self.sqlite {
            write_owner_only(&directory.join("latchkey.db"), bytes).unwrap();
        }
    }
}

/// The settings of a service that was never started: an empty database.
pub(crate) async fn never_started(directory: &Path) -> BTreeMap<String, String> {
    let mut settings = BTreeMap::new();
    settings.insert("DATA_DIR".to_owned(), directory.to_string_lossy().into_owned());
    if let Some(server) = postgres_server() {
        let name = format!("empty_{}", uuid_text());
        create_database(&server, &name, None).await;
        settings.insert("DATABASE_URL".to_owned(), on_server(&server, &name));
    }
    settings
}

async fn create_database(server: &str, name: &str, template: Option<&str>) {
    let template = template.map_or(String::new(), |name| format!(" TEMPLATE \"{name}\""));
    let db = Database::connect(server).await.unwrap();
    db.execute_unprepared(&format!("CREATE DATABASE \"{name}\"{template}"))
        .await
        .unwrap();
    db.close().await.unwrap();
}

fn on_server(server: &str, name: &str) -> String {
    let mut url = url::Url::parse(server).unwrap();
    url.set_path(name);
    url.into()
}

/// The copied signing keys were made just now.
async fn rejuvenate(environment: &BTreeMap<String, String>, now: i64) {
    let url = environment.get("DATABASE_URL").cloned();
    let url = url.unwrap_or_else(|| format!("sqlite://{}/latchkey.db", environment["DATA_DIR"]));
    let db = Database::connect(url).await.unwrap();
    let sql = format!("UPDATE signing_key SET active_at = {now}, created_at = {now}");
    db.execute_unprepared(&sql).await.unwrap();
    db.close().await.unwrap();
}

impl TestApp {
    /// A service with registration open.
    pub(crate) async fn new() -> Self {
        Self::with(&[]).await
    }

    /// A service with these settings too, named as in the environment without `LATCHKEY_`.
    pub(crate) async fn with(settings: &[(&str, &str)]) -> Self {
        let directory = std::env::temp_dir().join(format!("latchkey-test-{}", uuid_text()));
        let template = Template::get().await;
        let database = match postgres_server() {
            None => None,
            Some(server) => {
                let name = format!("t_{}", uuid_text());
                create_database(&server, &name, template.database.as_deref()).await;
                Some((server, name))
            }
        };
        let mut environment: BTreeMap<String, String> = BTreeMap::new();
        environment.insert("DATA_DIR".into(), directory.to_string_lossy().into_owned());
        environment.insert("REGISTRATION".into(), "open".into());
        environment.insert("DATABASE_CONNECTIONS".into(), "6".into());
        if let Some((server, name)) = &database {
            environment.insert("DATABASE_URL".into(), on_server(server, name));
        }
        for (name, value) in settings {
            environment.insert((*name).into(), (*value).into());
        }
        template.put_in(&directory);
        let now = Arc::new(AtomicI64::new(wall_clock()));
        rejuvenate(&environment, now.load(Ordering::SeqCst)).await;
        let mut app = Self::start(environment, now).await;
        app.home = Some(Home { directory, database });
        app
    }

    /// A service whose mail goes to a server of its own, with these settings too.
    pub(crate) async fn with_mail(more: &[(&str, &str)]) -> (Self, SmtpServer) {
        let server = SmtpServer::new().await;
        let mail = server.settings();
        let mut settings: Vec<(&str, &str)> = mail.iter().map(|(name, value)| (&**name, &**value)).collect();
        settings.extend(more);
        (Self::with(&settings).await, server)
    }

    /// Another node on the same database, with the same secret key and the same clock.
    pub(crate) async fn second_node(&self) -> Self {
        Self::start(self.environment.clone(), Arc::clone(&self.now)).await
    }

    async fn start(mut environment: BTreeMap<String, String>, now: Arc<AtomicI64>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = environment
            .entry("PUBLIC_URL".into())
            .or_insert_with(|| format!("http://127.0.0.1:{}", listener.local_addr().unwrap().port()))
            .clone();
        let config = Config::from_parts(None, &environment).unwrap();
        let deps = Deps::open(config, Clock::Set(Arc::clone(&now)), true)
            .await
            .unwrap();
        background::start(&deps);
        mail::start(&deps).unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let state = http::State::new(Arc::clone(&deps));
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(http::serve(state, listener, async {
            let _ = stopped.await;
        }));
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        // A second node answers at its own address; what it says of itself is the public one.
        let issuer = if issuer.starts_with("http://127.0.0.1") {
            address.clone()
        } else {
            issuer
        };
        Self {
            deps,
            issuer,
            address,
            http,
            now,
            environment,
            _stop: stop,
            home: None,
        }
    }

    /// The settings it was started with.
    pub(crate) const fn environment(&self) -> &BTreeMap<String, String> {
        &self.environment
    }

    /// The address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.issuer)
    }

    /// The service's time, milliseconds.
    pub(crate) fn now(&self) -> i64 {
        self.now.load(Ordering::SeqCst)
    }

    /// Lets so many seconds pass.
    pub(crate) fn advance(&self, seconds: i64) {
        self.now.fetch_add(seconds * 1000, Ordering::SeqCst);
    }

    /// Posts a form; the status and the JSON of the answer.
    pub(crate) async fn form(&self, path: &str, fields: &[(&str, &str)]) -> (u16, Value) {
        answer(self.http.post(self.url(path)).form(fields)).await
    }

    /// Posts a form with HTTP Basic client authentication.
    pub(crate) async fn form_as(
        &self,
        path: &str,
        client: (&str, &str),
        fields: &[(&str, &str)],
    ) -> (u16, Value) {
        answer(
            self.http
                .post(self.url(path))
                .basic_auth(client.0, Some(client.1))
                .form(fields),
        )
        .await
    }

    /// Gets with a token.
    pub(crate) async fn get_as(&self, path: &str, token: &str) -> (u16, Value) {
        answer(self.http.get(self.url(path)).bearer_auth(token)).await
    }

    /// A GraphQL operation with a token.
    pub(crate) async fn graphql(&self, token: &str, query: &str, variables: Value) -> Value {
        let body = json!({ "query": query, "variables": variables });
        answer(
            self.http
                .post(self.url("/graphql"))
                .bearer_auth(token)
                .json(&body),
        )
        .await
        .1
    }

    /// Runs a statement that only changes what no door can.
    pub(crate) async fn execute(&self, sql: &str) {
        self.deps.db.write().execute_unprepared(sql).await.unwrap();
    }

    /// How many rows a table has.
    pub(crate) async fn count(&self, table: &str) -> i64 {
        let db = self.deps.db.read();
        let sql = format!("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM \"{table}\"");
        let backend = db.get_database_backend();
        let row = db
            .query_one_raw(Statement::from_string(backend, sql))
            .await
            .unwrap()
            .unwrap();
        row.try_get("", "n").unwrap()
    }

    /// The numbers in the column `n` of a select, for facts that no door shows.
    pub(crate) async fn rows(&self, sql: &str) -> Vec<i64> {
        let db = self.deps.db.read();
        let statement = Statement::from_string(db.get_database_backend(), sql);
        let rows = db.query_all_raw(statement).await.unwrap();
        rows.iter().map(|row| row.try_get("", "n").unwrap()).collect()
    }

    /// As [`TestApp::rows`], texts.
    pub(crate) async fn texts(&self, sql: &str) -> Vec<String> {
        let db = self.deps.db.read();
        let statement = Statement::from_string(db.get_database_backend(), sql);
        let rows = db.query_all_raw(statement).await.unwrap();
        rows.iter().map(|row| row.try_get("", "n").unwrap()).collect()
    }

    /// Whether the database is PostgreSQL.
    pub(crate) fn is_postgres(&self) -> bool {
        self.deps.db.backend() == DatabaseBackend::Postgres
    }
}

/// Sends; the status and the JSON, or the text as a JSON string.
pub(crate) async fn answer(request: reqwest::RequestBuilder) -> (u16, Value) {
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    let text = response.text().await.unwrap();
    (status, serde_json::from_str(&text).unwrap_or(Value::String(text)))
}

pub(crate) fn uuid_text() -> String {
    latchkey::domain::secret::random_id().simple().to_string()
}
