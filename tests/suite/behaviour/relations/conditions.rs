use orm::prelude::*;

use super::{both, related};
use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    any_and_none,
    exists_and_is_empty,
    through_a_table_between,
    a_relation_of_a_relation,
    to_one_in_a_filter,
    of_a_table_to_itself,
    counts,
    in_other_statements,
);

/// The numbers of the policies for which the condition holds.
macro_rules! numbers {
    ($db:expr, $condition:expr) => {
        both!(
            $db.find(Policy)
                .columns(Policy.number)
                .filter($condition)
                .order_by(Policy.number)
        )
        .join(" ")
    };
}

async fn any_and_none<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = related(&db).await;
    let big = || Policy::claims().any(Claim.amount.gt(50));
    assert_eq!(numbers!(acme, big()), "P-1");
    assert_eq!(numbers!(beta, big()), "");
    assert_eq!(
        numbers!(acme, Policy::claims().none(Claim.amount.gt(50))),
        "P-2 P-3"
    );
    assert_eq!(
        numbers!(beta, Policy::claims().none(Claim.amount.gt(50))),
        "P-1"
    );
    assert_eq!(
        numbers!(acme, big().or(Policy::tags().any(Tag.label.eq("vip")))),
        "P-1 P-3"
    );
    let condition = Claim.open.or(Claim.amount.gt(200));
    assert_eq!(
        numbers!(
            acme,
            Policy::claims().filter(Claim.amount.lt(100)).any(condition)
        ),
        "P-2"
    );
}

async fn exists_and_is_empty<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = related(&db).await;
    assert_eq!(numbers!(acme, Policy::claims().exists()), "P-1 P-2");
    assert_eq!(numbers!(acme, Policy::claims().is_empty()), "P-3");
    assert_eq!(numbers!(acme, not(Policy::claims().exists())), "P-3");
    assert_eq!(numbers!(beta, Policy::claims().is_empty()), "");
}

async fn through_a_table_between<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = related(&db).await;
    assert_eq!(
        numbers!(acme, Policy::labels().any(Label.name.eq("fleet"))),
        "P-1 P-2"
    );
    assert_eq!(
        numbers!(acme, Policy::labels().any(Label.name.eq("theirs"))),
        ""
    );
    assert_eq!(
        numbers!(beta, Policy::labels().any(Label.name.eq("vip"))),
        ""
    );
    assert_eq!(numbers!(acme, Policy::labels().is_empty()), "P-3");
}

async fn a_relation_of_a_relation<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = related(&db).await;
    let paid =
        |amount: i64| Policy::claims().any(Claim::payments().any(Payment.amount.eq(cents(amount))));
    assert_eq!(numbers!(acme, paid(12_50)), "P-1");
    // Beta's payment.
    assert_eq!(numbers!(acme, paid(7_00)), "");
    assert_eq!(numbers!(beta, paid(7_00)), "P-1");
    // There and back again: policies with a sibling of the same holder.
    let holder_has =
        |number: &str| Policy::holder().any(Contact::policies().any(Policy.number.eq(number)));
    assert_eq!(numbers!(acme, holder_has("P-2")), "P-1 P-2");
    assert_eq!(numbers!(acme, holder_has("P-3")), "P-3");
    assert_eq!(numbers!(beta, holder_has("P-2")), "");
}

async fn to_one_in_a_filter<B: TestBackend>(db: Db<B>) {
    let (acme, _) = related(&db).await;
    assert_eq!(
        numbers!(acme, Policy::holder().any(Contact.name.eq("Ada"))),
        "P-1 P-2"
    );
    assert_eq!(
        numbers!(
            acme,
            Policy::holder().none(Contact::home().any(Country.code.eq("de")))
        ),
        "P-3"
    );
    let foreign = both!(
        acme.find(Contact)
            .columns(Contact.name)
            .filter(Contact::home().is_empty())
    );
    assert_eq!(foreign, ["Bo"]);
}

