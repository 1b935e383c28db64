use sqlparser::ast::{
    Join, JoinConstraint, JoinOperator, ObjectName, ObjectNamePart, TableAlias, TableFactor,
    TableWithJoins,
};

use super::names::{Columns, Source, plain};
use super::query;
use super::target::Has;
use super::write::{Checked, Part, Writer, absent, no, none, refused};

const FUNCTIONS: &str =
    "functions in FROM: some of them read tables, and no tenant predicate is written into them";

impl Writer {
    pub(super) fn from(&mut self, from: &[TableWithJoins]) -> Checked {
        if from.is_empty() {
            return Ok(());
        }
        self.text(" FROM ");
        self.list(from, " CROSS JOIN ", Self::joins)
    }

    fn joins(&mut self, joins: &TableWithJoins) -> Checked {
        let TableWithJoins { relation, joins } = joins;
        self.source(relation)?;
        for join in joins {
            self.join(join)?;
        }
        Ok(())
    }

    fn join(&mut self, join: &Join) -> Checked {
        let Join {
            relation,
            global,
            join_operator,
        } = join;
        absent("GLOBAL", !global)?;
        let (word, constraint) = match join_operator {
            JoinOperator::Join(on) | JoinOperator::Inner(on) => (" INNER JOIN ", on),
            JoinOperator::Left(on) | JoinOperator::LeftOuter(on) => (" LEFT JOIN ", on),
            JoinOperator::Right(on) | JoinOperator::RightOuter(on) => (" RIGHT JOIN ", on),
            JoinOperator::FullOuter(on) => {
                self.target.needs("FULL JOIN", Has::NOT_MYSQL)?;
                (" FULL JOIN ", on)
            }
            JoinOperator::CrossJoin(on) => {
                absent(
                    "CROSS JOIN with a condition",
                    matches!(on, JoinConstraint::None),
                )?;
                self.text(" CROSS JOIN ");
                return self.source(relation);
            }
            _ => return Err(refused("this kind of join")),
        };
        self.text(word);
        self.source(relation)?;
        match constraint {
            JoinConstraint::On(condition) => {
                self.text(" ON ");
                self.expression(condition)
            }
            JoinConstraint::Using(columns) => {
                self.text(" USING (");
                self.list(columns, ", ", |writer, column| match column.0.as_slice() {
                    [ObjectNamePart::Identifier(column)] => writer.column(column),
                    _ => Err(refused("this in USING")),
                })?;
                self.text(")");
                Ok(())
            }
            JoinConstraint::Natural => Err(refused(
                "NATURAL, which joins by the columns that tables happen to share: write ON",
            )),
            JoinConstraint::None => Err("a join needs ON or USING".to_owned()),
        }
    }

    fn source(&mut self, source: &TableFactor) -> Checked {
        match source {
            TableFactor::Table {
                name,
                alias,
                args,
                with_hints,
                version,
                with_ordinality,
                partitions,
                json_path,
                sample,
                index_hints,
            } => {
                none(FUNCTIONS, args.as_ref())?;
                no("hints", with_hints)?;
                none("versions of a table", version.as_ref())?;
                absent("WITH ORDINALITY", !with_ordinality)?;
                no("partitions", partitions)?;
                none("a path behind a table", json_path.as_ref())?;
                none("TABLESAMPLE", sample.as_ref())?;
                no("index hints", index_hints)?;
                self.table(name, alias.as_ref())
            }
            TableFactor::Derived {
                lateral,
                subquery,
                alias,
                sample,
            } => {
                none("TABLESAMPLE", sample.as_ref())?;
                let Some(alias) = alias else {
                    return Err("a query in FROM needs a name: `(SELECT ..) AS name`".to_owned());
                };
                let name = named(alias)?;
                // Only LATERAL sees what stands before it.
                let mut hidden = Vec::new();
                if *lateral {
                    self.target.needs("LATERAL", Has::LATERAL)?;
                    self.text("LATERAL ");
                } else {
                    hidden = std::mem::take(&mut self.scope()?.sources);
                }
                self.text("(");
                let columns = self.query(subquery, query::Columns::Named)?;
                self.text(") AS ");
                self.name(&name);
                if !lateral {
                    self.scope()?.sources = hidden;
                }
                self.add(name, Columns::Query(columns))
            }
            TableFactor::NestedJoin {
                table_with_joins,
                alias,
            } => {
                none("a name behind joins in parentheses", alias.as_ref())?;
                self.text("(");
                self.joins(table_with_joins)?;
                self.text(")");
                Ok(())
            }
            TableFactor::TableFunction { .. }
            | TableFactor::Function { .. }
            | TableFactor::UNNEST { .. }
            | TableFactor::JsonTable { .. }
            | TableFactor::OpenJsonTable { .. }
            | TableFactor::XmlTable { .. } => Err(refused(FUNCTIONS)),
            TableFactor::Pivot { .. }
            | TableFactor::Unpivot { .. }
            | TableFactor::UnpivotExpr { .. }
            | TableFactor::MatchRecognize { .. }
            | TableFactor::SemanticView { .. } => Err(refused("this in FROM")),
        }
    }

    fn table(&mut self, name: &ObjectName, alias: Option<&TableAlias>) -> Checked {
        let [ObjectNamePart::Identifier(table)] = name.0.as_slice() else {
            return Err(format!(
                "`{name}` is a qualified name, which may be any table of the server: write the name alone"
            ));
        };
        let table = plain(table)?;
        let name = alias
            .map(named)
            .transpose()?
            .unwrap_or_else(|| table.clone());
        let mut ctes = self.ctes.iter().rev();
        if let Some(cte) = ctes.find(|cte| cte.name == table).cloned() {
            self.name(&cte.written);
            self.text(" AS ");
            self.name(&name);
            return self.add(name, Columns::Query(cte.columns));
        }
        if !self.tables.contains(&table) {
            self.tables.push(table.clone());
        }
        self.push(Part::Table {
            table: table.clone(),
            name: name.clone(),
        });
        self.add(name, Columns::Table(table))
    }

    /// Makes a source known to the expressions behind it.
    fn add(&mut self, name: String, columns: Columns) -> Checked {
        let sources = &mut self.scope()?.sources;
        if sources
            .iter()
            .any(|other| other.name.eq_ignore_ascii_case(&name))
        {
            return Err(format!("two sources in FROM are called `{name}`"));
        }
        sources.push(Source { name, columns });
        Ok(())
    }
}

/// The name that an alias gives.
fn named(alias: &TableAlias) -> Checked<String> {
    let TableAlias {
        explicit: _,
        name,
        columns,
        at,
    } = alias;
    no(
        "names of columns behind an alias: write them in the select list",
        columns,
    )?;
    none("AT behind a name", at.as_ref())?;
    plain(name)
}
