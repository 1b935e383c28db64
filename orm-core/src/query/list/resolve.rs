use std::marker::PhantomData;

use serde_json::Value;

use super::cursor::Cursor;
use super::error::{ValueError, shown};
use super::fields::{Field, Fields, list, ordered};
use super::value::{Named, Read, ReadValue, Written, of_key, values};
use super::{Filter, ListRequest, Operator, RequestError, Use};
use crate::expr::{
    Condition, Direction, Env, Operators, Order, OrderBy, Orders, PerRow, all_of, any_of,
    escape_like, not,
};
use crate::query::page::place;
use crate::query::{Has, Source};
use crate::schema::ColumnDef;
use crate::sql::{Out, Pieces};
use crate::types::{Arg, SqlType};

/// A list request that was checked: a condition, an order and a page over the table `S`.
///
/// [`Select::list`](crate::query::Select::list) runs it; its parts also go into other statements:
/// `.filter_if(listing.condition())`, `.order_by(listing.order())`.
pub struct Listing<S> {
    condition: Option<Condition<S>>,
    pub(super) order: Vec<Term>,
    pub(super) columns: Vec<(&'static str, Named)>,
    pub(super) limit: u64,
    pub(super) offset: Option<u64>,
    pub(super) after: Option<Cursor>,
}

impl<S> Clone for Listing<S> {
    fn clone(&self) -> Self {
        Self {
            condition: self.condition.clone(),
            order: self.order.clone(),
            columns: self.columns.clone(),
            limit: self.limit,
            offset: self.offset,
            after: self.after.clone(),
        }
    }
}

impl<S> std::fmt::Debug for Listing<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let order: Vec<_> = self
            .order
            .iter()
            .map(|term| term.column.column.name)
            .collect();
        f.debug_struct("Listing")
            .field("filtered", &self.condition.is_some())
            .field("order", &order)
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}

/// A column of an order.
#[derive(Clone, Copy)]
pub(super) struct Term {
    pub(super) column: Named,
    pub(super) direction: Direction,
    pub(super) read: ReadValue,
}

impl Term {
    pub(super) fn ascending(source: &'static str, column: &'static ColumnDef) -> Self {
        Self {
            column: Named { source, column },
            direction: Direction::Ascending,
            read: of_key(column.sql),
        }
    }

    /// The column as it is ordered and compared.
    pub(super) fn place(&self) -> Written {
        Written(place(&self.column, self.column.column.sql))
    }

    /// As ORDER BY has it. NULLs stand behind all values in either direction, on every database.
    pub(super) fn write(&self, out: &mut Pieces) {
        let place = self.place();
        let order = match self.direction {
            Direction::Ascending => place.asc(),
            Direction::Descending => place.desc(),
        };
        let order: Order<_> = match self.column.column.nullable {
            true => order.nulls_last(),
            false => order,
        };
        order.write_term(out);
    }
}

impl<S: Source> Fields<S> {
    /// Checks a request: gives its condition, order and page over the table.
    ///
    /// # Errors
    /// [`RequestError`], which names what is wrong and what is known: a field, an operator, a value
    /// that isn't one of the column's type, a page that is too large, a filter that is.
    pub fn read(&self, request: &ListRequest) -> Result<Listing<S>, RequestError> {
        self.fault()?;
        let mut most = self.most_conditions;
        let condition = match &request.filter {
            Filter::All(all) if all.is_empty() => None,
            filter => Some(self.condition(filter, &mut most)?),
        };
        let limit = request.limit.unwrap_or(self.rows);
        if limit > self.most_rows {
            return Err(RequestError::Limit {
                most: self.most_rows,
            });
        }
        if request.after.is_some() && request.offset.is_some() {
            return Err(RequestError::AfterAndOffset);
        }
        let order = self.order(request)?;
        let after = request.after.as_deref().map(Cursor::read).transpose()?;
        let columns = match &request.columns {
            Some(names) => names
                .iter()
                .map(|name| self.find(name, Use::Select))
                .collect::<Result<Vec<_>, _>>()?,
            None => self.usable(Use::Select).copied().collect(),
        };
        Ok(Listing {
            condition,
            order,
            columns: columns
                .iter()
                .map(|field| (field.name, field.column))
                .collect(),
            limit,
            offset: request.offset,
            after,
        })
    }

