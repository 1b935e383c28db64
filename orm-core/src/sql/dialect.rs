use crate::schema::{KeyspaceDef, TableDef};
use crate::types::{Hint, SqlType, Storage};

/// How a dialect marks bind values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// `?`
    Question,
    /// `$1`, `$2`
    Numbered,
}

/// The form of a cell in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonCell {
    /// A whole number, or a truth value.
    Number,
    /// A text, or an enum that is stored as one.
    Text,
    /// A single precision number: exact when it is read in double precision, as text or number.
    Float,
    /// A double precision number: exact, as text or number.
    Double,
    /// An exact number: text, or the whole number that is stored.
    Decimal,
    /// Bytes: hexadecimal.
    Bytes,
    /// A uuid: text, or hexadecimal.
    Uuid,
    /// A date, a time, or both: text.
    Moment,
    /// A document: its text.
    Json,
}

impl JsonCell {
    /// The form for values of a type.
    pub fn of(sql: SqlType, hint: Hint) -> Self {
        match (sql, hint.storage) {
            (SqlType::Uuid | SqlType::Decimal, Storage::Text) => Self::Text,
            (SqlType::Text, _) => Self::Text,
            (SqlType::Enum(definition), _) if definition.numbers.is_empty() => Self::Text,
            (SqlType::F32, _) => Self::Float,
            (SqlType::F64, _) => Self::Double,
            (SqlType::Decimal, _) => Self::Decimal,
            (SqlType::Bytes, _) => Self::Bytes,
            (SqlType::Uuid, _) => Self::Uuid,
            (SqlType::Date | SqlType::Time | SqlType::DateTime | SqlType::Timestamp, _) => {
                Self::Moment
            }
            (SqlType::Json, _) => Self::Json,
            _ => Self::Number,
        }
    }
}

/// Something that dialects write differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Op {
    /// Before the left side of a LIKE that ignores case.
    ILikeOpen,
    /// Between the sides of a LIKE that ignores case.
    ILikeBetween,
    /// After the right side of a LIKE that ignores case.
    ILikeClose,
    /// After a LIKE pattern: names the escape character.
    LikeEscape,
    /// Before concatenated texts.
    ConcatOpen,
    /// Between concatenated texts.
    ConcatBetween,
    /// After concatenated texts.
    ConcatClose,
    /// Between two values that are compared with NULL equal to NULL.
    NotDistinct,
    /// Before two values that are compared with NULL equal to NULL, negated.
    DistinctOpen,
    /// Between two values that are compared with NULL equal to NULL, negated.
    Distinct,
    /// After two values that are compared with NULL equal to NULL, negated.
    DistinctClose,
    /// Opens EXISTS over a subquery.
    ExistsOpen,
    /// Opens the length of a text in characters.
    LengthOpen,
    /// After an ORDER BY term. Empty where there are no such words: `term IS NULL DESC` then stands
    /// before the term.
    NullsFirst,
    /// After an ORDER BY term. Empty where there are no such words: `term IS NULL` then stands
    /// before the term.
    NullsLast,
    /// A condition that never holds.
    False,
    /// A condition that always holds.
    True,
    /// The present moment, as a timestamp column stores it.
    Now,
    /// LIMIT of a query that has only an offset.
    NoLimit,
    /// Between two whole numbers whose quotient is a whole number.
    DivideBetween,
    /// Opens the sum of whole numbers.
    SumOpen,
    /// Closes the sum of whole numbers.
    SumClose,
    /// Before a number that is averaged, or summed up as a double.
    DoubleOpen,
    /// After a number that is averaged, or summed up as a double.
    DoubleClose,
    /// Opens the average of decimals, which has four more digits after the point.
    DecimalAverageOpen,
    /// Between the two uses of the argument of an average of decimals.
    DecimalAverageBetween,
    /// Closes the average of decimals.
    DecimalAverageClose,
    /// Between a column and one bind value that holds many: ` = ANY(`. Empty where there is none;
    /// the values then stand in an IN list.
    AnyOpen,
    /// Before a cell that goes into JSON.
    JsonOpen(JsonCell),
    /// After a cell that goes into JSON.
    JsonClose(JsonCell),
    /// Opens a JSON array of values.
    JsonArrayOpen,
    /// Opens the aggregate of JSON values as an array.
    JsonListOpen,
    /// A JSON array without values.
    JsonEmpty,
    /// Before JSON of a subquery that shall stand in other JSON as itself.
    JsonNestOpen,
    /// After JSON of a subquery that shall stand in other JSON as itself.
    JsonNestClose,
    /// A row of nothing but defaults.
    DefaultValues,
}

/// What differs between databases when a statement is written.
#[derive(Debug)]
pub struct Dialect {
    /// The name, for messages.
    pub name: &'static str,
    /// Quotes identifiers.
    pub quote: char,
    /// Marks bind values.
    pub placeholder: Placeholder,
    /// Text of what is written differently.
    pub op: fn(Op) -> &'static str,
    /// Name of a type in CAST.
    pub cast_type: fn(SqlType) -> &'static str,
    /// Whether decimals are stored as whole numbers of their last digit.
    pub scaled_decimals: bool,
    /// Whether there is RETURNING.
    pub returning: bool,
    /// Whether a derived table in a subquery may use the outer statement's columns.
    pub outer_in_derived: bool,
    /// Bind values that one statement takes.
    pub max_parameters: usize,
    /// Statements that create the tables of a keyspace, in an order that satisfies references.
    pub create_tables: fn(&KeyspaceDef) -> Vec<String>,
    /// Statement that removes a table, if it exists.
    pub drop_table: fn(&TableDef) -> String,
}
