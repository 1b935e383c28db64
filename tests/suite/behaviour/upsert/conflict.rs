use orm::driver::{BuildError, HasOnConflict, HasReturning};
use orm::prelude::*;
use orm::{ConstraintKind, Error, excluded, select};

use super::tables::*;
use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    duplicates_are_left_out,
    other_errors_stay_errors,
    ; on_conflict:
    a_new_row_is_inserted,
    the_row_that_is_there_is_updated,
    from_both_rows_and_a_subquery,
    only_where,
    do_nothing,
    many_rows,
    a_key_of_two_columns,
    a_partial_index,
    a_changes_struct,
    stamps,
    a_soft_deleted_row,
    another_key_is_an_error,
    nothing_to_set,
    a_value_outside_its_domain,
    what_every_update_counts,
    the_tenants_own_row,
    a_global_table,
);

fn premium(number: &str, premium: i64) -> PolicyInsert {
    NewPolicy {
        number: number.to_owned(),
        holder_id: ADA,
        premium: cents(premium),
    }
    .note("new".to_owned())
}

async fn premiums<B: TestBackend>(db: &Tenant<B>) -> Vec<(String, Decimal)> {
    db.select((Policy.number, Policy.premium))
        .from(Policy)
        .order_by(Policy.number)
        .all()
        .await
        .unwrap()
}

fn pair(number: &str, premium: i64) -> (String, Decimal) {
    (number.to_owned(), cents(premium))
}

async fn duplicates_are_left_out<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    acme.insert_many([premium("P-1", 1), premium("P-9", 9), premium("P-9", 8)])
        .ignore_duplicates()
        .run()
        .await
        .unwrap();
    assert_eq!(
        premiums(&acme).await,
        [
            pair("P-1", 100_00),
            pair("P-2", 50_50),
            pair("P-3", 0),
            pair("P-9", 9)
        ]
    );
    assert_eq!(premiums(&beta).await, [pair("P-1", 999_99)]);
}

async fn other_errors_stay_errors<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let error = refused(
        acme.insert(policy(id(31), "P-8", id(404), 1))
            .ignore_duplicates()
            .run()
            .await,
    );
    assert_eq!(error.kind, ConstraintKind::ForeignKey);
    let error = refused(
        acme.insert(claim(id(31), P1, "flood", -1, true))
            .ignore_duplicates()
            .run()
            .await,
    );
    assert_eq!(error.kind, ConstraintKind::Check);
    assert_eq!(premiums(&acme).await.len(), 3);
}

async fn a_new_row_is_inserted<B>(db: Db<B>)
where
    B: TestBackend + HasOnConflict + HasReturning,
{
    let (acme, beta) = insurers(&db).await;
    let row: (String, Decimal, OrgId) = acme
        .insert(premium("P-4", 7))
        .on_conflict(Policy.number)
        .do_update()
        .set(Policy.premium.to(cents(8)))
        .returning((Policy.number, Policy.premium, Policy.org_id))
        .one()
        .await
        .unwrap();
    assert_eq!(row, ("P-4".to_owned(), cents(7), ACME));
    assert_eq!(premiums(&beta).await.len(), 1);
}

async fn the_row_that_is_there_is_updated<B>(db: Db<B>)
where
    B: TestBackend + HasOnConflict + HasReturning,
{
    let (acme, _) = insurers(&db).await;
    let row: Policy = acme
        .insert(premium("P-2", 7))
        .on_conflict(Policy.number)
        .do_update()
        .set(Policy.premium.to(excluded(Policy.premium)))
        .set(Policy.status.to(PolicyStatus::Bound))
        .returning(Policy)
        .one()
        .await
        .unwrap();
    // What isn't set stays.
    assert_eq!(
        (row.id, row.premium, row.status, row.note.as_deref()),
        (P2, cents(7), PolicyStatus::Bound, Some("call back"))
    );
    assert_eq!(acme.from(Policy).by_key(P2).one().await.unwrap(), row);
}

async fn from_both_rows_and_a_subquery<B: TestBackend + HasOnConflict>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let changed = acme
        .insert(premium("P-1", 5))
        .on_conflict(Policy.number)
        .do_update()
        .set((
            Policy
                .premium
                .to(Policy.premium.add(excluded(Policy.premium))),
            Policy.note.to(coalesce(Policy.note, excluded(Policy.note))),
            Policy.holder_id.to(scalar(
                select(Contact.id)
                    .from(Contact)
                    .filter(Contact.name.eq("Bo")),
            )),
        ))
        .run()
        .await
        .unwrap();
    assert_eq!(changed, 1);
    let stored = acme.from(Policy).by_key(P1).one().await.unwrap();
    assert_eq!(
        (stored.premium, stored.note.as_deref(), stored.holder_id),
        (cents(100_05), Some("new"), BO)
    );
}

