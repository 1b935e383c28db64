//! Organisation A's token, and B's rows: on every route.

use axum::http::StatusCode;
use orm_insurance::app::Database;
use orm_insurance::schema::Role;
use orm_insurance::seed;
use serde_json::{Value, json};

use crate::service::{A, As, B, Service, on_every_backend};

on_every_backend!(
    lists_hold_own_rows,
    ids_of_others_are_not_found,
    others_rows_are_not_written,
    others_rows_are_not_referred_to,
    a_header_opens_nothing,
);

/// The ids of all rows that an organisation has in the seed, as text.
fn ids_of(at: usize) -> Vec<String> {
    let mut ids: Vec<_> = (0..6)
        .flat_map(|number| [seed::policy(at, number), seed::invoice(at, number)])
        .collect();
    ids.extend([seed::claim(at), seed::submission(at), seed::quote(at)]);
    ids.push(seed::organisation(at).0);
    ids.iter().map(ToString::to_string).collect()
}

const LISTS: [&str; 10] = [
    "/organisation",
    "/policies",
    "/policies?status=bound",
    "/policies?insured=Customer",
    "/submissions",
    "/submissions?status=quoted",
    "/claims",
    "/claims?status=open",
    "/invoices",
    "/invoices?status=open&due_before=2027-01-01",
];

async fn lists_hold_own_rows<D: Database>(service: Service<D>) {
    for path in LISTS {
        for (own, other) in [(A, B), (B, A)] {
            let answer = service.get(&As::agent(own), path).await.ok().to_string();
            let holds = |at| ids_of(at).iter().any(|id| answer.contains(id.as_str()));
            assert!(holds(own), "{path}: {answer}");
            assert!(!holds(other), "{path}: {answer}");
        }
    }
    let policies = service.get(&As::agent(A), "/policies").await.ok();
    assert_eq!(policies.as_array().map(Vec::len), Some(6));
    assert_eq!(policies[0]["country"]["en"], "Switzerland");
    let policies = service.get(&As::agent(B), "/policies").await.ok();
    assert_eq!(policies[0]["country"]["en"], "Germany");
}

async fn ids_of_others_are_not_found<D: Database>(service: Service<D>) {
    let paths = |at| {
        [
            format!("/policies/{}", seed::policy(at, 0)),
            format!("/submissions/{}", seed::submission(at)),
            format!("/claims/{}", seed::claim(at)),
        ]
    };
    for (own, other) in paths(A).iter().zip(paths(B)) {
        service.get(&As::agent(A), own).await.ok();
        let denied = service.get(&As::agent(A), &other).await;
        let denied = denied.is(StatusCode::NOT_FOUND);
        // Not found and not yours are one answer.
        let missing = other.rsplit_once('/').map(|(folder, _)| folder);
        let missing = format!("{}/{}", missing.unwrap_or_default(), seed::id("nobody's"));
        let missing = service.get(&As::agent(A), &missing).await;
        assert_eq!(denied, missing.is(StatusCode::NOT_FOUND));
    }
    let file = format!("/policies/{}", seed::policy(A, 0));
    let file = service.get(&As::agent(A), &file).await.ok();
    assert_eq!(file["claims"][0]["paid"], "1200.50");
    assert_eq!(file["invoices"].as_array().map(Vec::len), Some(1));
    assert_eq!(file["coverages"].as_array().map(Vec::len), Some(2));
    assert_eq!(file["cancellation"], Value::Null);
}

/// Everything that B sees of itself.
async fn state<D: Database>(service: &Service<D>) -> Vec<Value> {
    let mut state = Vec::new();
    for path in LISTS {
        state.push(service.get(&As::agent(B), path).await.ok());
    }
    for path in [
        format!("/policies/{}", seed::policy(B, 0)),
        format!("/policies/{}", seed::policy(B, 5)),
        format!("/submissions/{}", seed::submission(B)),
        format!("/claims/{}", seed::claim(B)),
    ] {
        state.push(service.get(&As::agent(B), &path).await.ok());
    }
    state
}

async fn others_rows_are_not_written<D: Database>(service: Service<D>) {
    let before = state(&service).await;
    let policy = seed::policy(B, 0);
    let offer = json!({
        "currency": "EUR", "created_on": "2026-11-01", "valid_until": "2026-12-01",
        "coverages": [],
    });
    let calls = [
        (
            "PATCH",
            format!("/policies/{policy}"),
            json!({"version": 1, "title": {"de": "x", "en": "x"}}),
        ),
        (
            "POST",
            format!("/policies/{}/bind", seed::policy(B, 5)),
            json!({}),
        ),
        (
            "POST",
            format!("/policies/{policy}/cancel"),
            json!({"effective_on": "2026-07-01", "reason": "theft"}),
        ),
        (
            "POST",
            format!("/submissions/{}/quotes", seed::submission(B)),
            offer,
        ),
        (
            "POST",
            format!("/quotes/{}/bind", seed::quote(B)),
            json!({}),
        ),
        (
            "POST",
            format!("/claims/{}/reserves", seed::claim(B)),
            json!({"amount": "1.00"}),
        ),
        (
            "POST",
            format!("/claims/{}/payments", seed::claim(B)),
            json!({"amount": "1.00"}),
        ),
        (
            "POST",
            format!("/invoices/{}/payments", seed::invoice(B, 0)),
            json!({"reference": "X", "amount": "1.00", "received_on": "2026-11-01"}),
        ),
    ];
    for (method, path, body) in calls {
        for role in [Role::Agent, Role::Accountant] {
            let answer = service
                .call(method, &As::role(A, role), &path, body.clone())
                .await;
            assert_eq!(
                answer.status,
                StatusCode::NOT_FOUND,
                "{method} {path}: {answer:?}"
            );
        }
    }
    assert_eq!(state(&service).await, before);
}

async fn others_rows_are_not_referred_to<D: Database>(service: Service<D>) {
    let before = state(&service).await;
    let notice = json!({
        "number": "C-9", "policy_id": seed::policy(B, 0), "cause": "fire",
        "occurred_on": "2026-06-01", "description": {"de": "x", "en": "x"},
    });
    let agent = As::agent(A);
    let answer = service.post(&agent, "/claims", notice).await;
    answer.is(StatusCode::NOT_FOUND);
    let bill = json!({"number": "I-9", "policy_id": seed::policy(B, 0), "due_on": "2026-12-01"});
    let answer = service.post(&agent, "/invoices", bill).await;
    answer.is(StatusCode::NOT_FOUND);
    assert_eq!(state(&service).await, before);
}

async fn a_header_opens_nothing<D: Database>(service: Service<D>) {
    for path in LISTS {
        let answer = service.get(&As::agent(A).acting_in(B), path).await;
        answer.is(StatusCode::FORBIDDEN);
        // One's own organisation may be named.
        service.get(&As::agent(A).acting_in(A), path).await.ok();
    }
    let answer = service.get(&As::agent(A), "/reports/premium").await;
    answer.is(StatusCode::FORBIDDEN);
}
