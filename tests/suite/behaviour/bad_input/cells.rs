//! Cells that another program filled with what the Rust type can't hold.

use orm::Error;
use orm::prelude::*;
use orm::types::DecodeError;

use super::files::TempFile;

#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(rename_all = "snake_case")]
pub enum Colour {
    Red,
    Green,
}

#[derive(DbEnum, Clone, Copy, Debug, PartialEq, Eq)]
#[db_enum(integer)]
pub enum Level {
    Low = 1,
    High = 2,
}

#[derive(Keyspace)]
#[keyspace(name = "planted", tenancy = none, tables(Cell))]
pub struct Planted;

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "cells", keyspace = Planted)]
pub struct Cell {
    #[column(primary_key)]
    pub id: i64,
    pub flag: bool,
    pub tiny: i8,
    pub whole: i32,
    pub count: u64,
    pub single: f32,
    pub real: f64,
    pub text: String,
    pub maybe: Option<String>,
    pub bytes: Vec<u8>,
    pub uuid: Uuid,
    #[column(numeric(12, 2))]
    pub price: Decimal,
    pub date: NaiveDate,
    pub time: NaiveTime,
    pub local: NaiveDateTime,
    pub moment: DateTime<Utc>,
    pub json: Json<Vec<u32>>,
    pub colour: Colour,
    pub level: Level,
}

/// A table without declared types, as SQLite allows it, with three good rows.
const LOOSE: &str = "
    CREATE TABLE cells (id INTEGER PRIMARY KEY, flag, tiny, whole, count, single, real, text, maybe,
        bytes, uuid, price, date, time, local, moment, json, colour, level);
    WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < 3)
    INSERT INTO cells SELECT id, 1, 1, 1, 1, 1.5, 1.5, 'text', NULL, x'00ff',
        x'000102030405060708090a0b0c0d0e0f', 1050, '2024-02-29', '12:30:00', '2024-02-29 12:30:00',
        '2024-02-29T12:30:00Z', '[1,2]', 'red', 2 FROM n;";

async fn cells() -> (TempFile, Db<Sqlite>) {
    let file = TempFile::new();
    file.execute(LOOSE);
    let db = file.open().await;
    (file, db)
}

/// Plants each value into a column of the second row; asserts the error of a read of that column
/// alone, as part of the row, in a stream and in a stored query, and that the rest stays readable.
macro_rules! planted {
    ($column:ident: $($value:literal => $reason:pat),+ $(,)?) => {{
        let (file, db) = cells().await;
        $({
            file.execute(concat!("UPDATE cells SET ", stringify!($column), " = ", $value, " WHERE id = 2"));
            let bad = |result: Result<(), Error>| {
                let Err(Error::Row(error)) = &result else { panic!("{}: {result:?}", $value) };
                assert_eq!((error.table(), error.column()), (Some("cells"), Some(stringify!($column))), "{}", $value);
                assert!(matches!(error.reason(), $reason), "{}: {:?}", $value, error.reason());
                let named = concat!("cells.", stringify!($column), ": ");
                assert!(error.to_string().starts_with(named), "{error}");
            };
            bad(db.select(Cell.$column).from(Cell).all().await.map(|_| ()));
            bad(db.select((Cell.id, Cell.$column)).from(Cell).filter(Cell.id.eq(2)).one().await.map(|_| ()));
            bad(db.from(Cell).all().await.map(|_| ()));
            bad(db.from(Cell).by_key(2).optional().await.map(|_| ()));
            bad(orm::select(Cell).from(Cell).query().on(&db).all().await.map(|_| ()));
            let rows: Vec<Result<Cell, Error>> =
                futures::StreamExt::collect(db.from(Cell).order_by(Cell.id).stream()).await;
            assert!(matches!(rows.first(), Some(Ok(Cell { id: 1, .. }))), "{rows:?}");
            bad(rows.into_iter().collect::<Result<Vec<_>, _>>().map(|_| ()));
            // The row is still there, and so are the others.
            assert_eq!(db.from(Cell).count().await.unwrap(), 3);
            assert_eq!(db.from(Cell).filter(Cell.id.ne(2)).all().await.unwrap().len(), 2);
            assert_eq!(db.select(Cell.id).from(Cell).filter(Cell.id.eq(2)).one().await.unwrap(), 2);
        })+
    }};
}

use DecodeError::{InvalidUtf8, Malformed, OutOfRange, UnexpectedNull, UnknownVariant, WrongType};

#[tokio::test]
async fn good_cells_are_read() {
    let (_file, db) = cells().await;
    let row = db.from(Cell).by_key(2).one().await.unwrap();
    assert_eq!(
        (row.flag, row.tiny, row.price),
        (true, 1, Decimal::new(10_50, 2))
    );
    assert_eq!(row.moment.to_rfc3339(), "2024-02-29T12:30:00+00:00");
    assert_eq!(
        (row.json.0, row.colour, row.level),
        (vec![1, 2], Colour::Red, Level::High)
    );
}

#[tokio::test]
async fn booleans() {
    planted!(flag: "2" => OutOfRange { .. }, "-1" => OutOfRange { .. }, "'true'" => WrongType { .. }, "1.0" => WrongType { .. }, "NULL" => UnexpectedNull);
}