async fn only_where<B>(db: Db<B>)
where
    B: TestBackend + HasOnConflict + HasReturning,
{
    let (acme, _) = insurers(&db).await;
    let higher = |number, amount| {
        acme.insert(premium(number, amount))
            .on_conflict(Policy.number)
            .do_update()
            .set(Policy.premium.to(excluded(Policy.premium)))
            .set_where(excluded(Policy.premium).gt(Policy.premium))
            .set_where(
                Policy
                    .status
                    .eq(PolicyStatus::Bound)
                    .or(Policy.status.eq(PolicyStatus::Draft)),
            )
    };
    assert_eq!(higher("P-1", 99_00).run().await.unwrap(), 0);
    assert_eq!(higher("P-1", 101_00).run().await.unwrap(), 1);
    // P-3 is cancelled.
    assert_eq!(
        higher("P-3", 5)
            .returning(Policy.id)
            .optional()
            .await
            .unwrap(),
        None
    );
    assert_eq!(
        premiums(&acme).await,
        [pair("P-1", 101_00), pair("P-2", 50_50), pair("P-3", 0)]
    );
    let gone = higher("P-1", 1).returning(Policy.id).one().await;
    assert!(matches!(gone, Err(Error::NotFound { table: "policies" })));
}

async fn do_nothing<B>(db: Db<B>)
where
    B: TestBackend + HasOnConflict + HasReturning,
{
    let (acme, _) = insurers(&db).await;
    let rows = || [premium("P-1", 1), premium("P-4", 4), premium("P-5", 5)];
    let inserted: Vec<String> = acme
        .insert_many(rows())
        .on_conflict(Policy.number)
        .do_nothing()
        .returning(Policy.number)
        .all()
        .await
        .unwrap();
    assert_eq!(inserted, ["P-4", "P-5"]);
    let again = acme
        .insert_many(rows())
        .on_conflict(Policy.number)
        .do_nothing();
    assert_eq!(again.run().await.unwrap(), 0);
    assert_eq!(premiums(&acme).await[0], pair("P-1", 100_00));
}

async fn many_rows<B: TestBackend + HasOnConflict>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows = |amount: i64| {
        acme.insert_many((0..3_000).map(|n| premium(&format!("N-{n}"), amount)))
            .on_conflict(Policy.number)
            .do_update()
            .set(Policy.premium.to(excluded(Policy.premium)))
            .run()
    };
    assert_eq!(rows(1).await.unwrap(), 3_000);
    assert_eq!(rows(2).await.unwrap(), 3_000);
    let twos = acme.from(Policy).filter(Policy.premium.eq(cents(2)));
    assert_eq!(twos.count().await.unwrap(), 3_000);
}

async fn a_key_of_two_columns<B: TestBackend + HasOnConflict>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let changed = acme
        .insert_many([tag(P1, "vip"), tag(P2, "vip")])
        .on_conflict((Tag.policy_id, Tag.label))
        .do_update()
        .set(Tag.label.to(excluded(Tag.label).concat("!")))
        .run()
        .await
        .unwrap();
    assert_eq!(changed, 2);
    let labels = acme.select((Tag.policy_id, Tag.label)).from(Tag);
    assert_eq!(
        labels
            .order_by((Tag.policy_id, Tag.label))
            .all()
            .await
            .unwrap(),
        [
            (P1, "fleet".to_owned()),
            (P1, "vip!".to_owned()),
            (P2, "vip".to_owned()),
            (P3, "vip".to_owned())
        ]
    );
    assert_eq!(
        beta.select(Tag.label).from(Tag).all().await.unwrap(),
        ["vip"]
    );
}

async fn a_partial_index<B: TestBackend + HasOnConflict>(db: Db<B>) {
    db.create_tables::<PartialKeys>().await.unwrap();
    let (acme, beta) = (tenant(&db, ACME), tenant(&db, BETA));
    let take = |db: &Tenant<B>, guest: &str| {
        db.clone()
            .insert(seat("1A", guest))
            .on_conflict(Seat.label)
            .do_update()
            .set(Seat.guest.to(excluded(Seat.guest)))
            .to_sql()
            .unwrap()
    };
    let text = take(&acme, "Ada");
    assert!(text.sql().contains("WHERE left_at IS NULL"), "{text:?}");
    for (db, guest) in [(&acme, "Ada"), (&beta, "Zoe"), (&acme, "Bo")] {
        db.insert(seat("1A", guest))
            .on_conflict(Seat.label)
            .do_update()
            .set(Seat.guest.to(excluded(Seat.guest)))
            .run()
            .await
            .unwrap();
    }
    // A row outside of the index is no conflict.
    acme.update(Seat)
        .set(Seat.left_at.to(utc_now()))
        .all_rows()
        .run()
        .await
        .unwrap();
    acme.insert(seat("1A", "Cy"))
        .on_conflict(Seat.label)
        .do_nothing()
        .run()
        .await
        .unwrap();
    let guests = acme.select(Seat.guest).from(Seat).order_by(Seat.guest);
    assert_eq!(guests.all().await.unwrap(), ["Bo", "Cy"]);
    assert_eq!(
        beta.select(Seat.guest).from(Seat).all().await.unwrap(),
        ["Zoe"]
    );
}

