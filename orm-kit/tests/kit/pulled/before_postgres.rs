use orm::prelude::*;

/// Names a tenant.
#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrgId(pub Uuid);

/// The tables of `insurance`.
#[derive(Keyspace)]
#[keyspace(name = "insurance", tables(Org, Contact, Policy, Claim, Entry, Retired))]
pub struct Insurance;

/// The values of `channel`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "channel")]
pub enum Channel {
    /// `mail`
    #[db_enum(rename = "mail")]
    Mail,
    /// `fax`
    #[db_enum(rename = "fax")]
    Fax,
    /// `web`
    #[db_enum(rename = "web")]
    Web,
}

/// The values of `policy_status`.
#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "policy_status")]
pub enum PolicyStatus {
    /// `draft`
    #[db_enum(rename = "draft")]
    Draft,
    /// `bound`
    #[db_enum(rename = "bound")]
    Bound,
    /// `cancelled`
    #[db_enum(rename = "cancelled")]
    Cancelled,
}

/// A row of `orgs`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "orgs", keyspace = Insurance,
)]
pub struct Org {
    /// `id`
    #[column(primary_key, tenant)]
    pub id: OrgId,
    /// `name`
    pub name: String,
}

/// A row of `contacts`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "contacts", keyspace = Insurance,
    unique(org_id, email),
    relations(one(org: org_id), many(policies: Policy::holder_id)),
)]
pub struct Contact {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `org_id`
    #[column(tenant, references(Org::id, on_delete = cascade))]
    pub org_id: OrgId,
    /// `email`
    #[column(varchar = 200)]
    pub email: String,
    /// `channel`
    #[column(default = Channel::Mail)]
    pub channel: Channel,
}

/// A row of `policies`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "policies", keyspace = Insurance,
    unique(org_id, no),
    index(org_id, status, name = "policies_org_id_status_index"),
    index(org_id, holder_id, name = "policies_org_id_holder_id_index"),
    check("(no)::text <> ''::text", name = "policies_check1"),
    check("premium >= (0)::numeric", name = "premium_not_negative"),
    relations(one(holder: holder_id), many(claims: Claim::policy_id)),
)]
pub struct Policy {
    /// `id`
    #[column(primary_key)]
    pub id: Uuid,
    /// `org_id`
    #[column(tenant)]
    pub org_id: OrgId,
    /// `no`
    #[column(varchar = 64)]
    pub no: String,
    /// `holder_id`
    #[column(references(Contact::id, on_delete = cascade))]
    pub holder_id: Uuid,
    /// `status`
    #[column(default = PolicyStatus::Draft)]
    pub status: PolicyStatus,
    /// `premium`
    #[column(numeric(12, 2))]
    pub premium: Decimal,
    /// `premium_of_ten`
    #[column(numeric(14, 2), generated("premium * (10)::numeric", stored))]
    pub premium_of_ten: Decimal,
    /// `note`
    pub note: Option<String>,
    /// `opened`
    #[column(default = 0)]
    pub opened: i32,
}

/// A row of `claims`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "claims", keyspace = Insurance,
    relations(one(policy: policy_id)),
)]
pub struct Claim {
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
    pub text: Option<String>,
}

/// A row of `entries`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "entries", keyspace = Insurance,
    global,
)]
pub struct Entry {
    /// `id`
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    /// `text`
    pub text: String,
}

/// A row of `retired`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "retired", keyspace = Insurance,
    global,
)]
pub struct Retired {
    /// `code`
    #[column(primary_key, varchar = 20)]
    pub code: String,
}

