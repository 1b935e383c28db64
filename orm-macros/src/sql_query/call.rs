use sqlparser::ast::{
    DuplicateTreatment, Function, FunctionArg, FunctionArgExpr, FunctionArgumentClause,
    FunctionArgumentList, FunctionArguments, ObjectNamePart, Value, WindowFrame, WindowFrameBound,
    WindowFrameUnits, WindowSpec, WindowType,
};

use super::names::plain;
use super::target::Has;
use super::write::{Checked, Writer, absent, no, none, refused};

/// What a function is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Scalar,
    Aggregate,
    /// Only with OVER.
    Window,
}

use Kind::{Aggregate, Scalar, Window};

/// The functions that look at nothing but their arguments: name, arguments at least and at most,
/// and who has it.
const FUNCTIONS: &[(&str, Kind, usize, usize, Has)] = &[
    ("count", Aggregate, 1, 1, Has::ALL),
    ("sum", Aggregate, 1, 1, Has::ALL),
    ("avg", Aggregate, 1, 1, Has::ALL),
    ("min", Aggregate, 1, 1, Has::ALL),
    ("max", Aggregate, 1, 1, Has::ALL),
    ("row_number", Window, 0, 0, Has::ALL),
    ("rank", Window, 0, 0, Has::ALL),
    ("dense_rank", Window, 0, 0, Has::ALL),
    ("percent_rank", Window, 0, 0, Has::ALL),
    ("cume_dist", Window, 0, 0, Has::ALL),
    ("ntile", Window, 1, 1, Has::ALL),
    ("lag", Window, 1, 2, Has::ALL),
    ("lead", Window, 1, 2, Has::ALL),
    ("first_value", Window, 1, 1, Has::ALL),
    ("last_value", Window, 1, 1, Has::ALL),
    ("nth_value", Window, 2, 2, Has::ALL),
    ("abs", Scalar, 1, 1, Has::ALL),
    ("round", Scalar, 1, 2, Has::ALL),
    ("coalesce", Scalar, 2, 16, Has::ALL),
    ("nullif", Scalar, 2, 2, Has::ALL),
    ("lower", Scalar, 1, 1, Has::ALL),
    ("upper", Scalar, 1, 1, Has::ALL),
    ("length", Scalar, 1, 1, Has::ALL),
    ("ltrim", Scalar, 1, 1, Has::ALL),
    ("rtrim", Scalar, 1, 1, Has::ALL),
    ("replace", Scalar, 3, 3, Has::ALL),
    ("date", Scalar, 1, 1, Has::ALL),
    ("greatest", Scalar, 2, 16, Has::NOT_SQLITE),
    ("least", Scalar, 2, 16, Has::NOT_SQLITE),
    ("concat", Scalar, 1, 16, Has::NOT_SQLITE),
    ("left", Scalar, 2, 2, Has::NOT_SQLITE),
    ("right", Scalar, 2, 2, Has::NOT_SQLITE),
    ("power", Scalar, 2, 2, Has::NOT_SQLITE),
    ("sqrt", Scalar, 1, 1, Has::NOT_SQLITE),
    ("ln", Scalar, 1, 1, Has::NOT_SQLITE),
    ("exp", Scalar, 1, 1, Has::NOT_SQLITE),
    ("sign", Scalar, 1, 1, Has::NOT_SQLITE),
    ("grouping", Scalar, 1, 16, Has::NOT_SQLITE),
    ("stddev_samp", Aggregate, 1, 1, Has::NOT_SQLITE),
    ("stddev_pop", Aggregate, 1, 1, Has::NOT_SQLITE),
    ("var_samp", Aggregate, 1, 1, Has::NOT_SQLITE),
    ("var_pop", Aggregate, 1, 1, Has::NOT_SQLITE),
    ("string_agg", Aggregate, 2, 2, Has::POSTGRES),
    ("array_agg", Aggregate, 1, 1, Has::POSTGRES),
    ("jsonb_agg", Aggregate, 1, 1, Has::POSTGRES),
    ("bool_and", Aggregate, 1, 1, Has::POSTGRES),
    ("bool_or", Aggregate, 1, 1, Has::POSTGRES),
    ("jsonb_build_object", Scalar, 2, 64, Has::POSTGRES),
    ("jsonb_array_length", Scalar, 1, 1, Has::POSTGRES),
    ("date_trunc", Scalar, 2, 2, Has::POSTGRES),
    ("date_part", Scalar, 2, 2, Has::POSTGRES),
    ("age", Scalar, 1, 2, Has::POSTGRES),
    ("to_char", Scalar, 2, 2, Has::POSTGRES),
    ("split_part", Scalar, 3, 3, Has::POSTGRES),
    ("starts_with", Scalar, 2, 2, Has::POSTGRES),
    ("cardinality", Scalar, 1, 1, Has::POSTGRES),
    ("group_concat", Aggregate, 1, 2, Has::SQLITE),
    ("total", Aggregate, 1, 1, Has::SQLITE),
    ("instr", Scalar, 2, 2, Has::SQLITE),
    ("ifnull", Scalar, 2, 2, Has::SQLITE),
    ("strftime", Scalar, 2, 2, Has::SQLITE),
    ("datetime", Scalar, 1, 1, Has::SQLITE),
    ("json_extract", Scalar, 2, 2, Has::SQLITE),
    ("json_array_length", Scalar, 1, 2, Has::SQLITE),
    ("group_concat", Aggregate, 1, 1, Has::MYSQL),
    ("instr", Scalar, 2, 2, Has::MYSQL),
    ("ifnull", Scalar, 2, 2, Has::MYSQL),
    ("json_extract", Scalar, 2, 2, Has::MYSQL),
    ("json_unquote", Scalar, 1, 1, Has::MYSQL),
    ("date_format", Scalar, 2, 2, Has::MYSQL),
    ("date_add", Scalar, 2, 2, Has::MYSQL),
    ("date_sub", Scalar, 2, 2, Has::MYSQL),
    ("datediff", Scalar, 2, 2, Has::MYSQL),
    ("year", Scalar, 1, 1, Has::MYSQL),
    ("month", Scalar, 1, 1, Has::MYSQL),
    ("dayofmonth", Scalar, 1, 1, Has::MYSQL),
];

