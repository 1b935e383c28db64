//! From what the attributes say to a table whose parts fit together.

mod column;
mod default;
mod keys;
mod references;
mod relations;
mod view;

use syn::{DeriveInput, Ident, LitStr};

use super::model::{Check, ReferenceIn, Role, Scope as DefaultScope, Table, Tenancy};
use super::parse::column::ColumnAttributes;
use super::parse::table::{Kind, TableAttributes};
use super::{Column, parse};
use crate::shared::names::{self, Case, did_you_mean};
use crate::shared::{Errors, core_path, shape};

pub(super) use column::column;

/// The table, if enough of it could be read; whether it is right is told by the errors.
pub(super) fn table(input: &DeriveInput, kind: Kind, errors: &Errors) -> Option<Table> {
    let word = kind.word();
    shape::no_generics(input, kind.derive(), errors);
    let mut attributes = parse::table::table(&input.attrs, kind, errors);
    let fields = shape::named(input, kind.derive(), errors);
    let name = table_name(&input.ident, attributes.name.as_ref(), errors);
    if !attributes.keyspace_stated {
        errors.at(
            &input.ident,
            format!("{word} `{}` names no keyspace, the database it lives in: write `#[{word}(keyspace = Policies)]`", input.ident),
        );
    }
    let view = (kind == Kind::View).then(|| view::view(&input.ident, &attributes, errors));
    let fields = fields?;
    let case = attributes.rename_all.unwrap_or(Case::AsIs);
    let (mut columns, mut declared, mut skipped) = (Vec::new(), Vec::new(), Vec::new());
    for field in &fields.named {
        let Some(ident) = field.ident.clone() else {
            continue;
        };
        let mut parsed = parse::column::column(field, errors);
        if kind == Kind::View {
            parse::column::only_read(field, errors);
        }
        if parsed.skip.is_some() {
            if parsed.role.is_some() || parsed.primary_key.is_some() || parsed.name.is_some() {
                errors.at(
                    &ident,
                    "a skipped field is no column: remove its other attributes",
                );
            }
            skipped.push(ident);
            continue;
        }
        columns.push(column::column(field, ident, &mut parsed, case, errors));
        declared.push(parsed);
    }
    if columns.is_empty() {
        errors.at(
            &input.ident,
            format!("{word} `{}` has no columns", input.ident),
        );
        return None;
    }
    once_each(&columns, &declared, errors);
    let tenancy = tenancy(&input.ident, &columns, &declared, &attributes, errors);
    one_of_each_role(&declared, errors);
    let stated = std::mem::take(&mut attributes.scopes);
    let scope = Scope {
        table: &input.ident,
        columns: &columns,
        declared: &declared,
        attributes: &attributes,
        tenancy,
        errors,
    };
    let primary_key = scope.primary_key();
    let key_name = scope.key_name(&primary_key);
    let uniques = scope.uniques();
    let indexes = scope.indexes();
    let foreign_keys = scope.foreign_keys();
    let relations = scope.relations(&foreign_keys, &primary_key);
    let checks = scope.checks();
    Some(Table {
        krate: attributes.krate.clone().unwrap_or_else(core_path),
        vis: input.vis.clone(),
        ident: input.ident.clone(),
        name,
        keyspace: attributes.keyspace.clone()?,
        tenancy,
        reference: reference(&input.ident, tenancy, &attributes, errors),
        primary_key,
        uniques,
        indexes,
        checks,
        foreign_keys,
        relations,
        scopes: scopes(stated, errors),
        view: view.flatten(),
        key_name,
        comment: attributes.comment.as_ref().map(LitStr::value),
        columns,
        skipped,
    })
}

/// The scopes, each name once.
fn scopes(stated: Vec<DefaultScope>, errors: &Errors) -> Vec<DefaultScope> {
    let mut scopes: Vec<DefaultScope> = Vec::with_capacity(stated.len());
    for scope in stated {
        if scopes.iter().any(|other| other.name == scope.name) {
            errors.at(
                &scope.name,
                format!("two scopes are called `{}`", scope.name),
            );
        } else {
            scopes.push(scope);
        }
    }
    scopes
}

fn table_name(ident: &Ident, name: Option<&LitStr>, errors: &Errors) -> String {
    let span = name.map_or_else(|| ident.span(), LitStr::span);
    let name = name.map_or_else(|| Case::Snake.apply(&names::plain(ident)), LitStr::value);
    names::check("table", &name, span, errors);
    name
}

