//! Reads columns, keys and constraints.

use orm_core::sql::Family;

use super::cursor::Cursor;
use super::statement::{Column, Key, KeyKind, KeyPart};
use super::token::{Kind, Token, parts};

pub(super) const AFTER_TYPE: [&str; 24] = [
    "NOT",
    "NULL",
    "DEFAULT",
    "PRIMARY",
    "UNIQUE",
    "CHECK",
    "REFERENCES",
    "GENERATED",
    "AS",
    "COLLATE",
    "CONSTRAINT",
    "AUTO_INCREMENT",
    "AUTOINCREMENT",
    "COMMENT",
    "ON",
    "KEY",
    "STORAGE",
    "COMPRESSION",
    "USING",
    "FIRST",
    "AFTER",
    "INVISIBLE",
    "VISIBLE",
    "CHARSET",
];

/// Tokens as one text, by which definitions are compared.
pub(super) fn plain(tokens: &[Token<'_>]) -> String {
    let mut text = String::new();
    let mut before = Kind::Sign;
    for token in tokens {
        if before == Kind::Word && token.kind == Kind::Word {
            text.push(' ');
        }
        before = token.kind;
        text.push_str(&token.plain());
    }
    text
}

/// How many tokens stand here up to one of the words, outside of parentheses.
pub(super) fn up_to(tokens: &[Token<'_>], words: &[&str]) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token.text {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ => {
                let set = token.is("CHARACTER") && tokens.get(at + 1).is_some_and(|t| t.is("SET"));
                if set || token.is_one_of(words) {
                    return at;
                }
            }
        }
    }
    tokens.len()
}

pub(super) fn column(tokens: &[Token<'_>]) -> Option<Column> {
    let (first, rest) = tokens.split_first()?;
    let length = up_to(rest, &AFTER_TYPE);
    let mut column = Column {
        name: first.name()?,
        type_name: plain(&rest[..length]),
        ..Column::default()
    };
    column.counted = column.type_name.ends_with("serial");
    let mut at = Cursor::new(&rest[length..]);
    while !at.ended() {
        if at.eat("NOT NULL") {
            column.not_null = true;
        } else if at.eat_any(&["BY DEFAULT", "SET DEFAULT", "SET NULL"]) {
        } else if at.eat("DEFAULT") {
            // The first token is the value's, even if it is NULL.
            let value = at.rest();
            let first = value.first()?;
            let length = match first.is_one_of(&AFTER_TYPE) {
                true => 1,
                false => up_to(value, &AFTER_TYPE),
            };
            let value = &value[..length];
            let null = length == 1 && value[0].is("NULL");
            column.default = (!null).then(|| plain(value));
            column.computed_default = value.iter().any(|token| token.text == "(");
            at = Cursor::new(&at.rest()[length..]);
        } else if at.eat("PRIMARY KEY") {
            column.primary = true;
        } else if at.eat("UNIQUE") {
            column.unique = true;
        } else if at.eat("REFERENCES") {
            column.references = true;
        } else if at.eat("CHECK") {
            column.check = true;
            at.group()?;
        } else if at.eat_any(&["AUTO_INCREMENT", "AUTOINCREMENT", "AS IDENTITY"]) {
            column.counted = true;
        } else if at.eat("AS") {
            at.group()?;
            column.generated = true;
        } else {
            column.stored |= at.is("STORED") || at.is("PERSISTENT");
            at.next();
        }
    }
    column.not_null |= column.primary;
    Some(column)
}

pub(super) fn key_parts(tokens: &[Token<'_>]) -> Vec<KeyPart> {
    let parts = parts(tokens).into_iter();
    parts
        .map(|part| {
            let bare = part.len() == 1
                || part
                    .get(1)
                    .is_some_and(|token| token.text != "(" && token.text != ".");
            KeyPart {
                text: plain(part),
                column: part.first().filter(|_| bare).and_then(Token::name),
            }
        })
        .collect()
}

/// A constraint or key, where one begins here.
pub(super) fn key(mut at: Cursor<'_, '_>) -> Option<Key> {
    let mut name = None;
    if at.eat("CONSTRAINT")
        && !at
            .rest()
            .first()?
            .is_one_of(&["PRIMARY", "UNIQUE", "FOREIGN", "CHECK"])
    {
        name = Some(at.name()?);
    }
    let not_valid = at.has("NOT VALID");
    let using_index = at.has("USING INDEX");
    let made = |kind, name, tokens: &[Token<'_>]| {
        Some(Key {
            name,
            kind,
            columns: key_parts(tokens),
            not_valid,
            using_index,
        })
    };
    if at.eat("CHECK") {
        let inside = at.group()?;
        let mut column = Cursor::new(inside);
        let column = column
            .name()
            .filter(|_| column.eat("IS NOT NULL") && column.ended());
        return made(KeyKind::Check(column), name, inside);
    }
    if at.eat("NOT NULL") {
        let column = at.name()?;
        return made(KeyKind::Check(Some(column)), name, &[]);
    }
    if at.eat("EXCLUDE") || at.eat("LIKE") {
        return made(KeyKind::Other, name, &[]);
    }
    let kind = if at.eat("PRIMARY KEY") {
        KeyKind::Primary
    } else if at.eat("UNIQUE") {
        at.eat_any(&["KEY", "INDEX"]);
        KeyKind::Unique
    } else if at.eat("FOREIGN KEY") {
        KeyKind::Foreign
    } else if at.eat_any(&[
        "FULLTEXT KEY",
        "FULLTEXT INDEX",
        "FULLTEXT",
        "SPATIAL KEY",
        "SPATIAL INDEX",
        "SPATIAL",
    ]) {
        KeyKind::Other
    } else if at.eat_any(&["KEY", "INDEX"]) {
        KeyKind::Index
    } else {
        return None;
    };
    if using_index {
        return made(kind, name, &[]);
    }
    // The name of an index of MySQL's, NULLS NOT DISTINCT, or USING BTREE.
    at.eat("IF NOT EXISTS");
    while !at.is("(") {
        let token = at.next()?;
        if name.is_none()
            && !token.is_one_of(&["USING", "NULLS", "NOT", "DISTINCT", "BTREE", "HASH"])
        {
            name = token.name();
        }
    }
    made(kind, name, at.group()?)
}

const CONSTRAINTS: [&str; 10] = [
    "CONSTRAINT",
    "PRIMARY",
    "UNIQUE",
    "FOREIGN",
    "CHECK",
    "EXCLUDE",
    "KEY",
    "INDEX",
    "FULLTEXT",
    "SPATIAL",
];

/// Whether a key or constraint begins here. Elsewhere the last four are names of columns.
pub(super) fn is_key(family: Family, token: &Token<'_>) -> bool {
    let words = if family == Family::MySql {
        CONSTRAINTS.len()
    } else {
        CONSTRAINTS.len() - 4
    };
    token.is_one_of(&CONSTRAINTS[..words])
}
