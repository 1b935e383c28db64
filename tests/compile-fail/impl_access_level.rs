//! A user makes an access level of their own.

struct Everything;

impl orm::scope::AccessLevel for Everything {
    const MODE: orm::scope::Mode = orm::scope::Mode::CrossTenant;
}

fn main() {}
