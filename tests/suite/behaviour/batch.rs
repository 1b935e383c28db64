use orm::driver::{HasReturning, HasTransactions, HasUpdateReturning};
use orm::prelude::*;
use orm::{ConstraintKind, Error, delete, insert, select, update};

use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    each_has_its_result,
    later_ones_see_what_earlier_ones_wrote,
    all_or_none,
    the_tenant_is_the_handles,
    many_rows_among_others,
    a_statement_that_cannot_be_built,
    ; transactions:
    inside_a_transaction,
    ; returning:
    rows_of_an_insert,
    ; update_returning:
    rows_of_an_update,
);

async fn each_has_its_result<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let (titles, changed, policies, gone) = acme
        .batch((
            select(Claim.title)
                .from(Claim)
                .order_by(Claim.amount)
                .query(),
            update(Claim)
                .set(Claim.open.to(false))
                .filter(Claim.open)
                .command(),
            select(Policy).from(Policy).order_by(Policy.number).query(),
            delete(Tag).by_key((P3, "vip".to_owned())).command(),
        ))
        .await
        .unwrap();
    assert_eq!(titles, ["theft", "hail", "fire"]);
    assert_eq!((changed, gone), (2, 1));
    let ids: Vec<Uuid> = policies.iter().map(|policy: &Policy| policy.id).collect();
    assert_eq!(ids, [P1, P2, P3]);
}

async fn later_ones_see_what_earlier_ones_wrote<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let count = || select(count_all()).from(Tag).query();
    let (before, inserted, between, gone, after) = acme
        .batch((
            count(),
            insert([tag(P2, "a"), tag(P2, "b")]).command(),
            count(),
            delete(Tag).filter(Tag.policy_id.eq(P2)).command(),
            count(),
        ))
        .await
        .unwrap();
    assert_eq!((before, between, after), (vec![3], vec![5], vec![3]));
    assert_eq!((inserted, gone), (2, 2));
}

async fn all_or_none<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let result = acme
        .batch((
            update(Claim).set(Claim.amount.to(1)).all_rows().command(),
            update(Claim).set(Claim.amount.to(-1)).all_rows().command(),
        ))
        .await;
    assert_eq!(refused(result).kind, ConstraintKind::Check);
    let left = acme.from(Claim).filter(Claim.amount.eq(1));
    assert_eq!(left.count().await.unwrap(), 0);
}

async fn the_tenant_is_the_handles<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let titles = select(Claim.amount)
        .from(Claim)
        .order_by(Claim.amount)
        .query();
    let raise = update(Claim)
        .set(Claim.amount.to(Claim.amount.add(1)))
        .all_rows()
        .command();
    let of_beta = beta.batch((raise.clone(), titles.clone())).await.unwrap();
    assert_eq!(of_beta, (1, vec![8]));
    let of_acme = acme.batch((raise, titles)).await.unwrap();
    assert_eq!(of_acme, (3, vec![41, 101, 251]));
}

async fn inside_a_transaction<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let result: Result<(), Error> = acme
        .transaction(async |tx| {
            let (gone, left) = tx
                .batch((
                    delete(Payment).all_rows().command(),
                    select(count_all()).from(Payment).query(),
                ))
                .await?;
            assert_eq!((gone, left), (3, vec![0]));
            Err(Error::NotFound {
                table: "rolled back",
            })
        })
        .await;
    assert!(result.is_err());
    assert_eq!(acme.from(Payment).count().await.unwrap(), 3);
}

async fn many_rows_among_others<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    // More rows than SQLite runs on the caller's thread, and of two shapes.
    let new = (0..3_000).map(|n| claim(id(1_000 + n), P1, "n", 1, n % 2 == 0));
    let (before, inserted, after) = acme
        .batch((
            select(Claim.title).from(Claim).query(),
            insert(new).command(),
            select((Claim.title, Claim.open)).from(Claim).query(),
        ))
        .await
        .unwrap();
    assert_eq!((before.len(), inserted, after.len()), (3, 3_000, 3_003));
    let each = [(HAIL, 5), (FIRE, 6)].map(|(id, n)| (id, Claim.amount.to(n)));
    let (changed, amounts) = acme
        .batch((
            acme.update_each(Claim, each).command(),
            select(Claim.amount)
                .from(Claim)
                .filter(Claim.amount.gt(1))
                .order_by(Claim.amount)
                .query(),
        ))
        .await
        .unwrap();
    assert_eq!((changed, amounts), (2, vec![5, 6, 40]));
}

async fn a_statement_that_cannot_be_built<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let result = acme
        .batch((
            delete(Payment).all_rows().command(),
            select(Claim.id)
                .from(Claim)
                .filter(Claim.title.eq("\0"))
                .query(),
        ))
        .await;
    assert!(matches!(result, Err(Error::Build(_))));
    assert_eq!(acme.from(Payment).count().await.unwrap(), 3);
}

async fn rows_of_an_insert<B: TestBackend + HasReturning>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let (ids, found) = acme
        .batch((
            insert([contact(id(81), "Eve")])
                .returning((Contact.id, Contact.org_id))
                .query(),
            select(Contact.name)
                .from(Contact)
                .filter(Contact.id.eq(id(81)))
                .query(),
        ))
        .await
        .unwrap();
    assert_eq!((ids, found), (vec![(id(81), ACME)], vec!["Eve".to_owned()]));
    let gone = delete(Payment)
        .filter(Payment.claim_id.eq(FIRE))
        .returning(Payment.amount)
        .query();
    assert_eq!(gone.on(&acme).all().await.unwrap(), [cents(250_00)]);
}

async fn rows_of_an_update<B: TestBackend + HasUpdateReturning>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let raise = update(Claim)
        .set(Claim.amount.to(Claim.amount.add(1)))
        .filter(Claim.title.eq("hail"))
        .returning(Claim.amount)
        .query();
    assert_eq!(raise.on(&beta).all().await.unwrap(), [8]);
    let twice = acme.batch((raise.clone(), raise)).await.unwrap();
    assert_eq!(twice, (vec![101], vec![102]));
    let joined: Vec<Claim> = acme
        .update(Claim)
        .inner_join(Policy, Policy.id.eq(Claim.policy_id))
        .set(Claim.title.to(Policy.number))
        .filter(Policy.id.eq(P2))
        .returning(Claim)
        .all()
        .await
        .unwrap();
    assert_eq!((joined.len(), joined[0].title.as_str()), (1, "P-2"));
}
