//! The text of each form of statement, dialect by dialect. Each one is executed too.

mod sqlite;

use orm::sql::Statement;
use orm::types::Arg;

/// The text with a line per clause, and the kinds of its bind values.
fn lines(statement: &Statement) -> String {
    const CLAUSES: &[&str] = &[
        "FROM",
        "INNER JOIN",
        "LEFT JOIN",
        "RIGHT JOIN",
        "FULL JOIN",
        "CROSS JOIN",
        "WHERE",
        "GROUP BY",
        "HAVING",
        "ORDER BY",
        "LIMIT",
        "SET",
        "VALUES",
        "RETURNING",
    ];
    let mut text = statement.sql().to_owned();
    for clause in CLAUSES {
        text = text.replace(&format!(" {clause} "), &format!("\n{clause} "));
    }
    let kinds: Vec<_> = statement.args().iter().map(Arg::kind).collect();
    if kinds.is_empty() {
        text
    } else {
        format!("{text}\n-- {}", kinds.join(", "))
    }
}

/// Shows a SELECT after it was executed.
macro_rules! read {
    ($query:expr) => {{
        let query = $query;
        let statement = query.clone().to_sql().expect("it can be written");
        query.all().await.expect("it can be executed");
        $crate::sql_text::lines(&statement)
    }};
}

/// Shows an INSERT, UPDATE or DELETE, and executes it.
macro_rules! write {
    ($statement:expr) => {{
        let statement = $statement.to_sql().expect("it can be written");
        $statement.run().await.expect("it can be executed");
        $crate::sql_text::lines(&statement)
    }};
}
use {read, write};
