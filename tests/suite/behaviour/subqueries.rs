use orm::prelude::*;
use orm::select;

use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    in_a_subquery,
    not_in_a_subquery,
    not_in_a_subquery_with_null,
    in_a_subquery_without_rows,
    exists_and_not_exists,
    exists_with_order_and_limit_over_a_loose_left_join,
    correlated_with_two_levels,
    a_scalar_subquery_in_the_select_list,
    a_scalar_subquery_in_a_comparison,
    a_scalar_subquery_without_rows_is_null,
    a_subquery_with_limit_and_order,
    a_subquery_that_groups,
    a_subquery_of_the_same_table,
    a_borrowed_optional_source_stays_optional,
    a_subquery_in_a_join_condition,
    a_subquery_inside_a_subquery,
    a_derived_table,
    a_derived_table_joined_to_a_table,
    a_derived_table_left_joined,
    a_derived_table_of_one_tables_columns,
    a_projection_as_the_result,
    a_projection_with_optional_fields,
);

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Claimed {
    pub policy_id: Uuid,
    pub claims: i64,
    pub total: Option<i64>,
}

#[derive(Projection, Clone, Debug, PartialEq)]
#[projection(from = Policy)]
pub struct Premium {
    pub number: String,
    #[column(numeric(12, 2))]
    pub premium: Decimal,
}

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Line {
    pub number: String,
    pub title: Option<String>,
}

/// The numbers of the policies for which the condition holds.
macro_rules! numbers {
    ($db:expr, $condition:expr) => {
        $db.select(Policy.number)
            .from(Policy)
            .filter($condition)
            .order_by(Policy.number)
            .all()
            .await
            .unwrap()
            .join(",")
    };
}

async fn in_a_subquery<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let claimed = || select(Claim.policy_id).from(Claim);
    assert_eq!(numbers!(acme, Policy.id.in_query(claimed())), "P-1,P-2");
    assert_eq!(
        numbers!(
            acme,
            Policy.id.in_query(claimed().filter(Claim.open.eq(false)))
        ),
        "P-1"
    );
    assert_eq!(numbers!(beta, Policy.id.in_query(claimed())), "P-1");
    // Beta has no claim that is closed, Acme has.
    assert_eq!(
        numbers!(
            beta,
            Policy.id.in_query(claimed().filter(Claim.open.eq(false)))
        ),
        ""
    );
}

async fn not_in_a_subquery<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let claimed = || select(Claim.policy_id).from(Claim);
    assert_eq!(numbers!(acme, Policy.id.not_in_query(claimed())), "P-3");
    assert_eq!(numbers!(acme, not(Policy.id.in_query(claimed()))), "P-3");
    assert_eq!(
        numbers!(
            acme,
            Policy
                .id
                .not_in_query(claimed())
                .or(Policy.number.eq("P-1"))
        ),
        "P-1,P-3"
    );
}

async fn not_in_a_subquery_with_null<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    // Bo has no country, which leaves open whether a country is among them.
    let countries = || select(Contact.country).from(Contact);
    let unused = acme
        .from(Country)
        .filter(Country.code.not_in_query(countries()));
    assert_eq!(unused.count().await.unwrap(), 0);
    let known = countries().filter(Contact.country.is_not_null());
    let unused = acme
        .select(Country.code)
        .from(Country)
        .filter(Country.code.not_in_query(known));
    assert_eq!(unused.all().await.unwrap(), ["it"]);
    let value: Vec<Option<bool>> = acme
        .select(Country.code.in_query(countries()))
        .from(Country)
        .order_by(Country.code)
        .all()
        .await
        .unwrap();
    assert_eq!(value, [Some(true), Some(true), None]);
}

async fn in_a_subquery_without_rows<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let none = || {
        select(Claim.policy_id)
            .from(Claim)
            .filter(Claim.title.eq("flood"))
    };
    assert_eq!(numbers!(acme, Policy.id.in_query(none())), "");
    assert_eq!(
        numbers!(acme, Policy.id.not_in_query(none())),
        "P-1,P-2,P-3"
    );
}

async fn exists_and_not_exists<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let its_claims = || {
        select(value(1))
            .correlate(Policy)
            .from(Claim)
            .filter(Claim.policy_id.eq(Policy.id))
    };
    assert_eq!(numbers!(acme, exists(its_claims())), "P-1,P-2");
    assert_eq!(numbers!(acme, not_exists(its_claims())), "P-3");
    assert_eq!(
        numbers!(acme, exists(its_claims().filter(Claim.amount.gt(200)))),
        "P-1"
    );
    assert_eq!(
        numbers!(
            acme,
            exists(its_claims()).and(not_exists(its_claims().filter(Claim.open.eq(false))))
        ),
        "P-2"
    );
    let anything = select(value(1)).from(Claim);
    assert_eq!(numbers!(acme, exists(anything)), "P-1,P-2,P-3");
    let flags: Vec<bool> = acme
        .select(exists(its_claims()))
        .from(Policy)
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    assert_eq!(flags, [true, true, false]);
}