async fn of_a_table_to_itself<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = related(&db).await;
    let names = async |db: &Tenant<B>| {
        both!(
            db.find(Employee)
                .columns((Employee.name, Employee::reports().count()))
                .filter(Employee::reports().exists())
                .with(Employee::manager().columns(Employee.name))
                .with(
                    Employee::reports()
                        .columns(Employee.name)
                        .with(
                            Employee::reports()
                                .columns(Employee.name)
                                .order_by(Employee.name)
                        )
                        .order_by(Employee.name)
                )
                .order_by(Employee.name)
        )
    };
    let text = |text: &str| text.to_owned();
    assert_eq!(
        names(&acme).await,
        [
            (
                (text("Ann"), 2),
                None,
                vec![(text("Ben"), vec![text("Dan")]), (text("Cem"), vec![])]
            ),
            (
                (text("Ben"), 1),
                Some(text("Ann")),
                vec![(text("Dan"), vec![])]
            )
        ]
    );
    assert_eq!(
        names(&beta).await,
        [((text("Zed"), 1), None, vec![(text("Yan"), vec![])])]
    );
    let of_ann = both!(
        acme.find(Employee)
            .columns(Employee.name)
            .filter(Employee::manager().any(Employee.name.eq("Ann")))
            .order_by(Employee.name)
    );
    assert_eq!(of_ann, ["Ben", "Cem"]);
    let alone = both!(
        beta.find(Employee)
            .columns(Employee.name)
            .filter(Employee::manager().is_empty())
            .order_by(Employee.name)
    );
    // Xia's manager has the id of Acme's Ben.
    assert_eq!(alone, ["Xia", "Zed"]);
    let limited = both!(
        acme.find(Employee)
            .columns(Employee.name)
            .with(
                Employee::reports()
                    .columns(Employee.name)
                    .order_by(Employee.name.desc())
                    .limit(1)
            )
            .order_by(Employee.name)
            .limit(1)
    );
    assert_eq!(limited, [(text("Ann"), vec![text("Cem")])]);
}

async fn counts<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = related(&db).await;
    let counts = async |db: &Tenant<B>| {
        both!(
            db.find(Policy)
                .columns((
                    Policy.number,
                    Policy::claims().count(),
                    Policy::claims().filter(Claim.open).count(),
                    Policy::labels().count(),
                ))
                .order_by((Policy::claims().count().desc(), Policy.number))
        )
    };
    assert_eq!(
        counts(&acme).await,
        [
            ("P-1".to_owned(), 2, 1, 2),
            ("P-2".to_owned(), 1, 1, 1),
            ("P-3".to_owned(), 0, 0, 0)
        ]
    );
    assert_eq!(counts(&beta).await, [("P-1".to_owned(), 1, 1, 2)]);
    let busy = numbers!(acme, Policy::claims().count().ge(2));
    assert_eq!(busy, "P-1");
}

async fn in_other_statements<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = related(&db).await;
    let titles = acme
        .select((Claim.title, Policy::labels().count()))
        .from(Claim)
        .inner_join(Policy, Policy.id.eq(Claim.policy_id))
        .filter(Policy::holder().any(Contact.name.eq("Ada")))
        .filter(Claim::payments().is_empty())
        .all()
        .await
        .unwrap();
    assert_eq!(titles, [("theft".to_owned(), 1)]);
    let changed = acme
        .update(Claim)
        .set(Claim.open.to(false))
        .filter(Claim::payments().exists())
        .run()
        .await
        .unwrap();
    assert_eq!(changed, 2);
    let open = beta.from(Claim).filter(Claim.open).count().await.unwrap();
    assert_eq!(open, 1);
    let gone = beta
        .delete(Claim)
        .filter(Claim::payments().none(Payment.amount.gt(cents(7_00))))
        .run()
        .await
        .unwrap();
    assert_eq!(gone, 1);
    assert_eq!(acme.from(Claim).count().await.unwrap(), 3);
}
