use std::collections::HashSet;

use orm::driver::{BuildError, HasReturning, HasTransactions};
use orm::prelude::*;
use orm::{Constraint, ConstraintKind, Error};

use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    one_row,
    many_rows,
    a_key_given_by_the_application,
    unique_violation,
    primary_key_violation,
    foreign_key_violation,
    check_violation,
    not_null_violation,
    keys_of_inserted_rows,
    a_value_outside_its_domain_names_the_column,
    ; transactions:
    many_rows_in_a_transaction_are_all_or_none,
    ; returning:
    the_tenant_is_stamped,
    returning_columns_and_rows,
    many_rows_return_in_order,
    more_values_than_one_statement_takes,
    defaults_of_code_and_database,
    rows_of_several_shapes,
    no_rows,
    an_optional_column_set_to_none,
    many_rows_are_all_or_none,
    inserts_into_a_global_table,
);

async fn one_row<B: TestBackend>(db: Db<B>) {
    let acme = tenant(&db, ACME);
    let row = NewContact {
        name: "Ada".to_owned(),
        email: "ada@example.org".to_owned(),
    };
    assert_eq!(acme.insert(row).run().await.unwrap(), 1);
    let stored = acme.from(Contact).one().await.unwrap();
    assert_eq!(
        (stored.name.as_str(), stored.email.as_str()),
        ("Ada", "ada@example.org")
    );
    assert_eq!(stored.country, None);
}

async fn the_tenant_is_stamped<B: TestBackend + HasReturning>(db: Db<B>) {
    for org in [ACME, BETA] {
        let org_id = tenant(&db, org)
            .insert(contact(ADA, "Ada"))
            .returning(Contact.org_id)
            .one()
            .await
            .unwrap();
        assert_eq!(org_id, org);
    }
}

async fn returning_columns_and_rows<B: TestBackend + HasReturning>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let id = acme
        .insert(policy(id(14), "P-4", CY, 1))
        .returning(Policy.id)
        .one()
        .await
        .unwrap();
    assert_eq!(id, crate::fixture::id(14));
    let (number, premium): (String, Decimal) = acme
        .insert(policy(crate::fixture::id(15), "P-5", CY, 2_05))
        .returning((Policy.number, Policy.premium.add(cents(1))))
        .one()
        .await
        .unwrap();
    assert_eq!((number.as_str(), premium), ("P-5", cents(2_06)));
    let more: Vec<(String, Option<String>)> = acme
        .insert_many([
            policy(crate::fixture::id(17), "P-7", CY, 0).note("n".to_owned()),
            policy(crate::fixture::id(18), "P-8", CY, 0).note(None),
        ])
        .returning((Policy.number.concat("/x"), Policy.note.concat("!")))
        .all()
        .await
        .unwrap();
    assert_eq!(
        more,
        [
            ("P-7/x".to_owned(), Some("n!".to_owned())),
            ("P-8/x".to_owned(), None)
        ]
    );
    let row: Policy = acme
        .insert(policy(crate::fixture::id(16), "P-6", CY, 3))
        .returning(Policy)
        .one()
        .await
        .unwrap();
    assert_eq!(acme.from(Policy).by_key(row.id).one().await.unwrap(), row);
}

async fn many_rows<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let rows = (0..50).map(|n| claim(id(100 + n), P2, "many", 1, true));
    assert_eq!(acme.insert_many(rows).run().await.unwrap(), 50);
    assert_eq!(
        acme.from(Claim)
            .filter(Claim.title.eq("many"))
            .count()
            .await
            .unwrap(),
        50
    );
    assert_eq!(beta.from(Claim).count().await.unwrap(), 1);
}

async fn many_rows_return_in_order<B: TestBackend + HasReturning>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows = (0..50)
        .rev()
        .map(|n| claim(id(100 + n), P2, &format!("c{n}"), 1, true));
    let titles: Vec<(Uuid, String)> = acme
        .insert_many(rows)
        .returning((Claim.id, Claim.title))
        .all()
        .await
        .unwrap();
    let expected: Vec<_> = (0..50)
        .rev()
        .map(|n| (id(100 + n), format!("c{n}")))
        .collect();
    assert_eq!(titles, expected);
}

