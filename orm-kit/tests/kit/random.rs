//! Random schemas become others, and the database is then what a new one would be.

use orm::driver::{Connect, HasTransactions};
use orm::schema::{
    CheckDef, ColumnDef, DefaultDef, ForeignKeyDef, GeneratedDef, IndexColumn, IndexDef,
    KeyspaceDef, ReferenceAction, ReferenceScope, TableDef, UniqueDef,
};
use orm::sql::Family;
use orm::types::{EnumDef, Hint, SqlType, Storage};
use orm_kit::diff::{Diff, Renames};
use orm_kit::folder::Migration;
use orm_kit::generate::{export, statements};
use orm_kit::migrate::{MigrateOptions, migrate};
use orm_kit::snapshot::Snapshot;

use crate::everywhere;
use crate::generate::{fresh, same};
use crate::place::Place;

everywhere!(any_schema_becomes_any_other);

pub struct Random(pub u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }
}

fn kept<T>(list: Vec<T>) -> &'static [T] {
    Box::leak(list.into_boxed_slice())
}

static KINDS: [EnumDef; 3] = [
    EnumDef {
        name: "kind",
        values: &["a", "b"],
        numbers: &[],
        open: false,
    },
    EnumDef {
        name: "kind",
        values: &["a", "c", "b"],
        numbers: &[],
        open: false,
    },
    EnumDef {
        name: "kind",
        values: &["b", "d"],
        numbers: &[],
        open: false,
    },
];

const NAMES: [&str; 3] = ["t0", "t1", "t2"];

/// Targets of foreign keys: all tables have this key.
static TARGETS: [TableDef; 3] = [target(NAMES[0]), target(NAMES[1]), target(NAMES[2])];

const ID: &[ColumnDef] = &[ColumnDef::new("id", SqlType::I64, false)];

const fn target(name: &'static str) -> TableDef {
    TableDef {
        name,
        rust_name: name,
        columns: ID,
        tenant: None,
        primary_key: &[0],
        uniques: &[],
        indexes: &[],
        checks: &[],
        foreign_keys: &[],
        scopes: &[],
        view: None,
        key_name: None,
        comment: None,
    }
}

fn column(random: &mut Random, name: &'static str, kind: usize) -> ColumnDef {
    let (sql, literal) = match (name, random.below(4)) {
        ("flag", _) => (SqlType::Bool, DefaultDef::Bool(true)),
        ("kind", _) => (SqlType::Enum(&KINDS[kind]), DefaultDef::Literal("'b'")),
        ("at", _) => (SqlType::Timestamp, DefaultDef::Now),
        ("mail", _) => (SqlType::Text, DefaultDef::Literal("'m'")),
        (_, 0) => (SqlType::I32, DefaultDef::Integer(5)),
        (_, 1) => (SqlType::I64, DefaultDef::Integer(6)),
        (_, 2) => (SqlType::Decimal, DefaultDef::Literal("7.5")),
        _ => (SqlType::Text, DefaultDef::Literal("'x'")),
    };
    let hint = match (sql, random.below(3)) {
        (SqlType::Decimal, _) => Hint::scaled(2),
        (SqlType::Timestamp, 0) => Hint::stored(Storage::WithoutZone),
        (SqlType::Timestamp, 1) => Hint {
            digits: Some(3),
            ..Hint::NONE
        },
        (SqlType::Text, 0) if name == "mail" => Hint::stored(Storage::IgnoreCase),
        _ => Hint::NONE,
    };
    ColumnDef {
        hint,
        length: (sql == SqlType::Text).then(|| 10 + 10 * random.below(2) as u32),
        precision: (sql == SqlType::Decimal).then_some(10),
        default: if random.one_in(2) {
            literal
        } else {
            DefaultDef::None
        },
        ..ColumnDef::new(name, sql, random.one_in(2))
    }
}

