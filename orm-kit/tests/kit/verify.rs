//! Databases are compared with the code.

use orm::Keyspace;
use orm::driver::{Connect, HasTransactions};
use orm::schema::KeyspaceDef;
use orm::sql::Family;
use orm_kit::Error;
use orm_kit::diff::Renames;
use orm_kit::introspect::{Filter, introspect};
use orm_kit::snapshot::Snapshot;
use orm_kit::verify::{Difference, VerifyOptions, drift, verify};

use crate::after::After;
use crate::before::Before;
use crate::everywhere;
use crate::example::schema;
use crate::generate::{exported, fresh};
use crate::place::Place;
use crate::random::{Random, keyspace};
use crate::types::{hinted, mysql, plain, rare};

everywhere!(
    what_was_created_agrees,
    random_schemas_agree,
    what_was_changed_by_hand_is_found,
    snapshots_tell_drift,
);

async fn verified<B: HasTransactions + Connect>(
    place: &Place<B>,
    keyspace: &KeyspaceDef,
) -> Vec<Difference> {
    let found = verify::<B>(&place.url, keyspace, &VerifyOptions::default()).await;
    found.unwrap_or_else(|error| panic!("{error}"))
}

/// The database with nothing but the keyspace's tables.
async fn created<B: HasTransactions + Connect>(place: &Place<B>, keyspace: &KeyspaceDef) {
    fresh(place).await;
    let again = Place::<B>::open(place.url.clone(), place.folder.clone()).await;
    exported(&again, keyspace).await;
    again.close().await;
}

async fn agrees<B: HasTransactions + Connect>(place: &Place<B>, keyspace: &KeyspaceDef) {
    created(place, keyspace).await;
    let found = verified(place, keyspace).await;
    assert!(found.is_empty(), "{}: {found:#?}", keyspace.name);
}

async fn what_was_created_agrees<B: HasTransactions + Connect>(place: &Place<B>) {
    agrees(place, &Before::DEFINITION).await;
    agrees(place, &After::DEFINITION).await;
    agrees(place, &plain::Plain::DEFINITION).await;
    agrees(place, &hinted::Hinted::DEFINITION).await;
    match B::DIALECT.family {
        Family::Postgres => agrees(place, &rare::Rare::DEFINITION).await,
        Family::MySql => {
            agrees(place, &mysql::Own::DEFINITION).await;
            for keyspace in [
                schema::Global::DEFINITION,
                schema::Policies::DEFINITION,
                schema::Claims::DEFINITION,
                schema::Submissions::DEFINITION,
                schema::Billing::DEFINITION,
            ] {
                agrees(place, &keyspace).await;
            }
        }
        Family::Sqlite => {}
    }
    // Nothing is left of what was created for the comparison.
    let left = match B::DIALECT.family {
        Family::Postgres => "SELECT nspname::text FROM pg_namespace WHERE nspname LIKE 'orm_dev_%'",
        Family::MySql => "SHOW DATABASES LIKE 'orm_dev_%'",
        Family::Sqlite => return,
    };
    if B::DIALECT.family == Family::Postgres {
        assert_eq!(place.texts(left).await, Vec::<String>::new());
    }
}

async fn random_schemas_agree<B: HasTransactions + Connect>(place: &Place<B>) {
    let rounds = if B::DIALECT.family == Family::Sqlite {
        100
    } else {
        8
    };
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    for _ in 0..rounds {
        let (one, other) = (keyspace(&mut random), keyspace(&mut random));
        agrees(place, &one).await;
        let [a, b] = [&one, &other].map(|keyspace| B::DIALECT.describe(keyspace).unwrap());
        if a != b {
            let found = verified(place, &other).await;
            assert!(!found.is_empty(), "{a:#?}\n{b:#?}");
        }
    }
}

mod on_servers {

    crate::everywhere!(@one a_role_that_may_not_create_uses_another postgres (orm::Postgres) "ORM_TEST_POSTGRES_URL");
    crate::everywhere!(@one a_role_that_may_not_create_uses_another mysql (orm::MySql8) "ORM_TEST_MYSQL_URL");
    crate::everywhere!(@one a_role_that_may_not_create_uses_another mariadb (orm::MariaDb) "ORM_TEST_MARIADB_URL");
}

