//! What generated migrations do to a database with rows.

use chrono::Utc;
use orm::driver::{Connect, HasTransactions};
use orm::prelude::*;
use orm::sql::Family;
use orm_kit::folder::Folder;
use orm_kit::generate::{GenerateOptions, Generated, export, generate, unattended};
use orm_kit::migrate::{MigrateOptions, migrate};
use orm_kit::split;

use crate::after::{self, After, OrgId};
use crate::before::{self, Before};
use crate::everywhere;
use crate::place::Place;

everywhere!(
    a_schema_becomes_another,
    exported_schemas_are_the_created_ones,
    a_value_in_use_is_not_removed,
);

struct Claims(Uuid);

impl TenantClaims for Claims {
    type Key = OrgId;
    type Actor = Uuid;

    fn tenant(&self) -> Option<OrgId> {
        Some(OrgId(self.0))
    }

    fn actor(&self) -> Option<Uuid> {
        None
    }
}

pub fn written<B: Backend, K: Keyspace>(
    folder: &Folder,
    options: &GenerateOptions,
) -> Option<Generated> {
    let keyspace = K::DEFINITION;
    let made = generate(
        folder,
        B::DIALECT,
        &keyspace,
        options,
        Utc::now(),
        &mut unattended,
    );
    made.unwrap_or_else(|error| panic!("{error}"))
}

use orm::Backend;

pub fn renamed() -> GenerateOptions {
    GenerateOptions {
        renames: ["contacts=people", "policies.no=policies.number"]
            .map(str::to_owned)
            .to_vec(),
        drops: ["retired", "policies.note", "policies.premium_of_ten"]
            .map(str::to_owned)
            .to_vec(),
        ..GenerateOptions::default()
    }
}

pub async fn apply<B: HasTransactions>(pool: &B::Pool, folder: &Folder) -> Vec<String> {
    let files = folder.migrations(B::DIALECT.family).unwrap();
    let done = migrate::<B>(pool, &files, &MigrateOptions::default()).await;
    done.unwrap_or_else(|error| panic!("{error}"))
}

/// Executes the whole schema's statements.
pub async fn exported<B: HasTransactions + Connect>(
    place: &Place<B>,
    keyspace: &orm::schema::KeyspaceDef,
) {
    for sql in export(B::DIALECT, keyspace).unwrap() {
        for sql in split::statements(B::DIALECT.family, &sql) {
            place.sql(&sql).await;
        }
    }
}

pub async fn fresh<B: HasTransactions + Connect>(place: &Place<B>) {
    match B::DIALECT.family {
        Family::Postgres => {
            place.sql("DROP SCHEMA public CASCADE").await;
            place.sql("CREATE SCHEMA public").await;
        }
        Family::MySql => {
            let database = place.url.rsplit('/').next().unwrap();
            place.sql(&format!("DROP DATABASE {database}")).await;
            place.sql(&format!("CREATE DATABASE {database}")).await;
            place.sql(&format!("USE {database}")).await;
        }
        Family::Sqlite => {
            let path = place.folder.join("test.db");
            let _ = path;
            for table in [
                "tags", "claims", "policies", "people", "contacts", "orgs", "entries", "retired",
                "t0", "t1", "t2", "cells", "made", "always",
            ] {
                place.sql(&format!("DROP TABLE IF EXISTS {table}")).await;
            }
        }
    }
}

pub fn same(found: &[String], expected: &[String]) {
    let only = |a: &[String], b: &[String]| -> Vec<String> {
        a.iter().filter(|line| !b.contains(line)).cloned().collect()
    };
    let (more, less) = (only(found, expected), only(expected, found));
    assert!(
        more.is_empty() && less.is_empty(),
        "not expected: {more:#?}\nmissing: {less:#?}"
    );
}

