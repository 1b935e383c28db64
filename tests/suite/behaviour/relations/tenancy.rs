use orm::prelude::*;

use super::{both, related};
use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    no_level_reaches_another_tenant,
    ids_that_no_foreign_key_guards,
    a_global_table_leads_to_the_tenants_rows,
    the_tenants_own_table,
    across_tenants_each_stays_with_its_own,
    soft_deleted_rows,
);

async fn no_level_reaches_another_tenant<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = related(&db).await;
    // Beta's rows have the ids of Acme's on every level: policy, claim, payment, label.
    for (db, org) in [(&acme, ACME), (&beta, BETA)] {
        let rows = both!(
            db.find(Policy)
                .with(Policy::holder())
                .with(
                    Policy::claims().order_by(Claim.amount).with(
                        Claim::payments()
                            .order_by(Payment.amount)
                            .with(Payment::claim())
                    )
                )
                .with(
                    Policy::labels()
                        .order_by(Label.id)
                        .with(Label::policies().order_by(Policy.number))
                )
                .with(Policy::tags().order_by(Tag.label))
                .order_by(Policy.number)
        );
        assert!(!rows.is_empty());
        for (policy, holder, claims, labels, tags) in rows {
            assert_eq!((policy.org_id, holder.org_id), (org, org));
            for (claim, payments) in claims {
                assert_eq!((claim.org_id, claim.policy_id), (org, policy.id));
                for (payment, back) in payments {
                    assert_eq!((payment.org_id, back.org_id), (org, org));
                    assert_eq!(back, claim);
                }
            }
            for (label, policies) in labels {
                assert_eq!(label.org_id, org);
                assert!(policies.iter().any(|other| other.id == policy.id));
                assert!(policies.iter().all(|other| other.org_id == org));
            }
            assert!(tags.iter().all(|tag| tag.org_id == org));
        }
    }
}

async fn ids_that_no_foreign_key_guards<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = related(&db).await;
    let entries = async |db: &Tenant<B>| {
        both!(
            db.find(Entry)
                .columns(Entry.id)
                .with(Entry::batch().columns(Batch.name))
                .with(Entry::policy().columns(Policy.premium))
                .order_by(Entry.id)
        )
    };
    let ours = Some("ours".to_owned());
    assert_eq!(
        entries(&acme).await,
        [
            (1, ours.clone(), Some(cents(100_00))),
            (2, ours, None),
            // Beta's batch.
            (3, None, Some(cents(100_00))),
        ]
    );
    // Acme's batch, and Acme's policy P-2, which Beta has not; Beta's own P-1.
    assert_eq!(
        entries(&beta).await,
        [(1, None, None), (4, None, Some(cents(999_99)))]
    );
    let batches = async |db: &Tenant<B>| {
        both!(
            db.find(Batch)
                .columns((Batch.id, Batch::entries().count()))
                .with(Batch::entries().columns(Entry.id).order_by(Entry.id))
                .order_by(Batch.id)
        )
    };
    assert_eq!(batches(&acme).await, [((1, 2), vec![1, 2])]);
    assert_eq!(batches(&beta).await, [((9, 0), vec![])]);
    let reached = both!(
        beta.find(Entry)
            .columns(Entry.id)
            .filter(Entry::batch().exists())
    );
    assert_eq!(reached, [0_i64; 0]);
}

async fn a_global_table_leads_to_the_tenants_rows<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = related(&db).await;
    let residents = async |db: &Tenant<B>| {
        both!(
            db.find(Country)
                .columns(Country.code)
                .filter(Country::residents().exists())
                .with(Country::residents().columns(Contact.name))
                .order_by(Country.code)
        )
    };
    let text = |text: &str| text.to_owned();
    assert_eq!(
        residents(&acme).await,
        [
            (text("de"), vec![text("Ada")]),
            (text("fr"), vec![text("Cy")])
        ]
    );
    assert_eq!(residents(&beta).await, [(text("de"), vec![text("Zoe")])]);
    // Without a tenant, the countries alone.
    assert_eq!(db.find(Country).all().await.unwrap().len(), 3);
}

