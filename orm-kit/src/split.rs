//! Finds the statements of a file.

use std::ops::Range;

use orm_core::sql::Family;

use crate::folder::BREAKPOINT;

/// The statements of a file, without the semicolons behind them. Statements stand between
/// breakpoints or semicolons; what is quoted, commented out, or the body of a trigger or routine is
/// left whole. Parts without a statement are left out.
pub fn statements(family: Family, text: &str) -> Vec<String> {
    let places = places(family, text).into_iter();
    places.map(|place| text[place].trim().to_owned()).collect()
}

/// Where the statements stand in the text, with the comments before them.
pub(crate) fn places(family: Family, text: &str) -> Vec<Range<usize>> {
    let mut at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut found = Vec::new();
    for part in text[at..].split(BREAKPOINT) {
        let inside = Cutter::new(family, part).cut().into_iter();
        found.extend(inside.map(|place| at + place.start..at + place.end));
        at += part.len() + BREAKPOINT.len();
    }
    found
}

/// What the comments in front of the first statement say.
pub(crate) fn head(text: &str) -> impl Iterator<Item = &str> {
    let text = text.trim_start_matches('\u{feff}');
    let lines = text.lines().map(str::trim);
    let head = lines.take_while(|line| line.is_empty() || line.starts_with("--"));
    head.map(|line| line.trim_start_matches('-').trim())
}

/// Whether a comment in front of the first statement says `orm:no-transaction`, or Atlas's
/// `atlas:txmode none`.
pub fn without_transaction(text: &str) -> bool {
    head(text).any(|said| matches!(said, "orm:no-transaction" | "atlas:txmode none"))
}

/// The environments that comments in front of the first statement name in
/// `orm:skip-on staging,production`: the file is not for their databases.
pub fn skipped_on(text: &str) -> Vec<String> {
    let said = head(text).filter_map(|said| said.strip_prefix("orm:skip-on "));
    let names = said.flat_map(|names| names.split(',')).map(str::trim);
    let names = names.filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

/// The statement without the comments in front of it.
pub(crate) fn without_comments(sql: &str) -> &str {
    let mut rest = sql.trim_start();
    while let Some(length) = comment_length(Family::Postgres, rest) {
        rest = rest[length..].trim_start();
    }
    rest
}

struct Cutter<'t> {
    family: Family,
    text: &'t str,
    at: usize,
    /// Where the statement under way begins.
    start: usize,
    /// Its words so far, as many as tell its kind.
    words: Vec<String>,
    /// Something other than space and comments was seen.
    begun: bool,
    /// BEGINs and CASEs that are open in a body.
    depth: usize,
    /// Whether the last word was END.
    ended: bool,
    found: Vec<Range<usize>>,
}

impl<'t> Cutter<'t> {
    fn new(family: Family, text: &'t str) -> Self {
        Self {
            family,
            text,
            at: 0,
            start: 0,
            words: Vec::new(),
            begun: false,
            depth: 0,
            ended: false,
            found: Vec::new(),
        }
    }

