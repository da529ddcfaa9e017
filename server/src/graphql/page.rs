//! Connections: long lists in parts. Cursors are authenticated and belong to one list (SEC-102).

use std::{fmt, sync::Arc};

use async_graphql::{Context, Object, OutputType, SimpleObject};
use futures_util::future::BoxFuture;
use uuid::Uuid;

use super::{
    Ask as _,
    api::Api,
    api_key::ApiKey,
    app::App,
    audit_event::AuditEvent,
    error::{OrRefuse as _, bad_input},
    grant::{AppGrant, Grant},
    resource::Resource,
    scope::Scope,
    user::User,
};
use crate::domain::{
    self, Deps,
    page::{Key, Position, Rows, Slice},
    secret::{Purpose, base64url, from_base64url, same},
};

/// How many come where the caller does not say.
const USUAL: i32 = 25;
/// How many come at most.
const MOST: i32 = 100;
const MAC: usize = 16;

/// Which part of a list is asked for.
#[derive(Clone, Debug, Default)]
pub struct Arguments {
    /// The first so many.
    pub first: Option<i32>,
    /// After this cursor.
    pub after: Option<String>,
    /// The last so many.
    pub last: Option<i32>,
    /// Before this cursor.
    pub before: Option<String>,
}

/// What a page costs: each of its nodes.
pub fn cost(first: Option<i32>, last: Option<i32>, child: usize) -> usize {
    let size = first.or(last).unwrap_or(USUAL).clamp(1, MOST);
    times(usize::try_from(size).unwrap_or(1), child)
}

/// What a list without pages costs: as much as a page of the usual length. How long it really is, the rows of the
/// answer count.
pub fn whole(child: usize) -> usize {
    cost(None, None, child)
}

/// What so many nodes cost; never so much that sums of it overflow.
pub fn times(nodes: usize, child: usize) -> usize {
    nodes.saturating_mul(child).saturating_add(1).min(1_000_000_000)
}

impl Arguments {
    /// Checked, for the list of that name.
    ///
    /// # Errors
    /// `BAD_USER_INPUT`.
    pub fn slice(&self, deps: &Deps, list: &str) -> async_graphql::Result<Slice> {
        let limit = match (self.first, self.last) {
            (Some(_), Some(_)) => return Err(bad_input("Use first or last, not both.")),
            (Some(count), None) | (None, Some(count)) => count,
            (None, None) => USUAL,
        };
        if !(1..=MOST).contains(&limit) {
            return Err(bad_input("first and last must be from 1 to 100."));
        }
        let position = |cursor: &Option<String>, name: &str| match cursor {
            None => Ok(None),
            Some(text) => match decode(deps, list, text) {
                Some(position) => Ok(Some(position)),
                None => Err(bad_input(format!("{name} is not a cursor of this list."))),
            },
        };
        Ok(Slice {
            limit: u64::try_from(limit).unwrap_or(1),
            after: position(&self.after, "after")?,
            before: position(&self.before, "before")?,
            from_end: self.last.is_some(),
        })
    }
}

fn encode(deps: &Deps, list: &str, position: &Position) -> String {
    let mut bytes = position.id.as_bytes().to_vec();
    match &position.key {
        Key::Id => bytes.push(0),
        Key::Number(number) => {
            bytes.push(1);
            bytes.extend_from_slice(&number.to_be_bytes());
        }
        Key::Text(text) => {
            bytes.push(2);
            bytes.extend_from_slice(text.as_bytes());
        }
    }
    let mac = proof(deps, list, &bytes);
    bytes.extend_from_slice(&mac);
    base64url(&bytes)
}

fn decode(deps: &Deps, list: &str, text: &str) -> Option<Position> {
    if text.len() > 4096 {
        return None;
    }
    let bytes = from_base64url(text)?;
    let (body, mac) = bytes.split_at_checked(bytes.len().checked_sub(MAC)?)?;
    if !same(mac, &proof(deps, list, body)) {
        return None;
    }
    let (id, rest) = body.split_first_chunk::<16>()?;
    let key = match rest.split_first()? {
        (0, []) => Key::Id,
        (1, number) => Key::Number(i64::from_be_bytes(number.try_into().ok()?)),
        (2, text) => Key::Text(String::from_utf8(text.to_vec()).ok()?),
        _ => return None,
    };
    Some(Position {
        key,
        id: Uuid::from_bytes(*id),
    })
}

fn proof(deps: &Deps, list: &str, body: &[u8]) -> [u8; MAC] {
    let length = (list.len() as u64).to_be_bytes();
    let full = deps.vault.mac(Purpose::Cursor, &[&length, list.as_bytes(), body]);
    let mut mac = [0; MAC];
    mac.copy_from_slice(&full[..MAC]);
    mac
}

/// Counts a whole list, when asked.
pub type Counter = Arc<dyn Fn() -> BoxFuture<'static, domain::Result<u64>> + Send + Sync>;

