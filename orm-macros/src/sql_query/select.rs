use sqlparser::ast::{
    Distinct, Expr, GroupByExpr, GroupByWithModifier, NamedWindowDefinition, NamedWindowExpr,
    Select, SelectFlavor, SelectItem,
};

use super::names::plain;
use super::query::{Columns, output};
use super::target::Has;
use super::write::{Checked, Writer, absent, no, none, refused};

impl Writer {
    pub(super) fn select(&mut self, select: &Select, columns: Columns) -> Checked<Vec<String>> {
        let Select {
            select_token: _,
            optimizer_hints,
            distinct,
            select_modifiers,
            top,
            top_before_distinct: _,
            projection,
            exclude,
            into,
            from,
            lateral_views,
            prewhere,
            selection,
            connect_by,
            group_by,
            cluster_by,
            distribute_by,
            sort_by,
            having,
            named_window,
            qualify,
            window_before_qualify: _,
            value_table_mode,
            flavor,
        } = select;
        no("hints", optimizer_hints)?;
        none("modifiers of SELECT", select_modifiers.as_ref())?;
        none("TOP: write LIMIT", top.as_ref())?;
        none("EXCLUDE: name the columns", exclude.as_ref())?;
        none("INTO, which writes", into.as_ref())?;
        no("LATERAL VIEW", lateral_views)?;
        none("PREWHERE", prewhere.as_ref())?;
        no("CONNECT BY: write WITH RECURSIVE", connect_by)?;
        no("CLUSTER BY", cluster_by)?;
        no("DISTRIBUTE BY", distribute_by)?;
        no("SORT BY", sort_by)?;
        none("QUALIFY", qualify.as_ref())?;
        none("AS STRUCT and AS VALUE", value_table_mode.as_ref())?;
        absent(
            "FROM before SELECT",
            matches!(flavor, SelectFlavor::Standard),
        )?;

        let ((), from) = self.apart(|writer| writer.from(from))?;
        for NamedWindowDefinition(name, _) in named_window {
            let name = plain(name)?;
            self.scope()?.windows.push(name);
        }
        self.text("SELECT ");
        match distinct {
            None | Some(Distinct::All) => {}
            Some(Distinct::Distinct) => self.text("DISTINCT "),
            Some(Distinct::On(keys)) => {
                self.target.needs("DISTINCT ON", Has::POSTGRES)?;
                self.text("DISTINCT ON (");
                self.list(keys, ", ", Self::expression)?;
                self.text(") ");
            }
        }
        let outputs = self.projection(projection, columns)?;
        self.append(from);
        if let Some(condition) = selection {
            self.text(" WHERE ");
            self.expression(condition)?;
        }
        // From here on the names of the select list mean something too.
        self.scope()?.outputs = outputs.clone();
        self.group_by(group_by)?;
        if let Some(condition) = having {
            self.text(" HAVING ");
            self.expression(condition)?;
        }
        if !named_window.is_empty() {
            self.text(" WINDOW ");
            self.list(named_window, ", ", |writer, definition| {
                let NamedWindowDefinition(name, window) = definition;
                writer.name(&plain(name)?);
                writer.text(" AS (");
                match window {
                    NamedWindowExpr::WindowSpec(spec) => writer.window(spec)?,
                    NamedWindowExpr::NamedWindow(_) => {
                        return Err(refused("a second name of a window"));
                    }
                }
                writer.text(")");
                Ok(())
            })?;
        }
        Ok(outputs)
    }

    fn projection(&mut self, list: &[SelectItem], columns: Columns) -> Checked<Vec<String>> {
        let mut outputs: Vec<String> = Vec::with_capacity(list.len());
        self.list(list, ", ", |writer, item| {
            let name = output(item)?;
            let expression = match item {
                SelectItem::ExprWithAlias { expr, alias: _ } | SelectItem::UnnamedExpr(expr) => {
                    expr
                }
                _ => return Err(refused("this in a select list")),
            };
            writer.expression(expression)?;
            match name {
                Some(name) => {
                    if columns == Columns::Named && outputs.contains(&name) {
                        return Err(format!(
                            "two columns of the select list are called `{name}`"
                        ));
                    }
                    writer.text(" AS ");
                    writer.name(&name);
                    outputs.push(name);
                }
                None if columns == Columns::Named => {
                    return Err(format!(
                        "column {} of the select list has no name: write `AS name`",
                        outputs.len() + 1
                    ));
                }
                None => {}
            }
            Ok(())
        })?;
        Ok(outputs)
    }

    fn group_by(&mut self, group_by: &GroupByExpr) -> Checked {
        let (keys, modifiers) = match group_by {
            GroupByExpr::Expressions(keys, modifiers) => (keys, modifiers),
            GroupByExpr::All(_) => return Err(refused("GROUP BY ALL")),
        };
        if keys.is_empty() {
            return no("a modifier without GROUP BY", modifiers);
        }
        self.text(" GROUP BY ");
        self.list(keys, ", ", |writer, key| match key {
            Expr::Rollup(sets) => writer.sets("ROLLUP", sets),
            Expr::Cube(sets) => writer.sets("CUBE", sets),
            Expr::GroupingSets(sets) => writer.sets("GROUPING SETS", sets),
            key => writer.expression(key),
        })?;
        for modifier in modifiers {
            match modifier {
                GroupByWithModifier::Rollup => {
                    self.target.needs("WITH ROLLUP", Has::MYSQL)?;
                    self.text(" WITH ROLLUP");
                }
                GroupByWithModifier::Cube
                | GroupByWithModifier::Totals
                | GroupByWithModifier::GroupingSets(_) => {
                    return Err(refused("this behind GROUP BY"));
                }
            }
        }
        Ok(())
    }

    fn sets(&mut self, word: &str, sets: &[Vec<Expr>]) -> Checked {
        self.target.needs(word, Has::POSTGRES)?;
        self.text(word);
        self.text(" (");
        self.list(sets, ", ", |writer, set| {
            writer.text("(");
            writer.list(set, ", ", Self::expression)?;
            writer.text(")");
            Ok(())
        })?;
        self.text(")");
        Ok(())
    }
}
