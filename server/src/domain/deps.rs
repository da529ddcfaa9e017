//! What every verb needs: built once, shared by reference.

use std::{path::Path, sync::Arc};

use anyhow::{Context as _, Result, bail, ensure};
use tokio::sync::broadcast;

use super::{
    branding,
    cache::Caches,
    change::Change,
    clock::Clock,
    database::Database,
    journal::Journal,
    key::KeyRing,
    mail::Outbox,
    password::Hashers,
    provider,
    request_log::RequestLog,
    secret::{Purpose, Vault, base64url, from_base64url, random, random_id},
    setting,
    usage::Usage,
    usage_series::Series,
};
use crate::config::Config;

/// Changes that one who watches may be behind; whoever is further behind looks at everything.
const FEED: usize = 1024;

/// The service's parts.
#[derive(Debug)]
pub struct Deps {
    /// The settings.
    pub config: Config,
    /// The database.
    pub db: Database,
    /// The time.
    pub clock: Clock,
    /// The keys derived from the secret key file.
    pub vault: Vault,
    /// Signing keys.
    pub keys: KeyRing,
    /// What is remembered of the database.
    pub caches: Caches,
    /// What changes, here or on another node, for those who watch.
    pub feed: broadcast::Sender<Change>,
    /// Commits what is written at the same moment together.
    pub journal: Journal,
    /// When things were last used, collected.
    pub usage: Usage,
    /// How much apps are used, collected.
    pub series: Series,
    /// Refused requests, collected.
    pub requests: RequestLog,
    /// The bounded pool that hashes passwords.
    pub hashers: Hashers,
    /// How the service presents itself.
    pub branding: branding::Known,
    /// What is known of other providers that people may sign in with.
    pub providers: provider::Known,
    /// When the process started, milliseconds.
    pub started_at: i64,
    /// Wakes the sender of letters.
    pub outbox: Outbox,
    /// The node's name in the audit log's chains; kept in the data directory.
    pub node: String,
    /// Whether this process serves; a command of the same binary does not.
    pub serving: bool,
}

impl Deps {
    /// Opens the database, brings its tables up to date, checks that the secret key is the one that the database
    /// was made with, and makes or loads the signing keys.
    ///
    /// # Errors
    /// Whatever keeps the service from starting, for the operator.
    pub async fn open(config: Config, clock: Clock, serving: bool) -> Result<Arc<Self>> {
        branding::check_settings(&config)?;
        owner_only_directory(&config.data_dir)?;
        let vault = Vault::new(&*secret_key(&config.secret_key_path())?);
        let db = Database::open(&config).await?;
        {
            // A command beside a server that starts on the same embedded database waits for its turn.
            let _turn = turn(&config.data_dir)?;
            db.migrate().await?;
        }
        let alone = db.postgres_pool().is_none();
        let config_dir = config.data_dir.clone();
        let deps = Self {
            keys: KeyRing::default(),
            caches: Caches::new(alone),
            feed: broadcast::channel(FEED).0,
            journal: Journal::start(db.clone(), clock.clone()),
            usage: Usage::default(),
            series: Series::default(),
            requests: RequestLog::default(),
            outbox: Outbox::default(),
            hashers: Hashers::new(config.password_hashers),
            branding: branding::Known::new(&config),
            providers: provider::Known::new(&config),
            started_at: clock.now(),
            config,
            db,
            clock,
            vault,
            node: node(&config_dir)?,
            serving,
        };
        let proof = base64url(&deps.vault.mac(Purpose::SameKey, &[b"latchkey"]));
        let known = setting::put_first(deps.db.write(), "secret_key_proof", &proof, deps.clock.now()).await?;
        ensure!(
            known == proof,
            "this database was made with another secret key: give every node the same secret_key_file"
        );
        super::key::maintain(&deps)
            .await
            .context("cannot prepare the signing keys")?;
        Ok(Arc::new(deps))
    }

