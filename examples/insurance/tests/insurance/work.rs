//! A day's work, through all five databases.

use axum::http::StatusCode;
use orm_insurance::app::Database;
use orm_insurance::schema::Role;
use orm_insurance::seed;
use serde_json::{Value, json};

use crate::service::{A, As, B, Service, on_every_backend};

on_every_backend!(
    from_a_submission_to_a_payment,
    a_policy_is_written_changed_and_cancelled,
    what_does_not_fit_is_refused_as_a_whole,
);

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

async fn from_a_submission_to_a_payment<D: Database>(service: Service<D>) {
    let agent = As::agent(A);
    let request = json!({
        "number": "S-2", "applicant": "Mill Ltd", "country": "CH", "line": "property",
        "wanted_from": "2026-10-01",
    });
    let submission = service.post(&agent, "/submissions", request).await;
    let submission = submission.is(StatusCode::CREATED);
    assert_eq!(submission["created_by"], json!(seed::user(A, Role::Agent)));
    let path = format!("/submissions/{}", text(&submission["id"]));
    let offer = json!({
        "currency": "CHF", "created_on": "2026-09-01", "valid_until": "2026-09-30",
        "coverages": [
            {"code": "fire", "title": {"de": "Feuer", "en": "Fire"}, "limit": "900000.00", "premium": "812.35"},
            {"code": "flood", "title": {"de": "Flut", "en": "Flood"}, "limit": "100000.00", "premium": "99.90"},
        ],
    });
    let quote = service
        .post(&agent, &format!("{path}/quotes"), offer.clone())
        .await;
    let quote = quote.is(StatusCode::CREATED);
    assert_eq!(
        (text(&quote["premium"]), &quote["number"]),
        ("912.25", &json!(1))
    );

    let bind = format!("/quotes/{}/bind", text(&quote["id"]));
    let policy = service.post(&agent, &bind, json!({})).await.ok();
    assert_eq!(policy["status"], "bound");
    assert_eq!(policy["premium"], "912.25");
    assert_eq!(policy["quote_id"], quote["id"]);
    // Whoever repeats the request gets the same policy.
    let again = service.post(&agent, &bind, json!({})).await.ok();
    assert_eq!(again["id"], policy["id"]);
    let file = service.get(&agent, &path).await.ok();
    assert_eq!(file["submission"]["status"], "bound");
    assert_eq!(file["quotes"][0]["status"], "accepted");
    let answer = service.post(&agent, &format!("{path}/quotes"), offer).await;
    answer.is(StatusCode::CONFLICT);

    let notice = json!({
        "number": "C-2", "policy_id": policy["id"], "cause": "fire",
        "occurred_on": "2026-10-20", "description": {"de": "Brand", "en": "Fire"},
    });
    let adjuster = As::role(A, Role::Adjuster);
    let claim = service.post(&adjuster, "/claims", notice).await;
    let claim = format!("/claims/{}", text(&claim.is(StatusCode::CREATED)["id"]));
    let pay = format!("{claim}/payments");
    let answer = service
        .post(&adjuster, &pay, json!({"amount": "0.01"}))
        .await;
    answer.is(StatusCode::CONFLICT);
    let reserve = json!({"amount": "1000.00"});
    let answer = service
        .post(&adjuster, &format!("{claim}/reserves"), reserve)
        .await;
    assert_eq!(answer.ok()["outstanding"], "1000.00");
    let answer = service
        .post(&adjuster, &pay, json!({"amount": "250.25"}))
        .await;
    assert_eq!(answer.ok()["outstanding"], "749.75");
    let answer = service
        .post(&adjuster, &pay, json!({"amount": "749.76"}))
        .await;
    answer.is(StatusCode::CONFLICT);
    let file = service.get(&adjuster, &claim).await.ok();
    assert_eq!(file["payments"].as_array().map(Vec::len), Some(1));
    assert_eq!(file["claim"]["version"], 2);

    let accountant = As::role(A, Role::Accountant);
    let bill = json!({"number": "I-20", "policy_id": policy["id"], "due_on": "2026-10-31"});
    let invoice = service.post(&accountant, "/invoices", bill).await;
    let invoice = invoice.is(StatusCode::CREATED);
    let path = format!("/invoices/{}/payments", text(&invoice["id"]));
    let pay = |reference: &str, amount: &str| json!({"reference": reference, "amount": amount, "received_on": "2026-10-30"});
    let booked = service
        .post(&accountant, &path, pay("R1", "900.00"))
        .await
        .ok();
    assert_eq!(booked["invoice"]["status"], "open");
    let twice = service.post(&accountant, &path, pay("R1", "12.25")).await;
    twice.is(StatusCode::CONFLICT);
    let answer = service.post(&accountant, &path, pay("R2", "12.26")).await;
    answer.is(StatusCode::CONFLICT);
    let booked = service
        .post(&accountant, &path, pay("R3", "12.25"))
        .await
        .ok();
    assert_eq!(booked["invoice"]["status"], "paid");
    let invoices = service.get(&accountant, "/invoices?status=paid").await.ok();
    let rows = invoices.as_array().expect("a list");
    let row = rows.iter().find(|row| row["id"] == invoice["id"]);
    assert_eq!(row.map(|row| text(&row["paid"])), Some("912.25"));
}

