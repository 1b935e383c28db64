use orm::expr::{Declaration, Declared, DeclaredOn, ReadsNoTable};
use orm::prelude::*;

use super::{Sample, each, holds, samples};
use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::insurers;
use crate::schema::Claim;

on_every_backend!(
    a_declared_function_is_called,
    a_declared_operator_stands_between_its_arguments,
    declared_functions_of_null,
    a_declared_function_keeps_to_the_tenant,
    one_that_reads_tables_is_called_across_tenants,
    a_name_that_is_none_is_an_error,
);

/// Hands a declaration to `declare!` with the backends that are compiled in.
macro_rules! everywhere {
    ($($declaration:tt)+) => { with_d1! { [orm::Sqlite] $($declaration)+ } };
}

macro_rules! with_d1 {
    ([$($backend:ty),+] $($declaration:tt)+) => {
        #[cfg(feature = "d1")]
        with_postgres! { [$($backend),+, orm::D1] $($declaration)+ }
        #[cfg(not(feature = "d1"))]
        with_postgres! { [$($backend),+] $($declaration)+ }
    };
}

macro_rules! with_postgres {
    ([$($backend:ty),+] $($declaration:tt)+) => {
        #[cfg(feature = "postgres")]
        with_mysql! { [$($backend),+, orm::Postgres] $($declaration)+ }
        #[cfg(not(feature = "postgres"))]
        with_mysql! { [$($backend),+] $($declaration)+ }
    };
}

macro_rules! with_mysql {
    ([$($backend:ty),+] $($declaration:tt)+) => {
        #[cfg(feature = "mysql")]
        declare! {
            [$($backend),+, orm::MySql, orm::MySql8, orm::MariaDb] $($declaration)+
        }
        #[cfg(not(feature = "mysql"))]
        declare! { [$($backend),+] $($declaration)+ }
    };
}

/// Declares a function that all these backends have under one name.
macro_rules! declare {
    (
        [$($backend:ty),+] $(#[$meta:meta])*
        $name:ident($($arg:ident: $ty:ty),+) -> $result:ty [$($reads:tt)+] $sql:literal
    ) => {
        orm::sql_function! {
            $(#[$meta])*
            pub fn $name($($arg: $ty),+) -> $result {
                $($reads)+;
                $($backend: $sql;)+
            }
        }
    };
}

everywhere! {
    /// The number without its sign.
    magnitude(number: i64) -> i64 [reads no table] "abs"
}

everywhere! {
    /// The same, of which nobody says that it is never NULL.
    maybe_magnitude(number: i64) -> Option<i64> [reads no table] "abs"
}

everywhere! {
    /// The text in capitals.
    shouted(text: String) -> String [reads no table] "upper"
}

everywhere! {
    /// The bits that both have.
    common_bits(left: i64, right: i64) -> i64 [reads no table] "&"
}

everywhere! {
    /// Taken for one that reads tables.
    looks_around(number: i64) -> i64 [reads tables] "abs"
}

async fn a_declared_function_is_called<B: TestBackend>(db: Db<B>)
where
    magnitude: DeclaredOn<B>,
    shouted: DeclaredOn<B>,
{
    samples(&db).await;
    assert_eq!(each!(db, magnitude(Sample.whole)), [7, 7, 0]);
    assert_eq!(each!(db, magnitude(Sample.whole.sub(1)).add(1)), [7, 9, 2]);
    assert_eq!(each!(db, magnitude(-5)), [5, 5, 5]);
    assert_eq!(holds!(db, magnitude(Sample.whole).eq(7)), [1, 2]);
    assert_eq!(holds!(db, shouted("strasse").eq(Sample.text)), [3]);
    let key = group_key(magnitude(Sample.whole.add(1)));
    let groups: Vec<(i64, i64)> = db
        .select((key, count_all()))
        .from(Sample)
        .group_by(key)
        .order_by(key)
        .all()
        .await
        .unwrap();
    assert_eq!(groups, [(1, 1), (6, 1), (8, 1)]);
}

async fn a_declared_operator_stands_between_its_arguments<B: TestBackend>(db: Db<B>)
where
    common_bits: DeclaredOn<B>,
    magnitude: DeclaredOn<B>,
{
    samples(&db).await;
    assert_eq!(
        each!(db, common_bits(magnitude(Sample.whole), Sample.id.add(1))),
        [2, 3, 0]
    );
    assert_eq!(each!(db, common_bits(Sample.id, 2).mul(10)), [0, 20, 20]);
}

async fn declared_functions_of_null<B: TestBackend>(db: Db<B>)
where
    magnitude: DeclaredOn<B>,
    maybe_magnitude: DeclaredOn<B>,
    common_bits: DeclaredOn<B>,
{
    samples(&db).await;
    assert_eq!(each!(db, magnitude(Sample.other)), [Some(2), None, Some(0)]);
    assert_eq!(
        each!(db, maybe_magnitude(Sample.whole)),
        [Some(7), Some(7), Some(0)]
    );
    assert_eq!(
        each!(db, common_bits(Sample.id, Sample.other)),
        [Some(0), None, Some(0)]
    );
}

async fn a_declared_function_keeps_to_the_tenant<B: TestBackend>(db: Db<B>)
where
    magnitude: DeclaredOn<B>,
{
    let (acme, beta) = insurers(&db).await;
    let amounts = acme
        .select(magnitude(Claim.amount))
        .from(Claim)
        .filter(magnitude(Claim.amount).eq(7).or(value(true)))
        .order_by(Claim.amount)
        .all()
        .await
        .unwrap();
    assert_eq!(amounts, [40, 100, 250]);
    let changed = acme
        .update(Claim)
        .set(Claim.amount.to(magnitude(Claim.amount.sub(1000))))
        .filter(magnitude(Claim.amount).eq(7))
        .run()
        .await
        .unwrap();
    assert_eq!(changed, 0);
    let amounts = beta.select(Claim.amount).from(Claim).all().await.unwrap();
    assert_eq!(amounts, [7]);
}

async fn one_that_reads_tables_is_called_across_tenants<B: TestBackend>(db: Db<B>)
where
    looks_around: DeclaredOn<B>,
{
    insurers(&db).await;
    let actor = SystemActor::new("report");
    let cross = db.cross_tenant(&actor, "a test").unwrap();
    let amounts = cross
        .select(looks_around(Claim.amount))
        .from(Claim)
        .order_by(Claim.amount)
        .all()
        .await
        .unwrap();
    assert_eq!(amounts, [7, 40, 100, 250]);
}

/// Written by hand, past the check of the macro.
struct Forged;

impl Declaration for Forged {
    type Value = bool;
    type Reads = ReadsNoTable;

    fn name(_: &orm::sql::Dialect) -> Option<&'static str> {
        Some("= 1) OR (1 =")
    }
}

impl<B> DeclaredOn<B> for Forged {}

async fn a_name_that_is_none_is_an_error<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let forged = Declared::<Forged, _>::new((Sample.id, (Sample.whole, ())));
    let error = db.select(Sample.id).from(Sample).filter(forged).all().await;
    let error = error.unwrap_err().to_string();
    assert!(
        error.contains("an operator is made of the signs"),
        "{error}"
    );
}
