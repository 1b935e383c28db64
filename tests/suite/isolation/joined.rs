//! Joins: every sequence of one to three kinds, along two routes through the tables.

use std::fmt::Debug;

use orm::expr::{Env, OrderBy};
use orm::prelude::*;
use orm::query::{Closed, Has, Mark, NoGroup, Select, Selection};
use orm::scope::{Access, AccessLevel};
use orm::select;
use proptest::collection::vec;
use proptest::prelude::*;

use super::condition::*;
use super::filter::{Filter, any_filter, filtered};
use super::level::{Pending, at_any_level, bag, list, one};
use crate::backend::TestBackend;
use crate::schema::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Inner,
    Left,
    Right,
    Full,
    Cross,
}

pub const KINDS: [Kind; 5] = [Kind::Inner, Kind::Left, Kind::Right, Kind::Full, Kind::Cross];

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

    pub fn asked_deleted(&mut self, deleted: Deleted) {
        match self {
            Self::Claims(_, asked) => asked.deleted = deleted,
            Self::Countries(_, asked) => asked.deleted = deleted,
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
    (vec(filter, 0..3), any_deleted(), any_end())
        .prop_map(|(filters, deleted, end)| Asked { filters, deleted, end })
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
    let claims = (any_join(any_claims), any_join(any_payments), any_join(any_claims)).prop_map(
        |(claims, payments, others)| Claims { claims, then: Some((payments, Some(others))) },
    );
    let countries = (any_join(any_contacts), any_join(any_policies), any_join(any_contacts)).prop_map(
        |(contacts, policies, others)| Countries { contacts, then: Some((policies, Some(others))) },
    );
    prop_oneof![
        (claims, any_asked(any_filter())).prop_map(|(route, asked)| Joined::Claims(route, asked)),
        (countries, any_asked(any_contacts()))
            .prop_map(|(route, asked)| Joined::Countries(route, asked)),
    ]
}

/// Joins a source, and goes on with each of the five types that the query then has.
macro_rules! join {
    ($query:ident, $kind:expr, $table:ident: $on:expr => $then:expr) => {
        match $kind {
            $crate::isolation::joined::Kind::Inner => { let $query = $query.inner_join($table, $on); $then }
            $crate::isolation::joined::Kind::Left => { let $query = $query.left_join($table, $on); $then }
            $crate::isolation::joined::Kind::Right => { let $query = $query.right_join($table, $on); $then }
            $crate::isolation::joined::Kind::Full => { let $query = $query.full_join($table, $on); $then }
            $crate::isolation::joined::Kind::Cross => { let $query = $query.cross_join($table); $then }
        }
    };
}
pub(super) use join;

/// The same with a described condition.
macro_rules! join_on {
    ($query:ident, $join:expr, $table:ident: $keys:expr; $loose:expr; $condition:ident => $then:expr) => {
        match $join.kind {
            Kind::Inner => { let $query = join_on!(@on $query.inner_join, $join, $table, $keys, $loose, $condition); $then }
            Kind::Left => { let $query = join_on!(@on $query.left_join, $join, $table, $keys, $loose, $condition); $then }
            Kind::Right => { let $query = join_on!(@on $query.right_join, $join, $table, $keys, $loose, $condition); $then }
            Kind::Full => { let $query = join_on!(@on $query.full_join, $join, $table, $keys, $loose, $condition); $then }
            Kind::Cross => { let $query = $query.cross_join($table); $then }
        }
    };
    (@on $query:ident.$method:ident, $join:expr, $table:ident, $keys:expr, $loose:expr, $condition:ident) => {
        match &$join.on {
            On::Keys => $query.$method($table, $keys),
            On::KeysAnd(condition) => $query.$method($table, $keys.and($condition(condition))),
            On::KeysOr(condition) => $query.$method($table, $keys.or($condition(condition))),
            On::Only(condition) => $query.$method($table, $condition(condition)),
            On::Everything => $query.$method($table, value(true)),
            On::Loose => $query.$method($table, $loose),
        }
    };
}

macro_rules! join_claims {
    ($query:ident, $join:expr => $then:expr) => {
        join_on!($query, $join, Claim: Claim.policy_id.eq(Policy.id); Claim.title.lt(Policy.number); claims => $then)
    };
}

macro_rules! join_payments {
    ($query:ident, $join:expr => $then:expr) => {
        join_on!($query, $join, Payment: Payment.claim_id.eq(Claim.id); Payment.amount.ge(Policy.premium); payments => $then)
    };
}

macro_rules! join_contacts {
    ($query:ident, $join:expr => $then:expr) => {
        join_on!($query, $join, Contact: Contact.country.eq(Country.code); Contact.name.lt(Country.name); contacts => $then)
    };
}

macro_rules! join_policies {
    ($query:ident, $join:expr => $then:expr) => {
        join_on!($query, $join, Policy: Policy.holder_id.eq(Contact.id); Policy.note.is_not_distinct_from(Contact.name); policies => $then)
    };
}

at_any_level! {
    pub fn joined(db, joined: &Joined) {
        match joined {
            Joined::Claims(route, asked) => match &route.then {
                None => one_from_policies(db, route, asked),
                Some((payments, None)) => two_from_policies(db, route, payments, asked),
                Some((payments, Some(others))) => three_from_policies(db, route, payments, others, asked),
            },
            Joined::Countries(route, asked) => match &route.then {
                None => one_from_countries(db, route, asked),
                Some((policies, None)) => two_from_countries(db, route, policies, asked),
                Some((policies, Some(others))) => three_from_countries(db, route, policies, others, asked),
            },
        }
    }

    fn one_from_policies(db, route: &Claims, asked: &Asked<Filter>) {
        let query = select::<B, A, _>((Policy, Claim)).from(Policy);
        join_claims!(query, route.claims => of_policies(db, query, (Policy.id, Claim.id), asked))
    }

    fn two_from_policies(db, route: &Claims, payment: &Join<PaymentIs>, asked: &Asked<Filter>) {
        let query = select::<B, A, _>((Policy, Claim, Payment)).from(Policy);
        join_claims!(query, route.claims => join_payments!(query, payment =>
            of_policies(db, query, (Policy.id, Claim.id, Payment.id), asked)))
    }

    fn three_from_policies(
        db,
        route: &Claims,
        payment: &Join<PaymentIs>,
        others: &Join<ClaimIs>,
        asked: &Asked<Filter>,
    ) {
        let query = select::<B, A, _>((Policy, Claim, Payment, OtherClaim)).from(Policy);
        join_claims!(query, route.claims => join_payments!(query, payment =>
            join_on!(query, others, OtherClaim:
                OtherClaim.policy_id.eq(Policy.id);
                OtherClaim.amount.gt(Claim.amount);
                other_claims =>
                of_policies(db, query, (Policy.id, Claim.id, Payment.id, OtherClaim.id), asked))))
    }

    fn one_from_countries(db, route: &Countries, asked: &Asked<Cond<ContactIs>>) {
        let query = select::<B, A, _>((Country, Contact)).from(Country);
        join_contacts!(query, route.contacts => of_contacts(db, query, (Country.code, Contact.id), asked))
    }

    fn two_from_countries(
        db,
        route: &Countries,
        policy: &Join<PolicyIs>,
        asked: &Asked<Cond<ContactIs>>,
    ) {
        let query = select::<B, A, _>((Country, Contact, Policy)).from(Country);
        join_contacts!(query, route.contacts => join_policies!(query, policy =>
            of_contacts(db, query, (Country.code, Contact.id, Policy.id), asked)))
    }

    fn three_from_countries(
        db,
        route: &Countries,
        policy: &Join<PolicyIs>,
        others: &Join<ContactIs>,
        asked: &Asked<Cond<ContactIs>>,
    ) {
        let query = select::<B, A, _>((Country, Contact, Policy, OtherContact)).from(Country);
        join_contacts!(query, route.contacts => join_policies!(query, policy =>
            join_on!(query, others, OtherContact:
                OtherContact.country.eq(Contact.country);
                OtherContact.email.gt(Contact.email);
                other_contacts =>
                of_contacts(db, query, (Country.code, Contact.id, Policy.id, OtherContact.id), asked))))
    }
}

/// The environment of a joined query.
type Over<B, A, F> = Env<B, A, Insurance, F, NoGroup>;

fn of_policies<'h, B, A, P, F, M, O, InP, InF, InO>(
    db: &'h Db<B, A>,
    mut query: Select<(), B, A, Insurance, P, F>,
    order: O,
    asked: &Asked<Filter>,
) -> Pending<'h>
where
    B: TestBackend,
    A: AccessLevel,
    F: Has<Policy, InF, Mark = M> + Closed + 'static,
    M: Mark,
    P: Selection<Over<B, A, F>, InP, Row: Debug> + Send + Sync + 'static,
    O: OrderBy<Over<B, A, F>, InO>,
    InP: 'static,
    Contact: Access<A>,
    Policy: Access<A>,
    Claim: Access<A>,
    Payment: Access<A>,
    Tag: Access<A>,
    OtherClaims: Access<A>,
{
    for filter in &asked.filters {
        query = filtered!(query, filter);
    }
    ended(db, query, order, asked)
}

