use orm::driver::{HasIntersect, HasIntersectAll, HasTransactions};
use orm::prelude::*;
use orm::query::{SetQuery, position};
use orm::{BuildError, Error, select};

use crate::backend::{TestBackend, on_backends, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    union_has_equal_rows_once,
    union_all_has_each_row,
    each_operand_has_its_own_tenant,
    an_operand_across_tenants,
    order_limit_and_offset_of_the_whole,
    order_and_limit_of_an_operand,
    a_nested_union_all_keeps_duplicates,
    operands_added_in_a_loop,
    ordered_by_a_projections_columns,
    nulls_are_placed,
    whole_rows,
    as_a_derived_table,
    as_a_subquery,
    as_an_operand_of_decimals,
    as_a_scalar,
    a_stored_query_serves_each_tenant,
    count_exists_and_stream,
    one_of_none_is_not_found,
    operands_with_joins_and_groups,
    operands_with_right_joins,
    soft_deleted_rows_per_operand,
    a_free_union,
    a_position_that_is_not_there,
    a_column_stored_in_two_ways,
    ; transactions:
    inside_a_transaction,
);

on_backends!(intersect: [sqlite, d1, postgres, mysql8, mariadb] [
    intersect_and_except,
    intersect_inside_union,
    except_of_except,
    an_operand_with_its_own_order,
    intersect_sees_no_other_tenant,
]);

on_backends!(intersect_all: [postgres, mysql8, mariadb] [intersect_all_and_except_all]);

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Entry {
    pub label: String,
    pub amount: i64,
    pub note: Option<String>,
}

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Named {
    pub name: String,
}

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Money {
    #[column(numeric(16, 6))]
    pub amount: Decimal,
}

fn names<B: 'static>() -> SetQuery<(), B, Scoped<OrgId>, Insurance, String> {
    select(Contact.name)
        .from(Contact)
        .union(select(Policy.number).from(Policy))
}

async fn union_has_equal_rows_once<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let labels = acme
        .select(Tag.label)
        .from(Tag)
        .union(select(Tag.label).from(Tag))
        .order_by(position(1));
    assert_eq!(labels.all().await.unwrap(), ["fleet", "vip"]);
}

async fn union_all_has_each_row<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let labels = acme
        .select((Tag.label, value(1_i64)))
        .from(Tag)
        .union_all(
            select((Tag.label, value(1_i64)))
                .from(Tag)
                .filter(Tag.label.eq("vip")),
        )
        .order_by((position(1).desc(), position(2)));
    let labels: Vec<String> = labels
        .all()
        .await
        .unwrap()
        .into_iter()
        .map(|row| row.0)
        .collect();
    assert_eq!(labels, ["vip", "vip", "vip", "vip", "fleet"]);
}

async fn each_operand_has_its_own_tenant<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let query = names().order_by(position(1));
    assert_eq!(
        query.clone().on(&acme).all().await.unwrap(),
        ["Ada", "Bo", "Cy", "P-1", "P-2", "P-3"]
    );
    assert_eq!(query.on(&beta).all().await.unwrap(), ["P-1", "Zoe"]);
}

async fn an_operand_across_tenants<B: TestBackend>(db: Db<B>) {
    insurers(&db).await;
    let all = db
        .cross_tenant(&SystemActor::new("nightly"), "a report")
        .unwrap();
    let names = all
        .select(Contact.name)
        .from(Contact)
        .union(select(Organisation.name).from(Organisation))
        .order_by(position(1));
    assert_eq!(
        names.all().await.unwrap(),
        ["Acme", "Ada", "Beta", "Bo", "Cy", "Zoe"]
    );
}

async fn order_limit_and_offset_of_the_whole<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let query = names().on(&acme).order_by(position(1).desc());
    assert_eq!(query.clone().limit(2).all().await.unwrap(), ["P-3", "P-2"]);
    assert_eq!(
        query.clone().limit(2).offset(3).all().await.unwrap(),
        ["Cy", "Bo"]
    );
    assert_eq!(query.offset(5).all().await.unwrap(), ["Ada"]);
}

