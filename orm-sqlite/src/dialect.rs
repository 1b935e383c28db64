mod function;

use orm_core::sql::{Dialect, Family, JsonCell, Op, Placeholder, WriteJoins};
use orm_core::types::SqlType;

use crate::ddl;

/// How SQLite writes statements.
pub static DIALECT: Dialect = COMMON;

const COMMON: Dialect = Dialect {
    name: "SQLite",
    family: Family::Sqlite,
    quote: '"',
    placeholder: Placeholder::Question,
    op,
    function: function::function,
    cast_type,
    scaled_decimals: true,
    rare_types: false,
    casts_custom: false,
    dashed_keys: true,
    rows_as_arrays: false,
    array_cast: |_| None,
    returning: true,
    on_conflict: true,
    write_joins: WriteJoins::Exists,
    update_returning: true,
    with_before_writes: true,
    outer_in_derived: true,
    max_parameters: 32_766,
    max_row_parameters: 32_766,
    literal: ddl::literal,
    physical: ddl::physical,
    drop_table: ddl::drop_table,
};

/// How Cloudflare D1 writes statements: as SQLite does. A hundred values are bound, and more stand in
/// the text, whose length is limited: rows, which may be long, are divided into more statements of
/// the one request.
#[cfg(feature = "d1")]
pub static D1_DIALECT: Dialect = Dialect {
    name: "D1",
    max_parameters: 1_000,
    max_row_parameters: 100,
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
        Op::Now | Op::NowWithoutZone => NOW,
        Op::NoLimit => " LIMIT -1",
        Op::DivideBetween => " / ",
        Op::SumOpen => "SUM(",
        Op::SumClose => "",
        Op::DoubleOpen | Op::DoubleClose => "",
        // Whole numbers throughout: SQLite's own AVG is a float. Half of the divisor, with the sum's
        // sign, rounds what the division cuts.
        Op::DecimalAverage => {
            "((SUM({})@ * 10000 + SIGN(SUM({})@) * (COUNT({})@ / 2)) / COUNT({})@)"
        }
        Op::LeastBool | Op::LeastUuid | Op::LeastBytes => "MIN({})@",
        Op::GreatestBool | Op::GreatestUuid | Op::GreatestBytes => "MAX({})@",
        Op::GroupKey | Op::JsonValue => "{}",
        Op::BitsOpen | Op::BitsClose | Op::NameOpen | Op::NameClose => "",
        Op::EveryOpen => "MIN(",
        Op::SomeOpen => "MAX(",
        // Operands take no parentheses.
        Op::OperandOpen => "SELECT * FROM (",
        Op::WideTextOpen | Op::WideTextClose | Op::WideDecimalOpen | Op::WideDecimalClose => "",
        Op::AnyOpen => "",
        Op::JsonOpen(JsonCell::Float | JsonCell::Double | JsonCell::Bytes | JsonCell::Uuid) => {
            "NULLIF(QUOTE("
        }
        Op::JsonClose(JsonCell::Float | JsonCell::Double | JsonCell::Bytes | JsonCell::Uuid) => {
            "), 'NULL')"
        }
        Op::JsonOpen(_) | Op::JsonClose(_) => "",
        Op::JsonArrayOpen => "json_array(",
        Op::JsonListOpen => "json_group_array(",
        // Of no row, the aggregate is an empty list.
        Op::JsonCollectOpen => "NULLIF(",
        Op::JsonCollectClose => ", '[]')",
        Op::JsonEmpty => "'[]'",
        Op::JsonNestOpen => "json(",
        Op::JsonNestClose => ")",
        Op::RareOpen => "unlikely(",
        Op::RareClose => ")",
        Op::DefaultValues => " DEFAULT VALUES",
        Op::RandomUuid => {
            "unhex(hex(randomblob(6)) || '4' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(2)), 2) || hex(randomblob(6)))"
        }
        Op::RandomUuidText => {
            "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))"
        }
        Op::Proposed | Op::ProposedClose => "",
        Op::ProposedOpen => "\"excluded\".",
        other => unreachable!("{other:?} has no SQL on SQLite"),
    }
}

fn cast_type(sql: SqlType) -> &'static str {
    match sql {
        SqlType::Custom(custom) => cast_type(custom.stored),
        SqlType::F32 | SqlType::F64 => "REAL",
        SqlType::Bytes | SqlType::Uuid | SqlType::Ip | SqlType::IpNetwork => "BLOB",
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