async fn more_values_than_one_statement_takes<B: TestBackend + HasReturning>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows = B::DIALECT.max_parameters as u128 / 6 + 100;
    let claims = || (0..rows).map(|n| claim(id(1_000 + n), P2, "bulk", n as i64, true));
    assert_eq!(acme.insert_many(claims()).run().await.unwrap(), rows as u64);
    let total: Option<i64> = acme
        .select(sum(Claim.amount))
        .from(Claim)
        .filter(Claim.title.eq("bulk"))
        .one()
        .await
        .unwrap();
    assert_eq!(total, Some((0..rows as i64).sum()));
    acme.delete(Claim)
        .filter(Claim.title.eq("bulk"))
        .run()
        .await
        .unwrap();
    let ids = acme
        .insert_many(claims())
        .returning(Claim.id)
        .all()
        .await
        .unwrap();
    assert_eq!(ids, (0..rows).map(|n| id(1_000 + n)).collect::<Vec<_>>());
}

async fn defaults_of_code_and_database<B: TestBackend + HasReturning>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let row: Policy = acme
        .insert(NewPolicy {
            number: "P-4".to_owned(),
            holder_id: ADA,
            premium: cents(0),
        })
        .returning(Policy)
        .one()
        .await
        .unwrap();
    assert_eq!(row.id.get_version_num(), 7);
    assert_eq!(row.status, PolicyStatus::Draft);
    assert_eq!((row.note, row.deleted_at, row.version), (None, None, 1));

    let new = |n: usize| NewContact {
        name: "x".to_owned(),
        email: n.to_string(),
    };
    let ids = acme
        .insert_many((0..20).map(new))
        .returning(Contact.id)
        .all()
        .await
        .unwrap();
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), 20);
}

async fn rows_of_several_shapes<B: TestBackend + HasReturning>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows = [
        policy(id(31), "A", ADA, 1),
        policy(id(32), "B", ADA, 2).note("b".to_owned()),
        policy(id(33), "C", ADA, 3)
            .note("c".to_owned())
            .status(PolicyStatus::Bound),
        policy(id(34), "D", ADA, 4),
        policy(id(35), "E", ADA, 5).status(PolicyStatus::Cancelled),
    ];
    let stored: Vec<(Uuid, String, Option<String>, PolicyStatus)> = acme
        .insert_many(rows)
        .returning((Policy.id, Policy.number, Policy.note, Policy.status))
        .all()
        .await
        .unwrap();
    let row = |n, number: &str, note: Option<&str>, status| {
        (id(n), number.to_owned(), note.map(str::to_owned), status)
    };
    assert_eq!(
        stored,
        [
            row(31, "A", None, PolicyStatus::Draft),
            row(32, "B", Some("b"), PolicyStatus::Draft),
            row(33, "C", Some("c"), PolicyStatus::Bound),
            row(34, "D", None, PolicyStatus::Draft),
            row(35, "E", None, PolicyStatus::Cancelled),
        ]
    );
}

async fn no_rows<B: TestBackend + HasReturning>(db: Db<B>) {
    let acme = tenant(&db, ACME);
    let none = || acme.insert_many(Vec::<NewTag>::new());
    assert_eq!(none().run().await.unwrap(), 0);
    assert!(none().returning(Tag.label).all().await.unwrap().is_empty());
    assert!(matches!(
        none().returning(Tag.label).one().await,
        Err(Error::NotFound { table: "tags" })
    ));
    let error = none().to_sql().unwrap_err();
    assert!(matches!(error, Error::Build(error) if *error == BuildError::NoRows { table: "tags" }));
}

async fn a_key_given_by_the_application<B: TestBackend>(db: Db<B>) {
    let acme = tenant(&db, ACME);
    acme.insert(contact(id(77), "Ada")).run().await.unwrap();
    assert_eq!(
        acme.select(Contact.id).from(Contact).all().await.unwrap(),
        [id(77)]
    );
}

async fn an_optional_column_set_to_none<B: TestBackend + HasReturning>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let note = acme
        .insert(policy(id(14), "P-4", ADA, 1).note(None))
        .returning(Policy.note)
        .one()
        .await
        .unwrap();
    assert_eq!(note, None);
}

