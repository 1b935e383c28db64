//! A SELECT needs no FROM.

use orm::prelude::*;

#[tokio::main]
async fn main() -> Result<(), orm::Error> {
    let db = Db::<Sqlite>::memory().await?;
    let (one, _): (i64, DateTime<Utc>) = db.select((value(1_i64), orm::now())).one().await?;
    assert_eq!(one, 1);
    Ok(())
}
