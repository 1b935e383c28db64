use orm_core::driver::Connection;
use orm_core::schema::{
    CheckDef, ColumnDef, DefaultDef, ForeignKeyDef, GeneratedDef, IndexColumn, IndexDef,
    KeyspaceDef, ReferenceAction, ReferenceScope, TableDef, UniqueDef,
};
use orm_core::sql::Statement;
use orm_core::types::{Arg, EnumDef, Hint, SqlType, Storage};
use orm_core::{ConstraintKind, Error};
use orm_postgres::{DIALECT, PostgresConnection};

use crate::support::{Short, on_server, single};

on_server!(
    tables_are_created_and_left_alone,
    keys_and_checks_hold,
    references_hold,
    circles,
);

static STATUS: EnumDef = EnumDef {
    name: "t_ddl_Status",
    values: &["draft", "it's $orm$ \\"],
    numbers: &[],
    open: false,
};
static OPEN: EnumDef = EnumDef {
    name: "t_ddl_open",
    values: &["a"],
    numbers: &[],
    open: true,
};
static LEVEL: EnumDef = EnumDef {
    name: "t_ddl_level",
    values: &["Low", "High"],
    numbers: &[1, -2],
    open: false,
};

const fn column(name: &'static str, sql: SqlType) -> ColumnDef {
    ColumnDef::new(name, sql, false)
}

const fn with(default: DefaultDef, column: ColumnDef) -> ColumnDef {
    ColumnDef { default, ..column }
}

const fn table(
    name: &'static str,
    columns: &'static [ColumnDef],
    primary_key: &'static [usize],
) -> TableDef {
    TableDef {
        name,
        rust_name: name,
        columns,
        tenant: Some(0),
        primary_key,
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
        on_update: ReferenceAction::Cascade,
        scope: ReferenceScope::Tenant,
    }
}

