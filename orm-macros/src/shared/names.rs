use heck::{
    ToKebabCase, ToLowerCamelCase, ToShoutyKebabCase, ToShoutySnakeCase, ToSnakeCase,
    ToUpperCamelCase,
};
use proc_macro2::{Ident, Span};
use syn::LitStr;
use syn::ext::IdentExt;

use super::Errors;

/// How names in the database are made of names in Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    AsIs,
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

const CASES: &[(&str, Case)] = &[
    ("lowercase", Case::Lower),
    ("UPPERCASE", Case::Upper),
    ("PascalCase", Case::Pascal),
    ("camelCase", Case::Camel),
    ("snake_case", Case::Snake),
    ("SCREAMING_SNAKE_CASE", Case::ScreamingSnake),
    ("kebab-case", Case::Kebab),
    ("SCREAMING-KEBAB-CASE", Case::ScreamingKebab),
];

impl Case {
    /// The case that `rename_all` names.
    pub(crate) fn parse(text: &LitStr, errors: &Errors) -> Self {
        let value = text.value();
        if let Some((_, case)) = CASES.iter().find(|(name, _)| *name == value) {
            return *case;
        }
        let known: Vec<_> = CASES.iter().map(|(name, _)| *name).collect();
        errors.at(
            text,
            format!(
                "`{value}` is not a way to write names{}: write one of {}",
                did_you_mean(&value, known.iter().copied()),
                known.join(", ")
            ),
        );
        Self::AsIs
    }

    /// The name in the database.
    pub(crate) fn apply(self, name: &str) -> String {
        match self {
            Self::AsIs => name.to_owned(),
            Self::Lower => name.to_lowercase(),
            Self::Upper => name.to_uppercase(),
            Self::Pascal => name.to_upper_camel_case(),
            Self::Camel => name.to_lower_camel_case(),
            Self::Snake => name.to_snake_case(),
            Self::ScreamingSnake => name.to_shouty_snake_case(),
            Self::Kebab => name.to_kebab_case(),
            Self::ScreamingKebab => name.to_shouty_kebab_case(),
        }
    }
}

/// The identifier without `r#`.
pub(crate) fn plain(ident: &Ident) -> String {
    ident.unraw().to_string()
}

/// `, did you mean ..?` when one of the known names is near.
pub(crate) fn did_you_mean<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= candidate.len().max(name.len()) / 3 + 1)
        .min()
        .map(|(_, candidate)| format!(" (did you mean `{candidate}`?)"))
        .unwrap_or_default()
}

/// Refuses names that no server takes, or that Postgres would cut.
pub(crate) fn check(what: &str, name: &str, span: Span, errors: &Errors) {
    if name.is_empty() {
        errors.span(span, format!("the {what}'s name is empty"));
    } else if name.contains('\0') {
        errors.span(span, format!("the {what}'s name holds a NUL character"));
    } else if name.len() > 63 {
        errors.span(
            span,
            format!(
                "the {what}'s name has {} bytes, and Postgres cuts names after 63: shorten it with `name = \"..\"`",
                name.len()
            ),
        );
    }
}

/// The text as a SQL literal.
pub(crate) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Why the text can't stand in a SQL literal that every database reads alike.
pub(crate) fn unquotable(text: &str) -> Option<&'static str> {
    if text.contains('\\') {
        Some("a backslash, which databases read differently in a text")
    } else if text.contains('\0') {
        Some("a NUL character, which not every database keeps")
    } else {
        None
    }
}
