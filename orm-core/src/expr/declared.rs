use std::marker::PhantomData;

use super::core::EitherNull;
use super::fragment::Holes;
use super::{ArgumentsIn, Env, Expr, ExprIn};
use crate::scope::CrossTenant;
use crate::sql::{Dialect, Out, Piece, Pieces, Placeholder};
use crate::types::{Hint, SqlType, Value};

/// Declares a function or an operator of SQL once, with its types. Used, it is an expression like
/// any other: arguments of other types, and backends that the declaration doesn't name, don't
/// compile. Its columns need the same access as anywhere.
///
/// A name is what the database's catalog has, case included, with a schema before a dot where it
/// needs one; it is written as a quoted identifier. A name of signs is an operator between two
/// arguments, in parentheses. Names are part of the program: nothing of them comes from a request.
///
/// The result may be NULL where an argument may be; of a function that gives NULL beside that, say
/// so: `-> Option<i32>`. Decimals are neither taken nor given, since some databases store them as
/// whole numbers of their last digit.
///
/// # Functions that read tables
///
/// The tenant predicate is written into statements, not into functions. One that reads tables
/// (`query_to_xml`, `dblink`, or a function of your own with a SELECT inside) sees the rows of all
/// tenants. So a declaration states what it does: `reads no table`, which is taken at its word, or
/// `reads tables`, and then only a [`CrossTenant`](crate::CrossTenant) handle can call it. Without
/// either it doesn't compile.
///
/// ```
/// # use orm::prelude::*;
/// # #[derive(Keyspace)]
/// # #[keyspace(name = "words", tenancy = none, tables(Word))]
/// # struct Words;
/// # #[derive(Table, Clone, Debug)]
/// # #[table(name = "words", keyspace = Words)]
/// # struct Word { #[column(primary_key)] id: i64, text: String, bits: i64 }
/// orm::sql_function! {
///     /// The place of the first character in Unicode.
///     pub fn code_point(text: String) -> i64 {
///         reads no table;
///         Sqlite: "unicode";
///     }
/// }
///
/// orm::sql_function! {
///     /// The bits that both have.
///     pub fn common_bits(left: i64, right: i64) -> i64 {
///         reads no table;
///         Sqlite: "&";
///     }
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), orm::Error> {
/// # let db = Db::<Sqlite>::memory().await?;
/// # db.create_tables::<Words>().await?;
/// # db.insert(NewWord { id: 1, text: "ü".into(), bits: 6 }).run().await?;
/// let found: (i64, i64) = db
///     .select((code_point(Word.text), common_bits(Word.bits, 3)))
///     .from(Word)
///     .one().await?;
/// // SELECT "unicode"("words"."text"), ("words"."bits" & ?) FROM "words"
/// assert_eq!(found, (252, 2));
/// # Ok(())
/// # }
/// ```
#[macro_export]
macro_rules! sql_function {
    (
        $(#[$meta:meta])*
        $vis:vis fn $name:ident($($arg:ident: $ty:ty),* $(,)?) -> $result:ty {
            reads no table;
            $($backend:ty: $sql:literal;)+
        }
    ) => {
        $crate::sql_function!(
            @declare [$(#[$meta])*] [$vis] $name [$($arg: $ty),*] [$result] [ReadsNoTable]
            $($backend: $sql;)+
        );
    };
    (
        $(#[$meta:meta])*
        $vis:vis fn $name:ident($($arg:ident: $ty:ty),* $(,)?) -> $result:ty {
            reads tables;
            $($backend:ty: $sql:literal;)+
        }
    ) => {
        $crate::sql_function!(
            @declare [$(#[$meta])*] [$vis] $name [$($arg: $ty),*] [$result] [ReadsTables]
            $($backend: $sql;)+
        );
    };
    (@declare [$(#[$meta:meta])*] [$vis:vis] $name:ident [$($arg:ident: $ty:ty),*] [$result:ty] [$reads:ident] $($backend:ty: $sql:literal;)+) => {
        $(#[$meta])*
        #[allow(non_camel_case_types, reason = "named like its function")]
        #[derive(Clone, Copy, Debug)]
        $vis struct $name {}

        impl $crate::expr::Declaration for $name {
            type Value = $result;
            type Reads = $crate::expr::$reads;

            fn name(dialect: &$crate::sql::Dialect) -> ::core::option::Option<&'static str> {
                const ARGUMENTS: usize = <[&str]>::len(&[$(stringify!($arg)),*]);
                $(
                    const _: () = $crate::expr::check_declaration(
                        $sql,
                        ARGUMENTS,
                        <$backend as $crate::Backend>::DIALECT,
                    );
                    if dialect.name == <$backend as $crate::Backend>::DIALECT.name {
                        return ::core::option::Option::Some($sql);
                    }
                )+
                ::core::option::Option::None
            }
        }

        $(impl $crate::expr::DeclaredOn<$backend> for $name {})+

        $(#[$meta])*
        #[allow(non_camel_case_types, reason = "types are named like the arguments")]
        $vis fn $name<$($arg: $crate::expr::Operand<$ty>),*>(
            $($arg: $arg),*
        ) -> $crate::expr::Declared<$name, $crate::sql_function!(@list $($arg)*)> {
            $crate::expr::Declared::new($crate::sql_function!(@values $($arg)*))
        }
    };
    (@list) => { () };
    (@list $arg:ident $($rest:ident)*) => {
        ($arg::Expr, $crate::sql_function!(@list $($rest)*))
    };
    (@values) => { () };
    (@values $arg:ident $($rest:ident)*) => {
        ($crate::expr::Operand::into_expr($arg), $crate::sql_function!(@values $($rest)*))
    };
    ($(#[$meta:meta])* $vis:vis fn $name:ident $($rest:tt)*) => {
        ::core::compile_error!(concat!(
            "the declaration of `",
            stringify!($name),
            "` is not complete: write `fn ",
            stringify!($name),
            "(argument: Type, ..) -> Type { reads no table; Backend: \"name\"; }`, or `reads tables;`, which only a handle across tenants can call"
        ));
    };
}

/// A function that [`sql_function!`](crate::sql_function) declared.
#[doc(hidden)]
pub trait Declaration: 'static {
    type Value: Value;
    type Reads;
    fn name(dialect: &Dialect) -> Option<&'static str>;
}

/// The declared function has a name on backend `B`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not declared for `{B}`",
    label = "this backend has no such function",
    note = "name it in the declaration: `sql_function! {{ fn {Self}(..) -> .. {{ ..; {B}: \"name\"; }} }}`",
    note = "a condition that is passed around has no backend yet, which is `()`: write the function into `.filter(..)`"
)]
pub trait DeclaredOn<B>: Declaration {}

/// A declared function looks at nothing but its arguments.
pub struct ReadsNoTable;
/// A declared function reads tables, of all tenants.
pub struct ReadsTables;

/// What a declared function reads may be read with access `A`.
#[diagnostic::on_unimplemented(
    message = "a function that reads tables cannot be called with `{A}` access",
    label = "sees the rows of every tenant",
    note = "the tenant predicate is not written into functions: call it on a `CrossTenant` handle, or declare `reads no table` if that is true"
)]
pub trait ReadableAt<A> {}
impl<A> ReadableAt<A> for ReadsNoTable {}
impl ReadableAt<CrossTenant> for ReadsTables {}

/// Refuses names that are none, when the program is compiled.
#[doc(hidden)]
pub const fn check_declaration(name: &str, arguments: usize, dialect: &Dialect) {
    if let Some(reason) = refused_name(name, arguments, dialect) {
        panic!("{}", reason);
    }
}

/// Why a declared function can't have this name.
pub(crate) const fn refused_name(
    name: &str,
    arguments: usize,
    dialect: &Dialect,
) -> Option<&'static str> {
    let bytes = name.as_bytes();
    if bytes.is_empty() {
        return Some("it has no name");
    }
    let word = is_word(bytes[0]);
    if !word && arguments != 2 {
        return Some("an operator stands between two arguments");
    }
    // Elsewhere `?`, `@` and `#` mark bind values, variables and comments.
    let postgres = matches!(dialect.placeholder, Placeholder::Numbered);
    let mut at = 0;
    while at < bytes.len() {
        let next = if at + 1 < bytes.len() {
            bytes[at + 1]
        } else {
            b' '
        };
        let fits = match bytes[at] {
            b'.' => word && is_word(next),
            byte if word => is_word(byte),
            b'-' if next == b'-' => return Some("`--` begins a comment"),
            b'/' if next == b'*' => return Some("`/*` begins a comment"),
            b'+' | b'-' | b'*' | b'/' | b'<' | b'>' | b'=' | b'~' | b'!' | b'%' | b'^' | b'&'
            | b'|' => true,
            b'@' | b'#' | b'?' => postgres,
            _ => false,
        };
        if !fits && word {
            return Some(
                "a name is made of letters of ASCII, digits and underscores, with a dot behind a schema",
            );
        }
        if !fits {
            return Some(
                "an operator is made of the signs + - * / < > = ~ ! % ^ & |, on Postgres also of @ # ?",
            );
        }
        at += 1;
    }
    None
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// A call of a function that [`sql_function!`](crate::sql_function) declared.
pub struct Declared<D, Args> {
    args: Args,
    declaration: PhantomData<fn() -> D>,
}

impl<D, Args: Clone> Clone for Declared<D, Args> {
    fn clone(&self) -> Self {
        Self::new(self.args.clone())
    }
}

impl<D, Args: Copy> Copy for Declared<D, Args> {}

impl<D, Args> Declared<D, Args> {
    /// Made by the declared function.
    #[doc(hidden)]
    pub const fn new(args: Args) -> Self {
        Self {
            args,
            declaration: PhantomData,
        }
    }
}

impl<D: Declaration, Args: Holes> Expr for Declared<D, Args> {
    type Base = <D::Value as Value>::Base;

    fn write(&self, out: &mut Pieces, _: Hint) {
        const {
            assert!(
                !matches!(D::Value::SQL, SqlType::Decimal),
                "a declared function gives no decimals, which some databases store as whole numbers of their last digit"
            );
        }
        let args = (0..Args::COUNT)
            .map(|at| out.boxed(|out| self.args.write_hole(at, out)))
            .collect();
        out.push(Piece::Declared {
            name: D::name,
            args,
        });
    }
}

impl<B, A, K, F, G, I, D, Args> ExprIn<Env<B, A, K, F, G>, I> for Declared<D, Args>
where
    D: DeclaredOn<B>,
    D::Reads: ReadableAt<A>,
    Args: Holes + ArgumentsIn<Env<B, A, K, F, G>, I>,
{
    type Null = EitherNull<<D::Value as Value>::Null, Args::Null>;
    type Kind = Args::Kind;
}
