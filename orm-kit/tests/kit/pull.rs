//! Databases become source, which compiles and is what the database holds.

use std::path::Path;

use chrono::Utc;
use orm::Keyspace as _;
use orm::driver::{Connect, HasTransactions};
use orm::schema::KeyspaceDef;
use orm::schema::physical::{Column, Key, Physical, Table};
use orm::sql::Family;
use orm_kit::folder::{Folder, Migration};
use orm_kit::generate::{GenerateOptions, generate, unattended};
use orm_kit::introspect::{Filter, introspect};
use orm_kit::migrate::{MigrateOptions, migrate};
use orm_kit::pull::{PullOptions, Pulled, source, spelled_as};
use orm_kit::split;
use orm_kit::verify::{Difference, Kind, VerifyOptions, verify};

use crate::before::Before;
use crate::everywhere;
use crate::generate::{exported, fresh};
use crate::place::Place;
use crate::pulled::*;

everywhere!(
    tenants_tables_come_back,
    drizzles_tables_come_back,
    tables_by_hand_come_back,
);

mod on_mysql {

    crate::everywhere!(@one an_applications_tables_come_back mysql (orm::MySql8) "ORM_TEST_MYSQL_URL");
    crate::everywhere!(@one an_applications_tables_come_back mariadb (orm::MariaDb) "ORM_TEST_MARIADB_URL");
}

/// The policies of the example application, with the reference tables beside them.
async fn an_applications_tables_come_back<B: HasTransactions + Connect>(place: &Place<B>) {
    let again = Place::<B>::open(place.url.clone(), place.folder.clone()).await;
    exported(&again, &crate::example::schema::Policies::DEFINITION).await;
    again.close().await;
    let options = PullOptions {
        tenant: Some("org_id".to_owned()),
        global: ["currencies", "countries", "lines_of_business"]
            .map(str::to_owned)
            .to_vec(),
        ..options("oi_policies")
    };
    let found = pulled(place, "example", &options, None).await;
    assert_eq!(found.notes, Vec::<String>::new());
    let keyspace = example_mysql::OiPolicies::DEFINITION;
    assert_eq!(differences(place, &keyspace).await, Vec::<String>::new());
}

fn words(family: Family) -> &'static str {
    match family {
        Family::Postgres => "postgres",
        Family::MySql => "mysql",
        Family::Sqlite => "sqlite",
    }
}

/// The source, which is the file's. MariaDB spells expressions in another way than MySQL, from which
/// the file is.
async fn pulled<B: HasTransactions + Connect>(
    place: &Place<B>,
    name: &str,
    options: &PullOptions,
    snapshot: Option<&Physical>,
) -> Pulled {
    let again = Place::<B>::open(place.url.clone(), place.folder.clone()).await;
    let mut live = introspect::<B>(&again.pool, &Filter::default())
        .await
        .unwrap();
    again.close().await;
    if let Some(snapshot) = snapshot {
        live = spelled_as(live, snapshot);
    }
    let pulled = source(B::DIALECT, &live, options).unwrap();
    let family = words(B::DIALECT.family);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kit/pulled");
    let path = root.join(format!("{name}_{family}.rs"));
    if B::DIALECT.name != "MariaDB" {
        if std::env::var("ORM_BLESS").is_ok() {
            std::fs::write(&path, &pulled.source).unwrap();
        }
        let file = std::fs::read_to_string(&path).unwrap();
        assert!(
            file == pulled.source,
            "{}\n{}",
            path.display(),
            pulled.source
        );
    }
    pulled
}

/// What the database and the pulled keyspace differ in.
async fn differences<B: HasTransactions + Connect>(
    place: &Place<B>,
    keyspace: &KeyspaceDef,
) -> Vec<String> {
    let found = verify::<B>(&place.url, keyspace, &VerifyOptions::default()).await;
    let found = found.unwrap_or_else(|error| panic!("{error}"));
    found
        .iter()
        // What a text is compared by can't be stated in code.
        .filter(|difference| difference.kind != Kind::Collation)
        .map(Difference::to_string)
        .collect()
}

async fn executed<B: HasTransactions + Connect>(place: &Place<B>, text: &str) {
    let again = Place::<B>::open(place.url.clone(), place.folder.clone()).await;
    for sql in split::statements(B::DIALECT.family, text) {
        again.sql(&sql).await;
    }
    again.close().await;
}