    /// The condition of a filter alone.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn read_filter(&self, filter: &Filter) -> Result<Condition<S>, RequestError> {
        self.fault()?;
        self.condition(filter, &mut self.most_conditions.clone())
    }

    /// The columns of the request's order, and behind them those of the primary key.
    fn order(&self, request: &ListRequest) -> Result<Vec<Term>, RequestError> {
        let asked = match request.order.is_empty() {
            true => &self.default_order,
            false => &request.order,
        };
        let mut terms: Vec<Term> = Vec::with_capacity(asked.len() + 2);
        for term in asked {
            let field = self.find(&term.name, Use::Order)?;
            let same = |known: &Term| std::ptr::eq(known.column.column, field.column.column);
            if terms.iter().any(same) {
                return Err(RequestError::OrderedTwice { field: field.name });
            }
            terms.push(Term {
                column: field.column,
                direction: match term.descending {
                    true => Direction::Descending,
                    false => Direction::Ascending,
                },
                read: field.read,
            });
        }
        for at in S::TABLE.key_columns() {
            let column = &S::TABLE.columns[at];
            if !terms
                .iter()
                .any(|term| std::ptr::eq(term.column.column, column))
            {
                terms.push(Term::ascending(S::NAME, column));
            }
        }
        Ok(terms)
    }

    fn condition(&self, filter: &Filter, most: &mut usize) -> Result<Condition<S>, RequestError> {
        self.spend(1, most)?;
        let mut all = |filters: &[Filter]| {
            filters
                .iter()
                .map(|filter| self.condition(filter, most))
                .collect::<Result<Vec<_>, _>>()
        };
        match filter {
            Filter::All(filters) => Ok(all_of(all(filters)?)),
            Filter::Any(filters) => Ok(any_of(all(filters)?)),
            Filter::Not(filter) => Ok(Condition::of(&not(self.condition(filter, most)?))),
            Filter::Field {
                name,
                operator,
                value,
            } => {
                let field = self.find(name, Use::Filter)?;
                let operator = known(&field, operator)?;
                let values = match operator {
                    Operator::In | Operator::NotIn => values(value).map_or(0, |list| list.len()),
                    _ => 0,
                };
                self.spend(values, most)?;
                compared(&field, operator, value).map_err(|error| RequestError::Value {
                    field: field.name,
                    operator: operator.as_str(),
                    error,
                })
            }
        }
    }

    fn spend(&self, conditions: usize, left: &mut usize) -> Result<(), RequestError> {
        match left.checked_sub(conditions) {
            Some(rest) => *left = rest,
            None => {
                return Err(RequestError::FilterTooLarge {
                    most: self.most_conditions,
                });
            }
        }
        Ok(())
    }
}

/// Whether the column has the operator.
fn has(column: &ColumnDef, operator: Operator) -> bool {
    use Operator as O;
    match operator {
        O::IsNull => column.nullable,
        O::Eq | O::Ne if !ordered(column.sql) => column.nullable,
        O::Eq | O::Ne | O::In | O::NotIn => ordered(column.sql),
        O::Lt | O::Lte | O::Gt | O::Gte | O::Between => {
            ordered(column.sql) && !matches!(column.sql, SqlType::Bool | SqlType::Enum(_))
        }
        O::Contains | O::IContains | O::StartsWith | O::EndsWith => column.sql == SqlType::Text,
    }
}

fn known(field: &Field, name: &str) -> Result<Operator, RequestError> {
    let column = field.column.column;
    let usable = || {
        Operator::ALL
            .iter()
            .filter(|operator| has(column, **operator))
    };
    let operator = usable().find(|operator| operator.as_str() == name);
    operator
        .copied()
        .ok_or_else(|| RequestError::UnknownOperator {
            field: field.name,
            operator: shown(name),
            known: list(usable().map(|operator| operator.as_str())),
        })
}

