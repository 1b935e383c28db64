//! What a statement does, as far as the rules ask.

use orm_core::sql::Family;

use super::cursor::Cursor;
use super::token::{Kind, Token, parts};

/// A column as a statement defines it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: String,
    /// In small letters, without spaces between signs.
    pub(super) type_name: String,
    pub(super) not_null: bool,
    pub(super) default: Option<String>,
    /// The default is an expression in parentheses, or calls a function.
    pub(super) computed_default: bool,
    pub(super) primary: bool,
    pub(super) unique: bool,
    pub(super) references: bool,
    pub(super) check: bool,
    pub(super) stored: bool,
    pub(super) generated: bool,
    pub(super) counted: bool,
}

/// A constraint or a key of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) name: Option<String>,
    pub(super) kind: KeyKind,
    /// What is in parentheses behind it, by which two are compared.
    pub(super) columns: Vec<KeyPart>,
    pub(super) not_valid: bool,
    pub(super) using_index: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KeyPart {
    pub(super) text: String,
    /// A bare column: without a length, not an expression.
    pub(super) column: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum KeyKind {
    Primary,
    Unique,
    Index,
    Foreign,
    /// With the column of which it says that it is not null.
    Check(Option<String>),
    Other,
}

#[derive(Clone, Debug)]
pub(super) enum Op {
    Harmless,
    CreateTable {
        name: String,
        columns: Vec<Column>,
        keys: Vec<Key>,
        /// Made by a query, or like another one.
        copied: bool,
    },
    Alter {
        table: String,
        actions: Vec<Action>,
        /// IF EXISTS or IF NOT EXISTS stands somewhere in it.
        guarded: bool,
    },
    CreateIndex {
        table: String,
        key: Key,
        concurrently: bool,
        guarded: bool,
    },
    DropIndex {
        names: Vec<String>,
        concurrently: bool,
        guarded: bool,
    },
    DropTables(Vec<String>),
    DropSchema(String),
    RenameTables(Vec<(String, String)>),
    CreateView(String),
    DropViews(Vec<String>),
    /// INSERT .. SELECT: the target, the source, and pairs of columns with what fills them.
    Fill {
        into: String,
        from: String,
        columns: Vec<(String, Option<String>)>,
    },
    AllRows(String),
    AddValue {
        name: String,
        value: String,
    },
    ChangeValue(String),
    Watch(String),
    Routine(String),
    Rewrite(String),
}

#[derive(Clone, Debug)]
pub(super) enum Action {
    Harmless,
    AddColumn(Column),
    DropColumn(String),
    RenameColumn(String, String),
    RenameTable(String),
    SetNotNull(String),
    DropNotNull(String),
    DropDefault(String),
    SetType(String, String),
    /// MODIFY, or CHANGE with the old name.
    Modify(Option<String>, Column),
    Add(Key),
    Drop(String),
    DropForeign(String),
    DropPrimary,
    Validate(String),
    RowSecurity,
    Rewrite,
}

const AFTER_TYPE: [&str; 24] = [
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
fn up_to(tokens: &[Token<'_>], words: &[&str]) -> usize {
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

fn key_parts(tokens: &[Token<'_>]) -> Vec<KeyPart> {
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
fn key(mut at: Cursor<'_, '_>) -> Option<Key> {
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
fn is_key(family: Family, token: &Token<'_>) -> bool {
    let words = if family == Family::MySql {
        CONSTRAINTS.len()
    } else {
        CONSTRAINTS.len() - 4
    };
    token.is_one_of(&CONSTRAINTS[..words])
}

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

fn alter(family: Family, mut at: Cursor<'_, '_>, guarded: bool) -> Option<Op> {
    at.eat_any(&["ONLINE", "IGNORE"]);
    if at.eat("TABLE") {
        at.eat("IF EXISTS");
        at.eat("ONLY");
        let table = at.name()?;
        at.eat("*");
        let parts = parts(at.rest()).into_iter();
        let actions = parts.map(|part| action(family, Cursor::new(part)));
        let actions = actions.collect::<Option<Vec<_>>>()?;
        return Some(Op::Alter {
            table,
            actions,
            guarded,
        });
    }
    if at.eat("TYPE") {
        let name = at.name()?;
        if at.eat("ADD VALUE") {
            at.eat("IF NOT EXISTS");
            let value = at.next()?.text.to_owned();
            return Some(Op::AddValue { name, value });
        }
        return Some(if at.eat("RENAME VALUE") {
            Op::ChangeValue(name)
        } else {
            Op::Harmless
        });
    }
    if at.eat("VIEW") {
        at.eat("IF EXISTS");
        let name = at.name()?;
        return Some(if at.eat("RENAME TO") {
            Op::DropViews(vec![name])
        } else {
            Op::Harmless
        });
    }
    let others = [
        "INDEX",
        "SEQUENCE",
        "SCHEMA",
        "DATABASE",
        "DOMAIN",
        "FUNCTION",
        "PROCEDURE",
        "TRIGGER",
        "POLICY",
        "ROLE",
        "USER",
        "EXTENSION",
        "DEFAULT",
        "MATERIALIZED",
        "EVENT",
        "PUBLICATION",
        "STATISTICS",
        "SYSTEM",
    ];
    at.rest()
        .first()?
        .is_one_of(&others)
        .then_some(Op::Harmless)
}

fn action(family: Family, mut at: Cursor<'_, '_>) -> Option<Action> {
    if at.eat("ADD") {
        if is_key(family, at.rest().first()?) {
            return Some(Action::Add(key(at)?));
        }
        at.eat("COLUMN");
        at.eat("IF NOT EXISTS");
        return Some(Action::AddColumn(column(at.rest())?));
    }
    if at.eat("DROP") {
        if at.eat("PRIMARY KEY") {
            return Some(Action::DropPrimary);
        }
        if at.eat("FOREIGN KEY") {
            at.eat("IF EXISTS");
            return Some(Action::DropForeign(at.name()?));
        }
        let key = family == Family::MySql && at.eat_any(&["INDEX", "KEY", "CHECK"]);
        if key || at.eat("CONSTRAINT") {
            at.eat("IF EXISTS");
            return Some(Action::Drop(at.name()?));
        }
        at.eat("COLUMN");
        at.eat("IF EXISTS");
        return Some(Action::DropColumn(at.name()?));
    }
    if at.eat("RENAME") {
        if at.eat_any(&["TO", "AS"]) {
            return Some(Action::RenameTable(at.name()?));
        }
        let key = family == Family::MySql && at.eat_any(&["INDEX", "KEY"]);
        if key || at.eat("CONSTRAINT") {
            return Some(Action::Harmless);
        }
        at.eat("COLUMN");
        let from = at.name()?;
        if at.eat("TO") {
            return Some(Action::RenameColumn(from, at.name()?));
        }
        return None;
    }
    if at.eat("MODIFY") {
        at.eat("COLUMN");
        at.eat("IF EXISTS");
        return Some(Action::Modify(None, column(at.rest())?));
    }
    if at.eat("CHANGE") {
        at.eat("COLUMN");
        at.eat("IF EXISTS");
        let from = at.name()?;
        return Some(Action::Modify(Some(from), column(at.rest())?));
    }
    if at.eat("ALTER") {
        if (family == Family::MySql && at.eat_any(&["INDEX", "CHECK"])) || at.eat("CONSTRAINT") {
            return Some(Action::Harmless);
        }
        at.eat("COLUMN");
        let name = at.name()?;
        if at.eat("SET NOT NULL") {
            return Some(Action::SetNotNull(name));
        } else if at.eat("DROP NOT NULL") {
            return Some(Action::DropNotNull(name));
        } else if at.eat("SET DEFAULT") {
            return Some(Action::Harmless);
        } else if at.eat_any(&["DROP DEFAULT", "DROP IDENTITY", "DROP EXPRESSION"]) {
            return Some(Action::DropDefault(name));
        } else if at.eat_any(&["SET DATA TYPE", "TYPE"]) {
            let length = up_to(at.rest(), &AFTER_TYPE);
            return Some(Action::SetType(name, plain(&at.rest()[..length])));
        } else if at.eat_any(&["ADD GENERATED", "SET", "RESET", "RESTART"]) {
            return Some(Action::Harmless);
        }
        return None;
    }
    if at.eat("VALIDATE CONSTRAINT") {
        return Some(Action::Validate(at.name()?));
    }
    if at.eat_any(&["ENABLE ROW LEVEL SECURITY", "FORCE ROW LEVEL SECURITY"]) {
        return Some(Action::RowSecurity);
    }
    let rewrites = [
        "CONVERT",
        "SET TABLESPACE",
        "SET LOGGED",
        "SET UNLOGGED",
        "SET ACCESS METHOD",
        "FORCE",
        "PARTITION",
        "ENGINE",
    ];
    if at.eat_any(&rewrites) {
        return Some(Action::Rewrite);
    }
    let others = [
        "ENABLE",
        "DISABLE",
        "NO FORCE",
        "OWNER",
        "SET SCHEMA",
        "SET",
        "RESET",
        "INHERIT",
        "ATTACH",
        "DETACH",
        "REPLICA",
        "ALGORITHM",
        "LOCK",
        "COMMENT",
        "AUTO_INCREMENT",
        "DEFAULT",
        "CHARACTER SET",
        "COLLATE",
        "CLUSTER ON",
        "ROW_FORMAT",
    ];
    at.eat_any(&others).then_some(Action::Harmless)
}
