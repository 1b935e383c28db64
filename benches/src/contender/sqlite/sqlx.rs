//! sqlx by hand: one connection without a pool, cached statements, columns by position.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteRow};
use sqlx::types::Json;
use sqlx::{AssertSqlSafe, ConnectOptions, Row};
use tokio::runtime::Runtime;
use uuid::Uuid;

use super::rusqlite::select_items;
use crate::Outcome;
use crate::contender::nest::{CUSTOMERS, Nest, by_sqlx, lines, orders};
use crate::contender::{Contender, runtime};
use crate::fixture::TENANT;
use crate::model::{Arrival, Authored, Policy};
use crate::workload::{Seen, Workload};

pub(super) fn open(path: &Path) -> Outcome<Box<dyn Contender>> {
    let runtime = runtime()?;
    let options = SqliteConnectOptions::new().filename(path);
    let connection = runtime.block_on(options.connect())?;
    Ok(Box::new(Sqlx {
        runtime,
        connection,
        insert: (0, Arc::from("")),
    }))
}

struct Sqlx {
    runtime: Runtime,
    connection: SqliteConnection,
    /// The insert statement for as many rows as the last batch had.
    insert: (usize, Arc<str>),
}

impl Contender for Sqlx {
    fn point(&mut self, keys: &[Uuid], seen: &mut Seen) -> Outcome {
        let connection = &mut self.connection;
        self.runtime.block_on(async {
            for key in keys {
                let policy = sqlx::query(
                    "SELECT id, org_id, number, sequence, premium, created_at, details, active, \
                     note, priority FROM policies WHERE org_id = ? AND id = ?",
                )
                .bind(TENANT)
                .bind(key)
                .try_map(policy)
                .fetch_one(&mut *connection)
                .await?;
                seen.row(&policy);
            }
            Ok(())
        })
    }

    fn select(&mut self, rows: usize, times: usize, seen: &mut Seen) -> Outcome {
        let text = match rows {
            10 => select_items!("10"),
            100 => select_items!("100"),
            10_000 => select_items!("10000"),
            other => return Err(format!("no statement for {other} rows").into()),
        };
        let connection = &mut self.connection;
        self.runtime.block_on(async {
            for _ in 0..times {
                let items: Vec<(Uuid, String, i64, DateTime<Utc>, bool)> = sqlx::query_as(text)
                    .bind(TENANT)
                    .fetch_all(&mut *connection)
                    .await?;
                seen.rows(&items);
            }
            Ok(())
        })
    }

    fn join(&mut self, times: usize, seen: &mut Seen) -> Outcome {
        let connection = &mut self.connection;
        self.runtime.block_on(async {
            for _ in 0..times {
                let authored: Vec<Authored> = sqlx::query_as(
                    "SELECT users.id, users.name, posts.id, posts.title, posts.views FROM users \
                     LEFT JOIN posts ON posts.org_id = ? AND posts.author_id = users.id \
                     WHERE users.org_id = ? AND users.age >= ? \
                     ORDER BY users.name, posts.views LIMIT 1000",
                )
                .bind(TENANT)
                .bind(TENANT)
                .bind(30_i64)
                .fetch_all(&mut *connection)
                .await?;
                seen.rows(&authored);
            }
            Ok(())
        })
    }

    by_sqlx!(CUSTOMERS, orders, lines, |query, keys| keys
        .into_iter()
        .fold(query, |query, key| query.bind(key)));

    fn insert(&mut self, batches: Vec<Vec<Arrival>>) -> Outcome {
        let connection = &mut self.connection;
        let insert = &mut self.insert;
        self.runtime.block_on(async {
            for batch in batches {
                if insert.0 != batch.len() {
                    let rows = vec!["(?, ?, ?, ?, ?, ?)"; batch.len()].join(", ");
                    let text = format!(
                        "INSERT INTO arrivals (id, org_id, name, count, created_at, active) \
                         VALUES {rows}"
                    );
                    *insert = (batch.len(), text.into());
                }
                let mut query = sqlx::query(AssertSqlSafe(Arc::clone(&insert.1)));
                for arrival in batch {
                    query = query
                        .bind(arrival.id)
                        .bind(arrival.org_id)
                        .bind(arrival.name)
                        .bind(arrival.count)
                        .bind(arrival.created_at)
                        .bind(arrival.active);
                }
                query.execute(&mut *connection).await?;
            }
            Ok(())
        })
    }
}

fn policy(row: SqliteRow) -> sqlx::Result<Policy> {
    Ok(Policy {
        id: row.try_get(0)?,
        org_id: row.try_get(1)?,
        number: row.try_get(2)?,
        sequence: row.try_get(3)?,
        premium: Decimal::new(row.try_get(4)?, 2),
        created_at: row.try_get(5)?,
        details: row.try_get::<Json<_>, _>(6)?.0,
        active: row.try_get(7)?,
        note: row.try_get(8)?,
        priority: row.try_get(9)?,
    })
}
