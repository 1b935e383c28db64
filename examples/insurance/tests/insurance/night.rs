//! The nightly job: for each organisation, in its name, once.

use orm::prelude::*;
use orm_insurance::app::Database;
use orm_insurance::jobs::{Night, SYSTEM_USER, nightly};
use orm_insurance::schema::{EarnedPremium, Reminder};
use orm_insurance::scope::TenantDb;
use orm_insurance::seed;

use crate::service::{A, B, Service, on_every_backend};

on_every_backend!(a_night_touches_each_organisation_once);

async fn earned<D: Database>(
    db: &TenantDb<D, orm_insurance::schema::Policies>,
) -> (Vec<EarnedPremium>, Decimal) {
    let rows = db
        .from(EarnedPremium)
        .order_by((EarnedPremium.policy_id, EarnedPremium.code))
        .all()
        .await
        .expect("rows");
    let sum = rows.iter().map(|row| row.amount).sum();
    (rows, sum)
}

async fn a_night_touches_each_organisation_once<D: Database>(service: Service<D>) {
    let app = &service.app;
    let today: NaiveDate = "2026-08-15".parse().expect("a date");
    let night = nightly(app, today).await.expect("a night");
    let expected = Night {
        organisations: 3,
        // Five policies in force with two coverages each; two invoices are unpaid.
        earned: 30,
        reminders: 6,
    };
    assert_eq!(night, expected);
    let nothing = Night {
        earned: 0,
        reminders: 0,
        ..expected
    };
    assert_eq!(nightly(app, today).await.expect("a night"), nothing);

    let actor = SystemActor::new("test");
    let policies = app
        .policies
        .cross_tenant(&actor, "a look")
        .expect("a scope");
    let billing = app.billing.cross_tenant(&actor, "a look").expect("a scope");
    for at in [A, B] {
        let org = seed::organisation(at);
        let own = policies.acting_in(org).expect("a scope");
        let (rows, sum) = earned(&own).await;
        assert_eq!(rows.len(), 10);
        assert!(rows.iter().all(|row| row.org_id == org));
        assert!(rows.iter().all(|row| row.created_by == Some(SYSTEM_USER)));
        // July's share of the year, rounded per coverage.
        let year = if at == A { 510_050 } else { 560_100 };
        let share = Decimal::new(year, 2) * Decimal::from(31) / Decimal::from(365);
        assert!((sum - share).abs() < Decimal::new(11, 2), "{sum} {share}");
        let own = billing.acting_in(org).expect("a scope");
        assert_eq!(own.from(Reminder).count().await.expect("a count"), 2);
    }
    // The months of the year add up to its premium.
    for month in 1..=12 {
        let next = NaiveDate::from_ymd_opt(2026 + month / 12, (month % 12) as u32 + 1, 3);
        nightly(app, next.expect("a date")).await.expect("a night");
    }
    let own = policies.acting_in(seed::organisation(A)).expect("a scope");
    let (rows, sum) = earned(&own).await;
    assert_eq!((rows.len(), sum), (120, Decimal::new(510_050, 2)));
}
