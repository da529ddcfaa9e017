//! How much an app is used.

use async_graphql::{Context, Enum, SimpleObject};
use entity::id::AppId;

use super::{Ask as _, error::OrRefuse as _, scalars::DateTime};
use crate::domain::{
    clock::SECOND,
    usage_series::{self, Figures, Span},
};

/// Over which time an app's usage is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum UsageRange {
    /// 24 hours, the running one included, hour by hour.
    #[graphql(name = "LAST_24_HOURS")]
    Day,
    /// 7 days, today (UTC) included, day by day.
    #[graphql(name = "LAST_7_DAYS")]
    Week,
    /// 30 days, day by day.
    #[graphql(name = "LAST_30_DAYS")]
    Month,
    /// 90 days, day by day.
    #[graphql(name = "LAST_90_DAYS")]
    Quarter,
}

impl UsageRange {
    const fn parts(self) -> (Span, i64) {
        match self {
            Self::Day => (Span::Hour, 24),
            Self::Week => (Span::Day, 7),
            Self::Month => (Span::Day, 30),
            Self::Quarter => (Span::Day, 90),
        }
    }
}

/// How often something of a kind happened.
#[derive(Clone, Debug, SimpleObject)]
pub struct UsageCount {
    /// Which kind: a grant type such as `refresh_token`, or an error code such as `invalid_grant`.
    pub name: String,
    /// How often.
    pub count: i64,
}

/// An app's figures of some time.
#[derive(Clone, Debug, SimpleObject)]
pub struct UsageFigures {
    /// How often a person came back to the app signed in.
    pub sign_ins: i64,
    /// About how many different people used it: right within some 3 %, and for a few dozen people as good as exact.
    pub active_users: i64,
    /// Access tokens issued, of all grant types.
    pub token_count: i64,
    /// The same by grant type; those without any are missing.
    pub tokens: Vec<UsageCount>,
    /// Refused requests, of all kinds.
    pub error_count: i64,
    /// The same by error code; those without any are missing.
    pub errors: Vec<UsageCount>,
    /// Refused requests for a new token by a refresh token.
    pub refresh_failures: i64,
}

impl From<Figures> for UsageFigures {
    fn from(figures: Figures) -> Self {
        let list = |counts: std::collections::BTreeMap<String, i64>| {
            counts
                .into_iter()
                .map(|(name, count)| UsageCount { name, count })
                .collect()
        };
        Self {
            sign_ins: figures.sign_ins,
            active_users: figures.active_users,
            token_count: figures.tokens.values().sum(),
            tokens: list(figures.tokens),
            error_count: figures.errors.values().sum(),
            errors: list(figures.errors),
            refresh_failures: figures.refresh_failures,
        }
    }
}

/// An app's figures of one hour or day.
#[derive(Clone, Debug, SimpleObject)]
pub struct UsageBucket {
    /// When it began.
    pub at: DateTime,
    /// The figures.
    pub figures: UsageFigures,
}

/// How much an app is used. Figures are written every few seconds; the last seconds before a crash may be missing.
#[derive(Clone, Debug, SimpleObject)]
pub struct AppUsage {
    /// When the time begins.
    pub since: DateTime,
    /// Seconds of each bucket: 3600 or 86400.
    pub bucket_seconds: i64,
    /// Hours or days, oldest first, without gaps; the last one is still running.
    pub buckets: Vec<UsageBucket>,
    /// Of the whole time. Active people are counted once, however often they came.
    pub total: UsageFigures,
}

/// Reads an app's figures.
///
/// # Errors
/// `LIMIT_EXCEEDED`, or the database's.
pub async fn of_app(ctx: &Context<'_>, app_id: AppId, range: UsageRange) -> async_graphql::Result<AppUsage> {
    let (span, count) = range.parts();
    let report = usage_series::report(ctx.deps(), app_id, span, count)
        .await
        .or_refuse()?;
    ctx.spend(report.parts.len())?;
    Ok(AppUsage {
        since: report.parts.first().map_or(0, |(at, _)| *at).into(),
        bucket_seconds: span.length() / SECOND,
        buckets: report
            .parts
            .into_iter()
            .map(|(at, figures)| UsageBucket {
                at: at.into(),
                figures: figures.into(),
            })
            .collect(),
        total: report.total.into(),
    })
}