#[tokio::test]
async fn integers() {
    planted!(tiny: "128" => OutOfRange { target: "i8", .. }, "-129" => OutOfRange { .. }, "9223372036854775807" => OutOfRange { .. }, "'1'" => WrongType { .. });
    planted!(whole: "2147483648" => OutOfRange { target: "i32", .. }, "1.5" => WrongType { .. }, "x'01'" => WrongType { .. }, "9e99" => WrongType { .. }, "NULL" => UnexpectedNull);
    planted!(count: "-1" => OutOfRange { target: "u64", .. }, "'many'" => WrongType { expected: "integer", found: "text" });
}

#[tokio::test]
async fn floats() {
    planted!(single: "1e300" => OutOfRange { target: "f32", .. }, "'1.5'" => WrongType { .. });
    planted!(real: "'x'" => WrongType { .. }, "x'00'" => WrongType { .. }, "NULL" => UnexpectedNull);
}

#[tokio::test]
async fn texts() {
    planted!(text: "CAST(x'ff' AS TEXT)" => InvalidUtf8, "CAST(x'61c328' AS TEXT)" => InvalidUtf8, "CAST(x'eda080' AS TEXT)" => InvalidUtf8, "x'61'" => WrongType { .. }, "1" => WrongType { .. }, "NULL" => UnexpectedNull);
    planted!(maybe: "CAST(x'c0af' AS TEXT)" => InvalidUtf8, "2" => WrongType { .. });
}

#[tokio::test]
async fn bytes_and_uuids() {
    planted!(bytes: "'text'" => WrongType { expected: "bytes", .. }, "NULL" => UnexpectedNull);
    planted!(uuid: "x'0001'" => Malformed { .. }, "x'000102030405060708090a0b0c0d0e0f10'" => Malformed { .. }, "'not a uuid'" => Malformed { .. }, "7" => WrongType { .. }, "CAST(x'ff' AS TEXT)" => InvalidUtf8);
}

#[tokio::test]
async fn decimals() {
    planted!(price: "10.5" => WrongType { .. }, "'abc'" => Malformed { .. }, "x'00'" => WrongType { .. }, "NULL" => UnexpectedNull);
}

#[tokio::test]
async fn dates_and_times() {
    planted!(date: "'2024-02-30'" => Malformed { .. }, "'yesterday'" => Malformed { .. }, "''" => Malformed { .. }, "20240229" => WrongType { .. });
    planted!(time: "'24:00:00'" => Malformed { .. }, "'12'" => Malformed { .. }, "'12:00:00.1234567'" => Malformed { .. }, "0.5" => WrongType { .. });
    planted!(local: "'2024-02-29'" => Malformed { .. }, "'2024-02-29 25:00:00'" => Malformed { .. }, "1709209800" => WrongType { .. });
    planted!(moment: "'2024-02-29 12:30:00+01:00'" => Malformed { .. }, "CAST(x'ff' AS TEXT)" => InvalidUtf8, "NULL" => UnexpectedNull);
}

#[tokio::test]
async fn documents() {
    planted!(json: "'{'" => Malformed { .. }, "'{\"a\":1}'" => Malformed { .. }, "'[1,-1]'" => Malformed { .. }, "''" => Malformed { .. }, "5" => WrongType { .. });
}

#[tokio::test]
async fn enums() {
    planted!(colour: "'blue'" => UnknownVariant { .. }, "'RED'" => UnknownVariant { .. }, "''" => UnknownVariant { .. }, "0" => WrongType { .. });
    planted!(level: "0" => UnknownVariant { .. }, "'low'" => WrongType { .. }, "NULL" => UnexpectedNull);
}

#[tokio::test]
async fn an_expression_is_named_by_its_place() {
    let (file, db) = cells().await;
    file.execute("UPDATE cells SET text = CAST(x'ff' AS TEXT) WHERE id = 2");
    let result = db
        .select((Cell.id, Cell.text.concat("!")))
        .from(Cell)
        .all()
        .await;
    let Err(Error::Row(error)) = &result else {
        panic!("{result:?}")
    };
    assert_eq!(
        error.to_string(),
        "expression 2 of the select list: text is not valid UTF-8"
    );
    let result = db.select(max(Cell.whole)).from(Cell).one().await;
    assert_eq!(result.unwrap(), Some(1));
    file.execute("UPDATE cells SET whole = 'x' WHERE id = 2");
    let result = db.select(max(Cell.whole)).from(Cell).one().await;
    assert!(matches!(result, Err(Error::Row(_))), "{result:?}");
}

#[tokio::test]
async fn a_table_with_a_column_less() {
    let (file, db) = cells().await;
    file.execute("ALTER TABLE cells DROP COLUMN colour");
    let error = db.from(Cell).all().await.unwrap_err();
    assert!(matches!(error, Error::Database { .. }), "{error:?}");
    assert!(error.to_string().contains("colour"), "{error}");
    assert_eq!(
        db.select(Cell.text)
            .from(Cell)
            .limit(1)
            .all()
            .await
            .unwrap(),
        ["text"]
    );
}
