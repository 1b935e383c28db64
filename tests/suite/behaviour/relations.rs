//! Rows with the rows that they are related to.

mod conditions;
mod cut;
mod levels;
mod tenancy;
mod texts;
mod values;

use orm::prelude::*;

use crate::backend::TestBackend;
use crate::fixture::*;
use crate::schema::*;

/// Labels, employees, batches and entries beside what [`insurers`] fills in.
///
/// | Acme | |
/// |---|---|
/// | labels | 1 fleet: P-1, P-2; 2 vip: P-1; 3 old |
/// | employees | 1 Ann; 2 Ben and 3 Cem of Ann; 4 Dan of Ben |
/// | batches | 1; entries 1, 2 in it; entry 3 names Beta's batch 9 |
///
/// Beta has labels, employees and policies with the same ids.
async fn related<B: TestBackend>(db: &Db<B>) -> (Tenant<B>, Tenant<B>) {
    let (acme, beta) = insurers(db).await;
    let label = |id, name: &str| NewLabel {
        id,
        name: name.to_owned(),
    };
    let labelled = |policy_id, label_id| NewPolicyLabel {
        policy_id,
        label_id,
    };
    let employee = |id, name: &str| NewEmployee {
        id,
        name: name.to_owned(),
    };
    let batch = |id, name: &str| NewBatch {
        id,
        name: name.to_owned(),
    };
    let entry = |id, batch_id, policy_id| NewEntry {
        id,
        batch_id,
        policy_id,
    };
    let filled = async {
        acme.insert_many([label(1, "fleet"), label(2, "vip"), label(3, "old")])
            .run()
            .await?;
        acme.insert_many([labelled(P1, 1), labelled(P1, 2), labelled(P2, 1)])
            .run()
            .await?;
        acme.insert_many([
            employee(1, "Ann").into(),
            employee(2, "Ben").manager_id(1),
            employee(3, "Cem").manager_id(1),
            employee(4, "Dan").manager_id(2),
        ])
        .run()
        .await?;
        beta.insert_many([label(1, "theirs"), label(3, "theirs")])
            .run()
            .await?;
        beta.insert_many([labelled(P1, 1), labelled(P1, 3)])
            .run()
            .await?;
        beta.insert_many([
            employee(1, "Zed").into(),
            employee(5, "Yan").manager_id(1),
            employee(6, "Xia").manager_id(2),
        ])
        .run()
        .await?;
        acme.insert(batch(1, "ours")).run().await?;
        beta.insert(batch(9, "theirs")).run().await?;
        acme.insert_many([entry(1, 1, P1), entry(2, 1, id(99)), entry(3, 9, P1)])
            .run()
            .await?;
        // Beta's entries name Acme's batch.
        beta.insert_many([entry(1, 1, P2), entry(4, 1, P1)])
            .run()
            .await
    };
    filled.await.expect("the related rows are inserted");
    (acme, beta)
}

/// All rows, loaded by both strategies, which must agree.
macro_rules! both {
    ($query:expr) => {{
        let query = $query;
        let levels = query
            .clone()
            .per_level()
            .all()
            .await
            .expect("it is loaded level by level");
        let json = query.as_json().all().await.expect("it is loaded as JSON");
        assert_eq!(levels, json);
        levels
    }};
}
use both;
