//! What the cases of default scopes share. Each has its own `Article`, whose scope is wrong, or used
//! wrongly.

use orm::prelude::*;

use super::Article;

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
