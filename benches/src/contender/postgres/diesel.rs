//! diesel-async, as its guides write it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use rust_decimal::Decimal;
use tokio::runtime::Runtime;
use uuid::Uuid;

use crate::Outcome;
use crate::contender::{Contender, runtime};
use crate::fixture::TENANT;
use crate::model::{self, Authored};
use crate::workload::Seen;

diesel::table! {
    policies (org_id, id) {
        id -> Uuid,
        org_id -> Uuid,
        number -> Text,
        sequence -> BigInt,
        premium -> Numeric,
        created_at -> Timestamptz,
        details -> Jsonb,
        active -> Bool,
        note -> Nullable<Text>,
        priority -> Nullable<BigInt>,
    }
}

diesel::table! {
    items (org_id, id) {
        id -> Uuid,
        org_id -> Uuid,
        name -> Text,
        count -> BigInt,
        created_at -> Timestamptz,
        active -> Bool,
    }
}

diesel::table! {
    users (org_id, id) {
        id -> Uuid,
        org_id -> Uuid,
        name -> Text,
        age -> BigInt,
    }
}

diesel::table! {
    posts (org_id, id) {
        id -> Uuid,
        org_id -> Uuid,
        author_id -> Uuid,
        title -> Text,
        views -> BigInt,
    }
}

diesel::table! {
    arrivals (org_id, id) {
        id -> Uuid,
        org_id -> Uuid,
        name -> Text,
        count -> BigInt,
        created_at -> Timestamptz,
        active -> Bool,
    }
}

diesel::allow_tables_to_appear_in_same_query!(users, posts);

pub(super) fn open(url: &str) -> Outcome<Box<dyn Contender>> {
    let runtime = runtime()?;
    let connection = runtime.block_on(AsyncPgConnection::establish(url))?;
    Ok(Box::new(Diesel {
        runtime,
        connection,
    }))
}

struct Diesel {
    runtime: Runtime,
    connection: AsyncPgConnection,
}

impl Contender for Diesel {
    fn point(&mut self, keys: &[Uuid], seen: &mut Seen) -> Outcome {
        let connection = &mut self.connection;
        self.runtime.block_on(async {
            for key in keys {
                let policy: Policy = policies::table
                    .filter(policies::org_id.eq(TENANT))
                    .filter(policies::id.eq(key))
                    .select(Policy::as_select())
                    .get_result(connection)
                    .await?;
                seen.row(&policy);
            }
            Ok(())
        })
    }

    fn select(&mut self, rows: usize, times: usize, seen: &mut Seen) -> Outcome {
        let connection = &mut self.connection;
        let limit: i64 = rows.try_into()?;
        self.runtime.block_on(async {
            for _ in 0..times {
                let items: Vec<Item> = items::table
                    .filter(items::org_id.eq(TENANT))
                    .limit(limit)
                    .select(Item::as_select())
                    .load(connection)
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
                let authored: Vec<Authored> = users::table
                    .left_join(
                        posts::table
                            .on(posts::org_id.eq(TENANT).and(posts::author_id.eq(users::id))),
                    )
                    .filter(users::org_id.eq(TENANT))
                    .filter(users::age.ge(30))
                    .order_by((users::name, posts::views))
                    .limit(1_000)
                    .select((
                        users::id,
                        users::name,
                        posts::id.nullable(),
                        posts::title.nullable(),
                        posts::views.nullable(),
                    ))
                    .load(connection)
                    .await?;
                seen.rows(&authored);
            }
            Ok(())
        })
    }

    fn insert(&mut self, batches: Vec<Vec<model::Arrival>>) -> Outcome {
        let connection = &mut self.connection;
        self.runtime.block_on(async {
            for batch in batches {
                let batch: Vec<Arrival> = batch.into_iter().map(Arrival::from).collect();
                // A slice of one takes diesel's path for many rows, which is not prepared once.
                match batch.as_slice() {
                    [one] => {
                        diesel::insert_into(arrivals::table)
                            .values(one)
                            .execute(connection)
                            .await?
                    }
                    many => {
                        diesel::insert_into(arrivals::table)
                            .values(many)
                            .execute(connection)
                            .await?
                    }
                };
            }
            Ok(())
        })
    }
}

#[derive(Queryable, Selectable, Hash)]
#[diesel(table_name = policies)]
struct Policy {
    id: Uuid,
    org_id: Uuid,
    number: String,
    sequence: i64,
    premium: Decimal,
    created_at: DateTime<Utc>,
    details: serde_json::Value,
    active: bool,
    note: Option<String>,
    priority: Option<i64>,
}

#[derive(Queryable, Selectable, Hash)]
#[diesel(table_name = items)]
struct Item {
    id: Uuid,
    name: String,
    count: i64,
    created_at: DateTime<Utc>,
    active: bool,
}

#[derive(Insertable)]
#[diesel(table_name = arrivals)]
struct Arrival {
    id: Uuid,
    org_id: Uuid,
    name: String,
    count: i64,
    created_at: DateTime<Utc>,
    active: bool,
}

impl From<model::Arrival> for Arrival {
    fn from(arrival: model::Arrival) -> Self {
        Self {
            id: arrival.id,
            org_id: arrival.org_id,
            name: arrival.name,
            count: arrival.count,
            created_at: arrival.created_at,
            active: arrival.active,
        }
    }
}
