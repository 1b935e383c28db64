use std::env;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;
use orm::prelude::*;
use orm_insurance::app::{App, Database, Urls};
use orm_insurance::schema::Role;
use orm_insurance::scope::ACT_IN;
use orm_insurance::token::{Token, Verifier};
use orm_insurance::{routes, seed};
use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection, Executor, MySqlConnection};
use tower::ServiceExt;

pub const SECRET: &[u8] = b"of the tests";

/// Two of the seed's organisations.
pub const A: usize = 0;
pub const B: usize = 1;

/// The service over five databases of its own, filled.
pub struct Service<D: Database> {
    pub app: App<D>,
    router: Router,
}

/// What the service answered.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub body: Value,
}

impl Answer {
    pub fn ok(self) -> Value {
        assert!(self.status.is_success(), "{self:?}");
        self.body
    }

    pub fn is(self, status: StatusCode) -> Value {
        assert_eq!(self.status, status, "{:?}", self.body);
        self.body
    }
}

/// Who asks: a token, and the organisation to act in.
pub struct As {
    pub token: String,
    act_in: Option<Uuid>,
}

impl As {
    pub fn role(at: usize, role: Role) -> Self {
        let token = Token::new(seed::user(at, role), seed::organisation(at), role);
        Self::token(token.sign(SECRET).expect("the token is written"))
    }

    pub fn agent(at: usize) -> Self {
        Self::role(at, Role::Agent)
    }

    pub fn token(token: String) -> Self {
        Self {
            token,
            act_in: None,
        }
    }

    pub fn acting_in(mut self, at: usize) -> Self {
        self.act_in = Some(seed::organisation(at).0);
        self
    }
}

impl<D: Database> Service<D> {
    pub async fn over(urls: &Urls) -> Self {
        let app = App::open(urls, Verifier::secret(SECRET))
            .await
            .expect("five databases are opened");
        app.create_tables().await.expect("tables are created");
        assert!(seed::seed(&app).await.expect("the seed fits"));
        Self {
            router: routes::router(app.clone()),
            app,
        }
    }

    pub async fn get(&self, who: &As, path: &str) -> Answer {
        self.call("GET", who, path, Value::Null).await
    }

    pub async fn post(&self, who: &As, path: &str, body: Value) -> Answer {
        self.call("POST", who, path, body).await
    }

    pub async fn call(&self, method: &str, who: &As, path: &str, body: Value) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", format!("Bearer {}", who.token))
            .header("content-type", "application/json");
        if let Some(org) = who.act_in {
            request = request.header(ACT_IN, org.to_string());
        }
        let body = match body {
            Value::Null => Body::empty(),
            body => Body::from(body.to_string()),
        };
        self.send(request.body(body).expect("a request")).await
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await;
        let response = response.expect("a router answers");
        let status = response.status();
        let bytes = response.into_body().collect().await.expect("a body");
        let bytes = bytes.to_bytes();
        let body = serde_json::from_slice(&bytes)
            .unwrap_or_else(|_| String::from_utf8_lossy(&bytes).into_owned().into());
        Answer { status, body }
    }
}

/// Runs a test on five empty databases in memory.
pub async fn on_sqlite(test: impl AsyncFnOnce(Service<orm::Sqlite>)) {
    test(Service::over(&Urls::all("sqlite::memory:")).await).await;
}

/// Runs a test on five empty databases of the server that `ORM_TEST_MYSQL_URL` names, and drops
/// them afterwards.
pub async fn on_mysql(test: impl AsyncFnOnce(Service<orm::MySql>)) {
    let Ok(url) = env::var("ORM_TEST_MYSQL_URL") else {
        assert_ne!(
            env::var("ORM_TEST_REQUIRE_SERVERS").as_deref(),
            Ok("1"),
            "ORM_TEST_MYSQL_URL is not set"
        );
        println!("left out: ORM_TEST_MYSQL_URL is not set");
        return;
    };
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let prefix = format!("orm_insurance_{}_{number}", std::process::id());
    let databases = ["global", "policies", "submissions", "claims", "billing"]
        .map(|keyspace| format!("{prefix}_{keyspace}"));
    each(&url, "CREATE DATABASE", &databases).await;
    let (server, _) = url.rsplit_once('/').expect("a URL with a database");
    let urls = Urls::all(&format!("{server}/{prefix}_{{keyspace}}"));
    let service = Service::over(&urls).await;
    let app = service.app.clone();
    test(service).await;
    app.close().await;
    each(&url, "DROP DATABASE", &databases).await;
}

async fn each(url: &str, verb: &str, databases: &[String]) {
    let mut connection = MySqlConnection::connect(url).await.expect("the server");
    for database in databases {
        let sql = AssertSqlSafe(format!("{verb} {database}"));
        connection.execute(sql).await.expect("a database");
    }
}

/// Makes a test per backend of each body `async fn name<D: Database>(service: Service<D>)`.
macro_rules! on_every_backend {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(
                #[tokio::test]
                async fn $name() {
                    $crate::service::on_sqlite(super::$name).await;
                }
            )+
        }

        mod mysql {
            $(
                #[tokio::test]
                async fn $name() {
                    $crate::service::on_mysql(super::$name).await;
                }
            )+
        }
    };
}
pub(crate) use on_every_backend;
