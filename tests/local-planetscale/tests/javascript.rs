//! The official JavaScript client works against this server: its types, transactions and errors.
//!
//! Needs `ORM_TEST_MYSQL_URL`, and npm's `@planetscale/database` below the folder that
//! `ORM_TEST_NODE_MODULES` names.

use std::path::Path;
use std::time::Duration;

use local_planetscale::{Options, Server};
use mysql_async::prelude::Queryable;

/// The value of a variable, unless the test is left out without it.
fn needed(variable: &str) -> Option<String> {
    let value = std::env::var(variable).ok();
    if value.is_none() {
        let required = std::env::var("ORM_TEST_REQUIRE_SERVERS");
        assert_ne!(required.as_deref(), Ok("1"), "{variable} is not set");
        println!("left out: {variable} is not set");
    }
    value
}

#[tokio::test]
async fn the_official_client_works() {
    let (Some(url), Some(modules)) = (
        needed("ORM_TEST_MYSQL_URL"),
        needed("ORM_TEST_NODE_MODULES"),
    ) else {
        return;
    };
    let database = format!("local_planetscale_{}", std::process::id());
    let mut admin = mysql_async::Conn::from_url(&url).await.unwrap();
    admin
        .query_drop(format!("CREATE DATABASE {database}"))
        .await
        .unwrap();
    let (server, _) = url.rsplit_once('/').unwrap();
    let local = Server::start(Options {
        max_rows: 1000,
        password: "password".to_owned(),
        transaction_timeout: Duration::from_secs(4),
        ..Options::new(format!("{server}/{database}"))
    })
    .await
    .unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/javascript.mjs");
    let ran = tokio::process::Command::new("node")
        .arg(script)
        .env("MODULES", modules)
        .env("ADDRESS", local.address().to_string())
        .output()
        .await
        .expect("node is installed where its packages are");
    let open = local.open_sessions();
    admin
        .query_drop(format!("DROP DATABASE {database}"))
        .await
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert!(
        ran.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    assert!(said.contains("8 parts passed"), "{said}");
    assert_eq!(open, 0, "sessions that were left open");
}
