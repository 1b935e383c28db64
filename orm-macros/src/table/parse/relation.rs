use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Ident, Path, Token, parenthesized, token};

use super::reference::split;
use crate::shared::{Errors, items};

/// `one(name: ..)` or `many(name: ..)`
pub(crate) struct RelationAttribute {
    pub(crate) name: Ident,
    pub(crate) many: bool,
    pub(crate) rule: Rule,
    pub(crate) span: Span,
}

/// How rows are found.
pub(crate) enum Rule {
    /// `holder_id`: what these columns refer to.
    Own(Vec<Ident>),
    /// `holder_id -> Contact::id`
    OwnTo(Vec<Ident>, Columns),
    /// `Claim::policy_id`, `Claim::policy_number -> number`: the rows whose columns hold the key.
    Theirs(Columns, Option<Vec<Ident>>),
    /// `Label through PolicyLabel(policy_id, label_id)`
    Through {
        target: Path,
        between: Path,
        own: Ident,
        theirs: Ident,
    },
}

/// Columns of another table: `Claim::policy_id`, `Line(policy_id, number)`.
pub(crate) struct Columns {
    pub(crate) table: Path,
    pub(crate) columns: Vec<Ident>,
}

const ONE: &str = "one(holder: holder_id)";
const MANY: &str = "many(claims: Claim::policy_id)";

/// `relations(one(..), many(..))`
pub(crate) fn relations(item: &items::Item, errors: &Errors) -> Vec<RelationAttribute> {
    let example = format!("relations({ONE}, {MANY})");
    let entries = item.entries(&example, errors);
    let relation = |entry: &items::Item| match entry.text().as_str() {
        "one" => entry.list(|input| relation(input, false), ONE, errors),
        "many" => entry.list(|input| relation(input, true), MANY, errors),
        _ => {
            entry.unknown("relations(..)", &["one", "many"], errors);
            None
        }
    };
    entries.iter().filter_map(relation).collect()
}

fn relation(input: ParseStream<'_>, many: bool) -> syn::Result<RelationAttribute> {
    let name = input.call(Ident::parse_any)?;
    input.parse::<Token![:]>()?;
    let span = input.span();
    let rule = if input.peek(token::Paren) {
        own(names(input)?, input)?
    } else {
        let path = input.call(Path::parse_mod_style)?;
        if input.peek(token::Paren) {
            let columns = names(input)?;
            let table = path;
            Rule::Theirs(Columns { table, columns }, arrow(input)?)
        } else if input.peek(Ident) {
            through(path, input)?
        } else if let Some(column) = path.get_ident().cloned() {
            own(vec![column], input)?
        } else {
            let (table, column) = split(path)?;
            let columns = vec![column];
            Rule::Theirs(Columns { table, columns }, arrow(input)?)
        }
    };
    input.parse::<Option<Token![,]>>()?;
    if !input.is_empty() {
        return Err(input.error("expected the end of the relation"));
    }
    Ok(RelationAttribute {
        name,
        many,
        rule,
        span,
    })
}

/// What follows the table's own columns: nothing, or `-> Contact::id`.
fn own(columns: Vec<Ident>, input: ParseStream<'_>) -> syn::Result<Rule> {
    if input.parse::<Option<Token![->]>>()?.is_none() {
        return Ok(Rule::Own(columns));
    }
    let path = input.call(Path::parse_mod_style)?;
    let target = if input.peek(token::Paren) {
        Columns {
            table: path,
            columns: names(input)?,
        }
    } else {
        let (table, column) = split(path)?;
        Columns {
            table,
            columns: vec![column],
        }
    };
    Ok(Rule::OwnTo(columns, target))
}

/// What follows another table's columns: nothing, or `-> number`.
fn arrow(input: ParseStream<'_>) -> syn::Result<Option<Vec<Ident>>> {
    if input.parse::<Option<Token![->]>>()?.is_none() {
        return Ok(None);
    }
    if input.peek(token::Paren) {
        return names(input).map(Some);
    }
    Ok(Some(vec![input.parse()?]))
}

fn through(target: Path, input: ParseStream<'_>) -> syn::Result<Rule> {
    let example = "a relation through a table: `many(labels: Label through PolicyLabel(policy_id, label_id))`";
    let word: Ident = input.parse()?;
    if word != "through" {
        return Err(syn::Error::new(word.span(), example));
    }
    let between = input.call(Path::parse_mod_style)?;
    let span = between.span();
    let mut columns = names(input)?.into_iter();
    match (columns.next(), columns.next(), columns.next()) {
        (Some(own), Some(theirs), None) => Ok(Rule::Through {
            target,
            between,
            own,
            theirs,
        }),
        _ => Err(syn::Error::new(
            span,
            "the table between has two columns: the one that names this table's row, and the one that names the other's",
        )),
    }
}

fn names(input: ParseStream<'_>) -> syn::Result<Vec<Ident>> {
    let inner;
    parenthesized!(inner in input);
    let list = Punctuated::<Ident, Token![,]>::parse_terminated(&inner)?;
    if list.is_empty() {
        return Err(inner.error("a relation is over at least one column"));
    }
    Ok(list.into_iter().collect())
}
