//! The databases of a workerd that tests take turns in.

#[path = "../../../orm-sqlite/tests/d1/server.rs"]
mod server;

use std::sync::{Mutex, PoisonError};

use orm::schema::ViewDef;
use orm::{D1Options, Keyspace};

use crate::schema::Insurance;

static FREE: Mutex<Free> = Mutex::new(Free {
    names: Vec::new(),
    made: 0,
});

/// The databases that no test has.
struct Free {
    names: Vec<String>,
    made: usize,
}

/// A database that is one test's until it is dropped.
pub struct Database {
    name: String,
    /// Whether it has the suite's tables.
    pub has_tables: bool,
}

impl Database {
    /// An empty database.
    pub fn take() -> Self {
        let mut free = FREE.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(name) = free.names.pop() {
            drop(free);
            let tables = Insurance::DEFINITION.tables.iter().rev();
            let tables: Vec<_> = tables.map(|table| table.name).collect();
            let views = Insurance::DEFINITION.views.iter();
            let views = views.filter(|view| !matches!(view.view, Some(ViewDef::Existing)));
            let views: Vec<_> = views.map(|view| view.name).collect();
            let kept = format!("{};{}", tables.join(","), views.join(","));
            server::control(&format!("/{name}/empty"), &kept);
            return Self {
                name,
                has_tables: true,
            };
        }
        let number = free.made;
        assert!(number < server::DATABASES, "more tests than databases");
        free.made += 1;
        Self {
            name: format!("d{number}"),
            has_tables: false,
        }
    }

    /// How it is reached.
    pub fn options(&self) -> D1Options {
        let api = server::api().expect("a test without workerd is left out");
        let options = D1Options::new("account", &self.name);
        options.token(server::TOKEN).api(api)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if self.has_tables {
            let mut free = FREE.lock().unwrap_or_else(PoisonError::into_inner);
            free.names.push(std::mem::take(&mut self.name));
        }
    }
}
