use thiserror::Error as ThisError;

use crate::list::RequestError;
use crate::types::{DecodeError, EncodeError};

/// What can go wrong when a statement is executed.
#[derive(Debug, ThisError)]
#[non_exhaustive]
pub enum Error {
    /// The statement can't be written. Nothing was sent.
    #[error(transparent)]
    Build(Box<BuildError>),
    /// A list request names what its fields don't have, or holds values that they can't.
    #[error(transparent)]
    Request(Box<RequestError>),
    /// The database can't be reached or opened.
    #[error(transparent)]
    Connect(#[from] ConnectError),
    /// A cell held what the Rust type can't.
    #[error(transparent)]
    Row(Box<RowError>),
    /// A constraint refused the write. Nothing of the statement was kept.
    #[error(transparent)]
    Constraint(Box<Constraint>),
    /// No such row, or a row of another tenant: the answer is the same.
    #[error("no such row in {table}")]
    NotFound {
        /// The table.
        table: &'static str,
    },
    /// A row names a related one that isn't there: the server keeps no foreign keys, or the row was
    /// deleted between two statements.
    #[error(
        "a row of {table} has no {relation} in {related}: load it with `.maybe()` if rows may be gone, or read again"
    )]
    RelatedRowMissing {
        /// The table of the row.
        table: &'static str,
        /// The relation.
        relation: &'static str,
        /// The table of the missing row.
        related: &'static str,
    },
    /// The row has another version by now, or is gone: read it again.
    #[error(
        "a row of {table} no longer has version {version}: read it again and repeat the change"
    )]
    StaleVersion {
        /// The table.
        table: &'static str,
        /// The version that was expected.
        version: u64,
    },
    /// The claims name no tenant.
    #[error("the claims name no tenant: a tenant scope needs a key that is not empty")]
    NoTenantInClaims,
    /// The actor may not work in that tenant, or not across tenants.
    #[error("{actor} may not work {place}")]
    Forbidden {
        /// Who.
        actor: String,
        /// `in this tenant` or `across tenants`.
        place: &'static str,
    },
    /// The claims behind the handle are no longer valid.
    #[error("the claims behind this handle expired at {at}: make a new handle from fresh claims")]
    ScopeExpired {
        /// When.
        at: chrono::DateTime<chrono::Utc>,
    },
    /// The transaction was committed or rolled back before.
    #[error("this transaction has ended: use the handle that began it")]
    TransactionEnded,
    /// An error that the closure caught has ended the transaction on the server, which answers
    /// nothing more on it. Postgres does so; the other backends undo only the statement that failed.
    #[error(
        "an earlier error has ended this transaction: return that error, or run what may fail in a transaction inside it, `tx.transaction(..)`"
    )]
    TransactionAborted,
    /// The task waits for a connection that its own transaction holds.
    #[error(
        "this task's transaction holds the pool's last connection: use the transaction's handle inside it"
    )]
    PoolHeldByTransaction,
    /// No connection came free in time.
    #[error("no connection came free within {} ms: close streams and transactions earlier, or enlarge the pool", .0.as_millis())]
    PoolTimeout(std::time::Duration),
    /// The pool was closed.
    #[error("the pool is closed")]
    PoolClosed,
    /// Another connection holds the database's lock.
    #[error("the database is locked by another connection: {0}")]
    Locked(String),
    /// The transaction can't be ordered among those that ran beside it.
    #[error("the transaction conflicts with another: run it again ({0})")]
    Serialization(String),
    /// The database broke a circle of transactions that waited for each other.
    #[error("deadlock with another transaction: run it again ({0})")]
    Deadlock(String),
    /// The connection broke while a statement was under way: whether it took effect is known only
    /// for statements that read.
    #[error("the connection to the database was lost: {0}")]
    ConnectionLost(String),
    /// The statement took longer than it may.
    #[error("the statement was stopped after its time limit: {0}")]
    Timeout(String),
    /// The server takes no more connections.
    #[error("the server takes no more connections: make the pools smaller ({0})")]
    TooManyConnections(String),
    /// The database only allows reads.
    #[error("the database is read-only: {0}")]
    ReadOnly(String),
    /// Whether the commit took place can't be known.
    #[error("the connection broke during commit: whether the transaction took place is not known")]
    CommitUnknown(#[source] Box<Error>),
    /// Anything else that the database answered.
    #[error("{message}")]
    Database {
        /// The database's code.
        code: String,
        /// The database's message.
        message: String,
    },
}

