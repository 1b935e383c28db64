use orm::Error;
use orm::driver::BuildError;
use orm::prelude::*;

use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    each_row_its_own_value,
    changes_of_several_shapes,
    a_key_of_another_tenant,
    more_rows_than_one_statement_takes,
    a_key_of_two_columns,
    the_last_of_two_wins,
    values_of_every_kind,
    expressions,
    stamps_and_soft_deletes,
    all_or_none,
    no_rows,
    a_row_that_sets_nothing,
);

async fn amounts<B: TestBackend>(db: &Tenant<B>) -> Vec<i64> {
    db.select(Claim.amount)
        .from(Claim)
        .order_by(Claim.id)
        .all()
        .await
        .unwrap()
}

async fn each_row_its_own_value<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let rows =
        [(HAIL, 1), (THEFT, 3), (id(404), 4)].map(|(id, amount)| (id, Claim.amount.to(amount)));
    assert_eq!(acme.update_each(Claim, rows).run().await.unwrap(), 2);
    assert_eq!(amounts(&acme).await, [1, 250, 3]);
    assert_eq!(amounts(&beta).await, [7]);
}

async fn changes_of_several_shapes<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows = [
        (
            HAIL,
            ClaimChanges {
                amount: Some(1),
                ..Default::default()
            },
        ),
        (
            FIRE,
            ClaimChanges {
                title: Some("blaze".to_owned()),
                open: Some(true),
                ..Default::default()
            },
        ),
        (
            THEFT,
            ClaimChanges {
                amount: Some(2),
                ..Default::default()
            },
        ),
    ];
    assert_eq!(acme.update_each(Claim, rows).run().await.unwrap(), 3);
    assert_eq!(amounts(&acme).await, [1, 250, 2]);
    let fire = acme.from(Claim).by_key(FIRE).one().await.unwrap();
    assert_eq!((fire.title.as_str(), fire.open), ("blaze", true));
}

/// Beta's policy and claim have ids of Acme's, and Zoe has one of her own.
async fn a_key_of_another_tenant<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let before = beta.from(Contact).all().await.unwrap();
    let rows = [(ADA, "A"), (ZOE, "Z")].map(|(id, name)| (id, Contact.name.to(name)));
    assert_eq!(acme.update_each(Contact, rows).run().await.unwrap(), 1);
    assert_eq!(beta.from(Contact).all().await.unwrap(), before);
    let only = [(ZOE, Contact.name.to("Z"))];
    assert_eq!(acme.update_each(Contact, only).run().await.unwrap(), 0);
    assert_eq!(beta.from(Contact).all().await.unwrap(), before);
}

async fn more_rows_than_one_statement_takes<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let ids = (0..1_200).map(|n| id(1_000 + n));
    let new = ids.clone().map(|id| claim(id, P1, "n", 0, false));
    acme.insert_many(new).run().await.unwrap();
    let rows = ids.enumerate().map(|(n, id)| {
        let number = i64::try_from(n).expect("a small number");
        (id, Claim.amount.to(number))
    });
    assert_eq!(acme.update_each(Claim, rows).run().await.unwrap(), 1_200);
    let stored = acme
        .select(Claim.amount)
        .from(Claim)
        .filter(Claim.title.eq("n"))
        .order_by(Claim.id);
    assert_eq!(stored.all().await.unwrap(), (0..1_200).collect::<Vec<_>>());
}

async fn a_key_of_two_columns<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let rows = [
        ((P1, "vip".to_owned()), Tag.label.to("a")),
        ((P3, "vip".to_owned()), Tag.label.to("b")),
    ];
    assert_eq!(acme.update_each(Tag, rows).run().await.unwrap(), 2);
    let labels = acme.select(Tag.label).from(Tag).order_by(Tag.label);
    assert_eq!(labels.all().await.unwrap(), ["a", "b", "fleet"]);
    assert_eq!(beta.from(Tag).one().await.unwrap().label, "vip");
}

async fn the_last_of_two_wins<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows = [(HAIL, 1), (FIRE, 2), (HAIL, 3)].map(|(id, n)| (id, Claim.amount.to(n)));
    acme.update_each(Claim, rows).run().await.unwrap();
    assert_eq!(amounts(&acme).await, [3, 2, 40]);
}

async fn values_of_every_kind<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let moment = utc_now();
    let rows = [(P1, BO, 1_23, "ü"), (P2, CY, -5, "'")].map(|(id, holder, premium, note)| {
        (
            id,
            (
                Policy.holder_id.to(holder),
                Policy.premium.to(cents(premium)),
                Policy.note.to(note),
                Policy.status.to(PolicyStatus::Cancelled),
                Policy.created_at.to(moment),
            ),
        )
    });
    assert_eq!(acme.update_each(Policy, rows).run().await.unwrap(), 2);
    let rows = acme.from(Policy).order_by(Policy.number).limit(2);
    let rows = rows.all().await.unwrap();
    let facts = rows
        .iter()
        .map(|row| (row.holder_id, row.premium, row.note.as_deref(), row.status));
    assert_eq!(
        facts.collect::<Vec<_>>(),
        [
            (BO, cents(1_23), Some("ü"), PolicyStatus::Cancelled),
            (CY, cents(-5), Some("'"), PolicyStatus::Cancelled)
        ]
    );
    assert!(rows.iter().all(|row| row.created_at == moment));
    let nulls = [P1, P2].map(|id| (id, Policy.note.to_null()));
    assert_eq!(acme.update_each(Policy, nulls).run().await.unwrap(), 2);
    let noted = acme.from(Policy).filter(Policy.note.is_not_null());
    assert_eq!(noted.count().await.unwrap(), 0);
}

async fn expressions<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows =
        [(HAIL, 1), (FIRE, 2)].map(|(id, more)| (id, Claim.amount.to(Claim.amount.add(more))));
    assert_eq!(acme.update_each(Claim, rows).run().await.unwrap(), 2);
    assert_eq!(amounts(&acme).await, [101, 252, 40]);
}

async fn stamps_and_soft_deletes<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    acme.delete(Policy).by_key(P3).run().await.unwrap();
    let before = acme.from(Policy).by_key(P1).one().await.unwrap();
    let rows = [P1, P2, P3].map(|id| (id, Policy.note.to("x")));
    assert_eq!(acme.update_each(Policy, rows).run().await.unwrap(), 2);
    let after = acme.from(Policy).by_key(P1).one().await.unwrap();
    assert_eq!((after.version, after.created_at), (2, before.created_at));
    assert!(after.updated_at > before.updated_at);
    let deleted = acme.from(Policy).only_deleted().one().await.unwrap();
    assert_eq!(deleted.note, None);
}

async fn all_or_none<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows = [(HAIL, 1), (FIRE, -1), (THEFT, 2)].map(|(id, n)| (id, Claim.amount.to(n)));
    let error = refused(acme.update_each(Claim, rows).run().await);
    assert_eq!(error.kind, orm::ConstraintKind::Check);
    assert_eq!(amounts(&acme).await, [100, 250, 40]);
}

async fn no_rows<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let none: [(Uuid, ClaimChanges); 0] = [];
    assert_eq!(acme.update_each(Claim, none).run().await.unwrap(), 0);
}

async fn a_row_that_sets_nothing<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows = [(HAIL, ClaimChanges::default())];
    let error = acme.update_each(Claim, rows).run().await.unwrap_err();
    assert!(
        matches!(error, Error::Build(error) if *error == BuildError::NothingToSet { table: "claims" })
    );
}
