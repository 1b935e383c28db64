use orm::prelude::*;

use crate::backend::TestBackend;
use crate::fixture::*;
use crate::schema::*;
use crate::sql_text::{Shown, acme, lines, on_every_dialect, read};

on_every_dialect!(
    a_whole_table,
    a_global_table,
    the_tenants_own_table,
    filters_are_one_group_behind_the_guard,
    order_limit_offset_distinct,
    a_page_by_key,
    by_key,
    groups,
    soft_deleted_rows,
    across_tenants,
    a_stored_query,
    the_text_is_the_same_for_every_tenant,
);

async fn a_whole_table<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    shown.add(read!(db.from(Contact)));
    shown.add(read!(db.from(Policy)));
}

async fn a_global_table<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    shown.add(read!(db.from(Country)));
    shown.add(read!(
        db.from(Country)
            .filter(Country.code.eq("de"))
            .filter(Country.name.ne("x"))
    ));
}

async fn the_tenants_own_table<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    shown.add(read!(db.from(Organisation)));
}

async fn filters_are_one_group_behind_the_guard<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let query = db.select(Claim.id).from(Claim);
    shown.add(read!(query.clone().filter(Claim.open.eq(true))));
    shown.add(read!(
        query
            .clone()
            .filter(Claim.open.eq(true).or(Claim.amount.gt(5)))
            .filter(Claim.title.ne("x"))
    ));
    let conditions = [
        Claim.condition(Claim.amount.lt(1)),
        Claim.condition(Claim.open),
    ];
    shown.add(read!(query.filter(any_of(conditions))));
}

async fn order_limit_offset_distinct<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let query = db.select((Policy.number, Policy.note)).from(Policy);
    shown.add(read!(
        query
            .clone()
            .distinct()
            .order_by((Policy.note.desc().nulls_last(), Policy.number))
            .limit(5)
            .offset(10)
    ));
    shown.add(read!(
        query
            .clone()
            .order_by(Policy.note.asc().nulls_first())
            .offset(1)
    ));
    shown.add(read!(query.limit(0)));
}

async fn a_page_by_key<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let query = db.select(Claim.title).from(Claim);
    shown.add(read!(query.clone().page(Claim.id.asc(), None, 20)));
    let order = (Claim.amount.desc(), Claim.title.asc(), Claim.id.desc());
    let last = (100, "hail".to_owned(), HAIL);
    shown.add(read!(query.filter(Claim.open).page(order, Some(last), 20)));
}

async fn by_key<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    shown.add(read!(db.from(Claim).by_key(HAIL)));
    shown.add(read!(db.from(Tag).by_key((P1, "vip".to_owned()))));
}

async fn groups<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let query = db
        .select((
            Claim.policy_id,
            count_all(),
            count(Claim.title).distinct(),
            sum(Claim.amount),
            avg(Claim.amount),
        ))
        .from(Claim)
        .filter(Claim.amount.gt(0))
        .group_by(Claim.policy_id)
        .having(count_all().gt(1))
        .having(max(Claim.amount).lt(1_000))
        .order_by((count_all().desc(), Claim.policy_id));
    shown.add(read!(query));
    let word = || group_key(Claim.title.lower());
    shown.add(read!(
        db.select((word(), min(Claim.amount)))
            .from(Claim)
            .group_by((word(), Claim.open))
    ));
}

async fn soft_deleted_rows<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let query = db.select(Policy.id).from(Policy);
    shown.add(read!(query.clone()));
    shown.add(read!(query.clone().with_deleted()));
    shown.add(read!(query.only_deleted()));
}

async fn across_tenants<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    insurers(&db).await;
    let cross = db
        .cross_tenant(&SystemActor::new("report"), "sql text")
        .unwrap();
    shown.add(read!(cross.select((Claim.org_id, Claim.title)).from(Claim)));
    shown.add(read!(
        cross
            .select(Policy.id)
            .from(Policy)
            .filter(Policy.number.eq("P-1"))
    ));
    let joined = cross
        .select((Policy.number, Claim.title))
        .from(Policy)
        .left_join(
            Claim,
            Claim
                .policy_id
                .eq(Policy.id)
                .and(Claim.org_id.eq(Policy.org_id)),
        );
    shown.add(read!(joined));
}

async fn a_stored_query<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let query = orm::select((Policy.number, Policy.premium))
        .from(Policy)
        .filter(Policy.premium.gt(cents(1)))
        .query();
    query.on(&db).all().await.unwrap();
    shown.add(lines(query.to_sql().unwrap()));
}

async fn the_text_is_the_same_for_every_tenant<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let (acme, beta) = insurers(&db).await;
    let text = |db: &Tenant<B>| {
        let statement = db
            .from(Policy)
            .filter(Policy.number.eq("P-1"))
            .to_sql()
            .unwrap();
        assert!(!format!("{statement:?}").contains(&ACME.0.to_string()));
        lines(&statement)
    };
    assert_eq!(text(&acme), text(&beta));
    shown.add(text(&acme));
}
