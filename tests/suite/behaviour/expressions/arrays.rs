use orm::driver::{HasAggregateFilter, HasArrays, HasJsonOrder};
use orm::expr::array_agg;
use orm::prelude::*;

use crate::backend::{TestBackend, on_backends};
use crate::fixture::{ACME, BETA, day, tenant};
use crate::schema::OrgId;

on_backends!(arrays: [postgres] [
    elements_are_compared,
    elements_are_added_and_taken_away,
    elements_have_places,
    changed_arrays_keep_their_type,
    rows_become_arrays,
    another_tenants_arrays_are_out_of_reach,
]);

#[derive(Keyspace)]
#[keyspace(name = "lists", tables(Bag))]
struct Lists;

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "bags", keyspace = Lists)]
struct Bag {
    #[column(primary_key)]
    id: i64,
    #[column(tenant)]
    org_id: OrgId,
    numbers: Vec<i32>,
    words: Vec<String>,
    days: Vec<NaiveDate>,
    maybe: Option<Vec<i64>>,
    small: i16,
    word: Option<String>,
}

fn rows() -> Vec<(Vec<i32>, Vec<&'static str>, Option<Vec<i64>>)> {
    vec![
        (vec![3, 1, 3], vec!["a", "b'\"{},\\"], Some(vec![1, 2])),
        (vec![], vec![], None),
        (vec![2], vec!["", "NULL"], Some(vec![])),
    ]
}

async fn bags<B: TestBackend + HasArrays>(db: &Db<B>) -> Db<B, Scoped<OrgId>> {
    db.create_tables::<Lists>().await.unwrap();
    let (acme, beta) = (tenant(db, ACME), tenant(db, BETA));
    for (id, (numbers, words, maybe)) in (1..).zip(rows()) {
        let row = NewBag {
            id,
            numbers,
            words: words.into_iter().map(str::to_owned).collect(),
            days: vec![day(2024, 2, 29)],
            small: 2,
        };
        let row = match maybe {
            Some(maybe) => row.maybe(maybe),
            None => row.into(),
        };
        acme.insert(row).run().await.unwrap();
    }
    let row = NewBag {
        id: 1,
        numbers: vec![99],
        words: vec!["beta".to_owned()],
        days: vec![],
        small: 2,
    };
    beta.insert(row).run().await.unwrap();
    acme
}

macro_rules! each {
    ($db:expr, $expression:expr) => {
        $db.select($expression)
            .from(Bag)
            .order_by(Bag.id)
            .all()
            .await
            .unwrap()
    };
}

fn expected<T>(value: impl Fn(&[i32]) -> T) -> Vec<T> {
    rows().iter().map(|(numbers, ..)| value(numbers)).collect()
}

async fn elements_are_compared<B: TestBackend + HasArrays>(db: Db<B>) {
    let db = bags(&db).await;
    let n = Bag.numbers;
    for two in [1, 2, 3] {
        macro_rules! compare {
            ($any:ident, $all:ident, $sign:tt) => {
                assert_eq!(each!(db, n.$any(two)), expected(|n| n.iter().any(|n| *n $sign two)));
                assert_eq!(each!(db, n.$all(two)), expected(|n| n.iter().all(|n| *n $sign two)));
            };
        }
        compare!(any_eq, all_eq, ==);
        compare!(any_ne, all_ne, !=);
        compare!(any_lt, all_lt, <);
        compare!(any_le, all_le, <=);
        compare!(any_gt, all_gt, >);
        compare!(any_ge, all_ge, >=);
    }
    assert_eq!(
        each!(db, Bag.maybe.all_lt(Bag.id)),
        [Some(false), None, Some(true)]
    );
}