orm::alias!(LargerClaim: Claim);

/// SQLite 3.51 lost rows of this shape: see `Op::ExistsOpen` of its dialect.
async fn exists_with_order_and_limit_over_a_loose_left_join<B: TestBackend>(db: Db<B>) {
    let acme = tenant(&db, ACME);
    let country = NewCountry {
        code: "AT".into(),
        name: "Austria".into(),
    };
    db.insert(country).run().await.unwrap();
    acme.insert(NewOrganisation {
        name: "Acme".into(),
    })
    .run()
    .await
    .unwrap();
    acme.insert(contact(ADA, "Ada")).run().await.unwrap();
    acme.insert(policy(P1, "P-1", ADA, 100))
        .run()
        .await
        .unwrap();
    let claims = [(2, 1, true), (3, 2, false), (4, 2, true)];
    let claims = claims.map(|(number, amount, open)| claim(id(number), P1, "hail", amount, open));
    acme.insert_many(claims).run().await.unwrap();
    acme.insert_many([
        payment(id(2), 1, day(2024, 1, 1)),
        payment(id(2), 2, day(2024, 1, 2)),
    ])
    .run()
    .await
    .unwrap();

    let query = || {
        acme.select((Claim.id, Payment.id, LargerClaim.id))
            .from(Policy)
            .left_join(Claim, Claim.policy_id.eq(Policy.id))
            .cross_join(Payment)
            .left_join(LargerClaim, LargerClaim.amount.gt(Claim.amount))
            .filter(exists(
                select(Claim.id)
                    .correlate(Policy)
                    .from(Claim)
                    .filter(Claim.policy_id.eq(Policy.id).and(Claim.open)),
            ))
            .with_deleted()
            .order_by((Policy.id, Claim.id, Payment.id, LargerClaim.id))
    };
    let all = query().all().await.unwrap();
    assert_eq!(all.len(), 8);
    for offset in 0..4 {
        let page = query().limit(2).offset(2 * offset).all().await.unwrap();
        let first = usize::try_from(2 * offset).unwrap();
        assert_eq!(page, all[first..first + 2], "page at {offset}");
    }
}

async fn correlated_with_two_levels<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let its_payments = select(value(1))
        .correlate(Claim)
        .from(Payment)
        .filter(Payment.claim_id.eq(Claim.id))
        .filter(Payment.amount.gt(cents(20_00)));
    let paid = select(value(1))
        .correlate(Policy)
        .from(Claim)
        .filter(Claim.policy_id.eq(Policy.id))
        .filter(exists(its_payments));
    assert_eq!(numbers!(acme, exists(paid)), "P-1");
}

async fn a_scalar_subquery_in_the_select_list<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let claims = || {
        select(count_all())
            .correlate(Policy)
            .from(Claim)
            .filter(Claim.policy_id.eq(Policy.id))
    };
    let highest = || {
        select(max(Claim.amount))
            .correlate(Policy)
            .from(Claim)
            .filter(Claim.policy_id.eq(Policy.id))
    };
    let rows = |db: Tenant<B>| async move {
        let rows: Vec<(String, Option<i64>, i64)> = db
            .select((
                Policy.number,
                scalar(highest()),
                coalesce(scalar(claims()), 0),
            ))
            .from(Policy)
            .order_by(Policy.number)
            .all()
            .await
            .unwrap();
        rows
    };
    assert_eq!(
        rows(acme).await,
        [
            ("P-1".to_owned(), Some(250), 2),
            ("P-2".to_owned(), Some(40), 1),
            ("P-3".to_owned(), None, 0)
        ]
    );
    assert_eq!(rows(beta).await, [("P-1".to_owned(), Some(7), 1)]);
}

async fn a_scalar_subquery_in_a_comparison<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let average = || scalar(select(avg(Policy.premium)).from(Policy));
    let dear = acme
        .select(Policy.number)
        .from(Policy)
        .filter(Policy.premium.ge(average()))
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    assert_eq!(dear, ["P-1", "P-2"]);
    assert_eq!(numbers!(acme, average().gt(Policy.premium)), "P-3");
}

