//! The text of each form of statement, dialect by dialect. Each one is executed too.

mod ctes;
mod custom_types;
mod expressions;
mod functions;
mod grouping_sets;
mod joins;
mod lists;
mod more_writes;
mod scopes;
mod select;
mod set_operations;
#[cfg(feature = "sql-query")]
mod sql_query;
mod subqueries;
mod windows;
mod writes;

use orm::prelude::*;
use orm::sql::Statement;
use orm::types::Arg;

use crate::backend::TestBackend;
use crate::fixture::{Tenant, insurers};

/// Acme's handle on a filled database.
async fn acme<B: TestBackend>(db: &Db<B>) -> Tenant<B> {
    insurers(db).await.0
}

/// The texts of a test, for `snapshots/<dialect>/<module>__<test>.snap`. `INSTA_UPDATE=always`
/// writes them anew.
#[derive(Default)]
struct Shown(Vec<String>);

impl Shown {
    fn add(&mut self, text: String) {
        self.0.push(text);
    }

    fn compare(&self, dialect: &str, module: &str, test: &str) {
        let module = module.trim_end_matches(dialect).trim_end_matches("::");
        let (_, topic) = module.rsplit_once("::").expect("a module of this one");
        insta::with_settings!({
            snapshot_path => format!("sql_text/snapshots/{dialect}"),
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!(format!("{topic}__{test}"), self.0.join("\n\n"));
        });
    }
}

/// Makes a test per dialect of each body
/// `async fn name<B: TestBackend>(db: Db<B>, shown: &mut Shown)`.
macro_rules! on_every_dialect {
    (
        $($name:ident),* $(,)?
        $(; full_join: $($full_join:ident),+ $(,)?)?
        $(; on_conflict: $($on_conflict:ident),+ $(,)?)?
        $(; on_duplicate_key: $($on_duplicate_key:ident),+ $(,)?)?
    ) => {
        mod sqlite {
            $crate::sql_text::texts!(
                orm::Sqlite, Sqlite, "sqlite": $($name)* $($($full_join)+)? $($($on_conflict)+)?
            );
        }

        #[cfg(feature = "postgres")]
        mod postgres {
            $crate::sql_text::texts!(
                orm::Postgres, Postgres, "postgres": $($name)* $($($full_join)+)? $($($on_conflict)+)?
            );
        }

        #[cfg(feature = "mysql")]
        mod mysql {
            $crate::sql_text::texts!(
                orm::MySql, MySql, "mysql": $($name)* $($($on_duplicate_key)+)?
            );
        }

        // Where it writes something else than `MySql`.
        $(
            #[cfg(feature = "mysql")]
            mod mysql8 {
                $crate::sql_text::texts!(
                    orm::MySql8, MySql, "mysql8": $($on_duplicate_key)+
                );
            }
        )?
    };
}
use on_every_dialect;

/// Makes a test per named dialect of each body, in a module of this name: for what only some have.
macro_rules! on_dialects {
    ($module:ident: [$($dialect:ident),+] $names:tt) => {
        mod $module {
            use super::*;

            $($crate::sql_text::on_dialect!($dialect $names);)+
        }
    };
}
use on_dialects;

macro_rules! on_dialect {
    (sqlite [$($name:ident),+ $(,)?]) => {
        mod sqlite {
            $crate::sql_text::texts!(orm::Sqlite, Sqlite, "sqlite": $($name)+);
        }
    };
    (postgres [$($name:ident),+ $(,)?]) => {
        #[cfg(feature = "postgres")]
        mod postgres {
            $crate::sql_text::texts!(orm::Postgres, Postgres, "postgres": $($name)+);
        }
    };
    (mysql [$($name:ident),+ $(,)?]) => {
        #[cfg(feature = "mysql")]
        mod mysql {
            $crate::sql_text::texts!(orm::MySql, MySql, "mysql": $($name)+);
        }
    };
    (mysql8 [$($name:ident),+ $(,)?]) => {
        #[cfg(feature = "mysql")]
        mod mysql {
            $crate::sql_text::texts!(orm::MySql8, MySql, "mysql": $($name)+);
        }
    };
    (mariadb [$($name:ident),+ $(,)?]) => {
        #[cfg(feature = "mysql")]
        mod mariadb {
            $crate::sql_text::texts!(orm::MariaDb, MariaDb, "mariadb": $($name)+);
        }
    };
}
use on_dialect;

macro_rules! texts {
    ($backend:ty, $server:ident, $dialect:literal: $($name:ident)*) => {$(
        #[tokio::test]
        async fn $name() {
            use $crate::backend::{Server, on};
            let body = async |db| {
                let mut shown = $crate::sql_text::Shown::default();
                super::$name(db, &mut shown).await;
                shown.compare($dialect, module_path!(), stringify!($name));
            };
            on::<$backend>(Server::$server, body).await;
        }
    )*};
}
use texts;

/// The text with a line per clause, and the kinds of its bind values.
fn lines(statement: &Statement) -> String {
    const CLAUSES: &[&str] = &[
        "FROM",
        "INNER JOIN LATERAL",
        "LEFT JOIN LATERAL",
        "CROSS JOIN LATERAL",
        "INNER JOIN",
        "LEFT JOIN",
        "RIGHT JOIN",
        "FULL JOIN",
        "CROSS JOIN",
        "WHERE",
        "GROUP BY",
        "HAVING",
        "UNION",
        "UNION ALL",
        "INTERSECT",
        "INTERSECT ALL",
        "EXCEPT",
        "EXCEPT ALL",
        "ORDER BY",
        "LIMIT",
        "SET",
        "VALUES",
        "RETURNING",
    ];
    let mut text = statement.sql().to_owned();
    for clause in CLAUSES {
        text = text.replace(&format!(" {clause} "), &format!("\n{clause} "));
    }
    let kinds: Vec<_> = statement.args().iter().map(Arg::kind).collect();
    if kinds.is_empty() {
        text
    } else {
        format!("{text}\n-- {}", kinds.join(", "))
    }
}

/// Shows a SELECT after it was executed.
macro_rules! read {
    ($query:expr) => {{
        let query = $query;
        let statement = query.clone().to_sql().expect("it can be written");
        query.all().await.expect("it can be executed");
        $crate::sql_text::lines(&statement)
    }};
}

/// Shows an INSERT, UPDATE or DELETE, and executes it.
macro_rules! write {
    ($statement:expr) => {{
        let statement = $statement.to_sql().expect("it can be written");
        $statement.run().await.expect("it can be executed");
        $crate::sql_text::lines(&statement)
    }};
}
use {read, write};
