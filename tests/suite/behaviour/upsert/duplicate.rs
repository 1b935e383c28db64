use orm::driver::{BuildError, HasOnDuplicateKey};
use orm::prelude::*;
use orm::{ConstraintKind, Error, excluded};

use super::tables::*;
use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    ;on_duplicate_key:
    a_new_row_and_one_that_is_there,
    from_both_rows,
    many_rows,
    stamps,
    what_every_update_counts,
    a_soft_deleted_row,
    other_errors_stay_errors,
    nothing_to_set,
    a_global_table,
    columns_of_every_type,
);

fn premium(number: &str, premium: i64) -> NewPolicy {
    NewPolicy {
        number: number.to_owned(),
        holder_id: ADA,
        premium: cents(premium),
    }
}

async fn stored<B: TestBackend>(db: &Tenant<B>, number: &str) -> Policy {
    db.from(Policy)
        .filter(Policy.number.eq(number))
        .one()
        .await
        .unwrap()
}

async fn a_new_row_and_one_that_is_there<B: TestBackend + HasOnDuplicateKey>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    acme.insert_many([premium("P-1", 7), premium("P-4", 8)])
        .on_duplicate_key_update()
        .set(Policy.premium.to(excluded(Policy.premium)))
        .run()
        .await
        .unwrap();
    assert_eq!(stored(&acme, "P-1").await.premium, cents(7));
    assert_eq!(stored(&acme, "P-4").await.premium, cents(8));
    assert_eq!(stored(&beta, "P-1").await.premium, cents(999_99));
}

async fn from_both_rows<B: TestBackend + HasOnDuplicateKey>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    acme.insert(premium("P-2", 5).note("new".to_owned()))
        .on_duplicate_key_update()
        .set((
            Policy
                .premium
                .to(Policy.premium.add(excluded(Policy.premium))),
            Policy
                .note
                .to(coalesce(Policy.note, "").concat(coalesce(excluded(Policy.note), ""))),
        ))
        .run()
        .await
        .unwrap();
    let row = stored(&acme, "P-2").await;
    assert_eq!(
        (row.premium, row.note.as_deref()),
        (cents(50_55), Some("call backnew"))
    );
}

async fn many_rows<B: TestBackend + HasOnDuplicateKey>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    for amount in [1, 2] {
        acme.insert_many((0..3_000).map(|n| premium(&format!("N-{n}"), amount)))
            .on_duplicate_key_update()
            .set(Policy.premium.to(excluded(Policy.premium)))
            .run()
            .await
            .unwrap();
    }
    let twos = acme.from(Policy).filter(Policy.premium.eq(cents(2)));
    assert_eq!(twos.count().await.unwrap(), 3_000);
}

async fn stamps<B: TestBackend + HasOnDuplicateKey>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let before = stored(&acme, "P-1").await;
    acme.insert(premium("P-1", 1))
        .on_duplicate_key_update()
        .set(Policy.note.to("x"))
        .run()
        .await
        .unwrap();
    let after = stored(&acme, "P-1").await;
    assert_eq!((before.version, after.version), (1, 2));
    assert_eq!(after.created_at, before.created_at);
    assert!(after.updated_at > before.updated_at, "{after:?}");
}

async fn what_every_update_counts<B: TestBackend + HasOnDuplicateKey>(db: Db<B>) {
    db.create_tables::<SharedKeys>().await.unwrap();
    let acme = tenant(&db, ACME);
    for percent in [1, 2, 3] {
        acme.insert(coupon(1, percent))
            .on_duplicate_key_update()
            .set(Coupon.percent.to(excluded(Coupon.percent)))
            .run()
            .await
            .unwrap();
    }
    let row = acme.from(Coupon).one().await.unwrap();
    assert_eq!((row.percent, row.changes), (3, 2));
}

async fn a_soft_deleted_row<B: TestBackend + HasOnDuplicateKey>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    acme.delete(Policy).by_key(P3).run().await.unwrap();
    let upsert = || {
        acme.insert(premium("P-3", 3))
            .on_duplicate_key_update()
            .set((
                Policy.deleted_at.to_null(),
                Policy.premium.to(excluded(Policy.premium)),
            ))
    };
    upsert().run().await.unwrap();
    assert_eq!(acme.from(Policy).count().await.unwrap(), 2);
    // The guard of each assignment sees the row as it was.
    upsert().with_deleted().run().await.unwrap();
    assert_eq!(stored(&acme, "P-3").await.premium, cents(3));
    // Deleting it by an upsert changes the other columns too.
    acme.insert(premium("P-3", 4))
        .on_duplicate_key_update()
        .set((
            Policy.deleted_at.to(utc_now()),
            Policy.premium.to(excluded(Policy.premium)),
        ))
        .run()
        .await
        .unwrap();
    let deleted = acme.from(Policy).only_deleted().one().await.unwrap();
    assert_eq!(deleted.premium, cents(4));
}

async fn other_errors_stay_errors<B: TestBackend + HasOnDuplicateKey>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let error = refused(
        acme.insert(policy(id(31), "P-8", id(404), 1))
            .on_duplicate_key_update()
            .set(Policy.note.to("x"))
            .run()
            .await,
    );
    assert_eq!(error.kind, ConstraintKind::ForeignKey);
}

async fn nothing_to_set<B: TestBackend + HasOnDuplicateKey>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let error = acme
        .insert(premium("P-1", 1))
        .on_duplicate_key_update()
        .run()
        .await
        .unwrap_err();
    assert!(
        matches!(error, Error::Build(error) if *error == BuildError::NothingToSet { table: "policies" })
    );
}

async fn a_global_table<B: TestBackend + HasOnDuplicateKey>(db: Db<B>) {
    insurers(&db).await;
    db.insert(NewCountry {
        code: "de".to_owned(),
        name: "Deutschland".to_owned(),
    })
    .on_duplicate_key_update()
    .set(Country.name.to(excluded(Country.name)))
    .run()
    .await
    .unwrap();
    let name = db.select(Country.name).from(Country).order_by(Country.code);
    assert_eq!(name.all().await.unwrap()[0], "Deutschland");
}

/// The guard makes each value the branch of a CASE, which must not change it.
async fn columns_of_every_type<B: TestBackend + HasOnDuplicateKey>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let moment = utc_now();
    acme.insert(policy(P1, "P-1", ADA, 1))
        .on_duplicate_key_update()
        .set((
            Policy.holder_id.to(BO),
            Policy.status.to(PolicyStatus::Cancelled),
            Policy.premium.to(cents(-123_45)),
            Policy.note.to("🚗 ü"),
            Policy.created_at.to(moment),
        ))
        .run()
        .await
        .unwrap();
    let row = stored(&acme, "P-1").await;
    assert_eq!(
        (row.holder_id, row.status, row.premium, row.note.as_deref()),
        (BO, PolicyStatus::Cancelled, cents(-123_45), Some("🚗 ü"))
    );
    assert_eq!(row.created_at, moment);
    acme.insert(claim(HAIL, P1, "hail", 5, false))
        .on_duplicate_key_update()
        .set((Claim.open.to(false), Claim.amount.to(i64::MAX)))
        .run()
        .await
        .unwrap();
    let row = acme.from(Claim).by_key(HAIL).one().await.unwrap();
    assert_eq!((row.open, row.amount), (false, i64::MAX));
    acme.insert(payment(HAIL, 1, day(2020, 1, 1)))
        .on_duplicate_key_update()
        .set(Payment.paid_on.to(day(2031, 12, 31)))
        .run()
        .await
        .unwrap();
}
