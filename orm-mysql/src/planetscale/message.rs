//! The protocol's messages. 64-bit numbers are text, members with their default are left out.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::de::{Deserializer, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::row::Kind;

#[derive(Serialize)]
struct Execute<'m> {
    query: &'m str,
    session: Option<&'m RawValue>,
}

#[derive(Serialize)]
struct Close<'m> {
    session: &'m RawValue,
}

pub(super) fn execute(query: &str, session: Option<&RawValue>) -> String {
    written(&Execute { query, session })
}

pub(super) fn close(session: &RawValue) -> String {
    written(&Close { session })
}

fn written(message: &impl Serialize) -> String {
    serde_json::to_string(message).expect("text and JSON are JSON")
}

/// The answer to `Execute`, and to any method that is refused.
#[derive(Deserialize)]
pub(super) struct Answer<'a> {
    #[serde(default)]
    pub(super) session: Option<Box<RawValue>>,
    #[serde(borrow, default)]
    pub(super) result: Option<QueryResult<'a>>,
    #[serde(default)]
    pub(super) error: Option<ErrorBody>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct QueryResult<'a> {
    #[serde(borrow, default)]
    pub(super) fields: Vec<Field<'a>>,
    #[serde(borrow, default)]
    pub(super) rows: Vec<Row<'a>>,
    #[serde(default)]
    pub(super) rows_affected: Number<u64>,
    /// What was counted for the first row of an INSERT.
    #[serde(default)]
    pub(super) insert_id: Number<u64>,
}

#[derive(Deserialize)]
pub(super) struct Row<'a> {
    /// Negative for NULL.
    #[serde(default)]
    pub(super) lengths: Vec<Number<i64>>,
    /// The other cells, one after the other, in base64.
    #[serde(borrow, default)]
    pub(super) values: Cow<'a, str>,
}

#[derive(Deserialize)]
pub(super) struct Field<'a> {
    #[serde(borrow, default, rename = "type")]
    kind: Cow<'a, str>,
    #[serde(default)]
    charset: u32,
}

impl Field<'_> {
    /// Texts of a binary collation have the names of bytes: the character set tells them apart.
    pub(super) fn kind(&self) -> Kind {
        const BINARY: u32 = 63;
        match &*self.kind {
            "INT8" | "INT16" | "INT24" | "INT32" | "INT64" => Kind::Signed,
            "UINT8" | "UINT16" | "UINT24" | "UINT32" | "UINT64" | "YEAR" => Kind::Unsigned,
            "FLOAT32" | "FLOAT64" => Kind::Float,
            "DECIMAL" => Kind::Decimal,
            "BIT" => Kind::Bit,
            "DATE" => Kind::Date,
            "TIME" => Kind::Time,
            "DATETIME" | "TIMESTAMP" => Kind::DateTime,
            "JSON" => Kind::Json,
            "ENUM" | "SET" => Kind::Text,
            "CHAR" | "VARCHAR" | "TEXT" | "BINARY" | "VARBINARY" | "BLOB" => {
                if self.charset == BINARY {
                    Kind::Bytes
                } else {
                    Kind::Text
                }
            }
            _ => Kind::Other,
        }
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct ErrorBody {
    #[serde(default)]
    pub(super) code: String,
    #[serde(default)]
    pub(super) message: String,
}

/// A number, as text or as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Number<T>(pub(super) T);

impl<'de, T: FromStr> Deserialize<'de> for Number<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read<T>(std::marker::PhantomData<T>);

        impl<T: FromStr> Visitor<'_> for Read<T> {
            type Value = Number<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Number<T>, E> {
                text.parse()
                    .map(Number)
                    .map_err(|_| E::custom("not a whole number"))
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Number<T>, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Number<T>, E> {
                self.visit_str(&number.to_string())
            }
        }

        deserializer.deserialize_any(Read(std::marker::PhantomData))
    }
}