static ORGS: TableDef = table("t_ddl_orgs", &[column("id", SqlType::Text)], &[0]);
static CONTACTS: TableDef = table(
    "t_ddl_contacts",
    &[column("org_id", SqlType::Text), column("id", SqlType::I64)],
    &[0, 1],
);
static POLICIES: TableDef = TableDef {
    uniques: &[UniqueDef {
        name: None,
        columns: &[0, 2],
        globally: false,
    }],
    indexes: &[
        IndexDef {
            name: None,
            columns: &[
                IndexColumn::Descending(1),
                IndexColumn::Expression("lower(\"number\")"),
            ],
            filter: Some("\"status\" = 'draft'"),
            unique: false,
            method: None,
            include: &[],
        },
        IndexDef {
            name: Some("t_ddl_by_count"),
            columns: &[IndexColumn::Ascending(0), IndexColumn::Ascending(13)],
            filter: None,
            unique: true,
            method: None,
            include: &[],
        },
    ],
    checks: &[CheckDef {
        name: None,
        expression: "\"id\" > 0",
    }],
    foreign_keys: &[
        reference(&[0], || &ORGS, &[0], ReferenceAction::Cascade),
        ForeignKeyDef {
            name: None,
            on_update: ReferenceAction::NoAction,
            ..reference(&[3], || &CONTACTS, &[1], ReferenceAction::SetNull)
        },
    ],
    ..table(
        "t_ddl_policies",
        &[
            column("org_id", SqlType::Text),
            with(DefaultDef::AutoIncrement, column("id", SqlType::I64)),
            ColumnDef {
                length: Some(3),
                default: DefaultDef::Literal("'ab'"),
                ..column("number", SqlType::Text)
            },
            ColumnDef::new("holder", SqlType::I64, true),
            with(
                DefaultDef::Literal("'draft'"),
                column("status", SqlType::Enum(&STATUS)),
            ),
            with(
                DefaultDef::Integer(-2),
                column("level", SqlType::Enum(&LEVEL)),
            ),
            ColumnDef {
                hint: Hint::scaled(2),
                precision: Some(8),
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
            with(
                DefaultDef::Literal("'00000000-0000-0000-0000-000000000007'"),
                column("token", SqlType::Uuid),
            ),
            with(DefaultDef::Now, column("made", SqlType::Timestamp)),
            with(DefaultDef::Now, column("made_on", SqlType::Date)),
            with(DefaultDef::Now, column("made_at", SqlType::Time)),
            with(DefaultDef::Now, column("made_there", SqlType::DateTime)),
            with(
                DefaultDef::Expression("40 + 2"),
                column("count", SqlType::U32),
            ),
            with(DefaultDef::Bool(true), column("flag", SqlType::Bool)),
            ColumnDef {
                generated: Some(GeneratedDef {
                    expression: "\"count\" * 2",
                    stored: false,
                }),
                ..column("twice", SqlType::I64)
            },
            with(DefaultDef::Literal("'{}'"), column("data", SqlType::Json)),
            ColumnDef::new("raw", SqlType::Bytes, true),
            ColumnDef::new("single", SqlType::F32, true),
            ColumnDef::new("double", SqlType::F64, true),
            ColumnDef::new("small", SqlType::U8, true),
            ColumnDef::new("medium", SqlType::U16, true),
            ColumnDef::new("large", SqlType::U64, true),
            ColumnDef::new("open", SqlType::Enum(&OPEN), true),
            ColumnDef {
                hint: Hint::stored(Storage::Text),
                ..ColumnDef::new("text_id", SqlType::Uuid, true)
            },
        ],
        &[0, 1],
    )
};
static KEYSPACE: KeyspaceDef = KeyspaceDef::new("ddl", &[&POLICIES, &CONTACTS, &ORGS]);

static EGGS: TableDef = TableDef {
    foreign_keys: &[reference(&[2], || &HENS, &[1], ReferenceAction::SetNull)],
    ..CIRCLE_EGGS
};
const CIRCLE_EGGS: TableDef = table(
    "t_ddl_eggs",
    &[
        column("org_id", SqlType::I64),
        column("id", SqlType::I64),
        ColumnDef::new("hen", SqlType::I64, true),
        ColumnDef::new("twin", SqlType::I64, true),
    ],
    &[0, 1],
);
static HENS: TableDef = TableDef {
    foreign_keys: &[
        reference(&[2], || &EGGS, &[1], ReferenceAction::NoAction),
        reference(&[1], || &HENS, &[1], ReferenceAction::NoAction),
    ],
    ..table(
        "t_ddl_hens",
        &[
            column("org_id", SqlType::I64),
            column("id", SqlType::I64),
            ColumnDef::new("egg", SqlType::I64, true),
        ],
        &[0, 1],
    )
};
static CIRCLE: KeyspaceDef = KeyspaceDef::new("circle", &[&HENS, &EGGS]);

/// In a schema of the connection's own, which is gone with it.
async fn create(c: &mut PostgresConnection, keyspace: &KeyspaceDef) {
    c.sql("SET search_path = pg_temp").await.unwrap();
    define(c, keyspace).await;
}

async fn define(c: &mut PostgresConnection, keyspace: &KeyspaceDef) {
    for sql in DIALECT.create(keyspace).unwrap() {
        c.execute(Statement::define(&sql))
            .await
            .unwrap_or_else(|error| panic!("{sql}: {error}"));
    }
}

async fn kind(c: &mut PostgresConnection, sql: &str) -> ConstraintKind {
    match c.sql(sql).await {
        Err(Error::Constraint(constraint)) => constraint.kind,
        other => panic!("{sql}: {other:?}"),
    }
}

async fn tables_are_created_and_left_alone(url: &str) {
    let (_pool, mut c) = single(url).await;
    create(&mut c, &KEYSPACE).await;
    c.sql("INSERT INTO t_ddl_orgs VALUES ('a')").await.unwrap();
    c.sql("INSERT INTO t_ddl_policies (org_id) VALUES ('a')")
        .await
        .unwrap();
    define(&mut c, &KEYSPACE).await;
    let all: Vec<String> = c
        .all(
            "SELECT concat_ws('|', id, number, status, level, premium, long, token, count, flag, twice, data, made - statement_timestamp() < '1h', made_on = made::date, made_at = made::time, made_there = made::timestamp) FROM t_ddl_policies",
            vec![],
        )
        .await
        .unwrap();
    assert_eq!(
        all,
        ["1|ab|draft|-2|12.50|7.00|00000000-0000-0000-0000-000000000007|42|t|84|{}|t|t|t|t"]
    );
    let types: Vec<String> = c
        .all(
            "SELECT attname || ' ' || format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 't_ddl_policies'::regclass AND attnum > 0 ORDER BY attnum",
            vec![],
        )
        .await
        .unwrap();
    assert_eq!(
        types,
        [
            "org_id text",
            "id bigint",
            "number character varying(3)",
            "holder bigint",
            "status \"t_ddl_Status\"",
            "level smallint",
            "premium numeric(8,2)",
            "long text",
            "token uuid",
            "made timestamp with time zone",
            "made_on date",
            "made_at time without time zone",
            "made_there timestamp without time zone",
            "count bigint",
            "flag boolean",
            "twice bigint",
            "data jsonb",
            "raw bytea",
            "single real",
            "double double precision",
            "small smallint",
            "medium integer",
            "large bigint",
            "open text",
            "text_id text",
        ]
    );
    let collation: String = c
        .one("SELECT collname FROM pg_attribute JOIN pg_collation ON pg_collation.oid = attcollation WHERE attrelid = 't_ddl_policies'::regclass AND attname = 'org_id'")
        .await;
    assert_eq!(collation, "C");
    for table in KEYSPACE.tables {
        // Those that others refer to come last.
        let sql = (DIALECT.drop_table)(table);
        c.sql(&sql).await.unwrap();
        c.sql(&sql).await.unwrap();
    }
}

async fn keys_and_checks_hold(url: &str) {
    let (_pool, mut c) = single(url).await;
    create(&mut c, &KEYSPACE).await;
    c.sql("INSERT INTO t_ddl_orgs VALUES ('a'), ('A')")
        .await
        .unwrap();
    let insert = |columns: &str, values: &str| {
        format!("INSERT INTO t_ddl_policies (org_id, {columns}) VALUES ('a', {values})")
    };
    c.sql(&insert("id, count", "1, 1")).await.unwrap();
    for (columns, values, expected) in [
        ("number, count", "'ab', 2", ConstraintKind::Unique),
        ("id, number, count", "1, 'b', 3", ConstraintKind::Unique),
        ("number, count", "'c', 1", ConstraintKind::Unique),
        ("id, number, count", "-1, 'd', 4", ConstraintKind::Check),
        ("level, number, count", "2, 'e', 5", ConstraintKind::Check),
        (
            "holder, number, count",
            "9, 'f', 6",
            ConstraintKind::ForeignKey,
        ),
        (
            "flag, number, count",
            "NULL, 'g', 7",
            ConstraintKind::NotNull,
        ),
    ] {
        assert_eq!(
            kind(&mut c, &insert(columns, values)).await,
            expected,
            "{values}"
        );
    }
    // The tenants `a` and `A` are two.
    c.sql("INSERT INTO t_ddl_policies (org_id) VALUES ('A')")
        .await
        .unwrap();
    let hard = Arg::Enum("it's $orm$ \\".to_owned());
    let changed = c.with(
        "UPDATE t_ddl_policies SET status = $1 WHERE org_id = 'A'",
        vec![hard],
    );
    assert_eq!(changed.await.unwrap(), 1);
    let unknown = Arg::Enum("unknown".to_owned());
    let error = c
        .with("UPDATE t_ddl_policies SET status = $1", vec![unknown])
        .await;
    assert!(matches!(error, Err(Error::Database { .. })), "{error:?}");
}

async fn references_hold(url: &str) {
    let (_pool, mut c) = single(url).await;
    create(&mut c, &KEYSPACE).await;
    c.sql("INSERT INTO t_ddl_orgs VALUES ('a'), ('b'); INSERT INTO t_ddl_contacts VALUES ('a', 1), ('b', 2); INSERT INTO t_ddl_policies (org_id, holder) VALUES ('a', 1)")
        .await
        .unwrap();
    assert_eq!(
        kind(
            &mut c,
            "INSERT INTO t_ddl_policies (org_id, holder, number, count) VALUES ('a', 2, 'x', 1)"
        )
        .await,
        ConstraintKind::ForeignKey,
        "a row of another tenant"
    );
    c.sql("DELETE FROM t_ddl_contacts WHERE org_id = 'a'")
        .await
        .unwrap();
    let left: Vec<String> = c
        .all(
            "SELECT concat_ws('|', org_id, coalesce(holder::text, 'NULL')) FROM t_ddl_policies",
            vec![],
        )
        .await
        .unwrap();
    assert_eq!(left, ["a|NULL"]);
    c.sql("DELETE FROM t_ddl_orgs WHERE id = 'a'")
        .await
        .unwrap();
    assert_eq!(c.one::<i64>("SELECT count(*) FROM t_ddl_policies").await, 0);
}

async fn circles(url: &str) {
    let (_pool, mut c) = single(url).await;
    create(&mut c, &CIRCLE).await;
    define(&mut c, &CIRCLE).await;
    let keys: i64 = c
        .one("SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND conrelid IN ('t_ddl_eggs'::regclass, 't_ddl_hens'::regclass)")
        .await;
    assert_eq!(keys, 3);
    assert_eq!(
        kind(&mut c, "INSERT INTO t_ddl_hens VALUES (1, 1, 5)").await,
        ConstraintKind::ForeignKey
    );
    assert_eq!(
        kind(&mut c, "INSERT INTO t_ddl_eggs VALUES (1, 1, 5)").await,
        ConstraintKind::ForeignKey
    );
}