/// Counts with a verb.
pub fn counter<F>(count: impl Fn() -> F + Send + Sync + 'static) -> Counter
where
    F: Future<Output = domain::Result<u64>> + Send + 'static,
{
    Arc::new(move || Box::pin(count()))
}

/// Which part of the list a page is.
#[derive(Clone, Debug, SimpleObject)]
pub struct PageInfo {
    /// Whether there are nodes before this page.
    pub has_previous_page: bool,
    /// Whether there are nodes after this page.
    pub has_next_page: bool,
    /// The cursor of the first node; null on an empty page.
    pub start_cursor: Option<String>,
    /// The cursor of the last node; null on an empty page.
    pub end_cursor: Option<String>,
}

/// One node of a list and its place in it.
#[derive(Debug, SimpleObject)]
#[graphql(
    concrete(name = "AppEdge", params(App)),
    concrete(name = "ApiEdge", params(Api)),
    concrete(name = "ApiKeyEdge", params(ApiKey)),
    concrete(name = "ScopeEdge", params(Scope)),
    concrete(name = "ResourceEdge", params(Resource)),
    concrete(name = "GrantEdge", params(Grant)),
    concrete(name = "AppGrantEdge", params(AppGrant)),
    concrete(name = "AuditEventEdge", params(AuditEvent)),
    concrete(name = "UserEdge", params(User))
)]
pub struct Edge<T: OutputType> {
    /// Its place: send it as `after` or `before`.
    pub cursor: String,
    /// The node.
    pub node: T,
}

/// A page.
pub struct Page<T: OutputType> {
    edges: Vec<Edge<T>>,
    info: PageInfo,
    total: Counter,
}

impl<T: OutputType> fmt::Debug for Page<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Page({} nodes)", self.edges.len())
    }
}

impl<T: OutputType> Page<T> {
    /// From the rows of the list of that name.
    ///
    /// # Errors
    /// `LIMIT_EXCEEDED` where the answer would hold too many rows.
    pub fn new<M>(
        ctx: &Context<'_>,
        list: &str,
        rows: Rows<M>,
        (place, node): (impl Fn(&M) -> Position, impl Fn(M) -> T),
        total: Counter,
    ) -> async_graphql::Result<Self> {
        ctx.spend(rows.rows.len())?;
        let deps = ctx.deps();
        let edges: Vec<Edge<T>> = rows
            .rows
            .into_iter()
            .map(|row| Edge {
                cursor: encode(deps, list, &place(&row)),
                node: node(row),
            })
            .collect();
        let info = PageInfo {
            has_previous_page: rows.has_previous,
            has_next_page: rows.has_next,
            start_cursor: edges.first().map(|edge| edge.cursor.clone()),
            end_cursor: edges.last().map(|edge| edge.cursor.clone()),
        };
        Ok(Self { edges, info, total })
    }
}

/// Part of a long list.
#[Object(
    concrete(name = "AppConnection", params(App)),
    concrete(name = "ApiConnection", params(Api)),
    concrete(name = "ApiKeyConnection", params(ApiKey)),
    concrete(name = "ScopeConnection", params(Scope)),
    concrete(name = "ResourceConnection", params(Resource)),
    concrete(name = "GrantConnection", params(Grant)),
    concrete(name = "AppGrantConnection", params(AppGrant)),
    concrete(name = "AuditEventConnection", params(AuditEvent)),
    concrete(name = "UserConnection", params(User))
)]
impl<T: OutputType> Page<T>
where
    Edge<T>: OutputType,
{
    /// The nodes with their places.
    async fn edges(&self) -> &[Edge<T>] {
        &self.edges
    }

    /// The nodes.
    async fn nodes(&self) -> Vec<&T> {
        self.edges.iter().map(|edge| &edge.node).collect()
    }

    /// Which part of the list this is.
    async fn page_info(&self) -> &PageInfo {
        &self.info
    }

    /// How many nodes the whole list has.
    async fn total_count(&self) -> async_graphql::Result<u64> {
        (self.total)().await.or_refuse()
    }
}

/// Part of a list that is in memory already; `name` says what a row is called, in the order of the list.
///
/// # Errors
/// `LIMIT_EXCEEDED` where the answer would hold too many rows.
pub fn of_vec<M, T: OutputType>(
    ctx: &Context<'_>,
    list: &str,
    (all, slice): (Vec<M>, &Slice),
    (name, node): (impl Fn(&M) -> String, impl Fn(M) -> T),
) -> async_graphql::Result<Page<T>> {
    let total = all.len() as u64;
    let at = |position: &Option<Position>| match position {
        Some(Position {
            key: Key::Text(text), ..
        }) => all.iter().position(|row| name(row) == *text),
        _ => None,
    };
    let start = at(&slice.after).map_or(0, |index| index + 1);
    let end = at(&slice.before).unwrap_or(all.len()).max(start);
    let limit = usize::try_from(slice.limit).unwrap_or(usize::MAX);
    let (from, to) = if slice.from_end {
        (end.saturating_sub(limit).max(start), end)
    } else {
        (start, start.saturating_add(limit).min(end))
    };
    let (has_previous, has_next) = (from > 0, to < all.len());
    let rows: Vec<M> = all.into_iter().skip(from).take(to - from).collect();
    let place = |row: &M| Position {
        key: Key::Text(name(row)),
        id: Uuid::nil(),
    };
    Page::new(
        ctx,
        list,
        Rows {
            rows,
            has_previous,
            has_next,
        },
        (place, node),
        counter(move || std::future::ready(Ok(total))),
    )
}
