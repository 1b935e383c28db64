mod tables;
use tables::*;

async fn page(db: TenantDb, listing: orm::list::Listing<Policy>) -> Result<(), orm::Error> {
    db.from(Claim).list(&listing).page().await?;
    Ok(())
}

fn main() {}
