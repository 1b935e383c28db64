use orm::driver::BuildError;
use orm::prelude::*;
use orm::types::EncodeError;
use orm::{ConstraintKind, Error, select};

use super::{NewSample, Sample, each, holds, samples, whole};
use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::cents;

on_every_backend!(
    compared_with_values,
    compared_with_another_scale,
    added_over_two_scales,
    between_and_in_list_over_two_scales,
    case_and_coalesce_over_two_scales,
    in_a_subquery_of_another_scale,
    compared_with_a_scalar_subquery,
    sums_are_exact,
    averages_have_four_more_digits,
    ends_and_distinct,
    ordered_as_numbers,
    stored_from_another_scale,
    a_value_with_too_many_digits,
    a_value_without_a_scale,
    a_value_too_large,
    negative_and_zero,
);

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

fn decimals<const N: usize>(texts: [&str; N]) -> [Decimal; N] {
    texts.map(decimal)
}

async fn compared_with_values<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(
        each!(db, Sample.fine.eq(decimal("10.25"))),
        [true, false, false]
    );
    assert_eq!(
        each!(db, Sample.fine.eq(decimal("10.250000"))),
        [true, false, false]
    );
    assert_eq!(each!(db, Sample.fine.gt(Decimal::TEN)), [true, false, true]);
    assert_eq!(
        each!(db, Sample.fine.lt(Decimal::ZERO)),
        [false, true, false]
    );
    assert_eq!(
        each!(db, Sample.gap.le(decimal("1.1"))),
        [Some(true), None, Some(true)]
    );
    assert_eq!(holds!(db, Sample.finer.ge(decimal("3.1415"))), [1, 3]);
}

async fn compared_with_another_scale<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(
        each!(db, Sample.fine.eq(Sample.finer)),
        [true, false, false]
    );
    assert_eq!(
        each!(db, Sample.finer.eq(Sample.fine)),
        [true, false, false]
    );
    assert_eq!(
        each!(db, Sample.fine.lt(Sample.finer)),
        [false, true, false]
    );
    assert_eq!(
        each!(db, Sample.finer.gt(Sample.gap)),
        [Some(true), None, Some(true)]
    );
    assert_eq!(
        each!(db, Sample.gap.is_not_distinct_from(Sample.finer)),
        [false, false, false]
    );
    assert_eq!(
        whole!(db, max(Sample.fine).gt(max(Sample.finer))),
        Some(true)
    );
}

async fn added_over_two_scales<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(
        each!(db, Sample.fine.add(Sample.finer)),
        decimals(["20.5", "-0.0099", "1003.1315"])
    );
    assert_eq!(
        each!(db, Sample.finer.sub(Sample.fine)),
        decimals(["0", "0.0101", "-996.8485"])
    );
    assert_eq!(
        each!(db, Sample.fine.add(decimal("0.1"))),
        decimals(["10.35", "0.09", "1000.09"])
    );
    assert_eq!(
        each!(db, Sample.fine.add(Sample.fine).sub(Sample.finer)),
        decimals(["10.25", "-0.0201", "1996.8385"])
    );
    assert_eq!(
        each!(db, Sample.fine.add(Sample.gap)),
        [Some(decimal("11.35")), None, Some(decimal("994.99"))]
    );
    assert_eq!(
        holds!(db, Sample.fine.add(Sample.finer).eq(decimal("-0.0099"))),
        [2]
    );
}

async fn between_and_in_list_over_two_scales<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(
        holds!(db, Sample.finer.between(decimal("0.0001"), Sample.fine)),
        [1, 3]
    );
    assert_eq!(
        holds!(db, Sample.fine.between(Sample.finer, decimal("10.25"))),
        [1]
    );
    assert_eq!(
        holds!(
            db,
            Sample.fine.in_list([decimal("999.99"), decimal("10.25")])
        ),
        [1, 3]
    );
    assert_eq!(holds!(db, Sample.fine.in_list([Sample.finer])), [1]);
    assert_eq!(holds!(db, Sample.finer.in_list([Sample.fine])), [1]);
    assert_eq!(holds!(db, Sample.finer.not_in_list([Sample.fine])), [2, 3]);
}

