use crate::schema::TableDef;
use crate::types::Arg;

/// What a statement does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// SELECT
    Select,
    /// INSERT
    Insert,
    /// UPDATE
    Update,
    /// DELETE
    Delete,
    /// Data definition
    Define,
}

impl Operation {
    /// The SQL verb.
    pub const fn verb(self) -> &'static str {
        match self {
            Self::Select => "SELECT",
            Self::Insert => "INSERT",
            Self::Update => "UPDATE",
            Self::Delete => "DELETE",
            Self::Define => "DDL",
        }
    }
}

/// SQL text and its bind values.
///
/// The tenant's value is not among them until a handle executes the statement: the text is the
/// same for all tenants.
#[derive(Clone, Debug)]
pub struct Statement {
    pub(crate) sql: String,
    pub(crate) args: Vec<Arg>,
    pub(crate) operation: Operation,
    pub(crate) tables: Vec<&'static str>,
    /// The first of them: what an INSERT, UPDATE or DELETE writes.
    pub(crate) target: Option<&'static TableDef>,
    /// A tenants' table that is read without a tenant predicate.
    pub(crate) open: Option<&'static str>,
}

impl Statement {
    /// The SQL text.
    pub fn sql(&self) -> &str {
        &self.sql
    }

    /// The SQL text, without its bind values.
    pub fn into_sql(self) -> String {
        self.sql
    }

    /// The bind values, in the order of their placeholders.
    pub fn args(&self) -> &[Arg] {
        &self.args
    }

    /// What the statement does.
    pub fn operation(&self) -> Operation {
        self.operation
    }

    /// The tables that it names, in order of appearance.
    pub fn tables(&self) -> &[&'static str] {
        &self.tables
    }

    /// A statement from trusted text of a backend: DDL, pragmas, introspection.
    pub fn define(sql: impl Into<String>) -> Self {
        Self {
            sql: sql.into(),
            args: Vec::new(),
            operation: Operation::Define,
            tables: Vec::new(),
            target: None,
            open: None,
        }
    }

    /// The same text with these bind values, for a backend's own statements and tests.
    #[doc(hidden)]
    #[must_use]
    pub fn with_args(self, args: Vec<Arg>) -> Self {
        Self { args, ..self }
    }
}
