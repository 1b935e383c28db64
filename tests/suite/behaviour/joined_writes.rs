//! UPDATE and DELETE over several tables, and of the first rows only.

use orm::driver::{BuildError, HasWriteLeftJoin, HasWriteLimit};
use orm::prelude::*;
use orm::{Error, select};

use crate::backend::{TestBackend, on_backends, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

orm::alias!(Other: Claim);

on_every_backend!(
    values_of_a_joined_table,
    only_rows_with_a_partner,
    several_joins,
    the_table_itself_by_another_name,
    a_derived_table,
    a_global_table_joined,
    updates_reach_no_other_tenant,
    deletes_reach_no_other_tenant,
    deletes_by_a_joined_table,
    soft_deletes_by_a_joined_table,
    soft_deleted_partners_are_hidden,
    stamps_of_joined_updates,
    across_tenants,
    a_table_joined_to_itself,
    a_dynamic_filter,
    ; on_duplicate_key:
    the_first_rows_are_updated,
    the_first_rows_are_deleted,
    a_limit_and_a_join,
);

on_backends!(left_joins: [mysql, mysql8, mariadb] [
    rows_without_a_partner_are_written,
    rows_without_a_partner_are_deleted,
    anothers_row_is_no_partner,
]);

async fn amounts<B: TestBackend>(db: &Tenant<B>) -> Vec<(String, i64)> {
    db.select((Claim.title, Claim.amount))
        .from(Claim)
        .order_by(Claim.id)
        .all()
        .await
        .unwrap()
}

fn row(title: &str, amount: i64) -> (String, i64) {
    (title.to_owned(), amount)
}

async fn values_of_a_joined_table<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let changed = acme
        .update(Claim)
        .inner_join(Policy, Policy.id.eq(Claim.policy_id))
        .set((
            Claim
                .title
                .to(Claim.title.concat(" ").concat(Policy.number)),
            Claim.open.to(Policy.status.eq(PolicyStatus::Draft)),
        ))
        .filter(Policy.premium.gt(cents(60_00)).or(Claim.amount.eq(40)))
        .run()
        .await
        .unwrap();
    assert_eq!(changed, 3);
    assert_eq!(
        amounts(&acme).await,
        [
            row("hail P-1", 100),
            row("fire P-1", 250),
            row("theft P-2", 40)
        ]
    );
    assert_eq!(amounts(&beta).await, [row("hail", 7)]);
    let open = acme.from(Claim).filter(Claim.open);
    assert_eq!(open.one().await.unwrap().id, THEFT);
}

async fn only_rows_with_a_partner<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    // Two payments of hail: the row is written once.
    let changed = acme
        .update(Claim)
        .inner_join(Payment, Payment.claim_id.eq(Claim.id))
        .set(Claim.amount.to(Claim.amount.add(1)))
        .all_rows()
        .run()
        .await
        .unwrap();
    assert_eq!(changed, 2);
    assert_eq!(
        amounts(&acme).await,
        [row("hail", 101), row("fire", 251), row("theft", 40)]
    );
}

async fn several_joins<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let changed = acme
        .update(Claim)
        .inner_join(Policy, Policy.id.eq(Claim.policy_id))
        .inner_join(Contact, Contact.id.eq(Policy.holder_id))
        .set(Claim.title.to(Contact.name.concat(Policy.number)))
        .filter(Contact.name.eq("Ada"))
        .filter(Claim.open)
        .run()
        .await
        .unwrap();
    assert_eq!(changed, 2);
    assert_eq!(
        amounts(&acme).await,
        [row("AdaP-1", 100), row("fire", 250), row("AdaP-2", 40)]
    );
}

async fn the_table_itself_by_another_name<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    acme.update(Claim)
        .inner_join(
            Other,
            Other
                .policy_id
                .eq(Claim.policy_id)
                .and(Other.id.ne(Claim.id)),
        )
        .set(Claim.amount.to(Other.amount))
        .filter(Claim.title.eq("hail"))
        .run()
        .await
        .unwrap();
    assert_eq!(
        amounts(&acme).await,
        [row("hail", 250), row("fire", 250), row("theft", 40)]
    );
}

