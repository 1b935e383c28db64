//! What a statement does, as far as the rules ask.

/// A column as a statement defines it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: String,
    /// In small letters, without spaces between signs.
    pub(super) type_name: String,
    pub(super) not_null: bool,
    pub(super) default: Option<String>,
    /// The default is an expression in parentheses, or calls a function.
    pub(super) computed_default: bool,
    pub(super) primary: bool,
    pub(super) unique: bool,
    pub(super) references: bool,
    pub(super) check: bool,
    pub(super) stored: bool,
    pub(super) generated: bool,
    pub(super) counted: bool,
}

/// A constraint or a key of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) name: Option<String>,
    pub(super) kind: KeyKind,
    /// What is in parentheses behind it, by which two are compared.
    pub(super) columns: Vec<KeyPart>,
    pub(super) not_valid: bool,
    pub(super) using_index: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KeyPart {
    pub(super) text: String,
    /// A bare column: without a length, not an expression.
    pub(super) column: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum KeyKind {
    Primary,
    Unique,
    Index,
    Foreign,
    /// With the column of which it says that it is not null.
    Check(Option<String>),
    Other,
}

#[derive(Clone, Debug)]
pub(super) enum Op {
    Harmless,
    CreateTable {
        name: String,
        columns: Vec<Column>,
        keys: Vec<Key>,
        /// Made by a query, or like another one.
        copied: bool,
    },
    Alter {
        table: String,
        actions: Vec<Action>,
        /// IF EXISTS or IF NOT EXISTS stands somewhere in it.
        guarded: bool,
    },
    CreateIndex {
        table: String,
        key: Key,
        concurrently: bool,
        guarded: bool,
    },
    DropIndex {
        names: Vec<String>,
        concurrently: bool,
        guarded: bool,
    },
    DropTables(Vec<String>),
    DropSchema(String),
    RenameTables(Vec<(String, String)>),
    CreateView(String),
    DropViews(Vec<String>),
    /// INSERT .. SELECT: the target, the source, and pairs of columns with what fills them.
    Fill {
        into: String,
        from: String,
        columns: Vec<(String, Option<String>)>,
    },
    AllRows(String),
    AddValue {
        name: String,
        value: String,
    },
    ChangeValue(String),
    Watch(String),
    Routine(String),
    Rewrite(String),
}

#[derive(Clone, Debug)]
pub(super) enum Action {
    Harmless,
    AddColumn(Column),
    DropColumn(String),
    RenameColumn(String, String),
    RenameTable(String),
    SetNotNull(String),
    DropNotNull(String),
    DropDefault(String),
    SetType(String, String),
    /// MODIFY, or CHANGE with the old name.
    Modify(Option<String>, Column),
    Add(Key),
    Drop(String),
    DropForeign(String),
    DropPrimary,
    Validate(String),
    RowSecurity,
    Rewrite,
}
