use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use mysql_async::prelude::Queryable;
use mysql_async::{Conn, Error, Value};

use crate::error;
use crate::field::field;
use crate::message::{ErrorBody, QueryResult, Row};

/// What a statement does to its session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    Begins,
    Ends,
    Changes,
    Nothing,
}

impl Effect {
    pub(crate) fn of(query: &str) -> Self {
        let mut words = query
            .split(|character: char| !character.is_alphanumeric() && character != '_')
            .filter(|word| !word.is_empty())
            .map(str::to_ascii_uppercase);
        let (first, second) = (words.next(), words.next());
        match (first.as_deref(), second.as_deref()) {
            (Some("BEGIN"), _) | (Some("START"), Some("TRANSACTION")) => Self::Begins,
            (Some("ROLLBACK"), Some("TO")) => Self::Nothing,
            (Some("COMMIT" | "ROLLBACK"), _) => Self::Ends,
            // These commit what is open.
            (Some("CREATE" | "ALTER" | "DROP" | "RENAME" | "TRUNCATE"), _) => Self::Ends,
            (Some("SET" | "USE"), _) => Self::Changes,
            _ => Self::Nothing,
        }
    }
}

/// What came of a statement.
pub(crate) enum Ran {
    Done(QueryResult),
    Failed(ErrorBody),
    /// The same, and the server has rolled the transaction back.
    RolledBack(ErrorBody),
}

/// Runs one statement over the text protocol.
pub(crate) async fn run(connection: &mut Conn, query: &str, user: &str, max_rows: usize) -> Ran {
    match read(connection, query, max_rows).await {
        Ok(Ok(result)) => Ran::Done(result),
        Ok(Err(body)) => Ran::Failed(body),
        Err(Error::Server(failure)) => {
            let body = error::of_server(&failure, user, query);
            if matches!(failure.code, 1206 | 1213) {
                Ran::RolledBack(body)
            } else {
                Ran::Failed(body)
            }
        }
        Err(failure) => Ran::RolledBack(error::of_connection(&failure)),
    }
}

async fn read(
    connection: &mut Conn,
    query: &str,
    max_rows: usize,
) -> Result<Result<QueryResult, ErrorBody>, Error> {
    let mut found = QueryResult::default();
    let mut exceeded = false;
    let mut sets = 0;
    let mut results = connection.query_iter(query).await?;
    while let Some(columns) = results.columns() {
        sets += 1;
        found.fields = columns.iter().map(field).collect();
        while let Some(row) = results.next().await? {
            if found.rows.len() < max_rows {
                found.rows.push(pack(row.unwrap()));
            } else {
                exceeded = true;
            }
        }
        if columns.is_empty() {
            found.rows_affected = written(results.affected_rows());
            found.insert_id = results.last_insert_id().and_then(written);
        }
    }
    drop(results);
    if sets > 1 {
        let reason = format!("{sets} statements in place of one");
        return Ok(Err(error::of("INVALID_ARGUMENT", reason)));
    }
    if exceeded {
        let reason = format!(
            "target: local.-.primary: vttablet: rpc error: code = Aborted desc = Row count \
             exceeded {max_rows} (CallerID: local)"
        );
        return Ok(Err(error::of("ABORTED", reason)));
    }
    Ok(Ok(found))
}

/// A number as text, left out when it is 0.
fn written(number: u64) -> Option<String> {
    (number > 0).then(|| number.to_string())
}

fn pack(cells: Vec<Value>) -> Row {
    let mut bytes = Vec::new();
    let lengths = cells.into_iter().map(|cell| match cell {
        Value::Bytes(cell) => {
            bytes.extend_from_slice(&cell);
            cell.len().to_string()
        }
        // The text protocol has nothing else.
        _ => "-1".to_owned(),
    });
    Row {
        lengths: lengths.collect(),
        values: BASE64_STANDARD.encode(bytes),
    }
}
