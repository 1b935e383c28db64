//! On Postgres, what looks at all rows of a table keeps nobody out.

use orm::Backend as _;
use orm::Keyspace as _;
use orm::driver::{Connection as _, Pool as _};
use orm::sql::Statement;
use orm_kit::config::DialectName;
use orm_kit::diff::Question;
use orm_kit::folder::Folder;
use orm_kit::generate::{GenerateOptions, generate};
use orm_kit::lint::lint;
use orm_kit::migrate::{MigrateOptions, migrate};
use orm_kit::verify::{VerifyOptions, verify};

use crate::generate::{apply, fresh, written};
use crate::place::Place;
use crate::random::{Random, keyspace};

mod on_servers {
    crate::everywhere!(@one what_is_written_passes_check postgres (orm::Postgres) "ORM_TEST_POSTGRES_URL");
    crate::everywhere!(@one what_is_written_passes_check postgres18 (orm::Postgres) "ORM_TEST_POSTGRES18_URL");
}

mod step_by_step {
    crate::everywhere!(@one a_column_is_required_step_by_step postgres (orm::Postgres) "ORM_TEST_POSTGRES_URL");
    crate::everywhere!(@one a_column_is_required_step_by_step postgres18 (orm::Postgres) "ORM_TEST_POSTGRES18_URL");
}

mod before {
    use orm::prelude::*;

    #[derive(Keyspace)]
    #[keyspace(name = "shop", tenancy = none, tables(Person, Order))]
    pub struct Shop;

    #[derive(Table)]
    #[table(name = "people", keyspace = Shop)]
    pub struct Person {
        #[column(primary_key)]
        pub id: i64,
        pub email: String,
        pub nick: Option<String>,
    }

    #[derive(Table)]
    #[table(name = "orders", keyspace = Shop, index(number), index(total))]
    pub struct Order {
        #[column(primary_key)]
        pub id: i64,
        pub number: String,
        pub total: i64,
        pub person_id: i64,
    }
}

mod after {
    use orm::prelude::*;

    #[derive(Keyspace)]
    #[keyspace(name = "shop", tenancy = none, tables(Person, Order, Line))]
    pub struct Shop;

    #[derive(Table)]
    #[table(name = "people", keyspace = Shop, unique(email))]
    pub struct Person {
        #[column(primary_key)]
        pub id: i64,
        pub email: String,
        pub nick: String,
        pub name: Option<String>,
    }

    #[derive(Table)]
    #[table(
        name = "orders",
        keyspace = Shop,
        index(number, where = "total > 0"),
        index(person_id),
        check("total >= 0", name = "total_is_positive"),
    )]
    pub struct Order {
        #[column(primary_key)]
        pub id: i64,
        pub number: String,
        pub total: i64,
        #[column(references(Person::id, on_delete = cascade))]
        pub person_id: i64,
    }

    #[derive(Table)]
    #[table(name = "lines", keyspace = Shop, index(order_id))]
    pub struct Line {
        #[column(primary_key)]
        pub id: i64,
        #[column(references(Order::id))]
        pub order_id: i64,
    }
}

const ONLINE: &str = r#"-- orm:no-transaction
CREATE UNIQUE INDEX CONCURRENTLY "people_email_unique" ON "people" ("email");--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_email_unique" UNIQUE USING INDEX "people_email_unique";--> statement-breakpoint
DROP INDEX CONCURRENTLY "orders_number_index";--> statement-breakpoint
DROP INDEX CONCURRENTLY "orders_total_index";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "orders_number_index" ON "orders" ("number") WHERE total > 0;--> statement-breakpoint
CREATE INDEX CONCURRENTLY "orders_person_id_index" ON "orders" ("person_id");--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_nick_not_null" CHECK ("nick" IS NOT NULL) NOT VALID;--> statement-breakpoint
ALTER TABLE "people" VALIDATE CONSTRAINT "people_nick_not_null";--> statement-breakpoint
ALTER TABLE "people" ALTER COLUMN "nick" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "people" DROP CONSTRAINT "people_nick_not_null";--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "total_is_positive" CHECK (total >= 0) NOT VALID;--> statement-breakpoint
ALTER TABLE "orders" VALIDATE CONSTRAINT "total_is_positive";--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE ON UPDATE NO ACTION NOT VALID;--> statement-breakpoint
ALTER TABLE "orders" VALIDATE CONSTRAINT "orders_person_id_people_id_fk";"#;

