use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;

use orm::Error;
use orm::driver::Running;
use orm::prelude::*;

use super::change::Change;
use super::common;
use super::everything;
use super::insert::Insert;
use super::joined::Joined;
use super::program::{self, Step};
use super::read::Read;
use crate::backend::TestBackend;
use crate::fixture::Tenant;
use crate::schema::OrgId;

/// A backend and how it says the statements at a level.
pub trait Speaks<A>: TestBackend {
    fn read<'h>(db: &'h Db<Self, A>, read: &Read) -> Pending<'h>;
    fn joined<'h>(db: &'h Db<Self, A>, joined: &Joined) -> Pending<'h>;
    fn change<'h>(db: &'h Db<Self, A>, change: &Change) -> Pending<'h>;
}

/// A backend that the proof runs on.
pub trait Isolated: Speaks<Scoped<OrgId>> + Speaks<CrossTenant> {
    fn insert<'h>(db: &'h Tenant<Self>, insert: &Insert) -> Pending<'h>;
    fn together<'p>(db: &'p Tenant<Self>, steps: &'p [Step], commit: bool) -> Together<'p>;
}

macro_rules! isolated {
    ($backend:ty: $statements:ident, $together:ident) => {
        isolated!(at orm::Scoped<OrgId>: $backend, $statements);
        isolated!(at orm::CrossTenant: $backend, $statements);

        impl Isolated for $backend {
            fn insert<'h>(db: &'h Tenant<Self>, insert: &Insert) -> Pending<'h> {
                $statements::insert::insert(db, insert)
            }

            fn together<'p>(db: &'p Tenant<Self>, steps: &'p [Step], commit: bool) -> Together<'p> {
                program::$together(db, steps, commit)
            }
        }
    };
    (at $level:ty: $backend:ty, $statements:ident) => {
        impl Speaks<$level> for $backend {
            fn read<'h>(db: &'h Db<Self, $level>, read: &Read) -> Pending<'h> {
                $statements::read::read(db, read)
            }

            fn joined<'h>(db: &'h Db<Self, $level>, joined: &Joined) -> Pending<'h> {
                $statements::joined::joined(db, joined)
            }

            fn change<'h>(db: &'h Db<Self, $level>, change: &Change) -> Pending<'h> {
                $statements::change::change(db, change)
            }
        }
    };
}
isolated!(orm::Sqlite: everything, in_a_transaction);
#[cfg(feature = "d1")]
isolated!(orm::D1: everything, one_after_the_other);
#[cfg(feature = "postgres")]
isolated!(orm::Postgres: everything, in_a_transaction);
#[cfg(feature = "mysql")]
isolated!(orm::MySql: common, in_a_transaction);
#[cfg(feature = "mysql")]
isolated!(orm::MariaDb: common, in_a_transaction);

/// What a statement answered: its rows, or its error.
pub type Answer = Result<Vec<String>, String>;

/// An answer on its way.
pub type Pending<'h> = Pin<Box<dyn Future<Output = Answer> + Send + 'h>>;

/// Answers of several statements on their way, and what their bracket answers.
pub type Together<'p> = Pin<Box<dyn Future<Output = (Vec<Answer>, Answer)> + 'p>>;

/// Functions that work at any level that reaches tenant tables: the tenant's own handle, one
/// across tenants (where every statement is a leak), and the oracle's. `Able` is the caller's.
macro_rules! at_any_level {
    ($($vis:vis fn $name:ident($db:ident $(, $arg:ident: $ty:ty)* $(,)?) $body:block)+) => {$(
        $vis fn $name<'h, B, A>(
            $db: &'h orm::Db<B, A>
            $(, $arg: $ty)*
        ) -> $crate::isolation::level::Pending<'h>
        where
            B: Able,
            A: orm::scope::AccessLevel,
            $crate::schema::Organisation: orm::scope::Access<A> + orm::scope::WriteAccess<A>,
            $crate::schema::Setting: orm::scope::WriteAccess<A>,
            $crate::schema::Contact: orm::scope::Access<A> + orm::scope::WriteAccess<A>,
            $crate::schema::Policy: orm::scope::Access<A> + orm::scope::WriteAccess<A>,
            $crate::schema::Claim: orm::scope::Access<A> + orm::scope::WriteAccess<A>,
            $crate::schema::Payment: orm::scope::Access<A> + orm::scope::WriteAccess<A>,
            $crate::schema::Tag: orm::scope::Access<A> + orm::scope::WriteAccess<A>,
            $crate::isolation::condition::OtherClaims: orm::scope::Access<A>,
            $crate::isolation::condition::OtherContacts: orm::scope::Access<A>,
        $body
    )+};
}
pub(crate) use at_any_level;

/// The rows as a bag: in the order of their text.
pub fn bag<'h, T: Debug + Send + 'h>(rows: Running<'h, Vec<T>>) -> Pending<'h> {
    Box::pin(async move {
        let mut rows = texts(&rows.await)?;
        rows.sort();
        Ok(rows)
    })
}

/// The rows in the order that the statement gave them.
pub fn list<'h, T: Debug + Send + 'h>(rows: Running<'h, Vec<T>>) -> Pending<'h> {
    Box::pin(async move { texts(&rows.await) })
}

/// One value.
pub fn one<'h, T: Debug + Send + 'h>(value: Running<'h, T>) -> Pending<'h> {
    Box::pin(async move { texts(&value.await.map(|value| vec![value])) })
}

/// Rows as text, without the moments that the run itself stamped.
pub fn texts<T: Debug>(rows: &Result<Vec<T>, Error>) -> Answer {
    match rows {
        Ok(rows) => Ok(rows
            .iter()
            .map(|row| timeless(&format!("{row:?}")))
            .collect()),
        Err(error) => Err(timeless(&format!("{error:?}"))),
    }
}

/// The text with `<moment>` for each moment. No other value of the suite has their form.
fn timeless(text: &str) -> String {
    const DATE: usize = "2026-01-31".len();
    let is_date = |bytes: &[u8]| {
        bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
    };
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for (at, _) in text.match_indices('T') {
        let start = at.saturating_sub(DATE);
        if start >= copied
            && start + DATE == at
            && is_date(&text.as_bytes()[start..at])
            && let Some(length) = text[at..].find('Z')
        {
            out.push_str(&text[copied..start]);
            out.push_str("<moment>");
            copied = at + length + 1;
        }
    }
    out.push_str(&text[copied..]);
    out
}

#[test]
fn only_moments_are_masked() {
    assert_eq!(
        timeless(
            "Policy { number: \"T-2026\", created_at: 2026-01-31T10:00:00.5Z, paid: 2026-01-31 }"
        ),
        "Policy { number: \"T-2026\", created_at: <moment>, paid: 2026-01-31 }"
    );
}
