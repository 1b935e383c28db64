use super::{Func, define};
use crate::driver::BuildError;
use crate::schema::physical::Physical;
use crate::schema::{KeyspaceDef, TableDef};
use crate::types::{ArrayArg, CustomDef, Hint, SqlType, Storage};

/// How a dialect marks bind values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// `?`
    Question,
    /// `$1`, `$2`
    Numbered,
}

/// Dialects whose definitions are written alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Postgres.
    Postgres,
    /// MySQL, MariaDB, Vitess.
    MySql,
    /// SQLite, D1.
    Sqlite,
}

/// How an UPDATE or DELETE names other sources than its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteJoins {
    /// `UPDATE .. SET .. FROM`, `DELETE .. USING`
    Using,
    /// `UPDATE .. SET .. FROM`, `DELETE .. WHERE EXISTS (SELECT ..)`
    Exists,
    /// `UPDATE .. INNER JOIN .. SET`, `DELETE table FROM table INNER JOIN ..`
    Join,
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
        match (sql.stored(), hint.storage) {
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
    /// The present moment, as a timestamp column without its zone stores it.
    NowWithoutZone,
    /// LIMIT of a query that has only an offset.
    NoLimit,
    /// Between two whole numbers whose quotient is a whole number.
    DivideBetween,
    /// Before a column of bits that becomes a whole number.
    BitsOpen,
    /// After a column of bits that becomes a whole number.
    BitsClose,
    /// Opens the sum of whole numbers.
    SumOpen,
    /// Behind the sum of whole numbers.
    SumClose,
    /// Before a number that is averaged, or summed up as a double.
    DoubleOpen,
    /// After a number that is averaged, or summed up as a double.
    DoubleClose,
    /// The average of decimals `{}`, with `@` behind each call, rounded to `#` digits after the point, four more than they have.
    DecimalAverage,
    /// The least truth value of `{}`.
    LeastBool,
    /// The greatest truth value of `{}`.
    GreatestBool,
    /// The least uuid of `{}`.
    LeastUuid,
    /// The greatest uuid of `{}`.
    GreatestUuid,
    /// The least bytes of `{}`.
    LeastBytes,
    /// The greatest bytes of `{}`.
    GreatestBytes,
    /// The expression `{}` with bind values, outside GROUP BY, in a statement that groups by it.
    GroupKey,
    /// The bind value `{}` as a JSON document that others are compared with.
    JsonValue,
    /// Before an enum in the order of pages.
    NameOpen,
    /// After an enum in the order of pages.
    NameClose,
    /// Opens the aggregate that holds when all conditions do.
    EveryOpen,
    /// Opens the aggregate that holds when one condition does.
    SomeOpen,
    /// Before the keys of a ROLLUP.
    RollupOpen,
    /// After the keys of a ROLLUP.
    RollupClose,
    /// Before a text whose longest one is not known yet.
    WideTextOpen,
    /// After a text whose longest one is not known yet.
    WideTextClose,
    /// Before a decimal whose longest one is not known yet.
    WideDecimalOpen,
    /// After a decimal whose longest one is not known yet.
    WideDecimalClose,
    /// Opens a query with clauses of its own as operand of a set operation.
    OperandOpen,
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
    /// Before the aggregate of JSON values, which is NULL when there is none.
    JsonCollectOpen,
    /// After the aggregate of JSON values, which is NULL when there is none.
    JsonCollectClose,
    /// A JSON array without values.
    JsonEmpty,
    /// Before JSON of a subquery that shall stand in other JSON as itself.
    JsonNestOpen,
    /// After JSON of a subquery that shall stand in other JSON as itself.
    JsonNestClose,
    /// Before a condition that few rows of a table satisfy, for a planner that can't know.
    RareOpen,
    /// After a condition that few rows of a table satisfy.
    RareClose,
    /// A row of nothing but defaults.
    DefaultValues,
    /// Names the row that could not be inserted, behind VALUES. Empty where it has a name.
    Proposed,
    /// A random uuid in the backend's own form.
    RandomUuid,
    /// A random uuid as text.
    RandomUuidText,
    /// Before the name of a column of the row that could not be inserted.
    ProposedOpen,
    /// After the name of a column of the row that could not be inserted.
    ProposedClose,
}

