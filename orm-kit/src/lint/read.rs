//! Reads a statement.

use orm_core::sql::Family;

use super::alter::alter;
use super::cursor::Cursor;
use super::definition::{column, is_key, key, key_parts, plain, up_to};
use super::statement::{Key, KeyKind, KeyPart, Op};
use super::token::{Token, parts};

/// Statements that change neither what tables are like nor all rows of one.
const DATA: [&str; 23] = [
    "SELECT",
    "WITH",
    "UPDATE",
    "VALUES",
    "SET",
    "RESET",
    "PRAGMA",
    "COMMENT",
    "GRANT",
    "REVOKE",
    "ANALYZE",
    "REFRESH",
    "BEGIN",
    "START",
    "COMMIT",
    "SAVEPOINT",
    "RELEASE",
    "USE",
    "SHOW",
    "OPTIMIZE",
    "SECURITY",
    "REASSIGN",
    "UNLOCK",
];

/// What the statement does: nothing, where it can't be told.
pub(super) fn read(family: Family, tokens: &[Token<'_>]) -> Option<Op> {
    let mut at = Cursor::new(tokens);
    if tokens.first()?.is_one_of(&DATA) {
        return Some(Op::Harmless);
    }
    let guarded = |at: Cursor<'_, '_>| at.has("IF EXISTS") || at.has("IF NOT EXISTS");
    if at.eat("CREATE") {
        return create(family, at, guarded(at));
    }
    if at.eat("ALTER") {
        return alter(family, at, guarded(at));
    }
    if at.eat("DROP") {
        return drop(family, at, guarded(at));
    }
    if at.eat("RENAME TABLE") {
        let mut pairs = Vec::new();
        loop {
            let from = at.name()?;
            let to = at.eat("TO").then(|| at.name())??;
            pairs.push((from, to));
            if !at.eat(",") {
                return at.ended().then_some(Op::RenameTables(pairs));
            }
        }
    }
    if at.eat("TRUNCATE") {
        at.eat("TABLE");
        at.eat("ONLY");
        return Some(Op::AllRows(at.name()?));
    }
    if at.eat("DELETE FROM") {
        at.eat("ONLY");
        let table = at.name()?;
        return Some(if at.has("WHERE") {
            Op::Harmless
        } else {
            Op::AllRows(table)
        });
    }
    if at.eat("DELETE") {
        return at.has("WHERE").then_some(Op::Harmless);
    }
    if at.eat("INSERT") || at.eat("REPLACE") {
        return Some(fill(at).unwrap_or(Op::Harmless));
    }
    if at.eat("VACUUM") {
        let full = at.has("FULL");
        return Some(if full {
            Op::Rewrite(plain(at.rest()))
        } else {
            Op::Harmless
        });
    }
    if at.eat_any(&["CLUSTER", "LOCK"]) {
        return Some(Op::Rewrite(plain(at.rest())));
    }
    if at.eat("REINDEX") {
        let quiet = at.has("CONCURRENTLY") || family == Family::Sqlite;
        return Some(if quiet {
            Op::Harmless
        } else {
            Op::Rewrite(plain(at.rest()))
        });
    }
    None
}

fn create(family: Family, mut at: Cursor<'_, '_>, guarded: bool) -> Option<Op> {
    at.eat("OR REPLACE");
    if at.eat_any(&["TEMPORARY TABLE", "TEMP TABLE"]) {
        return Some(Op::Harmless);
    }
    at.eat_any(&["UNLOGGED", "VIRTUAL"]);
    if at.eat("TABLE") {
        at.eat("IF NOT EXISTS");
        let name = at.name()?;
        let mut table = (Vec::new(), Vec::new());
        let Some(inside) = at.group() else {
            return Some(Op::CreateTable {
                name,
                columns: table.0,
                keys: table.1,
                copied: true,
            });
        };
        let mut copied = at.is("AS") || at.is("SELECT");
        for part in parts(inside) {
            let first = part.first()?;
            if first.is("LIKE") {
                copied = true;
            } else if is_key(family, first) {
                table.1.push(key(Cursor::new(part))?);
            } else {
                table.0.push(column(part)?);
            }
        }
        return Some(Op::CreateTable {
            name,
            columns: table.0,
            keys: table.1,
            copied,
        });
    }
    let unique = at.eat("UNIQUE");
    let special = !unique && at.eat_any(&["FULLTEXT", "SPATIAL"]);
    if at.eat("INDEX") {
        let concurrently = at.eat("CONCURRENTLY");
        at.eat("IF NOT EXISTS");
        let name = if at.is("ON") { None } else { Some(at.name()?) };
        at.eat_any(&["USING BTREE", "USING HASH"]);
        if !at.eat("ON") {
            return None;
        }
        at.eat("ONLY");
        let table = at.name()?;
        if at.eat("USING") {
            at.next()?;
        }
        let mut columns = key_parts(at.group()?);
        // A part of the rows is another index.
        let mut rest = at;
        if rest.eat("WHERE") {
            columns.push(KeyPart {
                text: plain(rest.rest()),
                column: None,
            });
        }
        let kind = match (unique, special) {
            (true, _) => KeyKind::Unique,
            (_, true) => KeyKind::Other,
            _ => KeyKind::Index,
        };
        let key = Key {
            name,
            kind,
            columns,
            not_valid: false,
            using_index: false,
        };
        return Some(Op::CreateIndex {
            table,
            key,
            concurrently,
            guarded,
        });
    }
    if at.has("VIEW") && !at.has("TRIGGER") {
        while !at.eat("VIEW") {
            at.next()?;
        }
        at.eat("IF NOT EXISTS");
        return Some(Op::CreateView(at.name()?));
    }
    at.eat_any(&["TEMP", "TEMPORARY", "CONSTRAINT"]);
    let definer = at.is("DEFINER");
    while definer
        && !at
            .rest()
            .first()?
            .is_one_of(&["TRIGGER", "PROCEDURE", "FUNCTION", "EVENT"])
    {
        at.next();
    }
    for word in ["TRIGGER", "PROCEDURE", "FUNCTION", "EVENT"] {
        if at.eat(word) {
            at.eat("IF NOT EXISTS");
            return Some(Op::Routine(at.name()?));
        }
    }
    if at.eat("POLICY") {
        at.next()?;
        return Some(if at.eat("ON") {
            Op::Watch(at.name()?)
        } else {
            return None;
        });
    }
    let others = [
        "SCHEMA",
        "DATABASE",
        "EXTENSION",
        "SEQUENCE",
        "TYPE",
        "DOMAIN",
        "ROLE",
        "USER",
        "COLLATION",
        "AGGREGATE",
        "OPERATOR",
        "CAST",
        "STATISTICS",
        "PUBLICATION",
        "SUBSCRIPTION",
        "TEXT",
    ];
    at.rest()
        .first()?
        .is_one_of(&others)
        .then_some(Op::Harmless)
}

fn drop(family: Family, mut at: Cursor<'_, '_>, guarded: bool) -> Option<Op> {
    if at.eat("TEMPORARY TABLE") {
        return Some(Op::Harmless);
    }
    if at.eat("TABLE") {
        at.eat("IF EXISTS");
        return Some(Op::DropTables(at.names()?));
    }
    if at.eat("INDEX") {
        let concurrently = at.eat("CONCURRENTLY");
        at.eat("IF EXISTS");
        let names = at.names()?;
        // On MySQL an index has its name inside of its table.
        let names = match at.eat("ON").then(|| at.name()) {
            Some(table) if family == Family::MySql => {
                let table = table?;
                names.iter().map(|name| format!("{table}/{name}")).collect()
            }
            _ => names,
        };
        return Some(Op::DropIndex {
            names,
            concurrently,
            guarded,
        });
    }
    at.eat("MATERIALIZED");
    if at.eat("VIEW") {
        at.eat("IF EXISTS");
        return Some(Op::DropViews(at.names()?));
    }
    if at.eat_any(&["SCHEMA", "DATABASE"]) {
        at.eat("IF EXISTS");
        return Some(Op::DropSchema(at.name()?));
    }
    let others = [
        "TRIGGER",
        "PROCEDURE",
        "FUNCTION",
        "EVENT",
        "POLICY",
        "TYPE",
        "DOMAIN",
        "SEQUENCE",
        "EXTENSION",
        "ROLE",
        "USER",
        "RULE",
        "COLLATION",
        "AGGREGATE",
        "OPERATOR",
        "CAST",
        "STATISTICS",
        "PUBLICATION",
    ];
    at.rest()
        .first()?
        .is_one_of(&others)
        .then_some(Op::Harmless)
}

/// `INSERT INTO a (x, y) SELECT x, z FROM b`
fn fill(mut at: Cursor<'_, '_>) -> Option<Op> {
    while !at.eat("INTO") {
        at.next()?;
    }
    let into = at.name()?;
    let targets = at.group()?;
    if !at.eat("SELECT") {
        return None;
    }
    let length = up_to(at.rest(), &["FROM"]);
    let sources = &at.rest()[..length];
    let mut from = Cursor::new(at.rest().get(length + 1..)?);
    let from = from.name()?;
    let targets = parts(targets).into_iter();
    let columns = targets.zip(parts(sources)).filter_map(|(target, source)| {
        let bare = (source.len() == 1).then(|| source[0].name()).flatten();
        Some((target.first()?.name()?, bare))
    });
    let columns = columns.collect();
    Some(Op::Fill {
        into,
        from,
        columns,
    })
}
