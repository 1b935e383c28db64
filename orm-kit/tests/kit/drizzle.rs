//! drizzle-kit and drizzle-orm's migrator from npm go on with our folders, and we with theirs: those
//! with a journal, and those of 1.0 with a folder for each migration.
//!
//! `ORM_TEST_NODE_MODULES` names a folder whose `node_modules` has them, and
//! `ORM_TEST_NODE_MODULES_NEXT` one with 1.0. Without it each test says that it is left out, and fails
//! if `ORM_TEST_REQUIRE_SERVERS` is set.

use orm::Keyspace;
use orm::driver::{Connect, HasTransactions};
use orm::sql::Family;
use orm_kit::check::check;
use orm_kit::folder::{Folder, Layout};
use orm_kit::generate::{GenerateOptions, Generated};
use orm_kit::migrate::{MigrateOptions, migrate, plan};
use orm_kit::up::up;

use crate::everywhere;
use crate::generate::written;
use crate::library::{first::First, second::Second, third::Third};
use crate::node::Node;
use crate::place::Place;

everywhere!(
    drizzle_goes_on_with_our_history,
    we_go_on_with_drizzles_history,
    drizzle_goes_on_with_our_folders,
    we_go_on_with_drizzles_folders,
    drizzle_goes_on_with_converted_folders,
);

/// drizzle-kit and drizzle-orm on a place's folder and database.
struct Drizzle<'p, B: HasTransactions> {
    node: Node,
    place: &'p Place<B>,
    dialect: &'static str,
    layout: Layout,
}

impl<'p, B: HasTransactions + Connect> Drizzle<'p, B> {
    fn new(place: &'p Place<B>, layout: Layout) -> Option<Self> {
        let dialect = match B::DIALECT.family {
            Family::Sqlite => "sqlite",
            Family::Postgres => "postgresql",
            Family::MySql => "mysql",
        };
        let node = match layout {
            Layout::Folders => Node::next(&place.folder)?,
            _ => Node::new(&place.folder)?,
        };
        node.copy("migrate.mjs");
        node.copy(&format!("{dialect}.ts"));
        Some(Self {
            node,
            place,
            dialect,
            layout,
        })
    }

    fn folder(&self) -> Folder {
        Folder::with_layout(self.place.folder.join("migrations"), self.layout)
    }

    fn options(&self) -> MigrateOptions {
        MigrateOptions::with_history(self.layout.into())
    }

    /// Applies the folder with ours.
    async fn apply(&self) -> Vec<String> {
        let files = self.folder().migrations(B::DIALECT.family).unwrap();
        let done = migrate::<B>(&self.place.pool, &files, &self.options()).await;
        done.unwrap_or_else(|error| panic!("{error}"))
    }

    /// The migration's whole name, of its words.
    fn tag(&self, words: &str) -> String {
        let journal = self.folder().journal(B::DIALECT.family).unwrap();
        let mut tags = journal.entries.into_iter().map(|entry| entry.tag);
        let found = tags.find(|tag| tag.split_once('_').unwrap().1 == words);
        found.unwrap_or_else(|| panic!("{words}"))
    }

    /// `drizzle-kit generate` of a release.
    fn generate(&self, release: u8, name: &str) -> String {
        let schema = format!("{}.ts", self.dialect);
        let args = ["--schema", &schema, "--out", "migrations", "--name", name];
        let dialect = ["generate", "--dialect", self.dialect];
        let release = [("RELEASE", release.to_string())];
        self.node
            .run("drizzle-kit", &[&dialect[..], &args].concat(), &release)
    }

    fn generates_nothing(&self, release: u8) {
        let before = self.folder().journal(B::DIALECT.family).unwrap();
        let said = self.generate(release, "none");
        let after = self.folder().journal(B::DIALECT.family).unwrap();
        if after != before {
            panic!("{}", self.file(&after.entries[before.entries.len()].tag));
        }
        assert!(said.contains("No schema changes"), "{said}");
    }

