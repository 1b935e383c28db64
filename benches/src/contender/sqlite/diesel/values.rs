//! The values that diesel has no SQLite representation of, as a program would add them.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::{BigInt, Binary, Timestamp};
use diesel::sqlite::Sqlite;
use rust_decimal::Decimal;
use uuid::Uuid;

/// A UUID as 16 bytes.
#[derive(AsExpression, FromSqlRow, Clone, Copy, Debug, Hash)]
#[diesel(sql_type = Binary)]
pub(super) struct BlobUuid(pub(super) Uuid);

impl FromSql<Binary, Sqlite> for BlobUuid {
    fn from_sql(mut value: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(Uuid::from_slice(value.read_blob())?))
    }
}

impl ToSql<Binary, Sqlite> for BlobUuid {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        ToSql::<Binary, Sqlite>::to_sql(self.0.as_bytes().as_slice(), out)
    }
}

impl From<BlobUuid> for Uuid {
    fn from(id: BlobUuid) -> Self {
        id.0
    }
}

/// A decimal with two places as an integer.
#[derive(FromSqlRow)]
pub(super) struct Cents(Decimal);

impl FromSql<BigInt, Sqlite> for Cents {
    fn from_sql(value: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(Decimal::new(
            <i64 as FromSql<BigInt, Sqlite>>::from_sql(value)?,
            2,
        )))
    }
}

impl From<Cents> for Decimal {
    fn from(cents: Cents) -> Self {
        cents.0
    }
}

/// A timestamp without an offset, which is UTC.
#[derive(FromSqlRow)]
pub(super) struct Instant(DateTime<Utc>);

impl FromSql<Timestamp, Sqlite> for Instant {
    fn from_sql(value: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(
            <NaiveDateTime as FromSql<Timestamp, Sqlite>>::from_sql(value)?.and_utc(),
        ))
    }
}

impl From<Instant> for DateTime<Utc> {
    fn from(instant: Instant) -> Self {
        instant.0
    }
}
