//! Texts that try to reach another tenant's rows and do compile. What doesn't is in the tests of the
//! macro and of `tests/compile-fail`.

use orm::prelude::*;
use orm::sql_query;

use super::{Holding, Named};
use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    others_rows_change_nothing,
    the_tenant_column_tells_one_tenant
);

type Rows = Vec<Vec<String>>;

/// What every text gives to a tenant.
async fn all<B: TestBackend>(db: &Tenant<B>) -> Rows {
    let mut rows = Rows::new();
    macro_rules! attempts {
        ($($text:literal)+) => {$(
            let query = sql_query!(
                _,
                Named,
                tables(Contact, Policy, Claim, Tag, Organisation, Country),
                $text,
            );
            let found = query.on(db).all().await;
            let mut names: Vec<_> = found
                .unwrap_or_else(|error| panic!("{}: {error}", $text))
                .into_iter()
                .map(|row| row.name)
                .collect();
            names.sort();
            rows.push(names);
        )+};
    }
    attempts!(
        "SELECT name FROM contacts"
        "SELECT name FROM contacts WHERE 1 = 1 OR name = 'Zoe'"
        "SELECT name FROM contacts WHERE name = 'x' OR TRUE"
        "SELECT name FROM contacts UNION ALL SELECT name FROM contacts"
        "SELECT c.name FROM contacts AS c LEFT JOIN contacts AS d ON TRUE"
        "SELECT d.name FROM contacts AS c RIGHT JOIN contacts AS d ON d.id = c.id"
        "SELECT c.name FROM countries k LEFT JOIN contacts c ON c.country = k.code WHERE c.name IS NOT NULL"
        "SELECT c.name FROM contacts c RIGHT JOIN countries k ON c.country = k.code OR TRUE"
        "SELECT c.name FROM countries k CROSS JOIN contacts c"
        "SELECT c.name FROM countries k, contacts c WHERE k.code = 'de'"
        "SELECT (SELECT MAX(c.name) FROM contacts c) AS name FROM countries"
        "SELECT k.name FROM countries k WHERE EXISTS (SELECT 1 FROM contacts c WHERE c.name = 'Zoe')"
        "SELECT k.name FROM countries k WHERE 'Zoe' IN (SELECT name FROM contacts)"
        "SELECT k.name FROM countries k ORDER BY (SELECT MAX(c.name) FROM contacts c)"
        "SELECT k.name FROM countries k GROUP BY k.name HAVING (SELECT COUNT(*) FROM contacts) > 1"
        "SELECT k.name FROM countries k JOIN countries l ON (SELECT COUNT(*) FROM contacts) = 1"
        "SELECT CASE WHEN (SELECT COUNT(*) FROM contacts c WHERE c.name = 'Zoe') > 0 THEN 'yes' ELSE 'no' END AS name FROM countries"
        "SELECT s.name FROM (SELECT t.name FROM (SELECT name FROM contacts) AS t) AS s"
        "SELECT MAX(c.name) OVER (PARTITION BY (SELECT COUNT(*) FROM policies)) AS name FROM contacts c"
        "SELECT c.name FROM contacts AS c GROUP BY c.name, (SELECT COUNT(*) FROM claims)"
        "WITH x AS (SELECT name FROM contacts) SELECT name FROM x"
        "WITH x AS (SELECT name FROM contacts), y AS (SELECT name FROM x UNION SELECT title FROM claims) SELECT name FROM y"
        "WITH employees AS (SELECT name FROM contacts) SELECT name FROM employees"
        "WITH payments AS (SELECT name FROM contacts) SELECT payments.name FROM payments JOIN payments AS p ON p.name = payments.name"
        "SELECT s.name FROM (WITH labels AS (SELECT name FROM contacts) SELECT name FROM labels) AS s"
        "SELECT name FROM contacts AS policies"
        "SELECT policies.name FROM contacts AS policies JOIN policies AS contacts ON contacts.holder_id = policies.id"
        "WITH RECURSIVE r (name, n) AS (SELECT name, 1 FROM contacts UNION ALL SELECT c.name, r.n + 1 FROM contacts c JOIN r ON r.n < 2) SELECT name FROM r"
        "WITH RECURSIVE r AS (SELECT c.name, c.id FROM contacts c UNION SELECT d.name, d.id FROM contacts d JOIN r ON r.id <> d.id) SELECT name FROM r"
        "SELECT name FROM organisations"
        "SELECT o.name FROM organisations o RIGHT JOIN contacts c ON c.org_id = o.id"
        "SELECT p.number AS name FROM policies p WHERE p.id IN (SELECT c.policy_id FROM claims c) OR p.number LIKE '%'"
        "SELECT t.label AS name FROM tags t WHERE t.policy_id IN (SELECT id FROM policies UNION SELECT policy_id FROM tags)"
        "SELECT COALESCE(c.name, 'none') AS name FROM contacts c LEFT JOIN policies p ON p.holder_id = c.id AND (p.number = 'x' OR TRUE)"
        "SELECT \"name\" FROM contacts"
        "SELECT name FROM contacts UNION SELECT (SELECT MIN(c.name) FROM contacts c) AS n FROM countries"
        "SELECT name FROM contacts EXCEPT SELECT name FROM contacts WHERE FALSE"
        "SELECT name FROM contacts WHERE name > (SELECT MIN(name) FROM contacts) LIMIT 10 OFFSET 0"
    );
    rows
}

/// The same answers whatever the other tenant has: more rows, other rows, none.
async fn others_rows_change_nothing<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let (before, of_beta) = (all(&acme).await, all(&beta).await);
    assert!(
        before
            .iter()
            .flatten()
            .all(|name| name != "Zoe" && name != "Beta" && name != "yes")
    );
    assert!(of_beta.iter().flatten().any(|name| name == "Zoe"));

    beta.insert_many([contact(id(101), "Aa"), contact(id(102), "Zz")])
        .run()
        .await
        .unwrap();
    beta.insert(policy(id(103), "Q", id(101), 1))
        .run()
        .await
        .unwrap();
    beta.insert(claim(id(104), id(103), "zz", 1, true))
        .run()
        .await
        .unwrap();
    beta.insert(tag(id(103), "zz")).run().await.unwrap();
    assert_eq!(all(&acme).await, before);
    assert_ne!(all(&beta).await, of_beta);

    beta.delete(Claim).all_rows().run().await.unwrap();
    beta.update(Contact)
        .set(Contact.name.to("Ada".to_owned()))
        .all_rows()
        .run()
        .await
        .unwrap();
    assert_eq!(all(&acme).await, before);
}

#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Owner {
    pub org_id: OrgId,
}

async fn the_tenant_column_tells_one_tenant<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    for (db, org, other) in [(&acme, ACME, BETA), (&beta, BETA, ACME)] {
        let query = sql_query!(
            _,
            Owner,
            tables(Contact, Policy),
            "SELECT c.org_id FROM contacts c UNION SELECT p.org_id FROM policies p",
        );
        assert_eq!(query.on(db).all().await.unwrap(), [Owner { org_id: org }]);
        let query = sql_query!(
            _,
            Holding,
            tables(Contact, Policy),
            "SELECT c.name AS holder, COUNT(*) AS policies FROM contacts c
               JOIN policies p ON p.holder_id = c.id OR p.org_id = {} WHERE c.org_id = {} GROUP BY c.name",
            other.0,
            other.0,
        );
        assert_eq!(query.on(db).all().await.unwrap(), []);
    }
}
