use proc_macro2::{Ident, Span, TokenStream};
use syn::{Expr, ExprPath, Path, Type, Visibility};

use crate::shared::sql_kind::SqlKind;

/// A table whose attributes fit together.
pub(crate) struct Table {
    pub(crate) krate: Path,
    pub(crate) vis: Visibility,
    pub(crate) ident: Ident,
    pub(crate) name: String,
    pub(crate) keyspace: Path,
    pub(crate) tenancy: Tenancy,
    pub(crate) columns: Vec<Column>,
    /// Fields that are no columns.
    pub(crate) skipped: Vec<Ident>,
    /// The physical primary key.
    pub(crate) primary_key: Vec<usize>,
    pub(crate) uniques: Vec<Unique>,
    pub(crate) indexes: Vec<Index>,
    pub(crate) checks: Vec<Check>,
    pub(crate) foreign_keys: Vec<ForeignKey>,
    pub(crate) relations: Vec<Relation>,
}

impl Table {
    /// Position of the tenant column.
    pub(crate) fn tenant(&self) -> Option<usize> {
        match self.tenancy {
            Tenancy::Tenant(at) => Some(at),
            _ => None,
        }
    }

    /// The primary key without the tenant column, as Rust code names it.
    pub(crate) fn key(&self) -> impl Iterator<Item = &Column> {
        let only = self.primary_key.len() == 1;
        self.primary_key
            .iter()
            .filter(move |at| only || Some(**at) != self.tenant())
            .map(|at| &self.columns[*at])
    }

    /// Whether a changes struct may set the column.
    pub(crate) fn changes(&self, at: usize) -> bool {
        self.columns[at].role == Role::Plain && !self.primary_key.contains(&at)
    }
}

/// Whose rows a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tenancy {
    Tenant(usize),
    Global,
    GlobalWritable,
    /// Nothing was said; the keyspace must be one without tenants.
    Undecided,
}

/// One column.
pub(crate) struct Column {
    pub(crate) ident: Ident,
    pub(crate) vis: Visibility,
    pub(crate) ty: Type,
    /// Doc attributes.
    pub(crate) docs: TokenStream,
    pub(crate) name: String,
    pub(crate) kind: SqlKind,
    pub(crate) nullable: bool,
    pub(crate) role: Role,
    pub(crate) default: Option<Default>,
    pub(crate) on_update: Option<OnUpdate>,
    pub(crate) generated: Option<Generated>,
    pub(crate) length: Option<u32>,
    pub(crate) precision: Option<u8>,
    pub(crate) scale: Option<u8>,
    pub(crate) text_storage: bool,
}

impl Column {
    /// Whether an insert must give a value.
    pub(crate) fn required(&self) -> bool {
        self.role == Role::Plain && !self.nullable && self.default.is_none()
    }

    /// Whether an insert may give a value.
    pub(crate) fn optional(&self) -> bool {
        self.role == Role::Plain && !self.required()
    }
}

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Plain,
    Tenant,
    Generated,
    SoftDelete,
    CreatedAt,
    UpdatedAt,
    CreatedBy,
    UpdatedBy,
    Version,
}

impl Role {
    /// The attribute that gives the role.
    pub(crate) const NAMES: &'static [(&'static str, Self)] = &[
        ("tenant", Self::Tenant),
        ("soft_delete", Self::SoftDelete),
        ("created_at", Self::CreatedAt),
        ("updated_at", Self::UpdatedAt),
        ("created_by", Self::CreatedBy),
        ("updated_by", Self::UpdatedBy),
        ("version", Self::Version),
    ];

    /// The role's variant in `schema::ColumnRole`.
    pub(crate) fn ident(self) -> Ident {
        Ident::new(&format!("{self:?}"), Span::call_site())
    }
}

/// Where the value of a column that an insert leaves out comes from.
pub(crate) struct Default {
    pub(crate) value: DefaultValue,
    pub(crate) span: Span,
}

pub(crate) enum DefaultValue {
    Literal(String),
    Integer(i64),
    Bool(bool),
    Now,
    /// A number that is no `i64`: a fraction, or a large one.
    Number(String),
    Expression(String),
    AutoIncrement,
    UuidV4,
    UuidV7,
    Rust(Box<Expr>),
    /// The variant of a `DbEnum`.
    Variant(ExprPath),
}

/// What an update that doesn't set the column does to it.
pub(crate) enum OnUpdate {
    Now,
    Expression(String),
}

pub(crate) struct Generated {
    pub(crate) expression: String,
    pub(crate) stored: bool,
}

pub(crate) struct Unique {
    pub(crate) name: Option<String>,
    pub(crate) columns: Vec<usize>,
    pub(crate) globally: bool,
}

pub(crate) struct Index {
    pub(crate) name: Option<String>,
    pub(crate) parts: Vec<IndexPart>,
    pub(crate) filter: Option<String>,
    pub(crate) unique: bool,
}

pub(crate) enum IndexPart {
    Ascending(usize),
    Descending(usize),
    Expression(String),
}

pub(crate) struct Check {
    pub(crate) name: Option<String>,
    pub(crate) expression: String,
}

pub(crate) struct ForeignKey {
    pub(crate) columns: Vec<usize>,
    pub(crate) target: Path,
    pub(crate) target_columns: Vec<Ident>,
    pub(crate) on_delete: Effect,
    pub(crate) on_update: Effect,
    pub(crate) simple: bool,
    pub(crate) span: Span,
}

/// A relation to another table.
pub(crate) struct Relation {
    pub(crate) name: Ident,
    /// Positions of this table's columns.
    pub(crate) columns: Vec<usize>,
    pub(crate) target: Path,
    /// The columns that hold the same values; of the table between, where there is one.
    pub(crate) target_columns: Vec<Ident>,
    pub(crate) kind: RelationKind,
    pub(crate) span: Span,
}

/// How many rows a relation leads to, and who names whom.
pub(crate) enum RelationKind {
    /// This table's columns name the one row; a foreign key may promise that it is there.
    Own { promised: bool },
    /// The other table's columns name this row, at most once.
    Theirs,
    /// The other table's columns name this row.
    Many,
    /// A table between names both; `theirs` is its column that names the other row.
    Through { between: Path, theirs: Ident },
}

/// What happens to the row that refers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Effect {
    #[default]
    NoAction,
    Restrict,
    Cascade,
    SetNull,
    SetDefault,
}

impl Effect {
    pub(crate) const NAMES: &'static [(&'static str, Self)] = &[
        ("restrict", Self::Restrict),
        ("cascade", Self::Cascade),
        ("set_null", Self::SetNull),
        ("set_default", Self::SetDefault),
        ("no_action", Self::NoAction),
    ];

    /// The action's variant in `schema::ReferenceAction`.
    pub(crate) fn ident(self) -> Ident {
        Ident::new(&format!("{self:?}"), Span::call_site())
    }
}
