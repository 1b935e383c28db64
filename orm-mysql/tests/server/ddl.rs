use orm_core::driver::{Backend, Connection};
use orm_core::schema::{
    CheckDef, ColumnDef, DefaultDef, ForeignKeyDef, GeneratedDef, IndexColumn, IndexDef,
    KeyspaceDef, ReferenceAction, ReferenceScope, TableDef, UniqueDef,
};
use orm_core::sql::Statement;
use orm_core::types::{Arg, EnumDef, Hint, SqlType, Storage};
use orm_core::{ConstraintKind, Error};
use orm_mysql::{MariaDb, MySql, MySql8, MySqlConnection};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::fixture::{Ask, each};

static STATUS: EnumDef = EnumDef {
    name: "status",
    values: &["draft", "it's", "back\\slash"],
    numbers: &[],
    open: false,
};
static LEVEL: EnumDef = EnumDef {
    name: "level",
    values: &["Low", "High"],
    numbers: &[1, -2],
    open: false,
};
static OPEN: EnumDef = EnumDef {
    name: "open",
    values: &["a"],
    numbers: &[],
    open: true,
};

const fn column(name: &'static str, sql: SqlType) -> ColumnDef {
    ColumnDef::new(name, sql, false)
}

const fn with(name: &'static str, sql: SqlType, default: DefaultDef) -> ColumnDef {
    ColumnDef {
        default,
        ..column(name, sql)
    }
}

static ORGS: TableDef = TableDef {
    name: "orgs",
    rust_name: "Org",
    columns: &[column("id", SqlType::Text)],
    tenant: Some(0),
    primary_key: &[0],
    uniques: &[],
    indexes: &[],
    checks: &[],
    foreign_keys: &[],
    scopes: &[],
    view: None,
    key_name: None,
    comment: None,
};

const TO_ORG: ForeignKeyDef = ForeignKeyDef {
    name: None,
    columns: &[0],
    target: || &ORGS,
    target_columns: &[0],
    on_delete: ReferenceAction::Cascade,
    on_update: ReferenceAction::NoAction,
    scope: ReferenceScope::Simple,
};

/// Refers to itself and, in a circle, to `seats`.
static PEOPLE: TableDef = TableDef {
    name: "people",
    rust_name: "Person",
    columns: &[
        column("org_id", SqlType::Text),
        with("id", SqlType::I64, DefaultDef::AutoIncrement),
        ColumnDef {
            length: Some(40),
            ..column("email", SqlType::Text)
        },
        with("note", SqlType::Text, DefaultDef::Literal("'it''s'")),
        with("done", SqlType::Bool, DefaultDef::Bool(false)),
        with(
            "status",
            SqlType::Enum(&STATUS),
            DefaultDef::Literal("'draft'"),
        ),
        with("level", SqlType::Enum(&LEVEL), DefaultDef::Integer(1)),
        with("open", SqlType::Enum(&OPEN), DefaultDef::Literal("'a'")),
        ColumnDef {
            precision: Some(10),
            hint: Hint::scaled(2),
            ..with("fee", SqlType::Decimal, DefaultDef::Literal("1.5"))
        },
        with("made", SqlType::Timestamp, DefaultDef::Now),
        with("day", SqlType::Date, DefaultDef::Now),
        with("hour", SqlType::Time, DefaultDef::Now),
        with(
            "key",
            SqlType::Uuid,
            DefaultDef::Literal("'00112233-4455-6677-8899-aabbccddeeff'"),
        ),
        ColumnDef {
            hint: Hint::stored(Storage::Text),
            ..ColumnDef::new("text_key", SqlType::Uuid, true)
        },
        with("size", SqlType::U64, DefaultDef::Expression("1 + 2")),
        ColumnDef {
            generated: Some(GeneratedDef {
                expression: "size * 2",
                stored: true,
            }),
            ..column("twice", SqlType::I64)
        },
        ColumnDef::new("manager_id", SqlType::I64, true),
        ColumnDef::new("seat_id", SqlType::I64, true),
        ColumnDef::new("gone", SqlType::DateTime, true),
        ColumnDef::new("data", SqlType::Json, true),
        ColumnDef::new("raw", SqlType::Bytes, true),
        ColumnDef::new("ratio", SqlType::F32, true),
    ],
    tenant: Some(0),
    primary_key: &[0, 1],
    uniques: &[UniqueDef {
        name: None,
        columns: &[0, 12],
        globally: false,
    }],
    indexes: &[
        IndexDef {
            name: Some("people_email_live"),
            columns: &[IndexColumn::Ascending(0), IndexColumn::Ascending(2)],
            filter: Some("gone IS NULL"),
            unique: true,
            method: None,
            include: &[],
        },
        IndexDef {
            name: Some("people_lower"),
            columns: &[
                IndexColumn::Expression("lower(email)"),
                IndexColumn::Descending(1),
            ],
            filter: None,
            unique: false,
            method: None,
            include: &[],
        },
        IndexDef {
            name: Some("people_status"),
            columns: &[
                IndexColumn::Ascending(0),
                IndexColumn::Expression("concat(email, note)"),
            ],
            filter: None,
            unique: true,
            method: None,
            include: &[],
        },
    ],
    checks: &[CheckDef {
        name: Some("people_fee"),
        expression: "fee >= 0",
    }],
    foreign_keys: &[
        TO_ORG,
        ForeignKeyDef {
            name: None,
            columns: &[16],
            target: || &PEOPLE,
            target_columns: &[1],
            on_delete: ReferenceAction::Restrict,
            on_update: ReferenceAction::NoAction,
            scope: ReferenceScope::Tenant,
        },
        ForeignKeyDef {
            name: None,
            columns: &[17],
            target: || &SEATS,
            target_columns: &[1],
            on_delete: ReferenceAction::NoAction,
            on_update: ReferenceAction::NoAction,
            scope: ReferenceScope::Tenant,
        },
    ],
    scopes: &[],
    view: None,
    key_name: None,
    comment: None,
};