async fn unique_violation<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let error = refused(acme.insert(policy(id(14), "P-1", ADA, 1)).run().await);
    assert_eq!(error.kind, ConstraintKind::Unique);
    assert_eq!(error.table.as_deref(), Some("policies"));
    assert_eq!(error.columns, ["org_id", "number"]);
    assert_eq!(
        error.to_string(),
        "unique constraint refused the row of policies (org_id, number)"
    );
    assert_eq!(acme.from(Policy).count().await.unwrap(), 3);
}

async fn primary_key_violation<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let Constraint {
        kind,
        table,
        columns,
        ..
    } = refused(acme.insert(policy(P1, "P-9", ADA, 1)).run().await);
    assert_eq!(
        (kind, table.as_deref()),
        (ConstraintKind::Unique, Some("policies"))
    );
    assert_eq!(columns, ["org_id", "id"]);
    let again = refused(
        db.insert(NewCountry {
            code: "de".to_owned(),
            name: "again".to_owned(),
        })
        .run()
        .await,
    );
    assert_eq!(
        (again.kind, again.columns),
        (ConstraintKind::Unique, vec!["code".to_owned()])
    );
}

async fn foreign_key_violation<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let error = refused(acme.insert(policy(id(14), "P-4", id(404), 1)).run().await);
    assert_eq!(error.kind, ConstraintKind::ForeignKey);
    assert_eq!(error.table.as_deref(), Some("policies"));
    let error = refused(
        acme.insert(contact(id(4), "Di").country("xx".to_owned()))
            .run()
            .await,
    );
    assert_eq!(error.kind, ConstraintKind::ForeignKey);
    assert_eq!(acme.from(Contact).count().await.unwrap(), 3);
}

async fn check_violation<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let error = refused(
        acme.insert(claim(id(24), P1, "refund", -1, true))
            .run()
            .await,
    );
    assert_eq!(error.kind, ConstraintKind::Check);
    assert_eq!(error.table.as_deref(), Some("claims"));
    assert_eq!(acme.from(Claim).count().await.unwrap(), 3);
}

async fn not_null_violation<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    // A subquery without rows is NULL.
    let missing = scalar(
        orm::select(Contact.name)
            .from(Contact)
            .filter(Contact.name.eq("Nobody")),
    );
    let result = acme
        .update(Claim)
        .set(Claim.title.to(missing))
        .all_rows()
        .run()
        .await;
    let error = refused(result);
    assert_eq!(error.kind, ConstraintKind::NotNull);
    assert_eq!(
        (error.table.as_deref(), error.columns),
        (Some("claims"), vec!["title".to_owned()])
    );
    assert_eq!(
        acme.from(Claim)
            .filter(Claim.title.eq("hail"))
            .count()
            .await
            .unwrap(),
        1
    );
}

async fn many_rows_are_all_or_none<B: TestBackend + HasReturning>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows = |bad: usize| {
        (0..10).map(move |n| {
            claim(
                id(100 + n as u128),
                P2,
                "x",
                if n == bad { -1 } else { 1 },
                true,
            )
        })
    };
    for bad in [0, 5, 9] {
        refused(acme.insert_many(rows(bad)).run().await);
        refused(acme.insert_many(rows(bad)).returning(Claim.id).all().await);
        assert_eq!(
            acme.from(Claim).count().await.unwrap(),
            3,
            "row {bad} is refused"
        );
    }
    // Rows of several shapes take several statements.
    let shapes = [
        policy(id(31), "A", ADA, 1),
        policy(id(32), "B", ADA, 2).note("b".to_owned()),
        policy(id(33), "P-1", ADA, 3),
    ];
    refused(acme.insert_many(shapes).run().await);
    assert_eq!(acme.from(Policy).count().await.unwrap(), 3);
}

/// Where a transaction goes on after an error, which it doesn't on Postgres.
mod sqlite_goes_on {
    crate::backend::tests!(orm::Sqlite, Sqlite: many_rows_without_a_savepoint);
}
#[cfg(feature = "mysql")]
mod mysql_goes_on {
    crate::backend::tests!(orm::MySql, MySql: many_rows_without_a_savepoint);
}

