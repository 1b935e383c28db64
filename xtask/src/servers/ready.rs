//! Whether a server answers, asked in the first words of its own protocol.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::time::Duration;

use anyhow::Context;

/// A port of the loopback interface that nobody listens on.
pub(super) fn free_port() -> anyhow::Result<u16> {
    let listener =
        TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no free port on the loopback")?;
    Ok(listener.local_addr()?.port())
}

fn connect(port: u16) -> Option<TcpStream> {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(2))).ok()?;
    Some(stream)
}

/// A login as `postgres` is answered by a message of authentication, not by an error.
pub(super) fn postgres(port: u16) -> bool {
    const LOGIN: &[u8] = b"\0\x03\0\0user\0postgres\0database\0postgres\0\0";
    let ask = || {
        let mut stream = connect(port)?;
        let length = u32::try_from(LOGIN.len() + 4).ok()?;
        stream.write_all(&length.to_be_bytes()).ok()?;
        stream.write_all(LOGIN).ok()?;
        let mut kind = [0];
        stream.read_exact(&mut kind).ok()?;
        Some(kind == *b"R")
    };
    ask().unwrap_or(false)
}

/// The server greets with version 10 of its protocol, not with an error.
pub(super) fn mysql(port: u16) -> bool {
    let ask = || {
        let mut greeting = [0; 5];
        connect(port)?.read_exact(&mut greeting).ok()?;
        Some(greeting[4] == 10)
    };
    ask().unwrap_or(false)
}
