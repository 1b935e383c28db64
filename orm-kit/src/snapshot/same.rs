//! What means the same, however it is spelled.

use orm_core::schema::physical::Column;
use orm_core::sql::Family;

/// Whether two columns of one name need no statement to become the other.
pub(crate) fn same_column(family: Family, table: &str, a: &Column, b: &Column) -> bool {
    let generated = match (&a.generated, &b.generated) {
        (None, None) => true,
        (Some(a), Some(b)) => {
            // Postgres stores all of them.
            (family == Family::Postgres || a.stored == b.stored)
                && same_expression(table, &a.expression, &b.expression)
        }
        _ => false,
    };
    // A generated column's nullness is its expression's.
    let nullness = a.not_null == b.not_null || (a.generated.is_some() && family == Family::MySql);
    same_type(family, &a.type_name, &b.type_name)
        && nullness
        && generated
        && a.counted == b.counted
        && (a.counted.is_some() || same_default(table, a, b))
}

/// Whether two types are one.
pub(crate) fn same_type(family: Family, a: &str, b: &str) -> bool {
    type_key(family, a) == type_key(family, b)
}

fn type_key(family: Family, name: &str) -> String {
    let plain = outside_quotes(name, |text| {
        text.to_ascii_lowercase()
            .split_whitespace()
            .collect::<String>()
    });
    if family == Family::Postgres
        && let Some((element, _)) = plain.split_once('[')
    {
        // The length of an array is not kept.
        return format!("{}[]", type_key(family, element));
    }
    if let (Family::Postgres, Some(digits)) = (family, plain.strip_prefix("timestamptz")) {
        return format!("timestamp{digits}withtimezone");
    }
    if let (Family::MySql, Some(whole)) = (family, plain.strip_suffix("(0)"))
        && matches!(whole, "timestamp" | "datetime" | "time")
    {
        return whole.to_owned();
    }
    if family == Family::Sqlite && plain.starts_with("text(") {
        // SQLite takes no notice of the length.
        let rest = plain.split_once(')').map_or("", |(_, rest)| rest);
        return format!("text{rest}");
    }
    let plain = plain.replace("withouttimezone", "");
    let alias = match (family, plain.as_str()) {
        (Family::Postgres, "int" | "int4") => "integer",
        (Family::Postgres, "int8") => "bigint",
        (Family::Postgres, "int2") => "smallint",
        (Family::Postgres, "bool") => "boolean",
        (Family::Postgres, "float8") => "doubleprecision",
        (Family::Postgres, "float4") => "real",
        (Family::MySql, "tinyint(1)" | "bool") => "boolean",
        (Family::MySql, "integer") => "int",
        (Family::MySql, "bit") => "bit(1)",
        (Family::MySql, "year(4)") => "year",
        (Family::Sqlite, "int") => "integer",
        _ => return plain.replace("charactervarying", "varchar"),
    };
    alias.to_owned()
}

/// Whether values of a type of Postgres' have a zone; nothing where it is no type of moments.
pub(crate) fn has_zone(type_name: &str) -> Option<bool> {
    let key = type_key(Family::Postgres, type_name);
    let moment = key.starts_with("timestamp") && !key.ends_with("[]");
    moment.then(|| key.ends_with("withtimezone"))
}

pub(crate) fn same_default(table: &str, a: &Column, b: &Column) -> bool {
    let word = b.type_name.to_ascii_lowercase();
    let digits = ["decimal", "numeric"]
        .iter()
        .any(|name| word.starts_with(name));
    match (&a.default, &b.default) {
        (None, None) => true,
        (Some(a), Some(b)) => default_key(table, a, digits) == default_key(table, b, digits),
        _ => false,
    }
}

/// `digits`: whether zeros at the end mean nothing.
fn default_key(table: &str, default: &str, digits: bool) -> String {
    let key = expression_key(table, default);
    match key.as_str() {
        "true" => return "1".to_owned(),
        "false" => return "0".to_owned(),
        _ => {}
    }
    // A number may stand in quotes.
    let quoted = key
        .strip_prefix('\'')
        .and_then(|key| key.strip_suffix('\''));
    let bare = quoted.unwrap_or(&key);
    if bare.parse::<f64>().is_err() {
        return key;
    }
    if digits && bare.contains('.') && !bare.contains(['e', 'E']) {
        return bare.trim_end_matches('0').trim_end_matches('.').to_owned();
    }
    bare.to_owned()
}

/// Whether two expressions over columns of the table are one.
pub(crate) fn same_expression(table: &str, a: &str, b: &str) -> bool {
    expression_key(table, a) == expression_key(table, b)
}

