//! Divides SQL text into the few kinds of pieces that matter here.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A keyword or a name without quotes.
    Word,
    /// `?`
    Placeholder,
    Open,
    Close,
    Comma,
    /// Blanks and comments.
    Blank,
    /// Literals, quoted names, signs.
    Other,
}

/// A piece of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'s> {
    pub(super) kind: Kind,
    pub(super) text: &'s str,
    /// How many parentheses are open around it.
    pub(super) depth: usize,
}

impl Piece<'_> {
    pub(super) fn is(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.text.eq_ignore_ascii_case(word)
    }
}

/// The pieces of a text; put together they are the text.
pub(super) fn pieces(sql: &str) -> Vec<Piece<'_>> {
    let bytes = sql.as_bytes();
    let mut pieces = Vec::new();
    let (mut at, mut depth) = (0, 0_usize);
    while at < bytes.len() {
        let (kind, end) = piece(bytes, at);
        if kind == Kind::Close {
            depth = depth.saturating_sub(1);
        }
        pieces.push(Piece {
            kind,
            text: &sql[at..end],
            depth,
        });
        if kind == Kind::Open {
            depth += 1;
        }
        at = end;
    }
    pieces
}

/// The kind and the end of the piece that begins here. It ends between two characters: its last
/// byte is of ASCII, or the whole run of others belongs to it.
fn piece(bytes: &[u8], at: usize) -> (Kind, usize) {
    let run = |of: fn(&u8) -> bool| {
        let length = bytes[at..].iter().position(|byte| !of(byte));
        length.map_or(bytes.len(), |length| at + length)
    };
    match bytes[at] {
        b'?' => (Kind::Placeholder, at + 1),
        b'(' => (Kind::Open, at + 1),
        b')' => (Kind::Close, at + 1),
        b',' => (Kind::Comma, at + 1),
        quote @ (b'\'' | b'"' | b'`') => (Kind::Other, quoted(bytes, at + 1, quote)),
        b'[' => (Kind::Other, quoted(bytes, at + 1, b']')),
        b'-' if bytes[at..].starts_with(b"--") => (Kind::Blank, after(bytes, at, b"\n")),
        b'/' if bytes[at..].starts_with(b"/*") => (Kind::Blank, after(bytes, at + 2, b"*/")),
        byte if byte.is_ascii_whitespace() => (Kind::Blank, run(u8::is_ascii_whitespace)),
        byte if word(&byte) => (Kind::Word, run(word)),
        _ => (Kind::Other, at + 1),
    }
}

fn word(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || *byte == b'_' || *byte == b'$' || *byte >= 0x80
}

/// After the quote that ends a text; doubled it doesn't.
fn quoted(bytes: &[u8], mut at: usize, quote: u8) -> usize {
    while let Some(length) = bytes[at..].iter().position(|byte| *byte == quote) {
        at += length + 1;
        if quote == b']' || bytes.get(at) != Some(&quote) {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

fn after(bytes: &[u8], at: usize, end: &[u8]) -> usize {
    let found = bytes[at..]
        .windows(end.len())
        .position(|window| window == end);
    found.map_or(bytes.len(), |length| at + length + end.len())
}
