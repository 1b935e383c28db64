//! Every kind of call can be awaited in a spawned task: its future is `Send`.

mod tables;

use futures::TryStreamExt;
use orm::Error;
use orm::prelude::*;
use tables::*;

async fn select(db: TenantDb) -> Result<(), Error> {
    let numbers = [String::from("P-1")];
    let rows = db
        .select((Policy, Claim.amount))
        .from(Policy)
        .left_join(Claim, Claim.policy_id.eq(Policy.id))
        .filter(Policy.number.in_list(&numbers))
        .all()
        .await?;
    assert_eq!(rows.len(), 1);
    assert_eq!(db.from(Policy).count().await?, 2);
    assert!(db.from(Policy).exists().await?);
    let one = db
        .from(Policy)
        .filter(Policy.number.eq(&numbers[0]))
        .one()
        .await?;
    assert!(db.from(Policy).by_key(one.id).optional().await?.is_some());
    let page = db
        .from(Policy)
        .page(Policy.number.asc(), Some("P-1".to_owned()), 9)
        .all()
        .await?;
    assert_eq!(page[0].number, "P-2");
    Ok(())
}

async fn subqueries(db: TenantDb) -> Result<(), Error> {
    let claimed = ClaimedOf {
        policy_id: Claim.policy_id,
        amount: Claim.amount,
    };
    let rows: Vec<(String, i64)> = db
        .select((Policy.number, Claimed.amount))
        .from(Policy)
        .inner_join(
            orm::select(claimed).from(Claim).derived(),
            Claimed.policy_id.eq(Policy.id),
        )
        .filter(exists(
            orm::select(Claim.id)
                .correlate(Policy)
                .from(Claim)
                .filter(Claim.policy_id.eq(Policy.id)),
        ))
        .all()
        .await?;
    assert_eq!(rows, [("P-1".to_owned(), 5)]);
    let query = orm::select(max(Claim.amount)).from(Claim).query();
    assert_eq!(query.on(&db).one().await?, Some(5));
    Ok(())
}

async fn stream(db: TenantDb) -> Result<(), Error> {
    let mut rows = db.from(Policy).order_by(Policy.number).stream();
    let mut numbers = Vec::new();
    while let Some(row) = rows.try_next().await? {
        numbers.push(row.number);
    }
    assert_eq!(numbers, ["P-1", "P-2"]);
    Ok(())
}

async fn insert(db: TenantDb) -> Result<(), Error> {
    db.insert(tables::policy("P-3")).run().await?;
    db.insert_many([tables::policy("P-4"), tables::policy("P-5")])
        .run()
        .await?;
    let id = db
        .insert(tables::policy("P-6").note("late".to_owned()))
        .returning(Policy.id)
        .one()
        .await?;
    let many = ["P-7", "P-8"].map(tables::policy);
    assert_eq!(
        db.insert_many(many)
            .returning((Policy.id, Policy.number))
            .all()
            .await?
            .len(),
        2
    );
    db.delete(Policy).by_key(id).run().await?;
    Ok(())
}

async fn update(db: TenantDb) -> Result<(), Error> {
    db.insert(tables::policy("P-9")).run().await?;
    let changes = PolicyChanges {
        note: Some(Some("seen".into())),
        ..PolicyChanges::default()
    };
    db.update(Policy)
        .set(changes)
        .filter(Policy.number.eq("P-9"))
        .run()
        .await?;
    let updated = db
        .update(Policy)
        .set((
            Policy.number.to(Policy.number.concat("a")),
            Policy.note.to_null(),
        ))
        .filter(Policy.number.eq("P-9"))
        .returning(Policy.number);
    assert_eq!(updated.all().await?, ["P-9a"]);
    Ok(())
}

async fn delete(db: TenantDb) -> Result<(), Error> {
    db.insert(tables::policy("P-10")).run().await?;
    let deleted = db
        .delete(Policy)
        .filter(Policy.number.eq("P-10"))
        .returning(Policy.number);
    assert_eq!(deleted.all().await?, ["P-10"]);
    Ok(())
}

async fn transaction(db: TenantDb) -> Result<(), Error> {
    let kept = String::from("P-11");
    let count = db.transaction(async |tx| {
        tx.insert(tables::policy(&kept)).run().await?;
        tx.update(Policy)
            .set(Policy.note.to("x"))
            .filter(Policy.number.eq(&kept))
            .run()
            .await?;
        let seen: Vec<Policy> = tx.from(Policy).stream().try_collect().await?;
        let nested = tx.transaction(async |tx| {
            tx.delete(Policy)
                .filter(Policy.number.eq(&kept))
                .run()
                .await?;
            tx.select(count_all()).from(Policy).one().await
        });
        assert_eq!(i64::try_from(seen.len()).unwrap(), nested.await? + 1);
        tx.from(Policy)
            .filter(Policy.number.eq(&kept))
            .count()
            .await
    });
    assert_eq!(count.await?, 0);
    db.try_transaction::<_, Error, _>(async |tx| tx.from(Policy).all().await)
        .await?;
    db.transaction_retrying(2, async |tx| tx.from(Policy).count().await)
        .await?;
    Ok(())
}

async fn all_tenants(db: Db<Sqlite>) -> Result<(), Error> {
    let all = db.cross_tenant(&SystemActor::new("nightly"), "a count")?;
    assert!(all.from(Policy).count().await? > 0);
    all.acting_in(ACME)?.from(Policy).all().await?;
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    // One database each, so that none waits for another.
    tokio::spawn(select(tables::insurer().await?.1))
        .await
        .unwrap()?;
    tokio::spawn(subqueries(tables::insurer().await?.1))
        .await
        .unwrap()?;
    tokio::spawn(stream(tables::insurer().await?.1))
        .await
        .unwrap()?;
    tokio::spawn(insert(tables::insurer().await?.1))
        .await
        .unwrap()?;
    tokio::spawn(update(tables::insurer().await?.1))
        .await
        .unwrap()?;
    tokio::spawn(delete(tables::insurer().await?.1))
        .await
        .unwrap()?;
    tokio::spawn(transaction(tables::insurer().await?.1))
        .await
        .unwrap()?;
    tokio::spawn(all_tenants(tables::insurer().await?.0))
        .await
        .unwrap()?;
    Ok(())
}
