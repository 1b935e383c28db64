//! A default scope reads the columns of another table.

mod press;

use orm::prelude::*;
use press::*;

#[derive(Table, Clone, Debug)]
#[table(
    name = "articles",
    keyspace = Press,
    scope(active = Author.active.eq(true))
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
