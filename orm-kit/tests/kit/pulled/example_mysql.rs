use orm::prelude::*;

/// Names a tenant.
#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrgId(pub Uuid);

/// The tables of `oi_policies`.
#[derive(Keyspace)]
#[keyspace(name = "oi_policies", tables(Cancellation, Country, Currency, EarnedPremium, Insured, LinesOfBusiness, Policy, PolicyCoverage, PolicyDocument, PolicyNote, PolicyVersion, Renewal))]
pub struct OiPolicies;

/// The values of `cancellations_kind`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "cancellations_kind")]
pub enum CancellationsKind {
    /// `pro_rata`
    #[db_enum(rename = "pro_rata")]
    ProRata,
    /// `short_rate`
    #[db_enum(rename = "short_rate")]
    ShortRate,
    /// `flat`
    #[db_enum(rename = "flat")]
    Flat,
}

/// The values of `insureds_kind`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "insureds_kind")]
pub enum InsuredsKind {
    /// `person`
    #[db_enum(rename = "person")]
    Person,
    /// `company`
    #[db_enum(rename = "company")]
    Company,
}

/// The values of `policies_status`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "policies_status")]
pub enum PoliciesStatus {
    /// `draft`
    #[db_enum(rename = "draft")]
    Draft,
    /// `bound`
    #[db_enum(rename = "bound")]
    Bound,
    /// `cancelled`
    #[db_enum(rename = "cancelled")]
    Cancelled,
    /// `expired`
    #[db_enum(rename = "expired")]
    Expired,
}

/// The values of `policy_documents_kind`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "policy_documents_kind")]
pub enum PolicyDocumentsKind {
    /// `contract`
    #[db_enum(rename = "contract")]
    Contract,
    /// `letter`
    #[db_enum(rename = "letter")]
    Letter,
    /// `photo`
    #[db_enum(rename = "photo")]
    Photo,
    /// `report`
    #[db_enum(rename = "report")]
    Report,
    /// `invoice`
    #[db_enum(rename = "invoice")]
    Invoice,
}

/// The values of `policy_versions_reason`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "policy_versions_reason")]
pub enum PolicyVersionsReason {
    /// `issued`
    #[db_enum(rename = "issued")]
    Issued,
    /// `endorsed`
    #[db_enum(rename = "endorsed")]
    Endorsed,
    /// `cancelled`
    #[db_enum(rename = "cancelled")]
    Cancelled,
    /// `renewed`
    #[db_enum(rename = "renewed")]
    Renewed,
}

/// A row of `cancellations`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "cancellations", keyspace = OiPolicies,
    unique(org_id, policy_id),
    relations(one(policy: policy_id)),
)]
pub struct Cancellation {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `org_id`
    #[column(tenant)]
    pub org_id: OrgId,
    /// `policy_id`
    #[column(references(Policy::id, on_delete = cascade))]
    pub policy_id: Uuid,
    /// `kind`
    #[column(default = CancellationsKind::ProRata)]
    pub kind: CancellationsKind,
    /// `effective_on`
    pub effective_on: NaiveDate,
    /// `returned_premium`
    #[column(numeric(12, 2))]
    pub returned_premium: Decimal,
    /// `reason`
    pub reason: String,
    /// `created_at`
    pub created_at: DateTime<Utc>,
    /// `created_by`
    pub created_by: Option<Uuid>,
}

/// A row of `countries`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "countries", keyspace = OiPolicies,
    global,
    relations(many(insureds: Insured::country)),
)]
pub struct Country {
    /// `code`
    #[column(primary_key, varchar = 2)]
    pub code: String,
    /// `name`
    pub name: Json<serde_json::Value>,
    /// `currency`
    #[column(varchar = 3)]
    pub currency: String,
}

/// A row of `currencies`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "currencies", keyspace = OiPolicies,
    global,
    relations(many(policies: Policy::currency)),
)]
pub struct Currency {
    /// `code`
    #[column(primary_key, varchar = 3)]
    pub code: String,
    /// `name`
    pub name: Json<serde_json::Value>,
    /// `digits`
    pub digits: i16,
}

