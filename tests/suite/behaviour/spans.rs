pub mod recorded;

use std::time::Duration;

use futures::{StreamExt, TryStreamExt};
use orm::driver::{HasReturning, HasTransactions, HasUpdateReturning};
use orm::prelude::*;
use orm::{Settings, select};
use tracing::Level;

use self::recorded::{Entry, record};
use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    tables_stand_in_order_of_appearance,
    a_soft_delete_is_an_update,
    a_failed_statement_has_its_error,
    values_are_not_traced,
    a_slow_statement_is_a_warning,
    no_statement_is_slow_without_a_limit,
    streams_count_their_rows,
    statements_across_tenants_are_audited,
    statements_of_one_tenant_are_not_audited,
    ; transactions:
    values_are_traced_on_request,
    statements_inside_a_transaction,
    ; streams:
    a_stream_dropped_half_way_is_reported,
    ; returning:
    one_span_for_many_rows,
    ; update_returning:
    each_statement_has_a_span,
);

#[tokio::test]
async fn a_connect_has_a_span_with_its_driver() {
    let recorded = record();
    Db::<Sqlite>::memory().await.unwrap();
    #[cfg_attr(not(feature = "planetscale"), expect(unused_mut))]
    let mut expected = vec!["SQLite embedded"];
    #[cfg(feature = "planetscale")]
    for (url, driver) in [
        ("mysql://u:p@a.connect.psdb.cloud/x?lazy=true", "MySQL http"),
        (
            "mysql://u:p@a.connect.psdb.cloud/x?lazy=true&driver=tcp",
            "MySQL tcp",
        ),
        ("planetscale://u:p@db.example/x?lazy=true", "MySQL http"),
    ] {
        Db::<MySql>::connect(url).await.unwrap();
        expected.push(driver);
    }
    let entries = recorded.entries().into_iter();
    let found: Vec<String> = entries
        .filter(|entry| entry.target == "orm" && entry.name == "connect")
        .map(|entry| format!("{} {}", entry.field("backend"), entry.field("driver")))
        .collect();
    assert_eq!(found, expected);
}

/// The statements' spans, in order.
fn statements(entries: Vec<Entry>) -> Vec<Entry> {
    entries
        .into_iter()
        .filter(|entry| entry.target == "orm" && entry.name == "statement")
        .collect()
}

fn summary(entries: Vec<Entry>) -> Vec<String> {
    let spans = statements(entries).into_iter();
    spans
        .map(|span| {
            format!(
                "{} {} {}",
                span.field("operation"),
                span.field("tables"),
                span.field("rows")
            )
        })
        .collect()
}

async fn each_statement_has_a_span<B: TestBackend + HasUpdateReturning>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let recorded = record();
    acme.from(Policy).all().await.unwrap();
    acme.from(Policy).count().await.unwrap();
    acme.insert(contact(id(4), "Di")).run().await.unwrap();
    acme.update(Claim)
        .set(Claim.amount.to(1))
        .all_rows()
        .run()
        .await
        .unwrap();
    acme.update(Claim)
        .set(Claim.amount.to(1))
        .by_key(HAIL)
        .returning(Claim.id)
        .all()
        .await
        .unwrap();
    acme.delete(Tag).all_rows().run().await.unwrap();
    let entries = recorded.entries();
    assert_eq!(
        summary(entries.clone()),
        [
            "SELECT policies 3",
            "SELECT policies 1",
            "INSERT contacts 1",
            "UPDATE claims 3",
            "UPDATE claims 1",
            "DELETE tags 3",
        ]
    );
    for span in statements(entries) {
        assert_eq!(span.level, Level::DEBUG);
        span.field("duration_us")
            .parse::<u64>()
            .expect("a duration");
        assert!(span.field("sql").contains(span.field("tables")), "{span:?}");
        assert_eq!(span.fields.get("error"), None);
    }
}

