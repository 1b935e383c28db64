//! The statement of one level: the rows of a table, those of many parents in one.

use super::keys::{KeyValue, Located};
use super::relation::RelationDef;
use crate::driver::BuildError;
use crate::query::RowCount;
use crate::query::assemble;
use crate::query::parts::{Clause, JoinKind, Parts, Relation};
use crate::schema::TableDef;
use crate::scope::Mode;
use crate::sql::{Dialect, Op, Operation, Out, Piece, Pieces, SqlWriter, Statement};
use crate::types::Arg;

/// Bind values that are left for filters beside the keys.
const OTHERS: usize = 512;
/// Keys of one statement where they are sent as one array.
const ARRAY: usize = 1 << 16;

/// The relation that a level is loaded by, and the keys of its parents.
pub(super) struct Link<'k> {
    pub(super) relation: &'static RelationDef,
    pub(super) key: &'k [Located],
    pub(super) keys: &'k [KeyValue],
}

/// How many keys one statement takes.
pub(super) fn chunk(columns: usize, dialect: &Dialect) -> usize {
    if sends_arrays(dialect) {
        return ARRAY;
    }
    let most = (dialect.max_parameters.saturating_sub(OTHERS) / columns.max(1)).max(1);
    1 << most.ilog2()
}

fn sends_arrays(dialect: &Dialect) -> bool {
    !(dialect.op)(Op::AnyOpen).is_empty()
}

/// Where the keys of a row stand: among the select list's columns if they are all of the table's,
/// behind them otherwise.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    /// What rows are matched to parents by.
    pub(super) key: Vec<(Located, usize)>,
    /// The keys of the level's own relations.
    pub(super) own: Vec<Vec<(Located, usize)>>,
    width: usize,
    added: Vec<Added>,
}

#[derive(Clone, Copy, Debug)]
enum Added {
    Column(Located),
    /// The column of this place in the key.
    Key(usize, Located),
}

impl Layout {
    pub(super) fn of(
        table: &'static TableDef,
        whole: bool,
        width: usize,
        key: &[Located],
        sets: &[Vec<usize>],
    ) -> Self {
        let mut layout = Self {
            width,
            ..Self::default()
        };
        let own_place = |located: &Located| {
            let same = |column: &crate::schema::ColumnDef| column.name == located.column.name;
            (whole && located.table == table.name)
                .then(|| table.columns.iter().position(same))
                .flatten()
        };
        for (place, located) in key.iter().enumerate() {
            let at = own_place(located).unwrap_or_else(|| layout.add(Added::Key(place, *located)));
            layout.key.push((*located, at));
        }
        for set in sets {
            let mut places = Vec::with_capacity(set.len());
            for located in Located::of(table, set) {
                let at = own_place(&located).unwrap_or_else(|| layout.add(Added::Column(located)));
                places.push((located, at));
            }
            layout.own.push(places);
        }
        layout
    }

    fn add(&mut self, added: Added) -> usize {
        self.added.push(added);
        self.width + self.added.len() - 1
    }
}

/// Writes the statement of a level: the select list, and behind it the keys that are not in it.
pub(super) fn write(
    parts: &Parts,
    mode: Mode,
    table: &'static TableDef,
    link: Option<&Link<'_>>,
    layout: &Layout,
    list: &dyn Fn(&mut Pieces),
    dialect: &'static Dialect,
) -> Result<Statement, BuildError> {
    let mut parts = parts.clone();
    let ranked = link.is_some() && (parts.limit.is_some() || parts.offset.is_some());
    if let Some(link) = link {
        join_through(&mut parts, link.relation, mode);
        parts.clause(Clause::Filter, |out| among(link, dialect, out));
        if ranked {
            parts = rank(parts, table, link.key, mode);
        }
    }
    let mut writer = SqlWriter::new(parts.pieces() + table.columns.len() * 2, dialect);
    let list = |out: &mut Pieces| {
        list(out);
        for added in &layout.added {
            out.text(", ");
            match added {
                Added::Key(at, _) if ranked => ranked_column(KEYS[*at], out),
                Added::Key(_, located) | Added::Column(located) => {
                    out.column(located.table, located.column);
                }
            }
        }
    };
    assemble::select(parts, mode, list, &mut writer);
    writer.finish(Operation::Select)
}

/// Joins the table between two others.
pub(super) fn join_through(parts: &mut Parts, relation: &'static RelationDef, mode: Mode) {
    let (Some(through), Some((between, child))) = (&relation.through, relation.joined(mode)) else {
        return;
    };
    let on = parts.record(|out| equal(&between, &child, out));
    parts.join(
        JoinKind::Inner,
        Relation::Table(through.table),
        through.table.name,
        on,
    );
}

/// `a.x = b.y AND ..`
pub(super) fn equal(left: &[Located], right: &[Located], out: &mut Pieces) {
    for (at, (left, right)) in left.iter().zip(right).enumerate() {
        if at > 0 {
            out.text(" AND ");
        }
        out.column(left.table, left.column);
        out.text(" = ");
        out.column(right.table, right.column);
    }
}

/// [`equal`], to a row of the statement outside. SQLite would rather read all rows of a tenant in
/// the order that is asked for than look up a few by their key and sort them.
pub(super) fn equal_outer(left: &[Located], right: &[Located], out: &mut Pieces) {
    for (at, pair) in left.chunks(1).zip(right.chunks(1)).enumerate() {
        if at > 0 {
            out.text(" AND ");
        }
        out.op(Op::RareOpen);
        equal(pair.0, pair.1, out);
        out.op(Op::RareClose);
    }
}

