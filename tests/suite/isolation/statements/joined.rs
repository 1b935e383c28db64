use std::fmt::Debug;

use orm::expr::{Env, OrderBy};
use orm::prelude::*;
use orm::query::{Closed, Has, Mark, NoGroup, Select, Selection};
use orm::scope::{Access, AccessLevel};
use orm::select;

use super::Able;
use super::step::{join_on, on};
use crate::isolation::condition::*;
use crate::isolation::filter::{Filter, filtered};
use crate::isolation::joined::{Asked, Claims, Countries, Deleted, End, Join, Joined, Kind, On};
use crate::isolation::level::{Pending, at_any_level, bag, list, one};
use crate::schema::*;

macro_rules! join_claims {
    ($query:ident, $join:expr => $then:expr) => {
        join_on!($query, $join, Claim(
            Claim.policy_id.eq(Policy.id);
            Claim.title.lt(Policy.number);
            claims
        ) => $then)
    };
}

macro_rules! join_payments {
    ($query:ident, $join:expr => $then:expr) => {
        join_on!($query, $join, Payment(
            Payment.claim_id.eq(Claim.id);
            Payment.amount.ge(Policy.premium);
            payments
        ) => $then)
    };
}

macro_rules! join_other_claims {
    ($query:ident, $join:expr => $then:expr) => {
        join_on!($query, $join, OtherClaim(
            OtherClaim.policy_id.eq(Policy.id);
            OtherClaim.amount.gt(Claim.amount);
            other_claims
        ) => $then)
    };
}

macro_rules! join_contacts {
    ($query:ident, $join:expr => $then:expr) => {
        join_on!($query, $join, Contact(
            Contact.country.eq(Country.code);
            Contact.name.lt(Country.name);
            contacts
        ) => $then)
    };
}

macro_rules! join_policies {
    ($query:ident, $join:expr => $then:expr) => {
        join_on!($query, $join, Policy(
            Policy.holder_id.eq(Contact.id);
            Policy.note.is_not_distinct_from(Contact.name);
            policies
        ) => $then)
    };
}

macro_rules! join_other_contacts {
    ($query:ident, $join:expr => $then:expr) => {
        join_on!($query, $join, OtherContact(
            OtherContact.country.eq(Contact.country);
            OtherContact.email.gt(Contact.email);
            other_contacts
        ) => $then)
    };
}

at_any_level! {
    pub fn joined(db, joined: &Joined) {
        match joined {
            Joined::Claims(route, asked) => match &route.then {
                None => one_from_policies(db, route, asked),
                Some((second, None)) => two_from_policies(db, route, second, asked),
                Some((second, Some(third))) => {
                    three_from_policies(db, route, second, third, asked)
                }
            },
            Joined::Countries(route, asked) => match &route.then {
                None => one_from_countries(db, route, asked),
                Some((second, None)) => two_from_countries(db, route, second, asked),
                Some((second, Some(third))) => {
                    three_from_countries(db, route, second, third, asked)
                }
            },
        }
    }

    fn one_from_policies(db, route: &Claims, asked: &Asked<Filter>) {
        let query = select::<B, A, _>((Policy, Claim)).from(Policy);
        join_claims!(query, route.claims => {
            of_policies(db, query, (Policy.id, Claim.id), asked)
        })
    }

    fn two_from_policies(db, route: &Claims, second: &Join<PaymentIs>, asked: &Asked<Filter>) {
        let query = select::<B, A, _>((Policy, Claim, Payment)).from(Policy);
        join_claims!(query, route.claims => join_payments!(query, second => {
            of_policies(db, query, (Policy.id, Claim.id, Payment.id), asked)
        }))
    }

    fn three_from_policies(
        db,
        route: &Claims,
        second: &Join<PaymentIs>,
        third: &Join<ClaimIs>,
        asked: &Asked<Filter>,
    ) {
        let order = (Policy.id, Claim.id, Payment.id, OtherClaim.id);
        let query = select::<B, A, _>((Policy, Claim, Payment, OtherClaim)).from(Policy);
        join_claims!(query, route.claims => join_payments!(query, second => {
            join_other_claims!(query, third => of_policies(db, query, order, asked))
        }))
    }

    fn one_from_countries(db, route: &Countries, asked: &Asked<Cond<ContactIs>>) {
        let query = select::<B, A, _>((Country, Contact)).from(Country);
        join_contacts!(query, route.contacts => {
            of_contacts(db, query, (Country.code, Contact.id), asked)
        })
    }

    fn two_from_countries(
        db,
        route: &Countries,
        second: &Join<PolicyIs>,
        asked: &Asked<Cond<ContactIs>>,
    ) {
        let query = select::<B, A, _>((Country, Contact, Policy)).from(Country);
        join_contacts!(query, route.contacts => join_policies!(query, second => {
            of_contacts(db, query, (Country.code, Contact.id, Policy.id), asked)
        }))
    }

    fn three_from_countries(
        db,
        route: &Countries,
        second: &Join<PolicyIs>,
        third: &Join<ContactIs>,
        asked: &Asked<Cond<ContactIs>>,
    ) {
        let order = (Country.code, Contact.id, Policy.id, OtherContact.id);
        let query = select::<B, A, _>((Country, Contact, Policy, OtherContact)).from(Country);
        join_contacts!(query, route.contacts => join_policies!(query, second => {
            join_other_contacts!(query, third => of_contacts(db, query, order, asked))
        }))
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
    B: Able,
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
    B: Able,
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
    B: Able,
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
        End::First => one(Box::pin(
            query.order_by(order).limit(1).query().on(db).one(),
        )),
        End::Slice(limit, offset) => {
            let query = query.order_by(order).limit(limit).offset(offset).query();
            list(Box::pin(query.on(db).all()))
        }
    }
}
