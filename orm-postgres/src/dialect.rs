mod function;

use orm_core::sql::{Dialect, Family, JsonCell, Op, Placeholder, WriteJoins};
use orm_core::types::{ArrayArg, SqlType, Storage};

use crate::ddl;

/// How PostgreSQL writes statements.
pub static DIALECT: Dialect = Dialect {
    name: "PostgreSQL",
    family: Family::Postgres,
    quote: '"',
    placeholder: Placeholder::Numbered,
    op,
    function: function::function,
    cast_type,
    scaled_decimals: false,
    rare_types: true,
    casts_custom: true,
    dashed_keys: true,
    rows_as_arrays: true,
    array_cast,
    returning: true,
    on_conflict: true,
    write_joins: WriteJoins::Using,
    update_returning: true,
    with_before_writes: true,
    outer_in_derived: true,
    max_parameters: MAX_PARAMETERS,
    max_row_parameters: MAX_PARAMETERS,
    literal: ddl::literal,
    physical: ddl::physical,
    drop_table: ddl::drop_table,
};

/// The protocol counts them in 16 bits.
pub(crate) const MAX_PARAMETERS: usize = 65_535;

/// The moment at which the statement began: the same throughout it, and another one in the next
/// statement of a transaction.
pub(crate) const NOW: &str = "statement_timestamp()";

fn op(op: Op) -> &'static str {
    match op {
        Op::ILikeOpen | Op::ILikeClose => "",
        Op::ILikeBetween => " ILIKE ",
        Op::LikeEscape => " ESCAPE '\\'",
        Op::ConcatOpen => "(",
        Op::ConcatBetween => " || ",
        Op::ConcatClose => ")",
        Op::NotDistinct => " IS NOT DISTINCT FROM ",
        Op::Distinct => " IS DISTINCT FROM ",
        Op::DistinctOpen | Op::DistinctClose => "",
        Op::ExistsOpen => "EXISTS (",
        Op::LengthOpen => "CHAR_LENGTH(",
        Op::NullsFirst => " NULLS FIRST",
        Op::NullsLast => " NULLS LAST",
        Op::False => "FALSE",
        Op::True => "TRUE",
        Op::Now => NOW,
        Op::NowWithoutZone => "(statement_timestamp() AT TIME ZONE 'UTC')",
        // OFFSET stands by itself.
        Op::NoLimit => "",
        Op::DivideBetween => " / ",
        // The sum of bigint is numeric.
        Op::SumOpen => "CAST(SUM(",
        Op::SumClose => " AS BIGINT)",
        Op::DoubleOpen => "CAST(",
        Op::DoubleClose => " AS DOUBLE PRECISION)",
        Op::DecimalAverage => "ROUND(SUM({})@ / COUNT({})@, #)",
        // MIN and MAX know no booleans, no uuids (Postgres 19 does) and, before 18, no bytes.
        Op::LeastBool => "BOOL_AND({})@",
        Op::GreatestBool => "BOOL_OR({})@",
        Op::LeastUuid => "CAST(MIN(CAST({} AS TEXT) COLLATE \"C\")@ AS UUID)",
        Op::GreatestUuid => "CAST(MAX(CAST({} AS TEXT) COLLATE \"C\")@ AS UUID)",
        Op::LeastBytes => "DECODE(MIN(ENCODE({}, 'hex') COLLATE \"C\")@, 'hex')",
        Op::GreatestBytes => "DECODE(MAX(ENCODE({}, 'hex') COLLATE \"C\")@, 'hex')",
        Op::GroupKey | Op::JsonValue => "{}",
        Op::BitsOpen | Op::BitsClose | Op::NameOpen | Op::NameClose => "",
        Op::EveryOpen => "BOOL_AND(",
        Op::SomeOpen => "BOOL_OR(",
        Op::RollupOpen => "ROLLUP (",
        Op::RollupClose => ")",
        Op::OperandOpen => "(",
        Op::WideTextOpen | Op::WideDecimalOpen => "CAST(",
        Op::WideTextClose => " AS TEXT)",
        Op::WideDecimalClose => " AS NUMERIC)",
        Op::AnyOpen => " = ANY(",
        Op::JsonOpen(JsonCell::Number | JsonCell::Moment) => "",
        Op::JsonClose(JsonCell::Number | JsonCell::Moment) => "",
        Op::JsonOpen(JsonCell::Bytes) => "ENCODE(",
        Op::JsonClose(JsonCell::Bytes) => ", 'hex')",
        Op::JsonOpen(_) => "CAST(",
        Op::JsonClose(_) => " AS TEXT)",
        Op::JsonArrayOpen => "json_build_array(",
        Op::JsonListOpen => "json_agg(",
        Op::JsonCollectOpen | Op::JsonCollectClose => "",
        Op::JsonEmpty => "CAST('[]' AS JSON)",
        Op::JsonNestOpen | Op::JsonNestClose | Op::RareOpen | Op::RareClose => "",
        Op::DefaultValues => " DEFAULT VALUES",
        Op::RandomUuid => "gen_random_uuid()",
        Op::RandomUuidText => "CAST(gen_random_uuid() AS TEXT)",
        Op::Proposed | Op::ProposedClose => "",
        Op::ProposedOpen => "\"excluded\".",
        other => unreachable!("{other:?} has no SQL on PostgreSQL"),
    }
}

/// Types of the database's own have no number that is known here: their arrays come as texts.
fn array_cast(array: &ArrayArg) -> Option<String> {
    match array.element {
        SqlType::Enum(definition) if ddl::has_type(definition, array.hint.storage) => {
            Some(format!("{}[]", ddl::quoted(definition.name)))
        }
        SqlType::Text if array.hint.storage == Storage::IgnoreCase => Some("citext[]".to_owned()),
        _ => None,
    }
}

fn cast_type(sql: SqlType) -> &'static str {
    match sql {
        SqlType::Bool => "BOOLEAN",
        SqlType::I8 | SqlType::I16 | SqlType::U8 => "SMALLINT",
        SqlType::I32 | SqlType::U16 => "INTEGER",
        SqlType::I64 | SqlType::U32 | SqlType::U64 => "BIGINT",
        SqlType::F32 => "REAL",
        SqlType::F64 => "DOUBLE PRECISION",
        SqlType::Text => "TEXT",
        SqlType::Bytes => "BYTEA",
        SqlType::Uuid => "UUID",
        SqlType::Decimal => "NUMERIC",
        SqlType::Date => "DATE",
        SqlType::Time => "TIME",
        SqlType::DateTime => "TIMESTAMP",
        SqlType::Timestamp => "TIMESTAMPTZ",
        SqlType::Json => "JSONB",
        SqlType::Enum(definition) if definition.numbers.is_empty() => "TEXT",
        SqlType::Enum(_) => "BIGINT",
        SqlType::Interval => "INTERVAL",
        SqlType::Ip => "INET",
        SqlType::IpNetwork => "CIDR",
        SqlType::Custom(custom) => custom.on(Family::Postgres).unwrap_or("TEXT"),
        // No cast gives an array.
        SqlType::Array(_) => "JSONB",
    }
}
