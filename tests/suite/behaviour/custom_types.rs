//! SQL types that an application declares, and operators on them.

pub mod places;

use orm::driver::{HasReturning, HasUpdateReturning};
use orm::prelude::*;
use orm::types::{DecodeError, EncodeError};
use orm::{BuildError, Error, Param, prepare, select};

use self::places::*;
use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::{ACME, BETA, Tenant, tenant};

on_every_backend!(
    values_come_back,
    values_are_compared_and_set,
    many_rows_at_once,
    keys_that_the_database_counts_are_given_back,
    related_rows_have_them,
    inside_other_queries,
    as_values_of_prepared_statements,
    what_a_type_refuses_is_not_sent,
    what_is_stored_wrongly_is_named,
    none_of_another_tenant,
    ; returning:
    inserted_rows_give_them_back,
    ; update_returning:
    changed_rows_give_them_back,
);

fn point(x: f64, y: f64) -> Point {
    Point { x, y }
}

fn span(from: i32, until: i32) -> Span {
    Span { from, until }
}

fn place(id: i64) -> NewPlace {
    NewPlace {
        id,
        at: point(id as f64, -0.5),
        span: span(id as i32, id as i32 + 10),
        print: Print([0, 255, 39, id as u8]),
        height: Metres(id * 100),
    }
}

fn visit(id: i64, place_id: i64) -> NewVisit {
    NewVisit {
        id,
        place_id,
        from: point(0.25, id as f64),
        height: Metres(-id),
    }
}

/// Acme has the places 1 and 2, 2 seen from (7, 8), and two visits of 1; Beta has place 1 with
/// other values.
async fn filled<B: TestBackend>(db: &Db<B>) -> (Tenant<B>, Tenant<B>) {
    db.create_tables::<Places>().await.unwrap();
    let (acme, beta) = (tenant(db, ACME), tenant(db, BETA));
    acme.insert(place(1)).run().await.unwrap();
    let second = place(2).seen(point(7.0, 8.0));
    acme.insert(second).run().await.unwrap();
    acme.insert_many([visit(1, 1).print(Print([1; 4])), visit(2, 1).into()])
        .run()
        .await
        .unwrap();
    let other = NewPlace {
        at: point(99.0, 99.0),
        ..place(1)
    };
    beta.insert(other).run().await.unwrap();
    (acme, beta)
}

async fn values_come_back<B: TestBackend>(db: Db<B>) {
    let (acme, _) = filled(&db).await;
    let rows = acme.from(Place).order_by(Place.id).all().await.unwrap();
    let expected = |id: i64, seen| Place {
        id,
        org_id: ACME,
        at: point(id as f64, -0.5),
        span: span(id as i32, id as i32 + 10),
        print: Print([0, 255, 39, id as u8]),
        height: Metres(id * 100),
        seen,
    };
    assert_eq!(
        rows,
        [expected(1, None), expected(2, Some(point(7.0, 8.0)))]
    );
    let cells: Vec<(Print, Option<Metres>)> = acme
        .select((Place.print, min(Visit.height)))
        .from(Place)
        .left_join(Visit, Visit.place_id.eq(Place.id))
        .filter(Place.seen.is_null())
        .group_by(Place.print)
        .all()
        .await
        .unwrap();
    assert_eq!(cells, [(Print([0, 255, 39, 1]), Some(Metres(-2)))]);
}

