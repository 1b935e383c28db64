//! Conditions over one table, as descriptions that can be drawn, printed and shrunk.

use orm::Condition;
use orm::prelude::*;
use orm::query::{Alias, Source, TableRef};
use proptest::prelude::*;
use proptest::sample::select;

use super::book::{EMAILS, ID, LABELS, NAMES, NUMBERS, STATUSES, TITLES};
use crate::fixture::{cents, day, id};
use crate::schema::*;

orm::alias!(pub OtherClaim: Claim);
orm::alias!(pub OtherContact: Contact);

pub type OtherClaims = Alias<Claim, OtherClaim>;
pub type OtherContacts = Alias<Contact, OtherContact>;

/// A condition: the table's own comparisons under NOT, AND and OR.
#[derive(Clone, Debug)]
pub enum Cond<T> {
    Is(T),
    Not(Box<Self>),
    All(Vec<Self>),
    Any(Vec<Self>),
}

impl<T> Cond<T> {
    fn over<S: Source>(
        &self,
        table: TableRef<S>,
        leaf: &dyn Fn(&T) -> Condition<S>,
    ) -> Condition<S> {
        match self {
            Self::Is(comparison) => leaf(comparison),
            Self::Not(inner) => table.condition(not(inner.over(table, leaf))),
            Self::All(inner) => all_of(inner.iter().map(|inner| inner.over(table, leaf))),
            Self::Any(inner) => any_of(inner.iter().map(|inner| inner.over(table, leaf))),
        }
    }
}

fn cond<T: Clone + std::fmt::Debug + 'static>(
    leaf: impl Strategy<Value = T> + 'static,
) -> BoxedStrategy<Cond<T>> {
    leaf.prop_map(Cond::Is)
        .prop_recursive(2, 6, 3, |inner| {
            prop_oneof![
                inner.clone().prop_map(|inner| Cond::Not(Box::new(inner))),
                proptest::collection::vec(inner.clone(), 0..3).prop_map(Cond::All),
                proptest::collection::vec(inner, 0..3).prop_map(Cond::Any),
            ]
        })
        .boxed()
}

