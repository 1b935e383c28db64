//! The tables of the wrong programs: an insurer's policies and claims, and invoices elsewhere.

use orm::prelude::*;

#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrgId(pub Uuid);

/// Another kind of tenant, which has no table here.
#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]
pub struct BrokerId(pub Uuid);

pub type TenantDb = Db<Sqlite, Scoped<OrgId>>;

#[derive(Keyspace)]
#[keyspace(name = "policies", tables(Country, Setting, Policy, Claim))]
pub struct Policies;

#[derive(Table, Clone, Debug)]
#[table(
    name = "countries",
    keyspace = Policies,
    global,
    relations(many(policies: Policy::country))
)]
pub struct Country {
    #[column(primary_key, varchar = 2)]
    pub code: String,
    pub name: String,
}

#[derive(Table, Clone, Debug)]
#[table(name = "settings", keyspace = Policies, global(writable))]
pub struct Setting {
    #[column(primary_key, varchar = 64)]
    pub key: String,
    pub value: String,
}

#[derive(Table, Clone, Debug)]
#[table(
    name = "policies",
    keyspace = Policies,
    unique(org_id, number),
    relations(one(land: country), many(claims: Claim::policy_id))
)]
pub struct Policy {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(varchar = 64)]
    pub number: String,
    #[column(varchar = 2, references(Country::code))]
    pub country: String,
    #[column(numeric(12, 2))]
    pub premium: Decimal,
    pub note: Option<String>,
}

orm::alias!(pub OtherPolicy: Policy);

#[derive(Table, Clone, Debug)]
#[table(name = "claims", keyspace = Policies, relations(one(policy: policy_id)))]
pub struct Claim {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Policy::id))]
    pub policy_id: Uuid,
    pub title: String,
    pub amount: i64,
    #[column(generated("amount * 100"))]
    pub cents: i64,
}

/// What was claimed on a policy, as select list and as columns of a derived table.
#[derive(Projection, Clone, Debug)]
pub struct Claimed {
    pub policy_id: Uuid,
    pub amount: i64,
}

#[derive(Keyspace)]
#[keyspace(name = "billing", tables(Rate, Invoice))]
pub struct Billing;

#[derive(Table, Clone, Debug)]
#[table(name = "rates", keyspace = Billing, global)]
pub struct Rate {
    #[column(primary_key, varchar = 40)]
    pub name: String,
    #[column(numeric(12, 2))]
    pub percent: Decimal,
}

#[derive(Table, Clone, Debug)]
#[table(name = "invoices", keyspace = Billing)]
pub struct Invoice {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    pub policy_id: Uuid,
    pub total: i64,
}

/// What the verification of a token gives.
pub struct Token {
    pub org: OrgId,
}

impl TenantClaims for Token {
    type Key = OrgId;
    type Actor = Uuid;

    fn tenant(&self) -> Option<OrgId> {
        Some(self.org)
    }

    fn actor(&self) -> Option<Uuid> {
        None
    }
}