#[derive(Projection, Clone, Debug)]
pub struct Paid {
    pub claim: Uuid,
    pub payments: i64,
}

async fn a_derived_table<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let paid = || {
        select(PaidOf {
            claim: Payment.claim_id,
            payments: count(Payment.id),
        })
        .from(Payment)
        .group_by(Payment.claim_id)
    };
    let rows: Vec<Paid> = paid().on(&acme).all().await.unwrap();
    let mut counts: Vec<_> = rows.iter().map(|row| (row.claim, row.payments)).collect();
    counts.sort();
    assert_eq!(counts, [(HAIL, 2), (FIRE, 1)]);
    let changed = acme
        .update(Claim)
        .inner_join(paid().derived(), Paid.claim.eq(Claim.id))
        .set(Claim.amount.to(Paid.payments))
        .all_rows()
        .run()
        .await
        .unwrap();
    assert_eq!(changed, 2);
    assert_eq!(
        amounts(&acme).await,
        [row("hail", 2), row("fire", 1), row("theft", 40)]
    );
}

async fn a_global_table_joined<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    acme.update(Contact)
        .inner_join(Country, Contact.country.eq(Country.code))
        .set(
            Contact
                .name
                .to(Contact.name.concat("/").concat(Country.name)),
        )
        .all_rows()
        .run()
        .await
        .unwrap();
    let names = |db: &Tenant<B>| {
        let db = db.clone();
        async move {
            let names = db.select(Contact.name).from(Contact).order_by(Contact.id);
            names.all().await.unwrap()
        }
    };
    assert_eq!(names(&acme).await, ["Ada/Germany", "Bo", "Cy/France"]);
    assert_eq!(names(&beta).await, ["Zoe"]);
}

/// Beta's policy P1 and claim hail have the ids of Acme's.
async fn updates_reach_no_other_tenant<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let before = (
        beta.from(Claim).all().await.unwrap(),
        beta.from(Policy).all().await.unwrap(),
    );
    // Zoe is Beta's, so that a source without its tenant gives a partner.
    let changed = acme
        .update(Policy)
        .inner_join(Contact, Contact.name.eq("Zoe"))
        .set(Policy.note.to(Contact.email))
        .all_rows()
        .run()
        .await
        .unwrap();
    assert_eq!(changed, 0);
    let changed = acme
        .update(Claim)
        .inner_join(Policy, Policy.premium.eq(cents(999_99)))
        .set(Claim.amount.to(0))
        .filter(Claim.amount.gt(0).or(Claim.amount.le(0)))
        .run()
        .await
        .unwrap();
    assert_eq!(changed, 0);
    // The condition of the join is no way around either.
    let changed = acme
        .update(Claim)
        .inner_join(
            Policy,
            Policy
                .id
                .eq(Claim.policy_id)
                .or(Policy.premium.gt(cents(0))),
        )
        .set(Claim.title.to("all"))
        .all_rows()
        .run()
        .await
        .unwrap();
    assert_eq!(changed, 3);
    assert_eq!(beta.from(Claim).all().await.unwrap(), before.0);
    assert_eq!(beta.from(Policy).all().await.unwrap(), before.1);
}

async fn deletes_reach_no_other_tenant<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let gone = acme
        .delete(Payment)
        .inner_join(Contact, Contact.name.eq("Zoe"))
        .all_rows()
        .run()
        .await
        .unwrap();
    assert_eq!(gone, 0);
    let gone = acme
        .delete(Tag)
        .inner_join(
            Policy,
            Policy.id.eq(Tag.policy_id).or(Policy.premium.ge(cents(0))),
        )
        .filter(Tag.label.eq("vip").or(Tag.label.ne("vip")))
        .run()
        .await
        .unwrap();
    assert_eq!(gone, 3);
    assert_eq!(beta.from(Tag).count().await.unwrap(), 1);
    assert_eq!(beta.from(Payment).count().await.unwrap(), 1);
}