#[derive(Clone, Debug)]
pub enum ContactIs {
    Id(u8),
    NotId(u8),
    Named(&'static str),
    EmailUpTo(&'static str),
    Of(Option<&'static str>),
    Stateless,
    NameLike(&'static str),
}

#[derive(Clone, Debug)]
pub enum PolicyIs {
    Id(u8),
    IdAmong(Vec<u8>),
    IdNotAmong(Vec<u8>),
    HeldBy(u8),
    Numbered(&'static str),
    NumberLike(&'static str),
    NumberContains(&'static str),
    In(PolicyStatus),
    PremiumBetween(i64, i64),
    PremiumNotBetween(i64, i64),
    Noted(&'static str),
    WithoutNote,
    WithNote,
    Version(i64),
}

#[derive(Clone, Debug)]
pub enum ClaimIs {
    Id(u8),
    OfPolicy(u8),
    Above(i64),
    UpTo(i64),
    Odd(i64),
    Open,
    Titled(Vec<&'static str>),
    NotTitled(&'static str),
}

#[derive(Clone, Debug)]
pub enum PaymentIs {
    OfClaim(u8),
    Above(i64),
    Since(u32),
    Between(u32, u32),
}

#[derive(Clone, Debug)]
pub enum TagIs {
    Labelled(&'static str),
    OfPolicy(u8),
}

macro_rules! conditions {
    ($(
        $name:ident($table:ident, $source:ty, $is:ident) {
            $($pattern:pat => $condition:expr),+ $(,)?
        }
    )+) => {$(
        pub fn $name(condition: &Cond<$is>) -> Condition<$source> {
            condition.over($table, &|is| match is {
                $($pattern => $table.condition($condition)),+
            })
        }
    )+};
}

macro_rules! contact_conditions {
    ($name:ident, $table:ident, $source:ty) => {
        conditions! {
            $name($table, $source, ContactIs) {
                ContactIs::Id(n) => $table.id.eq(id(*n as u128)),
                ContactIs::NotId(n) => $table.id.ne(id(*n as u128)),
                ContactIs::Named(name) => $table.name.eq(*name),
                ContactIs::EmailUpTo(email) => $table.email.le(*email),
                ContactIs::Of(code) => $table.country.is_not_distinct_from(code.map(str::to_owned)),
                ContactIs::Stateless => $table.country.is_null(),
                ContactIs::NameLike(pattern) => $table.name.like(*pattern),
            }
        }
    };
}

macro_rules! claim_conditions {
    ($name:ident, $table:ident, $source:ty) => {
        conditions! {
            $name($table, $source, ClaimIs) {
                ClaimIs::Id(n) => $table.id.eq(id(*n as u128)),
                ClaimIs::OfPolicy(n) => $table.policy_id.eq(id(*n as u128)),
                ClaimIs::Above(amount) => $table.amount.gt(*amount),
                ClaimIs::UpTo(amount) => $table.amount.le(*amount),
                ClaimIs::Odd(by) => $table.amount.sub($table.amount.div(2).mul(2)).eq(*by),
                ClaimIs::Open => $table.open,
                ClaimIs::Titled(titles) => $table.title.in_list(titles.iter().copied()),
                ClaimIs::NotTitled(title) => $table.title.ne(*title),
            }
        }
    };
}

contact_conditions!(contacts, Contact, Contact);
contact_conditions!(other_contacts, OtherContact, OtherContacts);
claim_conditions!(claims, Claim, Claim);
claim_conditions!(other_claims, OtherClaim, OtherClaims);
conditions! {
    policies(Policy, Policy, PolicyIs) {
        PolicyIs::Id(n) => Policy.id.eq(id(*n as u128)),
        PolicyIs::IdAmong(ids) => Policy.id.in_list(ids.iter().map(|n| id(*n as u128))),
        PolicyIs::IdNotAmong(ids) => Policy.id.not_in_list(ids.iter().map(|n| id(*n as u128))),
        PolicyIs::HeldBy(n) => Policy.holder_id.eq(id(*n as u128)),
        PolicyIs::Numbered(number) => Policy.number.eq(*number),
        PolicyIs::NumberLike(pattern) => Policy.number.like(*pattern),
        PolicyIs::NumberContains(text) => Policy.number.contains(text),
        PolicyIs::In(status) => Policy.status.eq(*status),
        PolicyIs::PremiumBetween(low, high) => Policy.premium.between(cents(*low), cents(*high)),
        PolicyIs::PremiumNotBetween(low, high) => {
            Policy.premium.not_between(cents(*low), cents(*high))
        },
        PolicyIs::Noted(note) => Policy.note.eq(*note),
        PolicyIs::WithoutNote => Policy.note.is_null(),
        PolicyIs::WithNote => Policy.note.is_not_null(),
        PolicyIs::Version(version) => Policy.version.ge(*version),
    }
    payments(Payment, Payment, PaymentIs) {
        PaymentIs::OfClaim(n) => Payment.claim_id.eq(id(*n as u128)),
        PaymentIs::Above(amount) => Payment.amount.gt(cents(*amount)),
        PaymentIs::Since(from) => Payment.paid_on.ge(day(2024, 1, *from)),
        PaymentIs::Between(from, to) => {
            Payment.paid_on.between(day(2024, 1, *from), day(2024, 1, *to))
        },
    }
    tags(Tag, Tag, TagIs) {
        TagIs::Labelled(label) => Tag.label.eq(*label),
        TagIs::OfPolicy(n) => Tag.policy_id.eq(id(*n as u128)),
    }
}

pub fn any_contacts() -> BoxedStrategy<Cond<ContactIs>> {
    cond(prop_oneof![
        ID.prop_map(ContactIs::Id),
        ID.prop_map(ContactIs::NotId),
        select(NAMES).prop_map(ContactIs::Named),
        select(EMAILS).prop_map(ContactIs::EmailUpTo),
        proptest::option::of(select(["de", "fr"].as_slice())).prop_map(ContactIs::Of),
        Just(ContactIs::Stateless),
        select(["%o%", "a_a", "A%", "%"].as_slice()).prop_map(ContactIs::NameLike),
    ])
}

pub fn any_policies() -> BoxedStrategy<Cond<PolicyIs>> {
    let ids = || proptest::collection::vec(ID, 0..4);
    cond(prop_oneof![
        ID.prop_map(PolicyIs::Id),
        ids().prop_map(PolicyIs::IdAmong),
        ids().prop_map(PolicyIs::IdNotAmong),
        ID.prop_map(PolicyIs::HeldBy),
        select(NUMBERS).prop_map(PolicyIs::Numbered),
        select(["P-%", "%1", "_-2", "X%"].as_slice()).prop_map(PolicyIs::NumberLike),
        select(["-", "2", "%"].as_slice()).prop_map(PolicyIs::NumberContains),
        select(STATUSES).prop_map(PolicyIs::In),
        (0..300i64, 0..300i64).prop_map(|(low, high)| PolicyIs::PremiumBetween(low, high)),
        (0..300i64, 0..300i64).prop_map(|(low, high)| PolicyIs::PremiumNotBetween(low, high)),
        select(NAMES).prop_map(PolicyIs::Noted),
        Just(PolicyIs::WithoutNote),
        Just(PolicyIs::WithNote),
        (1..4i64).prop_map(PolicyIs::Version),
    ])
}

pub fn any_claims() -> BoxedStrategy<Cond<ClaimIs>> {
    cond(prop_oneof![
        ID.prop_map(ClaimIs::Id),
        ID.prop_map(ClaimIs::OfPolicy),
        (0..5i64).prop_map(ClaimIs::Above),
        (0..5i64).prop_map(ClaimIs::UpTo),
        (0..2i64).prop_map(ClaimIs::Odd),
        Just(ClaimIs::Open),
        proptest::collection::vec(select(TITLES), 0..3).prop_map(ClaimIs::Titled),
        select(TITLES).prop_map(ClaimIs::NotTitled),
    ])
}

pub fn any_payments() -> BoxedStrategy<Cond<PaymentIs>> {
    cond(prop_oneof![
        ID.prop_map(PaymentIs::OfClaim),
        (0..300i64).prop_map(PaymentIs::Above),
        (1..4u32).prop_map(PaymentIs::Since),
        (1..4u32, 1..4u32).prop_map(|(from, to)| PaymentIs::Between(from, to)),
    ])
}

pub fn any_tags() -> BoxedStrategy<Cond<TagIs>> {
    cond(prop_oneof![
        select(LABELS).prop_map(TagIs::Labelled),
        ID.prop_map(TagIs::OfPolicy),
    ])
}
