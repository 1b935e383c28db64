//! SQL types that an application declares.

use super::{Arg, DecodeError, EncodeError, Hint, RowReader, Scalar, SqlType};
use crate::sql::Family;

/// A Rust type that a column of another SQL type holds than this crate knows: `point`, `ltree`,
/// `int4range`, or a type of the application's own in a text. Given its SQL types by
/// [`sql_type!`](crate::sql_type), it is a value like any other: in columns, bind values, operators,
/// RETURNING and related rows.
///
/// It is stored as a [`StoredForm`]. On Postgres that is cast where the SQL type is another one:
/// `CAST($1 AS point)` where a value is bound, `CAST("places"."at" AS TEXT)` where one is read. So
/// the text is what the server writes, and any text that it reads is fine. Elsewhere the value is
/// stored as it is.
///
/// What holds for the SQL type holds for the Rust type: `.eq(..)` needs an `=` in the database, which
/// `point` has none of, and an order, DISTINCT, UNION and GROUP BY need one that sorts. DISTINCT and
/// set operations whose rows are read compare the stored form.
pub trait CustomType: Clone + Send + Sync + Sized + 'static {
    /// What is bound and read.
    type Stored: StoredForm;

    /// The stored form of the value.
    ///
    /// # Errors
    /// [`EncodeError::refused`] for a value that the SQL type doesn't keep.
    fn store(&self) -> Result<Self::Stored, EncodeError>;

    /// The value of a stored form.
    ///
    /// # Errors
    /// [`DecodeError::malformed`] for what no value is stored as. The error of the query names table
    /// and column.
    fn load(stored: Self::Stored) -> Result<Self, DecodeError>;
}

/// What a [`CustomType`] is stored as: `String`, `Vec<u8>`, `i64`, `f64` or `bool`.
#[diagnostic::on_unimplemented(
    message = "a SQL type of an application is not stored as `{Self}`",
    label = "expected `String`, `Vec<u8>`, `i64`, `f64` or `bool`"
)]
pub trait StoredForm: Scalar {}

macro_rules! stored_forms {
    ($($ty:ty),+) => {$(
        #[diagnostic::do_not_recommend]
        impl StoredForm for $ty {}
    )+};
}
stored_forms!(String, Vec<u8>, i64, f64, bool);

/// A SQL type that [`sql_type!`](crate::sql_type) declared.
#[derive(Debug, PartialEq)]
pub struct CustomDef {
    /// The Rust type's name, for messages.
    pub name: &'static str,
    /// What it is stored as.
    pub stored: SqlType,
    /// What it is called in definitions and casts on each family of databases that has it.
    pub types: &'static [(Family, &'static str)],
}

impl CustomDef {
    /// Its name on a family of databases, if it has one.
    pub const fn on(&self, family: Family) -> Option<&'static str> {
        let mut at = 0;
        while at < self.types.len() {
            if self.types[at].0 as u8 == family as u8 {
                return Some(self.types[at].1);
            }
            at += 1;
        }
        None
    }
}

/// A bind value of a type that an application declared.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomArg {
    /// The type.
    pub definition: &'static CustomDef,
    /// The stored form.
    pub stored: Arg,
}

/// Refuses names of types that are none, when the program is compiled.
#[doc(hidden)]
pub const fn check_type_name(name: &str) {
    let bytes = name.as_bytes();
    assert!(!bytes.is_empty(), "the SQL type has no name");
    assert!(
        bytes[0].is_ascii_alphabetic() || bytes[0] == b'_',
        "the name of a SQL type begins with a letter"
    );
    let (mut at, mut open) = (0, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'(' => open += 1,
            b')' => {
                assert!(
                    open > 0,
                    "the name of a SQL type closes a parenthesis that is not open"
                );
                open -= 1;
            }
            byte => assert!(
                byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b' ' | b'.' | b','),
                "the name of a SQL type is made of letters of ASCII, digits, underscores, spaces and dots, with numbers in parentheses behind it"
            ),
        }
        at += 1;
    }
    assert!(
        open == 0,
        "the name of a SQL type leaves a parenthesis open"
    );
}

/// The bind value of a value of a declared type. Called by [`sql_type!`](crate::sql_type).
#[doc(hidden)]
pub fn encode_custom<T: CustomType>(
    value: &T,
    definition: &'static CustomDef,
) -> Result<Arg, EncodeError> {
    let stored = value.store()?.into_encoded(Hint::NONE)?;
    Ok(Arg::Custom(Box::new(CustomArg { definition, stored })))
}

/// Reads a value of a declared type. Called by [`sql_type!`](crate::sql_type).
#[doc(hidden)]
pub fn decode_custom<T: CustomType, R: RowReader + ?Sized>(
    row: &R,
    at: usize,
) -> Result<T, DecodeError> {
    T::load(T::Stored::decode(row, at, Hint::NONE)?)
}

