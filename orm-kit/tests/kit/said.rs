//! Comments, how an index is made, and what the database has that code can't say.

use orm::Keyspace as _;
use orm::driver::{Connect, HasTransactions};
use orm::schema::physical::Table;
use orm::sql::Family;
use orm_kit::folder::Folder;
use orm_kit::generate::GenerateOptions;
use orm_kit::introspect::{Filter, introspect};
use orm_kit::pull::{PullOptions, source};
use orm_kit::verify::{Kind, Problem, VerifyOptions, verify};

use crate::everywhere;
use crate::generate::{apply, written};
use crate::place::Place;

everywhere!(comments_are_what_the_code_says);

mod on_postgres {
    crate::everywhere!(@one an_index_is_made_as_the_code_says postgres (orm::Postgres) "ORM_TEST_POSTGRES_URL");
    crate::everywhere!(@one an_index_is_made_as_the_code_says postgres18 (orm::Postgres) "ORM_TEST_POSTGRES18_URL");
}

mod unsaid_on_postgres {
    crate::everywhere!(@one what_code_cannot_say_stays postgres (orm::Postgres) "ORM_TEST_POSTGRES_URL");
    crate::everywhere!(@one what_code_cannot_say_stays postgres18 (orm::Postgres) "ORM_TEST_POSTGRES18_URL");
}

mod first {
    use orm::prelude::*;

    #[derive(Keyspace)]
    #[keyspace(name = "shop", tenancy = none, tables(Person))]
    pub struct Shop;

    #[derive(Table)]
    #[table(name = "people", keyspace = Shop, comment = "Who's who,\n\"all\" of \\ them", index(email))]
    pub struct Person {
        #[column(primary_key, comment = "by us")]
        pub id: i64,
        #[column(varchar = 40, comment = "where to write to")]
        pub email: String,
        #[column(varchar = 40, comment = "goes")]
        pub name: String,
        #[column(generated("id * 2", stored), comment = "twice")]
        pub twice: i64,
        pub plain: i64,
    }
}

mod second {
    use orm::prelude::*;

    #[derive(Keyspace)]
    #[keyspace(name = "shop", tenancy = none, tables(Person, Order))]
    pub struct Shop;

    #[derive(Table)]
    #[table(name = "people", keyspace = Shop, comment = "Naïve 名前", index(email))]
    pub struct Person {
        #[column(primary_key, comment = "by us")]
        pub id: i64,
        #[column(varchar = 80, comment = "where to write to")]
        pub email: String,
        #[column(varchar = 40)]
        pub name: String,
        #[column(generated("id * 3", stored), comment = "twice")]
        pub twice: i64,
        pub plain: i64,
        #[column(comment = "new")]
        pub age: Option<i64>,
    }

    #[derive(Table)]
    #[table(name = "orders", keyspace = Shop, comment = "fresh")]
    pub struct Order {
        #[column(primary_key, comment = "a number")]
        pub id: i64,
    }
}

fn folder<B: HasTransactions>(place: &Place<B>) -> Folder {
    Folder::new(place.folder.join("migrations"))
}

async fn table<B: HasTransactions + Connect>(place: &Place<B>, name: &str) -> Table {
    let again = Place::<B>::open(place.url.clone(), place.folder.clone()).await;
    let found = introspect::<B>(&again.pool, &Filter::default()).await;
    again.close().await;
    found.unwrap().table(name).unwrap().clone()
}

/// `name: comment` of the columns that have one.
fn comments(table: &Table) -> Vec<String> {
    let columns = table.columns.iter();
    let said = columns.filter_map(|column| {
        let comment = column.comment.as_ref()?;
        Some(format!("{}: {comment}", column.name))
    });
    said.collect()
}

async fn comments_are_what_the_code_says<B: HasTransactions + Connect>(place: &Place<B>) {
    let folder = folder(place);
    let plain = GenerateOptions::default();
    let first = written::<B, first::Shop>(&folder, &plain).unwrap();
    apply::<B>(&place.pool, &folder).await;
    if B::DIALECT.family == Family::Sqlite {
        assert!(!first.sql.contains("COMMENT"), "{}", first.sql);
        return;
    }
    let people = table(place, "people").await;
    let said = "Who's who,\n\"all\" of \\ them";
    assert_eq!(people.comment.as_deref(), Some(said));
    assert_eq!(
        comments(&people),
        [
            "id: by us",
            "email: where to write to",
            "name: goes",
            "twice: twice"
        ]
    );
    assert!(written::<B, first::Shop>(&folder, &plain).is_none());
    let second = written::<B, second::Shop>(&folder, &plain).unwrap();
    apply::<B>(&place.pool, &folder).await;
    let people = table(place, "people").await;
    assert_eq!(
        people.comment.as_deref(),
        Some("Naïve 名前"),
        "{}",
        second.sql
    );
    let mut said = comments(&people);
    said.sort();
    assert_eq!(
        said,
        [
            "age: new",
            "email: where to write to",
            "id: by us",
            "twice: twice"
        ],
        "{}",
        second.sql
    );
    let orders = table(place, "orders").await;
    assert_eq!(orders.comment.as_deref(), Some("fresh"));
    assert_eq!(comments(&orders), ["id: a number"]);
    assert!(written::<B, second::Shop>(&folder, &plain).is_none());
    // What is said beside the code stays, and is none of its business; what it says is compared.
    let (beside, other) = match B::DIALECT.family {
        Family::Postgres => (
            "COMMENT ON COLUMN people.plain IS 'a note of ours'",
            "COMMENT ON TABLE people IS NULL",
        ),
        _ => (
            "ALTER TABLE people MODIFY plain bigint NOT NULL COMMENT 'a note of ours'",
            "ALTER TABLE people COMMENT = ''",
        ),
    };
    place.sql(beside).await;
    let options = VerifyOptions::default();
    let keyspace = second::Shop::DEFINITION;
    let different = verify::<B>(&place.url, &keyspace, &options).await.unwrap();
    assert_eq!(different, []);
    place.sql(other).await;
    let different = verify::<B>(&place.url, &keyspace, &options).await.unwrap();
    let [only] = &different[..] else {
        panic!("{different:?}");
    };
    assert_eq!((only.kind, only.problem), (Kind::Comment, Problem::Missing));
}

