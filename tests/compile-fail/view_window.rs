//! A window function of a view looks at rows of all tenants.

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
        org_id: Claim.org_id,
        policy_id: Claim.policy_id,
        amount: orm::expr::row_number().over(orm::expr::window().order_by(Claim.amount)),
    })
    .from(Claim)
    .view()
}

fn main() {}
