use crate::driver::RowError;
use crate::schema::TableDef;
use crate::sql::{Out, Pieces};
use crate::types::{Hint, RowReader, Value};

/// A primary key as a Rust value: one value, or a tuple of two to four.
pub trait Key: Sized {
    /// Reads a row of the key's columns.
    #[doc(hidden)]
    fn read<R: RowReader + ?Sized>(table: &'static TableDef, row: &R) -> Result<Self, RowError>;

    /// Records `key = ?`, or `a = ? AND b = ?`.
    fn write_filter(&self, table: &'static TableDef, name: &'static str, out: &mut Pieces);
}

fn column<V: Value>(
    value: &V,
    at: usize,
    table: &'static TableDef,
    name: &'static str,
    out: &mut Pieces,
) {
    let Some(position) = table.key_columns().nth(at) else {
        return;
    };
    let column = &table.columns[position];
    if at > 0 {
        out.text(" AND ");
    }
    out.column(name, column);
    out.text(" = ");
    out.arg(value.to_arg(column.hint));
}

fn cell<V: Value, R: RowReader + ?Sized>(
    table: &'static TableDef,
    row: &R,
    at: usize,
) -> Result<V, RowError> {
    let column = table.key_columns().nth(at).map(|at| &table.columns[at]);
    let hint = column.map_or(Hint::NONE, |column| column.hint);
    V::from_row(row, at, hint).map_err(|error| {
        RowError::of_column(table.name, column.map_or("", |column| column.name), error)
    })
}

impl<V: Value> Key for V {
    fn read<R: RowReader + ?Sized>(table: &'static TableDef, row: &R) -> Result<Self, RowError> {
        cell(table, row, 0)
    }

    fn write_filter(&self, table: &'static TableDef, name: &'static str, out: &mut Pieces) {
        column(self, 0, table, name, out);
    }
}

macro_rules! key_tuple {
    ($($t:ident $n:tt),+) => {
        impl<$($t: Value),+> Key for ($($t,)+) {
            fn read<R: RowReader + ?Sized>(
                table: &'static TableDef,
                row: &R,
            ) -> Result<Self, RowError> {
                Ok(($(cell::<$t, R>(table, row, $n)?,)+))
            }

            fn write_filter(&self, table: &'static TableDef, name: &'static str, out: &mut Pieces) {
                $(column(&self.$n, $n, table, name, out);)+
            }
        }
    };
}

key_tuple!(T0 0, T1 1);
key_tuple!(T0 0, T1 1, T2 2);
key_tuple!(T0 0, T1 1, T2 2, T3 3);
