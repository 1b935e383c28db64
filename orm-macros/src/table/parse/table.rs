use proc_macro2::Span;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::{Attribute, ExprPath, Ident, LitStr, Path, Token};

use super::index::{IndexAttribute, index};
use super::reference::{Reference, composite};
use super::relation::{RelationAttribute, relations};
use crate::shared::names::Case;
use crate::shared::{Errors, items};
use crate::table::model::{ReferenceIn, Scope};

const KNOWN: &[&str] = &[
    "name",
    "keyspace",
    "rename_all",
    "global",
    "reference_in",
    "unique",
    "unique_globally",
    "index",
    "check",
    "primary_key",
    "references",
    "relations",
    "scope",
    "comment",
    "crate",
];

const KNOWN_OF_VIEW: &[&str] = &[
    "name",
    "keyspace",
    "rename_all",
    "global",
    "existing",
    "query",
    "materialized",
    "primary_key",
    "unique",
    "index",
    "relations",
    "scope",
    "crate",
];

/// Which of the two derives it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    #[default]
    Table,
    View,
}

impl Kind {
    /// The derive.
    pub(crate) fn derive(self) -> &'static str {
        match self {
            Self::Table => "Table",
            Self::View => "View",
        }
    }

    /// The attribute, and the word for the thing.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::View => "view",
        }
    }
}

/// `#[table(..)]`, `#[view(..)]`
#[derive(Default)]
pub(crate) struct TableAttributes {
    pub(crate) kind: Kind,
    pub(crate) existing: Option<Span>,
    pub(crate) query: Option<ExprPath>,
    pub(crate) materialized: Option<Span>,
    pub(crate) name: Option<LitStr>,
    pub(crate) keyspace: Option<Path>,
    /// Whether there is one, readable or not.
    pub(crate) keyspace_stated: bool,
    pub(crate) rename_all: Option<Case>,
    pub(crate) global: Option<Global>,
    pub(crate) reference: Option<ReferenceAttribute>,
    pub(crate) uniques: Vec<UniqueAttribute>,
    pub(crate) indexes: Vec<IndexAttribute>,
    pub(crate) checks: Vec<(LitStr, Option<LitStr>)>,
    pub(crate) primary_key: Option<PrimaryKey>,
    pub(crate) references: Vec<Reference>,
    pub(crate) relations: Vec<RelationAttribute>,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) comment: Option<LitStr>,
    pub(crate) krate: Option<Path>,
}

/// `global` or `global(writable)`
pub(crate) struct Global {
    pub(crate) span: Span,
    pub(crate) writable: bool,
}

/// `reference_in(Policies, Claims)` or `reference_in = all`
pub(crate) struct ReferenceAttribute {
    pub(crate) span: Span,
    pub(crate) keyspaces: ReferenceIn,
}

/// `unique(a, b)` or `unique_globally(a, b)`
pub(crate) struct UniqueAttribute {
    pub(crate) span: Span,
    pub(crate) columns: Vec<Ident>,
    pub(crate) name: Option<LitStr>,
    pub(crate) globally: bool,
}

/// `primary_key(a, b)`, `primary_key(id_only)`, `primary_key(name = "..")`
pub(crate) struct PrimaryKey {
    pub(crate) span: Span,
    pub(crate) columns: Vec<Ident>,
    pub(crate) id_only: bool,
    pub(crate) name: Option<LitStr>,
}

pub(crate) fn table(attributes: &[Attribute], kind: Kind, errors: &Errors) -> TableAttributes {
    let mut table = TableAttributes {
        kind,
        ..TableAttributes::default()
    };
    let known = match kind {
        Kind::Table => KNOWN,
        Kind::View => KNOWN_OF_VIEW,
    };
    for item in items::of(attributes, kind.word(), errors) {
        let name = item.text();
        let flag = |slot: &mut Option<Span>| {
            let value = item.flag(errors).then(|| item.name.span());
            items::once(slot, value, &item, errors);
        };
        match name.as_str() {
            _ if !known.contains(&name.as_str()) => {
                item.unknown(&format!("#[{}(..)]", kind.word()), known, errors);
            }
            "existing" => flag(&mut table.existing),
            "materialized" => flag(&mut table.materialized),
            "query" => {
                let path = item.value("query = open_policies", errors);
                items::once(&mut table.query, path, &item, errors);
            }
            "name" => items::once(&mut table.name, items::text(&item, errors), &item, errors),
            "keyspace" => {
                table.keyspace_stated = true;
                let path = item.value_with(Path::parse_mod_style, "keyspace = Policies", errors);
                items::once(&mut table.keyspace, path, &item, errors);
            }
            "rename_all" => {
                let case = items::text(&item, errors).map(|text| Case::parse(&text, errors));
                items::once(&mut table.rename_all, case, &item, errors);
            }
            "global" => items::once(&mut table.global, global(&item, errors), &item, errors),
            "reference_in" => {
                let reference = reference_in(&item, errors);
                items::once(&mut table.reference, reference, &item, errors);
            }
            "unique" | "unique_globally" => {
                table
                    .uniques
                    .extend(unique(&item, name == "unique_globally", errors));
            }
            "index" => table.indexes.extend(index(&item, errors)),
            "check" => {
                let example = "check(\"premium >= 0\")";
                table.checks.extend(item.list(check, example, errors));
            }
            "primary_key" => {
                let key = primary_key(&item, errors);
                items::once(&mut table.primary_key, key, &item, errors);
            }
            "references" => table.references.extend(composite(&item, errors)),
            "relations" => table.relations.extend(relations(&item, errors)),
            "scope" => table.scopes.extend(scopes(&item, errors)),
            "comment" => {
                items::once(
                    &mut table.comment,
                    items::text(&item, errors),
                    &item,
                    errors,
                );
            }
            "crate" => {
                items::once(
                    &mut table.krate,
                    items::crate_path(&item, errors),
                    &item,
                    errors,
                );
            }
            _ => {}
        }
    }
    table
}

