//! Joins: every sequence of one to three kinds, along two routes through the tables.

use std::fmt::Debug;

use proptest::collection::vec;
use proptest::prelude::*;

use super::condition::*;
use super::filter::{Filter, any_filter};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Inner,
    Left,
    Right,
    Full,
    Cross,
}

pub const KINDS: [Kind; 5] = [
    Kind::Inner,
    Kind::Left,
    Kind::Right,
    Kind::Full,
    Kind::Cross,
];

/// The condition of a join.
#[derive(Clone, Debug)]
pub enum On<T> {
    /// The foreign key.
    Keys,
    KeysAnd(Cond<T>),
    /// Rows that match, and others: whatever the condition lets in.
    KeysOr(Cond<T>),
    Only(Cond<T>),
    Everything,
    /// A comparison of two tables that has nothing to do with keys.
    Loose,
}

#[derive(Clone, Debug)]
pub struct Join<T> {
    pub kind: Kind,
    pub on: On<T>,
}

/// From policies to claims, to payments, to the same policy's other claims.
#[derive(Clone, Debug)]
pub struct Claims {
    pub claims: Join<ClaimIs>,
    pub then: Option<(Join<PaymentIs>, Option<Join<ClaimIs>>)>,
}

/// From the global countries to contacts, to their policies, to other contacts.
#[derive(Clone, Debug)]
pub struct Countries {
    pub contacts: Join<ContactIs>,
    pub then: Option<(Join<PolicyIs>, Option<Join<ContactIs>>)>,
}

#[derive(Clone, Copy, Debug)]
pub enum Deleted {
    Hidden,
    Shown,
    Only,
}

/// What is asked of the joined rows.
#[derive(Clone, Debug)]
pub enum End {
    All,
    Distinct,
    Count,
    Exists,
    First,
    Slice(u64, u64),
}

#[derive(Clone, Debug)]
pub struct Asked<T> {
    /// Filters on the first table.
    pub filters: Vec<T>,
    pub deleted: Deleted,
    pub end: End,
}

#[derive(Clone, Debug)]
pub enum Joined {
    Claims(Claims, Asked<Filter>),
    Countries(Countries, Asked<Cond<ContactIs>>),
}

impl Joined {
    /// The same joins with other kinds, and no more than these. There are at least as many joins.
    pub fn of_kinds(&mut self, kinds: &[Kind]) {
        fn set<T, U>(
            kinds: &[Kind],
            first: &mut Join<T>,
            then: &mut Option<(Join<U>, Option<Join<T>>)>,
        ) {
            first.kind = kinds[0];
            match kinds.get(1) {
                None => *then = None,
                Some(kind) => {
                    let (second, third) = then.as_mut().expect("a second join");
                    second.kind = *kind;
                    match kinds.get(2) {
                        None => *third = None,
                        Some(kind) => third.as_mut().expect("a third join").kind = *kind,
                    }
                }
            }
        }
        match self {
            Self::Claims(route, _) => set(kinds, &mut route.claims, &mut route.then),
            Self::Countries(route, _) => set(kinds, &mut route.contacts, &mut route.then),
        }
    }

    /// Which rows of tables with soft delete are asked for.
    pub fn set_deleted(&mut self, deleted: Deleted) {
        match self {
            Self::Claims(_, asked) => asked.deleted = deleted,
            Self::Countries(_, asked) => asked.deleted = deleted,
        }
    }

    /// Asks for all rows instead of the first ones.
    pub fn unlimited(&mut self) {
        let end = match self {
            Self::Claims(_, asked) => &mut asked.end,
            Self::Countries(_, asked) => &mut asked.end,
        };
        if matches!(end, End::First | End::Slice(..)) {
            *end = End::All;
        }
    }
}

pub fn select_kind() -> impl Strategy<Value = Kind> {
    proptest::sample::select(KINDS.as_slice())
}

fn any_join<T: Clone + Debug + 'static>(
    condition: impl Fn() -> BoxedStrategy<Cond<T>>,
) -> impl Strategy<Value = Join<T>> {
    let on = prop_oneof![
        3 => Just(On::Keys),
        1 => condition().prop_map(On::KeysAnd),
        1 => condition().prop_map(On::KeysOr),
        1 => condition().prop_map(On::Only),
        1 => Just(On::Everything),
        1 => Just(On::Loose),
    ];
    (select_kind(), on).prop_map(|(kind, on)| Join { kind, on })
}

pub fn any_deleted() -> impl Strategy<Value = Deleted> {
    prop_oneof![3 => Just(Deleted::Hidden), 1 => Just(Deleted::Shown), 1 => Just(Deleted::Only)]
}

pub fn any_end() -> impl Strategy<Value = End> {
    prop_oneof![
        4 => Just(End::All),
        1 => Just(End::Distinct),
        1 => Just(End::Count),
        1 => Just(End::Exists),
        1 => Just(End::First),
        1 => (1..4u64, 0..3u64).prop_map(|(limit, offset)| End::Slice(limit, offset)),
    ]
}

fn any_asked<T: Clone + Debug>(
    filter: impl Strategy<Value = T>,
) -> impl Strategy<Value = Asked<T>> {
    (vec(filter, 0..3), any_deleted(), any_end()).prop_map(|(filters, deleted, end)| Asked {
        filters,
        deleted,
        end,
    })
}

/// One to three joins.
pub fn any_joined() -> impl Strategy<Value = Joined> {
    (three_joins(), vec(select_kind(), 1..=3)).prop_map(|(mut joined, kinds)| {
        joined.of_kinds(&kinds);
        joined
    })
}

/// Three joins.
pub fn three_joins() -> impl Strategy<Value = Joined> {
    let claims = (
        any_join(any_claims),
        any_join(any_payments),
        any_join(any_claims),
    )
        .prop_map(|(claims, payments, others)| Claims {
            claims,
            then: Some((payments, Some(others))),
        });
    let countries = (
        any_join(any_contacts),
        any_join(any_policies),
        any_join(any_contacts),
    )
        .prop_map(|(contacts, policies, others)| Countries {
            contacts,
            then: Some((policies, Some(others))),
        });
    prop_oneof![
        (claims, any_asked(any_filter())).prop_map(|(route, asked)| Joined::Claims(route, asked)),
        (countries, any_asked(any_contacts()))
            .prop_map(|(route, asked)| Joined::Countries(route, asked)),
    ]
}
