use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures::channel::mpsc;
use futures::{Stream, StreamExt, stream};

use super::clock::Instant;
use super::replica::Replicas;
use super::transaction::{Lease, Level, TxLink};
use super::{
    Backend, BuildError, Connection, Decoder, Error, Repeated, RowError, known, nested, trace,
};
use crate::scope::ScopeInfo;
use crate::sql::Statement;
use crate::types::{Arg, Hint, RowReader, Value, text};

/// What a handle tells about its statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Statements that take longer are reported as warnings. `None`: none.
    pub slow_statement: Option<Duration>,
    /// Whether bind values are part of tracing events. They may be personal data.
    pub trace_values: bool,
    /// What every statement says about where it comes from, in a comment behind it.
    pub comments: crate::sql::Comments,
}

impl Default for Settings {
    /// Warns of statements that take longer than a second; traces no values.
    fn default() -> Self {
        Self {
            slow_statement: Some(Duration::from_secs(1)),
            trace_values: false,
            comments: crate::sql::Comments::default(),
        }
    }
}

/// Where statements go.
pub(super) enum Link<B: Backend> {
    /// Each to a connection of the pool.
    Pool(B::Pool),
    /// To the transaction's connection.
    Transaction {
        link: Arc<TxLink<B>>,
        level: Arc<Level>,
    },
}

impl<B: Backend> Clone for Link<B> {
    fn clone(&self) -> Self {
        match self {
            Self::Pool(pool) => Self::Pool(pool.clone()),
            Self::Transaction { link, level } => Self::Transaction {
                link: link.clone(),
                level: level.clone(),
            },
        }
    }
}

/// What a handle holds apart from its types: where statements go, for whom, with what settings.
pub struct Session<B: Backend> {
    pub(super) link: Link<B>,
    pub(super) scope: Arc<ScopeInfo>,
    pub(super) settings: Arc<Settings>,
    pub(super) replicas: Option<Arc<Replicas<B>>>,
}

impl<B: Backend> Clone for Session<B> {
    fn clone(&self) -> Self {
        Self {
            link: self.link.clone(),
            scope: self.scope.clone(),
            settings: self.settings.clone(),
            replicas: self.replicas.clone(),
        }
    }
}

impl<B: Backend> Session<B> {
    pub(super) fn of_pool(pool: B::Pool) -> Self {
        Self {
            link: Link::Pool(pool),
            scope: Arc::default(),
            settings: Arc::default(),
            replicas: None,
        }
    }

