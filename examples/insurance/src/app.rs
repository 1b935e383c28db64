//! The application's state: five handles, each of its own database, and the key of tokens.

use std::env;
use std::sync::Arc;

use orm::driver::{Connect, HasTransactions};
use orm::prelude::*;

use crate::schema::{
    Billing, CauseOfLoss, Claims, Country, Currency, Global, LineOfBusiness, Policies, Submissions,
};
use crate::token::Verifier;

/// What the service asks of a backend: SQLite and MySQL have it.
pub trait Database: Connect + HasTransactions {}
impl<B: Connect + HasTransactions> Database for B {}

/// Where the five databases are.
#[derive(Clone, Debug)]
pub struct Urls {
    /// The global one, whose scheme chooses the backend.
    pub global: String,
    policies: String,
    submissions: String,
    claims: String,
    billing: String,
}

impl Urls {
    /// One connection string for all, with `{keyspace}` in the place of `global`, `policies`,
    /// `submissions`, `claims` and `billing`.
    pub fn all(pattern: &str) -> Self {
        Self::each(|keyspace| pattern.replace("{keyspace}", keyspace))
    }

    /// From `DATABASE_URL`, a pattern as in [`all`](Self::all), and `GLOBAL_DATABASE_URL` and the
    /// like for a database that is elsewhere. Without them, SQLite files in this folder.
    pub fn from_env() -> Self {
        let pattern = env::var("DATABASE_URL")
            .unwrap_or_else(|_| "sqlite:insurance-{keyspace}.db?mode=rwc".to_owned());
        Self::each(|keyspace| {
            let own = format!("{}_DATABASE_URL", keyspace.to_uppercase());
            env::var(own).unwrap_or_else(|_| pattern.replace("{keyspace}", keyspace))
        })
    }

    fn each(url: impl Fn(&str) -> String) -> Self {
        Self {
            global: url("global"),
            policies: url("policies"),
            submissions: url("submissions"),
            claims: url("claims"),
            billing: url("billing"),
        }
    }
}

/// The state of the service. Its handles reach global tables only; a request's handle is made from
/// one of them and a token.
pub struct App<B: Database> {
    /// Organisations, users, products, reference data.
    pub global: Db<B, Unscoped, Global>,
    /// Contracts.
    pub policies: Db<B, Unscoped, Policies>,
    /// Submissions and quotes.
    pub submissions: Db<B, Unscoped, Submissions>,
    /// Losses.
    pub claims: Db<B, Unscoped, Claims>,
    /// Invoices and payments.
    pub billing: Db<B, Unscoped, Billing>,
    /// Checks tokens.
    pub verifier: Arc<Verifier>,
}

impl<B: Database> Clone for App<B> {
    fn clone(&self) -> Self {
        Self {
            global: self.global.clone(),
            policies: self.policies.clone(),
            submissions: self.submissions.clone(),
            claims: self.claims.clone(),
            billing: self.billing.clone(),
            verifier: self.verifier.clone(),
        }
    }
}

impl<B: Database> App<B> {
    /// Opens five pools.
    ///
    /// # Errors
    /// The first database that can't be reached or opened.
    pub async fn open(urls: &Urls, verifier: Verifier) -> Result<Self, orm::Error> {
        Ok(Self {
            global: Db::connect(&urls.global).await?,
            policies: Db::connect(&urls.policies).await?,
            submissions: Db::connect(&urls.submissions).await?,
            claims: Db::connect(&urls.claims).await?,
            billing: Db::connect(&urls.billing).await?,
            verifier: Arc::new(verifier),
        })
    }

    /// Creates the tables of all databases; those that exist are left alone.
    ///
    /// # Errors
    /// What a database refuses.
    pub async fn create_tables(&self) -> Result<(), orm::Error> {
        self.global.create_tables::<Global>().await?;
        self.policies.create_tables::<Policies>().await?;
        self.submissions.create_tables::<Submissions>().await?;
        self.claims.create_tables::<Claims>().await?;
        self.billing.create_tables::<Billing>().await
    }

    /// Makes the copies of reference tables equal to those in the global database. On Vitess a
    /// materialized reference table does so by itself.
    ///
    /// # Errors
    /// What a database refuses.
    pub async fn copy_references(&self) -> Result<(), orm::Error> {
        let home = &self.global;
        self.policies.copy_reference(Currency, home).await?;
        self.policies.copy_reference(Country, home).await?;
        self.policies.copy_reference(LineOfBusiness, home).await?;
        self.submissions.copy_reference(Currency, home).await?;
        self.submissions.copy_reference(Country, home).await?;
        self.submissions
            .copy_reference(LineOfBusiness, home)
            .await?;
        self.claims.copy_reference(Currency, home).await?;
        self.claims.copy_reference(Country, home).await?;
        self.claims.copy_reference(LineOfBusiness, home).await?;
        self.claims.copy_reference(CauseOfLoss, home).await?;
        self.billing.copy_reference(Currency, home).await?;
        self.billing.copy_reference(LineOfBusiness, home).await?;
        Ok(())
    }

    /// Closes all pools.
    pub async fn close(&self) {
        self.global.close().await;
        self.policies.close().await;
        self.submissions.close().await;
        self.claims.close().await;
        self.billing.close().await;
    }
}

/// The handle of keyspace `K`, chosen by type.
pub trait Holds<B: Database, K> {
    /// The handle.
    fn handle(&self) -> &Db<B, Unscoped, K>;
}

macro_rules! holds {
    ($($keyspace:ident $field:ident),+) => {$(
        impl<B: Database> Holds<B, $keyspace> for App<B> {
            fn handle(&self) -> &Db<B, Unscoped, $keyspace> {
                &self.$field
            }
        }
    )+};
}

holds!(Global global, Policies policies, Submissions submissions, Claims claims, Billing billing);