async fn case_and_coalesce_over_two_scales<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let picked = case(Sample.flag, Sample.fine).otherwise(Sample.finer);
    assert_eq!(each!(db, picked), decimals(["10.25", "0.0001", "999.99"]));
    let other = case(Sample.flag, Sample.finer).otherwise(Sample.fine);
    assert_eq!(each!(db, other), decimals(["10.25", "-0.01", "3.1415"]));
    assert_eq!(
        each!(
            db,
            case(Sample.flag, value(Decimal::ONE)).otherwise(Sample.fine)
        ),
        decimals(["1", "-0.01", "1"])
    );
    assert_eq!(
        each!(db, coalesce(Sample.gap, Sample.finer)),
        decimals(["1.1", "0.0001", "-5"])
    );
    assert_eq!(
        each!(db, coalesce(Sample.gap, Decimal::ZERO)),
        decimals(["1.1", "0", "-5"])
    );
}

async fn in_a_subquery_of_another_scale<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let same = select(Sample.fine).from(Sample);
    assert_eq!(holds!(db, Sample.fine.in_query(same)), [1, 2, 3]);
    let finer = select(Sample.finer).from(Sample);
    assert_eq!(holds!(db, Sample.fine.in_query(finer.clone())), [1]);
    assert_eq!(holds!(db, Sample.fine.not_in_query(finer)), [2, 3]);
    let fine = select(Sample.fine).from(Sample);
    assert_eq!(holds!(db, Sample.finer.in_query(fine)), [1]);
}

async fn compared_with_a_scalar_subquery<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let finest = || scalar(select(max(Sample.finer)).from(Sample));
    assert_eq!(holds!(db, Sample.fine.eq(finest())), [1]);
    assert_eq!(holds!(db, Sample.fine.gt(finest())), [3]);
    assert_eq!(
        each!(db, finest().sub(Sample.fine)),
        decimals(["0", "10.26", "-989.74"]).map(Some)
    );
}

async fn sums_are_exact<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(whole!(db, sum(Sample.fine)), Some(decimal("1010.23")));
    assert_eq!(whole!(db, sum(Sample.gap)), Some(decimal("-3.90")));
    assert_eq!(
        whole!(db, sum(Sample.fine.add(Sample.finer))),
        Some(decimal("1023.6216"))
    );
    assert_eq!(
        whole!(db, sum(Sample.fine).sub(sum(Sample.finer))),
        Some(decimal("996.8384"))
    );
    db.delete(Sample).all_rows().run().await.unwrap();
    // A tenth is no float: a thousand of them would not be a hundred.
    let tenth = |id| NewSample {
        id,
        whole: 0,
        real: 0.1,
        text: String::new(),
        flag: true,
        fine: decimal("0.1"),
        finer: Decimal::ZERO,
    };
    db.insert_many((0..1_000).map(tenth)).run().await.unwrap();
    assert_eq!(whole!(db, sum(Sample.fine)), Some(decimal("100")));
    assert_eq!(whole!(db, avg(Sample.fine)), Some(decimal("0.1")));
}

async fn averages_have_four_more_digits<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    assert_eq!(whole!(db, avg(Sample.fine)), Some(decimal("336.743333")));
    assert_eq!(whole!(db, avg(Sample.gap)), Some(decimal("-1.95")));
    assert_eq!(
        whole!(db, avg(Sample.fine).gt(avg(Sample.finer))),
        Some(true)
    );
    assert_eq!(
        whole!(db, avg(Sample.fine).add(max(Sample.fine))),
        Some(decimal("1336.733333"))
    );
}

