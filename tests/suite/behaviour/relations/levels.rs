use orm::prelude::*;

use super::{both, related};
use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(three_levels, two_relations_of_one_row, many_to_many, to_one,);

async fn three_levels<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = related(&db).await;
    let query = async |db: &Tenant<B>| {
        both!(
            db.find(Policy)
                .with(
                    Policy::claims()
                        .with(Claim::payments().order_by(Payment.amount))
                        .order_by(Claim.amount),
                )
                .order_by(Policy.number)
        )
    };
    let shown = |rows: Vec<(Policy, Vec<(Claim, Vec<Payment>)>)>| -> Vec<String> {
        rows.into_iter()
            .map(|(policy, claims)| {
                let claims = claims.into_iter().map(|(claim, payments)| {
                    let amounts: Vec<_> = payments
                        .iter()
                        .map(|paid| paid.amount.to_string())
                        .collect();
                    format!("{} [{}]", claim.title, amounts.join(" "))
                });
                format!(
                    "{}: {}",
                    policy.number,
                    claims.collect::<Vec<_>>().join(", ")
                )
            })
            .collect()
    };
    assert_eq!(
        shown(query(&acme).await),
        [
            "P-1: hail [12.50 30.00], fire [250.00]",
            "P-2: theft []",
            "P-3: "
        ]
    );
    assert_eq!(shown(query(&beta).await), ["P-1: hail [7.00]"]);
}

async fn two_relations_of_one_row<B: TestBackend>(db: Db<B>) {
    let (acme, _) = related(&db).await;
    let rows = both!(
        acme.find(Policy)
            .with(Policy::holder())
            .with(Policy::claims().order_by(Claim.amount.desc()))
            .with(Policy::tags().order_by(Tag.label))
            .order_by(Policy.number)
    );
    let shown: Vec<_> = rows
        .iter()
        .map(|(policy, holder, claims, tags)| {
            (
                policy.number.as_str(),
                holder.name.as_str(),
                claims.iter().map(|claim| claim.amount).collect::<Vec<_>>(),
                tags.iter()
                    .map(|tag| tag.label.as_str())
                    .collect::<Vec<_>>(),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("P-1", "Ada", vec![250, 100], vec!["fleet", "vip"]),
            ("P-2", "Ada", vec![40], vec![]),
            ("P-3", "Bo", vec![], vec!["vip"]),
        ]
    );
}

async fn many_to_many<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = related(&db).await;
    let labels = async |db: &Tenant<B>| {
        both!(
            db.find(Policy)
                .columns(Policy.number)
                .with(Policy::labels().columns(Label.name).order_by(Label.name))
                .order_by(Policy.number)
        )
    };
    let expected = [
        ("P-1", vec!["fleet", "vip"]),
        ("P-2", vec!["fleet"]),
        ("P-3", vec![]),
    ];
    let found: Vec<(String, Vec<String>)> = labels(&acme).await;
    let owned = |(number, names): (&str, Vec<&str>)| {
        let names = names.into_iter().map(str::to_owned).collect::<Vec<_>>();
        (number.to_owned(), names)
    };
    assert_eq!(found, expected.map(owned));
    assert_eq!(
        labels(&beta).await,
        [owned(("P-1", vec!["theirs", "theirs"]))]
    );
    let policies: Vec<(String, Vec<String>)> = both!(
        acme.find(Label)
            .columns(Label.name)
            .with(
                Label::policies()
                    .columns(Policy.number)
                    .order_by(Policy.number.desc()),
            )
            .order_by(Label.id)
    );
    assert_eq!(
        policies,
        [
            ("fleet", vec!["P-2", "P-1"]),
            ("vip", vec!["P-1"]),
            ("old", vec![])
        ]
        .map(owned)
    );
}

async fn to_one<B: TestBackend>(db: Db<B>) {
    let (acme, _) = related(&db).await;
    // Several parents share a row, and its own relations.
    let rows: Vec<(Uuid, Option<(String, Contact)>)> = both!(
        acme.find(Claim)
            .columns(Claim.id)
            .with(
                Claim::policy()
                    .columns(Policy.number)
                    .with(Policy::holder())
            )
            .order_by(Claim.id)
    );
    let shown: Vec<_> = rows
        .iter()
        .map(|(id, policy)| {
            let (number, holder) = policy.as_ref().expect("the policy is there");
            (*id, number.as_str(), holder.name.as_str())
        })
        .collect();
    assert_eq!(
        shown,
        [
            (HAIL, "P-1", "Ada"),
            (FIRE, "P-1", "Ada"),
            (THEFT, "P-2", "Ada")
        ]
    );
    let home: Vec<(String, Option<Country>)> = both!(
        acme.find(Contact)
            .columns(Contact.name)
            .with(Contact::home())
            .order_by(Contact.name)
    );
    let home: Vec<_> = home
        .iter()
        .map(|(name, country)| {
            (
                name.as_str(),
                country.as_ref().map(|country| &*country.name),
            )
        })
        .collect();
    assert_eq!(
        home,
        [
            ("Ada", Some("Germany")),
            ("Bo", None),
            ("Cy", Some("France"))
        ]
    );
}
