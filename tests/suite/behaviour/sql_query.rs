//! Whole queries by hand: they compile for what they say they are for, run there, and stay with the
//! tenant.

mod hostile;

use orm::driver::HasTransactions;
use orm::prelude::*;
use orm::query::stored_as;
use orm::{Error, sql_query};

use crate::backend::{TestBackend, on_backends, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    joined_and_grouped,
    values_are_bound,
    expressions_of_all_backends,
    common_table_expressions,
    recursive,
    windows,
    set_operations,
    subqueries,
    joins_of_each_kind,
    deleted_rows_are_hidden,
    one_query_for_every_tenant,
    global_tables_without_a_tenant,
    across_tenants,
    rows_of_another_type,
    values_outside_a_type;
    transactions: in_a_transaction,
);

on_backends!(own_dialect_postgres: [postgres] [postgres_only]);
on_backends!(own_dialect_sqlite: [sqlite] [sqlite_only]);
on_backends!(own_dialect_mysql: [mysql] [mysql_only]);
on_backends!(own_dialect_mysql8: [mysql8] [mysql8_only]);
on_backends!(own_dialect_mariadb: [mariadb] [mariadb_only]);

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Holding {
    pub holder: String,
    pub policies: i64,
}

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Titled {
    pub title: String,
    pub amount: i64,
}

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Named {
    pub name: String,
}

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Sum {
    pub number: String,
    pub total: Option<i64>,
}

fn holding(holder: &str, policies: i64) -> Holding {
    Holding {
        holder: holder.to_owned(),
        policies,
    }
}

fn titled(title: &str, amount: i64) -> Titled {
    Titled {
        title: title.to_owned(),
        amount,
    }
}

fn sum_of(number: &str, total: impl Into<Option<i64>>) -> Sum {
    Sum {
        number: number.to_owned(),
        total: total.into(),
    }
}

fn named(name: &str) -> Named {
    Named {
        name: name.to_owned(),
    }
}

fn holdings<B: TestBackend>() -> Query<B, Scoped<OrgId>, Insurance, Holding> {
    sql_query!(
        _,
        Holding,
        tables(Contact, Policy),
        "SELECT c.name AS holder, COUNT(*) AS policies
           FROM policies AS p
           JOIN contacts AS c ON c.id = p.holder_id
          GROUP BY c.name
          ORDER BY c.name",
    )
}

async fn joined_and_grouped<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    assert_eq!(
        holdings().on(&acme).all().await.unwrap(),
        [holding("Ada", 2), holding("Bo", 1)]
    );
    assert_eq!(
        holdings().on(&beta).all().await.unwrap(),
        [holding("Zoe", 1)]
    );
}

async fn values_are_bound<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let found = |status, id, title: &str, rows: i64| {
        sql_query!(
            _,
            Titled,
            tables(Policy, Claim),
            "SELECT c.title, c.amount FROM claims c JOIN policies p ON p.id = c.policy_id
              WHERE (p.status = {} OR p.id = {}) AND c.title <> {} ORDER BY c.amount LIMIT {}",
            stored_as(Policy.status, status),
            stored_as(Policy.id, id),
            title.to_owned(),
            rows,
        )
    };
    let query = found(PolicyStatus::Bound, P2, "' OR 1 = 1 --", 2);
    assert!(!query.to_sql().unwrap().sql().contains("OR 1"));
    assert_eq!(
        query.on(&acme).all().await.unwrap(),
        [titled("theft", 40), titled("hail", 100)]
    );
    assert_eq!(
        found(PolicyStatus::Cancelled, P1, "hail", 9)
            .on(&acme)
            .all()
            .await
            .unwrap(),
        [titled("fire", 250)]
    );
}

async fn expressions_of_all_backends<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let found = sql_query!(
        _,
        Titled,
        tables(Claim),
        "SELECT CASE WHEN c.amount BETWEEN 50 AND 150 THEN UPPER(c.title)
                     ELSE SUBSTR(TRIM(c.title), 1, 2) || '-' || REPLACE(c.title, 'f', 'v') END AS title,
                CAST(COALESCE(NULLIF(c.amount, 250), ABS(-1) + LENGTH('süß')) AS bigint) AS amount
           FROM claims AS c
          WHERE NOT (c.title LIKE 'x%' OR c.title IN ('a', 'b')) AND c.amount % 2 = 0
            AND c.title IS NOT NULL AND c.open IS NOT NULL
          ORDER BY c.title DESC",
    );
    assert_eq!(
        found.on(&acme).all().await.unwrap(),
        [
            titled("th-thevt", 40),
            titled("HAIL", 100),
            titled("fi-vire", 4)
        ]
    );
}

