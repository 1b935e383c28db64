use axum::Json as Body;
use axum::extract::{Path, Query};
use orm::prelude::*;
use serde::{Deserialize, Serialize};

use crate::app::Database;
use crate::error::Failure;
use crate::schema::{
    Billing, Cancellation, Claim, ClaimPayment, ClaimStatus, Claims, Country, Insured, Invoice,
    LineOfBusiness, LocalizedText, Policies, Policy, PolicyCoverage, PolicyStatus,
};
use crate::scope::{Reads, TenantDb};

#[derive(Deserialize)]
pub struct Wanted {
    status: Option<PolicyStatus>,
    insured: Option<String>,
    page: Option<u64>,
}

/// A line of the list, with the names that the copies of reference tables know.
#[derive(Projection, Serialize)]
pub struct PolicyLine {
    id: Uuid,
    number: String,
    status: PolicyStatus,
    insured: String,
    country: Json<LocalizedText>,
    line: Json<LocalizedText>,
    #[column(numeric(12, 2))]
    premium: Decimal,
    expires_on: NaiveDate,
}

pub async fn list<B: Database>(
    Reads(db): Reads<B, Policies>,
    Query(wanted): Query<Wanted>,
) -> Result<Body<Vec<PolicyLine>>, Failure> {
    let lines = db
        .select(PolicyLineOf {
            id: Policy.id,
            number: Policy.number,
            status: Policy.status,
            insured: Insured.name,
            country: Country.name,
            line: LineOfBusiness.name,
            premium: Policy.premium,
            expires_on: Policy.expires_on,
        })
        .from(Policy)
        .inner_join(Insured, Insured.id.eq(Policy.insured_id))
        .inner_join(Country, Country.code.eq(Insured.country))
        .inner_join(LineOfBusiness, LineOfBusiness.code.eq(Policy.line))
        .filter_if(wanted.status.map(|status| Policy.status.eq(status)))
        .filter_if(wanted.insured.map(|name| Insured.name.contains(&name)))
        .order_by(Policy.number)
        .limit(50)
        .offset(wanted.page.unwrap_or(0).saturating_mul(50))
        .all()
        .await?;
    Ok(Body(lines))
}

/// A policy with what three databases know of it.
#[derive(Serialize)]
pub struct PolicyFile {
    policy: Policy,
    insured: Insured,
    coverages: Vec<PolicyCoverage>,
    cancellation: Option<Cancellation>,
    claims: Vec<ClaimLine>,
    invoices: Vec<Invoice>,
}

#[derive(Projection, Serialize)]
pub struct ClaimLine {
    id: Uuid,
    number: String,
    status: ClaimStatus,
    occurred_on: NaiveDate,
    #[column(numeric(12, 2))]
    paid: Option<Decimal>,
}

pub async fn one<B: Database>(
    Reads(policies): Reads<B, Policies>,
    Reads(claims): Reads<B, Claims>,
    Reads(billing): Reads<B, Billing>,
    Path(id): Path<Uuid>,
) -> Result<Body<PolicyFile>, Failure> {
    let (policy, insured, cancellation) = policies
        .select((Policy, Insured, Cancellation))
        .from(Policy)
        .inner_join(Insured, Insured.id.eq(Policy.insured_id))
        .left_join(Cancellation, Cancellation.policy_id.eq(Policy.id))
        .filter(Policy.id.eq(id))
        .one()
        .await?;
    let coverages = policies
        .from(PolicyCoverage)
        .filter(PolicyCoverage.policy_id.eq(id))
        .order_by(PolicyCoverage.code)
        .all()
        .await?;
    // Other databases: queried one after the other, and not joined.
    Ok(Body(PolicyFile {
        policy,
        insured,
        coverages,
        cancellation,
        claims: claims_of(&claims, id).await?,
        invoices: billing
            .from(Invoice)
            .filter(Invoice.policy_id.eq(id))
            .order_by(Invoice.due_on)
            .all()
            .await?,
    }))
}

async fn claims_of<B: Database>(
    db: &TenantDb<B, Claims>,
    policy: Uuid,
) -> Result<Vec<ClaimLine>, orm::Error> {
    db.select(ClaimLineOf {
        id: Claim.id,
        number: Claim.number,
        status: Claim.status,
        occurred_on: Claim.occurred_on,
        paid: sum(ClaimPayment.amount),
    })
    .from(Claim)
    .left_join(ClaimPayment, ClaimPayment.claim_id.eq(Claim.id))
    .filter(Claim.policy_id.eq(policy))
    .group_by((Claim.id, Claim.number, Claim.status, Claim.occurred_on))
    .order_by(Claim.number)
    .all()
    .await
}
