use futures::{StreamExt, TryStreamExt};
use orm::driver::HasTransactions;
use orm::expr::Condition;
use orm::prelude::*;
use orm::query::Query;
use orm::{Error, select};

use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    counts_are_shown_as_sql,
    whole_rows_come_back_as_the_struct,
    columns_tuples_and_nested_tuples,
    a_tuple_of_sixteen,
    a_tuple_mixes_rows_and_expressions,
    distinct_leaves_out_equal_rows,
    order_by_several_terms,
    nulls_stand_where_they_are_told,
    limit_and_offset,
    an_offset_without_limit,
    a_limit_beyond_every_number,
    pages_by_key_visit_each_row_once,
    pages_with_ties_and_mixed_directions,
    a_page_keeps_its_filter,
    count_is_what_all_gives,
    exists_looks_for_one_row,
    one_optional_and_not_found,
    optional_takes_the_first_of_the_order,
    by_key_of_one_column,
    by_key_of_two_columns,
    a_query_without_handle_runs_on_one,
    filter_if_filters_only_for_some,
    filters_are_added_in_a_loop,
    conditions_are_passed_around,
    any_of_and_all_of_nothing,
    conditions_keep_together_beside_other_filters,
    a_filtered_table_takes_another_select_list,
    streams_give_every_row,
    a_stream_dropped_half_way_gives_its_connection_back,
    a_stream_reports_what_went_wrong,
    one_table_twice_without_an_alias_is_refused,
    ; transactions:
    a_stored_query_runs_for_each_tenant,
);

async fn whole_rows_come_back_as_the_struct<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<Contact> = acme
        .from(Contact)
        .order_by(Contact.name)
        .all()
        .await
        .unwrap();
    let contact = |id, name: &str, email: &str, country: Option<&str>| Contact {
        id,
        org_id: ACME,
        name: name.to_owned(),
        email: email.to_owned(),
        country: country.map(str::to_owned),
    };
    assert_eq!(
        rows,
        [
            contact(ADA, "Ada", "ada@example.org", Some("de")),
            contact(BO, "Bo", "bo@example.org", None),
            contact(CY, "Cy", "cy@example.org", Some("fr")),
        ]
    );
}

async fn columns_tuples_and_nested_tuples<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let numbers: Vec<String> = acme
        .select(Policy.number)
        .from(Policy)
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    assert_eq!(numbers, ["P-1", "P-2", "P-3"]);

    let one: Vec<(String,)> = acme
        .select((Policy.number,))
        .from(Policy)
        .filter(Policy.number.eq("P-2"))
        .all()
        .await
        .unwrap();
    assert_eq!(one, [("P-2".to_owned(),)]);

    let nested: (Option<String>, (Decimal, (PolicyStatus, i64))) = acme
        .select((
            Policy.note,
            (Policy.premium, (Policy.status, Policy.version)),
        ))
        .from(Policy)
        .filter(Policy.id.eq(P2))
        .one()
        .await
        .unwrap();
    assert_eq!(
        nested,
        (
            Some("call back".to_owned()),
            (cents(50_50), (PolicyStatus::Draft, 1))
        )
    );
}

async fn a_tuple_of_sixteen<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let n = |n: i32| value(n);
    let row = acme
        .select((
            n(0),
            n(1),
            n(2),
            n(3),
            n(4),
            n(5),
            n(6),
            n(7),
            n(8),
            n(9),
            n(10),
            n(11),
            n(12),
            n(13),
            Policy.number,
            Policy.note,
        ))
        .from(Policy)
        .filter(Policy.id.eq(P1))
        .one()
        .await
        .unwrap();
    let (a, b, c, d, e, f, g, h, i, j, k, l, m, n, number, note) = row;
    assert_eq!([a, b, c, d, e, f, g], [0, 1, 2, 3, 4, 5, 6]);
    assert_eq!([h, i, j, k, l, m, n], [7, 8, 9, 10, 11, 12, 13]);
    assert_eq!((number.as_str(), note), ("P-1", None));
}

async fn a_tuple_mixes_rows_and_expressions<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let (before, policy, after): (String, Policy, String) = acme
        .select((Policy.number.lower(), Policy, Policy.number))
        .from(Policy)
        .filter(Policy.number.eq("P-1"))
        .one()
        .await
        .unwrap();
    assert_eq!((before.as_str(), after.as_str()), ("p-1", "P-1"));
    assert_eq!(
        (policy.id, policy.org_id, policy.holder_id),
        (P1, ACME, ADA)
    );
    assert_eq!(
        (policy.premium, policy.status),
        (cents(100_00), PolicyStatus::Bound)
    );
    assert_eq!((policy.version, policy.deleted_at), (1, None));
}

