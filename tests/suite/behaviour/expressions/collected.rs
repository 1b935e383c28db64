use std::collections::BTreeMap;

use orm::Error;
use orm::driver::{HasAggregateFilter, HasJsonOrder};
use orm::expr::{json_agg, string_agg, window};
use orm::prelude::*;

use super::{Sample, samples, whole};
use crate::backend::{TestBackend, on_backends, on_every_backend};
use crate::fixture::{P1, P2, insurers};
use crate::schema::Claim;

on_every_backend!(
    values_become_json,
    of_no_row_there_is_no_list,
    hostile_texts_become_json,
    lists_per_group_keep_to_the_tenant,
    texts_joined_in_an_order,
    texts_joined_of_no_row,
    texts_joined_per_group_keep_to_the_tenant,
);

on_backends!(ordered: [sqlite, d1, postgres, mariadb] [json_in_an_order]);

on_backends!(cut: [mysql, mysql8] [a_text_that_the_server_cuts_is_an_error]);

on_backends!(windowed: [sqlite, d1, postgres] [lists_of_some_rows]);

type List<T> = Option<Json<Vec<Option<T>>>>;

fn sorted<T: Ord>(list: List<T>) -> Option<Vec<Option<T>>> {
    list.map(|Json(mut list)| {
        list.sort();
        list
    })
}

async fn values_become_json<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        sorted(whole!(db, json_agg(Sample.whole))),
        Some(vec![Some(-7), Some(0), Some(7)])
    );
    assert_eq!(
        sorted(whole!(db, json_agg(Sample.other))),
        Some(vec![None, Some(0), Some(2)])
    );
    assert_eq!(
        sorted(whole!(db, json_agg(Sample.more))),
        Some(vec![None, text("50% off"), text("50%_off\\")])
    );
    assert_eq!(
        sorted(whole!(db, json_agg(Sample.text.left(2)))),
        Some(vec![text(""), text("Gr"), text("ST")])
    );
}

async fn of_no_row_there_is_no_list<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let none = db
        .select((json_agg(Sample.whole), json_agg(Sample.text)))
        .from(Sample)
        .filter(Sample.id.gt(99))
        .one()
        .await
        .unwrap();
    assert_eq!(none, (None, None));
}

async fn hostile_texts_become_json<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    for text in ["'", "\"", "\\", "\\\"", "],[", "null", "ü€😀", "\n\t", ""] {
        db.update(Sample)
            .set(Sample.text.to(text))
            .all_rows()
            .run()
            .await
            .unwrap();
        let Json(list) = whole!(db, json_agg(Sample.text)).unwrap();
        assert_eq!(list, vec![Some(text.to_owned()); 3]);
    }
    let numbers = [i64::MAX, i64::MIN, (1 << 53) + 1];
    for number in numbers {
        db.update(Sample)
            .set(Sample.whole.to(number))
            .all_rows()
            .run()
            .await
            .unwrap();
        let Json(list) = whole!(db, json_agg(Sample.whole)).unwrap();
        assert_eq!(list, vec![Some(number); 3]);
    }
}

async fn lists_per_group_keep_to_the_tenant<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let lists: Vec<(Uuid, List<i64>)> = acme
        .select((Claim.policy_id, json_agg(Claim.amount)))
        .from(Claim)
        .group_by(Claim.policy_id)
        .all()
        .await
        .unwrap();
    let mut expected = BTreeMap::<_, Vec<_>>::new();
    for claim in acme.from(Claim).all().await.unwrap() {
        expected
            .entry(claim.policy_id)
            .or_default()
            .push(Some(claim.amount));
    }
    expected.values_mut().for_each(|amounts| amounts.sort());
    let lists: BTreeMap<_, _> = lists
        .into_iter()
        .map(|(policy, list)| (policy, sorted(list).unwrap()))
        .collect();
    assert_eq!(lists, expected);
    assert!(!lists.values().flatten().any(|amount| *amount == Some(7)));
}

