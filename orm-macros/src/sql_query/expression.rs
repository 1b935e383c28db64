use sqlparser::ast::{
    BinaryOperator, CaseWhen, CastKind, CeilFloorKind, DataType, DateTimeField, Expr, Interval,
    TimezoneInfo, TrimWhereField, TypedString, UnaryOperator, Value, ValueWithSpan,
};

use super::cast::cast_type;
use super::query::Columns;
use super::target::Has;
use super::write::{Checked, Part, Writer, absent, none, refused};

impl Writer {
    pub(super) fn expression(&mut self, expression: &Expr) -> Checked {
        match expression {
            Expr::Identifier(column) => self.column(column),
            Expr::CompoundIdentifier(path) => match path.as_slice() {
                [source, column] => self.column_of(source, column),
                _ => Err(refused("names of more than two parts")),
            },
            Expr::Value(ValueWithSpan { value, span: _ }) => self.value(value),
            Expr::Nested(inner) => self.expression(inner),
            Expr::Tuple(list) => self.enclosed(list),
            Expr::UnaryOp { op, expr } => {
                self.text(match op {
                    UnaryOperator::Minus => "-",
                    UnaryOperator::Plus => "+",
                    UnaryOperator::Not => "NOT ",
                    _ => return Err(refused(&format!("the operator `{op}`"))),
                });
                self.operand(expr)
            }
            Expr::BinaryOp { left, op, right } => self.binary(left, op, right),
            Expr::IsNull(value) => self.is(value, "NULL"),
            Expr::IsNotNull(value) => self.is(value, "NOT NULL"),
            Expr::IsTrue(value) => self.is(value, "TRUE"),
            Expr::IsNotTrue(value) => self.is(value, "NOT TRUE"),
            Expr::IsFalse(value) => self.is(value, "FALSE"),
            Expr::IsNotFalse(value) => self.is(value, "NOT FALSE"),
            Expr::IsDistinctFrom(left, right) => self.distinct("IS DISTINCT FROM", left, right),
            Expr::IsNotDistinctFrom(left, right) => {
                self.distinct("IS NOT DISTINCT FROM", left, right)
            }
            Expr::InList {
                expr,
                list,
                negated,
            } => {
                absent("an empty list", !list.is_empty())?;
                self.operand(expr)?;
                self.negatable(*negated, "IN");
                self.enclosed(list)
            }
            Expr::InSubquery {
                expr,
                subquery,
                negated,
            } => {
                self.operand(expr)?;
                self.negatable(*negated, "IN");
                self.subquery(subquery)
            }
            Expr::Exists { subquery, negated } => {
                self.text(if *negated { "NOT EXISTS " } else { "EXISTS " });
                self.subquery(subquery)
            }
            Expr::Subquery(query) => self.subquery(query),
            Expr::Between {
                expr,
                negated,
                low,
                high,
            } => {
                self.operand(expr)?;
                self.negatable(*negated, "BETWEEN");
                self.operand(low)?;
                self.text(" AND ");
                self.operand(high)
            }
            Expr::Like {
                negated,
                any,
                expr,
                pattern,
                escape_char,
            } => {
                absent("LIKE ANY", !any)?;
                self.like("LIKE", *negated, expr, pattern, escape_char.as_deref())
            }
            Expr::ILike {
                negated,
                any,
                expr,
                pattern,
                escape_char,
            } => {
                absent("ILIKE ANY", !any)?;
                self.target.needs("ILIKE", Has::POSTGRES)?;
                self.like("ILIKE", *negated, expr, pattern, escape_char.as_deref())
            }
            Expr::Case {
                case_token: _,
                end_token: _,
                operand,
                conditions,
                else_result,
            } => self.case(operand.as_deref(), conditions, else_result.as_deref()),
            Expr::Cast {
                kind,
                expr,
                data_type,
                format,
            } => {
                none("FORMAT in CAST", format.as_ref())?;
                absent(
                    "TRY_CAST and SAFE_CAST",
                    matches!(kind, CastKind::Cast | CastKind::DoubleColon),
                )?;
                let to = cast_type(data_type, self.target)?;
                self.text("CAST(");
                self.operand(expr)?;
                self.text(" AS ");
                self.append(vec![to]);
                self.text(")");
                Ok(())
            }
            Expr::Extract {
                field,
                syntax: _,
                expr,
            } => {
                self.target.needs("EXTRACT", Has::NOT_SQLITE)?;
                let unit = unit(field)?;
                self.text("EXTRACT(");
                self.text(unit);
                self.text(" FROM ");
                self.operand(expr)?;
                self.text(")");
                Ok(())
            }
            Expr::Ceil { expr, field } => self.rounded("CEIL(", expr, field),
            Expr::Floor { expr, field } => self.rounded("FLOOR(", expr, field),
            Expr::Position { expr, r#in } => {
                self.target.needs("POSITION", Has::NOT_SQLITE)?;
                self.text("POSITION(");
                self.operand(expr)?;
                self.text(" IN ");
                self.operand(r#in)?;
                self.text(")");
                Ok(())
            }
            Expr::Substring {
                expr,
                substring_from,
                substring_for,
                special: _,
                shorthand: _,
            } => {
                let Some(from) = substring_from else {
                    return Err(refused("SUBSTRING without a start"));
                };
                self.text("SUBSTR(");
                self.operand(expr)?;
                for part in std::iter::once(from).chain(substring_for) {
                    self.text(", ");
                    self.operand(part)?;
                }
                self.text(")");
                Ok(())
            }
            Expr::Trim {
                trim_where,
                trim_what,
                expr,
                trim_characters,
            } => {
                absent(
                    "characters to trim: write `replace(..)`",
                    trim_what.is_none() && trim_characters.is_none(),
                )?;
                self.text(match trim_where {
                    None | Some(TrimWhereField::Both) => "TRIM(",
                    Some(TrimWhereField::Leading) => "LTRIM(",
                    Some(TrimWhereField::Trailing) => "RTRIM(",
                });
                self.operand(expr)?;
                self.text(")");
                Ok(())
            }
            Expr::AtTimeZone {
                timestamp,
                time_zone,
            } => {
                self.target.needs("AT TIME ZONE", Has::POSTGRES)?;
                self.operand(timestamp)?;
                self.text(" AT TIME ZONE ");
                self.operand(time_zone)
            }
            Expr::TypedString(TypedString {
                data_type,
                value,
                uses_odbc_syntax,
            }) => {
                absent("ODBC literals", !uses_odbc_syntax)?;
                self.target
                    .needs("DATE '..' and TIMESTAMP '..'", Has::NOT_SQLITE)?;
                self.text(match data_type {
                    DataType::Date => "DATE ",
                    DataType::Timestamp(None, TimezoneInfo::None) => "TIMESTAMP ",
                    _ => return Err(refused(&format!("a literal of {data_type}"))),
                });
                self.string(&value.value)
            }
            Expr::Interval(interval) => self.interval(interval),
            Expr::Function(function) => self.call(function),
            Expr::CompoundFieldAccess { .. }
            | Expr::JsonAccess { .. }
            | Expr::Array(_)
            | Expr::Struct { .. }
            | Expr::Named { .. }
            | Expr::Dictionary(_)
            | Expr::Map(_) => Err(refused("arrays, structs and their elements")),
            Expr::Wildcard(_) | Expr::QualifiedWildcard(..) => {
                Err(refused("`*`: name the columns"))
            }
            Expr::Prefixed { .. } => Err(refused("literals with a prefix")),
            Expr::GroupingSets(_) | Expr::Cube(_) | Expr::Rollup(_) => Err(refused(
                "ROLLUP, CUBE and GROUPING SETS outside of GROUP BY",
            )),
            other => Err(refused(&format!("`{other}`"))),
        }
    }

    /// An operand: in parentheses unless it is closed by itself.
    pub(super) fn operand(&mut self, expression: &Expr) -> Checked {
        let mut inner = expression;
        while let Expr::Nested(next) = inner {
            inner = next;
        }
        let closed = matches!(
            inner,
            Expr::Identifier(_)
                | Expr::CompoundIdentifier(_)
                | Expr::Value(_)
                | Expr::Tuple(_)
                | Expr::Subquery(_)
                | Expr::Case { .. }
                | Expr::Cast { .. }
                | Expr::Extract { .. }
                | Expr::Ceil { .. }
                | Expr::Floor { .. }
                | Expr::Position { .. }
                | Expr::Substring { .. }
                | Expr::Trim { .. }
                | Expr::Function(_)
                | Expr::Interval(_)
                | Expr::TypedString(_)
        );
        if closed {
            return self.expression(inner);
        }
        self.text("(");
        self.expression(inner)?;
        self.text(")");
        Ok(())
    }

    fn enclosed(&mut self, list: &[Expr]) -> Checked {
        self.text("(");
        self.list(list, ", ", Self::operand)?;
        self.text(")");
        Ok(())
    }

    fn subquery(&mut self, query: &sqlparser::ast::Query) -> Checked {
        self.text("(");
        self.query(query, Columns::Unnamed)?;
        self.text(")");
        Ok(())
    }

    fn value(&mut self, value: &Value) -> Checked {
        match value {
            Value::Number(digits, false) => self.text(digits),
            Value::SingleQuotedString(_) => return self.string(value),
            Value::Boolean(true) => self.text("TRUE"),
            Value::Boolean(false) => self.text("FALSE"),
            Value::Null => self.text("NULL"),
            Value::Placeholder(number) => {
                let number = number
                    .parse()
                    .map_err(|_| refused("placeholders other than `{}`"))?;
                self.push(Part::Hole(number));
            }
            other => return Err(refused(&format!("the literal {other}"))),
        }
        Ok(())
    }

    fn string(&mut self, value: &Value) -> Checked {
        let Value::SingleQuotedString(text) = value else {
            return Err(refused(&format!("the literal {value}")));
        };
        absent("a backslash in a text", !text.contains(['\\', '\0']))?;
        self.text(&format!("'{}'", text.replace('\'', "''")));
        Ok(())
    }

    fn binary(&mut self, left: &Expr, op: &BinaryOperator, right: &Expr) -> Checked {
        let word = match op {
            BinaryOperator::Plus => " + ",
            BinaryOperator::Minus => " - ",
            BinaryOperator::Multiply => " * ",
            BinaryOperator::Divide => " / ",
            BinaryOperator::Modulo => " % ",
            BinaryOperator::Eq => " = ",
            BinaryOperator::NotEq => " <> ",
            BinaryOperator::Lt => " < ",
            BinaryOperator::LtEq => " <= ",
            BinaryOperator::Gt => " > ",
            BinaryOperator::GtEq => " >= ",
            BinaryOperator::And => " AND ",
            BinaryOperator::Or => " OR ",
            BinaryOperator::StringConcat => {
                self.op("ConcatOpen");
                self.operand(left)?;
                self.op("ConcatBetween");
                self.operand(right)?;
                self.op("ConcatClose");
                return Ok(());
            }
            BinaryOperator::Arrow => " -> ",
            BinaryOperator::LongArrow => " ->> ",
            BinaryOperator::AtArrow => {
                self.target.needs("`@>`", Has::POSTGRES)?;
                " @> "
            }
            BinaryOperator::ArrowAt => {
                self.target.needs("`<@`", Has::POSTGRES)?;
                " <@ "
            }
            _ => return Err(refused(&format!("the operator `{op}`"))),
        };
        if matches!(op, BinaryOperator::Arrow | BinaryOperator::LongArrow)
            && !matches!(
                self.target,
                super::target::Target::Sqlite | super::target::Target::Postgres
            )
        {
            return Err(refused(
                "`->` and `->>` but on Postgres and SQLite: build the query with `.json_text(..)`",
            ));
        }
        self.operand(left)?;
        self.text(word);
        self.operand(right)
    }

    fn is(&mut self, value: &Expr, what: &str) -> Checked {
        self.operand(value)?;
        self.text(" IS ");
        self.text(what);
        Ok(())
    }

    fn distinct(&mut self, words: &str, left: &Expr, right: &Expr) -> Checked {
        self.target.needs(words, Has::NOT_MYSQL)?;
        self.operand(left)?;
        self.text(" ");
        self.text(words);
        self.text(" ");
        self.operand(right)
    }

    fn negatable(&mut self, negated: bool, word: &str) {
        self.text(if negated { " NOT " } else { " " });
        self.text(word);
        self.text(" ");
    }

    fn like(
        &mut self,
        word: &str,
        negated: bool,
        value: &Expr,
        pattern: &Expr,
        escape: Option<&Expr>,
    ) -> Checked {
        self.operand(value)?;
        self.negatable(negated, word);
        self.operand(pattern)?;
        match escape {
            None => self.op("LikeEscape"),
            Some(escape) => {
                self.text(" ESCAPE ");
                self.operand(escape)?;
            }
        }
        Ok(())
    }

    fn case(
        &mut self,
        operand: Option<&Expr>,
        arms: &[CaseWhen],
        otherwise: Option<&Expr>,
    ) -> Checked {
        self.text("CASE");
        if let Some(operand) = operand {
            self.text(" ");
            self.operand(operand)?;
        }
        for CaseWhen { condition, result } in arms {
            self.text(" WHEN ");
            self.operand(condition)?;
            self.text(" THEN ");
            self.operand(result)?;
        }
        if let Some(otherwise) = otherwise {
            self.text(" ELSE ");
            self.operand(otherwise)?;
        }
        self.text(" END");
        Ok(())
    }

    fn rounded(&mut self, open: &str, value: &Expr, field: &CeilFloorKind) -> Checked {
        absent(
            "CEIL and FLOOR to something",
            matches!(
                field,
                CeilFloorKind::DateTimeField(DateTimeField::NoDateTime)
            ),
        )?;
        self.text(open);
        self.operand(value)?;
        self.text(")");
        Ok(())
    }

    fn interval(&mut self, interval: &Interval) -> Checked {
        let Interval {
            value,
            leading_field,
            leading_precision,
            last_field,
            fractional_seconds_precision,
        } = interval;
        none("digits of an interval", leading_precision.as_ref())?;
        none("a second unit of an interval", last_field.as_ref())?;
        none(
            "digits of an interval",
            fractional_seconds_precision.as_ref(),
        )?;
        self.text("INTERVAL ");
        match leading_field {
            None => {
                self.target.needs("INTERVAL '1 day'", Has::POSTGRES)?;
                let Expr::Value(value) = &**value else {
                    return Err("an interval is a literal: INTERVAL '1 day'".to_owned());
                };
                self.string(&value.value)
            }
            Some(field) => {
                self.target.needs("INTERVAL 1 DAY", Has::MYSQL)?;
                let unit = unit(field)?;
                self.operand(value)?;
                self.text(" ");
                self.text(unit);
                Ok(())
            }
        }
    }
}

/// A unit that Postgres and MySQL call the same.
fn unit(field: &DateTimeField) -> Checked<&'static str> {
    match field {
        DateTimeField::Year => Ok("YEAR"),
        DateTimeField::Quarter => Ok("QUARTER"),
        DateTimeField::Month => Ok("MONTH"),
        DateTimeField::Week(None) => Ok("WEEK"),
        DateTimeField::Day => Ok("DAY"),
        DateTimeField::Hour => Ok("HOUR"),
        DateTimeField::Minute => Ok("MINUTE"),
        DateTimeField::Second => Ok("SECOND"),
        _ => Err(refused(&format!("the unit {field}"))),
    }
}
