//! ROLLUP, CUBE and GROUPING SETS: groups, and totals over some of their keys.

use super::parts::Clause;
use super::{BySets, GroupKeys, HasKey, NoGroup, Select};
use crate::driver::{HasGrouping, HasGroupingSets, HasRollup};
use crate::expr::{Env, Expr, ExprIn, PerGroup};
use crate::sql::{Op, Out, Pieces};
use crate::types::{Hint, NotNull};

impl<X, B, A, K, P, F> Select<X, B, A, K, P, F, NoGroup> {
    /// Groups by all keys, then by all but the last, and so on to one group of all rows. In a row
    /// that is a total over a key, that key is `None`: so every key that is selected is an `Option`,
    /// and [`grouping`] tells a total from a key that is NULL.
    ///
    /// `GROUP BY ROLLUP (a, b)` on Postgres, `GROUP BY a, b WITH ROLLUP` on MySQL and MariaDB. On
    /// SQLite it doesn't compile. Ordered are the groups on Postgres and `MySql8` only; elsewhere
    /// select them into a projection and order the derived table.
    ///
    /// ```
    /// # use orm_core::driver::HasRollup;
    /// # use orm_core::expr::Env;
    /// # use orm_core::query::{BySets, GroupKeys, NoGroup, Select};
    /// # fn example<B: HasRollup, A, K, P, F, Q, I, Keys>(
    /// #     query: Select<(), B, A, K, P, F, NoGroup>, status: Q,
    /// # ) -> Select<(), B, A, K, P, F, BySets<Keys>>
    /// # where Q: GroupKeys<Env<B, A, K, F, NoGroup>, I, List = Keys> {
    /// // SELECT "policies"."status", COUNT(*) FROM .. GROUP BY ROLLUP ("policies"."status")
    /// query.group_by_rollup(status)
    /// # }
    /// ```
    pub fn group_by_rollup<Q, EachTableOnce, Keys>(
        mut self,
        keys: Q,
    ) -> Select<X, B, A, K, P, F, BySets<Keys>>
    where
        B: HasRollup,
        Q: GroupKeys<Env<B, A, K, F, NoGroup>, EachTableOnce, List = Keys>,
    {
        self.parts.clause(Clause::GroupBy, |out| {
            out.op(Op::RollupOpen);
            keys.write_keys(out);
            out.op(Op::RollupClose);
        });
        self.retyped()
    }

    /// Groups by each selection of the keys: by all, by each without one, and so on to one group of
    /// all rows. Keys are `None` as in [`group_by_rollup`](Self::group_by_rollup).
    ///
    /// `GROUP BY CUBE (a, b)`. Compiles for Postgres.
    pub fn group_by_cube<Q, EachTableOnce, Keys>(
        mut self,
        keys: Q,
    ) -> Select<X, B, A, K, P, F, BySets<Keys>>
    where
        B: HasGroupingSets,
        Q: GroupKeys<Env<B, A, K, F, NoGroup>, EachTableOnce, List = Keys>,
    {
        self.parts.clause(Clause::GroupBy, |out| {
            out.text("CUBE (");
            keys.write_keys(out);
            out.text(")");
        });
        self.retyped()
    }

    /// Groups by these selections of the keys: of each one stands there, key by key, whether it
    /// groups. Keys are `None` as in [`group_by_rollup`](Self::group_by_rollup).
    ///
    /// `.group_by_sets((a, b), [[true, true], [false, true], [false, false]])` is
    /// `GROUP BY GROUPING SETS ((a, b), (b), ())`. Compiles for Postgres.
    pub fn group_by_sets<Q, EachTableOnce, Keys, const N: usize, const SETS: usize>(
        mut self,
        keys: Q,
        sets: [[bool; N]; SETS],
    ) -> Select<X, B, A, K, P, F, BySets<Keys>>
    where
        B: HasGroupingSets,
        Q: GroupKeys<Env<B, A, K, F, NoGroup>, EachTableOnce, List = Keys>,
        Keys: KeyCount<N>,
    {
        const {
            assert!(SETS > 0, "GROUPING SETS need one set at least");
        }
        self.parts.clause(Clause::GroupBy, |out| {
            out.text("GROUPING SETS (");
            for (at, set) in sets.iter().enumerate() {
                out.text(if at == 0 { "(" } else { ", (" });
                let chosen = (0..N).filter(|nth| set[*nth]);
                for (at, nth) in chosen.enumerate() {
                    out.text(if at == 0 { "" } else { ", " });
                    keys.write_nth(nth, out);
                }
                out.text(")");
            }
            out.text(")");
        });
        self.retyped()
    }
}

/// The list has `N` keys.
#[diagnostic::on_unimplemented(
    message = "a grouping set says for each key whether it groups, and these say it for {N}",
    label = "expected one `bool` per key in each set"
)]
pub trait KeyCount<const N: usize> {}

macro_rules! key_counts {
    ($($n:literal $list:ty => [$($t:ident),+];)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($t),+> KeyCount<$n> for $list {}
    )+};
}

key_counts! {
    1 (T0, ()) => [T0];
    2 (T0, (T1, ())) => [T0, T1];
    3 (T0, (T1, (T2, ()))) => [T0, T1, T2];
    4 (T0, (T1, (T2, (T3, ())))) => [T0, T1, T2, T3];
    5 (T0, (T1, (T2, (T3, (T4, ()))))) => [T0, T1, T2, T3, T4];
    6 (T0, (T1, (T2, (T3, (T4, (T5, ())))))) => [T0, T1, T2, T3, T4, T5];
}

/// `GROUPING(key)`: see [`grouping`].
#[derive(Clone, Copy, Debug)]
pub struct GroupingOf<X>(X);

/// `GROUPING(key)`: 1 in a row that is a total over the key, which is `None` then, and 0 in a row of
/// one of its values, `None` included. For a key of
/// [`group_by_rollup`](Select::group_by_rollup) and its like.
///
/// Compiles for Postgres and `MySql8`.
pub fn grouping<X: Expr>(key: X) -> GroupingOf<X> {
    GroupingOf(key)
}

impl<X: Expr> Expr for GroupingOf<X> {
    type Base = i64;

    fn write(&self, out: &mut Pieces, _: Hint) {
        out.text("GROUPING(");
        self.0.write(out, Hint::NONE);
        out.text(")");
    }
}

impl<B, A, K, F, Keys, X, At> ExprIn<Env<B, A, K, F, BySets<Keys>>, At> for GroupingOf<X>
where
    B: HasGrouping,
    X: Expr,
    Keys: HasKey<X, At>,
{
    type Null = NotNull;
    type Kind = PerGroup;
}