/// The key is among the parents'. Each column of a composite key is compared by itself, since not
/// every database compares rows; what matches in parts only is left out when it is read.
fn among(link: &Link<'_>, dialect: &Dialect, out: &mut Pieces) {
    for (place, located) in link.key.iter().enumerate() {
        if place > 0 {
            out.text(" AND ");
        }
        out.column(located.table, located.column);
        let mut args: Vec<_> = link
            .keys
            .iter()
            .map(|key| key.arg(place, located.column))
            .collect();
        if sends_arrays(dialect) {
            out.op(Op::AnyOpen);
            out.push(Piece::Arg(Arg::Keys(located.column.sql, args.into())));
            out.text(")");
            continue;
        }
        // Lists of few lengths, so that few statements are prepared.
        let last = args.last().cloned();
        let length = padded(args.len());
        args.extend(last.into_iter().cycle().take(length - link.keys.len()));
        out.text(" IN (");
        for (at, arg) in args.into_iter().enumerate() {
            if at > 0 {
                out.text(", ");
            }
            out.push(Piece::Arg(arg));
        }
        out.text(")");
    }
}

/// The next number of three significant bits: at most a quarter more.
fn padded(length: usize) -> usize {
    let step = 1 << length.max(1).ilog2().saturating_sub(2);
    length.next_multiple_of(step)
}

pub(super) const RANKED: &str = "ranked_rows";
const RANK: &str = "n";
pub(super) const KEYS: [&str; 5] = ["k0", "k1", "k2", "k3", "k4"];
const PRIMARY: [&str; 9] = ["p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8"];

fn ranked_column(name: &'static str, out: &mut Pieces) {
    out.identifier(RANKED);
    out.text(".");
    out.identifier(name);
}

/// The rows of a level, numbered per parent in a derived table, and of each parent's rows those
/// between offset and limit.
fn rank(mut parts: Parts, table: &'static TableDef, key: &[Located], mode: Mode) -> Parts {
    let limit = parts.limit.take().and_then(RowCount::number);
    let offset = parts.offset.take().and_then(RowCount::number).unwrap_or(0);
    let order = window_order(&mut parts, table);
    let visible = parts.visible.clone();
    let mut inner = Pieces::default();
    let list = |out: &mut Pieces| {
        for (at, located) in key.iter().enumerate() {
            out.column(located.table, located.column);
            out.text(" AS ");
            out.identifier(KEYS[at]);
            out.text(", ");
        }
        for (at, column) in table.primary_key.iter().enumerate() {
            out.column(table.name, &table.columns[*column]);
            out.text(" AS ");
            out.identifier(PRIMARY[at]);
            out.text(", ");
        }
        row_number(key, order, out);
        out.text(" AS ");
        out.identifier(RANK);
    };
    assemble::select(parts, mode, list, &mut inner);
    let mut outer = Parts {
        visible,
        ..Parts::default()
    };
    let name = table.name;
    outer.join(
        JoinKind::From,
        Relation::Table(table),
        name,
        Default::default(),
    );
    let on = outer.record(|out| {
        for (at, column) in table.primary_key.iter().enumerate() {
            out.text(if at > 0 { " AND " } else { "" });
            ranked_column(PRIMARY[at], out);
            out.text(" = ");
            out.column(name, &table.columns[*column]);
        }
    });
    outer.join(
        JoinKind::Inner,
        Relation::Query(Box::new(inner)),
        RANKED,
        on,
    );
    outer.clause(Clause::Filter, |out| {
        within(limit, offset, |out| ranked_column(RANK, out), out);
    });
    outer.clause(Clause::OrderBy, |out| ranked_column(RANK, out));
    outer
}

/// The number stands between offset and limit.
pub(super) fn within(
    limit: Option<u64>,
    offset: u64,
    number: impl Fn(&mut Pieces),
    out: &mut Pieces,
) {
    let literal = |value: u64| Piece::Integer(i64::try_from(value).unwrap_or(i64::MAX));
    number(out);
    out.text(" > ");
    out.push(literal(offset));
    if let Some(limit) = limit {
        out.text(" AND ");
        number(out);
        out.text(" <= ");
        out.push(literal(offset.saturating_add(limit)));
    }
}

/// The order of a window: the recorded one, and behind it the primary key, so that it is complete.
pub(super) fn window_order(parts: &mut Parts, table: &'static TableDef) -> Pieces {
    let mut order = Pieces::default();
    for (clause, span) in &parts.clauses {
        if *clause == Clause::OrderBy && !span.is_empty() {
            let pieces = &parts.arena.list[span.start..span.end];
            order.list.extend(pieces.iter().cloned());
            order.text(", ");
        }
    }
    parts
        .clauses
        .retain(|(clause, _)| *clause != Clause::OrderBy);
    for (at, column) in table.primary_key.iter().enumerate() {
        if at > 0 {
            order.text(", ");
        }
        order.column(table.name, &table.columns[*column]);
    }
    order
}

/// `ROW_NUMBER() OVER (PARTITION BY key ORDER BY order)`
pub(super) fn row_number(key: &[Located], order: Pieces, out: &mut Pieces) {
    out.text("ROW_NUMBER() OVER (PARTITION BY ");
    for (at, located) in key.iter().enumerate() {
        if at > 0 {
            out.text(", ");
        }
        out.column(located.table, located.column);
    }
    out.text(" ORDER BY ");
    out.append(order);
    out.text(")");
}
