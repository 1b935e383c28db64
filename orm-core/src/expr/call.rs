use std::fmt;
use std::marker::PhantomData;

use super::core::{EitherNull, Mixed, mixed_operand};
use super::{Constant, Env, Expr, ExprIn, Mix};
use crate::driver::{HasArrays, HasJsonContains, HasRegex};
use crate::sql::{Func, Out, Piece, Pieces};
use crate::types::{EncodeError, Hint, NotNull, Nullness, Scalar, SqlType, Storage};

/// A function of SQL over typed arguments, which dialects write differently: its values have type
/// `T`. NULL when an argument is; `N` says whether it may be NULL beside that, and `Need` what the
/// backend has to have.
pub struct Call<T, Args, N = NotNull, Need = Everywhere> {
    func: Func,
    args: Args,
    /// What is known when the expression is made, behind the arguments.
    fixed: Vec<FixedPiece>,
    result: PhantomData<fn() -> (T, N, Need)>,
}

impl<T, Args: Clone, N, Need> Clone for Call<T, Args, N, Need> {
    fn clone(&self) -> Self {
        Self {
            func: self.func,
            args: self.args.clone(),
            fixed: self.fixed.clone(),
            result: PhantomData,
        }
    }
}

impl<T, Args: fmt::Debug, N, Need> fmt::Debug for Call<T, Args, N, Need> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("func", &self.func)
            .field("args", &self.args)
            .finish_non_exhaustive()
    }
}

/// A list of one argument.
pub type One<X> = (X, ());
/// A list of two arguments.
pub type Two<X, Y> = (X, (Y, ()));
/// A list of three arguments.
pub type Three<X, Y, Z> = (X, (Y, (Z, ())));

pub(super) fn call<T, Args, N, Need>(func: Func, args: Args) -> Call<T, Args, N, Need> {
    Call {
        func,
        args,
        fixed: Vec::new(),
        result: PhantomData,
    }
}

impl<T, Args, N, Need> Call<T, Args, N, Need> {
    /// The next argument is this one.
    pub(super) fn with(mut self, fixed: impl IntoIterator<Item = FixedPiece>) -> Self {
        self.fixed.extend(fixed);
        self
    }
}

/// An argument that is known, or why it has no form in SQL.
pub(super) type FixedPiece = Result<Piece, EncodeError>;

/// Every backend has the function.
#[derive(Clone, Copy, Debug)]
pub struct Everywhere;
/// Backends with arrays have the function.
#[derive(Clone, Copy, Debug)]
pub struct NeedsArrays;
/// Backends that tell whether JSON contains other JSON have the function.
#[derive(Clone, Copy, Debug)]
pub struct NeedsJsonContains;
/// Backends with regular expressions have the function.
#[derive(Clone, Copy, Debug)]
pub struct NeedsRegex;

/// The backend `B` has what is needed.
pub trait Available<B> {}
impl<B> Available<B> for Everywhere {}
impl<B: HasArrays> Available<B> for NeedsArrays {}
impl<B: HasJsonContains> Available<B> for NeedsJsonContains {}
impl<B: HasRegex> Available<B> for NeedsRegex {}

/// Arguments of a function: `(first, (second, ()))`.
#[doc(hidden)]
pub trait Arguments {
    fn write_arguments(&self, func: Func, like: Hint, out: &mut Pieces, to: &mut Vec<Box<[Piece]>>);

    /// How the values of all of them are stored.
    fn form(&self) -> Hint;
}

impl Arguments for () {
    fn write_arguments(&self, _: Func, _: Hint, _: &mut Pieces, _: &mut Vec<Box<[Piece]>>) {}

    fn form(&self) -> Hint {
        Hint::NONE
    }
}