async fn tables_stand_in_order_of_appearance<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let recorded = record();
    acme.select((Policy.number, Contact.name))
        .from(Policy)
        .inner_join(Contact, Contact.id.eq(Policy.holder_id))
        .filter(Policy.id.in_query(select(Claim.policy_id).from(Claim)))
        .all()
        .await
        .unwrap();
    orm::alias!(Again: Policy);
    acme.select(Policy.id)
        .from(Policy)
        .cross_join(Again)
        .all()
        .await
        .unwrap();
    assert_eq!(
        summary(recorded.entries()),
        ["SELECT policies,contacts,claims 2", "SELECT policies 9"]
    );
}

async fn one_span_for_many_rows<B: TestBackend + HasReturning>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let recorded = record();
    let rows = || (0..100).map(|n| claim(id(100 + n), P2, "x", 1, true));
    acme.insert_many(rows()).run().await.unwrap();
    acme.delete(Claim)
        .filter(Claim.title.eq("x"))
        .run()
        .await
        .unwrap();
    acme.insert_many(rows())
        .returning(Claim.id)
        .all()
        .await
        .unwrap();
    assert_eq!(
        summary(recorded.entries()),
        [
            "INSERT claims 100",
            "DELETE claims 100",
            "INSERT claims 100"
        ]
    );
}

async fn a_soft_delete_is_an_update<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let recorded = record();
    acme.delete(Policy).by_key(P2).run().await.unwrap();
    acme.delete(Policy)
        .by_key(P2)
        .permanently()
        .run()
        .await
        .unwrap();
    assert_eq!(
        summary(recorded.entries()),
        ["UPDATE policies 1", "DELETE policies 1"]
    );
}

async fn a_failed_statement_has_its_error<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let recorded = record();
    refused(
        acme.insert(claim(id(24), P1, "secret", -1, true))
            .run()
            .await,
    );
    let spans = statements(recorded.entries());
    assert_eq!(spans.len(), 1);
    assert_eq!(
        spans[0].field("error"),
        "check constraint refused the row of claims"
    );
    assert_eq!(spans[0].fields.get("rows"), None);
    assert!(!format!("{spans:?}").contains("secret"));
}

async fn values_are_not_traced<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let recorded = record();
    acme.from(Contact)
        .filter(Contact.email.eq("private@example.org"))
        .all()
        .await
        .unwrap();
    acme.insert(contact(id(4), "Personal")).run().await.unwrap();
    let text = format!("{:?}", recorded.entries());
    for value in ["private", "Personal", "personal", &ACME.0.to_string()] {
        assert!(!text.contains(value), "{value} is traced: {text}");
    }
}

async fn values_are_traced_on_request<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let recorded = record();
    let settings = Settings {
        trace_values: true,
        ..Settings::default()
    };
    let told = acme.clone().with_settings(settings);
    told.from(Contact)
        .filter(Contact.email.eq("private@example.org"))
        .all()
        .await
        .unwrap();
    told.transaction(async |tx| tx.insert(contact(id(4), "Personal")).run().await)
        .await
        .unwrap();
    acme.from(Contact)
        .filter(Contact.email.eq("hidden@example.org"))
        .all()
        .await
        .unwrap();
    let spans = statements(recorded.entries());
    assert!(spans[0].field("values").contains("private@example.org"));
    assert!(spans[1].field("values").contains("Personal"));
    assert_eq!(spans[2].fields.get("values"), None);
}

async fn a_slow_statement_is_a_warning<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let recorded = record();
    let impatient = Settings {
        slow_statement: Some(Duration::ZERO),
        ..Settings::default()
    };
    acme.clone()
        .with_settings(impatient)
        .from(Claim)
        .filter(Claim.title.eq("private"))
        .all()
        .await
        .unwrap();
    let patient = Settings {
        slow_statement: Some(Duration::from_secs(60)),
        ..Settings::default()
    };
    acme.clone()
        .with_settings(patient)
        .from(Claim)
        .all()
        .await
        .unwrap();
    let warnings: Vec<_> = recorded
        .entries()
        .into_iter()
        .filter(|entry| entry.level == Level::WARN)
        .collect();
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    let warning = &warnings[0];
    assert_eq!(
        (warning.target.as_str(), warning.field("message")),
        ("orm", "slow statement")
    );
    assert_eq!(warning.field("operation"), "SELECT");
    assert!(warning.field("sql").contains("claims"));
    warning
        .field("duration_us")
        .parse::<u64>()
        .expect("a duration");
    assert!(!format!("{warning:?}").contains("private"));
}

