//! What an application gets for input that can't be right: a typed error, and nothing is lost.

mod cells;
mod files;

use orm::driver::BuildError;
use orm::prelude::*;
use orm::types::EncodeError;
use orm::{Error, select};

use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    more_values_than_a_statement_takes,
    a_nul_in_a_text,
    a_nul_in_a_pattern,
    a_nul_in_a_key,
    texts_that_look_like_sql,
    very_long_texts,
    an_unsigned_number_beyond_the_database,
    a_table_that_does_not_exist,
    an_error_leaves_the_handle_usable,
);

async fn more_values_than_a_statement_takes<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let limit = B::DIALECT.max_parameters;
    let ids = (0..limit as u128).map(id);
    let result = acme.from(Policy).filter(Policy.id.in_list(ids)).all().await;
    let Err(Error::Build(error)) = result else {
        panic!("{result:?}")
    };
    // The tenant is a value too.
    assert_eq!(
        *error,
        BuildError::TooManyParameters {
            count: limit + 1,
            limit,
            dialect: B::DIALECT.name
        }
    );
    let ids = (1..limit as u128).map(id);
    assert_eq!(
        acme.from(Policy)
            .filter(Policy.id.in_list(ids))
            .count()
            .await
            .unwrap(),
        3
    );
}

#[track_caller]
fn has_nul<T: std::fmt::Debug>(result: Result<T, Error>) {
    match result {
        Err(Error::Build(error)) => match *error {
            BuildError::Encode(EncodeError::Nul)
            | BuildError::Column {
                error: EncodeError::Nul,
                ..
            } => {}
            other => panic!("expected a NUL to be refused, got {other:?}"),
        },
        other => panic!("expected a NUL to be refused, got {other:?}"),
    }
}

async fn a_nul_in_a_text<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    has_nul(
        acme.from(Contact)
            .filter(Contact.name.eq("A\0da"))
            .all()
            .await,
    );
    has_nul(
        acme.from(Contact)
            .filter(Contact.name.in_list(["Ada", "\0"]))
            .count()
            .await,
    );
    has_nul(
        acme.select(Contact.name.concat("\0"))
            .from(Contact)
            .all()
            .await,
    );
    has_nul(acme.insert(contact(id(4), "D\0i")).run().await);
    has_nul(acme.insert_many([tag(P2, "x"), tag(P2, "\0")]).run().await);
    has_nul(
        acme.update(Contact)
            .set(Contact.name.to("\0"))
            .all_rows()
            .run()
            .await,
    );
    has_nul(
        acme.update(Contact)
            .set(ContactChanges {
                name: Some("\0".to_owned()),
                ..Default::default()
            })
            .all_rows()
            .run()
            .await,
    );
    has_nul(
        acme.delete(Contact)
            .filter(Contact.name.eq("\0"))
            .run()
            .await,
    );
    let streamed: Vec<_> =
        futures::StreamExt::collect(acme.from(Contact).filter(Contact.name.eq("\0")).stream())
            .await;
    assert_eq!(streamed.len(), 1);
    has_nul(streamed.into_iter().collect::<Result<Vec<_>, _>>());
    assert_eq!(
        (
            acme.from(Contact).count().await.unwrap(),
            acme.from(Tag).count().await.unwrap()
        ),
        (3, 3)
    );
}

async fn a_nul_in_a_pattern<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    has_nul(
        acme.from(Contact)
            .filter(Contact.name.like("%\0"))
            .all()
            .await,
    );
    has_nul(
        acme.from(Contact)
            .filter(Contact.name.contains("\0"))
            .all()
            .await,
    );
    let inside = select(Contact.id)
        .from(Contact)
        .filter(Contact.name.starts_with("\0"));
    has_nul(
        acme.from(Policy)
            .filter(Policy.holder_id.in_query(inside))
            .all()
            .await,
    );
}

async fn a_nul_in_a_key<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    has_nul(db.from(Country).by_key("\0".to_owned()).one().await);
    has_nul(
        acme.update(Tag)
            .set(Tag.label.to("x"))
            .by_key((P1, "\0".to_owned()))
            .run()
            .await,
    );
    has_nul(
        acme.delete(Tag)
            .by_key((P1, "vip\0".to_owned()))
            .run()
            .await,
    );
    has_nul(
        acme.from(Tag)
            .page(Tag.label.asc(), Some("\0".to_owned()), 5)
            .all()
            .await,
    );
}

