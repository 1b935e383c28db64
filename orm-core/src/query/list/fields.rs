use std::marker::PhantomData;

use super::error::shown;
use super::request::{OrderTerm, split};
use super::value::{Named, ReadValue, typed};
use super::{RequestError, Use};
use crate::expr::Column;
use crate::query::{Source, TableRef};
use crate::schema::ColumnDef;
use crate::types::{SqlType, Value};

/// The columns of a table that requests may name, and the names: nothing else is reached by a
/// request. Made once, kept in a `static` or the application's state.
///
/// The tenant column is a field only where the application makes it one. A filter on it still
/// stands beside the tenant's predicate, and finds nothing of another tenant.
pub struct Fields<S> {
    fields: Vec<Field>,
    pub(super) default_order: Vec<OrderTerm>,
    pub(super) rows: u64,
    pub(super) most_rows: u64,
    pub(super) most_conditions: usize,
    fault: Option<RequestError>,
    source: PhantomData<fn() -> S>,
}

/// A column and its name.
#[derive(Clone, Copy)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) column: Named,
    pub(super) read: ReadValue,
    uses: [bool; 3],
}

/// What a request calls otherwise.
const RESERVED: [&str; 9] = [
    "sort", "columns", "limit", "offset", "after", "filter", "and", "or", "not",
];

/// Whether values of the type have an order.
pub(super) const fn ordered(sql: SqlType) -> bool {
    !matches!(sql, SqlType::Json | SqlType::Array(_) | SqlType::Custom(_))
}

impl<S: Source> Fields<S> {
    /// No fields of the table: rows in the order of their key, 50 on a page, 500 at most, with 100
    /// conditions and values in a filter at most.
    pub fn of(_: TableRef<S>) -> Self {
        Self {
            fields: Vec::new(),
            default_order: Vec::new(),
            rows: 50,
            most_rows: 500,
            most_conditions: 100,
            fault: None,
            source: PhantomData,
        }
    }

    /// A column that requests may filter by, order by and select. Doesn't compile for JSON and
    /// arrays, which have no order.
    #[must_use]
    pub fn field<V: Value, const N: usize, R>(
        self,
        name: &'static str,
        column: Column<S, V, N, R>,
    ) -> Self {
        self.filtered(name, column)
            .ordered(name, column)
            .selected(name, column)
    }

    /// A column that requests may filter by. Of JSON and arrays they may ask whether it is NULL.
    #[must_use]
    pub fn filtered<V: Value, const N: usize, R>(
        self,
        name: &'static str,
        column: Column<S, V, N, R>,
    ) -> Self {
        self.with(name, column, Use::Filter)
    }

    /// A column that requests may order by. Doesn't compile for JSON and arrays.
    #[must_use]
    pub fn ordered<V: Value, const N: usize, R>(
        self,
        name: &'static str,
        column: Column<S, V, N, R>,
    ) -> Self {
        const {
            assert!(
                ordered(V::SQL),
                "a JSON or array column has no order: use `.filtered(..)` and `.selected(..)`"
            );
        }
        self.with(name, column, Use::Order)
    }

    /// A column that requests may select, for [`List::records`](super::List::records).
    #[must_use]
    pub fn selected<V: Value, const N: usize, R>(
        self,
        name: &'static str,
        column: Column<S, V, N, R>,
    ) -> Self {
        self.with(name, column, Use::Select)
    }

    fn with<V: Value, const N: usize, R>(
        mut self,
        name: &'static str,
        column: Column<S, V, N, R>,
        purpose: Use,
    ) -> Self {
        self.add(name, column.definition(), typed::<V::Base>, purpose);
        self
    }

    fn add(
        &mut self,
        name: &'static str,
        column: &'static ColumnDef,
        read: ReadValue,
        purpose: Use,
    ) {
        if RESERVED.contains(&name) || name.is_empty() || name.contains(['[', ']', ',', '-']) {
            self.fail(format!(
                "`{name}` means something else in a request: call the field another name"
            ));
        }
        let known = self.fields.iter_mut().find(|field| field.name == name);
        match known {
            Some(field) if std::ptr::eq(field.column.column, column) => {
                field.uses[purpose as usize] = true;
            }
            Some(_) => self.fail(format!("two columns are called `{name}`")),
            None => {
                let mut uses = [false; 3];
                uses[purpose as usize] = true;
                self.fields.push(Field {
                    name,
                    column: Named {
                        source: S::NAME,
                        column,
                    },
                    read,
                    uses,
                });
            }
        }
    }

    fn fail(&mut self, reason: String) {
        self.fault.get_or_insert(RequestError::Fields { reason });
    }

    /// The order of requests that state none: names of fields as `sort` takes them, `-created_at`.
    /// The primary key stands behind every order, so that each row has a place of its own.
    #[must_use]
    pub fn default_order(mut self, sort: &str) -> Self {
        self.default_order = split(sort).map(OrderTerm::read).collect();
        let unknown = self
            .default_order
            .iter()
            .find_map(|term| self.find(&term.name, Use::Order).err());
        if let Some(error) = unknown {
            self.fail(format!("the default order: {error}"));
        }
        self
    }

    /// How many rows a page has where the request doesn't say, and how many at most. A request for
    /// more is [`RequestError::Limit`].
    #[must_use]
    pub fn page_size(mut self, rows: u64, most: u64) -> Self {
        (self.rows, self.most_rows) = (rows.min(most), most);
        self
    }

    /// How many conditions and listed values a filter has at most; 100 if not said. More are
    /// [`RequestError::FilterTooLarge`].
    #[must_use]
    pub fn most_conditions(mut self, most: usize) -> Self {
        self.most_conditions = most;
        self
    }
}

impl<S> Fields<S> {
    pub(super) fn fault(&self) -> Result<(), RequestError> {
        self.fault.clone().map_or(Ok(()), Err)
    }

    /// The field that may be used so.
    pub(super) fn find(&self, name: &str, purpose: Use) -> Result<Field, RequestError> {
        let mut fields = self.usable(purpose);
        let field = fields.find(|field| field.name == name);
        field.copied().ok_or_else(|| RequestError::UnknownField {
            name: shown(name),
            purpose,
            known: list(self.usable(purpose).map(|field| field.name)),
        })
    }

    pub(super) fn usable(&self, purpose: Use) -> impl Iterator<Item = &Field> {
        let at = purpose as usize;
        self.fields.iter().filter(move |field| field.uses[at])
    }
}

pub(super) fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<_> = names.collect();
    match names.is_empty() {
        true => "none".to_owned(),
        false => names.join(", "),
    }
}
