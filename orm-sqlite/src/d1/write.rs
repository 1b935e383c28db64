//! Statements as D1 is sent them. Its answers lose whole numbers beyond 2^53, and tell a float with
//! no fraction from a whole number as little as JavaScript does: so rows are asked for in SQLite's
//! own words, `quote(column)`.

use orm_core::types::Arg;
use orm_core::{BuildError, Error};
use serde::Serialize;
use serde_json::Value;

use super::chains::chains;
use super::literal::{Place, places};
use super::scan::{Kind, Piece, pieces};
use crate::value::mismatch;

/// Bytes of one statement.
const LONGEST: usize = 100_000;

/// Bytes of a LIKE pattern.
const PATTERN: usize = 50;

/// A statement and its bound values.
#[derive(Debug, Serialize)]
pub(super) struct Written {
    pub(super) sql: String,
    pub(super) params: Vec<Value>,
    /// Whether its rows come as `quote` writes them.
    #[serde(skip)]
    pub(super) quoted: bool,
    /// Whether it has a LIKE, which minds case only when told to.
    #[serde(skip)]
    pub(super) like: bool,
    /// Whether it is an UPDATE or DELETE: D1 counts along what these do by foreign keys.
    #[serde(skip)]
    pub(super) cascades: bool,
}

/// How a statement's rows are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rows {
    /// There are none.
    None,
    /// By place.
    Places,
    /// By name, of which no two may be equal.
    Names,
}

pub(super) fn write(text: &str, args: &[Arg], rows: Rows) -> Result<Written, Error> {
    let pieces = pieces(text);
    let list = (rows != Rows::None).then(|| List::of(&pieces)).flatten();
    let (marks, quoted) = match list {
        Some(list) => (list.marks(&pieces, rows == Rows::Names), true),
        None => (Marks::default(), false),
    };
    let mut sql = String::with_capacity(text.len() + args.len() * 8);
    sql.push_str(&marks.before);
    let mut params = Vec::new();
    let (mut given, mut wanted) = (places(args)?.into_iter(), 0);
    let chains = chains(&pieces);
    for (at, piece) in pieces.iter().enumerate() {
        chains.write(at, &mut sql);
        if let Some(nth) = marks.open.iter().position(|open| *open == at) {
            sql.push_str(&marks.exact[nth]);
            sql.push_str("quote(");
        }
        marks.close(at, &mut sql);
        if marks.drop.iter().any(|drop| drop.contains(&at)) {
            continue;
        }
        if piece.kind != Kind::Placeholder {
            sql.push_str(piece.text);
            continue;
        }
        if let Some(Arg::Text(pattern)) = args.get(wanted)
            && pattern.len() > PATTERN
            && is_pattern(&pieces[..at])
        {
            return Err(BuildError::PatternTooLong {
                length: pattern.len(),
                limit: PATTERN,
                dialect: "D1",
            }
            .into());
        }
        wanted += 1;
        match given.next() {
            Some(Place::Literal(text)) => sql.push_str(&text),
            Some(Place::Bound(before, value, after)) => {
                sql.push_str(before);
                sql.push('?');
                sql.push_str(after);
                params.push(value);
            }
            None => {}
        }
    }
    marks.close(pieces.len(), &mut sql);
    sql.push_str(&marks.after);
    if wanted != args.len() {
        return Err(mismatch(wanted, args.len()));
    }
    if sql.len() > LONGEST {
        return Err(BuildError::StatementTooLong {
            length: sql.len(),
            limit: LONGEST,
            dialect: "D1",
        }
        .into());
    }
    Ok(Written {
        sql,
        params,
        quoted,
        like: pieces.iter().any(|piece| piece.is("LIKE")),
        cascades: verb(&pieces)
            .is_some_and(|at| ["UPDATE", "DELETE"].iter().any(|verb| pieces[at].is(verb))),
    })
}

