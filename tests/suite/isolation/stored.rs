//! A statement holds no tenant: one that was built for one of them serves the next.

use orm::prelude::*;
use orm::select;

use super::condition::OtherClaim;
use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::{ACME, BETA, insurers};
use crate::schema::*;

async fn one_query_for_two_tenants<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let others = select(count_all())
        .correlate(Claim)
        .from(OtherClaim)
        .filter(OtherClaim.policy_id.eq(Claim.policy_id));
    let query: Query<B, Scoped<OrgId>, Insurance, (Claim, Option<Policy>, Option<i64>)> =
        select((Claim, Policy, scalar(others)))
            .from(Claim)
            .left_join(Policy, Policy.id.eq(Claim.policy_id))
            .order_by(Claim.id)
            .query();

    let statement = || format!("{:?}", query.to_sql().expect("the query is built"));
    let before = statement();
    for _ in 0..2 {
        for (db, org, claims) in [(&acme, ACME, 3), (&beta, BETA, 1)] {
            let rows = query.on(db).all().await.expect("the query runs");
            assert_eq!(rows.len(), claims);
            assert!(rows.iter().all(|(claim, policy, _)| {
                claim.org_id == org && policy.as_ref().is_some_and(|policy| policy.org_id == org)
            }));
            let own = |policy_id| {
                rows.iter()
                    .filter(|row| row.0.policy_id == policy_id)
                    .count()
            };
            assert!(
                rows.iter()
                    .all(|row| row.2 == Some(own(row.0.policy_id) as i64))
            );
        }
    }
    assert_eq!(before, statement());
    let named = [ACME, BETA].map(|org| before.contains(&org.0.to_string()));
    assert_eq!(named, [false, false], "{before}");
}

on_every_backend!(one_query_for_two_tenants);