async fn values_are_compared_and_set<B: TestBackend>(db: Db<B>) {
    let (acme, _) = filled(&db).await;
    let by_span = acme.select(Place.id).from(Place);
    let by_span = by_span.filter(Place.span.eq(span(2, 12)));
    assert_eq!(by_span.all().await.unwrap(), [2]);
    let by_list = acme.select(Place.id).from(Place);
    let by_list = by_list.filter(Place.height.in_list([Metres(100), Metres(300)]));
    assert_eq!(by_list.all().await.unwrap(), [1]);
    let by_order = acme
        .select(Place.id)
        .from(Place)
        .filter(Place.height.ge(Metres(100)))
        .order_by(Place.height.desc());
    assert_eq!(by_order.all().await.unwrap(), [2, 1]);

    let changed = acme
        .update(Place)
        .set((
            Place.at.to(point(-1.5, 1e6)),
            Place.seen.to_option(Some(point(0.0, 0.0))),
            Place.span.to(Place.span),
        ))
        .filter(Place.print.eq(Print([0, 255, 39, 1])))
        .run()
        .await
        .unwrap();
    assert_eq!(changed, 1);
    let row = acme.from(Place).by_key(1).one().await.unwrap();
    assert_eq!(
        (row.at, row.seen),
        (point(-1.5, 1e6), Some(point(0.0, 0.0)))
    );
    let set = acme.update(Place).set(Place.seen.to_null());
    set.by_key(1).run().await.unwrap();
    let row = acme.from(Place).by_key(1).one().await.unwrap();
    assert_eq!(row.seen, None);

    let rows = [
        (1, Place.height.to(Metres(7))),
        (2, Place.height.to(Metres(8))),
    ];
    assert_eq!(acme.update_each(Place, rows).run().await.unwrap(), 2);
    let heights = acme.select(Place.height).from(Place).order_by(Place.id);
    assert_eq!(heights.all().await.unwrap(), [Metres(7), Metres(8)]);
}

async fn many_rows_at_once<B: TestBackend>(db: Db<B>) {
    let (acme, _) = filled(&db).await;
    let new = (10..40).map(|id| place(id).seen((id % 2 == 0).then(|| point(1.0, 2.0))));
    assert_eq!(acme.insert_many(new).run().await.unwrap(), 30);
    let rows = acme
        .from(Place)
        .filter(Place.id.ge(10))
        .order_by(Place.id)
        .all()
        .await
        .unwrap();
    assert_eq!(rows.len(), 30);
    for row in rows {
        assert_eq!(row.at, point(row.id as f64, -0.5));
        assert_eq!(row.seen.is_some(), row.id % 2 == 0);
    }
}

async fn keys_that_the_database_counts_are_given_back<B: TestBackend>(db: Db<B>) {
    db.create_tables::<Places>().await.unwrap();
    let acme = tenant(&db, ACME);
    let keys = acme.insert_many([place(5), place(6)]).returning_id();
    assert_eq!(keys.all().await.unwrap(), [5, 6]);
    let found: Vec<Point> = acme
        .select(Place.at)
        .from(Place)
        .order_by(Place.id)
        .all()
        .await
        .unwrap();
    assert_eq!(found, [point(5.0, -0.5), point(6.0, -0.5)]);
}

async fn related_rows_have_them<B: TestBackend>(db: Db<B>) {
    let (acme, _) = filled(&db).await;
    let nested = || {
        acme.find(Place)
            .order_by(Place.id)
            .with(Place::visits().order_by(Visit.id))
    };
    let per_level = nested().per_level().all().await.unwrap();
    let as_json = nested().as_json().all().await.unwrap();
    assert_eq!(per_level, as_json);
    let [(first, visits), (_, none)] = per_level.as_slice() else {
        panic!("{per_level:?}");
    };
    assert_eq!(first.at, point(1.0, -0.5));
    assert!(none.is_empty());
    let values: Vec<_> = visits
        .iter()
        .map(|visit| (visit.from, visit.print, visit.height))
        .collect();
    assert_eq!(
        values,
        [
            (point(0.25, 1.0), Some(Print([1; 4])), Metres(-1)),
            (point(0.25, 2.0), None, Metres(-2)),
        ]
    );
}

async fn inside_other_queries<B: TestBackend>(db: Db<B>) {
    let (acme, _) = filled(&db).await;
    let spots = || {
        select(SpotOf {
            id: Place.id,
            at: Place.at,
            span: Place.span,
            height: Place.height,
        })
        .from(Place)
    };
    let first = Spot {
        id: 1,
        at: point(1.0, -0.5),
        span: span(1, 11),
        height: Metres(100),
    };
    let derived = acme
        .select(Spot)
        .from(spots().derived())
        .filter(Spot.span.eq(span(1, 11)));
    assert_eq!(derived.all().await.unwrap(), std::slice::from_ref(&first));

    let cte = spots().cte();
    let of_cte = acme
        .select((Spot.at, Place.span))
        .from(&cte)
        .inner_join(Place, Place.span.eq(Spot.span))
        .filter(Spot.height.lt(Metres(200)));
    assert_eq!(
        of_cte.all().await.unwrap(),
        [(point(1.0, -0.5), span(1, 11))]
    );

    let heights = || select(Place.height).from(Place);
    let both = heights()
        .union_all(heights().filter(Place.id.eq(2)))
        .query()
        .on(&acme)
        .all();
    let mut both: Vec<i64> = both.await.unwrap().iter().map(|metres| metres.0).collect();
    both.sort_unstable();
    assert_eq!(both, [100, 200, 200]);

    let high = acme
        .select(Place.id)
        .from(Place)
        .filter(Place.height.in_query(heights().filter(Place.id.gt(1))));
    assert_eq!(high.all().await.unwrap(), [2]);
    let greatest = scalar(select(max(Place.height)).from(Place));
    let row: (Option<Metres>, i64) = acme
        .select((greatest, Place.id))
        .from(Place)
        .filter(Place.id.eq(1))
        .one()
        .await
        .unwrap();
    assert_eq!(row, (Some(Metres(200)), 1));
}