fn compared<S>(
    field: &Field,
    operator: Operator,
    value: &Value,
) -> Result<Condition<S>, ValueError> {
    let column = field.column;
    let one = || read(field, value).map(Read);
    let many = || {
        let values = values(value)?;
        let values = values.iter().map(|value| read(field, value).map(Read));
        values.collect::<Result<Vec<_>, _>>()
    };
    Ok(match operator {
        Operator::Eq if value.is_null() => Condition::of(&nullable(field)?.is_null()),
        Operator::Ne if value.is_null() => Condition::of(&nullable(field)?.is_not_null()),
        Operator::Eq => Condition::of(&column.eq(one()?)),
        Operator::Ne => Condition::of(&column.ne(one()?)),
        Operator::Lt => Condition::of(&column.lt(one()?)),
        Operator::Lte => Condition::of(&column.le(one()?)),
        Operator::Gt => Condition::of(&column.gt(one()?)),
        Operator::Gte => Condition::of(&column.ge(one()?)),
        Operator::In => Condition::of(&column.in_list(many()?)),
        Operator::NotIn => Condition::of(&column.not_in_list(many()?)),
        Operator::Between => match <[Read; 2]>::try_from(many()?) {
            Ok([low, high]) => Condition::of(&column.between(low, high)),
            Err(_) => return Err(ValueError::Expected("a list of two values")),
        },
        Operator::Contains => Condition::of(&column.contains(&text(field, value)?)),
        Operator::IContains => {
            let pattern = format!("%{}%", escape_like(&text(field, value)?));
            Condition::of(&column.ilike(pattern))
        }
        Operator::StartsWith => Condition::of(&column.starts_with(&text(field, value)?)),
        Operator::EndsWith => Condition::of(&column.ends_with(&text(field, value)?)),
        Operator::IsNull => match value {
            Value::Bool(true) => Condition::of(&column.is_null()),
            Value::Bool(false) => Condition::of(&column.is_not_null()),
            Value::String(text) if text == "true" => Condition::of(&column.is_null()),
            Value::String(text) if text == "false" => Condition::of(&column.is_not_null()),
            _ => return Err(ValueError::Expected("`true` or `false`")),
        },
    })
}

/// The value as the column's Rust type.
fn read(field: &Field, value: &Value) -> Result<Arg, ValueError> {
    (field.read)(value, field.column.column)
}

fn text(field: &Field, value: &Value) -> Result<String, ValueError> {
    match read(field, value)? {
        Arg::Text(text) | Arg::Enum(text) => Ok(text),
        _ => Err(ValueError::Expected("a text")),
    }
}

fn nullable(field: &Field) -> Result<Named, ValueError> {
    match field.column.column.nullable {
        true => Ok(field.column),
        false => Err(ValueError::NeverNull),
    }
}

impl<S> Listing<S> {
    /// The request's condition, for `.filter_if(..)` of any statement over the table; `None` when it
    /// states none, so that an update or delete by nothing stays
    /// [`BuildError::EmptyFilter`](crate::BuildError::EmptyFilter).
    pub fn condition(&self) -> Option<Condition<S>> {
        self.condition.clone()
    }

    /// The request's order with the primary key behind it, for `.order_by(..)`.
    pub fn order(&self) -> ListOrder<S> {
        ListOrder {
            terms: self.order.clone(),
            source: PhantomData,
        }
    }

    /// Rows of a page.
    pub fn limit(&self) -> u64 {
        self.limit
    }

    /// Rows to leave out.
    pub fn offset(&self) -> Option<u64> {
        self.offset
    }
}

/// The order of a [`Listing`].
pub struct ListOrder<S> {
    terms: Vec<Term>,
    source: PhantomData<fn() -> S>,
}

impl<B, A, K, F, G, S, At> OrderBy<Env<B, A, K, F, G>, At> for ListOrder<S>
where
    Env<B, A, K, F, G>: Orders<PerRow>,
    F: Has<S, At>,
{
    type Kind = PerRow;

    fn write_order(&self, out: &mut Pieces) {
        for (at, term) in self.terms.iter().enumerate() {
            if at > 0 {
                out.text(", ");
            }
            term.write(out);
        }
    }
}