/// Whether what follows these pieces is what LIKE compares with: behind the word, or in the function
/// that lowers it.
fn is_pattern(before: &[Piece<'_>]) -> bool {
    let mut words = before.iter().rev();
    let mut words = words.by_ref().filter(|piece| piece.kind != Kind::Blank);
    match words.next() {
        Some(piece) if piece.kind == Kind::Open => {
            words.next().is_some_and(|piece| piece.is("LOWER"))
                && words.next().is_some_and(|piece| piece.is("LIKE"))
        }
        piece => piece.is_some_and(|piece| piece.is("LIKE")),
    }
}

/// Where `quote(` and `)` go: before the piece of a number.
#[derive(Default)]
struct Marks {
    before: String,
    open: Vec<usize>,
    close: Vec<usize>,
    after: String,
    /// Whether each column gets a name of its own, in place of the pieces of the one that it has.
    named: bool,
    drop: Vec<std::ops::Range<usize>>,
    /// Before each column, what gives it as it is where that is exact.
    exact: Vec<String>,
}

/// SQLite's digits of a float with a large exponent are some way off in the last place, and JSON's
/// aren't; JSON has no infinity. The text goes before `quote(..)`, and a parenthesis behind it.
fn exact(column: &str) -> String {
    format!("iif(typeof({column}) = 'real' AND abs({column}) < 9e999, {column}, ")
}

/// The name of a column, if these pieces are no more than that: what is calculated is asked for once.
fn column(pieces: &[Piece<'_>]) -> Option<String> {
    let mut parts = pieces.iter().filter(|piece| piece.kind != Kind::Blank);
    let names = parts.clone().step_by(2).all(|piece| {
        let digit = piece.text.starts_with(|first: char| first.is_ascii_digit());
        piece.text.starts_with('"') || (piece.kind == Kind::Word && !digit)
    });
    let points = parts
        .clone()
        .skip(1)
        .step_by(2)
        .all(|piece| piece.text == ".");
    let odd = parts.clone().count() % 2 == 1;
    (odd && names && points).then(|| parts.by_ref().map(|piece| piece.text).collect())
}

impl Marks {
    /// Ends the column that ends before a piece.
    fn close(&self, at: usize, sql: &mut String) {
        if let Some(nth) = self.close.iter().position(|close| *close == at) {
            sql.push(')');
            if !self.exact[nth].is_empty() {
                sql.push(')');
            }
            if self.named {
                sql.push_str(&format!(" AS \"c{nth}\""));
            }
        }
    }
}

/// The columns that a statement gives: each from its first piece to the one after its last.
struct List {
    items: Vec<(usize, usize)>,
    /// Where each one's name ends.
    ends: Vec<usize>,
    selects: bool,
    /// The rows are compared with each other, or come from a query inside: their values are quoted
    /// behind all that.
    apart: bool,
}

/// The piece that says what a statement does, behind its CTEs.
fn verb(pieces: &[Piece<'_>]) -> Option<usize> {
    let depth = pieces.first()?.depth;
    let is = |piece: &Piece<'_>| {
        let verbs = ["SELECT", "INSERT", "UPDATE", "DELETE"];
        piece.depth == depth && verbs.iter().any(|verb| piece.is(verb))
    };
    pieces.iter().position(is)
}

impl List {
    /// `None` where there is no such list, as in a pragma, or one whose columns can't be counted.
    fn of(pieces: &[Piece<'_>]) -> Option<Self> {
        let depth = pieces.first()?.depth;
        let outer = |at: &usize| pieces[*at].depth == depth && pieces[*at].kind != Kind::Blank;
        let top: Vec<usize> = (0..pieces.len()).filter(outer).collect();
        let is = |at: usize, words: &[&str]| words.iter().any(|word| pieces[at].is(word));
        let verb = verb(pieces)?;
        let verb = top.iter().position(|at| *at == verb)?;
        let selects = pieces[top[verb]].is("SELECT");
        let start = if selects {
            verb
        } else {
            let returning = |at: &usize| pieces[*at].is("RETURNING");
            top.iter().position(returning)?
        };
        let set = |at: usize| is(at, &["UNION", "INTERSECT", "EXCEPT"]);
        let mut list = Self {
            items: Vec::new(),
            ends: Vec::new(),
            selects,
            apart: selects && top.iter().any(|at| set(*at)),
        };
        let mut item: Option<usize> = None;
        let mut named = false;
        let mut last = top[start];
        for (nth, at) in top.iter().copied().enumerate().skip(start + 1) {
            let piece = &pieces[at];
            let first = item.is_none() && !named;
            if first && list.items.is_empty() && is(at, &["DISTINCT", "ALL"]) {
                list.apart |= piece.is("DISTINCT");
                continue;
            }
            // `a IS DISTINCT FROM b`
            let from = piece.is("FROM") && !pieces[last].is("DISTINCT");
            if from || set(at) || ends_list(piece) {
                break;
            }
            if piece.text == "*" && (first || pieces[last].text == ".") {
                return list.like_inner(pieces, &top[nth + 1..]);
            }
            match piece.kind {
                Kind::Comma => {
                    list.end(&mut item, at);
                    list.ends.push(at);
                    named = false;
                }
                _ if piece.is("AS") => {
                    list.end(&mut item, at);
                    named = true;
                }
                _ if first => item = Some(at),
                _ => {}
            }
            last = at;
        }
        // A closing parenthesis stands at the depth of what is around it.
        list.end(&mut item, last + 1);
        list.ends.push(last + 1);
        (!list.items.is_empty()).then_some(list)
    }

    /// The list of `* FROM (SELECT ..)`, of which only the number of columns is known here.
    fn like_inner(self, pieces: &[Piece<'_>], behind: &[usize]) -> Option<Self> {
        let [from, open, close, ..] = *behind else {
            return None;
        };
        if !pieces[from].is("FROM") || pieces[open].kind != Kind::Open || !self.items.is_empty() {
            return None;
        }
        let inner = Self::of(&pieces[open + 1..close])?;
        Some(Self {
            apart: true,
            ..inner
        })
    }

    fn end(&mut self, item: &mut Option<usize>, at: usize) {
        if let Some(from) = item.take() {
            self.items.push((from, at));
        }
    }

    /// `named`: each column with a name of its own.
    fn marks(self, pieces: &[Piece<'_>], named: bool) -> Marks {
        // A name may be what the rows are ordered by: those of a SELECT are given behind it.
        if !(self.apart || named && self.selects) {
            let (open, close): (Vec<_>, Vec<_>) = self.items.into_iter().unzip();
            let drop = close.iter().zip(self.ends).map(|(from, to)| *from..to);
            let columns = open.iter().zip(&close);
            let columns = columns.map(|(from, to)| column(&pieces[*from..*to]));
            return Marks {
                exact: columns
                    .map(|column| column.as_deref().map_or_else(String::new, exact))
                    .collect(),
                drop: drop.filter(|_| named).collect(),
                open,
                close,
                named,
                ..Marks::default()
            };
        }
        let names: Vec<String> = (0..self.items.len())
            .map(|at| format!("\"c{at}\""))
            .collect();
        let whole = |name: &String| format!("{}quote({name}))", exact(name));
        let quoted: Vec<String> = names.iter().map(whole).collect();
        Marks {
            before: format!("WITH \"orm_rows\" ({}) AS (", names.join(", ")),
            after: format!(") SELECT {} FROM \"orm_rows\"", quoted.join(", ")),
            ..Marks::default()
        }
    }
}

/// Whether a select list without FROM ends here.
fn ends_list(piece: &Piece<'_>) -> bool {
    ["WHERE", "GROUP", "HAVING", "WINDOW", "ORDER", "LIMIT"]
        .iter()
        .any(|word| piece.is(word))
        || piece.text == ";"
}

#[cfg(test)]
mod tests {
    use orm_core::types::SqlType;

    use super::*;

    /// With `{..}` for a column that comes as it is, or quoted.
    fn columns(text: &str) -> String {
        let mut parts = text.split('{');
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (name, rest) = part.split_once('}').expect("both braces");
            out.push_str(&format!("{}quote({name})){rest}", exact(name.trim())));
        }
        out
    }

    fn written(sql: &str, args: Vec<Arg>) -> Written {
        write(sql, &args, Rows::Places).unwrap()
    }

    #[test]
    fn no_two_columns_have_a_name() {
        for (sql, expected) in [
            (
                "SELECT a, b AS a FROM t ORDER BY a",
                r#"WITH "orm_rows" ("c0", "c1") AS (SELECT a, b AS a FROM t ORDER BY a) SELECT {"c0"}, {"c1"} FROM "orm_rows""#,
            ),
            (
                "INSERT INTO t VALUES (1) RETURNING a, a AS \"b\", c",
                r#"INSERT INTO t VALUES (1) RETURNING {a} AS "c0", {a } AS "c1", {c} AS "c2""#,
            ),
            (
                "DELETE FROM t RETURNING a AS b /* x */",
                r#"DELETE FROM t RETURNING {a } AS "c0" /* x */"#,
            ),
        ] {
            assert_eq!(write(sql, &[], Rows::Names).unwrap().sql, columns(expected));
        }
    }

    #[test]
    fn columns_are_quoted() {
        for (sql, expected) in [
            (
                r#"SELECT "a"."b", MAX("c", 2) AS "n" FROM "t" ORDER BY "a"."b""#,
                r#"SELECT {"a"."b"}, quote(MAX("c", 2) )AS "n" FROM "t" ORDER BY "a"."b""#,
            ),
            (
                "SELECT DISTINCT a FROM t",
                r#"WITH "orm_rows" ("c0") AS (SELECT DISTINCT a FROM t) SELECT {"c0"} FROM "orm_rows""#,
            ),
            (
                "SELECT (SELECT b FROM u), 1",
                "SELECT quote((SELECT b FROM u)), quote(1)",
            ),
            ("SELECT 1 WHERE 1", "SELECT quote(1) WHERE 1"),
            (
                "INSERT INTO t VALUES (1) RETURNING a, b",
                "INSERT INTO t VALUES (1) RETURNING {a}, {b}",
            ),
            (
                "WITH x AS (SELECT 1 AS n) SELECT n FROM x",
                "WITH x AS (SELECT 1 AS n) SELECT {n} FROM x",
            ),
            (
                "SELECT a, b FROM t UNION SELECT b, a FROM t ORDER BY 1",
                r#"WITH "orm_rows" ("c0", "c1") AS (SELECT a, b FROM t UNION SELECT b, a FROM t ORDER BY 1) SELECT {"c0"}, {"c1"} FROM "orm_rows""#,
            ),
            (
                "SELECT * FROM (SELECT a, b FROM t LIMIT 1) UNION SELECT a, b FROM t",
                r#"WITH "orm_rows" ("c0", "c1") AS (SELECT * FROM (SELECT a, b FROM t LIMIT 1) UNION SELECT a, b FROM t) SELECT {"c0"}, {"c1"} FROM "orm_rows""#,
            ),
            (
                "SELECT *\nFROM (SELECT * FROM (SELECT a FROM t) UNION SELECT a FROM t) EXCEPT SELECT 1",
                "WITH \"orm_rows\" (\"c0\") AS (SELECT *\nFROM (SELECT * FROM (SELECT a FROM t) UNION SELECT a FROM t) EXCEPT SELECT 1) SELECT {\"c0\"} FROM \"orm_rows\"",
            ),
            (
                "INSERT INTO t (a) SELECT b FROM u UNION SELECT 1 ON CONFLICT DO NOTHING RETURNING a",
                "INSERT INTO t (a) SELECT b FROM u UNION SELECT 1 ON CONFLICT DO NOTHING RETURNING {a}",
            ),
            (
                "WITH x AS (SELECT 1) UPDATE t SET a = 1 WHERE EXISTS (SELECT 2) RETURNING a, b AS c /*k='v'*/",
                "WITH x AS (SELECT 1) UPDATE t SET a = 1 WHERE EXISTS (SELECT 2) RETURNING {a}, {b }AS c /*k='v'*/",
            ),
            ("DELETE FROM t", "DELETE FROM t"),
            (
                "SELECT ' FROM , ?' FROM t",
                "SELECT quote(' FROM , ?') FROM t",
            ),
            ("SELECT * FROM t", "SELECT * FROM t"),
            ("PRAGMA table_info(t)", "PRAGMA table_info(t)"),
        ] {
            assert_eq!(written(sql, Vec::new()).sql, columns(expected));
        }
    }

    #[test]
    fn values_are_literals_or_bound() {
        let args = vec![
            Arg::Int(-1),
            Arg::Text("it's".to_owned()),
            Arg::Double(0.5),
            Arg::Bytes(vec![0, 255]),
            Arg::Bytes(vec![7; 65]),
            Arg::Null(SqlType::Text),
        ];
        let statement = written("PRAGMA x(?, ?, '?', ?, ?, ?, ?) -- ?", args);
        let sql = "PRAGMA x((-1), ?, '?', CAST(? AS REAL), X'00ff', unhex(?), NULL) -- ?";
        assert_eq!(statement.sql, sql);
        assert_eq!(statement.params.len(), 3);
    }

    #[test]
    fn the_longest_hundred_are_bound() {
        let args = (0..150).map(|at| Arg::Text("'".repeat(at))).collect();
        let sql = format!("PRAGMA x({})", vec!["?"; 150].join(", "));
        let statement = written(&sql, args);
        assert_eq!(statement.params.len(), 100);
        assert_eq!(statement.params[0], "'".repeat(50));
        assert!(statement.sql.starts_with("PRAGMA x('', '''', '''''', "));
        assert!(!statement.quoted);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let missing = write("SELECT ?", &[], Rows::Places);
        assert!(matches!(missing, Err(Error::Database { .. })));
        for sql in [
            "SELECT a LIKE ?",
            "SELECT LOWER(a) LIKE LOWER(?) ESCAPE '\\'",
        ] {
            let pattern = |length| vec![Arg::Text("x".repeat(length))];
            assert!(write(sql, &pattern(50), Rows::Places).is_ok());
            let failed = write(sql, &pattern(51), Rows::Places).unwrap_err();
            let Error::Build(failed) = failed else {
                panic!("{failed:?}");
            };
            let right = matches!(*failed, BuildError::PatternTooLong { length: 51, .. });
            assert!(right, "{failed:?}");
        }
        assert!(write("SELECT ?", &[Arg::Text("x".repeat(51))], Rows::Places).is_ok());
        let long = format!("SELECT '{}'", "x".repeat(LONGEST));
        let failed = write(&long, &[], Rows::Places).unwrap_err();
        let Error::Build(failed) = failed else {
            panic!("{failed:?}");
        };
        assert!(
            matches!(*failed, BuildError::StatementTooLong { .. }),
            "{failed:?}"
        );
    }
}
