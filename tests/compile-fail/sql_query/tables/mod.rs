//! The tables of the wrong programs, and what their queries give.

#[path = "../../tables/mod.rs"]
mod insurer;

pub use insurer::*;
pub use orm::prelude::*;
pub use orm::sql_query;

#[derive(Projection, Clone, Debug)]
pub struct Loss {
    pub number: String,
    pub claims: i64,
}

#[derive(Projection, Clone, Debug)]
pub struct Premium {
    #[column(numeric(12, 2))]
    pub premium: Decimal,
}
