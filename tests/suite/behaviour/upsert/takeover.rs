//! An upsert meets another tenant's row: that row stays, and nothing is told.

use orm::driver::{HasOnConflict, HasOnDuplicateKey, HasReturning};
use orm::excluded;
use orm::prelude::*;

use super::tables::*;
use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    ignored_duplicates_of_another_tenant,
    ; on_conflict:
    the_same_key_is_each_tenants_own,
    an_id_that_is_another_tenants,
    a_name_that_is_another_tenants,
    do_nothing_tells_nothing,
    ; on_duplicate_key:
    duplicates_of_the_same_key_are_each_tenants_own,
    a_duplicate_id_of_another_tenant,
    a_duplicate_name_of_another_tenant,
    every_assignment_is_guarded,
);

/// Acme's and Beta's handle; Beta has coupon 1 and domain `example.org`.
async fn two<B: TestBackend>(db: &Db<B>) -> (Tenant<B>, Tenant<B>, (Vec<Coupon>, Vec<Domain>)) {
    db.create_tables::<SharedKeys>().await.unwrap();
    let (acme, beta) = (tenant(db, ACME), tenant(db, BETA));
    beta.insert(coupon(1, 50).note("keep".to_owned()))
        .run()
        .await
        .unwrap();
    beta.insert(domain("example.org", "beta"))
        .run()
        .await
        .unwrap();
    let before = rows(&beta).await;
    (acme, beta, before)
}

async fn rows<B: TestBackend>(db: &Tenant<B>) -> (Vec<Coupon>, Vec<Domain>) {
    (
        db.from(Coupon).order_by(Coupon.id).all().await.unwrap(),
        db.from(Domain).order_by(Domain.id).all().await.unwrap(),
    )
}

async fn ignored_duplicates_of_another_tenant<B: TestBackend>(db: Db<B>) {
    let (acme, beta, before) = two(&db).await;
    acme.insert_many([coupon(1, 1), coupon(2, 2)])
        .ignore_duplicates()
        .run()
        .await
        .unwrap();
    acme.insert(domain("example.org", "acme"))
        .ignore_duplicates()
        .run()
        .await
        .unwrap();
    assert_eq!(rows(&beta).await, before);
    let (coupons, domains) = rows(&acme).await;
    assert_eq!((coupons.len(), coupons[0].id, domains.len()), (1, id(2), 0));
}

async fn the_same_key_is_each_tenants_own<B>(db: Db<B>)
where
    B: TestBackend + HasOnConflict + HasReturning,
{
    let (acme, beta) = insurers(&db).await;
    let before = beta.from(Policy).all().await.unwrap();
    // Beta has policy P1 with number P-1 too.
    let changed: Vec<(Uuid, Decimal)> = acme
        .insert(policy(id(99), "P-1", ADA, 1))
        .on_conflict(Policy.number)
        .do_update()
        .set(Policy.premium.to(excluded(Policy.premium)))
        .returning((Policy.id, Policy.premium))
        .all()
        .await
        .unwrap();
    assert_eq!(changed, [(P1, cents(1))]);
    acme.insert(policy(P1, "P-1b", ADA, 2))
        .on_conflict(Policy.id)
        .do_update()
        .set(Policy.number.to(excluded(Policy.number)))
        .run()
        .await
        .unwrap();
    assert_eq!(
        acme.from(Policy).by_key(P1).one().await.unwrap().number,
        "P-1b"
    );
    assert_eq!(beta.from(Policy).all().await.unwrap(), before);
}

async fn an_id_that_is_another_tenants<B>(db: Db<B>)
where
    B: TestBackend + HasOnConflict + HasReturning,
{
    let (acme, beta, before) = two(&db).await;
    let take = || {
        acme.insert(coupon(1, 99))
            .on_conflict(Coupon.id)
            .do_update()
            .set((
                Coupon.percent.to(excluded(Coupon.percent)),
                Coupon.note.to_null(),
            ))
    };
    assert_eq!(take().run().await.unwrap(), 0);
    assert_eq!(take().returning(Coupon).all().await.unwrap(), []);
    assert_eq!(
        take().returning(Coupon.org_id).optional().await.unwrap(),
        None
    );
    // However the condition tries to get around the guard.
    let or = take().set_where(Coupon.percent.gt(0).or(Coupon.percent.le(0)));
    assert_eq!(or.run().await.unwrap(), 0);
    // Among rows that may be written.
    let written: Vec<Uuid> = acme
        .insert_many([coupon(1, 99), coupon(2, 99)])
        .on_conflict(Coupon.id)
        .do_update()
        .set(Coupon.percent.to(excluded(Coupon.percent)))
        .returning(Coupon.id)
        .all()
        .await
        .unwrap();
    assert_eq!(written, [id(2)]);
    assert_eq!(rows(&beta).await, before);
}

