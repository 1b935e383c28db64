//! Two properties of bind values that are written into a statement, in every `sql_mode`: a text that
//! is bound comes out as one literal that means the text, with what stood around it; and no text of
//! a statement makes it panic, or lose or gain a statement.
//!
//! `cargo xtask fuzz`, or, without cargo-fuzz, and so without a look at what the code does with its
//! input: `cargo run --release --manifest-path fuzz/Cargo.toml --bin interpolate -- -max_total_time=60`

#![no_main]

use libfuzzer_sys::fuzz_target;
use orm_core::types::Arg;
#[path = "../../orm-mysql/src"]
mod source {
    pub mod interpolate;
}

use source::interpolate::interpolate;

/// What the module names of its crate.
static MYSQL_DIALECT: Dialect = Dialect { name: "MySQL" };

struct Dialect {
    name: &'static str,
}

fuzz_target!(|input: &[u8]| {
    let Ok(text) = std::str::from_utf8(input) else {
        return bytes(input);
    };
    bound(text);
    statement(text);
    bytes(input);
});

/// A bound text is one literal.
fn bound(text: &str) {
    let args = [
        Arg::Text(text.to_owned()),
        Arg::Int(-1),
        Arg::Text(text.to_owned()),
    ];
    let sql = "SELECT ?, 1 -?, '?', `?`, \"?\" /* ? */, ? FROM t -- ?";
    let written = interpolate(sql, &args).expect("every text can be written");
    for escapes in [true, false] {
        let mut rest = Rest {
            text: &written,
            escapes,
        };
        rest.take("SELECT ");
        assert_eq!(rest.literal(), text.as_bytes());
        rest.take(", 1 -(-1), '?', `?`, \"?\" /* ? */, ");
        assert_eq!(rest.literal(), text.as_bytes());
        assert_eq!(rest.text, " FROM t -- ?");
    }
}

/// Bound bytes are one literal.
fn bytes(bytes: &[u8]) {
    let written =
        interpolate("SELECT ?", &[Arg::Bytes(bytes.to_vec())]).expect("bytes are written");
    let mut rest = Rest {
        text: &written,
        escapes: true,
    };
    rest.take("SELECT ");
    assert_eq!(rest.literal(), bytes);
    assert_eq!(rest.text, "");
}

/// Whatever a statement's text is: with too few values or too many it is refused, and where it is
/// not, the text around the placeholders stays as it was.
fn statement(sql: &str) {
    for count in 0..4 {
        let args = vec![Arg::Int(7); count];
        let Ok(written) = interpolate(sql, &args) else {
            continue;
        };
        assert_eq!(written.len(), sql.len());
        let replaced = sql
            .bytes()
            .zip(written.bytes())
            .filter(|(before, after)| before != after);
        assert!(replaced.clone().all(|pair| pair == (b'?', b'7')));
        assert_eq!(replaced.count(), count);
    }
}

/// What is still to be read, as a server reads it that knows backslashes, or doesn't.
struct Rest<'w> {
    text: &'w str,
    escapes: bool,
}

impl Rest<'_> {
    fn take(&mut self, expected: &str) {
        let rest = self.text.strip_prefix(expected);
        self.text =
            rest.unwrap_or_else(|| panic!("{expected:?} is not the start of {:?}", self.text));
    }

    /// The bytes of the literal that begins here: a quoted text, or hexadecimal digits, with or
    /// without the name of a character set.
    fn literal(&mut self) -> Vec<u8> {
        let text = self.text;
        let named = text
            .strip_prefix("_utf8mb4 ")
            .or_else(|| text.strip_prefix("_binary "));
        let text = named.unwrap_or(text);
        for (open, close) in [("X'", "'"), ("x'", "'"), ("0x", "")] {
            if let Some(rest) = text.strip_prefix(open) {
                let digits = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
                let (hex, rest) = rest.split_at(digits);
                self.text = rest.strip_prefix(close).expect("the literal ends");
                let byte = |at| u8::from_str_radix(&hex[at..at + 2], 16).expect("two digits");
                return (0..hex.len()).step_by(2).map(byte).collect();
            }
        }
        let body = text.strip_prefix('\'').expect("a literal").as_bytes();
        let (mut value, mut at) = (Vec::new(), 0);
        loop {
            match body[at] {
                b'\'' if body.get(at + 1) == Some(&b'\'') => {
                    value.push(b'\'');
                    at += 2;
                }
                b'\'' => break,
                b'\\' if self.escapes => {
                    value.push(body[at + 1]);
                    at += 2;
                }
                byte => {
                    value.push(byte);
                    at += 1;
                }
            }
        }
        let skipped = self.text.len() - body.len() + at + 1;
        self.text = &self.text[skipped..];
        value
    }
}