async fn distinct_leaves_out_equal_rows<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let all: Vec<String> = acme
        .select(Tag.label)
        .from(Tag)
        .order_by(Tag.label)
        .all()
        .await
        .unwrap();
    assert_eq!(all, ["fleet", "vip", "vip"]);
    let once = acme
        .select(Tag.label)
        .from(Tag)
        .distinct()
        .order_by(Tag.label);
    assert_eq!(once.clone().all().await.unwrap(), ["fleet", "vip"]);
    assert_eq!(once.count().await.unwrap(), 2);
}

async fn order_by_several_terms<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let titles: Vec<String> = acme
        .select(Claim.title)
        .from(Claim)
        .order_by((Claim.open.desc(), Claim.amount.asc()))
        .all()
        .await
        .unwrap();
    assert_eq!(titles, ["theft", "hail", "fire"]);
    let added: Vec<String> = acme
        .select(Claim.title)
        .from(Claim)
        .order_by(Claim.open)
        .order_by(Claim.title.length().desc())
        .order_by(Claim.title)
        .all()
        .await
        .unwrap();
    assert_eq!(added, ["fire", "theft", "hail"]);
}

async fn nulls_stand_where_they_are_told<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let countries = |order| {
        let query = acme.select(Contact.country).from(Contact);
        async move {
            let rows: Vec<Option<String>> = query.order_by(order).all().await.unwrap();
            rows.into_iter()
                .map(|row| row.unwrap_or_default())
                .collect::<Vec<_>>()
                .join(",")
        }
    };
    assert_eq!(
        countries(Contact.country.asc().nulls_first()).await,
        ",de,fr"
    );
    assert_eq!(
        countries(Contact.country.asc().nulls_last()).await,
        "de,fr,"
    );
    assert_eq!(
        countries(Contact.country.desc().nulls_first()).await,
        ",fr,de"
    );
    assert_eq!(
        countries(Contact.country.desc().nulls_last()).await,
        "fr,de,"
    );
}

async fn limit_and_offset<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let numbers = acme
        .select(Policy.number)
        .from(Policy)
        .order_by(Policy.number);
    assert_eq!(
        numbers.clone().limit(2).all().await.unwrap(),
        ["P-1", "P-2"]
    );
    assert_eq!(
        numbers.clone().limit(2).offset(1).all().await.unwrap(),
        ["P-2", "P-3"]
    );
    assert_eq!(
        numbers.clone().limit(2).offset(2).all().await.unwrap(),
        ["P-3"]
    );
    assert!(numbers.clone().limit(0).all().await.unwrap().is_empty());
    assert!(numbers.offset(3).limit(5).all().await.unwrap().is_empty());
}

async fn an_offset_without_limit<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let numbers = acme
        .select(Policy.number)
        .from(Policy)
        .order_by(Policy.number);
    assert_eq!(numbers.offset(1).all().await.unwrap(), ["P-2", "P-3"]);
}

async fn a_limit_beyond_every_number<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let numbers = acme.select(Policy.number).from(Policy);
    assert_eq!(
        numbers.clone().limit(u64::MAX).all().await.unwrap().len(),
        3
    );
    assert!(
        numbers
            .limit(1)
            .offset(u64::MAX)
            .all()
            .await
            .unwrap()
            .is_empty()
    );
}

async fn pages_by_key_visit_each_row_once<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows = (0..25).map(|n| claim(id(100 + n), P2, &format!("c{n:02}"), 1, true));
    acme.insert_many(rows).run().await.unwrap();

    let (mut seen, mut last) = (Vec::new(), None);
    loop {
        let page: Vec<(Uuid, String)> = acme
            .select((Claim.id, Claim.title))
            .from(Claim)
            .page(Claim.id.asc(), last, 7)
            .all()
            .await
            .unwrap();
        let Some((id, _)) = page.last() else { break };
        last = Some(*id);
        seen.extend(page.into_iter().map(|(_, title)| title));
        assert!(seen.len() <= 28, "a row comes twice");
    }
    let expected = ["hail", "fire", "theft"].map(str::to_owned).into_iter();
    let expected: Vec<String> = expected
        .chain((0..25).map(|n| format!("c{n:02}")))
        .collect();
    assert_eq!(seen, expected);
}

