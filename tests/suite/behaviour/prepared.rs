use std::cell::Cell;

use orm::driver::{BuildError, HasTransactions};
use orm::prelude::*;
use orm::{Error, Param, prepare, random_uuid, select};

use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    in_filters_limit_and_offset,
    one_statement_for_every_tenant,
    rendered_once,
    a_parameter_twice,
    stored_as_the_column_says,
    in_subqueries_and_expressions,
    updates_and_deletes,
    inserts,
    a_value_outside_its_domain,
    a_parameter_elsewhere,
    ; transactions:
    inside_a_transaction,
);

async fn in_filters_limit_and_offset<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let claims = prepare(
        |(least, most, skip): (Param<i64>, Param<u64>, Param<u64>)| {
            select(Claim.title)
                .from(Claim)
                .filter(Claim.amount.ge(least))
                .order_by(Claim.amount)
                .limit(most)
                .offset(skip)
                .query()
        },
    );
    let titles = async |least, most, skip| {
        let query = claims.on(&acme, (least, most, skip));
        query.all().await.unwrap()
    };
    assert_eq!(titles(0, 9, 0).await, ["theft", "hail", "fire"]);
    assert_eq!(titles(50, 9, 0).await, ["hail", "fire"]);
    assert_eq!(titles(0, 1, 1).await, ["hail"]);
    assert!(titles(0, 0, 0).await.is_empty());
    let first = claims.on(&acme, (0, 9, 2)).one().await.unwrap();
    assert_eq!(first, "fire");
}

async fn one_statement_for_every_tenant<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let amounts = prepare(|title: Param<String>| {
        select(Claim.amount)
            .from(Claim)
            .filter(Claim.title.eq(title).or(value(true)))
            .query()
    });
    for _ in 0..2 {
        let of_acme = amounts.on(&acme, "hail".to_owned()).all().await.unwrap();
        assert_eq!(of_acme.iter().sum::<i64>(), 390);
        let of_beta = amounts.on(&beta, "hail".to_owned()).all().await.unwrap();
        assert_eq!(of_beta, [7]);
    }
}

async fn rendered_once<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let built = Cell::new(0);
    let query = prepare(|id: Param<Uuid>| {
        built.set(built.get() + 1);
        select(Policy.number)
            .from(Policy)
            .filter(Policy.id.eq(id))
            .query()
    });
    let text = query.to_sql().unwrap().sql().as_ptr();
    let again = query.clone();
    for (id, number) in [(P1, "P-1"), (P2, "P-2")] {
        assert_eq!(query.on(&acme, id).one().await.unwrap(), number);
        assert_eq!(again.on(&acme, id).one().await.unwrap(), number);
    }
    assert_eq!(built.get(), 1);
    assert_eq!(again.to_sql().unwrap().sql().as_ptr(), text);
}

async fn a_parameter_twice<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let query = prepare(|(text, number): (Param<String>, Param<i64>)| {
        select(Claim.id)
            .from(Claim)
            .filter(Claim.title.eq(text).or(Claim.title.ne(text)))
            .filter(Claim.amount.between(number, number))
            .query()
    });
    let found = query.on(&acme, ("hail".to_owned(), 250));
    assert_eq!(found.all().await.unwrap(), [FIRE]);
}

async fn stored_as_the_column_says<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let query = prepare(
        |(premium, status, since): (Param<Decimal>, Param<PolicyStatus>, Param<DateTime<Utc>>)| {
            select(Policy.number)
                .from(Policy)
                .filter(Policy.premium.eq(premium))
                .filter(Policy.status.eq(status))
                .filter(Policy.created_at.gt(since))
                .query()
        },
    );
    let past = utc_now() - chrono::Duration::days(1);
    let values = (Decimal::new(505, 1), PolicyStatus::Draft, past);
    assert_eq!(query.on(&acme, values).all().await.unwrap(), ["P-2"]);
    let values = (cents(50_50), PolicyStatus::Bound, past);
    assert!(query.on(&acme, values).all().await.unwrap().is_empty());
}

