//! What each statement does to rows, on every backend.

mod bad_input;
mod batch;
mod columns;
mod connect;
mod delete;
mod expressions;
mod group;
mod insert;
mod insert_from;
mod joined_writes;
mod joins;
mod keyspaces;
mod locks;
mod prepared;
mod replicas;
mod select;
mod soft_delete;
mod spans;
mod stamps;
mod subqueries;
mod tenancy;
mod transactions;
mod update;
mod update_each;
mod upsert;
