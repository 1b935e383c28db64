use futures::TryStreamExt;
use orm::prelude::*;
use orm::select;

use super::Able;
use super::joined::joined;
use super::step::join;
use crate::fixture::id;
use crate::isolation::condition::*;
use crate::isolation::filter::{Filter, narrowed};
use crate::isolation::joined::{Deleted, End, Kind};
use crate::isolation::level::{at_any_level, bag, list, one};
use crate::isolation::read::{Loss, LossOf, Place, Read};
use crate::schema::*;

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
            Read::Wider(wider) => super::wider::wider(db, wider),
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