async fn order_and_limit_of_an_operand<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let last = |rows| {
        select(Policy.number)
            .from(Policy)
            .order_by(Policy.number.desc())
            .limit(rows)
    };
    let query = acme
        .select(Contact.name)
        .from(Contact)
        .order_by(Contact.name.asc())
        .limit(1)
        .union_all(last(2))
        .order_by(position(1));
    assert_eq!(query.all().await.unwrap(), ["Ada", "P-2", "P-3"]);
}

async fn a_nested_union_all_keeps_duplicates<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let labels = || select(Tag.label).from(Tag).filter(Tag.label.eq("fleet"));
    // fleet UNION (fleet UNION ALL fleet) has it once, (fleet UNION fleet) UNION ALL fleet twice.
    let once = labels().union(labels().union_all(labels()));
    assert_eq!(once.on(&acme).all().await.unwrap(), ["fleet"]);
    let twice = labels().union(labels()).union_all(labels());
    assert_eq!(twice.on(&acme).all().await.unwrap(), ["fleet", "fleet"]);
    let twice = labels().union_all(labels().union(labels()));
    assert_eq!(twice.on(&acme).all().await.unwrap(), ["fleet", "fleet"]);
}

async fn operands_added_in_a_loop<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let mut query = names();
    for label in ["fleet", "vip"] {
        query = query.union(select(Tag.label).from(Tag).filter(Tag.label.eq(label)));
    }
    assert_eq!(query.on(&acme).count().await.unwrap(), 8);
}

fn entries<B: 'static>() -> SetQuery<(), B, Scoped<OrgId>, Insurance, Entry> {
    select(EntryOf {
        label: Claim.title,
        amount: Claim.amount,
        note: Policy.note,
    })
    .from(Claim)
    .left_join(Policy, Policy.id.eq(Claim.policy_id))
    .union_all(
        select(EntryOf {
            label: Policy.number,
            amount: value(0_i64),
            note: Policy.note,
        })
        .from(Policy),
    )
}

async fn ordered_by_a_projections_columns<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows = entries()
        .order_by((Entry.amount.desc(), Entry.label))
        .limit(4)
        .on(&acme);
    let labels: Vec<_> = rows
        .all()
        .await
        .unwrap()
        .into_iter()
        .map(|row| row.label)
        .collect();
    assert_eq!(labels, ["fire", "hail", "theft", "P-1"]);
}

async fn nulls_are_placed<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let noted = |rows: Vec<Entry>| {
        rows.iter()
            .map(|row| row.note.is_some())
            .collect::<Vec<_>>()
    };
    let query = entries().on(&acme);
    let last = query
        .clone()
        .order_by((Entry.note.asc().nulls_last(), Entry.label));
    assert_eq!(
        noted(last.all().await.unwrap()),
        [true, true, false, false, false, false]
    );
    let first = query.order_by((Entry.note.desc().nulls_first(), Entry.label));
    assert_eq!(
        noted(first.all().await.unwrap()),
        [false, false, false, false, true, true]
    );
}

async fn whole_rows<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<Claim> = acme
        .from(Claim)
        .filter(Claim.open.eq(true))
        .union(select(Claim).from(Claim).filter(Claim.amount.gt(50)))
        .order_by(Claim.amount)
        .all()
        .await
        .unwrap();
    let titles: Vec<_> = rows.iter().map(|claim| claim.title.as_str()).collect();
    assert_eq!(titles, ["theft", "hail", "fire"]);
}

async fn as_a_derived_table<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let named = || {
        select(NamedOf { name: Contact.name })
            .from(Contact)
            .union(
                select(NamedOf {
                    name: Policy.number,
                })
                .from(Policy),
            )
            .derived()
    };
    let query = || {
        select((Named.name, count_all()))
            .from(named())
            .filter(Named.name.ne("P-2"))
            .group_by(Named.name)
            .order_by(Named.name)
    };
    let names: Vec<_> = query().on(&acme).all().await.unwrap();
    assert_eq!(names.len(), 5);
    assert_eq!(names[0], ("Ada".to_owned(), 1));
    let names = query().on(&beta).all().await.unwrap();
    assert_eq!(names, [("P-1".to_owned(), 1), ("Zoe".to_owned(), 1)]);
}

