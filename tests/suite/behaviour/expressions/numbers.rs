use orm::Error;
use orm::prelude::*;
use orm::types::DecodeError;

use super::{Sample, each, holds, samples};
use crate::backend::{TestBackend, on_every_backend};

on_every_backend!(
    whole_numbers,
    whole_numbers_divide_to_whole_numbers,
    floats,
    null_flows_through_arithmetic,
    arithmetic_groups_as_it_is_written,
    arithmetic_in_filter_and_order,
    casts,
    a_sum_beyond_the_type_is_an_error,
    a_difference_below_zero_is_an_error_for_unsigned,
    a_number_divided_by_nothing,
    aggregates,
);

async fn whole_numbers<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(each!(db, Sample.whole.add(1)), [8, -6, 1]);
    assert_eq!(each!(db, Sample.whole.sub(Sample.id)), [6, -9, -3]);
    assert_eq!(each!(db, Sample.whole.mul(-2)), [-14, 14, 0]);
    assert_eq!(each!(db, value(10_i64).sub(Sample.id)), [9, 8, 7]);
}

async fn whole_numbers_divide_to_whole_numbers<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(each!(db, Sample.whole.div(2)), [3, -3, 0]);
    assert_eq!(each!(db, Sample.whole.div(-2)), [-3, 3, 0]);
    assert_eq!(each!(db, Sample.whole.div(2).mul(2)), [6, -6, 0]);
    assert_eq!(each!(db, value(7_u8).div(2)), [3, 3, 3]);
}

async fn floats<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(each!(db, Sample.real.add(0.25)), [1.75, 0.0, 2.25]);
    assert_eq!(each!(db, Sample.real.mul(Sample.real)), [2.25, 0.0625, 4.0]);
    assert_eq!(each!(db, Sample.real.div(4.0)), [0.375, -0.0625, 0.5]);
    assert_eq!(each!(db, Sample.real.sub(2.0)), [-0.5, -2.25, 0.0]);
    // Floats that are whole numbers divide as floats.
    assert_eq!(each!(db, value(1.0_f64).div(2.0)), [0.5, 0.5, 0.5]);
}

async fn null_flows_through_arithmetic<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(
        each!(db, Sample.whole.add(Sample.other)),
        [Some(9), None, Some(0)]
    );
    assert_eq!(
        each!(db, Sample.other.mul(3).sub(1)),
        [Some(5), None, Some(-1)]
    );
}

async fn arithmetic_groups_as_it_is_written<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(each!(db, Sample.whole.add(1).mul(2)), [16, -12, 2]);
    assert_eq!(each!(db, Sample.whole.add(Sample.id.mul(2))), [9, -3, 6]);
    assert_eq!(each!(db, Sample.whole.sub(Sample.id.sub(1))), [7, -8, -2]);
    assert_eq!(each!(db, Sample.whole.sub(Sample.id).sub(1)), [5, -10, -4]);
}

async fn arithmetic_in_filter_and_order<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(holds!(db, Sample.whole.add(Sample.id).gt(2)), [1, 3]);
    let by_square = db
        .select(Sample.id)
        .from(Sample)
        .order_by((Sample.whole.mul(Sample.whole).desc(), Sample.id));
    assert_eq!(by_square.all().await.unwrap(), [1, 2, 3]);
}

async fn casts<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(each!(db, Sample.whole.cast::<f64>()), [7.0, -7.0, 0.0]);
    assert_eq!(
        each!(db, Sample.whole.cast::<f64>().div(2.0)),
        [3.5, -3.5, 0.0]
    );
    assert_eq!(each!(db, Sample.whole.cast::<String>()), ["7", "-7", "0"]);
    assert_eq!(each!(db, Sample.flag.cast::<i64>()), [1, 0, 1]);
    assert_eq!(
        each!(db, Sample.other.cast::<String>()),
        [Some("2".to_owned()), None, Some("0".to_owned())]
    );
    let wide: Vec<i64> = each!(db, value(i32::MAX).cast::<i64>().add(1));
    assert_eq!(wide[0], i64::from(i32::MAX) + 1);
    assert_eq!(
        each!(db, Sample.whole.cast::<String>().concat("%")),
        ["7%", "-7%", "0%"]
    );
}

async fn a_sum_beyond_the_type_is_an_error<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let error = db
        .select(value(200_u8).add(100_u8))
        .from(Sample)
        .one()
        .await
        .unwrap_err();
    let Error::Row(row) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(
        *row.reason(),
        DecodeError::OutOfRange {
            value: "300".to_owned(),
            target: "u8"
        }
    );
    assert_eq!(
        error.to_string(),
        "expression 1 of the select list: 300 is out of range for u8"
    );
    let beyond = db
        .select((Sample.id, value(i64::MAX).add(Sample.id)))
        .from(Sample)
        .all()
        .await;
    assert!(
        matches!(beyond, Err(Error::Row(_) | Error::Database { .. })),
        "{beyond:?}"
    );
}

async fn a_difference_below_zero_is_an_error_for_unsigned<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let error = db.select(value(1_u64).sub(2_u64)).from(Sample).one().await;
    assert!(
        matches!(error, Err(Error::Row(_) | Error::Database { .. })),
        "{error:?}"
    );
}

async fn a_number_divided_by_nothing<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let error = db.select(Sample.whole.div(0)).from(Sample).one().await;
    assert!(
        matches!(error, Err(Error::Row(_) | Error::Database { .. })),
        "{error:?}"
    );
}

async fn aggregates<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let (sums, averages): (
        (Option<i64>, Option<f64>, Option<i64>),
        (Option<f64>, Option<f64>),
    ) = db
        .select((
            (sum(Sample.whole), sum(Sample.real), sum(Sample.other)),
            (avg(Sample.id), avg(Sample.real)),
        ))
        .from(Sample)
        .one()
        .await
        .unwrap();
    assert_eq!(sums, (Some(0), Some(3.25), Some(2)));
    assert_eq!(averages, (Some(2.0), Some(3.25 / 3.0)));
    let ends = db
        .select((
            min(Sample.real),
            max(Sample.text),
            min(Sample.other),
            max(Sample.whole.mul(Sample.id)),
        ))
        .from(Sample)
        .one()
        .await
        .unwrap();
    assert_eq!(
        ends,
        (Some(-0.25), Some("STRASSE".to_owned()), Some(0), Some(7))
    );
}
