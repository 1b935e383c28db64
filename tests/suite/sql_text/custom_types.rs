use orm::prelude::*;
use orm::select;

use crate::backend::TestBackend;
use crate::behaviour::custom_types::places::*;
use crate::fixture::{ACME, Tenant, tenant};
use crate::sql_text::{Shown, lines, on_every_dialect, read};

on_every_dialect!(reads, writes);

async fn places<B: TestBackend>(db: &Db<B>) -> Tenant<B> {
    db.create_tables::<Places>().await.unwrap();
    tenant(db, ACME)
}

async fn reads<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = places(&db).await;
    let spots = || {
        select(SpotOf {
            id: Place.id,
            at: Place.at,
            span: Place.span,
            height: Place.height,
        })
        .from(Place)
    };
    let span = Span { from: 1, until: 2 };
    shown.add(read!(db.from(Place).filter(Place.span.eq(span))));
    shown.add(read!(
        db.select((Spot.at, Spot.span)).from(spots().derived())
    ));
    let cte = spots().cte();
    shown.add(read!(db.select(Spot.at).from(&cte)));
    let nested = db.find(Place).with(Place::visits());
    shown.add(lines(&nested.clone().as_json().to_sql().unwrap()));
    nested.as_json().all().await.unwrap();
}

async fn writes<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = places(&db).await;
    let place = |id| NewPlace {
        id,
        at: Point { x: 0.0, y: 1.0 },
        span: Span { from: 1, until: 2 },
        print: Print([0; 4]),
        height: Metres(1),
    };
    let insert = || db.insert_many([place(1), place(2)]);
    shown.add(lines(&insert().to_sql().unwrap()));
    insert().run().await.unwrap();
    let update = || {
        db.update(Place)
            .set((Place.at.to(Point { x: 2.0, y: 2.0 }), Place.seen.to_null()))
            .by_key(1)
    };
    shown.add(lines(&update().to_sql().unwrap()));
    update().run().await.unwrap();
}
