use orm::prelude::*;
use orm::select;

use crate::backend::TestBackend;
use crate::fixture::*;
use crate::schema::*;
use crate::sql_text::{Shown, acme, on_every_dialect, read};

on_every_dialect!(
    in_and_not_in,
    exists_correlated,
    scalar_in_the_select_list,
    inside_a_join_condition,
    with_a_right_join_inside,
    derived,
);

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

async fn in_and_not_in<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let claimed = || select(Claim.policy_id).from(Claim).filter(Claim.open);
    let query = db.select(Policy.number).from(Policy);
    shown.add(read!(query.clone().filter(Policy.id.in_query(claimed()))));
    shown.add(read!(query.filter(
        Policy.id.not_in_query(claimed()).or(Policy.number.eq("x"))
    )));
}

async fn exists_correlated<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
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
    shown.add(read!(
        query
            .clone()
            .filter(exists(claims().filter(exists(paid()))))
    ));
    shown.add(read!(query.filter(not_exists(claims()))));
}

async fn scalar_in_the_select_list<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let claims = select(count_all())
        .correlate(Policy)
        .from(Claim)
        .filter(Claim.policy_id.eq(Policy.id));
    shown.add(read!(
        db.select((Policy.number, scalar(claims))).from(Policy)
    ));
}

async fn inside_a_join_condition<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let paid = select(Payment.claim_id).from(Payment);
    let query = db
        .select((Policy.number, Claim.title))
        .from(Policy)
        .left_join(
            Claim,
            Claim.policy_id.eq(Policy.id).and(Claim.id.in_query(paid)),
        );
    shown.add(read!(query));
}

async fn with_a_right_join_inside<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let inside = select(Policy.id)
        .from(Claim)
        .right_join(Policy, Claim.policy_id.eq(Policy.id))
        .filter(Claim.id.is_null());
    shown.add(read!(
        db.select(Tag.label)
            .from(Tag)
            .filter(Tag.policy_id.in_query(inside))
    ));
}

async fn derived<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let losses = || {
        select(LossesOf {
            policy: Claim.policy_id,
            claims: count_all(),
        })
        .from(Claim)
        .group_by(Claim.policy_id)
        .derived()
    };
    shown.add(read!(
        db.select((Losses.policy, Losses.claims))
            .from(losses())
            .filter(Losses.claims.gt(1))
    ));
    let joined = db
        .select((Policy.number, Losses.claims))
        .from(Policy)
        .left_join(losses(), Losses.policy.eq(Policy.id));
    shown.add(read!(joined));
    let dear = select(Premium)
        .from(Policy)
        .order_by(Policy.premium.desc())
        .limit(3)
        .derived();
    shown.add(read!(
        db.select(sum(Premium.premium.add(cents(1)))).from(dear)
    ));
}