fn of_contacts<'h, B, A, P, F, O, InP, InF, InO>(
    db: &'h Db<B, A>,
    mut query: Select<(), B, A, Insurance, P, F>,
    order: O,
    asked: &Asked<Cond<ContactIs>>,
) -> Pending<'h>
where
    B: TestBackend,
    A: AccessLevel,
    F: Has<Contact, InF> + Closed + 'static,
    P: Selection<Over<B, A, F>, InP, Row: Debug> + Send + Sync + 'static,
    O: OrderBy<Over<B, A, F>, InO>,
    InP: 'static,
{
    for filter in &asked.filters {
        query = query.filter(contacts(filter));
    }
    ended(db, query, order, asked)
}

fn ended<'h, B, A, P, F, O, T, InP, InO>(
    db: &'h Db<B, A>,
    query: Select<(), B, A, Insurance, P, F>,
    order: O,
    asked: &Asked<T>,
) -> Pending<'h>
where
    B: TestBackend,
    A: AccessLevel,
    F: Closed + 'static,
    P: Selection<Over<B, A, F>, InP, Row: Debug> + Send + Sync + 'static,
    O: OrderBy<Over<B, A, F>, InO>,
    InP: 'static,
{
    let query = match asked.deleted {
        Deleted::Hidden => query,
        Deleted::Shown => query.with_deleted(),
        Deleted::Only => query.only_deleted(),
    };
    match asked.end {
        End::All => bag(Box::pin(query.query().on(db).all())),
        End::Distinct => bag(Box::pin(query.distinct().query().on(db).all())),
        End::Count => one(query.on(db).count()),
        End::Exists => one(query.on(db).exists()),
        End::First => one(Box::pin(query.order_by(order).limit(1).query().on(db).one())),
        End::Slice(limit, offset) => {
            let query = query.order_by(order).limit(limit).offset(offset).query();
            list(Box::pin(query.on(db).all()))
        }
    }
}
