//! What each statement does to rows, on every backend.

mod bad_input;
mod columns;
mod connect;
mod delete;
mod expressions;
mod group;
mod insert;
mod joins;
mod keyspaces;
mod locks;
mod replicas;
mod select;
mod soft_delete;
mod spans;
mod stamps;
mod subqueries;
mod tenancy;
mod transactions;
mod update;