fn once_each(columns: &[Column], declared: &[ColumnAttributes], errors: &Errors) {
    for (at, column) in columns.iter().enumerate() {
        let same = |other: &&Column| other.name.eq_ignore_ascii_case(&column.name);
        if let Some(other) = columns[..at].iter().find(same) {
            let span = declared[at]
                .name
                .as_ref()
                .map_or_else(|| column.ident.span(), LitStr::span);
            errors.span(
                span,
                format!(
                    "fields `{}` and `{}` are the same column `{}`",
                    other.ident, column.ident, column.name
                ),
            );
        }
    }
}

fn one_of_each_role(declared: &[ColumnAttributes], errors: &Errors) {
    for (name, role) in Role::NAMES {
        let places = declared.iter().filter_map(|column| column.role);
        for (_, span) in places.filter(|(other, _)| other == role).skip(1) {
            errors.span(
                span,
                format!("a table has one `{name}` column, and this is the second"),
            );
        }
    }
}

fn tenancy(
    table: &Ident,
    columns: &[Column],
    declared: &[ColumnAttributes],
    attributes: &TableAttributes,
    errors: &Errors,
) -> Tenancy {
    let tenant = declared
        .iter()
        .position(|column| matches!(column.role, Some((Role::Tenant, _))));
    match (tenant, &attributes.global) {
        (Some(at), Some(global)) => {
            errors.span(
                global.span,
                format!("`{table}` has the tenant column `{}`, and a global table belongs to nobody: remove one of both", columns[at].ident),
            );
            Tenancy::Tenant(at)
        }
        (Some(at), None) => Tenancy::Tenant(at),
        (None, Some(global)) if global.writable => Tenancy::GlobalWritable,
        (None, Some(_)) => Tenancy::Global,
        (None, None) => Tenancy::Undecided,
    }
}

/// A reference table belongs to nobody, and its copies follow it, so that nobody writes one.
fn reference(
    table: &Ident,
    tenancy: Tenancy,
    attributes: &TableAttributes,
    errors: &Errors,
) -> Option<ReferenceIn> {
    let reference = attributes.reference.as_ref()?;
    let wrong = match tenancy {
        Tenancy::Global => None,
        Tenancy::Tenant(_) => Some(format!(
            "`{table}` holds rows of tenants, and only a table that belongs to nobody is copied beside other keyspaces: remove `reference_in` or the tenant column"
        )),
        Tenancy::GlobalWritable => Some(format!(
            "`{table}` is written by everybody, and the copies of a reference table follow one place: write `global` instead of `global(writable)`"
        )),
        Tenancy::Undecided => Some(format!(
            "a reference table belongs to nobody: write `#[table(global, reference_in(..))]` on `{table}`"
        )),
    };
    if let Some(wrong) = wrong {
        errors.span(reference.span, wrong);
    }
    Some(reference.keyspaces.clone())
}

/// What keys, indexes and references are resolved against.
struct Scope<'a> {
    table: &'a Ident,
    columns: &'a [Column],
    declared: &'a [ColumnAttributes],
    attributes: &'a TableAttributes,
    tenancy: Tenancy,
    errors: &'a Errors,
}

impl Scope<'_> {
    fn tenant(&self) -> Option<usize> {
        match self.tenancy {
            Tenancy::Tenant(at) => Some(at),
            _ => None,
        }
    }

    /// Position of the column that is named by its Rust field.
    fn position(&self, name: &Ident) -> Option<usize> {
        let text = names::plain(name);
        let fields: Vec<_> = self
            .columns
            .iter()
            .map(|column| names::plain(&column.ident))
            .collect();
        let found = fields.iter().position(|field| *field == text);
        if found.is_none() {
            let near = did_you_mean(&text, fields.iter().map(String::as_str));
            self.errors.at(
                name,
                format!("`{}` has no column `{text}`{near}", self.table),
            );
        }
        found
    }

    /// Positions of columns that are named once each.
    fn positions(&self, names: &[Ident]) -> Vec<usize> {
        let mut found = Vec::new();
        for name in names {
            let Some(at) = self.position(name) else {
                continue;
            };
            if found.contains(&at) {
                self.errors
                    .at(name, format!("column `{name}` stands here twice"));
            }
            found.push(at);
        }
        found
    }

    fn name(&self, what: &str, name: Option<&LitStr>) -> Option<String> {
        let name = name?;
        names::check(what, &name.value(), name.span(), self.errors);
        Some(name.value())
    }

    fn checks(&self) -> Vec<Check> {
        let of_columns = self.declared.iter().flat_map(|column| &column.checks);
        let of_table = self.attributes.checks.iter();
        let all = of_columns
            .map(|expression| (expression, None))
            .chain(of_table.map(|(expression, name)| (expression, name.as_ref())));
        all.map(|(expression, name)| {
            if expression.value().trim().is_empty() {
                self.errors.at(expression, "a CHECK needs a condition");
            }
            Check {
                name: self.name("constraint", name),
                expression: expression.value(),
            }
        })
        .collect()
    }
}