async fn many_rows_without_a_savepoint<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    refused_inside(&acme, async |tx, rows| tx.insert_many(rows).run().await).await;
}

async fn many_rows_in_a_transaction_are_all_or_none<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    refused_inside(&acme, async |tx, rows| {
        tx.transaction(async |inner| inner.insert_many(rows).run().await)
            .await
    })
    .await;
}

async fn refused_inside<B: TestBackend + HasTransactions>(
    acme: &Tenant<B>,
    insert: impl AsyncFn(&Tenant<B>, [ClaimInsert; 2]) -> Result<u64, Error>,
) {
    acme.transaction(async |tx| {
        tx.insert(claim(id(100), P2, "kept", 1, true)).run().await?;
        let rows = [
            claim(id(101), P2, "lost", 1, true),
            claim(id(102), P2, "bad", -1, true),
        ];
        refused(insert(&tx, rows).await);
        tx.insert(claim(id(103), P2, "kept", 1, true)).run().await?;
        Ok(())
    })
    .await
    .unwrap();
    let titles = acme
        .select(Claim.title)
        .from(Claim)
        .filter(Claim.policy_id.eq(P2))
        .order_by(Claim.title)
        .all()
        .await
        .unwrap();
    assert_eq!(titles, ["kept", "kept", "theft"]);
}

async fn a_value_outside_its_domain_names_the_column<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let row = NewPolicy {
        number: "P-4".to_owned(),
        holder_id: ADA,
        premium: Decimal::new(1, 3),
    };
    let error = acme.insert(row).run().await.unwrap_err();
    assert!(
        matches!(&error, Error::Build(error) if matches!(**error, BuildError::Column { table: "policies", column: "premium", .. }))
    );
    assert_eq!(
        error.to_string(),
        "policies.premium: decimal 0.001 has more than 2 digits after the point: round it first"
    );
    let row = NewPolicy {
        number: "P\0".to_owned(),
        holder_id: ADA,
        premium: cents(0),
    };
    let error = acme.insert(row).run().await.unwrap_err();
    assert!(
        matches!(&error, Error::Build(error) if matches!(**error, BuildError::Column { column: "number", .. }))
    );
    assert_eq!(acme.from(Policy).count().await.unwrap(), 3);
}

async fn inserts_into_a_global_table<B: TestBackend + HasReturning>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let country = NewCountry {
        code: "es".to_owned(),
        name: "Spain".to_owned(),
    };
    assert_eq!(
        db.insert(country)
            .returning(Country.name)
            .one()
            .await
            .unwrap(),
        "Spain"
    );
    assert_eq!(acme.from(Country).count().await.unwrap(), 4);
    let setting = NewSetting {
        key: "theme".to_owned(),
        value: "dark".to_owned(),
    };
    assert_eq!(acme.insert(setting).run().await.unwrap(), 1);
    assert_eq!(
        db.from(Setting)
            .by_key("theme".to_owned())
            .one()
            .await
            .unwrap()
            .value,
        "dark"
    );
}

async fn keys_of_inserted_rows<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let given = acme.insert(contact(id(71), "Di")).returning_id().one();
    assert_eq!(given.await.unwrap(), id(71));
    let made = acme
        .insert(NewContact {
            name: "Ed".to_owned(),
            email: "ed@example.org".to_owned(),
        })
        .returning_id()
        .one()
        .await
        .unwrap();
    let ed = acme.from(Contact).by_key(made).one().await.unwrap();
    assert_eq!(ed.name, "Ed");
    let keys = acme
        .insert_many([contact(id(72), "Fay"), contact(id(73), "Gus")])
        .returning_id()
        .all()
        .await
        .unwrap();
    assert_eq!(keys, [id(72), id(73)]);
    let pairs = acme
        .insert_many([tag(P2, "a"), tag(P2, "b")])
        .returning_id()
        .all()
        .await
        .unwrap();
    assert_eq!(pairs, [(P2, "a".to_owned()), (P2, "b".to_owned())]);
}
