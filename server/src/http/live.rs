//! GraphQL on a line that stays open: WebSocket (`graphql-transport-ws`), from our own pages only, and server-sent
//! events (SEC-91). Lines are bounded in number, in what they take, and in silence (SEC-124); who asks is found out
//! again before each event.

use std::{
    collections::HashMap,
    convert::Infallible,
    net::{IpAddr, Ipv4Addr},
    sync::Arc,
    time::{Duration, Instant},
};

use async_graphql::{Request as Operation, Response, ServerError};
use axum::{
    body::Body,
    extract::{
        FromRequestParts as _, Request, State, WebSocketUpgrade,
        ws::{CloseFrame, Message, WebSocket},
    },
    http::{HeaderName, HeaderValue, StatusCode, header, request::Parts},
    response::IntoResponse as _,
};
use bytes::Bytes;
use futures_util::{
    Sink, SinkExt as _, StreamExt as _,
    future::BoxFuture,
    stream::{self, BoxStream, SelectAll},
};
use serde::Serialize;
use serde_json::Value;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

use super::{
    State as Service, credential,
    graphql::{Asker, refusal},
    reply::{self, Reply},
    serve::{PerAddress, Seat, stopped},
    visitor::{Visitor, whereabouts},
};
use crate::{
    domain::{
        Caller, Result,
        caller::{SessionCaller, Who},
        second_factor,
        secret::Secret,
        session, user,
    },
    graphql::{Answer, Presence, is_request_error},
    oauth::Parameters,
};

/// Open lines of one node.
const MOST: usize = 2_000;
/// Open lines from one address.
const MOST_PER_ADDRESS: usize = 60;
/// Operations at a time on one line.
const OPERATIONS: usize = 20;
/// How long the other end may take to say who it is.
const INTRODUCTION: Duration = Duration::from_secs(10);
/// How often a silent line is asked whether anybody is there, and how long the answer may take.
const BEAT: Duration = Duration::from_secs(20);
const SILENCE: Duration = Duration::from_mins(1);
/// Bytes of the reason in a close frame.
const LONGEST_REASON: usize = 123;

/// The places for open lines.
pub(super) struct Lines {
    places: Arc<Semaphore>,
    per_address: Arc<PerAddress>,
}

impl Default for Lines {
    fn default() -> Self {
        Self {
            places: Arc::new(Semaphore::new(MOST)),
            per_address: PerAddress::new(MOST_PER_ADDRESS),
        }
    }
}

/// One line's place; leaving gives it back.
struct Place {
    _permit: OwnedSemaphorePermit,
    _seat: Seat,
}

impl Lines {
    fn enter(&self, address: Option<&str>) -> Option<Place> {
        let address = address
            .and_then(|text| text.parse().ok())
            .unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        Some(Place {
            _permit: Arc::clone(&self.places).try_acquire_owned().ok()?,
            _seat: PerAddress::enter(&self.per_address, address)?,
        })
    }
}

fn full() -> Reply {
    let mut reply = refusal(
        StatusCode::SERVICE_UNAVAILABLE,
        "LIMIT_EXCEEDED",
        "Too many lines are open. Close some, or try again later.",
    );
    reply
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from(30));
    reply
}

/// How to find out again who asks.
fn presence(state: &Arc<Service>, asker: &Asker) -> Presence {
    let since = state.deps.clock.now();
    let (state, asker) = (Arc::clone(state), asker.clone());
    let again = move || {
        let (state, asker) = (Arc::clone(&state), asker.clone());
        Box::pin(async move { again(&state, asker).await }) as BoxFuture<'static, _>
    };
    Presence {
        again: Arc::new(again),
        since,
    }
}

