//! Hints that don't fit the types of their columns.

use orm::prelude::*;

#[derive(Keyspace)]
#[keyspace(name = "notes", tables(Note))]
pub struct Notes;

#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrgId(pub i64);

#[derive(DbValue, Clone)]
pub struct Mail(pub String);

#[derive(Table)]
#[table(name = "notes", keyspace = Notes)]
pub struct Note {
    #[column(primary_key)]
    pub id: Uuid,
    #[column(tenant, citext)]
    pub org_id: OrgId,
    #[column(citext)]
    pub number: i64,
    #[column(json)]
    pub body: String,
    #[column(without_zone)]
    pub day: NaiveDate,
    #[column(mysql = year)]
    pub year: String,
    #[column(mysql = bit(65))]
    pub bits: u64,
    #[column(mysql = smalltext)]
    pub text: String,
    #[column(citext, mysql = mediumtext)]
    pub both: String,
    #[column(numeric(12, 2))]
    pub tags: Vec<String>,
    #[column(varchar = 20)]
    pub words: Vec<String>,
    pub sums: Vec<Decimal>,
    #[column(default = auto_increment(always))]
    pub count: i64,
}

fn main() {}
