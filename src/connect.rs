//! The scheme of a connection string, matched once: what follows is generic over the backend.

/// Opens the database that a connection string names, and runs an expression on its handle.
///
/// The scheme chooses the backend when the program runs: `sqlite:`, `postgres:`, `mysql:` (and
/// `planetscale:`), `mariadb:`. The expression is compiled once for each backend whose feature is
/// on, so that it usually calls a function that is generic over the backend. It gives a `Result`
/// whose error can be made from [`Error`](crate::Error); the macro gives the same.
///
/// Cloudflare D1 is not among them: it has no transactions, and an expression that needs them would
/// not compile for it. A program that needs none matches
/// [`Scheme::D1`](crate::driver::Scheme::D1) before, and calls its function with `D1`.
///
/// ```
/// use orm::driver::Connect;
/// use orm::prelude::*;
///
/// async fn run<B: Connect>(_db: Db<B>) -> Result<&'static str, orm::Error> {
///     Ok(B::DIALECT.name)
/// }
///
/// # #[cfg(feature = "sqlite")]
/// # futures::executor::block_on(async {
/// let name = orm::connect!("sqlite::memory:", |db| run(db).await)?;
/// assert_eq!(name, "SQLite");
/// # Ok::<(), orm::Error>(())
/// # }).unwrap();
/// ```
///
/// # Errors
/// [`ConnectError::UnknownScheme`](crate::driver::ConnectError::UnknownScheme) for a scheme of no
/// backend, [`ConnectError::BackendApart`](crate::driver::ConnectError::BackendApart) for `d1:`, [`ConnectError::BackendOff`](crate::driver::ConnectError::BackendOff) with the name of
/// the feature for a backend that this program was built without, and those of
/// [`Db::connect`](crate::Db::connect).
#[macro_export]
macro_rules! connect {
    ($url:expr, |$db:ident| $run:expr $(,)?) => {
        match ::core::convert::AsRef::<str>::as_ref(&$url) {
            url => $crate::with_backend!(url, |__OrmBackend| {
                match $crate::Db::<__OrmBackend>::connect(url).await {
                    ::core::result::Result::Ok($db) => $run,
                    ::core::result::Result::Err(error) => {
                        ::core::result::Result::Err(::core::convert::From::from(error))
                    }
                }
            }),
        }
    };
}

/// Names the backend of a connection string, for a program that opens several databases of one kind:
/// `orm::with_backend!(&url, |B| run::<B>(&urls).await)`.
///
/// As [`connect!`](crate::connect), but nothing is opened.
///
/// # Errors
/// As [`connect!`](crate::connect), but for those of `Db::connect`.
#[macro_export]
macro_rules! with_backend {
    ($url:expr, |$backend:ident| $run:expr $(,)?) => {
        match $crate::driver::Scheme::of(::core::convert::AsRef::<str>::as_ref(&$url)) {
            ::core::result::Result::Ok($crate::driver::Scheme::Sqlite) => {
                $crate::__with_sqlite!($backend, $run)
            }
            ::core::result::Result::Ok($crate::driver::Scheme::Postgres) => {
                $crate::__with_postgres!($backend, $run)
            }
            ::core::result::Result::Ok($crate::driver::Scheme::MySql) => {
                $crate::__with_mysql!(MySql, $backend, $run)
            }
            ::core::result::Result::Ok($crate::driver::Scheme::MariaDb) => {
                $crate::__with_mysql!(MariaDb, $backend, $run)
            }
            ::core::result::Result::Ok($crate::driver::Scheme::D1) => {
                ::core::result::Result::Err(::core::convert::From::from($crate::Error::from(
                    $crate::driver::ConnectError::BackendApart { backend: "D1" },
                )))
            }
            ::core::result::Result::Err(error) => {
                ::core::result::Result::Err(::core::convert::From::from($crate::Error::from(error)))
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __backend_off {
    ($backend:literal, $feature:literal) => {
        ::core::result::Result::Err(::core::convert::From::from($crate::Error::from(
            $crate::driver::ConnectError::BackendOff {
                backend: $backend,
                feature: $feature,
            },
        )))
    };
}

#[cfg(feature = "sqlite")]
#[doc(hidden)]
#[macro_export]
macro_rules! __with_sqlite {
    ($backend:ident, $run:expr) => {{
        type $backend = $crate::Sqlite;
        $run
    }};
}

#[cfg(not(feature = "sqlite"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __with_sqlite {
    ($backend:ident, $run:expr) => {
        $crate::__backend_off!("SQLite", "sqlite")
    };
}

#[cfg(feature = "postgres")]
#[doc(hidden)]
#[macro_export]
macro_rules! __with_postgres {
    ($backend:ident, $run:expr) => {{
        type $backend = $crate::Postgres;
        $run
    }};
}

#[cfg(not(feature = "postgres"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __with_postgres {
    ($backend:ident, $run:expr) => {
        $crate::__backend_off!("Postgres", "postgres")
    };
}

#[cfg(any(feature = "mysql", feature = "planetscale"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __with_mysql {
    ($type:ident, $backend:ident, $run:expr) => {{
        type $backend = $crate::$type;
        $run
    }};
}

#[cfg(not(any(feature = "mysql", feature = "planetscale")))]
#[doc(hidden)]
#[macro_export]
macro_rules! __with_mysql {
    ($type:ident, $backend:ident, $run:expr) => {
        $crate::__backend_off!("MySQL", "mysql")
    };
}
