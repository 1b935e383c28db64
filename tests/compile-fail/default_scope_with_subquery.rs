//! A default scope holds a subquery.

use orm::prelude::*;

#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrgId(pub Uuid);

#[derive(Keyspace)]
#[keyspace(name = "press", tables(Author, Article))]
pub struct Press;

#[derive(Table, Clone, Debug)]
#[table(name = "authors", keyspace = Press)]
pub struct Author {
    #[column(primary_key)]
    pub id: i64,
    #[column(tenant)]
    pub org_id: OrgId,
    pub active: bool,
}

#[derive(Table, Clone, Debug)]
#[table(
    name = "articles",
    keyspace = Press,
    scope(active = Article.author_id.in_query(orm::select(Author.id).from(Author)))
)]
pub struct Article {
    #[column(primary_key)]
    pub id: i64,
    #[column(tenant)]
    pub org_id: OrgId,
    pub author_id: i64,
    pub published: bool,
}

fn main() {}
