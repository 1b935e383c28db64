//! A transaction is cloned, to outlive its closure.

mod tables;

use tables::*;

fn keep<T: Clone>(_: &T) {}

async fn wrong(db: &TenantDb) {
    let _ = db
        .transaction(async |tx| {
            keep(&tx);
            Ok(())
        })
        .await;
}

fn main() {}