async fn again(state: &Service, asker: Asker) -> Result<Option<Caller>> {
    let deps = &*state.deps;
    let Caller { who, from } = asker.caller;
    match (who, asker.token) {
        (_, Some(token)) => credential::caller(state, from, token.expose()).await,
        (Who::Session(known), _) => {
            let now = deps.clock.now();
            let session = session::find(deps, known.session_id)
                .await?
                .filter(|row| session::is_live(deps, row, now) && row.user_id == known.user_id);
            let user = user::find(deps, known.user_id)
                .await?
                .filter(|user| user.disabled_at.is_none());
            let (Some(session), Some(user)) = (session, user) else {
                return Ok(None);
            };
            // Somebody who watches is there.
            deps.usage.session(session.id, now);
            let who = Who::Session(SessionCaller {
                role: user.role,
                authenticated_at: second_factor::proved_at(&deps.config, &session, &user),
                ..known
            });
            Ok(Some(Caller { who, from }))
        }
        _ => Ok(None),
    }
}

/// Whether the answer is wanted as server-sent events.
pub(super) fn wants_events(parts: &Parts) -> bool {
    parts
        .headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("text/event-stream"))
}

/// Answers as server-sent events: `next` for each answer, `complete` at the end.
pub(super) fn events(state: &Arc<Service>, parts: &Parts, asker: Asker, request: Operation) -> Reply {
    let Some(place) = state
        .lines
        .enter(whereabouts(&state.deps, parts).ip_address.as_deref())
    else {
        return full();
    };
    let presence = presence(state, &asker);
    let answers = crate::graphql::execute_stream(
        &state.schema,
        Arc::clone(&state.deps),
        (asker.caller, presence),
        request,
    );
    let line = EventLine {
        answers,
        stop: state.draining.subscribe(),
        _place: place,
    };
    let body = stream::unfold(Some(line), async |line| {
        let mut line = line?;
        let text = tokio::select! {
            answer = line.answers.next() => match answer {
                Some(answer) => {
                    let json = serde_json::to_string(&Answer::from(&answer)).unwrap_or_default();
                    format!("event: next\ndata: {json}\n\n")
                }
                None => return Some((Ok(COMPLETE), None)),
            },
            // A comment, so that nobody in between thinks that the line is dead.
            () = tokio::time::sleep(BEAT) => ":\n\n".to_owned(),
            () = stopped(&mut line.stop) => return Some((Ok(COMPLETE), None)),
        };
        Some((Ok::<_, Infallible>(Bytes::from(text)), Some(line)))
    });
    let mut reply = Reply::new(Body::from_stream(body));
    let headers = reply.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/event-stream"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // A proxy in front must not wait for the end.
    headers.insert(
        HeaderName::from_static("x-accel-buffering"),
        HeaderValue::from_static("no"),
    );
    reply
}

struct EventLine {
    answers: BoxStream<'static, Response>,
    stop: tokio::sync::watch::Receiver<bool>,
    _place: Place,
}

const COMPLETE: Bytes = Bytes::from_static(b"event: complete\ndata:\n\n");

/// `GET /graphql`: a WebSocket from a page of ours, and nothing else.
pub(super) async fn upgrade(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (mut parts, _) = request.into_parts();
    let Ok(upgrade) = WebSocketUpgrade::from_request_parts(&mut parts, &state).await else {
        let mut reply = refusal(
            StatusCode::METHOD_NOT_ALLOWED,
            "BAD_USER_INPUT",
            "Send operations by POST; only a WebSocket begins with GET.",
        );
        reply
            .headers_mut()
            .insert(header::ALLOW, HeaderValue::from_static("POST"));
        return reply;
    };
    let origin = parts.headers.get(header::ORIGIN).map(HeaderValue::as_bytes);
    if origin != Some(state.deps.config.issuer().as_bytes()) {
        let why = "A WebSocket must come from our own pages.";
        return refusal(StatusCode::FORBIDDEN, "FORBIDDEN", why);
    }
    let visitor = match Visitor::read(&state, &parts, &Parameters::default()).await {
        Ok(visitor) => visitor,
        Err(error) => return reply::problem(&state, None, &error),
    };
    let Some(place) = state.lines.enter(visitor.from.ip_address.as_deref()) else {
        return full();
    };
    let most = state.deps.config.graphql_body_limit;
    let caller = visitor.caller(&state.deps);
    upgrade
        .protocols(["graphql-transport-ws"])
        .max_message_size(most)
        .max_frame_size(most)
        .on_upgrade(move |socket| async move {
            let _place = place;
            talk(state, socket, caller).await;
        })
        .into_response()
}

