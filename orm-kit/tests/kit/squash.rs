//! One migration that stands for many.

use orm::driver::{Connect, HasTransactions};
use orm::{Keyspace, sql::Family};
use orm_kit::Error;
use orm_kit::check::check;
use orm_kit::folder::{Folder, Layout, Migration};
use orm_kit::generate::GenerateOptions;
use orm_kit::migrate::{History, MigrateOptions, migrate, plan, state};
use orm_kit::squash::{ByHand, Squashed, squash};

use crate::everywhere;
use crate::files::dialect;
use crate::generate::{same, written};
use crate::library::{first::First, second::Second, third::Third};
use crate::place::{self, Place};

everywhere!(
    new_databases_begin_with_it_and_old_ones_go_on,
    a_database_in_the_middle_is_told,
    what_stands_for_others_is_squashed_again,
);

fn named(name: &str) -> GenerateOptions {
    GenerateOptions {
        name: Some(name.to_owned()),
        ..GenerateOptions::default()
    }
}

fn squashed<B: HasTransactions, K: Keyspace>(folder: &Folder) -> Squashed {
    let made = squash(folder, B::DIALECT, &K::DEFINITION, None, false);
    made.unwrap().expect("there are several")
}

async fn run<B: HasTransactions + Connect>(
    place: &Place<B>,
    files: &[Migration],
    options: &MigrateOptions,
) -> Vec<String> {
    let done = migrate::<B>(&place.pool, files, options).await;
    done.unwrap_or_else(|error| panic!("{error}"))
}

async fn drop_all<B: HasTransactions + Connect>(place: &Place<B>, history: &str) {
    let history = match B::DIALECT.family {
        Family::Postgres => format!("drizzle.{history}"),
        _ => history.to_owned(),
    };
    for table in ["books", "authors", &history] {
        place.sql(&format!("DROP TABLE IF EXISTS {table}")).await;
    }
    if B::DIALECT.family == Family::Postgres {
        place.sql("DROP TYPE IF EXISTS author_rank").await;
    }
}

async fn new_databases_begin_with_it_and_old_ones_go_on<B: HasTransactions + Connect>(
    place: &Place<B>,
) {
    for layout in [Layout::Drizzle, Layout::Folders] {
        let family = B::DIALECT.family;
        let path = place.folder.join(layout.name());
        let folder = Folder::with_layout(&path, layout);
        let options = MigrateOptions::with_history(layout.into());
        written::<B, First>(&folder, &named("start")).unwrap();
        let second = written::<B, Second>(&folder, &named("more")).unwrap();
        let files = || folder.migrations(family).unwrap();
        let before = files();
        run(place, &before, &options).await;
        let catalog = place.catalog().await;

        let made = squashed::<B, Second>(&folder);
        assert_eq!(made.tag, second.tag, "other tools find it applied");
        assert_eq!(made.squashed.len(), 2);
        assert_eq!(check(&folder, B::DIALECT, &Second::DEFINITION).unwrap(), []);
        assert_eq!(files().len(), 1);
        // An old database goes on.
        let found = state::<B>(&place.pool, &files(), &options).await.unwrap();
        assert_eq!((found.applied, found.pending.len()), (1, 0));
        let third = written::<B, Third>(&folder, &named("again")).unwrap();
        assert_eq!(run(place, &files(), &options).await, [third.tag.as_str()]);
        let whole = place.catalog().await;
        // A new one is what the old one is.
        drop_all(place, &options.table).await;
        let until = MigrateOptions {
            to: Some(made.tag.clone()),
            ..options.clone()
        };
        assert_eq!(run(place, &files(), &until).await, [made.tag.as_str()]);
        same(&place.catalog().await, &catalog);
        assert_eq!(run(place, &files(), &options).await, [third.tag.as_str()]);
        same(&place.catalog().await, &whole);
        drop_all(place, &options.table).await;
    }
}

async fn a_database_in_the_middle_is_told<B: HasTransactions + Connect>(place: &Place<B>) {
    let family = B::DIALECT.family;
    let folder = Folder::new(place.folder.join("migrations"));
    let first = written::<B, First>(&folder, &named("start")).unwrap();
    let second = written::<B, Second>(&folder, &named("more")).unwrap();
    let before = folder.migrations(family).unwrap();
    let options = MigrateOptions::default();
    run(place, &before[..1], &options).await;
    squashed::<B, Second>(&folder);
    let files = folder.migrations(family).unwrap();
    let error = migrate::<B>(&place.pool, &files, &options)
        .await
        .unwrap_err();
    let said = error.to_string();
    let Error::PartlySquashed {
        tag,
        applied,
        of,
        missing,
    } = error
    else {
        panic!("{said}");
    };
    assert_eq!((applied, of), (1, 2));
    assert_eq!((&tag, &missing), (&second.tag, &second.tag));
    assert!(
        said.contains("check out the commit before the squash"),
        "{said}"
    );
    // A file that was edited before it was squashed.
    run(place, &before, &options).await;
    place
        .sql(&format!(
            "UPDATE {} SET hash = 'other' WHERE hash = '{}'",
            crate::migrate::history::<B>(),
            before[0].hash
        ))
        .await;
    let error = plan::<B>(&place.pool, &files, &options).await.unwrap_err();
    assert!(matches!(error, Error::Edited { tag, .. } if tag == first.tag));
}

