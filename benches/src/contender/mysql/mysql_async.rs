//! mysql_async by hand: its cached prepared statements, rows as tuples by position.

use chrono::NaiveDateTime;
use mysql_async::prelude::Queryable;
use mysql_async::{Conn, Params, Value};
use rust_decimal::Decimal;
use tokio::runtime::Runtime;
use uuid::Uuid;

use super::{JOIN, POINT, insert_arrivals, select_items};
use crate::Outcome;
use crate::contender::{Contender, runtime};
use crate::fixture::TENANT;
use crate::model::{Arrival, Authored, Item, Policy};
use crate::workload::Seen;

pub(super) fn open(url: &str) -> Outcome<Box<dyn Contender>> {
    let runtime = runtime()?;
    let connection = runtime.block_on(Conn::from_url(url))?;
    Ok(Box::new(ByHand {
        runtime,
        connection,
        insert: (0, String::new()),
    }))
}

struct ByHand {
    runtime: Runtime,
    connection: Conn,
    /// The insert statement for as many rows as the last batch had.
    insert: (usize, String),
}

type StoredPolicy = (
    Vec<u8>,
    Vec<u8>,
    String,
    i64,
    String,
    NaiveDateTime,
    Vec<u8>,
    bool,
    Option<String>,
    Option<i64>,
);
type StoredItem = (Vec<u8>, String, i64, NaiveDateTime, bool);
type StoredAuthored = (
    Vec<u8>,
    String,
    Option<Vec<u8>>,
    Option<String>,
    Option<i64>,
);

impl Contender for ByHand {
    fn point(&mut self, keys: &[Uuid], seen: &mut Seen) -> Outcome {
        let connection = &mut self.connection;
        self.runtime.block_on(async {
            for key in keys {
                let row: Option<StoredPolicy> = connection
                    .exec_first(POINT, (TENANT.as_bytes(), key.as_bytes()))
                    .await?;
                seen.row(&policy(row.ok_or("no such policy")?)?);
            }
            Ok(())
        })
    }

    fn select(&mut self, rows: usize, times: usize, seen: &mut Seen) -> Outcome {
        let text = select_items(rows)?;
        let connection = &mut self.connection;
        self.runtime.block_on(async {
            for _ in 0..times {
                let items = connection
                    .exec_map(text, (TENANT.as_bytes(),), |row: StoredItem| item(row))
                    .await?;
                let items: Vec<Item> = items.into_iter().collect::<Outcome<_>>()?;
                seen.rows(&items);
            }
            Ok(())
        })
    }

    fn join(&mut self, times: usize, seen: &mut Seen) -> Outcome {
        let connection = &mut self.connection;
        self.runtime.block_on(async {
            for _ in 0..times {
                let rows = connection
                    .exec_map(
                        JOIN,
                        (TENANT.as_bytes(), TENANT.as_bytes(), 30),
                        |row: StoredAuthored| authored(row),
                    )
                    .await?;
                let authored: Vec<Authored> = rows.into_iter().collect::<Outcome<_>>()?;
                seen.rows(&authored);
            }
            Ok(())
        })
    }

    fn insert(&mut self, batches: Vec<Vec<Arrival>>) -> Outcome {
        let (connection, insert) = (&mut self.connection, &mut self.insert);
        self.runtime.block_on(async {
            for batch in batches {
                if insert.0 != batch.len() {
                    *insert = (batch.len(), insert_arrivals(batch.len()));
                }
                let mut arguments: Vec<Value> = Vec::with_capacity(batch.len() * 6);
                for arrival in batch {
                    arguments.extend([
                        Value::from(arrival.id.as_bytes()),
                        Value::from(arrival.org_id.as_bytes()),
                        Value::from(arrival.name),
                        Value::from(arrival.count),
                        Value::from(arrival.created_at.naive_utc()),
                        Value::from(arrival.active),
                    ]);
                }
                connection
                    .exec_drop(insert.1.as_str(), Params::Positional(arguments))
                    .await?;
            }
            Ok(())
        })
    }
}

fn policy(row: StoredPolicy) -> Outcome<Policy> {
    let (id, org_id, number, sequence, premium, created_at, details, active, note, priority) = row;
    Ok(Policy {
        id: Uuid::from_slice(&id)?,
        org_id: Uuid::from_slice(&org_id)?,
        number,
        sequence,
        premium: premium.parse::<Decimal>()?,
        created_at: created_at.and_utc(),
        details: serde_json::from_slice(&details)?,
        active,
        note,
        priority,
    })
}

fn item((id, name, count, created_at, active): StoredItem) -> Outcome<Item> {
    Ok(Item {
        id: Uuid::from_slice(&id)?,
        name,
        count,
        created_at: created_at.and_utc(),
        active,
    })
}

fn authored((id, name, post, title, views): StoredAuthored) -> Outcome<Authored> {
    let post = post.map(|post| Uuid::from_slice(&post)).transpose()?;
    Ok((Uuid::from_slice(&id)?, name, post, title, views))
}
