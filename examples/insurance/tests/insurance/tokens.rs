//! Tokens that are believed, and those that are not.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use orm::prelude::*;
use orm_insurance::app::Database;
use orm_insurance::schema::{OrgId, Role};
use orm_insurance::seed;
use orm_insurance::token::{Token, Verifier};
use serde_json::{Value, json};

use crate::service::{A, As, SECRET, Service, on_every_backend};

on_every_backend!(tokens_that_are_refused);

fn token() -> Token {
    Token::new(
        seed::user(A, Role::Agent),
        seed::organisation(A),
        Role::Agent,
    )
}

fn signed(claims: &impl serde::Serialize, algorithm: Algorithm, secret: &[u8]) -> String {
    let key = EncodingKey::from_secret(secret);
    encode(&Header::new(algorithm), claims, &key).expect("a token is written")
}

async fn tokens_that_are_refused<D: Database>(service: Service<D>) {
    let good = token().sign(SECRET).expect("a token is written");
    service
        .get(&As::token(good.clone()), "/policies")
        .await
        .ok();

    let mut tampered: Vec<&str> = good.split('.').collect();
    let other = Token::new(
        seed::user(1, Role::Agent),
        seed::organisation(1),
        Role::Agent,
    );
    let other = other.sign(b"another").expect("a token is written");
    tampered[1] = other.split('.').nth(1).unwrap_or_default();
    let claims = |changed: Value| {
        let mut claims = serde_json::to_value(token()).expect("JSON");
        for (name, value) in changed.as_object().expect("an object") {
            claims[name] = value.clone();
        }
        claims
    };
    let without = |name: &str| {
        let mut claims = claims(json!({}));
        claims.as_object_mut().expect("an object").remove(name);
        claims
    };
    let unsigned = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0";
    let refused = [
        ("another secret", other.clone()),
        ("another's claims", tampered.join(".")),
        (
            "no signature",
            format!("{unsigned}.{}.", good.split('.').nth(1).unwrap_or_default()),
        ),
        (
            "another algorithm",
            signed(&claims(json!({})), Algorithm::HS512, SECRET),
        ),
        (
            "ended",
            signed(
                &claims(json!({"exp": Utc::now().timestamp() - 10})),
                Algorithm::HS256,
                SECRET,
            ),
        ),
        (
            "without an end",
            signed(&without("exp"), Algorithm::HS256, SECRET),
        ),
        (
            "an end that is no number",
            signed(
                &claims(json!({"exp": "9999999999"})),
                Algorithm::HS256,
                SECRET,
            ),
        ),
        (
            "for another service",
            signed(&claims(json!({"aud": "payroll"})), Algorithm::HS256, SECRET),
        ),
        (
            "without an organisation",
            signed(&without("org"), Algorithm::HS256, SECRET),
        ),
        (
            "organisation null",
            signed(&claims(json!({"org": null})), Algorithm::HS256, SECRET),
        ),
        (
            "organisation nil",
            signed(
                &claims(json!({"org": Uuid::nil()})),
                Algorithm::HS256,
                SECRET,
            ),
        ),
        (
            "an unknown role",
            signed(&claims(json!({"role": "god"})), Algorithm::HS256, SECRET),
        ),
        ("no token at all", "x".to_owned()),
        ("empty", String::new()),
    ];
    for (why, token) in refused {
        let answer = service.get(&As::token(token), "/policies").await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{why}: {answer:?}");
    }
    for header in [None, Some("Basic YTpi"), Some("Bearer")] {
        let mut request = Request::builder().uri("/policies");
        if let Some(header) = header {
            request = request.header("authorization", header);
        }
        let answer = service
            .send(request.body(Body::empty()).expect("a request"))
            .await;
        answer.is(StatusCode::UNAUTHORIZED);
    }
    // Reference data belongs to nobody.
    let request = Request::builder().uri("/countries").body(Body::empty());
    let countries = service.send(request.expect("a request")).await.ok();
    assert_eq!(countries[0]["name"]["de"], "Schweiz");
}

/// The key pair of RFC 8037, appendix A: the private half as PKCS #8, the public one as its JWK has it.
const PRIVATE: &str = "302e020100300506032b657004220420\
    9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
const PUBLIC: &str = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

#[test]
fn a_public_key_checks_tokens() {
    let der: Vec<u8> = (0..PRIVATE.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&PRIVATE[at..at + 2], 16).expect("hex"))
        .collect();
    let header = Header::new(Algorithm::EdDSA);
    let signed = encode(&header, &token(), &EncodingKey::from_ed_der(&der)).expect("a token");
    let verifier = Verifier::ed25519(PUBLIC).expect("a key");
    let read = verifier.verify(&signed).expect("the token is ours");
    assert_eq!(read.org, Some::<OrgId>(seed::organisation(A)));
    // The public key is no secret: a token signed with it as one is refused.
    let confused = token().sign(PUBLIC.as_bytes()).expect("a token is written");
    verifier
        .verify(&confused)
        .expect_err("HS256 with the public key");
    let elsewhere = Verifier::secret(SECRET);
    elsewhere
        .verify(&signed)
        .expect_err("EdDSA where a secret is asked for");
}
