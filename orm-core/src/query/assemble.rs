//! Puts the recorded clauses in order. FROM is written here, when all joins are known, since a
//! RIGHT or FULL join changes where the tenant predicate of every other source must stand.

use super::RowCount;
use super::parts::{Clause, Guard, Item, JoinKind, Parts, Relation};
use crate::scope::Mode;
use crate::sql::{Op, Out, Piece, Pieces};

/// Writes a whole SELECT into `out`.
pub(super) fn select(
    mut parts: Parts,
    mode: Mode,
    list: impl FnOnce(&mut Pieces),
    out: &mut impl Out,
) {
    let visible = std::mem::take(&mut parts.visible);
    let guard = Guard {
        mode,
        visible: &visible,
    };
    let span = parts.record(list);
    out.with(std::mem::take(&mut parts.arena.ctes));
    out.comment(std::mem::take(&mut parts.arena.comments));
    out.text(if parts.distinct {
        "SELECT DISTINCT "
    } else {
        "SELECT "
    });
    if parts
        .clauses
        .iter()
        .any(|(clause, _)| *clause == Clause::DistinctOn)
    {
        out.text("DISTINCT ON (");
        join_clause(&mut parts, Clause::DistinctOn, ", ", out);
        out.text(") ");
    }
    parts.take(span, out);
    let prefilter = parts
        .items
        .iter()
        .any(|item| matches!(item.kind, JoinKind::Right | JoinKind::Full));
    from(&mut parts, guard, prefilter, out);
    filter(&mut parts, guard, prefilter, out);
    list_clause(&mut parts, Clause::GroupBy, " GROUP BY ", ", ", out);
    list_clause(&mut parts, Clause::Having, " HAVING ", " AND ", out);
    list_clause(&mut parts, Clause::OrderBy, " ORDER BY ", ", ", out);
    limit(parts.limit, parts.offset, out);
    lock(&parts.lock, out);
    if let Some(error) = parts.arena.error.take() {
        out.fail(*error);
    }
}

fn lock(lock: &super::parts::Lock, out: &mut impl Out) {
    let Some(strength) = lock.strength else {
        return;
    };
    out.text(strength);
    for (at, name) in lock.of.iter().enumerate() {
        out.text(if at == 0 { " OF " } else { ", " });
        out.identifier(name);
    }
    out.text(lock.wait);
}

fn from(parts: &mut Parts, guard: Guard<'_>, prefilter: bool, out: &mut impl Out) {
    let items = std::mem::take(&mut parts.items);
    for item in &items {
        out.text(match item.kind {
            JoinKind::From => " FROM ",
            JoinKind::Inner => " INNER JOIN ",
            JoinKind::Left => " LEFT JOIN ",
            JoinKind::Right => " RIGHT JOIN ",
            JoinKind::Full => " FULL JOIN ",
            JoinKind::Cross => " CROSS JOIN ",
        });
        match &item.relation {
            Relation::Table(table) if prefilter && guard.applies(table, item.name) => {
                out.text("(SELECT * FROM ");
                table_as(table, item, guard.mode, out);
                out.text(" WHERE ");
                guard.write(table, item.name, out);
                out.text(") AS ");
                out.identifier(item.name);
            }
            _ => source(item, guard.mode, out),
        }
        if matches!(item.kind, JoinKind::From | JoinKind::Cross) {
            continue;
        }
        out.text(" ON ");
        match &item.relation {
            // A predicate in WHERE would drop the rows that have no partner.
            Relation::Table(table)
                if item.kind == JoinKind::Left && !prefilter && guard.applies(table, item.name) =>
            {
                guard.write(table, item.name, out);
                out.text(" AND (");
                parts.take(item.on, out);
                out.text(")");
            }
            _ => parts.take(item.on, out),
        }
    }
    parts.items = items;
}

/// A source by its name, without a predicate.
pub(super) fn source(item: &Item, mode: Mode, out: &mut impl Out) {
    match &item.relation {
        Relation::Table(table) => table_as(table, item, mode, out),
        Relation::Cte(cte) => out.push(Piece::Cte(cte.clone(), item.name)),
        Relation::Query(pieces) | Relation::Lateral(pieces) => {
            out.text(match item.relation {
                Relation::Lateral(_) => "LATERAL (",
                _ => "(",
            });
            out.append_all((**pieces).clone());
            out.text(") AS ");
            out.identifier(item.name);
        }
    }
}

fn table_as(table: &'static crate::schema::TableDef, item: &Item, mode: Mode, out: &mut impl Out) {
    out.push(match (table.tenant, mode) {
        (Some(_), Mode::CrossTenant) => Piece::OpenTable(table),
        _ => Piece::Table(table),
    });
    if table.name != item.name {
        out.text(" AS ");
        out.identifier(item.name);
    }
    for hint in &item.hints {
        out.text(hint.words);
        out.identifier(hint.index);
        out.text(")");
    }
}

fn filter(parts: &mut Parts, guard: Guard<'_>, prefilter: bool, out: &mut impl Out) {
    let mut guarded = false;
    if !prefilter {
        for item in &parts.items {
            if let Relation::Table(table) = item.relation
                && item.kind != JoinKind::Left
                && guard.applies(table, item.name)
            {
                out.text(if guarded { " AND " } else { " WHERE " });
                guard.write(table, item.name, out);
                guarded = true;
            }
        }
    }
    let filters = parts
        .clauses
        .iter()
        .filter(|(clause, _)| *clause == Clause::Filter)
        .count();
    if filters == 0 {
        return;
    }
    out.text(if guarded { " AND (" } else { " WHERE " });
    join_clause(parts, Clause::Filter, " AND ", out);
    if guarded {
        out.text(")");
    }
}

fn join_clause(parts: &mut Parts, wanted: Clause, separator: &'static str, out: &mut impl Out) {
    let mut first = true;
    for at in 0..parts.clauses.len() {
        let (clause, span) = parts.clauses[at];
        if clause == wanted && !span.is_empty() {
            if !first {
                out.text(separator);
            }
            first = false;
            parts.take(span, out);
        }
    }
}

pub(super) fn list_clause(
    parts: &mut Parts,
    wanted: Clause,
    word: &'static str,
    separator: &'static str,
    out: &mut impl Out,
) {
    if parts
        .clauses
        .iter()
        .any(|(clause, span)| *clause == wanted && !span.is_empty())
    {
        out.text(word);
        join_clause(parts, wanted, separator, out);
    }
}

pub(super) fn limit(limit: Option<RowCount>, offset: Option<RowCount>, out: &mut impl Out) {
    match (limit, offset) {
        (None, None) => return,
        (Some(limit), _) => {
            out.text(" LIMIT ");
            out.push(limit.piece());
        }
        (None, Some(_)) => out.op(Op::NoLimit),
    }
    if let Some(offset) = offset {
        out.text(" OFFSET ");
        out.push(offset.piece());
    }
}
