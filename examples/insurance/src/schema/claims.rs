use orm::prelude::*;
use serde::Serialize;

use super::global::{CauseOfLoss, Country, Currency, LineOfBusiness};
use super::types::*;

/// Losses, what is set aside for them, and what is paid.
#[derive(Keyspace)]
#[keyspace(
    name = "oi_claims",
    backend = mysql,
    tables(
        Adjuster, Claim, Claimant, Reserve, ClaimPayment, Recovery, ClaimNote, ClaimDocument
    ),
    references(Currency, Country, LineOfBusiness, CauseOfLoss)
)]
pub struct Claims;

#[derive(Table, Clone, Debug)]
#[table(name = "adjusters", keyspace = Claims, unique(org_id, code))]
pub struct Adjuster {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(varchar = 32)]
    pub code: String,
    #[column(varchar = 200)]
    pub name: String,
    /// What the adjuster may pay without asking.
    #[column(numeric(12, 2))]
    pub authority: Decimal,
    #[column(soft_delete)]
    pub deleted_at: Option<DateTime<Utc>>,
}

#[derive(Table, Clone, Debug, Serialize)]
#[table(
    name = "claims",
    keyspace = Claims,
    unique(org_id, number),
    index(org_id, policy_id),
    index(org_id, status, occurred_on)
)]
pub struct Claim {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(varchar = 64)]
    pub number: String,
    /// In the database of policies.
    pub policy_id: Uuid,
    #[column(references(Adjuster::id, on_delete = restrict))]
    pub adjuster_id: Option<Uuid>,
    #[column(varchar = 16, references(CauseOfLoss::code))]
    pub cause: String,
    #[column(default = ClaimStatus::Open)]
    pub status: ClaimStatus,
    pub occurred_on: NaiveDate,
    pub description: Json<LocalizedText>,
    #[column(varchar = 3, references(Currency::code))]
    pub currency: String,
    #[column(created_at)]
    pub created_at: DateTime<Utc>,
    #[column(updated_at)]
    pub updated_at: DateTime<Utc>,
    #[column(created_by)]
    pub created_by: Option<Uuid>,
    #[column(updated_by)]
    pub updated_by: Option<Uuid>,
    #[column(version)]
    pub version: i32,
    #[column(soft_delete)]
    pub deleted_at: Option<DateTime<Utc>>,
}

#[derive(Table, Clone, Debug)]
#[table(name = "claimants", keyspace = Claims, index(org_id, claim_id))]
pub struct Claimant {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Claim::id, on_delete = cascade))]
    pub claim_id: Uuid,
    #[column(default = PartyKind::Person)]
    pub kind: PartyKind,
    #[column(varchar = 200)]
    pub name: String,
    #[column(varchar = 2, references(Country::code))]
    pub country: Option<String>,
}

/// What is expected to be paid still; the last one of a kind counts.
#[derive(Table, Clone, Debug, Serialize)]
#[table(name = "reserves", keyspace = Claims, index(org_id, claim_id, kind, created_at desc))]
pub struct Reserve {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Claim::id, on_delete = cascade))]
    pub claim_id: Uuid,
    #[column(default = ReserveKind::Indemnity)]
    pub kind: ReserveKind,
    #[column(numeric(12, 2), check = "amount >= 0")]
    pub amount: Decimal,
    #[column(created_at)]
    pub created_at: DateTime<Utc>,
    #[column(created_by)]
    pub created_by: Option<Uuid>,
}

#[derive(Table, Clone, Debug, Serialize)]
#[table(name = "claim_payments", keyspace = Claims, index(org_id, claim_id))]
pub struct ClaimPayment {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Claim::id, on_delete = restrict))]
    pub claim_id: Uuid,
    #[column(references(Claimant::id, on_delete = restrict))]
    pub claimant_id: Option<Uuid>,
    #[column(default = ReserveKind::Indemnity)]
    pub kind: ReserveKind,
    #[column(numeric(12, 2), check = "amount > 0")]
    pub amount: Decimal,
    pub paid_on: NaiveDate,
    #[column(created_at)]
    pub created_at: DateTime<Utc>,
    #[column(created_by)]
    pub created_by: Option<Uuid>,
}

#[derive(Table, Clone, Debug)]
#[table(name = "recoveries", keyspace = Claims, index(org_id, claim_id))]
pub struct Recovery {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Claim::id, on_delete = restrict))]
    pub claim_id: Uuid,
    pub kind: RecoveryKind,
    #[column(numeric(12, 2))]
    pub amount: Decimal,
    pub received_on: NaiveDate,
}

#[derive(Table, Clone, Debug)]
#[table(name = "claim_notes", keyspace = Claims, index(org_id, claim_id, created_at desc))]
pub struct ClaimNote {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Claim::id, on_delete = cascade))]
    pub claim_id: Uuid,
    pub text: String,
    #[column(created_at)]
    pub created_at: DateTime<Utc>,
    #[column(created_by)]
    pub created_by: Option<Uuid>,
}

#[derive(Table, Clone, Debug)]
#[table(name = "claim_documents", keyspace = Claims, unique(org_id, claim_id, path))]
pub struct ClaimDocument {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Claim::id, on_delete = cascade))]
    pub claim_id: Uuid,
    pub kind: DocumentKind,
    #[column(varchar = 255)]
    pub path: String,
    #[column(created_at)]
    pub created_at: DateTime<Utc>,
}
