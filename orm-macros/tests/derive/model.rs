//! The tables under test.

use chrono::{DateTime, Utc};
use orm_core::Json;
use orm_macros::{DbEnum, DbValue, Keyspace, Table, TenantKey};
use rust_decimal::Decimal;
use uuid::Uuid;

/// Names an organisation.
#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrgId(pub Uuid);

/// Names a customer.
#[derive(DbValue, Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContactId(pub Uuid);

/// Where a policy stands.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "policy_status", rename_all = "snake_case")]
pub enum PolicyStatus {
    /// Not yet binding.
    Draft,
    /// In force.
    InForce,
    /// Ended.
    #[db_enum(rename = "gone")]
    Cancelled,
}

/// How urgent a claim is.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(integer)]
pub enum Priority {
    /// Can wait.
    Low = -1,
    /// Counted on from the last.
    Normal,
    /// Can't.
    High = 10,
}

/// A state that other programs add to.
#[derive(DbEnum, Clone, Debug, PartialEq, Eq)]
#[db_enum(rename_all = "kebab-case")]
pub enum OpenState {
    /// Nobody looked at it.
    BrandNew,
    /// Another program's.
    #[db_enum(other)]
    Other(String),
}

/// A level that other programs add to.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(integer)]
pub enum Level {
    /// The first.
    #[db_enum(value = 1)]
    First,
    /// Another program's.
    #[db_enum(other)]
    Other(i64),
}

/// Names a region by a number.
#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegionId(pub u32);

/// Names a shop by a text.
#[derive(TenantKey, Clone, Debug, PartialEq, Eq)]
pub struct ShopName(pub String);

/// Names a branch by another newtype.
#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]
pub struct BranchId(pub ContactId);

/// Free text in several languages.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Localized {
    /// German.
    pub de: String,
}

/// The keyspace of tenants.
#[derive(Keyspace)]
#[keyspace(
    name = "oi_policies",
    tables(Org, Contact, Policy, Claim, Payment, Country, Setting, Ticket)
)]
pub struct Policies;

/// A keyspace that nobody shares.
#[derive(Keyspace)]
#[keyspace(tables(Note), tenancy = none, includes(Policies))]
pub struct LocalNotes;

/// The tenants' own table.
#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "orgs", keyspace = Policies)]
pub struct Org {
    /// The tenant.
    #[column(primary_key, tenant)]
    pub id: OrgId,
    /// Unlike all others.
    #[column(unique_globally, varchar = 40)]
    pub slug: String,
}

/// A customer.
#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "contacts", keyspace = Policies, unique_globally(id))]
pub struct Contact {
    /// The key.
    #[column(primary_key, default = uuid_v7)]
    pub id: ContactId,
    /// The tenant.
    #[column(tenant, references(Org::id, on_delete = cascade))]
    pub org_id: OrgId,
    /// The name.
    pub name: String,
}

/// A contract.
#[derive(Table, Clone, Debug, PartialEq)]
#[table(
    name = "policies",
    keyspace = Policies,
    unique(org_id, number),
    unique_globally(external_number, name = "policies_external"),
    index(org_id, status, created_at desc, where = "deleted_at IS NULL", name = "policies_open"),
    index(org_id, expression = "lower(number)", unique),
    check("premium >= 0", name = "premium_not_negative"),
)]
pub struct Policy {
    #[allow(missing_docs)]
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    /// The tenant.
    #[column(tenant)]
    pub org_id: OrgId,
    /// The number.
    #[column(varchar = 64)]
    pub number: String,
    /// Another system's number.
    #[column(name = "ext_no", storage = text)]
    pub external_number: Option<Uuid>,
    /// Who holds it.
    #[column(references(Contact::id, on_delete = restrict))]
    pub holder_id: ContactId,
    /// Who pays.
    #[column(references(Contact::id, on_delete = set_null, simple))]
    pub payer_id: Option<ContactId>,
    /// Where it stands.
    #[column(default = PolicyStatus::Draft, index)]
    pub status: PolicyStatus,
    /// What it costs.
    #[column(numeric(12, 2), default = 9.99)]
    pub premium: Decimal,
    /// What it costs over ten years.
    #[column(numeric(14, 2), generated("premium * 10", stored))]
    pub premium_of_ten: Decimal,
    /// Its title.
    pub title: Json<Localized>,
    /// A word on it.
    pub r#type: Option<String>,
    /// How often it was opened.
    #[column(default = 0, check = "opened >= 0", on_update = sql("opened + 1"))]
    pub opened: i32,
    /// A code made in Rust.
    #[column(default = rust(String::from("made")))]
    pub code: String,
    /// Stamped.
    #[column(created_at)]
    pub created_at: DateTime<Utc>,
    /// Stamped.
    #[column(updated_at)]
    pub updated_at: DateTime<Utc>,
    /// Stamped.
    #[column(created_by)]
    pub created_by: Option<Uuid>,
    /// Stamped.
    #[column(version)]
    pub version: i64,
    /// Set on delete.
    #[column(soft_delete)]
    pub deleted_at: Option<DateTime<Utc>>,
    /// Not stored.
    #[column(skip)]
    pub note: Vec<u8>,
}

/// A damage.
#[derive(Table, Clone, Debug, PartialEq)]
#[table(keyspace = Policies, rename_all = "camelCase", primary_key(policy_id, position))]
pub struct Claim {
    /// The policy.
    #[column(references(Policy::id))]
    pub policy_id: Uuid,
    /// Which of the policy's claims.
    pub position: i64,
    /// The tenant.
    #[column(tenant)]
    pub org_id: OrgId,
    /// How urgent.
    #[column(default = Priority::High)]
    pub priority: Priority,
}

/// What was paid for a claim.
#[derive(Table, Clone, Debug, PartialEq)]
#[table(
    name = "payments",
    keyspace = Policies,
    primary_key(id_only),
    references((policy_id, position) -> Claim(policy_id, position), on_delete = cascade),
)]
pub struct Payment {
    /// The key.
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// The tenant.
    #[column(tenant)]
    pub org_id: OrgId,
    /// The claim.
    pub policy_id: Uuid,
    /// The claim.
    pub position: i64,
}

/// A country.
#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "countries", keyspace = Policies, global)]
pub struct Country {
    /// The key.
    #[column(primary_key)]
    pub code: String,
    /// The neighbour.
    #[column(references(Country::code))]
    pub neighbour: Option<String>,
}

/// A setting.
#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "settings", keyspace = Policies, global(writable))]
pub struct Setting {
    /// The key.
    #[column(primary_key, default = uuid_v4)]
    pub id: Uuid,
    /// Whether it holds.
    #[column(default = true)]
    pub enabled: bool,
}

/// A note.
#[derive(Table, Clone, Debug, PartialEq)]
#[table(keyspace = LocalNotes)]
pub struct Note {
    /// The key.
    #[column(primary_key)]
    pub id: i64,
}

/// A request.
#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "tickets", keyspace = Policies, global(writable))]
pub struct Ticket {
    /// The key.
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// Its state.
    #[column(default = OpenState::BrandNew)]
    pub state: OpenState,
    /// Its level.
    #[column(default = Level::First)]
    pub level: Level,
}
