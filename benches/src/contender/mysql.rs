//! Who competes on MySQL and MariaDB. A contender is one file here and one line in [`ALL`].

mod diesel;
mod mysql_async;
mod sqlx;

use super::{Contender, ours, sea_orm};
use crate::Outcome;

/// Connects to the database that all contenders share.
pub(crate) type Open = fn(&str) -> Outcome<Box<dyn Contender>>;

/// All contenders; the first one is what the others are compared to.
pub(crate) const ALL: [(&str, Open); 7] = [
    ("sqlx", sqlx::open),
    ("mysql_async", mysql_async::open),
    ("diesel-async", diesel::open),
    ("sea-orm", sea_orm::open),
    ("ours", |url| {
        ours::open::<orm::MySql>(url, ours::Connections::Pool)
    }),
    ("ours-held", |url| {
        ours::open::<orm::MySql>(url, ours::Connections::Held)
    }),
    ("ours-json", ours::open_for_json::<orm::MySql>),
];

/// The text of `point`, as the contenders that write SQL by hand share it.
const POINT: &str = "SELECT id, org_id, number, sequence, premium, created_at, details, active, \
                     note, priority FROM policies WHERE org_id = ? AND id = ?";

/// The text of `join1000`.
const JOIN: &str = "SELECT users.id, users.name, posts.id, posts.title, posts.views FROM users \
                    LEFT JOIN posts ON posts.org_id = ? AND posts.author_id = users.id \
                    WHERE users.org_id = ? AND users.age >= ? \
                    ORDER BY users.name, posts.views LIMIT 1000";

/// The text of `selectN`.
fn select_items(rows: usize) -> Outcome<&'static str> {
    macro_rules! text {
        ($limit:literal) => {
            concat!(
                "SELECT id, name, count, created_at, active FROM items WHERE org_id = ? LIMIT ",
                $limit
            )
        };
    }
    match rows {
        10 => Ok(text!("10")),
        100 => Ok(text!("100")),
        10_000 => Ok(text!("10000")),
        other => Err(format!("no statement for {other} rows").into()),
    }
}

/// The text of `insertN`.
fn insert_arrivals(rows: usize) -> String {
    let values = vec!["(?, ?, ?, ?, ?, ?)"; rows].join(", ");
    format!("INSERT INTO arrivals (id, org_id, name, count, created_at, active) VALUES {values}")
}
