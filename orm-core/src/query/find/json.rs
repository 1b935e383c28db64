//! All levels in one statement: each row's relations as JSON beside its own columns.

use std::sync::Arc;

use serde_json::Value;

use super::branches::Branches;
use super::keys::Located;
use super::level::{Level, LevelEnv};
use super::relation::{RelationDef, Shape};
use super::statement::{KEYS, equal, equal_outer, join_through, row_number, window_order, within};
use crate::driver::{Backend, BuildError, Decoder, Error, RowError};
use crate::query::RowCount;
use crate::query::parts::{Clause, JoinKind, Parts, Relation};
use crate::query::{Readable, Selection, assemble};
use crate::schema::TableDef;
use crate::scope::{AccessLevel, Mode};
use crate::sql::{Dialect, JSON_CELLS, Op, Operation, Out, Pieces, SqlWriter, Statement};
use crate::types::{DecodeError, JsonRow, RowReader};

const ROWS: &str = "related_rows";
const ROW: &str = "j";
const NUMBER: &str = "n";

/// What of a level is written: its table, how its rows are reached, what stands in each array.
struct Written<'l> {
    parts: Parts,
    table: &'static TableDef,
    relation: &'static RelationDef,
    mode: Mode,
    cells: &'l dyn Fn(&mut Pieces),
    branches: &'l dyn Fn(&mut Pieces),
    dialect: &'static Dialect,
}

impl Written<'_> {
    /// `[[number, cell, ..], [cell, ..], .., [relation], ..]`
    fn array(&self, number: Option<(&[Located], Pieces)>, out: &mut Pieces) {
        out.op(Op::JsonArrayOpen);
        out.op(Op::JsonArrayOpen);
        match number {
            Some((key, order)) => row_number(key, order, out),
            None => out.text("0"),
        }
        out.text(", ");
        let outer = out.json.replace(0);
        (self.cells)(out);
        out.json = outer;
        out.text(")");
        (self.branches)(out);
        out.text(")");
    }

    /// `(SELECT .. FROM the related rows)`
    fn write(mut self, out: &mut Pieces) {
        let ordered = self.parts.limit.is_some()
            || self.parts.offset.is_some()
            || self
                .parts
                .clauses
                .iter()
                .any(|(clause, _)| *clause == Clause::OrderBy);
        join_through(&mut self.parts, self.relation, self.mode);
        let (columns, key) = self.relation.pairs(self.mode);
        let parent = Located::of(self.relation.parent, &columns);
        let hidden = self
            .parts
            .items
            .iter()
            .any(|item| item.name == self.relation.parent.name);
        out.text("(");
        match (hidden, ordered, self.dialect.outer_in_derived) {
            (false, false, _) => self.aggregated(&key, &parent, out),
            (false, true, true) => self.ordered(&key, &parent, out),
            _ => self.apart(&key, &parent, ordered, out),
        }
        out.text(")");
    }

    /// The rows are aggregated where they are found.
    fn aggregated(mut self, key: &[Located], parent: &[Located], out: &mut Pieces) {
        let mut parts = std::mem::take(&mut self.parts);
        parts.clause(Clause::Filter, |out| equal(key, parent, out));
        let list = |out: &mut Pieces| aggregate(out, |out| self.array(None, out));
        assemble::select(parts, self.mode, list, out);
    }

    /// The rows are ordered and cut in a derived table, which sees the parent.
    fn ordered(mut self, key: &[Located], parent: &[Located], out: &mut Pieces) {
        let mut parts = std::mem::take(&mut self.parts);
        let order = window_order(&mut parts, self.table);
        parts.clause(Clause::Filter, |out| equal_outer(key, parent, out));
        parts.clause(Clause::OrderBy, |out| out.append(order.clone()));
        let mut inner = Pieces::default();
        let list = |out: &mut Pieces| {
            self.array(Some((key, order)), out);
            out.text(" AS ");
            out.identifier(ROW);
        };
        assemble::select(parts, self.mode, list, &mut inner);
        let row = |out: &mut Pieces| nested(out, |out| derived(ROW, out));
        around(inner, |_| {}, row, self.mode, out);
    }

    /// The rows of all parents are numbered in a derived table, and those of one are taken from it:
    /// where a derived table sees no outer row, or the parent's name means another row in it.
    fn apart(mut self, key: &[Located], parent: &[Located], ordered: bool, out: &mut Pieces) {
        let mut parts = std::mem::take(&mut self.parts);
        let limit = parts.limit.take().and_then(RowCount::number);
        let offset = parts.offset.take().and_then(RowCount::number);
        let order = window_order(&mut parts, self.table);
        let cut = limit.is_some() || offset.is_some();
        let mut inner = Pieces::default();
        let list = |out: &mut Pieces| {
            for (at, located) in key.iter().enumerate() {
                out.column(located.table, located.column);
                out.text(" AS ");
                out.identifier(KEYS[at]);
                out.text(", ");
            }
            if ordered {
                row_number(key, order, out);
                out.text(" AS ");
                out.identifier(NUMBER);
                out.text(", ");
            }
            self.array(None, out);
            out.text(" AS ");
            out.identifier(ROW);
        };
        assemble::select(parts, self.mode, list, &mut inner);
        let filters = |outer: &mut Parts| {
            outer.clause(Clause::Filter, |out| {
                for (at, located) in parent.iter().enumerate() {
                    out.text(if at > 0 { " AND " } else { "" });
                    derived(KEYS[at], out);
                    out.text(" = ");
                    out.column(located.table, located.column);
                }
            });
            if cut {
                outer.clause(Clause::Filter, |out| {
                    within(limit, offset.unwrap_or(0), |out| derived(NUMBER, out), out);
                });
            }
        };
        // MariaDB counts wrong where the number stands in the array itself.
        let numbered = |out: &mut Pieces| {
            if !ordered {
                return nested(out, |out| derived(ROW, out));
            }
            out.op(Op::JsonArrayOpen);
            derived(NUMBER, out);
            out.text(", ");
            nested(out, |out| derived(ROW, out));
            out.text(")");
        };
        around(inner, filters, numbered, self.mode, out);
    }
}

