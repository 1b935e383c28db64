//! Where the predicates stand that limit each source to its tenant and to rows not deleted.

use insta::assert_snapshot;
use orm::prelude::*;

use super::acme;
use crate::fixture::*;
use crate::schema::*;
use crate::sql_text::read;

orm::alias!(Other: Policy);

#[tokio::test]
async fn inner_in_where() {
    let db = acme().await;
    let query = db
        .select((Claim.title, Policy.number))
        .from(Claim)
        .inner_join(Policy, Claim.policy_id.eq(Policy.id))
        .filter(Claim.open.or(Policy.premium.gt(cents(0))));
    assert_snapshot!(read!(query), @r#"
        SELECT "claims"."title", "policies"."number"
        FROM "claims"
        INNER JOIN "policies" ON "claims"."policy_id" = "policies"."id"
        WHERE "claims"."org_id" = ? AND "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL AND (("claims"."open" OR ("policies"."premium" > ?)))
        -- tenant, tenant, decimal
        "#);
}

#[tokio::test]
async fn left_in_its_on() {
    let db = acme().await;
    let query = db
        .select((Policy.number, Claim.title, Payment.amount))
        .from(Policy)
        .left_join(Claim, Claim.policy_id.eq(Policy.id).or(Claim.open))
        .left_join(Payment, Payment.claim_id.eq(Claim.id));
    assert_snapshot!(read!(query), @r#"
        SELECT "policies"."number", "claims"."title", "payments"."amount"
        FROM "policies"
        LEFT JOIN "claims" ON "claims"."org_id" = ? AND ((("claims"."policy_id" = "policies"."id") OR "claims"."open"))
        LEFT JOIN "payments" ON "payments"."org_id" = ? AND ("payments"."claim_id" = "claims"."id")
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL
        -- tenant, tenant, tenant
        "#);
}

#[tokio::test]
async fn left_of_a_soft_deleted_table() {
    let db = acme().await;
    let query = db
        .select((Claim.title, Policy.number))
        .from(Claim)
        .left_join(Policy, Claim.policy_id.eq(Policy.id));
    assert_snapshot!(read!(query.clone()), @r#"
        SELECT "claims"."title", "policies"."number"
        FROM "claims"
        LEFT JOIN "policies" ON "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL AND ("claims"."policy_id" = "policies"."id")
        WHERE "claims"."org_id" = ?
        -- tenant, tenant
        "#);
    assert_snapshot!(read!(query.with_deleted()), @r#"
        SELECT "claims"."title", "policies"."number"
        FROM "claims"
        LEFT JOIN "policies" ON "policies"."org_id" = ? AND ("claims"."policy_id" = "policies"."id")
        WHERE "claims"."org_id" = ?
        -- tenant, tenant
        "#);
}

#[tokio::test]
async fn inner_behind_left() {
    let db = acme().await;
    let query = db
        .select((Policy.number, Claim.title, Contact.name))
        .from(Policy)
        .left_join(Claim, Claim.policy_id.eq(Policy.id))
        .inner_join(Contact, Contact.id.eq(Policy.holder_id));
    assert_snapshot!(read!(query), @r#"
        SELECT "policies"."number", "claims"."title", "contacts"."name"
        FROM "policies"
        LEFT JOIN "claims" ON "claims"."org_id" = ? AND ("claims"."policy_id" = "policies"."id")
        INNER JOIN "contacts" ON "contacts"."id" = "policies"."holder_id"
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL AND "contacts"."org_id" = ?
        -- tenant, tenant, tenant
        "#);
}

#[tokio::test]
async fn right_filters_every_source_first() {
    let db = acme().await;
    let query = db
        .select((Claim.title, Policy.number))
        .from(Claim)
        .right_join(Policy, Claim.policy_id.eq(Policy.id))
        .filter(Policy.number.ne("x"));
    assert_snapshot!(read!(query), @r#"
        SELECT "claims"."title", "policies"."number"
        FROM (SELECT *
        FROM "claims"
        WHERE "claims"."org_id" = ?) AS "claims"
        RIGHT JOIN (SELECT *
        FROM "policies"
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL) AS "policies" ON "claims"."policy_id" = "policies"."id"
        WHERE "policies"."number" <> ?
        -- tenant, tenant, text
        "#);
}

#[tokio::test]
async fn full_filters_every_source_first() {
    let db = acme().await;
    let query = db
        .select((Contact.name, Policy.number, Claim.title, Country.name))
        .from(Contact)
        .inner_join(Policy, Contact.id.eq(Policy.holder_id))
        .full_join(Claim, Claim.policy_id.eq(Policy.id))
        .left_join(Country, Country.code.eq(Contact.country));
    assert_snapshot!(read!(query), @r#"
        SELECT "contacts"."name", "policies"."number", "claims"."title", "countries"."name"
        FROM (SELECT *
        FROM "contacts"
        WHERE "contacts"."org_id" = ?) AS "contacts"
        INNER JOIN (SELECT *
        FROM "policies"
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL) AS "policies" ON "contacts"."id" = "policies"."holder_id"
        FULL JOIN (SELECT *
        FROM "claims"
        WHERE "claims"."org_id" = ?) AS "claims" ON "claims"."policy_id" = "policies"."id"
        LEFT JOIN "countries" ON "countries"."code" = "contacts"."country"
        -- tenant, tenant, tenant
        "#);
}

#[tokio::test]
async fn cross() {
    let db = acme().await;
    assert_snapshot!(read!(db.select((Contact.name, Tag.label)).from(Contact).cross_join(Tag)), @r#"
        SELECT "contacts"."name", "tags"."label"
        FROM "contacts"
        CROSS JOIN "tags"
        WHERE "contacts"."org_id" = ? AND "tags"."org_id" = ?
        -- tenant, tenant
        "#);
}

#[tokio::test]
async fn an_alias() {
    let db = acme().await;
    let query = db
        .select((Policy.number, Other.number))
        .from(Policy)
        .left_join(
            Other,
            Other
                .holder_id
                .eq(Policy.holder_id)
                .and(Other.id.ne(Policy.id)),
        );
    assert_snapshot!(read!(query), @r#"
        SELECT "policies"."number", "Other"."number"
        FROM "policies"
        LEFT JOIN "policies" AS "Other" ON "Other"."org_id" = ? AND "Other"."deleted_at" IS NULL AND ((("Other"."holder_id" = "policies"."holder_id") AND ("Other"."id" <> "policies"."id")))
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL
        -- tenant, tenant
        "#);
    assert_snapshot!(read!(db.select(Other.id).from(Other).right_join(Policy, Other.id.eq(Policy.id))), @r#"
        SELECT "Other"."id"
        FROM (SELECT *
        FROM "policies" AS "Other"
        WHERE "Other"."org_id" = ? AND "Other"."deleted_at" IS NULL) AS "Other"
        RIGHT JOIN (SELECT *
        FROM "policies"
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL) AS "policies" ON "Other"."id" = "policies"."id"
        -- tenant, tenant
        "#);
}

#[tokio::test]
async fn global_tables_have_no_predicate() {
    let db = acme().await;
    let query = db
        .select((Contact.name, Country.name))
        .from(Country)
        .left_join(Contact, Contact.country.eq(Country.code));
    assert_snapshot!(read!(query), @r#"
        SELECT "contacts"."name", "countries"."name"
        FROM "countries"
        LEFT JOIN "contacts" ON "contacts"."org_id" = ? AND ("contacts"."country" = "countries"."code")
        -- tenant
        "#);
}
