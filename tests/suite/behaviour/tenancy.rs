//! Two tenants in one database: each sees and changes its own rows only.
//!
//! The combinations of joins and statements are the property test's, in `isolation`; these are the
//! promises one by one.

use chrono::Duration;
use orm::driver::{HasReturning, HasTransactions};
use orm::prelude::*;
use orm::{ConstraintKind, CrossTenantClaims, Error, select};

use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    each_tenant_reads_its_own,
    each_tenant_writes_its_own,
    an_or_does_not_open_the_door,
    a_foreign_key_to_another_tenants_row_is_refused,
    unique_keys_are_per_tenant,
    ids_are_per_tenant,
    not_found_and_not_yours_are_the_same,
    the_tenants_own_table_shows_one_row,
    claims_that_name_no_tenant,
    a_key_that_names_nobody,
    acting_in_another_tenant_by_claim,
    acting_in_another_tenant_without_a_claim,
    a_scope_that_expires_later,
    cross_tenant_reads_and_writes_all,
    cross_tenant_sees_the_tenant_of_a_row,
    cross_tenant_without_permission,
    acting_in_a_tenant_from_across,
    one_tenant_after_the_other,
    the_first_error_ends_the_visits,
    global_tables_are_one_for_all,
    handles_are_independent,
    ; transactions_returning:
    an_expired_scope,
);

async fn each_tenant_reads_its_own<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    for (db, org, contacts, claims, payments) in [(&acme, ACME, 3, 3, 3), (&beta, BETA, 1, 1, 1)] {
        let rows = db.from(Contact).all().await.unwrap();
        assert_eq!(rows.len(), contacts);
        assert!(rows.iter().all(|row| row.org_id == org));
        assert_eq!(db.from(Claim).count().await.unwrap(), claims);
        let orgs = db
            .select(Payment.org_id)
            .from(Payment)
            .distinct()
            .all()
            .await
            .unwrap();
        assert_eq!(orgs, [org]);
        assert_eq!(db.from(Payment).count().await.unwrap(), payments);
        let (sum, min): (Option<Decimal>, Option<OrgId>) = db
            .select((sum(Policy.premium), min(Policy.org_id)))
            .from(Policy)
            .one()
            .await
            .unwrap();
        assert_eq!(min, Some(org));
        assert_eq!(
            sum,
            Some(if org == ACME {
                cents(150_50)
            } else {
                cents(999_99)
            })
        );
    }
}

async fn each_tenant_writes_its_own<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let of_beta = async || {
        (
            beta.from(Policy).all().await.unwrap(),
            beta.from(Claim).all().await.unwrap(),
            beta.from(Tag).all().await.unwrap(),
            beta.from(Organisation).all().await.unwrap(),
        )
    };
    let before = of_beta().await;
    acme.update(Claim)
        .set(Claim.title.to("mine"))
        .all_rows()
        .run()
        .await
        .unwrap();
    acme.update(Policy)
        .set(Policy.premium.to(cents(1)))
        .by_key(P1)
        .run()
        .await
        .unwrap();
    acme.update(Organisation)
        .set(Organisation.name.to("Acme & Co"))
        .all_rows()
        .run()
        .await
        .unwrap();
    acme.update(Tag)
        .set(Tag.label.to("x"))
        .by_key((P1, "vip".to_owned()))
        .run()
        .await
        .unwrap();
    acme.delete(Tag).all_rows().run().await.unwrap();
    acme.delete(Claim).by_key(HAIL).run().await.unwrap();
    acme.delete(Policy)
        .all_rows()
        .permanently()
        .run()
        .await
        .unwrap();
    assert_eq!(of_beta().await, before);
}

async fn an_or_does_not_open_the_door<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let everything = || Claim.amount.eq(7).or(value(true));
    assert_eq!(
        acme.from(Claim).filter(everything()).count().await.unwrap(),
        3
    );
    assert_eq!(
        acme.update(Claim)
            .set(Claim.amount.to(8))
            .filter(everything())
            .run()
            .await
            .unwrap(),
        3
    );
    assert_eq!(
        acme.delete(Claim).filter(everything()).run().await.unwrap(),
        3
    );
    assert_eq!(
        beta.select(Claim.amount).from(Claim).all().await.unwrap(),
        [7]
    );
    let of_beta = acme
        .from(Policy)
        .filter(Policy.org_id.eq(BETA).or(Policy.org_id.ne(BETA)));
    assert_eq!(of_beta.count().await.unwrap(), 3);
    assert_eq!(
        acme.from(Policy)
            .filter(Policy.org_id.eq(BETA))
            .count()
            .await
            .unwrap(),
        0
    );
}

