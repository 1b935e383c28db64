//! What each operator and function gives, NULL included.

mod arrays;
mod calendar;
mod collected;
mod decimals;
mod declared;
mod fragments;
mod functions;
mod json;
mod logic;
mod numbers;
mod texts;

use orm::prelude::*;

use crate::backend::TestBackend;
use crate::fixture::cents;

#[derive(Keyspace)]
#[keyspace(name = "samples", tenancy = none, tables(Sample))]
pub struct Samples;

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "samples", keyspace = Samples)]
pub struct Sample {
    #[column(primary_key)]
    pub id: i64,
    pub whole: i64,
    pub other: Option<i64>,
    pub real: f64,
    pub text: String,
    pub more: Option<String>,
    pub flag: bool,
    pub maybe: Option<bool>,
    #[column(numeric(12, 2))]
    pub fine: Decimal,
    #[column(numeric(14, 4))]
    pub finer: Decimal,
    #[column(numeric(12, 2))]
    pub gap: Option<Decimal>,
}

/// | id | whole | other | real | text | more | flag | maybe | fine | finer | gap |
/// |---|---|---|---|---|---|---|---|---|---|---|
/// | 1 | 7 | 2 | 1.5 | Grüße | 50%_off\ | true | false | 10.25 | 10.2500 | 1.10 |
/// | 2 | -7 | | -0.25 | | | false | | -0.01 | 0.0001 | |
/// | 3 | 0 | 0 | 2.0 | STRASSE | 50% off | true | true | 999.99 | 3.1415 | -5.00 |
async fn samples<B: TestBackend>(db: &Db<B>) {
    db.create_tables::<Samples>().await.unwrap();
    let new = |whole, real, text: &str, flag, fine, finer| NewSample {
        id: 0,
        whole,
        real,
        text: text.to_owned(),
        flag,
        fine: cents(fine),
        finer: Decimal::new(finer, 4),
    };
    let rows = [
        NewSample {
            id: 1,
            ..new(7, 1.5, "Grüße", true, 10_25, 10_2500)
        }
        .other(2)
        .more("50%_off\\".to_owned())
        .maybe(false)
        .gap(cents(1_10)),
        NewSample {
            id: 2,
            ..new(-7, -0.25, "", false, -1, 1)
        }
        .into(),
        NewSample {
            id: 3,
            ..new(0, 2.0, "STRASSE", true, 999_99, 3_1415)
        }
        .other(0)
        .more("50% off".to_owned())
        .maybe(true)
        .gap(cents(-5_00)),
    ];
    db.insert_many(rows).run().await.unwrap();
}

/// The expression's value in each sample.
macro_rules! each {
    ($db:expr, $expression:expr) => {
        $db.select($expression)
            .from(Sample)
            .order_by(Sample.id)
            .all()
            .await
            .unwrap()
    };
}

/// The ids of the samples for which the condition holds, as a WHERE sees it.
macro_rules! holds {
    ($db:expr, $condition:expr) => {
        $db.select(Sample.id)
            .from(Sample)
            .filter($condition)
            .order_by(Sample.id)
            .all()
            .await
            .unwrap()
    };
}

/// The value of an aggregate over all samples.
macro_rules! whole {
    ($db:expr, $aggregate:expr) => {
        $db.select($aggregate).from(Sample).one().await.unwrap()
    };
}
use {each, holds, whole};