impl Op {
    /// The present moment, for a column with this hint.
    pub(crate) fn now(hint: Hint) -> Self {
        match hint.storage {
            Storage::WithoutZone => Self::NowWithoutZone,
            _ => Self::Now,
        }
    }
}

/// What differs between databases when a statement is written.
#[derive(Debug)]
pub struct Dialect {
    /// The name, for messages.
    pub name: &'static str,
    /// How its definitions are written.
    pub family: Family,
    /// Quotes identifiers.
    pub quote: char,
    /// Marks bind values.
    pub placeholder: Placeholder,
    /// Text of what is written differently.
    pub op: fn(Op) -> &'static str,
    /// Text of a function, with its arguments as `{0}`, `{1}` and so on.
    pub function: fn(Func) -> &'static str,
    /// Name of a type in CAST.
    pub cast_type: fn(SqlType) -> &'static str,
    /// Whether decimals are stored as whole numbers of their last digit.
    pub scaled_decimals: bool,
    /// Whether there are types beyond those that every database has: arrays and intervals.
    pub rare_types: bool,
    /// Whether values of types that an application declared are cast from their stored form and to
    /// it.
    pub casts_custom: bool,
    /// Name of the array type to which a bind value is cast, where the server doesn't take it as
    /// it is sent.
    pub array_cast: fn(&ArrayArg) -> Option<String>,
    /// Whether paths of JSON reach keys that begin with a dash.
    pub dashed_keys: bool,
    /// Whether many rows are inserted as one array per column.
    pub rows_as_arrays: bool,
    /// Whether there is RETURNING.
    pub returning: bool,
    /// Whether an upsert is ON CONFLICT. Otherwise it is ON DUPLICATE KEY UPDATE.
    pub on_conflict: bool,
    /// How an UPDATE or DELETE names other sources than its table.
    pub write_joins: WriteJoins,
    /// Whether there is RETURNING for UPDATE.
    pub update_returning: bool,
    /// Whether WITH may stand before INSERT, UPDATE and DELETE.
    pub with_before_writes: bool,
    /// Whether a derived table in a subquery may use the outer statement's columns.
    pub outer_in_derived: bool,
    /// Bind values that one statement takes.
    pub max_parameters: usize,
    /// Bind values at which many rows that are inserted or updated are divided into several
    /// statements: no more than one takes.
    pub max_row_parameters: usize,
    /// The text as a literal.
    pub literal: fn(&str) -> String,
    /// What the tables of a keyspace become; asked by [`Dialect::describe`].
    pub physical: fn(&KeyspaceDef) -> Physical,
    /// Statement that removes a table, if it exists.
    pub drop_table: fn(&TableDef) -> String,
}

impl Dialect {
    /// Whether the database has a form for values of the type.
    pub(crate) fn has_type(&self, sql: SqlType) -> bool {
        match sql {
            SqlType::Custom(custom) => custom.on(self.family).is_some(),
            sql => self.rare_types || sql.everywhere(),
        }
    }

    /// The name of a declared type to which bind values are cast, where the server doesn't take
    /// their stored form as it is.
    pub(crate) fn custom_cast(&self, custom: &CustomDef) -> Option<&'static str> {
        let name = custom.on(self.family)?;
        let stored = (self.cast_type)(custom.stored);
        let casts = self.casts_custom && !name.eq_ignore_ascii_case(stored);
        casts.then_some(name)
    }

    /// What the tables of a keyspace become in this dialect.
    ///
    /// # Errors
    /// [`BuildError::ColumnTypeMissing`] for a column of a type that the database doesn't have.
    pub fn describe(&self, keyspace: &KeyspaceDef) -> Result<Physical, BuildError> {
        for table in keyspace.tables {
            for column in table.columns {
                if !self.has_type(column.sql) {
                    return Err(BuildError::ColumnTypeMissing {
                        table: table.name,
                        column: column.name,
                        what: column.sql.word(),
                        dialect: self.name,
                    });
                }
            }
        }
        Ok((self.physical)(keyspace))
    }

    /// Statements that create the tables of a keyspace, in an order that satisfies references. What
    /// exists is left as it is.
    ///
    /// # Errors
    /// [`BuildError::ColumnTypeMissing`] for a column of a type that the database doesn't have.
    pub fn create(&self, keyspace: &KeyspaceDef) -> Result<Vec<String>, BuildError> {
        Ok(define::create_all(self, &self.describe(keyspace)?))
    }
}
