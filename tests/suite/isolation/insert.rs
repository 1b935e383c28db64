//! Statements that insert rows: with ids and unique keys that other tenants' rows have, and with
//! references to rows that only other tenants have.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::book::{COUNTRIES, EMAILS, ID, LABELS, NAMES, NUMBERS, TITLES};

#[derive(Clone, Debug)]
pub struct ClaimRow {
    pub id: u8,
    pub policy: u8,
    pub title: &'static str,
    pub amount: i64,
}

#[derive(Clone, Debug)]
pub enum Insert {
    Organisation(&'static str),
    Setting(&'static str),
    Contact {
        id: u8,
        email: &'static str,
        country: Option<&'static str>,
        returning: bool,
    },
    Policy {
        id: u8,
        number: &'static str,
        holder: u8,
        returning: bool,
    },
    Claims {
        rows: Vec<ClaimRow>,
        returning: bool,
    },
    Payment {
        id: u8,
        claim: u8,
    },
    Tags(Vec<(u8, &'static str)>),
    /// The same, and rows that are there are left out.
    NewTags(Vec<(u8, &'static str)>),
    /// A policy, or new values for the one that has its number.
    UpsertPolicy {
        id: u8,
        number: &'static str,
        holder: u8,
    },
    /// A tag for each policy of this number.
    TagsOfPolicies {
        number: &'static str,
        label: &'static str,
    },
}

pub fn any_insert() -> BoxedStrategy<Insert> {
    let claim =
        (ID, ID, select(TITLES), -1..9i64).prop_map(|(id, policy, title, amount)| ClaimRow {
            id,
            policy,
            title,
            amount,
        });
    let country = option::of(select(["de", "fr", "xx"].as_slice()));
    prop_oneof![
        1 => select(NAMES).prop_map(Insert::Organisation),
        1 => select(COUNTRIES).prop_map(Insert::Setting),
        3 => (ID, select(EMAILS), country, any::<bool>())
            .prop_map(|(id, email, country, returning)| {
                Insert::Contact { id, email, country, returning }
            }),
        4 => (ID, select(NUMBERS), ID, any::<bool>())
            .prop_map(|(id, number, holder, returning)| {
                Insert::Policy { id, number, holder, returning }
            }),
        4 => (vec(claim, 0..4), any::<bool>())
            .prop_map(|(rows, returning)| Insert::Claims { rows, returning }),
        2 => (ID, ID).prop_map(|(id, claim)| Insert::Payment { id, claim }),
        2 => vec((ID, select(LABELS)), 0..3).prop_map(Insert::Tags),
        2 => vec((ID, select(LABELS)), 0..3).prop_map(Insert::NewTags),
        4 => (ID, select(NUMBERS), ID).prop_map(|(id, number, holder)| {
            Insert::UpsertPolicy { id, number, holder }
        }),
        2 => (select(NUMBERS), select(LABELS))
            .prop_map(|(number, label)| Insert::TagsOfPolicies { number, label }),
    ]
    .boxed()
}
