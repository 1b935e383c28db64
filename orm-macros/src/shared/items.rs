use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, LitStr, Path, Token};

use super::Errors;
use super::names::did_you_mean;

/// One entry of an attribute: `flag`, `key = value`, `key(..)`.
pub(crate) struct Item {
    pub(crate) name: Ident,
    rest: TokenStream,
}

impl Item {
    /// The entry's text.
    pub(crate) fn text(&self) -> String {
        self.name.unraw().to_string()
    }

    /// The whole entry's span, as far as the compiler joins spans.
    pub(crate) fn tokens(&self) -> TokenStream {
        let mut tokens = self.name.to_token_stream();
        tokens.append_all(self.rest.clone());
        tokens
    }

    /// What follows the name.
    pub(crate) fn rest(&self) -> &TokenStream {
        &self.rest
    }

    /// Whether nothing follows the name.
    pub(crate) fn is_flag(&self) -> bool {
        self.rest.is_empty()
    }

    /// Checks that nothing follows the name.
    pub(crate) fn flag(&self, errors: &Errors) -> bool {
        if !self.is_flag() {
            errors.at(
                self.tokens(),
                format!("`{}` stands alone: remove what follows it", self.name),
            );
        }
        self.is_flag()
    }

    /// The value behind `=`.
    pub(crate) fn value<T: Parse>(&self, example: &str, errors: &Errors) -> Option<T> {
        self.value_with(T::parse, example, errors)
    }

    /// The value behind `=`.
    pub(crate) fn value_with<T>(
        &self,
        parser: impl FnOnce(ParseStream<'_>) -> syn::Result<T>,
        example: &str,
        errors: &Errors,
    ) -> Option<T> {
        let whole = |input: ParseStream<'_>| {
            input.parse::<Token![=]>()?;
            parser(input)
        };
        whole
            .parse2(self.rest.clone())
            .map_err(|error| self.expected(example, &error, errors))
            .ok()
    }

    /// What stands in the parentheses behind the name.
    pub(crate) fn list<T>(
        &self,
        parser: impl FnOnce(ParseStream<'_>) -> syn::Result<T>,
        example: &str,
        errors: &Errors,
    ) -> Option<T> {
        let inner = self.group(example, errors)?;
        parser
            .parse2(inner)
            .map_err(|error| self.expected(example, &error, errors))
            .ok()
    }

    /// The entries in the parentheses behind the name.
    pub(crate) fn entries(&self, example: &str, errors: &Errors) -> Vec<Item> {
        self.group(example, errors)
            .map(|inner| split(inner, errors))
            .unwrap_or_default()
    }

    fn group(&self, example: &str, errors: &Errors) -> Option<TokenStream> {
        let mut tokens = self.rest.clone().into_iter();
        match (tokens.next(), tokens.next()) {
            (Some(TokenTree::Group(group)), None) => Some(group.stream()),
            _ => {
                errors.at(self.tokens(), format!("expected `{example}`"));
                None
            }
        }
    }

    fn expected(&self, example: &str, error: &syn::Error, errors: &Errors) {
        let place = if self.is_flag() {
            self.name.span()
        } else {
            error.span()
        };
        // A parser of ours says more than the shape.
        let own = error.to_string();
        if own.starts_with("expected") || own.starts_with("unexpected") {
            errors.span(place, format!("expected `{example}`"));
        } else {
            errors.span(place, own);
        }
    }

    /// Records that no such entry is known.
    pub(crate) fn unknown(&self, place: &str, known: &[&str], errors: &Errors) {
        let name = self.text();
        let near = did_you_mean(&name, known.iter().copied());
        let message = if near.is_empty() {
            format!("`{place}` knows no `{name}`: it takes {}", known.join(", "))
        } else {
            format!("`{place}` knows no `{name}`{near}")
        };
        errors.at(&self.name, message);
    }
}

/// All entries of all attributes with this name, such as `#[table(..)]`.
pub(crate) fn of(attributes: &[Attribute], name: &str, errors: &Errors) -> Vec<Item> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident(name))
        .filter_map(|attribute| match &attribute.meta {
            syn::Meta::List(list) => Some(list.tokens.clone()),
            other => {
                errors.at(other, format!("expected `#[{name}(..)]`"));
                None
            }
        })
        .flat_map(|tokens| split(tokens, errors))
        .collect()
}

/// Splits at commas; each entry is looked at on its own, so that one bad entry hides no other.
pub(crate) fn split(tokens: TokenStream, errors: &Errors) -> Vec<Item> {
    let mut items = Vec::new();
    let mut entry = TokenStream::new();
    let comma = |token: &TokenTree| matches!(token, TokenTree::Punct(p) if p.as_char() == ',');
    for token in tokens {
        if comma(&token) {
            items.extend(item(std::mem::take(&mut entry), token.span(), errors));
        } else {
            entry.append(token);
        }
    }
    if !entry.is_empty() {
        items.extend(item(entry, Span::call_site(), errors));
    }
    items
}

fn item(entry: TokenStream, end: Span, errors: &Errors) -> Option<Item> {
    if entry.is_empty() {
        errors.span(end, "nothing stands before this comma");
        return None;
    }
    let parser = |input: ParseStream<'_>| {
        Ok(Item {
            name: input.call(Ident::parse_any)?,
            rest: input.parse()?,
        })
    };
    match parser.parse2(entry.clone()) {
        Ok(item) => Some(item),
        Err(_) => {
            errors.at(entry, "expected a name");
            None
        }
    }
}

/// Records the second of two entries that may stand once.
pub(crate) fn once<T>(slot: &mut Option<T>, value: Option<T>, item: &Item, errors: &Errors) {
    if slot.is_some() {
        errors.at(&item.name, format!("`{}` stands here twice", item.name));
    } else if value.is_some() {
        *slot = value;
    }
}

/// The value of `name = ".."`.
pub(crate) fn text(item: &Item, errors: &Errors) -> Option<LitStr> {
    item.value(&format!("{} = \"..\"", item.name), errors)
}

/// The value of `crate = path`.
pub(crate) fn crate_path(item: &Item, errors: &Errors) -> Option<Path> {
    item.value_with(Path::parse_mod_style, "crate = path::to::orm", errors)
}