    /// A connection: the transaction's, or one of the pool.
    pub(super) async fn lease(&self) -> Result<Lease<'_, B>, Error> {
        use super::Pool;
        match &self.link {
            Link::Pool(pool) => {
                if nested::held(pool.id()) && pool.size() == 1 {
                    return Err(Error::PoolHeldByTransaction);
                }
                Ok(Lease::Pooled(pool.acquire().await?))
            }
            Link::Transaction { link, level } => link.lease(level).await,
        }
    }

    /// Fills in what the statement leaves to the handle: tenant, actor, moment.
    fn fill(&self, statement: &mut Statement) -> Result<(), Error> {
        if let Some(at) = self.scope.valid_until
            && at < chrono::Utc::now()
        {
            return Err(Error::ScopeExpired { at });
        }
        if let Some(table) = statement.open
            && (self.scope.tenant.is_some() || self.scope.reason.is_none())
        {
            return Err(BuildError::CrossTenantPart { table }.into());
        }
        self.settings.comments.write(&mut statement.sql);
        stamp(statement, &mut None);
        for arg in &mut statement.args {
            *arg = match arg {
                Arg::Tenant(hint) => {
                    self.scope
                        .tenant_arg(*hint)
                        .ok_or_else(|| BuildError::NoTenant {
                            table: statement.tables.first().copied().unwrap_or_default(),
                        })?
                }
                Arg::Actor(hint, sql) => self.scope.actor_arg(*hint, *sql),
                Arg::Param(..) => return Err(BuildError::MissingParameter.into()),
                _ => continue,
            };
        }
        if let Some(reason) = &self.scope.reason {
            trace::cross_tenant(
                statement,
                self.scope.actor_name.as_deref().unwrap_or_default(),
                reason,
            );
        }
        Ok(())
    }

    fn fits(statement: &Statement) -> Result<(), Error> {
        let (count, limit) = (statement.args.len(), B::DIALECT.max_parameters);
        if count > limit {
            return Err(BuildError::TooManyParameters {
                count,
                limit,
                dialect: B::DIALECT.name,
            }
            .into());
        }
        Ok(())
    }

    /// Runs a statement under its tracing span.
    async fn traced<T>(
        &self,
        mut statement: Statement,
        rows: impl Fn(&T) -> u64,
        run: impl AsyncFnOnce(Statement) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.fill(&mut statement)?;
        let report = trace::Report::new(&statement, &self.settings);
        let target = statement.target;
        let started = Instant::now();
        let mut result = report.within(run(statement)).await;
        if let Err(Error::Constraint(constraint)) = &mut result {
            known::complete(constraint, target);
        }
        report.finish(started.elapsed(), result.as_ref().map(rows));
        result
    }

    pub(crate) async fn execute(&self, statement: Statement) -> Result<u64, Error> {
        Self::fits(&statement)?;
        self.traced(
            statement,
            |rows| *rows,
            async |statement| self.lease().await?.execute(statement).await,
        )
        .await
    }

    /// Executes statements one after the other on one connection.
    pub(crate) async fn define(
        &self,
        statements: impl Iterator<Item = Statement> + Send,
    ) -> Result<(), Error> {
        let mut lease = self.lease().await?;
        for statement in statements {
            self.traced(
                statement,
                |rows| *rows,
                async |statement| lease.execute(statement).await,
            )
            .await?;
        }
        Ok(())
    }

    pub(crate) async fn fetch_all<D: Decoder>(
        &self,
        statement: Statement,
        decoder: D,
    ) -> Result<Vec<D::Item>, Error> {
        Self::fits(&statement)?;
        self.traced(
            statement,
            |rows: &Vec<D::Item>| rows.len() as u64,
            async |statement| self.lease().await?.fetch_all(statement, decoder).await,
        )
        .await
    }

    /// The one value of a statement that always has one row.
    pub(crate) async fn fetch_value<V: Value>(&self, statement: Statement) -> Result<V, Error> {
        let rows = self
            .fetch_all(statement, OneValue::<V>(PhantomData))
            .await?;
        rows.into_iter().next().ok_or(Error::NotFound { table: "" })
    }

    /// The rest of a batch, filled in, beside its first statement.
    fn split(&self, mut batch: Vec<Repeated>) -> Result<Option<(Repeated, Vec<Repeated>)>, Error> {
        if batch.is_empty() {
            return Ok(None);
        }
        if batch.len() > 1 {
            // They are one insert's, or one batch's: their rows have one moment.
            let mut now = None;
            for repeated in &mut batch {
                stamp(&mut repeated.statement, &mut now);
            }
        }
        let mut rest = batch.split_off(1);
        for repeated in &mut rest {
            self.fill(&mut repeated.statement)?;
        }
        Ok(batch.pop().map(|first| (first, rest)))
    }

    pub(crate) async fn insert(&self, batch: Vec<Repeated>) -> Result<u64, Error> {
        let Some((first, mut rest)) = self.split(batch)? else {
            return Ok(0);
        };
        let rows = first.rows;
        self.traced(
            first.statement,
            |rows| *rows,
            async |statement| {
                rest.insert(0, Repeated { statement, rows });
                self.lease().await?.execute_batch(rest).await
            },
        )
        .await
    }

    /// The numbers that the database counted for the rows.
    pub(crate) async fn insert_counted(&self, batch: Vec<Repeated>) -> Result<Vec<u64>, Error> {
        let Some((first, mut rest)) = self.split(batch)? else {
            return Ok(Vec::new());
        };
        let rows = first.rows;
        self.traced(
            first.statement,
            |numbers: &Vec<u64>| numbers.len() as u64,
            async |statement| {
                rest.insert(0, Repeated { statement, rows });
                self.lease().await?.execute_counted(rest).await
            },
        )
        .await
    }

    pub(crate) async fn insert_returning<D: Decoder>(
        &self,
        batch: Vec<Repeated>,
        decoder: D,
    ) -> Result<Vec<D::Item>, Error> {
        let Some((first, mut rest)) = self.split(batch)? else {
            return Ok(Vec::new());
        };
        let rows = first.rows;
        self.traced(
            first.statement,
            |rows: &Vec<D::Item>| rows.len() as u64,
            async |statement| {
                rest.insert(0, Repeated { statement, rows });
                self.lease().await?.fetch_batch(rest, decoder).await
            },
        )
        .await
    }

    /// The rows of a statement as they arrive.
    pub(crate) fn stream<D: Decoder>(
        self,
        built: Result<(Statement, D), BuildError>,
    ) -> impl Stream<Item = Result<D::Item, Error>> + Send {
        let (sender, receiver) = mpsc::channel(8);
        let run = async move {
            let (mut statement, decoder) = built?;
            self.fill(&mut statement)?;
            Self::fits(&statement)?;
            let streamed = Streamed::new(trace::Report::new(&statement, &self.settings));
            let decoder = Counted {
                decoder,
                rows: streamed.rows.clone(),
            };
            let mut lease = self.lease().await?;
            let run = lease.fetch_into(statement, decoder, sender);
            streamed.report.within(run).await;
            Ok(())
        };
        // The query's own failures come as one last item.
        let failure =
            stream::once(run).filter_map(async |result: Result<(), Error>| result.err().map(Err));
        stream::select(receiver, failure)
    }
}

/// Reports a stream when it has ended or is dropped.
struct Streamed {
    report: trace::Report,
    started: Instant,
    rows: Arc<AtomicU64>,
}

impl Streamed {
    fn new(report: trace::Report) -> Self {
        Self {
            report,
            started: Instant::now(),
            rows: Arc::default(),
        }
    }
}

impl Drop for Streamed {
    fn drop(&mut self) {
        let rows = self.rows.load(Ordering::Relaxed);
        self.report.finish(self.started.elapsed(), Ok(rows));
    }
}

/// Counts the rows that it reads.
struct Counted<D> {
    decoder: D,
    rows: Arc<AtomicU64>,
}

impl<D: Decoder> Decoder for Counted<D> {
    type Item = D::Item;

    fn decode<R: RowReader + ?Sized>(&self, row: &R) -> Result<D::Item, RowError> {
        self.rows.fetch_add(1, Ordering::Relaxed);
        self.decoder.decode(row)
    }
}

/// Decodes a single column.
struct OneValue<V>(PhantomData<fn() -> V>);

impl<V: Value> Decoder for OneValue<V> {
    type Item = V;

    fn decode<R: RowReader + ?Sized>(&self, row: &R) -> Result<V, RowError> {
        V::from_row(row, 0, Hint::NONE).map_err(|error| RowError::of_position(0, error))
    }
}

/// Fills in the moment: `now`, once one of the statements that belong together asked for it.
fn stamp(statement: &mut Statement, now: &mut Option<chrono::DateTime<chrono::Utc>>) {
    for arg in &mut statement.args {
        if let Arg::Now(hint) = arg {
            let now = *now.get_or_insert_with(text::now);
            *arg = Arg::Timestamp(text::cut(now, *hint)).stored_as(*hint);
        }
    }
}
