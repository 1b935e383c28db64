use orm::driver::{BuildError, HasReturning};
use orm::prelude::*;
use orm::{Error, random_uuid, select};

use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::*;
use crate::schema::*;

on_every_backend!(
    rows_of_a_query,
    only_the_tenants_own_rows,
    the_same_ids_for_each_tenant,
    stamps_and_defaults,
    a_stamp_that_is_given_is_kept,
    groups_orders_and_limits,
    values_of_every_kind,
    from_a_global_table,
    into_a_global_table,
    a_column_too_few,
    a_column_twice,
    all_or_none,
    keys_made_by_the_database,
    ; returning:
    returning_the_rows,
);

async fn labels<B: TestBackend>(db: &Tenant<B>) -> Vec<(Uuid, String)> {
    db.select((Tag.policy_id, Tag.label))
        .from(Tag)
        .filter(Tag.label.like("n-%"))
        .order_by((Tag.policy_id, Tag.label))
        .all()
        .await
        .unwrap()
}

async fn rows_of_a_query<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let query = select((
        Tag.label.to(value("n-".to_owned()).concat(Policy.number)),
        Tag.policy_id.to(Policy.id),
    ))
    .from(Policy)
    .inner_join(Claim, Claim.policy_id.eq(Policy.id))
    .filter(Claim.title.ne("fire").or(Claim.open));
    assert_eq!(acme.insert_from(Tag, query).run().await.unwrap(), 2);
    assert_eq!(
        labels(&acme).await,
        [(P1, "n-P-1".to_owned()), (P2, "n-P-2".to_owned())]
    );
}

async fn only_the_tenants_own_rows<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let before = beta.from(Tag).all().await.unwrap();
    // Beta's hail has another amount, and is under the same keys.
    let amounts = select(max(Claim.amount))
        .correlate(Policy)
        .from(Claim)
        .filter(Claim.policy_id.eq(Policy.id));
    let query = select((
        Tag.policy_id.to(Policy.id),
        Tag.label
            .to(value("n-".to_owned()).concat(coalesce(scalar(amounts), 0).cast::<String>())),
    ))
    .from(Policy)
    .filter(
        Policy
            .holder_id
            .in_query(select(Contact.id).from(Contact))
            .or(value(true)),
    );
    assert_eq!(acme.insert_from(Tag, query).run().await.unwrap(), 3);
    assert_eq!(beta.from(Tag).all().await.unwrap(), before);
    assert_eq!(
        labels(&acme).await,
        [
            (P1, "n-250".to_owned()),
            (P2, "n-40".to_owned()),
            (P3, "n-0".to_owned())
        ]
    );
    let owners = acme.select(Tag.org_id).from(Tag).distinct();
    assert_eq!(owners.all().await.unwrap(), [ACME]);
}

async fn the_same_ids_for_each_tenant<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    for db in [&acme, &beta] {
        let query = select((Tag.policy_id.to(Policy.id), Tag.label.to("n-all"))).from(Policy);
        db.insert_from(Tag, query).run().await.unwrap();
    }
    assert_eq!(labels(&acme).await.len(), 3);
    assert_eq!(labels(&beta).await, [(P1, "n-all".to_owned())]);
}

async fn stamps_and_defaults<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let before = utc_now();
    let query = select((
        Policy.id.to(Contact.id),
        Policy.number.to(Contact.name.concat("-1")),
        Policy.holder_id.to(Contact.id),
        Policy.premium.to(cents(7)),
    ))
    .from(Contact)
    .filter(Contact.name.eq("Cy"));
    assert_eq!(acme.insert_from(Policy, query).run().await.unwrap(), 1);
    let row = acme.from(Policy).by_key(CY).one().await.unwrap();
    assert_eq!(
        (row.org_id, row.number.as_str(), row.status, row.premium),
        (ACME, "Cy-1", PolicyStatus::Draft, cents(7))
    );
    assert_eq!(
        (row.version, row.created_by, row.deleted_at),
        (1, Some(UserId(Uuid::from_u128(7))), None)
    );
    assert_eq!(row.created_at, row.updated_at);
    assert!(row.created_at >= before - chrono::Duration::seconds(1));
    assert_eq!(beta.from(Policy).count().await.unwrap(), 1);
}

async fn a_stamp_that_is_given_is_kept<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let query = select((
        Policy.id.to(random_uuid()),
        Policy.number.to(Policy.number.concat("-copy")),
        Policy.holder_id.to(Policy.holder_id),
        Policy.premium.to(Policy.premium),
        Policy.status.to(Policy.status),
        Policy.created_at.to(Policy.created_at),
        Policy.version.to(5),
    ))
    .from(Policy)
    .filter(Policy.number.eq("P-1"));
    acme.insert_from(Policy, query).run().await.unwrap();
    let original = acme.from(Policy).by_key(P1).one().await.unwrap();
    let copy = acme.from(Policy).filter(Policy.number.eq("P-1-copy"));
    let copy = copy.one().await.unwrap();
    assert_ne!(copy.id, original.id);
    assert_eq!(
        (copy.created_at, copy.version, copy.status, copy.premium),
        (original.created_at, 5, PolicyStatus::Bound, cents(100_00))
    );
}

