//! The scheme of a connection string chooses the backend.

use orm::Error;
use orm::driver::{Connect, ConnectError};
use orm::prelude::*;

async fn name<B: Connect>(db: Db<B>) -> Result<&'static str, Error> {
    db.close().await;
    Ok(B::DIALECT.name)
}

#[tokio::test]
async fn the_scheme_is_matched() {
    let name = orm::connect!("sqlite::memory:", |db| name(db).await);
    assert_eq!(name.unwrap(), "SQLite");
}

#[tokio::test]
async fn a_scheme_of_no_backend() {
    for (url, shown) in [
        ("mongodb://host/database", Some("mongodb")),
        ("orders.db", None),
        ("", None),
        // No scheme: what stands there may be a secret.
        ("user:secret@host", None),
        ("sec ret://host", None),
    ] {
        let error = orm::connect!(url, |db| name(db).await).unwrap_err();
        let Error::Connect(ConnectError::UnknownScheme { scheme }) = &error else {
            panic!("{error:?}");
        };
        assert_eq!(scheme.as_deref(), shown);
        assert!(!error.to_string().contains("sec"), "{error}");
    }
}

#[tokio::test]
async fn an_error_of_the_backend_comes_through() {
    let error = orm::connect!("sqlite:", |db| name(db).await).unwrap_err();
    assert!(
        matches!(error, Error::Connect(ConnectError::Url { .. })),
        "{error:?}"
    );
}

#[test]
fn each_scheme_has_its_backend() {
    fn backend(url: &str) -> Result<&'static str, Error> {
        fn name<B: Connect>() -> Result<&'static str, Error> {
            Ok(B::DIALECT.name)
        }
        orm::with_backend!(url, |B| name::<B>())
    }
    assert_eq!(backend("SQLITE:file.db").unwrap(), "SQLite");
    for (url, dialect, feature, on) in [
        (
            "postgres://host/db",
            "PostgreSQL",
            "postgres",
            cfg!(feature = "postgres"),
        ),
        (
            "postgresql://host/db",
            "PostgreSQL",
            "postgres",
            cfg!(feature = "postgres"),
        ),
        ("mysql://host/db", "MySQL", "mysql", cfg!(feature = "mysql")),
        (
            "planetscale://host/db",
            "MySQL",
            "mysql",
            cfg!(feature = "mysql"),
        ),
        (
            "mariadb://host/db",
            "MariaDB",
            "mysql",
            cfg!(feature = "mysql"),
        ),
    ] {
        match backend(url) {
            Ok(name) => assert_eq!((name, on), (dialect, true)),
            Err(error) => {
                assert!(!on, "{error}");
                let wanted = format!("turn on feature `{feature}` of `orm`");
                assert!(error.to_string().ends_with(&wanted), "{error}");
            }
        }
    }
}

#[tokio::test]
async fn d1_is_opened_by_name() {
    let error = orm::connect!("d1://secret@account/db", |db| name(db).await).unwrap_err();
    assert!(
        matches!(
            error,
            Error::Connect(ConnectError::BackendApart { backend: "D1" })
        ),
        "{error:?}"
    );
    let text = error.to_string();
    assert!(text.ends_with("`Db::<D1>::connect(url)`"), "{text}");
}
