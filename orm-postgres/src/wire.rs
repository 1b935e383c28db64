use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use orm_core::Error;
use orm_core::driver::pool::Wire;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgRow};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Row};

use crate::bind::Signatures;
use crate::error::connect;

/// Where the server is, and what is known about the way there.
pub(crate) struct WireOptions {
    pub(crate) connect: PgConnectOptions,
    pub(crate) server: String,
    pub(crate) statement_timeout: Option<Duration>,
    /// Whether a pooler stands in between, once it is known.
    pub(crate) route: Route,
}

/// What stands between here and the server.
pub(crate) struct Route(AtomicU8);

impl Route {
    const UNKNOWN: u8 = 0;
    const DIRECT: u8 = 1;
    const POOLED: u8 = 2;

    pub(crate) fn new(pooler: Option<bool>) -> Self {
        let route = Self(AtomicU8::new(Self::UNKNOWN));
        if let Some(pooler) = pooler {
            route.found(pooler);
        }
        route
    }

    fn pooled(&self) -> Option<bool> {
        match self.0.load(Ordering::Acquire) {
            Self::DIRECT => Some(false),
            Self::POOLED => Some(true),
            _ => None,
        }
    }

    fn found(&self, pooler: bool) {
        let route = if pooler { Self::POOLED } else { Self::DIRECT };
        self.0.store(route, Ordering::Release);
    }
}

/// One connection to a server.
pub(crate) struct PgWire {
    pub(crate) connection: PgConnection,
    pub(crate) signatures: Signatures,
    /// Whether a pooler stands in between.
    pub(crate) pooled: bool,
    /// What a transaction behind a pooler sets for itself.
    pub(crate) statement_timeout: Option<Duration>,
}

impl Wire for PgWire {
    type Options = WireOptions;

    async fn open(options: &WireOptions) -> Result<Self, Error> {
        let (connection, pooled) = match options.route.pooled() {
            Some(true) => (options.open(&options.connect).await?, true),
            Some(false) => (options.open(&options.direct()).await?, false),
            None => options.find_route().await?,
        };
        let mut wire = Self {
            connection,
            signatures: Signatures::default(),
            pooled,
            statement_timeout: options.statement_timeout,
        };
        if !pooled {
            wire.notice_closed_sockets().await?;
        }
        Ok(wire)
    }

    async fn close(self) {
        // The socket is closed in any case.
        let _ = self.connection.close().await;
    }
}

impl WireOptions {
    async fn open(&self, options: &PgConnectOptions) -> Result<PgConnection, Error> {
        options.connect().await.map_err(|error| self.refused(error))
    }

    fn refused(&self, error: sqlx::Error) -> Error {
        connect(error, &self.server, self.connect.get_username())
    }

    /// With the settings that last as long as a session, which is the server's own only without a
    /// pooler.
    fn direct(&self) -> PgConnectOptions {
        let options = self.connect.clone();
        match self.statement_timeout {
            Some(timeout) => options.options([("statement_timeout", timeout.as_millis())]),
            None => options,
        }
    }

    /// Asks for a setting of our own: a pooler refuses or forgets it.
    async fn find_route(&self) -> Result<(PgConnection, bool), Error> {
        let marked = self.direct().options([("orm.direct", 1)]);
        let mut connection = match marked.connect().await {
            Ok(connection) => connection,
            Err(sqlx::Error::Database(answer)) if answer.code().as_deref() == Some("08P01") => {
                let connection = self.open(&self.connect).await?;
                self.route.found(true);
                return Ok((connection, true));
            }
            Err(error) => return Err(self.refused(error)),
        };
        let row: Option<PgRow> = sqlx::Executor::fetch_optional(
            &mut connection,
            sqlx::raw_sql("SELECT current_setting('orm.direct', true)"),
        )
        .await
        .map_err(|error| self.refused(error))?;
        let answer = row.and_then(|row| {
            let cell = row.try_get_raw(0).ok()?;
            Some(cell.as_bytes().ok()? == b"1")
        });
        let pooled = answer != Some(true);
        self.route.found(pooled);
        Ok((connection, pooled))
    }
}

impl PgWire {
    /// Lets the server stop a statement whose connection was closed, where it can.
    async fn notice_closed_sockets(&mut self) -> Result<(), Error> {
        match self
            .simple("SET client_connection_check_interval = '1s'")
            .await
        {
            Err(error) if crate::error::is_fatal(&error) => Err(crate::error::database(error)),
            _ => Ok(()),
        }
    }

    async fn simple(&mut self, sql: &'static str) -> Result<(), sqlx::Error> {
        sqlx::raw_sql(AssertSqlSafe(sql))
            .execute(&mut self.connection)
            .await
            .map(drop)
    }
}
