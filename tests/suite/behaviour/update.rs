use orm::driver::{BuildError, HasUpdateReturning};
use orm::prelude::*;
use orm::{ConstraintKind, Error, select};

use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    one_column_by_key,
    several_columns_at_once,
    set_with_expressions,
    set_to_null_and_to_an_option,
    a_changes_struct,
    filters_are_joined_by_and,
    dynamic_filters,
    every_row_on_purpose,
    subqueries_in_filter_and_value,
    nothing_to_set,
    one_column_set_twice,
    a_value_outside_its_domain,
    a_decimal_with_more_digits_than_the_column,
    constraints_refuse_updates,
    by_key_of_two_columns,
    a_global_table_is_written_unscoped,
    the_number_of_matched_rows,
    ; update_returning:
    returning_updated_rows,
);

async fn titles<B: TestBackend>(db: &Tenant<B>) -> Vec<(String, i64, bool)> {
    db.select((Claim.title, Claim.amount, Claim.open))
        .from(Claim)
        .order_by(Claim.id)
        .all()
        .await
        .unwrap()
}

fn row(title: &str, amount: i64, open: bool) -> (String, i64, bool) {
    (title.to_owned(), amount, open)
}

async fn one_column_by_key<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    assert_eq!(
        acme.update(Claim)
            .set(Claim.amount.to(1))
            .by_key(HAIL)
            .run()
            .await
            .unwrap(),
        1
    );
    assert_eq!(
        titles(&acme).await,
        [
            row("hail", 1, true),
            row("fire", 250, false),
            row("theft", 40, true)
        ]
    );
    assert_eq!(titles(&beta).await, [row("hail", 7, true)]);
}

async fn several_columns_at_once<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    acme.update(Claim)
        .set((Claim.title.to("storm"), Claim.open.to(false)))
        .set(Claim.amount.to(3))
        .by_key(HAIL)
        .run()
        .await
        .unwrap();
    assert_eq!(titles(&acme).await[0], row("storm", 3, false));
}

async fn set_with_expressions<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    acme.update(Claim)
        .set((
            Claim.amount.to(Claim.amount.mul(2).add(1)),
            Claim.title.to(Claim.title.upper().concat("!")),
            Claim.open.to(Claim.amount.gt(90)),
        ))
        .filter(Claim.amount.lt(200))
        .run()
        .await
        .unwrap();
    // Expressions see the row as it was.
    assert_eq!(
        titles(&acme).await,
        [
            row("HAIL!", 201, true),
            row("fire", 250, false),
            row("THEFT!", 81, false)
        ]
    );
    acme.update(Policy)
        .set(Policy.premium.to(Policy.premium.add(cents(25))))
        .by_key(P2)
        .run()
        .await
        .unwrap();
    assert_eq!(
        acme.from(Policy).by_key(P2).one().await.unwrap().premium,
        cents(50_75)
    );
}

async fn set_to_null_and_to_an_option<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let note = async || acme.from(Policy).by_key(P2).one().await.unwrap().note;
    acme.update(Policy)
        .set(Policy.note.to_null())
        .by_key(P2)
        .run()
        .await
        .unwrap();
    assert_eq!(note().await, None);
    acme.update(Policy)
        .set(Policy.note.to_option(Some("x".to_owned())))
        .by_key(P2)
        .run()
        .await
        .unwrap();
    assert_eq!(note().await.as_deref(), Some("x"));
    acme.update(Policy)
        .set(Policy.note.to("y"))
        .by_key(P2)
        .run()
        .await
        .unwrap();
    assert_eq!(note().await.as_deref(), Some("y"));
    acme.update(Policy)
        .set(Policy.note.to_option(None))
        .by_key(P2)
        .run()
        .await
        .unwrap();
    assert_eq!(note().await, None);
}

async fn a_changes_struct<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let changes = ClaimChanges {
        amount: Some(9),
        title: Some("water".to_owned()),
        ..Default::default()
    };
    acme.update(Claim)
        .set(changes)
        .by_key(THEFT)
        .run()
        .await
        .unwrap();
    assert_eq!(titles(&acme).await[2], row("water", 9, true));
    let changes = PolicyChanges {
        note: Some(None),
        premium: Some(cents(1)),
        ..Default::default()
    };
    acme.update(Policy)
        .set(changes)
        .by_key(P2)
        .run()
        .await
        .unwrap();
    let stored = acme.from(Policy).by_key(P2).one().await.unwrap();
    assert_eq!(
        (stored.note, stored.premium, stored.number.as_str()),
        (None, cents(1), "P-2")
    );
    let error = acme
        .update(Claim)
        .set(ClaimChanges::default())
        .by_key(THEFT)
        .run()
        .await
        .unwrap_err();
    assert!(
        matches!(error, Error::Build(error) if *error == BuildError::NothingToSet { table: "claims" })
    );
}

