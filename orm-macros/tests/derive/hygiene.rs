//! Names that the generated code uses itself, and types with the names of the prelude's.

use orm_macros::{DbEnum, DbValue, Keyspace, Table};

#[allow(dead_code)]
mod shadows {
    pub struct Result;
    pub struct Some;
    pub struct Into;
    pub struct Clone;
    pub mod core {}
    pub mod std {}
    pub mod orm_core {}
}

#[allow(unused_imports)]
use shadows::{Into, Result, Some, core, orm_core, std};

#[derive(Keyspace)]
#[keyspace(tables(Odd), tenancy = none)]
struct Here;

#[derive(DbValue, Clone, PartialEq, Debug)]
struct Value(String);

#[derive(DbEnum, Clone, PartialEq, Debug)]
enum Source {
    Table,
    #[db_enum(other)]
    Row(String),
}

#[derive(Table, PartialEq, Debug)]
#[table(keyspace = Here, index(name, r#where desc))]
struct Odd {
    #[column(primary_key)]
    at: i64,
    row: i64,
    new: Value,
    value: Option<String>,
    each: Option<Value>,
    out: Option<i64>,
    column: Option<Source>,
    from: Option<i64>,
    name: String,
    #[column(default = 7)]
    r#where: i64,
    #[column(default = Source::Table)]
    into: Source,
}

#[test]
fn columns_may_have_any_name() {
    ::futures::executor::block_on(async {
        let db = ::orm_core::Db::<::orm_sqlite::Sqlite>::memory()
            .await
            .unwrap();
        db.create_tables::<Here>().await.unwrap();
        let new = NewOdd {
            at: 1,
            row: 2,
            new: Value("new".into()),
            name: "name".into(),
        };
        db.insert(
            new.value("value".to_owned())
                .out(3)
                .from(4)
                .into(Source::Row("x".into())),
        )
        .run()
        .await
        .unwrap();
        let changes = OddChanges {
            each: Option::from(Option::from(Value("each".into()))),
            column: Option::from(Option::from(Source::Table)),
            ..OddChanges::default()
        };
        db.update(Odd).set(changes).all_rows().run().await.unwrap();
        let row = db.from(Odd).one().await.unwrap();
        let expected = Odd {
            at: 1,
            row: 2,
            new: Value("new".into()),
            value: Option::from("value".to_owned()),
            each: Option::from(Value("each".into())),
            out: Option::from(3),
            column: Option::from(Source::Table),
            from: Option::from(4),
            name: "name".into(),
            r#where: 7,
            into: Source::Row("x".into()),
        };
        assert_eq!(row, expected);
    });
}
