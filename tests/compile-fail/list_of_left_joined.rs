mod tables;
use orm::prelude::*;
use tables::*;

async fn page(db: TenantDb, listing: orm::list::Listing<Policy>) -> Result<(), orm::Error> {
    db.select(Claim.title)
        .from(Claim)
        .left_join(Policy, Policy.id.eq(Claim.policy_id))
        .list(&listing)
        .page()
        .await?;
    Ok(())
}

fn main() {}
