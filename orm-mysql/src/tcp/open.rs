use futures::StreamExt;
use orm_core::Error;
use sqlx::mysql::{MySqlConnectOptions, MySqlRow, MySqlSslMode};
use sqlx::{AssertSqlSafe, ConnectOptions, Decode, Executor, Row};

use super::error;
use crate::server::{Known, Target};
use crate::{MySqlOptions, SslMode};

/// Opens a connection, and sees to it that the server is of the kind that is wanted.
pub(crate) async fn open(target: &Target) -> Result<sqlx::MySqlConnection, Error> {
    let options = &target.options;
    let failed = |error| error::connect(error, options);
    let mut connection = connect_options(options).connect().await.map_err(failed)?;
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
    Ok(connection)
}

/// The options in sqlx's form.
fn connect_options(options: &MySqlOptions) -> MySqlConnectOptions {
    let mut connect = MySqlConnectOptions::new()
        .host(&options.host)
        .port(options.port)
        .username(&options.user)
        .ssl_mode(match options.ssl_mode {
            SslMode::Disabled => MySqlSslMode::Disabled,
            SslMode::Preferred => MySqlSslMode::Preferred,
            SslMode::Required => MySqlSslMode::Required,
            SslMode::VerifyCa => MySqlSslMode::VerifyCa,
            SslMode::VerifyIdentity => MySqlSslMode::VerifyIdentity,
        })
        // Both would be a `SET sql_mode = (SELECT ..)`, which changes how the application's
        // other statements are read, and which Vitess refuses.
        .pipes_as_concat(false)
        .no_engine_substitution(false)
        .charset("utf8mb4")
        .timezone(Some("+00:00".to_owned()))
        // Its log has the text of statements, and that may have values in it.
        .disable_statement_logging();
    if !options.password.is_empty() {
        connect = connect.password(&options.password);
    }
    if let Some(path) = &options.socket {
        connect = connect.socket(path);
    }
    if let Some(name) = &options.database {
        connect = connect.database(name);
    }
    if let Some(file) = &options.ssl_ca {
        connect = connect.ssl_ca(file);
    }
    if let Some(statements) = options.statement_cache_capacity {
        connect = connect.statement_cache_capacity(statements);
    }
    connect
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
