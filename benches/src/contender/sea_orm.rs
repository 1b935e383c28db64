//! SeaORM on Postgres and MySQL: entities, its query builder, its pool held to one connection.

use sea_orm::entity::prelude::*;
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, JoinType, LoaderTrait, QueryOrder, QuerySelect,
    Set,
};
use tokio::runtime::Runtime;

use super::{Contender, runtime};
use crate::Outcome;
use crate::fixture::TENANT;
use crate::model::{self, Authored};
use crate::workload::{Seen, Workload};

mod policies {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Hash, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "policies")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub org_id: Uuid,
        pub number: String,
        pub sequence: i64,
        pub premium: Decimal,
        pub created_at: DateTimeUtc,
        pub details: Json,
        pub active: bool,
        pub note: Option<String>,
        pub priority: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod items {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "items")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub org_id: Uuid,
        pub name: String,
        pub count: i64,
        pub created_at: DateTimeUtc,
        pub active: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod users {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "users")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub org_id: Uuid,
        pub name: String,
        pub email: String,
        pub age: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::posts::Entity")]
        Posts,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod posts {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "posts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub org_id: Uuid,
        pub author_id: Uuid,
        pub title: String,
        pub views: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::users::Entity",
            from = "(Column::OrgId, Column::AuthorId)",
            to = "(super::users::Column::OrgId, super::users::Column::Id)"
        )]
        Author,
    }

    impl Related<super::users::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Author.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod arrivals {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "arrivals")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub org_id: Uuid,
        pub name: String,
        pub count: i64,
        pub created_at: DateTimeUtc,
        pub active: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod customers {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "customers")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub org_id: Uuid,
        pub name: String,
        pub city: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::orders::Entity")]
        Orders,
    }

    impl Related<super::orders::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Orders.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod orders {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "orders")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub org_id: Uuid,
        pub customer_id: Uuid,
        pub number: String,
        pub total: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::customers::Entity",
            from = "(Column::OrgId, Column::CustomerId)",
            to = "(super::customers::Column::OrgId, super::customers::Column::Id)"
        )]
        Customer,
        #[sea_orm(has_many = "super::lines::Entity")]
        Lines,
    }

    impl Related<super::customers::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Customer.def()
        }
    }

    impl Related<super::lines::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Lines.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod lines {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "lines")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub org_id: Uuid,
        pub order_id: Uuid,
        pub product: String,
        pub quantity: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::orders::Entity",
            from = "(Column::OrgId, Column::OrderId)",
            to = "(super::orders::Column::OrgId, super::orders::Column::Id)"
        )]
        Order,
    }

    impl Related<super::orders::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Order.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) fn open(url: &str) -> Outcome<Box<dyn Contender>> {
    let runtime = runtime()?;
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    let database = runtime.block_on(Database::connect(options))?;
    Ok(Box::new(SeaOrm { runtime, database }))
}

struct SeaOrm {
    runtime: Runtime,
    database: DatabaseConnection,
}

impl Contender for SeaOrm {
    fn point(&mut self, keys: &[Uuid], seen: &mut Seen) -> Outcome {
        self.runtime.block_on(async {
            for key in keys {
                let policy = policies::Entity::find_by_id((*key, TENANT))
                    .one(&self.database)
                    .await?
                    .ok_or("no such policy")?;
                seen.row(&policy);
            }
            Ok(())
        })
    }

    fn select(&mut self, rows: usize, times: usize, seen: &mut Seen) -> Outcome {
        self.runtime.block_on(async {
            for _ in 0..times {
                let items: Vec<(Uuid, String, i64, DateTimeUtc, bool)> = items::Entity::find()
                    .select_only()
                    .columns([
                        items::Column::Id,
                        items::Column::Name,
                        items::Column::Count,
                        items::Column::CreatedAt,
                        items::Column::Active,
                    ])
                    .filter(items::Column::OrgId.eq(TENANT))
                    .limit(rows as u64)
                    .into_tuple()
                    .all(&self.database)
                    .await?;
                seen.rows(&items);
            }
            Ok(())
        })
    }

    fn join(&mut self, times: usize, seen: &mut Seen) -> Outcome {
        self.runtime.block_on(async {
            for _ in 0..times {
                let authored: Vec<Authored> = users::Entity::find()
                    .select_only()
                    .columns([users::Column::Id, users::Column::Name])
                    .columns([
                        posts::Column::Id,
                        posts::Column::Title,
                        posts::Column::Views,
                    ])
                    .join(JoinType::LeftJoin, posts::Relation::Author.def().rev())
                    .filter(users::Column::OrgId.eq(TENANT))
                    .filter(users::Column::Age.gte(30))
                    .order_by_asc(users::Column::Name)
                    .order_by_asc(posts::Column::Views)
                    .limit(1_000)
                    .into_tuple()
                    .all(&self.database)
                    .await?;
                seen.rows(&authored);
            }
            Ok(())
        })
    }

    fn offers(&self, workload: Workload) -> bool {
        workload != Workload::Render
    }

    fn nested(&mut self, times: usize, seen: &mut Seen) -> Outcome {
        self.runtime.block_on(async {
            for _ in 0..times {
                let customers = customers::Entity::find()
                    .filter(customers::Column::OrgId.eq(TENANT))
                    .order_by_asc(customers::Column::Id)
                    .all(&self.database)
                    .await?;
                let orders = orders::Entity::find().order_by_asc(orders::Column::Id);
                let orders = customers.load_many(orders, &self.database).await?;
                let lengths: Vec<usize> = orders.iter().map(Vec::len).collect();
                let orders: Vec<orders::Model> = orders.into_iter().flatten().collect();
                let lines = lines::Entity::find().order_by_asc(lines::Column::Id);
                let lines = orders.load_many(lines, &self.database).await?;
                let mut orders = orders.into_iter().zip(lines).map(|(order, lines)| {
                    let row = (order.id, order.number, order.total);
                    let lines = lines.into_iter();
                    let lines = lines.map(|line| (line.id, line.product, line.quantity));
                    (row, lines.collect())
                });
                let customers: Vec<model::Customer> = customers
                    .into_iter()
                    .zip(lengths)
                    .map(|(customer, length)| {
                        let row = (customer.id, customer.name, customer.city);
                        (row, orders.by_ref().take(length).collect())
                    })
                    .collect();
                seen.rows(&customers);
            }
            Ok(())
        })
    }

    fn insert(&mut self, batches: Vec<Vec<model::Arrival>>) -> Outcome {
        self.runtime.block_on(async {
            for batch in batches {
                let rows = batch.into_iter().map(|arrival| arrivals::ActiveModel {
                    id: Set(arrival.id),
                    org_id: Set(arrival.org_id),
                    name: Set(arrival.name),
                    count: Set(arrival.count),
                    created_at: Set(arrival.created_at),
                    active: Set(arrival.active),
                });
                arrivals::Entity::insert_many(rows)
                    .exec_without_returning(&self.database)
                    .await?;
            }
            Ok(())
        })
    }
}