async fn a_scalar_subquery_without_rows_is_null<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let nobody = || {
        scalar(
            select(Contact.name)
                .from(Contact)
                .filter(Contact.name.eq("Nobody")),
        )
    };
    let names: Vec<Option<String>> = acme
        .select(nobody())
        .from(Country)
        .limit(1)
        .all()
        .await
        .unwrap();
    assert_eq!(names, [None]);
    assert_eq!(numbers!(acme, nobody().is_null()), "P-1,P-2,P-3");
    assert_eq!(numbers!(acme, nobody().eq(Policy.number)), "");
}

async fn a_subquery_with_limit_and_order<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let highest = select(Claim.policy_id)
        .from(Claim)
        .order_by(Claim.amount.asc())
        .limit(1);
    assert_eq!(numbers!(acme, Policy.id.eq(scalar(highest))), "P-2");
    let second = select(Claim.title)
        .from(Claim)
        .order_by(Claim.title)
        .limit(1)
        .offset(1);
    let title: Vec<Option<String>> = acme
        .select(scalar(second))
        .from(Policy)
        .limit(1)
        .all()
        .await
        .unwrap();
    assert_eq!(title, [Some("hail".to_owned())]);
}

async fn a_subquery_that_groups<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let several = select(Claim.policy_id)
        .from(Claim)
        .group_by(Claim.policy_id)
        .having(count_all().gt(1));
    assert_eq!(numbers!(acme, Policy.id.in_query(several)), "P-1");
}

async fn a_subquery_of_the_same_table<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    orm::alias!(Rival: Policy);
    let dearest = select(max(Rival.premium))
        .correlate(Policy)
        .from(Rival)
        .filter(Rival.holder_id.eq(Policy.holder_id));
    assert_eq!(
        numbers!(acme, Policy.premium.eq(scalar(dearest))),
        "P-1,P-3"
    );
    let all = select(max(Policy.premium)).from(Policy);
    assert_eq!(numbers!(acme, Policy.premium.eq(scalar(all))), "P-1");
}

async fn a_borrowed_optional_source_stays_optional<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let paid = select(sum(Payment.amount))
        .correlate(Claim)
        .from(Payment)
        .filter(Payment.claim_id.eq(Claim.id));
    let rows: Vec<(String, Option<Decimal>)> = acme
        .select((Policy.number, scalar(paid)))
        .from(Policy)
        .left_join(
            Claim,
            Claim.policy_id.eq(Policy.id).and(Claim.open.eq(true)),
        )
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    assert_eq!(
        rows,
        [
            ("P-1".to_owned(), Some(cents(42_50))),
            ("P-2".to_owned(), None),
            ("P-3".to_owned(), None)
        ]
    );
    let titles = select(Claim.title).correlate(Claim).from(Country).limit(1);
    let rows: Vec<(String, Option<String>)> = acme
        .select((Policy.number, scalar(titles)))
        .from(Policy)
        .left_join(
            Claim,
            Claim.policy_id.eq(Policy.id).and(Claim.open.eq(false)),
        )
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    assert_eq!(rows[0].1.as_deref(), Some("fire"));
    assert_eq!(rows[2].1, None);
}

async fn a_subquery_in_a_join_condition<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let paid = select(Payment.claim_id).from(Payment);
    let rows: Vec<(String, Option<String>)> = acme
        .select((Policy.number, Claim.title))
        .from(Policy)
        .left_join(
            Claim,
            Claim
                .policy_id
                .eq(Policy.id)
                .and(Claim.id.not_in_query(paid)),
        )
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    assert_eq!(
        rows,
        [
            ("P-1".to_owned(), None),
            ("P-2".to_owned(), Some("theft".to_owned())),
            ("P-3".to_owned(), None)
        ]
    );
}

async fn a_subquery_inside_a_subquery<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let paid = || {
        select(Payment.claim_id)
            .from(Payment)
            .filter(Payment.paid_on.ge(day(2024, 1, 1)))
    };
    let claims = || {
        select(Claim.policy_id)
            .from(Claim)
            .filter(Claim.id.in_query(paid()))
    };
    assert_eq!(numbers!(acme, Policy.id.in_query(claims())), "P-1");
    assert_eq!(numbers!(beta, Policy.id.in_query(claims())), "P-1");
}

