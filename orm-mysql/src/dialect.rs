mod function;

use orm_core::sql::{Dialect, Family, JsonCell, Op, Placeholder, WriteJoins};
use orm_core::types::SqlType;

use crate::ddl;

/// How statements are written for MySQL, MariaDB and Vitess alike.
pub static MYSQL_DIALECT: Dialect = Dialect {
    name: "MySQL",
    ..COMMON
};

/// How statements are written for MySQL 8 and newer.
pub static MYSQL8_DIALECT: Dialect = Dialect {
    name: "MySQL 8",
    op: op_of_mysql8,
    dashed_keys: true,
    outer_in_derived: true,
    physical: ddl::physical_on_mysql8,
    ..COMMON
};

/// How statements are written for MariaDB.
pub static MARIADB_DIALECT: Dialect = Dialect {
    name: "MariaDB",
    returning: true,
    ..COMMON
};

/// The protocol counts them in 16 bits.
const MAX_PARAMETERS: usize = 65_535;

const COMMON: Dialect = Dialect {
    name: "",
    family: Family::MySql,
    quote: '`',
    placeholder: Placeholder::Question,
    op,
    function: function::function,
    cast_type,
    scaled_decimals: false,
    rare_types: false,
    casts_custom: false,
    // MariaDB's do not, quoted or escaped.
    dashed_keys: false,
    rows_as_arrays: false,
    array_cast: |_| None,
    returning: false,
    on_conflict: false,
    write_joins: WriteJoins::Join,
    update_returning: false,
    // MariaDB has it before none of them, MySQL not before INSERT.
    with_before_writes: false,
    outer_in_derived: false,
    max_parameters: MAX_PARAMETERS,
    max_row_parameters: MAX_PARAMETERS,
    literal: ddl::literal,
    physical: ddl::physical,
    drop_table: ddl::drop_table,
};