async fn a_foreign_key_to_another_tenants_row_is_refused<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    // Both ids exist, in the other tenant.
    let error = refused(acme.insert(policy(id(14), "P-4", ZOE, 1)).run().await);
    assert_eq!(error.kind, ConstraintKind::ForeignKey);
    let error = refused(beta.insert(claim(id(24), P2, "theft", 1, true)).run().await);
    assert_eq!(error.kind, ConstraintKind::ForeignKey);
    let error = refused(
        acme.update(Policy)
            .set(Policy.holder_id.to(ZOE))
            .by_key(P1)
            .run()
            .await,
    );
    assert_eq!(error.kind, ConstraintKind::ForeignKey);
}

async fn unique_keys_are_per_tenant<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    assert_eq!(
        beta.insert(policy(id(14), "P-2", ZOE, 1))
            .run()
            .await
            .unwrap(),
        1
    );
    let error = refused(acme.insert(policy(id(14), "P-2", ADA, 1)).run().await);
    assert_eq!(error.kind, ConstraintKind::Unique);
}

async fn ids_are_per_tenant<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    // No answer tells that the other tenant has the id.
    assert_eq!(acme.insert(contact(ZOE, "Zoe")).run().await.unwrap(), 1);
    assert_eq!(beta.insert(contact(ADA, "Ada")).run().await.unwrap(), 1);
    assert_eq!(
        acme.from(Contact).by_key(ZOE).one().await.unwrap().org_id,
        ACME
    );
    assert_eq!(
        beta.from(Contact).by_key(ZOE).one().await.unwrap().org_id,
        BETA
    );
}

async fn not_found_and_not_yours_are_the_same<B: TestBackend>(db: Db<B>) {
    let (_, beta) = insurers(&db).await;
    let not_yours = beta.from(Policy).by_key(P2).one().await.unwrap_err();
    let not_there = beta.from(Policy).by_key(id(404)).one().await.unwrap_err();
    assert_eq!(
        format!("{not_yours:?} {not_yours}"),
        format!("{not_there:?} {not_there}")
    );
    assert_eq!(
        beta.update(Policy)
            .set(Policy.note.to("x"))
            .by_key(P2)
            .run()
            .await
            .unwrap(),
        0
    );
    assert_eq!(beta.delete(Policy).by_key(P2).run().await.unwrap(), 0);
    assert!(!beta.from(Policy).by_key(P2).exists().await.unwrap());
}

async fn the_tenants_own_table_shows_one_row<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    assert_eq!(
        acme.from(Organisation).all().await.unwrap(),
        [Organisation {
            id: ACME,
            name: "Acme".to_owned()
        }]
    );
    assert_eq!(
        beta.from(Organisation)
            .by_key(BETA)
            .one()
            .await
            .unwrap()
            .name,
        "Beta"
    );
    assert_eq!(
        beta.from(Organisation)
            .by_key(ACME)
            .optional()
            .await
            .unwrap(),
        None
    );
    acme.delete(Organisation).all_rows().run().await.unwrap();
    assert_eq!(beta.from(Organisation).count().await.unwrap(), 1);
}

async fn claims_that_name_no_tenant<B: TestBackend>(db: Db<B>) {
    let nameless = Token {
        org: None,
        ..Token::of(ACME)
    };
    let error = db.tenant(&nameless).unwrap_err();
    assert!(matches!(error, Error::NoTenantInClaims));
    assert_eq!(
        error.to_string(),
        "the claims name no tenant: a tenant scope needs a key that is not empty"
    );
}

async fn a_key_that_names_nobody<B: TestBackend>(db: Db<B>) {
    let nil = OrgId(Uuid::nil());
    assert!(matches!(
        db.tenant(&Token::of(nil)),
        Err(Error::NoTenantInClaims)
    ));
    let token = Token {
        may_act_in: vec![nil],
        ..Token::of(ACME)
    };
    assert!(matches!(
        db.tenant_as(&token, nil),
        Err(Error::NoTenantInClaims)
    ));
    let cross = db.cross_tenant(&SystemActor::new("job"), "test").unwrap();
    assert!(matches!(cross.acting_in(nil), Err(Error::NoTenantInClaims)));
}

async fn acting_in_another_tenant_by_claim<B: TestBackend>(db: Db<B>) {
    let (_, _) = insurers(&db).await;
    let token = Token {
        may_act_in: vec![BETA],
        ..Token::of(ACME)
    };
    let beta = db.tenant_as(&token, BETA).unwrap();
    assert_eq!(
        beta.select(Contact.name).from(Contact).all().await.unwrap(),
        ["Zoe"]
    );
    assert_eq!(
        db.tenant(&token)
            .unwrap()
            .from(Contact)
            .count()
            .await
            .unwrap(),
        3
    );
}