async fn as_a_subquery<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let touched = || {
        select(Claim.policy_id)
            .from(Claim)
            .filter(Claim.title.eq("theft"))
            .union(
                select(Tag.policy_id)
                    .from(Tag)
                    .filter(Tag.label.eq("fleet")),
            )
    };
    let numbers = async |db: &Tenant<B>| {
        db.select(Policy.number)
            .from(Policy)
            .filter(Policy.id.in_query(touched()))
            .order_by(Policy.number)
            .all()
            .await
            .unwrap()
    };
    assert_eq!(numbers(&acme).await, ["P-1", "P-2"]);
    assert!(numbers(&beta).await.is_empty());
    let others = acme.from(Policy).filter(Policy.id.not_in_query(touched()));
    assert_eq!(others.count().await.unwrap(), 1);
    let any = acme.from(Country).filter(exists(touched()));
    assert_eq!(any.count().await.unwrap(), 3);
    let none = beta.from(Country).filter(exists(touched()));
    assert_eq!(none.count().await.unwrap(), 0);
}

async fn as_an_operand_of_decimals<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let amounts = || {
        select(Payment.amount)
            .from(Payment)
            .union(select(Policy.premium).from(Policy))
    };
    let rows = acme
        .from(Payment)
        .filter(Payment.amount.in_query(amounts()));
    assert_eq!(rows.count().await.unwrap(), 3);
    // A value of more digits is compared with columns of two: their text is written already.
    let shifted = acme
        .from(Payment)
        .filter(scalar(select(avg(Payment.amount)).from(Payment)).in_query(amounts()));
    let refused = shifted.count().await;
    let wanted = BuildError::OperandStorage { position: 1 };
    match refused {
        Err(Error::Build(error)) => assert_eq!(*error, wanted),
        other => panic!("{other:?}"),
    }
}

async fn as_a_scalar<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let highest = || {
        select(Claim.amount)
            .from(Claim)
            .union(select(count_all()).from(Tag))
            .order_by(position(1).desc())
            .limit(1)
    };
    let row = async |db: &Tenant<B>| {
        db.select(scalar(highest()))
            .from(Country)
            .filter(Country.code.eq("de"))
            .one()
            .await
            .unwrap()
    };
    assert_eq!(row(&acme).await, Some(250));
    assert_eq!(row(&beta).await, Some(7));
}

async fn a_stored_query_serves_each_tenant<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let query: Query<B, Scoped<OrgId>, Insurance, String> =
        names().order_by(position(1)).limit(1).query();
    assert_eq!(query.on(&acme).one().await.unwrap(), "Ada");
    assert_eq!(query.on(&beta).one().await.unwrap(), "P-1");
}

async fn count_exists_and_stream<B: TestBackend>(db: Db<B>) {
    use futures::TryStreamExt;

    let (acme, beta) = insurers(&db).await;
    assert_eq!(names().on(&acme).count().await.unwrap(), 6);
    assert_eq!(names().on(&beta).count().await.unwrap(), 2);
    assert_eq!(names().limit(1).on(&acme).count().await.unwrap(), 1);
    assert!(names().on(&acme).exists().await.unwrap());
    assert!(!names().limit(0).on(&acme).exists().await.unwrap());
    let rows: Vec<String> = names()
        .order_by(position(1))
        .on(&beta)
        .stream()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(rows, ["P-1", "Zoe"]);
}

async fn one_of_none_is_not_found<B: TestBackend>(db: Db<B>) {
    let acme = tenant(&db, ACME);
    assert_eq!(names().on(&acme).optional().await.unwrap(), None);
    let none = names().on(&acme).one().await;
    assert!(matches!(none, Err(Error::NotFound { .. })), "{none:?}");
}

