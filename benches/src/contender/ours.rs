//! This project: typed statements, the same on every backend.

use std::hint::black_box;

use orm::driver::{Connect, HasTransactions, Strategy};
use orm::prelude::*;
use orm::{Backend, Error};
use serde_json::Value;
use tokio::runtime::Runtime;

use super::{Contender, runtime};
use crate::Outcome;
use crate::fixture::{self, OTHER_TENANT, TENANT};
use crate::model::{self, Search};
use crate::workload::{Seen, Workload};

#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct OrgId(Uuid);

#[derive(Keyspace)]
#[keyspace(
    name = "bench",
    tables(Policy, Item, User, Post, Comment, Arrival, Customer, Order, Line)
)]
struct Bench;

#[derive(Table, Clone, Debug, Hash)]
#[table(name = "policies", keyspace = Bench)]
struct Policy {
    #[column(primary_key)]
    id: Uuid,
    #[column(tenant)]
    org_id: OrgId,
    number: String,
    sequence: i64,
    #[column(numeric(12, 2))]
    premium: Decimal,
    created_at: DateTime<Utc>,
    details: Json<Value>,
    active: bool,
    note: Option<String>,
    priority: Option<i64>,
}

#[derive(Table, Clone, Debug, Hash)]
#[table(name = "items", keyspace = Bench)]
struct Item {
    #[column(primary_key)]
    id: Uuid,
    #[column(tenant)]
    org_id: OrgId,
    name: String,
    count: i64,
    created_at: DateTime<Utc>,
    active: bool,
}

#[derive(Table, Clone, Debug)]
#[table(name = "users", keyspace = Bench)]
struct User {
    #[column(primary_key)]
    id: Uuid,
    #[column(tenant)]
    org_id: OrgId,
    name: String,
    email: String,
    age: i64,
}

#[derive(Table, Clone, Debug)]
#[table(name = "posts", keyspace = Bench, index(org_id, author_id))]
struct Post {
    #[column(primary_key)]
    id: Uuid,
    #[column(tenant)]
    org_id: OrgId,
    author_id: Uuid,
    title: String,
    views: i64,
}

#[derive(Table, Clone, Debug)]
#[table(name = "comments", keyspace = Bench)]
struct Comment {
    #[column(primary_key)]
    id: Uuid,
    #[column(tenant)]
    org_id: OrgId,
    post_id: Uuid,
    body: String,
    created_at: DateTime<Utc>,
}

#[derive(Table, Clone, Debug)]
#[table(name = "arrivals", keyspace = Bench)]
struct Arrival {
    #[column(primary_key)]
    id: Uuid,
    #[column(tenant)]
    org_id: OrgId,
    name: String,
    count: i64,
    created_at: DateTime<Utc>,
    active: bool,
}

#[derive(Table, Clone, Debug)]
#[table(name = "customers", keyspace = Bench, relations(many(orders: Order::customer_id)))]
struct Customer {
    #[column(primary_key)]
    id: Uuid,
    #[column(tenant)]
    org_id: OrgId,
    name: String,
    city: String,
}

#[derive(Table, Clone, Debug)]
#[table(
    name = "orders", keyspace = Bench, index(org_id, customer_id),
    relations(many(lines: Line::order_id))
)]
struct Order {
    #[column(primary_key)]
    id: Uuid,
    #[column(tenant)]
    org_id: OrgId,
    #[column(references(Customer::id))]
    customer_id: Uuid,
    number: String,
    total: i64,
}

#[derive(Table, Clone, Debug)]
#[table(name = "lines", keyspace = Bench, index(org_id, order_id))]
struct Line {
    #[column(primary_key)]
    id: Uuid,
    #[column(tenant)]
    org_id: OrgId,
    #[column(references(Order::id))]
    order_id: Uuid,
    product: String,
    quantity: i64,
}

struct Claims(Uuid);

impl TenantClaims for Claims {
    type Key = OrgId;
    type Actor = Uuid;

    fn tenant(&self) -> Option<OrgId> {
        Some(OrgId(self.0))
    }

    fn actor(&self) -> Option<Uuid> {
        None
    }
}

/// Where the statements of a batch get their connection.
#[derive(Clone, Copy)]
pub(crate) enum Connections {
    /// Each from the pool, as an application's statements do.
    Pool,
    /// One for the whole batch: a transaction's.
    Held,
}

