use orm::expr::{lag, row_number, window};
use orm::list::Fields;
use orm::prelude::*;
use orm::query::position;
use orm::select;

use super::Able;
use super::step::join;
use crate::isolation::condition::*;
use crate::isolation::filter::{Filter, narrowed};
use crate::isolation::joined::Kind;
use crate::isolation::level::{at_any_level, bag, list, one};
use crate::isolation::read::{Loss, LossOf};
use crate::isolation::wider::{Operator, Wider};
use crate::schema::*;

/// A claim, and how many came before it.
#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Following {
    pub id: Uuid,
    pub depth: i64,
}

at_any_level! {
    pub fn wider(db, wider: &Wider) {
        match wider {
            Wider::United { operator, filters, claims, rows } => {
                united(db, *operator, filters, claims, *rows)
            }
            Wider::Named { kind, filters, claims } => named(db, *kind, filters, claims),
            Wider::Recursive(claims) => recursive(db, claims),
            Wider::Ranked { filters, claims } => ranked(db, filters, claims),
            Wider::Related { json, most, claims, any } => {
                related(db, *json, *most, claims, any.as_ref())
            }
            Wider::Listed { query } => listed(db, query),
        }
    }

    fn united(
        db,
        operator: Operator,
        filters: &[Filter],
        condition: &Cond<ClaimIs>,
        rows: Option<u64>,
    ) {
        let policies = db.select((Policy.number, Policy.id)).from(Policy);
        let policies = narrowed!(policies, filters);
        let titled = select((Claim.title, Claim.policy_id)).from(Claim);
        let titled = titled.filter(claims(condition));
        let query = combined!(policies, operator, titled).order_by((position(1), position(2)));
        match rows {
            Some(rows) => list(query.limit(rows).all()),
            None => list(query.all()),
        }
    }

    fn named(db, kind: Kind, filters: &[Filter], condition: &Cond<ClaimIs>) {
        let losses = select(LossOf {
            policy_id: Claim.policy_id,
            claims: count_all(),
            total: sum(Claim.amount),
        })
        .from(Claim)
        .filter(claims(condition))
        .group_by(Claim.policy_id)
        .cte();
        let losses = &losses;
        let all = scalar(select(sum(Loss.claims)).from(losses));
        let query = db.select((Policy.id, Loss.claims, Loss.total, all)).from(Policy);
        let on = Loss.policy_id.eq(Policy.id);
        join!(query, kind, losses: on => bag(narrowed!(query, filters).all()))
    }

    fn recursive(db, condition: &Cond<ClaimIs>) {
        let following = select(FollowingOf { id: Claim.id, depth: value(0i64) })
            .from(Claim)
            .filter(claims(condition))
            .recursive_distinct(|found| {
                let next = FollowingOf { id: OtherClaim.id, depth: Following.depth.add(1i64) };
                select(next)
                    .from(found)
                    .inner_join(OtherClaim, OtherClaim.id.gt(Following.id))
                    .filter(Following.depth.lt(2i64))
            });
        bag(db.select((Following.id, Following.depth)).from(following).all())
    }

    fn ranked(db, filters: &[Filter], condition: &Cond<ClaimIs>) {
        let of_policy = || window().partition_by(Claim.policy_id);
        let in_order = || of_policy().order_by((Claim.amount, Claim.id));
        let ranks = (
            Claim.id,
            Policy.number,
            row_number().over(in_order()),
            lag(Claim.title).over(in_order()),
            sum(Claim.amount).over(of_policy()),
            count_all().over(window()),
        );
        let query = db.select(ranks).from(Claim);
        let query = query.inner_join(Policy, Policy.id.eq(Claim.policy_id));
        bag(narrowed!(query.filter(claims(condition)), filters).all())
    }

    fn related(
        db,
        json: bool,
        most: Option<u64>,
        condition: &Cond<ClaimIs>,
        any: Option<&Cond<ClaimIs>>,
    ) {
        let some = Policy::claims().filter(claims(condition)).order_by(Claim.id);
        let some = match most {
            Some(most) => some.limit(most),
            None => some,
        };
        let policies = db
            .find(Policy)
            .filter_if(any.map(|any| Policy::claims().any(claims(any))))
            .order_by(Policy.id)
            .with(some.with(Claim::payments().order_by(Payment.id)))
            .with(Policy::tags().order_by(Tag.label))
            .with(Policy::holder());
        list(match json {
            true => policies.as_json().all(),
            false => policies.per_level().all(),
        })
    }

    fn listed(db, query: &str) {
        let fields = Fields::of(Policy)
            .field("number", Policy.number)
            .field("status", Policy.status)
            .field("premium", Policy.premium)
            .field("note", Policy.note);
        let request = query.parse().expect("the query string is one");
        let listing = fields.read(&request).expect("its fields are known");
        one(db.from(Policy).list(&listing).page())
    }
}