async fn elements_are_added_and_taken_away<B: TestBackend + HasArrays>(db: Db<B>) {
    let db = bags(&db).await;
    let n = Bag.numbers;
    assert_eq!(
        each!(db, n.array_append(7)),
        expected(|n| [n, &[7]].concat())
    );
    assert_eq!(
        each!(db, n.array_prepend(7)),
        expected(|n| [&[7], n].concat())
    );
    assert_eq!(
        each!(db, n.array_concat(vec![7, 8])),
        expected(|n| [n, &[7, 8]].concat())
    );
    assert_eq!(
        each!(db, n.array_remove(3)),
        expected(|n| n.iter().copied().filter(|n| *n != 3).collect::<Vec<_>>())
    );
    let words = each!(db, Bag.words.array_append("'; --").array_remove("a"));
    assert_eq!(words[0], ["b'\"{},\\", "'; --"]);
    assert_eq!(words[1], ["'; --"]);
    assert_eq!(
        each!(db, Bag.days.array_append(day(1, 1, 1)).array_length()),
        [2, 2, 2]
    );
    // Of NULL comes NULL.
    assert_eq!(
        each!(db, Bag.maybe.array_append(5)),
        [Some(vec![1, 2, 5]), None, Some(vec![5])]
    );
    assert_eq!(
        each!(db, Bag.maybe.array_concat(vec![5])),
        [Some(vec![1, 2, 5]), None, Some(vec![5])]
    );
    assert_eq!(
        each!(db, Bag.words.array_append(Bag.word)),
        [None, None, None]
    );
    assert_eq!(
        each!(db, Bag.words.array_remove(Bag.word)),
        [None, None, None]
    );
}

async fn elements_have_places<B: TestBackend + HasArrays>(db: Db<B>) {
    let db = bags(&db).await;
    let n = Bag.numbers;
    for value in [1, 2, 3, 4] {
        assert_eq!(
            each!(db, n.array_position(value)),
            expected(|n| n.iter().position(|n| *n == value).map(|at| at as i64 + 1))
        );
    }
    for place in [-1, 0, 1, 2, 9] {
        assert_eq!(
            each!(db, n.array_element(place)),
            expected(|n| usize::try_from(place - 1)
                .ok()
                .and_then(|at| n.get(at).copied()))
        );
    }
    assert_eq!(
        each!(db, n.array_element(n.array_position(2))),
        [None, None, Some(2)]
    );
    assert_eq!(
        each!(db, Bag.days.array_element(1).year()),
        [Some(2024), Some(2024), Some(2024)]
    );
}

async fn changed_arrays_keep_their_type<B: TestBackend + HasArrays>(db: Db<B>) {
    let db = bags(&db).await;
    assert_eq!(
        each!(db, Bag.numbers.array_append(2).contains_all(Bag.numbers)),
        [true; 3]
    );
    assert_eq!(
        each!(db, Bag.numbers.array_concat(Bag.numbers).overlaps(vec![2])),
        [false, false, true]
    );
    let changed = db
        .update(Bag)
        .set(Bag.numbers.to(Bag.numbers.array_append(5)))
        .filter(Bag.numbers.any_eq(1))
        .run()
        .await
        .unwrap();
    assert_eq!(changed, 1);
    assert_eq!(each!(db, Bag.numbers)[0], [3, 1, 3, 5]);
}

async fn rows_become_arrays<B>(db: Db<B>)
where
    B: TestBackend + HasArrays + HasAggregateFilter + HasJsonOrder,
{
    let db = bags(&db).await;
    let whole = db
        .select((
            array_agg(Bag.id).order_by(Bag.id.desc()),
            array_agg(Bag.word),
            array_agg(Bag.small).filter(Bag.id.gt(1)),
            array_agg(Bag.words.array_element(1)).order_by(Bag.id),
        ))
        .from(Bag)
        .one()
        .await
        .unwrap();
    let words = vec!["a".to_owned(), String::new()];
    assert_eq!(
        whole,
        (
            Some(vec![3, 2, 1]),
            Some(vec![]),
            Some(vec![2, 2]),
            Some(words)
        )
    );
    let none = db
        .select(array_agg(Bag.id))
        .from(Bag)
        .filter(Bag.id.gt(9))
        .one()
        .await
        .unwrap();
    assert_eq!(none, None);
}

async fn another_tenants_arrays_are_out_of_reach<B: TestBackend + HasArrays>(db: Db<B>) {
    let db = bags(&db).await;
    let found = db
        .select(array_agg(Bag.numbers.array_element(1)))
        .from(Bag)
        .filter(Bag.numbers.any_eq(99).or(value(true)))
        .one()
        .await
        .unwrap()
        .unwrap();
    assert!(!found.contains(&99), "{found:?}");
    let changed = db
        .update(Bag)
        .set(Bag.numbers.to(Bag.numbers.array_append(5)))
        .filter(Bag.numbers.all_ge(99).and(Bag.words.any_eq("beta")))
        .run()
        .await
        .unwrap();
    assert_eq!(changed, 0);
}
