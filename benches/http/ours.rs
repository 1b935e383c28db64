use std::time::Instant;

use chrono::{DateTime, Utc};
use orm::prelude::*;
use sqlx::{AssertSqlSafe, Connection, Executor, MySqlConnection};

use crate::{Done, Outcome};

#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ShopId(i64);

#[derive(Keyspace)]
#[keyspace(name = "bench_http", tables(Order, Arrival))]
pub(crate) struct Shops;

#[derive(Table, Clone, Debug)]
#[table(name = "orders", keyspace = Shops)]
pub(crate) struct Order {
    #[column(primary_key)]
    id: i64,
    #[column(tenant)]
    shop_id: ShopId,
    #[column(varchar = 40)]
    name: String,
    #[column(varchar = 40)]
    note: Option<String>,
    #[column(numeric(12, 2))]
    amount: Decimal,
    pieces: i64,
    ordered_at: DateTime<Utc>,
}

#[derive(Table, Clone, Debug)]
#[table(name = "arrivals", keyspace = Shops)]
pub(crate) struct Arrival {
    #[column(primary_key)]
    id: i64,
    #[column(tenant)]
    shop_id: ShopId,
    #[column(varchar = 40)]
    name: String,
    #[column(varchar = 40)]
    note: Option<String>,
    #[column(numeric(12, 2))]
    amount: Decimal,
    pieces: i64,
    ordered_at: DateTime<Utc>,
}

/// What a verified token would say.
struct Claims(ShopId);

impl TenantClaims for Claims {
    type Key = ShopId;
    type Actor = i64;

    fn tenant(&self) -> Option<ShopId> {
        Some(self.0)
    }

    fn actor(&self) -> Option<i64> {
        None
    }
}

/// Our driver, as the tenant whose rows are asked for.
pub(crate) struct Ours(Db<MySql, Scoped<ShopId>>);

impl Ours {
    /// Connects, and makes the tables with 1,000 rows of two tenants each.
    pub(crate) async fn connect(url: &str) -> Outcome<Self> {
        let db = Db::<MySql>::connect(url).await?;
        db.create_tables::<Shops>().await?;
        for shop in [1, 2] {
            let orders = (0..1000).map(|id| {
                NewOrder {
                    id,
                    name: format!("Order number {id}"),
                    amount: Decimal::new(1250, 2),
                    pieces: id % 100,
                    ordered_at: moment(),
                }
                .note((id % 2 == 1).then(|| format!("it's {id}")))
            });
            db.tenant(&Claims(ShopId(shop)))?
                .insert_many(orders)
                .run()
                .await?;
        }
        Ok(Self(db.tenant(&Claims(ShopId(1)))?))
    }

    /// Deletes what was inserted.
    pub(crate) async fn empty(&self) -> Outcome {
        self.0.delete(Arrival).all_rows().run().await?;
        Ok(())
    }

    /// Makes so many calls, one after the other.
    pub(crate) async fn run(&self, workload: &str, first: u64, times: u64) -> Outcome<Done> {
        let (mut rows, mut changed) = (Vec::new(), 0);
        let started = Instant::now();
        for number in first..first + times {
            let number = (number % 1000) as i64;
            match workload {
                "point" => rows = vec![self.0.from(Order).by_key(number).one().await?],
                "select1000" => {
                    rows = self
                        .0
                        .from(Order)
                        .order_by(Order.id)
                        .limit(1000)
                        .all()
                        .await?;
                }
                "insert100" => {
                    let arrivals = (number * 100..number * 100 + 100).map(|id| {
                        NewArrival {
                            id,
                            name: format!("Arrival number {id}"),
                            amount: Decimal::new(1250, 2),
                            pieces: id % 100,
                            ordered_at: moment(),
                        }
                        .note((id % 2 == 1).then(|| format!("it's {id}")))
                    });
                    changed = self.0.insert_many(arrivals).run().await?;
                }
                other => return Err(format!("no workload `{other}`").into()),
            }
        }
        let nanoseconds = u64::try_from(started.elapsed().as_nanos())?;
        Ok(Done {
            nanoseconds,
            changed,
            rows: rows.iter().map(text).collect(),
        })
    }
}

fn text(order: &Order) -> String {
    let Order {
        id,
        name,
        note,
        amount,
        pieces,
        ..
    } = order;
    let note = note.as_deref().unwrap_or_default();
    format!("{id}|{name}|{note}|{amount}|{pieces}")
}

fn moment() -> DateTime<Utc> {
    DateTime::from_timestamp(1_714_979_289, 123_456_000).unwrap_or_default()
}

/// Creates the run's database.
pub(crate) async fn create(url: &str, database: &str) -> Outcome {
    admin(url, format!("CREATE DATABASE {database}")).await
}

/// Drops it.
pub(crate) async fn drop(url: &str, database: &str) -> Outcome {
    admin(url, format!("DROP DATABASE {database}")).await
}

async fn admin(url: &str, sql: String) -> Outcome {
    let mut connection = MySqlConnection::connect(url).await?;
    connection.execute(AssertSqlSafe(sql)).await?;
    Ok(connection.close().await?)
}
