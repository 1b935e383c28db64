//! rusqlite by hand: cached statements, columns by position. The baseline.

use std::fmt::Write;
use std::hint::black_box;
use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, Row, params};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::contender::Contender;
use crate::contender::nest::{CUSTOMERS, Nest, lines, orders};
use crate::fixture::TENANT;
use crate::model::{Arrival, Authored, Customer, Item, Policy, Search};
use crate::workload::{Seen, Workload};
use crate::{Outcome, timestamp};

/// The text of `selectN`, as the contenders that write SQL by hand share it.
macro_rules! select_items {
    ($limit:literal) => {
        concat!(
            "SELECT id, name, count, created_at, active FROM items WHERE org_id = ? LIMIT ",
            $limit
        )
    };
}
pub(super) use select_items;

pub(super) fn open(path: &Path) -> Outcome<Box<dyn Contender>> {
    Ok(Box::new(ByHand {
        database: Database::open(path)?,
    }))
}

struct ByHand {
    database: Database,
}

impl Contender for ByHand {
    fn point(&mut self, keys: &[Uuid], seen: &mut Seen) -> Outcome {
        for key in keys {
            seen.row(&self.database.policy(*key)?);
        }
        Ok(())
    }

    fn select(&mut self, rows: usize, times: usize, seen: &mut Seen) -> Outcome {
        for _ in 0..times {
            seen.rows(&self.database.items(rows)?);
        }
        Ok(())
    }

    fn join(&mut self, times: usize, seen: &mut Seen) -> Outcome {
        for _ in 0..times {
            seen.rows(&self.database.authored()?);
        }
        Ok(())
    }

    fn offers(&self, _: Workload) -> bool {
        true
    }

    fn nested(&mut self, times: usize, seen: &mut Seen) -> Outcome {
        for _ in 0..times {
            seen.rows(&self.database.customers()?);
        }
        Ok(())
    }

    fn insert(&mut self, batches: Vec<Vec<Arrival>>) -> Outcome {
        for batch in batches {
            self.database.store(&batch)?;
        }
        Ok(())
    }

    fn renderer(&self) -> Option<fn(&Search) -> String> {
        Some(render)
    }
}

/// The operations themselves, which `thread-hop` runs on its thread.
pub(super) struct Database {
    connection: Connection,
    /// The insert statement for as many rows as the last batch had.
    insert: (usize, String),
}

impl Database {
    pub(super) fn open(path: &Path) -> Outcome<Self> {
        Ok(Self {
            connection: Connection::open(path)?,
            insert: (0, String::new()),
        })
    }

