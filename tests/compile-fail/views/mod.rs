//! A view that somebody else made over the tables of the wrong programs.

use orm::prelude::*;

use super::tables::*;

#[derive(Keyspace)]
#[keyspace(name = "reports", includes(Policies), views(Open))]
pub struct Reports;

#[derive(View, Clone, Debug)]
#[view(name = "open_claims", keyspace = Reports, existing)]
pub struct Open {
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(primary_key)]
    pub id: Uuid,
    pub amount: i64,
}
