//! `sql!`: one expression over a small grammar, parsed and written anew.

mod expand;
mod function;
mod input;
mod nullness;
mod parse;
mod token;
mod tree;
mod write;

#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use syn::parse::Parser;

use crate::shared::{Errors, sql_kind};
use sql_kind::SqlKind;

pub(crate) fn sql(tokens: TokenStream) -> syn::Result<TokenStream> {
    let input = input::input.parse2(tokens)?;
    let errors = Errors::new();
    if sql_kind::of(&input.ty) == SqlKind::Decimal {
        errors.at(
            &input.ty,
            "`sql!` makes no decimals, which some databases store as whole numbers of their last digit: use the operators, `Policy.premium.add(..)`",
        );
    }
    let tree = match parse::expression(&input.text.value()) {
        Ok((tree, holes)) => {
            if holes != input.holes.len() {
                errors.at(
                    &input.text,
                    format!(
                        "the text has {holes} `{{}}` and {} expressions follow it",
                        input.holes.len()
                    ),
                );
            }
            if sql_kind::option(&input.ty).is_none()
                && let Some(why) = nullness::may_be_null(&tree)
            {
                errors.at(
                    &input.ty,
                    format!(
                        "{why}: write `Option<..>` as the type, or put `coalesce(..)` around it"
                    ),
                );
            }
            Some(tree)
        }
        Err(message) => {
            errors.at(&input.text, message);
            None
        }
    };
    errors.finish()?;
    Ok(tree
        .iter()
        .map(|tree| expand::fragment(&input, tree))
        .collect())
}
