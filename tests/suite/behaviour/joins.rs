use orm::driver::HasFullJoin;
use orm::prelude::*;

use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    inner_join,
    left_join,
    left_join_of_a_whole_row,
    left_join_chain,
    left_join_that_only_its_condition_limits,
    inner_join_after_left_join,
    right_join,
    joins_before_a_right_join_may_lack_rows,
    joins_after_a_right_join,
    cross_join,
    self_join_by_alias,
    an_alias_alone,
    joining_a_global_table,
    joining_the_tenants_own_table,
    conditions_over_every_joined_table,
    whole_rows_side_by_side,
    comparing_with_an_optional_column,
    ; full_join:
    full_join,
);

orm::alias!(Replaced: Policy);
orm::alias!(Other: Contact);

/// Rows as lines, to be read.
fn lines<T: std::fmt::Debug>(rows: Vec<T>) -> Vec<String> {
    rows.iter()
        .map(|row| format!("{row:?}").replace("\"", ""))
        .collect()
}

async fn inner_join<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let query = |db: &Tenant<B>| {
        let query = db
            .select((Policy.number, Claim.title))
            .from(Policy)
            .inner_join(Claim, Claim.policy_id.eq(Policy.id))
            .order_by((Policy.number, Claim.title));
        query.query()
    };
    let rows: Vec<(String, String)> = query(&acme).on(&acme).all().await.unwrap();
    assert_eq!(lines(rows), ["(P-1, fire)", "(P-1, hail)", "(P-2, theft)"]);
    assert_eq!(
        lines(query(&beta).on(&beta).all().await.unwrap()),
        ["(P-1, hail)"]
    );
}

async fn left_join<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<(String, Option<String>, Option<i64>)> = acme
        .select((Policy.number, Claim.title, Claim.amount.add(1)))
        .from(Policy)
        .left_join(Claim, Claim.policy_id.eq(Policy.id))
        .order_by((Policy.number, Claim.title))
        .all()
        .await
        .unwrap();
    assert_eq!(
        lines(rows),
        [
            "(P-1, Some(fire), Some(251))",
            "(P-1, Some(hail), Some(101))",
            "(P-2, Some(theft), Some(41))",
            "(P-3, None, None)",
        ]
    );
}

async fn left_join_of_a_whole_row<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<(String, Option<Claim>)> = acme
        .select((Policy.number, Claim))
        .from(Policy)
        .left_join(
            Claim,
            Claim.policy_id.eq(Policy.id).and(Claim.open.eq(true)),
        )
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    let hail = Claim {
        id: HAIL,
        org_id: ACME,
        policy_id: P1,
        title: "hail".to_owned(),
        amount: 100,
        open: true,
    };
    assert_eq!(rows[0], ("P-1".to_owned(), Some(hail)));
    assert_eq!(rows[1].1.as_ref().map(|claim| claim.id), Some(THEFT));
    assert_eq!(rows[2], ("P-3".to_owned(), None));
    assert_eq!(rows.len(), 3);

    // A row whose optional columns are all NULL is a row.
    let contacts: Vec<(String, Option<Contact>)> = acme
        .select((Policy.number, Contact))
        .from(Policy)
        .left_join(
            Contact,
            Contact
                .id
                .eq(Policy.holder_id)
                .and(Contact.country.is_null()),
        )
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    let names: Vec<_> = contacts
        .iter()
        .map(|(_, contact)| contact.as_ref().map(|c| c.name.as_str()))
        .collect();
    assert_eq!(names, [None, None, Some("Bo")]);
}

async fn left_join_chain<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<(String, Option<String>, Option<Decimal>)> = acme
        .select((Policy.number, Claim.title, Payment.amount))
        .from(Policy)
        .left_join(Claim, Claim.policy_id.eq(Policy.id))
        .left_join(Payment, Payment.claim_id.eq(Claim.id))
        .order_by((Policy.number, Claim.title, Payment.amount))
        .all()
        .await
        .unwrap();
    assert_eq!(
        lines(rows),
        [
            "(P-1, Some(fire), Some(250.00))",
            "(P-1, Some(hail), Some(12.50))",
            "(P-1, Some(hail), Some(30.00))",
            "(P-2, Some(theft), None)",
            "(P-3, None, None)",
        ]
    );
}

