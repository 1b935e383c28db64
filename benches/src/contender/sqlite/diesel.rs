//! diesel, synchronous, as its guides write it.

mod schema;
mod values;

use std::path::Path;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use diesel::query_builder::{QueryBuilder, QueryFragment};
use diesel::sqlite::{Sqlite, SqliteQueryBuilder};
use rust_decimal::Decimal;
use uuid::Uuid;

use self::schema::{arrivals, comments, customers, items, lines, orders, policies, posts, users};
use self::values::{BlobUuid, Cents};
use crate::Outcome;
use crate::contender::Contender;
use crate::contender::nest::Nest;
use crate::fixture::TENANT;
use crate::model::{self, Search};
use crate::workload::{Seen, Workload};

pub(super) fn open(path: &Path) -> Outcome<Box<dyn Contender>> {
    let path = path.to_str().ok_or("the path is not UTF-8")?;
    Ok(Box::new(Diesel {
        connection: SqliteConnection::establish(path)?,
    }))
}

struct Diesel {
    connection: SqliteConnection,
}

impl Contender for Diesel {
    fn point(&mut self, keys: &[Uuid], seen: &mut Seen) -> Outcome {
        for key in keys {
            // Not `first`: the LIMIT it binds makes SQLite prepare the statement again each time.
            let policy: Policy = policies::table
                .filter(policies::org_id.eq(BlobUuid(TENANT)))
                .filter(policies::id.eq(BlobUuid(*key)))
                .select(Policy::as_select())
                .get_result(&mut self.connection)?;
            seen.row(&policy);
        }
        Ok(())
    }

    fn select(&mut self, rows: usize, times: usize, seen: &mut Seen) -> Outcome {
        for _ in 0..times {
            let items: Vec<Item> = items::table
                .filter(items::org_id.eq(BlobUuid(TENANT)))
                .limit(rows.try_into()?)
                .select(Item::as_select())
                .load(&mut self.connection)?;
            seen.rows(&items);
        }
        Ok(())
    }

    fn join(&mut self, times: usize, seen: &mut Seen) -> Outcome {
        for _ in 0..times {
            let authored: Vec<Authored> = users::table
                .left_join(
                    posts::table.on(posts::org_id
                        .eq(BlobUuid(TENANT))
                        .and(posts::author_id.eq(users::id))),
                )
                .filter(users::org_id.eq(BlobUuid(TENANT)))
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
                .load(&mut self.connection)?;
            seen.rows(&authored);
        }
        Ok(())
    }

    fn offers(&self, _: Workload) -> bool {
        true
    }

    fn nested(&mut self, times: usize, seen: &mut Seen) -> Outcome {
        for _ in 0..times {
            let customers: Vec<(BlobUuid, String, String)> = customers::table
                .filter(customers::org_id.eq(BlobUuid(TENANT)))
                .order_by(customers::id)
                .select((customers::id, customers::name, customers::city))
                .load(&mut self.connection)?;
            let customers = customers.into_iter();
            let mut nest = Nest::new(
                customers
                    .map(|(id, name, city)| (id.0, name, city))
                    .collect(),
            );
            let orders: Vec<(BlobUuid, BlobUuid, String, i64)> = orders::table
                .filter(orders::org_id.eq(BlobUuid(TENANT)))
                .filter(orders::customer_id.eq_any(nest.customers().map(BlobUuid)))
                .order_by(orders::id)
                .select((
                    orders::customer_id,
                    orders::id,
                    orders::number,
                    orders::total,
                ))
                .load(&mut self.connection)?;
            for (customer, id, number, total) in orders {
                nest.order(customer.0, (id.0, number, total));
            }
            let lines: Vec<(BlobUuid, BlobUuid, String, i64)> = lines::table
                .filter(lines::org_id.eq(BlobUuid(TENANT)))
                .filter(lines::order_id.eq_any(nest.orders().map(BlobUuid)))
                .order_by(lines::id)
                .select((lines::order_id, lines::id, lines::product, lines::quantity))
                .load(&mut self.connection)?;
            for (order, id, product, quantity) in lines {
                nest.line(order.0, (id.0, product, quantity));
            }
            seen.rows(&nest.finish());
        }
        Ok(())
    }

    fn insert(&mut self, batches: Vec<Vec<model::Arrival>>) -> Outcome {
        for batch in batches {
            let batch: Vec<Arrival> = batch.into_iter().map(Arrival::from).collect();
            // A slice of one takes diesel's path for many rows, which is not prepared once.
            match batch.as_slice() {
                [one] => diesel::insert_into(arrivals::table)
                    .values(one)
                    .execute(&mut self.connection)?,
                many => diesel::insert_into(arrivals::table)
                    .values(many)
                    .execute(&mut self.connection)?,
            };
        }
        Ok(())
    }

    fn renderer(&self) -> Option<fn(&Search) -> String> {
        Some(render)
    }
}

#[derive(Queryable, Selectable, Hash)]
#[diesel(table_name = policies)]
struct Policy {
    #[diesel(deserialize_as = BlobUuid)]
    id: Uuid,
    #[diesel(deserialize_as = BlobUuid)]
    org_id: Uuid,
    number: String,
    sequence: i64,
    #[diesel(deserialize_as = Cents)]
    premium: Decimal,
    #[diesel(deserialize_as = values::Instant)]
    created_at: DateTime<Utc>,
    details: serde_json::Value,
    active: bool,
    note: Option<String>,
    priority: Option<i64>,
}

#[derive(Queryable, Selectable, Hash)]
#[diesel(table_name = items)]
struct Item {
    #[diesel(deserialize_as = BlobUuid)]
    id: Uuid,
    name: String,
    count: i64,
    #[diesel(deserialize_as = values::Instant)]
    created_at: DateTime<Utc>,
    active: bool,
}

type Authored = (
    BlobUuid,
    String,
    Option<BlobUuid>,
    Option<String>,
    Option<i64>,
);

#[derive(Insertable)]
#[diesel(table_name = arrivals)]
struct Arrival {
    id: BlobUuid,
    org_id: BlobUuid,
    name: String,
    count: i64,
    created_at: NaiveDateTime,
    active: bool,
}

impl From<model::Arrival> for Arrival {
    fn from(arrival: model::Arrival) -> Self {
        Self {
            id: BlobUuid(arrival.id),
            org_id: BlobUuid(arrival.org_id),
            name: arrival.name,
            count: arrival.count,
            created_at: arrival.created_at.naive_utc(),
            active: arrival.active,
        }
    }
}

/// Builds the query and renders its text; diesel collects the arguments in another pass, which
/// needs a connection and is left out here.
fn render(search: &Search) -> String {
    let org_id = BlobUuid(search.org_id);
    let query = users::table
        .inner_join(posts::table.on(posts::author_id.eq(users::id)))
        .left_join(
            comments::table.on(comments::org_id
                .eq(org_id)
                .and(comments::post_id.eq(posts::id))),
        )
        .filter(users::org_id.eq(org_id))
        .filter(posts::org_id.eq(org_id))
        .filter(users::age.ge(search.min_age))
        .filter(posts::views.gt(search.min_views))
        .order_by(posts::views.desc())
        .limit(search.limit)
        .select((
            users::name,
            users::email,
            posts::title,
            posts::views,
            comments::body.nullable(),
            comments::created_at.nullable(),
        ));
    let mut text = SqliteQueryBuilder::new();
    QueryFragment::<Sqlite>::to_sql(&query, &mut text, &Sqlite)
        .expect("a query without custom fragments renders");
    text.finish()
}