static SEATS: TableDef = TableDef {
    name: "seats",
    rust_name: "Seat",
    columns: &[
        column("org_id", SqlType::Text),
        column("id", SqlType::I64),
        ColumnDef::new("person_id", SqlType::I64, true),
    ],
    tenant: Some(0),
    primary_key: &[0, 1],
    uniques: &[],
    indexes: &[],
    checks: &[],
    foreign_keys: &[
        TO_ORG,
        ForeignKeyDef {
            name: None,
            columns: &[2],
            target: || &PEOPLE,
            target_columns: &[1],
            on_delete: ReferenceAction::Cascade,
            on_update: ReferenceAction::NoAction,
            scope: ReferenceScope::Tenant,
        },
    ],
    scopes: &[],
    view: None,
    key_name: None,
    comment: None,
};

static KEYSPACE: KeyspaceDef = KeyspaceDef::new("Test", &[&SEATS, &PEOPLE, &ORGS]);

async fn create<B: Backend>(connection: &mut MySqlConnection) {
    // Twice: tables that exist are left alone.
    for _ in 0..2 {
        for sql in B::DIALECT.create(&KEYSPACE).unwrap() {
            let made = connection.execute(Statement::define(sql.clone())).await;
            made.unwrap_or_else(|error| panic!("{error}\n{sql}"));
        }
    }
}

fn email(org: &str, email: &str, key: u128) -> Vec<Arg> {
    vec![
        Arg::Text(org.to_owned()),
        Arg::Text(email.to_owned()),
        Arg::Uuid(Uuid::from_u128(key)),
    ]
}

const INSERT: &str = "INSERT INTO people (org_id, email, `key`) VALUES (?, ?, ?)";

