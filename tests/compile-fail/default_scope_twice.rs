//! Two default scopes have one name.

mod press;

use orm::prelude::*;
use press::*;

#[derive(Table, Clone, Debug)]
#[table(
    name = "articles",
    keyspace = Press,
    scope(published = Article.published.eq(true)), scope(published = Article.id.gt(1))
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
