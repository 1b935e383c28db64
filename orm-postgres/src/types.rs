//! The server's numbers of its own types, and moments as it counts them.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use orm_core::types::SqlType;

pub(crate) const BOOL: u32 = 16;
pub(crate) const BYTEA: u32 = 17;
pub(crate) const NAME: u32 = 19;
pub(crate) const INT8: u32 = 20;
pub(crate) const INT2: u32 = 21;
pub(crate) const INT4: u32 = 23;
pub(crate) const TEXT: u32 = 25;
pub(crate) const OID: u32 = 26;
pub(crate) const JSON: u32 = 114;
pub(crate) const FLOAT4: u32 = 700;
pub(crate) const FLOAT8: u32 = 701;
pub(crate) const UNKNOWN: u32 = 705;
pub(crate) const BPCHAR: u32 = 1042;
pub(crate) const VARCHAR: u32 = 1043;
pub(crate) const DATE: u32 = 1082;
pub(crate) const TIME: u32 = 1083;
pub(crate) const TIMESTAMP: u32 = 1114;
pub(crate) const TIMESTAMPTZ: u32 = 1184;
pub(crate) const NUMERIC: u32 = 1700;
pub(crate) const UUID: u32 = 2950;
pub(crate) const JSONB: u32 = 3802;

pub(crate) const BYTEA_ARRAY: u32 = 1001;
pub(crate) const TEXT_ARRAY: u32 = 1009;
pub(crate) const INT8_ARRAY: u32 = 1016;
pub(crate) const DATE_ARRAY: u32 = 1182;
pub(crate) const UUID_ARRAY: u32 = 2951;

/// The types of an array of keys and of its elements.
pub(crate) fn array_of(sql: SqlType) -> (u32, u32) {
    match sql {
        SqlType::Uuid => (UUID_ARRAY, UUID),
        SqlType::Text => (TEXT_ARRAY, TEXT),
        SqlType::Bytes => (BYTEA_ARRAY, BYTEA),
        SqlType::Date => (DATE_ARRAY, DATE),
        _ => (INT8_ARRAY, INT8),
    }
}

/// The server finds out the type by the place where the value stands.
pub(crate) const INFERRED: u32 = 0;
/// Types with this number and above were made in the database.
pub(crate) const FIRST_OWN: u32 = 16_384;

/// The type as which a NULL is declared.
pub(crate) fn of(sql: SqlType) -> u32 {
    match sql {
        SqlType::Bool => BOOL,
        SqlType::I8
        | SqlType::I16
        | SqlType::I32
        | SqlType::I64
        | SqlType::U8
        | SqlType::U16
        | SqlType::U32
        | SqlType::U64 => INT8,
        SqlType::F32 => FLOAT4,
        SqlType::F64 => FLOAT8,
        SqlType::Text => TEXT,
        SqlType::Bytes => BYTEA,
        SqlType::Uuid => UUID,
        SqlType::Decimal => NUMERIC,
        SqlType::Date => DATE,
        SqlType::Time => TIME,
        SqlType::DateTime => TIMESTAMP,
        SqlType::Timestamp => TIMESTAMPTZ,
        SqlType::Json => JSONB,
        SqlType::Enum(definition) if definition.numbers.is_empty() => INFERRED,
        SqlType::Enum(_) => INT8,
    }
}

/// The day from which the server counts.
const EPOCH: NaiveDate = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a date");

pub(crate) fn days(date: NaiveDate) -> i64 {
    (date - EPOCH).num_days()
}

pub(crate) fn date(days: i32) -> Option<NaiveDate> {
    EPOCH.checked_add_signed(chrono::TimeDelta::days(i64::from(days)))
}

pub(crate) fn time_micros(time: NaiveTime) -> i64 {
    use chrono::Timelike;
    i64::from(time.num_seconds_from_midnight()) * 1_000_000 + i64::from(time.nanosecond() / 1_000)
}

pub(crate) fn time(micros: i64) -> Option<NaiveTime> {
    let micros = u64::try_from(micros).ok()?;
    let seconds = u32::try_from(micros / 1_000_000).ok()?;
    let nanos = u32::try_from(micros % 1_000_000).ok()? * 1_000;
    NaiveTime::from_num_seconds_from_midnight_opt(seconds, nanos)
}

/// `None` beyond what 64 bits count: the years 292,277 before and after the epoch.
pub(crate) fn micros(moment: NaiveDateTime) -> Option<i64> {
    (moment - EPOCH.and_time(NaiveTime::MIN)).num_microseconds()
}

pub(crate) fn moment(micros: i64) -> Option<NaiveDateTime> {
    EPOCH
        .and_time(NaiveTime::MIN)
        .checked_add_signed(chrono::TimeDelta::microseconds(micros))
}
