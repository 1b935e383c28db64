use sqlparser::ast::{DataType, ExactNumberInfo, TimezoneInfo};

use super::target::{Has, Target};
use super::write::{Checked, Part};

/// A type that CAST may name, in a dialect's words.
pub(super) fn cast_type(ty: &DataType, target: Target) -> Checked<Part> {
    let everywhere = |sql| Ok(Part::CastType(sql));
    let only = |has: Has, text: &str| {
        target.needs(&format!("CAST to {ty}"), has)?;
        Ok(Part::Text(text.to_owned()))
    };
    match ty {
        DataType::Int(None) | DataType::Integer(None) | DataType::BigInt(None) => everywhere("I64"),
        DataType::Double(ExactNumberInfo::None) | DataType::DoublePrecision | DataType::Real => {
            everywhere("F64")
        }
        DataType::Text | DataType::Varchar(None) => everywhere("Text"),
        DataType::Numeric(ExactNumberInfo::PrecisionAndScale(precision, scale))
        | DataType::Decimal(ExactNumberInfo::PrecisionAndScale(precision, scale)) => {
            only(Has::NOT_SQLITE, &format!("DECIMAL({precision}, {scale})"))
        }
        DataType::Date => only(Has::NOT_SQLITE, "DATE"),
        DataType::Datetime(None) => only(Has::MYSQL, "DATETIME(6)"),
        DataType::Timestamp(None, TimezoneInfo::None | TimezoneInfo::WithoutTimeZone) => {
            only(Has::POSTGRES, "TIMESTAMP")
        }
        DataType::Timestamp(None, TimezoneInfo::WithTimeZone | TimezoneInfo::Tz) => {
            only(Has::POSTGRES, "TIMESTAMPTZ")
        }
        DataType::Uuid => only(Has::POSTGRES, "UUID"),
        DataType::Bool | DataType::Boolean => only(Has::POSTGRES, "BOOLEAN"),
        DataType::JSON => only(Has::NOT_SQLITE, "JSON"),
        DataType::JSONB => only(Has::POSTGRES, "JSONB"),
        _ => Err(format!(
            "CAST takes INTEGER, DOUBLE PRECISION and TEXT; on some databases NUMERIC(p, s), DATE, DATETIME, TIMESTAMP, UUID, BOOLEAN, JSON and JSONB: not {ty}"
        )),
    }
}
