use insta::assert_snapshot;
use orm::prelude::*;
use orm::{escape_like, now};

use super::acme;
use crate::fixture::*;
use crate::schema::*;
use crate::sql_text::read;

#[tokio::test]
async fn comparisons_and_logic() {
    let db = acme().await;
    let query = db.select(Claim.id).from(Claim);
    assert_snapshot!(read!(query.clone().filter(Claim.amount.ge(1).and(Claim.amount.le(9)).or(Claim.open.not()))), @r#"
        SELECT "claims"."id"
        FROM "claims"
        WHERE "claims"."org_id" = ? AND (((("claims"."amount" >= ?) AND ("claims"."amount" <= ?)) OR (NOT "claims"."open")))
        -- tenant, integer, integer
        "#);
    assert_snapshot!(read!(query.clone().filter(not(Claim.amount.eq(1).or(Claim.amount.ne(2))))), @r#"
        SELECT "claims"."id"
        FROM "claims"
        WHERE "claims"."org_id" = ? AND (NOT (("claims"."amount" = ?) OR ("claims"."amount" <> ?)))
        -- tenant, integer, integer
        "#);
    assert_snapshot!(read!(query.clone().filter(Claim.amount.between(1, 9).and(Claim.amount.not_between(3, 4)))), @r#"
        SELECT "claims"."id"
        FROM "claims"
        WHERE "claims"."org_id" = ? AND ((("claims"."amount" BETWEEN ? AND ?) AND ("claims"."amount" NOT BETWEEN ? AND ?)))
        -- tenant, integer, integer, integer, integer
        "#);
    assert_snapshot!(read!(query.filter(Claim.amount.gt(1).eq(Claim.open))), @r#"
        SELECT "claims"."id"
        FROM "claims"
        WHERE "claims"."org_id" = ? AND (("claims"."amount" > ?) = "claims"."open")
        -- tenant, integer
        "#);
}

#[tokio::test]
async fn lists() {
    let db = acme().await;
    let query = db.select(Claim.id).from(Claim);
    assert_snapshot!(read!(query.clone().filter(Claim.amount.in_list([1, 2, 3]))), @r#"
        SELECT "claims"."id"
        FROM "claims"
        WHERE "claims"."org_id" = ? AND ("claims"."amount" IN (?, ?, ?))
        -- tenant, integer, integer, integer
        "#);
    assert_snapshot!(read!(query.clone().filter(Claim.amount.in_list(Vec::<i64>::new()))), @r#"
        SELECT "claims"."id"
        FROM "claims"
        WHERE "claims"."org_id" = ? AND (FALSE)
        -- tenant
        "#);
    assert_snapshot!(read!(query.filter(Claim.amount.not_in_list(Vec::<i64>::new()))), @r#"
        SELECT "claims"."id"
        FROM "claims"
        WHERE "claims"."org_id" = ? AND (TRUE)
        -- tenant
        "#);
}

#[tokio::test]
async fn nulls() {
    let db = acme().await;
    let query = db.select(Contact.id).from(Contact);
    assert_snapshot!(read!(query.clone().filter(Contact.country.is_null().or(Contact.country.is_not_null()))), @r#"
        SELECT "contacts"."id"
        FROM "contacts"
        WHERE "contacts"."org_id" = ? AND ((("contacts"."country" IS NULL) OR ("contacts"."country" IS NOT NULL)))
        -- tenant
        "#);
    assert_snapshot!(read!(query.clone().filter(Contact.country.is_not_distinct_from(None::<String>))), @r#"
        SELECT "contacts"."id"
        FROM "contacts"
        WHERE "contacts"."org_id" = ? AND ("contacts"."country" IS ?)
        -- tenant, NULL
        "#);
    assert_snapshot!(read!(query.filter(Contact.country.is_distinct_from("de"))), @r#"
        SELECT "contacts"."id"
        FROM "contacts"
        WHERE "contacts"."org_id" = ? AND ("contacts"."country" IS NOT ?)
        -- tenant, text
        "#);
    assert_snapshot!(read!(db.select(coalesce(Contact.country, "none")).from(Contact)), @r#"
        SELECT COALESCE("contacts"."country", ?)
        FROM "contacts"
        WHERE "contacts"."org_id" = ?
        -- text, tenant
        "#);
}

#[tokio::test]
async fn texts() {
    let db = acme().await;
    let query = db.select(Contact.id).from(Contact);
    assert_snapshot!(read!(query.clone().filter(Contact.name.like("A%").and(Contact.name.not_like("%x")))), @r#"
        SELECT "contacts"."id"
        FROM "contacts"
        WHERE "contacts"."org_id" = ? AND ((("contacts"."name" LIKE ? ESCAPE '\') AND ("contacts"."name" NOT LIKE ? ESCAPE '\')))
        -- tenant, text, text
        "#);
    assert_snapshot!(read!(query.clone().filter(Contact.name.ilike(escape_like("50%")))), @r#"
        SELECT "contacts"."id"
        FROM "contacts"
        WHERE "contacts"."org_id" = ? AND (LOWER("contacts"."name") LIKE LOWER(?) ESCAPE '\')
        -- tenant, text
        "#);
    assert_snapshot!(read!(query.filter(Contact.name.contains("50%"))), @r#"
        SELECT "contacts"."id"
        FROM "contacts"
        WHERE "contacts"."org_id" = ? AND ("contacts"."name" LIKE ? ESCAPE '\')
        -- tenant, text
        "#);
    let list = (
        Contact.name.lower(),
        Contact.name.upper(),
        Contact.name.length(),
        Contact.name.concat(" <").concat(Contact.email),
    );
    assert_snapshot!(read!(db.select(list).from(Contact)), @r#"
        SELECT LOWER("contacts"."name"), UPPER("contacts"."name"), LENGTH("contacts"."name"), (("contacts"."name" || ?) || "contacts"."email")
        FROM "contacts"
        WHERE "contacts"."org_id" = ?
        -- text, tenant
        "#);
}

#[tokio::test]
async fn numbers() {
    let db = acme().await;
    let list = (
        Claim.amount.add(1).mul(2).sub(Claim.amount.div(3)),
        Claim.amount.cast::<f64>(),
        Claim.amount.cast::<String>(),
        Claim.open.cast::<i64>(),
    );
    assert_snapshot!(read!(db.select(list).from(Claim)), @r#"
        SELECT ((("claims"."amount" + ?) * ?) - ("claims"."amount" / ?)), CAST("claims"."amount" AS REAL), CAST("claims"."amount" AS TEXT), CAST("claims"."open" AS INTEGER)
        FROM "claims"
        WHERE "claims"."org_id" = ?
        -- integer, integer, integer, tenant
        "#);
}

#[tokio::test]
async fn decimals() {
    let db = acme().await;
    let query = db
        .select((
            sum(Policy.premium),
            avg(Policy.premium).distinct(),
            max(Policy.premium.add(cents(5))),
        ))
        .from(Policy);
    assert_snapshot!(read!(query), @r#"
        SELECT SUM("policies"."premium"), (SUM(DISTINCT "policies"."premium") * 10000 / COUNT(DISTINCT "policies"."premium")), MAX(("policies"."premium" + ?))
        FROM "policies"
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL
        -- decimal, tenant
        "#);
    let average = || scalar(orm::select(avg(Policy.premium)).from(Policy));
    assert_snapshot!(read!(db.select(Policy.id).from(Policy).filter(Policy.premium.gt(average()))), @r#"
        SELECT "policies"."id"
        FROM "policies"
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL AND (("policies"."premium" * 10000) > (SELECT (SUM("policies"."premium") * 10000 / COUNT("policies"."premium"))
        FROM "policies"
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL))
        -- tenant, tenant
        "#);
}

#[tokio::test]
async fn conditional() {
    let db = acme().await;
    let size = case(Claim.amount.gt(100), value("large".to_owned()))
        .otherwise(case(Claim.amount.gt(10), value("middle".to_owned())).otherwise("small"));
    assert_snapshot!(read!(db.select((size, case(Claim.open, Claim.amount))).from(Claim)), @r#"
        SELECT CASE WHEN "claims"."amount" > ? THEN ? ELSE CASE WHEN "claims"."amount" > ? THEN ? ELSE ? END END, CASE WHEN "claims"."open" THEN "claims"."amount" END
        FROM "claims"
        WHERE "claims"."org_id" = ?
        -- integer, text, integer, text, text, tenant
        "#);
}

#[tokio::test]
async fn moments() {
    let db = acme().await;
    assert_snapshot!(read!(db.select(Policy.id).from(Policy).filter(Policy.created_at.le(now()))), @r#"
        SELECT "policies"."id"
        FROM "policies"
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL AND ("policies"."created_at" <= strftime('%Y-%m-%d %H:%M:%f000', 'now'))
        -- tenant
        "#);
}

#[tokio::test]
async fn fragments() {
    let db = acme().await;
    let query = db
        .select(sql!(
            String,
            "upper(substr({}, 1, 2)) || '-' || {}",
            Policy.number,
            value("x".to_owned())
        ))
        .from(Policy)
        .filter(sql!(bool, "abs({}) > {} + 1", Policy.version, value(3_i64)));
    assert_snapshot!(read!(query), @r#"
        SELECT (((UPPER(SUBSTR("policies"."number", 1, 2)) || '-') || ?))
        FROM "policies"
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL AND ((ABS("policies"."version") > (? + 1)))
        -- text, tenant, integer
        "#);
}