async fn json_in_an_order<B: TestBackend + HasJsonOrder>(db: Db<B>) {
    samples(&db).await;
    let Json(list) = whole!(db, json_agg(Sample.id).order_by(Sample.whole)).unwrap();
    assert_eq!(list, [Some(2), Some(3), Some(1)]);
    let order = (Sample.flag.asc(), Sample.id.desc());
    let Json(list) = whole!(db, json_agg(Sample.id).order_by(order)).unwrap();
    assert_eq!(list, [Some(2), Some(3), Some(1)]);
    let Json(list) = whole!(db, json_agg(Sample.id).order_by(Sample.whole.mul(-1))).unwrap();
    assert_eq!(list, [Some(1), Some(3), Some(2)]);
}

async fn texts_joined_in_an_order<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        whole!(db, string_agg(Sample.text, "|").order_by(Sample.id.desc())),
        text("STRASSE||Grüße")
    );
    assert_eq!(
        whole!(
            db,
            string_agg(Sample.more, "'").order_by((Sample.flag, Sample.id))
        ),
        text("50%_off\\'50% off")
    );
}

async fn texts_joined_of_no_row<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let none = db.select(string_agg(Sample.text, ", ")).from(Sample);
    let none = none.filter(Sample.id.gt(99)).one().await.unwrap();
    assert_eq!(none, None);
    let nulls = db.select(string_agg(Sample.more, ", ")).from(Sample);
    let nulls = nulls.filter(Sample.more.is_null()).one().await.unwrap();
    assert_eq!(nulls, None);
    let empty = db.select(string_agg(Sample.text, ", ")).from(Sample);
    let empty = empty.filter(Sample.text.eq("")).one().await.unwrap();
    assert_eq!(empty.as_deref(), Some(""));
    let hostile = string_agg(Sample.text, "\\'?$1ü{0}").order_by(Sample.id);
    let joined = whole!(db, hostile).unwrap();
    assert_eq!(joined, "Grüße\\'?$1ü{0}\\'?$1ü{0}STRASSE");
    let together = whole!(db, string_agg(Sample.text, "").order_by(Sample.id));
    assert_eq!(together.as_deref(), Some("GrüßeSTRASSE"));
}

async fn texts_joined_per_group_keep_to_the_tenant<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let query = || {
        orm::select((
            Claim.policy_id,
            string_agg(Claim.title, "; ").order_by(Claim.amount.desc()),
        ))
        .from(Claim)
        .group_by(Claim.policy_id)
        .order_by(Claim.policy_id)
        .query()
    };
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        query().on(&acme).all().await.unwrap(),
        [(P1, text("fire; hail")), (P2, text("theft"))]
    );
    assert_eq!(query().on(&beta).all().await.unwrap(), [(P1, text("hail"))]);
}

/// The server's limit is 1,024 bytes unless it is set.
async fn a_text_that_the_server_cuts_is_an_error<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let joined = async |length: usize| {
        let long = "ü".repeat(length);
        let set = db.update(Sample).set(Sample.text.to(long));
        set.by_key(2).run().await.unwrap();
        let joined = db.select(string_agg(Sample.text, ", ")).from(Sample);
        joined.one().await
    };
    let short = joined(450).await.unwrap().unwrap();
    assert_eq!(short.chars().count(), 5 + 2 + 450 + 2 + 7);
    let cut = joined(600).await;
    let Err(Error::Database { code, .. }) = &cut else {
        panic!("{cut:?}");
    };
    assert_eq!(code, "1690");
}

async fn lists_of_some_rows<B: TestBackend + HasAggregateFilter + HasJsonOrder>(db: Db<B>) {
    samples(&db).await;
    let Json(list) = whole!(
        db,
        json_agg(Sample.id)
            .order_by(Sample.id.desc())
            .filter(Sample.flag)
    )
    .unwrap();
    assert_eq!(list, [Some(3), Some(1)]);
    let running: Vec<List<i64>> = db
        .select(json_agg(Sample.id).over(window().order_by(Sample.id)))
        .from(Sample)
        .order_by(Sample.id)
        .all()
        .await
        .unwrap();
    let lengths: Vec<_> = running
        .into_iter()
        .map(|list| list.map(|list| list.len()))
        .collect();
    assert_eq!(lengths, [Some(1), Some(2), Some(3)]);
}
