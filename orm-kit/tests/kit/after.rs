//! The schema after: something of each kind has changed.

use orm::prelude::*;

#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrgId(pub Uuid);

#[derive(Keyspace)]
#[keyspace(name = "insurance", tables(Tag, Org, Person, Policy, Claim, Entry))]
pub struct After;

/// A value more, in the middle.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "policy_status", rename_all = "snake_case")]
pub enum Status {
    Draft,
    Offered,
    Bound,
    Cancelled,
}

/// A value less, the others in another order.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "channel", rename_all = "snake_case")]
pub enum Channel {
    Web,
    Mail,
}

#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "colour", rename_all = "snake_case")]
pub enum Colour {
    Red,
    Blue,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "orgs", keyspace = After, index(name))]
pub struct Org {
    #[column(primary_key, tenant)]
    pub id: OrgId,
    #[column(varchar = 80)]
    pub name: String,
}

/// Renamed from `contacts`.
#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "people", keyspace = After, unique(org_id, email))]
pub struct Person {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant, references(Org::id, on_delete = cascade))]
    pub org_id: OrgId,
    #[column(varchar = 250)]
    pub email: String,
    #[column(default = Channel::Web)]
    pub channel: Channel,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(
    name = "policies",
    keyspace = After,
    unique(org_id, number),
    index(org_id, status, number desc),
    index(org_id, number, unique, where = "opened > 0", name = "policies_opened"),
    check("premium > -1", name = "premium_not_negative"),
)]
pub struct Policy {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    /// Renamed from `no`.
    #[column(varchar = 64, check = "number <> ''")]
    pub number: String,
    #[column(references(Person::id, on_delete = restrict))]
    pub holder_id: Uuid,
    #[column(default = Status::Draft)]
    pub status: Status,
    #[column(numeric(14, 2))]
    pub premium: Decimal,
    #[column(numeric(16, 2), generated("premium * 100", stored))]
    pub premium_of_hundred: Decimal,
    #[column(default = 1)]
    pub opened: i64,
    #[column(default = Colour::Red)]
    pub colour: Colour,
    pub signed_at: Option<DateTime<Utc>>,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "claims", keyspace = After)]
pub struct Claim {
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Policy::id, on_delete = cascade))]
    pub policy_id: Uuid,
    pub text: Option<String>,
    #[column(default = true)]
    pub open: bool,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "entries", keyspace = After, global(writable), check("text <> ''"))]
pub struct Entry {
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    #[column(varchar = 100)]
    pub text: String,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "tags", keyspace = After)]
pub struct Tag {
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(primary_key, references(Claim::id, on_delete = cascade))]
    pub claim_id: Uuid,
    #[column(varchar = 30, default = "plain")]
    pub tag: String,
}
