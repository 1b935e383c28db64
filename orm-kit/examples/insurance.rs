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
//! With `RELEASE=2` in the environment it is the application's next release, whose tables differ.

#[path = "../tests/kit/after.rs"]
#[allow(dead_code, reason = "only the tables' descriptions are used")]
mod after;
#[path = "../tests/kit/before.rs"]
#[allow(dead_code, reason = "only the tables' descriptions are used")]
mod before;

use std::process::ExitCode;

use orm::prelude::*;

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

fn main() -> ExitCode {
    if std::env::var("RELEASE").as_deref() == Ok("2") {
        return orm_kit::main::<(Shared, after::After)>();
    }
    orm_kit::main::<(Shared, before::Before)>()
}
