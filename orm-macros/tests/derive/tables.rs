use orm_core::query::Source;
use orm_core::schema::{
    ColumnRole, DefaultDef, IndexColumn, OnUpdate, ReferenceAction, ReferenceScope, TableDef,
};
use orm_core::scope::Keyspace;
use orm_core::types::{Hint, SqlType, Storage};

use crate::model::*;

fn column(table: &'static TableDef, name: &str) -> &'static orm_core::schema::ColumnDef {
    table
        .columns
        .iter()
        .find(|column| column.name == name)
        .unwrap()
}

#[test]
fn columns_carry_what_the_attributes_say() {
    let table = Policy::TABLE;
    assert_eq!((table.name, table.rust_name), ("policies", "Policy"));
    assert_eq!(table.columns.len(), 18);
    assert_eq!(column(table, "number").length, Some(64));
    let external = column(table, "ext_no");
    assert!(external.nullable);
    assert_eq!(external.hint.storage, Storage::Text);
    let premium = column(table, "premium");
    assert_eq!(
        (premium.precision, premium.hint),
        (Some(12), Hint::scaled(2))
    );
    assert_eq!(premium.default, DefaultDef::Literal("9.99"));
    let generated = column(table, "premium_of_ten");
    assert_eq!(generated.role, ColumnRole::Generated);
    assert!(generated.generated.unwrap().stored);
    assert_eq!(column(table, "title").sql, SqlType::Json);
    assert!(column(table, "type").nullable);
    let opened = column(table, "opened");
    assert_eq!(opened.default, DefaultDef::Integer(0));
    assert_eq!(opened.on_update, OnUpdate::Expression("opened + 1"));
    assert_eq!(
        column(table, "status").default,
        DefaultDef::Literal("'draft'")
    );
    assert_eq!(column(table, "code").default, DefaultDef::Rust);
    assert_eq!(column(table, "id").default, DefaultDef::UuidV7);
    for (name, role) in [
        ("org_id", ColumnRole::Tenant),
        ("created_at", ColumnRole::CreatedAt),
        ("updated_at", ColumnRole::UpdatedAt),
        ("created_by", ColumnRole::CreatedBy),
        ("version", ColumnRole::Version),
        ("deleted_at", ColumnRole::SoftDelete),
    ] {
        assert_eq!(column(table, name).role, role, "{name}");
    }
}

#[test]
fn keys_and_indexes_hold_the_tenant_column() {
    let table = Policy::TABLE;
    assert_eq!((table.tenant, table.primary_key), (Some(1), &[1, 0][..]));
    let uniques: Vec<_> = table
        .uniques
        .iter()
        .map(|key| (key.name, key.columns, key.globally))
        .collect();
    assert_eq!(
        uniques,
        [
            (None, &[1, 2][..], false),
            (Some("policies_external"), &[3][..], true)
        ]
    );
    let [of_status, open, lower] = table.indexes else {
        panic!("three indexes: {:?}", table.indexes);
    };
    assert_eq!(of_status.columns, [IndexColumn::Ascending(6)]);
    assert_eq!(
        open.columns,
        [
            IndexColumn::Ascending(1),
            IndexColumn::Ascending(6),
            IndexColumn::Descending(13)
        ]
    );
    assert_eq!(
        (open.name, open.filter),
        (Some("policies_open"), Some("deleted_at IS NULL"))
    );
    assert_eq!(lower.columns[1], IndexColumn::Expression("lower(number)"));
    assert!(lower.unique);
    let checks: Vec<_> = table
        .checks
        .iter()
        .map(|check| (check.name, check.expression))
        .collect();
    assert_eq!(
        checks,
        [
            (None, "opened >= 0"),
            (Some("premium_not_negative"), "premium >= 0")
        ]
    );
}

#[test]
fn primary_keys_of_every_kind() {
    assert_eq!(Org::TABLE.primary_key, [0]);
    assert_eq!(Contact::TABLE.primary_key, [1, 0]);
    assert_eq!(Claim::TABLE.primary_key, [2, 0, 1]);
    assert_eq!(Payment::TABLE.primary_key, [0]);
    assert_eq!(Country::TABLE.primary_key, [0]);
    let _: <Claim as orm_core::query::Readable>::Key = (uuid::Uuid::nil(), 7_i64);
    let _: <Org as orm_core::query::Readable>::Key = OrgId(uuid::Uuid::nil());
    let _: <Payment as orm_core::query::Readable>::Key = 7_i64;
}

#[test]
fn foreign_keys_find_their_columns() {
    let [holder, payer] = Policy::TABLE.foreign_keys else {
        panic!("two foreign keys");
    };
    assert_eq!(
        (holder.columns, holder.target_columns),
        (&[4][..], &[0][..])
    );
    assert_eq!((holder.target)().name, "contacts");
    assert_eq!(
        (holder.on_delete, holder.scope),
        (ReferenceAction::Restrict, ReferenceScope::Tenant)
    );
    assert_eq!(
        (payer.on_delete, payer.scope),
        (ReferenceAction::SetNull, ReferenceScope::Simple)
    );
    // A key to the tenants' own table can't hold the tenant column twice.
    let org = &Contact::TABLE.foreign_keys[0];
    assert_eq!(
        (org.columns, org.target_columns, org.scope),
        (&[1][..], &[0][..], ReferenceScope::Simple)
    );
    let claim = &Payment::TABLE.foreign_keys[0];
    assert_eq!(
        (claim.columns, claim.target_columns),
        (&[2, 3][..], &[0, 1][..])
    );
    assert_eq!(
        (claim.scope, claim.on_delete),
        (ReferenceScope::Tenant, ReferenceAction::Cascade)
    );
    assert_eq!((Country::TABLE.foreign_keys[0].target)().name, "countries");
}

#[test]
fn names_follow_rename_all() {
    let names: Vec<_> = Claim::TABLE
        .columns
        .iter()
        .map(|column| column.name)
        .collect();
    assert_eq!(names, ["policyId", "position", "orgId", "priority"]);
    assert_eq!(Claim::TABLE.name, "claim");
    assert_eq!(Note::TABLE.name, "note");
}

#[test]
fn keyspaces_list_their_tables() {
    let policies = Policies::DEFINITION;
    assert_eq!(policies.name, "oi_policies");
    let names: Vec<_> = policies.tables.iter().map(|table| table.name).collect();
    assert_eq!(
        names,
        [
            "orgs",
            "contacts",
            "policies",
            "claim",
            "payments",
            "countries",
            "settings",
            "tickets"
        ]
    );
    assert_eq!(LocalNotes::DEFINITION.name, "local_notes");
}

fn includes<K: orm_core::scope::Includes<Other>, Other>() {}

#[test]
fn keyspaces_include_what_they_say() {
    includes::<LocalNotes, Policies>();
    includes::<LocalNotes, LocalNotes>();
    includes::<Policies, orm_core::AnyKeyspace>();
}