async fn pages_with_ties_and_mixed_directions<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows = (0..20_i64).map(|n| {
        claim(
            id(100 + n.unsigned_abs() as u128),
            P2,
            "tie",
            n % 3,
            n % 2 == 0,
        )
    });
    acme.insert_many(rows).run().await.unwrap();
    let order = || (Claim.amount.desc(), Claim.open.asc(), Claim.id.desc());

    let all: Vec<(i64, bool, Uuid)> = acme
        .select((Claim.amount, Claim.open, Claim.id))
        .from(Claim)
        .order_by(order())
        .all()
        .await
        .unwrap();
    for size in [1, 2, 3, 5, 100] {
        let (mut seen, mut last) = (Vec::new(), None);
        loop {
            let page = acme
                .select((Claim.amount, Claim.open, Claim.id))
                .from(Claim)
                .page(order(), last, size)
                .all()
                .await
                .unwrap();
            let Some(key) = page.last() else { break };
            last = Some(*key);
            seen.extend(page);
            assert!(seen.len() <= all.len(), "a row comes twice");
        }
        assert_eq!(seen, all, "pages of {size}");
    }
}

async fn a_page_keeps_its_filter<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let titles: Vec<String> = acme
        .select(Claim.title)
        .from(Claim)
        .filter(Claim.open.eq(true))
        .page((Claim.amount.desc(), Claim.id.asc()), Some((250, FIRE)), 5)
        .all()
        .await
        .unwrap();
    assert_eq!(titles, ["hail", "theft"]);
}

async fn count_is_what_all_gives<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    assert_eq!(acme.from(Policy).count().await.unwrap(), 3);
    assert_eq!(beta.from(Policy).count().await.unwrap(), 1);
    assert_eq!(
        acme.from(Policy)
            .filter(Policy.premium.gt(cents(50_00)))
            .count()
            .await
            .unwrap(),
        2
    );
    assert_eq!(
        acme.from(Policy)
            .order_by(Policy.number)
            .limit(2)
            .count()
            .await
            .unwrap(),
        2
    );
    assert_eq!(acme.from(Policy).offset(2).count().await.unwrap(), 1);
    let joined = acme
        .select((Policy.number, Claim.title))
        .from(Policy)
        .left_join(Claim, Claim.policy_id.eq(Policy.id));
    assert_eq!(joined.count().await.unwrap(), 4);
    let grouped = acme
        .select((Claim.policy_id, count_all()))
        .from(Claim)
        .group_by(Claim.policy_id);
    assert_eq!(grouped.count().await.unwrap(), 2);
    let same_name_twice = acme.select((Claim.id, Claim.id)).from(Claim);
    assert_eq!(same_name_twice.count().await.unwrap(), 3);
}

async fn exists_looks_for_one_row<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    assert!(
        acme.from(Policy)
            .filter(Policy.number.eq("P-3"))
            .exists()
            .await
            .unwrap()
    );
    assert!(
        !acme
            .from(Policy)
            .filter(Policy.number.eq("P-4"))
            .exists()
            .await
            .unwrap()
    );
    assert!(!acme.from(Policy).limit(0).exists().await.unwrap());
    assert!(!acme.from(Policy).offset(3).exists().await.unwrap());
}

async fn one_optional_and_not_found<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let found = acme
        .from(Policy)
        .filter(Policy.number.eq("P-1"))
        .one()
        .await
        .unwrap();
    assert_eq!(found.id, P1);
    let none = acme.from(Policy).filter(Policy.number.eq("P-4"));
    assert_eq!(none.clone().optional().await.unwrap(), None);
    assert!(matches!(
        none.one().await,
        Err(Error::NotFound { table: "policies" })
    ));
}

async fn optional_takes_the_first_of_the_order<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let numbers = acme
        .select(Policy.number)
        .from(Policy)
        .order_by(Policy.number.desc());
    assert_eq!(
        numbers.clone().optional().await.unwrap().as_deref(),
        Some("P-3")
    );
    assert_eq!(numbers.clone().limit(10).one().await.unwrap(), "P-3");
    assert_eq!(numbers.limit(0).optional().await.unwrap(), None);
}

async fn by_key_of_one_column<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    assert_eq!(
        acme.from(Policy).by_key(P1).one().await.unwrap().premium,
        cents(100_00)
    );
    assert_eq!(
        beta.from(Policy).by_key(P1).one().await.unwrap().premium,
        cents(999_99)
    );
    assert_eq!(beta.from(Policy).by_key(P2).optional().await.unwrap(), None);
    assert_eq!(
        db.from(Country)
            .by_key("fr".to_owned())
            .one()
            .await
            .unwrap()
            .name,
        "France"
    );
}

