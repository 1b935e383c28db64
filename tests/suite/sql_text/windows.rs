use orm::driver::{HasAggregateFilter, HasAllFrames, HasLateral, HasOffsetDefault};
use orm::expr::{
    current_row, first_value, following, lag, nth_value, ntile, preceding, rank, row_number,
    unbounded_preceding, window,
};
use orm::prelude::*;
use orm::select;

use crate::backend::TestBackend;
use crate::schema::*;
use crate::sql_text::{Shown, acme, on_dialects, on_every_dialect, read};

on_every_dialect!(functions, aggregates);
on_dialects!(offset_default: [sqlite, postgres, mysql8] [a_default]);
on_dialects!(all_frames: [sqlite, postgres] [groups_exclude_and_filter]);
on_dialects!(lateral: [postgres, mysql8] [lateral_joins]);

async fn functions<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let placed = window()
        .partition_by(Claim.policy_id)
        .order_by((Claim.amount.desc(), Claim.id));
    shown.add(read!(
        db.select((
            row_number().over(placed),
            rank().over(window()),
            ntile(4).over(placed)
        ))
        .from(Claim)
        .order_by(row_number().over(placed))
    ));
    shown.add(read!(
        db.select((
            lag(Claim.amount).rows(2).over(placed),
            first_value(Claim.title).over(placed),
            nth_value(Claim.title, 3).over(placed.rows_between(preceding(1), following(2))),
        ))
        .from(Claim)
    ));
}

async fn aggregates<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let running = window().order_by(Claim.amount);
    shown.add(read!(
        db.select((
            sum(Claim.amount).over(running.rows_between(unbounded_preceding(), current_row())),
            count_all().over(running.range_between(preceding(10), current_row())),
        ))
        .from(Claim)
    ));
    shown.add(read!(
        db.select(avg(Payment.amount).over(window().partition_by(Payment.claim_id)))
            .from(Payment)
    ));
}

async fn a_default<B: TestBackend + HasOffsetDefault>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    shown.add(read!(
        db.select(
            lag(Claim.amount)
                .or(0)
                .over(window().order_by(Claim.amount))
        )
        .from(Claim)
    ));
}

async fn groups_exclude_and_filter<B: TestBackend + HasAllFrames + HasAggregateFilter>(
    db: Db<B>,
    shown: &mut Shown,
) {
    let db = acme(&db).await;
    let groups = window()
        .order_by(Claim.policy_id)
        .groups_between(preceding(1), current_row())
        .exclude_ties();
    shown.add(read!(
        db.select((
            sum(Claim.amount).filter(Claim.open).over(groups),
            Claim.title,
        ))
        .from(Claim)
    ));
    shown.add(read!(
        db.select(avg(Payment.amount).filter(Payment.amount.is_not_null()))
            .from(Payment)
    ));
}

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Dearest {
    pub amount: i64,
}

async fn lateral_joins<B: TestBackend + HasLateral>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let dearest = || {
        select(DearestOf {
            amount: Claim.amount,
        })
        .correlate(Policy)
        .from(Claim)
        .filter(Claim.policy_id.eq(Policy.id))
        .limit(1)
    };
    let query = db.select((Policy.number, Dearest.amount)).from(Policy);
    shown.add(read!(
        query.left_join_lateral(dearest(), Dearest.amount.gt(3))
    ));
    let query = db.select((Dearest.amount, Contact.name)).from(Policy);
    shown.add(read!(
        query
            .cross_join_lateral(dearest())
            .right_join(Contact, Contact.id.eq(Policy.holder_id))
    ));
}
