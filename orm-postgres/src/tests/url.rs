use std::time::Duration;

use orm_core::driver::ConnectError;

use crate::PostgresOptions;

fn read(url: &str) -> PostgresOptions {
    url.parse().unwrap_or_else(|error| panic!("{url}: {error}"))
}

#[test]
fn parts_are_read() {
    let (wire, settings) = read(
        "postgresql://b%40b:p%3A%2Fw@db.example:6000/a%20b?application_name=x%26y&max_connections=3&idle_timeout=0&acquire_timeout=2",
    )
    .into_parts();
    assert_eq!(wire.server, "db.example:6000");
    assert_eq!(wire.connect.get_username(), "b@b");
    assert_eq!(wire.connect.get_database(), Some("a b"));
    assert_eq!(wire.connect.get_application_name(), Some("x&y"));
    assert_eq!(settings.max_connections, 3);
    assert_eq!(settings.idle_timeout, None);
    assert_eq!(settings.acquire_timeout, Duration::from_secs(2));
}

#[test]
fn places_are_read() {
    for (url, server) in [
        ("postgres://", "localhost:5432"),
        ("postgres:///app", "localhost:5432"),
        ("postgres://db", "db:5432"),
        ("postgres://u@db:1", "db:1"),
        ("postgres://[::1]", "::1:5432"),
        ("postgres://[::1]:7/x", "::1:7"),
        (
            "postgres:///app?host=/run/postgresql",
            "/run/postgresql:5432",
        ),
        ("postgres://%2Frun%2Fpostgresql:7/app", "/run/postgresql:7"),
        ("postgres://a/app?host=b", "b:5432"),
    ] {
        assert_eq!(read(url).into_parts().0.server, server, "{url}");
    }
}

#[test]
fn encryption_is_asked_of_other_machines() {
    use sqlx::postgres::PgSslMode::{Disable, Prefer, Require, VerifyCa, VerifyFull};
    for (url, mode) in [
        ("postgres://localhost", Prefer),
        ("postgres://127.0.0.9", Prefer),
        ("postgres:///x?host=/run", Prefer),
        ("postgres://db.example", Require),
        ("postgres://db.example?sslmode=disable", Disable),
        ("postgres://db.example?sslmode=prefer", Prefer),
        ("postgres://localhost?sslmode=require", Require),
        ("postgres://localhost?sslmode=verify-ca", VerifyCa),
        ("postgres://localhost?sslmode=verify-full", VerifyFull),
    ] {
        let found = read(url).into_parts().0.connect.get_ssl_mode();
        assert_eq!(
            std::mem::discriminant(&found),
            std::mem::discriminant(&mode),
            "{url}: {found:?}"
        );
    }
}

#[test]
fn what_is_not_understood_is_refused_by_name() {
    for (url, part) in [
        ("mysql://localhost", "postgres://"),
        ("postgres://localhost:x", "port"),
        ("postgres://localhost:65536", "port"),
        ("postgres://[::1", "host"),
        ("postgres://[::1]5", "port"),
        ("postgres://a,b/x", "host"),
        ("postgres://a:secr%zzet@b", "password"),
        ("postgres://a:secret%00@b", "password"),
        ("postgres://a:%ff@b", "password"),
        ("postgres://a?sslmode=allow", "sslmode"),
        ("postgres://a?sslmode=", "sslmode"),
        ("postgres://a?ssl=true", "`ssl`"),
        ("postgres://a?max_connections=0", "max_connections"),
        ("postgres://a?max_connections=many", "max_connections"),
        ("postgres://a?statement_timeout=-1", "statement_timeout"),
        ("postgres://a?lazy=1", "lazy"),
        ("postgres://a?pooler", "pooler"),
    ] {
        let Err(ConnectError::Url { reason }) = url.parse::<PostgresOptions>() else {
            panic!("{url} is taken");
        };
        assert!(reason.contains(part), "{url}: {reason}");
        assert!(!reason.contains("secr"), "{url}: {reason}");
    }
}

#[test]
fn passwords_are_not_shown() {
    let options = read("postgres://u:secret@localhost/db");
    assert!(!format!("{options:?}").contains("secret"));
}