async fn what_stands_for_others_is_squashed_again<B: HasTransactions + Connect>(place: &Place<B>) {
    let family = B::DIALECT.family;
    let folder = Folder::new(place.folder.join("migrations"));
    // The histories of a database from the first day, of one that began later, and of a new one.
    let histories = ["old", "later", "new"].map(|table| MigrateOptions {
        table: table.to_owned(),
        ..MigrateOptions::default()
    });
    let [old, later, new] = &histories;
    let files = || folder.migrations(family).unwrap();
    written::<B, First>(&folder, &named("start")).unwrap();
    written::<B, Second>(&folder, &named("more")).unwrap();
    run(place, &files(), old).await;
    squashed::<B, Second>(&folder);
    drop_all(place, "none").await;
    run(place, &files(), later).await;
    written::<B, Third>(&folder, &named("again")).unwrap();
    run(place, &files(), later).await;
    let tags: Vec<String> = files().iter().map(|file| file.tag.clone()).collect();
    let marked = orm_kit::migrate::mark_applied::<B>(&place.pool, &files(), &tags, old).await;
    assert_eq!(marked.unwrap(), tags[1..]);
    let made = squashed::<B, Third>(&folder);
    for options in [old, later] {
        let found = state::<B>(&place.pool, &files(), options).await.unwrap();
        assert_eq!((found.applied, found.pending.len()), (1, 0));
    }
    drop_all(place, "none").await;
    assert_eq!(run(place, &files(), new).await, [made.tag]);
    assert!(
        plan::<B>(&place.pool, &files(), new)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn names_are_enough() {
    let place = place::on_sqlite().await;
    let folder = Folder::with_layout(place.folder.join("migrations"), Layout::Wrangler);
    let files = || folder.migrations(Family::Sqlite).unwrap();
    let old = MigrateOptions::with_history(History::Wrangler);
    let new = MigrateOptions {
        table: "new_migrations".to_owned(),
        ..old.clone()
    };
    written::<orm::Sqlite, First>(&folder, &named("start")).unwrap();
    written::<orm::Sqlite, Second>(&folder, &named("more")).unwrap();
    run(&place, &files(), &old).await;
    squashed::<orm::Sqlite, Second>(&folder);
    drop_all(&place, "none").await;
    assert_eq!(run(&place, &files(), &new).await, ["0002_more"]);
    for options in [&old, &new] {
        let pending = plan::<orm::Sqlite>(&place.pool, &files(), options).await;
        assert!(pending.unwrap().is_empty());
    }
    written::<orm::Sqlite, Third>(&folder, &named("again")).unwrap();
    run(&place, &files(), &new).await;
    squashed::<orm::Sqlite, Third>(&folder);
    let pending = plan::<orm::Sqlite>(&place.pool, &files(), &new).await;
    assert!(pending.unwrap().is_empty());
    let error = plan::<orm::Sqlite>(&place.pool, &files(), &old).await;
    assert!(matches!(error, Err(Error::PartlySquashed { .. })));
    place.close().await;
}

#[test]
fn statements_by_hand_are_asked_about() {
    for family in [Family::Sqlite, Family::Postgres, Family::MySql] {
        let root = place::folder();
        let folder = Folder::new(&*root);
        let make = |name: &str, custom| {
            let options = GenerateOptions {
                custom,
                ..named(name)
            };
            let now = chrono::Utc::now();
            let ask = &mut orm_kit::generate::unattended;
            let made = orm_kit::generate::generate(
                &folder,
                dialect(family),
                &First::DEFINITION,
                &options,
                now,
                ask,
            );
            made.unwrap().unwrap().tag
        };
        let keyspace = First::DEFINITION;
        let of = |by_hand, dry| {
            let made = squash(&folder, dialect(family), &keyspace, by_hand, dry);
            made.map_err(|error| error.to_string())
        };
        assert!(of(None, false).unwrap().is_none());
        make("start", false);
        assert!(of(None, false).unwrap().is_none());
        let custom = make("rows", true);
        let insert = "INSERT INTO authors (id, email) VALUES ('a', 'b');";
        std::fs::write(folder.file(&custom), format!("-- rows\n{insert}")).unwrap();
        let error = of(None, false).unwrap_err();
        assert!(
            error.contains("INSERT INTO authors") && error.contains("--keep-by-hand"),
            "{error}"
        );
        assert_eq!(folder.migrations(family).unwrap().len(), 2);
        let left = of(Some(ByHand::Leave), true).unwrap().unwrap();
        assert!(!left.sql.contains("INSERT"));
        let kept = of(Some(ByHand::Keep), false).unwrap().unwrap();
        assert!(kept.sql.ends_with(insert), "{}", kept.sql);
        assert_eq!(folder.migrations(family).unwrap()[0].sql, kept.sql);
        assert_eq!(check(&folder, dialect(family), &keyspace).unwrap(), []);
    }
}
