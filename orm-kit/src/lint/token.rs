//! The words of a statement.

use std::ops::Range;

use orm_core::sql::Family;

use crate::split::{comment_length, literal_length};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Word,
    /// A quoted name.
    Name,
    Text,
    Number,
    Sign,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Token<'t> {
    pub(crate) kind: Kind,
    pub(crate) text: &'t str,
    /// Where it stands in the file.
    pub(crate) at: usize,
}

impl Token<'_> {
    pub(crate) fn is(&self, word: &str) -> bool {
        matches!(self.kind, Kind::Word | Kind::Sign) && self.text.eq_ignore_ascii_case(word)
    }

    pub(crate) fn is_one_of(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    /// The name without quotes, in small letters: what tells names apart in no database is left out.
    pub(crate) fn name(&self) -> Option<String> {
        match self.kind {
            Kind::Word => Some(self.text.to_lowercase()),
            Kind::Name => {
                let mut inner = self.text.chars();
                inner.next();
                inner.next_back();
                Some(inner.as_str().to_lowercase())
            }
            _ => None,
        }
    }

    /// As it is compared with others.
    pub(crate) fn plain(&self) -> String {
        match self.kind {
            Kind::Text => self.text.to_owned(),
            _ => self.name().unwrap_or_else(|| self.text.to_owned()),
        }
    }
}

/// The tokens and the comments of a part of the text.
pub(crate) fn tokens(
    family: Family,
    text: &str,
    place: Range<usize>,
) -> (Vec<Token<'_>>, Vec<&str>) {
    let whole = &text[..place.end];
    let (mut at, mut found, mut comments) = (place.start, Vec::new(), Vec::new());
    while let Some(c) = whole[at..].chars().next() {
        let rest = &whole[at..];
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        if let Some(length) = comment_length(family, rest) {
            comments.push(&rest[..length]);
            at += length;
            continue;
        }
        let while_is =
            |inside: fn(char) -> bool| rest.find(|c: char| !inside(c)).unwrap_or(rest.len());
        let (kind, length) = if let Some(length) = literal_length(family, whole, at) {
            let name = c == '`' || (c == '"' && family != Family::MySql);
            (if name { Kind::Name } else { Kind::Text }, length)
        } else if c == '[' && family == Family::Sqlite {
            let end = rest.find(']').map_or(rest.len(), |end| end + 1);
            (Kind::Name, end)
        } else if c.is_alphabetic() || c == '_' {
            let inside = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
            (Kind::Word, while_is(inside))
        } else if c.is_ascii_digit() {
            (Kind::Number, while_is(|c| c.is_alphanumeric() || c == '.'))
        } else {
            (Kind::Sign, c.len_utf8())
        };
        found.push(Token {
            kind,
            text: &rest[..length],
            at,
        });
        at += length;
    }
    (found, comments)
}

/// The parts between commas that stand in no parentheses.
pub(crate) fn parts<'s, 't>(tokens: &'s [Token<'t>]) -> Vec<&'s [Token<'t>]> {
    let (mut depth, mut start, mut found) = (0_usize, 0, Vec::new());
    for (at, token) in tokens.iter().enumerate() {
        match token.text {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            "," if depth == 0 => {
                found.push(&tokens[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&tokens[start..]);
    found
}
