//! The tenant column of a view is made, not carried through.

mod tables;

use orm::prelude::*;
use orm::query::ViewQuery;
use tables::*;

#[derive(Keyspace)]
#[keyspace(name = "reports", includes(Policies), views(Total))]
struct Reports;

#[derive(View, Clone, Debug)]
#[view(name = "totals", keyspace = Reports, query = totals)]
struct Total {
    #[column(tenant)]
    org_id: OrgId,
    #[column(primary_key)]
    policy_id: Uuid,
    amount: i64,
}

fn totals() -> ViewQuery<Total> {
    orm::select(TotalOf {
        org_id: value(OrgId(Uuid::nil())),
        policy_id: Claim.policy_id,
        amount: Claim.amount,
    })
    .from(Claim)
    .view()
}

fn main() {}
