//! Statements that read, beside the joins.

use futures::TryStreamExt;
use orm::prelude::*;
use orm::select;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample;

use super::book::{ID, LABELS, NUMBERS};
use super::condition::*;
use super::filter::{Filter, any_filter, filtered};
use super::joined::{
    Deleted, End, Joined, Kind, any_deleted, any_end, any_joined, join, joined, select_kind,
};
use super::level::{at_any_level, bag, list, one};
use crate::fixture::id;
use crate::schema::*;

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
    ]
    .boxed()
}

/// A query with a description's filters.
macro_rules! narrowed {
    ($query:expr, $filters:expr) => {{
        let mut query = $query;
        for filter in $filters {
            query = filtered!(query, filter);
        }
        query
    }};
}

at_any_level! {
    pub fn read(db, read: &Read) {
        match read {
            Read::Joined(join) => joined(db, join),
            Read::Policies { filters, deleted, end } => policies_alone(db, filters, *deleted, end),
            Read::Streamed(filters) => {
                let rows = narrowed!(db.from(Policy), filters).stream();
                bag(Box::pin(rows.try_collect::<Vec<_>>()))
            }
            Read::Page { filters, after, rows } => {
                let after = after.map(|(number, n)| (number.to_owned(), id(n.into())));
                let order = (Policy.number.asc(), Policy.id.desc());
                list(narrowed!(db.from(Policy), filters).page(order, after, *rows).all())
            }
            Read::ContactByKey(n) => one(db.from(Contact).by_key(id((*n).into())).one()),
            Read::PolicyByKey(n) => one(db.from(Policy).by_key(id((*n).into())).optional()),
            Read::ClaimByKey(n) => one(db.from(Claim).by_key(id((*n).into())).count()),
            Read::TagByKey(n, label) => {
                one(db.from(Tag).by_key((id((*n).into()), (*label).to_owned())).exists())
            }
            Read::Organisations => bag(db.from(Organisation).all()),
            Read::Settings => bag(db.from(Setting).all()),
            Read::Totals(claims) => totals(db, claims),
            Read::PerPolicy { claims, more_than } => per_policy(db, claims, *more_than),
            Read::PerStatus { kind, keys, least } => per_status(db, *kind, *keys, *least),
            Read::Looked { filters, claims } => looked(db, filters, claims),
            Read::Derived { place, claims, filters } => derived(db, *place, claims, filters),
            Read::Countries(contact) => countries(db, contact),
        }
    }

    fn policies_alone(db, filters: &[Filter], deleted: Deleted, end: &End) {
        let query = narrowed!(db.from(Policy), filters);
        let query = match deleted {
            Deleted::Hidden => query,
            Deleted::Shown => query.with_deleted(),
            Deleted::Only => query.only_deleted(),
        };
        match end {
            End::All => bag(query.all()),
            End::Distinct => bag(query.distinct().all()),
            End::Count => one(query.count()),
            End::Exists => one(query.exists()),
            End::First => one(query.order_by(Policy.id).one()),
            End::Slice(limit, offset) => {
                let query = query.order_by((Policy.number.desc(), Policy.id));
                list(query.limit(*limit).offset(*offset).all())
            }
        }
    }

    fn totals(db, condition: &Cond<ClaimIs>) {
        let list = (
            count_all(),
            count(Claim.title).distinct(),
            sum(Claim.amount),
            avg(Claim.amount),
            max(Claim.title),
            min(Claim.id),
        );
        one(db.select(list).from(Claim).filter(claims(condition)).one())
    }

    fn per_policy(db, condition: &Cond<ClaimIs>, more_than: i64) {
        let aggregates = (Claim.policy_id, count_all(), sum(Claim.amount), max(Claim.title));
        list(
            db.select(aggregates)
                .from(Claim)
                .filter(claims(condition))
                .group_by(Claim.policy_id)
                .having(count_all().gt(more_than))
                .order_by((count_all().desc(), Claim.policy_id))
                .all(),
        )
    }

    fn per_status(db, kind: Kind, keys: bool, least: i64) {
        let counts = (count_all(), count(Claim.id));
        let query = db
            .select((Policy.status, counts, sum(Claim.amount), max(Policy.premium)))
            .from(Policy);
        let on = Claim.policy_id.eq(Policy.id).or(value(!keys));
        join!(query, kind, Claim: on => {
            bag(query.group_by(Policy.status).having(count_all().ge(least)).all())
        })
    }

    fn looked(db, filters: &[Filter], condition: &Cond<ClaimIs>) {
        let own = Claim.policy_id.eq(Policy.id);
        let counted = select(count_all()).correlate(Policy).from(Claim).filter(own);
        let most = select(max(Payment.amount)).from(Payment);
        let own = Tag.policy_id.eq(Policy.id);
        let tagged = select(Tag.label).correlate(Policy).from(Tag).filter(own);
        let another = select(value(1i64))
            .correlate(Policy)
            .from(OtherClaim)
            .filter(OtherClaim.policy_id.ne(Policy.id))
            .filter(other_claims(condition));
        let list = (
            Policy.id,
            scalar(counted.filter(claims(condition))),
            scalar(most),
            exists(tagged),
            case(exists(another), Policy.number).otherwise("alone"),
        );
        bag(narrowed!(db.select(list).from(Policy), filters).all())
    }

    fn derived(db, place: Place, condition: &Cond<ClaimIs>, filters: &[Filter]) {
        let losses = select(LossOf {
            policy_id: Claim.policy_id,
            claims: count_all(),
            total: sum(Claim.amount),
        })
        .from(Claim)
        .filter(claims(condition))
        .group_by(Claim.policy_id)
        .derived();
        let on = Loss.policy_id.eq(Policy.id);
        match place {
            Place::Joined(kind) => {
                let query = db.select((Policy, Loss)).from(Policy);
                join!(query, kind, losses: on => bag(narrowed!(query, filters).all()))
            }
            Place::First(kind) => {
                let query = db.select((Loss.claims, Loss.total, Policy)).from(losses);
                join!(query, kind, Policy: on => bag(narrowed!(query, filters).all()))
            }
        }
    }

    fn countries(db, condition: &Cond<ContactIs>) {
        let own = Contact.country.eq(Country.code);
        let of_country = || select(count_all()).correlate(Country).from(Contact).filter(own);
        let inhabited = select(Contact.id).correlate(Country).from(Contact).filter(own);
        let inhabited = inhabited.filter(contacts(condition));
        list(
            db.select((Country.code, scalar(of_country())))
                .from(Country)
                .filter(exists(inhabited).or(scalar(of_country()).eq(0)))
                .order_by(Country.code)
                .all(),
        )
    }
}
