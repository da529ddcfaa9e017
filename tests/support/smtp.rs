//! A mail server of the tests' own: a real listener, the protocol of the crate `mailin`, letters read with `mailparse`.

use std::{
    net::IpAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use mailin::{Action, Handler, Response, SessionBuilder, response};
use mailparse::{MailHeaderMap as _, ParsedMail};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};

use super::until;

/// A letter that arrived.
#[derive(Clone, Debug)]
pub(crate) struct Letter {
    /// The envelope's recipients.
    pub(crate) to: Vec<String>,
    pub(crate) raw: String,
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) html: String,
}

impl Letter {
    fn read(to: Vec<String>, raw: &[u8]) -> Self {
        let parsed = mailparse::parse_mail(raw).unwrap();
        let part = |kind: &str| find(&parsed, kind).map_or_else(String::new, |part| part.get_body().unwrap());
        Self {
            to,
            raw: String::from_utf8_lossy(raw).into_owned(),
            subject: parsed.headers.get_first_value("Subject").unwrap_or_default(),
            text: part("text/plain"),
            html: part("text/html"),
        }
    }

    /// The values of a header.
    pub(crate) fn header(&self, name: &str) -> Vec<String> {
        let parsed = mailparse::parse_mail(self.raw.as_bytes()).unwrap();
        parsed.headers.get_all_values(name)
    }

    /// The link of its button: the first line of the text that is one.
    pub(crate) fn link(&self) -> String {
        let link = self.text.lines().find(|line| line.starts_with("http"));
        link.unwrap_or_else(|| panic!("no link: {}", self.text))
            .trim()
            .to_owned()
    }
}

fn find<'a, 'b>(mail: &'a ParsedMail<'b>, kind: &str) -> Option<&'a ParsedMail<'b>> {
    if mail.ctype.mimetype == kind {
        return Some(mail);
    }
    mail.subparts.iter().find_map(|part| find(part, kind))
}

/// What the server answers.
#[derive(Debug, Default)]
struct Mood {
    /// Letters are put off: 451.
    busy: AtomicBool,
    /// There is no such mailbox: 550.
    nobody: AtomicBool,
    /// A letter is taken, and the connection lost before the answer.
    forgetful: AtomicBool,
}

/// One mail server.
#[derive(Clone)]
pub(crate) struct SmtpServer {
    pub(crate) port: u16,
    letters: Arc<Mutex<Vec<Letter>>>,
    mood: Arc<Mood>,
}

#[derive(Clone)]
struct Conversation {
    server: SmtpServer,
    to: Vec<String>,
    raw: Vec<u8>,
}

impl Handler for Conversation {
    fn rcpt(&mut self, _to: &str) -> Response {
        if self.server.mood.nobody.load(Ordering::SeqCst) {
            response::NO_MAILBOX
        } else {
            response::OK
        }
    }

    fn data_start(&mut self, _domain: &str, _from: &str, _is8bit: bool, to: &[String]) -> Response {
        self.to = to.to_vec();
        self.raw.clear();
        if self.server.mood.busy.load(Ordering::SeqCst) {
            response::INTERNAL_ERROR
        } else {
            response::OK
        }
    }

    fn data(&mut self, buf: &[u8]) -> std::io::Result<()> {
        self.raw.extend_from_slice(buf);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let letter = Letter::read(std::mem::take(&mut self.to), &self.raw);
        self.server.letters.lock().unwrap().push(letter);
        if self.server.mood.forgetful.load(Ordering::SeqCst) {
            response::NO_SERVICE
        } else {
            response::OK
        }
    }
}

impl SmtpServer {
    /// A server that takes everything.
    pub(crate) async fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        Self::on(listener)
    }

    /// As [`SmtpServer::new`], on a listener that was there before.
    pub(crate) fn on(listener: TcpListener) -> Self {
        let server = Self {
            port: listener.local_addr().unwrap().port(),
            letters: Arc::default(),
            mood: Arc::default(),
        };
        let served = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, peer)) = listener.accept().await {
                tokio::spawn(served.clone().talk(stream, peer.ip()));
            }
        });
        server
    }

    async fn talk(self, stream: TcpStream, peer: IpAddr) {
        let builder = SessionBuilder::new("mail.test");
        let handler = Conversation {
            server: self,
            to: Vec::new(),
            raw: Vec::new(),
        };
        let mut session = builder.build(peer, handler);
        let (reader, mut writer) = stream.into_split();
        let mut lines = BufReader::new(reader);
        let mut answer = session.greeting();
        loop {
            if !matches!(answer.action, Action::NoReply)
                && writer.write_all(&answer.buffer().unwrap()).await.is_err()
            {
                return;
            }
            if matches!(answer.action, Action::Close) {
                return;
            }
            let mut line = Vec::new();
            match lines.read_until(b'\n', &mut line).await {
                Ok(0) | Err(_) => return,
                Ok(_) => answer = session.process(&line),
            }
        }
    }

    /// The settings that lead a service to it.
    pub(crate) fn settings(&self) -> [(String, String); 2] {
        [
            ("SMTP_URL".into(), format!("smtp://127.0.0.1:{}", self.port)),
            ("MAIL_FROM".into(), "Latchkey <id@latchkey.test>".into()),
        ]
    }

    /// From now on letters are put off, or not.
    pub(crate) fn busy(&self, busy: bool) {
        self.mood.busy.store(busy, Ordering::SeqCst);
    }

    /// From now on there is no such mailbox, or there is.
    pub(crate) fn nobody(&self, nobody: bool) {
        self.mood.nobody.store(nobody, Ordering::SeqCst);
    }

    /// From now on letters are taken, but the answer says otherwise.
    pub(crate) fn forgetful(&self, forgetful: bool) {
        self.mood.forgetful.store(forgetful, Ordering::SeqCst);
    }

    /// Everything that arrived and was not taken yet.
    pub(crate) fn letters(&self) -> Vec<Letter> {
        self.letters.lock().unwrap().clone()
    }

    /// The first letter to that address with these words in its subject; taken out. Waits for it.
    pub(crate) async fn letter(&self, to: &str, subject: &str) -> Letter {
        let mut found = None;
        let what = format!("a letter to {to}: {subject}");
        until(20, &what, async || {
            let mut letters = self.letters.lock().unwrap();
            let at = letters
                .iter()
                .position(|letter| letter.to == [to] && letter.subject.contains(subject));
            found = at.map(|at| letters.remove(at));
            found.is_some()
        })
        .await;
        found.unwrap()
    }
}
