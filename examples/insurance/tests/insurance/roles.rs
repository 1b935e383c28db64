//! Roles that reach beyond their organisation.

use std::cell::RefCell;
use std::sync::Once;

use axum::http::StatusCode;
use orm_insurance::app::Database;
use orm_insurance::schema::{Policy, Role};
use orm_insurance::seed;
use serde_json::json;
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

use crate::service::{A, As, B, Service, on_every_backend};

on_every_backend!(
    an_auditor_reads_and_does_not_write,
    a_superadmin_acts_elsewhere_and_is_audited,
    the_report_reaches_all_and_is_audited,
);

thread_local! {
    static AUDITED: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

/// The audit events of a future, as `actor|reason|operation|tables`. One subscriber serves all
/// tests, each of which has a thread of its own.
async fn audited<T>(work: impl Future<Output = T>) -> (T, Vec<String>) {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let subscriber = tracing_subscriber::registry().with(Audit);
        tracing::subscriber::set_global_default(subscriber).expect("no other is installed");
    });
    AUDITED.set(Some(Vec::new()));
    let result = work.await;
    (result, AUDITED.take().unwrap_or_default())
}

struct Audit;

#[derive(Default)]
struct Fields(std::collections::BTreeMap<&'static str, String>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}

impl<S: Subscriber> Layer<S> for Audit {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "orm::cross_tenant" {
            let mut fields = Fields::default();
            event.record(&mut fields);
            let line = ["actor", "reason", "operation", "tables"]
                .map(|name| fields.0.remove(name).unwrap_or_default());
            AUDITED.with_borrow_mut(|events| {
                if let Some(events) = events {
                    events.push(line.join("|"));
                }
            });
        }
    }
}

async fn an_auditor_reads_and_does_not_write<D: Database>(service: Service<D>) {
    let auditor = || As::role(A, Role::Auditor);
    service.get(&auditor(), "/policies").await.ok();
    let other = service.get(&auditor().acting_in(B), "/policies").await.ok();
    assert_eq!(other[0]["id"], json!(seed::policy(B, 0)));

    let cancel = json!({"effective_on": "2026-07-01", "reason": "no"});
    for (path, body) in [
        (format!("/policies/{}/cancel", seed::policy(A, 0)), cancel),
        (format!("/policies/{}/bind", seed::policy(A, 5)), json!({})),
        (format!("/quotes/{}/bind", seed::quote(A)), json!({})),
        (
            format!("/claims/{}/payments", seed::claim(A)),
            json!({"amount": "1.00"}),
        ),
        (
            format!("/claims/{}/reserves", seed::claim(A)),
            json!({"amount": "1.00"}),
        ),
    ] {
        let answer = service.post(&auditor(), &path, body.clone()).await;
        answer.is(StatusCode::FORBIDDEN);
        let answer = service.post(&auditor().acting_in(B), &path, body).await;
        answer.is(StatusCode::FORBIDDEN);
    }
}

async fn a_superadmin_acts_elsewhere_and_is_audited<D: Database>(service: Service<D>) {
    let superadmin = || As::role(A, Role::Superadmin);
    let user = seed::user(A, Role::Superadmin);
    let path = format!("/policies/{}/cancel", seed::policy(B, 0));
    let cancel = json!({"effective_on": "2026-07-02", "reason": "moved away"});

    // At home there is no such policy, and nothing to audit.
    let (answer, events) = audited(service.post(&superadmin(), &path, cancel.clone())).await;
    answer.is(StatusCode::NOT_FOUND);
    assert_eq!(events, [""; 0]);

    let (answer, events) = audited(service.post(&superadmin().acting_in(B), &path, cancel)).await;
    let answer = answer.ok();
    assert_eq!(answer["returned_premium"], "551.56");
    assert!(!events.is_empty());
    for event in &events {
        assert!(
            event.starts_with(&format!("{user}|acts in another tenant|")),
            "{event}"
        );
    }
    let updates = events
        .iter()
        .filter(|event| event.ends_with("|UPDATE|policies"));
    assert_eq!(updates.count(), 1, "{events:?}");

    // B sees who it was.
    let file = format!("/policies/{}", seed::policy(B, 0));
    let file = service.get(&As::agent(B), &file).await.ok();
    assert_eq!(file["policy"]["status"], "cancelled");
    assert_eq!(file["policy"]["updated_by"], json!(user));
    assert_eq!(file["cancellation"]["created_by"], json!(user));
    assert_eq!(file["cancellation"]["org_id"], json!(seed::organisation(B)));
}

async fn the_report_reaches_all_and_is_audited<D: Database>(service: Service<D>) {
    for role in [Role::Superadmin, Role::Auditor] {
        let who = As::role(A, role);
        let (answer, events) = audited(service.get(&who, "/reports/premium")).await;
        let report = answer.ok();
        assert_eq!(report[0]["organisation"], "Alpina Versicherung");
        assert_eq!(report[0]["policies"], 5);
        assert_eq!(report[0]["premium"], "5100.50");
        assert_eq!(report[1]["premium"], "5601.00");
        let actor = format!("{} {}", role.as_str(), seed::user(A, role));
        let reason = "report of premium in force";
        assert_eq!(
            events,
            [
                format!("{actor}|{reason}|SELECT|policies"),
                format!("{actor}|{reason}|SELECT|organisations"),
            ]
        );
    }
    // A handle without a tenant doesn't reach policies at all: `app.policies.from(Policy)` doesn't
    // compile. What it may read is the copy of a reference table.
    let countries = service
        .app
        .policies
        .from(orm_insurance::schema::Country)
        .count()
        .await;
    assert_eq!(countries.expect("a count"), 3);
    assert_eq!(Policy.definition().name, "policies");
}