    fn check(&self) {
        let args = ["check", "--dialect", self.dialect, "--out", "migrations"];
        let said = self.node.run("drizzle-kit", &args, &[]);
        assert!(said.contains("Everything's fine"), "{said}");
    }

    /// Applies the folder with drizzle-orm's migrator.
    fn migrate(&self) {
        let url = match B::DIALECT.family {
            Family::Sqlite => format!("file:{}", self.place.folder.join("test.db").display()),
            _ => self.place.url.clone(),
        };
        self.node.run(
            "node",
            &["migrate.mjs", self.dialect, &url, "migrations"],
            &[],
        );
    }

    /// What we would apply.
    async fn pending(&self) -> Vec<String> {
        let files = self.folder().migrations(B::DIALECT.family).unwrap();
        let plan = plan::<B>(&self.place.pool, &files, &self.options()).await;
        plan.unwrap().into_iter().map(|file| file.tag).collect()
    }

    /// A migration of ours.
    fn written<K: Keyspace>(&self, name: &str) -> Generated {
        let options = GenerateOptions {
            name: Some(name.to_owned()),
            ..GenerateOptions::default()
        };
        written::<B, K>(&self.folder(), &options).expect("something has changed")
    }

    fn file(&self, tag: &str) -> String {
        std::fs::read_to_string(self.folder().file(tag)).unwrap()
    }

    /// The columns of the books, as the database has them.
    async fn columns(&self) -> Vec<String> {
        let sql = match B::DIALECT.family {
            Family::Sqlite => "SELECT name FROM pragma_table_info('books') ORDER BY cid",
            Family::Postgres => {
                "SELECT column_name::text FROM information_schema.columns WHERE table_name = 'books' ORDER BY ordinal_position"
            }
            Family::MySql => {
                "SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 'books' ORDER BY ordinal_position"
            }
        };
        self.place.texts(sql).await
    }

    async fn recorded(&self) -> usize {
        let table = match B::DIALECT.family {
            Family::Postgres => "drizzle.__drizzle_migrations",
            _ => "__drizzle_migrations",
        };
        self.place
            .texts(&format!("SELECT hash FROM {table}"))
            .await
            .len()
    }
}

/// Whether the text is one statement, which adds this column to the books.
fn only_adds(sql: &str, column: &str) -> bool {
    let plain = sql.replace(['`', '"'], "").to_lowercase();
    let added = plain.replace("add column", "add");
    added.starts_with(&format!("alter table books add {column} "))
        && plain.matches(';').count() <= 1
        && !plain.contains("breakpoint")
}

fn only_names_keys(sql: &str) -> bool {
    let mut statements = sql.split(';').filter(|sql| !sql.trim().is_empty());
    statements.all(|sql| sql.contains("CONSTRAINT") || sql.contains("FOREIGN KEY"))
}

async fn drizzle_goes_on_with_our_history<B: HasTransactions + Connect>(place: &Place<B>) {
    ours_first(place, Layout::Drizzle).await;
}

async fn drizzle_goes_on_with_our_folders<B: HasTransactions + Connect>(place: &Place<B>) {
    ours_first(place, Layout::Folders).await;
}

async fn we_go_on_with_drizzles_history<B: HasTransactions + Connect>(place: &Place<B>) {
    theirs_first(place, Layout::Drizzle).await;
}

async fn we_go_on_with_drizzles_folders<B: HasTransactions + Connect>(place: &Place<B>) {
    theirs_first(place, Layout::Folders).await;
}

