//! An insurer's service over five databases: the example of a real application.
//!
//! One pool and one typed handle per database ([`app`]), a verified token behind every handle
//! ([`token`], [`scope`]), routes that are generic over the backend ([`routes`]), and jobs that work
//! for one organisation after the other ([`jobs`]).

pub mod app;
pub mod error;
pub mod jobs;
pub mod premium;
pub mod routes;
pub mod schema;
pub mod scope;
pub mod seed;
pub mod token;