impl Error {
    /// Whether the same transaction, run again, may succeed:
    /// [`transaction_retrying`](super::Db::transaction_retrying) does so.
    pub fn is_retryable(&self) -> bool {
        matches!(
            self,
            Self::Locked(_) | Self::Serialization(_) | Self::Deadlock(_)
        )
    }
}

impl From<BuildError> for Error {
    fn from(error: BuildError) -> Self {
        Self::Build(Box::new(error))
    }
}

impl From<RequestError> for Error {
    fn from(error: RequestError) -> Self {
        Self::Request(Box::new(error))
    }
}

impl From<RowError> for Error {
    fn from(error: RowError) -> Self {
        Self::Row(Box::new(error))
    }
}

impl From<Constraint> for Error {
    fn from(error: Constraint) -> Self {
        Self::Constraint(Box::new(error))
    }
}

/// Why a statement can't be written.
#[derive(Clone, Debug, PartialEq, ThisError)]
#[non_exhaustive]
pub enum BuildError {
    /// A bind value is outside its type's domain.
    #[error(transparent)]
    Encode(EncodeError),
    /// A column's value is outside its type's domain.
    #[error("{table}.{column}: {error}")]
    Column {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// Why.
        #[source]
        error: EncodeError,
    },
    /// One name twice in FROM.
    #[error("{name} stands in FROM twice: give one of them another name with `alias!`")]
    SourceTwice {
        /// The name.
        name: &'static str,
    },
    /// A view whose query can't be one.
    #[error("view {view} can't be defined by this query: {reason}")]
    View {
        /// The view.
        view: &'static str,
        /// Why.
        reason: &'static str,
    },
    /// A value in the query of a view that has no literal.
    #[error(
        "the query of view {view} holds a value of type {kind}, which a definition can't: compare in the query that reads the view"
    )]
    ViewValue {
        /// The view.
        view: &'static str,
        /// The kind of value.
        kind: &'static str,
    },
    /// A view that the database doesn't have.
    #[error("{dialect} has no materialized views, and {view} is one")]
    MaterializedMissing {
        /// The view.
        view: &'static str,
        /// The dialect.
        dialect: &'static str,
    },
    /// Views that read each other in a circle.
    #[error("view {view} reads itself, by way of others or not")]
    ViewCircle {
        /// The view.
        view: &'static str,
    },
    /// A tenant table without a tenant.
    #[error("{table} holds rows of many tenants, and this handle names none")]
    NoTenant {
        /// The table.
        table: &'static str,
    },
    /// A statement by hand names a table or a value that it was not given.
    #[error("the statement names {name}, which it was not given")]
    NotGiven {
        /// What it names.
        name: String,
    },
    /// A part of the statement reads a table across tenants, and its handle may not.
    #[error(
        "a part of this statement reads {table} across tenants, and its handle is not a cross-tenant one"
    )]
    CrossTenantPart {
        /// The table.
        table: &'static str,
    },
    /// A row to insert that brings its own tenant.
    #[error("the tenant column of {table} is stamped from the handle and can't be given a value")]
    TenantAssigned {
        /// The table.
        table: &'static str,
    },
    /// An update of the tenant column or of a generated column.
    #[error("column {column} can't be assigned")]
    NotAssignable {
        /// The column.
        column: &'static str,
    },
    /// A dynamic filter turned out empty.
    #[error(
        "the filter of this write on {table} turned out empty: `.all_rows()` says that every row is meant"
    )]
    EmptyFilter {
        /// The table.
        table: &'static str,
    },
    /// An update that sets nothing.
    #[error("the update of {table} sets nothing")]
    NothingToSet {
        /// The table.
        table: &'static str,
    },
    /// An update that sets a column twice.
    #[error("column {column} is set twice")]
    SetTwice {
        /// The column.
        column: &'static str,
    },
    /// An assignment of an expression whose values have more digits after the point than the
    /// column keeps.
    #[error(
        "column {column} keeps {kept} digits after the point and its new value has {digits}: calculate it in Rust and round it there"
    )]
    DigitsLost {
        /// The column.
        column: &'static str,
        /// Digits that the column keeps.
        kept: u8,
        /// Digits that the expression has.
        digits: u8,
    },
    /// `at_version` on a table without a version column.
    #[error("{table} has no version column: mark one with `#[column(version)]`")]
    NoVersion {
        /// The table.
        table: &'static str,
    },
    /// A projection whose field stores its values unlike the expression.
    #[error(
        "field {field} of the projection stores its values unlike the expression: give it the column's `storage`, `citext`, `json` or `without_zone`, and `numeric(..)` with as many digits after the point"
    )]
    FieldStorage {
        /// The field.
        field: &'static str,
    },
    /// A soft delete with RETURNING, on a backend that has none for an UPDATE.
    #[error(
        "{dialect} has no RETURNING for an UPDATE, which a soft delete in {table} is: select the rows before it, in the same transaction, or delete them `.permanently()`"
    )]
    SoftDeleteReturning {
        /// The table.
        table: &'static str,
        /// The dialect.
        dialect: &'static str,
    },
    /// An insert of no rows where its SQL was asked for.
    #[error("an insert into {table} without rows has no SQL")]
    NoRows {
        /// The table.
        table: &'static str,
    },
    /// A kept or batched statement that expects a version.
    #[error(
        "`.at_version(..)` on {table} is answered by the statement's own terminal: a statement that is kept or batched can filter by the version"
    )]
    VersionInCommand {
        /// The table.
        table: &'static str,
    },
    /// A parameter of a prepared statement outside of it.
    #[error(
        "a parameter of a prepared statement got no value: it stands in a statement that was not made by its `prepare(..)`"
    )]
    MissingParameter,
    /// An insert that takes several statements, where one is asked for.
    #[error(
        "the rows of this insert into {table} take several statements: close it with `.command()`"
    )]
    SeveralStatements {
        /// The table.
        table: &'static str,
    },
    /// An update or delete with a join, and with an order or a limit.
    #[error("an update or delete of {table} that joins other tables has no order and no limit")]
    LimitedJoin {
        /// The table.
        table: &'static str,
    },
    /// An INSERT .. SELECT without a value that only the program can make.
    #[error(
        "{table}.{column} gets no value: the database makes the rows of an INSERT .. SELECT, so give every column that has no default there"
    )]
    ColumnMissing {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
    /// An upsert by columns that are no key of the table.
    #[error("{table} has no unique key over the columns of this upsert")]
    NoUniqueKey {
        /// The table.
        table: &'static str,
    },
    /// A key that only the database knows, on a backend without RETURNING.
    #[error(
        "the database makes the key of {table}, and without RETURNING it does not tell it: give the row its key, or let our code make it with `default = uuid_v7`"
    )]
    KeyUnknown {
        /// The table.
        table: &'static str,
    },
    /// A statement that is longer than the database takes.
    #[error("the statement has {length} bytes and {dialect} takes {limit}: split it")]
    StatementTooLong {
        /// How many it has.
        length: usize,
        /// How many it may have.
        limit: usize,
        /// The dialect.
        dialect: &'static str,
    },
    /// A LIKE pattern that is longer than the database takes.
    #[error(
        "a LIKE pattern has {length} bytes and {dialect} takes {limit}: look for less, or compare whole texts"
    )]
    PatternTooLong {
        /// How many it has.
        length: usize,
        /// How many it may have.
        limit: usize,
        /// The dialect.
        dialect: &'static str,
    },
    /// A value of a type that the database doesn't have.
    #[error("{dialect} has no {what}: use another type, such as `Json<..>`")]
    TypeMissing {
        /// The type.
        what: &'static str,
        /// The dialect.
        dialect: &'static str,
    },
    /// A column of a type that the database doesn't have.
    #[error(
        "column {table}.{column} is of type {what}, which {dialect} doesn't have: use another type, such as `Json<..>`"
    )]
    ColumnTypeMissing {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The type.
        what: &'static str,
        /// The dialect.
        dialect: &'static str,
    },
    /// A common table expression called like a table of the same statement, which it would hide.
    #[error(
        "a common table expression of this statement has the name of its table {table}: rename the projection, or give it `#[projection(name = \"..\")]`"
    )]
    CteNamedLikeTable {
        /// The table.
        table: &'static str,
    },
    /// A key of a JSON document that the database's paths don't reach.
    #[error(
        "the JSON key `{key}` can't be asked for on {dialect}: MariaDB's paths reach no key that begins with a dash; read the document"
    )]
    JsonKey {
        /// The key.
        key: String,
        /// The dialect.
        dialect: &'static str,
    },
    /// A declared function without a name that the database can have.
    #[error("a declared function can't be written for {dialect}: {reason}")]
    Function {
        /// The dialect.
        dialect: &'static str,
        /// Why.
        reason: &'static str,
    },
    /// The recursive source of a common table expression, used outside of it.
    #[error("the recursive source {name} stands outside of the query that it was made for")]
    CteOutside {
        /// The name.
        name: &'static str,
    },
    /// Operands of a set operation that store a column in two ways.
    #[error(
        "column {position} of a set operation is stored in two ways: select both sides into a projection whose field has the `numeric(..)` or `storage` of the column"
    )]
    OperandStorage {
        /// The column, counted from 1.
        position: usize,
    },
    /// A hint that names an index which the table doesn't declare.
    #[error(
        "{table} declares no index {index}: name one of its `index(..)`, `unique(..)`, or `PRIMARY`, right behind its `.from(..)` or join"
    )]
    NoSuchIndex {
        /// The index.
        index: &'static str,
        /// The source that the hint stands behind.
        table: &'static str,
    },
    /// An upsert that assigns several columns of the conditions that say which rows it may update.
    #[error(
        "this upsert of {table} assigns several columns that the table's own conditions read, and the server sets one after the other: leave the conditions out by `.without_scope(..)` or `.with_deleted()`"
    )]
    GuardAssigned {
        /// The table.
        table: &'static str,
    },
    /// A list of a query that has an order or a limit of its own.
    #[error(
        "the order, limit and offset of a list are its request's: leave out `.order_by(..)`, `.limit(..)` and `.offset(..)`, or set `.default_order(..)` and `.page_size(..)` of the fields"
    )]
    ListOrdered,
    /// An ORDER BY position that the select list doesn't have.
    #[error("there is no column {position} to order by: the select list has {width}")]
    NoSuchPosition {
        /// The position, counted from 1.
        position: usize,
        /// How many columns there are.
        width: usize,
    },
    /// More bind values than one statement takes.
    #[error("the statement has {count} bind values and {dialect} takes {limit}: split the list")]
    TooManyParameters {
        /// How many it has.
        count: usize,
        /// How many it may have.
        limit: usize,
        /// The dialect.
        dialect: &'static str,
    },
}

