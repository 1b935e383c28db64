use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::call::{self, Call, Everywhere, FixedPiece, NeedsJsonContains, One, Two};
use super::core::operand;
use super::{Bound, Env, Expr, ExprIn};
use crate::sql::{Func, Piece, Pieces};
use crate::types::{Hint, Json, NotNull, Nullable, Scalar, SqlType, Storage};

/// What can be asked of a [`Json`] column. Import it with the prelude.
///
/// A path is a key (`"owner"`), a place in an array, counted from 0 (`0`), or a tuple of these from
/// the outside in (`("owner", "phones", 0)`); `()` is the document itself. Each key is sent as a
/// bind value, so that it may hold any character but NUL. MariaDB
/// reaches no key that begins with a dash: asked for on `MySql` or `MariaDb`, one is an error before
/// anything is sent.
///
/// What is read has a type, and is NULL where the document has nothing at the path or something of
/// another type: it is never converted, and never an error. So `json_text` of the number `1` is
/// NULL on every database, where SQL's own `->>` gives `'1'`. JSON's `null` is a value of no type:
/// only [`json_get`](JsonOperators::json_get) gives it, as `Some(Json(Value::Null))`, and `None`
/// for what is not there.
///
/// ```
/// # use orm::prelude::*;
/// # #[derive(Keyspace)]
/// # #[keyspace(name = "garage", tenancy = none, tables(Car))]
/// # struct Garage;
/// # #[derive(Table, Clone, Debug)]
/// # #[table(name = "cars", keyspace = Garage)]
/// # struct Car { #[column(primary_key)] id: i64, data: Json<serde_json::Value> }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), orm::Error> {
/// # let db = Db::<Sqlite>::memory().await?;
/// # db.create_tables::<Garage>().await?;
/// let data = serde_json::json!({"owner": {"name": "Ada", "phones": ["1-2"]}, "doors": 5, "sold": null});
/// db.insert(NewCar { id: 1, data: Json(data) }).run().await?;
///
/// let found: (Option<String>, Option<i64>, Option<String>, bool) = db
///     .select((
///         Car.data.json_text(("owner", "phones", 0)),
///         Car.data.json_i64("doors"),
///         Car.data.json_text("doors"),
///         Car.data.json_has_key("sold"),
///     ))
///     .from(Car)
///     .filter(Car.data.json_text(("owner", "name")).eq("Ada"))
///     .one().await?;
/// // .. WHERE CASE json_type(("data" -> ? -> ?)) WHEN 'text' THEN .. END = ?
/// assert_eq!(found, (Some("1-2".to_owned()), Some(5), None, true));
/// # Ok(())
/// # }
/// ```
pub trait JsonOperators: Expr + Sized {
    /// What the document has at the path, as JSON; `None` when it has nothing there.
    ///
    /// `self -> key` on Postgres and SQLite, `JSON_EXTRACT(self, path)` on MySQL and MariaDB; one
    /// around the other for each step.
    fn json_get(self, path: impl JsonPath) -> JsonAt<Self>
    where
        Self::Base: JsonDocument,
    {
        JsonAt::new(self, path)
    }

    /// The string at the path; `None` when there is none.
    ///
    /// `CASE WHEN jsonb_typeof(value) = 'string' THEN value #>> '{}' END` on Postgres,
    /// `JSON_UNQUOTE` on MySQL and MariaDB, `->>` on SQLite.
    fn json_text(self, path: impl JsonPath) -> JsonValue<String, Self>
    where
        Self::Base: JsonDocument,
    {
        read(Func::JsonText, self, path)
    }

    /// The whole number at the path; `None` when there is none, it has a fraction, or 64 bits with
    /// a sign don't hold it. `1.0` is a whole number.
    ///
    /// A `CAST` to `bigint`, `SIGNED` or `INTEGER` inside a `CASE` over the value's JSON type.
    fn json_i64(self, path: impl JsonPath) -> JsonValue<i64, Self>
    where
        Self::Base: JsonDocument,
    {
        read(Func::JsonWhole, self, path)
    }

