//! D1 in workerd behind the form of Cloudflare's REST API: one program for all tests of a binary.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// How many databases it has: `d0`, `d1`, and so on.
pub const DATABASES: usize = 96;

/// Who may ask.
pub const TOKEN: &str = "secret-token";

/// The address of the API, started once for all tests; none without npm's packages.
pub fn api() -> Option<&'static str> {
    static API: OnceLock<Option<String>> = OnceLock::new();
    let start = || {
        let names: Vec<String> = (0..DATABASES).map(|number| format!("d{number}")).collect();
        let running = Running::start(&names.join(","), None)?;
        let api = running.api.clone();
        // It ends with this program, whose end of the pipe it reads.
        std::mem::forget(running);
        Some(api)
    };
    API.get_or_init(start).as_deref()
}

/// A workerd of its own.
pub struct Running {
    process: Child,
    /// The address of its API.
    pub api: String,
}

impl Running {
    /// Starts one with these databases, whose files are kept in a folder; `None` without npm's
    /// packages.
    pub fn start(databases: &str, folder: Option<&Path>) -> Option<Self> {
        let Ok(modules) = std::env::var("ORM_TEST_NODE_MODULES") else {
            let required = std::env::var("ORM_TEST_REQUIRE_SERVERS");
            assert_ne!(
                required.as_deref(),
                Ok("1"),
                "ORM_TEST_NODE_MODULES is not set"
            );
            return None;
        };
        let mut process = Command::new("node")
            .args(["--input-type=module", "--eval", include_str!("server.mjs")])
            .env("MODULES", modules)
            .env("DATABASES", databases)
            .env("FOLDER", folder.unwrap_or(Path::new("")))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node is installed where its packages are");
        let mut address = String::new();
        let stdout = process.stdout.take().expect("piped");
        BufReader::new(stdout).read_line(&mut address).unwrap();
        assert!(
            address.starts_with("http://"),
            "it did not start: {address}"
        );
        Some(Self {
            process,
            api: address.trim().to_owned(),
        })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        // It has nothing to say of how it ended.
        let _ = self.process.wait();
    }
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