/// The expression without parentheses around it, without the table's name in front of columns,
/// without needless space and without quotes around plain names.
fn expression_key(table: &str, expression: &str) -> String {
    let mut text = expression.trim();
    while let Some(inner) = unwrapped(text) {
        text = inner.trim();
    }
    let mut text = text.to_owned();
    for quote in ['"', '`'] {
        text = text.replace(&format!("{quote}{table}{quote}."), "");
    }
    let mut key = String::with_capacity(text.len());
    for token in tokens(&text) {
        match token {
            Token::Space => {}
            Token::Name(name) | Token::Other(name)
                if key.ends_with(is_word) && name.starts_with(is_word) =>
            {
                key.push(' ');
                key.push_str(name);
            }
            Token::Name(name) | Token::Other(name) | Token::Text(name) => key.push_str(name),
        }
    }
    key
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

/// The inside of parentheses that stand around all of the text.
pub(crate) fn unwrapped(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('(')?.strip_suffix(')')?;
    let mut depth = 0_i32;
    for token in tokens(inner) {
        if let Token::Other(other) = token {
            depth += match other {
                "(" => 1,
                ")" => -1,
                _ => 0,
            };
            if depth < 0 {
                return None;
            }
        }
    }
    Some(inner)
}

enum Token<'t> {
    /// A name, without its quotes.
    Name(&'t str),
    /// A literal in single quotes, with them.
    Text(&'t str),
    Space,
    Other(&'t str),
}

fn tokens(mut text: &str) -> impl Iterator<Item = Token<'_>> {
    std::iter::from_fn(move || {
        let first = text.chars().next()?;
        let (token, length) = match first {
            '\'' | '"' | '`' => {
                let length = quoted_length(text, first);
                let inner = text.get(1..length.saturating_sub(1)).unwrap_or_default();
                if first == '\'' {
                    (Token::Text(&text[..length]), length)
                } else {
                    (Token::Name(inner), length)
                }
            }
            _ if first.is_whitespace() => (Token::Space, first.len_utf8()),
            _ if is_word(first) => {
                let length = text.find(|c| !is_word(c)).unwrap_or(text.len());
                (Token::Name(&text[..length]), length)
            }
            _ => (Token::Other(&text[..first.len_utf8()]), first.len_utf8()),
        };
        text = &text[length..];
        Some(token)
    })
}

/// The length of a quoted text that begins here, its quotes included.
fn quoted_length(text: &str, quote: char) -> usize {
    let mut rest = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = rest.next() {
        if c == quote {
            if rest.peek().is_some_and(|(_, next)| *next == quote) {
                rest.next();
            } else {
                return at + 1;
            }
        }
    }
    text.len()
}

fn outside_quotes(text: &str, change: impl Fn(&str) -> String) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\'', '"', '`']) {
        changed.push_str(&change(&rest[..at]));
        let quote = rest[at..].chars().next().unwrap_or('"');
        let length = quoted_length(&rest[at..], quote);
        changed.push_str(&rest[at..at + length]);
        rest = &rest[at + length..];
    }
    changed.push_str(&change(rest));
    changed
}

/// Whether an expression names a column.
pub(crate) fn mentions(expression: &str, column: &str) -> bool {
    tokens(expression).any(|token| matches!(token, Token::Name(name) if name == column))
}

/// The expression with another name for a column.
pub(crate) fn rename_in(expression: &str, from: &str, to: &str) -> String {
    let mut changed = String::with_capacity(expression.len());
    let mut rest = expression;
    for token in tokens(expression) {
        let (renamed, length) = match token {
            Token::Name(name) => {
                let quotes = if rest.starts_with(['"', '`']) { 2 } else { 0 };
                (name == from, name.len() + quotes)
            }
            Token::Text(text) | Token::Other(text) => (false, text.len()),
            Token::Space => (false, rest.chars().next().map_or(0, char::len_utf8)),
        };
        let (this, then) = rest.split_at(length.min(rest.len()));
        if renamed {
            changed.push_str(&this.replace(from, to));
        } else {
            changed.push_str(this);
        }
        rest = then;
    }
    changed.push_str(rest);
    changed
}

/// The text with small letters outside of quotes.
pub(super) fn lowercase(text: &str) -> String {
    outside_quotes(text, str::to_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_have_several_spellings() {
        let same = |family, a, b| assert!(same_type(family, a, b), "{a} {b}");
        same(Family::Postgres, "timestamptz", "timestamp with time zone");
        same(Family::Postgres, "numeric(12, 2)", "numeric(12,2)");
        same(
            Family::Postgres,
            "timestamptz(3)",
            "timestamp (3) with time zone",
        );
        same(
            Family::Postgres,
            "timestamptz[]",
            "timestamp with time zone[3]",
        );
        same(Family::Postgres, "time(0)", "time (0) without time zone");
        same(Family::Postgres, "integer[]", "int4[]");
        same(Family::MySql, "DATETIME(0)", "datetime");
        same(Family::MySql, "TINYINT(1)", "boolean");
        same(Family::MySql, "ENUM('a', 'B')", "enum('a','B')");
        assert!(!same_type(Family::MySql, "ENUM('a', 'B')", "enum('a','b')"));
        for (a, b) in [
            ("text", "text COLLATE \"C\""),
            ("timestamptz", "timestamp"),
            ("timestamp(3)", "timestamp"),
            ("text", "text[]"),
            ("json", "jsonb"),
        ] {
            assert!(!same_type(Family::Postgres, a, b), "{a} {b}");
        }
    }

    #[test]
    fn moments_have_zones() {
        assert_eq!(has_zone("timestamptz(3)"), Some(true));
        assert_eq!(has_zone("timestamp (3) without time zone"), Some(false));
        assert_eq!(has_zone("timestamp[]"), None);
        assert_eq!(has_zone("time"), None);
    }

    #[test]
    fn expressions_have_several_spellings() {
        let same = |a, b| assert!(same_expression("t", a, b), "{a} | {b}");
        same("(\"t\".\"a\" > 0)", "a>0");
        same("lower(\"a\")", "(lower(a))");
        same("((a) and (b))", "(a) and (b)");
        assert!(!same_expression("t", "a = 'x y'", "a = 'xy'"));
        assert!(!same_expression("t", "(a) and (b)", "a) and (b"));
    }

    #[test]
    fn columns_are_renamed_in_expressions() {
        let renamed = |text| rename_in(text, "no", "number");
        assert_eq!(
            renamed("lower(\"no\") <> 'no' AND no_ > no"),
            "lower(\"number\") <> 'no' AND no_ > number"
        );
        assert!(mentions("lower(`no`)", "no"));
        assert!(!mentions("'no' || \"noo\"", "no"));
    }
}
