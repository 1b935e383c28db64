//! A Worker that answers `/d1` from the database that is bound to it, and `/mysql` from a PlanetScale
//! over HTTP: the same function, with the same tables and the same tenants.
//!
//! `cargo xtask worker` builds it and runs it in workerd.

use orm::driver::Backend;
use orm::prelude::*;
use orm::{D1Pool, Error};
use worker::{Context, Env, Request, Response, event};

#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShopId(pub Uuid);

#[derive(Keyspace)]
#[keyspace(name = "market", tables(Order))]
pub struct Market;

#[derive(Table, Clone, Debug)]
#[table(name = "worker_orders", keyspace = Market)]
pub struct Order {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub shop_id: ShopId,
    #[column(varchar = 80)]
    pub item: String,
    pub pieces: i64,
    #[column(created_at)]
    pub ordered_at: DateTime<Utc>,
}

/// What a verified token would say.
struct Claims(ShopId);

impl TenantClaims for Claims {
    type Key = ShopId;
    type Actor = Uuid;

    fn tenant(&self) -> Option<ShopId> {
        Some(self.0)
    }

    fn actor(&self) -> Option<Uuid> {
        None
    }
}

/// Orders of two shops; what the first one sees of them.
async fn answer<B: Backend>(db: &Db<B>) -> Result<String, Error> {
    db.create_tables::<Market>().await?;
    let [first, second] = [1, 2].map(|number| Claims(ShopId(Uuid::from_u128(number))));
    let (first, second) = (db.tenant(&first)?, db.tenant(&second)?);
    for shop in [&first, &second] {
        shop.delete(Order).all_rows().run().await?;
    }
    let order = |item: &str, pieces| NewOrder {
        item: item.to_owned(),
        pieces,
    };
    // More than any number of JavaScript holds.
    let many = i64::MAX - 1;
    let orders = [order("it's a \\ tea", 3), order("coffee", many)];
    first.insert_many(orders).run().await?;
    second.insert(order("somebody else's", 1)).run().await?;
    let (raised, items) = first
        .batch((
            orm::update(Order)
                .set(Order.pieces.to(Order.pieces.add(1)))
                .all_rows()
                .command(),
            orm::select((Order.item, Order.pieces))
                .from(Order)
                .order_by(Order.item)
                .query(),
        ))
        .await?;
    let newest = first.from(Order).order_by(Order.id.desc()).limit(1).one();
    let newest = newest.await?.item;
    Ok(format!(
        "{}: {raised} raised, {items:?}, last {newest}",
        B::DIALECT.name
    ))
}

async fn by_path(path: &str, env: &Env) -> Result<String, Box<dyn std::error::Error>> {
    Ok(match path {
        "/d1" => answer(&Db::<D1>::from_pool(D1Pool::of_binding(env.d1("DB")?))).await?,
        "/mysql" => {
            let url = env.var("DATABASE_URL")?.to_string();
            answer(&Db::<MySql>::connect(&url).await?).await?
        }
        _ => "ask for /d1 or /mysql".to_owned(),
    })
}

#[event(fetch)]
async fn fetch(request: Request, env: Env, _: Context) -> worker::Result<Response> {
    match by_path(&request.path(), &env).await {
        Ok(text) => Response::ok(text),
        Err(error) => Response::error(error.to_string(), 500),
    }
}
