//! Tables for what references alone don't make: many to many, a table related to itself, ids that
//! no foreign key guards.

use orm::prelude::*;

use super::{Insurance, OrgId, Policy};

#[derive(Table, Clone, Debug, PartialEq)]
#[table(
    name = "labels",
    keyspace = Insurance,
    relations(many(policies: Policy through PolicyLabel(label_id, policy_id)))
)]
pub struct Label {
    #[column(primary_key)]
    pub id: i64,
    #[column(tenant)]
    pub org_id: OrgId,
    pub name: String,
}

/// The table between policies and labels.
#[derive(Table, Clone, Debug, PartialEq)]
#[table(
    name = "policy_labels",
    keyspace = Insurance,
    primary_key(policy_id, label_id),
    relations(one(label: label_id))
)]
pub struct PolicyLabel {
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Policy::id, on_delete = cascade))]
    pub policy_id: Uuid,
    #[column(references(Label::id, on_delete = cascade))]
    pub label_id: i64,
}

/// A table that is related to itself, without a foreign key.
#[derive(Table, Clone, Debug, PartialEq)]
#[table(
    name = "employees",
    keyspace = Insurance,
    relations(
        one(manager: manager_id -> Employee::id),
        many(reports: Employee::manager_id),
    )
)]
pub struct Employee {
    #[column(primary_key)]
    pub id: i64,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(varchar = 40)]
    pub name: String,
    pub manager_id: Option<i64>,
}

/// A table whose ids are unique over all tenants.
#[derive(Table, Clone, Debug, PartialEq)]
#[table(
    name = "batches",
    keyspace = Insurance,
    primary_key(id_only),
    relations(many(entries: Entry::batch_id))
)]
pub struct Batch {
    #[column(primary_key)]
    pub id: i64,
    #[column(tenant)]
    pub org_id: OrgId,
    pub name: String,
}

/// Rows that may name another tenant's batch, and policies without a foreign key.
#[derive(Table, Clone, Debug, PartialEq)]
#[table(
    name = "entries",
    keyspace = Insurance,
    relations(
        one(batch: batch_id),
        one(policy: policy_id -> Policy::id),
    )
)]
pub struct Entry {
    #[column(primary_key)]
    pub id: i64,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Batch::id, simple))]
    pub batch_id: i64,
    pub policy_id: Uuid,
}