fn options(keyspace: &str) -> PullOptions {
    PullOptions {
        keyspace: keyspace.to_owned(),
        ..PullOptions::default()
    }
}

async fn tenants_tables_come_back<B: HasTransactions + Connect>(place: &Place<B>) {
    fresh(place).await;
    let again = Place::<B>::open(place.url.clone(), place.folder.clone()).await;
    exported(&again, &Before::DEFINITION).await;
    again.close().await;
    let options = PullOptions {
        tenant: Some("org_id".to_owned()),
        global: ["entries", "retired"].map(str::to_owned).to_vec(),
        ..options("insurance")
    };
    let found = pulled(place, "before", &options, None).await;
    assert_eq!(found.notes, Vec::<String>::new());
    let keyspace = match B::DIALECT.family {
        Family::Postgres => before_postgres::Insurance::DEFINITION,
        Family::MySql => before_mysql::Insurance::DEFINITION,
        Family::Sqlite => before_sqlite::Insurance::DEFINITION,
    };
    assert_eq!(differences(place, &keyspace).await, Vec::<String>::new());
}

/// A folder of drizzle-kit's, and the database that its migrations make.
async fn drizzles_tables_come_back<B: HasTransactions + Connect>(place: &Place<B>) {
    let family = B::DIALECT.family;
    let name = match family {
        Family::Postgres => "pg",
        Family::MySql => "mysql",
        Family::Sqlite => "sqlite",
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let folder = Folder::new(root.join(name));
    let files = folder.migrations(family).unwrap();
    // Its rebuild of a SQLite table reads a renamed column under its new name, which fails.
    let files: Vec<Migration> = files
        .iter()
        .map(|file| {
            let wrong = "SELECT \"id\", \"author_id\", \"headline\"";
            let right = "SELECT \"id\", \"author_id\", \"title\"";
            Migration::new(&file.tag, file.when, file.sql.replace(wrong, right))
        })
        .collect();
    migrate::<B>(&place.pool, &files, &MigrateOptions::default())
        .await
        .unwrap();
    let journal = folder.journal(family).unwrap();
    let last = folder.snapshot(family, journal.entries.last().unwrap());
    let snapshot = last.unwrap().physical(B::DIALECT).unwrap();
    let options = PullOptions {
        no_tenants: true,
        ..options("shop")
    };
    let found = pulled(place, "drizzle", &options, Some(&snapshot)).await;
    assert_eq!(found.notes, Vec::<String>::new());
    let keyspace = match family {
        Family::Postgres => drizzle_postgres::Shop::DEFINITION,
        Family::MySql => drizzle_mysql::Shop::DEFINITION,
        Family::Sqlite => drizzle_sqlite::Shop::DEFINITION,
    };
    let different = differences(place, &keyspace).await;
    assert_eq!(different, Vec::<String>::new());
    let made = generate(
        &folder,
        B::DIALECT,
        &keyspace,
        &GenerateOptions {
            dry_run: true,
            ..GenerateOptions::default()
        },
        Utc::now(),
        &mut unattended,
    )
    .unwrap();
    assert!(made.is_none(), "{}", made.unwrap().sql);
}

#[test]
fn what_the_database_does_not_say_is_not_guessed() {
    let dialect = crate::files::dialect(Family::Postgres);
    let column = |name: &str, type_name: &str| Column {
        name: name.to_owned(),
        type_name: type_name.to_owned(),
        not_null: true,
        ..Column::default()
    };
    let table = |name: &str, columns: Vec<Column>| Table {
        name: name.to_owned(),
        primary_key: Some(Key {
            name: "key".to_owned(),
            columns: vec![columns[0].name.clone()],
            nulls_not_distinct: false,
        }),
        columns,
        ..Table::default()
    };
    let physical = Physical {
        enums: Vec::new(),
        tables: vec![
            table(
                "notes",
                vec![column("id", "bigint"), column("org_id", "uuid")],
            ),
            table(
                "countries",
                vec![column("id", "bigint"), column("place", "point")],
            ),
        ],
        ..Physical::default()
    };
    let tenant = PullOptions {
        tenant: Some("org_id".to_owned()),
        ..options("notes")
    };
    let pulled = source(dialect, &physical, &tenant).unwrap();
    assert!(
        pulled.source.contains(
            "// Whose rows does `countries` hold? It has no column org_id. Until somebody decides, this doesn't\n// compile: write `global` into #[table(..)] if all tenants may read them, or add the column.\n/// A row of `countries`."
        ) && !pulled.source.contains("global,"),
        "{}",
        pulled.source
    );
    assert_eq!(
        pulled.notes,
        ["countries: column place is of type point, which has no type here"]
    );
    let wrong = |options: PullOptions| {
        source(dialect, &physical, &options)
            .unwrap_err()
            .to_string()
    };
    let missing = wrong(PullOptions {
        global: vec!["currencies".to_owned()],
        ..options("notes")
    });
    assert_eq!(missing, "the database has no table currencies");
    let missing = wrong(PullOptions {
        types: vec!["notes.title=Title".to_owned()],
        ..options("notes")
    });
    assert_eq!(missing, "the database has no column notes.title");
}

const BY_HAND: &str = "
CREATE TABLE org (id INTEGER NOT NULL, title VARCHAR(40) NOT NULL, PRIMARY KEY (id));
CREATE TABLE projects (id INTEGER NOT NULL, org_id INTEGER NOT NULL, title TEXT NOT NULL, \"type\" VARCHAR(20), CONSTRAINT projects_org_id_id_pk PRIMARY KEY (org_id, id), CONSTRAINT projects_org_id_org_id_fk FOREIGN KEY (org_id) REFERENCES org (id));
CREATE TABLE tasks (id INTEGER NOT NULL, org_id INTEGER NOT NULL, \"projectId\" INTEGER NOT NULL, parent_id INTEGER, done INTEGER DEFAULT 0 NOT NULL, state VARCHAR(10) DEFAULT 'it''s' NOT NULL, PRIMARY KEY (id), CONSTRAINT \"tasks_projectId_projects_id_fk\" FOREIGN KEY (org_id, \"projectId\") REFERENCES projects (org_id, id) ON DELETE CASCADE, CONSTRAINT tasks_parent_id_tasks_id_fk FOREIGN KEY (parent_id) REFERENCES tasks (id) ON DELETE SET NULL, CONSTRAINT done_or_not CHECK (done IN (0, 1)));
CREATE INDEX by_state ON tasks (state, org_id DESC);
CREATE UNIQUE INDEX tasks_state ON tasks (org_id, state);
CREATE TABLE countries (code VARCHAR(2) NOT NULL, name VARCHAR(100) NOT NULL, PRIMARY KEY (code), CONSTRAINT countries_name_unique UNIQUE (name));
CREATE TABLE segments (a INTEGER NOT NULL, b INTEGER NOT NULL, country VARCHAR(2) NOT NULL, CONSTRAINT segments_a_b_pk PRIMARY KEY (a, b), CONSTRAINT segments_country_countries_code_fk FOREIGN KEY (country) REFERENCES countries (code));
CREATE TABLE points (a INTEGER NOT NULL, b INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (id), CONSTRAINT points_a_b_segments_a_b_fk FOREIGN KEY (a, b) REFERENCES segments (a, b));
";

async fn tables_by_hand_come_back<B: HasTransactions + Connect>(place: &Place<B>) {
    let sql = match B::DIALECT.family {
        Family::MySql => BY_HAND.replace('"', "`"),
        Family::Postgres => BY_HAND.to_owned(),
        // Other types than STRICT tables have are told, and not kept.
        Family::Sqlite => ["40", "20", "10", "2", "100"]
            .iter()
            .fold(BY_HAND.to_owned(), |sql, length| {
                sql.replace(&format!("VARCHAR({length})"), "TEXT")
            }),
    };
    executed(place, &sql).await;
    let options = PullOptions {
        tenant: Some("org_id".to_owned()),
        global: ["countries", "segments", "points"]
            .map(str::to_owned)
            .to_vec(),
        types: vec!["projects.title=super::made::Title".to_owned()],
        ..options("made")
    };
    let found = pulled(place, "made", &options, None).await;
    assert_eq!(found.notes, Vec::<String>::new());
    let keyspace = match B::DIALECT.family {
        Family::Postgres => made_postgres::Made::DEFINITION,
        Family::MySql => made_mysql::Made::DEFINITION,
        Family::Sqlite => made_sqlite::Made::DEFINITION,
    };
    let found = differences(place, &keyspace).await;
    assert_eq!(found, Vec::<String>::new());
}
