//! Reads ALTER.

use orm_core::sql::Family;

use super::cursor::Cursor;
use super::definition::{AFTER_TYPE, column, is_key, key, plain, up_to};
use super::statement::{Action, Op};
use super::token::parts;

pub(super) fn alter(family: Family, mut at: Cursor<'_, '_>, guarded: bool) -> Option<Op> {
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
