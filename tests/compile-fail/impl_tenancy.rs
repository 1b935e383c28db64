//! A user makes a tenancy of their own.

struct Anybody;

impl orm::scope::Tenancy for Anybody {
    const TENANT: bool = false;
}

fn main() {}
