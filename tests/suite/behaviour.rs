//! What each statement does to rows, on every backend.

mod bad_input;
mod batch;
mod columns;
mod comments;
mod connect;
mod ctes;
mod delete;
mod expressions;
mod group;
mod insert;
mod insert_from;
mod joined_writes;
mod joins;
mod keyspaces;
mod lateral;
mod lists;
mod locks;
mod prepared;
mod relations;
mod replicas;
pub mod scopes;
mod select;
mod set_operations;
mod soft_delete;
pub mod spans;
#[cfg(feature = "sql-query")]
mod sql_query;
mod stamps;
mod subqueries;
mod tenancy;
mod transactions;
mod update;
mod update_each;
mod upsert;
mod views;
mod windows;
pub mod writing_ctes;
