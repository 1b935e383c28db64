use sqlparser::ast::{
    Cte as CteTree, CteAsMaterialized, Expr, LimitClause, Offset, OrderBy, OrderByExpr,
    OrderByKind, OrderByOptions, OrderBySort, Query, Select, SelectItem, SetExpr, SetOperator,
    SetQuantifier, TableAlias, Value, ValueWithSpan, With,
};

use super::names::{Cte, Scope, plain};
use super::target::Has;
use super::write::{Checked, Writer, no, none, refused};

/// Whether the columns of a query need names, which something uses.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Columns {
    Named,
    Unnamed,
}

impl Writer {
    /// The statement; gives the names of its columns.
    pub(super) fn whole(&mut self, query: &Query) -> Checked<Vec<String>> {
        self.query(query, Columns::Named)
    }

    pub(super) fn query(&mut self, query: &Query, columns: Columns) -> Checked<Vec<String>> {
        let Query {
            with,
            body,
            order_by,
            limit_clause,
            fetch,
            locks,
            for_clause,
            settings,
            format_clause,
            pipe_operators,
        } = query;
        none("FETCH: write LIMIT", fetch.as_ref())?;
        no("row locks: build the query with `.for_update()`", locks)?;
        none("FOR XML, FOR JSON and their like", for_clause.as_ref())?;
        none("SETTINGS", settings.as_ref())?;
        none("FORMAT", format_clause.as_ref())?;
        no("pipe operators", pipe_operators)?;
        let known = self.ctes.len();
        if let Some(with) = with {
            self.with(with)?;
        }
        self.scopes.push(Scope::default());
        let outputs = self.body(body, columns)?;
        if let Some(order) = order_by {
            // Behind a set operation only the names of its columns mean something.
            self.scope()?.outputs = outputs.clone();
            self.text(" ORDER BY ");
            let OrderBy { kind, interpolate } = order;
            none("INTERPOLATE", interpolate.as_ref())?;
            match kind {
                OrderByKind::Expressions(terms) => self.order(terms)?,
                OrderByKind::All(_) => return Err(refused("ORDER BY ALL")),
            }
        }
        if let Some(limit) = limit_clause {
            self.limit(limit)?;
        }
        self.scopes.pop();
        self.ctes.truncate(known);
        Ok(outputs)
    }

    fn with(&mut self, with: &With) -> Checked {
        let With {
            with_token: _,
            recursive,
            cte_tables,
        } = with;
        self.text(if *recursive {
            "WITH RECURSIVE "
        } else {
            "WITH "
        });
        self.list(cte_tables, ", ", |writer, cte| writer.cte(cte, *recursive))?;
        self.text(" ");
        Ok(())
    }

    fn cte(&mut self, cte: &CteTree, recursive: bool) -> Checked {
        let CteTree {
            alias,
            query,
            from,
            materialized,
            closing_paren_token: _,
        } = cte;
        none("FROM behind WITH", from.as_ref())?;
        let TableAlias {
            explicit: _,
            name,
            columns,
            at,
        } = alias;
        none("AT behind a name", at.as_ref())?;
        let name = plain(name)?;
        if self
            .cte_names
            .iter()
            .any(|other| other.eq_ignore_ascii_case(&name))
        {
            return Err(format!(
                "two common table expressions of the statement are called `{name}`"
            ));
        }
        self.cte_names.push(name.clone());
        let mut list = Vec::with_capacity(columns.len());
        for column in columns {
            none("a type behind a column's name", column.data_type.as_ref())?;
            list.push(plain(&column.name)?);
        }
        let mut entry = Cte {
            written: format!("cte{}_{name}", self.cte_names.len()),
            columns: list.clone(),
            name,
        };
        if entry.written.len() > 63 {
            return Err(format!("the name `{}` is too long", entry.name));
        }
        self.name(&entry.written);
        if !list.is_empty() {
            self.text(" (");
            self.list(&list, ", ", |writer, column| {
                writer.name(column);
                Ok(())
            })?;
            self.text(")");
        }
        self.text(" AS ");
        if let Some(materialized) = materialized {
            self.target.needs("MATERIALIZED here", Has::POSTGRES)?;
            self.text(match materialized {
                CteAsMaterialized::Materialized => "MATERIALIZED ",
                CteAsMaterialized::NotMaterialized => "NOT MATERIALIZED ",
            });
        }
        self.text("(");
        if recursive {
            if list.is_empty() {
                entry.columns = first_names(&query.body)?;
            }
            self.ctes.push(entry.clone());
        }
        let needed = if list.is_empty() {
            Columns::Named
        } else {
            Columns::Unnamed
        };
        let outputs = self.query(query, needed)?;
        self.text(")");
        if list.is_empty() {
            entry.columns = outputs;
        }
        if !recursive {
            self.ctes.push(entry);
        }
        Ok(())
    }

