//! Letters: plain data in, subject, text and HTML out. One layout; the words are in the catalogues.

use askama::Template;

use super::{Frame, Text};

/// What a link in a letter does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailLink {
    /// Makes the account that somebody asked for, on behalf of this app.
    Registration(Option<String>),
    /// Proves an account's address.
    VerifyEmail,
    /// Sets another password.
    ResetPassword,
    /// Gives the account this address.
    ChangeEmail,
    /// Gives the account this address back.
    UndoEmailChange,
    /// Lets somebody register.
    Invitation,
    /// Keeps an account that is about to be deleted.
    CancelDeletion,
}

/// What happened to an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailNotice {
    /// The password was changed.
    PasswordChanged,
    /// The password was set by a mailed link.
    PasswordReset,
    /// Somebody signed in with an unknown browser.
    NewDevice,
    /// The password was set by an administrator.
    PasswordSetByAdministrator,
    /// An authenticator app was set up.
    AppAdded,
    /// It was removed.
    AppRemoved,
    /// A passkey was added; its name.
    PasskeyAdded(String),
    /// One was removed; its name.
    PasskeyRemoved(String),
    /// An account at another provider was linked; the provider's name.
    ProviderLinked(String),
    /// It was unlinked; the provider's name.
    ProviderUnlinked(String),
    /// One was blocked, as it may have been copied; its name.
    PasskeyBlocked(String),
    /// New recovery codes were made.
    RecoveryCodesMade,
    /// Somebody signed in with a recovery code; so many are left.
    RecoveryCodeUsed(u64),
    /// An administrator took every second factor away.
    FactorsReset,
    /// A copy of the person's data can be fetched.
    ExportReady,
    /// The account was deleted.
    AccountDeleted,
}

/// One letter.
#[derive(Clone, Debug)]
pub struct Mail {
    /// The words, in the reader's language.
    pub text: Text,
    /// What the operator calls this server.
    pub service_name: String,
    /// Where the server is.
    pub host: String,
    /// The subject: one line.
    pub subject: String,
    lines: Vec<String>,
    button: Option<(String, String)>,
    facts: Vec<(String, String)>,
    notes: Vec<String>,
}

#[derive(Template)]
#[template(path = "mail/letter.txt")]
struct Plain<'a> {
    mail: &'a Mail,
    lines: &'a [String],
    button: &'a Option<(String, String)>,
    facts: &'a [(String, String)],
    notes: &'a [String],
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct Html<'a> {
    mail: &'a Mail,
    text: Text,
    service_name: &'a str,
    subject: &'a str,
    lines: &'a [String],
    button: &'a Option<(String, String)>,
    facts: &'a [(String, String)],
    notes: &'a [String],
}

impl Plain<'_> {
    fn greeting(&self) -> &'static str {
        self.mail.text.get("mail.greeting")
    }

    fn footer(&self) -> String {
        self.mail.footer()
    }
}

impl Html<'_> {
    fn greeting(&self) -> &'static str {
        self.mail.text.get("mail.greeting")
    }

    fn footer(&self) -> String {
        self.mail.footer()
    }
}

