//! Common table expressions that write: what is deleted, updated or inserted is used by the same
//! statement.

use orm::driver::{HasReturning, HasUpdateReturning, HasWritingCtes};
use orm::prelude::*;
use orm::{BuildError, Error, select};

use crate::backend::{TestBackend, on_backends};
use crate::fixture::*;
use crate::schema::*;

on_backends!(writing: [postgres] [
    rows_are_moved,
    updated_rows_are_read,
    inserted_rows_are_read,
    several_one_after_the_other,
    in_a_subquery,
    kept_for_two_tenants,
    a_soft_delete,
    limited_to_the_tenant,
    across_tenants,
    undone_with_its_transaction,
    written_though_nothing_reads_it,
    what_one_statement_cannot_say,
]);

pub trait Writing: TestBackend + HasWritingCtes + HasReturning + HasUpdateReturning {}
impl<B: TestBackend + HasWritingCtes + HasReturning + HasUpdateReturning> Writing for B {}

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Moved {
    pub policy_id: Uuid,
    pub label: String,
}

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Changed {
    pub id: Uuid,
    pub amount: i64,
}

async fn tags<B: TestBackend>(db: &Tenant<B>) -> Vec<(Uuid, String)> {
    db.select((Tag.policy_id, Tag.label))
        .from(Tag)
        .order_by((Tag.policy_id, Tag.label))
        .all()
        .await
        .unwrap()
}

fn tagged(policy: Uuid, label: &str) -> (Uuid, String) {
    (policy, label.to_owned())
}

async fn rows_are_moved<B: Writing>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let moved = orm::delete(Tag)
        .filter(Tag.label.eq("vip"))
        .returning(MovedOf {
            policy_id: Tag.policy_id,
            label: Tag.label,
        })
        .cte();
    let gold = select((
        Tag.policy_id.to(Moved.policy_id),
        Tag.label.to(Moved.label.concat("-gold")),
    ))
    .from(&moved);
    assert_eq!(acme.insert_from(Tag, gold).run().await.unwrap(), 2);
    assert_eq!(
        tags(&acme).await,
        [
            tagged(P1, "fleet"),
            tagged(P1, "vip-gold"),
            tagged(P3, "vip-gold")
        ]
    );
    assert_eq!(tags(&beta).await, [tagged(P1, "vip")]);
}

fn doubled<B: Writing>() -> orm::query::Cte<B, Scoped<OrgId>, Insurance, Changed> {
    orm::update(Claim)
        .set(Claim.amount.to(Claim.amount.mul(2)))
        .filter(Claim.open)
        .returning(ChangedOf {
            id: Claim.id,
            amount: Claim.amount,
        })
        .cte()
}

async fn amounts<B: TestBackend>(db: &Tenant<B>) -> Vec<i64> {
    let amounts = db.select(Claim.amount).from(Claim).order_by(Claim.id);
    amounts.all().await.unwrap()
}

async fn updated_rows_are_read<B: Writing>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let changed = doubled();
    let rows = acme
        .select((Claim.title, Claim.amount, Changed.amount))
        .from(&changed)
        .inner_join(Claim, Claim.id.eq(Changed.id))
        .order_by(Claim.title)
        .all()
        .await
        .unwrap();
    // The table is read as it was before the statement.
    let row = |title: &str, before, after| (title.to_owned(), before, after);
    assert_eq!(rows, [row("hail", 100, 200), row("theft", 40, 80)]);
    assert_eq!(amounts(&acme).await, [200, 250, 80]);
    assert_eq!(amounts(&beta).await, [7]);
    let counted = acme.select(Changed.id).from(doubled()).count();
    assert_eq!(counted.await.unwrap(), 2);
    assert_eq!(amounts(&acme).await, [400, 250, 160]);
}