async fn filters_are_joined_by_and<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let changed = acme
        .update(Claim)
        .set(Claim.amount.to(0))
        .filter(Claim.open.eq(true).or(Claim.title.eq("fire")))
        .filter(Claim.amount.lt(50))
        .run()
        .await
        .unwrap();
    assert_eq!(changed, 1);
    assert_eq!(titles(&acme).await[2], row("theft", 0, true));
}

async fn dynamic_filters<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let close = |title: Option<&str>, least: Option<i64>| {
        acme.update(Claim)
            .set(Claim.open.to(false))
            .filter_if(title.map(|title| Claim.title.eq(title)))
            .filter_if(least.map(|least| Claim.amount.ge(least)))
            .run()
    };
    assert_eq!(close(Some("hail"), Some(1_000)).await.unwrap(), 0);
    assert_eq!(close(Some("hail"), None).await.unwrap(), 1);
    assert_eq!(close(None, Some(200)).await.unwrap(), 1);
    let error = close(None, None).await.unwrap_err();
    assert!(
        matches!(error, Error::Build(error) if *error == BuildError::EmptyFilter { table: "claims" })
    );
    assert_eq!(
        titles(&acme)
            .await
            .iter()
            .filter(|(_, _, open)| *open)
            .count(),
        1
    );
}

async fn every_row_on_purpose<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    assert_eq!(
        acme.update(Claim)
            .set(Claim.amount.to(0))
            .all_rows()
            .run()
            .await
            .unwrap(),
        3
    );
    assert!(
        titles(&acme)
            .await
            .iter()
            .all(|(_, amount, _)| *amount == 0)
    );
    assert_eq!(titles(&beta).await, [row("hail", 7, true)]);
}

async fn subqueries_in_filter_and_value<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let bound = select(Policy.id)
        .from(Policy)
        .filter(Policy.status.eq(PolicyStatus::Bound));
    let changed = acme
        .update(Claim)
        .set(Claim.open.to(true))
        .filter(Claim.policy_id.in_query(bound))
        .run()
        .await
        .unwrap();
    assert_eq!(changed, 2);
    let claimed = select(sum(Claim.amount))
        .correlate(Policy)
        .from(Claim)
        .filter(Claim.policy_id.eq(Policy.id));
    acme.update(Contact)
        .set(Contact.name.to("Claimant"))
        .filter(exists(
            select(value(1))
                .correlate(Contact)
                .from(Policy)
                .filter(Policy.holder_id.eq(Contact.id))
                .filter(exists(
                    select(value(1))
                        .correlate(Policy)
                        .from(Claim)
                        .filter(Claim.policy_id.eq(Policy.id)),
                )),
        ))
        .run()
        .await
        .unwrap();
    assert_eq!(
        acme.from(Contact)
            .filter(Contact.name.eq("Claimant"))
            .count()
            .await
            .unwrap(),
        1
    );
    let notes: Vec<(String, Option<i64>)> = acme
        .select((Policy.number, scalar(claimed)))
        .from(Policy)
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    assert_eq!(
        notes,
        [
            ("P-1".to_owned(), Some(350)),
            ("P-2".to_owned(), Some(40)),
            ("P-3".to_owned(), None)
        ]
    );
}

async fn returning_updated_rows<B: TestBackend + HasUpdateReturning>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let mut rows: Vec<(Uuid, i64)> = acme
        .update(Claim)
        .set(Claim.amount.to(Claim.amount.add(1)))
        .filter(Claim.open.eq(true))
        .returning((Claim.id, Claim.amount))
        .all()
        .await
        .unwrap();
    rows.sort();
    assert_eq!(rows, [(HAIL, 101), (THEFT, 41)]);
    let whole: Vec<Claim> = acme
        .update(Claim)
        .set(Claim.title.to("x"))
        .by_key(FIRE)
        .returning(Claim)
        .all()
        .await
        .unwrap();
    assert_eq!(
        (whole.len(), whole[0].title.as_str(), whole[0].amount),
        (1, "x", 250)
    );
    let none = acme
        .update(Claim)
        .set(Claim.title.to("y"))
        .by_key(id(404))
        .returning(Claim.id)
        .all()
        .await;
    assert!(none.unwrap().is_empty());
}

