//! This project: typed statements on the embedded backend.

use std::hint::black_box;
use std::path::Path;

use orm::prelude::*;
use serde_json::Value;
use tokio::runtime::Runtime;

use super::{Contender, runtime};
use crate::Outcome;
use crate::fixture::TENANT;
use crate::model::{self, Search};
use crate::workload::Seen;

#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct OrgId(Uuid);

#[derive(Keyspace)]
#[keyspace(
    name = "bench",
    tables(Policy, Item, User, Post, Comment, Writer, Article, Remark, Arrival)
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
#[table(name = "posts", keyspace = Bench)]
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

#[derive(Table, Clone, Debug, Hash)]
#[table(name = "writers", keyspace = Bench, relations(many(articles: Article::writer_id)))]
struct Writer {
    #[column(primary_key)]
    id: Uuid,
    #[column(tenant)]
    org_id: OrgId,
    name: String,
    email: String,
    age: i64,
}

#[derive(Table, Clone, Debug, Hash)]
#[table(name = "articles", keyspace = Bench, relations(many(remarks: Remark::article_id)))]
struct Article {
    #[column(primary_key)]
    id: Uuid,
    #[column(tenant)]
    org_id: OrgId,
    writer_id: Uuid,
    title: String,
    views: i64,
}

#[derive(Table, Clone, Debug, Hash)]
#[table(name = "remarks", keyspace = Bench)]
struct Remark {
    #[column(primary_key)]
    id: Uuid,
    #[column(tenant)]
    org_id: OrgId,
    article_id: Uuid,
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

struct Claims;

impl TenantClaims for Claims {
    type Key = OrgId;
    type Actor = Uuid;

    fn tenant(&self) -> Option<OrgId> {
        Some(OrgId(TENANT))
    }

    fn actor(&self) -> Option<Uuid> {
        None
    }
}

pub(super) fn open(path: &Path) -> Outcome<Box<dyn Contender>> {
    let runtime = runtime()?;
    let url = format!("sqlite:{}", path.display());
    let db = runtime
        .block_on(Db::<Sqlite>::connect(&url))?
        .tenant(&Claims)?;
    Ok(Box::new(Ours { runtime, db }))
}

struct Ours {
    runtime: Runtime,
    db: Db<Sqlite, Scoped<OrgId>>,
}

impl Contender for Ours {
    fn point(&mut self, keys: &[Uuid], seen: &mut Seen) -> Outcome {
        self.runtime.block_on(async {
            for key in keys {
                seen.row(&self.db.from(Policy).by_key(*key).one().await?);
            }
            Ok(())
        })
    }

    fn select(&mut self, rows: usize, times: usize, seen: &mut Seen) -> Outcome {
        self.runtime.block_on(async {
            for _ in 0..times {
                let items = self
                    .db
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
        self.runtime.block_on(async {
            for _ in 0..times {
                let authored = self
                    .db
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

    fn nests(&self) -> bool {
        true
    }

    fn nested(&mut self, json: bool, times: usize, seen: &mut Seen) -> Outcome {
        self.runtime.block_on(async {
            for _ in 0..times {
                let writers = self
                    .db
                    .find(Writer)
                    .with(Writer::articles().with(Article::remarks()));
                let writers = if json {
                    writers.as_json().all().await?
                } else {
                    writers.per_level().all().await?
                };
                seen.rows(&writers);
            }
            Ok(())
        })
    }

    fn insert(&mut self, batches: Vec<Vec<model::Arrival>>) -> Outcome {
        self.runtime.block_on(async {
            for batch in batches {
                let rows = batch.into_iter().map(|arrival| NewArrival {
                    id: arrival.id,
                    name: arrival.name,
                    count: arrival.count,
                    created_at: arrival.created_at,
                    active: arrival.active,
                });
                self.db.insert_many(rows).run().await?;
            }
            Ok(())
        })
    }

    fn renderer(&self) -> Option<fn(&Search) -> String> {
        Some(render)
    }
}

fn render(search: &Search) -> String {
    let statement = orm::select::<Sqlite, Scoped<OrgId>, _>((
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