/// Gives a [`CustomType`] its SQL types: one per family of databases that has it. `postgres` is
/// PostgreSQL; `mysql` is MySQL, MariaDB and Vitess; `sqlite` is SQLite and D1.
///
/// A name stands in definitions and casts as it is written here, with its parameters:
/// `"vector(3)"`, `"varchar(64)"`, `"public.ltree"`. An extension that it comes from has to be in
/// the database already. On a family that isn't named the type is missing: a keyspace with that
/// `backend = ..` doesn't compile, and elsewhere `create_tables` and each statement with such a value
/// is [`BuildError::ColumnTypeMissing`](crate::BuildError::ColumnTypeMissing) or
/// [`BuildError::TypeMissing`](crate::BuildError::TypeMissing).
///
/// Operators and functions on it are declared by [`sql_function!`](crate::sql_function).
///
/// ```
/// # use orm_core as orm;
/// use orm::types::{CustomType, DecodeError, EncodeError};
///
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// pub struct Point {
///     pub x: f64,
///     pub y: f64,
/// }
///
/// impl CustomType for Point {
///     type Stored = String;
///
///     fn store(&self) -> Result<String, EncodeError> {
///         if self.x.is_finite() && self.y.is_finite() {
///             Ok(format!("({},{})", self.x, self.y))
///         } else {
///             Err(EncodeError::refused("point", "it has no place"))
///         }
///     }
///
///     fn load(stored: String) -> Result<Self, DecodeError> {
///         let read = || {
///             let inner = stored.strip_prefix('(')?.strip_suffix(')')?;
///             let (x, y) = inner.split_once(',')?;
///             Some(Point { x: x.parse().ok()?, y: y.parse().ok()? })
///         };
///         read().ok_or_else(|| DecodeError::malformed("point", "it is not `(x,y)`"))
///     }
/// }
///
/// orm::sql_type! {
///     Point {
///         postgres: "point";
///         mysql: "varchar(64)";
///         sqlite: "text";
///     }
/// }
/// // INSERT INTO "places" ("id", "at") VALUES ($1, CAST($2 AS point))
/// // SELECT "places"."id", CAST("places"."at" AS TEXT) FROM "places"
/// ```
#[macro_export]
macro_rules! sql_type {
    ($ty:ty { $($family:ident: $sql:literal;)+ }) => {
        const _: () = {
            $($crate::types::check_type_name($sql);)+
        };

        impl $crate::types::Scalar for $ty {
            const SQL: $crate::types::SqlType = $crate::types::SqlType::Custom(
                const {
                    &$crate::types::CustomDef {
                        name: ::core::stringify!($ty),
                        stored: <<$ty as $crate::types::CustomType>::Stored as $crate::types::Scalar>::SQL,
                        types: &[$(($crate::sql_type!(@family $family), $sql)),+],
                    }
                },
            );

            fn encode(
                &self,
                _: $crate::types::Hint,
            ) -> ::core::result::Result<$crate::types::Arg, $crate::types::EncodeError> {
                const DEFINITION: &$crate::types::CustomDef =
                    match <$ty as $crate::types::Scalar>::SQL {
                        $crate::types::SqlType::Custom(definition) => definition,
                        _ => ::core::panic!("a declared type is one"),
                    };
                $crate::types::encode_custom(self, DEFINITION)
            }

            fn decode<__R: $crate::types::RowReader + ?::core::marker::Sized>(
                row: &__R,
                at: usize,
                _: $crate::types::Hint,
            ) -> ::core::result::Result<Self, $crate::types::DecodeError> {
                $crate::types::decode_custom(row, at)
            }
        }

        $crate::scalar_value!([] $ty);
    };
    (@family postgres) => { $crate::sql::Family::Postgres };
    (@family mysql) => { $crate::sql::Family::MySql };
    (@family sqlite) => { $crate::sql::Family::Sqlite };
    (@family $other:ident) => {
        ::core::compile_error!(::core::concat!(
            "`",
            ::core::stringify!($other),
            "` is no family of databases: write `postgres`, `mysql` or `sqlite`"
        ))
    };
    ($($rest:tt)*) => {
        ::core::compile_error!(
            "the declaration of the SQL type is not complete: write `Type { postgres: \"name\"; mysql: \"name\"; sqlite: \"name\"; }` with those families that have it"
        );
    };
}

#[cfg(test)]
mod tests {
    use super::check_type_name;

    fn refused(name: &'static str) -> bool {
        std::panic::catch_unwind(|| check_type_name(name)).is_err()
    }

    #[test]
    fn names_of_types_hold_nothing_else() {
        for name in [
            "point",
            "varchar(64)",
            "numeric(12, 2)",
            "public.ltree",
            "double precision",
        ] {
            assert!(!refused(name), "{name}");
        }
        for name in [
            "",
            " ",
            "1",
            "(4)",
            "point)",
            "point(",
            "a)(b",
            "point; drop table t",
            "a--b",
            "a/*b",
            "\"a\"",
            "'a'",
            "a$1",
            "a?",
            "pünkt",
            "a\0",
        ] {
            assert!(refused(name), "{name}");
        }
    }
}