async fn as_values_of_prepared_statements<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = filled(&db).await;
    let by_span = prepare(|span: Param<Span>| {
        select(Place.at)
            .from(Place)
            .filter(Place.span.eq(span))
            .query()
    });
    let found = by_span.on(&acme, span(1, 11)).all().await.unwrap();
    assert_eq!(found, [point(1.0, -0.5)]);
    let found = by_span.on(&beta, span(1, 11)).all().await.unwrap();
    assert_eq!(found, [point(99.0, 99.0)]);
    let moved = prepare(|(id, at): (Param<i64>, Param<Point>)| {
        orm::update(Place)
            .set(Place.at.to(at))
            .filter(Place.id.eq(id))
            .command()
    });
    assert_eq!(
        moved.on(&acme, (2, point(3.0, 4.0))).run().await.unwrap(),
        1
    );
    let row = acme.from(Place).by_key(2).one().await.unwrap();
    assert_eq!(row.at, point(3.0, 4.0));
}

async fn what_a_type_refuses_is_not_sent<B: TestBackend>(db: Db<B>) {
    let (acme, _) = filled(&db).await;
    let nowhere = NewPlace {
        at: point(f64::NAN, 0.0),
        ..place(3)
    };
    let refused = acme.insert(nowhere).run().await;
    let Err(Error::Build(error)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(
        *error,
        BuildError::Column {
            table: "places",
            column: "at",
            error: EncodeError::refused("point", "it is nowhere"),
        }
    );
    assert_eq!(acme.from(Place).count().await.unwrap(), 2);
}

async fn what_is_stored_wrongly_is_named<B: TestBackend>(db: Db<B>) {
    let (acme, _) = filled(&db).await;
    let wrong = acme.update(RawPlace).set(RawPlace.print.to(vec![1, 2]));
    assert_eq!(wrong.by_key(1).run().await.unwrap(), 1);
    let read = acme.from(Place).order_by(Place.id).all().await;
    let Err(Error::Row(error)) = read else {
        panic!("{read:?}");
    };
    assert_eq!(*error.reason(), DecodeError::malformed("print", "2 bytes"));
    let text = error.to_string();
    assert!(text.contains("places") && text.contains("print"), "{text}");
}

async fn none_of_another_tenant<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = filled(&db).await;
    let all = acme.select(Place.at).from(Place).all().await.unwrap();
    assert!(!all.contains(&point(99.0, 99.0)), "{all:?}");
    let set = acme.update(Place).set(Place.at.to(point(0.0, 0.0)));
    let changed = set.filter(Place.span.eq(span(1, 11))).run().await.unwrap();
    assert_eq!(changed, 1);
    let removed = acme.delete(Visit).all_rows().run().await.unwrap();
    assert_eq!(removed, 2);
    let removed = acme.delete(Place).filter(Place.height.ge(Metres(0)));
    assert_eq!(removed.run().await.unwrap(), 2);
    let left = beta.select(Place.at).from(Place).all().await.unwrap();
    assert_eq!(left, [point(99.0, 99.0)]);
}

async fn inserted_rows_give_them_back<B: TestBackend + HasReturning>(db: Db<B>) {
    let (acme, _) = filled(&db).await;
    let row: (Point, Option<Point>, Metres) = acme
        .insert(place(3).seen(point(1.0, 1.0)))
        .returning((Place.at, Place.seen, Place.height))
        .one()
        .await
        .unwrap();
    assert_eq!(row, (point(3.0, -0.5), Some(point(1.0, 1.0)), Metres(300)));
}

