use std::future::Future;
use std::time::Duration;

use tracing::field::Empty;
use tracing::{Instrument, Level, Span, enabled, event, span};

use super::{Error, Settings};
use crate::sql::Statement;

/// The tracing span of one statement, and its report when it is slow.
pub(super) struct Report {
    span: Span,
    slow: Option<Duration>,
    described: Option<(&'static str, String)>,
}

impl Report {
    pub(super) fn new(statement: &Statement, settings: &Settings) -> Self {
        let operation = statement.operation().verb();
        let span = if enabled!(target: "orm", Level::DEBUG) {
            let span = span!(
                target: "orm", Level::DEBUG, "statement",
                operation, tables = statement.tables().join(","), sql = statement.sql(),
                values = Empty, rows = Empty, duration_us = Empty, error = Empty,
            );
            if settings.trace_values {
                span.record("values", format!("{:?}", statement.args()));
            }
            span
        } else {
            Span::none()
        };
        let described = (settings.slow_statement.is_some() && enabled!(target: "orm", Level::WARN))
            .then(|| (operation, statement.sql().to_owned()));
        Self {
            span,
            slow: settings.slow_statement,
            described,
        }
    }

    pub(super) async fn within<T>(&self, run: impl Future<Output = T>) -> T {
        if self.span.is_none() {
            run.await
        } else {
            run.instrument(self.span.clone()).await
        }
    }

    pub(super) fn finish(&self, took: Duration, rows: Result<u64, &Error>) {
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.span.record("duration_us", micros);
        match rows {
            Ok(rows) => self.span.record("rows", rows),
            Err(error) => self.span.record("error", error.to_string()),
        };
        if let (Some(limit), Some((operation, sql))) = (self.slow, &self.described)
            && took >= limit
        {
            event!(target: "orm", parent: &self.span, Level::WARN, operation, sql, duration_us = micros, "slow statement");
        }
    }
}

/// The audit event of a statement that reaches the rows of all tenants.
pub(super) fn cross_tenant(statement: &Statement, actor: &str, reason: &str) {
    event!(
        target: "orm::cross_tenant", Level::INFO,
        actor, reason, operation = statement.operation().verb(), tables = statement.tables().join(","),
        "statement across tenants"
    );
}