/// Connects to a database that holds the fixture.
pub(crate) fn open<B: Connect + HasTransactions>(
    url: &str,
    connections: Connections,
) -> Outcome<Box<dyn Contender>> {
    open_for::<B>(url, connections, Strategy::PerLevel)
}

/// Connects for `nested` alone, which is loaded as JSON by one statement.
pub(crate) fn open_for_json<B: Connect + HasTransactions>(
    url: &str,
) -> Outcome<Box<dyn Contender>> {
    open_for::<B>(url, Connections::Pool, Strategy::Json)
}

fn open_for<B: Connect + HasTransactions>(
    url: &str,
    connections: Connections,
    strategy: Strategy,
) -> Outcome<Box<dyn Contender>> {
    let runtime = runtime()?;
    let db = runtime
        .block_on(Db::<B>::connect(url))?
        .tenant(&Claims(TENANT))?;
    Ok(Box::new(Ours {
        runtime,
        db,
        connections,
        strategy,
    }))
}

/// Makes the tables of the fixture on a server and fills them.
pub(crate) fn seed<B: Connect + HasTransactions>(url: &str) -> Outcome {
    runtime()?.block_on(async {
        let db = Db::<B>::connect(url).await?;
        db.create_tables::<Bench>().await?;
        for tenant in [TENANT, OTHER_TENANT] {
            let db = db.tenant(&Claims(tenant))?;
            for policies in chunks(fixture::policies(tenant)) {
                let rows = policies.into_iter().map(|policy| {
                    NewPolicy {
                        id: policy.id,
                        number: policy.number,
                        sequence: policy.sequence,
                        premium: policy.premium,
                        created_at: policy.created_at,
                        details: Json(policy.details),
                        active: policy.active,
                    }
                    .note(policy.note)
                    .priority(policy.priority)
                });
                db.insert_many(rows).run().await?;
            }
            for items in chunks(fixture::items(tenant)) {
                let rows = items.into_iter().map(|item| NewItem {
                    id: item.id,
                    name: item.name,
                    count: item.count,
                    created_at: item.created_at,
                    active: item.active,
                });
                db.insert_many(rows).run().await?;
            }
            for users in chunks(fixture::users(tenant)) {
                let rows = users.into_iter().map(|user| NewUser {
                    id: user.id,
                    name: user.name,
                    email: user.email,
                    age: user.age,
                });
                db.insert_many(rows).run().await?;
            }
            for posts in chunks(fixture::posts(tenant)) {
                let rows = posts.into_iter().map(|post| NewPost {
                    id: post.id,
                    author_id: post.author_id,
                    title: post.title,
                    views: post.views,
                });
                db.insert_many(rows).run().await?;
            }
            seed_nested(&db, tenant).await?;
        }
        db.close().await;
        Ok(())
    })
}

async fn seed_nested<B: Backend>(db: &Db<B, Scoped<OrgId>>, tenant: Uuid) -> Outcome {
    let (mut customers, mut orders, mut lines) = (Vec::new(), Vec::new(), Vec::new());
    for ((id, name, city), its_orders) in fixture::customers(tenant) {
        customers.push(NewCustomer { id, name, city });
        let customer_id = id;
        for ((id, number, total), its_lines) in its_orders {
            orders.push(NewOrder {
                id,
                customer_id,
                number,
                total,
            });
            let order_id = id;
            lines.extend(
                its_lines
                    .into_iter()
                    .map(|(id, product, quantity)| NewLine {
                        id,
                        order_id,
                        product,
                        quantity,
                    }),
            );
        }
    }
    db.insert_many(customers).run().await?;
    for orders in chunks(orders.into_iter()) {
        db.insert_many(orders).run().await?;
    }
    for lines in chunks(lines.into_iter()) {
        db.insert_many(lines).run().await?;
    }
    Ok(())
}

fn chunks<T>(rows: impl Iterator<Item = T>) -> Vec<Vec<T>> {
    let mut chunks = Vec::new();
    let mut rows = rows.peekable();
    while rows.peek().is_some() {
        chunks.push(rows.by_ref().take(1_000).collect());
    }
    chunks
}