async fn deletes_by_a_joined_table<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let gone = acme
        .delete(Payment)
        .inner_join(Claim, Claim.id.eq(Payment.claim_id))
        .inner_join(Policy, Policy.id.eq(Claim.policy_id))
        .filter(Claim.title.eq("hail"))
        .filter(Policy.status.eq(PolicyStatus::Bound))
        .run()
        .await
        .unwrap();
    assert_eq!(gone, 2);
    let left = acme.select(Payment.claim_id).from(Payment);
    assert_eq!(left.all().await.unwrap(), [FIRE]);
    // Nothing of the joined tables goes.
    assert_eq!(acme.from(Claim).count().await.unwrap(), 3);
}

async fn soft_deletes_by_a_joined_table<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let bo = || {
        acme.delete(Policy)
            .inner_join(Contact, Contact.id.eq(Policy.holder_id))
            .filter(Contact.name.eq("Bo"))
    };
    assert_eq!(bo().run().await.unwrap(), 1);
    assert_eq!(bo().run().await.unwrap(), 0);
    let deleted = acme.from(Policy).only_deleted().all().await.unwrap();
    assert_eq!(
        (deleted.len(), deleted[0].id, deleted[0].version),
        (1, P3, 2)
    );
    assert_eq!(beta.from(Policy).count().await.unwrap(), 1);
    acme.delete(Tag)
        .by_key((P3, "vip".to_owned()))
        .run()
        .await
        .unwrap();
    assert_eq!(bo().permanently().run().await.unwrap(), 1);
    assert_eq!(acme.from(Policy).with_deleted().count().await.unwrap(), 2);
}

async fn soft_deleted_partners_are_hidden<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    acme.delete(Policy).by_key(P1).run().await.unwrap();
    let changed = acme
        .update(Claim)
        .inner_join(Policy, Policy.id.eq(Claim.policy_id))
        .set(Claim.amount.to(0))
        .all_rows()
        .run()
        .await
        .unwrap();
    assert_eq!(changed, 1);
    let gone = acme
        .delete(Claim)
        .inner_join(Policy, Policy.id.eq(Claim.policy_id))
        .all_rows();
    assert_eq!(gone.run().await.unwrap(), 1);
    assert_eq!(acme.from(Claim).count().await.unwrap(), 2);
}

async fn stamps_of_joined_updates<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let before = acme.from(Policy).by_key(P1).one().await.unwrap();
    let stale = acme
        .update(Policy)
        .inner_join(Contact, Contact.id.eq(Policy.holder_id))
        .set(Policy.note.to(Contact.name))
        .by_key(P1)
        .at_version(9)
        .run()
        .await;
    assert!(matches!(stale, Err(Error::StaleVersion { version: 9, .. })));
    acme.update(Policy)
        .inner_join(Contact, Contact.id.eq(Policy.holder_id))
        .set(Policy.note.to(Contact.name))
        .by_key(P1)
        .at_version(1)
        .run()
        .await
        .unwrap();
    let after = acme.from(Policy).by_key(P1).one().await.unwrap();
    assert_eq!((after.version, after.note.as_deref()), (2, Some("Ada")));
    assert!(after.updated_at > before.updated_at);
}

async fn across_tenants<B: TestBackend>(db: Db<B>) {
    insurers(&db).await;
    let cross = db
        .cross_tenant(&SystemActor::new("job"), "joined writes")
        .unwrap();
    let changed = cross
        .update(Claim)
        .inner_join(
            Policy,
            Policy
                .id
                .eq(Claim.policy_id)
                .and(Policy.org_id.eq(Claim.org_id)),
        )
        .set(Claim.title.to(Policy.number))
        .filter(Policy.org_id.eq(BETA))
        .run()
        .await
        .unwrap();
    assert_eq!(changed, 1);
}

async fn a_table_joined_to_itself<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let error = acme
        .delete(Claim)
        .inner_join(Claim, value(true))
        .all_rows()
        .run()
        .await
        .unwrap_err();
    assert!(
        matches!(error, Error::Build(error) if *error == BuildError::SourceTwice { name: "claims" })
    );
}

