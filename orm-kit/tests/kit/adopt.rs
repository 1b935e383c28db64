//! Whose migrations a folder and a database hold.

use orm::driver::{Connect, HasTransactions};
use orm::sql::Family;
use orm_kit::adopt::{Files, Found, Tool, files, histories, steps};
use orm_kit::atlas::write_sum;
use orm_kit::folder::Layout;

use crate::everywhere;
use crate::place::{self, Place};

everywhere!(the_tables_of_other_tools_are_found);

async fn the_tables_of_other_tools_are_found<B: HasTransactions + Connect>(place: &Place<B>) {
    assert_eq!(histories::<B>(&place.pool).await.unwrap(), []);
    let schemas = B::DIALECT.family == Family::Postgres;
    if schemas {
        place.sql("CREATE SCHEMA drizzle").await;
    }
    let drizzle = if schemas {
        "drizzle.__drizzle_migrations"
    } else {
        "__drizzle_migrations"
    };
    for table in [drizzle, "_prisma_migrations", "policies"] {
        place
            .sql(&format!("CREATE TABLE {table} (id integer)"))
            .await;
        place.sql(&format!("INSERT INTO {table} VALUES (1)")).await;
    }
    let found = histories::<B>(&place.pool).await.unwrap();
    let [theirs, prisma] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!((theirs.tool, theirs.rows), (Tool::Drizzle, 1));
    assert_eq!((prisma.tool, prisma.rows), (Tool::Prisma, 1));
    assert!(theirs.table.ends_with(drizzle), "{}", theirs.table);
}

#[test]
fn folders_are_told_apart() {
    let folder = place::folder();
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    let found = || files(&folder).unwrap();
    assert_eq!(files(&folder.join("missing")).unwrap(), Files::None);
    assert_eq!(found(), Files::None);
    write("20260101000000_x/migration.sql", "SELECT 1");
    assert_eq!(found(), Files::Layout(Layout::Folders));
    write("first.sql", "SELECT 1");
    assert_eq!(found(), Files::Unknown);
    std::fs::rename(folder.join("first.sql"), folder.join("0001_first.sql")).unwrap();
    assert_eq!(found(), Files::Layout(Layout::Wrangler));
    write(
        "meta/_journal.json",
        "{\"entries\":[{\"tag\":\"0001_first\"}]}",
    );
    assert_eq!(found(), Files::Layout(Layout::Drizzle));
    write("0002_by_hand.sql", "SELECT 1");
    assert_eq!(found(), Files::Layout(Layout::Wrangler));
    write_sum(&folder).unwrap();
    assert_eq!(found(), Files::Layout(Layout::Atlas));
}

#[test]
fn each_state_has_its_next_step() {
    let of = |tool| {
        vec![Found {
            tool,
            table: "t".to_owned(),
            rows: 3,
        }]
    };
    let said = |files, histories: &[Found], last, known| {
        steps(Layout::Drizzle, files, histories, last, known).join("\n")
    };
    let last = Some("0002_b");
    let drizzle = Files::Layout(Layout::Drizzle);
    for (files, histories, last, known, says) in [
        (
            Files::None,
            vec![],
            None,
            false,
            "`generate`, then `migrate`",
        ),
        (
            Files::None,
            of(Tool::Prisma),
            None,
            false,
            "`generate` when the code has what Prisma made, then `baseline`",
        ),
        (
            Files::None,
            of(Tool::Drizzle),
            None,
            false,
            "bring them here first",
        ),
        (
            drizzle,
            of(Tool::Drizzle),
            last,
            true,
            "go on with the history as it is",
        ),
        (
            drizzle,
            vec![],
            last,
            true,
            "`baseline 0002_b` records the files",
        ),
        (drizzle, of(Tool::Sqlx), last, true, "sqlx brought it there"),
        (
            Files::Layout(Layout::Atlas),
            of(Tool::Atlas),
            last,
            false,
            "say `layout = \"atlas\"` in orm.toml\n`generate --as-is` once",
        ),
        (
            Files::Layout(Layout::Folders),
            of(Tool::Drizzle),
            last,
            true,
            "say `layout = \"folders\"` in orm.toml\n`status` and `migrate` go on",
        ),
        (
            Files::Unknown,
            vec![],
            None,
            false,
            "name them 0001_name.sql",
        ),
    ] {
        let said = said(files, &histories, last, known);
        assert!(said.contains(says), "{said}");
    }
    let journal = steps(Layout::Folders, drizzle, &of(Tool::Drizzle), last, true);
    assert_eq!(journal[0], "`up`, which makes a folder of each migration");
    let wrangler = steps(Layout::Wrangler, drizzle, &of(Tool::Wrangler), last, true);
    assert_eq!(
        wrangler,
        ["`status` and `migrate` go on with the history as it is"]
    );
}
