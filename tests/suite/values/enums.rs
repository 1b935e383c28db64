use orm::Error;
use orm::prelude::*;
use orm::types::{DecodeError, EncodeError};
use proptest::prelude::{Just, Strategy, any, prop_oneof};

use super::{Store, comes_back, is_refused, stored};
use crate::backend::{TestBackend, on_every_backend};

#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(name = "fuel", rename_all = "kebab-case")]
pub enum Fuel {
    Diesel,
    NaturalGas,
    #[db_enum(rename = "e")]
    Electric,
}

/// A newer release may have written values that this one doesn't know.
#[derive(DbEnum, Clone, Debug, PartialEq, Eq)]
#[db_enum(name = "fuel", rename_all = "kebab-case")]
pub enum OpenFuel {
    Diesel,
    NaturalGas,
    #[db_enum(other)]
    Other(String),
}

#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(integer)]
pub enum Grade {
    Low = -1,
    Middle,
    High = 100,
}

#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(integer)]
pub enum OpenGrade {
    #[db_enum(value = -1)]
    Low,
    Middle,
    #[db_enum(other)]
    Other(i64),
}

stored!(fuels: Fuel);
stored!(open_fuels: OpenFuel);
stored!(grades: Grade);
stored!(open_grades: OpenGrade);

on_every_backend!(
    names_come_back,
    unknown_names_come_back,
    numbers_come_back,
    unknown_numbers_come_back,
    a_known_name_in_the_catch_all,
    a_nul_in_the_catch_all,
    names_as_they_are_stored,
    an_unknown_value_for_a_closed_enum,
);

async fn names_come_back<B: TestBackend>(db: Db<B>) {
    let all = [Fuel::Diesel, Fuel::NaturalGas, Fuel::Electric];
    comes_back::<B, fuels::Cell>(db, all, proptest::sample::select(all.to_vec()), Fuel::eq).await;
}

fn unknown() -> impl Strategy<Value = String> {
    "[^\0]{0,12}".prop_filter("known", |name| name != "diesel" && name != "natural-gas")
}

async fn unknown_names_come_back<B: TestBackend>(db: Db<B>) {
    let known = [
        OpenFuel::Diesel,
        OpenFuel::NaturalGas,
        OpenFuel::Other("Diesel".to_owned()),
    ];
    let any = prop_oneof![
        Just(OpenFuel::Diesel),
        Just(OpenFuel::NaturalGas),
        unknown().prop_map(OpenFuel::Other),
    ];
    comes_back::<B, open_fuels::Cell>(db, known, any, OpenFuel::eq).await;
}

async fn numbers_come_back<B: TestBackend>(db: Db<B>) {
    let all = [Grade::Low, Grade::Middle, Grade::High];
    comes_back::<B, grades::Cell>(db, all, proptest::sample::select(all.to_vec()), Grade::eq).await;
}

async fn unknown_numbers_come_back<B: TestBackend>(db: Db<B>) {
    let known = [
        OpenGrade::Low,
        OpenGrade::Middle,
        OpenGrade::Other(i64::MIN),
        OpenGrade::Other(i64::MAX),
    ];
    let other = any::<i64>().prop_filter("known", |number| !(-1..=0).contains(number));
    let any = prop_oneof![
        Just(OpenGrade::Low),
        Just(OpenGrade::Middle),
        other.prop_map(OpenGrade::Other)
    ];
    comes_back::<B, open_grades::Cell>(db, known, any, OpenGrade::eq).await;
}

async fn a_known_name_in_the_catch_all<B: TestBackend>(db: Db<B>) {
    <open_fuels::Cell as Store<B>>::create(&db).await.unwrap();
    open_fuels::Cell::write(&db, &[OpenFuel::Other("diesel".to_owned())])
        .await
        .unwrap();
    assert_eq!(
        open_fuels::Cell::read(&db).await.unwrap()[0].0,
        OpenFuel::Diesel
    );
}

async fn a_nul_in_the_catch_all<B: TestBackend>(db: Db<B>) {
    let bad = OpenFuel::Other("a\0".to_owned());
    let because = |error: &EncodeError| *error == EncodeError::Nul;
    is_refused::<B, open_fuels::Cell>(&db, OpenFuel::Diesel, bad, because).await;
}

async fn names_as_they_are_stored<B: TestBackend>(db: Db<B>) {
    assert_eq!(
        [Fuel::Diesel, Fuel::NaturalGas, Fuel::Electric].map(|fuel| fuel.as_str()),
        ["diesel", "natural-gas", "e"]
    );
    assert_eq!(
        [Grade::Low, Grade::Middle, Grade::High].map(|grade| grade.number()),
        [-1, 0, 100]
    );
    assert_eq!(OpenFuel::Other("x".to_owned()).as_str(), "x");
    assert_eq!(OpenGrade::Other(7).number(), 7);
    <open_grades::Cell as Store<B>>::create(&db).await.unwrap();
    open_grades::Cell::write(&db, &[OpenGrade::Low, OpenGrade::Other(5)])
        .await
        .unwrap();
    assert_eq!(
        open_grades::Cell::find(&db, OpenGrade::Other(5))
            .await
            .unwrap(),
        [1]
    );
}

/// The same table as another release of the application sees it.
async fn an_unknown_value_for_a_closed_enum<B: TestBackend>(db: Db<B>) {
    <open_grades::Cell as Store<B>>::create(&db).await.unwrap();
    open_grades::Cell::write(&db, &[OpenGrade::Low, OpenGrade::Other(55)])
        .await
        .unwrap();
    let error = <grades::Cell as Store<B>>::read(&db).await.unwrap_err();
    let Error::Row(error) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(
        (error.table(), error.column()),
        (Some("cells"), Some("value"))
    );
    assert_eq!(
        *error.reason(),
        DecodeError::UnknownVariant {
            value: "55".to_owned(),
            name: "grade"
        }
    );
    assert_eq!(
        error.to_string(),
        "cells.value: `55` is not a value of enum grade: add it, or give the enum a catch-all variant"
    );
}