async fn common_table_expressions<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let query = || {
        sql_query!(
            _,
            Sum,
            tables(Policy, Claim),
            "WITH losses AS (
                 SELECT policy_id, SUM(amount) AS total FROM claims GROUP BY policy_id
             ), big (number, total) AS (
                 SELECT p.number, l.total FROM policies p JOIN losses l ON l.policy_id = p.id
             )
             SELECT b.number, CAST(b.total AS bigint) AS total FROM big AS b
              WHERE b.total >= (SELECT AVG(total) FROM losses) ORDER BY b.number",
        )
    };
    assert_eq!(query().on(&acme).all().await.unwrap(), [sum_of("P-1", 350)]);
    assert_eq!(query().on(&beta).all().await.unwrap(), [sum_of("P-1", 7)]);
}

async fn recursive<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let query = || {
        sql_query!(
            _,
            Sum,
            tables(Policy),
            "WITH RECURSIVE steps (number, total) AS (
                 SELECT p.number, 1 FROM policies p WHERE p.number = 'P-1'
                 UNION ALL
                 SELECT p.number, s.total + 1 FROM policies p JOIN steps s ON s.total < 3
                  WHERE p.number = s.number
             )
             SELECT number, CAST(MAX(total) AS bigint) AS total FROM steps GROUP BY number",
        )
    };
    assert_eq!(query().on(&acme).all().await.unwrap(), [sum_of("P-1", 3)]);
    assert_eq!(query().on(&beta).all().await.unwrap(), [sum_of("P-1", 3)]);
}

async fn windows<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let query = sql_query!(
        _,
        Titled,
        tables(Claim),
        "SELECT c.title, CAST(SUM(c.amount) OVER (PARTITION BY c.policy_id ORDER BY c.amount
                              ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
                    * 10 + ROW_NUMBER() OVER w AS bigint) AS amount
           FROM claims c WINDOW w AS (ORDER BY c.amount) ORDER BY c.amount",
    );
    assert_eq!(
        query.on(&acme).all().await.unwrap(),
        [
            titled("theft", 401),
            titled("hail", 1002),
            titled("fire", 3503)
        ]
    );
}

async fn set_operations<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let query = || {
        sql_query!(
            _,
            Named,
            tables(Contact, Claim, Country),
            "SELECT name FROM contacts UNION SELECT title FROM claims
             UNION ALL (SELECT name FROM countries WHERE code = 'de' UNION ALL SELECT 'x' AS y FROM countries WHERE code = 'fr')
             ORDER BY name LIMIT 5 OFFSET 1",
        )
    };
    assert_eq!(query().on(&acme).all().await.unwrap().len(), 5);
    let beta = query().on(&beta).all().await.unwrap();
    assert_eq!(beta.len(), 3);
    assert!(
        beta.iter()
            .all(|row| ["Zoe", "hail", "Germany", "x"].contains(&row.name.as_str()))
    );
}

async fn subqueries<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let query = sql_query!(
        _,
        Sum,
        tables(Policy, Claim, Tag),
        "SELECT p.number, (SELECT COUNT(*) FROM claims c WHERE c.policy_id = p.id) AS total
           FROM policies p
          WHERE EXISTS (SELECT 1 FROM tags t WHERE t.policy_id = p.id AND t.label = 'vip')
            AND p.id NOT IN (SELECT policy_id FROM claims WHERE amount > 1000)
          ORDER BY (SELECT COUNT(*) FROM claims c WHERE c.policy_id = p.id) DESC",
    );
    assert_eq!(
        query.on(&acme).all().await.unwrap(),
        [sum_of("P-1", 2), sum_of("P-3", 0)]
    );
}

