mod tables;
use orm::prelude::*;
use tables::*;

async fn page(db: Db<Sqlite>, listing: orm::list::Listing<Policy>) -> Result<(), orm::Error> {
    db.from(Policy).list(&listing).page().await?;
    Ok(())
}

fn main() {}
