use std::cell::Cell;
use std::net::IpAddr;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use orm_core::types::network::checked_network;
use orm_core::types::{Cells, DecodeError, Hint, Interval, IpNetwork, RowReader, Storage, utf8};
use rust_decimal::Decimal;
use sqlx::Row;
use sqlx::postgres::PgRow;
use uuid::Uuid;

use crate::{numeric, types};

/// Cells in the server's binary form: those of a row, or the elements of an array.
pub(crate) trait Source<'r> {
    /// The bytes of a cell; `None`: it is NULL.
    fn bytes(&self, at: usize) -> Result<Option<&'r [u8]>, DecodeError>;
    /// The number of its type.
    fn oid(&self, at: usize) -> u32;
}

impl<'r> Source<'r> for &'r PgRow {
    #[inline]
    fn bytes(&self, at: usize) -> Result<Option<&'r [u8]>, DecodeError> {
        // There is no other failure than NULL in taking a cell's bytes.
        match self.try_get_raw(at) {
            Ok(cell) => Ok(cell.as_bytes().ok()),
            Err(_) => Err(DecodeError::Malformed {
                target: "row",
                reason: format!("it has no column {}", at + 1),
            }),
        }
    }

    #[inline]
    fn oid(&self, at: usize) -> u32 {
        let oid = self.columns().get(at).and_then(|column| {
            use sqlx::Column;
            column.type_info().oid()
        });
        oid.map_or(types::UNKNOWN, |oid| oid.0)
    }
}

/// Reads cells in the server's binary form.
pub(crate) struct Reader<'r, S> {
    source: S,
    /// The cell that was last asked whether it is NULL: its value is asked for next.
    last: Cell<(usize, Option<&'r [u8]>)>,
}

impl<'r, S: Source<'r>> Reader<'r, S> {
    pub(crate) fn new(source: S) -> Self {
        Self {
            source,
            last: Cell::new((usize::MAX, None)),
        }
    }

    #[inline]
    fn cell(&self, at: usize) -> Result<Option<&'r [u8]>, DecodeError> {
        let (last, value) = self.last.get();
        if last == at {
            return Ok(value);
        }
        self.source.bytes(at)
    }

    /// The cell with the number of its type.
    #[inline]
    fn value(&self, at: usize) -> Result<(u32, &'r [u8]), DecodeError> {
        let bytes = self.cell(at)?.ok_or(DecodeError::UnexpectedNull)?;
        Ok((self.source.oid(at), bytes))
    }

    /// An address and the bits of its prefix.
    fn address(&self, at: usize, expected: &'static str) -> Result<(IpAddr, u8), DecodeError> {
        let (oid, bytes) = self.value(at)?;
        if !matches!(oid, types::INET | types::CIDR) {
            return Err(wrong(expected, oid));
        }
        match *bytes {
            [2, prefix, _, 4, ref address @ ..] => {
                Ok((fixed::<4>(address, expected)?.into(), prefix))
            }
            [3, prefix, _, 16, ref address @ ..] => {
                Ok((fixed::<16>(address, expected)?.into(), prefix))
            }
            _ => Err(length(expected)),
        }
    }

    fn text_of(&self, at: usize, expected: &'static str) -> Result<&'r str, DecodeError> {
        let (oid, bytes) = self.value(at)?;
        match oid {
            types::TEXT
            | types::VARCHAR
            | types::BPCHAR
            | types::NAME
            | types::UNKNOWN
            | types::JSON => utf8(bytes),
            // Enums and texts of extensions. A record is none, and has NULs.
            types::FIRST_OWN.. if !bytes.contains(&0) => utf8(bytes),
            other => Err(wrong(expected, other)),
        }
    }
}

