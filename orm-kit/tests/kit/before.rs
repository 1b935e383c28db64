//! The schema before.

use orm::prelude::*;

use crate::after::OrgId;

#[derive(Keyspace)]
#[keyspace(
    name = "insurance",
    tables(Org, Contact, Policy, Claim, Entry, Retired)
)]
pub struct Before;

#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "policy_status", rename_all = "snake_case")]
pub enum Status {
    Draft,
    Bound,
    Cancelled,
}

#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "channel", rename_all = "snake_case")]
pub enum Channel {
    Mail,
    Fax,
    Web,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "orgs", keyspace = Before)]
pub struct Org {
    #[column(primary_key, tenant)]
    pub id: OrgId,
    pub name: String,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "contacts", keyspace = Before, unique(org_id, email))]
pub struct Contact {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant, references(Org::id, on_delete = cascade))]
    pub org_id: OrgId,
    #[column(varchar = 200)]
    pub email: String,
    #[column(default = Channel::Mail)]
    pub channel: Channel,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(
    name = "policies",
    keyspace = Before,
    unique(org_id, no),
    index(org_id, status),
    index(org_id, holder_id),
    check("premium >= 0", name = "premium_not_negative"),
)]
pub struct Policy {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(varchar = 64, check = "no <> ''")]
    pub no: String,
    #[column(references(Contact::id, on_delete = cascade))]
    pub holder_id: Uuid,
    #[column(default = Status::Draft)]
    pub status: Status,
    #[column(numeric(12, 2))]
    pub premium: Decimal,
    #[column(numeric(14, 2), generated("premium * 10", stored))]
    pub premium_of_ten: Decimal,
    pub note: Option<String>,
    #[column(default = 0)]
    pub opened: i32,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "claims", keyspace = Before)]
pub struct Claim {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Policy::id, on_delete = cascade))]
    pub policy_id: Uuid,
    pub text: Option<String>,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "entries", keyspace = Before, global(writable))]
pub struct Entry {
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    pub text: String,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "retired", keyspace = Before, global(writable))]
pub struct Retired {
    #[column(primary_key, varchar = 20)]
    pub code: String,
}
