//! The tables of the suite: an insurer's, with every tenancy.

mod related;
mod views;

use orm::prelude::*;

pub use related::*;
pub use views::*;

#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrgId(pub Uuid);

#[derive(DbValue, Clone, Copy, Debug, PartialEq, Eq)]
pub struct UserId(pub Uuid);

#[derive(Keyspace)]
#[keyspace(
    name = "insurance",
    tables(
        Organisation,
        Country,
        Setting,
        Contact,
        Policy,
        Claim,
        Payment,
        Tag,
        Label,
        PolicyLabel,
        Employee,
        Batch,
        Entry,
    ),
    views(OpenClaim, Fleet, Holding, ShortCountry)
)]
pub struct Insurance;

#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "policy_status", rename_all = "snake_case")]
pub enum PolicyStatus {
    Draft,
    Bound,
    Cancelled,
}

/// The tenants' own table.
#[derive(Table, Clone, Debug, PartialEq)]
#[table(
    name = "organisations",
    keyspace = Insurance,
    relations(many(contacts: Contact::org_id))
)]
pub struct Organisation {
    #[column(primary_key, tenant)]
    pub id: OrgId,
    pub name: String,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(
    name = "countries",
    keyspace = Insurance,
    global,
    relations(many(residents: Contact::country))
)]
pub struct Country {
    #[column(primary_key, varchar = 2)]
    pub code: String,
    pub name: String,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "settings", keyspace = Insurance, global(writable))]
pub struct Setting {
    #[column(primary_key, varchar = 64)]
    pub key: String,
    pub value: String,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(
    name = "contacts",
    keyspace = Insurance,
    unique(org_id, email),
    relations(
        one(home: country),
        many(policies: Policy::holder_id),
    )
)]
pub struct Contact {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    pub name: String,
    #[column(varchar = 200)]
    pub email: String,
    #[column(varchar = 2, references(Country::code))]
    pub country: Option<String>,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(
    name = "policies",
    keyspace = Insurance,
    unique(org_id, number),
    index(org_id, status, created_at desc),
    relations(
        one(holder: holder_id),
        many(claims: Claim::policy_id),
        many(open_claims: OpenClaim::policy_id),
        many(tags: Tag::policy_id),
        many(labels: Label through PolicyLabel(policy_id, label_id)),
    )
)]
pub struct Policy {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(varchar = 64)]
    pub number: String,
    #[column(references(Contact::id, on_delete = restrict))]
    pub holder_id: Uuid,
    #[column(default = PolicyStatus::Draft)]
    pub status: PolicyStatus,
    #[column(numeric(12, 2))]
    pub premium: Decimal,
    pub note: Option<String>,
    #[column(created_at)]
    pub created_at: DateTime<Utc>,
    #[column(updated_at)]
    pub updated_at: DateTime<Utc>,
    #[column(created_by)]
    pub created_by: Option<UserId>,
    #[column(version)]
    pub version: i64,
    #[column(soft_delete)]
    pub deleted_at: Option<DateTime<Utc>>,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(
    name = "claims",
    keyspace = Insurance,
    index(org_id, policy_id),
    relations(
        one(policy: policy_id),
        many(payments: Payment::claim_id),
    )
)]
pub struct Claim {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Policy::id, on_delete = cascade))]
    pub policy_id: Uuid,
    pub title: String,
    #[column(check = "amount >= 0")]
    pub amount: i64,
    pub open: bool,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(
    name = "payments",
    keyspace = Insurance,
    relations(one(claim: claim_id))
)]
pub struct Payment {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Claim::id, on_delete = cascade))]
    pub claim_id: Uuid,
    #[column(numeric(12, 2))]
    pub amount: Decimal,
    pub paid_on: NaiveDate,
}

/// A tenant table with a composite key.
#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "tags", keyspace = Insurance, primary_key(policy_id, label))]
pub struct Tag {
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Policy::id, on_delete = cascade))]
    pub policy_id: Uuid,
    #[column(varchar = 40)]
    pub label: String,
}

/// What the verification of a token gives.
#[derive(Clone, Debug)]
pub struct Token {
    pub org: Option<OrgId>,
    pub user: Option<UserId>,
    pub may_act_in: Vec<OrgId>,
    pub valid_until: Option<DateTime<Utc>>,
}

impl Token {
    pub fn of(org: OrgId) -> Self {
        Self {
            org: Some(org),
            user: Some(UserId(Uuid::from_u128(7))),
            may_act_in: Vec::new(),
            valid_until: None,
        }
    }
}

impl TenantClaims for Token {
    type Key = OrgId;
    type Actor = UserId;

    fn tenant(&self) -> Option<OrgId> {
        self.org
    }

    fn actor(&self) -> Option<UserId> {
        self.user
    }

    fn may_act_in(&self, other: &OrgId) -> bool {
        self.may_act_in.contains(other)
    }

    fn valid_until(&self) -> Option<DateTime<Utc>> {
        self.valid_until
    }
}