async fn joins_of_each_kind<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let left = sql_query!(
        _,
        Sum,
        tables(Policy, Claim),
        "SELECT p.number, CAST(SUM(c.amount) AS bigint) AS total FROM policies p
           LEFT JOIN claims c ON c.policy_id = p.id GROUP BY p.number ORDER BY p.number",
    );
    assert_eq!(
        left.on(&acme).all().await.unwrap(),
        [sum_of("P-1", 350), sum_of("P-2", 40), sum_of("P-3", None)]
    );
    let right = sql_query!(
        _,
        Sum,
        tables(Policy, Claim),
        "SELECT p.number, c.amount AS total FROM claims c
          RIGHT JOIN policies p ON c.policy_id = p.id AND c.amount > 200 ORDER BY p.number",
    );
    assert_eq!(
        right.on(&acme).all().await.unwrap(),
        [sum_of("P-1", 250), sum_of("P-2", None), sum_of("P-3", None)]
    );
    let nested = sql_query!(
        _,
        Holding,
        tables(Policy, Claim, Contact),
        "SELECT h.name AS holder, COUNT(*) AS policies
           FROM contacts h CROSS JOIN (policies p INNER JOIN claims c ON c.policy_id = p.id)
          WHERE h.id = p.holder_id GROUP BY h.name",
    );
    assert_eq!(nested.on(&acme).all().await.unwrap(), [holding("Ada", 3)]);
}

async fn deleted_rows_are_hidden<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    acme.delete(Policy)
        .filter(Policy.id.eq(P1))
        .run()
        .await
        .unwrap();
    assert_eq!(
        holdings().on(&acme).all().await.unwrap(),
        [holding("Ada", 1), holding("Bo", 1)]
    );
}

async fn one_query_for_every_tenant<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let query = holdings();
    let text = query.to_sql().unwrap().sql().to_owned();
    assert_eq!(query.on(&acme).all().await.unwrap().len(), 2);
    assert_eq!(query.on(&beta).all().await.unwrap().len(), 1);
    assert_eq!(query.to_sql().unwrap().sql(), text);
}

async fn in_a_transaction<B: TestBackend + HasTransactions>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let seen = acme
        .transaction(async |tx| {
            tx.insert(policy(id(50), "P-9", CY, 1)).run().await?;
            holdings().on(&tx).all().await
        })
        .await
        .unwrap();
    assert_eq!(
        seen,
        [holding("Ada", 2), holding("Bo", 1), holding("Cy", 1)]
    );
}

async fn global_tables_without_a_tenant<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    fn countries<B: TestBackend, A: orm::scope::AccessLevel>() -> Query<B, A, Insurance, Named> {
        sql_query!(
            _,
            Named,
            tables(Country),
            "SELECT name FROM countries WHERE code IN ('de', {}) ORDER BY name",
            "it".to_owned(),
        )
    }
    let expected = [named("Germany"), named("Italy")];
    assert_eq!(countries().on(&db).all().await.unwrap(), expected);
    assert_eq!(countries().on(&acme).all().await.unwrap(), expected);
}

async fn across_tenants<B: TestBackend>(db: Db<B>) {
    insurers(&db).await;
    let cross = db
        .cross_tenant(&SystemActor::new("report"), "counts all")
        .unwrap();
    let query = sql_query!(
        _,
        Holding,
        tables(Claim),
        "SELECT c.title AS holder, COUNT(*) AS policies FROM claims c GROUP BY c.title ORDER BY c.title",
    );
    assert_eq!(
        query.on(&cross).all().await.unwrap(),
        [holding("fire", 1), holding("hail", 2), holding("theft", 1)]
    );
}

/// The types of a row are those of its first use.
async fn rows_of_another_type<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let query = sql_query!(
        _,
        Named,
        tables(Policy),
        "SELECT note AS name FROM policies WHERE note IS NULL"
    );
    let error = query.on(&acme).all().await.unwrap_err();
    assert!(matches!(error, Error::Row(_)), "{error}");
}

async fn values_outside_a_type<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let query = sql_query!(
        _,
        Named,
        tables(Claim),
        "SELECT title AS name FROM claims WHERE amount > {}",
        f64::NAN,
    );
    let error = query.on(&acme).all().await.unwrap_err();
    assert!(matches!(error, Error::Build(_)), "{error}");
}

