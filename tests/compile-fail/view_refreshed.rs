//! A view without rows of its own is refreshed, on a backend without such that have them.

mod tables;
mod views;

use orm::prelude::*;
use views::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db.refresh(Open);
}

fn main() {}