async fn nothing_to_set<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let error = acme.update(Claim).by_key(HAIL).run().await.unwrap_err();
    assert_eq!(error.to_string(), "the update of claims sets nothing");
}

async fn one_column_set_twice<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let twice = acme
        .update(Claim)
        .set(Claim.amount.to(1))
        .set(Claim.amount.to(2))
        .by_key(HAIL);
    let error = twice.run().await.unwrap_err();
    assert!(
        matches!(error, Error::Build(error) if *error == BuildError::SetTwice { column: "amount" })
    );
    assert_eq!(titles(&acme).await[0], row("hail", 100, true));
}

async fn a_value_outside_its_domain<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let error = acme
        .update(Policy)
        .set(Policy.premium.to(Decimal::new(12_345, 3)))
        .by_key(P1)
        .run()
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Build(_)), "{error:?}");
    assert!(error.to_string().contains("more than 2 digits"), "{error}");
    let error = acme
        .update(Policy)
        .set(Policy.number.to("\0"))
        .by_key(P1)
        .run()
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Build(_)), "{error:?}");
    assert_eq!(
        acme.from(Policy).by_key(P1).one().await.unwrap().premium,
        cents(100_00)
    );
}

async fn a_decimal_with_more_digits_than_the_column<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    // The average has six digits after the point, the column two.
    let average = scalar(select(avg(Payment.amount)).from(Payment));
    let result = acme
        .update(Policy)
        .set(Policy.premium.to(average))
        .by_key(P1)
        .run()
        .await;
    match result {
        Err(Error::Build(error)) => {
            assert_eq!(
                *error,
                BuildError::DigitsLost {
                    column: "premium",
                    kept: 2,
                    digits: 6
                }
            );
        }
        other => panic!("a value that the column can't hold exactly was stored: {other:?}"),
    }
    assert_eq!(
        acme.from(Policy).by_key(P1).one().await.unwrap().premium,
        cents(100_00)
    );
}

async fn constraints_refuse_updates<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let error = refused(
        acme.update(Claim)
            .set(Claim.amount.to(-1))
            .all_rows()
            .run()
            .await,
    );
    assert_eq!(error.kind, ConstraintKind::Check);
    let error = refused(
        acme.update(Policy)
            .set(Policy.number.to("P-1"))
            .by_key(P2)
            .run()
            .await,
    );
    assert_eq!(
        (error.kind, error.columns),
        (
            ConstraintKind::Unique,
            vec!["org_id".to_owned(), "number".to_owned()]
        )
    );
    let error = refused(
        acme.update(Policy)
            .set(Policy.holder_id.to(id(404)))
            .by_key(P2)
            .run()
            .await,
    );
    assert_eq!(error.kind, ConstraintKind::ForeignKey);
    assert_eq!(titles(&acme).await[0], row("hail", 100, true));
}

async fn by_key_of_two_columns<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let key = (P1, "vip".to_owned());
    assert_eq!(
        acme.update(Tag)
            .set(Tag.label.to("VIP"))
            .by_key(key)
            .run()
            .await
            .unwrap(),
        1
    );
    let labels = acme
        .select(Tag.label)
        .from(Tag)
        .order_by(Tag.label)
        .all()
        .await
        .unwrap();
    assert_eq!(labels, ["VIP", "fleet", "vip"]);
    assert_eq!(
        beta.select(Tag.label).from(Tag).all().await.unwrap(),
        ["vip"]
    );
}

async fn a_global_table_is_written_unscoped<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    db.update(Country)
        .set(Country.name.to("Deutschland"))
        .by_key("de".to_owned())
        .run()
        .await
        .unwrap();
    assert_eq!(
        acme.from(Country)
            .by_key("de".to_owned())
            .one()
            .await
            .unwrap()
            .name,
        "Deutschland"
    );
}

async fn the_number_of_matched_rows<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let none = acme
        .update(Claim)
        .set(Claim.amount.to(1))
        .filter(Claim.title.eq("flood"))
        .run();
    assert_eq!(none.await.unwrap(), 0);
    // A row that had the value already is matched too.
    let same = acme
        .update(Claim)
        .set(Claim.title.to("hail"))
        .filter(Claim.title.eq("hail"))
        .run();
    assert_eq!(same.await.unwrap(), 1);
}
