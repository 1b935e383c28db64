use orm::prelude::*;
use orm::select;

use crate::backend::TestBackend;
use crate::fixture::*;
use crate::schema::*;
use crate::sql_text::{Shown, acme, on_every_dialect, write};

on_every_dialect!(
    inserts,
    inserts_into_a_global_table,
    updates,
    updates_with_stamps_and_version,
    updates_with_a_subquery,
    deletes,
    soft_deletes,
    across_tenants,
    unscoped,
);

async fn inserts<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    shown.add(write!(db.insert(claim(id(31), P3, "flood", 1, true))));
    shown.add(write!(db.insert(NewPolicy {
        number: "P-4".to_owned(),
        holder_id: ADA,
        premium: cents(1)
    })));
    shown.add(write!(
        db.insert(
            policy(id(15), "P-5", ADA, 1)
                .note(None)
                .status(PolicyStatus::Bound)
        )
    ));
    // Row by row with one prepared statement, which is fastest on SQLite.
    shown.add(write!(db.insert_many([tag(P2, "a"), tag(P2, "b")])));
}

async fn inserts_into_a_global_table<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    shown.add(write!(db.insert(NewCountry {
        code: "es".to_owned(),
        name: "Spain".to_owned()
    })));
}

async fn updates<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    shown.add(write!(
        db.update(Claim)
            .set((Claim.title.to("x"), Claim.amount.to(Claim.amount.add(1))))
            .by_key(HAIL)
    ));
    shown.add(write!(
        db.update(Claim)
            .set(Claim.open.to(false))
            .filter(Claim.open)
            .filter(Claim.amount.lt(5).or(Claim.amount.gt(9)))
    ));
    shown.add(write!(
        db.update(Claim)
            .set(ClaimChanges {
                amount: Some(7),
                ..Default::default()
            })
            .all_rows()
    ));
    shown.add(write!(
        db.update(Tag)
            .set(Tag.label.to("x"))
            .by_key((P3, "vip".to_owned()))
    ));
}

async fn updates_with_stamps_and_version<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    shown.add(write!(
        db.update(Policy).set(Policy.note.to_null()).by_key(P1)
    ));
    shown.add(write!(
        db.update(Policy)
            .set(Policy.premium.to(cents(5)))
            .by_key(P2)
            .with_deleted()
    ));
    let statement = db
        .update(Policy)
        .set(Policy.note.to("x"))
        .by_key(P3)
        .at_version(1)
        .to_sql()
        .unwrap();
    shown.add(crate::sql_text::lines(&statement));
}

async fn updates_with_a_subquery<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let paid = || select(Payment.claim_id).from(Payment);
    shown.add(write!(
        db.update(Claim)
            .set(Claim.open.to(false))
            .filter(Claim.id.in_query(paid()))
    ));
}

async fn deletes<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    shown.add(write!(
        db.delete(Claim)
            .filter(Claim.title.eq("x").or(Claim.amount.gt(1_000)))
    ));
    shown.add(write!(db.delete(Tag).by_key((P1, "vip".to_owned()))));
    shown.add(write!(db.delete(Payment).all_rows()));
}

async fn soft_deletes<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    shown.add(write!(db.delete(Policy).by_key(P1)));
    shown.add(write!(db.delete(Policy).by_key(P1).permanently()));
    shown.add(write!(db.delete(Policy).all_rows()));
}

async fn across_tenants<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    insurers(&db).await;
    let cross = db
        .cross_tenant(&SystemActor::new("job"), "sql text")
        .unwrap();
    shown.add(write!(
        cross
            .update(Claim)
            .set(Claim.open.to(false))
            .filter(Claim.org_id.eq(BETA))
    ));
    shown.add(write!(cross.delete(Tag).all_rows()));
}

async fn unscoped<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    insurers(&db).await;
    shown.add(write!(
        db.update(Country)
            .set(Country.name.to("x"))
            .by_key("it".to_owned())
    ));
    shown.add(write!(db.delete(Setting).all_rows()));
}
