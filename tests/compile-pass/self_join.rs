//! A table stands in FROM twice, the second time under another name; both are limited to the tenant.

mod tables;

use orm::prelude::*;
use tables::*;

#[tokio::main]
async fn main() -> Result<(), orm::Error> {
    let (db, acme) = tables::insurer().await?;
    let other = db.tenant(&Token {
        org: OrgId(Uuid::from_u128(2)),
    })?;
    other.insert(tables::policy("P-0")).run().await?;
    let pairs = acme
        .select((Policy.number, OtherPolicy.number))
        .from(Policy)
        .left_join(OtherPolicy, OtherPolicy.number.lt(Policy.number))
        .order_by(Policy.number)
        .all()
        .await?;
    let expected = [
        ("P-1".to_owned(), None),
        ("P-2".to_owned(), Some("P-1".to_owned())),
    ];
    assert_eq!(pairs, expected);
    let earlier: Option<Option<Policy>> = acme
        .select(OtherPolicy)
        .from(Policy)
        .left_join(
            OtherPolicy,
            OtherPolicy
                .id
                .eq(Policy.id)
                .and(OtherPolicy.number.eq("P-1")),
        )
        .filter(Policy.number.eq("P-2"))
        .optional()
        .await?;
    assert!(matches!(earlier, Some(None)));
    Ok(())
}
