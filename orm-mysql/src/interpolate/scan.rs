use orm_core::Error;

/// A piece of a statement's text.
pub(super) enum Part<'s> {
    Text(&'s str),
    Placeholder,
}

/// Divides a statement at its placeholders, which stand outside of literals, names and comments.
pub(super) struct Parts<'s> {
    sql: &'s str,
    at: usize,
    failed: bool,
}

impl<'s> Parts<'s> {
    pub(super) fn of(sql: &'s str) -> Self {
        Self {
            sql,
            at: 0,
            failed: false,
        }
    }

    /// The end of the text that begins here and has no placeholder.
    fn end(&self) -> Result<usize, Error> {
        let bytes = self.sql.as_bytes();
        let mut at = self.at;
        while let Some(byte) = bytes.get(at) {
            at = match byte {
                b'?' => return Ok(at),
                b'\'' | b'"' => literal(bytes, at)?,
                b'`' => closing(bytes, at + 1, b'`')?,
                b'#' => line(bytes, at),
                b'-' if bytes[at..].starts_with(b"--") && separates(bytes.get(at + 2)) => {
                    line(bytes, at)
                }
                b'/' if bytes[at..].starts_with(b"/*") => comment(bytes, at)?,
                _ => at + 1,
            };
        }
        Ok(at)
    }
}

impl<'s> Iterator for Parts<'s> {
    type Item = Result<Part<'s>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed || self.at >= self.sql.len() {
            return None;
        }
        if self.sql.as_bytes()[self.at] == b'?' {
            self.at += 1;
            return Some(Ok(Part::Placeholder));
        }
        match self.end() {
            Ok(end) => {
                let text = &self.sql[self.at..end];
                self.at = end;
                Some(Ok(Part::Text(text)))
            }
            Err(error) => {
                self.failed = true;
                Some(Err(error))
            }
        }
    }
}

/// Two dashes begin a comment only before a blank.
fn separates(next: Option<&u8>) -> bool {
    next.is_none_or(|byte| *byte <= b' ')
}

fn line(bytes: &[u8], at: usize) -> usize {
    bytes[at..]
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(bytes.len(), |length| at + length + 1)
}

/// After the comment that begins here. Some servers execute what stands in one: it must then be of a
/// kind after which the text goes on in the same way, whether or not it is executed.
fn comment(bytes: &[u8], at: usize) -> Result<usize, Error> {
    let inside = &bytes[at + 2..];
    let length = inside
        .windows(2)
        .position(|pair| pair == b"*/")
        .ok_or_else(|| unclear("a comment in it has no end"))?;
    let inside = &inside[..length];
    let executed = inside.starts_with(b"!") || inside.starts_with(b"M!");
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b" !_(),.".contains(byte);
    if executed && !inside.iter().all(plain) {
        return Err(unclear("it has a comment that some servers execute"));
    }
    Ok(at + 2 + length + 2)
}

/// After the quote that closes a text begun before `at`; doubled it doesn't.
fn closing(bytes: &[u8], at: usize, quote: u8) -> Result<usize, Error> {
    let mut at = at;
    loop {
        match bytes[at..].iter().position(|byte| *byte == quote) {
            None => return Err(unclear("a literal or name in it has no end")),
            Some(length) if bytes.get(at + length + 1) == Some(&quote) => at += length + 2,
            Some(length) => return Ok(at + length + 1),
        }
    }
}

/// After the literal that begins here. Whether a backslash before a quote escapes it is a matter of
/// `sql_mode`: where it would make a difference the text is refused.
fn literal(bytes: &[u8], at: usize) -> Result<usize, Error> {
    let quote = bytes[at];
    let end = closing(bytes, at + 1, quote)?;
    let mut backslashes = 0;
    for byte in &bytes[at + 1..end] {
        if *byte == quote && backslashes % 2 == 1 {
            return Err(unclear(
                "a literal in it has a backslash before a quote: bind the text instead",
            ));
        }
        backslashes = if *byte == b'\\' { backslashes + 1 } else { 0 };
    }
    Ok(end)
}

#[cold]
fn unclear(reason: &str) -> Error {
    Error::Database {
        code: "1064".to_owned(),
        message: format!("the statement can't be sent as text: {reason}"),
    }
}
