//! A scope is left out of a query that does not read its table.

mod press;

use orm::prelude::*;
use press::*;

#[derive(Table, Clone, Debug)]
#[table(
    name = "articles",
    keyspace = Press,
    scope(published = Article.published.eq(true))
)]
pub struct Article {
    #[column(primary_key)]
    pub id: i64,
    #[column(tenant)]
    pub org_id: OrgId,
    pub author_id: i64,
    pub published: bool,
}

async fn wrong(db: &Db<Sqlite, Scoped<OrgId>>) {
    let _ = db
        .from(Author)
        .without_scope(Article::published())
        .all()
        .await;
}

fn main() {}