impl<X: Expr, Rest: Arguments> Arguments for (X, Rest) {
    fn write_arguments(
        &self,
        func: Func,
        like: Hint,
        out: &mut Pieces,
        to: &mut Vec<Box<[Piece]>>,
    ) {
        let mut argument = out.boxed(|out| mixed_operand(&self.0, out, like));
        // A bind value is of a wider type than small elements, and the array would become one of it.
        let small = matches!(
            X::Base::SQL,
            SqlType::I8 | SqlType::I16 | SqlType::I32 | SqlType::U8 | SqlType::U16
        );
        if small && func.takes_elements() {
            argument = out.boxed(|out| {
                out.text("CAST(");
                out.list.extend(argument);
                out.text(" AS ");
                out.push(Piece::CastType(X::Base::SQL));
                out.text(")");
            });
        }
        let wrapped = match X::Base::SQL {
            SqlType::Json if self.0.hint().storage == Storage::Written => Some(Func::Document),
            SqlType::Timestamp if func.takes_utc() && like.storage != Storage::WithoutZone => {
                Some(Func::ToUtc)
            }
            _ => None,
        };
        if let Some(wrapped) = wrapped {
            argument = out.boxed(|out| out.call(wrapped, vec![argument]));
        }
        to.push(argument);
        self.1.write_arguments(func, like, out, to);
    }

    fn form(&self) -> Hint {
        self.0.hint().or(self.1.form())
    }
}

/// The arguments in environment `E`.
#[doc(hidden)]
pub trait ArgumentsIn<E, I> {
    type Null: Nullness;
    type Kind;
}

impl<B, A, K, F, G> ArgumentsIn<Env<B, A, K, F, G>, ()> for () {
    type Null = NotNull;
    type Kind = Constant;
}

impl<E, I, J, X, Rest> ArgumentsIn<E, (I, J)> for (X, Rest)
where
    X: ExprIn<E, I>,
    Rest: ArgumentsIn<E, J>,
    X::Kind: Mix<Rest::Kind>,
{
    type Null = EitherNull<X::Null, Rest::Null>;
    type Kind = Mixed<X::Kind, Rest::Kind>;
}

impl<T: Scalar, Args: Arguments, N, Need> Expr for Call<T, Args, N, Need> {
    type Base = T;

    fn write(&self, out: &mut Pieces, like: Hint) {
        let own = self.args.form();
        let like = match T::SQL {
            SqlType::Timestamp if self.func.takes_utc() => own.or(like),
            // A document that is compared by what it holds is no text, whatever the column stores.
            SqlType::Bool if self.func == Func::JsonContains => Hint::NONE,
            _ => own,
        };
        let mut args = Vec::with_capacity(4);
        self.args.write_arguments(self.func, like, out, &mut args);
        for fixed in &self.fixed {
            match fixed {
                Ok(piece) => args.push(Box::new([piece.clone()])),
                Err(error) => out.arg(Err(error.clone())),
            }
        }
        let zoned = T::SQL == SqlType::Timestamp
            && self.func.takes_utc()
            && like.storage != Storage::WithoutZone;
        if zoned {
            out.wrap(Func::FromUtc, |out| out.call(self.func, args));
        } else {
            out.call(self.func, args);
        }
    }

    fn hint(&self) -> Hint {
        match T::SQL {
            // A moment that is derived from another one has all digits of its second.
            SqlType::Timestamp if self.func.takes_utc() => Hint {
                digits: None,
                ..self.args.form()
            },
            SqlType::Array(_) => self.args.form(),
            _ if self.func == Func::ArrayElement => self.args.form(),
            _ => Hint::NONE,
        }
    }
}

impl<B, A, K, F, G, I, T, Args, N, Need> ExprIn<Env<B, A, K, F, G>, I> for Call<T, Args, N, Need>
where
    Need: Available<B>,
    T: Scalar,
    Args: Arguments + ArgumentsIn<Env<B, A, K, F, G>, I>,
    N: Nullness,
{
    type Null = EitherNull<N, Args::Null>;
    type Kind = Args::Kind;
}