async fn inserted_rows_are_read<B: Writing>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    for count in [1_u128, 3] {
        let rows = (0..count).map(|n| claim(id(50 + 10 * count + n), P2, "new", 1, true));
        let inserted = acme
            .insert_many(rows)
            .returning(ChangedOf {
                id: Claim.id,
                amount: Claim.amount,
            })
            .cte();
        let total = acme
            .select((count_all(), sum(Changed.amount)))
            .from(inserted)
            .one();
        let count = i64::try_from(count).unwrap();
        assert_eq!(total.await.unwrap(), (count, Some(count)));
    }
    assert_eq!(acme.from(Claim).count().await.unwrap(), 7);
    assert_eq!(beta.from(Claim).count().await.unwrap(), 1);
}

async fn several_one_after_the_other<B: Writing>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let moved = orm::delete(Tag)
        .filter(Tag.label.eq("vip"))
        .returning(MovedOf {
            policy_id: Tag.policy_id,
            label: Tag.label,
        })
        .cte();
    #[derive(Projection, Clone, Debug, PartialEq)]
    struct Put {
        policy_id: Uuid,
        label: String,
    }
    let put = acme
        .insert_from(
            Tag,
            select((Tag.policy_id.to(Moved.policy_id), Tag.label.to("gold"))).from(&moved),
        )
        .returning(PutOf {
            policy_id: Tag.policy_id,
            label: Tag.label,
        })
        .cte();
    let rows = acme
        .select((Policy.number, Moved.label, Put.label))
        .from(&put)
        .inner_join(&moved, Moved.policy_id.eq(Put.policy_id))
        .inner_join(Policy, Policy.id.eq(Put.policy_id))
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    let row = |number: &str| (number.to_owned(), "vip".to_owned(), "gold".to_owned());
    assert_eq!(rows, [row("P-1"), row("P-3")]);
    assert_eq!(
        tags(&acme).await,
        [tagged(P1, "fleet"), tagged(P1, "gold"), tagged(P3, "gold")]
    );
    assert_eq!(tags(&beta).await, [tagged(P1, "vip")]);
}

async fn in_a_subquery<B: Writing>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    // It stands in front of the whole statement, as Postgres wants it.
    let ids = select(Changed.id).from(doubled());
    let titles = acme
        .select(Claim.title)
        .from(Claim)
        .filter(Claim.id.in_query(ids))
        .order_by(Claim.title);
    let text = titles.clone().to_sql().unwrap().into_sql();
    assert!(
        text.starts_with("WITH \"changed\" AS (UPDATE \"claims\""),
        "{text}"
    );
    assert_eq!(titles.all().await.unwrap(), ["hail", "theft"]);
    assert_eq!(amounts(&acme).await, [200, 250, 80]);
    let closed = acme
        .update(Policy)
        .set(Policy.note.to("doubled"))
        .filter(exists(select(Changed.id).from(doubled())))
        .run();
    assert_eq!(closed.await.unwrap(), 3);
    assert_eq!(amounts(&acme).await, [400, 250, 160]);
}

async fn kept_for_two_tenants<B: Writing>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let query = select(Changed.amount)
        .from(doubled::<B>())
        .order_by(Changed.amount)
        .query();
    assert_eq!(query.on(&acme).all().await.unwrap(), [80, 200]);
    assert_eq!(query.on(&beta).all().await.unwrap(), [14]);
    assert_eq!(query.on(&acme).all().await.unwrap(), [160, 400]);
}

async fn a_soft_delete<B: Writing>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    #[derive(Projection, Clone, Debug, PartialEq)]
    struct Gone {
        number: String,
    }
    let gone = orm::delete(Policy)
        .filter(Policy.premium.gt(cents(0)))
        .returning(GoneOf {
            number: Policy.number,
        })
        .cte();
    let numbers = acme.select(Gone.number).from(gone).order_by(Gone.number);
    assert_eq!(numbers.all().await.unwrap(), ["P-1", "P-2"]);
    assert_eq!(acme.from(Policy).count().await.unwrap(), 1);
    assert_eq!(acme.from(Policy).only_deleted().count().await.unwrap(), 2);
    assert_eq!(beta.from(Policy).count().await.unwrap(), 1);
}

