//! `/dev/mailbox`: what a development server would have sent. There is no such page anywhere else.

use std::{net::IpAddr, sync::Arc};

use axum::{
    extract::{Request, State},
    http::StatusCode,
};

use super::visit;
use crate::{
    config::Mail,
    domain::mail,
    http::{State as Service, reply, reply::Reply},
    mail::{moment, words},
    views::{Mailbox, MailboxLetter, NotFound},
};

fn is_loopback(address: &str) -> bool {
    address
        .parse::<IpAddr>()
        .is_ok_and(|address| address.is_loopback())
}

/// Shows the letters, latest first.
pub(in crate::http) async fn get(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, _) = request.into_parts();
    let visit = match visit(&state, &parts).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let deps = &state.deps;
    let here = Some(visit.here.clone());
    let frame = visit.visitor.frame(deps, None, here);
    // Whoever reads the letters has every account: a server that listens to the network shows them to this machine only.
    let here_only = visit.visitor.from.ip_address.as_deref().is_some_and(is_loopback);
    let reply = if deps.config.mail() == Mail::Mailbox && here_only {
        match mail::mailbox(deps).await {
            Ok(messages) => {
                let letters = messages.iter().map(|message| {
                    let words = words(deps, message);
                    MailboxLetter {
                        id: message.id.to_string(),
                        to: message.to.clone(),
                        text: words.plain().unwrap_or_default(),
                        link: words.link_url().map(str::to_owned),
                        subject: words.subject,
                        at: moment(message.written_at),
                    }
                });
                let letters = letters.collect();
                reply::page(&state, StatusCode::OK, &Mailbox { frame, letters }, None)
            }
            Err(error) => visit.failed(&state, &error),
        }
    } else {
        reply::page(&state, StatusCode::NOT_FOUND, &NotFound { frame }, None)
    };
    visit.finish(&state, reply)
}
