use orm::driver::HasMaterialized;
use orm::prelude::*;
use orm::query::{Cte, position};
use orm::{BuildError, Error, select};

use crate::backend::{TestBackend, on_backends, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    one_cte,
    each_tenant_sees_its_own,
    several_and_one_that_uses_another,
    used_twice_under_aliases,
    used_in_a_subquery_and_outside,
    two_of_one_projection,
    left_and_right_joined,
    of_a_set_operation,
    as_an_operand,
    inside_a_derived_table,
    in_a_stored_query,
    counted_and_streamed,
    filtering_an_update_and_a_delete,
    named_like_a_table,
    across_tenants,
    recursive_numbers,
    recursive_over_the_tenants_rows,
    recursive_texts_grow,
    recursive_distinct_ends,
    recursive_decimals,
    a_recursive_source_outside,
);

on_backends!(materialized: [sqlite, d1, postgres] [with_a_hint]);

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Losses {
    pub policy_id: Uuid,
    pub claims: i64,
    pub total: Option<i64>,
}

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Big {
    pub number: String,
    pub total: Option<i64>,
}

/// Called like the table of claims.
#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Claims {
    pub title: String,
}

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Step {
    pub number: i64,
    pub path: String,
}

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Next {
    pub title: String,
    pub amount: i64,
    pub depth: i64,
}

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Doubled {
    pub depth: i64,
    #[column(numeric(12, 2))]
    pub amount: Decimal,
}

orm::alias!(Other: Losses);

fn losses<B: 'static, A>() -> Cte<B, A, Insurance, Losses>
where
    A: orm::TenantScope<Key = OrgId>,
{
    select(LossesOf {
        policy_id: Claim.policy_id,
        claims: count_all(),
        total: sum(Claim.amount),
    })
    .from(Claim)
    .group_by(Claim.policy_id)
    .cte()
}

async fn one_cte<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<(String, i64)> = acme
        .select((Policy.number, Losses.claims))
        .from(Policy)
        .inner_join(&losses(), Losses.policy_id.eq(Policy.id))
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    assert_eq!(rows, [("P-1".to_owned(), 2), ("P-2".to_owned(), 1)]);
    let whole: Losses = acme
        .select(Losses)
        .from(losses())
        .filter(Losses.claims.eq(2))
        .one()
        .await
        .unwrap();
    assert_eq!(whole.total, Some(350));
}

async fn each_tenant_sees_its_own<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let losses = losses();
    let query = select((Losses.policy_id, Losses.total))
        .from(&losses)
        .order_by(Losses.total);
    assert_eq!(
        query.clone().on(&acme).all().await.unwrap(),
        [(P2, Some(40)), (P1, Some(350))]
    );
    assert_eq!(query.on(&beta).all().await.unwrap(), [(P1, Some(7))]);
}

async fn several_and_one_that_uses_another<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let losses = losses();
    let big = select(BigOf {
        number: Policy.number,
        total: Losses.total,
    })
    .from(Policy)
    .inner_join(&losses, Losses.policy_id.eq(Policy.id))
    .filter(Losses.total.gt(5))
    .cte();
    let query = select((Big.number, Losses.claims))
        .from(&big)
        .inner_join(&losses, Losses.total.is_not_distinct_from(Big.total))
        .order_by(Big.number);
    assert_eq!(
        query.clone().on(&acme).all().await.unwrap(),
        [("P-1".to_owned(), 2), ("P-2".to_owned(), 1)]
    );
    assert_eq!(
        query.on(&beta).all().await.unwrap(),
        [("P-1".to_owned(), 1)]
    );
}

async fn used_twice_under_aliases<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let losses = losses();
    let more = acme
        .select((Losses.claims, Other.claims))
        .from(&losses)
        .inner_join(losses.alias(Other), Other.claims.lt(Losses.claims))
        .all()
        .await
        .unwrap();
    assert_eq!(more, [(2, 1)]);
    let derived = || {
        select(LossesOf {
            policy_id: Claim.policy_id,
            claims: count_all(),
            total: sum(Claim.amount),
        })
        .from(Claim)
        .group_by(Claim.policy_id)
        .derived()
    };
    let pairs = acme
        .select((Losses, Other))
        .from(derived())
        .cross_join(derived().alias(Other));
    assert_eq!(pairs.count().await.unwrap(), 4);
}