impl Writer {
    pub(super) fn call(&mut self, function: &Function) -> Checked {
        let Function {
            name,
            uses_odbc_syntax,
            parameters,
            args,
            within_group,
            filter,
            null_treatment,
            over,
        } = function;
        let word = match name.0.as_slice() {
            [ObjectNamePart::Identifier(word)] if word.quote_style.is_none() => {
                plain(word)?.to_lowercase()
            }
            _ => {
                return Err(format!(
                    "`{name}` is a qualified or quoted name, which may be any function of the server"
                ));
            }
        };
        absent("ODBC functions", !uses_odbc_syntax)?;
        absent(
            "a second list of arguments",
            matches!(parameters, FunctionArguments::None),
        )?;
        no("WITHIN GROUP", within_group)?;
        none("IGNORE NULLS", null_treatment.as_ref())?;
        let list = match args {
            FunctionArguments::List(list) => list,
            FunctionArguments::None => {
                return Err(format!(
                    "`{name}` is no column, and `sql_query!` does not know it: bind the value, `{{}}`"
                ));
            }
            FunctionArguments::Subquery(_) => return Err(refused("a query as an argument")),
        };
        let kind = self.known(&word, list.args.len())?;
        self.arguments(&word, kind, list)?;
        if let Some(condition) = filter {
            absent(
                "FILTER behind a function that is no aggregate",
                kind == Aggregate,
            )?;
            self.target.needs("FILTER", Has::NOT_MYSQL)?;
            self.text(" FILTER (WHERE ");
            self.expression(condition)?;
            self.text(")");
        }
        match over {
            None if kind == Window => Err(format!("`{word}` needs OVER")),
            None => Ok(()),
            Some(_) if kind == Scalar => Err(format!("`{word}` takes no OVER")),
            Some(WindowType::NamedWindow(window)) => {
                let window = plain(window)?;
                if !self.scope()?.windows.contains(&window) {
                    return Err(format!("no window is called `{window}`"));
                }
                self.text(" OVER ");
                self.name(&window);
                Ok(())
            }
            Some(WindowType::WindowSpec(spec)) => {
                self.text(" OVER (");
                self.window(spec)?;
                self.text(")");
                Ok(())
            }
        }
    }