#[cfg(feature = "postgres")]
async fn postgres_only(db: Db<Postgres>) {
    let (acme, _) = insurers(&db).await;
    let query = sql_query!(
        Postgres,
        Titled,
        tables(Policy, Claim),
        "WITH big AS MATERIALIZED (SELECT id, policy_id, title, amount FROM claims WHERE amount >= 40)
         SELECT DISTINCT ON (p.number) string_agg(l.title, ',' ORDER BY l.title) AS title,
                (SUM(l.amount) FILTER (WHERE l.title ILIKE 'H%'))::bigint AS amount
           FROM policies p CROSS JOIN LATERAL
                (SELECT b.title, b.amount FROM big b WHERE b.policy_id = p.id) AS l
          WHERE p.created_at > TIMESTAMP '2000-01-01 00:00:00' AT TIME ZONE 'UTC' - INTERVAL '1 day'
            AND EXTRACT(YEAR FROM p.created_at) > 2000 AND p.number = 'P-1'
          GROUP BY p.number ORDER BY p.number NULLS LAST",
    );
    assert_eq!(
        query.on(&acme).all().await.unwrap(),
        [titled("fire,hail", 100)]
    );
    let rollup = sql_query!(
        Postgres,
        Sum,
        tables(Claim),
        "SELECT COALESCE(c.title, 'all') AS number, SUM(c.amount)::bigint AS total FROM claims c
          GROUP BY ROLLUP (c.title) ORDER BY total",
    );
    assert_eq!(
        rollup.on(&acme).all().await.unwrap(),
        [
            sum_of("theft", 40),
            sum_of("hail", 100),
            sum_of("fire", 250),
            sum_of("all", 390)
        ]
    );
    let premium = sql_query!(
        Postgres,
        Paid,
        tables(Policy),
        "SELECT SUM(p.premium) AS premium FROM policies p WHERE p.premium > {}",
        stored_as(Policy.premium, cents(1)),
    );
    assert_eq!(
        premium.on(&acme).one().await.unwrap().premium,
        cents(150_50)
    );
}

#[cfg(any(feature = "postgres", feature = "mysql"))]
#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Paid {
    #[column(numeric(12, 2))]
    pub premium: Decimal,
}

#[cfg(feature = "sqlite")]
async fn sqlite_only(db: Db<Sqlite>) {
    let (acme, _) = insurers(&db).await;
    let query = sql_query!(
        Sqlite,
        Titled,
        tables(Claim),
        "SELECT group_concat(c.title, ',') AS title, SUM(c.amount) FILTER (WHERE c.open = TRUE) AS amount
           FROM (SELECT title, amount, open FROM claims ORDER BY title) AS c WHERE instr(c.title, 'i') > 0",
    );
    assert_eq!(
        query.on(&acme).all().await.unwrap(),
        [titled("fire,hail", 100)]
    );
}

#[cfg(feature = "mysql")]
macro_rules! on_mysql {
    ($name:ident, $backend:ident) => {
        async fn $name(db: Db<$backend>) {
            let (acme, _) = insurers(&db).await;
            let query = sql_query!(
                $backend,
                Titled,
                tables(Claim, Policy),
                "SELECT GROUP_CONCAT(c.title ORDER BY c.title SEPARATOR ',') AS title,
                        CAST(SUM(c.amount) AS BIGINT) AS amount
                   FROM claims c JOIN policies p ON p.id = c.policy_id
                  WHERE p.created_at > DATE_SUB(p.created_at, INTERVAL 1 DAY) AND `p`.`number` = 'P-1'",
            );
            assert_eq!(query.on(&acme).all().await.unwrap(), [titled("fire,hail", 350)]);
            let premium = sql_query!(
                $backend,
                Paid,
                tables(Policy),
                "SELECT SUM(p.premium) AS premium FROM policies p WHERE p.premium > {}",
                stored_as(Policy.premium, cents(1)),
            );
            assert_eq!(premium.on(&acme).one().await.unwrap().premium, cents(150_50));
        }
    };
}
#[cfg(feature = "mysql")]
on_mysql!(mysql_only, MySql);
#[cfg(feature = "mysql")]
on_mysql!(mariadb_only, MariaDb);

#[cfg(feature = "mysql")]
async fn mysql8_only(db: Db<MySql8>) {
    let (acme, _) = insurers(&db).await;
    let query = sql_query!(
        MySql8,
        Titled,
        tables(Policy, Claim),
        "SELECT l.title, l.amount FROM policies p JOIN LATERAL
                (SELECT c.title, c.amount FROM claims c WHERE c.policy_id = p.id ORDER BY c.amount LIMIT 1) AS l
             ON TRUE ORDER BY l.amount",
    );
    assert_eq!(
        query.on(&acme).all().await.unwrap(),
        [titled("theft", 40), titled("hail", 100)]
    );
}
