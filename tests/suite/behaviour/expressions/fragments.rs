use orm::prelude::*;

use super::{Sample, each, holds, samples};
use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    numbers,
    texts,
    conditions,
    null_flows_through,
    a_fragment_is_one_operand,
    operators_over_fragments,
    fragments_over_outer_joined_columns,
    fragments_over_aggregates,
    braces_and_question_marks_in_texts,
    values_are_bound,
);

async fn numbers<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(each!(db, sql!(i64, "abs({}) % 4", Sample.whole)), [3, 3, 0]);
    assert_eq!(
        each!(db, sql!(i64, "{} + {} * 2", Sample.id, Sample.whole)),
        [15, -12, 3]
    );
    assert_eq!(each!(db, sql!(i64, "1 + 2 * 3")), [7, 7, 7]);
    assert_eq!(
        each!(
            db,
            sql!(f64, "cast({} as double precision) / 2", Sample.whole)
        ),
        [3.5, -3.5, 0.0]
    );
}

async fn texts<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(
        each!(
            db,
            sql!(String, "replace(lower({}), 's', 'z')", Sample.text)
        ),
        ["grüße", "", "ztrazze"]
    );
    assert_eq!(
        each!(
            db,
            sql!(
                String,
                "{} || '-' || {}",
                Sample.text,
                Sample.text.length().cast::<String>()
            )
        ),
        ["Grüße-5", "-0", "STRASSE-7"]
    );
    assert_eq!(each!(db, sql!(String, "trim('  it''s  ')"))[0], "it's");
    assert_eq!(
        each!(db, sql!(String, "substr({}, 2, 3)", Sample.text)),
        ["rüß", "", "TRA"]
    );
}

async fn conditions<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(
        holds!(db, sql!(bool, "{} > 0 or {} = 2", Sample.whole, Sample.id)),
        [1, 2]
    );
    assert_eq!(
        holds!(
            db,
            sql!(
                bool,
                "{} between 1 and 2 and not {} = 1",
                Sample.id,
                Sample.id
            )
        ),
        [2]
    );
    assert_eq!(
        holds!(db, sql!(bool, "{} in (1, {} + 1)", Sample.id, Sample.id)),
        [1]
    );
    assert_eq!(holds!(db, sql!(bool, "{} like 'STR%'", Sample.text)), [3]);
    assert_eq!(
        holds!(
            db,
            sql!(
                bool,
                "case when {} then {} < 0 else true end",
                Sample.flag,
                Sample.whole
            )
        ),
        [2]
    );
}

async fn null_flows_through<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let sums: Vec<Option<i64>> = each!(db, sql!(i64, "{} + 1", Sample.other));
    assert_eq!(sums, [Some(3), None, Some(1)]);
    let parts: Vec<Option<i64>> = each!(db, sql!(Option<i64>, "nullif({}, 7)", Sample.whole));
    assert_eq!(parts, [None, Some(-7), Some(0)]);
    assert_eq!(
        each!(
            db,
            coalesce(sql!(Option<i64>, "nullif({}, 7)", Sample.whole), 1)
        ),
        [1, -7, 0]
    );
}

async fn a_fragment_is_one_operand<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    // An OR at its top doesn't reach the tenant predicate.
    let anything = || sql!(bool, "{} = 'P-1' or 1 = 1", Policy.number);
    assert_eq!(
        acme.from(Policy).filter(anything()).count().await.unwrap(),
        3
    );
    assert_eq!(
        beta.from(Policy).filter(anything()).count().await.unwrap(),
        1
    );
    let both = acme
        .from(Policy)
        .filter(anything())
        .filter(Policy.number.eq("P-2"));
    assert_eq!(both.count().await.unwrap(), 1);
}

async fn operators_over_fragments<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(
        each!(db, sql!(i64, "{} + 1", Sample.whole).mul(2)),
        [16, -12, 2]
    );
    assert_eq!(
        each!(db, Sample.whole.mul(sql!(i64, "{} + 1", Sample.id))),
        [14, -21, 0]
    );
    assert_eq!(holds!(db, sql!(i64, "{} % 2", Sample.whole).eq(0)), [3]);
    let order = db
        .select(Sample.id)
        .from(Sample)
        .order_by(sql!(i64, "-{}", Sample.id).asc());
    assert_eq!(order.all().await.unwrap(), [3, 2, 1]);
}

async fn fragments_over_outer_joined_columns<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let titles: Vec<Option<String>> = acme
        .select(sql!(String, "upper({})", Claim.title))
        .from(Policy)
        .left_join(
            Claim,
            Claim.policy_id.eq(Policy.id).and(Claim.open.eq(false)),
        )
        .order_by(Policy.number)
        .all()
        .await
        .unwrap();
    assert_eq!(titles, [Some("FIRE".to_owned()), None, None]);
}

async fn fragments_over_aggregates<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let range = sql!(i64, "{} - {}", max(Claim.amount), min(Claim.amount));
    assert_eq!(
        acme.select(range).from(Claim).one().await.unwrap(),
        Some(210)
    );
    let total = acme
        .select(sum(sql!(i64, "{} * 2", Claim.amount)))
        .from(Claim);
    assert_eq!(total.one().await.unwrap(), Some(780));
}

async fn braces_and_question_marks_in_texts<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(each!(db, sql!(String, "'{} ? $1 :x'"))[0], "{} ? $1 :x");
    assert_eq!(
        each!(db, sql!(String, "'?' || {}", value("!".to_owned())))[0],
        "?!"
    );
}

async fn values_are_bound<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let hostile = "' || (SELECT 1) || '".to_owned();
    assert_eq!(
        each!(db, sql!(String, "lower({})", value(hostile.clone())))[0],
        hostile.to_lowercase()
    );
    let statement = db
        .select(sql!(String, "lower({})", value(hostile.clone())))
        .from(Sample)
        .to_sql()
        .unwrap();
    assert!(!statement.sql().contains("||"), "{}", statement.sql());
}