async fn changed_rows_give_them_back<B: TestBackend + HasReturning + HasUpdateReturning>(
    db: Db<B>,
) {
    let (acme, _) = filled(&db).await;
    let rows = acme
        .update(Place)
        .set(Place.span.to(span(-3, 3)))
        .filter(Place.id.eq(2))
        .returning((Place.span, Place.at))
        .all()
        .await
        .unwrap();
    assert_eq!(rows, [(span(-3, 3), point(2.0, -0.5))]);
}

#[cfg(feature = "postgres")]
mod on_postgres {
    use orm::Postgres;

    use super::places::on_postgres::*;
    use super::*;
    use crate::backend::{Server, on, on_backends};

    on_backends!(operators: [postgres] [
        operators_take_and_give_them,
        words_are_searched,
    ]);

    async fn operators_take_and_give_them(db: Db<Postgres>) {
        let (acme, _) = filled(&db).await;
        let near: Vec<(i64, f64)> = acme
            .select((Place.id, distance(Place.at, point(1.0, 2.5))))
            .from(Place)
            .filter(distance(Place.at, point(1.0, 2.5)).lt(3.1))
            .all()
            .await
            .unwrap();
        assert_eq!(near, [(1, 3.0)]);
        let common: Vec<(Span, Option<f64>)> = acme
            .select((
                common(Place.span, span(5, 100)),
                distance(Place.seen, Place.at),
            ))
            .from(Place)
            .filter(overlap(Place.span, span(11, 12)))
            .all()
            .await
            .unwrap();
        let [(common, Some(far))] = common.as_slice() else {
            panic!("{common:?}");
        };
        assert_eq!(*common, span(5, 12));
        assert!((far - 5.0_f64.hypot(8.5)).abs() < 1e-9, "{far}");
    }

    async fn words_are_searched(db: Db<Postgres>) {
        db.create_tables::<Pages>().await.unwrap();
        let (acme, beta) = (tenant(&db, ACME), tenant(&db, BETA));
        for (tenant, id, text) in [
            (&acme, 1, "'hail':1"),
            (&acme, 2, "fire"),
            (&beta, 3, "hail"),
        ] {
            let words = Words(text.to_owned());
            tenant.insert(NewPage { id, words }).run().await.unwrap();
        }
        let wanted = Wanted("hail & !fire".to_owned());
        let found: Vec<(i64, Words)> = acme
            .select((Page.id, Page.words))
            .from(Page)
            .filter(holds(Page.words, wanted.clone()))
            .all()
            .await
            .unwrap();
        assert_eq!(found, [(1, Words("'hail':1".to_owned()))]);
        let of_text = words_of("the hail came".to_owned());
        let held = acme
            .select(holds(of_text, wanted))
            .from(Page)
            .limit(1)
            .one()
            .await;
        assert!(held.unwrap());
        let wrong = acme
            .select(Page.id)
            .from(Page)
            .filter(holds(Page.words, Wanted("& &".to_owned())))
            .all()
            .await;
        assert!(matches!(wrong, Err(Error::Database { .. })), "{wrong:?}");
    }

    #[cfg(feature = "sqlite")]
    #[tokio::test]
    async fn a_type_that_the_backend_lacks_is_refused() {
        on::<Sqlite>(Server::Sqlite, async |db: Db<Sqlite>| {
            let created = db.create_tables::<Pages>().await;
            let Err(Error::Build(error)) = created else {
                panic!("{created:?}");
            };
            assert_eq!(
                *error,
                BuildError::ColumnTypeMissing {
                    table: "pages",
                    column: "words",
                    what: "Words",
                    dialect: "SQLite",
                }
            );
            let words = Words("x".to_owned());
            let acme = tenant(&db, ACME);
            let sent = acme.insert(NewPage { id: 1, words }).run().await;
            let Err(Error::Build(error)) = sent else {
                panic!("{sent:?}");
            };
            let missing = BuildError::TypeMissing {
                what: "Words",
                dialect: "SQLite",
            };
            assert_eq!(*error, missing);
            let read = acme.from(Page).all().await;
            let Err(Error::Build(error)) = read else {
                panic!("{read:?}");
            };
            assert_eq!(*error, missing);
        })
        .await;
    }
}
