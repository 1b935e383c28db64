//! Statements that change and delete rows.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample;

use super::book::{COUNTRIES, EMAILS, ID, LABELS, NAMES, NUMBERS, STATUSES};
use super::condition::*;
use super::filter::{Filter, any_filter};
use crate::schema::*;

/// Which rows are meant.
#[derive(Clone, Debug)]
pub enum Pick<T> {
    Key(u8),
    Where(Vec<T>),
    All,
}

#[derive(Clone, Debug)]
pub enum PolicySet {
    Id(u8),
    Number(&'static str),
    Holder(u8),
    Status(PolicyStatus),
    Raise(i64),
    /// To a subquery's value.
    MostPaid,
    /// By a condition over other rows of the same table and others.
    NoteIfClaimed(Option<&'static str>),
}

#[derive(Clone, Debug)]
pub enum ClaimSet {
    Policy(u8),
    /// May break the table's CHECK.
    Add(i64),
    Closed,
}

#[derive(Clone, Debug)]
pub enum ContactSet {
    Id(u8),
    Email(&'static str),
    Country(Option<&'static str>),
}

#[derive(Clone, Debug)]
pub enum Change {
    Policies {
        set: PolicySet,
        pick: Pick<Filter>,
        version: Option<u64>,
        deleted: bool,
        returning: bool,
    },
    DeletePolicies {
        pick: Pick<Filter>,
        version: Option<u64>,
        permanently: bool,
        returning: bool,
    },
    Claims {
        set: ClaimSet,
        pick: Pick<Cond<ClaimIs>>,
        returning: bool,
    },
    DeleteClaims {
        pick: Pick<Cond<ClaimIs>>,
        returning: bool,
    },
    Contacts {
        set: ContactSet,
        pick: Pick<Cond<ContactIs>>,
    },
    DeleteContacts(Pick<Cond<ContactIs>>),
    DeletePayments(Pick<Cond<PaymentIs>>),
    DeleteTag(u8, &'static str),
    DeleteTags(Cond<TagIs>),
    RenameOrganisation(&'static str),
    DeleteOrganisation,
    Settings(&'static str),
    /// Claims of policies that have this status get the policy's number.
    ClaimsOfPolicies(PolicyStatus),
    /// Payments of claims for which the condition holds.
    DeletePaymentsOfClaims(Cond<ClaimIs>),
    /// Amounts by key.
    EachClaim(Vec<(u8, i64)>),
}

fn any_pick<T: Clone + std::fmt::Debug + 'static>(
    filter: impl Strategy<Value = T> + 'static,
) -> BoxedStrategy<Pick<T>> {
    prop_oneof![
        ID.prop_map(Pick::Key),
        vec(filter, 1..3).prop_map(Pick::Where),
        Just(Pick::All),
    ]
    .boxed()
}

pub fn any_change() -> BoxedStrategy<Change> {
    let policy = prop_oneof![
        ID.prop_map(PolicySet::Id),
        sample::select(NUMBERS).prop_map(PolicySet::Number),
        ID.prop_map(PolicySet::Holder),
        sample::select(STATUSES).prop_map(PolicySet::Status),
        (0..100i64).prop_map(PolicySet::Raise),
        Just(PolicySet::MostPaid),
        option::of(sample::select(NAMES)).prop_map(PolicySet::NoteIfClaimed),
    ];
    let claim = prop_oneof![
        ID.prop_map(ClaimSet::Policy),
        (-3..3i64).prop_map(ClaimSet::Add),
        Just(ClaimSet::Closed),
    ];
    let contact = prop_oneof![
        ID.prop_map(ContactSet::Id),
        sample::select(EMAILS).prop_map(ContactSet::Email),
        option::of(sample::select(COUNTRIES)).prop_map(ContactSet::Country),
    ];
    let version = || option::weighted(0.3, 1..4u64);
    let flag = any::<bool>;
    prop_oneof![
        6 => (policy, any_pick(any_filter()), version(), flag(), flag())
            .prop_map(|(set, pick, version, deleted, returning)| {
                Change::Policies { set, pick, version, deleted, returning }
            }),
        3 => (any_pick(any_filter()), version(), flag(), flag())
            .prop_map(|(pick, version, permanently, returning)| {
                Change::DeletePolicies { pick, version, permanently, returning }
            }),
        3 => (claim, any_pick(any_claims()), flag())
            .prop_map(|(set, pick, returning)| Change::Claims { set, pick, returning }),
        2 => (any_pick(any_claims()), flag())
            .prop_map(|(pick, returning)| Change::DeleteClaims { pick, returning }),
        2 => (contact, any_pick(any_contacts()))
            .prop_map(|(set, pick)| Change::Contacts { set, pick }),
        2 => any_pick(any_contacts()).prop_map(Change::DeleteContacts),
        1 => any_pick(any_payments()).prop_map(Change::DeletePayments),
        1 => (ID, sample::select(LABELS))
            .prop_map(|(policy, label)| Change::DeleteTag(policy, label)),
        1 => any_tags().prop_map(Change::DeleteTags),
        1 => sample::select(NAMES).prop_map(Change::RenameOrganisation),
        1 => Just(Change::DeleteOrganisation),
        1 => sample::select(NAMES).prop_map(Change::Settings),
        2 => sample::select(STATUSES).prop_map(Change::ClaimsOfPolicies),
        2 => any_claims().prop_map(Change::DeletePaymentsOfClaims),
        2 => vec((ID, -1..9i64), 0..4).prop_map(Change::EachClaim),
    ]
    .boxed()
}