impl<'r, S: Source<'r>> RowReader for Reader<'r, S> {
    #[inline]
    fn is_null(&self, at: usize) -> Result<bool, DecodeError> {
        let value = self.cell(at)?;
        self.last.set((at, value));
        Ok(value.is_none())
    }

    #[inline]
    fn bool(&self, at: usize) -> Result<bool, DecodeError> {
        match self.value(at)? {
            (types::BOOL, [0]) => Ok(false),
            (types::BOOL, [1]) => Ok(true),
            (types::BOOL, _) => Err(length("boolean")),
            (other, _) => Err(wrong("boolean", other)),
        }
    }

    #[inline]
    fn i64(&self, at: usize) -> Result<i64, DecodeError> {
        let (oid, bytes) = self.value(at)?;
        match oid {
            types::INT8 => Ok(i64::from_be_bytes(fixed(bytes, "bigint")?)),
            types::INT4 => Ok(i32::from_be_bytes(fixed(bytes, "integer")?).into()),
            types::INT2 => Ok(i16::from_be_bytes(fixed(bytes, "smallint")?).into()),
            types::OID => Ok(u32::from_be_bytes(fixed(bytes, "oid")?).into()),
            other => Err(wrong("integer", other)),
        }
    }

    #[inline]
    fn u64(&self, at: usize) -> Result<u64, DecodeError> {
        let value = self.i64(at)?;
        u64::try_from(value).map_err(|_| DecodeError::out_of_range(value, "u64"))
    }

    #[inline]
    fn f32(&self, at: usize) -> Result<f32, DecodeError> {
        let (oid, bytes) = self.value(at)?;
        if oid == types::FLOAT4 {
            return Ok(f32::from_be_bytes(fixed(bytes, "real")?));
        }
        let wide = self.f64(at)?;
        let value = wide as f32;
        if value.is_infinite() && wide.is_finite() {
            return Err(DecodeError::out_of_range(wide, "f32"));
        }
        Ok(value)
    }

    #[inline]
    fn f64(&self, at: usize) -> Result<f64, DecodeError> {
        let (oid, bytes) = self.value(at)?;
        match oid {
            types::FLOAT8 => Ok(f64::from_be_bytes(fixed(bytes, "double precision")?)),
            types::FLOAT4 => Ok(f32::from_be_bytes(fixed(bytes, "real")?).into()),
            types::INT2 | types::INT4 | types::INT8 => Ok(self.i64(at)? as f64),
            other => Err(wrong("float", other)),
        }
    }

    #[inline]
    fn text(&self, at: usize) -> Result<&str, DecodeError> {
        self.text_of(at, "text")
    }

    #[inline]
    fn bytes(&self, at: usize) -> Result<&[u8], DecodeError> {
        match self.value(at)? {
            (types::BYTEA, bytes) => Ok(bytes),
            (other, _) => Err(wrong("bytes", other)),
        }
    }

    fn uuid(&self, at: usize, _: Hint) -> Result<Uuid, DecodeError> {
        let (oid, bytes) = self.value(at)?;
        if oid == types::UUID {
            return Ok(Uuid::from_bytes(fixed(bytes, "uuid")?));
        }
        Uuid::try_parse(self.text_of(at, "uuid")?).map_err(|error| DecodeError::Malformed {
            target: "uuid",
            reason: error.to_string(),
        })
    }

    fn decimal(&self, at: usize, hint: Hint) -> Result<Decimal, DecodeError> {
        let (oid, bytes) = self.value(at)?;
        match oid {
            types::NUMERIC => numeric::read(bytes, hint.scale),
            types::INT2 | types::INT4 | types::INT8 => Ok(self.i64(at)?.into()),
            _ => Decimal::from_str_exact(self.text_of(at, "decimal")?).map_err(|error| {
                DecodeError::Malformed {
                    target: "decimal",
                    reason: error.to_string(),
                }
            }),
        }
    }

    fn date(&self, at: usize, _: Hint) -> Result<NaiveDate, DecodeError> {
        let (oid, bytes) = self.value(at)?;
        if oid != types::DATE {
            return Err(wrong("date", oid));
        }
        match i32::from_be_bytes(fixed(bytes, "date")?) {
            i32::MAX => Err(DecodeError::out_of_range("infinity", "date")),
            i32::MIN => Err(DecodeError::out_of_range("-infinity", "date")),
            days => types::date(days).ok_or_else(|| {
                DecodeError::out_of_range(format!("day {days} after 2000-01-01"), "date")
            }),
        }
    }

    fn time(&self, at: usize, _: Hint) -> Result<NaiveTime, DecodeError> {
        let (oid, bytes) = self.value(at)?;
        if oid != types::TIME {
            return Err(wrong("time", oid));
        }
        let micros = i64::from_be_bytes(fixed(bytes, "time")?);
        types::time(micros).ok_or_else(|| {
            DecodeError::out_of_range(format!("{micros} microseconds after midnight"), "time")
        })
    }

    fn datetime(&self, at: usize, _: Hint) -> Result<NaiveDateTime, DecodeError> {
        let (oid, bytes) = self.value(at)?;
        if oid != types::TIMESTAMP {
            return Err(wrong("timestamp", oid));
        }
        moment(bytes, "date-time")
    }

    fn timestamp(&self, at: usize, hint: Hint) -> Result<DateTime<Utc>, DecodeError> {
        let (oid, bytes) = self.value(at)?;
        let there = oid == types::TIMESTAMP && hint.storage == Storage::WithoutZone;
        if oid != types::TIMESTAMPTZ && !there {
            return Err(wrong("timestamptz", oid));
        }
        moment(bytes, "timestamp").map(|value| value.and_utc())
    }

    fn json(&self, at: usize) -> Result<&str, DecodeError> {
        match self.value(at)? {
            // The version of the binary form.
            (types::JSONB, [1, text @ ..]) => utf8(text),
            (types::JSONB, _) => Err(DecodeError::Malformed {
                target: "JSON document",
                reason: "jsonb of an unknown version".to_owned(),
            }),
            _ => self.text_of(at, "JSON"),
        }
    }

    fn interval(&self, at: usize) -> Result<Interval, DecodeError> {
        let (oid, bytes) = self.value(at)?;
        if oid != types::INTERVAL {
            return Err(wrong("interval", oid));
        }
        let bytes: [u8; 16] = fixed(bytes, "interval")?;
        let (microseconds, rest) = bytes.split_at(8);
        let (days, months) = rest.split_at(4);
        let span = Interval {
            months: i32::from_be_bytes(fixed(months, "interval")?),
            days: i32::from_be_bytes(fixed(days, "interval")?),
            microseconds: i64::from_be_bytes(fixed(microseconds, "interval")?),
        };
        match (span.months, span.days, span.microseconds) {
            (i32::MAX, i32::MAX, i64::MAX) => {
                Err(DecodeError::out_of_range("infinity", "interval"))
            }
            (i32::MIN, i32::MIN, i64::MIN) => {
                Err(DecodeError::out_of_range("-infinity", "interval"))
            }
            _ => Ok(span),
        }
    }

    fn ip(&self, at: usize) -> Result<IpAddr, DecodeError> {
        let (address, prefix) = self.address(at, "IP address")?;
        if prefix == IpNetwork::from(address).prefix() {
            return Ok(address);
        }
        Err(DecodeError::out_of_range(
            format!("{address}/{prefix}"),
            "the address of a host",
        ))
    }

    fn ip_network(&self, at: usize) -> Result<IpNetwork, DecodeError> {
        let (address, prefix) = self.address(at, "IP network")?;
        checked_network(address, prefix)
    }

    fn array(&self, at: usize) -> Result<Cells<'_>, DecodeError> {
        let (oid, bytes) = self.value(at)?;
        // Those with numbers of their own are arrays of the database's enums.
        if !types::is_array(oid) && oid < types::FIRST_OWN {
            return Err(wrong("array", oid));
        }
        let elements = Elements::read(bytes).ok_or_else(|| DecodeError::Malformed {
            target: "array",
            reason: "not a list of one dimension".to_owned(),
        })?;
        Ok(Cells {
            count: elements.cells.len(),
            reader: Box::new(Reader::new(elements)),
        })
    }
}

