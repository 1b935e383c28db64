use thiserror::Error;

use crate::types::{DecodeError, EncodeError};

/// Why a list request can't be answered. The text is made for whoever wrote the request; it names
/// fields of the list, never columns or tables.
#[derive(Clone, Debug, Error, PartialEq)]
#[non_exhaustive]
pub enum RequestError {
    /// No such field, or not for this use.
    #[error("there is no `{name}` to {purpose}: known are {known}")]
    UnknownField {
        /// The name in the request, shortened and escaped.
        name: String,
        /// What it was wanted for.
        purpose: Use,
        /// The fields that may be used so, in their order.
        known: String,
    },
    /// No such operator.
    #[error("`{field}` has no operator `{operator}`: known are {known}")]
    UnknownOperator {
        /// The field.
        field: &'static str,
        /// The operator in the request, shortened and escaped.
        operator: String,
        /// The operators that the field has.
        known: String,
    },
    /// The value isn't one of the field.
    #[error("the value of `{field}[{operator}]` doesn't fit: {error}")]
    Value {
        /// The field.
        field: &'static str,
        /// The operator.
        operator: &'static str,
        /// What is wrong with it.
        #[source]
        error: ValueError,
    },
    /// A parameter that is not a field has another form.
    #[error("`{parameter}` is {expected}")]
    Parameter {
        /// The parameter.
        parameter: &'static str,
        /// What is expected.
        expected: &'static str,
    },
    /// A larger page than the list gives.
    #[error("`limit` is at most {most}")]
    Limit {
        /// Rows of a page at most.
        most: u64,
    },
    /// More conditions and values than the list takes.
    #[error("the filter has more than {most} conditions and values")]
    FilterTooLarge {
        /// So many it may have.
        most: usize,
    },
    /// The order names a field twice.
    #[error("`{field}` stands in the order twice")]
    OrderedTwice {
        /// The field.
        field: &'static str,
    },
    /// `after` was not made by this list in this order.
    #[error("`after` is not from a page of this list in this order: begin with the first page")]
    Cursor,
    /// Both ways of saying where a page begins.
    #[error("`after` and `offset` exclude each other")]
    AfterAndOffset,
    /// The application's list of fields is wrong.
    #[error("the fields of this list are wrong: {reason}")]
    Fields {
        /// What is wrong.
        reason: String,
    },
}

/// What a field is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// To filter by.
    Filter,
    /// To order by.
    Order,
    /// To select.
    Select,
}

impl std::fmt::Display for Use {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Filter => "filter by",
            Self::Order => "order by",
            Self::Select => "select",
        })
    }
}

/// What is wrong with a value.
#[derive(Clone, Debug, Error, PartialEq)]
#[non_exhaustive]
pub enum ValueError {
    /// It is no value of the field's type.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// It is a value that no database keeps, or that the column doesn't.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// It is no name of the field's enum.
    #[error("`{value}` is none of {known}")]
    NoSuchName {
        /// The name in the request, shortened and escaped.
        value: String,
        /// The names that there are.
        known: String,
    },
    /// Not a list of so many values.
    #[error("{0} is expected")]
    Expected(&'static str),
    /// NULL where there is none.
    #[error("the field is never null")]
    NeverNull,
}

/// A text of a request, for messages.
pub(super) fn shown(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut shown: String = text
        .chars()
        .take(LONGEST)
        .flat_map(char::escape_debug)
        .collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push_str("..");
    }
    shown
}
