//! GraphQL on a line that stays open: WebSocket (`graphql-transport-ws`), from our own pages only, and server-sent
//! events (SEC-91). Lines are bounded in number, in what they take, and in silence (SEC-124); who asks is found out
//! again before each event.

use std::{
    convert::Infallible,
    net::{IpAddr, Ipv4Addr},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use async_graphql::{
    Data, Executor, Request as Operation, Response,
    http::{WebSocket as Protocol, WebSocketProtocols, WsMessage},
};
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
    SinkExt as _, StreamExt as _,
    future::BoxFuture,
    stream::{self, BoxStream},
};
use serde_json::Value;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

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
    graphql::Presence,
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
                    let json = serde_json::to_string(&answer).unwrap_or_default();
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

/// Runs the operations of one line.
#[derive(Clone)]
struct Line {
    state: Arc<Service>,
    running: Arc<AtomicUsize>,
}

impl Executor for Line {
    async fn execute(&self, _: Operation) -> Response {
        Response::from_errors(vec![crate::graphql::error::malformed("Subscribe on this line.")])
    }

    fn execute_stream(&self, request: Operation, data: Option<Arc<Data>>) -> BoxStream<'static, Response> {
        let asker = data.as_ref().and_then(|data| {
            let known = data.get(&std::any::TypeId::of::<Asker>())?;
            known.downcast_ref::<Asker>().cloned()
        });
        let Some(asker) = asker else {
            let error = crate::graphql::error::malformed("Say who you are first.");
            return stream::iter([Response::from_errors(vec![error])]).boxed();
        };
        let running = Running(Arc::clone(&self.running));
        if running.0.fetch_add(1, Ordering::SeqCst) >= OPERATIONS {
            let error = crate::graphql::error::limit(format!(
                "A line has {OPERATIONS} operations at a time at most."
            ));
            return stream::iter([Response::from_errors(vec![error])])
                .map(move |answer| {
                    let _ = &running;
                    answer
                })
                .boxed();
        }
        let presence = presence(&self.state, &asker);
        let deps = Arc::clone(&self.state.deps);
        crate::graphql::execute_stream(&self.state.schema, deps, (asker.caller, presence), request)
            .map(move |answer| {
                let _ = &running;
                answer
            })
            .boxed()
    }
}

/// One running operation; it ends with its stream.
struct Running(Arc<AtomicUsize>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Talks until one of the two has enough.
async fn talk(state: Arc<Service>, socket: WebSocket, caller: Caller) {
    let (mut out, incoming) = socket.split();
    let heard = Arc::new(Mutex::new(Instant::now()));
    let listening = Arc::clone(&heard);
    let texts = incoming
        .take_while(|message| {
            std::future::ready(matches!(message, Ok(message) if !matches!(message, Message::Close(_))))
        })
        .filter_map(move |message| {
            *listening.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
            std::future::ready(match message {
                Ok(Message::Text(text)) => Some(text.as_str().to_owned().into_bytes()),
                _ => None,
            })
        })
        .boxed();
    let introduced = Arc::new(AtomicUsize::new(0));
    let line = Line {
        state: Arc::clone(&state),
        running: Arc::new(AtomicUsize::new(0)),
    };
    let (service, known) = (Arc::clone(&state), Arc::clone(&introduced));
    let mut protocol = Protocol::new(line, texts, WebSocketProtocols::GraphQLWS).on_connection_init(
        async move |payload: Value| {
            let asker = introduce(&service, caller, &payload).await?;
            known.store(1, Ordering::SeqCst);
            let mut data = Data::default();
            data.insert(asker);
            Ok(data)
        },
    );
    let mut stop = state.draining.subscribe();
    let begin = Instant::now();
    let mut beat = tokio::time::interval(INTRODUCTION.min(BEAT));
    beat.tick().await;
    let goodbye = loop {
        tokio::select! {
            message = protocol.next() => match message {
                Some(WsMessage::Text(text)) => {
                    if out.send(Message::Text(text.into())).await.is_err() {
                        return;
                    }
                }
                Some(WsMessage::Close(code, reason)) => break (code, reason),
                None => break (1000, String::new()),
            },
            _ = beat.tick() => {
                let last = *heard.lock().unwrap_or_else(PoisonError::into_inner);
                if introduced.load(Ordering::SeqCst) == 0 && begin.elapsed() >= INTRODUCTION {
                    break (4408, "Connection initialisation timeout".to_owned());
                }
                if last.elapsed() >= SILENCE || out.send(Message::Ping(Bytes::new())).await.is_err() {
                    return;
                }
            },
            () = stopped(&mut stop) => break (1001, "The service is stopping".to_owned()),
        }
    };
    let (code, reason) = goodbye;
    let frame = CloseFrame {
        code,
        reason: reason.into(),
    };
    let _ = out.send(Message::Close(Some(frame))).await;
}

/// Who is at the other end: the token in `connection_init`, or else the browser's session. Never both (SEC-92).
async fn introduce(state: &Service, caller: Caller, payload: &Value) -> async_graphql::Result<Asker> {
    let sent = ["Authorization", "authorization"].into_iter().find_map(|name| {
        payload[name]
            .as_str()
            .or_else(|| payload["headers"][name].as_str())
    });
    let Some(text) = sent else {
        return Ok(Asker { caller, token: None });
    };
    let dead = || async_graphql::Error::new("The access token is unknown, has ended, or is for another API.");
    let token = text
        .split_once(' ')
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| Secret::new(token))
        .ok_or_else(dead)?;
    let caller = credential::caller(state, caller.from, token.expose())
        .await
        .map_err(|error| crate::graphql::error::refuse(&error))?
        .ok_or_else(dead)?;
    Ok(Asker {
        caller,
        token: Some(token),
    })
}