async fn a_changes_struct<B: TestBackend + HasOnConflict>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    acme.insert(premium("P-2", 7))
        .on_conflict(Policy.number)
        .do_update()
        .set(PolicyChanges {
            note: Some(None),
            ..Default::default()
        })
        .run()
        .await
        .unwrap();
    let stored = acme.from(Policy).by_key(P2).one().await.unwrap();
    assert_eq!((stored.note, stored.premium), (None, cents(50_50)));
}

async fn stamps<B>(db: Db<B>)
where
    B: TestBackend + HasOnConflict + HasReturning,
{
    let (acme, _) = insurers(&db).await;
    let before = acme.from(Policy).by_key(P1).one().await.unwrap();
    let upsert = |number| {
        acme.insert(premium(number, 1))
            .on_conflict(Policy.number)
            .do_update()
            .set(Policy.note.to("x"))
            .returning(Policy)
            .one()
    };
    let after = upsert("P-1").await.unwrap();
    assert_eq!((before.version, after.version), (1, 2));
    assert_eq!(after.created_at, before.created_at);
    assert!(after.updated_at > before.updated_at, "{after:?}");
    let new = upsert("P-7").await.unwrap();
    assert_eq!((new.version, new.updated_at), (1, new.created_at));
}

async fn a_soft_deleted_row<B: TestBackend + HasOnConflict>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    acme.delete(Policy).by_key(P3).run().await.unwrap();
    let upsert = || {
        acme.insert(premium("P-3", 3))
            .on_conflict(Policy.number)
            .do_update()
            .set(Policy.premium.to(excluded(Policy.premium)))
    };
    assert_eq!(upsert().run().await.unwrap(), 0);
    assert_eq!(upsert().with_deleted().run().await.unwrap(), 1);
    assert_eq!(premiums(&acme).await.len(), 2);
    let back = upsert().with_deleted().set(Policy.deleted_at.to_null());
    assert_eq!(back.run().await.unwrap(), 1);
    assert_eq!(premiums(&acme).await[2], pair("P-3", 3));
}

async fn another_key_is_an_error<B: TestBackend + HasOnConflict>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let error = refused(
        acme.insert(policy(P1, "P-9", ADA, 1))
            .on_conflict(Policy.number)
            .do_nothing()
            .run()
            .await,
    );
    assert_eq!(error.kind, ConstraintKind::Unique);
}

async fn nothing_to_set<B: TestBackend + HasOnConflict>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let error = acme
        .insert(premium("P-1", 1))
        .on_conflict(Policy.number)
        .do_update()
        .run()
        .await
        .unwrap_err();
    assert!(
        matches!(error, Error::Build(error) if *error == BuildError::NothingToSet { table: "policies" })
    );
}

async fn a_value_outside_its_domain<B: TestBackend + HasOnConflict>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let upsert = || {
        acme.insert(premium("P-1", 1))
            .on_conflict(Policy.number)
            .do_update()
    };
    let set = upsert().set(Policy.note.to("\0"));
    assert!(matches!(set.run().await, Err(Error::Build(_))));
    let filtered = upsert()
        .set(Policy.note.to("x"))
        .set_where(Policy.note.eq("\0"));
    assert!(matches!(filtered.run().await, Err(Error::Build(_))));
    assert_eq!(premiums(&acme).await[0], pair("P-1", 100_00));
}

async fn what_every_update_counts<B: TestBackend + HasOnConflict>(db: Db<B>) {
    db.create_tables::<SharedKeys>().await.unwrap();
    let acme = tenant(&db, ACME);
    for percent in [1, 2, 3] {
        acme.insert(coupon(1, percent))
            .on_conflict(Coupon.id)
            .do_update()
            .set(Coupon.percent.to(excluded(Coupon.percent)))
            .run()
            .await
            .unwrap();
    }
    let row = acme.from(Coupon).one().await.unwrap();
    assert_eq!((row.percent, row.changes), (3, 2));
}

async fn the_tenants_own_row<B: TestBackend + HasOnConflict>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    acme.insert(NewOrganisation {
        name: "Acme Ltd".to_owned(),
    })
    .on_conflict(Organisation.id)
    .do_update()
    .set(Organisation.name.to(excluded(Organisation.name)))
    .run()
    .await
    .unwrap();
    assert_eq!(
        acme.from(Organisation).one().await.unwrap().name,
        "Acme Ltd"
    );
    assert_eq!(beta.from(Organisation).one().await.unwrap().name, "Beta");
}

async fn a_global_table<B: TestBackend + HasOnConflict>(db: Db<B>) {
    insurers(&db).await;
    let changed = db
        .insert_many(
            [("de", "Deutschland"), ("es", "Spain")].map(|(code, name)| NewCountry {
                code: code.to_owned(),
                name: name.to_owned(),
            }),
        )
        .on_conflict(Country.code)
        .do_update()
        .set(Country.name.to(excluded(Country.name)))
        .run()
        .await
        .unwrap();
    assert_eq!(changed, 2);
    let names = db.select(Country.name).from(Country).order_by(Country.code);
    assert_eq!(
        names.all().await.unwrap(),
        ["Deutschland", "Spain", "France", "Italy"]
    );
}
