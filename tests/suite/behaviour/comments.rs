use orm::driver::{HasIndexHints, HasTransactions};
use orm::prelude::*;
use orm::query::position;
use orm::{BuildError, Error, select};

use crate::backend::{TestBackend, on_backends, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    a_comment_on_each_statement,
    hostile_comments,
    a_comment_of_a_query_inside,
    ; transactions:
    comments_of_the_handle,
);

on_backends!(index_hints: [mysql, mysql8, mariadb] [hints, an_index_that_is_not_there]);

async fn a_comment_on_each_statement<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let query = acme
        .select(Policy.number)
        .from(Policy)
        .order_by(Policy.number)
        .comment("route", "/policies")
        .comment("app", "insurer");
    let sql = query.clone().to_sql().unwrap();
    assert!(
        sql.sql()
            .ends_with(" /*app='insurer',route='%2Fpolicies'*/")
    );
    assert_eq!(query.clone().all().await.unwrap(), ["P-1", "P-2", "P-3"]);
    assert_eq!(query.clone().count().await.unwrap(), 3);
    assert!(query.exists().await.unwrap());
    let union = acme
        .select(Policy.number)
        .from(Policy)
        .union(select(Contact.name).from(Contact))
        .order_by(position(1))
        .comment("job", "names");
    assert!(
        union
            .clone()
            .to_sql()
            .unwrap()
            .sql()
            .ends_with(" /*job='names'*/")
    );
    assert_eq!(union.count().await.unwrap(), 6);
    let update = || {
        acme.update(Policy)
            .set(Policy.note.to("x"))
            .filter(Policy.number.eq("P-1"))
            .comment("job", "notes")
    };
    assert!(
        update()
            .to_sql()
            .unwrap()
            .sql()
            .ends_with(" /*job='notes'*/")
    );
    assert_eq!(update().run().await.unwrap(), 1);
    let delete = acme.delete(Tag).all_rows().comment("job", "tags");
    assert_eq!(delete.run().await.unwrap(), 3);
    assert_eq!(beta.from(Tag).count().await.unwrap(), 1);
}

async fn hostile_comments<B: TestBackend>(db: Db<B>) {
    let (_, beta) = insurers(&db).await;
    for hostile in [
        "*/ OR 1 = 1 --",
        "*/; DELETE FROM claims; --",
        "!50000 */ UNION SELECT title FROM claims --",
        "'",
        "\\'",
        "? $1 :x @y",
        "\n\0",
    ] {
        let titles = beta
            .select(Claim.title)
            .from(Claim)
            .comment(hostile, hostile)
            .all()
            .await
            .unwrap();
        assert_eq!(titles, ["hail"], "{hostile:?}");
    }
}

async fn a_comment_of_a_query_inside<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let claimed = select(Claim.policy_id).from(Claim).comment("inner", "1");
    let query = acme
        .select(Policy.number)
        .from(Policy)
        .filter(Policy.id.in_query(claimed))
        .comment("outer", "2");
    let sql = query.clone().to_sql().unwrap();
    assert!(
        sql.sql().ends_with(" /*inner='1',outer='2'*/"),
        "{}",
        sql.sql()
    );
    assert_eq!(query.count().await.unwrap(), 2);
}

async fn comments_of_the_handle<B: TestBackend + HasTransactions>(db: Db<B>) {
    insurers(&db).await;
    let acme = tenant(&db.with_comment("app", "a*/b"), ACME);
    let query = acme
        .select(Policy.number)
        .from(Policy)
        .comment("route", "/");
    assert_eq!(query.count().await.unwrap(), 3);
    acme.insert(contact(id(77), "Di")).run().await.unwrap();
    acme.insert_many([contact(id(78), "Ed"), contact(id(79), "Flo")])
        .run()
        .await
        .unwrap();
    acme.transaction(async |tx| tx.delete(Contact).by_key(id(77)).run().await)
        .await
        .unwrap();
    assert_eq!(acme.from(Contact).count().await.unwrap(), 5);
}

async fn hints<B: TestBackend + HasIndexHints>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let index = "claims_org_id_policy_id_index";
    let query = || {
        select((Claim.title, Policy.number))
            .from(Claim)
            .force_index(index)
            .inner_join(Policy, Policy.id.eq(Claim.policy_id))
            .use_index("PRIMARY")
            .use_index("policies_org_id_number_unique")
    };
    let statement = query().on(&acme).to_sql().unwrap();
    let sql = statement.sql();
    assert!(
        sql.contains("FROM `claims` FORCE INDEX (`claims_org_id_policy_id_index`)"),
        "{sql}"
    );
    assert!(
        sql.contains(
            "INNER JOIN `policies` USE INDEX (`PRIMARY`) USE INDEX (`policies_org_id_number_unique`) ON"
        ),
        "{sql}"
    );
    assert_eq!(query().on(&acme).count().await.unwrap(), 3);
    assert_eq!(
        query().on(&beta).all().await.unwrap(),
        [("hail".to_owned(), "P-1".to_owned())]
    );
    // Where the sources are filtered first, the hint goes with its table.
    let right = select((Claim.title, Policy.number))
        .from(Claim)
        .ignore_index(index)
        .right_join(Policy, Policy.id.eq(Claim.policy_id));
    let statement = right.clone().on(&acme).to_sql().unwrap();
    assert!(
        statement.sql().contains(
            "(SELECT * FROM `claims` IGNORE INDEX (`claims_org_id_policy_id_index`) WHERE"
        ),
        "{}",
        statement.sql()
    );
    assert_eq!(right.on(&beta).count().await.unwrap(), 1);
}

async fn an_index_that_is_not_there<B: TestBackend + HasIndexHints>(db: Db<B>) {
    let acme = tenant(&db, ACME);
    let refused = acme.from(Claim).use_index("x`) OR 1").all().await;
    let wanted = BuildError::NoSuchIndex {
        index: "x`) OR 1",
        table: "claims",
    };
    match refused {
        Err(Error::Build(error)) => assert_eq!(*error, wanted),
        other => panic!("{other:?}"),
    }
}
