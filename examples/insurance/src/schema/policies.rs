use orm::prelude::*;
use serde::Serialize;

use super::global::{Country, Currency, LineOfBusiness};
use super::types::*;

/// Contracts and what becomes of them.
#[derive(Keyspace)]
#[keyspace(
    name = "oi_policies",
    backend = mysql,
    tables(
        Insured, Policy, PolicyVersion, PolicyCoverage, PolicyNote, PolicyDocument, Cancellation,
        Renewal, EarnedPremium
    ),
    references(Currency, Country, LineOfBusiness)
)]
pub struct Policies;

#[derive(Table, Clone, Debug, Serialize)]
#[table(name = "insureds", keyspace = Policies, index(org_id, name))]
pub struct Insured {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(default = PartyKind::Company)]
    pub kind: PartyKind,
    #[column(varchar = 200)]
    pub name: String,
    #[column(varchar = 2, references(Country::code))]
    pub country: String,
    #[column(varchar = 255)]
    pub email: Option<String>,
    #[column(created_at)]
    pub created_at: DateTime<Utc>,
    #[column(updated_at)]
    pub updated_at: DateTime<Utc>,
    #[column(soft_delete)]
    pub deleted_at: Option<DateTime<Utc>>,
}

#[derive(Table, Clone, Debug, Serialize)]
#[table(
    name = "policies",
    keyspace = Policies,
    unique(org_id, number),
    unique(org_id, quote_id),
    index(org_id, status, expires_on),
    check("expires_on > effective_on", name = "policies_term_check")
)]
pub struct Policy {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(varchar = 64)]
    pub number: String,
    #[column(references(Insured::id, on_delete = restrict))]
    pub insured_id: Uuid,
    /// The quote that was bound, in the database of submissions.
    pub quote_id: Option<Uuid>,
    /// In the global database.
    pub producer_id: Option<Uuid>,
    #[column(varchar = 16, references(LineOfBusiness::code))]
    pub line: String,
    #[column(default = PolicyStatus::Draft)]
    pub status: PolicyStatus,
    pub title: Json<LocalizedText>,
    pub effective_on: NaiveDate,
    pub expires_on: NaiveDate,
    #[column(numeric(12, 2), check = "premium >= 0")]
    pub premium: Decimal,
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

/// What a policy said from a day on.
#[derive(Table, Clone, Debug)]
#[table(name = "policy_versions", keyspace = Policies, primary_key(policy_id, number))]
pub struct PolicyVersion {
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Policy::id, on_delete = cascade))]
    pub policy_id: Uuid,
    pub number: i32,
    pub reason: VersionReason,
    pub effective_on: NaiveDate,
    #[column(numeric(12, 2))]
    pub premium: Decimal,
    #[column(created_at)]
    pub created_at: DateTime<Utc>,
    #[column(created_by)]
    pub created_by: Option<Uuid>,
}

#[derive(Table, Clone, Debug, Serialize)]
#[table(name = "policy_coverages", keyspace = Policies, primary_key(policy_id, code))]
pub struct PolicyCoverage {
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Policy::id, on_delete = cascade))]
    pub policy_id: Uuid,
    #[column(varchar = 32)]
    pub code: String,
    pub title: Json<LocalizedText>,
    #[column(numeric(12, 2))]
    pub limit: Decimal,
    #[column(numeric(12, 2), default = 0)]
    pub deductible: Decimal,
    #[column(numeric(12, 2))]
    pub premium: Decimal,
}

#[derive(Table, Clone, Debug)]
#[table(name = "policy_notes", keyspace = Policies, index(org_id, policy_id, created_at desc))]
pub struct PolicyNote {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Policy::id, on_delete = cascade))]
    pub policy_id: Uuid,
    pub text: String,
    #[column(created_at)]
    pub created_at: DateTime<Utc>,
    #[column(created_by)]
    pub created_by: Option<Uuid>,
    #[column(soft_delete)]
    pub deleted_at: Option<DateTime<Utc>>,
}

#[derive(Table, Clone, Debug)]
#[table(name = "policy_documents", keyspace = Policies, unique(org_id, policy_id, path))]
pub struct PolicyDocument {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Policy::id, on_delete = cascade))]
    pub policy_id: Uuid,
    pub kind: DocumentKind,
    #[column(varchar = 255)]
    pub path: String,
    pub bytes: i64,
    #[column(created_at)]
    pub created_at: DateTime<Utc>,
}

#[derive(Table, Clone, Debug, Serialize)]
#[table(name = "cancellations", keyspace = Policies, unique(org_id, policy_id))]
pub struct Cancellation {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Policy::id, on_delete = cascade))]
    pub policy_id: Uuid,
    #[column(default = CancellationKind::ProRata)]
    pub kind: CancellationKind,
    pub effective_on: NaiveDate,
    #[column(numeric(12, 2))]
    pub returned_premium: Decimal,
    pub reason: String,
    #[column(created_at)]
    pub created_at: DateTime<Utc>,
    #[column(created_by)]
    pub created_by: Option<Uuid>,
}

#[derive(Table, Clone, Debug)]
#[table(name = "renewals", keyspace = Policies, unique(org_id, policy_id))]
pub struct Renewal {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Policy::id, on_delete = cascade))]
    pub policy_id: Uuid,
    #[column(references(Policy::id, on_delete = restrict))]
    pub renewed_as: Option<Uuid>,
    pub due_on: NaiveDate,
    #[column(numeric(12, 2))]
    pub offered_premium: Option<Decimal>,
}

/// The part of a coverage's premium that a month earned, written by the nightly job.
#[derive(Table, Clone, Debug, Serialize)]
#[table(
    name = "earned_premiums",
    keyspace = Policies,
    primary_key(policy_id, code, month),
    references((policy_id, code) -> PolicyCoverage(policy_id, code), on_delete = cascade)
)]
pub struct EarnedPremium {
    #[column(tenant)]
    pub org_id: OrgId,
    pub policy_id: Uuid,
    #[column(varchar = 32)]
    pub code: String,
    /// Its first day.
    pub month: NaiveDate,
    #[column(numeric(12, 2))]
    pub amount: Decimal,
    #[column(created_at)]
    pub created_at: DateTime<Utc>,
    #[column(created_by)]
    pub created_by: Option<Uuid>,
}