#[track_caller]
fn kind(result: Result<u64, Error>) -> ConstraintKind {
    match result {
        Err(Error::Constraint(constraint)) => constraint.kind,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn tables_keep_what_they_declare() {
    each(async |server| {
        for own in [false, true] {
            let mut connection = server.connection().await;
            connection.sql("SET FOREIGN_KEY_CHECKS = 0").await.unwrap();
            for table in ["people", "seats", "orgs"] {
                let drop = format!("DROP TABLE IF EXISTS {table}");
                connection.sql(&drop).await.unwrap();
            }
            match (own, server.is_mysql()) {
                (false, _) => create::<MySql>(&mut connection).await,
                (true, true) => create::<MySql8>(&mut connection).await,
                (true, false) => create::<MariaDb>(&mut connection).await,
            }
            let mut connection = server.connection().await;
            let org = "INSERT INTO orgs VALUES (?), ('acme '), ('ACME')";
            let acme = || Arg::Text("acme".to_owned());
            connection.run(org, vec![acme()]).await.unwrap();

            connection.run(INSERT, email("acme", "a", 1)).await.unwrap();
            let unique = connection.run(INSERT, email("acme", "a", 2)).await;
            assert_eq!(kind(unique), ConstraintKind::Unique);
            connection.run(INSERT, email("ACME", "a", 1)).await.unwrap();
            connection.run(INSERT, email("acme ", "a", 1)).await.unwrap();
            let gone = "UPDATE people SET gone = UTC_TIMESTAMP(6) WHERE org_id = ?";
            assert_eq!(connection.run(gone, vec![acme()]).await.unwrap(), 1);
            // The other index knows nothing of rows that are gone.
            let note = "UPDATE people SET note = 'other' WHERE org_id = ?";
            connection.run(note, vec![acme()]).await.unwrap();
            connection.run(INSERT, email("acme", "a", 2)).await.unwrap();

            let nobody = connection.run(INSERT, email("nobody", "b", 3)).await;
            assert_eq!(kind(nobody), ConstraintKind::ForeignKey);
            let foreign = "INSERT INTO people (org_id, email, `key`, manager_id) VALUES (?, ?, ?, (SELECT id FROM (SELECT id FROM people WHERE org_id = 'ACME') q))";
            let foreign = connection.run(foreign, email("acme", "c", 4)).await;
            assert_eq!(kind(foreign), ConstraintKind::ForeignKey);
            for wrong in ["fee = -?", "level = ? + 6"] {
                let sql = format!("UPDATE people SET {wrong}");
                let refused = connection.run(&sql, vec![Arg::Int(1)]).await;
                assert_eq!(kind(refused), ConstraintKind::Check, "{wrong}");
            }
            let unknown = "UPDATE people SET status = ?";
            let unknown = connection.run(unknown, vec![Arg::Enum("x".into())]).await;
            assert!(unknown.is_err());
            let known = "UPDATE people SET status = ? WHERE org_id = 'ACME'";
            let known = connection.run(known, vec![Arg::Enum("back\\slash".into())]).await;
            assert_eq!(known.unwrap(), 1);

            let of = "FROM people WHERE org_id = ? AND gone IS NULL";
            let read = |column: &str| format!("SELECT {column} {of}");
            let text: String = connection.one(&read("CONCAT(note, status, level, open, done, size, twice)"), vec![acme()]).await;
            assert_eq!(text, "it'sdraft1a036");
            let fee: Decimal = connection.one(&read("fee"), vec![acme()]).await;
            assert_eq!(fee, Decimal::new(15, 1));
            let made: chrono::DateTime<chrono::Utc> =
                connection.one(&read("made"), vec![acme()]).await;
            assert!((chrono::Utc::now() - made).num_seconds().abs() < 10);
            let all: i64 = connection.one("SELECT COUNT(*) FROM people WHERE org_id <> ?", vec![Arg::Text("-".into())]).await;
            assert_eq!(all, 4);
            let left = "DELETE FROM orgs WHERE id = ?";
            connection.run(left, vec![acme()]).await.unwrap();
            let all: i64 = connection.one("SELECT COUNT(*) FROM people WHERE org_id <> ?", vec![Arg::Text("-".into())]).await;
            assert_eq!(all, 2);
        }
    })
    .await;
}

#[tokio::test]
async fn mariadb_gives_back_inserted_and_deleted_rows() {
    each(async |server| {
        if server.is_mysql() {
            return;
        }
        for mut connection in server.each_way().await {
            connection.sql("DROP TABLE IF EXISTS t").await.unwrap();
            connection
                .sql("CREATE TABLE t (id BIGINT PRIMARY KEY AUTO_INCREMENT, v INT)")
                .await
                .unwrap();
            let insert = "INSERT INTO `t` (`v`) VALUES (?), (?) RETURNING `t`.`id`";
            let ids: Vec<i64> = connection
                .all(insert, vec![Arg::Int(5), Arg::Int(6)])
                .await
                .unwrap();
            assert_eq!(ids, [1, 2]);
            let delete = "DELETE FROM `t` WHERE `t`.`v` = ? RETURNING `t`.`id`";
            assert_eq!(
                connection
                    .all::<i64>(delete, vec![Arg::Int(6)])
                    .await
                    .unwrap(),
                [2]
            );
        }
    })
    .await;
}