fn table(
    random: &mut Random,
    name: &'static str,
    listed: &[usize],
    kind: usize,
) -> &'static TableDef {
    let mut columns = vec![ColumnDef::new("id", SqlType::I64, false)];
    for name in ["a", "b", "flag", "kind", "at", "mail"] {
        if !random.one_in(3) {
            columns.push(column(random, name, kind));
        }
    }
    let plain = columns.len();
    if !random.one_in(3) {
        columns.push(ColumnDef::new("other_id", SqlType::I64, true));
    }
    let refers = columns[columns.len() - 1].name == "other_id" && !listed.is_empty();
    let reference = (refers && random.one_in(2)).then(|| {
        let target = listed[random.below(listed.len())];
        let at = columns.len() - 1;
        ForeignKeyDef {
            name: None,
            columns: kept(vec![at]),
            target: [|| &TARGETS[0], || &TARGETS[1], || &TARGETS[2]][target],
            target_columns: &[0],
            on_delete: [ReferenceAction::Cascade, ReferenceAction::Restrict][random.below(2)],
            on_update: ReferenceAction::NoAction,
            scope: ReferenceScope::Simple,
        }
    });
    if random.one_in(3) {
        columns.push(ColumnDef {
            generated: Some(GeneratedDef {
                expression: ["id * 2", "id + 1"][random.below(2)],
                stored: true,
            }),
            ..ColumnDef::new("made", SqlType::I64, true)
        });
    }
    let (mut uniques, mut indexes, mut checks) = (Vec::new(), Vec::new(), Vec::new());
    for at in 1..columns.len() {
        if random.one_in(4) {
            uniques.push(UniqueDef {
                name: None,
                columns: kept(vec![at, 0]),
                globally: false,
            });
        }
        if random.one_in(4) {
            let part = if random.one_in(2) {
                IndexColumn::Ascending(at)
            } else {
                IndexColumn::Descending(at)
            };
            indexes.push(IndexDef {
                name: None,
                columns: kept(vec![part]),
                filter: random.one_in(3).then_some("id > 3"),
                unique: random.one_in(3),
                method: None,
                include: &[],
            });
        }
    }
    if columns[..plain].iter().any(|column| column.name == "a") && random.one_in(2) {
        checks.push(CheckDef {
            name: Some("some_check"),
            expression: ["a IS NOT NULL", "a IS NOT NULL OR id > 0"][random.below(2)],
        });
    }
    // Another key over more columns; what refers to the table refers to `id` all the same.
    let wider = columns.len() > 1 && !columns[1].nullable && columns[1].generated.is_none();
    let primary_key: &[usize] = if wider && random.one_in(2) {
        uniques.push(UniqueDef {
            name: None,
            columns: &[0],
            globally: true,
        });
        &[0, 1]
    } else {
        &[0]
    };
    for check in &mut checks {
        check.name = Some(
            ["t0_some", "t1_some", "t2_some"]
                [NAMES.iter().position(|known| *known == name).unwrap()],
        );
    }
    Box::leak(Box::new(TableDef {
        name,
        rust_name: name,
        columns: kept(columns),
        tenant: None,
        primary_key,
        uniques: kept(uniques),
        indexes: kept(indexes),
        checks: kept(checks),
        foreign_keys: kept(reference.into_iter().collect()),
        scopes: &[],
        view: None,
        key_name: None,
        comment: None,
    }))
}

pub fn keyspace(random: &mut Random) -> KeyspaceDef {
    let listed: Vec<usize> = (0..3).filter(|_| !random.one_in(4)).collect();
    let kind = random.below(3);
    let tables = listed
        .iter()
        .map(|at| table(random, NAMES[*at], &listed, kind));
    KeyspaceDef::new("random", kept(tables.collect()))
}