    /// The number at the path; `None` when there is none. Whole numbers beyond 2⁵³ lose digits; on
    /// SQLite, which reads them with an error in the last place, so may numbers with many digits or
    /// a large exponent.
    ///
    /// A `CAST` to `double precision`, `DOUBLE` or `REAL` inside a `CASE` over the value's JSON
    /// type.
    fn json_f64(self, path: impl JsonPath) -> JsonValue<f64, Self>
    where
        Self::Base: JsonDocument,
    {
        read(Func::JsonNumber, self, path)
    }

    /// The truth value at the path; `None` when there is none.
    ///
    /// A `CASE` over the value's JSON type.
    fn json_bool(self, path: impl JsonPath) -> JsonValue<bool, Self>
    where
        Self::Base: JsonDocument,
    {
        read(Func::JsonBool, self, path)
    }

    /// How many values the array at the path has; `None` when there is no array.
    ///
    /// `jsonb_array_length` on Postgres, `JSON_LENGTH` on MySQL and MariaDB, `json_array_length` on
    /// SQLite, inside a `CASE` over the value's JSON type.
    fn json_array_length(self, path: impl JsonPath) -> JsonValue<i64, Self>
    where
        Self::Base: JsonDocument,
    {
        read(Func::JsonLength, self, path)
    }

    /// The document is an object that has the key, be its value `null`.
    ///
    /// `self ? key` on Postgres, where a GIN index serves it; `JSON_CONTAINS_PATH` on MySQL and
    /// MariaDB; `json_type(self, path) IS NOT NULL` on SQLite. Deeper down
    /// `self.json_get(path).is_not_null()` says the same, but of a document that is NULL: false.
    fn json_has_key(self, key: &str) -> Call<bool, One<Self>>
    where
        Self::Base: JsonDocument,
    {
        call::call(Func::JsonHasKey, (self, ())).with(Step::Key(key.to_owned()).arguments())
    }

    /// The document contains the other one: an object each of its keys with a value that contains
    /// that key's value, an array each of its values somewhere. Compiles for Postgres, MySQL and
    /// MariaDB.
    ///
    /// `self @> $1` on Postgres, where a GIN index serves it; `JSON_CONTAINS(self, ?)` on MySQL and
    /// MariaDB. They differ where an array stands opposite something that is none: MySQL takes any
    /// value for contained in an array that has it (`{"a": [1]}` contains `{"a": 1}`), Postgres
    /// only where the whole document is the array, and the value is no object.
    fn json_contains<U>(
        self,
        part: Json<U>,
    ) -> Call<bool, Two<Self, Bound<Json<U>>>, NotNull, NeedsJsonContains>
    where
        Self::Base: JsonDocument,
        U: Serialize + DeserializeOwned + Clone + Send + Sync + 'static,
    {
        call::call(Func::JsonContains, (self, (Bound::new(part), ())))
    }
}

impl<X: Expr> JsonOperators for X {}

/// A value of type `T` that stands in the JSON document `X`; NULL where there is none.
pub type JsonValue<T, X> = Call<T, One<JsonAt<X>>, Nullable, Everywhere>;

fn read<T, X>(func: Func, document: X, path: impl JsonPath) -> JsonValue<T, X> {
    call::call(func, (JsonAt::new(document, path), ()))
}

/// A type whose values are JSON documents.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not JSON",
    label = "paths and keys are those of JSON documents",
    note = "a column of type `Json<..>` holds one"
)]
pub trait JsonDocument: Scalar {}
#[diagnostic::do_not_recommend]
impl<T> JsonDocument for Json<T> where Json<T>: Scalar {}

/// One step into a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the value of a key.
    Key(String),
    /// To the value at a place, counted from 0.
    Index(usize),
}

impl Step {
    fn func(&self) -> Func {
        match self {
            Self::Key(_) => Func::JsonKey,
            Self::Index(_) => Func::JsonIndex,
        }
    }

