//! Pages around letters: asking for one, and what its link leads to. Opening a link changes nothing; the button does
//! (SEC-57, SEC-81).

use askama::Template;

use super::{AskingApp, FieldError, Frame, go_on};

/// Asking for a link that sets another password. Posts to `/reset-password`.
#[derive(Debug, Template)]
#[template(path = "reset_password.html")]
pub struct ResetPassword {
    /// What all pages share.
    pub frame: Frame,
    /// Bound to the browser (SEC-68).
    pub csrf: String,
    /// The stored authorization request to go on with.
    pub flow: Option<String>,
    /// A path of ours to go on to (SEC-10).
    pub return_to: Option<String>,
    /// On whose behalf.
    pub app: Option<AskingApp>,
    /// What was typed before.
    pub email: String,
    /// What was wrong with it.
    pub errors: Vec<FieldError>,
}

impl ResetPassword {
    fn sign_in_link(&self) -> String {
        go_on("/sign-in", self.flow.as_deref(), self.return_to.as_deref())
    }
}

/// Another password. Posts to `/new-password`.
#[derive(Debug, Template)]
#[template(path = "new_password.html")]
pub struct NewPassword {
    /// What all pages share.
    pub frame: Frame,
    /// Bound to the browser (SEC-68).
    pub csrf: String,
    /// The link's token.
    pub token: String,
    /// Whose password.
    pub email: String,
    /// The fewest characters a password may have.
    pub password_min: usize,
    /// What was wrong with it.
    pub errors: Vec<FieldError>,
}

impl NewPassword {
    fn problem(&self) -> Option<&str> {
        self.errors.first().map(|error| error.message.as_str())
    }
}

/// What a button on the page of a link does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirming {
    /// Makes the account.
    Registration,
    /// Proves the address.
    VerifyEmail,
    /// Gives the account the address.
    ChangeEmail,
    /// Gives the account the address back that it had.
    UndoEmailChange,
    /// Keeps the account.
    CancelDeletion,
}

/// The page of a link: one button. Posts to `/confirm`.
#[derive(Debug, Template)]
#[template(path = "confirm.html")]
pub struct Confirm {
    /// What all pages share.
    pub frame: Frame,
    /// Bound to the browser (SEC-68).
    pub csrf: String,
    /// The link's token.
    pub token: String,
    /// What the button does.
    pub what: Confirming,
    /// The address that it is about.
    pub email: String,
    /// Whether the password must be given.
    pub asks_password: bool,
    /// Whether the browser is to keep the session when it is closed, to begin with; none where none begins.
    pub remember: Option<bool>,
    /// Whether a wrong one was given.
    pub wrong_password: bool,
    /// Seconds to wait after too many tries (SEC-77).
    pub retry_after: Option<u64>,
}

impl Confirm {
    fn words(&self) -> [&'static str; 3] {
        match self.what {
            Confirming::Registration => [
                "confirm.registration_title",
                "confirm.registration_lead",
                "confirm.registration_submit",
            ],
            Confirming::VerifyEmail => [
                "confirm.verify_title",
                "confirm.verify_lead",
                "confirm.verify_submit",
            ],
            Confirming::ChangeEmail => [
                "confirm.change_title",
                "confirm.change_lead",
                "confirm.change_submit",
            ],
            Confirming::UndoEmailChange => ["confirm.undo_title", "confirm.undo_lead", "confirm.undo_submit"],
            Confirming::CancelDeletion => [
                "confirm.deletion_title",
                "confirm.deletion_lead",
                "confirm.deletion_submit",
            ],
        }
    }

    fn problem(&self) -> Option<String> {
        match (self.retry_after, self.wrong_password) {
            (Some(seconds), _) => Some(self.frame.fill(
                "sign_in.wait",
                "time",
                &self.frame.text.wait(seconds),
            )),
            (None, true) => Some(self.frame.t("confirm.wrong_password").to_owned()),
            (None, false) => None,
        }
    }
}

/// What a page says that has nothing to fill in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// A link to make the account is on its way, or a letter that there is one.
    CheckMailToRegister,
    /// A link for a reset is on its way, if there is such an account.
    CheckMailToReset,
    /// The password was set.
    PasswordSet,
    /// The address is proved.
    EmailVerified,
    /// The account has another address.
    EmailChanged,
    /// It has the one before again.
    EmailChangeUndone,
    /// The account stays.
    DeletionCancelled,
    /// The link does not work.
    DeadLink,
    /// The link is for another account than the one signed in.
    OtherAccount,
    /// No mail is sent here.
    NoMail,
    /// The address belongs to an account by now.
    EmailTaken,
    /// The link works in the browser only that asked for it.
    OtherBrowser,
}

/// Says something, and where to go next.
#[derive(Debug, Template)]
#[template(path = "told.html")]
pub struct Tell {
    /// What all pages share.
    pub frame: Frame,
    /// What it says.
    pub told: Told,
    /// The address that it is about.
    pub email: String,
    /// Where the button leads.
    pub next: String,
    /// For sending the letter again: the browser's form token.
    pub again: Option<String>,
    /// The stored authorization request to go on with.
    pub flow: Option<String>,
    /// A path of ours to go on to (SEC-10).
    pub return_to: Option<String>,
}

impl Tell {
    fn words(&self) -> [&'static str; 3] {
        match self.told {
            Told::CheckMailToRegister => ["told.register_title", "told.register", "told.sign_in"],
            Told::CheckMailToReset => ["told.reset_title", "told.reset", "told.sign_in"],
            Told::PasswordSet => ["told.password_title", "told.password", "told.sign_in"],
            Told::EmailVerified => ["told.verified_title", "told.verified", "told.go_on"],
            Told::EmailChanged => ["told.changed_title", "told.changed", "told.go_on"],
            Told::EmailChangeUndone => ["told.undone_title", "told.undone", "told.set_password"],
            Told::DeletionCancelled => ["told.kept_title", "told.kept", "told.sign_in"],
            Told::DeadLink => ["told.dead_title", "told.dead", "told.sign_in"],
            Told::OtherAccount => ["told.other_title", "told.other", "told.switch"],
            Told::NoMail => ["told.no_mail_title", "told.no_mail", "told.sign_in"],
            Told::OtherBrowser => ["told.browser_title", "told.browser", "told.sign_in"],
            Told::EmailTaken => ["told.taken_title", "told.taken", "told.go_on"],
        }
    }
}

/// One letter in the mailbox of a development server.
#[derive(Clone, Debug)]
pub struct MailboxLetter {
    /// Its id.
    pub id: String,
    /// To whom.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// Where its button leads.
    pub link: Option<String>,
    /// When it was written.
    pub at: String,
}

/// What a development server would have sent.
#[derive(Debug, Template)]
#[template(path = "mailbox.html")]
pub struct Mailbox {
    /// What all pages share.
    pub frame: Frame,
    /// The letters, latest first.
    pub letters: Vec<MailboxLetter>,
}
