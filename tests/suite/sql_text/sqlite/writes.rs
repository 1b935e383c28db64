use insta::assert_snapshot;
use orm::prelude::*;
use orm::select;

use super::acme;
use crate::backend::TestBackend;
use crate::fixture::*;
use crate::schema::*;
use crate::sql_text::write;

#[tokio::test]
async fn inserts() {
    let db = acme().await;
    assert_snapshot!(write!(db.insert(claim(id(31), P3, "flood", 1, true))), @r#"
        INSERT INTO "claims" ("id", "policy_id", "title", "amount", "open", "org_id")
        VALUES (?, ?, ?, ?, ?, ?)
        -- uuid, uuid, text, integer, boolean, tenant
        "#);
    assert_snapshot!(write!(db.insert(NewPolicy { number: "P-4".to_owned(), holder_id: ADA, premium: cents(1) })), @r#"
        INSERT INTO "policies" ("id", "number", "holder_id", "premium", "org_id", "created_at", "updated_at", "created_by", "version")
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        -- uuid, text, uuid, decimal, tenant, now, now, actor, integer
        "#);
    assert_snapshot!(write!(db.insert(policy(id(15), "P-5", ADA, 1).note(None).status(PolicyStatus::Bound))), @r#"
        INSERT INTO "policies" ("id", "number", "holder_id", "status", "premium", "note", "org_id", "created_at", "updated_at", "created_by", "version")
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        -- uuid, text, uuid, enum, decimal, NULL, tenant, now, now, actor, integer
        "#);
    // Row by row with one prepared statement, which is fastest on SQLite.
    assert_snapshot!(write!(db.insert_many([tag(P2, "a"), tag(P2, "b")])), @r#"
        INSERT INTO "tags" ("policy_id", "label", "org_id")
        VALUES (?, ?, ?)
        -- uuid, text, tenant, uuid, text, tenant
        "#);
}

#[tokio::test]
async fn inserts_into_a_global_table() {
    let db = Sqlite::fresh().await;
    assert_snapshot!(write!(db.insert(NewCountry { code: "es".to_owned(), name: "Spain".to_owned() })), @r#"
        INSERT INTO "countries" ("code", "name")
        VALUES (?, ?)
        -- text, text
        "#);
}

#[tokio::test]
async fn updates() {
    let db = acme().await;
    assert_snapshot!(write!(db.update(Claim).set((Claim.title.to("x"), Claim.amount.to(Claim.amount.add(1)))).by_key(HAIL)), @r#"
        UPDATE "claims"
        SET "title" = ?, "amount" = ("claims"."amount" + ?)
        WHERE "claims"."org_id" = ? AND ("claims"."id" = ?)
        -- text, integer, tenant, uuid
        "#);
    assert_snapshot!(write!(db.update(Claim).set(Claim.open.to(false)).filter(Claim.open).filter(Claim.amount.lt(5).or(Claim.amount.gt(9)))), @r#"
        UPDATE "claims"
        SET "open" = ?
        WHERE "claims"."org_id" = ? AND ("claims"."open" AND (("claims"."amount" < ?) OR ("claims"."amount" > ?)))
        -- boolean, tenant, integer, integer
        "#);
    assert_snapshot!(write!(db.update(Claim).set(ClaimChanges { amount: Some(7), ..Default::default() }).all_rows()), @r#"
        UPDATE "claims"
        SET "amount" = ?
        WHERE "claims"."org_id" = ?
        -- integer, tenant
        "#);
    assert_snapshot!(write!(db.update(Tag).set(Tag.label.to("x")).by_key((P3, "vip".to_owned()))), @r#"
        UPDATE "tags"
        SET "label" = ?
        WHERE "tags"."org_id" = ? AND ("tags"."policy_id" = ? AND "tags"."label" = ?)
        -- text, tenant, uuid, text
        "#);
}

#[tokio::test]
async fn updates_with_stamps_and_version() {
    let db = acme().await;
    assert_snapshot!(write!(db.update(Policy).set(Policy.note.to_null()).by_key(P1)), @r#"
        UPDATE "policies"
        SET "note" = ?, "updated_at" = ?, "version" = "policies"."version" + 1
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL AND ("policies"."id" = ?)
        -- NULL, now, tenant, uuid
        "#);
    assert_snapshot!(write!(db.update(Policy).set(Policy.premium.to(cents(5))).by_key(P2).with_deleted()), @r#"
        UPDATE "policies"
        SET "premium" = ?, "updated_at" = ?, "version" = "policies"."version" + 1
        WHERE "policies"."org_id" = ? AND ("policies"."id" = ?)
        -- decimal, now, tenant, uuid
        "#);
    let statement = db
        .update(Policy)
        .set(Policy.note.to("x"))
        .by_key(P3)
        .at_version(1)
        .to_sql()
        .unwrap();
    assert_snapshot!(crate::sql_text::lines(&statement), @r#"
        UPDATE "policies"
        SET "note" = ?, "updated_at" = ?, "version" = "policies"."version" + 1
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL AND ("policies"."id" = ? AND "policies"."version" = ?)
        -- text, now, tenant, uuid, integer
        "#);
}

#[tokio::test]
async fn updates_with_a_subquery() {
    let db = acme().await;
    let paid = || select(Payment.claim_id).from(Payment);
    assert_snapshot!(write!(db.update(Claim).set(Claim.open.to(false)).filter(Claim.id.in_query(paid()))), @r#"
        UPDATE "claims"
        SET "open" = ?
        WHERE "claims"."org_id" = ? AND ("claims"."id" IN (SELECT "payments"."claim_id"
        FROM "payments"
        WHERE "payments"."org_id" = ?))
        -- boolean, tenant, tenant
        "#);
}

#[tokio::test]
async fn deletes() {
    let db = acme().await;
    assert_snapshot!(write!(db.delete(Claim).filter(Claim.title.eq("x").or(Claim.amount.gt(1_000)))), @r#"
        DELETE
        FROM "claims"
        WHERE "claims"."org_id" = ? AND ((("claims"."title" = ?) OR ("claims"."amount" > ?)))
        -- tenant, text, integer
        "#);
    assert_snapshot!(write!(db.delete(Tag).by_key((P1, "vip".to_owned()))), @r#"
        DELETE
        FROM "tags"
        WHERE "tags"."org_id" = ? AND ("tags"."policy_id" = ? AND "tags"."label" = ?)
        -- tenant, uuid, text
        "#);
    assert_snapshot!(write!(db.delete(Payment).all_rows()), @r#"
        DELETE
        FROM "payments"
        WHERE "payments"."org_id" = ?
        -- tenant
        "#);
}

#[tokio::test]
async fn soft_deletes() {
    let db = acme().await;
    assert_snapshot!(write!(db.delete(Policy).by_key(P1)), @r#"
        UPDATE "policies"
        SET "deleted_at" = ?, "updated_at" = ?, "version" = "policies"."version" + 1
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL AND ("policies"."id" = ?)
        -- now, now, tenant, uuid
        "#);
    assert_snapshot!(write!(db.delete(Policy).by_key(P1).permanently()), @r#"
        DELETE
        FROM "policies"
        WHERE "policies"."org_id" = ? AND ("policies"."id" = ?)
        -- tenant, uuid
        "#);
    assert_snapshot!(write!(db.delete(Policy).all_rows()), @r#"
        UPDATE "policies"
        SET "deleted_at" = ?, "updated_at" = ?, "version" = "policies"."version" + 1
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL
        -- now, now, tenant
        "#);
}

#[tokio::test]
async fn across_tenants() {
    let db = Sqlite::fresh().await;
    insurers(&db).await;
    let cross = db
        .cross_tenant(&SystemActor::new("job"), "sql text")
        .unwrap();
    assert_snapshot!(write!(cross.update(Claim).set(Claim.open.to(false)).filter(Claim.org_id.eq(BETA))), @r#"
        UPDATE "claims"
        SET "open" = ?
        WHERE "claims"."org_id" = ?
        -- boolean, uuid
        "#);
    assert_snapshot!(write!(cross.delete(Tag).all_rows()), @r#"
        DELETE
        FROM "tags"
        "#);
}

#[tokio::test]
async fn unscoped() {
    let db = Sqlite::fresh().await;
    insurers(&db).await;
    assert_snapshot!(write!(db.update(Country).set(Country.name.to("x")).by_key("it".to_owned())), @r#"
        UPDATE "countries"
        SET "name" = ?
        WHERE "countries"."code" = ?
        -- text, text
        "#);
    assert_snapshot!(write!(db.delete(Setting).all_rows()), @r#"
        DELETE
        FROM "settings"
        "#);
}