    /// A SELECT or a set operation, in the scope that ORDER BY has too.
    fn body(&mut self, body: &SetExpr, columns: Columns) -> Checked<Vec<String>> {
        match body {
            SetExpr::Select(select) => self.select(select, columns),
            SetExpr::Query(query) => {
                self.op("OperandOpen");
                let outputs = self.query(query, columns)?;
                self.text(")");
                Ok(outputs)
            }
            SetExpr::SetOperation {
                op,
                set_quantifier,
                left,
                right,
            } => {
                let outputs = self.set_operand(left, columns, |inner| inner == *op)?;
                self.text(match op {
                    SetOperator::Union => " UNION",
                    SetOperator::Except => " EXCEPT",
                    SetOperator::Intersect => " INTERSECT",
                    SetOperator::Minus => return Err(refused("MINUS: write EXCEPT")),
                });
                self.text(match set_quantifier {
                    SetQuantifier::None | SetQuantifier::Distinct => " ",
                    SetQuantifier::All => " ALL ",
                    SetQuantifier::ByName
                    | SetQuantifier::AllByName
                    | SetQuantifier::DistinctByName => return Err(refused("BY NAME")),
                });
                // The names of the first operand are those of the whole.
                self.set_operand(right, Columns::Unnamed, |_| false)?;
                Ok(outputs)
            }
            SetExpr::Values(_) => Err(refused("VALUES: select from tables")),
            SetExpr::Table(_) => Err(refused("TABLE: name the columns, `SELECT .. FROM`")),
            SetExpr::Insert(_) | SetExpr::Update(_) | SetExpr::Delete(_) | SetExpr::Merge(_) => {
                Err(refused(
                    "writes: they go through `db.insert(..)`, `db.update(..)` and `db.delete(..)`",
                ))
            }
        }
    }

    /// One side of a set operation, with names of its own. Databases disagree about which operation
    /// binds tighter.
    fn set_operand(
        &mut self,
        body: &SetExpr,
        columns: Columns,
        bare: impl FnOnce(SetOperator) -> bool,
    ) -> Checked<Vec<String>> {
        self.scopes.push(Scope::default());
        let enclosed = matches!(body, SetExpr::SetOperation { op, .. } if !bare(*op));
        if enclosed {
            self.op("OperandOpen");
        }
        let outputs = self.body(body, columns)?;
        if enclosed {
            self.text(")");
        }
        self.scopes.pop();
        Ok(outputs)
    }

    pub(super) fn order(&mut self, terms: &[OrderByExpr]) -> Checked {
        self.list(terms, ", ", |writer, term| {
            let OrderByExpr {
                expr,
                options: OrderByOptions { sort, nulls_first },
                with_fill,
            } = term;
            none("WITH FILL", with_fill.as_ref())?;
            writer.expression(expr)?;
            match sort {
                None => {}
                Some(OrderBySort::Asc) => writer.text(" ASC"),
                Some(OrderBySort::Desc) => writer.text(" DESC"),
                Some(OrderBySort::Using(_)) => return Err(refused("USING in an order")),
            }
            if let Some(first) = nulls_first {
                writer
                    .target
                    .needs("NULLS FIRST and NULLS LAST", Has::NOT_MYSQL)?;
                writer.text(if *first {
                    " NULLS FIRST"
                } else {
                    " NULLS LAST"
                });
            }
            Ok(())
        })
    }

    fn limit(&mut self, clause: &LimitClause) -> Checked {
        match clause {
            LimitClause::LimitOffset {
                limit,
                offset,
                limit_by,
            } => {
                no("LIMIT BY", limit_by)?;
                match limit {
                    Some(limit) => {
                        self.text(" LIMIT ");
                        self.rows(limit)?;
                    }
                    None => self.op("NoLimit"),
                }
                if let Some(Offset { value, rows: _ }) = offset {
                    self.text(" OFFSET ");
                    self.rows(value)?;
                }
                Ok(())
            }
            LimitClause::OffsetCommaLimit { .. } => {
                Err(refused("LIMIT with a comma: write LIMIT .. OFFSET .."))
            }
        }
    }

    /// A number of rows.
    fn rows(&mut self, rows: &Expr) -> Checked {
        match rows {
            Expr::Value(ValueWithSpan {
                value: Value::Number(..) | Value::Placeholder(_),
                span: _,
            }) => self.expression(rows),
            _ => Err("LIMIT and OFFSET take a number or `{}`".to_owned()),
        }
    }
}

/// The names of the columns of the first SELECT, without a look at what they are: those of a query
/// that refers to itself.
fn first_names(body: &SetExpr) -> Checked<Vec<String>> {
    match body {
        SetExpr::Select(select) => names(select),
        SetExpr::Query(query) => first_names(&query.body),
        SetExpr::SetOperation { left, .. } => first_names(left),
        _ => Err(refused("anything but SELECT in WITH RECURSIVE")),
    }
}

fn names(select: &Select) -> Checked<Vec<String>> {
    let names = select.projection.iter().map(|item| {
        output(item)?.ok_or_else(|| "a column of WITH RECURSIVE has no name: write AS".to_owned())
    });
    names.collect()
}

/// The name of a column of the select list, if it has one.
pub(super) fn output(item: &SelectItem) -> Checked<Option<String>> {
    match item {
        SelectItem::ExprWithAlias { expr: _, alias } => plain(alias).map(Some),
        SelectItem::UnnamedExpr(Expr::Identifier(column)) => plain(column).map(Some),
        SelectItem::UnnamedExpr(Expr::CompoundIdentifier(path)) => {
            path.last().map(plain).transpose()
        }
        SelectItem::UnnamedExpr(_) => Ok(None),
        SelectItem::Wildcard(_) | SelectItem::QualifiedWildcard(..) => Err(
            "`*` takes what the table has tomorrow, and the struct has what it has today: name the columns"
                .to_owned(),
        ),
        SelectItem::ExprWithAliases { .. } => Err(refused("several names of one column")),
    }
}
