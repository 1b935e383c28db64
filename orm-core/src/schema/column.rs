use crate::types::{Arg, EncodeError, Hint, SqlType, Value};

/// One column of a table.
#[derive(Clone, Copy, Debug)]
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

    /// A plain column without default, to be refined with struct update syntax.
    pub const fn new(name: &'static str, sql: SqlType, nullable: bool) -> Self {
        Self {
            name,
            sql,
            nullable,
            ..BLANK
        }
    }
}

const BLANK: ColumnDef = ColumnDef {
    name: "",
    sql: SqlType::Bool,
    nullable: false,
    length: None,
    precision: None,
    hint: Hint::NONE,
    counter: Counter::Identity,
    default: DefaultDef::None,
    generated: None,
    on_update: OnUpdate::Keep,
    role: ColumnRole::Plain,
    comment: None,
};

/// As many columns, to be overwritten by [`place`].
#[doc(hidden)]
pub const fn blank_columns<const N: usize>() -> [ColumnDef; N] {
    [BLANK; N]
}

/// Puts columns where they stand in a longer list. Emitted by the derives.
#[doc(hidden)]
pub const fn place<const N: usize>(columns: &mut [ColumnDef], first: usize, part: [ColumnDef; N]) {
    let mut at = 0;
    while at < N {
        columns[first + at] = part[at];
        at += 1;
    }
}

// One call for many columns costs the compiler less than one for each. It interprets this for every
// table, so that nothing is called inside; and no macro makes these, since messages show them.

/// Makes one plain column. Emitted by the derives.
#[doc(hidden)]
pub const fn columns1<A: Value>(names: [&'static str; 1]) -> [ColumnDef; 1] {
    [ColumnDef {
        name: names[0],
        sql: A::SQL,
        nullable: A::NULLABLE,
        ..BLANK
    }]
}

/// Makes two plain columns. Emitted by the derives.
#[doc(hidden)]
pub const fn columns2<A: Value, B: Value>(names: [&'static str; 2]) -> [ColumnDef; 2] {
    [
        ColumnDef {
            name: names[0],
            sql: A::SQL,
            nullable: A::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[1],
            sql: B::SQL,
            nullable: B::NULLABLE,
            ..BLANK
        },
    ]
}

/// Makes four plain columns. Emitted by the derives.
#[doc(hidden)]
pub const fn columns4<A: Value, B: Value, C: Value, D: Value>(
    names: [&'static str; 4],
) -> [ColumnDef; 4] {
    [
        ColumnDef {
            name: names[0],
            sql: A::SQL,
            nullable: A::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[1],
            sql: B::SQL,
            nullable: B::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[2],
            sql: C::SQL,
            nullable: C::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[3],
            sql: D::SQL,
            nullable: D::NULLABLE,
            ..BLANK
        },
    ]
}

/// Makes eight plain columns. Emitted by the derives.
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
    names: [&'static str; 8],
) -> [ColumnDef; 8] {
    [
        ColumnDef {
            name: names[0],
            sql: A::SQL,
            nullable: A::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[1],
            sql: B::SQL,
            nullable: B::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[2],
            sql: C::SQL,
            nullable: C::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[3],
            sql: D::SQL,
            nullable: D::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[4],
            sql: E::SQL,
            nullable: E::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[5],
            sql: F::SQL,
            nullable: F::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[6],
            sql: G::SQL,
            nullable: G::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[7],
            sql: H::SQL,
            nullable: H::NULLABLE,
            ..BLANK
        },
    ]
}

/// Makes twelve plain columns. Emitted by the derives.
#[doc(hidden)]
pub const fn columns12<
    A: Value,
    B: Value,
    C: Value,
    D: Value,
    E: Value,
    F: Value,
    G: Value,
    H: Value,
    I: Value,
    J: Value,
    K: Value,
    L: Value,
>(
    names: [&'static str; 12],
) -> [ColumnDef; 12] {
    [
        ColumnDef {
            name: names[0],
            sql: A::SQL,
            nullable: A::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[1],
            sql: B::SQL,
            nullable: B::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[2],
            sql: C::SQL,
            nullable: C::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[3],
            sql: D::SQL,
            nullable: D::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[4],
            sql: E::SQL,
            nullable: E::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[5],
            sql: F::SQL,
            nullable: F::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[6],
            sql: G::SQL,
            nullable: G::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[7],
            sql: H::SQL,
            nullable: H::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[8],
            sql: I::SQL,
            nullable: I::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[9],
            sql: J::SQL,
            nullable: J::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[10],
            sql: K::SQL,
            nullable: K::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[11],
            sql: L::SQL,
            nullable: L::NULLABLE,
            ..BLANK
        },
    ]
}

/// Makes sixteen plain columns. Emitted by the derives.
#[doc(hidden)]
pub const fn columns16<
    A: Value,
    B: Value,
    C: Value,
    D: Value,
    E: Value,
    F: Value,
    G: Value,
    H: Value,
    I: Value,
    J: Value,
    K: Value,
    L: Value,
    M: Value,
    N: Value,
    O: Value,
    P: Value,
>(
    names: [&'static str; 16],
) -> [ColumnDef; 16] {
    [
        ColumnDef {
            name: names[0],
            sql: A::SQL,
            nullable: A::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[1],
            sql: B::SQL,
            nullable: B::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[2],
            sql: C::SQL,
            nullable: C::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[3],
            sql: D::SQL,
            nullable: D::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[4],
            sql: E::SQL,
            nullable: E::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[5],
            sql: F::SQL,
            nullable: F::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[6],
            sql: G::SQL,
            nullable: G::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[7],
            sql: H::SQL,
            nullable: H::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[8],
            sql: I::SQL,
            nullable: I::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[9],
            sql: J::SQL,
            nullable: J::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[10],
            sql: K::SQL,
            nullable: K::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[11],
            sql: L::SQL,
            nullable: L::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[12],
            sql: M::SQL,
            nullable: M::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[13],
            sql: N::SQL,
            nullable: N::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[14],
            sql: O::SQL,
            nullable: O::NULLABLE,
            ..BLANK
        },
        ColumnDef {
            name: names[15],
            sql: P::SQL,
            nullable: P::NULLABLE,
            ..BLANK
        },
    ]
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