struct Ours<B: Backend> {
    runtime: Runtime,
    db: Db<B, Scoped<OrgId>>,
    connections: Connections,
    /// How `nested` is loaded; a contender of JSON does nothing else.
    strategy: Strategy,
}

impl<B: HasTransactions> Ours<B> {
    fn run(
        &mut self,
        work: impl AsyncFnOnce(&Db<B, Scoped<OrgId>>) -> Result<(), Error>,
    ) -> Outcome {
        let (db, connections) = (&self.db, self.connections);
        self.runtime.block_on(async {
            match connections {
                Connections::Pool => work(db).await,
                Connections::Held => db.transaction(async |tx| work(&tx).await).await,
            }
        })?;
        Ok(())
    }
}

impl<B: HasTransactions> Contender for Ours<B> {
    fn point(&mut self, keys: &[Uuid], seen: &mut Seen) -> Outcome {
        self.run(async |db| {
            for key in keys {
                seen.row(&db.from(Policy).by_key(*key).one().await?);
            }
            Ok(())
        })
    }

    fn select(&mut self, rows: usize, times: usize, seen: &mut Seen) -> Outcome {
        self.run(async |db| {
            for _ in 0..times {
                let items = db
                    .select((Item.id, Item.name, Item.count, Item.created_at, Item.active))
                    .from(Item)
                    .limit(rows as u64)
                    .all()
                    .await?;
                seen.rows(&items);
            }
            Ok(())
        })
    }

    fn join(&mut self, times: usize, seen: &mut Seen) -> Outcome {
        self.run(async |db| {
            for _ in 0..times {
                let authored = db
                    .select((User.id, User.name, Post.id, Post.title, Post.views))
                    .from(User)
                    .left_join(Post, Post.author_id.eq(User.id))
                    .filter(User.age.ge(30))
                    .order_by((User.name, Post.views))
                    .limit(1000)
                    .all()
                    .await?;
                seen.rows(&authored);
            }
            Ok(())
        })
    }

    fn offers(&self, workload: Workload) -> bool {
        workload == Workload::Nested || self.strategy == Strategy::PerLevel
    }

    fn nested(&mut self, times: usize, seen: &mut Seen) -> Outcome {
        let strategy = self.strategy;
        self.run(async |db| {
            for _ in 0..times {
                let lines = Order::lines()
                    .columns((Line.id, Line.product, Line.quantity))
                    .order_by(Line.id);
                let orders = Customer::orders()
                    .columns((Order.id, Order.number, Order.total))
                    .order_by(Order.id)
                    .with(lines);
                let customers = db
                    .find(Customer)
                    .columns((Customer.id, Customer.name, Customer.city))
                    .order_by(Customer.id)
                    .with(orders);
                let customers = match strategy {
                    Strategy::PerLevel => customers.per_level(),
                    Strategy::Json => customers.as_json(),
                };
                let customers: Vec<model::Customer> = customers.all().await?;
                seen.rows(&customers);
            }
            Ok(())
        })
    }

    fn insert(&mut self, batches: Vec<Vec<model::Arrival>>) -> Outcome {
        self.run(async |db| {
            for batch in batches {
                let rows = batch.into_iter().map(|arrival| NewArrival {
                    id: arrival.id,
                    name: arrival.name,
                    count: arrival.count,
                    created_at: arrival.created_at,
                    active: arrival.active,
                });
                db.insert_many(rows).run().await?;
            }
            Ok(())
        })
    }

    fn renderer(&self) -> Option<fn(&Search) -> String> {
        Some(render::<B>)
    }
}

fn render<B: Backend>(search: &Search) -> String {
    let statement = orm::select::<B, Scoped<OrgId>, _>((
        User.name,
        User.email,
        Post.title,
        Post.views,
        Comment.body,
        Comment.created_at,
    ))
    .from(User)
    .inner_join(Post, Post.author_id.eq(User.id))
    .left_join(Comment, Comment.post_id.eq(Post.id))
    .filter(User.age.ge(search.min_age))
    .filter(Post.views.gt(search.min_views))
    .order_by(Post.views.desc())
    .limit(search.limit.unsigned_abs())
    .to_sql()
    .expect("the query is well-formed");
    black_box(statement.args());
    statement.into_sql()
}
