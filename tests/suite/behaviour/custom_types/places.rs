//! What a crate of an application's own would hold: types, their SQL types, tables and operators,
//! by public paths alone.

use orm::prelude::*;
use orm::types::{CustomType, DecodeError, EncodeError};

use crate::schema::OrgId;

/// A point in the plane: `point` on Postgres, a text elsewhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

impl CustomType for Point {
    type Stored = String;

    fn store(&self) -> Result<String, EncodeError> {
        if self.x.is_finite() && self.y.is_finite() {
            Ok(format!("({},{})", self.x, self.y))
        } else {
            Err(EncodeError::refused("point", "it is nowhere"))
        }
    }

    fn load(stored: String) -> Result<Self, DecodeError> {
        let read = || {
            let (x, y) = stored
                .strip_prefix('(')?
                .strip_suffix(')')?
                .split_once(',')?;
            Some(Self {
                x: x.parse().ok()?,
                y: y.parse().ok()?,
            })
        };
        read().ok_or_else(|| DecodeError::malformed("point", "not `(x,y)`"))
    }
}

orm::sql_type! {
    Point {
        postgres: "point";
        mysql: "varchar(64)";
        sqlite: "text";
    }
}

/// Whole numbers from the first to before the last: `int4range` on Postgres, a text elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub from: i32,
    pub until: i32,
}

impl CustomType for Span {
    type Stored = String;

    fn store(&self) -> Result<String, EncodeError> {
        Ok(format!("[{},{})", self.from, self.until))
    }

    fn load(stored: String) -> Result<Self, DecodeError> {
        let read = || {
            let (from, until) = stored
                .strip_prefix('[')?
                .strip_suffix(')')?
                .split_once(',')?;
            Some(Self {
                from: from.parse().ok()?,
                until: until.parse().ok()?,
            })
        };
        read().ok_or_else(|| DecodeError::malformed("span", "not `[from,until)`"))
    }
}

orm::sql_type! {
    Span {
        postgres: "int4range";
        mysql: "varchar(32)";
        sqlite: "text";
    }
}

/// Four bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Print(pub [u8; 4]);

impl CustomType for Print {
    type Stored = Vec<u8>;

    fn store(&self) -> Result<Vec<u8>, EncodeError> {
        Ok(self.0.to_vec())
    }

    fn load(stored: Vec<u8>) -> Result<Self, DecodeError> {
        let bytes = stored.try_into().map(Self);
        bytes.map_err(|bytes: Vec<u8>| {
            DecodeError::malformed("print", format!("{} bytes", bytes.len()))
        })
    }
}

orm::sql_type! {
    Print {
        postgres: "bytea";
        mysql: "varbinary(16)";
        sqlite: "blob";
    }
}

/// A height in metres: `numeric` on Postgres, though it is bound as a whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Metres(pub i64);

impl CustomType for Metres {
    type Stored = i64;

    fn store(&self) -> Result<i64, EncodeError> {
        Ok(self.0)
    }

    fn load(stored: i64) -> Result<Self, DecodeError> {
        Ok(Self(stored))
    }
}

orm::sql_type! {
    Metres {
        postgres: "numeric(12, 0)";
        mysql: "bigint";
        sqlite: "integer";
    }
}

#[derive(Keyspace)]
#[keyspace(name = "places", tables(Place, Visit))]
pub struct Places;

#[derive(Table, Clone, Debug, PartialEq)]
#[table(
    name = "places",
    keyspace = Places,
    relations(many(visits: Visit::place_id))
)]
pub struct Place {
    #[column(primary_key)]
    pub id: i64,
    #[column(tenant)]
    pub org_id: OrgId,
    pub at: Point,
    pub span: Span,
    pub print: Print,
    pub height: Metres,
    pub seen: Option<Point>,
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "visits", keyspace = Places, relations(one(place: place_id)))]
pub struct Visit {
    #[column(primary_key)]
    pub id: i64,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(references(Place::id))]
    pub place_id: i64,
    pub from: Point,
    pub print: Option<Print>,
    pub height: Metres,
}

/// Some of a place's columns.
#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Spot {
    pub id: i64,
    pub at: Point,
    pub span: Span,
    pub height: Metres,
}

/// The tables as a program sees them that knows nothing of the types.
#[derive(Keyspace)]
#[keyspace(name = "raw_places", tables(RawPlace))]
pub struct RawPlaces;

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "places", keyspace = RawPlaces)]
pub struct RawPlace {
    #[column(primary_key)]
    pub id: i64,
    #[column(tenant)]
    pub org_id: OrgId,
    pub print: Vec<u8>,
}

#[cfg(feature = "postgres")]
pub mod on_postgres {
    use super::*;

    orm::sql_function! {
        /// How far two points are from each other.
        pub fn distance(left: Point, right: Point) -> f64 {
            reads no table;
            orm::Postgres: "<->";
        }
    }

    orm::sql_function! {
        /// Whether two spans have a number in common.
        pub fn overlap(left: Span, right: Span) -> bool {
            reads no table;
            orm::Postgres: "&&";
        }
    }

    orm::sql_function! {
        /// What two spans have in common.
        pub fn common(left: Span, right: Span) -> Span {
            reads no table;
            orm::Postgres: "*";
        }
    }

    /// A text as its words: `tsvector`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Words(pub String);

    /// What is looked for in words: `tsquery`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Wanted(pub String);

    macro_rules! as_text {
        ($($ty:ident $name:literal),+) => {$(
            impl CustomType for $ty {
                type Stored = String;

                fn store(&self) -> Result<String, EncodeError> {
                    Ok(self.0.clone())
                }

                fn load(stored: String) -> Result<Self, DecodeError> {
                    Ok(Self(stored))
                }
            }

            orm::sql_type! { $ty { postgres: $name; } }
        )+};
    }
    as_text!(Words "tsvector", Wanted "tsquery");

    orm::sql_function! {
        /// Whether the words hold what is wanted.
        pub fn holds(words: Words, wanted: Wanted) -> bool {
            reads no table;
            orm::Postgres: "@@";
        }
    }

    orm::sql_function! {
        /// The words of a text.
        pub fn words_of(text: String) -> Words {
            reads no table;
            orm::Postgres: "to_tsvector";
        }
    }

    #[derive(Keyspace)]
    #[keyspace(name = "pages", tables(Page))]
    pub struct Pages;

    #[derive(Table, Clone, Debug, PartialEq)]
    #[table(name = "pages", keyspace = Pages)]
    pub struct Page {
        #[column(primary_key)]
        pub id: i64,
        #[column(tenant)]
        pub org_id: OrgId,
        pub words: Words,
    }
}
