//! Parts of long lists, by position and not by number: stable while rows come and go.

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect as _,
    Select, Value,
};
use uuid::Uuid;

use super::Result;

/// Where a row stands: its sort key, and its id where keys are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The sort key.
    pub key: Key,
    /// The id.
    pub id: Uuid,
}

/// A sort key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// Sorted by id alone.
    Id,
    /// A time or number.
    Number(i64),
    /// A text.
    Text(String),
}

impl Key {
    fn value(&self) -> Option<Value> {
        match self {
            Self::Id => None,
            Self::Number(n) => Some((*n).into()),
            Self::Text(text) => Some(text.as_str().into()),
        }
    }
}

/// Which part of a list.
#[derive(Clone, Debug)]
pub struct Slice {
    /// At most so many rows.
    pub limit: u64,
    /// Only what follows.
    pub after: Option<Position>,
    /// Only what comes before.
    pub before: Option<Position>,
    /// The last ones rather than the first.
    pub from_end: bool,
}

impl Slice {
    /// The first so many.
    pub const fn first(limit: u64) -> Self {
        Self {
            limit,
            after: None,
            before: None,
            from_end: false,
        }
    }
}

/// Some rows, and whether there are more on either side.
#[derive(Clone, Debug)]
pub struct Rows<M> {
    /// In the list's order.
    pub rows: Vec<M>,
    /// Whether there are rows before them.
    pub has_previous: bool,
    /// Whether there are rows after them.
    pub has_next: bool,
}

/// The columns by which a list is ordered.
#[derive(Clone, Copy, Debug)]
pub struct Sort<C> {
    /// The sort key; none: by id alone.
    pub key: Option<C>,
    /// What makes the order total.
    pub id: C,
    /// Whether the greatest comes first.
    pub descending: bool,
}

impl<C: ColumnTrait> Sort<C> {
    /// The rows beyond the position, in the direction.
    fn beyond(&self, position: &Position, forward: bool) -> Condition {
        let greater = forward != self.descending;
        let past = |column: &C, value: Value| {
            if greater {
                column.gt(value)
            } else {
                column.lt(value)
            }
        };
        let (Some(column), Some(key)) = (&self.key, position.key.value()) else {
            return Condition::all().add(past(&self.id, position.id.into()));
        };
        Condition::any().add(past(column, key.clone())).add(
            Condition::all()
                .add(column.eq(key))
                .add(past(&self.id, position.id.into())),
        )
    }
}

/// Reads a part of the list.
///
/// # Errors
/// The database's.
pub async fn select<E: EntityTrait>(
    db: &impl ConnectionTrait,
    query: Select<E>,
    sort: Sort<E::Column>,
    slice: &Slice,
) -> Result<Rows<E::Model>> {
    let mut query = query;
    if let Some(position) = &slice.after {
        query = query.filter(sort.beyond(position, true));
    }
    if let Some(position) = &slice.before {
        query = query.filter(sort.beyond(position, false));
    }
    let order = if sort.descending == slice.from_end {
        Order::Asc
    } else {
        Order::Desc
    };
    if let Some(key) = sort.key {
        query = query.order_by(key, order.clone());
    }
    query = query.order_by(sort.id, order);
    // One more than asked for tells whether there are more.
    let mut rows = query.limit(slice.limit + 1).all(db).await?;
    let more = rows.len() as u64 > slice.limit;
    if more {
        rows.pop();
    }
    if slice.from_end {
        rows.reverse();
    }
    let (has_previous, has_next) = if slice.from_end {
        (more, slice.before.is_some())
    } else {
        (slice.after.is_some(), more)
    };
    Ok(Rows {
        rows,
        has_previous,
        has_next,
    })
}

/// A condition: the column contains the text, whatever its case; wildcards in it are plain text (SEC-103).
pub(super) fn contains<C: ColumnTrait>(column: C, text: &str) -> sea_orm::sea_query::SimpleExpr {
    use sea_orm::sea_query::{Expr, ExprTrait as _, Func, LikeExpr};
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for c in text.to_lowercase().chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    Expr::expr(Func::lower(Expr::col(column.as_column_ref()))).like(LikeExpr::new(pattern).escape('\\'))
}