/// The elements of an array.
struct Elements<'r> {
    oid: u32,
    cells: Vec<Option<&'r [u8]>>,
}

impl<'r> Elements<'r> {
    /// `None` for what is no array of one dimension.
    fn read(bytes: &'r [u8]) -> Option<Self> {
        let mut rest = bytes;
        let dimensions = number(&mut rest)?;
        if !matches!(number(&mut rest)?, 0 | 1) {
            return None;
        }
        let oid = u32::from_be_bytes(number(&mut rest)?.to_be_bytes());
        let count = match dimensions {
            0 => 0,
            1 => {
                // The place of the first doesn't matter.
                let count = usize::try_from(number(&mut rest)?).ok()?;
                let _first = number(&mut rest)?;
                count
            }
            _ => return None,
        };
        // Every element has a length: no more is reserved than there are bytes for.
        let mut cells = Vec::with_capacity(count.min(rest.len() / 4));
        for _ in 0..count {
            let length = number(&mut rest)?;
            if length == -1 {
                cells.push(None);
                continue;
            }
            let (cell, behind) = rest.split_at_checked(usize::try_from(length).ok()?)?;
            cells.push(Some(cell));
            rest = behind;
        }
        rest.is_empty().then_some(Self { oid, cells })
    }
}

fn number(rest: &mut &[u8]) -> Option<i32> {
    let (number, behind) = rest.split_first_chunk()?;
    *rest = behind;
    Some(i32::from_be_bytes(*number))
}

