//! diesel-async, as its guides write it.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::prelude::*;
use diesel::sql_types::{Binary, Datetime};
use diesel_async::{AsyncConnection, AsyncMysqlConnection, RunQueryDsl};
use rust_decimal::Decimal;
use tokio::runtime::Runtime;
use uuid::Uuid;

use crate::Outcome;
use crate::contender::{Contender, runtime};
use crate::fixture::TENANT;
use crate::model;
use crate::workload::Seen;

diesel::table! {
    policies (org_id, id) {
        id -> Binary,
        org_id -> Binary,
        number -> Text,
        sequence -> BigInt,
        premium -> Numeric,
        created_at -> Datetime,
        details -> Json,
        active -> Bool,
        note -> Nullable<Text>,
        priority -> Nullable<BigInt>,
    }
}

diesel::table! {
    items (org_id, id) {
        id -> Binary,
        org_id -> Binary,
        name -> Text,
        count -> BigInt,
        created_at -> Datetime,
        active -> Bool,
    }
}

diesel::table! {
    users (org_id, id) {
        id -> Binary,
        org_id -> Binary,
        name -> Text,
        age -> BigInt,
    }
}

diesel::table! {
    posts (org_id, id) {
        id -> Binary,
        org_id -> Binary,
        author_id -> Binary,
        title -> Text,
        views -> BigInt,
    }
}

diesel::table! {
    arrivals (org_id, id) {
        id -> Binary,
        org_id -> Binary,
        name -> Text,
        count -> BigInt,
        created_at -> Datetime,
        active -> Bool,
    }
}

diesel::allow_tables_to_appear_in_same_query!(users, posts);

pub(super) fn open(url: &str) -> Outcome<Box<dyn Contender>> {
    let runtime = runtime()?;
    let connection = runtime.block_on(AsyncMysqlConnection::establish(url))?;
    Ok(Box::new(Diesel {
        runtime,
        connection,
    }))
}

struct Diesel {
    runtime: Runtime,
    connection: AsyncMysqlConnection,
}

impl Contender for Diesel {
    fn point(&mut self, keys: &[Uuid], seen: &mut Seen) -> Outcome {
        let connection = &mut self.connection;
        self.runtime.block_on(async {
            for key in keys {
                let policy: Policy = policies::table
                    .filter(policies::org_id.eq(TENANT.as_bytes().as_slice()))
                    .filter(policies::id.eq(key.as_bytes().as_slice()))
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
                    .filter(items::org_id.eq(TENANT.as_bytes().as_slice()))
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
                let authored: Vec<(
                    BinaryUuid,
                    String,
                    Option<BinaryUuid>,
                    Option<String>,
                    Option<i64>,
                )> = users::table
                    .left_join(
                        posts::table.on(posts::org_id
                            .eq(TENANT.as_bytes().as_slice())
                            .and(posts::author_id.eq(users::id))),
                    )
                    .filter(users::org_id.eq(TENANT.as_bytes().as_slice()))
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
    #[diesel(deserialize_as = BinaryUuid)]
    id: Uuid,
    #[diesel(deserialize_as = BinaryUuid)]
    org_id: Uuid,
    number: String,
    sequence: i64,
    premium: Decimal,
    #[diesel(deserialize_as = Instant)]
    created_at: DateTime<Utc>,
    details: serde_json::Value,
    active: bool,
    note: Option<String>,
    priority: Option<i64>,
}

#[derive(Queryable, Selectable, Hash)]
#[diesel(table_name = items)]
struct Item {
    #[diesel(deserialize_as = BinaryUuid)]
    id: Uuid,
    name: String,
    count: i64,
    #[diesel(deserialize_as = Instant)]
    created_at: DateTime<Utc>,
    active: bool,
}

#[derive(Insertable)]
#[diesel(table_name = arrivals)]
struct Arrival {
    id: Vec<u8>,
    org_id: Vec<u8>,
    name: String,
    count: i64,
    created_at: NaiveDateTime,
    active: bool,
}

impl From<model::Arrival> for Arrival {
    fn from(arrival: model::Arrival) -> Self {
        Self {
            id: arrival.id.as_bytes().to_vec(),
            org_id: arrival.org_id.as_bytes().to_vec(),
            name: arrival.name,
            count: arrival.count,
            created_at: arrival.created_at.naive_utc(),
            active: arrival.active,
        }
    }
}

/// A UUID in a BINARY(16), for which diesel has no type of its own.
#[derive(FromSqlRow, Hash)]
struct BinaryUuid(Uuid);

impl<B: Backend> FromSql<Binary, B> for BinaryUuid
where
    Vec<u8>: FromSql<Binary, B>,
{
    fn from_sql(bytes: B::RawValue<'_>) -> deserialize::Result<Self> {
        let bytes = Vec::<u8>::from_sql(bytes)?;
        Ok(Self(Uuid::from_slice(&bytes)?))
    }
}

impl From<BinaryUuid> for Uuid {
    fn from(uuid: BinaryUuid) -> Self {
        uuid.0
    }
}

/// A DATETIME that is UTC.
#[derive(FromSqlRow)]
struct Instant(NaiveDateTime);

impl<B: Backend> FromSql<Datetime, B> for Instant
where
    NaiveDateTime: FromSql<Datetime, B>,
{
    fn from_sql(bytes: B::RawValue<'_>) -> deserialize::Result<Self> {
        NaiveDateTime::from_sql(bytes).map(Self)
    }
}

impl From<Instant> for DateTime<Utc> {
    fn from(instant: Instant) -> Self {
        instant.0.and_utc()
    }
}
