//! Filters, orders, columns and pages that come from a request.

mod property;

use orm::list::{Fields, Filter, ListRequest, Operator, OrderTerm, RequestError, Use};
use orm::prelude::*;
use orm::{BuildError, Error, select};

use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    filters_by_every_operator,
    filters_in_json,
    values_of_another_type_are_refused,
    unknown_names_are_refused,
    hostile_names_never_reach_the_text,
    the_tenant_is_no_field,
    the_tenants_column_does_not_widen,
    pages_reach_every_row_once,
    pages_of_nullable_columns,
    a_cursor_fits_its_order_only,
    a_cursor_of_another_tenant_shows_nothing_of_it,
    pages_across_tenants,
    pages_have_a_greatest_size,
    chosen_columns,
    beside_joins_and_filters,
    in_other_statements,
    an_order_of_its_own_is_refused,
    conditions_that_may_be_missing,
);

pub(super) fn fields() -> Fields<Policy> {
    Fields::of(Policy)
        .field("id", Policy.id)
        .field("number", Policy.number)
        .field("status", Policy.status)
        .field("premium", Policy.premium)
        .field("note", Policy.note)
        .field("created", Policy.created_at)
        .filtered("holder", Policy.holder_id)
        .page_size(20, 50)
}

fn request(query: &str) -> ListRequest {
    query.parse().expect("the query string is one")
}

async fn numbers<B: TestBackend>(db: &Tenant<B>, query: &str) -> String {
    let listing = fields().read(&request(query)).expect(query);
    let page = db.from(Policy).list(&listing).page().await.expect(query);
    let numbers: Vec<_> = page.rows.into_iter().map(|policy| policy.number).collect();
    numbers.join(" ")
}

fn refused_request(query: &str) -> RequestError {
    fields().read(&request(query)).expect_err(query)
}

async fn filters_by_every_operator<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    for (query, expected) in [
        ("", "P-1 P-2 P-3"),
        ("status=bound", "P-1"),
        ("status[ne]=bound", "P-2 P-3"),
        ("status[in]=bound,cancelled", "P-1 P-3"),
        ("status[not_in]=bound,cancelled", "P-2"),
        ("status[in]=", ""),
        ("premium=50.5", "P-2"),
        ("premium[lt]=50.50", "P-3"),
        ("premium[lte]=50.50", "P-2 P-3"),
        ("premium[gt]=50.50", "P-1"),
        ("premium[gte]=50.50", "P-1 P-2"),
        ("premium[between]=0,60", "P-2 P-3"),
        ("premium[gte]=1&premium[lt]=100", "P-2"),
        ("number[contains]=-", "P-1 P-2 P-3"),
        ("number[contains]=%25", ""),
        ("number[icontains]=p-2", "P-2"),
        ("number[starts_with]=P-", "P-1 P-2 P-3"),
        ("number[starts_with]=_-", ""),
        ("number[ends_with]=3", "P-3"),
        ("note[is_null]=true", "P-1 P-3"),
        ("note[is_null]=false", "P-2"),
        ("note=call+back", "P-2"),
        ("note[ne]=x", "P-2"),
        (&format!("id={P3}"), "P-3"),
        (&format!("holder={ADA}"), "P-1 P-2"),
        ("created[gt]=2020-01-01T00:00:00Z", "P-1 P-2 P-3"),
        ("created[lt]=2020-01-01T02:00:00%2B02:00", ""),
        ("sort=-number", "P-3 P-2 P-1"),
        ("sort=premium", "P-3 P-2 P-1"),
        ("sort=status,-premium&limit=2", "P-2 P-1"),
        ("sort=number&offset=1&limit=1", "P-2"),
        ("limit=0", ""),
    ] {
        let found = numbers(&acme, query).await;
        // Names of an enum are in the order of their declaration on some databases.
        let expected = match query.starts_with("sort=status") {
            true if found == "P-1 P-3" => "P-1 P-3",
            _ => expected,
        };
        assert_eq!(found, expected, "{query}");
    }
}