/// Why a database can't be reached or opened.
#[derive(Clone, Debug, PartialEq, ThisError)]
#[non_exhaustive]
pub enum ConnectError {
    /// The connection string has no form that the backend reads.
    #[error("connection string: {reason}")]
    Url {
        /// What is wrong with it; never the string itself, which may hold a password.
        reason: String,
    },
    /// The connection string has the scheme of no backend.
    #[error(
        "connection string: {} begins with none of `sqlite:`, `postgres:`, `mysql:`, `mariadb:`, `planetscale:`, `d1:`",
        scheme.as_ref().map_or_else(|| "it".to_owned(), |scheme| format!("`{scheme}://..`"))
    )]
    UnknownScheme {
        /// Its scheme, if it has one; never more of the string.
        scheme: Option<String>,
    },
    /// The program was built without the backend that the connection string asks for.
    #[error(
        "connection string: this program was built without {backend}: turn on feature `{feature}` of `orm`"
    )]
    BackendOff {
        /// The backend.
        backend: &'static str,
        /// The feature that brings it.
        feature: &'static str,
    },
    /// The connection string asks for a backend that lacks what the program may use on all others.
    #[error(
        "connection string: {backend} has no transactions, so the program opens it by name: `Db::<{backend}>::connect(url)`"
    )]
    BackendApart {
        /// The backend.
        backend: &'static str,
    },
    /// The file is missing or can't be opened.
    #[error("can't open {path}: {reason}")]
    Open {
        /// The file.
        path: String,
        /// Why.
        reason: String,
    },
    /// No server answers, or it is not the kind of server that was expected.
    #[error("can't connect to {server}: {reason}")]
    Refused {
        /// Host and port, or the socket.
        server: String,
        /// Why.
        reason: String,
    },
    /// The server doesn't accept the user, the password or the database.
    #[error("the server refuses user {user}: {reason}")]
    Login {
        /// The user.
        user: String,
        /// Why; never the password.
        reason: String,
    },
    /// The connection can't be encrypted as asked for.
    #[error("TLS: {reason}")]
    Tls {
        /// Why.
        reason: String,
    },
}