/// A row of `earned_premiums`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "earned_premiums", keyspace = OiPolicies,
    primary_key(org_id, policy_id, code, month),
    references((policy_id, code) -> PolicyCoverage(policy_id, code), on_delete = cascade),
)]
pub struct EarnedPremium {
    /// `org_id`
    #[column(tenant)]
    pub org_id: OrgId,
    /// `policy_id`
    pub policy_id: Uuid,
    /// `code`
    #[column(varchar = 32)]
    pub code: String,
    /// `month`
    pub month: NaiveDate,
    /// `amount`
    #[column(numeric(12, 2))]
    pub amount: Decimal,
    /// `created_at`
    pub created_at: DateTime<Utc>,
    /// `created_by`
    pub created_by: Option<Uuid>,
}

/// A row of `insureds`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "insureds", keyspace = OiPolicies,
    index(org_id, name, name = "insureds_org_id_name_index"),
    relations(many(policies: Policy::insured_id)),
)]
pub struct Insured {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `org_id`
    #[column(tenant)]
    pub org_id: OrgId,
    /// `kind`
    #[column(default = InsuredsKind::Company)]
    pub kind: InsuredsKind,
    /// `name`
    #[column(varchar = 200)]
    pub name: String,
    /// `country`
    #[column(varchar = 2, references(Country::code))]
    pub country: String,
    /// `email`
    #[column(varchar = 255)]
    pub email: Option<String>,
    /// `created_at`
    pub created_at: DateTime<Utc>,
    /// `updated_at`
    pub updated_at: DateTime<Utc>,
    /// `deleted_at`
    pub deleted_at: Option<DateTime<Utc>>,
}

/// A row of `lines_of_business`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "lines_of_business", keyspace = OiPolicies,
    global,
    relations(many(policies: Policy::line)),
)]
pub struct LinesOfBusiness {
    /// `code`
    #[column(primary_key, varchar = 16)]
    pub code: String,
    /// `name`
    pub name: Json<serde_json::Value>,
    /// `claims_made`
    #[column(default = false)]
    pub claims_made: bool,
}

/// A row of `policies`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "policies", keyspace = OiPolicies,
    unique(org_id, number),
    unique(org_id, quote_id),
    index(org_id, status, expires_on, name = "policies_org_id_status_expires_on_index"),
    check("`premium` >= 0", name = "policies_check1"),
    check("`expires_on` > `effective_on`", name = "policies_term_check"),
    relations(one(insured: insured_id), many(cancellations: Cancellation::policy_id), many(policy_coverages: PolicyCoverage::policy_id), many(policy_documents: PolicyDocument::policy_id), many(policy_notes: PolicyNote::policy_id), many(policy_versions: PolicyVersion::policy_id), many(renewals: Renewal::policy_id)),
)]
pub struct Policy {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `org_id`
    #[column(tenant)]
    pub org_id: OrgId,
    /// `number`
    #[column(varchar = 64)]
    pub number: String,
    /// `insured_id`
    #[column(references(Insured::id, on_delete = restrict))]
    pub insured_id: Uuid,
    /// `quote_id`
    pub quote_id: Option<Uuid>,
    /// `producer_id`
    pub producer_id: Option<Uuid>,
    /// `line`
    #[column(varchar = 16, references(LinesOfBusiness::code))]
    pub line: String,
    /// `status`
    #[column(default = PoliciesStatus::Draft)]
    pub status: PoliciesStatus,
    /// `title`
    pub title: Json<serde_json::Value>,
    /// `effective_on`
    pub effective_on: NaiveDate,
    /// `expires_on`
    pub expires_on: NaiveDate,
    /// `premium`
    #[column(numeric(12, 2))]
    pub premium: Decimal,
    /// `currency`
    #[column(varchar = 3, references(Currency::code))]
    pub currency: String,
    /// `created_at`
    pub created_at: DateTime<Utc>,
    /// `updated_at`
    pub updated_at: DateTime<Utc>,
    /// `created_by`
    pub created_by: Option<Uuid>,
    /// `updated_by`
    pub updated_by: Option<Uuid>,
    /// `version`
    pub version: i32,
    /// `deleted_at`
    pub deleted_at: Option<DateTime<Utc>>,
}

