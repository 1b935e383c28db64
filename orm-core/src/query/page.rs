use super::Select;
use super::group::NoGroup;
use super::parts::Clause;
use crate::expr::{Column, Direction, Env, Expr, ExprIn, Order, PerRow};
use crate::query::Source;
use crate::sql::{Op, Out, Pieces};
use crate::types::{Arg, EncodeError, Hint, NotNull, Scalar, SqlType, Value};

/// The key of the last row that was seen: one value per ordered column, in the same order.
pub trait After {
    /// Records the comparison with the ordered columns.
    fn write_after(&self, columns: &[(Pieces, Direction, Hint)], out: &mut Pieces);
}

/// An ordered column, and its value in the last row that was seen.
pub(super) struct Seen<'a> {
    pub(super) column: &'a Pieces,
    pub(super) direction: Direction,
    /// NULLs stand behind all values.
    pub(super) nullable: bool,
    /// `None` is NULL.
    pub(super) value: Option<Result<Arg, EncodeError>>,
}

/// Columns that give every row a place of its own, for keyset pagination: a column's `.asc()` or
/// `.desc()`, or a tuple of two or three, the last one unique. Columns that may be NULL have no
/// place in it and don't compile.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not order pages",
    label = "expected `.asc()` or `.desc()` of columns of this query's FROM that are never NULL",
    note = "a tuple of up to three, the last of them unique"
)]
pub trait Page<E, I> {
    /// The values of one row's key.
    type Key: After;
    /// The ordered columns.
    fn columns(&self) -> Vec<(Pieces, Direction, Hint)>;
}

/// A column that orders pages is never NULL.
#[diagnostic::on_unimplemented(
    message = "a column that may be NULL has no place in the order of pages",
    label = "may be NULL here",
    note = "order by columns that are never NULL, or by `coalesce(..)`"
)]
pub trait NeverNull {}
impl NeverNull for NotNull {}

fn written<X: Expr>(order: &Order<X>) -> (Pieces, Direction, Hint) {
    let pieces = place(&order.value, X::Base::SQL);
    (pieces, order.direction, order.value.hint())
}

/// An ordered expression of this type, ordered as it is compared.
pub(super) fn place<X: Expr>(value: &X, sql: SqlType) -> Pieces {
    let mut pieces = Pieces::default();
    let name = matches!(sql, SqlType::Enum(names) if names.numbers.is_empty());
    if name {
        pieces.op(Op::NameOpen);
    }
    value.write(&mut pieces, Hint::NONE);
    if name {
        pieces.op(Op::NameClose);
    }
    pieces
}

impl<E, I, S: Source, V: Value, Null, const N: usize, R: 'static> Page<E, I>
    for Order<Column<S, V, N, R>>
where
    Column<S, V, N, R>: ExprIn<E, I, Null = Null, Kind = PerRow>,
    Null: NeverNull,
{
    type Key = V::Base;

    fn columns(&self) -> Vec<(Pieces, Direction, Hint)> {
        vec![written(self)]
    }
}

macro_rules! page_tuple {
    ($($t:ident $v:ident $i:ident $n:tt),+) => {
        impl<Env, $($t, $v, $i),+> Page<Env, ($($i,)+)> for ($(Order<$t>,)+)
        where
            $($t: ExprIn<Env, $i, Null = $v, Kind = PerRow>, $v: NeverNull,)+
        {
            type Key = ($($t::Base,)+);

            fn columns(&self) -> Vec<(Pieces, Direction, Hint)> {
                vec![$(written(&self.$n)),+]
            }
        }

        impl<$($v: Scalar),+> After for ($($v,)+) {
            fn write_after(&self, columns: &[(Pieces, Direction, Hint)], out: &mut Pieces) {
                let args = [$(self.$n.encode(columns[$n].2)),+];
                write_after(args, columns, out);
            }
        }
    };
}

page_tuple!(T0 V0 I0 0, T1 V1 I1 1);
page_tuple!(T0 V0 I0 0, T1 V1 I1 1, T2 V2 I2 2);

impl<V: Scalar> After for V {
    fn write_after(&self, columns: &[(Pieces, Direction, Hint)], out: &mut Pieces) {
        write_after([self.encode(columns[0].2)], columns, out);
    }
}

fn write_after<const N: usize>(
    args: [Result<Arg, EncodeError>; N],
    columns: &[(Pieces, Direction, Hint)],
    out: &mut Pieces,
) {
    let seen: Vec<_> = columns
        .iter()
        .zip(args)
        .map(|((column, direction, _), value)| Seen {
            column,
            direction: *direction,
            nullable: false,
            value: Some(value),
        })
        .collect();
    write_seen(&seen, out);
}

/// `(a > ? OR (a = ? AND b > ?))`: spelled out, since directions may differ and since not every
/// database uses an index for a row comparison.
pub(super) fn write_seen(seen: &[Seen<'_>], out: &mut Pieces) {
    let mut word = "(";
    for (last, column) in seen.iter().enumerate() {
        // Nothing stands behind NULL.
        let Some(value) = &column.value else {
            continue;
        };
        out.text(word);
        word = " OR ";
        if last > 0 {
            out.text("(");
        }
        for column in &seen[..last] {
            out.append(column.column.clone());
            match &column.value {
                Some(value) => {
                    out.text(" = ");
                    out.arg(value.clone());
                }
                None => out.text(" IS NULL"),
            }
            out.text(" AND ");
        }
        if column.nullable {
            out.text("(");
        }
        out.append(column.column.clone());
        out.text(match column.direction {
            Direction::Ascending => " > ",
            Direction::Descending => " < ",
        });
        out.arg(value.clone());
        if column.nullable {
            out.text(" OR ");
            out.append(column.column.clone());
            out.text(" IS NULL)");
        }
        if last > 0 {
            out.text(")");
        }
    }
    out.text(")");
}

impl<X, B, A, K, P, F> Select<X, B, A, K, P, F, NoGroup> {
    /// One page by key: orders by the columns, and starts behind the row with this key. `None` is
    /// the first page. Faster than OFFSET and steady while rows are inserted.
    ///
    /// ```text
    /// // WHERE ("created_at" < ? OR ("created_at" = ? AND "id" < ?))
    /// // ORDER BY "created_at" DESC, "id" DESC LIMIT 20
    /// db.from(Policy).page((Policy.created_at.desc(), Policy.id.desc()), last_seen, 20)
    /// ```
    pub fn page<O, EachTableOnce, Key>(mut self, order: O, after: Option<Key>, rows: u64) -> Self
    where
        O: Page<Env<B, A, K, F, NoGroup>, EachTableOnce, Key = Key>,
        Key: After,
    {
        let columns = order.columns();
        if let Some(key) = after {
            self.parts
                .clause(Clause::Filter, |out| key.write_after(&columns, out));
        }
        for (column, direction, _) in columns {
            self.parts.clause(Clause::OrderBy, |out| {
                out.append(column);
                if direction == Direction::Descending {
                    out.text(" DESC");
                }
            });
        }
        self.limit(rows)
    }
}
