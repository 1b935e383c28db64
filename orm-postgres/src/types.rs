//! The server's numbers of its own types, and moments as it counts them.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use orm_core::types::{EnumDef, Hint, SqlType, Storage};

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
pub(crate) const CIDR: u32 = 650;
pub(crate) const INET: u32 = 869;
pub(crate) const INTERVAL: u32 = 1186;
pub(crate) const NUMERIC: u32 = 1700;
pub(crate) const UUID: u32 = 2950;
pub(crate) const JSONB: u32 = 3802;

/// The types of a key that travels in an array, and of the array: keys of whole numbers are sent as
/// the widest.
pub(crate) fn keys_of(sql: SqlType) -> (u32, u32) {
    let element = match sql {
        SqlType::Uuid | SqlType::Text | SqlType::Bytes | SqlType::Date => sql,
        _ => SqlType::I64,
    };
    array_of(element, Hint::NONE)
}

/// The server finds out the type by the place where the value stands.
pub(crate) const INFERRED: u32 = 0;
/// Types with this number and above were made in the database.
pub(crate) const FIRST_OWN: u32 = 16_384;

/// The type as which a NULL is declared.
pub(crate) fn of(sql: SqlType) -> u32 {
    match sql {
        SqlType::Custom(custom) => of(custom.stored),
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
        SqlType::Interval => INTERVAL,
        SqlType::Ip => INET,
        SqlType::IpNetwork => CIDR,
        SqlType::Array(SqlType::Enum(definition)) if definition.numbers.is_empty() => INFERRED,
        SqlType::Array(element) => array_of(*element, Hint::NONE).1,
    }
}

/// The types as which an array's elements and the whole are declared. The server casts neither when
/// it compares, so that the elements have the width that their column has.
pub(crate) fn array_of(element: SqlType, hint: Hint) -> (u32, u32) {
    match element {
        SqlType::Bool => (BOOL, 1000),
        SqlType::I8 | SqlType::I16 | SqlType::U8 => (INT2, 1005),
        SqlType::I32 | SqlType::U16 => (INT4, 1007),
        SqlType::I64 | SqlType::U32 | SqlType::U64 => (INT8, 1016),
        SqlType::F32 => (FLOAT4, 1021),
        SqlType::F64 => (FLOAT8, 1022),
        SqlType::Bytes => (BYTEA, 1001),
        SqlType::Uuid if hint.storage != Storage::Text => (UUID, 2951),
        SqlType::Decimal if hint.storage != Storage::Text => (NUMERIC, 1231),
        SqlType::Date => (DATE, 1182),
        SqlType::Time => (TIME, 1183),
        SqlType::Timestamp if hint.storage != Storage::WithoutZone => (TIMESTAMPTZ, 1185),
        SqlType::DateTime | SqlType::Timestamp => (TIMESTAMP, 1115),
        SqlType::Json if hint.storage == Storage::Written => (JSON, 199),
        SqlType::Json => (JSONB, 3807),
        SqlType::Interval => (INTERVAL, 1187),
        SqlType::Ip => (INET, 1041),
        SqlType::IpNetwork => (CIDR, 651),
        SqlType::Enum(definition) if !definition.numbers.is_empty() => {
            if small(definition) {
                (INT2, 1005)
            } else {
                (INT8, 1016)
            }
        }
        // Names of an enum are cast from text.
        SqlType::Text
        | SqlType::Uuid
        | SqlType::Decimal
        | SqlType::Enum(_)
        // There are no arrays of arrays, and none of declared types.
        | SqlType::Array(_)
        | SqlType::Custom(_) => (TEXT, 1009),
    }
}

/// Whether the number is that of an array of the server's own types.
pub(crate) fn is_array(oid: u32) -> bool {
    matches!(
        oid,
        199 | 651 | 1000 | 1001 | 1005 | 1007 | 1009 | 1014
            ..=1016 | 1021 | 1022 | 1041 | 1115 | 1182 | 1183 | 1185 | 1187 | 1231 | 2951 | 3807
    )
}

/// Whether an enum of integers is stored as `smallint`.
pub(crate) fn small(definition: &EnumDef) -> bool {
    let small = |number: &i64| i16::try_from(*number).is_ok();
    !definition.open && definition.numbers.iter().all(small)
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