async fn groups_orders_and_limits<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let query = select((
        Tag.policy_id.to(Claim.policy_id),
        Tag.label
            .to(value("n-".to_owned()).concat(count(Claim.id).cast::<String>())),
    ))
    .from(Claim)
    .group_by(Claim.policy_id)
    .having(count(Claim.id).gt(0))
    .order_by(count(Claim.id).desc())
    .limit(1);
    assert_eq!(acme.insert_from(Tag, query).run().await.unwrap(), 1);
    assert_eq!(labels(&acme).await, [(P1, "n-2".to_owned())]);
}

async fn values_of_every_kind<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let query = select((
        Policy.id.to(id(77)),
        Policy.number.to("n-7"),
        Policy.holder_id.to(ADA),
        Policy.premium.to(cents(12_34)),
        Policy.status.to(PolicyStatus::Cancelled),
        Policy.note.to_null(),
    ))
    .from(Organisation);
    assert_eq!(acme.insert_from(Policy, query).run().await.unwrap(), 1);
    let row = acme.from(Policy).by_key(id(77)).one().await.unwrap();
    assert_eq!(
        (row.number.as_str(), row.premium, row.status, row.note),
        ("n-7", cents(12_34), PolicyStatus::Cancelled, None)
    );
    let query = select((
        Claim.id.to(id(78)),
        Claim.policy_id.to(id(77)),
        Claim.title.to(Policy.number),
        Claim.amount.to(Policy.version.add(i64::from(u32::MAX))),
        Claim.open.to(Policy.status.eq(PolicyStatus::Cancelled)),
    ))
    .from(Policy)
    .filter(Policy.id.eq(id(77)));
    acme.insert_from(Claim, query).run().await.unwrap();
    let row = acme.from(Claim).by_key(id(78)).one().await.unwrap();
    assert_eq!((row.amount, row.open), (4_294_967_296, true));
}

async fn from_a_global_table<B: TestBackend>(db: Db<B>) {
    let (acme, beta) = insurers(&db).await;
    let query = select((
        Contact.id.to(random_uuid()),
        Contact.name.to(Country.name),
        Contact.email.to(Country.code),
        Contact.country.to(Country.code),
    ))
    .from(Country);
    assert_eq!(acme.insert_from(Contact, query).run().await.unwrap(), 3);
    let ids = acme.select(Contact.id).from(Contact).distinct();
    assert_eq!(ids.all().await.unwrap().len(), 6);
    assert_eq!(beta.from(Contact).count().await.unwrap(), 1);
}

async fn into_a_global_table<B: TestBackend>(db: Db<B>) {
    insurers(&db).await;
    let query = select((
        Setting.key.to(Country.code),
        Setting.value.to(Country.name.upper()),
    ))
    .from(Country);
    assert_eq!(db.insert_from(Setting, query).run().await.unwrap(), 3);
    let values = db.select(Setting.value).from(Setting).order_by(Setting.key);
    assert_eq!(values.all().await.unwrap(), ["GERMANY", "FRANCE", "ITALY"]);
}

async fn a_column_too_few<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let query = select(Tag.policy_id.to(Policy.id)).from(Policy);
    let error = acme.insert_from(Tag, query).run().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "tags.label gets no value: the database makes the rows of an INSERT .. SELECT, so give every column that has no default there"
    );
    // Our code makes the key of an insert; here nothing does.
    let query = select((
        Contact.name.to(Country.name),
        Contact.email.to(Country.code),
    ))
    .from(Country);
    let error = acme.insert_from(Contact, query).run().await.unwrap_err();
    let missing = BuildError::ColumnMissing {
        table: "contacts",
        column: "id",
    };
    assert!(matches!(error, Error::Build(error) if *error == missing));
}

async fn a_column_twice<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let query = select((
        Tag.policy_id.to(Policy.id),
        Tag.label.to("a"),
        Tag.label.to("b"),
    ))
    .from(Policy);
    let error = acme.insert_from(Tag, query).run().await.unwrap_err();
    assert_eq!(error.to_string(), "column label is set twice");
}

async fn all_or_none<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    // P-1 has the label already.
    let query = select((Tag.policy_id.to(Policy.id), Tag.label.to("fleet"))).from(Policy);
    let error = refused(acme.insert_from(Tag, query).run().await);
    assert_eq!(error.kind, orm::ConstraintKind::Unique);
    assert_eq!(acme.from(Tag).count().await.unwrap(), 3);
}

async fn keys_made_by_the_database<B: TestBackend>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let made: Vec<Uuid> = acme
        .select(random_uuid())
        .from(Claim)
        .cross_join(Policy)
        .all()
        .await
        .unwrap();
    let mut different = made.clone();
    different.sort();
    different.dedup();
    assert_eq!((made.len(), different.len()), (9, 9));
    for uuid in made {
        assert_eq!(uuid.get_version_num(), 4, "{uuid}");
        assert_eq!(uuid.get_variant(), uuid::Variant::RFC4122, "{uuid}");
    }
}

async fn returning_the_rows<B: TestBackend + HasReturning>(db: Db<B>) {
    let (acme, _) = insurers(&db).await;
    let query = select((Tag.policy_id.to(Policy.id), Tag.label.to("n-r")))
        .from(Policy)
        .filter(Policy.status.eq(PolicyStatus::Bound));
    let rows: Vec<Tag> = acme
        .insert_from(Tag, query.clone())
        .returning(Tag)
        .all()
        .await
        .unwrap();
    assert_eq!(
        rows,
        [Tag {
            org_id: ACME,
            policy_id: P1,
            label: "n-r".to_owned()
        }]
    );
}
