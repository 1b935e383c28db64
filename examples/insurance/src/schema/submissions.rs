use orm::prelude::*;
use serde::Serialize;

use super::global::{Country, Currency, LineOfBusiness};
use super::types::*;

/// What brokers ask for, and what they are offered.
#[derive(Keyspace)]
#[keyspace(
    name = "oi_submissions",
    backend = mysql,
    tables(
        Submission, RiskLocation, RiskAnswer, LossRecord, SubmissionDocument, Quote, QuoteCoverage,
        Referral
    ),
    references(Currency, Country, LineOfBusiness)
)]
pub struct Submissions;

#[derive(Table, Clone, Debug, Serialize)]
#[table(
    name = "submissions",
    keyspace = Submissions,
    unique(org_id, number),
    index(org_id, status, created_at desc)
)]
pub struct Submission {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(varchar = 64)]
    pub number: String,
    #[column(varchar = 200)]
    pub applicant: String,
    #[column(varchar = 2, references(Country::code))]
    pub country: String,
    #[column(varchar = 16, references(LineOfBusiness::code))]
    pub line: String,
    /// In the global database.
    pub producer_id: Option<Uuid>,
    #[column(default = SubmissionStatus::Received)]
    pub status: SubmissionStatus,
    pub wanted_from: NaiveDate,
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
#[table(name = "risk_locations", keyspace = Submissions, primary_key(submission_id, position))]
pub struct RiskLocation {
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Submission::id, on_delete = cascade))]
    pub submission_id: Uuid,
    pub position: i32,
    pub address: Json<serde_json::Value>,
    #[column(varchar = 2, references(Country::code))]
    pub country: String,
    #[column(numeric(14, 2))]
    pub insured_value: Decimal,
}

#[derive(Table, Clone, Debug)]
#[table(name = "risk_answers", keyspace = Submissions, primary_key(submission_id, question))]
pub struct RiskAnswer {
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Submission::id, on_delete = cascade))]
    pub submission_id: Uuid,
    #[column(varchar = 64)]
    pub question: String,
    pub answer: Json<serde_json::Value>,
}

#[derive(Table, Clone, Debug)]
#[table(name = "loss_records", keyspace = Submissions, index(org_id, submission_id, year))]
pub struct LossRecord {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Submission::id, on_delete = cascade))]
    pub submission_id: Uuid,
    pub year: i16,
    #[column(numeric(12, 2))]
    pub paid: Decimal,
    pub text: Option<String>,
}

#[derive(Table, Clone, Debug)]
#[table(name = "submission_documents", keyspace = Submissions, unique(org_id, submission_id, path))]
pub struct SubmissionDocument {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Submission::id, on_delete = cascade))]
    pub submission_id: Uuid,
    pub kind: DocumentKind,
    #[column(varchar = 255)]
    pub path: String,
    #[column(created_at)]
    pub created_at: DateTime<Utc>,
}

#[derive(Table, Clone, Debug, Serialize)]
#[table(
    name = "quotes",
    keyspace = Submissions,
    unique(org_id, submission_id, number),
    check("valid_until >= created_on", name = "quotes_validity_check")
)]
pub struct Quote {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Submission::id, on_delete = cascade))]
    pub submission_id: Uuid,
    pub number: i32,
    #[column(default = QuoteStatus::Open)]
    pub status: QuoteStatus,
    #[column(numeric(12, 2))]
    pub premium: Decimal,
    #[column(varchar = 3, references(Currency::code))]
    pub currency: String,
    pub created_on: NaiveDate,
    pub valid_until: NaiveDate,
    #[column(created_by)]
    pub created_by: Option<Uuid>,
    #[column(updated_by)]
    pub updated_by: Option<Uuid>,
    #[column(version)]
    pub version: i32,
}

#[derive(Table, Clone, Debug)]
#[table(name = "quote_coverages", keyspace = Submissions, primary_key(quote_id, code))]
pub struct QuoteCoverage {
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Quote::id, on_delete = cascade))]
    pub quote_id: Uuid,
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

/// A quote that an underwriter has to look at.
#[derive(Table, Clone, Debug)]
#[table(name = "referrals", keyspace = Submissions, index(org_id, status))]
pub struct Referral {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Quote::id, on_delete = cascade))]
    pub quote_id: Uuid,
    #[column(default = ReferralStatus::Open)]
    pub status: ReferralStatus,
    pub reason: Json<LocalizedText>,
    #[column(created_at)]
    pub created_at: DateTime<Utc>,
    #[column(updated_by)]
    pub updated_by: Option<Uuid>,
}
