//! Who competes on embedded SQLite. A contender is one file here and one line in [`ALL`].

mod diesel;
mod rusqlite;
mod sqlx;
mod thread_hop;

use std::path::Path;

use ::rusqlite::Connection;

use super::{Contender, ours};
use crate::model::Arrival;
use crate::store::Store;
use crate::{Outcome, timestamp};

/// Opens a contender's own copy of the database.
pub(crate) type Open = fn(&Path) -> Outcome<Box<dyn Contender>>;

/// All contenders; the first one is what the others are compared to.
pub(crate) const ALL: [(&str, Open); 6] = [
    ("rusqlite", rusqlite::open),
    ("thread-hop", thread_hop::open),
    ("sqlx", sqlx::open),
    ("diesel", diesel::open),
    ("ours", |path| {
        ours::open::<orm::Sqlite>(
            &format!("sqlite:{}", path.display()),
            ours::Connections::Pool,
        )
    }),
    ("ours-json", |path| {
        ours::open_for_json::<orm::Sqlite>(&format!("sqlite:{}", path.display()))
    }),
];

impl Store for Connection {
    fn empty(&mut self) -> Outcome {
        self.execute_batch("DELETE FROM arrivals; PRAGMA wal_checkpoint(TRUNCATE);")?;
        Ok(())
    }

    fn arrivals(&mut self) -> Outcome<Vec<Arrival>> {
        let mut statement = self.prepare(
            "SELECT id, org_id, name, count, created_at, active FROM arrivals ORDER BY id",
        )?;
        let mut rows = statement.query([])?;
        let mut arrivals = Vec::new();
        while let Some(row) = rows.next()? {
            arrivals.push(Arrival {
                id: row.get(0).map(uuid::Uuid::from_bytes)?,
                org_id: row.get(1).map(uuid::Uuid::from_bytes)?,
                name: row.get(2)?,
                count: row.get(3)?,
                created_at: timestamp::parse_any(row.get_ref(4)?.as_str()?)?,
                active: row.get(5)?,
            });
        }
        Ok(arrivals)
    }

    fn columns(&mut self, text: &str) -> Outcome<usize> {
        Ok(self.prepare(text)?.column_count())
    }
}
