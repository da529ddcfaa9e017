//! The binary's commands.

use std::{
    io::{Read as _, Write as _},
    path::PathBuf,
    sync::Arc,
};

use anyhow::{Context as _, Result, bail};
use clap::{Parser, Subcommand};
use entity::{profile::Profile, values::Role};

use crate::{
    config::Config,
    domain::{
        self, Caller, Deps,
        admin::{self, Reset},
        audit_seal::{self, Verdict},
        background, branding,
        change::Write,
        clock::Clock,
        key::{self, Takeover},
        password, request_log,
        secret::Secret,
        setup, usage, usage_series,
        user::{self, NewUser},
    },
    http, mail, telemetry,
};

/// Self-hosted identity and app management: OAuth 2, OpenID Connect, GraphQL.
#[derive(Debug, Parser)]
#[command(name = "latchkey", version, disable_help_subcommand = true)]
struct Arguments {
    /// The settings file; otherwise latchkey.toml in the working directory, if there is one.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve until told to stop; the default.
    Serve,
    /// Make users, organizations, APIs and apps what a file says they are.
    Apply {
        /// The file; - is standard input.
        #[arg(short, long, value_name = "FILE")]
        file: PathBuf,
    },
    /// Bring the database's tables up to date.
    Migrate,
    /// Manage accounts.
    #[command(subcommand)]
    Users(Users),
    /// Manage signing keys.
    #[command(subcommand)]
    Keys(Keys),
    /// Look after the audit log.
    #[command(subcommand)]
    Audit(Audit),
    /// Print the GraphQL schema.
    Schema,
    /// Check the settings, and say what is wrong with them.
    CheckConfig,
}

#[derive(Debug, Subcommand)]
enum Users {
    /// Make an account. The password is read from standard input, never from the command line.
    Create {
        /// The e-mail address.
        email: String,
        /// An administrator.
        #[arg(long)]
        admin: bool,
        /// The name.
        #[arg(long)]
        name: Option<String>,
    },
    /// Take every second factor of an account away, for somebody who has lost them and the recovery codes. Their
    /// sessions end; the password alone signs them in again.
    ResetSecondFactors {
        /// The e-mail address.
        email: String,
    },
}

#[derive(Debug, Subcommand)]
enum Audit {
    /// Check every event and every seal; names the first record that does not hold.
    Verify,
}

#[derive(Debug, Subcommand)]
enum Keys {
    /// Make new signing keys; they sign once they have been published long enough.
    Rotate {
        /// Let them sign at once; the keys before them stay published.
        #[arg(long)]
        now: bool,
        /// Let them sign at once and withdraw the keys before them: tokens they signed fail. For emergencies.
        #[arg(long, conflicts_with = "now")]
        withdraw: bool,
    },
}

/// Runs the command that the arguments name.
///
/// # Errors
/// For the operator.
pub fn run() -> Result<()> {
    let arguments = Arguments::parse();
    if matches!(arguments.command, Some(Command::Schema)) {
        // The contract is the same whatever the settings are.
        let config = Config::from_parts(None, &std::collections::BTreeMap::new())?;
        return say(crate::graphql::sdl(&config).trim_end());
    }
    let config = Config::load(arguments.config.as_deref())?;
    telemetry::start(&config)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        match arguments.command.unwrap_or(Command::Serve) {
            Command::Serve => serve(config).await,
            Command::Apply { file } => apply(config, file).await,
            Command::Migrate => {
                open(config, false).await?;
                say("The tables are up to date.")
            }
            Command::Users(Users::Create { email, admin, name }) => {
                create_user(config, email, admin, name).await
            }
            Command::Users(Users::ResetSecondFactors { email }) => reset_second_factors(config, &email).await,
            Command::Keys(Keys::Rotate { now, withdraw }) => {
                let takeover = match (now, withdraw) {
                    (_, true) => Takeover::Withdraw,
                    (true, _) => Takeover::Now,
                    _ => Takeover::Overlap,
                };
                let deps = open(config, false).await?;
                key::rotate(&deps, &Caller::operator(), takeover).await?;
                say("New signing keys were made.")
            }
            Command::Audit(Audit::Verify) => verify_audit(config).await,
            Command::Schema => Ok(()),
            Command::CheckConfig => {
                branding::check_settings(&config)?;
                say("The settings are valid.")
            }
        }
    })
}

