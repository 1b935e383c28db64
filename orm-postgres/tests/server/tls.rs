//! TLS, through an end of it that stands before the server.

use std::fs;
use std::sync::Arc;

use orm_core::Error;
use orm_core::driver::{Connect, ConnectError, Pool};
use orm_postgres::{Postgres, PostgresOptions, SslMode};
use rcgen::{CertificateParams, CertifiedIssuer, KeyPair};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use crate::support::{Short, on_server, options};

on_server!(
    each_mode_trusts_whom_it_says,
    a_server_without_tls_is_refused_where_it_is_asked_for,
);

/// How the answer to the question for TLS looks on the wire.
#[derive(Clone)]
enum Offer {
    Tls(TlsAcceptor),
    Nothing,
}

/// An authority of our own, in a file, and a server's identity that it vouches for.
struct Authority {
    _folder: TempDir,
    file: String,
    acceptor: TlsAcceptor,
}

fn authority(server: &str) -> Authority {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec![server.to_owned()])
        .unwrap()
        .signed_by(&key, &issuer)
        .unwrap();
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.der().clone()],
            PrivateKeyDer::Pkcs8(key.serialize_der().into()),
        )
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("root.pem");
    fs::write(&file, issuer.pem()).unwrap();
    Authority {
        file: file.display().to_string(),
        _folder: folder,
        acceptor: TlsAcceptor::from(Arc::new(config)),
    }
}

/// Stands before the server; gives the options that lead through it.
async fn before(url: &str, offer: Offer) -> PostgresOptions {
    let (login, place) = url.rsplit_once('@').expect("a URL with a user");
    let (server, database) = place.split_once('/').expect("a URL with a database");
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = server.to_owned();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            tokio::spawn(pass_on(client, server.clone(), offer.clone()));
        }
    });
    options(&format!("{login}@127.0.0.1:{port}/{database}"))
}

async fn pass_on(mut client: TcpStream, server: String, offer: Offer) -> std::io::Result<()> {
    let mut server = TcpStream::connect(server).await?;
    let mut start = [0; 8];
    client.read_exact(&mut start).await?;
    if start != [0, 0, 0, 8, 4, 210, 22, 47] {
        server.write_all(&start).await?;
        copy_bidirectional(&mut client, &mut server).await?;
        return Ok(());
    }
    match offer {
        Offer::Tls(acceptor) => {
            client.write_all(b"S").await?;
            let mut client = acceptor.accept(client).await?;
            copy_bidirectional(&mut client, &mut server).await?;
        }
        Offer::Nothing => {
            client.write_all(b"N").await?;
            copy_bidirectional(&mut client, &mut server).await?;
        }
    }
    Ok(())
}

async fn answers(options: PostgresOptions) -> Result<i64, Error> {
    let pool = Postgres::open(options.max_connections(1)).await?;
    Ok(pool.acquire().await?.one("SELECT 7").await)
}

async fn each_mode_trusts_whom_it_says(url: &str) {
    for (server, known, mode, trusted) in [
        ("127.0.0.1", true, SslMode::VerifyFull, true),
        ("127.0.0.1", true, SslMode::VerifyCa, true),
        ("127.0.0.1", false, SslMode::VerifyFull, false),
        ("127.0.0.1", false, SslMode::VerifyCa, false),
        ("127.0.0.1", false, SslMode::Require, true),
        ("db.example", true, SslMode::VerifyFull, false),
        ("db.example", true, SslMode::VerifyCa, true),
        ("db.example", false, SslMode::Prefer, true),
    ] {
        let authority = authority(server);
        let mut options = before(url, Offer::Tls(authority.acceptor.clone()))
            .await
            .ssl_mode(mode);
        if known {
            options = options.ssl_root_cert(&authority.file);
        }
        let answer = answers(options).await;
        let case = format!("{server}, authority known: {known}, {mode:?}: {answer:?}");
        if trusted {
            assert!(matches!(answer, Ok(7)), "{case}");
        } else {
            assert!(
                matches!(answer, Err(Error::Connect(ConnectError::Tls { .. }))),
                "{case}"
            );
        }
    }
}

async fn a_server_without_tls_is_refused_where_it_is_asked_for(url: &str) {
    for mode in [SslMode::Require, SslMode::VerifyCa, SslMode::VerifyFull] {
        let answer = answers(before(url, Offer::Nothing).await.ssl_mode(mode)).await;
        assert!(
            matches!(answer, Err(Error::Connect(ConnectError::Tls { .. }))),
            "{mode:?}: {answer:?}"
        );
    }
    for mode in [SslMode::Disable, SslMode::Prefer] {
        let answer = answers(before(url, Offer::Nothing).await.ssl_mode(mode)).await;
        assert!(matches!(answer, Ok(7)), "{mode:?}: {answer:?}");
    }
}
