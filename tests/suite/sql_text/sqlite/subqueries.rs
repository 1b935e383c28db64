use insta::assert_snapshot;
use orm::prelude::*;
use orm::select;

use super::acme;
use crate::fixture::*;
use crate::schema::*;
use crate::sql_text::read;

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Losses {
    pub policy: Uuid,
    pub claims: i64,
}

#[derive(Projection, Clone, Debug, PartialEq)]
#[projection(from = Policy)]
pub struct Premium {
    pub number: String,
    #[column(numeric(12, 2))]
    pub premium: Decimal,
}

#[tokio::test]
async fn in_and_not_in() {
    let db = acme().await;
    let claimed = || select(Claim.policy_id).from(Claim).filter(Claim.open);
    let query = db.select(Policy.number).from(Policy);
    assert_snapshot!(read!(query.clone().filter(Policy.id.in_query(claimed()))), @r#"
        SELECT "policies"."number"
        FROM "policies"
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL AND ("policies"."id" IN (SELECT "claims"."policy_id"
        FROM "claims"
        WHERE "claims"."org_id" = ? AND ("claims"."open")))
        -- tenant, tenant
        "#);
    assert_snapshot!(read!(query.filter(Policy.id.not_in_query(claimed()).or(Policy.number.eq("x")))), @r#"
        SELECT "policies"."number"
        FROM "policies"
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL AND ((("policies"."id" NOT IN (SELECT "claims"."policy_id"
        FROM "claims"
        WHERE "claims"."org_id" = ? AND ("claims"."open"))) OR ("policies"."number" = ?)))
        -- tenant, tenant, text
        "#);
}

#[tokio::test]
async fn exists_correlated() {
    let db = acme().await;
    let paid = || {
        select(value(1))
            .correlate(Claim)
            .from(Payment)
            .filter(Payment.claim_id.eq(Claim.id))
    };
    let claims = || {
        select(value(1))
            .correlate(Policy)
            .from(Claim)
            .filter(Claim.policy_id.eq(Policy.id))
    };
    let query = db.select(Policy.number).from(Policy);
    assert_snapshot!(read!(query.clone().filter(exists(claims().filter(exists(paid()))))), @r#"
        SELECT "policies"."number"
        FROM "policies"
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL AND (+EXISTS (SELECT ?
        FROM "claims"
        WHERE "claims"."org_id" = ? AND ("claims"."policy_id" = "policies"."id" AND +EXISTS (SELECT ?
        FROM "payments"
        WHERE "payments"."org_id" = ? AND ("payments"."claim_id" = "claims"."id")))))
        -- tenant, integer, tenant, integer, tenant
        "#);
    assert_snapshot!(read!(query.filter(not_exists(claims()))), @r#"
        SELECT "policies"."number"
        FROM "policies"
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL AND (NOT EXISTS (SELECT ?
        FROM "claims"
        WHERE "claims"."org_id" = ? AND ("claims"."policy_id" = "policies"."id")))
        -- tenant, integer, tenant
        "#);
}

#[tokio::test]
async fn scalar_in_the_select_list() {
    let db = acme().await;
    let claims = select(count_all())
        .correlate(Policy)
        .from(Claim)
        .filter(Claim.policy_id.eq(Policy.id));
    assert_snapshot!(read!(db.select((Policy.number, scalar(claims))).from(Policy)), @r#"
        SELECT "policies"."number", (SELECT COUNT(*)
        FROM "claims"
        WHERE "claims"."org_id" = ? AND ("claims"."policy_id" = "policies"."id"))
        FROM "policies"
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL
        -- tenant, tenant
        "#);
}

#[tokio::test]
async fn inside_a_join_condition() {
    let db = acme().await;
    let paid = select(Payment.claim_id).from(Payment);
    let query = db
        .select((Policy.number, Claim.title))
        .from(Policy)
        .left_join(
            Claim,
            Claim.policy_id.eq(Policy.id).and(Claim.id.in_query(paid)),
        );
    assert_snapshot!(read!(query), @r#"
        SELECT "policies"."number", "claims"."title"
        FROM "policies"
        LEFT JOIN "claims" ON "claims"."org_id" = ? AND ((("claims"."policy_id" = "policies"."id") AND ("claims"."id" IN (SELECT "payments"."claim_id"
        FROM "payments"
        WHERE "payments"."org_id" = ?))))
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL
        -- tenant, tenant, tenant
        "#);
}

#[tokio::test]
async fn with_a_right_join_inside() {
    let db = acme().await;
    let inside = select(Policy.id)
        .from(Claim)
        .right_join(Policy, Claim.policy_id.eq(Policy.id))
        .filter(Claim.id.is_null());
    assert_snapshot!(read!(db.select(Tag.label).from(Tag).filter(Tag.policy_id.in_query(inside))), @r#"
        SELECT "tags"."label"
        FROM "tags"
        WHERE "tags"."org_id" = ? AND ("tags"."policy_id" IN (SELECT "policies"."id"
        FROM (SELECT *
        FROM "claims"
        WHERE "claims"."org_id" = ?) AS "claims"
        RIGHT JOIN (SELECT *
        FROM "policies"
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL) AS "policies" ON "claims"."policy_id" = "policies"."id"
        WHERE "claims"."id" IS NULL))
        -- tenant, tenant, tenant
        "#);
}

#[tokio::test]
async fn derived() {
    let db = acme().await;
    let losses = || {
        select(LossesOf {
            policy: Claim.policy_id,
            claims: count_all(),
        })
        .from(Claim)
        .group_by(Claim.policy_id)
        .derived()
    };
    assert_snapshot!(read!(db.select((Losses.policy, Losses.claims)).from(losses()).filter(Losses.claims.gt(1))), @r#"
        SELECT "losses"."policy", "losses"."claims"
        FROM (SELECT "claims"."policy_id" AS "policy", COUNT(*) AS "claims"
        FROM "claims"
        WHERE "claims"."org_id" = ?
        GROUP BY "claims"."policy_id") AS "losses"
        WHERE "losses"."claims" > ?
        -- tenant, integer
        "#);
    let joined = db
        .select((Policy.number, Losses.claims))
        .from(Policy)
        .left_join(losses(), Losses.policy.eq(Policy.id));
    assert_snapshot!(read!(joined), @r#"
        SELECT "policies"."number", "losses"."claims"
        FROM "policies"
        LEFT JOIN (SELECT "claims"."policy_id" AS "policy", COUNT(*) AS "claims"
        FROM "claims"
        WHERE "claims"."org_id" = ?
        GROUP BY "claims"."policy_id") AS "losses" ON "losses"."policy" = "policies"."id"
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL
        -- tenant, tenant
        "#);
    let dear = select(Premium)
        .from(Policy)
        .order_by(Policy.premium.desc())
        .limit(3)
        .derived();
    assert_snapshot!(read!(db.select(sum(Premium.premium.add(cents(1)))).from(dear)), @r#"
        SELECT SUM(("premium"."premium" + ?))
        FROM (SELECT "policies"."number" AS "number", "policies"."premium" AS "premium"
        FROM "policies"
        WHERE "policies"."org_id" = ? AND "policies"."deleted_at" IS NULL
        ORDER BY "policies"."premium" DESC
        LIMIT 3) AS "premium"
        -- decimal, tenant
        "#);
}
