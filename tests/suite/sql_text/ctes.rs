use orm::driver::HasMaterialized;
use orm::prelude::*;
use orm::select;

use crate::backend::TestBackend;
use crate::schema::*;
use crate::sql_text::{Shown, acme, on_dialects, on_every_dialect, read};

on_every_dialect!(several, in_subqueries_and_writes, recursive);
on_dialects!(materialized: [sqlite, postgres] [with_a_hint]);

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Losses {
    pub policy_id: Uuid,
    pub total: Option<i64>,
}

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Big {
    pub number: String,
}

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Step {
    pub number: i64,
    pub path: String,
    #[column(numeric(12, 2))]
    pub premium: Decimal,
}

orm::alias!(Other: Losses);

macro_rules! losses {
    () => {
        select(LossesOf {
            policy_id: Claim.policy_id,
            total: sum(Claim.amount),
        })
        .from(Claim)
        .group_by(Claim.policy_id)
        .cte()
    };
}

async fn several<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let losses = losses!();
    let big = select(BigOf {
        number: Policy.number,
    })
    .from(Policy)
    .inner_join(&losses, Losses.policy_id.eq(Policy.id))
    .cte();
    shown.add(read!(
        db.select((Big.number, Losses.total))
            .from(&big)
            .left_join(&losses, Losses.total.gt(1))
    ));
    shown.add(read!(
        db.select((Losses.total, Other.total))
            .from(&losses)
            .cross_join(losses.alias(Other))
    ));
    shown.add(read!(
        db.select((Losses.total, Other.total))
            .from(losses!())
            .right_join(losses!().alias(Other), Other.total.gt(Losses.total))
    ));
}

async fn in_subqueries_and_writes<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    use crate::sql_text::write;

    let db = acme(&db).await;
    let losses = losses!();
    let claimed = || select(Losses.policy_id).from(&losses);
    shown.add(read!(
        db.select(Policy.number)
            .from(Policy)
            .filter(Policy.id.in_query(claimed()))
    ));
    let update = || {
        db.update(Policy)
            .set(Policy.note.to("x"))
            .filter(Policy.id.in_query(claimed()))
    };
    shown.add(write!(update()));
    let delete = || db.delete(Tag).filter(Tag.policy_id.in_query(claimed()));
    shown.add(write!(delete()));
}

async fn recursive<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let steps = select(StepOf {
        number: value(0_i64),
        path: Policy.number,
        premium: Policy.premium,
    })
    .from(Policy)
    .recursive(|step| {
        select(StepOf {
            number: Step.number.add(1_i64),
            path: Step.path.concat(Policy.number),
            premium: Policy.premium,
        })
        .from(Policy)
        .inner_join(step, Policy.premium.gt(Step.premium))
    });
    shown.add(read!(db.select(Step.path).from(steps)));
}

async fn with_a_hint<B: TestBackend + HasMaterialized>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    shown.add(read!(
        db.select(Losses.total).from(losses!().materialized())
    ));
    shown.add(read!(
        db.select(Losses.total).from(losses!().not_materialized())
    ));
}
