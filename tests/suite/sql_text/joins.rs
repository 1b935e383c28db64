//! Where the predicates stand that limit each source to its tenant and to rows not deleted.

use orm::driver::HasFullJoin;
use orm::prelude::*;

use crate::backend::TestBackend;
use crate::fixture::*;
use crate::schema::*;
use crate::sql_text::{Shown, acme, on_every_dialect, read};

on_every_dialect!(
    inner_in_where,
    left_in_its_on,
    left_of_a_soft_deleted_table,
    inner_behind_left,
    right_filters_every_source_first,
    cross,
    an_alias,
    global_tables_have_no_predicate,
    ; full_join:
    full_filters_every_source_first,
);

orm::alias!(Other: Policy);

async fn inner_in_where<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let query = db
        .select((Claim.title, Policy.number))
        .from(Claim)
        .inner_join(Policy, Claim.policy_id.eq(Policy.id))
        .filter(Claim.open.or(Policy.premium.gt(cents(0))));
    shown.add(read!(query));
}

async fn left_in_its_on<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let query = db
        .select((Policy.number, Claim.title, Payment.amount))
        .from(Policy)
        .left_join(Claim, Claim.policy_id.eq(Policy.id).or(Claim.open))
        .left_join(Payment, Payment.claim_id.eq(Claim.id));
    shown.add(read!(query));
}

async fn left_of_a_soft_deleted_table<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let query = db
        .select((Claim.title, Policy.number))
        .from(Claim)
        .left_join(Policy, Claim.policy_id.eq(Policy.id));
    shown.add(read!(query.clone()));
    shown.add(read!(query.with_deleted()));
}

async fn inner_behind_left<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let query = db
        .select((Policy.number, Claim.title, Contact.name))
        .from(Policy)
        .left_join(Claim, Claim.policy_id.eq(Policy.id))
        .inner_join(Contact, Contact.id.eq(Policy.holder_id));
    shown.add(read!(query));
}

async fn right_filters_every_source_first<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let query = db
        .select((Claim.title, Policy.number))
        .from(Claim)
        .right_join(Policy, Claim.policy_id.eq(Policy.id))
        .filter(Policy.number.ne("x"));
    shown.add(read!(query));
}

async fn full_filters_every_source_first<B: TestBackend + HasFullJoin>(
    db: Db<B>,
    shown: &mut Shown,
) {
    let db = acme(&db).await;
    let query = db
        .select((Contact.name, Policy.number, Claim.title, Country.name))
        .from(Contact)
        .inner_join(Policy, Contact.id.eq(Policy.holder_id))
        .full_join(Claim, Claim.policy_id.eq(Policy.id))
        .left_join(Country, Country.code.eq(Contact.country));
    shown.add(read!(query));
}

async fn cross<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    shown.add(read!(
        db.select((Contact.name, Tag.label))
            .from(Contact)
            .cross_join(Tag)
    ));
}

async fn an_alias<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let query = db
        .select((Policy.number, Other.number))
        .from(Policy)
        .left_join(
            Other,
            Other
                .holder_id
                .eq(Policy.holder_id)
                .and(Other.id.ne(Policy.id)),
        );
    shown.add(read!(query));
    shown.add(read!(
        db.select(Other.id)
            .from(Other)
            .right_join(Policy, Other.id.eq(Policy.id))
    ));
}

async fn global_tables_have_no_predicate<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let query = db
        .select((Contact.name, Country.name))
        .from(Country)
        .left_join(Contact, Contact.country.eq(Country.code));
    shown.add(read!(query));
}