fn derived(name: &'static str, out: &mut Pieces) {
    out.identifier(ROWS);
    out.text(".");
    out.identifier(name);
}

/// `COALESCE(aggregate(array), '[]')`
fn aggregate(out: &mut Pieces, array: impl FnOnce(&mut Pieces)) {
    out.text("COALESCE(");
    out.op(Op::JsonListOpen);
    array(out);
    out.text("), ");
    out.op(Op::JsonEmpty);
    out.text(")");
}

/// The arrays of a derived table, aggregated.
fn around(
    inner: Pieces,
    filters: impl FnOnce(&mut Parts),
    row: impl FnOnce(&mut Pieces),
    mode: Mode,
    out: &mut Pieces,
) {
    let mut outer = Parts::default();
    let rows = Relation::Query(Box::new(inner));
    outer.join(JoinKind::From, rows, ROWS, Default::default());
    filters(&mut outer);
    let list = |out: &mut Pieces| aggregate(out, row);
    assemble::select(outer, mode, list, out);
}

/// JSON that stands in other JSON as itself, not as its text.
pub(super) fn nested(out: &mut Pieces, json: impl FnOnce(&mut Pieces)) {
    out.op(Op::JsonNestOpen);
    json(out);
    out.op(Op::JsonNestClose);
}

