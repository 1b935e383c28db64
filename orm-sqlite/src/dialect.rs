use orm_core::sql::{Dialect, Op, Placeholder};
use orm_core::types::SqlType;

use crate::ddl;

/// How SQLite writes statements.
pub static DIALECT: Dialect = COMMON;

const COMMON: Dialect = Dialect {
    name: "SQLite",
    quote: '"',
    placeholder: Placeholder::Question,
    op,
    cast_type,
    scaled_decimals: true,
    returning: true,
    max_parameters: 32_766,
    create_tables: ddl::create_tables,
    drop_table: ddl::drop_table,
};

/// How Cloudflare D1 writes statements: as SQLite does. What it takes in one statement is a matter
/// of its length.
#[cfg(feature = "d1")]
pub static D1_DIALECT: Dialect = Dialect {
    name: "D1",
    max_parameters: 1_000,
    ..COMMON
};

/// The present moment with as many digits as a bound timestamp has.
pub(crate) const NOW: &str = "strftime('%Y-%m-%d %H:%M:%f000', 'now')";

fn op(op: Op) -> &'static str {
    match op {
        Op::ILikeOpen => "LOWER(",
        Op::ILikeBetween => ") LIKE LOWER(",
        Op::ILikeClose => ")",
        Op::LikeEscape => " ESCAPE '\\'",
        Op::ConcatOpen => "(",
        Op::ConcatBetween => " || ",
        Op::ConcatClose => ")",
        Op::NotDistinct => " IS ",
        Op::Distinct => " IS NOT ",
        Op::DistinctOpen | Op::DistinctClose => "",
        // SQLite 3.51 turns a plain EXISTS into a join, and then loses rows under ORDER BY and LIMIT
        // when a left join's condition is no key. The sign keeps it an expression.
        Op::ExistsOpen => "+EXISTS (",
        Op::LengthOpen => "LENGTH(",
        Op::NullsFirst => " NULLS FIRST",
        Op::NullsLast => " NULLS LAST",
        Op::False => "FALSE",
        Op::True => "TRUE",
        Op::Now => NOW,
        Op::NoLimit => " LIMIT -1",
        Op::DivideBetween => " / ",
        Op::SumOpen => "SUM(",
        Op::SumClose => ")",
        Op::DoubleOpen | Op::DoubleClose => "",
        // Whole numbers throughout: SQLite's own AVG is a float.
        Op::DecimalAverageOpen => "(SUM(",
        Op::DecimalAverageBetween => ") * 10000 / COUNT(",
        Op::DecimalAverageClose => "))",
        Op::DefaultValues => " DEFAULT VALUES",
        other => unreachable!("{other:?} has no SQL on SQLite"),
    }
}

fn cast_type(sql: SqlType) -> &'static str {
    match sql {
        SqlType::F32 | SqlType::F64 => "REAL",
        SqlType::Bytes | SqlType::Uuid => "BLOB",
        SqlType::Text
        | SqlType::Date
        | SqlType::Time
        | SqlType::DateTime
        | SqlType::Timestamp
        | SqlType::Json => "TEXT",
        SqlType::Enum(definition) if definition.numbers.is_empty() => "TEXT",
        _ => "INTEGER",
    }
}
