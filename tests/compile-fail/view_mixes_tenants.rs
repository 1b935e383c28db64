//! The groups of a view hold rows of several tenants.

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
    amount: Option<i64>,
}

fn totals() -> ViewQuery<Total> {
    orm::select(TotalOf {
        org_id: Claim.org_id,
        policy_id: Claim.policy_id,
        amount: sum(Claim.amount),
    })
    .from(Claim)
    .group_by(Claim.policy_id)
    .view()
}

fn main() {}