/// A role that sees the database and makes nothing.
async fn a_role_that_may_not_create_uses_another<B: HasTransactions + Connect>(place: &Place<B>) {
    created(place, &Before::DEFINITION).await;
    let database = place.url.rsplit('/').next().unwrap().to_owned();
    let admin = Place::<B>::open(place.url.clone(), place.folder.clone()).await;
    let role = format!("r{}", database.trim_start_matches("orm_kit"));
    let statements = match B::DIALECT.family {
        Family::Postgres => vec![format!("CREATE ROLE {role} LOGIN PASSWORD 'secret'")],
        _ => vec![
            format!("CREATE USER '{role}'@'%' IDENTIFIED BY 'secret'"),
            // MariaDB shows foreign keys to those only who may do more than read.
            format!("GRANT SELECT, REFERENCES ON {database}.* TO '{role}'@'%'"),
        ],
    };
    for sql in statements {
        admin.sql(&sql).await;
    }
    let (scheme, rest) = place.url.split_once("://").unwrap();
    let (_, server) = rest.split_once('@').unwrap();
    let url = format!("{scheme}://{role}:secret@{server}");
    let mut options = VerifyOptions::default();
    let refused = if B::DIALECT.family == Family::Postgres {
        // A role that sees nothing is none to which everything is missing.
        let blind = verify::<B>(&url, &Before::DEFINITION, &options).await;
        let text = blind.unwrap_err().to_string();
        assert!(text.contains("GRANT USAGE ON SCHEMA public"), "{text}");
        let grant = format!("GRANT USAGE ON SCHEMA public TO {role}");
        admin.sql(&grant).await;
        verify::<B>(&url, &Before::DEFINITION, &options).await
    } else {
        verify::<B>(&url, &Before::DEFINITION, &options).await
    };
    options.dev = Some(place.url.clone());
    let found = verify::<B>(&url, &Before::DEFINITION, &options).await;
    match B::DIALECT.family {
        Family::Postgres => {
            admin.sql(&format!("DROP OWNED BY {role}")).await;
            admin.sql(&format!("DROP ROLE {role}")).await
        }
        _ => admin.sql(&format!("DROP USER '{role}'@'%'")).await,
    };
    admin.close().await;
    let refused = refused.unwrap_err();
    assert!(matches!(refused, Error::Scratch { .. }), "{refused:?}");
    let text = refused.to_string();
    assert!(
        text.contains("with `dev` in orm.toml") && !text.contains("secret"),
        "{text}"
    );
    assert_eq!(found.unwrap(), []);
}

/// What of the keyspace's snapshot, as a file has it, the database no longer holds.
async fn drifted<B: HasTransactions + Connect>(
    place: &Place<B>,
    keyspace: &KeyspaceDef,
) -> Vec<String> {
    let code = B::DIALECT.describe(keyspace).unwrap();
    let (renames, id) = (Renames::default(), uuid::Uuid::new_v4());
    let snapshot = Snapshot::empty(B::DIALECT.family).next(B::DIALECT, &code, &renames, id);
    let read = Snapshot::parse(B::DIALECT.family, &snapshot.text()).unwrap();
    let read = read.physical(B::DIALECT).unwrap();
    let again = Place::<B>::open(place.url.clone(), place.folder.clone()).await;
    let live = introspect::<B>(&again.pool, &Filter::default())
        .await
        .unwrap();
    again.close().await;
    let found = drift(B::DIALECT, &live, &read);
    found.iter().map(Difference::to_string).collect()
}

async fn snapshots_tell_drift<B: HasTransactions + Connect>(place: &Place<B>) {
    let own = match B::DIALECT.family {
        Family::Postgres => Some(rare::Rare::DEFINITION),
        Family::MySql => Some(mysql::Own::DEFINITION),
        Family::Sqlite => None,
    };
    let listed = [
        Before::DEFINITION,
        After::DEFINITION,
        plain::Plain::DEFINITION,
        hinted::Hinted::DEFINITION,
    ];
    let mut random = Random(0x1234_5678_9abc_def1);
    let random: Vec<KeyspaceDef> = (0..6).map(|_| keyspace(&mut random)).collect();
    for keyspace in listed.iter().chain(&own).chain(&random) {
        created(place, keyspace).await;
        assert_eq!(
            drifted(place, keyspace).await,
            Vec::<String>::new(),
            "{}",
            keyspace.name
        );
    }
    created(place, &Before::DEFINITION).await;
    place.sql("CREATE TABLE stray (id INT)").await;
    assert_eq!(
        drifted(place, &Before::DEFINITION).await,
        Vec::<String>::new()
    );
    place.sql("ALTER TABLE policies DROP COLUMN note").await;
    place.sql("ALTER TABLE claims ADD COLUMN stray INT").await;
    let found = drifted(place, &Before::DEFINITION).await;
    assert_eq!(found.len(), 2, "{found:#?}");
    place.sql("DROP TABLE stray").await;
}

