use crate::types::{Arg, EncodeError, Hint, SqlType, Value};

/// One column of a table.
#[derive(Debug)]
pub struct ColumnDef {
    /// The name in the database.
    pub name: &'static str,
    /// The type.
    pub sql: SqlType,
    /// Whether NULL is allowed.
    pub nullable: bool,
    /// Greatest length in characters, for `varchar(n)`.
    pub length: Option<u32>,
    /// Digits in all, for `numeric(precision, scale)`.
    pub precision: Option<u8>,
    /// How values are stored where the type leaves a choice.
    pub hint: Hint,
    /// What an insert that leaves the column out gets.
    pub default: DefaultDef,
    /// How the database counts a column with [`DefaultDef::AutoIncrement`].
    pub counter: Counter,
    /// The expression of a generated column.
    pub generated: Option<GeneratedDef>,
    /// What an update that doesn't set the column does to it.
    pub on_update: OnUpdate,
    /// What the column is for.
    pub role: ColumnRole,
    /// What the database says of the column, where it has comments.
    pub comment: Option<&'static str>,
}

impl ColumnDef {
    /// Whether the column keeps the bind value whole. Servers cut spaces at a text's end that are too
    /// many for it, without a word.
    pub(crate) fn holds(&self, arg: &Arg) -> Result<(), EncodeError> {
        match (arg, self.length) {
            (Arg::Text(text), Some(length))
                if text.len() > length as usize && text.chars().count() > length as usize =>
            {
                Err(EncodeError::TooLong { length })
            }
            _ => Ok(()),
        }
    }

    /// A plain column of a Rust type, to be refined with struct update syntax.
    pub const fn of<V: Value>(name: &'static str) -> Self {
        Self::new(name, V::SQL, V::NULLABLE)
    }

    /// A plain column without default, to be refined with struct update syntax.
    pub const fn new(name: &'static str, sql: SqlType, nullable: bool) -> Self {
        Self {
            name,
            sql,
            nullable,
            length: None,
            precision: None,
            hint: Hint::NONE,
            counter: Counter::Identity,
            default: DefaultDef::None,
            generated: None,
            on_update: OnUpdate::Keep,
            role: ColumnRole::Plain,
            comment: None,
        }
    }
}

/// As many columns, to be filled by [`columns1`] to [`columns8`].
#[doc(hidden)]
pub const fn blank_columns<const N: usize>() -> [ColumnDef; N] {
    const BLANK: ColumnDef = ColumnDef::new("", SqlType::Bool, false);
    [BLANK; N]
}

/// Makes one plain column from `at` on. Emitted by the derives.
#[doc(hidden)]
pub const fn columns1<A: Value>(columns: &mut [ColumnDef], at: usize, names: [&'static str; 1]) {
    columns[at] = ColumnDef::of::<A>(names[0]);
}

/// Makes two plain columns from `at` on. Emitted by the derives.
#[doc(hidden)]
pub const fn columns2<A: Value, B: Value>(
    columns: &mut [ColumnDef],
    at: usize,
    names: [&'static str; 2],
) {
    columns[at] = ColumnDef::of::<A>(names[0]);
    columns[at + 1] = ColumnDef::of::<B>(names[1]);
}

/// Makes four plain columns from `at` on. Emitted by the derives.
#[doc(hidden)]
pub const fn columns4<A: Value, B: Value, C: Value, D: Value>(
    columns: &mut [ColumnDef],
    at: usize,
    names: [&'static str; 4],
) {
    columns[at] = ColumnDef::of::<A>(names[0]);
    columns[at + 1] = ColumnDef::of::<B>(names[1]);
    columns[at + 2] = ColumnDef::of::<C>(names[2]);
    columns[at + 3] = ColumnDef::of::<D>(names[3]);
}

/// Makes eight plain columns from `at` on. Emitted by the derives.
#[doc(hidden)]
pub const fn columns8<
    A: Value,
    B: Value,
    C: Value,
    D: Value,
    E: Value,
    F: Value,
    G: Value,
    H: Value,
>(
    columns: &mut [ColumnDef],
    at: usize,
    names: [&'static str; 8],
) {
    columns[at] = ColumnDef::of::<A>(names[0]);
    columns[at + 1] = ColumnDef::of::<B>(names[1]);
    columns[at + 2] = ColumnDef::of::<C>(names[2]);
    columns[at + 3] = ColumnDef::of::<D>(names[3]);
    columns[at + 4] = ColumnDef::of::<E>(names[4]);
    columns[at + 5] = ColumnDef::of::<F>(names[5]);
    columns[at + 6] = ColumnDef::of::<G>(names[6]);
    columns[at + 7] = ColumnDef::of::<H>(names[7]);
}

/// Where the value of a column that an insert leaves out comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DefaultDef {
    /// Nowhere: NULL, or the insert requires it.
    None,
    /// The database: a SQL literal in the DDL.
    Literal(&'static str),
    /// The database: a number in the DDL.
    Integer(i64),
    /// The database: a truth value in the DDL.
    Bool(bool),
    /// The database: the present moment.
    Now,
    /// The database: a SQL expression, written as it is.
    Expression(&'static str),
    /// The database: the next number of the table.
    AutoIncrement,
    /// Our code: a random uuid.
    UuidV4,
    /// Our code: a uuid that sorts by time.
    UuidV7,
    /// Our code: a Rust function or value, called by the insert.
    Rust,
}

impl DefaultDef {
    /// Whether the DDL carries the default, so that an insert may leave the column out.
    pub const fn in_database(&self) -> bool {
        !matches!(self, Self::None | Self::UuidV4 | Self::UuidV7 | Self::Rust)
    }
}

/// How Postgres counts a column up. The others have one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counter {
    /// `GENERATED BY DEFAULT AS IDENTITY`
    Identity,
    /// `GENERATED ALWAYS AS IDENTITY`: no insert may give a number.
    IdentityAlways,
    /// `smallserial`, `serial`, `bigserial`, for schemas that exist.
    Serial,
}

/// The expression of a generated column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GeneratedDef {
    /// The SQL expression.
    pub expression: &'static str,
    /// Whether the value is stored, or made anew by each read.
    pub stored: bool,
}

/// What an update that doesn't set a column does to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnUpdate {
    /// Nothing.
    Keep,
    /// Sets the present moment.
    Now,
    /// Sets a SQL expression.
    Expression(&'static str),
}

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnRole {
    /// The application's own.
    Plain,
    /// Names the tenant; stamped by inserts, never assigned.
    Tenant,
    /// Made by the database; never assigned.
    Generated,
    /// Set on delete; rows that have it are left out of every query.
    SoftDelete,
    /// Stamped with the moment of the insert.
    CreatedAt,
    /// Stamped with the moment of the insert and of each update.
    UpdatedAt,
    /// Stamped with the actor of the insert.
    CreatedBy,
    /// Stamped with the actor of the insert and of each update.
    UpdatedBy,
    /// Counts updates, for optimistic locks.
    Version,
}