async fn the_tenants_own_table<B: TestBackend>(db: Db<B>) {
    let (acme, _) = related(&db).await;
    let rows = both!(
        acme.find(Organisation).columns(Organisation.name).with(
            Organisation::contacts()
                .columns(Contact.name)
                .order_by(Contact.name)
        )
    );
    let text = |text: &str| text.to_owned();
    assert_eq!(
        rows,
        [(text("Acme"), vec![text("Ada"), text("Bo"), text("Cy")])]
    );
}

async fn across_tenants_each_stays_with_its_own<B: TestBackend>(db: Db<B>) {
    related(&db).await;
    let cross = db
        .cross_tenant(&SystemActor::new("audit"), "all relations")
        .unwrap();
    let rows = both!(
        cross
            .find(Policy)
            .columns((Policy.org_id, Policy.number, Policy::claims().count()))
            .with(Policy::holder().columns(Contact.name))
            .with(
                Policy::claims()
                    .columns((Claim.org_id, Claim.amount))
                    .order_by(Claim.amount)
                    .with(Claim::payments().columns(Payment.org_id))
            )
            .with(
                Policy::labels()
                    .columns((Label.org_id, Label.id))
                    .order_by(Label.id)
                    .limit(2)
            )
            .filter(Policy::claims().any(Claim.amount.gt(0)))
            .order_by((Policy.number, Policy.premium))
    );
    let text = |text: &str| text.to_owned();
    assert_eq!(
        rows,
        [
            (
                (ACME, text("P-1"), 2),
                text("Ada"),
                vec![((ACME, 100), vec![ACME, ACME]), ((ACME, 250), vec![ACME])],
                vec![(ACME, 1), (ACME, 2)]
            ),
            (
                (BETA, text("P-1"), 1),
                text("Zoe"),
                vec![((BETA, 7), vec![BETA])],
                vec![(BETA, 1), (BETA, 3)]
            ),
            (
                (ACME, text("P-2"), 1),
                text("Ada"),
                vec![((ACME, 40), vec![])],
                vec![(ACME, 1)]
            ),
        ]
    );
}

async fn soft_deleted_rows<B: TestBackend>(db: Db<B>) {
    let (acme, _) = related(&db).await;
    acme.delete(Policy).by_key(P2).run().await.unwrap();
    let policy = async |deleted: bool| {
        let policy = Claim::policy().columns(Policy.number);
        both!(
            acme.find(Claim)
                .columns(Claim.title)
                .with(if deleted {
                    policy.with_deleted()
                } else {
                    policy
                })
                .order_by(Claim.title)
        )
    };
    let text = |text: &str| text.to_owned();
    assert_eq!(
        policy(false).await,
        [
            (text("fire"), Some(text("P-1"))),
            (text("hail"), Some(text("P-1"))),
            (text("theft"), None)
        ]
    );
    assert_eq!(policy(true).await[2], (text("theft"), Some(text("P-2"))));
    let holders = both!(
        acme.find(Contact)
            .columns((Contact.name, Contact::policies().count()))
            .with(
                Contact::policies()
                    .columns(Policy.number)
                    .order_by(Policy.number)
            )
            .order_by(Contact.name)
    );
    assert_eq!(holders[0], ((text("Ada"), 1), vec![text("P-1")]));
    let gone = both!(
        acme.find(Contact)
            .columns(Contact.name)
            .with(Contact::policies().columns(Policy.number).only_deleted())
            .order_by(Contact.name)
    );
    assert_eq!(gone[0], (text("Ada"), vec![text("P-2")]));
    // Through a table between.
    let labelled = both!(
        acme.find(Label)
            .columns(Label.name)
            .with(Label::policies().columns(Policy.number).limit(5))
            .order_by(Label.id)
            .limit(1)
    );
    assert_eq!(labelled, [(text("fleet"), vec![text("P-1")])]);
}
