//! Statements that read, beside the joins.

use orm::prelude::*;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample;

use super::book::{ID, LABELS, NUMBERS};
use super::condition::*;
use super::filter::{Filter, any_filter};
use super::joined::{Deleted, End, Joined, Kind, any_deleted, any_end, any_joined, select_kind};
use super::wider::{Wider, any_wider};

/// Claims of one policy, added up: a derived table.
#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Loss {
    pub policy_id: Uuid,
    pub claims: i64,
    pub total: Option<i64>,
}

/// How a derived table stands in FROM: joined to policies, or policies to it.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    Joined(Kind),
    First(Kind),
}

#[derive(Clone, Debug)]
pub enum Read {
    Joined(Box<Joined>),
    Policies {
        filters: Vec<Filter>,
        deleted: Deleted,
        end: End,
    },
    Streamed(Vec<Filter>),
    Page {
        filters: Vec<Filter>,
        after: Option<(&'static str, u8)>,
        rows: u64,
    },
    ContactByKey(u8),
    PolicyByKey(u8),
    ClaimByKey(u8),
    TagByKey(u8, &'static str),
    /// Aggregates without GROUP BY.
    Totals(Cond<ClaimIs>),
    /// Aggregates per policy.
    PerPolicy {
        claims: Cond<ClaimIs>,
        more_than: i64,
    },
    /// Aggregates over a join.
    PerStatus {
        kind: Kind,
        keys: bool,
        least: i64,
    },
    /// Subqueries in the select list.
    Looked {
        filters: Vec<Filter>,
        claims: Cond<ClaimIs>,
    },
    Derived {
        place: Place,
        claims: Cond<ClaimIs>,
        filters: Vec<Filter>,
    },
    /// A global table, filtered by tenants' rows.
    Countries(Cond<ContactIs>),
    Organisations,
    Settings,
    Wider(Wider),
}

pub fn any_read() -> BoxedStrategy<Read> {
    let filters = || vec(any_filter(), 0..3);
    prop_oneof![
        8 => any_joined().prop_map(|joined| Read::Joined(Box::new(joined))),
        4 => (filters(), any_deleted(), any_end())
            .prop_map(|(filters, deleted, end)| Read::Policies { filters, deleted, end }),
        1 => filters().prop_map(Read::Streamed),
        1 => (filters(), option::of((sample::select(NUMBERS), ID)), 1..4u64)
            .prop_map(|(filters, after, rows)| Read::Page { filters, after, rows }),
        1 => ID.prop_map(Read::ContactByKey),
        1 => ID.prop_map(Read::PolicyByKey),
        1 => ID.prop_map(Read::ClaimByKey),
        1 => (ID, sample::select(LABELS)).prop_map(|(policy, label)| Read::TagByKey(policy, label)),
        1 => any_claims().prop_map(Read::Totals),
        1 => (any_claims(), 0..2i64)
            .prop_map(|(claims, more_than)| Read::PerPolicy { claims, more_than }),
        1 => (select_kind(), any::<bool>(), 0..3i64)
            .prop_map(|(kind, keys, least)| Read::PerStatus { kind, keys, least }),
        1 => (filters(), any_claims())
            .prop_map(|(filters, claims)| Read::Looked { filters, claims }),
        2 => (select_kind(), any::<bool>(), any_claims(), filters())
            .prop_map(|(kind, first, claims, filters)| {
                let place = if first { Place::First(kind) } else { Place::Joined(kind) };
                Read::Derived { place, claims, filters }
            }),
        1 => any_contacts().prop_map(Read::Countries),
        1 => Just(Read::Organisations),
        1 => Just(Read::Settings),
        8 => any_wider().prop_map(Read::Wider),
    ]
    .boxed()
}