async fn what_is_written_passes_check(place: &Place<orm::Postgres>) {
    let folder = Folder::new(place.folder.join("migrations"));
    let plain = GenerateOptions::default();
    let first = written::<orm::Postgres, before::Shop>(&folder, &plain).unwrap();
    assert_eq!(first.online, None, "nobody uses a table that is created");
    apply::<orm::Postgres>(&place.pool, &folder).await;
    place
        .sql("INSERT INTO people VALUES (1, 'a', 'b'); INSERT INTO orders VALUES (1, 'n', 3, 1)")
        .await;
    let second = written::<orm::Postgres, after::Shop>(&folder, &plain).unwrap();
    let (tag, sql) = second.online.clone().unwrap();
    assert_eq!(sql, ONLINE, "{sql}");
    assert!(
        tag.starts_with("0002_") && tag.ends_with("_online"),
        "{tag}"
    );
    assert!(
        second.sql.contains("ADD COLUMN \"name\"")
            && second.sql.contains("CREATE TABLE \"lines\"")
            && !second.sql.contains("orders_person_id"),
        "{}",
        second.sql
    );
    assert!(written::<orm::Postgres, after::Shop>(&folder, &plain).is_none());
    let keyspace = after::Shop::DEFINITION;
    let problems = orm_kit::check::check(&folder, orm::Postgres::DIALECT, &keyspace).unwrap();
    assert!(problems.is_empty(), "{problems:?}");
    let files = folder.migrations(orm::sql::Family::Postgres).unwrap();
    let found = lint(DialectName::Postgres, &files, None).unwrap();
    let codes: Vec<&str> = found.iter().map(|finding| finding.code).collect();
    assert!(
        codes.iter().all(|code| !code.starts_with("PG")),
        "{found:#?}"
    );
    assert_eq!(
        apply::<orm::Postgres>(&place.pool, &folder).await,
        second.tags()
    );
    let options = VerifyOptions::default();
    let different = verify::<orm::Postgres>(&place.url, &keyspace, &options).await;
    assert_eq!(different.unwrap(), []);
}

