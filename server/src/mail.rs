//! The post: takes letters that `domain` wrote, words them with `views`, and hands them to the mail server. One task
//! for each node. Knows SMTP; decides nothing.

use std::{sync::Arc, time::Duration};

use anyhow::{Context as _, Result, bail};
use entity::values::LinkPurpose;
use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{Header, HeaderName, HeaderValue},
    },
    transport::smtp::{
        PoolConfig,
        authentication::Credentials,
        client::{Tls, TlsParameters},
        extension::ClientId,
    },
};

use crate::{
    config::{Mail as Mode, SmtpTls},
    domain::{
        self, Deps, clock, deps, device,
        mail::{self, Claimed, Content},
        notice::Notice,
    },
    views::{Frame, Language, Mail, MailLink, MailNotice, Text},
};

/// Letters of other nodes, and those whose time comes later, are looked for so often.
const PERIOD: Duration = Duration::from_secs(1);
/// The mail server may think so long about one command, and about a letter as a whole.
const PATIENCE: Duration = Duration::from_secs(20);
const PATIENCE_IN_ALL: Duration = Duration::from_mins(1);

type Transport = AsyncSmtpTransport<Tokio1Executor>;

/// Where letters go.
enum Post {
    Mailbox,
    Smtp { transport: Transport, from: Mailbox },
}

/// Starts the task, where there is mail; it ends with the process.
///
/// # Errors
/// What is wrong with the settings of mail.
pub fn start(deps: &Arc<Deps>) -> Result<()> {
    let post = match deps.config.mail() {
        Mode::Off => return Ok(()),
        Mode::Mailbox => Post::Mailbox,
        Mode::Smtp => smtp(deps)?,
    };
    let deps = Arc::clone(deps);
    tokio::spawn(async move {
        loop {
            tokio::select! {
                () = deps.outbox.written() => {}
                () = tokio::time::sleep(PERIOD) => {}
            }
            while deliver(&deps, &post).await {}
        }
    });
    Ok(())
}

fn smtp(deps: &Deps) -> Result<Post> {
    let config = &deps.config;
    let Some(server) = config.smtp()? else {
        bail!("smtp_url is empty")
    };
    if !config.smtp_password_file.as_os_str().is_empty() {
        deps::check_owner_only(&config.smtp_password_file)?;
    }
    let from: Mailbox = config
        .mail_from
        .parse()
        .ok()
        .context("mail_from is not an address such as id@example.com or Example <id@example.com>")?;
    let tls = || TlsParameters::new(server.host.clone()).context("cannot prepare TLS for the mail server");
    let tls = match server.tls {
        SmtpTls::Implicit => Tls::Wrapper(tls()?),
        SmtpTls::StartTls => Tls::Required(tls()?),
        SmtpTls::None => Tls::None,
    };
    let host = config.public_url.host_str().unwrap_or("localhost").to_owned();
    let mut transport = Transport::builder_dangerous(server.host)
        .port(server.port)
        .tls(tls)
        .hello_name(ClientId::Domain(host))
        .pool_config(PoolConfig::new().max_size(2))
        .timeout(Some(PATIENCE));
    if let Some((user, password)) = server.credentials {
        transport = transport.credentials(Credentials::new(user, password));
    }
    Ok(Post::Smtp {
        transport: transport.build(),
        from,
    })
}

/// Sends what is due; whether there was anything.
async fn deliver(deps: &Deps, post: &Post) -> bool {
    match mail::claim(deps).await {
        Ok(claimed) => {
            let any = !claimed.is_empty();
            for mut letter in claimed {
                if let Err(error) = one(deps, post, &mut letter).await {
                    tracing::warn!(%error, "a letter waits for the database");
                }
            }
            any
        }
        Err(error) => {
            tracing::warn!(%error, "letters wait for the database");
            false
        }
    }
}

async fn one(deps: &Deps, post: &Post, letter: &mut Claimed) -> domain::Result<()> {
    let Some(message) = mail::prepare(deps, letter).await? else {
        return mail::done(deps, letter).await;
    };
    let Post::Smtp { transport, from } = post else {
        return mail::keep(deps, letter).await;
    };
    let built = match build(deps, from, &message) {
        Ok(built) => built,
        Err(error) => return mail::failed(deps, letter, &format!("{error:#}"), true).await,
    };
    match tokio::time::timeout(PATIENCE_IN_ALL, transport.send(built)).await {
        Ok(Ok(_)) => {
            tracing::info!(mail = %message.id, "a letter was sent");
            mail::done(deps, letter).await
        }
        Ok(Err(error)) => {
            let code: Option<u16> = error.status().map(Into::into);
            // No such mailbox, too full, not allowed: RFC 5321 section 4.2.3.
            let hopeless = code.is_some_and(|code| (550..=553).contains(&code));
            // A server's text may quote the letter; its code may not.
            let why = code.map_or_else(
                || format!("no answer: {}", kind(&error)),
                |code| format!("the mail server answered {code}"),
            );
            mail::failed(deps, letter, &why, hopeless).await
        }
        Err(_) => mail::failed(deps, letter, "the mail server takes too long", false).await,
    }
}

