use std::marker::PhantomData;

use super::core::{EitherNull, mixed_operand};
use super::{ArgumentsIn, Expr, ExprIn};
use crate::sql::{Op, Out, Piece, Pieces};
use crate::types::{Hint, Scalar, SqlType, Value};

/// One part of a `sql!` expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FragmentPart {
    /// Text that the macro wrote from the tree it parsed.
    Text(&'static str),
    /// The expression at this place of the list.
    Hole(usize),
    /// Something that dialects write differently.
    Op(Op),
    /// The dialect's name of a type, as CAST takes it.
    CastType(SqlType),
}

/// A `sql!` expression: text of operators and allowed functions around typed expressions.
///
/// `V` is the type that the macro was told, `H` the list of expressions in the holes.
#[derive(Clone, Debug)]
pub struct Fragment<V, H> {
    parts: &'static [FragmentPart],
    holes: H,
    value: PhantomData<fn() -> V>,
}

impl<V, H> Fragment<V, H> {
    /// Made by `sql!`, which checks the text.
    #[doc(hidden)]
    pub const fn new(parts: &'static [FragmentPart], holes: H) -> Self {
        Self {
            parts,
            holes,
            value: PhantomData,
        }
    }
}

/// The expressions of a fragment: `(first, (second, ()))`.
#[doc(hidden)]
pub trait Holes {
    const COUNT: usize;
    fn write_hole(&self, at: usize, out: &mut Pieces);
}

impl Holes for () {
    const COUNT: usize = 0;

    fn write_hole(&self, _: usize, _: &mut Pieces) {}
}

impl<X: Expr, Rest: Holes> Holes for (X, Rest) {
    const COUNT: usize = 1 + Rest::COUNT;

    fn write_hole(&self, at: usize, out: &mut Pieces) {
        const {
            assert!(
                !matches!(X::Base::SQL, SqlType::Decimal),
                "`sql!` and declared functions take no decimals, which some databases store as whole numbers of their last digit: use the operators instead"
            );
        }
        match at.checked_sub(1) {
            None => mixed_operand(&self.0, out, Hint::NONE),
            Some(at) => self.1.write_hole(at, out),
        }
    }
}

impl<V: Value, H: Holes> Expr for Fragment<V, H> {
    type Base = V::Base;

    fn write(&self, out: &mut Pieces, _: Hint) {
        out.text("(");
        for part in self.parts {
            match part {
                FragmentPart::Text(text) => out.text(text),
                FragmentPart::Hole(at) => self.holes.write_hole(*at, out),
                FragmentPart::Op(op) => out.op(*op),
                FragmentPart::CastType(to) => out.push(Piece::CastType(*to)),
            }
        }
        out.text(")");
    }
}

impl<E, I, V: Value, H: Holes + ArgumentsIn<E, I>> ExprIn<E, I> for Fragment<V, H> {
    type Null = EitherNull<V::Null, H::Null>;
    type Kind = H::Kind;
}
