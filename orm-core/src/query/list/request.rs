use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::filter::parameter;
use super::{Filter, RequestError, query_string};

/// What a request asks of a list: filter, order, columns and page.
///
/// It is read from a query string by `parse()` or a web framework's own reader, and from JSON:
///
/// ```
/// use orm_core::list::{Filter, ListRequest, Operator, OrderTerm};
///
/// let request: ListRequest = "status=open&premium[gte]=100.00&sort=-created_at,number&limit=50"
///     .parse()?;
/// assert_eq!(request.filter, Filter::All(vec![
///     Filter::field("status", Operator::Eq, "open"),
///     Filter::field("premium", Operator::Gte, "100.00"),
/// ]));
/// assert_eq!(request.order, [OrderTerm::descending("created_at"), OrderTerm::ascending("number")]);
/// assert_eq!(request.limit, Some(50));
///
/// let same: ListRequest = serde_json::from_str(r#"{
///     "filter": {"and": [{"status": "open"}, {"premium": {"gte": "100.00"}}]},
///     "sort": ["-created_at", "number"],
///     "limit": 50
/// }"#).unwrap();
/// assert_eq!(same, request);
/// # Ok::<(), orm_core::list::RequestError>(())
/// ```
///
/// | parameter | is |
/// |---|---|
/// | `sort` | names divided by commas, `-` in front for descending; in JSON a list of them, too |
/// | `columns` | names divided by commas, or a list |
/// | `limit`, `offset` | numbers of rows |
/// | `after` | the `next` of the page before |
/// | `filter` | a [`Filter`], in JSON |
/// | any other | a condition on the field of this name: `status=open`, `premium[gte]=5` |
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListRequest {
    /// Which rows.
    pub filter: Filter,
    /// In which order; of none, in the list's own.
    pub order: Vec<OrderTerm>,
    /// Which fields of each row, for [`List::records`](super::List::records); `None`: all that may
    /// be selected.
    pub columns: Option<Vec<String>>,
    /// Rows of the page; `None`: as many as the list gives.
    pub limit: Option<u64>,
    /// Leaves out the first rows.
    pub offset: Option<u64>,
    /// Begins behind the page whose `next` this is.
    pub after: Option<String>,
}

/// One term of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderTerm {
    /// The field.
    pub name: String,
    /// Greatest first.
    pub descending: bool,
}

impl OrderTerm {
    /// Smallest first.
    pub fn ascending(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            descending: false,
        }
    }

    /// Greatest first.
    pub fn descending(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            descending: true,
        }
    }

    /// `-name` or `name`.
    pub(super) fn read(text: &str) -> Self {
        match text.strip_prefix('-') {
            Some(name) => Self::descending(name),
            None => Self::ascending(text),
        }
    }
}

/// The names of `a,b` or of `["a", "b"]`.
fn names(value: Value, name: &'static str) -> Result<Vec<String>, RequestError> {
    let wrong = || parameter(name, "a list of names, divided by commas");
    match value {
        Value::String(text) => Ok(split(&text).map(str::to_owned).collect()),
        Value::Array(list) => list
            .into_iter()
            .map(|item| match item {
                Value::String(name) => Ok(name),
                _ => Err(wrong()),
            })
            .collect(),
        _ => Err(wrong()),
    }
}

pub(super) fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').filter(|part| !part.is_empty())
}

fn rows(value: &Value, name: &'static str) -> Result<u64, RequestError> {
    let read = match value {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    };
    read.ok_or_else(|| parameter(name, "a number of rows"))
}

impl ListRequest {
    /// Reads parameters by name.
    ///
    /// # Errors
    /// [`RequestError::Parameter`] for a parameter of another form than the table above says.
    pub fn from_pairs(
        pairs: impl IntoIterator<Item = (String, Value)>,
    ) -> Result<Self, RequestError> {
        let mut request = Self::default();
        let mut all = Vec::new();
        for (name, value) in pairs {
            match name.as_str() {
                "sort" => {
                    let terms = names(value, "sort")?;
                    let terms = terms.iter().map(|term| OrderTerm::read(term));
                    request.order.extend(terms);
                }
                "columns" => {
                    let chosen = request.columns.get_or_insert_default();
                    chosen.extend(names(value, "columns")?);
                }
                "limit" => request.limit = Some(rows(&value, "limit")?),
                "offset" => request.offset = Some(rows(&value, "offset")?),
                "after" => match value {
                    Value::String(text) => request.after = Some(text),
                    Value::Null => request.after = None,
                    _ => return Err(parameter("after", "the `next` of a page")),
                },
                "filter" => all.push(Filter::from_value(value)?),
                _ => all.push(Filter::from_pair(name, value)?),
            }
        }
        request.filter = match all.len() {
            1 => all.remove(0),
            _ => Filter::All(all),
        };
        Ok(request)
    }
}

impl FromStr for ListRequest {
    type Err = RequestError;

    /// Reads a query string, with or without its `?`.
    fn from_str(query: &str) -> Result<Self, RequestError> {
        let pairs = query_string::pairs(query);
        Self::from_pairs(pairs.map(|(name, value)| (name, Value::String(value))))
    }
}

impl<'de> Deserialize<'de> for ListRequest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;

        impl<'de> serde::de::Visitor<'de> for Pairs {
            type Value = Vec<(String, Value)>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("the parameters of a list by name")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<Self::Value, A::Error> {
                // A name may stand in a query string twice.
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(pairs)
            }
        }

        let pairs = deserializer.deserialize_map(Pairs)?;
        Self::from_pairs(pairs).map_err(D::Error::custom)
    }
}