async fn operands_with_joins_and_groups<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let claims = acme
        .select((Policy.number, count(Claim.id)))
        .from(Policy)
        .left_join(Claim, Claim.policy_id.eq(Policy.id))
        .group_by(Policy.number)
        .having(count(Claim.id).gt(0))
        .union_all(
            select((Policy.number, count_all()))
                .from(Policy)
                .inner_join(Tag, Tag.policy_id.eq(Policy.id))
                .group_by(Policy.number),
        )
        .order_by((position(1), position(2).desc()));
    let row = |number: &str, count| (number.to_owned(), count);
    assert_eq!(
        claims.all().await.unwrap(),
        [row("P-1", 2), row("P-1", 2), row("P-2", 1), row("P-3", 1)]
    );
}

async fn operands_with_right_joins<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let titles = || {
        select((Claim.title, Policy.number))
            .from(Claim)
            .right_join(Policy, Claim.policy_id.eq(Policy.id))
    };
    let query = titles().union(titles()).order_by(position(2));
    assert_eq!(query.clone().on(&acme).all().await.unwrap().len(), 4);
    let beta = query.on(&beta).all().await.unwrap();
    assert_eq!(beta, [(Some("hail".to_owned()), "P-1".to_owned())]);
}

async fn soft_deleted_rows_per_operand<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    acme.delete(Policy)
        .filter(Policy.number.eq("P-3"))
        .run()
        .await
        .unwrap();
    let seen = acme
        .select(Policy.number)
        .from(Policy)
        .union_all(select(Policy.number).from(Policy).only_deleted())
        .union_all(select(Policy.number).from(Policy).with_deleted())
        .order_by(position(1));
    assert_eq!(
        seen.all().await.unwrap(),
        ["P-1", "P-1", "P-2", "P-2", "P-3", "P-3"]
    );
}

async fn a_free_union<B: TestBackend>(db: Db<B>) {
    insurers(&db).await;
    let codes = select(Country.code)
        .from(Country)
        .union(select(Setting.key).from(Setting))
        .order_by(position(1));
    assert_eq!(codes.on(&db).all().await.unwrap(), ["de", "fr", "it"]);
}

async fn a_position_that_is_not_there<B: TestBackend>(db: Db<B>) {
    let acme = tenant(&db, ACME);
    for at in [0, 2] {
        let refused = names().order_by(position(at)).on(&acme).all().await;
        let wanted = BuildError::NoSuchPosition {
            position: at,
            width: 1,
        };
        match refused {
            Err(Error::Build(error)) => assert_eq!(*error, wanted),
            other => panic!("{other:?}"),
        }
    }
}

async fn a_column_stored_in_two_ways<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let refused = acme
        .select((Payment.id, avg(Payment.amount)))
        .from(Payment)
        .group_by(Payment.id)
        .union(
            select((Payment.id, max(Payment.amount)))
                .from(Payment)
                .group_by(Payment.id),
        )
        .all()
        .await;
    match refused {
        Err(Error::Build(error)) => {
            assert_eq!(*error, BuildError::OperandStorage { position: 2 });
        }
        other => panic!("{other:?}"),
    }
    // A projection says how both are stored.
    let amounts = acme
        .select(MoneyOf {
            amount: coalesce(avg(Payment.amount), cents(0)),
        })
        .from(Payment)
        .union(
            select(MoneyOf {
                amount: Policy.premium,
            })
            .from(Policy),
        )
        .order_by(Money.amount.desc())
        .limit(2)
        .all()
        .await
        .unwrap();
    let amounts: Vec<_> = amounts
        .into_iter()
        .map(|row| row.amount.normalize())
        .collect();
    assert_eq!(
        amounts,
        [cents(100_00).normalize(), cents(97_50).normalize()]
    );
}

async fn inside_a_transaction<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let count = acme
        .transaction(async |tx| {
            tx.insert(contact(id(77), "Di")).run().await?;
            names().on(&tx).count().await
        })
        .await
        .unwrap();
    assert_eq!(count, 7);
}

