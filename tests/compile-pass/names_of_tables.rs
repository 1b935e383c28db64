//! Variables, parameters, fields and closure arguments may have the names of tables and columns.

mod tables;

use orm::prelude::*;
use tables::*;

struct Found {
    policy: Policy,
    claims: Vec<Claim>,
}

async fn find(db: &TenantDb, number: &str) -> Result<Found, orm::Error> {
    let policy = db
        .from(Policy)
        .filter(Policy.number.eq(number))
        .one()
        .await?;
    let claims = db
        .from(Claim)
        .filter(Claim.policy_id.eq(policy.id))
        .all()
        .await?;
    Ok(Found { policy, claims })
}

fn amount(claim: &Claim, policies: &[Policy]) -> i64 {
    let policy = policies.iter().find(|policy| policy.id == claim.policy_id);
    policy.map_or(0, |_| claim.amount)
}

#[tokio::main]
async fn main() -> Result<(), orm::Error> {
    let (db, acme) = tables::insurer().await?;
    let policies = acme.from(Policy).order_by(Policy.number).all().await?;
    let Found { policy, claims } = find(&acme, "P-1").await?;
    assert_eq!(policy.number, policies[0].number);
    let total: i64 = claims.iter().map(|claim| amount(claim, &policies)).sum();
    assert_eq!(total, 5);
    let country = db.from(Country).one().await?;
    let Country { code, name } = country;
    assert_eq!((code.as_str(), name.as_str()), ("CH", "Switzerland"));
    let (id, org_id, number) = (policy.id, policy.org_id, policy.number);
    assert!(
        matches!(claims.as_slice(), [claim] if claim.policy_id == id && claim.org_id == org_id)
    );
    assert_eq!(number, "P-1");
    Ok(())
}
