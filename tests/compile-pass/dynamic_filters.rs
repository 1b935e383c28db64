//! Filters that are known at run time only, added in a loop, or not at all.

mod tables;

use orm::prelude::*;
use tables::*;

#[derive(Default)]
struct Search {
    number: Option<String>,
    words: Vec<String>,
    countries: Vec<String>,
    newest_first: bool,
}

async fn search(db: &TenantDb, search: Search) -> Result<Vec<String>, orm::Error> {
    let mut query = db.select(Policy.number).from(Policy);
    for word in &search.words {
        query = query.filter(Policy.number.contains(word));
    }
    if let Some(number) = &search.number {
        query = query.filter(Policy.number.eq(number));
    }
    if search.newest_first {
        query = query.order_by(Policy.id.desc());
    }
    let countries = search
        .countries
        .iter()
        .map(|code| Policy.condition(Policy.country.eq(code)));
    let one_of_them = (!search.countries.is_empty()).then(|| orm::any_of(countries));
    query
        .filter_if(one_of_them)
        .order_by(Policy.number)
        .all()
        .await
}

#[tokio::main]
async fn main() -> Result<(), orm::Error> {
    let (_, acme) = tables::insurer().await?;
    assert_eq!(search(&acme, Search::default()).await?, ["P-1", "P-2"]);
    let both = Search {
        words: vec!["P".into(), "2".into()],
        ..Search::default()
    };
    assert_eq!(search(&acme, both).await?, ["P-2"]);
    let one = Search {
        number: Some("P-1".into()),
        newest_first: true,
        ..Search::default()
    };
    assert_eq!(search(&acme, one).await?, ["P-1"]);
    let elsewhere = Search {
        countries: vec!["AT".into(), "DE".into()],
        ..Search::default()
    };
    assert!(search(&acme, elsewhere).await?.is_empty());

    let nothing: Option<orm::Condition<Policy>> = None;
    let error = acme
        .delete(Policy)
        .filter_if(nothing)
        .run()
        .await
        .unwrap_err();
    assert!(
        matches!(error, orm::Error::Build(e) if matches!(*e, orm::BuildError::EmptyFilter { .. }))
    );
    Ok(())
}
