use orm::list::{Fields, Filter};
use orm::prelude::*;

use crate::backend::TestBackend;
use crate::schema::*;
use crate::sql_text::{Shown, acme, lines, on_every_dialect};

on_every_dialect!(requested, pages, chosen, across_tenants);

fn fields() -> Fields<Policy> {
    Fields::of(Policy)
        .field("number", Policy.number)
        .field("status", Policy.status)
        .field("premium", Policy.premium)
        .field("note", Policy.note)
        .field("created", Policy.created_at)
        .page_size(20, 100)
}

/// Shows a page of a list after it was executed.
macro_rules! page {
    ($db:expr, $request:expr) => {{
        let listing = fields().read(&$request).expect("its fields are known");
        let list = || $db.from(Policy).list(&listing);
        let page = list().page().await.expect("it can be executed");
        let statement = list().to_sql().expect("it can be written");
        (page.next, lines(&statement))
    }};
}

async fn requested<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    for query in [
        "",
        "status=bound&premium[gte]=100.00&sort=-created,number&limit=50",
        "number[in]=P-1,P-2&note[ne]=x&offset=1",
        "number[icontains]=p&number[starts_with]=P&premium[between]=1,200&note[is_null]=false",
    ] {
        shown.add(page!(db, query.parse().unwrap()).1);
    }
    let filter: Filter = serde_json::from_str(
        r#"{"or": [{"note": null}, {"not": {"status": ["bound", "draft"], "premium": {"lt": 1}}}]}"#,
    )
    .unwrap();
    let condition = fields().read_filter(&filter).unwrap();
    let query = db.select(Policy.number).from(Policy).filter(condition);
    query.clone().all().await.unwrap();
    shown.add(lines(&query.to_sql().unwrap()));
}

async fn pages<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    for query in [
        "sort=-premium,number&limit=1",
        "sort=status&limit=1",
        "sort=note&limit=1",
    ] {
        let mut request: orm::list::ListRequest = query.parse().unwrap();
        request.after = page!(db, request).0;
        shown.add(page!(db, request).1);
    }
    // Behind a NULL.
    let mut request: orm::list::ListRequest = "sort=-note&limit=2".parse().unwrap();
    request.after = page!(db, request).0;
    shown.add(page!(db, request).1);
}

async fn chosen<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let request = "columns=number,premium&sort=number".parse().unwrap();
    let listing = fields().read(&request).unwrap();
    let list = || {
        db.from(Policy)
            .inner_join(Contact, Contact.id.eq(Policy.holder_id))
            .filter(Contact.name.eq("Ada"))
            .list(&listing)
    };
    list().records().await.unwrap();
    shown.add(lines(&list().records_to_sql().unwrap()));
}

async fn across_tenants<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    acme(&db).await;
    let above = db
        .cross_tenant(&SystemActor::new("suite"), "shows the text")
        .unwrap();
    shown.add(page!(above, "sort=number".parse().unwrap()).1);
}