async fn filters_in_json<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    for (json, expected) in [
        (r#"{}"#, "P-1 P-2 P-3"),
        (
            r#"{"status": "bound", "premium": {"gte": "100.00"}}"#,
            "P-1",
        ),
        (r#"{"status": ["bound", "draft"]}"#, "P-1 P-2"),
        (r#"{"note": null}"#, "P-1 P-3"),
        (r#"{"note": {"ne": null}}"#, "P-2"),
        (r#"{"premium": {"gt": 0, "lt": 60}}"#, "P-2"),
        (r#"{"premium": {"between": [0, 50.5]}}"#, "P-2 P-3"),
        (
            r#"{"or": [{"number": "P-1"}, {"number": "P-3"}]}"#,
            "P-1 P-3",
        ),
        (r#"{"or": []}"#, ""),
        (r#"{"and": []}"#, "P-1 P-2 P-3"),
        (
            r#"{"not": {"status": "bound", "number": "P-1"}}"#,
            "P-2 P-3",
        ),
        (
            r#"{"or": [{"status": "bound", "not": {"number": "P-1"}}, {"premium": 0}]}"#,
            "P-3",
        ),
    ] {
        let filter: Filter = serde_json::from_str(json).expect(json);
        let again = serde_json::to_string(&filter).expect(json);
        for filter in [filter, serde_json::from_str(&again).expect(&again)] {
            let condition = fields().read_filter(&filter).expect(json);
            let query = acme.select(Policy.number).from(Policy).filter(condition);
            let found = query.order_by(Policy.number).all().await.expect(json);
            assert_eq!(found.join(" "), expected, "{json}");
        }
    }
    let whole: ListRequest = serde_json::from_str(
        r#"{"filter": {"status": {"ne": "bound"}}, "sort": ["-number"], "limit": 1, "note": null}"#,
    )
    .expect("it is a request");
    let listing = fields().read(&whole).expect("its fields are known");
    let page = acme
        .from(Policy)
        .list(&listing)
        .page()
        .await
        .expect("it runs");
    assert_eq!((page.rows.len(), page.rows[0].id), (1, P3));
    for wrong in [
        r#"{"sort": 1}"#,
        r#"{"limit": "x"}"#,
        r#"{"limit": -1}"#,
        r#"{"columns": [1]}"#,
        r#"{"after": 1}"#,
        r#"{"filter": []}"#,
        r#"{"or": 1}"#,
        r#"{"and": [1]}"#,
        r#"{"not": "x"}"#,
        "[]",
    ] {
        assert!(
            serde_json::from_str::<ListRequest>(wrong).is_err(),
            "{wrong}"
        );
    }
}

async fn values_of_another_type_are_refused<B: TestBackend>(_: Db<B>) {
    for (query, expected) in [
        (
            "status=open",
            "the value of `status[eq]` doesn't fit: `open` is none of draft, bound, cancelled",
        ),
        (
            "premium=x",
            "the value of `premium[eq]` doesn't fit: not a valid decimal: Invalid decimal: unknown character",
        ),
        (
            "premium[gt]=1.005",
            "the value of `premium[gt]` doesn't fit: decimal 1.005 has more than 2 digits after the point: round it first",
        ),
        (
            "id[in]=1",
            "the value of `id[in]` doesn't fit: not a valid uuid: ",
        ),
        (
            "created=2024",
            "the value of `created[eq]` doesn't fit: not a valid date-time: `2024`",
        ),
        (
            "created=2024-01-01T00:00:00.0000001Z",
            "the value of `created[eq]` doesn't fit: 00:00:00.000000100 is not kept exactly",
        ),
        (
            "number=%00",
            "the value of `number[eq]` doesn't fit: text with a NUL character is not kept by every server",
        ),
        (
            "premium[between]=1",
            "the value of `premium[between]` doesn't fit: a list of two values is expected",
        ),
        (
            "note[is_null]=x",
            "the value of `note[is_null]` doesn't fit: `true` or `false` is expected",
        ),
    ] {
        let error = refused_request(query).to_string();
        assert!(error.starts_with(expected), "{query}: {error}");
    }
    let of = |field, operator, value: serde_json::Value| {
        let filter = Filter::field(field, operator, value);
        fields().read_filter(&filter).expect_err("it is refused")
    };
    let null = || serde_json::Value::Null;
    assert_eq!(
        of("number", Operator::Eq, null()).to_string(),
        "the value of `number[eq]` doesn't fit: the field is never null"
    );
    for (field, operator, value) in [
        ("number", Operator::In, null()),
        ("number", Operator::In, vec![null()].into()),
        ("premium", Operator::Gt, null()),
        ("premium", Operator::Eq, true.into()),
        ("number", Operator::Contains, serde_json::json!({"a": 1})),
    ] {
        let error = of(field, operator, value);
        assert!(matches!(error, RequestError::Value { .. }), "{error}");
    }
}

async fn unknown_names_are_refused<B: TestBackend>(_: Db<B>) {
    let known = "id, number, status, premium, note, created";
    for (query, expected) in [
        (
            "colour=red",
            format!("there is no `colour` to filter by: known are {known}, holder"),
        ),
        (
            "sort=-colour",
            format!("there is no `colour` to order by: known are {known}"),
        ),
        (
            "sort=holder",
            format!("there is no `holder` to order by: known are {known}"),
        ),
        (
            "columns=number,holder",
            format!("there is no `holder` to select: known are {known}"),
        ),
        (
            "premium[like]=1",
            "`premium` has no operator `like`: known are eq, ne, lt, lte, gt, gte, in, not_in, between"
                .to_owned(),
        ),
        (
            "status[gt]=bound",
            "`status` has no operator `gt`: known are eq, ne, in, not_in".to_owned(),
        ),
        (
            "number[is_null]=true",
            "`number` has no operator `is_null`: known are eq, ne, lt, lte, gt, gte, in, not_in, between, contains, icontains, starts_with, ends_with".to_owned(),
        ),
        ("sort=number,-number", "`number` stands in the order twice".to_owned()),
        ("limit=51", "`limit` is at most 50".to_owned()),
        ("after=00&offset=1", "`after` and `offset` exclude each other".to_owned()),
    ] {
        assert_eq!(refused_request(query).to_string(), expected, "{query}");
    }
    let many = vec!["P-1"; 100].join(",");
    for query in [format!("number[in]={many}"), "number=1&".repeat(100)] {
        assert_eq!(
            refused_request(&query),
            RequestError::FilterTooLarge { most: 100 }
        );
    }
    let mut deep = Filter::default();
    for _ in 0..200 {
        deep = Filter::Not(Box::new(deep));
    }
    assert!(fields().read_filter(&deep).is_err());

    for (wrong, reason) in [
        (
            fields().field("sort", Policy.note),
            "`sort` means something else",
        ),
        (
            fields().field("a[b]", Policy.note),
            "`a[b]` means something else",
        ),
        (
            fields().field("id", Policy.note),
            "two columns are called `id`",
        ),
        (
            fields().default_order("-x"),
            "the default order: there is no `x`",
        ),
    ] {
        let error = wrong.read(&ListRequest::default()).unwrap_err().to_string();
        assert!(error.contains(reason), "{error}");
    }
    let error: Error = refused_request("x=1").into();
    assert!(matches!(error, Error::Request(_)));
}

async fn hostile_names_never_reach_the_text<B: TestBackend>(db: Db<B>) {
    let acme = tenant(&db, ACME);
    let hostile = [
        "id\" = \"id\" OR 1=1 --",
        "policies.org_id",
        "org_id",
        "\"org_id\"",
        "deleted_at",
        "number) UNION SELECT * FROM contacts --",
        "number; DROP TABLE policies",
        "NUMBER",
        " number",
        "number\0",
        "",
        "*",
        "1",
        "${number}",
        "number`",
    ];
    for name in hostile {
        let in_filter = ListRequest {
            filter: Filter::field(name, Operator::Eq, "x"),
            ..ListRequest::default()
        };
        let in_order = ListRequest {
            order: vec![OrderTerm::ascending(name)],
            ..ListRequest::default()
        };
        let in_columns = ListRequest {
            columns: Some(vec![name.to_owned()]),
            ..ListRequest::default()
        };
        for (request, purpose) in [
            (in_filter, Use::Filter),
            (in_order, Use::Order),
            (in_columns, Use::Select),
        ] {
            match fields().read(&request) {
                Err(RequestError::UnknownField { purpose: found, .. }) => {
                    assert_eq!(found, purpose);
                }
                other => panic!("{name:?} {purpose:?}: {other:?}"),
            }
        }
        let operator = ListRequest {
            filter: Filter::Field {
                name: "number".to_owned(),
                operator: name.to_owned(),
                value: "x".into(),
            },
            ..ListRequest::default()
        };
        assert!(matches!(
            fields().read(&operator),
            Err(RequestError::UnknownOperator { .. })
        ));
        // A hostile value is a bind value.
        if name.contains('\0') {
            continue;
        }
        let plain = |value: &str| {
            let request = ListRequest {
                filter: Filter::field("number", Operator::Contains, value),
                ..ListRequest::default()
            };
            let listing = fields().read(&request).expect("it is a text");
            let list = acme.from(Policy).list(&listing);
            list.to_sql().expect("it can be written").into_sql()
        };
        assert_eq!(plain(name), plain("x"));
    }
    let long = "x".repeat(1000);
    assert!(refused_request(&format!("{long}=1")).to_string().len() < 200);
}

async fn the_tenant_is_no_field<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    for query in ["org_id=x", "org=x", "sort=org_id", "columns=org_id"] {
        assert!(matches!(
            refused_request(query),
            RequestError::UnknownField { .. }
        ));
    }
    let page = acme
        .from(Policy)
        .list(&fields().read(&ListRequest::default()).unwrap())
        .records()
        .await
        .unwrap();
    assert!(page.rows.iter().all(|row| !row.contains_key("org_id")));
}

async fn the_tenants_column_does_not_widen<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let fields = fields().field("org", Policy.org_id);
    let other = BETA.0;
    for query in [
        format!("org={other}"),
        format!("org[in]={other}"),
        format!("org={other}&number=P-1"),
    ] {
        let listing = fields.read(&request(&query)).unwrap();
        let list = acme.from(Policy).list(&listing);
        assert_eq!(list.count().await.unwrap(), 0, "{query}");
    }
    let or: Filter = serde_json::from_str(&format!(
        r#"{{"or": [{{"org": "{other}"}}, {{"not": {{"org": "{other}"}}}}, {{"number": "P-1"}}]}}"#
    ))
    .unwrap();
    let condition = fields.read_filter(&or).unwrap();
    let rows = acme.from(Policy).filter(condition).all().await.unwrap();
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|policy| policy.org_id == ACME));
    let listing = fields.read(&request("sort=-org&columns=org")).unwrap();
    let page = acme.from(Policy).list(&listing).records().await.unwrap();
    let own = serde_json::Value::from(ACME.0.to_string());
    assert!(page.rows.iter().all(|row| row["org"] == own));
}

/// The numbers of all pages, in order.
async fn walk<B: TestBackend>(db: &Tenant<B>, fields: &Fields<Policy>, query: &str) -> Vec<String> {
    let mut request = request(query);
    let mut all = Vec::new();
    for _ in 0..100 {
        let listing = fields.read(&request).unwrap();
        let page = db.from(Policy).list(&listing).page().await.unwrap();
        assert!(page.rows.len() as u64 <= listing.limit());
        all.extend(page.rows.into_iter().map(|policy| policy.number));
        match page.next {
            Some(next) => request.after = Some(next),
            None => return all,
        }
    }
    panic!("the pages of {query} have no end");
}

async fn pages_reach_every_row_once<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let more = (0..20).map(|n| policy(id(100 + n), &format!("Q-{n:02}"), BO, 5_00));
    acme.insert_many(more).run().await.unwrap();
    let fields = fields();
    let mut all = walk(&acme, &fields, "sort=number").await;
    assert_eq!(all.len(), 23);
    for sort in ["number", "-premium", "premium,-number", "status", "-id", ""] {
        for limit in [1, 2, 7, 22, 23, 24] {
            let mut found = walk(&acme, &fields, &format!("sort={sort}&limit={limit}")).await;
            if sort == "number" {
                assert_eq!(found, all);
            }
            found.sort();
            all.sort();
            assert_eq!(found, all, "{sort} {limit}");
        }
    }
}

async fn pages_of_nullable_columns<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let noted = ["b", "a", "c", "a"].iter().enumerate().map(|(n, note)| {
        let number = id(100 + n as u128);
        policy(number, &format!("Q-{n}"), BO, 5_00).note((*note).to_owned())
    });
    acme.insert_many(noted).run().await.unwrap();
    let fields = fields();
    for limit in 1..=8 {
        let up = walk(&acme, &fields, &format!("sort=note,number&limit={limit}")).await;
        assert_eq!(up, ["Q-1", "Q-3", "Q-0", "Q-2", "P-2", "P-1", "P-3"]);
        let down = walk(&acme, &fields, &format!("sort=-note,-number&limit={limit}")).await;
        assert_eq!(down, ["P-2", "Q-2", "Q-0", "Q-3", "Q-1", "P-3", "P-1"]);
    }
}

async fn a_cursor_fits_its_order_only<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let first = fields().read(&request("sort=number&limit=1")).unwrap();
    let page = acme.from(Policy).list(&first).page().await.unwrap();
    let next = page.next.expect("there is another page");
    let answer = async |query: &str, after: &str| {
        let request = ListRequest {
            after: Some(after.to_owned()),
            ..request(query)
        };
        let listing = fields().read(&request)?;
        acme.from(Policy).list(&listing).page().await
    };
    assert_eq!(answer("sort=number", &next).await.unwrap().rows.len(), 2);
    let hex = |text: &str| {
        text.bytes()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>()
    };
    for (query, after) in [
        ("sort=-number", next.clone()),
        ("sort=premium", next.clone()),
        ("sort=number", String::new()),
        ("sort=number", "x".to_owned()),
        ("sort=number", next[1..].to_owned()),
        ("sort=number", next[2..].to_owned()),
        ("sort=number", hex("[]")),
        ("sort=number", hex(r#"["+number+id",[]]"#)),
        ("sort=number", hex(r#"["+number+id",[null,null]]"#)),
        ("sort=number", hex(r#"["+number+id",["a","b"]]"#)),
        ("sort=number", hex(r#"["+number+id",["a",{}]]"#)),
    ] {
        match answer(query, &after).await {
            Err(Error::Request(error)) => assert_eq!(*error, RequestError::Cursor),
            other => panic!("{query} {after}: {other:?}"),
        }
    }
}

async fn a_cursor_of_another_tenant_shows_nothing_of_it<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    beta.insert(policy(id(40), "P-0", ZOE, 1))
        .run()
        .await
        .unwrap();
    let first = fields().read(&request("sort=number&limit=1")).unwrap();
    let next = beta.from(Policy).list(&first).page().await.unwrap().next;
    let request = ListRequest {
        after: next,
        ..request("sort=number")
    };
    let listing = fields().read(&request).unwrap();
    let rows = acme.from(Policy).list(&listing).page().await.unwrap().rows;
    let numbers: Vec<_> = rows.iter().map(|policy| policy.number.as_str()).collect();
    assert_eq!(numbers, ["P-1", "P-2", "P-3"]);
    assert!(rows.iter().all(|policy| policy.org_id == ACME));
}

async fn pages_across_tenants<B: TestBackend>(db: Db<B>) {
    insurers(&db).await;
    let above = db
        .cross_tenant(&SystemActor::new("suite"), "lists the rows of all")
        .unwrap();
    // Both have a policy P-1 with the same id.
    let mut request = request("sort=number&limit=1");
    let mut found = Vec::new();
    loop {
        let listing = fields().read(&request).unwrap();
        let page = above.from(Policy).list(&listing).page().await.unwrap();
        found.extend(
            page.rows
                .into_iter()
                .map(|policy| (policy.number, policy.org_id)),
        );
        match page.next {
            Some(next) => request.after = Some(next),
            None => break,
        }
    }
    let all = [("P-1", ACME), ("P-1", BETA), ("P-2", ACME), ("P-3", ACME)];
    assert_eq!(found, all.map(|(number, org)| (number.to_owned(), org)));
}

async fn pages_have_a_greatest_size<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let fields = fields().page_size(2, 3).default_order("-number");
    let page = async |query: &str| {
        let listing = fields.read(&request(query))?;
        let list = acme.from(Policy).list(&listing);
        assert_eq!(list.count().await?, 3);
        let page = acme.from(Policy).list(&listing).page().await?;
        Ok::<_, Error>((page.rows.len(), page.next.is_some()))
    };
    assert_eq!(page("").await.unwrap(), (2, true));
    assert_eq!(page("limit=3").await.unwrap(), (3, false));
    assert_eq!(page("limit=1&offset=2").await.unwrap(), (1, false));
    assert!(matches!(
        page("limit=4").await,
        Err(Error::Request(error)) if *error == RequestError::Limit { most: 3 }
    ));
    let listing = fields.read(&request("")).unwrap();
    let rows = acme.from(Policy).list(&listing).page().await.unwrap().rows;
    assert_eq!(rows[0].number, "P-3");
}

async fn chosen_columns<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let listing = fields()
        .read(&request(
            "columns=number,premium,status,note&sort=number&limit=2",
        ))
        .unwrap();
    let page = acme.from(Policy).list(&listing).records().await.unwrap();
    assert_eq!(
        serde_json::to_value(&page.rows).unwrap(),
        serde_json::json!([
            {"number": "P-1", "premium": "100.00", "status": "bound", "note": null},
            {"number": "P-2", "premium": "50.50", "status": "draft", "note": "call back"},
        ])
    );
    let after = ListRequest {
        after: page.next,
        ..request("columns=id&sort=number")
    };
    let listing = fields().read(&after).unwrap();
    let page = acme.from(Policy).list(&listing).records().await.unwrap();
    assert_eq!(
        serde_json::to_value(&page.rows).unwrap(),
        serde_json::json!([{"id": P3.to_string()}])
    );
    // What was read can be asked for.
    let all = fields().read(&request("sort=number")).unwrap();
    let page = acme.from(Policy).list(&all).records().await.unwrap();
    let row = page.rows[1].clone();
    assert_eq!(row.len(), 6);
    let mut same = Filter::default();
    for (name, value) in row {
        same = same.and(Filter::field(name, Operator::Eq, value));
    }
    let condition = fields().read_filter(&same).unwrap();
    let found = acme.from(Policy).filter(condition).all().await.unwrap();
    assert_eq!((found.len(), found[0].id), (1, P2));

    let payments = Fields::of(Payment)
        .field("amount", Payment.amount)
        .field("day", Payment.paid_on);
    let listing = payments
        .read(&request("day[between]=2024-01-01,2024-12-31&sort=-day"))
        .unwrap();
    let page = acme.from(Payment).list(&listing).records().await.unwrap();
    assert_eq!(
        serde_json::to_value(&page.rows).unwrap(),
        serde_json::json!([
            {"amount": "12.50", "day": "2024-02-29"},
            {"amount": "30.00", "day": "2024-01-31"},
        ])
    );
    let claims = Fields::of(Claim)
        .field("amount", Claim.amount)
        .field("open", Claim.open);
    let listing = claims.read(&request("open=true&sort=amount")).unwrap();
    let page = acme.from(Claim).list(&listing).records().await.unwrap();
    assert_eq!(
        serde_json::to_value(&page.rows).unwrap(),
        serde_json::json!([{"amount": 40, "open": true}, {"amount": 100, "open": true}])
    );
}

async fn beside_joins_and_filters<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let mut request = request("status[ne]=cancelled&sort=-premium&limit=1");
    let mut found = Vec::new();
    loop {
        let listing = fields().read(&request).unwrap();
        let page = acme
            .select((Policy.number, Contact.name))
            .from(Contact)
            .inner_join(Policy, Policy.holder_id.eq(Contact.id))
            .filter(Contact.name.eq("Ada").or(Contact.name.eq("Bo")))
            .list(&listing)
            .page()
            .await
            .unwrap();
        found.extend(page.rows);
        match page.next {
            Some(next) => request.after = Some(next),
            None => break,
        }
    }
    let ada = |number: &str| (number.to_owned(), "Ada".to_owned());
    assert_eq!(found, [ada("P-1"), ada("P-2")]);

    orm::alias!(Other: Policy);
    let fields = Fields::of(Other).field("number", Other.number);
    let listing = fields.read(&"number=P-2".parse().unwrap()).unwrap();
    let page = acme
        .select((Policy.number, Other.number))
        .from(Policy)
        .inner_join(Other, Other.holder_id.eq(Policy.holder_id))
        .filter(Policy.id.ne(Other.id))
        .list(&listing)
        .page()
        .await
        .unwrap();
    assert_eq!(page.rows, [("P-1".to_owned(), "P-2".to_owned())]);
}

async fn in_other_statements<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let bound = fields()
        .read(&request("status=bound&sort=-number"))
        .unwrap();
    // In a subquery, a relation, an update and a delete.
    let policies = select(Policy.id).from(Policy).filter_if(bound.condition());
    let claims = acme
        .from(Claim)
        .filter(Claim.policy_id.in_query(policies))
        .count();
    assert_eq!(claims.await.unwrap(), 2);
    let found = acme
        .find(Policy)
        .filter_if(bound.condition())
        .order_by(bound.order())
        .with(Policy::claims().order_by(Claim.title))
        .all()
        .await
        .unwrap();
    assert_eq!((found.len(), found[0].1.len()), (1, 2));
    let noted = acme
        .update(Policy)
        .set(Policy.note.to("listed"))
        .filter_if(bound.condition())
        .run();
    assert_eq!(noted.await.unwrap(), 1);
    assert_eq!(numbers(&acme, "note=listed").await, "P-1");
    assert_eq!(numbers(&beta, "note=listed").await, "");
    let nothing = fields().read(&ListRequest::default()).unwrap();
    let error = acme
        .delete(Policy)
        .filter_if(nothing.condition())
        .run()
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Build(e) if matches!(*e, BuildError::EmptyFilter { .. })));
}

async fn an_order_of_its_own_is_refused<B: TestBackend>(db: Db<B>) {
    let acme = tenant(&db, ACME);
    let listing = fields().read(&ListRequest::default()).unwrap();
    for query in [
        acme.from(Policy).order_by(Policy.number),
        acme.from(Policy).limit(1),
        acme.from(Policy).offset(1),
    ] {
        let error = query.list(&listing).page().await.unwrap_err();
        assert!(matches!(error, Error::Build(e) if *e == BuildError::ListOrdered));
    }
}

async fn conditions_that_may_be_missing<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let found = async |number: Option<&str>, noted: Option<bool>| {
        let condition = Policy
            .premium
            .gt(cents(0))
            .and_if(number.map(|number| Policy.number.eq(number)))
            .or_if(noted.map(|_| Policy.status.eq(PolicyStatus::Cancelled)));
        acme.from(Policy).filter(condition).count().await.unwrap()
    };
    assert_eq!(found(None, None).await, 2);
    assert_eq!(found(Some("P-1"), None).await, 1);
    assert_eq!(found(None, Some(true)).await, 3);
    assert_eq!(found(Some("P-1"), Some(true)).await, 2);
    let conditions = vec![
        Policy.condition(Policy.number.ne("P-2")),
        Policy.condition(Policy.premium.gt(cents(0))),
    ];
    let all = acme.from(Policy).filter(orm::all_of(conditions.clone()));
    assert_eq!(all.count().await.unwrap(), 1);
    let any = acme.from(Policy).filter(orm::any_of(conditions));
    assert_eq!(any.count().await.unwrap(), 3);
}