/// What an operation says: an answer, or that there are no more.
type Said = (String, Option<Response>);

/// Why a line is closed, with the code of the protocol.
type Goodbye = (u16, String);

/// What the other end is told.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Told<'a> {
    ConnectionAck,
    Pong,
    Next {
        id: &'a str,
        payload: &'a Response,
    },
    /// Ends the operation: nothing comes after it.
    Error {
        id: &'a str,
        payload: &'a [ServerError],
    },
    Complete {
        id: &'a str,
    },
}

impl Told<'_> {
    fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

fn invalid(why: &str) -> Goodbye {
    (4400, format!("Invalid message: {why}."))
}

/// One line: who is at its end, and what runs on it.
struct Line {
    state: Arc<Service>,
    /// Once they said who they are.
    asker: Option<Asker>,
    /// The operations that run; letting go of one's end stops it.
    running: HashMap<String, oneshot::Sender<()>>,
    answers: SelectAll<BoxStream<'static, Said>>,
}

impl Line {
    /// Takes a message; what is told at once, or why the line is closed.
    async fn hear(&mut self, caller: &Caller, text: &str) -> Result<Option<String>, Goodbye> {
        let mut message: Value = serde_json::from_str(text).map_err(|_| invalid("it is no JSON"))?;
        let payload = message.get_mut("payload").map(Value::take).unwrap_or_default();
        let id = message["id"]
            .as_str()
            .filter(|id| !id.is_empty())
            .map(str::to_owned);
        match (message["type"].as_str(), id) {
            (Some("connection_init"), _) => {
                if self.asker.is_some() {
                    return Err((4429, "Too many initialisation requests".to_owned()));
                }
                self.asker = Some(introduce(&self.state, caller.clone(), &payload).await?);
                Ok(Some(Told::ConnectionAck.text()))
            }
            (Some("ping"), _) => Ok(Some(Told::Pong.text())),
            (Some("pong"), _) => Ok(None),
            (Some("subscribe"), Some(id)) => self.begin(id, payload),
            (Some("complete"), Some(id)) => {
                self.running.remove(&id);
                Ok(None)
            }
            (Some("subscribe" | "complete"), None) => Err(invalid("it has no id")),
            _ => Err(invalid("its type is none of this protocol")),
        }
    }

    /// Begins an operation.
    fn begin(&mut self, id: String, payload: Value) -> Result<Option<String>, Goodbye> {
        if !payload["query"].is_string() {
            return Err(invalid("its payload has no query"));
        }
        let request: Operation = serde_json::from_value(payload)
            .map_err(|_| invalid("its payload is no GraphQL request: query, variables and operationName"))?;
        let Some(asker) = self.asker.clone() else {
            return Err((4401, "Unauthorized".to_owned()));
        };
        if self.running.contains_key(&id) {
            return Err((4409, format!("Subscriber for {id} already exists")));
        }
        if self.running.len() >= OPERATIONS {
            let message = format!("A line has {OPERATIONS} operations at a time at most.");
            let payload = &[crate::graphql::error::limit(message)];
            return Ok(Some(Told::Error { id: &id, payload }.text()));
        }
        let presence = presence(&self.state, &asker);
        let deps = Arc::clone(&self.state.deps);
        let answers =
            crate::graphql::execute_stream(&self.state.schema, deps, (asker.caller, presence), request);
        let (end, ended) = oneshot::channel();
        let name = id.clone();
        let said = answers
            .map(Some)
            .chain(stream::once(std::future::ready(None)))
            .map(move |answer| (name.clone(), answer))
            .take_until(ended);
        self.answers.push(said.boxed());
        self.running.insert(id, end);
        Ok(None)
    }

    /// What the other end is told of what an operation says.
    fn tell(&mut self, (id, answer): &Said) -> String {
        match answer {
            Some(answer) if is_request_error(answer) => {
                self.running.remove(id);
                let payload = &answer.errors;
                Told::Error { id, payload }.text()
            }
            Some(payload) => Told::Next { id, payload }.text(),
            None => {
                self.running.remove(id);
                Told::Complete { id }.text()
            }
        }
    }
}