    pub(super) fn policy(&self, key: Uuid) -> Outcome<Policy> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, org_id, number, sequence, premium, created_at, details, active, note, \
             priority FROM policies WHERE org_id = ? AND id = ?",
        )?;
        let mut rows = statement.query(params![TENANT.as_bytes(), key.as_bytes()])?;
        let row = rows.next()?.ok_or("no such policy")?;
        Ok(Policy {
            id: uuid(row, 0)?,
            org_id: uuid(row, 1)?,
            number: row.get(2)?,
            sequence: row.get(3)?,
            premium: Decimal::new(row.get(4)?, 2),
            created_at: timestamp::parse(row.get_ref(5)?.as_str()?)?,
            details: serde_json::from_str(row.get_ref(6)?.as_str()?)?,
            active: row.get(7)?,
            note: row.get(8)?,
            priority: row.get(9)?,
        })
    }

    pub(super) fn items(&self, limit: usize) -> Outcome<Vec<Item>> {
        // A bound LIMIT makes SQLite prepare the statement again on each call.
        let text = match limit {
            10 => select_items!("10"),
            100 => select_items!("100"),
            10_000 => select_items!("10000"),
            other => return Err(format!("no statement for {other} rows").into()),
        };
        let mut statement = self.connection.prepare_cached(text)?;
        let mut rows = statement.query(params![TENANT.as_bytes()])?;
        let mut items = Vec::new();
        while let Some(row) = rows.next()? {
            items.push(Item {
                id: uuid(row, 0)?,
                name: row.get(1)?,
                count: row.get(2)?,
                created_at: timestamp::parse(row.get_ref(3)?.as_str()?)?,
                active: row.get(4)?,
            });
        }
        Ok(items)
    }

    pub(super) fn authored(&self) -> Outcome<Vec<Authored>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT users.id, users.name, posts.id, posts.title, posts.views FROM users \
             LEFT JOIN posts ON posts.org_id = ? AND posts.author_id = users.id \
             WHERE users.org_id = ? AND users.age >= ? \
             ORDER BY users.name, posts.views LIMIT 1000",
        )?;
        let mut rows = statement.query(params![TENANT.as_bytes(), TENANT.as_bytes(), 30])?;
        let mut authored = Vec::new();
        while let Some(row) = rows.next()? {
            let post: Option<[u8; 16]> = row.get(2)?;
            authored.push((
                uuid(row, 0)?,
                row.get(1)?,
                post.map(Uuid::from_bytes),
                row.get(3)?,
                row.get(4)?,
            ));
        }
        Ok(authored)
    }

    fn customers(&self) -> Outcome<Vec<Customer>> {
        let mut statement = self.connection.prepare_cached(CUSTOMERS)?;
        let mut rows = statement.query(params![TENANT.as_bytes()])?;
        let mut customers = Vec::new();
        while let Some(row) = rows.next()? {
            customers.push((uuid(row, 0)?, row.get(1)?, row.get(2)?));
        }
        let mut nest = Nest::new(customers);
        let keys: Vec<Uuid> = nest.customers().collect();
        self.children(&orders(keys.len()), &keys, |parent, row| {
            nest.order(parent, row);
        })?;
        let keys: Vec<Uuid> = nest.orders().collect();
        self.children(&lines(keys.len()), &keys, |parent, row| {
            nest.line(parent, row);
        })?;
        Ok(nest.finish())
    }

    fn children(
        &self,
        text: &str,
        keys: &[Uuid],
        mut each: impl FnMut(Uuid, (Uuid, String, i64)),
    ) -> Outcome {
        let mut statement = self.connection.prepare_cached(text)?;
        statement.raw_bind_parameter(1, TENANT.as_bytes())?;
        for (place, key) in (2..).zip(keys) {
            statement.raw_bind_parameter(place, key.as_bytes())?;
        }
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            each(uuid(row, 0)?, (uuid(row, 1)?, row.get(2)?, row.get(3)?));
        }
        Ok(())
    }

    pub(super) fn store(&mut self, batch: &[Arrival]) -> Outcome {
        if self.insert.0 != batch.len() {
            let rows = vec!["(?, ?, ?, ?, ?, ?)"; batch.len()].join(", ");
            let text = format!(
                "INSERT INTO arrivals (id, org_id, name, count, created_at, active) VALUES {rows}"
            );
            self.insert = (batch.len(), text);
        }
        let mut statement = self.connection.prepare_cached(&self.insert.1)?;
        let mut place = 0;
        let mut created_at = String::new();
        for arrival in batch {
            created_at.clear();
            write!(
                created_at,
                "{}",
                arrival.created_at.format("%Y-%m-%d %H:%M:%S%.6f")
            )?;
            statement.raw_bind_parameter(place + 1, arrival.id.as_bytes())?;
            statement.raw_bind_parameter(place + 2, arrival.org_id.as_bytes())?;
            statement.raw_bind_parameter(place + 3, arrival.name.as_str())?;
            statement.raw_bind_parameter(place + 4, arrival.count)?;
            statement.raw_bind_parameter(place + 5, created_at.as_str())?;
            statement.raw_bind_parameter(place + 6, arrival.active)?;
            place += 6;
        }
        statement.raw_execute()?;
        Ok(())
    }
}

fn uuid(row: &Row<'_>, column: usize) -> rusqlite::Result<Uuid> {
    row.get(column).map(Uuid::from_bytes)
}

fn render(search: &Search) -> String {
    let org_id = search.org_id.as_bytes().to_vec();
    let arguments = vec![
        Value::Blob(org_id.clone()),
        Value::Blob(org_id.clone()),
        Value::Blob(org_id),
        Value::Integer(search.min_age),
        Value::Integer(search.min_views),
    ];
    black_box(&arguments);
    format!(
        "SELECT users.name, users.email, posts.title, posts.views, comments.body, \
         comments.created_at FROM users \
         INNER JOIN posts ON posts.author_id = users.id \
         LEFT JOIN comments ON comments.org_id = ? AND comments.post_id = posts.id \
         WHERE users.org_id = ? AND posts.org_id = ? AND users.age >= ? AND posts.views > ? \
         ORDER BY posts.views DESC LIMIT {}",
        search.limit
    )
}
