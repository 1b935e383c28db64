//! What a column's attributes do to rows: defaults, generated values, stamps, names.

use orm::driver::{HasReturning, HasUpdateReturning};
use orm::prelude::*;
use orm::{ConstraintKind, Error};

use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::{cents, id, refused};

#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shop(pub i64);

#[derive(DbValue, Clone, Debug, PartialEq, Eq)]
pub struct Clerk(pub String);

#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(integer)]
pub enum Stage {
    New = 1,
    Old = 2,
}

#[derive(Keyspace)]
#[keyspace(name = "shops", tables(Item, Serial, Order))]
pub struct Shops;

fn three() -> i64 {
    3
}

#[derive(Table, Clone, Debug, PartialEq)]
#[table(
    name = "Items \"of\" all",
    keyspace = Shops,
    rename_all = "camelCase",
    unique(shop, code),
    unique_globally(barcode),
    index(shop, price desc),
    check("price >= 0")
)]
pub struct Item {
    #[column(primary_key, default = uuid_v4)]
    pub id: Uuid,
    #[column(tenant)]
    pub shop: Shop,
    #[column(name = "select")]
    pub code: String,
    pub barcode: i64,
    #[column(numeric(9, 2), default = 1.5)]
    pub price: Decimal,
    #[column(default = -7)]
    pub stock: i32,
    #[column(default = true)]
    pub on_sale: bool,
    #[column(default = "it's")]
    pub label: String,
    #[column(default = Stage::Old)]
    pub stage: Stage,
    #[column(default = now)]
    pub listed_at: DateTime<Utc>,
    #[column(default = sql("40 + 2"))]
    pub computed: i64,
    #[column(default = rust(three()))]
    pub from_rust: i64,
    #[column(generated("stock * 2", stored))]
    pub doubled: i64,
    #[column(default = 0, on_update = sql("touches + 1"))]
    pub touches: i64,
    #[column(updated_by)]
    pub updated_by: Option<Clerk>,
    #[column(skip)]
    pub note: String,
}

/// A counted key.
#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "serials", keyspace = Shops, global(writable))]
pub struct Serial {
    #[column(primary_key, default = auto_increment)]
    pub id: i64,
    pub name: String,
}

/// A key that is one for all tenants, as in schemas that exist.
#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "orders", keyspace = Shops, primary_key(id_only))]
pub struct Order {
    #[column(primary_key)]
    pub number: i32,
    #[column(tenant)]
    pub shop: Shop,
    #[column(references(Item::id, on_delete = cascade))]
    pub item: Uuid,
}

