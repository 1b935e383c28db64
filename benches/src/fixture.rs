//! The database that every contender gets a copy of.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, params};
use tempfile::TempDir;
use uuid::Uuid;

use crate::model::Arrival;
use crate::{Outcome, timestamp};

/// The tenant whose rows are asked for.
pub(crate) const TENANT: Uuid = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_00a1);
/// The tenant whose rows lie between, and must never be seen.
pub(crate) const OTHER_TENANT: Uuid = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_00b2);

const POLICIES: u64 = 1_000;
const ITEMS: u64 = 12_000;
const USERS: u64 = 400;
const WRITERS: u64 = 300;

const SCHEMA: &str = include_str!("fixture/schema.sql");

/// A seeded database and the folder that holds the contenders' copies of it.
pub(crate) struct Fixture {
    folder: TempDir,
    seeded: PathBuf,
}

impl Fixture {
    /// Seeds the database, on a RAM disk where there is one.
    pub(crate) fn create() -> Outcome<Self> {
        let ram = Path::new("/dev/shm");
        let folder =
            tempfile::Builder::new()
                .prefix("orm-benches-")
                .tempdir_in(if ram.is_dir() {
                    ram.to_path_buf()
                } else {
                    std::env::temp_dir()
                })?;
        let seeded = folder.path().join("seeded.db");
        seed(&seeded)?;
        Ok(Self { folder, seeded })
    }

    /// A fresh copy for one contender.
    pub(crate) fn copy_for(&self, contender: &str) -> Outcome<PathBuf> {
        let path = self.folder.path().join(format!("{contender}.db"));
        for suffix in ["-wal", "-shm"] {
            let leftover = self.folder.path().join(format!("{contender}.db{suffix}"));
            if leftover.exists() {
                fs::remove_file(leftover)?;
            }
        }
        fs::copy(&self.seeded, &path)?;
        Ok(path)
    }

    /// Where the databases are.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// The key of one of the tenant's policies; `n` may be any number.
pub(crate) fn policy_key(n: u64) -> Uuid {
    // A stride that is coprime to the number of rows visits all of them, none twice in a row.
    key(Table::Policies, TENANT, n.wrapping_mul(7_919) % POLICIES)
}

/// `rows` rows to insert; no two batches with different numbers share a key.
pub(crate) fn arrivals(batch: u64, rows: usize) -> Vec<Arrival> {
    (0..rows as u64)
        .map(|n| {
            let number = batch * rows as u64 + n;
            Arrival {
                id: key(Table::Arrivals, TENANT, number),
                org_id: TENANT,
                name: format!("Arrival number {number}"),
                count: (number % 1_000) as i64,
                created_at: instant(number),
                active: number.is_multiple_of(3),
            }
        })
        .collect()
}

#[derive(Clone, Copy)]
enum Table {
    Policies = 1,
    Items,
    Users,
    Posts,
    Arrivals,
    Writers,
    Articles,
    Remarks,
}

/// Keys ascend with `n`, as version 7 UUIDs do.
fn key(table: Table, tenant: Uuid, n: u64) -> Uuid {
    let tenant = tenant.as_u128() & 0xffff;
    Uuid::from_u128((0x0190 << 112) | ((n as u128) << 48) | ((table as u128) << 32) | tenant)
}

fn instant(n: u64) -> DateTime<Utc> {
    let start = DateTime::from_timestamp(1_700_000_000, 0).expect("a valid instant");
    start + TimeDelta::microseconds((n * 61_000_017) as i64)
}

fn seed(path: &Path) -> Outcome {
    let mut connection = Connection::open(path)?;
    connection.execute_batch("PRAGMA journal_mode = wal;")?;
    connection.execute_batch(SCHEMA)?;
    let transaction = connection.transaction()?;
    for tenant in [TENANT, OTHER_TENANT] {
        policies(&transaction, tenant)?;
        items(&transaction, tenant)?;
        users_and_posts(&transaction, tenant)?;
        writers(&transaction, tenant)?;
    }
    transaction.commit()?;
    connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE);")?;
    Ok(())
}

fn policies(connection: &Connection, tenant: Uuid) -> Outcome {
    let mut insert =
        connection.prepare("INSERT INTO policies VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
    for n in 0..POLICIES {
        insert.execute(params![
            key(Table::Policies, tenant, n).into_bytes(),
            tenant.into_bytes(),
            format!("POL-{n:08}"),
            n as i64,
            (n * 1_237 % 10_000_000) as i64,
            timestamp::format(instant(n)),
            format!(r#"{{"de":"Haftpflicht {n}","en":"Liability {n}"}}"#),
            n % 2 == 0,
            (n % 3 != 0).then(|| format!("Note on policy {n}")),
            (n % 5 != 0).then_some((n % 10) as i64),
        ])?;
    }
    Ok(())
}

fn items(connection: &Connection, tenant: Uuid) -> Outcome {
    let mut insert = connection.prepare("INSERT INTO items VALUES (?, ?, ?, ?, ?, ?)")?;
    for n in 0..ITEMS {
        insert.execute(params![
            key(Table::Items, tenant, n).into_bytes(),
            tenant.into_bytes(),
            format!("Item number {n}"),
            (n * 31 % 5_000) as i64,
            timestamp::format(instant(n)),
            n % 4 != 0,
        ])?;
    }
    Ok(())
}

/// Every eighth user has no post; the others have one to seven, with different numbers of views.
fn users_and_posts(connection: &Connection, tenant: Uuid) -> Outcome {
    let mut user = connection.prepare("INSERT INTO users VALUES (?, ?, ?, ?, ?)")?;
    let mut post = connection.prepare("INSERT INTO posts VALUES (?, ?, ?, ?, ?)")?;
    for n in 0..USERS {
        let author = key(Table::Users, tenant, n).into_bytes();
        user.execute(params![
            author,
            tenant.into_bytes(),
            format!("User {:05}", n * 7_919 % USERS),
            format!("user{n}@example.org"),
            (18 + n % 60) as i64,
        ])?;
        for m in 0..n % 8 {
            post.execute(params![
                key(Table::Posts, tenant, n * 8 + m).into_bytes(),
                tenant.into_bytes(),
                author,
                format!("Post {m} of user {n}"),
                (m * 100 + n % 100) as i64,
            ])?;
        }
    }
    Ok(())
}

/// Each writer has ten articles, and each article ten remarks.
fn writers(connection: &Connection, tenant: Uuid) -> Outcome {
    let mut writer = connection.prepare("INSERT INTO writers VALUES (?, ?, ?, ?, ?)")?;
    let mut article = connection.prepare("INSERT INTO articles VALUES (?, ?, ?, ?, ?)")?;
    let mut remark = connection.prepare("INSERT INTO remarks VALUES (?, ?, ?, ?, ?)")?;
    let org = tenant.into_bytes();
    for n in 0..WRITERS {
        let by = key(Table::Writers, tenant, n).into_bytes();
        writer.execute(params![
            by,
            org,
            format!("Writer {n:05}"),
            format!("writer{n}@example.org"),
            (18 + n % 60) as i64,
        ])?;
        for n in n * 10..n * 10 + 10 {
            let on = key(Table::Articles, tenant, n).into_bytes();
            article.execute(params![
                on,
                org,
                by,
                format!("Article {n}"),
                (n % 977) as i64
            ])?;
            for n in n * 10..n * 10 + 10 {
                let id = key(Table::Remarks, tenant, n).into_bytes();
                let at = timestamp::format(instant(n));
                remark.execute(params![id, org, on, format!("Remark number {n}"), at])?;
            }
        }
    }
    Ok(())
}