async fn ours_first<B: HasTransactions + Connect>(place: &Place<B>, layout: Layout) {
    let Some(drizzle) = Drizzle::new(place, layout) else {
        return;
    };
    // Ours, which their migrator applies.
    drizzle.written::<First>("ours");
    drizzle.check();
    drizzle.migrate();
    assert_eq!(drizzle.recorded().await, 1);
    assert!(drizzle.pending().await.is_empty());
    // To them it is their own: nothing but the new column differs.
    drizzle.generates_nothing(1);
    drizzle.generate(2, "theirs");
    let tag = drizzle.tag("theirs");
    let theirs = drizzle.file(&tag);
    assert!(only_adds(&theirs, "subtitle"), "{theirs}");
    assert_eq!(drizzle.pending().await, [tag.as_str()]);
    assert_eq!(drizzle.apply().await, [tag.as_str()]);
    assert!(
        check(&drizzle.folder(), B::DIALECT, &Second::DEFINITION)
            .unwrap()
            .is_empty()
    );
    // And ours again.
    let ours = drizzle.written::<Third>("ours_again");
    assert!(only_adds(&ours.sql, "copies"), "{}", ours.sql);
    drizzle.check();
    drizzle.migrate();
    assert_eq!(drizzle.recorded().await, 3);
    assert!(drizzle.pending().await.is_empty());
    drizzle.generates_nothing(3);
    let columns = drizzle.columns().await;
    assert_eq!(
        columns,
        ["id", "author_id", "title", "pages", "subtitle", "copies"]
    );
}

async fn theirs_first<B: HasTransactions + Connect>(place: &Place<B>, layout: Layout) {
    let Some(drizzle) = Drizzle::new(place, layout) else {
        return;
    };
    drizzle.generate(1, "theirs");
    drizzle.migrate();
    assert!(drizzle.pending().await.is_empty());
    // To us it is our own, but for the names of keys that 1.0 leaves to the database.
    let mut files = 1;
    if let Some(names) = written::<B, First>(&drizzle.folder(), &GenerateOptions::default()) {
        assert!(layout == Layout::Folders, "{}", names.sql);
        assert!(only_names_keys(&names.sql), "{}", names.sql);
        assert_eq!(drizzle.apply().await, [names.tag]);
        files += 1;
    }
    let ours = drizzle.written::<Second>("ours");
    assert!(only_adds(&ours.sql, "subtitle"), "{}", ours.sql);
    assert_eq!(drizzle.apply().await, [ours.tag]);
    // Their migrator finds nothing to do, and goes on.
    drizzle.migrate();
    assert_eq!(drizzle.recorded().await, files + 1);
    drizzle.check();
    drizzle.generate(3, "theirs_again");
    let theirs = drizzle.file(&drizzle.tag("theirs_again"));
    assert!(only_adds(&theirs, "copies"), "{theirs}");
    drizzle.migrate();
    assert_eq!(drizzle.recorded().await, files + 2);
    assert!(drizzle.pending().await.is_empty());
    assert!(
        check(&drizzle.folder(), B::DIALECT, &Third::DEFINITION)
            .unwrap()
            .is_empty()
    );
    let columns = drizzle.columns().await;
    assert_eq!(
        columns,
        ["id", "author_id", "title", "pages", "subtitle", "copies"]
    );
}

/// A journal that a database has applied becomes folders, with which 1.0 goes on.
async fn drizzle_goes_on_with_converted_folders<B: HasTransactions + Connect>(place: &Place<B>) {
    let Some(drizzle) = Drizzle::new(place, Layout::Folders) else {
        return;
    };
    let old = Folder::new(place.folder.join("migrations"));
    let options = |name: &str| GenerateOptions {
        name: Some(name.to_owned()),
        ..GenerateOptions::default()
    };
    written::<B, First>(&old, &options("start")).unwrap();
    written::<B, Second>(&old, &options("more")).unwrap();
    crate::generate::apply::<B>(&place.pool, &old).await;
    up(&old, B::DIALECT.family, false).unwrap();
    drizzle.check();
    assert!(drizzle.pending().await.is_empty());
    drizzle.migrate();
    assert_eq!(drizzle.recorded().await, 2, "they find all of it applied");
    drizzle.generate(3, "theirs");
    let tag = drizzle.tag("theirs");
    let theirs = drizzle.file(&tag);
    assert!(only_adds(&theirs, "copies"), "{theirs}");
    assert_eq!(drizzle.apply().await, [tag]);
    drizzle.migrate();
    assert_eq!(drizzle.recorded().await, 3);
}