    /// The step as a key or number, and as the path of SQL.
    fn arguments(&self) -> [FixedPiece; 2] {
        match self {
            Self::Key(key) => [key.clone(), format!("$.{}", Value::from(key.as_str()))]
                .map(|text| text.into_encoded(Hint::NONE).map(Piece::Arg)),
            Self::Index(index) => {
                // No array has as many values.
                let index = i64::try_from(*index).unwrap_or(i64::MAX);
                let index = index.min(i64::from(i32::MAX));
                let path = format!("$[{index}]").into_encoded(Hint::NONE);
                [Ok(Piece::Integer(index)), path.map(Piece::Arg)]
            }
        }
    }
}

/// Where something stands in a JSON document: a key, a place counted from 0, or a tuple, array or
/// `Vec` of these from the outside in.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no path into a JSON document",
    label = "expected a key, a place in an array, or a tuple of these",
    note = "a place is a `usize`, counted from 0; `()` is the document itself"
)]
pub trait JsonPath {
    /// Adds the steps, from the outside in.
    fn steps(self, to: &mut Vec<Step>);
}

impl JsonPath for &str {
    fn steps(self, to: &mut Vec<Step>) {
        to.push(Step::Key(self.to_owned()));
    }
}

impl JsonPath for &String {
    fn steps(self, to: &mut Vec<Step>) {
        to.push(Step::Key(self.clone()));
    }
}

impl JsonPath for String {
    fn steps(self, to: &mut Vec<Step>) {
        to.push(Step::Key(self));
    }
}

impl JsonPath for usize {
    fn steps(self, to: &mut Vec<Step>) {
        to.push(Step::Index(self));
    }
}

impl JsonPath for Step {
    fn steps(self, to: &mut Vec<Step>) {
        to.push(self);
    }
}

impl JsonPath for () {
    fn steps(self, _: &mut Vec<Step>) {}
}

impl<P: JsonPath, const N: usize> JsonPath for [P; N] {
    fn steps(self, to: &mut Vec<Step>) {
        self.into_iter().for_each(|part| part.steps(to));
    }
}

impl<P: JsonPath> JsonPath for Vec<P> {
    fn steps(self, to: &mut Vec<Step>) {
        self.into_iter().for_each(|part| part.steps(to));
    }
}

macro_rules! paths {
    ($($t:ident $n:tt),+) => {
        impl<$($t: JsonPath),+> JsonPath for ($($t,)+) {
            fn steps(self, to: &mut Vec<Step>) {
                $(self.$n.steps(to);)+
            }
        }
    };
}
paths!(P0 0);
paths!(P0 0, P1 1);
paths!(P0 0, P1 1, P2 2);
paths!(P0 0, P1 1, P2 2, P3 3);

/// What stands at a path of the JSON document `X`, as JSON; NULL where nothing does.
#[derive(Clone, Debug)]
pub struct JsonAt<X> {
    document: X,
    steps: Vec<Step>,
}

impl<X> JsonAt<X> {
    fn new(document: X, path: impl JsonPath) -> Self {
        let mut steps = Vec::new();
        path.steps(&mut steps);
        Self { document, steps }
    }
}

impl<X: Expr> Expr for JsonAt<X> {
    type Base = Json<Value>;

    fn write(&self, out: &mut Pieces, _: Hint) {
        let own = self.document.hint();
        let mut inner = out.boxed(|out| operand(&self.document, out, own));
        if X::Base::SQL == SqlType::Json && own.storage == Storage::Written {
            inner = out.boxed(|out| out.call(Func::Document, vec![inner]));
        }
        for step in &self.steps {
            let mut args = vec![inner];
            for argument in step.arguments() {
                match argument {
                    Ok(piece) => args.push(Box::new([piece])),
                    Err(error) => out.arg(Err(error)),
                }
            }
            inner = out.boxed(|out| out.call(step.func(), args));
        }
        out.list.extend(inner);
    }
}

impl<B, A, K, F, G, I, X> ExprIn<Env<B, A, K, F, G>, I> for JsonAt<X>
where
    X: ExprIn<Env<B, A, K, F, G>, I>,
{
    type Null = Nullable;
    type Kind = X::Kind;
}
