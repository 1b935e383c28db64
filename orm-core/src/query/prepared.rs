use std::marker::PhantomData;

use super::{BoundCommand, BoundQuery, Command, Query};
use crate::driver::{Backend, BuildError, Db, Error};
use crate::expr::{Constant, Env, Expr, ExprIn};
use crate::scope::{AccessLevel, Reaches};
use crate::sql::{CustomPart, Out, Piece, Pieces, Statement};
use crate::types::{Arg, EncodeError, Hint, NotNull, Scalar, SqlType};

/// A value of type `T` that a prepared statement gets when it is executed. Stands where a value
/// stands: in filters, in `.to(..)`, in `.limit(..)` and `.offset(..)`. Made by [`prepare`].
pub struct Param<T> {
    place: u8,
    types: PhantomData<fn() -> T>,
}

impl<T> Clone for Param<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Param<T> {}

impl<T> Param<T> {
    const fn at(place: u8) -> Self {
        Self {
            place,
            types: PhantomData,
        }
    }
}

impl<T: Scalar> Expr for Param<T> {
    type Base = T;

    fn write(&self, out: &mut Pieces, like: Hint) {
        let param = Piece::Arg(Arg::Param(self.place, like));
        match T::SQL {
            // The value isn't there yet that would say what it is cast to.
            SqlType::Custom(custom) => {
                out.push(Piece::Custom(custom, CustomPart::BindOpen));
                out.push(param);
                out.push(Piece::Custom(custom, CustomPart::BindClose));
            }
            _ => out.push(param),
        }
    }
}

impl<B, A, K, F, G, T: Scalar> ExprIn<Env<B, A, K, F, G>, ()> for Param<T> {
    type Null = NotNull;
    type Kind = Constant;
}

/// A number of rows: `20`, or a `Param<u64>` of a prepared statement.
#[derive(Clone, Copy, Debug)]
pub struct RowCount(Count);

#[derive(Clone, Copy, Debug)]
enum Count {
    Number(u64),
    Param(u8),
}

impl From<u64> for RowCount {
    fn from(rows: u64) -> Self {
        Self(Count::Number(rows))
    }
}

impl From<Param<u64>> for RowCount {
    fn from(rows: Param<u64>) -> Self {
        Self(Count::Param(rows.place))
    }
}

impl RowCount {
    /// One row, where the number is known to be more. A parameter stays: it is the application's.
    pub(crate) fn at_most_one(self) -> Self {
        match self.0 {
            Count::Number(rows) => Self::from(rows.min(1)),
            Count::Param(_) => self,
        }
    }

    /// The number, where it is known already.
    pub(crate) fn number(self) -> Option<u64> {
        match self.0 {
            Count::Number(rows) => Some(rows),
            Count::Param(_) => None,
        }
    }

    pub(crate) fn piece(self) -> Piece {
        match self.0 {
            Count::Number(rows) => Piece::Integer(i64::try_from(rows).unwrap_or(i64::MAX)),
            Count::Param(place) => Piece::Arg(Arg::Param(place, Hint::NONE)),
        }
    }
}

/// What the closure of [`prepare`] takes: a `Param<T>`, or a tuple of two to eight.
#[diagnostic::on_unimplemented(
    message = "`{Self}` are not the parameters of a prepared statement",
    label = "expected a `Param<T>`, or a tuple of up to eight",
    note = "write the closure as `|(number, least): (Param<String>, Param<i64>)| ..`"
)]
pub trait Parameters: Copy {
    /// The values that an execution takes.
    type Values;
    /// The parameters, each at its place.
    #[doc(hidden)]
    fn make() -> Self;
    /// The bind value of one of them.
    #[doc(hidden)]
    fn encode(values: &Self::Values, place: u8, hint: Hint) -> Result<Arg, BuildError>;
}

fn encoded(arg: Result<Arg, EncodeError>) -> Result<Arg, BuildError> {
    arg.map_err(BuildError::Encode)
}

impl<T: Scalar> Parameters for Param<T> {
    type Values = T;

    fn make() -> Self {
        Self::at(0)
    }

    fn encode(values: &T, place: u8, hint: Hint) -> Result<Arg, BuildError> {
        match place {
            0 => encoded(values.encode(hint)),
            _ => Err(BuildError::MissingParameter),
        }
    }
}

