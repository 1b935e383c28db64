//! A database with the rows of several tenants, seen by one of them and from above.

use std::fmt::Debug;

use orm::prelude::*;
use orm::{Error, delete, select};

use super::book::{Book, COUNTRIES};
use super::level::{Answer, Isolated, texts};
use crate::fixture::{ACME, BETA, Tenant, tenant};
use crate::schema::*;

/// The tenants besides Acme, whose answers are watched.
pub const OTHERS: [OrgId; 2] = [BETA, OrgId(Uuid::from_u128(0xc))];

pub struct World<B: Isolated> {
    db: Db<B>,
    /// Acme's handle.
    pub acme: Tenant<B>,
    /// A handle on the rows of all.
    pub above: Db<B, CrossTenant>,
}

impl<B: Isolated> World<B> {
    /// Of an empty database.
    pub async fn new(db: Db<B>) -> Self {
        let countries = COUNTRIES.iter().map(|code| NewCountry {
            code: (*code).to_owned(),
            name: format!("Land of {code}"),
        });
        db.insert_many(countries)
            .run()
            .await
            .expect("countries are inserted");
        let above = db
            .cross_tenant(
                &SystemActor::new("isolation-suite"),
                "compares the rows of all tenants",
            )
            .expect("a system actor may cross tenants");
        Self {
            acme: tenant(&db, ACME),
            above,
            db,
        }
    }

    /// Puts the rows of Acme and of the others in the place of those that are there.
    pub async fn fill(&self, acme: &Book, others: &[Book]) -> Result<(), Error> {
        // At once: where a statement is a request, one each takes most of the time.
        let gone = (
            delete(Payment).all_rows().command(),
            delete(Claim).all_rows().command(),
            delete(Tag).all_rows().command(),
            delete(Policy).permanently().all_rows().command(),
            delete(Contact).all_rows().command(),
            delete(Organisation).all_rows().command(),
            delete(Setting).all_rows().command(),
        );
        self.above.batch(gone).await?;
        for (book, org) in others.iter().zip(OTHERS) {
            book.insert(&tenant(&self.db, org)).await?;
        }
        acme.insert(&self.acme).await
    }

    /// The rows of all tenants but Acme, to the last digit.
    pub async fn rows_of_others(&self) -> Result<Vec<String>, Error> {
        Ok(self
            .rows()
            .await?
            .into_iter()
            .filter(|(org, _)| org.is_some_and(|org| org != ACME))
            .map(|row| row.1)
            .collect())
    }

    /// The rows of Acme and of the global tables.
    pub async fn rows_of_acme(&self) -> Answer {
        let rows = self.rows().await.map(|rows| {
            let own = rows
                .into_iter()
                .filter(|(org, _)| org.is_none_or(|org| org == ACME));
            own.map(|row| row.1).collect()
        });
        let mut rows = texts::<String>(&rows)?;
        rows.sort();
        Ok(rows)
    }

    /// Every row, with its tenant.
    async fn rows(&self) -> Result<Vec<(Option<OrgId>, String)>, Error> {
        fn add<R: Debug>(
            all: &mut Vec<(Option<OrgId>, String)>,
            rows: &[R],
            org: impl Fn(&R) -> Option<OrgId>,
        ) {
            all.extend(rows.iter().map(|row| (org(row), format!("{row:?}"))));
        }
        let rows = (
            select(Setting).from(Setting).query(),
            select(Country).from(Country).query(),
            select(Organisation).from(Organisation).query(),
            select(Contact).from(Contact).query(),
            select(Policy).from(Policy).with_deleted().query(),
            select(Claim).from(Claim).query(),
            select(Payment).from(Payment).query(),
            select(Tag).from(Tag).query(),
        );
        let (settings, countries, organisations, contacts, policies, claims, payments, tags) =
            self.above.batch(rows).await?;
        let mut all = Vec::new();
        add(&mut all, &settings, |_: &Setting| None);
        add(&mut all, &countries, |_: &Country| None);
        add(&mut all, &organisations, |row: &Organisation| Some(row.id));
        add(&mut all, &contacts, |row: &Contact| Some(row.org_id));
        add(&mut all, &policies, |row: &Policy| Some(row.org_id));
        add(&mut all, &claims, |row: &Claim| Some(row.org_id));
        add(&mut all, &payments, |row: &Payment| Some(row.org_id));
        add(&mut all, &tags, |row: &Tag| Some(row.org_id));
        all.sort_by(|left, right| left.1.cmp(&right.1));
        Ok(all)
    }
}
