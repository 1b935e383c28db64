//! Views are created behind their tables, made anew when something below them changes, and dropped.

use orm::driver::{Connect, HasTransactions};
use orm::prelude::*;
use orm::query::ViewQuery;
use orm::select;
use orm_kit::folder::Folder;
use orm_kit::generate::GenerateOptions;
use orm_kit::verify::{Kind, Problem, VerifyOptions, verify};

use crate::everywhere;
use crate::generate::{apply, written};
use crate::place::Place;

everywhere!(views_follow_their_tables);

mod first {
    use super::*;

    #[derive(Keyspace)]
    #[keyspace(name = "notes", tables(Note), views(Long, Longest, Foreign), tenancy = none)]
    pub struct First;

    #[derive(Table, Clone, Debug)]
    #[table(name = "notes", keyspace = First)]
    pub struct Note {
        #[column(primary_key)]
        pub id: i64,
        pub words: i32,
    }

    #[derive(View, Clone, Debug)]
    #[view(name = "long_notes", keyspace = First, query = long)]
    pub struct Long {
        #[column(primary_key)]
        pub id: i64,
        pub words: i32,
    }

    fn long() -> ViewQuery<Long> {
        select(LongOf {
            id: Note.id,
            words: Note.words,
        })
        .from(Note)
        .filter(Note.words.gt(100))
        .view()
    }

    /// Reads the view above, and comes first by its name.
    #[derive(View, Clone, Debug)]
    #[view(name = "a_longest", keyspace = First, query = longest)]
    pub struct Longest {
        #[column(primary_key)]
        pub id: i64,
    }

    fn longest() -> ViewQuery<Longest> {
        select(LongestOf { id: Long.id })
            .from(Long)
            .filter(Long.words.gt(1000))
            .view()
    }

    /// Never created.
    #[derive(View, Clone, Debug)]
    #[view(name = "of_others", keyspace = First, existing)]
    pub struct Foreign {
        #[column(primary_key)]
        pub id: i64,
    }
}

mod second {
    use super::*;

    #[derive(Keyspace)]
    #[keyspace(name = "notes", tables(Note), views(Longest, Long), tenancy = none)]
    pub struct Second;

    #[derive(Table, Clone, Debug)]
    #[table(name = "notes", keyspace = Second)]
    pub struct Note {
        #[column(primary_key)]
        pub id: i64,
        pub words: i64,
    }

    #[derive(View, Clone, Debug)]
    #[view(name = "long_notes", keyspace = Second, query = long)]
    pub struct Long {
        #[column(primary_key)]
        pub id: i64,
        pub words: i64,
    }

    fn long() -> ViewQuery<Long> {
        select(LongOf {
            id: Note.id,
            words: Note.words,
        })
        .from(Note)
        .filter(Note.words.gt(200))
        .view()
    }

    #[derive(View, Clone, Debug)]
    #[view(name = "a_longest", keyspace = Second, query = longest)]
    pub struct Longest {
        #[column(primary_key)]
        pub id: i64,
    }

    fn longest() -> ViewQuery<Longest> {
        select(LongestOf { id: Long.id })
            .from(Long)
            .filter(Long.words.gt(1000))
            .view()
    }
}

mod third {
    use super::*;

    #[derive(Keyspace)]
    #[keyspace(name = "notes", tables(Note), tenancy = none)]
    pub struct Third;

    #[derive(Table, Clone, Debug)]
    #[table(name = "notes", keyspace = Third)]
    pub struct Note {
        #[column(primary_key)]
        pub id: i64,
        pub words: i64,
    }
}

async fn views_follow_their_tables<B: HasTransactions + Connect>(place: &Place<B>) {
    let folder = Folder::new(place.folder.join("migrations"));
    let options = GenerateOptions::default();
    let compared = VerifyOptions::default();
    let views = |sql: &str| -> Vec<String> {
        let lines = sql.lines().filter(|line| line.contains(" VIEW "));
        let words = lines.map(|line| line.split(" AS ").next().unwrap_or_default());
        words
            .map(|line| {
                line.replace(['"', '`', ';'], "")
                    .replace("--> statement-breakpoint", "")
            })
            .collect()
    };

    let made = written::<B, first::First>(&folder, &options).unwrap();
    assert_eq!(
        views(&made.sql),
        ["CREATE VIEW long_notes", "CREATE VIEW a_longest"]
    );
    assert!(written::<B, first::First>(&folder, &options).is_none());
    apply::<B>(&place.pool, &folder).await;
    let found = verify::<B>(&place.url, &first::First::DEFINITION, &compared);
    assert_eq!(found.await.unwrap(), []);
    let found = verify::<B>(&place.url, &second::Second::DEFINITION, &compared);
    let found = found.await.unwrap();
    let long = found.iter().find(|one| one.kind == Kind::View);
    let long = long.expect("the view differs");
    assert_eq!(
        (long.problem, long.table.as_str()),
        (Problem::Different, "long_notes")
    );

    // The type of a column changes below both views, and the query of one.
    let made = written::<B, second::Second>(&folder, &options).unwrap();
    assert_eq!(
        views(&made.sql),
        [
            "DROP VIEW a_longest",
            "DROP VIEW long_notes",
            "CREATE VIEW long_notes",
            "CREATE VIEW a_longest"
        ]
    );
    apply::<B>(&place.pool, &folder).await;
    let db = Db::<B>::from_pool(place.pool.clone());
    for (id, words) in [(1, 150), (2, 300), (3, 3000)] {
        let note = second::NewNote { id, words };
        db.insert(note).run().await.unwrap();
    }
    let long = db
        .select(second::Long.id)
        .from(second::Long)
        .order_by(second::Long.id);
    assert_eq!(long.all().await.unwrap(), [2, 3]);
    let longest = db.select(second::Longest.id).from(second::Longest);
    assert_eq!(longest.all().await.unwrap(), [3]);
    assert!(written::<B, second::Second>(&folder, &options).is_none());

    let made = written::<B, third::Third>(&folder, &options).unwrap();
    assert_eq!(
        views(&made.sql),
        ["DROP VIEW a_longest", "DROP VIEW long_notes"]
    );
    apply::<B>(&place.pool, &folder).await;
}