async fn used_in_a_subquery_and_outside<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let losses = losses();
    let highest = select(max(Losses.total)).from(&losses);
    let query = select(Losses.policy_id)
        .from(&losses)
        .filter(Losses.total.in_query(highest));
    assert_eq!(query.clone().on(&acme).all().await.unwrap(), [P1]);
    assert_eq!(query.on(&beta).all().await.unwrap(), [P1]);
    let in_a_filter = acme
        .select(Policy.number)
        .from(Policy)
        .filter(Policy.id.in_query(select(Losses.policy_id).from(&losses)))
        .order_by(Policy.number);
    assert_eq!(in_a_filter.all().await.unwrap(), ["P-1", "P-2"]);
    let correlated = acme
        .select((
            Policy.number,
            scalar(
                select(Losses.claims)
                    .correlate(Policy)
                    .from(&losses)
                    .filter(Losses.policy_id.eq(Policy.id)),
            ),
        ))
        .from(Policy)
        .order_by(Policy.number);
    let counts: Vec<_> = correlated
        .all()
        .await
        .unwrap()
        .into_iter()
        .map(|row| row.1)
        .collect();
    assert_eq!(counts, [Some(2), Some(1), None]);
}

async fn two_of_one_projection<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let open = select(LossesOf {
        policy_id: Claim.policy_id,
        claims: count_all(),
        total: sum(Claim.amount),
    })
    .from(Claim)
    .filter(Claim.open)
    .group_by(Claim.policy_id)
    .cte();
    let query = acme
        .select((Losses.claims, Other.claims))
        .from(losses())
        .inner_join(open.alias(Other), Other.policy_id.eq(Losses.policy_id))
        .order_by(Losses.claims);
    assert_eq!(query.all().await.unwrap(), [(1, 1), (2, 1)]);
}

async fn left_and_right_joined<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let left = select((Policy.number, Losses))
        .from(Policy)
        .left_join(losses(), Losses.policy_id.eq(Policy.id))
        .order_by(Policy.number);
    let rows: Vec<(String, Option<Losses>)> = left.on(&acme).all().await.unwrap();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[2], ("P-3".to_owned(), None));
    let right = select((Losses.claims, Policy.number))
        .from(losses())
        .right_join(Policy, Losses.policy_id.eq(Policy.id))
        .order_by(Policy.number);
    assert_eq!(
        right.clone().on(&acme).all().await.unwrap(),
        [
            (Some(2), "P-1".to_owned()),
            (Some(1), "P-2".to_owned()),
            (None, "P-3".to_owned())
        ]
    );
    assert_eq!(
        right.on(&beta).all().await.unwrap(),
        [(Some(1), "P-1".to_owned())]
    );
}

async fn of_a_set_operation<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let all = select(ClaimsOf { title: Claim.title })
        .from(Claim)
        .union(select(ClaimsOf { title: Tag.label }).from(Tag));
    // Its name would hide the table that it reads.
    let refused = acme.select(Claims.title).from(all.cte()).all().await;
    assert!(matches!(refused, Err(Error::Build(_))), "{refused:?}");
    let steps = select(StepOf {
        number: Claim.amount,
        path: Claim.title,
    })
    .from(Claim)
    .union(
        select(StepOf {
            number: value(0_i64),
            path: Tag.label,
        })
        .from(Tag),
    )
    .order_by(Step.path)
    .cte();
    let paths = select(Step.path).from(&steps).order_by(Step.path);
    assert_eq!(
        paths.clone().on(&acme).all().await.unwrap(),
        ["fire", "fleet", "hail", "theft", "vip"]
    );
    assert_eq!(paths.on(&beta).all().await.unwrap(), ["hail", "vip"]);
}

async fn as_an_operand<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let losses = losses();
    let query = acme
        .select(Losses.policy_id)
        .from(&losses)
        .union(select(Tag.policy_id).from(Tag))
        .union_all(select(Losses.policy_id).from(&losses))
        .order_by(position(1));
    assert_eq!(query.all().await.unwrap(), [P1, P1, P2, P2, P3]);
}

async fn inside_a_derived_table<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let big = select(BigOf {
        number: Policy.number,
        total: Losses.total,
    })
    .from(Policy)
    .left_join(losses(), Losses.policy_id.eq(Policy.id))
    .derived();
    let none = acme
        .select(Big.number)
        .from(big)
        .filter(Big.total.is_null());
    assert_eq!(none.all().await.unwrap(), ["P-3"]);
}

