use insta::assert_snapshot;
use orm::prelude::*;

use super::acme;
use crate::backend::TestBackend;
use crate::fixture::*;
use crate::schema::*;
use crate::sql_text::{lines, read};

#[tokio::test]
async fn a_whole_table() {
    let db = acme().await;
    assert_snapshot!(read!(db.from(Contact)), @r#"
        SELECT "contacts"."id", "contacts"."org_id", "contacts"."name", "contacts"."email", "contacts"."country"
        FROM "contacts"
        WHERE "contacts"."org_id" = ?
        -- tenant
        "#);
    assert_snapshot!(read!(db.from(Policy)), @r#"
        SELECT "policies"."id", "policies"."org_id", "policies"."number", "policies"."holder_id", "policies"."status", "policies"."premium", "policies"."note", "policies"."created_at", "policies"."updated_at", "policies"."created_by", "policies"."version", "policies"."deleted_at"
        FROM "policies"
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL
        -- tenant
        "#);
}

#[tokio::test]
async fn a_global_table() {
    let db = Sqlite::fresh().await;
    assert_snapshot!(read!(db.from(Country)), @r#"
        SELECT "countries"."code", "countries"."name"
        FROM "countries"
        "#);
    assert_snapshot!(read!(db.from(Country).filter(Country.code.eq("de")).filter(Country.name.ne("x"))), @r#"
        SELECT "countries"."code", "countries"."name"
        FROM "countries"
        WHERE "countries"."code" = ? AND "countries"."name" <> ?
        -- text, text
        "#);
}

#[tokio::test]
async fn the_tenants_own_table() {
    let db = acme().await;
    assert_snapshot!(read!(db.from(Organisation)), @r#"
        SELECT "organisations"."id", "organisations"."name"
        FROM "organisations"
        WHERE "organisations"."id" = ?
        -- tenant
        "#);
}

#[tokio::test]
async fn filters_are_one_group_behind_the_guard() {
    let db = acme().await;
    let query = db.select(Claim.id).from(Claim);
    assert_snapshot!(read!(query.clone().filter(Claim.open.eq(true))), @r#"
        SELECT "claims"."id"
        FROM "claims"
        WHERE "claims"."org_id" = ? AND ("claims"."open" = ?)
        -- tenant, boolean
        "#);
    assert_snapshot!(read!(query.clone().filter(Claim.open.eq(true).or(Claim.amount.gt(5))).filter(Claim.title.ne("x"))), @r#"
        SELECT "claims"."id"
        FROM "claims"
        WHERE "claims"."org_id" = ? AND ((("claims"."open" = ?) OR ("claims"."amount" > ?)) AND "claims"."title" <> ?)
        -- tenant, boolean, integer, text
        "#);
    let conditions = [
        Claim.condition(Claim.amount.lt(1)),
        Claim.condition(Claim.open),
    ];
    assert_snapshot!(read!(query.filter(any_of(conditions))), @r#"
        SELECT "claims"."id"
        FROM "claims"
        WHERE "claims"."org_id" = ? AND ((("claims"."amount" < ?) OR "claims"."open"))
        -- tenant, integer
        "#);
}

#[tokio::test]
async fn order_limit_offset_distinct() {
    let db = acme().await;
    let query = db.select((Policy.number, Policy.note)).from(Policy);
    assert_snapshot!(read!(query.clone().distinct().order_by((Policy.note.desc().nulls_last(), Policy.number)).limit(5).offset(10)), @r#"
        SELECT DISTINCT "policies"."number", "policies"."note"
        FROM "policies"
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL
        ORDER BY "policies"."note" DESC NULLS LAST, "policies"."number"
        LIMIT 5 OFFSET 10
        -- tenant
        "#);
    assert_snapshot!(read!(query.clone().order_by(Policy.note.asc().nulls_first()).offset(1)), @r#"
        SELECT "policies"."number", "policies"."note"
        FROM "policies"
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL
        ORDER BY "policies"."note" NULLS FIRST
        LIMIT -1 OFFSET 1
        -- tenant
        "#);
    assert_snapshot!(read!(query.limit(0)), @r#"
        SELECT "policies"."number", "policies"."note"
        FROM "policies"
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL
        LIMIT 0
        -- tenant
        "#);
}

#[tokio::test]
async fn a_page_by_key() {
    let db = acme().await;
    let query = db.select(Claim.title).from(Claim);
    assert_snapshot!(read!(query.clone().page(Claim.id.asc(), None, 20)), @r#"
        SELECT "claims"."title"
        FROM "claims"
        WHERE "claims"."org_id" = ?
        ORDER BY "claims"."id"
        LIMIT 20
        -- tenant
        "#);
    let order = (Claim.amount.desc(), Claim.title.asc(), Claim.id.desc());
    let last = (100, "hail".to_owned(), HAIL);
    assert_snapshot!(read!(query.filter(Claim.open).page(order, Some(last), 20)), @r#"
        SELECT "claims"."title"
        FROM "claims"
        WHERE "claims"."org_id" = ? AND ("claims"."open" AND ("claims"."amount" < ? OR ("claims"."amount" = ? AND "claims"."title" > ?) OR ("claims"."amount" = ? AND "claims"."title" = ? AND "claims"."id" < ?)))
        ORDER BY "claims"."amount" DESC, "claims"."title", "claims"."id" DESC
        LIMIT 20
        -- tenant, integer, integer, text, integer, text, uuid
        "#);
}

#[tokio::test]
async fn by_key() {
    let db = acme().await;
    assert_snapshot!(read!(db.from(Claim).by_key(HAIL)), @r#"
        SELECT "claims"."id", "claims"."org_id", "claims"."policy_id", "claims"."title", "claims"."amount", "claims"."open"
        FROM "claims"
        WHERE "claims"."org_id" = ? AND ("claims"."id" = ?)
        -- tenant, uuid
        "#);
    assert_snapshot!(read!(db.from(Tag).by_key((P1, "vip".to_owned()))), @r#"
        SELECT "tags"."org_id", "tags"."policy_id", "tags"."label"
        FROM "tags"
        WHERE "tags"."org_id" = ? AND ("tags"."policy_id" = ? AND "tags"."label" = ?)
        -- tenant, uuid, text
        "#);
}

#[tokio::test]
async fn groups() {
    let db = acme().await;
    let query = db
        .select((
            Claim.policy_id,
            count_all(),
            count(Claim.title).distinct(),
            sum(Claim.amount),
            avg(Claim.amount),
        ))
        .from(Claim)
        .filter(Claim.amount.gt(0))
        .group_by(Claim.policy_id)
        .having(count_all().gt(1))
        .having(max(Claim.amount).lt(1_000))
        .order_by((count_all().desc(), Claim.policy_id));
    assert_snapshot!(read!(query), @r#"
        SELECT "claims"."policy_id", COUNT(*), COUNT(DISTINCT "claims"."title"), SUM("claims"."amount"), AVG("claims"."amount")
        FROM "claims"
        WHERE "claims"."org_id" = ? AND ("claims"."amount" > ?)
        GROUP BY "claims"."policy_id"
        HAVING COUNT(*) > ? AND MAX("claims"."amount") < ?
        ORDER BY COUNT(*) DESC, "claims"."policy_id"
        -- tenant, integer, integer, integer
        "#);
    let word = || group_key(Claim.title.lower());
    assert_snapshot!(read!(db.select((word(), min(Claim.amount))).from(Claim).group_by((word(), Claim.open))), @r#"
        SELECT LOWER("claims"."title"), MIN("claims"."amount")
        FROM "claims"
        WHERE "claims"."org_id" = ?
        GROUP BY LOWER("claims"."title"), "claims"."open"
        -- tenant
        "#);
}

#[tokio::test]
async fn soft_deleted_rows() {
    let db = acme().await;
    let query = db.select(Policy.id).from(Policy);
    assert_snapshot!(read!(query.clone()), @r#"
        SELECT "policies"."id"
        FROM "policies"
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL
        -- tenant
        "#);
    assert_snapshot!(read!(query.clone().with_deleted()), @r#"
        SELECT "policies"."id"
        FROM "policies"
        WHERE "policies"."org_id" = ?
        -- tenant
        "#);
    assert_snapshot!(read!(query.only_deleted()), @r#"
        SELECT "policies"."id"
        FROM "policies"
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NOT NULL
        -- tenant
        "#);
}

#[tokio::test]
async fn across_tenants() {
    let db = Sqlite::fresh().await;
    insurers(&db).await;
    let cross = db
        .cross_tenant(&SystemActor::new("report"), "sql text")
        .unwrap();
    assert_snapshot!(read!(cross.select((Claim.org_id, Claim.title)).from(Claim)), @r#"
        SELECT "claims"."org_id", "claims"."title"
        FROM "claims"
        "#);
    assert_snapshot!(read!(cross.select(Policy.id).from(Policy).filter(Policy.number.eq("P-1"))), @r#"
        SELECT "policies"."id"
        FROM "policies"
        WHERE "policies"."deleted_at" IS NULL AND ("policies"."number" = ?)
        -- text
        "#);
    let joined = cross
        .select((Policy.number, Claim.title))
        .from(Policy)
        .left_join(
            Claim,
            Claim
                .policy_id
                .eq(Policy.id)
                .and(Claim.org_id.eq(Policy.org_id)),
        );
    assert_snapshot!(read!(joined), @r#"
        SELECT "policies"."number", "claims"."title"
        FROM "policies"
        LEFT JOIN "claims" ON (("claims"."policy_id" = "policies"."id") AND ("claims"."org_id" = "policies"."org_id"))
        WHERE "policies"."deleted_at" IS NULL
        "#);
}

#[tokio::test]
async fn a_stored_query() {
    let db = acme().await;
    let query = orm::select((Policy.number, Policy.premium))
        .from(Policy)
        .filter(Policy.premium.gt(cents(1)))
        .query();
    query.on(&db).all().await.unwrap();
    assert_snapshot!(lines(query.to_sql().unwrap()), @r#"
        SELECT "policies"."number", "policies"."premium"
        FROM "policies"
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL AND ("policies"."premium" > ?)
        -- tenant, decimal
        "#);
}

#[tokio::test]
async fn the_text_is_the_same_for_every_tenant() {
    let db = Sqlite::fresh().await;
    let (acme, beta) = insurers(&db).await;
    let text = |db: &Tenant<Sqlite>| {
        let statement = db
            .from(Policy)
            .filter(Policy.number.eq("P-1"))
            .to_sql()
            .unwrap();
        assert!(!format!("{statement:?}").contains(&ACME.0.to_string()));
        lines(&statement)
    };
    assert_eq!(text(&acme), text(&beta));
}