async fn by_key_of_two_columns<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let key = || (P3, "vip".to_owned());
    assert_eq!(
        acme.from(Tag).by_key(key()).one().await.unwrap().policy_id,
        P3
    );
    assert!(
        acme.from(Tag)
            .by_key((P3, "fleet".to_owned()))
            .optional()
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        beta.from(Tag)
            .by_key(key())
            .optional()
            .await
            .unwrap()
            .is_none()
    );
}

/// A query as an application stores it.
struct Reports<B: TestBackend> {
    premiums: Query<B, Scoped<OrgId>, Insurance, (String, Decimal)>,
}

async fn a_stored_query_runs_for_each_tenant<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let reports = Reports {
        premiums: select((Policy.number, Policy.premium))
            .from(Policy)
            .filter(Policy.premium.gt(cents(60_00)))
            .order_by(Policy.number)
            .query(),
    };
    let of_acme = reports.premiums.on(&acme).all().await.unwrap();
    assert_eq!(of_acme, [("P-1".to_owned(), cents(100_00))]);
    let of_beta = reports.premiums.on(&beta).all().await.unwrap();
    assert_eq!(of_beta, [("P-1".to_owned(), cents(999_99))]);

    assert_eq!(reports.premiums.on(&acme).one().await.unwrap(), of_acme[0]);
    let again = reports.premiums.clone();
    assert_eq!(
        again.on(&beta).optional().await.unwrap(),
        of_beta.first().cloned()
    );
    beta.delete(Policy).all_rows().run().await.unwrap();
    assert_eq!(again.on(&beta).optional().await.unwrap(), None);
    assert!(matches!(
        again.on(&beta).one().await,
        Err(Error::NotFound { table: "policies" })
    ));

    acme.transaction(async |tx| {
        tx.update(Policy)
            .set(Policy.premium.to(cents(70_00)))
            .by_key(P2)
            .run()
            .await?;
        assert_eq!(reports.premiums.on(&tx).all().await?.len(), 2);
        Ok(())
    })
    .await
    .unwrap();
}

async fn a_query_without_handle_runs_on_one<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let premiums = select(Policy.premium).from(Policy).order_by(Policy.number);
    assert_eq!(
        premiums.clone().on(&acme).all().await.unwrap(),
        [cents(100_00), cents(50_50), cents(0)]
    );
    assert_eq!(premiums.on(&beta).all().await.unwrap(), [cents(999_99)]);
}

async fn filter_if_filters_only_for_some<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let search = |number: Option<&str>, least: Option<Decimal>| {
        let query = acme
            .select(Policy.number)
            .from(Policy)
            .filter_if(number.map(|number| Policy.number.eq(number)))
            .filter_if(least.map(|least| Policy.premium.ge(least)))
            .order_by(Policy.number);
        async move { query.all().await.unwrap().join(",") }
    };
    assert_eq!(search(None, None).await, "P-1,P-2,P-3");
    assert_eq!(search(Some("P-2"), None).await, "P-2");
    assert_eq!(search(None, Some(cents(50_50))).await, "P-1,P-2");
    assert_eq!(search(Some("P-3"), Some(cents(1))).await, "");
}

async fn filters_are_added_in_a_loop<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let mut query = acme
        .select(Policy.number)
        .from(Policy)
        .order_by(Policy.number);
    for word in ["P", "-", "1"] {
        query = query.filter(Policy.number.contains(word));
    }
    assert_eq!(query.clone().all().await.unwrap(), ["P-1"]);
    if acme.from(Claim).exists().await.unwrap() {
        query = query.filter(Policy.premium.lt(cents(1)));
    }
    assert!(query.all().await.unwrap().is_empty());
}

fn in_force(on: bool) -> Condition<Policy> {
    if on {
        Policy.condition(Policy.status.eq(PolicyStatus::Bound))
    } else {
        Policy.condition(Policy.status.ne(PolicyStatus::Bound))
    }
}

async fn conditions_are_passed_around<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let numbers = |condition| {
        let query = acme
            .select(Policy.number)
            .from(Policy)
            .filter(condition)
            .order_by(Policy.number);
        async move { query.all().await.unwrap().join(",") }
    };
    assert_eq!(numbers(in_force(true)).await, "P-1");
    assert_eq!(numbers(in_force(false)).await, "P-2,P-3");
    let wanted = ["P-2", "P-3", "P-9"].map(|number| Policy.condition(Policy.number.eq(number)));
    assert_eq!(numbers(any_of(wanted.clone())).await, "P-2,P-3");
    assert_eq!(numbers(all_of(wanted)).await, "");
    let costly = Policy.condition(Policy.premium.gt(cents(10_00)));
    assert_eq!(
        numbers(all_of([in_force(false), costly.clone()])).await,
        "P-2"
    );
    assert_eq!(
        numbers(any_of([
            all_of([in_force(true), costly.clone()]),
            in_force(false)
        ]))
        .await,
        "P-1,P-2,P-3"
    );
    assert_eq!(
        numbers(all_of([any_of([in_force(true), in_force(false)]), costly])).await,
        "P-1,P-2"
    );
}

