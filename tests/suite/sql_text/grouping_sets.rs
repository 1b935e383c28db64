#![cfg(any(feature = "postgres", feature = "mysql"))]

use orm::driver::{HasGrouping, HasGroupingSets, HasRollup};
use orm::prelude::*;
use orm::query::grouping;

use crate::backend::TestBackend;
use crate::schema::*;
use crate::sql_text::{Shown, acme, on_dialects, read};

on_dialects!(rolled_up: [postgres, mysql] [rollup]);
on_dialects!(told_apart: [postgres, mysql8] [totals]);
on_dialects!(sets: [postgres] [cube_and_sets]);

async fn rollup<B: TestBackend + HasRollup>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    shown.add(read!(
        db.select((Claim.policy_id, Claim.open, count_all()))
            .from(Claim)
            .group_by_rollup((Claim.policy_id, Claim.open))
            .having(count_all().gt(0))
    ));
}

async fn totals<B: TestBackend + HasGrouping>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    shown.add(read!(
        db.select((Claim.open, grouping(Claim.open)))
            .from(Claim)
            .group_by_rollup(Claim.open)
            .order_by(grouping(Claim.open))
    ));
}

async fn cube_and_sets<B: TestBackend + HasGroupingSets>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let query = || db.select(count_all()).from(Claim);
    shown.add(read!(query().group_by_cube((Claim.policy_id, Claim.open))));
    shown.add(read!(query().group_by_sets(
        (Claim.policy_id, Claim.open),
        [[true, true], [false, true], [false, false]]
    )));
    let dear = group_key(Claim.amount.ge(100));
    shown.add(read!(
        db.select((dear, count_all()))
            .from(Claim)
            .group_by_rollup(dear)
    ));
}