fn draft(number: &str) -> Value {
    json!({
        "number": number, "insured": "Baker", "country": "CH", "line": "property",
        "title": {"de": "Laden", "en": "Shop"},
        "effective_on": "2026-01-01", "expires_on": "2027-01-01", "currency": "CHF",
        "coverages": [
            {"code": "fire", "title": {"de": "Feuer", "en": "Fire"}, "limit": "50000", "premium": "365.00"},
        ],
    })
}

async fn a_policy_is_written_changed_and_cancelled<D: Database>(service: Service<D>) {
    let agent = As::agent(A);
    let created = service.post(&agent, "/policies", draft("P-77")).await;
    let path = format!("/policies/{}", text(&created.is(StatusCode::CREATED)["id"]));
    // Numbers are an organisation's own; another one may have the same.
    let other = As::agent(B);
    service
        .post(&other, "/policies", draft("P-77"))
        .await
        .is(StatusCode::CREATED);
    service
        .post(&agent, "/policies", draft("P-77"))
        .await
        .is(StatusCode::CONFLICT);

    let change = json!({"version": 1, "title": {"de": "Backstube", "en": "Bakery"}});
    let policy = service
        .call("PATCH", &agent, &path, change.clone())
        .await
        .ok();
    assert_eq!(policy["title"]["de"], "Backstube");
    assert_eq!(
        (&policy["version"], text(&policy["premium"])),
        (&json!(2), "365.00")
    );
    // Somebody who read version 1 comes too late.
    let late = service.call("PATCH", &agent, &path, change).await;
    late.is(StatusCode::CONFLICT);

    let cancel = |kind: &str| json!({"effective_on": "2026-12-02", "kind": kind, "reason": "sold"});
    let early = service
        .post(&agent, &format!("{path}/cancel"), cancel("pro_rata"))
        .await;
    early.is(StatusCode::CONFLICT);
    let bound = service
        .post(&agent, &format!("{path}/bind"), json!({}))
        .await
        .ok();
    assert_eq!(bound["status"], "bound");
    let cancelled = service
        .post(&agent, &format!("{path}/cancel"), cancel("short_rate"))
        .await;
    assert_eq!(cancelled.ok()["returned_premium"], "27.00");
    let again = service
        .post(&agent, &format!("{path}/cancel"), cancel("flat"))
        .await;
    again.is(StatusCode::CONFLICT);
    let file = service.get(&agent, &path).await.ok();
    assert_eq!(file["cancellation"]["kind"], "short_rate");
    assert_eq!(file["policy"]["version"], 4);
}

async fn what_does_not_fit_is_refused_as_a_whole<D: Database>(service: Service<D>) {
    let agent = As::agent(A);
    let before = service.get(&agent, "/policies").await.ok();
    let wrong = |field: &str, value: Value| {
        let mut draft = draft("P-88");
        draft[field] = value;
        draft
    };
    let coverage = |amount: &str| json!([{"code": "x", "title": {"de": "x", "en": "x"}, "limit": "1", "premium": amount}]);
    for body in [
        // No such country or line in the copies; a term that ends before it begins.
        wrong("country", json!("XX")),
        wrong("line", json!("space")),
        wrong("expires_on", json!("2025-01-01")),
        // A third digit, and less than nothing.
        wrong("coverages", coverage("1.005")),
        wrong("coverages", coverage("-1.00")),
    ] {
        let answer = service.post(&agent, "/policies", body).await;
        answer.is(StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(service.get(&agent, "/policies").await.ok(), before);
}
