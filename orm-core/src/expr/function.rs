use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::core::{Mixed, mixed_operand};
use super::{Constant, Env, Expr, ExprIn, Mix, Operand};
use crate::sql::{Op, Out, Pieces};
use crate::types::{Hint, NotNull, Nullness, Storage};

/// The first of two values that is not NULL.
#[derive(Clone, Copy, Debug)]
pub struct Coalesce<L, R> {
    left: L,
    right: R,
}

/// `COALESCE(first, second)`: never NULL when one of them isn't.
pub fn coalesce<L: Expr, R: Operand<L::Base>>(first: L, second: R) -> Coalesce<L, R::Expr> {
    Coalesce {
        left: first,
        right: second.into_expr(),
    }
}

impl<L: Expr, R: Expr> Expr for Coalesce<L, R> {
    type Base = L::Base;

    fn write(&self, out: &mut Pieces, like: Hint) {
        let like = self.hint().or(like);
        out.text("COALESCE(");
        mixed_operand(&self.left, out, like);
        out.text(", ");
        mixed_operand(&self.right, out, like);
        out.text(")");
    }

    fn hint(&self) -> Hint {
        self.left.hint().or(self.right.hint())
    }
}

impl<E, I, J, L, R> ExprIn<E, (I, J)> for Coalesce<L, R>
where
    L: ExprIn<E, I>,
    R: ExprIn<E, J>,
    L::Kind: Mix<R::Kind>,
{
    type Null = <L::Null as Nullness>::And<R::Null>;
    type Kind = Mixed<L::Kind, R::Kind>;
}

/// The present moment.
#[derive(Clone, Copy, Debug)]
pub struct Now;

/// The moment at which the database runs the statement.
pub fn now() -> Now {
    Now
}

impl Expr for Now {
    type Base = DateTime<Utc>;

    fn write(&self, out: &mut Pieces, like: Hint) {
        out.op(Op::now(like));
    }
}

impl<B, A, K, F, G> ExprIn<Env<B, A, K, F, G>, ()> for Now {
    type Null = NotNull;
    type Kind = Constant;
}

/// A random uuid.
#[derive(Clone, Copy, Debug)]
pub struct RandomUuid;

/// A random uuid (version 4), made by the database, another one for each row. For rows that the
/// database makes: `db.insert_from(..)`.
///
/// `gen_random_uuid()` on Postgres; put together from `randomblob` on SQLite and from
/// `RANDOM_BYTES`, which MariaDB has since 10.10, on MySQL.
pub fn random_uuid() -> RandomUuid {
    RandomUuid
}

impl Expr for RandomUuid {
    type Base = Uuid;

    fn write(&self, out: &mut Pieces, like: Hint) {
        out.op(match like.storage {
            Storage::Text => Op::RandomUuidText,
            _ => Op::RandomUuid,
        });
    }
}

impl<B, A, K, F, G> ExprIn<Env<B, A, K, F, G>, ()> for RandomUuid {
    type Null = NotNull;
    type Kind = Constant;
}
