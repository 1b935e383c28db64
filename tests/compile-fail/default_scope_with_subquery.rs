//! A default scope holds a subquery.

mod press;

use orm::prelude::*;
use press::*;

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