/// A cell that could not be read.
#[derive(Clone, Debug, PartialEq)]
pub struct RowError {
    table: Option<&'static str>,
    column: Option<&'static str>,
    position: usize,
    error: DecodeError,
}

impl RowError {
    /// Of a table's column.
    #[cold]
    pub fn of_column(table: &'static str, column: &'static str, error: DecodeError) -> Self {
        Self {
            table: Some(table),
            column: Some(column),
            position: 0,
            error,
        }
    }

    /// Of an expression at a position of the select list, counted from 0.
    #[cold]
    pub fn of_position(position: usize, error: DecodeError) -> Self {
        Self {
            table: None,
            column: None,
            position,
            error,
        }
    }

    /// The table, for a column of one.
    pub fn table(&self) -> Option<&'static str> {
        self.table
    }

    /// The column.
    pub fn column(&self) -> Option<&'static str> {
        self.column
    }

    /// What was wrong.
    pub fn reason(&self) -> &DecodeError {
        &self.error
    }
}

impl std::fmt::Display for RowError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.table, self.column) {
            (Some(table), Some(column)) => write!(f, "{table}.{column}: {}", self.error),
            _ => write!(
                f,
                "expression {} of the select list: {}",
                self.position + 1,
                self.error
            ),
        }
    }
}

impl std::error::Error for RowError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

/// A constraint that refused a write.
#[derive(Clone, Debug, PartialEq, Eq, ThisError)]
#[error("{kind} constraint refused the row{}{}", table.as_ref().map(|table| format!(" of {table}")).unwrap_or_default(), if columns.is_empty() { String::new() } else { format!(" ({})", columns.join(", ")) })]
pub struct Constraint {
    /// Which kind.
    pub kind: ConstraintKind,
    /// The constraint's name, where the database tells it.
    pub name: Option<String>,
    /// The table, where the database tells it.
    pub table: Option<String>,
    /// The columns, where the database tells them. Never their values.
    pub columns: Vec<String>,
}

/// The kind of a constraint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConstraintKind {
    /// Primary key or unique key.
    Unique,
    /// Foreign key.
    ForeignKey,
    /// NOT NULL.
    NotNull,
    /// CHECK.
    Check,
    /// The length or the digits that a column holds: the text or decimal is too large for it.
    Size,
}

impl std::fmt::Display for ConstraintKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Unique => "unique",
            Self::ForeignKey => "foreign key",
            Self::NotNull => "not null",
            Self::Check => "check",
            Self::Size => "size",
        })
    }
}
