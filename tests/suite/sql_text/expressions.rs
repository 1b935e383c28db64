use orm::prelude::*;
use orm::{escape_like, now};

use crate::backend::TestBackend;
use crate::fixture::*;
use crate::schema::*;
use crate::sql_text::{Shown, acme, on_every_dialect, read};

on_every_dialect!(
    comparisons_and_logic,
    lists,
    nulls,
    texts,
    numbers,
    decimals,
    conditional,
    moments,
    fragments,
);

async fn comparisons_and_logic<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let query = db.select(Claim.id).from(Claim);
    shown.add(read!(
        query.clone().filter(
            Claim
                .amount
                .ge(1)
                .and(Claim.amount.le(9))
                .or(Claim.open.not())
        )
    ));
    shown.add(read!(
        query
            .clone()
            .filter(not(Claim.amount.eq(1).or(Claim.amount.ne(2))))
    ));
    shown.add(read!(
        query.clone().filter(
            Claim
                .amount
                .between(1, 9)
                .and(Claim.amount.not_between(3, 4))
        )
    ));
    shown.add(read!(query.filter(Claim.amount.gt(1).eq(Claim.open))));
}

async fn lists<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let query = db.select(Claim.id).from(Claim);
    shown.add(read!(query.clone().filter(Claim.amount.in_list([1, 2, 3]))));
    shown.add(read!(
        query
            .clone()
            .filter(Claim.amount.in_list(Vec::<i64>::new()))
    ));
    shown.add(read!(
        query.filter(Claim.amount.not_in_list(Vec::<i64>::new()))
    ));
}

async fn nulls<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let query = db.select(Contact.id).from(Contact);
    shown.add(read!(query.clone().filter(
        Contact.country.is_null().or(Contact.country.is_not_null())
    )));
    shown.add(read!(
        query
            .clone()
            .filter(Contact.country.is_not_distinct_from(None::<String>))
    ));
    shown.add(read!(query.filter(Contact.country.is_distinct_from("de"))));
    shown.add(read!(
        db.select(coalesce(Contact.country, "none")).from(Contact)
    ));
}

async fn texts<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let query = db.select(Contact.id).from(Contact);
    shown.add(read!(
        query
            .clone()
            .filter(Contact.name.like("A%").and(Contact.name.not_like("%x")))
    ));
    shown.add(read!(
        query.clone().filter(Contact.name.ilike(escape_like("50%")))
    ));
    shown.add(read!(query.filter(Contact.name.contains("50%"))));
    let list = (
        Contact.name.lower(),
        Contact.name.upper(),
        Contact.name.length(),
        Contact.name.concat(" <").concat(Contact.email),
    );
    shown.add(read!(db.select(list).from(Contact)));
}

async fn numbers<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let list = (
        Claim.amount.add(1).mul(2).sub(Claim.amount.div(3)),
        Claim.amount.cast::<f64>(),
        Claim.amount.cast::<String>(),
        Claim.open.cast::<i64>(),
    );
    shown.add(read!(db.select(list).from(Claim)));
}

async fn decimals<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let query = db
        .select((
            sum(Policy.premium),
            avg(Policy.premium).distinct(),
            max(Policy.premium.add(cents(5))),
        ))
        .from(Policy);
    shown.add(read!(query));
    let average = || scalar(orm::select(avg(Policy.premium)).from(Policy));
    shown.add(read!(
        db.select(Policy.id)
            .from(Policy)
            .filter(Policy.premium.gt(average()))
    ));
}

async fn conditional<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let size = case(Claim.amount.gt(100), value("large".to_owned()))
        .otherwise(case(Claim.amount.gt(10), value("middle".to_owned())).otherwise("small"));
    shown.add(read!(
        db.select((size, case(Claim.open, Claim.amount)))
            .from(Claim)
    ));
}

async fn moments<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    shown.add(read!(
        db.select(Policy.id)
            .from(Policy)
            .filter(Policy.created_at.le(now()))
    ));
}

async fn fragments<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let query = db
        .select(sql!(
            String,
            "upper(substr({}, 1, 2)) || '-' || {}",
            Policy.number,
            value("x".to_owned())
        ))
        .from(Policy)
        .filter(sql!(bool, "abs({}) > {} + 1", Policy.version, value(3_i64)));
    shown.add(read!(query));
}