/// A row of `policy_coverages`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "policy_coverages", keyspace = OiPolicies,
    primary_key(org_id, policy_id, code),
    relations(one(policy: policy_id)),
)]
pub struct PolicyCoverage {
    /// `org_id`
    #[column(tenant)]
    pub org_id: OrgId,
    /// `policy_id`
    #[column(references(Policy::id, on_delete = cascade))]
    pub policy_id: Uuid,
    /// `code`
    #[column(varchar = 32)]
    pub code: String,
    /// `title`
    pub title: Json<serde_json::Value>,
    /// `limit`
    #[column(numeric(12, 2))]
    pub limit: Decimal,
    /// `deductible`
    #[column(numeric(12, 2), default = sql("0.00"))]
    pub deductible: Decimal,
    /// `premium`
    #[column(numeric(12, 2))]
    pub premium: Decimal,
}

/// A row of `policy_documents`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "policy_documents", keyspace = OiPolicies,
    unique(org_id, policy_id, path),
    relations(one(policy: policy_id)),
)]
pub struct PolicyDocument {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `org_id`
    #[column(tenant)]
    pub org_id: OrgId,
    /// `policy_id`
    #[column(references(Policy::id, on_delete = cascade))]
    pub policy_id: Uuid,
    /// `kind`
    pub kind: PolicyDocumentsKind,
    /// `path`
    #[column(varchar = 255)]
    pub path: String,
    /// `bytes`
    pub bytes: i64,
    /// `created_at`
    pub created_at: DateTime<Utc>,
}

/// A row of `policy_notes`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "policy_notes", keyspace = OiPolicies,
    index(org_id, policy_id, created_at desc, name = "policy_notes_org_id_policy_id_created_at_index"),
    relations(one(policy: policy_id)),
)]
pub struct PolicyNote {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `org_id`
    #[column(tenant)]
    pub org_id: OrgId,
    /// `policy_id`
    #[column(references(Policy::id, on_delete = cascade))]
    pub policy_id: Uuid,
    /// `text`
    pub text: String,
    /// `created_at`
    pub created_at: DateTime<Utc>,
    /// `created_by`
    pub created_by: Option<Uuid>,
    /// `deleted_at`
    pub deleted_at: Option<DateTime<Utc>>,
}

/// A row of `policy_versions`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "policy_versions", keyspace = OiPolicies,
    primary_key(org_id, policy_id, number),
    relations(one(policy: policy_id)),
)]
pub struct PolicyVersion {
    /// `org_id`
    #[column(tenant)]
    pub org_id: OrgId,
    /// `policy_id`
    #[column(references(Policy::id, on_delete = cascade))]
    pub policy_id: Uuid,
    /// `number`
    pub number: i32,
    /// `reason`
    pub reason: PolicyVersionsReason,
    /// `effective_on`
    pub effective_on: NaiveDate,
    /// `premium`
    #[column(numeric(12, 2))]
    pub premium: Decimal,
    /// `created_at`
    pub created_at: DateTime<Utc>,
    /// `created_by`
    pub created_by: Option<Uuid>,
}

/// A row of `renewals`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "renewals", keyspace = OiPolicies,
    unique(org_id, policy_id),
    relations(one(policy: policy_id)),
)]
pub struct Renewal {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `org_id`
    #[column(tenant)]
    pub org_id: OrgId,
    /// `policy_id`
    #[column(references(Policy::id, on_delete = cascade))]
    pub policy_id: Uuid,
    /// `renewed_as`
    #[column(references(Policy::id, on_delete = restrict))]
    pub renewed_as: Option<Uuid>,
    /// `due_on`
    pub due_on: NaiveDate,
    /// `offered_premium`
    #[column(numeric(12, 2))]
    pub offered_premium: Option<Decimal>,
}