async fn any_of_and_all_of_nothing<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    assert_eq!(
        acme.from(Policy)
            .filter(any_of::<Policy>([]))
            .count()
            .await
            .unwrap(),
        0
    );
    assert_eq!(
        acme.from(Policy)
            .filter(all_of::<Policy>([]))
            .count()
            .await
            .unwrap(),
        3
    );
    assert_eq!(
        acme.from(Policy)
            .filter(any_of::<Policy>([]).not())
            .count()
            .await
            .unwrap(),
        3
    );
}

async fn conditions_keep_together_beside_other_filters<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    // Without parentheses, OR would let the other tenant's rows in.
    let either = || Policy.number.eq("P-1").or(Policy.number.eq("P-2"));
    assert_eq!(acme.from(Policy).filter(either()).count().await.unwrap(), 2);
    assert_eq!(beta.from(Policy).filter(either()).count().await.unwrap(), 1);
    let none = acme
        .from(Policy)
        .filter(either())
        .filter(Policy.premium.lt(cents(1)));
    assert_eq!(none.count().await.unwrap(), 0);
    let all = either()
        .not()
        .or(value(true))
        .and(Policy.premium.lt(cents(1)));
    assert_eq!(acme.from(Policy).filter(all).count().await.unwrap(), 1);
}

async fn a_filtered_table_takes_another_select_list<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let open = || acme.from(Claim).filter(Claim.open.eq(true));
    assert_eq!(
        open().select(sum(Claim.amount)).one().await.unwrap(),
        Some(140)
    );
    assert_eq!(
        open()
            .select((count_all(), max(Claim.title)))
            .one()
            .await
            .unwrap(),
        (2, Some("theft".to_owned()))
    );
}

async fn streams_give_every_row<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows = (0..500).map(|n| claim(id(100 + n), P2, &format!("c{n:03}"), 0, true));
    acme.insert_many(rows).run().await.unwrap();
    let titles = acme
        .select(Claim.title)
        .from(Claim)
        .filter(Claim.amount.eq(0))
        .order_by(Claim.title);
    let streamed: Vec<String> = titles.clone().stream().try_collect().await.unwrap();
    assert_eq!(streamed.len(), 500);
    assert_eq!(streamed, titles.all().await.unwrap());
}

async fn a_stream_dropped_half_way_gives_its_connection_back<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows = (0..500).map(|n| claim(id(100 + n), P2, "many", 0, true));
    acme.insert_many(rows).run().await.unwrap();
    for taken in [0, 1, 3, 100] {
        let mut stream = acme.from(Claim).stream();
        for _ in 0..taken {
            stream.next().await.expect("a row").unwrap();
        }
        drop(stream);
        assert_eq!(acme.from(Claim).count().await.unwrap(), 503);
        acme.update(Claim)
            .set(Claim.amount.to(taken))
            .by_key(HAIL)
            .run()
            .await
            .unwrap();
    }
}

async fn a_stream_reports_what_went_wrong<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let rows: Vec<Result<u8, Error>> = acme
        .select(value(200_u8).add(100_u8))
        .from(Claim)
        .stream()
        .collect()
        .await;
    assert!(
        matches!(rows.as_slice(), [Err(Error::Row(_)), ..]),
        "{rows:?}"
    );
    assert_eq!(acme.from(Claim).count().await.unwrap(), 3);
}

async fn one_table_twice_without_an_alias_is_refused<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let query = acme
        .select(Claim.title)
        .from(Policy)
        .inner_join(Claim, value(true))
        .cross_join(Policy);
    let error = query.all().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "policies stands in FROM twice: give one of them another name with `alias!`"
    );
}

async fn counts_are_shown_as_sql<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let count = acme.from(Claim).count_to_sql().unwrap();
    assert!(count.sql().starts_with("SELECT COUNT(*) FROM ("));
    let exists = acme.from(Claim).exists_to_sql().unwrap();
    assert!(exists.sql().starts_with("SELECT CASE WHEN EXISTS ("));
    assert_eq!((count.args().len(), exists.args().len()), (1, 1));
}
