use orm::prelude::*;
use serde::Serialize;

use super::types::*;
use super::{Billing, Claims, Policies, Submissions};

/// Organisations, their people and products, and what all databases refer to. Never sharded.
#[derive(Keyspace)]
#[keyspace(
    name = "oi_global",
    backend = mysql,
    tables(
        Currency, Country, LineOfBusiness, CauseOfLoss, FeatureFlag, Organisation, User, ApiKey,
        Producer, ProducerLicence, Program, ProgramLimit, UnderwritingRule, AuditEntry
    )
)]
pub struct Global;

#[derive(Table, Clone, Debug, PartialEq, Serialize)]
#[table(name = "currencies", keyspace = Global, global, reference_in = all)]
pub struct Currency {
    #[column(primary_key, varchar = 3)]
    pub code: String,
    pub name: Json<LocalizedText>,
    /// Digits after the point.
    pub digits: i16,
}

#[derive(Table, Clone, Debug, PartialEq, Serialize)]
#[table(name = "countries", keyspace = Global, global, reference_in = all)]
pub struct Country {
    #[column(primary_key, varchar = 2)]
    pub code: String,
    pub name: Json<LocalizedText>,
    #[column(varchar = 3, references(Currency::code))]
    pub currency: String,
}

#[derive(Table, Clone, Debug, PartialEq, Serialize)]
#[table(
    name = "lines_of_business",
    keyspace = Global,
    global,
    reference_in(Policies, Submissions, Claims, Billing)
)]
pub struct LineOfBusiness {
    #[column(primary_key, varchar = 16)]
    pub code: String,
    pub name: Json<LocalizedText>,
    /// Whether losses are paid that are reported after the policy ended.
    #[column(default = false)]
    pub claims_made: bool,
}

#[derive(Table, Clone, Debug, PartialEq, Serialize)]
#[table(name = "causes_of_loss", keyspace = Global, global, reference_in(Claims))]
pub struct CauseOfLoss {
    #[column(primary_key, varchar = 16)]
    pub code: String,
    #[column(varchar = 16, references(LineOfBusiness::code))]
    pub line: String,
    pub name: Json<LocalizedText>,
}

#[derive(Table, Clone, Debug, Serialize)]
#[table(name = "feature_flags", keyspace = Global, global)]
pub struct FeatureFlag {
    #[column(primary_key, varchar = 64)]
    pub name: String,
    #[column(default = false)]
    pub enabled: bool,
    #[column(updated_at)]
    pub updated_at: DateTime<Utc>,
}

/// The tenants' own table: an organisation reads its own row.
#[derive(Table, Clone, Debug, Serialize)]
#[table(name = "organisations", keyspace = Global)]
pub struct Organisation {
    #[column(primary_key, tenant)]
    pub id: OrgId,
    #[column(varchar = 200)]
    pub name: String,
    #[column(default = OrganisationKind::Carrier)]
    pub kind: OrganisationKind,
    #[column(varchar = 2, references(Country::code))]
    pub country: String,
    #[column(varchar = 3, references(Currency::code))]
    pub currency: String,
    pub entitlements: Option<Json<Entitlements>>,
    #[column(created_at)]
    pub created_at: DateTime<Utc>,
    #[column(updated_at)]
    pub updated_at: DateTime<Utc>,
    #[column(version)]
    pub version: i32,
}

#[derive(Table, Clone, Debug)]
#[table(name = "users", keyspace = Global, unique(org_id, email))]
pub struct User {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant, references(Organisation::id, on_delete = restrict))]
    pub org_id: OrgId,
    #[column(varchar = 255)]
    pub email: String,
    #[column(varchar = 200)]
    pub name: String,
    pub role: Role,
    #[column(created_at)]
    pub created_at: DateTime<Utc>,
    #[column(updated_at)]
    pub updated_at: DateTime<Utc>,
    #[column(soft_delete)]
    pub deleted_at: Option<DateTime<Utc>>,
}

#[derive(Table, Clone, Debug)]
#[table(name = "api_keys", keyspace = Global, unique(org_id, digest))]
pub struct ApiKey {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(User::id, on_delete = cascade))]
    pub user_id: Uuid,
    /// SHA-256 of the key, in hex.
    #[column(varchar = 64)]
    pub digest: String,
    pub expires_at: Option<DateTime<Utc>>,
    #[column(created_at)]
    pub created_at: DateTime<Utc>,
}

#[derive(Table, Clone, Debug)]
#[table(name = "producers", keyspace = Global, unique(org_id, code), index(org_id, status))]
pub struct Producer {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(varchar = 32)]
    pub code: String,
    #[column(varchar = 200)]
    pub name: String,
    #[column(default = ProducerStatus::Pending)]
    pub status: ProducerStatus,
    /// A share of the premium: 0.125 is 12.5 %.
    #[column(numeric(5, 4), check = "commission_rate >= 0")]
    pub commission_rate: Decimal,
    #[column(created_by)]
    pub created_by: Option<Uuid>,
    #[column(updated_by)]
    pub updated_by: Option<Uuid>,
    #[column(soft_delete)]
    pub deleted_at: Option<DateTime<Utc>>,
}

#[derive(Table, Clone, Debug)]
#[table(name = "producer_licences", keyspace = Global, primary_key(producer_id, country))]
pub struct ProducerLicence {
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Producer::id, on_delete = cascade))]
    pub producer_id: Uuid,
    #[column(varchar = 2, references(Country::code))]
    pub country: String,
    #[column(varchar = 64)]
    pub number: String,
    pub valid_until: NaiveDate,
}

#[derive(Table, Clone, Debug)]
#[table(name = "programs", keyspace = Global, unique(org_id, code))]
pub struct Program {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(varchar = 32)]
    pub code: String,
    pub title: Json<LocalizedText>,
    #[column(varchar = 16, references(LineOfBusiness::code))]
    pub line: String,
    #[column(default = ProgramStatus::Draft)]
    pub status: ProgramStatus,
    #[column(created_at)]
    pub created_at: DateTime<Utc>,
    #[column(created_by)]
    pub created_by: Option<Uuid>,
    #[column(version)]
    pub version: i32,
    #[column(soft_delete)]
    pub deleted_at: Option<DateTime<Utc>>,
}

#[derive(Table, Clone, Debug)]
#[table(name = "program_limits", keyspace = Global, primary_key(program_id, coverage))]
pub struct ProgramLimit {
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Program::id, on_delete = cascade))]
    pub program_id: Uuid,
    #[column(varchar = 32)]
    pub coverage: String,
    #[column(numeric(12, 2))]
    pub limit: Decimal,
    #[column(numeric(12, 2), default = 0)]
    pub deductible: Decimal,
}

#[derive(Table, Clone, Debug)]
#[table(name = "underwriting_rules", keyspace = Global, index(org_id, program_id, position))]
pub struct UnderwritingRule {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Program::id, on_delete = cascade))]
    pub program_id: Uuid,
    pub position: i32,
    pub condition: Json<serde_json::Value>,
    pub message: Json<LocalizedText>,
}

#[derive(Table, Clone, Debug)]
#[table(name = "audit_entries", keyspace = Global, index(org_id, created_at desc))]
pub struct AuditEntry {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(varchar = 64)]
    pub action: String,
    pub subject: Option<Uuid>,
    #[column(created_at)]
    pub created_at: DateTime<Utc>,
    #[column(created_by)]
    pub created_by: Option<Uuid>,
}