async fn exported_schemas_are_the_created_ones<B: HasTransactions + Connect>(place: &Place<B>) {
    exported(place, &After::DEFINITION).await;
    let exported = place.catalog().await;
    fresh(place).await;
    let again = Place::<B>::open(place.url.clone(), place.folder.clone()).await;
    let db = Db::<B>::from_pool(again.pool.clone());
    db.create_tables::<After>().await.unwrap();
    let created: Vec<String> = again
        .catalog()
        .await
        .iter()
        .map(|line| line.replace(" IF NOT EXISTS", ""))
        .collect();
    same(&exported, &created);
    again.close().await;
}

async fn a_schema_becomes_another<B: HasTransactions + Connect>(place: &Place<B>) {
    let folder = Folder::new(place.folder.join("migrations"));
    let first = written::<B, Before>(&folder, &GenerateOptions::default()).unwrap();
    assert!(first.warnings.is_empty(), "{:?}", first.warnings);
    assert!(written::<B, Before>(&folder, &GenerateOptions::default()).is_none());
    assert_eq!(apply::<B>(&place.pool, &folder).await, first.tags());

    // Rows of two tenants, and a number that was counted and is gone.
    let orgs = [Uuid::new_v4(), Uuid::new_v4()];
    let db = Db::<B>::from_pool(place.pool.clone());
    let mut policies = Vec::new();
    for (at, org) in orgs.into_iter().enumerate() {
        let db = db.tenant(&Claims(org)).unwrap();
        db.insert(before::NewOrg {
            name: format!("org {at}"),
        })
        .run()
        .await
        .unwrap();
        let holder = Uuid::new_v4();
        db.insert(
            before::NewContact {
                email: "a@b.example".to_owned(),
            }
            .id(holder),
        )
        .run()
        .await
        .unwrap();
        let policy = Uuid::new_v4();
        db.insert(
            before::NewPolicy {
                no: format!("P-{at}"),
                holder_id: holder,
                premium: Decimal::new(1250, 2),
            }
            .id(policy)
            .status(before::Status::Bound),
        )
        .run()
        .await
        .unwrap();
        db.insert(before::NewClaim { policy_id: policy })
            .run()
            .await
            .unwrap();
        policies.push((org, policy));
    }
    for text in ["one", "two"] {
        db.insert(before::NewEntry {
            text: text.to_owned(),
        })
        .run()
        .await
        .unwrap();
    }
    db.delete(before::Entry)
        .filter(before::Entry.text.eq("two"))
        .run()
        .await
        .unwrap();

    let second = written::<B, After>(&folder, &renamed()).unwrap();
    println!("{}", second.sql);
    assert!(written::<B, After>(&folder, &GenerateOptions::default()).is_none());
    assert_eq!(apply::<B>(&place.pool, &folder).await, second.tags());

    // Nothing was lost: not the renamed column's values, nor the rows that refer to others.
    let again = Place::<B>::open(place.url.clone(), place.folder.clone()).await;
    let db = Db::<B>::from_pool(again.pool.clone());
    for (at, (org, id)) in policies.into_iter().enumerate() {
        let db = db.tenant(&Claims(org)).unwrap();
        let policy = db.from(after::Policy).all().await.unwrap();
        let [policy] = policy.as_slice() else {
            panic!("{policy:?}")
        };
        assert_eq!(
            (policy.id, policy.number.as_str(), policy.status),
            (id, format!("P-{at}").as_str(), after::Status::Bound)
        );
        assert_eq!(policy.premium, Decimal::new(1250, 2));
        assert_eq!(policy.premium_of_hundred, Decimal::new(125_000, 2));
        assert_eq!((policy.opened, policy.colour), (0, after::Colour::Red));
        let claims = db.from(after::Claim).all().await.unwrap();
        assert_eq!(claims.len(), 1);
        assert!(claims[0].open);
        let people = db.from(after::Person).all().await.unwrap();
        assert_eq!((people.len(), people[0].channel), (1, after::Channel::Mail));
        // The foreign key refuses now what it did along before.
        let refused = db.delete(after::Person).all_rows().run().await;
        assert!(
            matches!(refused, Err(orm::Error::Constraint(_))),
            "{refused:?}"
        );
    }
    db.insert(after::NewEntry {
        text: "three".to_owned(),
    })
    .run()
    .await
    .unwrap();
    let ids: Vec<i64> = db
        .select(after::Entry.id)
        .from(after::Entry)
        .order_by(after::Entry.id)
        .all()
        .await
        .unwrap();
    assert_eq!(ids, [1, 3], "no number twice");

    // The database is what a new one would be.
    let migrated = again.catalog().await;
    drop(db);
    again.close().await;
    fresh(place).await;
    let last = Place::<B>::open(place.url.clone(), place.folder.clone()).await;
    exported(&last, &After::DEFINITION).await;
    same(&migrated, &last.catalog().await);
    last.close().await;
}

