//! A view that belongs to nobody reads rows of tenants.

mod tables;

use orm::prelude::*;
use orm::query::ViewQuery;
use tables::*;

#[derive(Keyspace)]
#[keyspace(name = "reports", includes(Policies), views(Total))]
struct Reports;

#[derive(View, Clone, Debug)]
#[view(name = "totals", keyspace = Reports, query = totals, global)]
struct Total {
    #[column(primary_key)]
    policy_id: Uuid,
    amount: i64,
}

fn totals() -> ViewQuery<Total> {
    orm::select(TotalOf {
        policy_id: Claim.policy_id,
        amount: Claim.amount,
    })
    .from(Claim)
    .view()
}

fn main() {}
