//! Views over the suite's tables.

use orm::prelude::*;
use orm::query::ViewQuery;
use orm::select;

use super::*;

orm::alias!(OtherClaim: Claim);

/// A join of three tables, with a subquery that reads one of them once more.
#[derive(View, Clone, Debug, PartialEq)]
#[view(
    name = "open_claims",
    keyspace = Insurance,
    query = open_claims,
    relations(one(policy: policy_id -> Policy::id), many(payments: Payment::claim_id))
)]
pub struct OpenClaim {
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(primary_key)]
    pub id: Uuid,
    pub policy_id: Uuid,
    #[column(varchar = 64)]
    pub number: String,
    pub title: String,
    pub amount: i64,
    pub status: PolicyStatus,
    #[column(numeric(12, 2))]
    pub premium: Decimal,
    pub country: Option<String>,
    pub others: i64,
}

fn open_claims() -> ViewQuery<OpenClaim> {
    let others = select(count_all())
        .correlate(Claim)
        .from(OtherClaim)
        .filter(
            OtherClaim
                .policy_id
                .eq(Claim.policy_id)
                .and(OtherClaim.id.ne(Claim.id)),
        );
    select(OpenClaimOf {
        org_id: Claim.org_id,
        id: Claim.id,
        policy_id: Claim.policy_id,
        number: Policy.number,
        title: Claim.title,
        amount: Claim.amount,
        status: Policy.status,
        premium: Policy.premium,
        country: Contact.country,
        others: coalesce(scalar(others), 0),
    })
    .from(Claim)
    .inner_join(Policy, Policy.id.eq(Claim.policy_id))
    .left_join(Contact, Contact.id.eq(Policy.holder_id))
    .filter(
        Claim
            .open
            .eq(true)
            .and(Policy.status.ne(PolicyStatus::Cancelled)),
    )
    .view()
}

/// A group per holder.
#[derive(View, Clone, Debug, PartialEq)]
#[view(name = "holdings", keyspace = Insurance, query = holdings)]
pub struct Holding {
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(primary_key)]
    pub holder_id: Uuid,
    pub policies: i64,
    #[column(numeric(14, 2))]
    pub premium: Option<Decimal>,
}

fn holdings() -> ViewQuery<Holding> {
    select(HoldingOf {
        org_id: Policy.org_id,
        holder_id: Policy.holder_id,
        policies: count(Policy.id),
        premium: sum(Policy.premium),
    })
    .from(Policy)
    .filter(Policy.number.ne("it's -- not"))
    .group_by((Policy.org_id, Policy.holder_id))
    .view()
}

/// A view over a view.
#[derive(View, Clone, Debug, PartialEq)]
#[view(name = "fleets", keyspace = Insurance, query = fleets)]
pub struct Fleet {
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(primary_key)]
    pub holder_id: Uuid,
    pub name: String,
    pub policies: i64,
}

fn fleets() -> ViewQuery<Fleet> {
    select(FleetOf {
        org_id: Contact.org_id,
        holder_id: Holding.holder_id,
        name: Contact.name,
        policies: Holding.policies,
    })
    .from(Holding)
    .inner_join(Contact, Contact.id.eq(Holding.holder_id))
    .filter(Holding.policies.gt(1))
    .view()
}

/// Nobody's rows.
#[derive(View, Clone, Debug, PartialEq)]
#[view(name = "short_countries", keyspace = Insurance, global, query = short_countries)]
pub struct ShortCountry {
    #[column(primary_key, varchar = 2)]
    pub code: String,
    pub name: String,
}

fn short_countries() -> ViewQuery<ShortCountry> {
    select(ShortCountryOf {
        code: Country.code,
        name: Country.name,
    })
    .from(Country)
    .filter(Country.name.ne("Germany"))
    .view()
}

/// What another service of the same database declares over a view that is not its own.
#[derive(Keyspace)]
#[keyspace(name = "reports", views(SeenClaim))]
pub struct Reports;

#[derive(View, Clone, Debug, PartialEq)]
#[view(name = "open_claims", keyspace = Reports, existing)]
pub struct SeenClaim {
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(primary_key)]
    pub id: Uuid,
    pub title: String,
}