struct Login(Shop, &'static str);

impl TenantClaims for Login {
    type Key = Shop;
    type Actor = Clerk;

    fn tenant(&self) -> Option<Shop> {
        Some(self.0)
    }

    fn actor(&self) -> Option<Clerk> {
        Some(Clerk(self.1.to_owned()))
    }
}

on_every_backend!(
    on_update_runs_with_every_update,
    renamed_and_quoted_names,
    skipped_fields_are_no_columns,
    unique_over_all_tenants,
    a_table_check,
    a_key_without_the_tenant,
    ; returning:
    defaults_of_every_kind,
    values_instead_of_defaults,
    updated_by_is_the_last_actor,
    counted_keys,
    integer_tenant_keys,
    ; update_returning:
    generated_columns_follow,
);

async fn shop<B: TestBackend>(db: &Db<B>, key: i64, clerk: &'static str) -> Db<B, Scoped<Shop>> {
    db.create_tables::<Shops>().await.unwrap();
    db.tenant(&Login(Shop(key), clerk)).unwrap()
}

fn item(code: &str, barcode: i64) -> NewItem {
    NewItem {
        code: code.to_owned(),
        barcode,
    }
}

async fn defaults_of_every_kind<B: TestBackend + HasReturning>(db: Db<B>) {
    let shop = shop(&db, 1, "ann").await;
    let before = Utc::now();
    let stored: Item = shop
        .insert(item("a", 1))
        .returning(Item)
        .one()
        .await
        .unwrap();
    assert_eq!(stored.id.get_version_num(), 4);
    assert_eq!(
        (stored.shop, stored.code.as_str(), stored.barcode),
        (Shop(1), "a", 1)
    );
    assert_eq!(
        (stored.price, stored.stock, stored.on_sale),
        (Decimal::new(15, 1), -7, true)
    );
    assert_eq!((stored.label.as_str(), stored.stage), ("it's", Stage::Old));
    assert_eq!(
        (
            stored.computed,
            stored.from_rust,
            stored.doubled,
            stored.touches
        ),
        (42, 3, -14, 0)
    );
    let age = (stored.listed_at - before).num_seconds().abs();
    assert!(age < 5, "{}", stored.listed_at);
}

async fn values_instead_of_defaults<B: TestBackend + HasReturning>(db: Db<B>) {
    let shop = shop(&db, 1, "ann").await;
    let row = item("a", 1)
        .id(id(5))
        .price(cents(9_99))
        .stock(4)
        .on_sale(false)
        .label("x".to_owned())
        .stage(Stage::New)
        .computed(1_i64)
        .from_rust(2_i64);
    let stored: Item = shop.insert(row).returning(Item).one().await.unwrap();
    assert_eq!(
        (stored.id, stored.price, stored.stock),
        (id(5), cents(9_99), 4)
    );
    assert_eq!(
        (stored.on_sale, stored.label.as_str(), stored.stage),
        (false, "x", Stage::New)
    );
    assert_eq!((stored.computed, stored.from_rust), (1, 2));
}

async fn generated_columns_follow<B: TestBackend + HasUpdateReturning>(db: Db<B>) {
    let shop = shop(&db, 1, "ann").await;
    shop.insert(item("a", 1).stock(10)).run().await.unwrap();
    let doubled = shop
        .update(Item)
        .set(Item.stock.to(21))
        .all_rows()
        .returning(Item.doubled)
        .all()
        .await;
    assert_eq!(doubled.unwrap(), [42]);
    assert_eq!(
        shop.from(Item)
            .filter(Item.doubled.eq(42))
            .count()
            .await
            .unwrap(),
        1
    );
}

async fn on_update_runs_with_every_update<B: TestBackend>(db: Db<B>) {
    let shop = shop(&db, 1, "ann").await;
    shop.insert(item("a", 1)).run().await.unwrap();
    for touches in 1..4 {
        shop.update(Item)
            .set(Item.on_sale.to(false))
            .all_rows()
            .run()
            .await
            .unwrap();
        assert_eq!(
            shop.select(Item.touches).from(Item).one().await.unwrap(),
            touches
        );
    }
    shop.update(Item)
        .set(Item.touches.to(100))
        .all_rows()
        .run()
        .await
        .unwrap();
    assert_eq!(
        shop.select(Item.touches).from(Item).one().await.unwrap(),
        100
    );
}

async fn updated_by_is_the_last_actor<B: TestBackend + HasReturning>(db: Db<B>) {
    let ann = shop(&db, 1, "ann").await;
    let bob = db.tenant(&Login(Shop(1), "bob")).unwrap();
    let by = ann
        .insert(item("a", 1))
        .returning(Item.updated_by)
        .one()
        .await
        .unwrap();
    assert_eq!(by, Some(Clerk("ann".to_owned())));
    bob.update(Item)
        .set(Item.on_sale.to(false))
        .all_rows()
        .run()
        .await
        .unwrap();
    assert_eq!(
        ann.select(Item.updated_by).from(Item).one().await.unwrap(),
        Some(Clerk("bob".to_owned()))
    );
}

async fn renamed_and_quoted_names<B: TestBackend>(db: Db<B>) {
    let shop = shop(&db, 1, "ann").await;
    shop.insert_many([item("a", 1), item("b", 2)])
        .run()
        .await
        .unwrap();
    let statement = shop
        .select((Item.code, Item.on_sale))
        .from(Item)
        .to_sql()
        .unwrap();
    assert!(statement.sql().contains("onSale") && statement.sql().contains("select"));
    assert_eq!(statement.tables(), ["Items \"of\" all"]);
    orm::alias!(Twin: Item);
    let pairs: Vec<(String, String)> = shop
        .select((Item.code, Twin.code))
        .from(Item)
        .inner_join(Twin, Twin.code.gt(Item.code))
        .all()
        .await
        .unwrap();
    assert_eq!(pairs, [("a".to_owned(), "b".to_owned())]);
    shop.update(Item)
        .set(Item.code.to("c"))
        .filter(Item.code.eq("b"))
        .run()
        .await
        .unwrap();
    assert_eq!(
        shop.delete(Item)
            .filter(Item.code.eq("c"))
            .run()
            .await
            .unwrap(),
        1
    );
}

async fn skipped_fields_are_no_columns<B: TestBackend>(db: Db<B>) {
    let shop = shop(&db, 1, "ann").await;
    shop.insert(item("a", 1)).run().await.unwrap();
    assert_eq!(shop.from(Item).one().await.unwrap().note, "");
    assert!(!shop.from(Item).to_sql().unwrap().sql().contains("note"));
}

async fn unique_over_all_tenants<B: TestBackend>(db: Db<B>) {
    let (one, two) = (shop(&db, 1, "ann").await, shop(&db, 2, "bob").await);
    one.insert(item("a", 1)).run().await.unwrap();
    let error = refused(two.insert(item("b", 1)).run().await);
    assert_eq!(
        (error.kind, error.columns),
        (ConstraintKind::Unique, vec!["barcode".to_owned()])
    );
    two.insert(item("a", 2)).run().await.unwrap();
}

async fn a_table_check<B: TestBackend>(db: Db<B>) {
    let shop = shop(&db, 1, "ann").await;
    let error = refused(shop.insert(item("a", 1).price(cents(-1))).run().await);
    assert_eq!(error.kind, ConstraintKind::Check);
    assert_eq!(error.table.as_deref(), Some("Items \"of\" all"));
}

async fn counted_keys<B: TestBackend + HasReturning>(db: Db<B>) {
    let shop = shop(&db, 1, "ann").await;
    let serial = |name: &str| NewSerial {
        name: name.to_owned(),
    };
    let ids = shop
        .insert_many([serial("a"), serial("b"), serial("c")])
        .returning(Serial.id)
        .all()
        .await
        .unwrap();
    assert_eq!(ids, [1, 2, 3]);
    db.delete(Serial).by_key(3).run().await.unwrap();
    let next = shop
        .insert(serial("d"))
        .returning(Serial.id)
        .one()
        .await
        .unwrap();
    assert_eq!(next, 4, "a number is not given twice");
    assert_eq!(db.from(Serial).by_key(4).one().await.unwrap().name, "d");
}

async fn integer_tenant_keys<B: TestBackend + HasReturning>(db: Db<B>) {
    let (one, two) = (shop(&db, 1, "ann").await, shop(&db, 2, "bob").await);
    assert!(matches!(
        db.tenant(&Login(Shop(0), "eve")),
        Err(Error::NoTenantInClaims)
    ));
    let order = |number, item| NewOrder { number, item };
    let key = one
        .insert(item("a", 1))
        .returning(Item.id)
        .one()
        .await
        .unwrap();
    one.insert(order(1, key)).run().await.unwrap();
    let error = refused(two.insert(order(2, key)).run().await);
    assert_eq!(error.kind, ConstraintKind::ForeignKey);
    assert_eq!(one.from(Order).count().await.unwrap(), 1);
    assert_eq!(two.from(Order).count().await.unwrap(), 0);
    one.delete(Item).by_key(key).run().await.unwrap();
    assert_eq!(one.from(Order).count().await.unwrap(), 0);
}

async fn a_key_without_the_tenant<B: TestBackend>(db: Db<B>) {
    let (one, two) = (shop(&db, 1, "ann").await, shop(&db, 2, "bob").await);
    for (shop, barcode) in [(&one, 1), (&two, 2)] {
        shop.insert(item("a", barcode).id(id(barcode.unsigned_abs().into())))
            .run()
            .await
            .unwrap();
    }
    one.insert(NewOrder {
        number: 7,
        item: id(1),
    })
    .run()
    .await
    .unwrap();
    let error = refused(
        two.insert(NewOrder {
            number: 7,
            item: id(2),
        })
        .run()
        .await,
    );
    assert_eq!(
        (error.kind, error.columns),
        (ConstraintKind::Unique, vec!["number".to_owned()])
    );
    assert_eq!(two.from(Order).by_key(7).optional().await.unwrap(), None);
    assert_eq!(two.delete(Order).by_key(7).run().await.unwrap(), 0);
    assert_eq!(one.from(Order).by_key(7).one().await.unwrap().item, id(1));
}