async fn left_join_that_only_its_condition_limits<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    // Beta's one claim must not be a partner of Acme's policies, and none of them may get lost.
    for (db, policies, claims) in [(&acme, 3, 9), (&beta, 1, 1)] {
        let pairs: Vec<(Uuid, Option<Uuid>)> = db
            .select((Policy.id, Claim.id))
            .from(Policy)
            .left_join(Claim, value(true))
            .all()
            .await
            .unwrap();
        assert_eq!(pairs.len(), claims);
        let alone: Vec<(Uuid, Option<Uuid>)> = db
            .select((Policy.id, Claim.id))
            .from(Policy)
            .left_join(Claim, value(false))
            .all()
            .await
            .unwrap();
        assert_eq!(alone.len(), policies);
        assert!(alone.iter().all(|(_, claim)| claim.is_none()));
    }
}

async fn inner_join_after_left_join<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<(String, Option<String>, String)> = acme
        .select((Policy.number, Claim.title, Contact.name))
        .from(Policy)
        .left_join(
            Claim,
            Claim.policy_id.eq(Policy.id).and(Claim.open.eq(false)),
        )
        .inner_join(Contact, Contact.id.eq(Policy.holder_id))
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    assert_eq!(
        lines(rows),
        [
            "(P-1, Some(fire), Ada)",
            "(P-2, None, Ada)",
            "(P-3, None, Bo)"
        ]
    );
}

async fn right_join<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let rows: Vec<(Option<String>, String)> = acme
        .select((Claim.title, Policy.number))
        .from(Claim)
        .right_join(Policy, Claim.policy_id.eq(Policy.id))
        .order_by((Policy.number, Claim.title))
        .all()
        .await
        .unwrap();
    assert_eq!(
        lines(rows),
        [
            "(Some(fire), P-1)",
            "(Some(hail), P-1)",
            "(Some(theft), P-2)",
            "(None, P-3)"
        ]
    );
    let none: Vec<(Option<Claim>, Policy)> = beta
        .select((Claim, Policy))
        .from(Claim)
        .right_join(Policy, value(false))
        .all()
        .await
        .unwrap();
    assert_eq!(none.len(), 1);
    assert_eq!((none[0].0.clone(), none[0].1.org_id), (None, BETA));
}

async fn full_join<B: TestBackend + HasFullJoin>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let rows: Vec<(Option<String>, Option<String>)> = acme
        .select((Policy.number, Contact.name))
        .from(Policy)
        .full_join(
            Contact,
            Contact
                .id
                .eq(Policy.holder_id)
                .and(Policy.status.eq(PolicyStatus::Bound)),
        )
        .order_by((Policy.number.asc().nulls_last(), Contact.name.asc()))
        .all()
        .await
        .unwrap();
    assert_eq!(
        lines(rows),
        [
            "(Some(P-1), Some(Ada))",
            "(Some(P-2), None)",
            "(Some(P-3), None)",
            "(None, Some(Bo))",
            "(None, Some(Cy))",
        ]
    );
    let apart: Vec<(Option<Policy>, Option<Contact>)> = beta
        .select((Policy, Contact))
        .from(Policy)
        .full_join(Contact, value(false))
        .order_by(Policy.number.asc().nulls_last())
        .all()
        .await
        .unwrap();
    let apart: Vec<_> = apart
        .iter()
        .map(|(policy, contact)| (policy.is_some(), contact.is_some()))
        .collect();
    assert_eq!(apart, [(true, false), (false, true)]);
}

async fn joins_before_a_right_join_may_lack_rows<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    // Every contact, with the claims of its policies.
    let rows: Vec<(Option<String>, Option<String>, String)> = acme
        .select((Claim.title, Policy.number, Contact.name))
        .from(Claim)
        .inner_join(Policy, Claim.policy_id.eq(Policy.id))
        .right_join(Contact, Contact.id.eq(Policy.holder_id))
        .order_by((Contact.name, Claim.title))
        .all()
        .await
        .unwrap();
    assert_eq!(
        lines(rows),
        [
            "(Some(fire), Some(P-1), Ada)",
            "(Some(hail), Some(P-1), Ada)",
            "(Some(theft), Some(P-2), Ada)",
            "(None, None, Bo)",
            "(None, None, Cy)",
        ]
    );
}

async fn joins_after_a_right_join<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<(Option<String>, String, Option<String>)> = acme
        .select((Claim.title, Policy.number, Tag.label))
        .from(Claim)
        .right_join(
            Policy,
            Claim.policy_id.eq(Policy.id).and(Claim.open.eq(true)),
        )
        .left_join(Tag, Tag.policy_id.eq(Policy.id))
        .order_by((Policy.number, Tag.label))
        .all()
        .await
        .unwrap();
    assert_eq!(
        lines(rows),
        [
            "(Some(hail), P-1, Some(fleet))",
            "(Some(hail), P-1, Some(vip))",
            "(Some(theft), P-2, None)",
            "(None, P-3, Some(vip))",
        ]
    );
}

