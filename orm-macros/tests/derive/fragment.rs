use futures::executor::block_on;
use orm_core::{Operators, value};
use orm_macros::sql;

use crate::handle::with_contact;
use crate::model::*;

#[test]
fn sql_is_an_expression() {
    block_on(async {
        let (db, _) = with_contact().await;
        let length = sql!(i64, "length({}) * 2 + 1", Contact.name);
        let name = sql!(
            String,
            "case when {} = 'Ada' then upper({}) || '-' || 'it''s' else '?' end",
            Contact.name,
            Contact.name
        );
        let row = db
            .select((
                length.clone(),
                name,
                sql!(Option<i64>, "nullif({}, 7)", length),
            ))
            .from(Contact)
            .filter(sql!(
                bool,
                "{} like 'A%' and {} > cast(6 as integer)",
                Contact.name,
                value(7_i64)
            ))
            .one()
            .await
            .unwrap();
        assert_eq!(row, (7, "ADA-it's".to_owned(), None));
    });
}

#[test]
fn sql_stays_within_its_parentheses() {
    block_on(async {
        let (db, _) = with_contact().await;
        let none = db
            .from(Contact)
            .filter(sql!(bool, "true or {} = ''", Contact.name).and(Contact.name.eq("Bob")))
            .all()
            .await
            .unwrap();
        assert_eq!(none, []);
    });
}
