use std::env;

use orm::prelude::*;

use super::TestBackend;

/// What a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Server {
    #[cfg(feature = "sqlite")]
    Sqlite,
    #[cfg(feature = "postgres")]
    Postgres,
    #[cfg(feature = "postgres")]
    Postgres18,
    #[cfg(feature = "mysql")]
    MySql,
    #[cfg(feature = "mysql")]
    MariaDb,
    /// PlanetScale's protocol in front of MySQL.
    #[cfg(all(feature = "mysql", feature = "planetscale"))]
    PlanetScale,
    #[cfg(feature = "d1")]
    D1,
}

tokio::task_local! {
    static CURRENT: Server;
}

/// The server of the test that asks.
#[cfg(any(feature = "postgres", feature = "mysql"))]
pub(super) fn current() -> Server {
    CURRENT.get()
}

/// Runs a test's body on an empty database of the server.
pub async fn on<B: TestBackend>(server: Server, body: impl AsyncFnOnce(Db<B>)) {
    if server.is_there() {
        let run = async {
            let fresh = B::fresh().await;
            body(fresh.db.clone()).await;
            // The database is another test's next.
            fresh.db.close().await;
        };
        CURRENT.scope(server, run).await;
    }
}

impl Server {
    /// The variable that names the server's URL, unless the database is part of the test.
    fn variable(self) -> Option<&'static str> {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite => None,
            #[cfg(feature = "postgres")]
            Self::Postgres => Some("ORM_TEST_POSTGRES_URL"),
            #[cfg(feature = "postgres")]
            Self::Postgres18 => Some("ORM_TEST_POSTGRES18_URL"),
            #[cfg(feature = "mysql")]
            Self::MySql => Some("ORM_TEST_MYSQL_URL"),
            #[cfg(feature = "mysql")]
            Self::MariaDb => Some("ORM_TEST_MARIADB_URL"),
            #[cfg(all(feature = "mysql", feature = "planetscale"))]
            Self::PlanetScale => Self::MySql.variable(),
            #[cfg(feature = "d1")]
            Self::D1 => Some("ORM_TEST_NODE_MODULES"),
        }
    }

    /// Whether the test can run. Where servers are required, a missing one fails the test.
    fn is_there(self) -> bool {
        let Some(variable) = self.variable() else {
            return true;
        };
        let is_there = env::var_os(variable).is_some();
        if !is_there {
            assert!(
                env::var_os("ORM_TEST_REQUIRE_SERVERS").is_none(),
                "{variable} names no server"
            );
            println!("left out: {variable} names no server");
        }
        is_there
    }

    #[cfg(any(feature = "postgres", feature = "mysql"))]
    pub(super) fn url(self) -> String {
        let variable = self.variable().expect("a server has a URL");
        env::var(variable).unwrap_or_else(|error| panic!("{variable}: {error}"))
    }

    /// The URL by which this server's database is reached, and what runs in front of it meanwhile.
    #[cfg(any(feature = "postgres", feature = "mysql"))]
    pub(super) async fn in_front_of(self, url: String) -> (String, Option<InFront>) {
        #[cfg(all(feature = "mysql", feature = "planetscale"))]
        if self == Self::PlanetScale {
            let options = local_planetscale::Options::new(url);
            let server = local_planetscale::Server::start(options).await;
            let server = server.expect("a local PlanetScale starts");
            let (login, at) = ("local:pa%3Ass%40word", server.address());
            let url = format!("planetscale://{login}@{at}/?ssl-mode=disabled");
            return (url, Some(server));
        }
        (url, None)
    }
}

#[cfg(all(feature = "mysql", feature = "planetscale"))]
pub(super) type InFront = local_planetscale::Server;
#[cfg(all(
    not(feature = "planetscale"),
    any(feature = "postgres", feature = "mysql")
))]
pub(super) type InFront = ();