async fn cross_join<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    for (db, pairs) in [(&acme, 9), (&beta, 1)] {
        let rows: Vec<(Contact, Policy)> = db
            .select((Contact, Policy))
            .from(Contact)
            .cross_join(Policy)
            .all()
            .await
            .unwrap();
        assert_eq!(rows.len(), pairs);
    }
}

async fn self_join_by_alias<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let pairs: Vec<(String, Option<String>)> = acme
        .select((Policy.number, Replaced.number))
        .from(Policy)
        .left_join(
            Replaced,
            Replaced
                .holder_id
                .eq(Policy.holder_id)
                .and(Replaced.premium.lt(Policy.premium)),
        )
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    assert_eq!(
        lines(pairs),
        ["(P-1, Some(P-2))", "(P-2, None)", "(P-3, None)"]
    );

    let rows: Vec<(Contact, Contact)> = acme
        .select((Contact, Other))
        .from(Contact)
        .inner_join(Other, Other.name.lt(Contact.name))
        .all()
        .await
        .unwrap();
    assert_eq!(rows.len(), 3);
    assert!(
        rows.iter()
            .all(|(contact, other)| other.name < contact.name)
    );
}

async fn an_alias_alone<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let rows: Vec<Policy> = acme
        .from(Replaced)
        .filter(Replaced.number.eq("P-1"))
        .all()
        .await
        .unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].org_id, rows[0].premium), (ACME, cents(100_00)));
    assert_eq!(beta.from(Replaced).count().await.unwrap(), 1);
}

async fn joining_a_global_table<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<(String, Option<String>)> = acme
        .select((Contact.name, Country.name))
        .from(Contact)
        .left_join(Country, Contact.country.eq(Country.code))
        .order_by(Contact.name)
        .all()
        .await
        .unwrap();
    assert_eq!(
        lines(rows),
        ["(Ada, Some(Germany))", "(Bo, None)", "(Cy, Some(France))"]
    );
    let from_the_other_side: Vec<(String, Option<String>)> = acme
        .select((Country.name, Contact.name))
        .from(Country)
        .left_join(Contact, Contact.country.eq(Country.code))
        .order_by(Country.name)
        .all()
        .await
        .unwrap();
    assert_eq!(
        lines(from_the_other_side),
        [
            "(France, Some(Cy))",
            "(Germany, Some(Ada))",
            "(Italy, None)"
        ]
    );
}

async fn joining_the_tenants_own_table<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    for (db, name, rows) in [(&acme, "Acme", 3), (&beta, "Beta", 1)] {
        let names: Vec<String> = db
            .select(Organisation.name)
            .from(Policy)
            .inner_join(Organisation, Organisation.id.eq(Policy.org_id))
            .all()
            .await
            .unwrap();
        assert_eq!(names, vec![name; rows]);
    }
}

async fn conditions_over_every_joined_table<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let titles: Vec<String> = acme
        .select(Claim.title)
        .from(Claim)
        .inner_join(Policy, Claim.policy_id.eq(Policy.id))
        .inner_join(Contact, Contact.id.eq(Policy.holder_id))
        .filter(Contact.name.eq("Ada").or(Policy.number.eq("P-9")))
        .filter(Policy.premium.gt(cents(50_00)))
        .filter(Claim.open.eq(true))
        .order_by(Claim.amount.desc())
        .all()
        .await
        .unwrap();
    assert_eq!(titles, ["hail", "theft"]);
}

async fn whole_rows_side_by_side<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let (payment, claim, policy, contact): (Payment, Claim, Policy, Contact) = acme
        .select((Payment, Claim, Policy, Contact))
        .from(Payment)
        .inner_join(Claim, Payment.claim_id.eq(Claim.id))
        .inner_join(Policy, Claim.policy_id.eq(Policy.id))
        .inner_join(Contact, Policy.holder_id.eq(Contact.id))
        .filter(Payment.paid_on.eq(day(2024, 2, 29)))
        .one()
        .await
        .unwrap();
    assert_eq!((payment.amount, payment.claim_id), (cents(12_50), HAIL));
    assert_eq!((claim.id, claim.title.as_str()), (HAIL, "hail"));
    assert_eq!((policy.id, policy.holder_id), (P1, ADA));
    assert_eq!((contact.id, contact.name.as_str()), (ADA, "Ada"));
}

async fn comparing_with_an_optional_column<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let same: Vec<(String, Option<bool>)> = acme
        .select((Contact.name, Country.code.eq(Contact.country)))
        .from(Contact)
        .left_join(Country, Country.code.eq("de"))
        .order_by(Contact.name)
        .all()
        .await
        .unwrap();
    assert_eq!(
        lines(same),
        ["(Ada, Some(true))", "(Bo, None)", "(Cy, Some(false))"]
    );
}