fn op(op: Op) -> &'static str {
    match op {
        Op::ILikeOpen => "LOWER(",
        Op::ILikeBetween => ") LIKE LOWER(",
        Op::ILikeClose => ")",
        // A backslash whatever sql_mode makes of one in a literal. Without its character set the
        // comparison would be one of bytes.
        Op::LikeEscape => " ESCAPE _utf8mb4 0x5C",
        // `||` is OR, unless sql_mode says otherwise.
        Op::ConcatOpen => "CONCAT(",
        Op::ConcatBetween => ", ",
        Op::ConcatClose => ")",
        Op::NotDistinct | Op::Distinct => " <=> ",
        Op::DistinctOpen => "NOT (",
        Op::DistinctClose => ")",
        Op::ExistsOpen => "EXISTS (",
        Op::LengthOpen => "CHAR_LENGTH(",
        // There are no such words: `term IS NULL` stands before the term.
        Op::NullsFirst | Op::NullsLast => "",
        Op::False => "FALSE",
        Op::True => "TRUE",
        Op::Now | Op::NowWithoutZone => "UTC_TIMESTAMP(6)",
        Op::NoLimit => " LIMIT 18446744073709551615",
        Op::DivideBetween => " DIV ",
        Op::SumOpen => "SUM(",
        Op::SumClose => "",
        Op::DoubleOpen => "CAST(",
        Op::DoubleClose => " AS DOUBLE)",
        // A quotient of decimals has four more digits than the dividend, and is rounded there.
        Op::DecimalAverage => "(SUM({})@ / COUNT({})@)",
        Op::LeastBool | Op::LeastUuid | Op::LeastBytes => "MIN({})@",
        Op::GreatestBool | Op::GreatestUuid | Op::GreatestBytes => "MAX({})@",
        // Two `?` are two expressions to ONLY_FULL_GROUP_BY, whatever is bound. All rows of a group
        // have the same key, which is then the least one too.
        Op::GroupKey => "MIN({})",
        // MySQL compares JSON with JSON only. MariaDB keeps it as text, and has no such type: it
        // passes over what stands in the comments.
        Op::JsonValue => "/*!80000 CAST(*/{}/*!80000 AS JSON)*/",
        // Beside a bind value the whole is of type BIT, and comes as the digits of a number.
        Op::BitsOpen => "(",
        Op::BitsClose => " + 0)",
        // ORDER BY goes by the place of the name in the declaration, comparisons by the name.
        Op::NameOpen => "CAST(",
        Op::NameClose => " AS CHAR)",
        Op::EveryOpen => "MIN(",
        Op::SomeOpen => "MAX(",
        Op::OperandOpen => "(",
        Op::WideDecimalOpen | Op::WideDecimalClose => "",
        Op::WideTextOpen => "CAST(",
        Op::WideTextClose => " AS CHAR(16000))",
        Op::AnyOpen => "",
        // As text, a double would lose digits in a temporary table; as JSON it keeps them.
        Op::JsonOpen(JsonCell::Number | JsonCell::Text | JsonCell::Double) => "",
        Op::JsonClose(JsonCell::Number | JsonCell::Text | JsonCell::Double) => "",
        Op::JsonOpen(JsonCell::Float) => "CAST(",
        Op::JsonClose(JsonCell::Float) => " AS DOUBLE)",
        Op::JsonOpen(JsonCell::Bytes | JsonCell::Uuid) => "HEX(",
        Op::JsonClose(JsonCell::Bytes | JsonCell::Uuid) => ")",
        Op::JsonOpen(_) => "CAST(",
        Op::JsonClose(_) => " AS CHAR)",
        Op::JsonArrayOpen => "JSON_ARRAY(",
        Op::JsonListOpen => "JSON_ARRAYAGG(",
        Op::JsonCollectOpen | Op::JsonCollectClose => "",
        Op::JsonEmpty => "JSON_ARRAY()",
        Op::JsonNestOpen => "JSON_EXTRACT(",
        Op::JsonNestClose => ", '$')",
        Op::RareOpen | Op::RareClose => "",
        Op::DefaultValues => " () VALUES ()",
        Op::RandomUuid => {
            "UNHEX(CONCAT(HEX(RANDOM_BYTES(6)), '4', SUBSTR(HEX(RANDOM_BYTES(2)), 2), SUBSTR('89AB', 1 + FLOOR(RAND() * 4), 1), SUBSTR(HEX(RANDOM_BYTES(2)), 2), HEX(RANDOM_BYTES(6))))"
        }
        Op::RandomUuidText => {
            "LOWER(CONCAT(HEX(RANDOM_BYTES(4)), '-', HEX(RANDOM_BYTES(2)), '-4', SUBSTR(HEX(RANDOM_BYTES(2)), 2), '-', SUBSTR('89AB', 1 + FLOOR(RAND() * 4), 1), SUBSTR(HEX(RANDOM_BYTES(2)), 2), '-', HEX(RANDOM_BYTES(6))))"
        }
        Op::Proposed => "",
        Op::ProposedOpen => "VALUES(",
        Op::ProposedClose => ")",
        Op::RollupOpen => "",
        Op::RollupClose => " WITH ROLLUP",
        other => unreachable!("{other:?} has no SQL on MySQL"),
    }
}

/// MySQL 8 deprecates VALUES() for a name of the row, which MariaDB doesn't have.
fn op_of_mysql8(op: Op) -> &'static str {
    match op {
        Op::Proposed => " AS `proposed`",
        Op::ProposedOpen => "`proposed`.",
        Op::ProposedClose => "",
        other => self::op(other),
    }
}

fn cast_type(sql: SqlType) -> &'static str {
    match sql {
        SqlType::Custom(custom) => cast_type(custom.stored),
        SqlType::Bool | SqlType::I8 | SqlType::I16 | SqlType::I32 | SqlType::I64 => "SIGNED",
        SqlType::U8 | SqlType::U16 | SqlType::U32 | SqlType::U64 => "UNSIGNED",
        SqlType::F32 | SqlType::F64 => "DOUBLE",
        SqlType::Bytes | SqlType::Uuid | SqlType::Ip | SqlType::IpNetwork => "BINARY",
        SqlType::Decimal => "DECIMAL(65, 30)",
        SqlType::Date => "DATE",
        SqlType::Time => "TIME(6)",
        SqlType::DateTime | SqlType::Timestamp => "DATETIME(6)",
        SqlType::Enum(definition) if !definition.numbers.is_empty() => "SIGNED",
        SqlType::Text
        | SqlType::Json
        | SqlType::Enum(_)
        // Statements with these are refused.
        | SqlType::Interval
        | SqlType::Array(_) => "CHAR",
    }
}
