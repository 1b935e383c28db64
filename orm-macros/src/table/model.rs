use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{Attribute, Expr, ExprPath, Path, Type, Visibility};

use crate::shared::sql_kind::SqlKind;

/// A table whose attributes fit together.
pub(crate) struct Table {
    pub(crate) krate: Path,
    pub(crate) vis: Visibility,
    pub(crate) ident: Ident,
    pub(crate) name: String,
    pub(crate) keyspace: Path,
    pub(crate) tenancy: Tenancy,
    /// The keyspaces that hold a copy of it.
    pub(crate) reference: Option<ReferenceIn>,
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
    pub(crate) scopes: Vec<Scope>,
    /// The primary key's name.
    pub(crate) key_name: Option<String>,
    pub(crate) comment: Option<String>,
    /// What makes it a view.
    pub(crate) view: Option<View>,
}

/// Where the rows of a view come from.
pub(crate) enum View {
    Existing,
    Plain(ExprPath),
    Materialized(ExprPath),
}

/// A condition of every statement over the table.
pub(crate) struct Scope {
    pub(crate) name: Ident,
    pub(crate) condition: Expr,
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

/// Which keyspaces hold a copy of a reference table.
#[derive(Clone)]
pub(crate) enum ReferenceIn {
    /// Any that lists it.
    All,
    Keyspaces(Vec<Path>),
}

/// One column.
pub(crate) struct Column {
    pub(crate) ident: Ident,
    pub(crate) vis: Visibility,
    pub(crate) ty: Type,
    /// Doc attributes.
    pub(crate) docs: Vec<Attribute>,
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
    /// Digits of a second.
    pub(crate) digits: Option<u8>,
    pub(crate) storage: Option<Storage>,
    pub(crate) comment: Option<String>,
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
    AutoIncrement(Counter),
    UuidV4,
    UuidV7,
    Rust(Box<Expr>),
    /// The variant of a `DbEnum`.
    Variant(ExprPath),
}

/// How Postgres counts a column up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counter {
    Identity,
    IdentityAlways,
    Serial,
}

impl Counter {
    /// The word in `auto_increment(..)`.
    pub(crate) const NAMES: &'static [(&'static str, Self)] = &[
        ("identity", Self::Identity),
        ("identity_always", Self::IdentityAlways),
        ("serial", Self::Serial),
    ];

    /// The variant in `schema::Counter`.
    pub(crate) fn ident(self) -> Ident {
        Ident::new(&format!("{self:?}"), Span::call_site())
    }
}

/// How a column stores its values, in `types::Storage`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Storage {
    Text,
    IgnoreCase,
    Written,
    WithoutZone,
    Epoch,
    Bits(u8),
    Year,
    MediumInt,
    Text8,
    Text16,
    Text24,
    Bytes8,
    Bytes16,
    Bytes24,
    Unchecked,
}

impl Storage {
    /// What `mysql = ..` may name, beside `bit(n)`.
    pub(crate) const MYSQL: &'static [(&'static str, Self)] = &[
        ("tinytext", Self::Text8),
        ("text", Self::Text16),
        ("mediumtext", Self::Text24),
        ("tinyblob", Self::Bytes8),
        ("blob", Self::Bytes16),
        ("mediumblob", Self::Bytes24),
        ("mediumint", Self::MediumInt),
        ("year", Self::Year),
        ("timestamp", Self::Epoch),
        ("enum", Self::Unchecked),
    ];

    /// The attribute, for messages.
    pub(crate) fn attribute(self) -> String {
        match self {
            Self::Text => "storage = text".to_owned(),
            Self::IgnoreCase => "citext".to_owned(),
            Self::Written => "json".to_owned(),
            Self::WithoutZone => "without_zone".to_owned(),
            Self::Bits(bits) => format!("mysql = bit({bits})"),
            other => {
                let name = Self::MYSQL.iter().find(|(_, storage)| *storage == other);
                format!("mysql = {}", name.map_or("", |(name, _)| name))
            }
        }
    }

    /// The types that have such a form: as a kind's name tells, as the compiler knows them, and in
    /// words.
    pub(crate) fn fits(self) -> (fn(SqlKind) -> bool, &'static [&'static str], &'static str) {
        match self {
            Self::Text => (|kind| kind == SqlKind::Uuid, &["Uuid"], "uuids"),
            Self::IgnoreCase | Self::Text8 | Self::Text16 | Self::Text24 => {
                (|kind| kind == SqlKind::Text, &["Text"], "text")
            }
            Self::Bytes8 | Self::Bytes16 | Self::Bytes24 => {
                (|kind| kind == SqlKind::Bytes, &["Bytes"], "bytes")
            }
            Self::Written => (|kind| kind == SqlKind::Json, &["Json"], "JSON"),
            // No type of ours has a name that tells that it is an enum.
            Self::Unchecked => (|_| false, &["Enum"], "enums"),
            Self::WithoutZone => (
                |kind| kind == SqlKind::Timestamp,
                &["Timestamp"],
                "timestamps",
            ),
            Self::Epoch => (
                |kind| matches!(kind, SqlKind::Timestamp | SqlKind::DateTime),
                &["Timestamp", "DateTime"],
                "timestamps",
            ),
            Self::Bits(1) => (
                |kind| kind.is_integer() || kind == SqlKind::Bool,
                &["I8", "I16", "I32", "I64", "U8", "U16", "U32", "U64", "Bool"],
                "integers and booleans",
            ),
            Self::Bits(_) | Self::Year | Self::MediumInt => (
                SqlKind::is_integer,
                &["I8", "I16", "I32", "I64", "U8", "U16", "U32", "U64"],
                "integers",
            ),
        }
    }

    /// The value in `types::Storage`.
    pub(crate) fn value(self, krate: &Path) -> TokenStream {
        let sized = |size: &str| {
            let size = Ident::new(size, Span::call_site());
            quote!(#krate::types::Storage::Sized(#krate::types::Size::#size))
        };
        match self {
            Self::Bits(bits) => quote!(#krate::types::Storage::Bits(#bits)),
            Self::Text8 | Self::Bytes8 => sized("Tiny"),
            Self::Text16 | Self::Bytes16 => sized("Short"),
            Self::Text24 | Self::Bytes24 | Self::MediumInt => sized("Medium"),
            plain => {
                let name = Ident::new(&format!("{plain:?}"), Span::call_site());
                quote!(#krate::types::Storage::#name)
            }
        }
    }
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
    pub(crate) method: Option<String>,
    pub(crate) include: Vec<usize>,
}

pub(crate) enum IndexPart {
    Ascending(usize),
    Descending(usize),
    Expression(String),
    Written(String),
}

pub(crate) struct Check {
    pub(crate) name: Option<String>,
    pub(crate) expression: String,
}

pub(crate) struct ForeignKey {
    pub(crate) name: Option<String>,
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