/// Statements by hand, and what is said of each.
fn by_hand(family: Family) -> Vec<(&'static str, &'static [&'static str])> {
    let everywhere = [
        (
            "DROP TABLE claims",
            &["table claims is missing from the database"][..],
        ),
        (
            "CREATE TABLE stray (id INT)",
            &["table stray is in the database, and not in code"],
        ),
        (
            "ALTER TABLE policies DROP COLUMN note",
            &["column policies.note is missing from the database"],
        ),
        (
            "ALTER TABLE claims ADD COLUMN stray INT",
            &["column claims.stray is in the database, and not in code"],
        ),
        (
            "CREATE INDEX stray ON claims (policy_id)",
            &["index claims.stray is in the database, and not in code"],
        ),
    ];
    let mut all = everywhere.to_vec();
    all.extend(match family {
        Family::Sqlite => vec![
            ("DROP INDEX policies_org_id_status_index", &["index policies.policies_org_id_status_index is missing"][..]),
            ("DROP INDEX policies_org_id_no_unique", &["index policies.policies_org_id_no_unique is missing"]),
            ("DROP INDEX policies_org_id_status_index; CREATE INDEX policies_org_id_status_index ON policies (org_id, status DESC)", &["index policies.policies_org_id_status_index differs"]),
            ("PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'premium >= 0', 'premium >= 1') WHERE name = 'policies'; PRAGMA writable_schema = RESET", &["check policies.premium_not_negative differs"]),
            ("PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'premium * 10', 'premium * 11') WHERE name = 'policies'; PRAGMA writable_schema = RESET", &["generated column policies.premium_of_ten differs"]),
            ("PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, '\"opened\" INTEGER NOT NULL DEFAULT 0', '\"opened\" TEXT DEFAULT 1') WHERE name = 'policies'; PRAGMA writable_schema = RESET", &["type policies.opened differs", "nullness policies.opened differs", "default policies.opened differs"]),
            ("PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'ON DELETE CASCADE', 'ON DELETE RESTRICT') WHERE name = 'claims'; PRAGMA writable_schema = RESET", &["foreign key claims."]),
            ("PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'PRIMARY KEY (\"org_id\", \"id\")', 'PRIMARY KEY (\"id\", \"org_id\")') WHERE name = 'claims'; PRAGMA writable_schema = RESET", &["primary key claims.primary key differs"]),
        ],
        Family::Postgres => vec![
            ("DROP INDEX policies_org_id_status_index", &["index policies.policies_org_id_status_index is missing"][..]),
            ("DROP INDEX policies_org_id_status_index; CREATE INDEX policies_org_id_status_index ON policies (org_id, status DESC)", &["index policies.policies_org_id_status_index differs"]),
            ("DROP INDEX policies_org_id_status_index; CREATE INDEX policies_org_id_status_index ON policies USING hash (org_id)", &["index policies.policies_org_id_status_index differs"]),
            ("ALTER INDEX policies_org_id_status_index RENAME TO other", &["index policies.policies_org_id_status_index is called other in the database"]),
            ("ALTER TABLE policies DROP CONSTRAINT policies_org_id_no_unique", &["unique key policies.policies_org_id_no_unique is missing"]),
            ("ALTER TABLE policies DROP CONSTRAINT premium_not_negative", &["check policies.premium_not_negative is missing"]),
            ("ALTER TABLE policies DROP CONSTRAINT premium_not_negative; ALTER TABLE policies ADD CONSTRAINT premium_not_negative CHECK (premium >= 1)", &["check policies.premium_not_negative differs"]),
            ("ALTER TABLE policies DROP COLUMN premium_of_ten; ALTER TABLE policies ADD COLUMN premium_of_ten numeric(14, 2) NOT NULL GENERATED ALWAYS AS (premium * 11) STORED", &["generated column policies.premium_of_ten differs"]),
            ("ALTER TABLE policies ALTER COLUMN opened TYPE bigint", &["type policies.opened differs"]),
            ("ALTER TABLE policies ALTER COLUMN opened DROP NOT NULL", &["nullness policies.opened differs"]),
            ("ALTER TABLE policies ALTER COLUMN opened SET DEFAULT 1", &["default policies.opened differs"]),
            ("ALTER TABLE policies ALTER COLUMN opened DROP DEFAULT", &["default policies.opened is missing"]),
            ("ALTER TABLE policies ALTER COLUMN no TYPE varchar(64) COLLATE \"C\"", &["collation policies.no differs"]),
            ("ALTER TABLE entries ALTER COLUMN id SET GENERATED ALWAYS", &["counter entries.id differs"]),
            ("ALTER TABLE claims DROP CONSTRAINT claims_policy_id_policies_id_fk, ADD CONSTRAINT claims_policy_id_policies_id_fk FOREIGN KEY (org_id, policy_id) REFERENCES policies (org_id, id)", &["foreign key claims.claims_policy_id_policies_id_fk differs"]),
            ("ALTER TABLE claims DROP CONSTRAINT claims_org_id_id_pk, ADD CONSTRAINT claims_org_id_id_pk PRIMARY KEY (id, org_id)", &["primary key claims.primary key differs"]),
            ("ALTER TYPE channel ADD VALUE 'bird'", &["enum channel differs"]),
            ("CREATE TYPE stray AS ENUM ('a')", &["enum stray is in the database, and not in code: a"]),
        ],
        Family::MySql => vec![
            ("ALTER TABLE policies DROP INDEX policies_org_id_status_index", &["index policies.policies_org_id_status_index is missing"][..]),
            ("ALTER TABLE policies RENAME INDEX policies_org_id_status_index TO other", &["index policies.policies_org_id_status_index is called other in the database"]),
            ("ALTER TABLE policies DROP CONSTRAINT premium_not_negative", &["check policies.premium_not_negative is missing"]),
            ("ALTER TABLE policies DROP CONSTRAINT premium_not_negative; ALTER TABLE policies ADD CONSTRAINT premium_not_negative CHECK (premium >= 1)", &["check policies.premium_not_negative differs"]),
            ("ALTER TABLE policies DROP COLUMN premium_of_ten; ALTER TABLE policies ADD COLUMN premium_of_ten decimal(14, 2) GENERATED ALWAYS AS (premium * 11) STORED", &["generated column policies.premium_of_ten differs"]),
            ("ALTER TABLE policies MODIFY opened bigint NOT NULL DEFAULT 0", &["type policies.opened differs"]),
            ("ALTER TABLE policies MODIFY opened int DEFAULT 0", &["nullness policies.opened differs"]),
            ("ALTER TABLE policies MODIFY opened int NOT NULL DEFAULT 1", &["default policies.opened differs"]),
            ("ALTER TABLE policies MODIFY no varchar(64) COLLATE utf8mb4_general_ci NOT NULL", &["collation policies.no differs"]),
            ("ALTER TABLE entries MODIFY id bigint NOT NULL", &["counter entries.id is missing"]),
            ("ALTER TABLE claims DROP FOREIGN KEY claims_policy_id_policies_id_fk; ALTER TABLE claims DROP INDEX claims_policy_id_policies_id_fk", &["foreign key claims.claims_policy_id_policies_id_fk is missing"]),
            ("ALTER TABLE contacts MODIFY channel enum('mail', 'fax', 'web', 'bird') COLLATE utf8mb4_bin NOT NULL DEFAULT 'mail'", &["type contacts.channel differs"]),
        ],
    });
    all
}

async fn what_was_changed_by_hand_is_found<B: HasTransactions + Connect>(place: &Place<B>) {
    let keyspace = &Before::DEFINITION;
    for (sql, expected) in by_hand(B::DIALECT.family) {
        created(place, keyspace).await;
        let again = Place::<B>::open(place.url.clone(), place.folder.clone()).await;
        for sql in sql.split("; ") {
            again.sql(sql).await;
        }
        again.close().await;
        let found = verified(place, keyspace).await;
        let found: Vec<String> = found.iter().map(Difference::to_string).collect();
        for (at, text) in expected.iter().enumerate() {
            assert!(
                found.get(at).is_some_and(|found| found.starts_with(text)),
                "{sql}\n{found:#?}"
            );
        }
        assert_eq!(found.len(), expected.len(), "{sql}\n{found:#?}");
        if sql.starts_with("CREATE TABLE") {
            again_dropped(place).await;
        }
    }
}

/// A new place for the next: SQLite's tables are dropped one by one.
async fn again_dropped<B: HasTransactions + Connect>(place: &Place<B>) {
    place.sql("DROP TABLE stray").await;
}