impl<B, A, K, S, Q, I, R> Level<B, A, K, S, Q, I, R>
where
    B: Backend,
    A: AccessLevel,
    K: 'static,
    S: Readable,
    Q: Selection<LevelEnv<B, A, K, S>, I> + Send + Sync + 'static,
    I: 'static,
    R: Branches<B, Q::Row>,
{
    /// The one statement of this level and all below it.
    pub(super) fn json_statement(&self) -> Result<Statement, BuildError> {
        let parts = self.parts.clone();
        let mut writer = SqlWriter::new(parts.pieces() + 64, B::DIALECT);
        let list = |out: &mut Pieces| {
            self.list.write_list(out);
            for branch in self.branches.related() {
                out.text(", ");
                branch.write_json(out);
            }
        };
        assemble::select(parts, A::MODE, list, &mut writer);
        writer.finish(Operation::Select)
    }

    /// The related rows of a parent as a JSON array.
    pub(super) fn write_json(&self, relation: &'static RelationDef, out: &mut Pieces) {
        let cells = |out: &mut Pieces| self.list.write_list(out);
        let branches = |out: &mut Pieces| {
            for branch in self.branches.related() {
                out.text(", ");
                nested(out, |out| branch.write_json(out));
            }
        };
        let written = Written {
            parts: self.parts.clone(),
            table: S::TABLE,
            relation,
            mode: A::MODE,
            cells: &cells,
            branches: &branches,
            dialect: B::DIALECT,
        };
        written.write(out);
    }

    /// Reads what [`write_json`](Self::write_json) wrote.
    pub(super) fn read_json<Sh: Shape>(
        &self,
        relation: &'static RelationDef,
        json: &mut Value,
    ) -> Result<Sh::Of<R::Out>, Error> {
        let width = self.list.width();
        let mut rows = Vec::new();
        for row in array(json, relation)? {
            let mut row = std::mem::take(array(row, relation)?);
            let mut number = None;
            // `[number, row]`: a row by itself begins with an array.
            if let [Value::Number(_), Value::Array(numbered)] = row.as_mut_slice() {
                let numbered = std::mem::take(numbered);
                number = row[0].as_u64();
                row = numbered;
            }
            let related = row.split_off(width.div_ceil(JSON_CELLS).min(row.len()));
            let mut cells = Vec::with_capacity(1 + width);
            for part in &mut row {
                cells.append(array(part, relation)?);
            }
            if cells.len() != 1 + width || related.len() != self.branches.related().len() {
                return Err(malformed(relation, "a row of another length"));
            }
            let number = number.or(cells[0].as_u64()).unwrap_or(0);
            rows.push((number, cells, related));
        }
        rows.sort_by_key(|(number, ..)| *number);
        let mut slot = Sh::Slot::<R::Out>::default();
        for (_, cells, mut related) in rows {
            let row = self.list.read(&JsonRow::new(&cells[1..]), 0)?;
            Sh::push(&mut slot, self.branches.read_json(row, &mut related)?);
        }
        Sh::finish(slot, relation)
    }
}

fn array<'j>(
    json: &'j mut Value,
    relation: &'static RelationDef,
) -> Result<&'j mut Vec<Value>, Error> {
    json.as_array_mut()
        .ok_or_else(|| malformed(relation, "no array where one belongs"))
}

fn malformed(relation: &'static RelationDef, reason: &str) -> Error {
    RowError::of_column(
        relation.parent.name,
        relation.name,
        DecodeError::Malformed {
            target: "JSON array of related rows",
            reason: reason.to_owned(),
        },
    )
    .into()
}

/// Reads rows whose last cells are their relations.
pub(super) struct JsonDecoder<L>(pub(super) Arc<L>);

impl<B, A, K, S, Q, I, R> Decoder for JsonDecoder<Level<B, A, K, S, Q, I, R>>
where
    B: Backend,
    A: AccessLevel,
    K: 'static,
    S: Readable,
    Q: Selection<LevelEnv<B, A, K, S>, I> + Send + Sync + 'static,
    I: 'static,
    R: Branches<B, Q::Row>,
{
    type Item = Result<R::Out, Error>;

    fn decode<X: RowReader + ?Sized>(&self, row: &X) -> Result<Self::Item, RowError> {
        let level = &self.0;
        let own = level.list.read(row, 0)?;
        let first = level.list.width();
        let mut cells = Vec::new();
        for (at, branch) in level.branches.related().iter().enumerate() {
            let relation = branch.relation();
            let failed = |error| RowError::of_column(relation.parent.name, relation.name, error);
            let text = row.json(first + at).map_err(failed)?;
            // A server that cuts long results leaves JSON without an end.
            cells.push(serde_json::from_str(text).map_err(|error| {
                failed(DecodeError::Malformed {
                    target: "JSON array of related rows",
                    reason: error.to_string(),
                })
            })?);
        }
        Ok(level.branches.read_json(own, &mut cells))
    }
}