async fn acting_in_another_tenant_without_a_claim<B: TestBackend>(db: Db<B>) {
    let error = db.tenant_as(&Token::of(ACME), BETA).unwrap_err();
    assert!(
        matches!(
            error,
            Error::Forbidden {
                place: "in this tenant",
                ..
            }
        ),
        "{error:?}"
    );
}

async fn an_expired_scope<B: TestBackend + HasTransactions + HasReturning>(db: Db<B>) {
    let (_, _) = insurers(&db).await;
    let at = Utc::now() - Duration::seconds(1);
    let token = Token {
        valid_until: Some(at),
        ..Token::of(ACME)
    };
    let acme = db.tenant(&token).unwrap();
    let expired = |result: Result<(), Error>| match result {
        Err(Error::ScopeExpired { at: when }) => assert_eq!(when, at),
        other => panic!("expected an expired scope, got {other:?}"),
    };
    expired(acme.from(Policy).all().await.map(|_| ()));
    expired(acme.from(Policy).count().await.map(|_| ()));
    expired(acme.insert(contact(id(4), "Di")).run().await.map(|_| ()));
    expired(
        acme.insert(contact(id(4), "Di"))
            .returning(Contact.id)
            .one()
            .await
            .map(|_| ()),
    );
    expired(
        acme.update(Claim)
            .set(Claim.amount.to(1))
            .all_rows()
            .run()
            .await
            .map(|_| ()),
    );
    expired(acme.delete(Claim).all_rows().run().await.map(|_| ()));
    expired(
        acme.transaction(async |tx| tx.from(Policy).all().await.map(|_| ()))
            .await,
    );
    let streamed: Vec<_> = futures::StreamExt::collect(acme.from(Policy).stream()).await;
    assert_eq!(streamed.len(), 1);
    expired(streamed.into_iter().try_for_each(|row| row.map(|_| ())));
    assert_eq!(tenant(&db, ACME).from(Claim).count().await.unwrap(), 3);
}

async fn a_scope_that_expires_later<B: TestBackend>(db: Db<B>) {
    let (_, _) = insurers(&db).await;
    // On a busy machine the first may have ended before it is used.
    for seconds in [1, 4, 16] {
        let until = Utc::now() + Duration::seconds(seconds);
        let token = Token {
            valid_until: Some(until),
            ..Token::of(ACME)
        };
        let acme = db.tenant(&token).unwrap();
        let early = acme.from(Policy).count().await;
        if Utc::now() >= until {
            continue;
        }
        assert_eq!(early.unwrap(), 3);
        while Utc::now() <= until {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        assert!(matches!(
            acme.from(Policy).count().await,
            Err(Error::ScopeExpired { .. })
        ));
        return;
    }
    panic!("the machine is too slow");
}

async fn cross_tenant_reads_and_writes_all<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let cross = db
        .cross_tenant(&SystemActor::new("nightly"), "year end")
        .unwrap();
    assert_eq!(cross.from(Policy).count().await.unwrap(), 4);
    let per_org: Vec<(OrgId, i64)> = cross
        .select((Claim.org_id, count_all()))
        .from(Claim)
        .group_by(Claim.org_id)
        .order_by(Claim.org_id)
        .all()
        .await
        .unwrap();
    assert_eq!(per_org, [(ACME, 3), (BETA, 1)]);
    assert_eq!(
        cross
            .update(Claim)
            .set(Claim.open.to(false))
            .all_rows()
            .run()
            .await
            .unwrap(),
        4
    );
    assert_eq!(
        cross
            .delete(Payment)
            .filter(Payment.org_id.eq(BETA))
            .run()
            .await
            .unwrap(),
        1
    );
    assert_eq!(
        (
            acme.from(Payment).count().await.unwrap(),
            beta.from(Payment).count().await.unwrap()
        ),
        (3, 0)
    );
    let country = NewCountry {
        code: "es".to_owned(),
        name: "Spain".to_owned(),
    };
    cross.insert(country).run().await.unwrap();
    assert_eq!(acme.from(Country).count().await.unwrap(), 4);
}

async fn cross_tenant_sees_the_tenant_of_a_row<B: TestBackend>(db: Db<B>) {
    let (_, _) = insurers(&db).await;
    let cross = db
        .cross_tenant(&SystemActor::new("nightly"), "year end")
        .unwrap();
    let mut rows: Vec<(String, String)> = cross
        .select((Organisation.name, Policy.number))
        .from(Policy)
        .inner_join(Organisation, Organisation.id.eq(Policy.org_id))
        .filter(Policy.number.eq("P-1"))
        .filter(exists(
            select(value(1))
                .correlate(Policy)
                .from(Claim)
                .filter(Claim.policy_id.eq(Policy.id))
                .filter(Claim.org_id.eq(Policy.org_id)),
        ))
        .all()
        .await
        .unwrap();
    rows.sort();
    assert_eq!(
        rows,
        [
            ("Acme".to_owned(), "P-1".to_owned()),
            ("Beta".to_owned(), "P-1".to_owned())
        ]
    );
}