    /// Something changed, here or on another node: what is remembered of it is forgotten.
    pub fn forget(&self, change: &Change) {
        self.caches.forget(change);
        // Nobody may be watching.
        let _ = self.feed.send(change.clone());
        if matches!(change, Change::Settings | Change::Everything) {
            self.branding.forget();
        }
        if matches!(change, Change::Keys | Change::Everything) {
            self.keys.reload_soon();
        }
    }
}

/// The node's name, made at its first start.
fn node(directory: &Path) -> Result<String> {
    let path = directory.join("node");
    match std::fs::read_to_string(&path) {
        Ok(name) => Ok(name.trim().to_owned()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let name = super::audit_seal::new_node();
            write_owner_only(&path, format!("{name}\n").as_bytes())?;
            Ok(name)
        }
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// Reads the secret key, or makes one where there is none.
fn secret_key(path: &Path) -> Result<zeroize::Zeroizing<[u8; 32]>> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => zeroize::Zeroizing::new(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let key = zeroize::Zeroizing::new(random::<32>());
            // Whole or not at all, and never over another: of nodes that start together one makes it.
            let new = path.with_extension(format!("{}.new", random_id().simple()));
            write_owner_only(&new, format!("{}\n", base64url(key.as_ref())).as_bytes())?;
            let linked = std::fs::hard_link(&new, path);
            std::fs::remove_file(&new).with_context(|| format!("cannot remove {}", new.display()))?;
            return match linked {
                Ok(()) => Ok(key),
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => secret_key(path),
                Err(error) => Err(error).with_context(|| format!("cannot write {}", path.display())),
            };
        }
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
    };
    check_owner_only(path)?;
    let text = std::str::from_utf8(&bytes).unwrap_or_default().trim();
    let decoded = if bytes.len() == 32 {
        Some(bytes.to_vec())
    } else if text.len() == 64 {
        (0..32)
            .map(|i| {
                text.get(2 * i..2 * i + 2)
                    .and_then(|hex| u8::from_str_radix(hex, 16).ok())
            })
            .collect()
    } else {
        from_base64url(&text.replace('+', "-").replace('/', "_").replace('=', ""))
    };
    let mut key = zeroize::Zeroizing::new([0; 32]);
    match decoded {
        Some(decoded) if decoded.len() == 32 => key.copy_from_slice(&decoded),
        _ => bail!(
            "{} must hold 32 bytes: raw, hexadecimal or base64",
            path.display()
        ),
    }
    let distinct: std::collections::BTreeSet<u8> = key.iter().copied().collect();
    ensure!(
        distinct.len() >= 8,
        "{} does not hold a random key",
        path.display()
    );
    Ok(key)
}

/// A lock on the data directory, until it is dropped; none where the file system knows no locks.
fn turn(data_dir: &Path) -> Result<Option<std::fs::File>> {
    let directory =
        std::fs::File::open(data_dir).with_context(|| format!("cannot open {}", data_dir.display()))?;
    match directory.lock() {
        Ok(()) => Ok(Some(directory)),
        Err(error) if error.kind() == std::io::ErrorKind::Unsupported => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot lock {}", data_dir.display())),
    }
}

/// Writes a file that only its owner may read (SEC-122); never over an existing one.
///
/// # Errors
/// The file system's.
pub fn write_owner_only(path: &Path, bytes: &[u8]) -> Result<()> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options
        .open(path)
        .with_context(|| format!("cannot write {}", path.display()))?;
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(())
}

/// Makes the directory if it is not there, open to its owner only.
fn owner_only_directory(path: &Path) -> Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder
        .create(path)
        .with_context(|| format!("cannot make the directory {}", path.display()))
}

/// Refuses a key file that others may read (SEC-122).
///
/// # Errors
/// Says what to do.
pub fn check_owner_only(path: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(path)?.permissions().mode();
        ensure!(
            mode & 0o077 == 0,
            "{} can be read by others: run chmod 600 on it",
            path.display()
        );
    }
    Ok(())
}
