//! The binary as operators run it: a process of its own, with its own settings and log.

use std::{
    collections::BTreeMap,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Output, Stdio},
    time::Duration,
};

use super::{TestApp, app::uuid_text, until};

/// A running process; it is killed when this is dropped.
pub(crate) struct Binary {
    child: Child,
    /// Where it listens.
    pub(crate) address: String,
    pub(crate) http: reqwest::Client,
    environment: BTreeMap<String, String>,
    port: u16,
    log: PathBuf,
}

/// The binary under test.
///
/// # Panics
/// When it has not been built.
pub(crate) fn path() -> PathBuf {
    let path = std::env::var_os("LATCHKEY_BINARY").map_or_else(beside_the_tests, PathBuf::from);
    assert!(
        path.is_file(),
        "there is no {}: run `cargo build -p latchkey` first, or name a binary in LATCHKEY_BINARY",
        path.display()
    );
    path
}

/// Tests are at `target/debug/deps/it-…`, the binary at `target/debug/latchkey`.
fn beside_the_tests() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let profile = tests.parent().and_then(Path::parent).unwrap();
    profile.join(format!("latchkey{}", std::env::consts::EXE_SUFFIX))
}

/// The command with nothing of ours in its environment but these settings, in an empty directory.
pub(crate) fn command(arguments: &[&str], settings: &BTreeMap<String, String>) -> Command {
    let mut command = Command::new(path());
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("LATCHKEY_") {
            command.env_remove(name);
        }
    }
    command
        .args(arguments)
        .envs(
            settings
                .iter()
                .map(|(name, value)| (format!("LATCHKEY_{name}"), value)),
        )
        .current_dir(std::env::temp_dir())
        .stdin(Stdio::null());
    command
}

/// Runs it to its end; one that does not end within half a minute is killed.
pub(crate) fn run(arguments: &[&str], settings: &[(&str, &str)], input: &str) -> Output {
    let settings = settings
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let mut child = command(arguments, &settings.collect())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A process that refuses to start reads nothing.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    for _ in 0..1500 {
        if child.try_wait().unwrap().is_some() {
            return child.wait_with_output().unwrap();
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    child.wait_with_output().unwrap()
}

/// A directory of its own, gone with this.
pub(crate) struct Scratch(pub(crate) PathBuf);

impl Scratch {
    /// Not made yet.
    pub(crate) fn new() -> Self {
        Self(std::env::temp_dir().join(format!("latchkey-test-{}", uuid_text())))
    }

    /// A path in it.
    pub(crate) fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// As a setting.
    pub(crate) fn text(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A port that nothing listens on at this moment.
pub(crate) fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

impl Binary {
    /// On the database and with the settings of that service, which does nothing meanwhile; these settings besides.
    pub(crate) async fn beside(app: &TestApp, settings: &[(&str, &str)]) -> Self {
        let mut environment = app.environment().clone();
        for (name, value) in settings {
            environment.insert((*name).to_owned(), (*value).to_owned());
        }
        Self::start(environment).await
    }

    /// With these settings.
    pub(crate) async fn start(mut environment: BTreeMap<String, String>) -> Self {
        let port = free_port();
        environment.insert("LISTEN".to_owned(), format!("127.0.0.1:{port}"));
        environment
            .entry("PUBLIC_URL".to_owned())
            .or_insert_with(|| format!("http://127.0.0.1:{port}"));
        let log = std::env::temp_dir().join(format!("latchkey-test-{}.log", uuid_text()));
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        let mut binary = Self {
            child: spawn(&environment, &log),
            address: format!("http://127.0.0.1:{port}"),
            http,
            environment,
            port,
            log,
        };
        binary.ready().await;
        binary
    }

    /// Starts it again with the same settings, at the same address.
    pub(crate) async fn restart(&mut self) {
        self.child = spawn(&self.environment, &self.log);
        self.ready().await;
    }

    async fn ready(&mut self) {
        let (http, url) = (self.http.clone(), format!("{}/readyz", self.address));
        let (child, log) = (&mut self.child, &self.log);
        until(60, "the binary is ready", async || {
            if let Some(status) = child.try_wait().unwrap() {
                panic!("it ended ({status}): {}", std::fs::read_to_string(log).unwrap());
            }
            http.get(&url)
                .send()
                .await
                .is_ok_and(|answer| answer.status() == 200)
        })
        .await;
    }

    /// Ends it without a warning, as a power cut does.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to end (SIGTERM).
    pub(crate) fn terminate(&self) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-TERM", &id]).status().unwrap();
        assert!(sent.success());
    }

    /// How it ended.
    pub(crate) async fn ended(&mut self) -> ExitStatus {
        let child = &mut self.child;
        let mut status = None;
        until(30, "the process ends", async || {
            status = child.try_wait().unwrap();
            status.is_some()
        })
        .await;
        status.unwrap()
    }

    /// Everything it wrote to standard output and standard error.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap()
    }

    /// The address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// Where it listens.
    pub(crate) const fn port(&self) -> u16 {
        self.port
    }
}

fn spawn(environment: &BTreeMap<String, String>, log: &Path) -> Child {
    let output = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(log)
        .unwrap();
    command(&["serve"], environment)
        .stdout(output.try_clone().unwrap())
        .stderr(output)
        .spawn()
        .unwrap()
}

impl Drop for Binary {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_file(&self.log);
    }
}