async fn texts_that_look_like_sql<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let texts = [
        "'; DROP TABLE policies; --",
        "\" OR 1=1 --",
        "' OR ''='",
        "$1 ?1 :name @x",
        "\\' OR 1=1 #",
        "/*! 50000 OR 1=1 */",
        "\u{202e}\u{feff}\u{fffd}",
        "",
    ];
    for (n, text) in texts.into_iter().enumerate() {
        let key = id(1_000 + n as u128);
        let row = NewContact {
            name: text.to_owned(),
            email: format!("{n}{text}"),
        }
        .id(key);
        acme.insert(row).run().await.unwrap();
        let found = acme
            .from(Contact)
            .filter(Contact.name.eq(text))
            .one()
            .await
            .unwrap();
        assert_eq!((found.id, found.name.as_str()), (key, text));
        acme.update(Contact)
            .set(Contact.name.to(format!("{text}!")))
            .filter(Contact.name.eq(text))
            .run()
            .await
            .unwrap();
        assert_eq!(
            acme.from(Contact).by_key(key).one().await.unwrap().name,
            format!("{text}!")
        );
    }
    assert_eq!(
        acme.from(Contact).count().await.unwrap(),
        3 + texts.len() as u64
    );
    assert_eq!(
        (
            acme.from(Policy).count().await.unwrap(),
            beta.from(Contact).count().await.unwrap()
        ),
        (3, 1)
    );
}

async fn very_long_texts<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let long = "ß".repeat(1_000_000);
    acme.update(Policy)
        .set(Policy.note.to(&long))
        .by_key(P1)
        .run()
        .await
        .unwrap();
    let (note, length): (Option<String>, Option<i64>) = acme
        .select((Policy.note, Policy.note.length()))
        .from(Policy)
        .filter(Policy.id.eq(P1))
        .one()
        .await
        .unwrap();
    assert_eq!((note, length), (Some(long), Some(1_000_000)));
}

async fn an_unsigned_number_beyond_the_database<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let result = acme
        .update(Policy)
        .set(Policy.note.to("x"))
        .by_key(P1)
        .at_version(u64::MAX)
        .run()
        .await;
    assert!(matches!(result, Err(Error::Build(_))), "{result:?}");
    assert_eq!(acme.from(Policy).by_key(P1).one().await.unwrap().note, None);
}

#[derive(Keyspace)]
#[keyspace(name = "absent", tenancy = none, tables(Absent))]
pub struct Elsewhere;

#[derive(Table, Clone, Debug)]
#[table(name = "absent", keyspace = Elsewhere)]
pub struct Absent {
    #[column(primary_key)]
    pub id: i64,
}

async fn a_table_that_does_not_exist<B: TestBackend>(db: Db<B>) {
    let error = db.from(Absent).all().await.unwrap_err();
    assert!(matches!(error, Error::Database { .. }), "{error:?}");
    assert!(error.to_string().contains("absent"), "{error}");
    assert!(matches!(
        db.insert(NewAbsent { id: 1 }).run().await,
        Err(Error::Database { .. })
    ));
    db.create_tables::<Elsewhere>().await.unwrap();
    db.insert(NewAbsent { id: 1 }).run().await.unwrap();
    assert_eq!(db.from(Absent).one().await.unwrap().id, 1);
    // What exists is left alone.
    db.create_tables::<Elsewhere>().await.unwrap();
    assert_eq!(db.from(Absent).count().await.unwrap(), 1);
}

async fn an_error_leaves_the_handle_usable<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    for _ in 0..50 {
        refused(acme.insert(claim(HAIL, P1, "again", 1, true)).run().await);
        db.from(Absent).all().await.unwrap_err();
        acme.select(value(200_u8).add(100_u8))
            .from(Claim)
            .all()
            .await
            .unwrap_err();
        has_nul(acme.from(Contact).filter(Contact.name.eq("\0")).all().await);
    }
    assert_eq!(acme.from(Claim).count().await.unwrap(), 3);
}