async fn in_subqueries_and_expressions<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let query = prepare(|(open, factor): (Param<bool>, Param<i64>)| {
        let policies = select(Claim.policy_id)
            .from(Claim)
            .filter(Claim.open.eq(open));
        select((Policy.number, Policy.version.mul(factor)))
            .from(Policy)
            .filter(Policy.id.in_query(policies))
            .order_by(Policy.number)
            .query()
    });
    assert_eq!(
        query.on(&acme, (true, 7)).all().await.unwrap(),
        [("P-1".to_owned(), 7), ("P-2".to_owned(), 7)]
    );
    assert_eq!(query.on(&beta, (false, 1)).all().await.unwrap(), []);
}

async fn updates_and_deletes<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let update = prepare(|(id, amount): (Param<Uuid>, Param<i64>)| {
        orm::update(Claim)
            .set(Claim.amount.to(amount))
            .filter(Claim.id.eq(id))
            .command()
    });
    assert_eq!(update.on(&acme, (HAIL, 1)).run().await.unwrap(), 1);
    assert_eq!(update.on(&beta, (HAIL, 2)).run().await.unwrap(), 1);
    // Acme's id, and not Beta's.
    assert_eq!(update.on(&beta, (FIRE, 3)).run().await.unwrap(), 0);
    let amounts = acme.select(Claim.amount).from(Claim).order_by(Claim.id);
    assert_eq!(amounts.all().await.unwrap(), [1, 250, 40]);
    assert_eq!(beta.from(Claim).one().await.unwrap().amount, 2);
    let delete =
        prepare(|label: Param<String>| orm::delete(Tag).filter(Tag.label.eq(label)).command());
    assert_eq!(delete.on(&acme, "vip".to_owned()).run().await.unwrap(), 2);
    assert_eq!(beta.from(Tag).count().await.unwrap(), 1);
    // A version can only be answered for by the statement's own terminal.
    let versioned = orm::update(Policy)
        .set(Policy.note.to("x"))
        .all_rows()
        .at_version(1)
        .command();
    let error = versioned.on(&acme).run().await.unwrap_err();
    let refused = BuildError::VersionInCommand { table: "policies" };
    assert!(matches!(error, Error::Build(error) if *error == refused));
}

async fn inserts<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let command = orm::insert([NewContact {
        name: "Di".to_owned(),
        email: "di@example.org".to_owned(),
    }
    .id(id(71))])
    .command();
    for db in [&acme, &beta] {
        assert_eq!(command.on(db).run().await.unwrap(), 1);
        let stored = db.from(Contact).by_key(id(71)).one().await.unwrap();
        assert_eq!(stored.name, "Di");
    }
    assert_eq!(acme.from(Contact).count().await.unwrap(), 4);
    let _ = random_uuid();
}

async fn inside_a_transaction<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let close = prepare(|id: Param<Uuid>| {
        orm::update(Claim)
            .set(Claim.open.to(false))
            .filter(Claim.id.eq(id))
            .command()
    });
    let result: Result<(), Error> = acme
        .transaction(async |tx| {
            close.on(&tx, HAIL).run().await?;
            close.on(&tx, THEFT).run().await?;
            assert_eq!(tx.from(Claim).filter(Claim.open).count().await?, 0);
            Err(Error::NotFound {
                table: "rolled back",
            })
        })
        .await;
    assert!(result.is_err());
    assert_eq!(
        acme.from(Claim).filter(Claim.open).count().await.unwrap(),
        2
    );
}

async fn a_value_outside_its_domain<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let query = prepare(|(premium, note): (Param<Decimal>, Param<String>)| {
        select(Policy.id)
            .from(Policy)
            .filter(Policy.premium.eq(premium).and(Policy.note.eq(note)))
            .query()
    });
    let nul = query.on(&acme, (cents(1), "\0".to_owned())).all().await;
    assert!(matches!(nul, Err(Error::Build(_))), "{nul:?}");
    let fine = query.on(&acme, (cents(1), "x".to_owned())).all().await;
    assert!(fine.unwrap().is_empty());
}

async fn a_parameter_elsewhere<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let kept = Cell::new(None);
    prepare(|title: Param<String>| kept.set(Some(title)));
    let title = kept.get().expect("the closure was called");
    let error = acme
        .from(Claim)
        .filter(Claim.title.eq(title))
        .all()
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Build(error) if *error == BuildError::MissingParameter));
}
