//! Everything the facade promises, run on every backend that is compiled in.

mod backend;
mod fixture;
mod schema;

mod behaviour;
mod isolation;
mod sql_text;
mod values;