async fn a_derived_table<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let per_policy = || {
        select(ClaimedOf {
            policy_id: Claim.policy_id,
            claims: count_all(),
            total: sum(Claim.amount),
        })
        .from(Claim)
        .group_by(Claim.policy_id)
        .derived()
    };
    let rows: Vec<(Uuid, Option<i64>)> = acme
        .select((Claimed.policy_id, Claimed.total))
        .from(per_policy())
        .filter(Claimed.claims.gt(1))
        .all()
        .await
        .unwrap();
    assert_eq!(rows, [(P1, Some(350))]);
    let whole: Vec<Claimed> = acme
        .select(Claimed)
        .from(per_policy())
        .order_by(Claimed.total)
        .all()
        .await
        .unwrap();
    assert_eq!(
        whole,
        [
            Claimed {
                policy_id: P2,
                claims: 1,
                total: Some(40)
            },
            Claimed {
                policy_id: P1,
                claims: 2,
                total: Some(350)
            },
        ]
    );
    let mean = acme
        .select(avg(Claimed.claims))
        .from(per_policy())
        .one()
        .await
        .unwrap();
    assert_eq!(mean, Some(1.5));
    assert_eq!(
        beta.select(Claimed.total)
            .from(per_policy())
            .all()
            .await
            .unwrap(),
        [Some(7)]
    );
}

async fn a_derived_table_joined_to_a_table<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let per_policy = select(ClaimedOf {
        policy_id: Claim.policy_id,
        claims: count_all(),
        total: sum(Claim.amount),
    })
    .from(Claim)
    .group_by(Claim.policy_id)
    .derived();
    let rows: Vec<(String, i64)> = acme
        .select((Policy.number, Claimed.claims))
        .from(Policy)
        .inner_join(per_policy, Claimed.policy_id.eq(Policy.id))
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    assert_eq!(rows, [("P-1".to_owned(), 2), ("P-2".to_owned(), 1)]);
}

async fn a_derived_table_left_joined<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let per_policy = || {
        select(ClaimedOf {
            policy_id: Claim.policy_id,
            claims: count_all(),
            total: sum(Claim.amount),
        })
        .from(Claim)
        .filter(Claim.open.eq(true))
        .group_by(Claim.policy_id)
        .derived()
    };
    let rows: Vec<(String, i64, Option<Claimed>)> = acme
        .select((Policy.number, coalesce(Claimed.claims, 0), Claimed))
        .from(Policy)
        .left_join(per_policy(), Claimed.policy_id.eq(Policy.id))
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    let claims: Vec<_> = rows
        .iter()
        .map(|(number, claims, row)| (number.as_str(), *claims, row.is_some()))
        .collect();
    assert_eq!(
        claims,
        [("P-1", 1, true), ("P-2", 1, true), ("P-3", 0, false)]
    );
    let right: Vec<(Option<i64>, String)> = acme
        .select((Claimed.claims, Policy.number))
        .from(per_policy())
        .right_join(Policy, Claimed.policy_id.eq(Policy.id))
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    assert_eq!(right[2], (None, "P-3".to_owned()));
}

async fn a_derived_table_of_one_tables_columns<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let dear = || {
        select(Premium)
            .from(Policy)
            .order_by(Policy.premium.desc())
            .limit(2)
            .derived()
    };
    let total: Option<Decimal> = acme
        .select(sum(Premium.premium))
        .from(dear())
        .one()
        .await
        .unwrap();
    assert_eq!(total, Some(cents(150_50)));
    let rows: Vec<Decimal> = acme
        .select(Premium.premium.add(cents(1)))
        .from(dear())
        .filter(Premium.premium.gt(cents(60_00)))
        .all()
        .await
        .unwrap();
    assert_eq!(rows, [cents(100_01)]);
    assert_eq!(
        beta.select(max(Premium.premium))
            .from(dear())
            .one()
            .await
            .unwrap(),
        Some(cents(999_99))
    );
}

async fn a_projection_as_the_result<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<Premium> = acme
        .select(Premium)
        .from(Policy)
        .order_by(Policy.number)
        .limit(2)
        .all()
        .await
        .unwrap();
    assert_eq!(
        rows,
        [
            Premium {
                number: "P-1".to_owned(),
                premium: cents(100_00)
            },
            Premium {
                number: "P-2".to_owned(),
                premium: cents(50_50)
            },
        ]
    );
    let (premium, name): (Premium, String) = acme
        .select((Premium, Contact.name))
        .from(Policy)
        .inner_join(Contact, Contact.id.eq(Policy.holder_id))
        .filter(Policy.number.eq("P-3"))
        .one()
        .await
        .unwrap();
    assert_eq!((premium.premium, name.as_str()), (cents(0), "Bo"));
}

async fn a_projection_with_optional_fields<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<Line> = acme
        .select(LineOf {
            number: Policy.number.lower(),
            title: Claim.title,
        })
        .from(Policy)
        .left_join(
            Claim,
            Claim.policy_id.eq(Policy.id).and(Claim.open.eq(false)),
        )
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    let line = |number: &str, title: Option<&str>| Line {
        number: number.to_owned(),
        title: title.map(str::to_owned),
    };
    assert_eq!(
        rows,
        [
            line("p-1", Some("fire")),
            line("p-2", None),
            line("p-3", None)
        ]
    );
}