impl Mail {
    fn new(frame: &Frame, host: &str, subject: &'static str) -> Self {
        let service_name = frame.service_name.clone();
        let subject = frame.text.fill(subject, &[("service", &service_name)]);
        Self {
            text: frame.text,
            host: host.to_owned(),
            // Whatever the operator calls the server: a subject is one line (SEC-83).
            subject: subject.chars().filter(|c| !c.is_control()).collect(),
            service_name,
            lines: Vec::new(),
            button: None,
            facts: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// A letter with a link. `email`: the address that it is about. `seconds`: how long it works.
    pub fn link(
        frame: &Frame,
        host: &str,
        (what, url): (&MailLink, &str),
        email: &str,
        seconds: u64,
    ) -> Self {
        let (subject, lead, button, note) = match what {
            MailLink::Registration(None) => (
                "mail_registration.subject",
                "mail_registration.lead",
                "mail_registration.button",
                "mail_registration.note",
            ),
            MailLink::Registration(Some(_)) => (
                "mail_registration.subject",
                "mail_registration.lead_app",
                "mail_registration.button",
                "mail_registration.note",
            ),
            MailLink::VerifyEmail => (
                "mail_verify.subject",
                "mail_verify.lead",
                "mail_verify.button",
                "mail_verify.note",
            ),
            MailLink::ResetPassword => (
                "mail_reset.subject",
                "mail_reset.lead",
                "mail_reset.button",
                "mail_reset.note",
            ),
            MailLink::ChangeEmail => (
                "mail_change.subject",
                "mail_change.lead",
                "mail_change.button",
                "mail_change.note",
            ),
            MailLink::UndoEmailChange => (
                "mail_undo.subject",
                "mail_undo.lead",
                "mail_undo.button",
                "mail_undo.note",
            ),
            MailLink::Invitation => (
                "mail_invitation.subject",
                "mail_invitation.lead",
                "mail_invitation.button",
                "mail_invitation.note",
            ),
            MailLink::CancelDeletion => (
                "mail_deletion.subject",
                "mail_deletion.lead",
                "mail_deletion.button",
                "mail_deletion.note",
            ),
        };
        let text = frame.text;
        let app = match what {
            MailLink::Registration(Some(app)) => app.as_str(),
            _ => "",
        };
        let time = text.wait(seconds);
        let values = [
            ("service", frame.service_name.as_str()),
            ("email", email),
            ("app", app),
            ("time", &time),
        ];
        Self {
            lines: vec![text.fill(lead, &values)],
            button: Some((text.get(button).to_owned(), url.to_owned())),
            notes: vec![text.fill("mail.valid_for", &values), text.fill(note, &values)],
            ..Self::new(frame, host, subject)
        }
    }

    /// Somebody is invited into an organization by a member's address. `seconds`: how long the link works.
    pub fn member_invitation(
        frame: &Frame,
        host: &str,
        (organization, inviter): (&str, Option<&str>),
        (url, email): (&str, &str),
        seconds: u64,
    ) -> Self {
        let text = frame.text;
        let lead = if inviter.is_some() {
            "mail_member.lead"
        } else {
            "mail_member.lead_nobody"
        };
        let time = text.wait(seconds);
        let values = [
            ("service", frame.service_name.as_str()),
            ("organization", organization),
            ("inviter", inviter.unwrap_or_default()),
            ("email", email),
            ("time", &time),
        ];
        Self {
            lines: vec![text.fill(lead, &values)],
            button: Some((text.get("mail_member.button").to_owned(), url.to_owned())),
            notes: vec![
                text.fill("mail.valid_for", &values),
                text.fill("mail_member.note", &values),
            ],
            ..Self::new(frame, host, "mail_member.subject")
        }
    }

    /// There is an account already.
    pub fn has_account(frame: &Frame, host: &str, email: &str, (sign_in, reset): (&str, &str)) -> Self {
        let text = frame.text;
        let values = [
            ("service", frame.service_name.as_str()),
            ("email", email),
            ("reset", reset),
        ];
        Self {
            lines: vec![text.fill("mail_has_account.lead", &values)],
            button: Some((text.get("mail_has_account.button").to_owned(), sign_in.to_owned())),
            notes: vec![
                text.fill("mail_has_account.forgotten", &values),
                text.get("mail_has_account.note").to_owned(),
            ],
            ..Self::new(frame, host, "mail_has_account.subject")
        }
    }

    /// Something happened to the account. `facts`: when, with which device, from where; in that order.
    pub fn notice(
        frame: &Frame,
        host: &str,
        what: &MailNotice,
        facts: [Option<String>; 3],
        (account, reset): (&str, &str),
    ) -> Self {
        let left = match what {
            MailNotice::RecoveryCodeUsed(left) => left.to_string(),
            _ => String::new(),
        };
        let (subject, lead, factor) = match what {
            MailNotice::PasswordChanged => (
                "mail_notice.password_changed_subject",
                "mail_notice.password_changed",
                "",
            ),
            MailNotice::PasswordReset => (
                "mail_notice.password_changed_subject",
                "mail_notice.password_reset",
                "",
            ),
            MailNotice::NewDevice => ("mail_notice.new_device_subject", "mail_notice.new_device", ""),
            MailNotice::PasswordSetByAdministrator => (
                "mail_notice.password_changed_subject",
                "mail_notice.password_set",
                "",
            ),
            MailNotice::AppAdded => ("mail_notice.factor_added_subject", "mail_notice.app_added", ""),
            MailNotice::AppRemoved => (
                "mail_notice.factor_removed_subject",
                "mail_notice.app_removed",
                "",
            ),
            MailNotice::PasskeyAdded(name) => (
                "mail_notice.factor_added_subject",
                "mail_notice.passkey_added",
                name.as_str(),
            ),
            MailNotice::PasskeyRemoved(name) => (
                "mail_notice.factor_removed_subject",
                "mail_notice.passkey_removed",
                name.as_str(),
            ),
            MailNotice::ProviderLinked(name) => (
                "mail_notice.factor_added_subject",
                "mail_notice.provider_linked",
                name.as_str(),
            ),
            MailNotice::ProviderUnlinked(name) => (
                "mail_notice.factor_removed_subject",
                "mail_notice.provider_unlinked",
                name.as_str(),
            ),
            MailNotice::PasskeyBlocked(name) => (
                "mail_notice.passkey_blocked_subject",
                "mail_notice.passkey_blocked",
                name.as_str(),
            ),
            MailNotice::RecoveryCodeUsed(_) => (
                "mail_notice.recovery_code_used_subject",
                "mail_notice.recovery_code_used",
                left.as_str(),
            ),
            MailNotice::FactorsReset => (
                "mail_notice.factors_reset_subject",
                "mail_notice.factors_reset",
                "",
            ),
            MailNotice::RecoveryCodesMade => (
                "mail_notice.recovery_codes_subject",
                "mail_notice.recovery_codes",
                "",
            ),
            MailNotice::ExportReady => ("mail_notice.export_ready_subject", "mail_notice.export_ready", ""),
            MailNotice::AccountDeleted => (
                "mail_notice.account_deleted_subject",
                "mail_notice.account_deleted",
                "",
            ),
        };
        let text = frame.text;
        let values = [
            ("service", frame.service_name.as_str()),
            ("factor", factor),
            ("reset", reset),
        ];
        let labels = ["mail_notice.when", "mail_notice.device", "mail_notice.network"];
        Self {
            lines: vec![text.fill(lead, &values)],
            button: (*what != MailNotice::AccountDeleted)
                .then(|| (text.get("mail_notice.button").to_owned(), account.to_owned())),
            facts: labels
                .into_iter()
                .zip(facts)
                .filter_map(|(label, value)| Some((text.get(label).to_owned(), value?)))
                .collect(),
            notes: match what {
                MailNotice::AccountDeleted => Vec::new(),
                _ => vec![text.fill("mail_notice.note", &values)],
            },
            ..Self::new(frame, host, subject)
        }
    }

    fn footer(&self) -> String {
        self.text.fill(
            "mail.footer",
            &[("service", &self.service_name), ("host", &self.host)],
        )
    }

    /// The words without a layout.
    ///
    /// # Errors
    /// When the template cannot be filled in.
    pub fn plain(&self) -> askama::Result<String> {
        Plain {
            mail: self,
            lines: &self.lines,
            button: &self.button,
            facts: &self.facts,
            notes: &self.notes,
        }
        .render()
    }

    /// The words with one.
    ///
    /// # Errors
    /// When the template cannot be filled in.
    pub fn html(&self) -> askama::Result<String> {
        Html {
            mail: self,
            text: self.text,
            service_name: &self.service_name,
            subject: &self.subject,
            lines: &self.lines,
            button: &self.button,
            facts: &self.facts,
            notes: &self.notes,
        }
        .render()
    }

    /// Where the button leads.
    pub fn link_url(&self) -> Option<&str> {
        self.button.as_ref().map(|(_, url)| url.as_str())
    }
}
