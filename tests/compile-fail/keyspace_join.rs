//! Tables of two databases are joined.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select((Policy.number, Invoice.total))
        .from(Policy)
        .inner_join(Invoice, Invoice.policy_id.eq(Policy.id))
        .all()
        .await;
}

fn main() {}
