use orm::driver::{BuildError, HasReturning};
use orm::prelude::*;
use orm::{ConstraintKind, Error, select};

use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    by_key,
    by_key_of_two_columns,
    by_filter,
    dynamic_filters,
    every_row_on_purpose,
    a_subquery_in_the_filter,
    children_go_along_with_cascade,
    restrict_refuses,
    a_global_table_is_written_unscoped,
    ; returning:
    returning_deleted_rows,
);

async fn claims<B: TestBackend>(db: &Tenant<B>) -> String {
    let titles = db
        .select(Claim.title)
        .from(Claim)
        .order_by(Claim.title)
        .all()
        .await
        .unwrap();
    titles.join(",")
}

async fn by_key<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    assert_eq!(acme.delete(Claim).by_key(HAIL).run().await.unwrap(), 1);
    assert_eq!(acme.delete(Claim).by_key(HAIL).run().await.unwrap(), 0);
    assert_eq!(
        (claims(&acme).await, claims(&beta).await),
        ("fire,theft".to_owned(), "hail".to_owned())
    );
}

async fn by_key_of_two_columns<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let key = (P1, "vip".to_owned());
    assert_eq!(acme.delete(Tag).by_key(key).run().await.unwrap(), 1);
    assert_eq!(acme.from(Tag).count().await.unwrap(), 2);
    assert_eq!(beta.from(Tag).count().await.unwrap(), 1);
}

async fn by_filter<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let deleted = acme
        .delete(Claim)
        .filter(Claim.title.eq("hail").or(Claim.title.eq("fire")))
        .filter(Claim.amount.gt(100))
        .run()
        .await
        .unwrap();
    assert_eq!(deleted, 1);
    assert_eq!(
        (claims(&acme).await, claims(&beta).await),
        ("hail,theft".to_owned(), "hail".to_owned())
    );
}

async fn dynamic_filters<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let delete = |title: Option<&str>| {
        acme.delete(Claim)
            .filter_if(title.map(|title| Claim.title.eq(title)))
            .run()
    };
    assert_eq!(delete(Some("hail")).await.unwrap(), 1);
    let error = delete(None).await.unwrap_err();
    assert!(
        matches!(error, Error::Build(error) if *error == BuildError::EmptyFilter { table: "claims" })
    );
    assert_eq!(claims(&acme).await, "fire,theft");
}

async fn every_row_on_purpose<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    assert_eq!(acme.delete(Claim).all_rows().run().await.unwrap(), 3);
    assert_eq!(
        (claims(&acme).await, claims(&beta).await),
        (String::new(), "hail".to_owned())
    );
}

async fn a_subquery_in_the_filter<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let paid = select(Payment.claim_id).from(Payment);
    assert_eq!(
        acme.delete(Claim)
            .filter(Claim.id.not_in_query(paid))
            .run()
            .await
            .unwrap(),
        1
    );
    let of_ada = select(value(1))
        .correlate(Claim)
        .from(Policy)
        .filter(Policy.id.eq(Claim.policy_id))
        .filter(Policy.holder_id.eq(ADA));
    assert_eq!(
        acme.delete(Claim)
            .filter(exists(of_ada))
            .run()
            .await
            .unwrap(),
        2
    );
    assert_eq!(claims(&beta).await, "hail");
}

async fn returning_deleted_rows<B: TestBackend + HasReturning>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let mut titles: Vec<(String, i64)> = acme
        .delete(Claim)
        .filter(Claim.open.eq(true))
        .returning((Claim.title, Claim.amount))
        .all()
        .await
        .unwrap();
    titles.sort();
    assert_eq!(titles, [("hail".to_owned(), 100), ("theft".to_owned(), 40)]);
    let whole: Vec<Claim> = acme
        .delete(Claim)
        .all_rows()
        .returning(Claim)
        .all()
        .await
        .unwrap();
    assert_eq!((whole.len(), whole[0].id), (1, FIRE));
}

async fn children_go_along_with_cascade<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    assert_eq!(acme.from(Payment).count().await.unwrap(), 3);
    acme.delete(Policy)
        .by_key(P1)
        .permanently()
        .run()
        .await
        .unwrap();
    assert_eq!(claims(&acme).await, "theft");
    assert_eq!(acme.from(Payment).count().await.unwrap(), 0);
    assert_eq!(acme.from(Tag).count().await.unwrap(), 1);
    // The other tenant's rows with the same ids stay.
    assert_eq!(
        (
            beta.from(Policy).count().await.unwrap(),
            claims(&beta).await
        ),
        (1, "hail".to_owned())
    );
    assert_eq!(beta.from(Payment).count().await.unwrap(), 1);
}

async fn restrict_refuses<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let error = refused(acme.delete(Contact).by_key(ADA).run().await);
    assert_eq!(error.kind, ConstraintKind::ForeignKey);
    assert_eq!(acme.delete(Contact).by_key(CY).run().await.unwrap(), 1);
    assert_eq!(acme.from(Contact).count().await.unwrap(), 2);
}

async fn a_global_table_is_written_unscoped<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    assert_eq!(
        db.delete(Country)
            .by_key("it".to_owned())
            .run()
            .await
            .unwrap(),
        1
    );
    let error = refused(db.delete(Country).all_rows().run().await);
    assert_eq!(error.kind, ConstraintKind::ForeignKey);
    assert_eq!(acme.from(Country).count().await.unwrap(), 2);
}
