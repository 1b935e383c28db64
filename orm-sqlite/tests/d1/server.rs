//! D1 in workerd behind the form of Cloudflare's REST API: one program for all tests of a binary.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// How many databases it has: `d0`, `d1`, and so on.
pub const DATABASES: usize = 96;

/// Who may ask.
pub const TOKEN: &str = "secret-token";

/// The address of the API, started once for all tests; none without npm's packages.
pub fn api() -> Option<&'static str> {
    static API: OnceLock<Option<String>> = OnceLock::new();
    let start = || {
        let Ok(modules) = std::env::var("ORM_TEST_NODE_MODULES") else {
            let required = std::env::var("ORM_TEST_REQUIRE_SERVERS");
            assert_ne!(
                required.as_deref(),
                Ok("1"),
                "ORM_TEST_NODE_MODULES is not set"
            );
            return None;
        };
        let names: Vec<String> = (0..DATABASES).map(|number| format!("d{number}")).collect();
        let mut server = Command::new("node")
            .args(["--input-type=module", "--eval", include_str!("server.mjs")])
            .env("MODULES", modules)
            .env("DATABASES", names.join(","))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node is installed where its packages are");
        let mut address = String::new();
        let stdout = server.stdout.take().expect("piped");
        BufReader::new(stdout).read_line(&mut address).unwrap();
        assert!(
            address.starts_with("http://"),
            "it did not start: {address}"
        );
        // It ends with this program, whose end of the pipe it reads.
        std::mem::forget(server);
        Some(address.trim().to_owned())
    };
    API.get_or_init(start).as_deref()
}

/// Asks the server for something that is not the API's.
pub fn control(path: &str, body: &str) -> String {
    let api = api().expect("a server");
    let host = api
        .trim_start_matches("http://")
        .split('/')
        .next()
        .unwrap_or_default();
    let mut stream = TcpStream::connect(host).unwrap();
    let length = body.len();
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    answer
}