/// `scope(published = Article.published.eq(true))`
fn scopes(item: &items::Item, errors: &Errors) -> Vec<Scope> {
    let example = "scope(published = Article.published.eq(true))";
    let entries = item.entries(example, errors);
    let scopes = entries.into_iter().filter_map(|entry| {
        let condition = entry.value(example, errors)?;
        Some(Scope {
            name: entry.name,
            condition,
        })
    });
    scopes.collect()
}

fn global(item: &items::Item, errors: &Errors) -> Option<Global> {
    let writable = !item.is_flag();
    if writable {
        let word: Ident = item.list(|input| input.parse(), "global(writable)", errors)?;
        if word != "writable" {
            errors.at(&word, "expected `global` or `global(writable)`");
            return None;
        }
    }
    Some(Global {
        span: item.name.span(),
        writable,
    })
}

fn reference_in(item: &items::Item, errors: &Errors) -> Option<ReferenceAttribute> {
    let example = "reference_in(Policies, Claims)` or `reference_in = all";
    let all = |input: ParseStream<'_>| {
        let word: Ident = input.parse()?;
        if word == "all" {
            Ok(ReferenceIn::All)
        } else {
            Err(syn::Error::new(
                word.span(),
                format!("expected `{example}`: keyspaces stand in parentheses"),
            ))
        }
    };
    let several = |input: ParseStream<'_>| {
        let list =
            Punctuated::<Path, Token![,]>::parse_terminated_with(input, Path::parse_mod_style)?;
        Ok(list.into_iter().collect::<Vec<_>>())
    };
    let stated = item.rest().to_string().starts_with('=');
    let keyspaces = if stated {
        item.value_with(all, example, errors)?
    } else {
        ReferenceIn::Keyspaces(item.list(several, example, errors)?)
    };
    if matches!(&keyspaces, ReferenceIn::Keyspaces(list) if list.is_empty()) {
        errors.at(
            &item.name,
            format!("no keyspace is named: write `{example}`"),
        );
        return None;
    }
    Some(ReferenceAttribute {
        span: item.name.span(),
        keyspaces,
    })
}

fn unique(item: &items::Item, globally: bool, errors: &Errors) -> Option<UniqueAttribute> {
    let example = format!("{}(org_id, number)", item.name);
    let (mut columns, mut name) = (Vec::new(), None);
    for entry in item.entries(&example, errors) {
        if entry.is_flag() {
            columns.push(entry.name);
        } else if entry.text() == "name" {
            items::once(&mut name, items::text(&entry, errors), &entry, errors);
        } else {
            errors.at(entry.tokens(), "expected a column or `name = \"..\"`");
        }
    }
    if columns.is_empty() {
        errors.at(&item.name, format!("no column is named: write `{example}`"));
        return None;
    }
    Some(UniqueAttribute {
        span: item.name.span(),
        columns,
        name,
        globally,
    })
}

/// `"premium >= 0"`, with `name = ".."` behind it.
fn check(input: ParseStream<'_>) -> syn::Result<(LitStr, Option<LitStr>)> {
    let expression = input.parse()?;
    let mut name = None;
    if input.parse::<Option<Token![,]>>()?.is_some() && !input.is_empty() {
        let word: Ident = input.parse()?;
        if word != "name" {
            return Err(syn::Error::new(word.span(), "expected `name = \"..\"`"));
        }
        input.parse::<Token![=]>()?;
        name = Some(input.parse()?);
        input.parse::<Option<Token![,]>>()?;
    }
    Ok((expression, name))
}

fn primary_key(item: &items::Item, errors: &Errors) -> Option<PrimaryKey> {
    let entries = item.entries("primary_key(policy_id, position)", errors);
    let (mut columns, mut id_only, mut name) = (Vec::new(), false, None);
    for entry in &entries {
        if entry.text() == "name" && !entry.is_flag() {
            items::once(&mut name, items::text(entry, errors), entry, errors);
        } else if entry.text() == "id_only" {
            id_only = entry.flag(errors);
        } else if entry.flag(errors) {
            columns.push(entry.name.clone());
        }
    }
    (!entries.is_empty()).then(|| PrimaryKey {
        span: item.name.span(),
        columns,
        id_only,
        name,
    })
}