/// Standard output is for what was asked for; everything else is logged.
fn say(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}")?;
    Ok(())
}

async fn open(config: Config, serving: bool) -> Result<Arc<Deps>> {
    Deps::open(config, Clock::System, serving).await
}

async fn serve(config: Config) -> Result<()> {
    let listen = config.listen;
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .with_context(|| format!("cannot listen on {listen}"))?;
    let deps = open(config, true).await?;
    let link = setup::link(&deps).await?;
    background::start(&deps);
    mail::start(&deps)?;
    let state = http::State::new(Arc::clone(&deps));
    let address = deps.config.issuer().to_owned();
    if deps.config.development() {
        tracing::warn!("development: plain http on loopback, cookies without Secure and the __Host- prefix");
    }
    say(&format!("Latchkey is at {address}"))?;
    if let Some(link) = link {
        say(&format!(
            "No administrator yet. Make the first one within a day, with this link, once:\n  {link}"
        ))?;
    }
    http::serve(state, listener, stopped()).await?;
    // What was counted in the last seconds is written; everything else is durable already.
    let written = async {
        usage::flush(&deps).await?;
        request_log::flush(&deps).await?;
        usage_series::flush(&deps).await
    };
    if let Err(error) = written.await {
        tracing::warn!(%error, "the last usage figures were lost");
    }
    Ok(())
}

/// Until the process is asked to end.
async fn stopped() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}

async fn apply(config: Config, file: PathBuf) -> Result<()> {
    let (bytes, base) = if file.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes)?;
        (bytes, PathBuf::from("."))
    } else {
        let bytes = std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        (bytes, file.parent().map(PathBuf::from).unwrap_or_default())
    };
    let text = crate::apply::text(bytes)?;
    let deps = open(config, false).await?;
    let report = crate::apply::apply(&deps, &text, &base).await?;
    say(report.to_string().trim_end())
}

async fn verify_audit(config: Config) -> Result<()> {
    let deps = open(config, false).await?;
    match audit_seal::verify(&deps).await? {
        Verdict::Whole {
            sealed,
            waiting,
            last,
        } => {
            for (node, sequence, digest) in last {
                say(&format!("node {node}: seal {sequence} {digest}"))?;
            }
            say(&format!(
                "The audit log is whole: {sealed} events sealed, {waiting} waiting for a seal."
            ))
        }
        Verdict::Broken { record, why } => bail!("the audit log is broken at {record}: {why}"),
    }
}

async fn create_user(config: Config, email: String, admin: bool, name: Option<String>) -> Result<()> {
    use std::io::{BufRead as _, IsTerminal as _};
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        let mut err = std::io::stderr().lock();
        write!(err, "Password for {email} (it will be visible): ")?;
        err.flush()?;
    }
    let mut line = String::new();
    stdin.lock().read_line(&mut line)?;
    let password = Secret::new(line.trim_end_matches(['\r', '\n']));
    if password.expose().is_empty() {
        bail!("give the password on standard input");
    }
    user::check_email(&email)?;
    let local = email.split('@').next().unwrap_or_default();
    password::check_new(
        &password,
        &[&email, local, name.as_deref().unwrap_or(""), &config.service_name],
    )?;
    let deps = open(config, false).await?;
    let new = NewUser {
        email: email.clone(),
        email_verified: true,
        password_hash: Some(deps.hashers.hash(&password).await?),
        role: if admin { Role::Admin } else { Role::User },
        profile: Profile {
            name,
            ..Profile::default()
        },
        allow_password_for_api: false,
    };
    let write = Write::begin(&deps).await?;
    let row = match user::insert(write.db(), &Caller::operator(), deps.clock.now(), new).await {
        Ok(row) => row,
        Err(domain::Error::Conflict(_)) => bail!("there is an account with the address {email} already"),
        Err(error) => return Err(error.into()),
    };
    write.commit().await?;
    say(&format!("{} {}", row.id, row.email))
}

async fn reset_second_factors(config: Config, email: &str) -> Result<()> {
    let deps = open(config, false).await?;
    let Some(row) = user::find_by_email(deps.db.read(), email).await? else {
        bail!("there is no account with the address {email}");
    };
    let reset = Reset {
        password: None,
        second_factors: true,
    };
    admin::reset_credentials(&deps, &Caller::operator(), row.id, reset).await?;
    say(&format!(
        "{} {} signs in with the password alone.",
        row.id, row.email
    ))
}
