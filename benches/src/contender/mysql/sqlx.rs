//! sqlx by hand: one connection without a pool, cached statements, columns by position.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sqlx::mysql::{MySqlConnection, MySqlRow};
use sqlx::types::Json;
use sqlx::{AssertSqlSafe, Connection, Row};
use tokio::runtime::Runtime;
use uuid::Uuid;

use super::{JOIN, POINT, insert_arrivals, select_items};
use crate::Outcome;
use crate::contender::nest::{CUSTOMERS, Nest, by_sqlx, lines, orders};
use crate::contender::{Contender, runtime};
use crate::fixture::TENANT;
use crate::model::{Arrival, Authored, Policy};
use crate::workload::{Seen, Workload};

pub(super) fn open(url: &str) -> Outcome<Box<dyn Contender>> {
    let runtime = runtime()?;
    let connection = runtime.block_on(MySqlConnection::connect(url))?;
    Ok(Box::new(Sqlx {
        runtime,
        connection,
        insert: (0, Arc::from("")),
    }))
}

struct Sqlx {
    runtime: Runtime,
    connection: MySqlConnection,
    /// The insert statement for as many rows as the last batch had.
    insert: (usize, Arc<str>),
}

impl Contender for Sqlx {
    fn point(&mut self, keys: &[Uuid], seen: &mut Seen) -> Outcome {
        let connection = &mut self.connection;
        self.runtime.block_on(async {
            for key in keys {
                let policy = sqlx::query(POINT)
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
        let text = select_items(rows)?;
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
                let authored: Vec<Authored> = sqlx::query_as(JOIN)
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
                    *insert = (batch.len(), insert_arrivals(batch.len()).into());
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

fn policy(row: MySqlRow) -> sqlx::Result<Policy> {
    Ok(Policy {
        id: row.try_get(0)?,
        org_id: row.try_get(1)?,
        number: row.try_get(2)?,
        sequence: row.try_get(3)?,
        premium: row.try_get(4)?,
        created_at: row.try_get(5)?,
        details: row.try_get::<Json<_>, _>(6)?.0,
        active: row.try_get(7)?,
        note: row.try_get(8)?,
        priority: row.try_get(9)?,
    })
}