async fn no_statement_is_slow_without_a_limit<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let recorded = record();
    let settings = Settings {
        slow_statement: None,
        ..Settings::default()
    };
    acme.with_settings(settings)
        .from(Claim)
        .all()
        .await
        .unwrap();
    let entries = recorded.entries();
    assert_eq!(entries.len(), 1);
    assert_eq!(summary(entries), ["SELECT claims 3"]);
    assert_eq!(
        Settings::default().slow_statement,
        Some(Duration::from_secs(1))
    );
}

async fn streams_count_their_rows<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let recorded = record();
    let rows: Vec<Claim> = acme.from(Claim).stream().try_collect().await.unwrap();
    assert_eq!(rows.len(), 3);
    assert_eq!(summary(recorded.entries()), ["SELECT claims 3"]);
}

async fn a_stream_dropped_half_way_is_reported<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows = (0..500).map(|n| claim(id(100 + n), P2, "x", 1, true));
    acme.insert_many(rows).run().await.unwrap();
    let recorded = record();
    let mut stream = acme.from(Claim).stream();
    stream.next().await.expect("a row").unwrap();
    drop(stream);
    let spans = statements(recorded.entries());
    assert_eq!(spans.len(), 1);
    assert!(
        (1..503).contains(&spans[0].field("rows").parse::<u64>().unwrap()),
        "{spans:?}"
    );
    spans[0]
        .field("duration_us")
        .parse::<u64>()
        .expect("a duration");
}

async fn statements_inside_a_transaction<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let recorded = record();
    acme.transaction(async |tx| {
        tx.from(Claim).all().await?;
        tx.transaction(async |inner| inner.delete(Tag).all_rows().run().await)
            .await
    })
    .await
    .unwrap();
    assert_eq!(
        summary(recorded.entries()),
        ["SELECT claims 3", "DELETE tags 3"]
    );
}

async fn statements_across_tenants_are_audited<B: TestBackend>(db: Db<B>) {
    let (_, _) = insurers(&db).await;
    let recorded = record();
    let cross = db
        .cross_tenant(&SystemActor::new("nightly"), "year-end closing")
        .unwrap();
    cross.from(Policy).count().await.unwrap();
    cross
        .update(Claim)
        .set(Claim.open.to(false))
        .all_rows()
        .run()
        .await
        .unwrap();
    cross
        .acting_in(BETA)
        .unwrap()
        .insert(contact(id(4), "Di"))
        .run()
        .await
        .unwrap();
    let streamed: Vec<_> = cross.from(Tag).stream().collect().await;
    assert_eq!(streamed.len(), 4);
    let audit: Vec<_> = recorded
        .entries()
        .into_iter()
        .filter(|entry| entry.target == "orm::cross_tenant")
        .collect();
    let events: Vec<_> = audit
        .iter()
        .map(|event| format!("{} {}", event.field("operation"), event.field("tables")))
        .collect();
    assert_eq!(
        events,
        [
            "SELECT policies",
            "UPDATE claims",
            "INSERT contacts",
            "SELECT tags"
        ]
    );
    for event in audit {
        assert_eq!(
            (event.field("actor"), event.field("reason")),
            ("nightly", "year-end closing")
        );
        assert_eq!(event.level, Level::INFO);
    }
}

async fn statements_of_one_tenant_are_not_audited<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let recorded = record();
    acme.from(Policy).count().await.unwrap();
    db.from(Country).count().await.unwrap();
    assert!(
        recorded
            .entries()
            .iter()
            .all(|entry| entry.target != "orm::cross_tenant")
    );
}
