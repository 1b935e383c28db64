use std::fmt::Debug;

use orm::driver::BuildError;
use orm::prelude::*;
use orm::types::EncodeError;
use orm::{ConstraintKind, Error};
use proptest::collection::vec;
use proptest::strategy::Strategy;

use super::check;
use crate::backend::TestBackend;

/// A table with a column of one type, and the same as `Option`. Made by [`stored!`].
pub trait Store<B: TestBackend> {
    type Value: Clone + Debug;

    async fn create(db: &Db<B>) -> Result<(), Error>;
    /// Replaces all rows; every other `Option` is `None`.
    async fn write(db: &Db<B>, values: &[Self::Value]) -> Result<(), Error>;
    async fn read(db: &Db<B>) -> Result<Vec<(Self::Value, Option<Self::Value>)>, Error>;
    /// Writes the value by an update of the first row.
    async fn update(db: &Db<B>, value: Self::Value) -> Result<u64, Error>;
    /// The rows that equal the value.
    async fn find(db: &Db<B>, value: Self::Value) -> Result<Vec<i64>, Error>;
    /// All values in SQL's order.
    async fn order(db: &Db<B>) -> Result<Vec<Self::Value>, Error>;
}

macro_rules! stored {
    ($name:ident: $(#[$column:meta])* $ty:ty) => {
        mod $name {
            use super::*;

            #[derive(orm::Keyspace)]
            #[keyspace(name = "values", tenancy = none, tables(Cell))]
            pub struct Values;

            #[derive(orm::Table)]
            #[table(name = "cells", keyspace = Values)]
            pub struct Cell {
                #[column(primary_key)]
                pub id: i64,
                $(#[$column])*
                pub value: $ty,
                $(#[$column])*
                pub maybe: Option<$ty>,
            }

            impl<B: TestBackend> $crate::values::Store<B> for Cell {
                type Value = $ty;

                async fn create(db: &orm::Db<B>) -> Result<(), orm::Error> {
                    db.create_tables::<Values>().await
                }

                async fn write(db: &orm::Db<B>, values: &[$ty]) -> Result<(), orm::Error> {
                    db.delete(Cell).all_rows().run().await?;
                    let rows = (0_i64..).zip(values).map(|(id, value)| {
                        let maybe = (id % 2 == 0).then(|| value.clone());
                        NewCell { id, value: value.clone() }.maybe(maybe)
                    });
                    assert_eq!(db.insert_many(rows).run().await?, values.len() as u64);
                    Ok(())
                }

                async fn read(db: &orm::Db<B>) -> Result<Vec<($ty, Option<$ty>)>, orm::Error> {
                    let whole = db.from(Cell).order_by(Cell.id).all().await?;
                    assert!(whole.iter().zip(0_i64..).all(|(cell, id)| cell.id == id));
                    Ok(whole.into_iter().map(|cell| (cell.value, cell.maybe)).collect())
                }

                async fn update(db: &orm::Db<B>, value: $ty) -> Result<u64, orm::Error> {
                    db.update(Cell).set(Cell.value.to(value)).by_key(0).run().await
                }

                async fn find(db: &orm::Db<B>, value: $ty) -> Result<Vec<i64>, orm::Error> {
                    use orm::Operators;
                    let found = db.select(Cell.id).from(Cell).filter(Cell.value.eq(value));
                    found.order_by(Cell.id).all().await
                }

                async fn order(db: &orm::Db<B>) -> Result<Vec<$ty>, orm::Error> {
                    db.select(Cell.value).from(Cell).order_by(Cell.value).all().await
                }
            }
        }
    };
}
pub(crate) use stored;

async fn round_trip<B: TestBackend, S: Store<B>>(
    db: &Db<B>,
    values: &[S::Value],
    same: fn(&S::Value, &S::Value) -> bool,
) -> Result<(), String> {
    let text = |error: Error| error.to_string();
    S::write(db, values).await.map_err(text)?;
    let rows = S::read(db).await.map_err(text)?;
    if rows.len() != values.len() {
        return Err(format!("{} rows of {}", rows.len(), values.len()));
    }
    for (at, ((value, maybe), expected)) in rows.iter().zip(values).enumerate() {
        if !same(value, expected) {
            return Err(format!("{expected:?} came back as {value:?}"));
        }
        let right = match maybe {
            Some(maybe) => at % 2 == 0 && same(maybe, expected),
            None => at % 2 == 1,
        };
        if !right {
            return Err(format!("the option of {expected:?} came back as {maybe:?}"));
        }
    }
    let Some(first) = values.first() else {
        return Ok(());
    };
    let found = S::find(db, first.clone()).await.map_err(text)?;
    let equal = (0_i64..)
        .zip(values)
        .filter(|(_, value)| same(value, first))
        .map(|(id, _)| id);
    if found != equal.collect::<Vec<_>>() {
        return Err(format!("looking for {first:?} found {found:?}"));
    }
    Ok(())
}

/// Extremes and random values come back exactly, and are found by comparison.
pub async fn comes_back<B: TestBackend, S: Store<B>>(
    db: Db<B>,
    extremes: impl IntoIterator<Item = S::Value>,
    random: impl Strategy<Value = S::Value>,
    same: fn(&S::Value, &S::Value) -> bool,
) {
    S::create(&db).await.unwrap();
    let extremes: Vec<_> = extremes.into_iter().collect();
    assert!(!extremes.is_empty());
    for value in &extremes {
        if let Err(reason) = round_trip::<B, S>(&db, std::slice::from_ref(value), same).await {
            panic!("{reason}");
        }
        assert_eq!(S::update(&db, value.clone()).await.unwrap(), 1);
        let (updated, _) = S::read(&db).await.unwrap().remove(0);
        assert!(
            same(&updated, value),
            "{value:?} came back as {updated:?} from an update"
        );
    }
    check::<B, _>(vec(random, 0..40), async |values| {
        round_trip::<B, S>(&db, values, same).await
    })
    .await;
}

/// ORDER BY gives the order that Rust gives.
pub async fn orders_like_rust<B: TestBackend, S: Store<B>>(
    db: Db<B>,
    extremes: impl IntoIterator<Item = S::Value>,
    random: impl Strategy<Value = S::Value>,
) where
    S::Value: PartialOrd,
{
    S::create(&db).await.unwrap();
    let extremes: Vec<_> = extremes.into_iter().collect();
    check::<B, _>(vec(random, 0..40), async |random| {
        let mut values = extremes.clone();
        values.extend_from_slice(random);
        S::write(&db, &values)
            .await
            .map_err(|error| error.to_string())?;
        let ordered = S::order(&db).await.map_err(|error| error.to_string())?;
        values.sort_by(|a, b| a.partial_cmp(b).expect("an order"));
        if ordered == values {
            Ok(())
        } else {
            Err(format!("ordered as {ordered:?}"))
        }
    })
    .await;
}

/// The value is a typed error in insert, update and comparison, and nothing is stored.
pub async fn is_refused<B: TestBackend, S: Store<B>>(
    db: &Db<B>,
    good: S::Value,
    bad: S::Value,
    because: fn(&EncodeError) -> bool,
) {
    S::create(db).await.unwrap();
    let reason = |error: Error| match error {
        Error::Build(error) => match *error {
            BuildError::Column {
                table: "cells",
                column: "value",
                error,
            }
            | BuildError::Encode(error) => error,
            other => panic!("{bad:?} is refused by {other:?}"),
        },
        other => panic!("{bad:?} is refused by {other:?}"),
    };
    let refused = S::write(db, &[good.clone(), bad.clone()])
        .await
        .expect_err("it does not fit");
    let why = reason(refused);
    assert!(because(&why), "{bad:?} is refused because {why:?}");
    assert_eq!(S::read(db).await.unwrap().len(), 0);
    S::write(db, std::slice::from_ref(&good)).await.unwrap();
    assert!(because(&reason(
        S::update(db, bad.clone())
            .await
            .expect_err("it does not fit")
    )));
    assert!(because(&reason(
        S::find(db, bad.clone()).await.expect_err("it does not fit")
    )));
    assert_eq!(S::find(db, good).await.unwrap(), [0]);
}

/// The value is refused by the column, before it is sent or by a constraint; nothing is stored.
pub async fn does_not_fit_the_column<B: TestBackend, S: Store<B>>(
    db: &Db<B>,
    good: S::Value,
    bad: S::Value,
) {
    S::create(db).await.unwrap();
    let refused = |error: &Error| match error {
        Error::Build(_) => true,
        Error::Constraint(constraint) => constraint.kind == ConstraintKind::Size,
        _ => false,
    };
    let error = S::write(db, &[good.clone(), bad.clone()])
        .await
        .expect_err("it does not fit");
    assert!(refused(&error), "{error:?}");
    assert_eq!(S::read(db).await.unwrap().len(), 0);
    S::write(db, std::slice::from_ref(&good)).await.unwrap();
    let error = S::update(db, bad).await.expect_err("it does not fit");
    assert!(refused(&error), "{error:?}");
    assert_eq!(S::find(db, good).await.unwrap(), [0]);
}
