//! An insurer's service over five databases: the example of a real application.

pub mod schema;