/// `After` has no `fax` any more.
async fn a_value_in_use_is_not_removed<B: HasTransactions + Connect>(place: &Place<B>) {
    let folder = Folder::new(place.folder.join("migrations"));
    written::<B, Before>(&folder, &GenerateOptions::default()).unwrap();
    apply::<B>(&place.pool, &folder).await;
    let db = Db::<B>::from_pool(place.pool.clone());
    let tenant = db.tenant(&Claims(Uuid::new_v4())).unwrap();
    let org = before::NewOrg {
        name: "org".to_owned(),
    };
    tenant.insert(org).run().await.unwrap();
    let contact = before::NewContact {
        email: "a@b.example".to_owned(),
    };
    let contact = contact.channel(before::Channel::Fax);
    tenant.insert(contact).run().await.unwrap();
    written::<B, After>(&folder, &renamed()).unwrap();
    let files = folder.migrations(B::DIALECT.family).unwrap();
    let refused = migrate::<B>(&place.pool, &files, &MigrateOptions::default()).await;
    assert!(
        matches!(refused, Err(orm_kit::Error::Statement { .. })),
        "{refused:?}"
    );
    let table = if B::DIALECT.family == Family::MySql {
        "people"
    } else {
        "contacts"
    };
    let kept = format!("SELECT CAST(channel AS CHAR(3)) FROM {table}");
    assert_eq!(place.texts(&kept).await, ["fax"]);
}

#[test]
fn a_rename_is_asked_for() {
    let folder = Folder::new(crate::place::folder());
    written::<Sqlite, Before>(&folder, &GenerateOptions::default()).unwrap();
    let mut options = GenerateOptions::default();
    let refused = |options: &GenerateOptions| {
        let made = generate(
            &folder,
            Sqlite::DIALECT,
            &After::DEFINITION,
            options,
            Utc::now(),
            &mut unattended,
        );
        made.unwrap_err().to_string()
    };
    assert_eq!(
        refused(&options),
        "contacts is gone and people, tags is new: say `--rename contacts=people` if it was renamed and keeps its values, or `--drop contacts` if it is gone with its values"
    );
    options.renames = vec!["contacts=person".to_owned()];
    assert_eq!(
        refused(&options),
        "`--rename contacts=person`: person is no new table"
    );
    options.renames = vec!["contacts=people".to_owned()];
    options.drops = vec!["retired".to_owned()];
    assert!(
        refused(&options).starts_with("policies.no is gone and policies.number, "),
        "{}",
        refused(&options)
    );
    options.drops = vec!["retierd".to_owned()];
    assert_eq!(
        refused(&options),
        "`--drop retierd`: the last snapshot doesn't know it"
    );
    let wrong = [
        "policies.no",
        "policies.nr=policies.number",
        "policies.no=policies.id",
        "claims.text=policies.number",
    ];
    for wrong in wrong {
        options.renames = vec![wrong.to_owned()];
        assert!(
            refused(&options).starts_with(&format!("`--rename {wrong}`: ")),
            "{}",
            refused(&options)
        );
    }
    // Nothing was written.
    assert_eq!(folder.journal(Family::Sqlite).unwrap().entries.len(), 1);
}
