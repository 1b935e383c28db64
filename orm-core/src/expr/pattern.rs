use super::core::{EitherNull, Mixed, operand};
use super::{Bound, Expr, ExprIn, Mix};
use crate::sql::{Op, Out, Pieces};
use crate::types::Hint;

/// `value LIKE pattern`
#[derive(Clone, Copy, Debug)]
pub struct Like<X, P> {
    pub(super) value: X,
    pub(super) pattern: P,
    pub(super) ignore_case: bool,
    pub(super) negated: bool,
}

/// Where a literal text stands in the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// Anywhere.
    Contains,
    /// At the start.
    StartsWith,
    /// At the end.
    EndsWith,
}

/// Escapes `%`, `_` and `\`, so that a user's text matches itself in LIKE.
///
/// ```
/// use orm_core::expr::escape_like;
/// assert_eq!(escape_like("50%_off\\"), "50\\%\\_off\\\\");
/// ```
pub fn escape_like(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    for character in text.chars() {
        if matches!(character, '%' | '_' | '\\') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

pub(super) fn literal<X>(value: X, place: Pattern, text: &str) -> Like<X, Bound<String>> {
    let text = escape_like(text);
    let pattern = match place {
        Pattern::Contains => format!("%{text}%"),
        Pattern::StartsWith => format!("{text}%"),
        Pattern::EndsWith => format!("%{text}"),
    };
    Like {
        value,
        pattern: Bound::new(pattern),
        ignore_case: false,
        negated: false,
    }
}

impl<X: Expr, P: Expr> Expr for Like<X, P> {
    type Base = bool;
    const LOOSE: bool = true;

    fn write(&self, out: &mut Pieces, _: Hint) {
        let negated = self.ignore_case && self.negated;
        if negated {
            out.text("NOT (");
        }
        if self.ignore_case {
            out.op(Op::ILikeOpen);
            operand(&self.value, out, Hint::NONE);
            out.op(Op::ILikeBetween);
            operand(&self.pattern, out, Hint::NONE);
            out.op(Op::ILikeClose);
        } else {
            operand(&self.value, out, Hint::NONE);
            out.text(if self.negated { " NOT LIKE " } else { " LIKE " });
            operand(&self.pattern, out, Hint::NONE);
        }
        out.op(Op::LikeEscape);
        if negated {
            out.text(")");
        }
    }
}

impl<E, I, J, X, P> ExprIn<E, (I, J)> for Like<X, P>
where
    X: ExprIn<E, I>,
    P: ExprIn<E, J>,
    X::Kind: Mix<P::Kind>,
{
    type Null = EitherNull<X::Null, P::Null>;
    type Kind = Mixed<X::Kind, P::Kind>;
}
