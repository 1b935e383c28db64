use futures::executor::block_on;
use orm_core::{Operators, count, sum};
use orm_macros::Projection;
use rust_decimal::Decimal;

use crate::handle::with_contact;
use crate::model::*;

/// What each holder pays.
#[derive(Projection, Clone, Debug, PartialEq)]
pub struct Totals {
    /// The holder.
    pub holder_id: ContactId,
    /// How many contracts.
    pub contracts: i64,
    /// What they cost.
    #[column(numeric(14, 3))]
    pub total: Option<Decimal>,
}

/// A short form.
#[derive(Projection, Clone, Debug, PartialEq)]
#[projection(from = Policy, name = "short")]
pub struct PolicySummary {
    /// The number.
    pub number: String,
    /// What it costs.
    #[column(numeric(12, 2))]
    pub premium: Decimal,
    /// The type.
    pub r#type: Option<String>,
}

async fn two_policies() -> (
    orm_core::Db<orm_sqlite::Sqlite, orm_core::Scoped<OrgId>>,
    ContactId,
) {
    let (db, holder_id) = with_contact().await;
    for (number, premium) in [("P-1", 1050), ("P-2", 250)] {
        let new = NewPolicy {
            number: number.into(),
            holder_id,
            title: orm_core::Json(Localized { de: String::new() }),
        };
        db.insert(new.premium(Decimal::new(premium, 2)))
            .run()
            .await
            .unwrap();
    }
    (db, holder_id)
}

#[test]
fn expressions_fill_a_struct() {
    block_on(async {
        let (db, holder_id) = two_policies().await;
        let rows = db
            .select(TotalsOf {
                holder_id: Policy.holder_id,
                contracts: count(Policy.id),
                total: sum(Policy.premium),
            })
            .from(Policy)
            .group_by(Policy.holder_id)
            .all()
            .await
            .unwrap();
        let expected = Totals {
            holder_id,
            contracts: 2,
            total: Some(Decimal::new(1300, 2)),
        };
        assert_eq!(rows, [expected]);
    });
}

#[test]
fn a_projection_is_a_source() {
    block_on(async {
        let (db, holder_id) = two_policies().await;
        let totals = || {
            db.select(TotalsOf {
                holder_id: Policy.holder_id,
                contracts: count(Policy.id),
                total: sum(Policy.premium),
            })
            .from(Policy)
            .group_by(Policy.holder_id)
            .derived()
        };
        let rows = db
            .select((Contact.name, Totals.total))
            .from(Contact)
            .inner_join(totals(), Totals.holder_id.eq(Contact.id))
            .filter(Totals.total.gt(Decimal::new(12_999, 3)))
            .all()
            .await
            .unwrap();
        assert_eq!(rows, [("Ada".to_owned(), Some(Decimal::new(13_000, 3)))]);
        let whole = db.select(Totals).from(totals()).all().await.unwrap();
        assert_eq!(
            (whole.len(), whole[0].holder_id, whole[0].contracts),
            (1, holder_id, 2)
        );
    });
}

#[test]
fn a_projection_selects_a_table_by_names() {
    block_on(async {
        let (db, _) = two_policies().await;
        let short = || {
            db.select(PolicySummary)
                .from(Policy)
                .order_by(Policy.number)
        };
        let rows: Vec<PolicySummary> = short().all().await.unwrap();
        let expected = PolicySummary {
            number: "P-1".into(),
            premium: Decimal::new(1050, 2),
            r#type: None,
        };
        assert_eq!((rows.len(), &rows[0]), (2, &expected));
        let numbers = db
            .select(PolicySummary.number)
            .from(short().derived())
            .filter(PolicySummary.premium.lt(Decimal::TEN))
            .all()
            .await
            .unwrap();
        assert_eq!(numbers, ["P-2"]);
    });
}

/// Keeps fewer digits than the column.
#[derive(Projection)]
pub struct Rounded {
    /// What it costs.
    #[column(numeric(12, 1))]
    pub premium: Decimal,
}

#[test]
fn a_field_keeps_the_digits_of_its_expression() {
    block_on(async {
        let (db, _) = two_policies().await;
        let query = db
            .select(RoundedOf {
                premium: Policy.premium,
            })
            .from(Policy);
        let message = query
            .all()
            .await
            .map(|rows| rows[0].premium)
            .unwrap_err()
            .to_string();
        assert!(
            message.starts_with("field premium of the projection stores"),
            "{message}"
        );
    });
}
