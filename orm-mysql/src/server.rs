use std::sync::OnceLock;

use futures::StreamExt;
use orm_core::Error;
use orm_core::driver::ConnectError;
use orm_core::driver::pool::Wire;
use sqlx::mysql::MySqlRow;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Decode, Executor, Row};

#[cfg(feature = "planetscale")]
use crate::Driver;
use crate::MySqlOptions;
use crate::error;

/// A backend type of this crate, and the kind of server that it works with.
pub trait Server: Send + Sync + 'static {
    /// The kind of server.
    #[doc(hidden)]
    const EXPECTED: Expected;
}

/// The kind of server that a backend type works with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[doc(hidden)]
pub enum Expected {
    /// MySQL or MariaDB.
    Any,
    /// MySQL.
    MySql,
    /// MariaDB.
    MariaDb,
}

/// What a server said of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) maria: bool,
    /// The collation in which texts are equal when their bytes are.
    pub(crate) collation: &'static str,
}

impl Known {
    /// Reads `VERSION()`: `8.0.36`, `10.11.14-MariaDB-0+deb12u2`, `8.0.30-Vitess`.
    pub(crate) fn of(version: &str) -> Self {
        let maria = version.to_ascii_lowercase().contains("mariadb");
        let mut numbers = version
            .split(|character: char| !character.is_ascii_digit())
            .map(|number| number.parse::<u32>().unwrap_or(0));
        let mut next = || numbers.next().unwrap_or(0);
        let number = (next(), next(), next());
        let collation = match maria {
            true => "utf8mb4_nopad_bin",
            false if number >= (8, 0, 17) => "utf8mb4_0900_bin",
            false => "utf8mb4_bin",
        };
        Self { maria, collation }
    }

    /// Refuses a server of the other kind.
    pub(crate) fn check(self, expected: Expected, server: &str) -> Result<(), Error> {
        let reason = match (expected, self.maria) {
            (Expected::MySql, true) => "it is MariaDB: use `Db::<MariaDb>` or `Db::<MySql>`",
            (Expected::MariaDb, false) => "it is MySQL: use `Db::<MySql8>` or `Db::<MySql>`",
            _ => return Ok(()),
        };
        Err(ConnectError::Refused {
            server: server.to_owned(),
            reason: reason.to_owned(),
        }
        .into())
    }
}

/// Asks a server what it is.
pub(crate) async fn ask(connection: &mut sqlx::MySqlConnection) -> Result<Known, sqlx::Error> {
    let rows = read(connection, "SELECT VERSION()").await?;
    Ok(Known::of(&first_text(&rows)))
}

/// The first cell of the first row of a text result.
fn first_text(rows: &[MySqlRow]) -> String {
    let bytes = rows
        .first()
        .and_then(|row| row.try_get_raw(0).ok())
        .and_then(|cell| <&[u8] as Decode<sqlx::MySql>>::decode(cell).ok());
    String::from_utf8_lossy(bytes.unwrap_or_default()).into_owned()
}

/// The rows of a constant statement, over the text protocol.
async fn read(
    connection: &mut sqlx::MySqlConnection,
    sql: &'static str,
) -> Result<Vec<MySqlRow>, sqlx::Error> {
    let mut stream = connection.fetch_many(sqlx::raw_sql(sql));
    let mut rows = Vec::new();
    while let Some(step) = stream.next().await {
        if let sqlx::Either::Right(row) = step? {
            rows.push(row);
        }
    }
    Ok(rows)
}

/// Where connections of a pool go, and what the first one found there.
pub(crate) struct Target {
    pub(crate) options: MySqlOptions,
    pub(crate) expected: Expected,
    pub(crate) known: OnceLock<Known>,
    #[cfg(feature = "planetscale")]
    pub(crate) client: OnceLock<std::sync::Arc<crate::planetscale::Client>>,
}

/// A connection of this crate's own pool.
pub(crate) enum MySqlWire {
    Tcp(sqlx::MySqlConnection),
    #[cfg(feature = "planetscale")]
    Http(crate::planetscale::Session),
}

impl Wire for MySqlWire {
    type Options = Target;

    async fn open(target: &Target) -> Result<Self, Error> {
        #[cfg(feature = "planetscale")]
        if target.options.driver == Driver::Http {
            return Ok(Self::Http(target.session().await?));
        }
        let options = &target.options;
        let failed = |error| error::connect(error, options);
        let mut connection = options.connect.connect().await.map_err(failed)?;
        let known = match target.known.get() {
            Some(known) => *known,
            None => ask(&mut connection).await.map_err(failed)?,
        };
        known.check(target.expected, &options.server())?;
        let settings = AssertSqlSafe(settings(options, known));
        connection
            .execute(sqlx::raw_sql(settings))
            .await
            .map_err(failed)?;
        let _ = target.known.set(known);
        Ok(Self::Tcp(connection))
    }

    async fn close(self) {
        match self {
            // The server notices a socket that was closed without goodbye, too.
            Self::Tcp(connection) => drop(connection.close().await),
            #[cfg(feature = "planetscale")]
            Self::Http(_) => {}
        }
    }
}

/// Texts of one statement are compared as the tables' columns are. The server's sql_mode stays.
fn settings(options: &MySqlOptions, known: Known) -> String {
    let mut sql = format!("SET NAMES utf8mb4 COLLATE {}", known.collation);
    if let Some(limit) = options.statement_timeout {
        let setting = if known.maria {
            format!(", max_statement_time = {}", limit.as_secs_f64())
        } else {
            // 0 would be no limit.
            format!(", max_execution_time = {}", limit.as_millis().max(1))
        };
        sql.push_str(&setting);
    }
    sql
}
