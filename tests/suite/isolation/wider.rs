//! Statements that read by set operations, common table expressions, windows, relations, and
//! requests.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample;

use super::book::{NUMBERS, TITLES};
use super::condition::*;
use super::filter::{Filter, any_filter};
use super::joined::{Kind, select_kind};

#[derive(Clone, Copy, Debug)]
pub enum Operator {
    Union,
    UnionAll,
    Intersect,
    Except,
}

#[derive(Clone, Debug)]
pub enum Wider {
    /// Policies and claims as operands of one query.
    United {
        operator: Operator,
        filters: Vec<Filter>,
        claims: Cond<ClaimIs>,
        rows: Option<u64>,
    },
    /// A common table expression, joined, and counted in a subquery.
    Named {
        kind: Kind,
        filters: Vec<Filter>,
        claims: Cond<ClaimIs>,
    },
    /// A common table expression that goes on from what it found.
    Recursive(Cond<ClaimIs>),
    Ranked {
        filters: Vec<Filter>,
        claims: Cond<ClaimIs>,
    },
    /// Policies with what is related to them, in several statements or in one.
    Related {
        json: bool,
        most: Option<u64>,
        claims: Cond<ClaimIs>,
        any: Option<Cond<ClaimIs>>,
    },
    /// A page of a list, and the page behind it.
    Listed { query: String },
}

fn any_query() -> impl Strategy<Value = String> {
    let filter = prop_oneof![
        sample::select(NUMBERS).prop_map(|number| format!("number[lte]={number}")),
        sample::select(NUMBERS).prop_map(|number| format!("number[ne]={number}")),
        (0..5i64).prop_map(|premium| format!("premium[gte]={premium}")),
        Just("status[in]=draft,bound".to_owned()),
        any::<bool>().prop_map(|null| format!("note[is_null]={null}")),
        sample::select(TITLES).prop_map(|text| format!("note[contains]={text}")),
    ];
    let sort = sample::select(&["", "sort=-number", "sort=note,premium", "sort=-premium"][..]);
    (vec(filter, 0..3), sort, 1..4u64).prop_map(|(mut all, sort, limit)| {
        all.push(sort.to_owned());
        all.push(format!("limit={limit}"));
        all.join("&")
    })
}

pub fn any_wider() -> BoxedStrategy<Wider> {
    let filters = || vec(any_filter(), 0..3);
    let operator = sample::select(
        &[
            Operator::Union,
            Operator::UnionAll,
            Operator::Intersect,
            Operator::Except,
        ][..],
    );
    prop_oneof![
        2 => (operator, filters(), any_claims(), option::of(1..4u64))
            .prop_map(|(operator, filters, claims, rows)| {
                Wider::United { operator, filters, claims, rows }
            }),
        2 => (select_kind(), filters(), any_claims())
            .prop_map(|(kind, filters, claims)| Wider::Named { kind, filters, claims }),
        1 => any_claims().prop_map(Wider::Recursive),
        1 => (filters(), any_claims())
            .prop_map(|(filters, claims)| Wider::Ranked { filters, claims }),
        2 => (any::<bool>(), option::of(1..3u64), any_claims(), option::of(any_claims()))
            .prop_map(|(json, most, claims, any)| Wider::Related { json, most, claims, any }),
        1 => any_query().prop_map(|query| Wider::Listed { query }),
    ]
    .boxed()
}