mod plain {
    use orm::prelude::*;

    #[derive(Keyspace)]
    #[keyspace(name = "shop", tenancy = none, tables(Note), backend = postgres)]
    pub struct Shop;

    #[derive(Table)]
    #[table(
        name = "notes",
        keyspace = Shop,
        index(author, name = "by_author"),
        index(title, name = "by_title"),
    )]
    pub struct Note {
        #[column(primary_key)]
        pub id: i64,
        pub author: i64,
        pub title: String,
        pub tags: Vec<String>,
    }
}

mod made {
    use orm::prelude::*;

    #[derive(Keyspace)]
    #[keyspace(name = "shop", tenancy = none, tables(Note), backend = postgres)]
    pub struct Shop;

    #[derive(Table)]
    #[table(
        name = "notes",
        keyspace = Shop,
        index(author, include(title, id), name = "by_author"),
        index(part = "title text_pattern_ops", name = "by_title"),
        index(tags, using = gin, name = "by_tags"),
    )]
    pub struct Note {
        #[column(primary_key)]
        pub id: i64,
        pub author: i64,
        pub title: String,
        pub tags: Vec<String>,
    }
}

async fn an_index_is_made_as_the_code_says(place: &Place<orm::Postgres>) {
    let folder = folder(place);
    let plain = GenerateOptions::default();
    written::<orm::Postgres, plain::Shop>(&folder, &plain).unwrap();
    apply::<orm::Postgres>(&place.pool, &folder).await;
    let second = written::<orm::Postgres, made::Shop>(&folder, &plain).unwrap();
    for expected in [
        r#"CREATE INDEX CONCURRENTLY "by_author" ON "notes" ("author") INCLUDE ("title", "id")"#,
        r#"CREATE INDEX CONCURRENTLY "by_title" ON "notes" (title text_pattern_ops)"#,
        r#"CREATE INDEX CONCURRENTLY "by_tags" ON "notes" USING gin ("tags")"#,
    ] {
        assert!(second.sql.contains(expected), "{}", second.sql);
    }
    apply::<orm::Postgres>(&place.pool, &folder).await;
    assert!(written::<orm::Postgres, made::Shop>(&folder, &plain).is_none());
    let keyspace = made::Shop::DEFINITION;
    let options = VerifyOptions::default();
    let different = verify::<orm::Postgres>(&place.url, &keyspace, &options).await;
    assert_eq!(different.unwrap(), []);
    // A column that an index carries along is part of it.
    place.sql("DROP INDEX by_author").await;
    place
        .sql("CREATE INDEX by_author ON notes (author) INCLUDE (title)")
        .await;
    let different = verify::<orm::Postgres>(&place.url, &keyspace, &options).await;
    let different = different.unwrap();
    assert_eq!(different.len(), 1, "{different:?}");
    assert_eq!(different[0].problem, Problem::Different);
}

async fn what_code_cannot_say_stays(place: &Place<orm::Postgres>) {
    let folder = folder(place);
    let plain = GenerateOptions::default();
    written::<orm::Postgres, first::Shop>(&folder, &plain).unwrap();
    apply::<orm::Postgres>(&place.pool, &folder).await;
    place
        .sql("ALTER TABLE people ADD CONSTRAINT one_at_a_time EXCLUDE USING btree (plain WITH =)")
        .await;
    place
        .sql("ALTER TABLE people ENABLE ROW LEVEL SECURITY")
        .await;
    place
        .sql("CREATE POLICY of_one ON people USING (plain = 1)")
        .await;
    written::<orm::Postgres, second::Shop>(&folder, &plain).unwrap();
    apply::<orm::Postgres>(&place.pool, &folder).await;
    let expected = [
        "exclusion constraint one_at_a_time: EXCLUDE USING btree (plain WITH =)",
        "row-level security is enabled",
        "policy of_one",
    ];
    let people = table(place, "people").await;
    assert_eq!(people.unsaid, expected);
    let options = VerifyOptions::default();
    let different = verify::<orm::Postgres>(&place.url, &second::Shop::DEFINITION, &options).await;
    assert_eq!(different.unwrap(), []);
    let again = Place::<orm::Postgres>::open(place.url.clone(), place.folder.clone()).await;
    let live = introspect::<orm::Postgres>(&again.pool, &Filter::default()).await;
    again.close().await;
    let options = PullOptions {
        keyspace: "shop".to_owned(),
        no_tenants: true,
        ..PullOptions::default()
    };
    let dialect = <orm::Postgres as orm::Backend>::DIALECT;
    let pulled = source(dialect, &live.unwrap(), &options).unwrap();
    let notes = expected.map(|what| format!("people: {what}: it stays, and can't be stated here"));
    assert_eq!(pulled.notes, notes);
}