/// Talks until one of the two has enough.
async fn talk(state: Arc<Service>, socket: WebSocket, caller: Caller) {
    let (mut out, mut incoming) = socket.split();
    let mut stop = state.draining.subscribe();
    let mut line = Line {
        state,
        asker: None,
        running: HashMap::new(),
        answers: SelectAll::new(),
    };
    let begin = Instant::now();
    let mut heard = begin;
    let mut beat = tokio::time::interval(INTRODUCTION.min(BEAT));
    beat.tick().await;
    let goodbye = loop {
        let told = tokio::select! {
            message = incoming.next() => {
                heard = Instant::now();
                match message {
                    Some(Ok(Message::Text(text))) => line.hear(&caller, &text).await,
                    Some(Ok(Message::Binary(_))) => Err(invalid("it is no text")),
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => Ok(None),
                    Some(Ok(Message::Close(_)) | Err(_)) | None => Err((1000, String::new())),
                }
            }
            Some(said) = line.answers.next(), if !line.answers.is_empty() => Ok(Some(line.tell(&said))),
            _ = beat.tick() => {
                if line.asker.is_none() && begin.elapsed() >= INTRODUCTION {
                    Err((4408, "Connection initialisation timeout".to_owned()))
                } else if heard.elapsed() >= SILENCE || !sent(&mut out, Message::Ping(Bytes::new())).await {
                    return;
                } else {
                    Ok(None)
                }
            },
            () = stopped(&mut stop) => Err((1001, "The service is stopping".to_owned())),
        };
        match told {
            Ok(Some(text)) => {
                if !sent(&mut out, Message::Text(text.into())).await {
                    return;
                }
            }
            Ok(None) => {}
            Err(goodbye) => break goodbye,
        }
    };
    let (code, reason) = goodbye;
    let frame = CloseFrame {
        code,
        reason: short(&reason).into(),
    };
    sent(&mut out, Message::Close(Some(frame))).await;
}

/// Whether the message could be sent: who reads nothing keeps no place (SEC-124).
async fn sent(out: &mut (impl Sink<Message> + Unpin), message: Message) -> bool {
    matches!(tokio::time::timeout(BEAT, out.send(message)).await, Ok(Ok(())))
}

/// As much of the reason as a close frame holds: a longer one breaks the protocol (RFC 6455 section 5.5).
fn short(reason: &str) -> &str {
    let mut end = reason.len().min(LONGEST_REASON);
    while !reason.is_char_boundary(end) {
        end -= 1;
    }
    &reason[..end]
}

/// Who is at the other end: the token in `connection_init`, or else the browser's session. Never both (SEC-92).
async fn introduce(state: &Service, caller: Caller, payload: &Value) -> Result<Asker, Goodbye> {
    let sent = ["Authorization", "authorization"].into_iter().find_map(|name| {
        payload[name]
            .as_str()
            .or_else(|| payload["headers"][name].as_str())
    });
    let Some(text) = sent else {
        return Ok(Asker { caller, token: None });
    };
    let dead = || {
        let why = "Forbidden: the access token is unknown, has ended, or is for another API.";
        (4403, why.to_owned())
    };
    let token = text
        .split_once(' ')
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| Secret::new(token))
        .ok_or_else(dead)?;
    let caller = credential::caller(state, caller.from, token.expose())
        .await
        .map_err(|error| {
            tracing::warn!(%error, "a line was not opened");
            (
                1013,
                "The service cannot answer at the moment: try again later".to_owned(),
            )
        })?
        .ok_or_else(dead)?;
    Ok(Asker {
        caller,
        token: Some(token),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_fits_into_a_close_frame() {
        assert_eq!(short("Unauthorized"), "Unauthorized");
        assert_eq!(short(&"x".repeat(200)).len(), 123);
        // Never in the middle of a character.
        assert_eq!(short(&"ü".repeat(100)), "ü".repeat(61));
    }
}
