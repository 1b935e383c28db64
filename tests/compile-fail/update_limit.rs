//! SQLite has no UPDATE with a limit.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .update(Policy)
        .set(Policy.note.to("x"))
        .all_rows()
        .limit(1)
        .run()
        .await;
}

fn main() {}