/// Claims of a clerk, who may not work across tenants.
struct Clerk;

impl CrossTenantClaims for Clerk {
    fn actor_name(&self) -> String {
        "clerk 7".to_owned()
    }

    fn may_cross_tenants(&self) -> bool {
        false
    }
}

async fn cross_tenant_without_permission<B: TestBackend>(db: Db<B>) {
    let error = db.cross_tenant(&Clerk, "curiosity").unwrap_err();
    assert_eq!(error.to_string(), "clerk 7 may not work across tenants");
    assert!(matches!(error, Error::Forbidden { .. }));
}

async fn acting_in_a_tenant_from_across<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let cross = db
        .cross_tenant(&SystemActor::new("support"), "ticket 12")
        .unwrap();
    let acting = cross.acting_in(BETA).unwrap();
    assert_eq!(acting.from(Policy).count().await.unwrap(), 1);
    acting.insert(contact(id(5), "Eve")).run().await.unwrap();
    assert_eq!(
        acting
            .update(Contact)
            .set(Contact.name.to("x"))
            .all_rows()
            .run()
            .await
            .unwrap(),
        2
    );
    assert_eq!(
        (
            acme.from(Contact).count().await.unwrap(),
            beta.from(Contact).count().await.unwrap()
        ),
        (3, 2)
    );
}

async fn one_tenant_after_the_other<B: TestBackend>(db: Db<B>) {
    let (_, _) = insurers(&db).await;
    let cross = db
        .cross_tenant(&SystemActor::new("nightly"), "premiums")
        .unwrap();
    let mut seen = Vec::new();
    cross
        .each_tenant(Organisation.id, async |tenant| {
            let name = tenant
                .select(Organisation.name)
                .from(Organisation)
                .one()
                .await?;
            seen.push((name, tenant.from(Policy).count().await?));
            tenant
                .update(Claim)
                .set(Claim.open.to(false))
                .all_rows()
                .run()
                .await?;
            Ok(())
        })
        .await
        .unwrap();
    assert_eq!(seen, [("Acme".to_owned(), 3), ("Beta".to_owned(), 1)]);
    assert_eq!(
        cross
            .from(Claim)
            .filter(Claim.open.eq(true))
            .count()
            .await
            .unwrap(),
        0
    );
}

async fn the_first_error_ends_the_visits<B: TestBackend>(db: Db<B>) {
    let (_, _) = insurers(&db).await;
    let cross = db
        .cross_tenant(&SystemActor::new("nightly"), "premiums")
        .unwrap();
    let mut visits = 0;
    let result = cross
        .each_tenant(Organisation.id, async |tenant| {
            visits += 1;
            tenant.from(Policy).by_key(id(404)).one().await.map(|_| ())
        })
        .await;
    assert!(matches!(result, Err(Error::NotFound { table: "policies" })));
    assert_eq!(visits, 1);
}

async fn global_tables_are_one_for_all<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    for countries in [
        db.from(Country).count().await,
        acme.from(Country).count().await,
        beta.from(Country).count().await,
    ] {
        assert_eq!(countries.unwrap(), 3);
    }
    acme.insert(NewSetting {
        key: "k".to_owned(),
        value: "acme".to_owned(),
    })
    .run()
    .await
    .unwrap();
    assert_eq!(
        beta.from(Setting)
            .by_key("k".to_owned())
            .one()
            .await
            .unwrap()
            .value,
        "acme"
    );
    beta.update(Setting)
        .set(Setting.value.to("beta"))
        .by_key("k".to_owned())
        .run()
        .await
        .unwrap();
    assert_eq!(
        db.from(Setting)
            .by_key("k".to_owned())
            .one()
            .await
            .unwrap()
            .value,
        "beta"
    );
    assert_eq!(acme.delete(Setting).all_rows().run().await.unwrap(), 1);
}

async fn handles_are_independent<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let clone = acme.clone();
    let narrowed = beta.keyspace::<Insurance>();
    assert_eq!(clone.from(Contact).count().await.unwrap(), 3);
    assert_eq!(narrowed.from(Contact).count().await.unwrap(), 1);
    let (a, b, c) = futures::join!(
        acme.from(Policy).count(),
        beta.from(Policy).count(),
        clone.from(Claim).count(),
    );
    assert_eq!((a.unwrap(), b.unwrap(), c.unwrap()), (3, 1, 3));
}