async fn ends_and_distinct<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let ends = db
        .select((
            min(Sample.fine),
            max(Sample.fine),
            min(Sample.gap),
            max(Sample.finer),
        ))
        .from(Sample)
        .one()
        .await
        .unwrap();
    let expected = decimals(["-0.01", "999.99", "-5", "10.25"]).map(Some);
    assert_eq!([ends.0, ends.1, ends.2, ends.3], expected);
    db.update(Sample)
        .set(Sample.fine.to(decimal("2.50")))
        .filter(Sample.flag)
        .run()
        .await
        .unwrap();
    let once = db
        .select((
            count(Sample.fine).distinct(),
            sum(Sample.fine).distinct(),
            avg(Sample.fine).distinct(),
        ))
        .from(Sample)
        .one()
        .await
        .unwrap();
    assert_eq!(once, (2, Some(decimal("2.49")), Some(decimal("1.245"))));
}

async fn ordered_as_numbers<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let ids = db
        .select(Sample.id)
        .from(Sample)
        .order_by(Sample.fine.desc())
        .all()
        .await
        .unwrap();
    assert_eq!(ids, [3, 1, 2]);
    let ids = db
        .select(Sample.id)
        .from(Sample)
        .order_by(Sample.fine.sub(Sample.finer))
        .all()
        .await
        .unwrap();
    assert_eq!(ids, [2, 1, 3]);
}

async fn stored_from_another_scale<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    db.update(Sample)
        .set(Sample.finer.to(Sample.fine))
        .all_rows()
        .run()
        .await
        .unwrap();
    assert_eq!(
        each!(db, Sample.finer),
        decimals(["10.25", "-0.01", "999.99"])
    );
    // The other way digits would be lost.
    let cut = db
        .update(Sample)
        .set(Sample.fine.to(Sample.finer.add(decimal("0.0001"))))
        .all_rows()
        .run()
        .await;
    assert!(matches!(cut, Err(Error::Build(_))), "{cut:?}");
    assert_eq!(
        each!(db, Sample.fine),
        decimals(["10.25", "-0.01", "999.99"])
    );
}

async fn a_value_with_too_many_digits<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let result = db
        .from(Sample)
        .filter(Sample.fine.eq(decimal("10.255")))
        .all()
        .await;
    let Err(Error::Build(error)) = result else {
        panic!("{result:?}")
    };
    assert_eq!(
        *error,
        BuildError::Encode(EncodeError::TooManyDigits {
            value: "10.255".to_owned(),
            scale: 2
        })
    );
    // Beside a column of four digits there is room.
    assert_eq!(
        holds!(db, Sample.fine.add(Sample.finer).gt(decimal("10.255"))),
        [1, 3]
    );
}

async fn a_value_without_a_scale<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let result = db.select(value(Decimal::ONE)).from(Sample).all().await;
    let Err(Error::Build(error)) = result else {
        panic!("{result:?}")
    };
    assert_eq!(
        *error,
        BuildError::Encode(EncodeError::NoScale {
            value: "1".to_owned()
        })
    );
}

async fn a_value_too_large<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let large = Decimal::MAX;
    // Compared exactly, or refused: never found.
    let result = db.from(Sample).filter(Sample.fine.eq(large)).count().await;
    assert!(matches!(result, Ok(0) | Err(Error::Build(_))), "{result:?}");
    let result = db
        .update(Sample)
        .set(Sample.fine.to(large))
        .all_rows()
        .run()
        .await;
    assert!(
        matches!(&result, Err(Error::Build(_)))
            || matches!(&result, Err(Error::Constraint(refused)) if refused.kind == ConstraintKind::Size),
        "{result:?}"
    );
}

async fn negative_and_zero<B: TestBackend>(db: Db<B>) {
    samples(&db).await;
    let minus_zero = decimal("-0.00");
    assert_eq!(each!(db, Sample.fine.sub(Sample.fine)), [Decimal::ZERO; 3]);
    db.update(Sample)
        .set(Sample.fine.to(minus_zero))
        .by_key(1)
        .run()
        .await
        .unwrap();
    assert_eq!(holds!(db, Sample.fine.eq(Decimal::ZERO)), [1]);
    assert_eq!(
        each!(db, Sample.fine.sub(cents(1))),
        decimals(["-0.01", "-0.02", "999.98"])
    );
}
