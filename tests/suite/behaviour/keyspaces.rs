//! Reference tables beside keyspaces, and groups of keyspaces behind one server.

use orm::Error;
use orm::driver::HasTransactions;
use orm::prelude::*;

use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::{ACME, BETA};
use crate::schema::{OrgId, Token};

on_every_backend!(
    a_group_joins_its_keyspaces_for_one_tenant,
    ; transactions:
    a_copy_is_joined_and_referred_to,
);

#[derive(Keyspace)]
#[keyspace(name = "atlas", tables(Place))]
pub struct Atlas;

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "ks_places", keyspace = Atlas, global, reference_in(Shops))]
pub struct Place {
    #[column(primary_key, varchar = 8)]
    pub code: String,
    #[column(varchar = 40)]
    pub name: String,
}

#[derive(Keyspace)]
#[keyspace(name = "shops", tables(Shop), references(Place))]
pub struct Shops;

#[derive(Table, Clone, Debug)]
#[table(name = "ks_shops", keyspace = Shops)]
pub struct Shop {
    #[column(primary_key)]
    pub number: i64,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(varchar = 8, references(Place::code))]
    pub place: String,
}

#[derive(Keyspace)]
#[keyspace(name = "tills", tables(Sale))]
pub struct Tills;

#[derive(Table, Clone, Debug)]
#[table(name = "ks_sales", keyspace = Tills)]
pub struct Sale {
    #[column(primary_key)]
    pub number: i64,
    #[column(tenant)]
    pub org_id: OrgId,
    pub shop: i64,
    pub amount: i64,
}

#[derive(Keyspace)]
#[keyspace(name = "retail", includes(Atlas, Shops, Tills))]
pub struct Retail;

/// Both tenants have shop 1 and sale 1.
async fn retail<B: TestBackend>(db: &Db<B>) -> Db<B, Unscoped, Retail> {
    let retail = db.keyspace::<Retail>();
    retail.create_tables::<Retail>().await.unwrap();
    let cross = retail
        .cross_tenant(&SystemActor::new("test"), "rows")
        .unwrap();
    // A server's database may have been another test's.
    cross.delete(Sale).all_rows().run().await.unwrap();
    cross.delete(Shop).all_rows().run().await.unwrap();
    cross.delete(Place).all_rows().run().await.unwrap();
    let place = |code: &str, name: &str| NewPlace {
        code: code.to_owned(),
        name: name.to_owned(),
    };
    let places = [place("ZRH", "Zurich"), place("BER", "Berlin")];
    retail.insert_many(places).run().await.unwrap();
    for (org, place, amount) in [(ACME, "ZRH", 5), (BETA, "BER", 7000)] {
        let own = cross.acting_in(org).unwrap();
        let place = place.to_owned();
        own.insert(NewShop { number: 1, place })
            .run()
            .await
            .unwrap();
        let sale = NewSale {
            number: 1,
            shop: 1,
            amount,
        };
        own.insert(sale).run().await.unwrap();
    }
    retail
}

async fn a_group_joins_its_keyspaces_for_one_tenant<B: TestBackend>(db: Db<B>) {
    let retail = retail(&db).await;
    let acme = retail.tenant(&Token::of(ACME)).unwrap();
    let rows: Vec<(i64, String, Option<i64>)> = acme
        .select((Shop.number, Place.name, Sale.amount))
        .from(Shop)
        .inner_join(Place, Place.code.eq(Shop.place))
        .left_join(Sale, Sale.shop.eq(Shop.number))
        .all()
        .await
        .unwrap();
    assert_eq!(rows, [(1, "Zurich".to_owned(), Some(5))]);
    let sold = acme
        .from(Shop)
        .filter(
            Shop.number
                .in_query(orm::select(Sale.shop).from(Sale).filter(Sale.amount.gt(10))),
        )
        .count()
        .await
        .unwrap();
    assert_eq!(sold, 0, "the large sale is another tenant's");
    acme.update(Sale)
        .set(Sale.amount.to(6))
        .all_rows()
        .run()
        .await
        .unwrap();
    acme.delete(Shop).all_rows().run().await.unwrap();
    let beta = retail.tenant(&Token::of(BETA)).unwrap();
    let rows = beta
        .select((Shop.number, Sale.amount))
        .from(Shop)
        .inner_join(Sale, Sale.shop.eq(Shop.number))
        .all()
        .await
        .unwrap();
    assert_eq!(rows, [(1, 7000)]);
}

async fn a_copy_is_joined_and_referred_to<B: TestBackend + HasTransactions>(db: Db<B>) {
    let retail = retail(&db).await;
    let shops: Db<B, Unscoped, Shops> = retail.keyspace();
    let acme = shops.tenant(&Token::of(ACME)).unwrap();
    orm::alias!(Elsewhere: Place);
    let rows = acme
        .select((Shop.number, Place.name, Elsewhere.name))
        .from(Place)
        .inner_join(Shop, Shop.place.eq(Place.code))
        .inner_join(Elsewhere, Elsewhere.code.ne(Place.code))
        .all()
        .await
        .unwrap();
    assert_eq!(rows, [(1, "Zurich".to_owned(), "Berlin".to_owned())]);
    let nowhere = NewShop {
        number: 2,
        place: "XXX".to_owned(),
    };
    let refused = acme.insert(nowhere).run().await.unwrap_err();
    assert!(matches!(refused, Error::Constraint(_)), "{refused:?}");
    // Here copy and home are one table: nothing is to be done.
    let copied = shops.copy_reference(Place, &retail).await.unwrap();
    assert_eq!(copied, orm::query::Copied::default());
}