async fn in_a_stored_query<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let stored: Query<B, Scoped<OrgId>, Insurance, (Uuid, i64)> =
        select((Losses.policy_id, Losses.claims))
            .from(losses())
            .order_by(Losses.claims.desc())
            .query();
    assert_eq!(stored.on(&acme).all().await.unwrap().len(), 2);
    assert_eq!(stored.on(&beta).all().await.unwrap(), [(P1, 1)]);
}

async fn counted_and_streamed<B: TestBackend>(db: Db<B>) {
    use futures::TryStreamExt;

    let (acme, beta) = insurers(&db).await;
    let query = || select(Losses.claims).from(losses());
    assert_eq!(query().on(&acme).count().await.unwrap(), 2);
    assert!(query().on(&beta).exists().await.unwrap());
    assert!(
        !query()
            .filter(Losses.claims.gt(1))
            .on(&beta)
            .exists()
            .await
            .unwrap()
    );
    let rows: Vec<i64> = query().on(&beta).stream().try_collect().await.unwrap();
    assert_eq!(rows, [1]);
}

async fn filtering_an_update_and_a_delete<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let losses = losses();
    let claimed = || {
        select(Losses.policy_id)
            .from(&losses)
            .filter(Losses.claims.ge(1))
    };
    let changed = acme
        .update(Policy)
        .set(Policy.note.to("claimed"))
        .filter(Policy.id.in_query(claimed()))
        .run()
        .await
        .unwrap();
    assert_eq!(changed, 2);
    let notes = beta.select(Policy.note).from(Policy).all().await.unwrap();
    assert_eq!(notes, [None]);
    let gone = acme
        .delete(Tag)
        .filter(Tag.policy_id.in_query(claimed()))
        .run()
        .await
        .unwrap();
    assert_eq!(gone, 2);
    assert_eq!(beta.from(Tag).count().await.unwrap(), 1);
}

async fn named_like_a_table<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let claims = select(ClaimsOf { title: Claim.title }).from(Claim).cte();
    let refused = acme.select(Claims.title).from(&claims).all().await;
    let wanted = BuildError::CteNamedLikeTable { table: "claims" };
    match refused {
        Err(Error::Build(error)) => assert_eq!(*error, wanted),
        other => panic!("{other:?}"),
    }
    // Where the table is not about, the name is free.
    let labels = select(ClaimsOf { title: Tag.label }).from(Tag).cte();
    let rows = acme.select(Claims.title).from(labels).all().await.unwrap();
    assert_eq!(rows.len(), 3);
}

async fn across_tenants<B: TestBackend>(db: Db<B>) {
    insurers(&db).await;
    let all = db
        .cross_tenant(&SystemActor::new("nightly"), "a report")
        .unwrap();
    let losses = select(LossesOf {
        policy_id: Claim.policy_id,
        claims: count_all(),
        total: sum(Claim.amount),
    })
    .from(Claim)
    .group_by(Claim.policy_id)
    .cte();
    let totals = all.select(Losses.total).from(losses).order_by(Losses.total);
    assert_eq!(totals.all().await.unwrap(), [Some(40), Some(357)]);
}

async fn recursive_numbers<B: TestBackend>(db: Db<B>) {
    let steps = select(StepOf {
        number: value(1_i64),
        path: value("1".to_owned()),
    })
    .recursive(|step| {
        select(StepOf {
            number: Step.number.add(1_i64),
            path: Step.path.concat(",").concat("n"),
        })
        .from(step)
        .filter(Step.number.lt(5))
    });
    let rows: Vec<(i64, String)> = db
        .select((Step.number, Step.path))
        .from(steps)
        .order_by(Step.number)
        .all()
        .await
        .unwrap();
    assert_eq!(rows.len(), 5);
    assert_eq!(rows[4], (5, "1,n,n,n,n".to_owned()));
}

/// Each next claim is the dearer one: hail 100, fire 250 after theft 40.
fn dearer<B: 'static>() -> Cte<B, Scoped<OrgId>, Insurance, Next> {
    select(NextOf {
        title: Claim.title,
        amount: Claim.amount,
        depth: value(0_i64),
    })
    .from(Claim)
    .filter(Claim.amount.lt(50))
    .recursive(|next| {
        select(NextOf {
            title: Claim.title,
            amount: Claim.amount,
            depth: Next.depth.add(1_i64),
        })
        .from(Claim)
        .inner_join(next, Claim.amount.gt(Next.amount))
    })
}

