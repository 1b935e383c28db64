use orm_core::Error;
use orm_core::driver::{Connect, ConnectError, Pool};
use orm_core::types::Arg;
use orm_mysql::{MariaDb, MySql, MySql8, MySqlOptions, MySqlPool, SslMode};

use crate::fixture::{Ask, each, open};

#[tokio::test]
async fn the_kind_of_server_is_checked() {
    each(async |server| {
        let options = server.options();
        let other = if server.is_mysql() {
            MySql8::open(options.clone()).await.unwrap();
            MariaDb::open(options).await.err()
        } else {
            MariaDb::open(options.clone()).await.unwrap();
            MySql8::open(options).await.err()
        };
        assert!(
            matches!(other, Some(Error::Connect(ConnectError::Refused { .. }))),
            "{other:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn an_application_s_own_pool_is_checked_too() {
    each(async |server| {
        let url = std::env::var(if server.is_mysql() {
            "ORM_TEST_MYSQL_URL"
        } else {
            "ORM_TEST_MARIADB_URL"
        });
        let sqlx = sqlx::MySqlPool::connect(&url.unwrap()).await.unwrap();
        let mut common = MySqlPool::<MySql>::from(sqlx.clone())
            .acquire()
            .await
            .unwrap();
        assert_eq!(common.one::<i64>("SELECT ?", vec![Arg::Int(1)]).await, 1);
        let other = if server.is_mysql() {
            MySqlPool::<MariaDb>::from(sqlx).acquire().await.err()
        } else {
            MySqlPool::<MySql8>::from(sqlx).acquire().await.err()
        };
        assert!(
            matches!(other, Some(Error::Connect(ConnectError::Refused { .. }))),
            "{other:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_hyperdrive_binding() {
    each(async |server| {
        let binding = server.binding();
        let options = MySqlOptions::from_hyperdrive(&binding);
        assert!(format!("{options:?}").contains("protocol: Text"));
        let mut connection = open(options).await;
        let text = vec![Arg::Text("it's".to_owned())];
        assert_eq!(connection.one::<String>("SELECT ?", text).await, "it's");
        let database: String = connection.one("SELECT DATABASE()", vec![]).await;
        assert_eq!(database, binding.database);
    })
    .await;
}

#[tokio::test]
async fn the_mode_of_the_server_is_left_alone() {
    each(async |server| {
        for mut connection in server.each_way().await {
            for (setting, expected) in [
                ("@@SESSION.sql_mode", "@@GLOBAL.sql_mode"),
                ("@@time_zone", "'+00:00'"),
                ("@@character_set_client", "'utf8mb4'"),
            ] {
                let sql = format!("SELECT CONCAT({setting}, ?) UNION ALL SELECT {expected}");
                let args = vec![Arg::Text(String::new())];
                let both: Vec<String> = connection.all(&sql, args).await.unwrap();
                // sqlx says so in its handshake.
                let own = both[0].replace("IGNORE_SPACE,", "");
                assert_eq!(own, both[1], "{setting}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn failures_to_connect_have_types() {
    each(async |server| {
        let wrong = server.options().user("nobody", "a secret");
        let failed = MySql::open(wrong).await.err().unwrap();
        assert!(
            matches!(&failed, Error::Connect(ConnectError::Login { user, .. }) if user == "nobody"),
            "{failed:?}"
        );
        assert!(!format!("{failed} {failed:?}").contains("a secret"));
        let nowhere = server.options().database("no_such_database");
        let failed = MySql::open(nowhere).await.err();
        assert!(
            matches!(failed, Some(Error::Connect(ConnectError::Login { .. }))),
            "{failed:?}"
        );
        let verified = server.options().ssl_mode(SslMode::VerifyIdentity);
        let failed = MySql::open(verified).await.err();
        assert!(
            matches!(failed, Some(Error::Connect(ConnectError::Tls { .. }))),
            "{failed:?}"
        );
        let closed = MySqlOptions::host("127.0.0.1", 1);
        let failed = MySql::open(closed).await.err();
        assert!(
            matches!(failed, Some(Error::Connect(ConnectError::Refused { .. }))),
            "{failed:?}"
        );
        // A lazy pool says it later.
        let lazy = MySqlOptions::host("127.0.0.1", 1).lazy(true);
        let pool = MySql::open(lazy).await.unwrap();
        assert!(pool.acquire().await.is_err());
    })
    .await;
}

#[tokio::test]
async fn tls_trusts_whom_it_is_told_to() {
    each(async |server| {
        if !server.is_mysql() {
            println!("left out: this server has no certificate of its own");
            return;
        }
        let authority: String = server
            .connection()
            .await
            .one("SELECT CONCAT(@@datadir, @@ssl_ca)", vec![])
            .await;
        if !std::path::Path::new(&authority).exists() {
            println!("left out: the server's certificates are not on this machine");
            return;
        }
        let cipher = async |options: MySqlOptions| -> Result<String, Error> {
            let sql = "SELECT VARIABLE_VALUE FROM performance_schema.session_status \
                       WHERE VARIABLE_NAME = 'Ssl_cipher'";
            let mut connection = MySql::open(options).await?.acquire().await?;
            Ok(connection.one(sql, vec![]).await)
        };
        let options = || server.options();
        assert_eq!(
            cipher(options().ssl_mode(SslMode::Disabled)).await.unwrap(),
            ""
        );
        let known = || options().ssl_ca(&authority);
        for trusted in [
            options().ssl_mode(SslMode::Preferred),
            options().ssl_mode(SslMode::Required),
            known().ssl_mode(SslMode::VerifyCa),
        ] {
            let cipher = cipher(trusted.clone()).await;
            assert!(
                matches!(&cipher, Ok(cipher) if !cipher.is_empty()),
                "{trusted:?}: {cipher:?}"
            );
        }
        // Its certificate names no host.
        for refused in [
            options().ssl_mode(SslMode::VerifyCa),
            known().ssl_mode(SslMode::VerifyIdentity),
        ] {
            let cipher = cipher(refused.clone()).await;
            assert!(
                matches!(cipher, Err(Error::Connect(ConnectError::Tls { .. }))),
                "{refused:?}: {cipher:?}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_health_check() {
    each(async |server| {
        let db = orm_core::Db::<MySql>::from_pool(server.pool().await);
        db.ping().await.unwrap();
        db.transaction(async |tx| tx.ping().await).await.unwrap();
        db.close().await;
        assert!(matches!(db.ping().await, Err(Error::PoolClosed)));
    })
    .await;
}