macro_rules! parameters_tuple {
    ($($t:ident $n:tt),+) => {
        impl<$($t: Scalar),+> Parameters for ($(Param<$t>,)+) {
            type Values = ($($t,)+);

            fn make() -> Self {
                ($(Param::<$t>::at($n),)+)
            }

            fn encode(values: &Self::Values, place: u8, hint: Hint) -> Result<Arg, BuildError> {
                match place {
                    $($n => encoded(values.$n.encode(hint)),)+
                    _ => Err(BuildError::MissingParameter),
                }
            }
        }
    };
}

parameters_tuple!(T0 0, T1 1);
parameters_tuple!(T0 0, T1 1, T2 2);
parameters_tuple!(T0 0, T1 1, T2 2, T3 3);
parameters_tuple!(T0 0, T1 1, T2 2, T3 3, T4 4);
parameters_tuple!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5);
parameters_tuple!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6);
parameters_tuple!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7);

/// A [`Query`] or [`Command`] with parameters, rendered once and executed any number of times, for
/// any tenant: the tenant is a bind value like the parameters. Can be stored in a static or an
/// application's state.
pub struct Prepared<P, Q> {
    closed: Q,
    types: PhantomData<fn() -> P>,
}

impl<P, Q: Clone> Clone for Prepared<P, Q> {
    fn clone(&self) -> Self {
        Self {
            closed: self.closed.clone(),
            types: PhantomData,
        }
    }
}

/// Builds a statement once, for many executions. The closure's parameters name and type the values
/// that come later; a value of another type, or one too few, doesn't compile.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/stock.rs"));
/// use orm::{Param, prepare, select};
///
/// # fn main() -> Result<(), orm::Error> { run(async |db| {
/// db.insert_many([stock("bolt", 10), stock("nut", 5), stock("screw", 1)]).run().await?;
/// let scarce = prepare(|(pieces, most): (Param<i64>, Param<u64>)| {
///     select(Stock.item)
///         .from(Stock)
///         .filter(Stock.pieces.lt(pieces))
///         .order_by(Stock.pieces)
///         .limit(most)
///         .query()
/// });
/// assert_eq!(scarce.on(db, (8, 9)).all().await?, ["screw", "nut"]);
/// assert_eq!(scarce.on(db, (99, 1)).all().await?, ["screw"]);
///
/// let count = prepare(|(item, pieces): (Param<String>, Param<i64>)| {
///     orm::update(Stock)
///         .set(Stock.pieces.to(pieces))
///         .filter(Stock.item.eq(item))
///         .command()
/// });
/// assert_eq!(count.on(db, ("nut".into(), 7)).run().await?, 1);
/// # Ok(()) }) }
/// ```
pub fn prepare<P: Parameters, Q>(build: impl FnOnce(P) -> Q) -> Prepared<P, Q> {
    Prepared {
        closed: build(P::make()),
        types: PhantomData,
    }
}

fn fill<P: Parameters>(statement: &mut Statement, values: &P::Values) -> Result<(), BuildError> {
    for arg in &mut statement.args {
        if let Arg::Param(place, hint) = arg {
            *arg = P::encode(values, *place, *hint)?.into_stored();
        }
    }
    Ok(())
}

impl<P, B, A, K, Row> Prepared<P, Query<B, A, K, Row>>
where
    P: Parameters,
    B: Backend,
    A: AccessLevel,
    Row: Send + 'static,
{
    /// Binds the query to values and to a handle, so that it can be executed. A value outside its
    /// type's domain is the terminal's error.
    pub fn on<'h, KH: Reaches<K>>(
        &self,
        db: &'h Db<B, A, KH>,
        values: P::Values,
    ) -> BoundQuery<'h, B, Row> {
        let fill = |statement: &mut Statement| fill::<P>(statement, &values);
        self.closed.with(db.session(), fill)
    }

    /// The SQL text, and the bind values with parameters in their places.
    ///
    /// # Errors
    /// As [`Query::to_sql`].
    pub fn to_sql(&self) -> Result<&Statement, Error> {
        self.closed.to_sql()
    }
}

impl<P: Parameters, B: Backend, A: AccessLevel, K> Prepared<P, Command<B, A, K>> {
    /// Binds the command to values and to a handle, so that it can be executed. A value outside its
    /// type's domain is the terminal's error.
    pub fn on<'h, KH: Reaches<K>>(
        &self,
        db: &'h Db<B, A, KH>,
        values: P::Values,
    ) -> BoundCommand<'h, B> {
        let fill = |statement: &mut Statement| fill::<P>(statement, &values);
        self.closed.with(db.session(), fill)
    }
}
