/// A token of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Number(String),
    Text(String),
    /// A word, as it was written.
    Word(String),
    /// `{}`
    Hole,
    Symbol(&'static str),
}

impl Token {
    /// The token for messages.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Number(text) | Self::Word(text) => format!("`{text}`"),
            Self::Text(text) => format!("'{text}'"),
            Self::Hole => "`{}`".to_owned(),
            Self::Symbol(symbol) => format!("`{symbol}`"),
        }
    }
}

/// Longer ones first.
const SYMBOLS: &[&str] = &[
    "<>", "!=", "<=", ">=", "||", "(", ")", ",", "+", "-", "*", "/", "%", "=", "<", ">",
];

/// What looks like SQL and is refused, with the way out.
const REFUSED: &[(&str, &str)] = &[
    ("--", "a comment"),
    ("/*", "a comment"),
    ("*/", "a comment"),
    ("#", "a comment of MySQL"),
    (";", "the end of a statement"),
    ("\\", "a backslash, which databases read differently"),
    ("\"", "a quoted name; a column stands in `{}`"),
    ("`", "a quoted name; a column stands in `{}`"),
    ("[", "a quoted name; a column stands in `{}`"),
    ("?", "a placeholder; a value stands in `{}` as `value(..)`"),
    ("$", "a placeholder; a value stands in `{}` as `value(..)`"),
    ("@", "a variable; a value stands in `{}` as `value(..)`"),
    (":", "a placeholder or a cast; write `CAST(.. AS ..)`"),
];

pub(super) fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        if let Some((_, what)) = REFUSED.iter().find(|(start, _)| rest.starts_with(start)) {
            return Err(format!("`sql!` refuses {what}"));
        }
        let length = if let Some(symbol) = SYMBOLS.iter().find(|symbol| rest.starts_with(**symbol))
        {
            tokens.push(Token::Symbol(symbol));
            symbol.len()
        } else if rest.starts_with("{}") {
            tokens.push(Token::Hole);
            2
        } else if first == '\'' {
            let (value, length) = literal(rest)?;
            tokens.push(Token::Text(value));
            length
        } else if first.is_ascii_digit() {
            let length = number(rest)?;
            tokens.push(Token::Number(rest[..length].to_owned()));
            length
        } else if first.is_ascii_alphabetic() || first == '_' {
            let length = rest
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .unwrap_or(rest.len());
            tokens.push(Token::Word(rest[..length].to_owned()));
            length
        } else if first == '{' || first == '}' {
            return Err("a hole is written `{}`, and its expression follows the text".to_owned());
        } else {
            return Err(format!("`sql!` refuses the character `{first}`"));
        };
        rest = rest[length..].trim_start();
    }
    Ok(tokens)
}

/// The value of `'it''s'`, and the length of what was read.
fn literal(rest: &str) -> Result<(String, usize), String> {
    let mut value = String::new();
    let mut characters = rest.char_indices().skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        match character {
            '\'' => match characters.peek() {
                Some((_, '\'')) => {
                    characters.next();
                    value.push('\'');
                }
                _ => return Ok((value, at + 1)),
            },
            '\\' => {
                return Err("`sql!` refuses a backslash in a text, which databases read differently: put the text into `{}` as `value(..)`".to_owned());
            }
            character if character.is_control() => {
                return Err("`sql!` refuses control characters in a text: put the text into `{}` as `value(..)`".to_owned());
            }
            character => value.push(character),
        }
    }
    Err("a text lacks its closing `'`".to_owned())
}

/// The length of `12` or `12.5`.
fn number(rest: &str) -> Result<usize, String> {
    let digits = |text: &str| {
        text.find(|c: char| !c.is_ascii_digit())
            .unwrap_or(text.len())
    };
    let mut length = digits(rest);
    if rest[length..].starts_with('.') {
        let after = digits(&rest[length + 1..]);
        if after == 0 {
            return Err(format!(
                "`{}.` lacks digits after the point",
                &rest[..length]
            ));
        }
        length += 1 + after;
    }
    match rest[length..].chars().next() {
        Some(c) if c.is_alphanumeric() || c == '_' || c == '.' => Err(format!(
            "`{}{c}` is not a number that every database reads",
            &rest[..length]
        )),
        _ => Ok(length),
    }
}