async fn a_name_that_is_another_tenants<B>(db: Db<B>)
where
    B: TestBackend + HasOnConflict + HasReturning,
{
    let (acme, beta, before) = two(&db).await;
    let take = acme
        .insert(domain("example.org", "acme"))
        .on_conflict(Domain.name)
        .do_update()
        .set(Domain.target.to(excluded(Domain.target)))
        .returning((Domain.id, Domain.target))
        .all()
        .await
        .unwrap();
    assert_eq!(take, []);
    assert_eq!(rows(&beta).await, before);
    assert_eq!(acme.from(Domain).count().await.unwrap(), 0);
}

async fn do_nothing_tells_nothing<B>(db: Db<B>)
where
    B: TestBackend + HasOnConflict + HasReturning,
{
    let (acme, beta, before) = two(&db).await;
    let nothing = || {
        acme.insert(coupon(1, 99))
            .on_conflict(Coupon.id)
            .do_nothing()
    };
    assert_eq!(nothing().run().await.unwrap(), 0);
    assert_eq!(
        nothing().returning(Coupon.note).optional().await.unwrap(),
        None
    );
    let ignored = acme.insert(coupon(1, 99)).ignore_duplicates();
    assert_eq!(ignored.returning(Coupon).all().await.unwrap(), []);
    assert_eq!(rows(&beta).await, before);
}

async fn duplicates_of_the_same_key_are_each_tenants_own<B>(db: Db<B>)
where
    B: TestBackend + HasOnDuplicateKey,
{
    let (acme, beta) = insurers(&db).await;
    let before = beta.from(Policy).all().await.unwrap();
    acme.insert(policy(P1, "P-1", ADA, 1))
        .on_duplicate_key_update()
        .set(Policy.premium.to(excluded(Policy.premium)))
        .run()
        .await
        .unwrap();
    assert_eq!(
        acme.from(Policy).by_key(P1).one().await.unwrap().premium,
        cents(1)
    );
    assert_eq!(beta.from(Policy).all().await.unwrap(), before);
}

async fn a_duplicate_id_of_another_tenant<B>(db: Db<B>)
where
    B: TestBackend + HasOnDuplicateKey,
{
    let (acme, beta, before) = two(&db).await;
    acme.insert_many([coupon(1, 99), coupon(2, 99)])
        .on_duplicate_key_update()
        .set((
            Coupon.percent.to(excluded(Coupon.percent)),
            Coupon.note.to_null(),
        ))
        .run()
        .await
        .unwrap();
    assert_eq!(rows(&beta).await, before);
    assert_eq!(rows(&acme).await.0.len(), 1);
}

async fn a_duplicate_name_of_another_tenant<B>(db: Db<B>)
where
    B: TestBackend + HasOnDuplicateKey,
{
    let (acme, beta, before) = two(&db).await;
    acme.insert(domain("example.org", "acme"))
        .on_duplicate_key_update()
        .set(Domain.target.to(excluded(Domain.target)))
        .run()
        .await
        .unwrap();
    // The version is a stamp, and guarded like what is set.
    assert_eq!(rows(&beta).await, before);
    assert_eq!(acme.from(Domain).count().await.unwrap(), 0);
}

async fn every_assignment_is_guarded<B>(db: Db<B>)
where
    B: TestBackend + HasOnDuplicateKey,
{
    let (acme, beta, before) = two(&db).await;
    // The id is part of no other guard, so that moving the row would be seen.
    acme.insert(coupon(1, 99))
        .on_duplicate_key_update()
        .set((
            Coupon.id.to(id(77)),
            Coupon.percent.to(Coupon.percent.add(1)),
        ))
        .run()
        .await
        .unwrap();
    assert_eq!(rows(&beta).await, before);
}
