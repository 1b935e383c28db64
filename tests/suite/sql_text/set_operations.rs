use orm::driver::HasIntersect;
use orm::prelude::*;
use orm::query::position;
use orm::select;

use crate::backend::TestBackend;
use crate::schema::*;
use crate::sql_text::{Shown, acme, on_dialects, on_every_dialect, read};

on_every_dialect!(
    unions,
    operands_with_clauses,
    in_other_places,
    across_tenants
);
on_dialects!(intersect: [sqlite, postgres, mysql8] [intersect_and_except]);

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Named {
    pub name: String,
}

async fn unions<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let names = || {
        select(Contact.name)
            .from(Contact)
            .filter(Contact.country.is_null())
    };
    let numbers = || select(Policy.number).from(Policy);
    let query = db.select(Country.code).from(Country).union(names());
    shown.add(read!(query.clone()));
    shown.add(read!(
        query
            .clone()
            .union(numbers())
            .order_by(position(1).desc())
            .limit(2)
    ));
    shown.add(read!(query.union_all(numbers()).offset(1)));
    let named = db
        .select(NamedOf { name: Contact.name })
        .from(Contact)
        .union(
            select(NamedOf {
                name: Policy.number,
            })
            .from(Policy),
        );
    shown.add(read!(named.order_by(Named.name.desc().nulls_last())));
}

async fn operands_with_clauses<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let first = || {
        select(Policy.number)
            .from(Policy)
            .order_by(Policy.number)
            .limit(1)
    };
    let names = || select(Contact.name).from(Contact);
    let query = db
        .select(Contact.name)
        .from(Contact)
        .limit(1)
        .union(first());
    shown.add(read!(query));
    let nested = db
        .select(Contact.name)
        .from(Contact)
        .union(names().union_all(first()));
    shown.add(read!(nested));
}

async fn in_other_places<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let touched = || {
        select(Claim.policy_id)
            .from(Claim)
            .union(select(Tag.policy_id).from(Tag))
    };
    let query = db.select(Policy.number).from(Policy);
    shown.add(read!(query.clone().filter(Policy.id.in_query(touched()))));
    shown.add(read!(query.filter(exists(touched().limit(1)))));
    let named = select(NamedOf { name: Contact.name }).from(Contact).union(
        select(NamedOf {
            name: Policy.number,
        })
        .from(Policy),
    );
    shown.add(read!(db.select(Named.name).from(named.derived())));
}

async fn across_tenants<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    acme(&db).await;
    let all = db
        .cross_tenant(&SystemActor::new("nightly"), "a report")
        .unwrap();
    let query = all
        .select(Contact.name)
        .from(Contact)
        .union(select(Policy.number).from(Policy));
    shown.add(read!(query));
}

async fn intersect_and_except<B: TestBackend + HasIntersect>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let claimed = || select(Claim.policy_id).from(Claim);
    let tagged = || select(Tag.policy_id).from(Tag);
    let query = db.select(Policy.id).from(Policy);
    shown.add(read!(query.clone().except(claimed()).except(tagged())));
    shown.add(read!(query.clone().union(claimed()).intersect(tagged())));
    shown.add(read!(query.union(claimed().intersect(tagged()))));
}
