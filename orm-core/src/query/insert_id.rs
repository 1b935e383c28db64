use std::marker::PhantomData;

use super::insert::InsertValues;
use super::{Insert, Key, Table};
use crate::driver::{Backend, BuildError, Decoder, Error, RowError, Running, Session};
use crate::schema::{DefaultDef, TableDef};
use crate::sql::{Out, Pieces};
use crate::types::{Arg, ArgsRow, RowReader};

/// An INSERT that gives the primary keys of its rows.
#[must_use = "an insert does nothing until `.one()` or `.all()` is awaited"]
pub struct InsertId<'h, B: Backend, A, K, S> {
    insert: Insert<&'h Session<B>, B, A, K, S>,
}

impl<'h, B: Backend, A, K, S: Table> Insert<&'h Session<B>, B, A, K, S> {
    /// Gives the primary key of each inserted row, the tenant column left out.
    ///
    /// Works on every backend: by RETURNING where there is one. Elsewhere a key that the program
    /// gave or made (`default = uuid_v7`) is known before, and a number that the database counted
    /// is asked for row by row.
    pub fn returning_id(self) -> InsertId<'h, B, A, K, S> {
        InsertId { insert: self }
    }
}

impl<'h, B: Backend, A, K, S: Table> InsertId<'h, B, A, K, S>
where
    S::Key: Send + 'static,
{
    /// Executes the insert; gives the key of each row, in order.
    ///
    /// # Errors
    /// As [`Insert::run`]; [`BuildError::KeyUnknown`] on a backend without RETURNING, when the
    /// database makes the key by other means than counting.
    pub fn all(self) -> Running<'h, Vec<S::Key>> {
        let (values, session) = (self.insert.values, self.insert.handle);
        let table = S::TABLE;
        if B::DIALECT.returning {
            let mut returning = Pieces::default();
            for (nth, at) in table.key_columns().enumerate() {
                returning.text(if nth == 0 { " RETURNING " } else { ", " });
                returning.identifier(table.columns[at].name);
            }
            let batches = values.batches::<B>(&returning);
            return Box::pin(async move {
                session
                    .insert_returning(batches?, KeyDecoder::<S::Key>::new(table))
                    .await
            });
        }
        let known = known_keys(&values);
        let batches = match known {
            Ok(Known::Given(_)) => values.batches::<B>(&Pieces::default()),
            Ok(Known::Counted(_)) => values.one_by_one::<B>(),
            Err(_) => Ok(Vec::new()),
        };
        Box::pin(async move {
            let keys = match known? {
                Known::Given(keys) => {
                    session.insert(batches?).await?;
                    keys
                }
                Known::Counted(mut keys) => {
                    let counted = session.insert_counted(batches?).await?;
                    for (key, number) in keys.iter_mut().zip(counted) {
                        for arg in key.iter_mut().filter(|arg| matches!(arg, Arg::Null(_))) {
                            *arg = Arg::UInt(number);
                        }
                    }
                    keys
                }
            };
            let decoder = KeyDecoder::<S::Key>::new(table);
            keys.iter()
                .map(|key| Ok(decoder.decode(&ArgsRow(key))?))
                .collect()
        })
    }

    /// Executes the insert; gives the key of its first row.
    ///
    /// # Errors
    /// As [`all`](Self::all).
    pub fn one(self) -> Running<'h, S::Key> {
        let keys = self.all();
        Box::pin(async move {
            keys.await?.into_iter().next().ok_or(Error::NotFound {
                table: S::TABLE.name,
            })
        })
    }
}

/// The keys of an insert's rows, as far as the program knows them.
enum Known {
    Given(Vec<Vec<Arg>>),
    /// The numbers that the database counts are NULL.
    Counted(Vec<Vec<Arg>>),
}

fn known_keys(values: &InsertValues) -> Result<Known, BuildError> {
    let table = values.table();
    let columns: Vec<usize> = table.key_columns().collect();
    let mut counted = false;
    let mut keys = Vec::new();
    for (shape, args) in values.rows() {
        let mut key = Vec::with_capacity(columns.len());
        for at in &columns {
            let column = &table.columns[*at];
            key.push(match shape.iter().position(|given| given == at) {
                Some(place) => args[place].clone(),
                None if column.default == DefaultDef::AutoIncrement => {
                    counted = true;
                    Arg::Null(column.sql)
                }
                None => return Err(BuildError::KeyUnknown { table: table.name }),
            });
        }
        keys.push(key);
    }
    Ok(if counted {
        Known::Counted(keys)
    } else {
        Known::Given(keys)
    })
}

/// Reads a primary key from a row of its columns.
struct KeyDecoder<Key> {
    table: &'static TableDef,
    types: PhantomData<fn() -> Key>,
}

impl<Key> KeyDecoder<Key> {
    fn new(table: &'static TableDef) -> Self {
        Self {
            table,
            types: PhantomData,
        }
    }
}

impl<K: Key + Send + 'static> Decoder for KeyDecoder<K> {
    type Item = K;

    fn decode<R: RowReader + ?Sized>(&self, row: &R) -> Result<K, RowError> {
        K::read(self.table, row)
    }
}