fn kind(error: &lettre::transport::smtp::Error) -> &'static str {
    if error.is_timeout() {
        "it takes too long"
    } else if error.is_tls() {
        "TLS failed"
    } else if error.is_response() {
        "it does not speak SMTP"
    } else if error.is_client() {
        "it lacks something that is needed"
    } else {
        "no connection"
    }
}

/// Says that no person wrote it, so that no machine answers (RFC 3834 section 5).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// One recipient, a fixed template, and headers that the library encodes (SEC-83).
fn build(deps: &Deps, from: &Mailbox, message: &mail::Message) -> Result<Message> {
    let words = words(deps, message);
    let to = message
        .to
        .parse()
        .context("the account's address is none that mail can be sent to")?;
    let host = deps.config.public_url.host_str().unwrap_or("localhost");
    Ok(Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(words.subject.clone())
        .message_id(Some(format!("<{}@{host}>", message.id)))
        .header(AutoSubmitted)
        .multipart(MultiPart::alternative_plain_html(words.plain()?, words.html()?))?)
}

/// The words of a letter, in its reader's language.
pub fn words(deps: &Deps, message: &mail::Message) -> Mail {
    let config = &deps.config;
    let branding = deps.branding.get();
    let frame = Frame {
        text: Text {
            language: Language::negotiate(None, message.language.as_deref()),
        },
        service_name: branding.service_name.clone(),
        ..Frame::default()
    };
    let host = config.issuer();
    match &message.content {
        Content::Link {
            purpose,
            url,
            email,
            app,
            valid_for,
        } => {
            let what = match purpose {
                LinkPurpose::Registration => MailLink::Registration(app.clone()),
                LinkPurpose::VerifyEmail => MailLink::VerifyEmail,
                LinkPurpose::ResetPassword => MailLink::ResetPassword,
                LinkPurpose::ChangeEmail => MailLink::ChangeEmail,
                LinkPurpose::UndoEmailChange => MailLink::UndoEmailChange,
                LinkPurpose::Invitation => MailLink::Invitation,
                LinkPurpose::CancelDeletion => MailLink::CancelDeletion,
            };
            let seconds = u64::try_from(valid_for / clock::SECOND).unwrap_or(0);
            Mail::link(&frame, host, (&what, url), email, seconds)
        }
        Content::MemberInvitation {
            organization,
            inviter,
            url,
            email,
            valid_for,
        } => {
            let seconds = u64::try_from(valid_for / clock::SECOND).unwrap_or(0);
            let from = (organization.as_str(), inviter.as_deref());
            Mail::member_invitation(&frame, host, from, (url, email), seconds)
        }
        Content::HasAccount { sign_in, reset } => {
            Mail::has_account(&frame, host, &message.to, (sign_in, reset))
        }
        Content::Notice {
            notice,
            at,
            user_agent,
            ip_address,
            account,
            reset,
        } => {
            let what = match notice {
                Notice::PasswordChanged => MailNotice::PasswordChanged,
                Notice::PasswordReset => MailNotice::PasswordReset,
                Notice::NewDevice => MailNotice::NewDevice,
                Notice::PasswordSetByAdministrator => MailNotice::PasswordSetByAdministrator,
                Notice::AppAdded => MailNotice::AppAdded,
                Notice::AppRemoved => MailNotice::AppRemoved,
                Notice::ProviderLinked(name) => MailNotice::ProviderLinked(name.clone()),
                Notice::ProviderUnlinked(name) => MailNotice::ProviderUnlinked(name.clone()),
                Notice::PasskeyAdded(name) => MailNotice::PasskeyAdded(name.clone()),
                Notice::PasskeyRemoved(name) => MailNotice::PasskeyRemoved(name.clone()),
                Notice::PasskeyBlocked(name) => MailNotice::PasskeyBlocked(name.clone()),
                Notice::RecoveryCodesMade => MailNotice::RecoveryCodesMade,
                Notice::RecoveryCodeUsed(left) => MailNotice::RecoveryCodeUsed(*left),
                Notice::FactorsReset => MailNotice::FactorsReset,
                Notice::ExportReady => MailNotice::ExportReady,
                Notice::AccountDeleted => MailNotice::AccountDeleted,
            };
            let facts = [
                Some(moment(*at)),
                user_agent.as_deref().map(|text| device::describe(Some(text))),
                ip_address.clone(),
            ];
            Mail::notice(&frame, host, &what, facts, (account, reset))
        }
    }
}

/// Such as `2026-11-25 17:46 UTC`.
pub fn moment(milliseconds: i64) -> String {
    let at = time::OffsetDateTime::from_unix_timestamp(milliseconds / clock::SECOND)
        .unwrap_or(time::OffsetDateTime::UNIX_EPOCH);
    format!("{} {:02}:{:02} UTC", at.date(), at.hour(), at.minute())
}