    fn cut(mut self) -> Vec<Range<usize>> {
        while let Some(c) = self.rest().chars().next() {
            if let Some(length) = comment_length(self.family, self.rest()) {
                self.at += length;
                continue;
            }
            if c == ';' {
                self.close();
            }
            if c == ';' && self.depth == 0 {
                self.finish();
                self.at += 1;
                self.start = self.at;
                continue;
            }
            self.begun |= !c.is_whitespace();
            let length = self.quoted(c).or_else(|| self.word(c));
            if length.is_none() && !c.is_whitespace() {
                self.close();
            }
            self.at += length.unwrap_or(c.len_utf8());
        }
        self.finish();
        self.found
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn finish(&mut self) {
        if self.begun {
            self.found.push(self.start..self.at);
        }
        self.words.clear();
        self.begun = false;
        self.depth = 0;
        self.ended = false;
    }

    fn quoted(&mut self, c: char) -> Option<usize> {
        if matches!(c, '\'' | '"' | '`') {
            self.close();
        }
        literal_length(self.family, self.text, self.at)
    }

    fn word(&mut self, c: char) -> Option<usize> {
        if !(c.is_alphabetic() || c == '_') {
            return None;
        }
        let rest = self.rest();
        let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$'));
        let length = length.unwrap_or(rest.len());
        let word = rest[..length].to_ascii_uppercase();
        if self.has_body() {
            self.body(&word);
        } else if self.words.len() < 12 {
            self.words.push(word);
        }
        Some(length)
    }

    /// Whether the statement makes something that has statements inside.
    fn has_body(&self) -> bool {
        let kind = |word: &String| {
            matches!(
                word.as_str(),
                "TRIGGER" | "PROCEDURE" | "FUNCTION" | "EVENT"
            )
        };
        self.words.first().is_some_and(|word| word == "CREATE") && self.words.iter().any(kind)
    }

    fn body(&mut self, word: &str) {
        if self.ended {
            self.ended = false;
            if matches!(word, "IF" | "LOOP" | "WHILE" | "REPEAT" | "FOR") {
                return;
            }
            self.depth = self.depth.saturating_sub(1);
            if word == "CASE" {
                return;
            }
        }
        match word {
            "BEGIN" | "CASE" => self.depth += 1,
            "END" => self.ended = true,
            _ => {}
        }
    }

    /// An END without a word behind it closes what is open.
    fn close(&mut self) {
        if std::mem::take(&mut self.ended) {
            self.depth = self.depth.saturating_sub(1);
        }
    }
}

/// The length of the comment with which the text begins.
pub(crate) fn comment_length(family: Family, rest: &str) -> Option<usize> {
    let to_line_end = || rest.find('\n').unwrap_or(rest.len());
    if let Some(after) = rest.strip_prefix("--") {
        // On MySQL two hyphens are a comment only in front of a space.
        let space = after.chars().next().is_none_or(char::is_whitespace);
        return (space || family != Family::MySql).then(to_line_end);
    }
    if rest.starts_with('#') && family == Family::MySql {
        return Some(to_line_end());
    }
    // Such a comment of MySQL's is a statement.
    if !rest.starts_with("/*") || (family == Family::MySql && rest.starts_with("/*!")) {
        return None;
    }
    let (mut depth, mut at) = (1, 2);
    while depth > 0 {
        let close = rest[at..].find("*/").map(|found| at + found)?;
        let open = rest[at..].find("/*").map(|found| at + found);
        match open {
            Some(open) if open < close && family == Family::Postgres => {
                depth += 1;
                at = open + 2;
            }
            _ => {
                depth -= 1;
                at = close + 2;
            }
        }
    }
    Some(at)
}

/// The length of what is quoted from this place on.
pub(crate) fn literal_length(family: Family, text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let c = rest.chars().next()?;
    match c {
        '\'' | '"' | '`' => {
            let before = text[..at].chars().next_back();
            let escapes = match family {
                Family::MySql => c != '`',
                Family::Postgres => c == '\'' && matches!(before, Some('e' | 'E')),
                Family::Sqlite => false,
            };
            Some(quoted_length(rest, c, escapes))
        }
        '$' if family == Family::Postgres => {
            let name = rest[1..].find('$')?;
            let tag = &rest[..name + 2];
            let inner = &tag[1..tag.len() - 1];
            if inner.starts_with(|c: char| c.is_ascii_digit())
                || !inner.chars().all(|c| c.is_alphanumeric() || c == '_')
            {
                return None;
            }
            let end = rest[tag.len()..].find(tag);
            Some(end.map_or(rest.len(), |end| end + 2 * tag.len()))
        }
        _ => None,
    }
}

fn quoted_length(text: &str, quote: char, escapes: bool) -> usize {
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && escapes {
            chars.next();
        } else if c == quote {
            if chars.peek().is_some_and(|(_, next)| *next == quote) {
                chars.next();
            } else {
                return at + 1;
            }
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(family: Family, text: &str) -> Vec<String> {
        statements(family, text)
    }

    #[test]
    fn statements_end_at_breakpoints_and_semicolons() {
        let text = "CREATE TABLE a (\n);\n--> statement-breakpoint\nDROP TABLE b;--> statement-breakpoint\n-- only a comment\n; ;SELECT ';' , \"a;b\" -- no ; end\n + 1; /* ; */";
        let found = split(Family::Sqlite, text);
        assert_eq!(
            found,
            [
                "CREATE TABLE a (\n)",
                "DROP TABLE b",
                "SELECT ';' , \"a;b\" -- no ; end\n + 1"
            ]
        );
    }

    #[test]
    fn bodies_stay_whole() {
        let trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE b SET c = CASE WHEN 1 THEN 2 END; DELETE FROM d; END";
        let found = split(Family::Sqlite, &format!("{trigger}; SELECT 1"));
        assert_eq!(found, [trigger, "SELECT 1"]);
        let routine = "CREATE PROCEDURE p() BEGIN IF 1 THEN SELECT 1; END IF; CASE 1 WHEN 1 THEN SELECT 2; END CASE; END";
        let found = split(Family::MySql, &format!("{routine};\nSELECT 3;"));
        assert_eq!(found, [routine, "SELECT 3"]);
        let function =
            "CREATE FUNCTION f() RETURNS int AS $b$ BEGIN RETURN 1; END $b$ LANGUAGE plpgsql";
        let found = split(
            Family::Postgres,
            &format!("{function}; DO $$ BEGIN; END $$"),
        );
        assert_eq!(found, [function, "DO $$ BEGIN; END $$"]);
    }

    #[test]
    fn quotes_and_comments_are_the_dialects() {
        assert_eq!(split(Family::MySql, r"SELECT 'a\';b'; SELECT 2").len(), 2);
        assert_eq!(split(Family::Sqlite, r"SELECT 'a\'; SELECT 2").len(), 2);
        assert_eq!(
            split(Family::Postgres, r"SELECT E'a\';b'; SELECT 2").len(),
            2
        );
        assert_eq!(
            split(Family::Postgres, "SELECT 1 /* a /* ; */ ; */; SELECT 2").len(),
            2
        );
        assert_eq!(
            split(Family::MySql, "# a ; b\nSELECT 1; /*!40000 SELECT 2 */;").len(),
            2
        );
        assert_eq!(split(Family::Postgres, "SELECT $1; SELECT $2").len(), 2);
        assert!(split(Family::Sqlite, "-- nothing").is_empty());
    }

    #[test]
    fn the_head_may_refuse_a_transaction() {
        assert!(without_transaction(
            "-- a note\n\n--orm:no-transaction\nSELECT 1"
        ));
        assert!(without_transaction("-- atlas:txmode none\n\nSELECT 1"));
        assert!(!without_transaction("-- atlas:txmode file\n\nSELECT 1"));
        assert!(!without_transaction("SELECT 1;\n-- orm:no-transaction"));
    }

    #[test]
    fn the_head_may_name_environments() {
        let on = |text: &str| skipped_on(text).join(" ");
        assert_eq!(
            on("-- orm:skip-on staging, production\nSELECT 1"),
            "staging production"
        );
        assert_eq!(
            on("-- a note\n\n--orm:skip-on a\n-- orm:skip-on b\n"),
            "a b"
        );
        assert_eq!(on("SELECT 1;\n-- orm:skip-on a"), "");
        assert_eq!(on("-- orm:skip-only a"), "");
    }
}
