//! Reads that go to replicas: databases of their own here, so that it shows where a row came from.

use orm::driver::HasTransactions;
use orm::prelude::*;

use crate::backend::{Fresh, TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    reads_on_request_and_never_writes,
    several_take_turns,
    a_replica_is_limited_to_the_tenant,
    without_replicas_the_primary_reads,
    ; transactions:
    a_transaction_reads_its_own_writes,
);

/// A database in which Acme has one contact of this name, and Beta has Zoe.
async fn replica<B: TestBackend>(name: &str) -> Fresh<B> {
    let replica = B::fresh().await;
    let acme = tenant(&replica.db, ACME);
    acme.insert(contact(ADA, name)).run().await.unwrap();
    let beta = tenant(&replica.db, BETA);
    beta.insert(contact(ADA, "Zoe")).run().await.unwrap();
    replica
}

macro_rules! names {
    ($handle:expr) => {
        $handle
            .select(Contact.name)
            .from(Contact)
            .order_by(Contact.id)
            .all()
            .await
            .unwrap()
    };
}

async fn reads_on_request_and_never_writes<B: TestBackend>(db: Db<B>) {
    let replica = replica::<B>("copy").await;
    let db = db.with_replicas([replica.db.clone()]);
    let acme = tenant(&db, ACME);
    acme.insert(contact(ADA, "Ada")).run().await.unwrap();
    assert_eq!(names!(acme), ["Ada"]);
    assert_eq!(names!(acme.on_replica()), ["copy"]);
    acme.update(Contact)
        .set(Contact.name.to("Eve"))
        .all_rows()
        .run()
        .await
        .unwrap();
    assert_eq!(names!(acme), ["Eve"]);
    assert_eq!(names!(acme.on_replica()), ["copy"]);
}

async fn several_take_turns<B: TestBackend>(db: Db<B>) {
    let (one, two) = (replica::<B>("one").await, replica::<B>("two").await);
    let db = db.with_replicas([one.db.clone(), two.db.clone()]);
    let acme = tenant(&db, ACME);
    let mut read = Vec::new();
    for _ in 0..4 {
        read.extend(names!(acme.on_replica()));
    }
    assert_eq!(read, ["one", "two", "one", "two"]);
}

async fn a_replica_is_limited_to_the_tenant<B: TestBackend>(db: Db<B>) {
    let replica = replica::<B>("copy").await;
    let db = db.with_replicas([replica.db.clone()]);
    let beta = tenant(&db, BETA);
    assert_eq!(names!(beta.on_replica()), ["Zoe"]);
    let row = beta.on_replica().from(Contact).by_key(ADA).one().await;
    assert_eq!(row.unwrap().org_id, BETA);
}

async fn a_transaction_reads_its_own_writes<B: TestBackend + HasTransactions>(db: Db<B>) {
    let replica = replica::<B>("copy").await;
    let db = db.with_replicas([replica.db.clone()]);
    let acme = tenant(&db, ACME);
    acme.transaction(async |tx| {
        tx.insert(contact(BO, "Bo")).run().await?;
        assert_eq!(names!(tx.on_replica()), ["Bo"]);
        Ok(())
    })
    .await
    .unwrap();
}

async fn without_replicas_the_primary_reads<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    assert_eq!(names!(acme.on_replica()), ["Ada", "Bo", "Cy"]);
}