async fn any_schema_becomes_any_other<B: HasTransactions + Connect>(place: &Place<B>) {
    let rounds = if B::DIALECT.family == Family::Sqlite {
        200
    } else {
        12
    };
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for round in 0..rounds {
        let (from, to) = (keyspace(&mut random), keyspace(&mut random));
        let [old, new] = [&from, &to].map(|keyspace| B::DIALECT.describe(keyspace).unwrap());
        // By way of a file, as migrations know it.
        let renames = Renames::default();
        let snapshot = Snapshot::empty(B::DIALECT.family).next(
            B::DIALECT,
            &old,
            &renames,
            uuid::Uuid::new_v4(),
        );
        let read = Snapshot::parse(B::DIALECT.family, &snapshot.text())
            .unwrap()
            .physical(B::DIALECT)
            .unwrap();
        let unchanged = Diff::between(B::DIALECT, &read, &old, &renames);
        assert!(unchanged.is_empty(), "{unchanged:#?}\n{}", snapshot.text());
        let (_, change) = statements(B::DIALECT, &read, &new, &renames);

        fresh(place).await;
        let first = Place::<B>::open(place.url.clone(), place.folder.clone()).await;
        for table in ["__drizzle_migrations", "__orm_migration_run"] {
            if B::DIALECT.family == Family::Postgres {
                first
                    .sql(&format!("DROP TABLE IF EXISTS drizzle.{table}"))
                    .await;
            } else {
                first.sql(&format!("DROP TABLE IF EXISTS {table}")).await;
            }
        }
        let start = export(B::DIALECT, &from).unwrap().join(";\n");
        let files = [
            Migration::new("0000_from", 1, &start),
            Migration::new("0001_to", 2, change.join(";\n")),
        ];
        migrate::<B>(&first.pool, &files[..1], &MigrateOptions::default())
            .await
            .unwrap();
        // A row in each table that takes one without being told more.
        for table in from.tables {
            if table.columns.iter().all(|column| {
                column.name == "id" || column.nullable || column.default != DefaultDef::None
            }) && table.checks.is_empty()
            {
                first
                    .sql(&format!("INSERT INTO {} (id) VALUES (7)", table.name))
                    .await;
            }
        }
        let emptied = to.tables.iter().all(|table| fits(&from, table));
        if !emptied {
            for table in from.tables {
                first.sql(&format!("DELETE FROM {}", table.name)).await;
            }
        }
        let rows = count(&first, &from, &to).await;
        let done = migrate::<B>(&first.pool, &files, &MigrateOptions::default()).await;
        done.unwrap_or_else(|error| {
            panic!("{round}: {error}\n{start}\n-----\n{}", change.join(";\n"))
        });
        assert_eq!(count(&first, &from, &to).await, rows, "{round}");
        let migrated = first.catalog().await;
        first.close().await;
        fresh(place).await;
        let second = Place::<B>::open(place.url.clone(), place.folder.clone()).await;
        for sql in export(B::DIALECT, &to).unwrap() {
            second.sql(&sql).await;
        }
        println!("{round}: {}", change.join(";\n"));
        same(&migrated, &second.catalog().await);
        second.close().await;
    }
}

/// Whether rows of the table's first form fit its second: their values stay what they were.
fn fits(from: &KeyspaceDef, table: &TableDef) -> bool {
    let Some(was) = from.tables.iter().find(|was| was.name == table.name) else {
        return true;
    };
    table.checks.is_empty()
        && table.columns.iter().all(|column| {
            let before = was.columns.iter().find(|before| before.name == column.name);
            column.nullable
                && before
                    .is_none_or(|before| before.sql == column.sql && before.length == column.length)
                || column.name == "id"
                || before.is_some_and(|before| !before.nullable && before.sql == column.sql)
        })
}

/// How many rows the tables of both have.
async fn count<B: HasTransactions + Connect>(
    place: &Place<B>,
    from: &KeyspaceDef,
    to: &KeyspaceDef,
) -> Vec<String> {
    let mut counts = Vec::new();
    for table in from
        .tables
        .iter()
        .filter(|table| to.tables.iter().any(|other| other.name == table.name))
    {
        counts.extend(
            place
                .texts(&format!("SELECT count(*) FROM {}", table.name))
                .await,
        );
    }
    counts
}