async fn intersect_and_except<B: TestBackend + HasIntersect>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let claimed = || select(Claim.policy_id).from(Claim);
    let tagged = || select(Tag.policy_id).from(Tag);
    let both = acme.select(Claim.policy_id).from(Claim).intersect(tagged());
    assert_eq!(both.all().await.unwrap(), [P1]);
    let untagged = acme.select(Claim.policy_id).from(Claim).except(tagged());
    assert_eq!(untagged.all().await.unwrap(), [P2]);
    let unclaimed = tagged().except(claimed());
    assert_eq!(unclaimed.on(&acme).all().await.unwrap(), [P3]);
}

/// INTERSECT binds tighter than UNION on some databases; the type says what was meant.
async fn intersect_inside_union<B: TestBackend + HasIntersect>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let claimed = || select(Claim.policy_id).from(Claim);
    let tagged = || select(Tag.policy_id).from(Tag);
    let third = || {
        select(Policy.id)
            .from(Policy)
            .filter(Policy.number.eq("P-3"))
    };
    // (third UNION claimed) INTERSECT tagged
    let query = third()
        .union(claimed())
        .intersect(tagged())
        .order_by(position(1));
    assert_eq!(query.on(&acme).all().await.unwrap(), [P1, P3]);
    // third UNION (claimed INTERSECT tagged)
    let query = third()
        .union(claimed().intersect(tagged()))
        .order_by(position(1));
    assert_eq!(query.on(&acme).all().await.unwrap(), [P1, P3]);
    // (claimed UNION third) EXCEPT tagged, and claimed UNION (third EXCEPT tagged)
    let query = claimed().union(third()).except(tagged());
    assert_eq!(query.on(&acme).all().await.unwrap(), [P2]);
    let query = claimed()
        .union(third().except(tagged()))
        .order_by(position(1));
    assert_eq!(query.on(&acme).all().await.unwrap(), [P1, P2]);
}

async fn except_of_except<B: TestBackend + HasIntersect>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let policies = || select(Policy.id).from(Policy);
    let claimed = || select(Claim.policy_id).from(Claim);
    let tagged = || select(Tag.policy_id).from(Tag);
    let query = policies().except(claimed()).except(tagged());
    assert!(query.on(&acme).all().await.unwrap().is_empty());
    let query = policies()
        .except(claimed().except(tagged()))
        .order_by(position(1));
    assert_eq!(query.on(&acme).all().await.unwrap(), [P1, P3]);
}

async fn an_operand_with_its_own_order<B: TestBackend + HasIntersect>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let dearest = select(Policy.id)
        .from(Policy)
        .order_by(Policy.premium.desc())
        .limit(2);
    let cheapest = select(Policy.id)
        .from(Policy)
        .order_by(Policy.premium)
        .limit(2);
    let middle = dearest.intersect(cheapest);
    assert_eq!(middle.on(&acme).all().await.unwrap(), [P2]);
}

async fn intersect_sees_no_other_tenant<B: TestBackend + HasIntersect>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    // Both have a policy P1; Acme alone has a tag `fleet` on it.
    let fleet = || {
        select(Tag.policy_id)
            .from(Tag)
            .filter(Tag.label.eq("fleet"))
    };
    let policies = || select(Policy.id).from(Policy);
    assert_eq!(
        policies().intersect(fleet()).on(&acme).all().await.unwrap(),
        [P1]
    );
    assert!(
        policies()
            .intersect(fleet())
            .on(&beta)
            .all()
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        policies().except(fleet()).on(&beta).all().await.unwrap(),
        [P1]
    );
}

async fn intersect_all_and_except_all<B: TestBackend + HasIntersectAll>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    // Claims of P1, P1, P2; tags of P1, P1, P3; payments are not asked.
    let claimed = || select(Claim.policy_id).from(Claim);
    let tagged = || select(Tag.policy_id).from(Tag);
    let query = claimed().intersect_all(tagged());
    assert_eq!(query.on(&acme).all().await.unwrap(), [P1, P1]);
    let hail = || tagged().filter(Tag.label.eq("vip"));
    let query = claimed().except_all(hail()).order_by(position(1));
    assert_eq!(query.on(&acme).all().await.unwrap(), [P1, P2]);
    let query = claimed().except(hail());
    assert_eq!(query.on(&acme).all().await.unwrap(), [P2]);
}