async fn recursive_over_the_tenants_rows<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let query = select((Next.title, Next.depth))
        .from(&dearer())
        .order_by((Next.depth, Next.title));
    let row = |title: &str, depth| (title.to_owned(), depth);
    assert_eq!(
        query.clone().on(&acme).all().await.unwrap(),
        [
            row("theft", 0),
            row("fire", 1),
            row("hail", 1),
            row("fire", 2)
        ]
    );
    // Beta's only claim is its cheapest: no step reaches Acme's dearer ones.
    assert_eq!(query.on(&beta).all().await.unwrap(), [row("hail", 0)]);
}

async fn recursive_texts_grow<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    // The number is a varchar(64), and the path grows beyond that.
    let paths = select(StepOf {
        number: value(0_i64),
        path: Policy.number,
    })
    .from(Policy)
    .filter(Policy.number.eq("P-1"))
    .recursive(|step| {
        select(StepOf {
            number: Step.number.add(1_i64),
            path: Step.path.concat("/a quite long part of a path/"),
        })
        .from(step)
        .filter(Step.number.lt(20))
    });
    let last: String = acme
        .select(Step.path)
        .from(paths)
        .order_by(Step.number.desc())
        .limit(1)
        .one()
        .await
        .unwrap();
    assert_eq!(last.len(), 3 + 20 * 29);
}

async fn recursive_distinct_ends<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    // All policies of a holder, and the holders of these, round and round.
    let reached = select(StepOf {
        number: value(0_i64),
        path: Policy.number,
    })
    .from(Policy)
    .filter(Policy.number.eq("P-1"))
    .recursive_distinct(|step| {
        select(StepOf {
            number: Step.number,
            path: Policy.number,
        })
        .from(Policy)
        .inner_join(step, Policy.number.ne(Step.path))
    });
    let query = select(Step.path).from(&reached).order_by(Step.path);
    assert_eq!(
        query.clone().on(&acme).all().await.unwrap(),
        ["P-1", "P-2", "P-3"]
    );
    assert_eq!(query.on(&beta).all().await.unwrap(), ["P-1"]);
}

async fn recursive_decimals<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let doubled = select(DoubledOf {
        depth: value(0_i64),
        amount: Policy.premium,
    })
    .from(Policy)
    .filter(Policy.number.eq("P-2"))
    .recursive(|doubled| {
        select(DoubledOf {
            depth: Doubled.depth.add(1_i64),
            amount: Doubled.amount.add(Doubled.amount),
        })
        .from(doubled)
        .filter(Doubled.depth.lt(3))
    });
    let amounts: Vec<Decimal> = acme
        .select(Doubled.amount)
        .from(doubled)
        .order_by(Doubled.depth)
        .all()
        .await
        .unwrap();
    assert_eq!(
        amounts,
        [cents(50_50), cents(101_00), cents(202_00), cents(404_00)]
    );
}

async fn a_recursive_source_outside<B: TestBackend>(db: Db<B>) {
    let acme = tenant(&db, ACME);
    let mut kept = None;
    let steps = select(StepOf {
        number: value(1_i64),
        path: value("1".to_owned()),
    })
    .recursive(|step| {
        kept = Some(step);
        select(StepOf {
            number: Claim.amount,
            path: Claim.title,
        })
        .from(Claim)
    });
    drop::<Cte<B, Scoped<OrgId>, _, Step>>(steps);
    let refused = acme
        .select(Step.number)
        .from(kept.expect("the closure was called"))
        .all()
        .await;
    let wanted = BuildError::CteOutside { name: "step" };
    match refused {
        Err(Error::Build(error)) => assert_eq!(*error, wanted),
        other => panic!("{other:?}"),
    }
}

async fn with_a_hint<B: TestBackend + HasMaterialized>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let kept = losses().materialized();
    let mixed = losses().not_materialized();
    let count = select(Losses.claims)
        .from(&kept)
        .inner_join(mixed.alias(Other), Other.policy_id.eq(Losses.policy_id));
    assert_eq!(count.clone().on(&acme).count().await.unwrap(), 2);
    assert_eq!(count.on(&beta).count().await.unwrap(), 1);
}