impl<'r> Source<'r> for Elements<'r> {
    fn bytes(&self, at: usize) -> Result<Option<&'r [u8]>, DecodeError> {
        let cell = self.cells.get(at).copied();
        cell.ok_or_else(|| DecodeError::Malformed {
            target: "array",
            reason: format!("it has no element {}", at + 1),
        })
    }

    fn oid(&self, _: usize) -> u32 {
        self.oid
    }
}

fn moment(bytes: &[u8], target: &'static str) -> Result<NaiveDateTime, DecodeError> {
    match i64::from_be_bytes(fixed(bytes, target)?) {
        i64::MAX => Err(DecodeError::out_of_range("infinity", target)),
        i64::MIN => Err(DecodeError::out_of_range("-infinity", target)),
        micros => types::moment(micros).ok_or_else(|| {
            DecodeError::out_of_range(format!("microsecond {micros} after 2000-01-01"), target)
        }),
    }
}

#[inline]
fn fixed<const N: usize>(bytes: &[u8], target: &'static str) -> Result<[u8; N], DecodeError> {
    bytes.try_into().map_err(|_| length(target))
}

#[cold]
fn length(target: &'static str) -> DecodeError {
    DecodeError::Malformed {
        target,
        reason: "not as long as its type".to_owned(),
    }
}

#[cold]
fn wrong(expected: &'static str, found: u32) -> DecodeError {
    let found = match found {
        types::BOOL => "boolean",
        types::BYTEA => "bytea",
        types::INT2 => "smallint",
        types::INT4 => "integer",
        types::INT8 => "bigint",
        types::OID => "oid",
        types::FLOAT4 => "real",
        types::FLOAT8 => "double precision",
        types::NUMERIC => "numeric",
        types::TEXT | types::VARCHAR | types::BPCHAR | types::NAME | types::UNKNOWN => "text",
        types::DATE => "date",
        types::TIME => "time",
        types::TIMESTAMP => "timestamp",
        types::TIMESTAMPTZ => "timestamptz",
        types::UUID => "uuid",
        types::JSON => "json",
        types::JSONB => "jsonb",
        types::INTERVAL => "interval",
        types::INET => "inet",
        types::CIDR => "cidr",
        oid if types::is_array(oid) => "array",
        _ => "a type that has no form here",
    };
    DecodeError::WrongType { expected, found }
}
