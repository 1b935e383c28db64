use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::RequestError;

/// A condition by the names of fields, as a request states it. Whether the names, operators and
/// values are known is found by [`Fields::read`](super::Fields::read).
///
/// ```
/// use orm_core::list::{Filter, Operator};
///
/// let filter: Filter = serde_json::from_str(
///     r#"{"status": "open", "premium": {"gte": "100.00"}, "or": [{"a": 1}, {"not": {"b": null}}]}"#,
/// ).unwrap();
/// assert_eq!(filter, Filter::All(vec![
///     Filter::Any(vec![
///         Filter::field("a", Operator::Eq, 1),
///         Filter::Not(Box::new(Filter::field("b", Operator::Eq, ()))),
///     ]),
///     Filter::field("premium", Operator::Gte, "100.00"),
///     Filter::field("status", Operator::Eq, "open"),
/// ]));
/// ```
///
/// | in JSON | is |
/// |---|---|
/// | `{"a": 1, "b": 2}` | `a = 1 AND b = 2` |
/// | `{"a": {"gte": 1, "lt": 9}}` | `a >= 1 AND a < 9` |
/// | `{"a": null}` | `a IS NULL` |
/// | `{"a": [1, 2]}` | `a IN (1, 2)` |
/// | `{"or": [{..}, {..}]}`, `{"and": [..]}`, `{"not": {..}}` | the same over filters |
///
/// Decimals are best sent as texts: a number in JSON is a float to many clients.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// One condition on a field.
    Field {
        /// The field's name.
        name: String,
        /// The operator's name: one of [`Operator`].
        operator: String,
        /// The value.
        value: Value,
    },
    /// All of them hold. Of none: true.
    All(Vec<Self>),
    /// One of them holds. Of none: false.
    Any(Vec<Self>),
    /// It doesn't hold.
    Not(Box<Self>),
}

impl Default for Filter {
    /// No condition.
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl Filter {
    /// One condition on a field.
    pub fn field(name: impl Into<String>, operator: Operator, value: impl Into<Value>) -> Self {
        Self::Field {
            name: name.into(),
            operator: operator.as_str().to_owned(),
            value: value.into(),
        }
    }

    /// Both hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match self {
            Self::All(mut all) => {
                all.push(other);
                Self::All(all)
            }
            one => Self::All(vec![one, other]),
        }
    }

    /// Reads the JSON form.
    ///
    /// # Errors
    /// [`RequestError::Parameter`] when it isn't an object, or `and`, `or` or `not` hold something
    /// else than filters.
    pub fn from_value(value: Value) -> Result<Self, RequestError> {
        let Value::Object(object) = value else {
            return Err(parameter("filter", "an object of conditions by field"));
        };
        let mut all = Vec::with_capacity(object.len());
        for (name, value) in object {
            all.push(Self::from_pair(name, value)?);
        }
        Ok(match all.len() {
            1 => all.remove(0),
            _ => Self::All(all),
        })
    }

    /// One member of the JSON form, or one parameter of a query string: `name`, `name[operator]`.
    pub(super) fn from_pair(name: String, value: Value) -> Result<Self, RequestError> {
        let filters = |value, parameter_name| match value {
            Value::Array(list) => list.into_iter().map(Self::from_value).collect(),
            _ => Err(parameter(parameter_name, "a list of filters")),
        };
        match (name.as_str(), value) {
            ("and", value) => Ok(Self::All(filters(value, "and")?)),
            ("or", value) => Ok(Self::Any(filters(value, "or")?)),
            ("not", value) => Ok(Self::Not(Box::new(Self::from_value(value)?))),
            (_, Value::Object(operators)) => Ok(Self::of_operators(&name, operators)),
            (_, value) => {
                let plain = if value.is_array() {
                    Operator::In
                } else {
                    Operator::Eq
                };
                let (name, operator) = match name.strip_suffix(']').and_then(|n| n.split_once('['))
                {
                    Some((name, operator)) => (name.to_owned(), operator.to_owned()),
                    None => (name, plain.as_str().to_owned()),
                };
                Ok(Self::Field {
                    name,
                    operator,
                    value,
                })
            }
        }
    }

    fn of_operators(name: &str, operators: Map<String, Value>) -> Self {
        let mut all: Vec<_> = operators
            .into_iter()
            .map(|(operator, value)| Self::Field {
                name: name.to_owned(),
                operator,
                value,
            })
            .collect();
        match all.len() {
            1 => all.remove(0),
            _ => Self::All(all),
        }
    }

    fn to_value(&self) -> Value {
        let object = |name: &str, value| Value::Object(Map::from_iter([(name.to_owned(), value)]));
        match self {
            Self::Field {
                name,
                operator,
                value,
            } => object(name, object(operator, value.clone())),
            Self::All(all) => object("and", all.iter().map(Self::to_value).collect()),
            Self::Any(any) => object("or", any.iter().map(Self::to_value).collect()),
            Self::Not(filter) => object("not", filter.to_value()),
        }
    }
}

pub(super) fn parameter(parameter: &'static str, expected: &'static str) -> RequestError {
    RequestError::Parameter {
        parameter,
        expected,
    }
}

impl<'de> Deserialize<'de> for Filter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_value(Value::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

impl Serialize for Filter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_value().serialize(serializer)
    }
}

macro_rules! operators {
    ($($(#[$doc:meta])+ $variant:ident $name:literal),+ $(,)?) => {
        /// An operator of a [`Filter`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Operator {
            $($(#[$doc])+ $variant,)+
        }

        impl Operator {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name in a request.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }
    };
}

operators! {
    /// `=`; of `null`, `IS NULL`.
    Eq "eq",
    /// `<>`; of `null`, `IS NOT NULL`. Rows with NULL don't fulfil it.
    Ne "ne",
    /// `<`
    Lt "lt",
    /// `<=`
    Lte "lte",
    /// `>`
    Gt "gt",
    /// `>=`
    Gte "gte",
    /// `IN (..)`, of a list, or of a text divided by commas.
    In "in",
    /// `NOT IN (..)`
    NotIn "not_in",
    /// `BETWEEN low AND high`, of a list of two, or of a text divided by a comma.
    Between "between",
    /// The text stands somewhere in the field; `%` and `_` mean themselves.
    Contains "contains",
    /// The same without regard to case.
    IContains "icontains",
    /// The field begins with the text.
    StartsWith "starts_with",
    /// The field ends with the text.
    EndsWith "ends_with",
    /// `IS NULL` of `true`, `IS NOT NULL` of `false`.
    IsNull "is_null",
}
