//! The command line of an application with two databases.
//!
//! ```text
//! cargo run -p orm-kit --example insurance -- init --dialect sqlite
//! cargo run -p orm-kit --example insurance -- generate --name start
//! export INSURANCE_URL=sqlite:insurance.db?mode=rwc SHARED_URL=sqlite:shared.db?mode=rwc
//! cargo run -p orm-kit --example insurance -- migrate
//! cargo run -p orm-kit --example insurance -- status
//! ```
//!
//! Change a table below, and run `generate`, `migrate` and `status` again.

use std::process::ExitCode;

use orm::prelude::*;

/// Names a tenant.
#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrgId(pub Uuid);

/// What all tenants share, in a database of its own.
#[derive(Keyspace)]
#[keyspace(name = "shared", tables(Country), tenancy = none)]
pub struct Shared;

/// A country.
#[derive(Table)]
#[table(name = "countries", keyspace = Shared)]
pub struct Country {
    /// Two letters.
    #[column(primary_key, varchar = 2)]
    pub code: String,
    /// In English.
    pub name: String,
}

/// The tenants' own.
#[derive(Keyspace)]
#[keyspace(name = "insurance", tables(Org, Policy))]
pub struct Insurance;

/// A tenant.
#[derive(Table)]
#[table(name = "orgs", keyspace = Insurance)]
pub struct Org {
    /// The key.
    #[column(primary_key, tenant)]
    pub id: OrgId,
    /// What it is called.
    pub name: String,
}

/// A contract.
#[derive(Table)]
#[table(name = "policies", keyspace = Insurance, unique(org_id, number))]
pub struct Policy {
    /// The key.
    #[column(primary_key, default = uuid_v7)]
    pub id: Uuid,
    /// Whose it is.
    #[column(tenant, references(Org::id, on_delete = cascade))]
    pub org_id: OrgId,
    /// The tenant's own number for it.
    #[column(varchar = 64)]
    pub number: String,
    /// What it costs.
    #[column(numeric(12, 2))]
    pub premium: Decimal,
}

fn main() -> ExitCode {
    orm_kit::main::<(Shared, Insurance)>()
}