async fn a_dynamic_filter<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let remove = |title: Option<&str>| {
        acme.delete(Payment)
            .inner_join(Claim, Claim.id.eq(Payment.claim_id))
            .filter_if(title.map(|title| Claim.title.eq(title)))
            .run()
    };
    assert!(matches!(remove(None).await, Err(Error::Build(_))));
    assert_eq!(remove(Some("fire")).await.unwrap(), 1);
}

async fn the_first_rows_are_updated<B: TestBackend + HasWriteLimit>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let changed = acme
        .update(Claim)
        .set(Claim.title.to("first"))
        .all_rows()
        .order_by(Claim.amount.desc())
        .limit(2)
        .run()
        .await
        .unwrap();
    assert_eq!(changed, 2);
    assert_eq!(
        amounts(&acme).await,
        [row("first", 100), row("first", 250), row("theft", 40)]
    );
    assert_eq!(amounts(&beta).await, [row("hail", 7)]);
}

async fn the_first_rows_are_deleted<B: TestBackend + HasWriteLimit>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    // Beta's row is the smallest of all.
    let gone = acme
        .delete(Payment)
        .filter(Payment.amount.gt(cents(0)))
        .order_by((Payment.amount, Payment.id))
        .limit(1);
    assert_eq!(gone.run().await.unwrap(), 1);
    let left = acme
        .select(Payment.amount)
        .from(Payment)
        .order_by(Payment.amount);
    assert_eq!(left.all().await.unwrap(), [cents(30_00), cents(250_00)]);
    assert_eq!(beta.from(Payment).count().await.unwrap(), 1);
    // Soft deletes are updates.
    let gone = acme
        .delete(Policy)
        .all_rows()
        .order_by(Policy.number)
        .limit(2);
    assert_eq!(gone.run().await.unwrap(), 2);
    assert_eq!(acme.from(Policy).one().await.unwrap().id, P3);
}

async fn a_limit_and_a_join<B: TestBackend + HasWriteLimit>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let error = acme
        .delete(Payment)
        .inner_join(Claim, Claim.id.eq(Payment.claim_id))
        .all_rows()
        .limit(1)
        .run()
        .await
        .unwrap_err();
    assert!(
        matches!(error, Error::Build(error) if *error == BuildError::LimitedJoin { table: "payments" })
    );
}

async fn rows_without_a_partner_are_written<B: TestBackend + HasWriteLeftJoin>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let changed = acme
        .update(Claim)
        .left_join(Payment, Payment.claim_id.eq(Claim.id))
        .set(
            Claim
                .title
                .to(case(Payment.id.is_null(), value("unpaid".to_owned())).otherwise(Claim.title)),
        )
        .filter(Claim.amount.lt(200))
        .run()
        .await
        .unwrap();
    assert_eq!(changed, 2);
    assert_eq!(
        amounts(&acme).await,
        [row("hail", 100), row("fire", 250), row("unpaid", 40)]
    );
    assert_eq!(amounts(&beta).await, [row("hail", 7)]);
}

async fn rows_without_a_partner_are_deleted<B: TestBackend + HasWriteLeftJoin>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    // A soft-deleted policy is none, either.
    acme.delete(Policy).by_key(P1).run().await.unwrap();
    let gone = acme
        .delete(Claim)
        .left_join(Policy, Policy.id.eq(Claim.policy_id))
        .filter(Policy.id.is_null())
        .run();
    assert_eq!(gone.await.unwrap(), 2);
    assert_eq!(amounts(&acme).await, [row("theft", 40)]);
    assert_eq!(amounts(&beta).await, [row("hail", 7)]);
}

async fn anothers_row_is_no_partner<B: TestBackend + HasWriteLeftJoin>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    // Beta's payment of its claim has the id of Acme's claim.
    acme.delete(Payment).all_rows().run().await.unwrap();
    let unpaid = async |db: &Tenant<B>| {
        db.update(Claim)
            .left_join(Payment, Payment.claim_id.eq(Claim.id))
            .set(Claim.open.to(false))
            .filter(Payment.id.is_null().and(Claim.open))
            .run()
            .await
    };
    assert_eq!(unpaid(&acme).await.unwrap(), 2);
    assert_eq!(unpaid(&beta).await.unwrap(), 0);
}