    /// What the function is, if this target has it with so many arguments.
    fn known(&self, word: &str, arguments: usize) -> Checked<Kind> {
        let named = || FUNCTIONS.iter().filter(|known| known.0 == word);
        if named().next().is_none() {
            return Err(format!(
                "`sql_query!` does not know the function `{word}`, which may read tables: no tenant predicate is written into functions"
            ));
        }
        let what = format!("function `{word}`");
        let mut known = named();
        let Some((_, kind, least, most, _)) =
            known.find(|known| self.target.needs(&what, known.4).is_ok())
        else {
            let has = named().next().map_or(Has::ALL, |known| known.4);
            self.target.needs(&what, has)?;
            return Err(refused(&what));
        };
        if (*least..=*most).contains(&arguments) {
            Ok(*kind)
        } else if least == most {
            Err(format!("`{word}` takes {least} arguments"))
        } else {
            Err(format!("`{word}` takes {least} to {most} arguments"))
        }
    }

    fn arguments(&mut self, word: &str, kind: Kind, list: &FunctionArgumentList) -> Checked {
        let FunctionArgumentList {
            duplicate_treatment,
            args,
            clauses,
        } = list;
        if word == "length" {
            self.op("LengthOpen");
        } else {
            self.text(&format!("{}(", word.to_uppercase()));
        }
        match duplicate_treatment {
            None | Some(DuplicateTreatment::All) => {}
            Some(DuplicateTreatment::Distinct) => {
                absent("DISTINCT here", kind == Aggregate)?;
                self.text("DISTINCT ");
            }
        }
        self.list(args, ", ", |writer, argument| match argument {
            FunctionArg::Unnamed(FunctionArgExpr::Expr(argument)) => writer.operand(argument),
            FunctionArg::Unnamed(FunctionArgExpr::Wildcard) if word == "count" => {
                writer.text("*");
                Ok(())
            }
            _ => Err(refused("this argument")),
        })?;
        for clause in clauses {
            match clause {
                FunctionArgumentClause::OrderBy(terms) if kind == Aggregate => {
                    self.text(" ORDER BY ");
                    self.order(terms)?;
                }
                FunctionArgumentClause::Separator(separator) if word == "group_concat" => {
                    self.target.needs("SEPARATOR", Has::MYSQL)?;
                    let Value::SingleQuotedString(text) = &separator.value else {
                        return Err(refused("this separator"));
                    };
                    absent("a backslash in a text", !text.contains(['\\', '\0']))?;
                    self.text(&format!(" SEPARATOR '{}'", text.replace('\'', "''")));
                }
                _ => return Err(refused("this in a function's arguments")),
            }
        }
        self.text(")");
        Ok(())
    }

    /// What stands in the parentheses of OVER.
    pub(super) fn window(&mut self, spec: &WindowSpec) -> Checked {
        let WindowSpec {
            window_name,
            partition_by,
            order_by,
            window_frame,
        } = spec;
        none("a window inside another", window_name.as_ref())?;
        let mut space = "";
        if !partition_by.is_empty() {
            self.text("PARTITION BY ");
            self.list(partition_by, ", ", Self::operand)?;
            space = " ";
        }
        if !order_by.is_empty() {
            self.text(space);
            self.text("ORDER BY ");
            self.order(order_by)?;
            space = " ";
        }
        if let Some(frame) = window_frame {
            self.text(space);
            self.frame(frame)?;
        }
        Ok(())
    }

    fn frame(&mut self, frame: &WindowFrame) -> Checked {
        let WindowFrame {
            units,
            start_bound,
            end_bound,
        } = frame;
        self.text(match units {
            WindowFrameUnits::Rows => "ROWS ",
            WindowFrameUnits::Range => "RANGE ",
            WindowFrameUnits::Groups => {
                self.target.needs("GROUPS", Has::NOT_MYSQL)?;
                "GROUPS "
            }
        });
        match end_bound {
            None => self.bound(start_bound),
            Some(end) => {
                self.text("BETWEEN ");
                self.bound(start_bound)?;
                self.text(" AND ");
                self.bound(end)
            }
        }
    }

    fn bound(&mut self, bound: &WindowFrameBound) -> Checked {
        let (rows, word) = match bound {
            WindowFrameBound::CurrentRow => {
                self.text("CURRENT ROW");
                return Ok(());
            }
            WindowFrameBound::Preceding(rows) => (rows, " PRECEDING"),
            WindowFrameBound::Following(rows) => (rows, " FOLLOWING"),
        };
        match rows {
            None => self.text("UNBOUNDED"),
            Some(rows) => self.operand(rows)?,
        }
        self.text(word);
        Ok(())
    }
}
