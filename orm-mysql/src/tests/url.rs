use std::time::Duration;

use orm_core::driver::ConnectError;

use crate::{MySqlOptions, Protocol, SslMode};

fn refused(url: &str) -> String {
    match url.parse::<MySqlOptions>() {
        Err(ConnectError::Url { reason }) => reason,
        other => panic!("{url}: {other:?}"),
    }
}

#[test]
fn parts_and_parameters_are_read() {
    let url = "mysql://us%40er:p@ss%2Fw@[::1]:3307/d%20b?max_connections=3&acquire_timeout=5&idle_timeout=0&max_lifetime=60&statement_timeout=250&protocol=text&lazy=true&ssl-mode=VERIFY_CA&ssl-ca=%2Fca.pem&statement_cache_capacity=7";
    let options: MySqlOptions = url.parse().unwrap();
    assert_eq!(options.server(), "::1:3307");
    assert_eq!(options.user, "us@er");
    assert_eq!(options.pool.max_connections, 3);
    assert_eq!(options.pool.acquire_timeout, Duration::from_secs(5));
    assert_eq!(options.pool.idle_timeout, None);
    assert_eq!(options.pool.max_lifetime, Some(Duration::from_secs(60)));
    assert_eq!(options.statement_timeout, Some(Duration::from_millis(250)));
    assert_eq!(options.protocol, Protocol::Text);
    assert!(options.lazy);
    let told = format!("{options:?}");
    assert!(!told.contains("p@ss"), "{told}");
    assert_eq!(options.password, "p@ss/w");
    assert_eq!(options.database.as_deref(), Some("d b"));
    assert_eq!(options.ssl_mode, SslMode::VerifyCa);
    assert_eq!(options.ssl_ca, Some("/ca.pem".into()));
    assert_eq!(options.statement_cache_capacity, Some(7));
    let socket: MySqlOptions = "mariadb:///db?socket=/run/my.sock".parse().unwrap();
    assert_eq!(socket.server(), "/run/my.sock");
}

#[test]
fn what_is_unclear_is_refused() {
    for (url, part) in [
        ("postgres://h/d", "mysql://"),
        ("mysql:///d", "host"),
        ("mysql://h:99999/d", "port"),
        ("mysql://h/d?sslmode=required", "`sslmode`"),
        ("mysql://h/d?ssl-mode=requird", "ssl-mode"),
        ("mysql://h/d?ssl-mode", "ssl-mode"),
        ("mysql://h/d?max_connections=0", "max_connections"),
        ("mysql://h/d?statement_timeout=-1", "statement_timeout"),
        ("mysql://h/d?protocol=binary", "protocol"),
        ("mysql://h/%zz", "%"),
        ("mysql://h/%00", "NUL"),
        ("mysql://h/%ff", "UTF-8"),
    ] {
        let reason = refused(url);
        assert!(reason.contains(part), "{url}: {reason}");
    }
    assert!(!refused("mysql://u:secret@h/d?x=1").contains("secret"));
}

#[cfg(feature = "planetscale")]
#[test]
fn the_url_chooses_the_driver() {
    use crate::Driver;

    for (url, driver, base) in [
        ("mysql://u:p@db.example/x", Driver::Tcp, None),
        (
            "mysql://u:p@db.example/x?driver=http",
            Driver::Http,
            Some("https://db.example"),
        ),
        (
            "planetscale://u:p@db.example/x",
            Driver::Http,
            Some("https://db.example"),
        ),
        (
            "planetscale://u:p@db.example/x?driver=tcp",
            Driver::Tcp,
            None,
        ),
        (
            "mysql://u:p@aws.connect.psdb.cloud:3306/x",
            Driver::Http,
            Some("https://aws.connect.psdb.cloud"),
        ),
        (
            "mysql://u:p@aws.connect.psdb.cloud/x?driver=tcp",
            Driver::Tcp,
            None,
        ),
        ("mysql://u:p@psdb.cloud.example/x", Driver::Tcp, None),
        (
            "planetscale://u:p@[::1]:8080/x?ssl-mode=disabled",
            Driver::Http,
            Some("http://[::1]:8080"),
        ),
    ] {
        let options: MySqlOptions = url.parse().unwrap();
        assert_eq!(options.driver, driver, "{url}");
        if let Some(base) = base {
            let (found, login) = options.over_http().unwrap();
            assert_eq!((found.as_str(), login.as_str()), (base, "u:p"), "{url}");
        }
        assert!(format!("{options:?}").contains(driver.name()));
    }
    let socket = "planetscale://u:p@x/?socket=%2Fs"
        .parse::<MySqlOptions>()
        .unwrap();
    assert!(socket.over_http().is_err());
}

#[cfg(not(feature = "planetscale"))]
#[test]
fn http_needs_a_feature() {
    for url in [
        "planetscale://u:p@db.example/x",
        "mysql://u:p@db.example/x?driver=http",
    ] {
        assert!(refused(url).contains("feature `planetscale`"), "{url}");
    }
}
