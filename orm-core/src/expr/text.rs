use super::call::{self, Call, FixedPiece, NeedsRegex, One, Three, Two};
use super::{Expr, Operand};
use crate::sql::{Func, Piece};
use crate::types::{Arg, NotNull, TextLike};

/// The functions of texts. Import it with the prelude. Each is NULL where an argument is.
///
/// A character is a code point of Unicode. What ignores case does so for letters of ASCII only on
/// SQLite, and `lower` and `upper` change only these there.
///
/// ```
/// # use orm::prelude::*;
/// # #[derive(Keyspace)]
/// # #[keyspace(name = "library", tenancy = none, tables(Book))]
/// # struct Library;
/// # #[derive(Table, Clone, Debug)]
/// # #[table(name = "books", keyspace = Library)]
/// # struct Book { #[column(primary_key)] id: i64, title: String }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), orm::Error> {
/// # let db = Db::<Sqlite>::memory().await?;
/// # db.create_tables::<Library>().await?;
/// db.insert(NewBook { id: 1, title: " Grüße ".into() }).run().await?;
///
/// let title = Book.title.trim();
/// let found = db
///     .select((title.clone().left(3), title.clone().byte_length(), title.position("ße")))
///     .from(Book)
///     .one().await?;
/// // SELECT SUBSTR(TRIM("books"."title"), 1, ?), OCTET_LENGTH(TRIM("books"."title")),
/// //   INSTR(TRIM("books"."title"), ?) FROM "books"
/// assert_eq!(found, ("Grü".to_owned(), 7, 4));
/// # Ok(())
/// # }
/// ```
pub trait TextFunctions: Expr + Sized {
    /// In lower case: `LOWER(self)`.
    fn lower(self) -> Call<String, One<Self>>
    where
        Self::Base: TextLike,
    {
        call::call(Func::Lower, (self, ()))
    }

    /// In upper case: `UPPER(self)`.
    fn upper(self) -> Call<String, One<Self>>
    where
        Self::Base: TextLike,
    {
        call::call(Func::Upper, (self, ()))
    }

    /// How many characters it has: `CHAR_LENGTH(self)`, `LENGTH(self)` on SQLite.
    fn length(self) -> Call<i64, One<Self>>
    where
        Self::Base: TextLike,
    {
        call::call(Func::Length, (self, ()))
    }

    /// How many bytes it has in UTF-8: `OCTET_LENGTH(self)`.
    fn byte_length(self) -> Call<i64, One<Self>>
    where
        Self::Base: TextLike,
    {
        call::call(Func::ByteLength, (self, ()))
    }

    /// Without the spaces (U+0020 alone) before and after it: `TRIM(self)`, `BTRIM(self)` on
    /// Postgres.
    fn trim(self) -> Call<String, One<Self>>
    where
        Self::Base: TextLike,
    {
        call::call(Func::Trim, (self, ()))
    }

    /// Without the spaces before it: `LTRIM(self)`.
    fn trim_start(self) -> Call<String, One<Self>>
    where
        Self::Base: TextLike,
    {
        call::call(Func::TrimStart, (self, ()))
    }

    /// Without the spaces after it: `RTRIM(self)`.
    fn trim_end(self) -> Call<String, One<Self>>
    where
        Self::Base: TextLike,
    {
        call::call(Func::TrimEnd, (self, ()))
    }

    /// What is left of it behind the first `skip` characters, of that `take` characters at most:
    /// `SUBSTR(self, skip + 1, take)`.
    fn substring(self, skip: u32, take: u32) -> Call<String, One<Self>>
    where
        Self::Base: TextLike,
    {
        let first = characters(skip.saturating_add(1));
        call::call(Func::Substring, (self, ())).with([first, characters(take)])
    }

    /// Its first characters, all when it has fewer: `LEFT(self, count)`, `SUBSTR(self, 1, count)`
    /// on SQLite.
    fn left(self, count: u32) -> Call<String, One<Self>>
    where
        Self::Base: TextLike,
    {
        call::call(Func::Left, (self, ())).with([characters(count)])
    }

    /// Its last characters, all when it has fewer: `RIGHT(self, count)`, a `SUBSTR` on SQLite.
    fn right(self, count: u32) -> Call<String, One<Self>>
    where
        Self::Base: TextLike,
    {
        call::call(Func::Right, (self, ())).with([characters(count)])
    }

    /// With `to` in place of each `from`, case included: `REPLACE(self, from, to)`. An empty
    /// `from` replaces nothing.
    fn replace<X: Operand<String>, Y: Operand<String>>(
        self,
        from: X,
        to: Y,
    ) -> Call<String, Three<Self, X::Expr, Y::Expr>>
    where
        Self::Base: TextLike,
    {
        call::call(
            Func::Replace,
            (self, (from.into_expr(), (to.into_expr(), ()))),
        )
    }

    /// The number of the character at which `part` first begins, counted from 1; 0 when it isn't
    /// there: `STRPOS(self, part)` on Postgres, `INSTR(self, part)` on SQLite,
    /// `LOCATE(part, self)` on MySQL and MariaDB. In a `citext` column case counts on SQLite alone.
    fn position<X: Operand<String>>(self, part: X) -> Call<i64, Two<Self, X::Expr>>
    where
        Self::Base: TextLike,
    {
        call::call(Func::Position, (self, (part.into_expr(), ())))
    }

    /// A part of it matches the regular expression, case included. Compiles for Postgres, MySQL
    /// and MariaDB: `self ~ pattern`, and `self REGEXP CONCAT('(?-i)', pattern)`.
    ///
    /// What classes, anchors and repetitions mean is the same everywhere; beyond that each server
    /// has a dialect of its own (POSIX with extensions, ICU, PCRE2). A pattern that isn't one is an
    /// error of the statement. One from a request can take very long: limit the statement's time.
    ///
    /// ```
    /// # use orm_core::expr::{Column, TextFunctions};
    /// # use orm_core::query::Source;
    /// # fn example<S: Source>(number: Column<S, String, 0>) {
    /// // "number" ~ $1
    /// let _ = number.matches("^P-[0-9]+$");
    /// # }
    /// ```
    fn matches<X: Operand<String>>(
        self,
        pattern: X,
    ) -> Call<bool, Two<Self, X::Expr>, NotNull, NeedsRegex>
    where
        Self::Base: TextLike,
    {
        call::call(Func::Matches, (self, (pattern.into_expr(), ())))
    }

    /// The same without regard to case: `self ~* pattern`, and
    /// `self REGEXP CONCAT('(?i)', pattern)`.
    fn matches_insensitive<X: Operand<String>>(
        self,
        pattern: X,
    ) -> Call<bool, Two<Self, X::Expr>, NotNull, NeedsRegex>
    where
        Self::Base: TextLike,
    {
        call::call(Func::MatchesAnyCase, (self, (pattern.into_expr(), ())))
    }
}

impl<X: Expr> TextFunctions for X {}

/// A number of characters. No text has more than servers count in 32 bits.
fn characters(count: u32) -> FixedPiece {
    let count = i64::from(count).min(i64::from(i32::MAX));
    Ok(Piece::Arg(Arg::Int(count)))
}