async fn limited_to_the_tenant<B: Writing>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let before = (tags(&beta).await, amounts(&beta).await);
    // No filter of the application's stands between the two.
    let all = orm::delete(Tag)
        .all_rows()
        .returning(MovedOf {
            policy_id: Tag.policy_id,
            label: Tag.label,
        })
        .cte();
    assert_eq!(
        acme.select(Moved.label)
            .from(all)
            .all()
            .await
            .unwrap()
            .len(),
        3
    );
    let every = orm::update(Claim)
        .inner_join(Policy, Policy.id.eq(Claim.policy_id))
        .set(Claim.amount.to(0))
        .all_rows()
        .returning(ChangedOf {
            id: Claim.id,
            amount: Claim.amount,
        })
        .cte();
    assert_eq!(
        acme.select(Changed.id).from(every).count().await.unwrap(),
        3
    );
    assert_eq!(amounts(&acme).await, [0, 0, 0]);
    assert_eq!((tags(&beta).await, amounts(&beta).await), before);
}

async fn across_tenants<B: Writing>(db: Db<B>) {
    insurers(&db).await;
    let above = db
        .cross_tenant(&SystemActor::new("suite"), "removes the tags of all")
        .unwrap();
    let all = orm::delete(Tag)
        .filter(Tag.label.eq("vip"))
        .returning(MovedOf {
            policy_id: Tag.policy_id,
            label: Tag.label,
        })
        .cte();
    let labels = above.select(Moved.label).from(all).all().await.unwrap();
    assert_eq!(labels.len(), 3);
}

async fn written_though_nothing_reads_it<B: Writing>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let before = tags(&beta).await;
    let gone = orm::delete(Tag)
        .filter(Tag.label.eq("vip"))
        .returning(MovedOf {
            policy_id: Tag.policy_id,
            label: Tag.label,
        })
        .cte();
    let numbers = acme
        .select(Policy.number)
        .from(Policy)
        .with(&gone)
        .filter(Policy.id.eq(P1));
    assert!(
        numbers
            .clone()
            .to_sql()
            .unwrap()
            .sql()
            .starts_with("WITH \"moved\" AS (DELETE")
    );
    assert_eq!(numbers.all().await.unwrap(), ["P-1"]);
    assert_eq!(tags(&acme).await, [tagged(P1, "fleet")]);
    assert_eq!(tags(&beta).await, before);
}

async fn undone_with_its_transaction<B: Writing + orm::driver::HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let ended = acme
        .transaction(async |tx| {
            let changed = tx.select(Changed.id).from(doubled::<B>()).all().await?;
            assert_eq!(changed.len(), 2);
            Err::<(), _>(Error::NotFound { table: "" })
        })
        .await;
    assert!(ended.is_err());
    assert_eq!(amounts(&acme).await, [100, 250, 40]);
}

async fn what_one_statement_cannot_say<B: Writing>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let build = |error: Error| match error {
        Error::Build(error) => *error,
        other => panic!("{other:?}"),
    };
    let changed = || ChangedOf {
        id: Claim.id,
        amount: Claim.amount,
    };
    let none = acme
        .insert_many(Vec::<NewClaim>::new())
        .returning(changed())
        .cte();
    let error = acme.select(Changed.id).from(none).all().await.unwrap_err();
    assert_eq!(build(error), BuildError::NoRows { table: "claims" });
    let versioned = orm::update(Policy)
        .set(Policy.note.to("x"))
        .at_version(1)
        .all_rows()
        .returning(GoneOf {
            number: Policy.number,
        })
        .cte();
    #[derive(Projection, Clone, Debug, PartialEq)]
    struct Gone {
        number: String,
    }
    let error = acme.select(Gone.number).from(versioned).all().await;
    assert_eq!(
        build(error.unwrap_err()),
        BuildError::VersionInCommand { table: "policies" }
    );
}