/// A row without a value stops the migration at the statement that looks for it, and nobody is kept
/// from the rows meanwhile.
async fn a_column_is_required_step_by_step(place: &Place<orm::Postgres>) {
    let folder = Folder::new(place.folder.join("migrations"));
    let plain = GenerateOptions::default();
    written::<orm::Postgres, before::Shop>(&folder, &plain).unwrap();
    apply::<orm::Postgres>(&place.pool, &folder).await;
    place.sql("INSERT INTO people VALUES (1, 'a', NULL)").await;
    let made = written::<orm::Postgres, after::Shop>(&folder, &plain).unwrap();
    let (tag, sql) = made.online.unwrap();
    let files = folder.migrations(orm::sql::Family::Postgres).unwrap();
    let options = MigrateOptions::default();
    let error = migrate::<orm::Postgres>(&place.pool, &files, &options).await;
    let error = error.unwrap_err();
    assert!(
        matches!(&error, orm_kit::Error::Statement { tag: at, sql, .. }
            if *at == tag && sql.contains("VALIDATE CONSTRAINT \"people_nick_not_null\"")),
        "{error}"
    );
    // The old program still writes what it wrote, but for rows without a value.
    place
        .sql("INSERT INTO people (id, email, nick) VALUES (2, 'b', 'c')")
        .await;
    place
        .sql("UPDATE people SET nick = '' WHERE nick IS NULL")
        .await;
    let done = migrate::<orm::Postgres>(&place.pool, &files, &options).await;
    assert_eq!(done.unwrap(), [tag]);
    let keyspace = after::Shop::DEFINITION;
    let different = verify::<orm::Postgres>(&place.url, &keyspace, &VerifyOptions::default()).await;
    assert_eq!(different.unwrap(), []);
    // What each of the steps holds while it looks at the rows.
    place
        .sql("ALTER TABLE people ALTER nick DROP NOT NULL")
        .await;
    let statements = orm_kit::split::statements(orm::sql::Family::Postgres, &sql);
    let steps: Vec<&String> = statements
        .iter()
        .filter(|sql| sql.contains("\"people_nick_not_null\"") || sql.contains("SET NOT NULL"))
        .collect();
    let mut held = Vec::new();
    let mut connection = place.pool.acquire().await.unwrap();
    for step in steps {
        for sql in ["BEGIN", step.as_str()] {
            connection.execute(Statement::define(sql)).await.unwrap();
        }
        let locks = "SELECT mode FROM pg_locks WHERE relation = 'people'::regclass AND pid <> pg_backend_pid() AND mode <> 'AccessShareLock' ORDER BY mode";
        held.push(place.texts(locks).await.join(" "));
        connection
            .execute(Statement::define("COMMIT"))
            .await
            .unwrap();
    }
    let (all, others_write) = ("AccessExclusiveLock", "ShareUpdateExclusiveLock");
    assert_eq!(held, [all, others_write, all, all]);
}

mod random_on_servers {
    crate::everywhere!(@one any_schema_becomes_any_other postgres (orm::Postgres) "ORM_TEST_POSTGRES_URL");
    crate::everywhere!(@one any_schema_becomes_any_other postgres18 (orm::Postgres) "ORM_TEST_POSTGRES18_URL");
}

/// The two files of a change come to what the code is, whatever the change.
async fn any_schema_becomes_any_other(place: &Place<orm::Postgres>) {
    let mut random = Random(0x5eed_0f0d_dba1_1ab5);
    let mut second_files = 0;
    for round in 0..14 {
        let folder = Folder::new(place.folder.join(format!("round{round}")));
        let (from, to) = (keyspace(&mut random), keyspace(&mut random));
        fresh(place).await;
        place.sql("DROP SCHEMA IF EXISTS drizzle CASCADE").await;
        for keyspace in [&from, &to] {
            let options = GenerateOptions::default();
            let mut dropped = |_: &Question| Ok(None);
            let dialect = orm::Postgres::DIALECT;
            let now = chrono::Utc::now();
            let made = generate(&folder, dialect, keyspace, &options, now, &mut dropped);
            second_files += made
                .unwrap()
                .iter()
                .filter(|made| made.online.is_some())
                .count();
            let again =
                Place::<orm::Postgres>::open(place.url.clone(), crate::place::folder()).await;
            apply::<orm::Postgres>(&again.pool, &folder).await;
            again.close().await;
        }
        let options = VerifyOptions::default();
        let different = verify::<orm::Postgres>(&place.url, &to, &options).await;
        assert_eq!(different.unwrap(), [], "{round}");
    }
    assert!(second_files > 3, "{second_files}");
}

#[test]
fn one_file_is_written_where_a_migrator_needs_it() {
    let path = crate::place::folder();
    let folder = Folder::new(&*path);
    let plain = GenerateOptions {
        in_transaction: true,
        ..GenerateOptions::default()
    };
    written::<orm::Postgres, before::Shop>(&folder, &plain).unwrap();
    let second = written::<orm::Postgres, after::Shop>(&folder, &plain).unwrap();
    assert_eq!(second.online, None);
    assert!(!second.sql.contains("CONCURRENTLY") && !second.sql.contains("NOT VALID"));
}
