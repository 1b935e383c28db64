use orm_core::driver::{Connection, Pool};
use orm_core::schema::{
    CheckDef, ColumnDef, DefaultDef, ForeignKeyDef, GeneratedDef, IndexColumn, IndexDef,
    KeyspaceDef, ReferenceAction, ReferenceScope, TableDef, UniqueDef,
};
use orm_core::scope::Keyspace;
use orm_core::types::{Arg, EnumDef, Hint, Interval, SqlType, Storage, Value};
use orm_core::{ConstraintKind, Db, Error};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{First, open, statement};
use crate::{Sqlite, SqliteConnection, SqliteOptions};

static STATUS: EnumDef = EnumDef {
    name: "status",
    values: &["draft", "it's"],
    numbers: &[],
    open: false,
};
static LEVEL: EnumDef = EnumDef {
    name: "level",
    values: &["Low", "High"],
    numbers: &[1, -2],
    open: false,
};

const fn column(name: &'static str, sql: SqlType) -> ColumnDef {
    ColumnDef::new(name, sql, false)
}

const fn table(
    name: &'static str,
    columns: &'static [ColumnDef],
    key: &'static [usize],
) -> TableDef {
    TableDef {
        name,
        rust_name: name,
        columns,
        tenant: None,
        primary_key: key,
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

static ORGS: TableDef = TableDef {
    tenant: Some(0),
    ..table("orgs", &[column("id", SqlType::I64)], &[0])
};
static CONTACTS: TableDef = TableDef {
    tenant: Some(0),
    ..table(
        "contacts",
        &[column("org_id", SqlType::I64), column("id", SqlType::I64)],
        &[0, 1],
    )
};

const fn reference(
    columns: &'static [usize],
    target: fn() -> &'static TableDef,
    target_columns: &'static [usize],
    on_delete: ReferenceAction,
) -> ForeignKeyDef {
    ForeignKeyDef {
        name: None,
        columns,
        target,
        target_columns,
        on_delete,
        on_update: ReferenceAction::NoAction,
        scope: ReferenceScope::Tenant,
    }
}

static POLICIES: TableDef = TableDef {
    tenant: Some(0),
    uniques: &[UniqueDef {
        name: None,
        columns: &[0, 2],
        globally: false,
    }],
    indexes: &[IndexDef {
        name: None,
        columns: &[
            IndexColumn::Descending(1),
            IndexColumn::Expression("lower(\"number\")"),
        ],
        filter: Some("\"status\" = 'draft'"),
        unique: false,
        method: None,
        include: &[],
    }],
    checks: &[CheckDef {
        name: None,
        expression: "\"id\" > 0",
    }],
    foreign_keys: &[
        reference(&[0], || &ORGS, &[0], ReferenceAction::Cascade),
        reference(&[3], || &CONTACTS, &[1], ReferenceAction::SetNull),
    ],
    ..table(
        "policies",
        &[
            column("org_id", SqlType::I64),
            ColumnDef {
                default: DefaultDef::AutoIncrement,
                ..column("id", SqlType::I64)
            },
            ColumnDef {
                length: Some(3),
                default: DefaultDef::Literal("'ab'"),
                ..column("number", SqlType::Text)
            },
            ColumnDef::new("holder", SqlType::I64, true),
            ColumnDef {
                default: DefaultDef::Literal("'draft'"),
                ..column("status", SqlType::Enum(&STATUS))
            },
            ColumnDef {
                default: DefaultDef::Integer(-2),
                ..column("level", SqlType::Enum(&LEVEL))
            },
            ColumnDef {
                hint: Hint::scaled(2),
                default: DefaultDef::Literal("12.5"),
                ..column("premium", SqlType::Decimal)
            },
            ColumnDef {
                hint: Hint {
                    scale: Some(2),
                    ..Hint::stored(Storage::Text)
                },
                default: DefaultDef::Integer(7),
                ..column("long", SqlType::Decimal)
            },
            ColumnDef {
                default: DefaultDef::Literal("'00000000-0000-0000-0000-000000000007'"),
                ..column("token", SqlType::Uuid)
            },
            ColumnDef {
                default: DefaultDef::Now,
                ..column("created", SqlType::Timestamp)
            },
            ColumnDef {
                default: DefaultDef::Now,
                ..column("day", SqlType::Date)
            },
            ColumnDef {
                default: DefaultDef::Bool(true),
                ..column("active", SqlType::Bool)
            },
            ColumnDef {
                generated: Some(GeneratedDef {
                    expression: "upper(\"number\")",
                    stored: true,
                }),
                ..column("shout", SqlType::Text)
            },
            ColumnDef {
                default: DefaultDef::Expression("1 + 1.5"),
                ..column("rate", SqlType::F64)
            },
        ],
        &[0, 1],
    )
};

static LISTED: &[&TableDef] = &[&POLICIES, &CONTACTS, &ORGS];

struct Policies;

impl Keyspace for Policies {
    const DEFINITION: KeyspaceDef = KeyspaceDef::new("policies", LISTED);
}

async fn created() -> SqliteConnection {
    let pool = open(SqliteOptions::memory()).await;
    let db = Db::<Sqlite>::from_pool(pool.clone());
    db.create_tables::<Policies>().await.unwrap();
    db.create_tables::<Policies>().await.unwrap();
    let mut connection = pool.acquire().await.unwrap();
    for sql in [
        "INSERT INTO orgs VALUES (1), (2)",
        "INSERT INTO contacts VALUES (1, 10), (2, 20)",
        "INSERT INTO policies (org_id, holder) VALUES (1, 10)",
    ] {
        connection.sql(sql).await.unwrap();
    }
    connection
}

async fn constraint(
    connection: &mut SqliteConnection,
    sql: &str,
) -> (ConstraintKind, Option<String>) {
    match connection.sql(sql).await {
        Err(Error::Constraint(constraint)) => (constraint.kind, constraint.name),
        other => panic!("{sql}: {other:?}"),
    }
}

#[tokio::test]
async fn tables_come_after_those_that_they_refer_to() {
    let statements = crate::DIALECT.create(&Policies::DEFINITION).unwrap();
    let starts: Vec<&str> = statements
        .iter()
        .map(|sql| sql.split(['(', '\n']).next().unwrap().trim())
        .collect();
    assert_eq!(
        starts[..6],
        [
            "CREATE TABLE IF NOT EXISTS \"orgs\"",
            "CREATE TABLE IF NOT EXISTS \"contacts\"",
            "CREATE TABLE IF NOT EXISTS \"policies\"",
            "CREATE UNIQUE INDEX IF NOT EXISTS \"policies_org_id_id_pk\" ON \"policies\"",
            "CREATE UNIQUE INDEX IF NOT EXISTS \"policies_org_id_number_unique\" ON \"policies\"",
            "CREATE INDEX IF NOT EXISTS \"policies_id_expression_index\" ON \"policies\"",
        ]
    );
}

#[tokio::test]
async fn defaults_have_the_form_of_bound_values() {
    let mut connection = created().await;
    let mut one = async |column: &str| -> String {
        connection
            .one(&format!("SELECT CAST({column} AS TEXT) FROM policies"))
            .await
    };
    assert_eq!(one("id").await, "1");
    assert_eq!(one("premium").await, "1250");
    assert_eq!(one("long").await, "7.00");
    assert_eq!(one("level").await, "-2");
    assert_eq!(one("active").await, "1");
    assert_eq!(one("shout").await, "AB");
    assert_eq!(one("rate").await, "2.5");
    assert_eq!(one("length(day)").await, "10");
    assert_eq!(one("length(created)").await, "26");
    assert_eq!(one("typeof(token)").await, "blob");
    let token = connection.one::<Uuid>("SELECT token FROM policies").await;
    assert_eq!(token, Uuid::from_u128(7));
    let hint = Hint::scaled(2);
    let premium = connection
        .fetch_all(
            statement(
                "SELECT premium FROM policies WHERE premium = ?",
                vec![Arg::Decimal(Decimal::new(125, 1), 2)],
            ),
            First::<Decimal>(hint, std::marker::PhantomData),
        )
        .await
        .unwrap();
    assert_eq!(premium, [Decimal::new(1250, 2)]);
}

#[tokio::test]
async fn constraints_hold() {
    let mut connection = created().await;
    let insert = "INSERT INTO policies";
    for (values, kind, name) in [
        (
            "(org_id, number) VALUES (1, 'abcd')",
            ConstraintKind::Check,
            Some("policies_number_length"),
        ),
        (
            "(org_id, number, status) VALUES (1, 'x', 'other')",
            ConstraintKind::Check,
            Some("policies_status_values"),
        ),
        (
            "(org_id, number, level) VALUES (1, 'x', 2)",
            ConstraintKind::Check,
            Some("policies_level_values"),
        ),
        (
            "(org_id, number, id) VALUES (1, 'x', -1)",
            ConstraintKind::Check,
            Some("policies_check1"),
        ),
        ("(org_id) VALUES (1)", ConstraintKind::Unique, None),
        ("(number) VALUES ('x')", ConstraintKind::NotNull, None),
        (
            "(org_id, number) VALUES (3, 'x')",
            ConstraintKind::ForeignKey,
            None,
        ),
        (
            "(org_id, number, holder) VALUES (1, 'x', 20)",
            ConstraintKind::ForeignKey,
            None,
        ),
    ] {
        let (got, constraint) = constraint(&mut connection, &format!("{insert} {values}")).await;
        assert_eq!((got, constraint.as_deref()), (kind, name), "{values}");
    }
    let good = "(org_id, status, holder) VALUES (2, 'it''s', 20)";
    connection.sql(&format!("{insert} {good}")).await.unwrap();
}

#[tokio::test]
async fn set_null_leaves_the_tenant_alone() {
    let mut connection = created().await;
    let deleted = connection.sql("DELETE FROM contacts WHERE id = 10").await;
    assert_eq!(deleted.unwrap(), 1);
    let sql = "SELECT org_id FROM policies WHERE holder IS NULL";
    assert_eq!(connection.one::<i64>(sql).await, 1);
    connection
        .sql("DELETE FROM orgs WHERE id = 1")
        .await
        .unwrap();
    assert_eq!(
        connection.one::<i64>("SELECT count(*) FROM policies").await,
        0
    );
}

#[tokio::test]
async fn a_single_counted_key_counts() {
    let mut connection = created().await;
    connection.sql("DELETE FROM policies").await.unwrap();
    connection
        .sql("INSERT INTO policies (org_id) VALUES (2)")
        .await
        .unwrap();
    assert_eq!(
        connection.one::<i64>("SELECT id FROM policies").await,
        2,
        "no number twice"
    );
}

#[tokio::test]
async fn tables_are_removed() {
    let mut connection = created().await;
    for _ in 0..2 {
        let sql = super::super::ddl::drop_table(&POLICIES);
        connection.execute(statement(&sql, vec![])).await.unwrap();
    }
    assert!(connection.sql("SELECT 1 FROM policies").await.is_err());
}

static RARE: TableDef = table(
    "rare",
    &[
        column("id", SqlType::I64),
        column("tags", SqlType::Array(&SqlType::Text)),
    ],
    &[0],
);
static SPANS: TableDef = table("spans", &[column("span", SqlType::Interval)], &[0]);

#[test]
fn types_of_postgres_alone_are_refused() {
    for (refused, what) in [(&RARE, "array"), (&SPANS, "interval")] {
        let keyspace = KeyspaceDef::new("rare", Box::leak(Box::new([&ORGS, refused])));
        let error = crate::DIALECT.create(&keyspace).unwrap_err();
        let text = error.to_string();
        assert!(text.contains(what) && text.contains("SQLite"), "{text}");
    }
}

#[tokio::test]
async fn values_of_postgres_alone_are_refused() {
    let pool = open(SqliteOptions::memory()).await;
    let mut connection = pool.acquire().await.unwrap();
    for arg in [
        vec!["a".to_owned()].to_arg(Hint::NONE).unwrap(),
        Interval::days(1).to_arg(Hint::NONE).unwrap(),
    ] {
        let refused = connection.execute(statement("SELECT ?", vec![arg])).await;
        assert!(matches!(refused, Err(Error::Build(_))), "{refused:?}");
    }
}
