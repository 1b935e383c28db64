//! Upserts, INSERT .. SELECT, joined writes, and what is built once.

use orm::driver::{
    HasOnConflict, HasOnDuplicateKey, HasReturning, HasUpdateReturning, HasWriteLeftJoin,
    HasWriteLimit, HasWritingCtes,
};
use orm::prelude::*;
use orm::{Param, excluded, prepare, random_uuid, select};

use crate::backend::TestBackend;
use crate::behaviour::writing_ctes::{Changed, ChangedOf, Moved, MovedOf};
use crate::fixture::*;
use crate::schema::*;
use crate::sql_text::{Shown, acme, lines, on_dialects, on_every_dialect, read, write};

on_every_dialect!(
    duplicates_are_ignored,
    inserts_from_a_query,
    joined_updates,
    joined_deletes,
    rows_by_key,
    prepared,
    ; on_conflict:
    on_conflict,
    ; on_duplicate_key:
    on_duplicate_key,
    the_first_rows,
);

on_dialects!(writing: [postgres] [writing_ctes]);
on_dialects!(left: [mysql] [left_joined_writes]);

async fn writing_ctes<B>(db: Db<B>, shown: &mut Shown)
where
    B: TestBackend + HasWritingCtes + HasReturning + HasUpdateReturning,
{
    let db = acme(&db).await;
    let moved = orm::delete(Tag)
        .filter(Tag.label.eq("vip"))
        .returning(MovedOf {
            policy_id: Tag.policy_id,
            label: Tag.label,
        })
        .cte();
    let gold = || select((Tag.policy_id.to(Moved.policy_id), Tag.label.to("gold"))).from(&moved);
    shown.add(write!(db.insert_from(Tag, gold())));
    let changed = orm::update(Claim)
        .set(Claim.amount.to(0))
        .filter(
            Claim
                .policy_id
                .in_query(select(Moved.policy_id).from(&moved)),
        )
        .returning(ChangedOf {
            id: Claim.id,
            amount: Claim.amount,
        })
        .cte();
    shown.add(read!(
        db.select((Claim.title, Changed.amount))
            .from(&changed)
            .inner_join(Claim, Claim.id.eq(Changed.id))
    ));
    let rows = (0..2).map(|n| claim(id(70 + n), P2, "new", 1, true));
    let inserted = db
        .insert_many(rows)
        .returning(ChangedOf {
            id: Claim.id,
            amount: Claim.amount,
        })
        .cte();
    shown.add(read!(db.select(Changed.id).from(inserted)));
}

async fn left_joined_writes<B: TestBackend + HasWriteLeftJoin>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let on = Policy.id.eq(Claim.policy_id);
    shown.add(write!(
        db.update(Claim)
            .left_join(Policy, on)
            .set(Claim.open.to(Policy.id.is_not_null()))
            .filter(Claim.amount.gt(1))
    ));
    shown.add(write!(
        db.delete(Claim)
            .left_join(Policy, on)
            .filter(Policy.id.is_null())
    ));
}

fn new(number: &str) -> PolicyInsert {
    policy(id(31), number, ADA, 1)
}

async fn duplicates_are_ignored<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    shown.add(write!(db.insert(tag(P1, "vip")).ignore_duplicates()));
}

async fn on_conflict<B: TestBackend + HasOnConflict>(db: Db<B>, shown: &mut Shown) {
    let unscoped = db.clone();
    let db = acme(&db).await;
    shown.add(write!(
        db.insert(new("P-1"))
            .on_conflict(Policy.number)
            .do_nothing()
    ));
    shown.add(write!(
        db.insert(new("P-1"))
            .on_conflict(Policy.number)
            .do_update()
            .set((
                Policy.premium.to(excluded(Policy.premium)),
                Policy.note.to(coalesce(Policy.note, "x")),
            ))
            .set_where(Policy.premium.lt(excluded(Policy.premium)))
            .set_where(
                Policy
                    .status
                    .eq(PolicyStatus::Draft)
                    .or(Policy.note.is_null())
            )
    ));
    shown.add(write!(
        db.insert(tag(P1, "vip"))
            .on_conflict((Tag.policy_id, Tag.label))
            .do_update()
            .set(Tag.label.to("x"))
    ));
    shown.add(write!(
        unscoped
            .insert(NewSetting {
                key: "a".to_owned(),
                value: "b".to_owned()
            })
            .on_conflict(Setting.key)
            .do_update()
            .set(Setting.value.to(excluded(Setting.value)))
    ));
}

async fn on_duplicate_key<B: TestBackend + HasOnDuplicateKey>(db: Db<B>, shown: &mut Shown) {
    let unscoped = db.clone();
    let db = acme(&db).await;
    shown.add(write!(db.insert(new("P-1")).on_duplicate_key_update().set(
        (
            Policy.premium.to(excluded(Policy.premium)),
            Policy.note.to(coalesce(Policy.note, "x")),
        )
    )));
    shown.add(write!(
        unscoped
            .insert(NewSetting {
                key: "a".to_owned(),
                value: "b".to_owned()
            })
            .on_duplicate_key_update()
            .set(Setting.value.to(excluded(Setting.value)))
    ));
}

async fn inserts_from_a_query<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let holders = select((
        Policy.id.to(random_uuid()),
        Policy.number.to(Contact.email),
        Policy.holder_id.to(Contact.id),
        Policy.premium.to(cents(5)),
    ))
    .from(Contact)
    .left_join(Country, Country.code.eq(Contact.country))
    .filter(Country.name.is_null())
    .limit(3);
    shown.add(write!(db.insert_from(Policy, holders.clone())));
}

async fn joined_updates<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    shown.add(write!(
        db.update(Claim)
            .inner_join(Policy, Policy.id.eq(Claim.policy_id))
            .inner_join(Contact, Contact.id.eq(Policy.holder_id))
            .set((
                Claim.title.to(Contact.name),
                Claim.amount.to(Claim.amount.add(Policy.version)),
            ))
            .filter(Contact.name.eq("Ada").or(Claim.open))
    ));
    shown.add(write!(
        db.update(Policy)
            .inner_join(Country, Country.code.eq("de"))
            .set(Policy.note.to(Country.name))
            .all_rows()
    ));
}

async fn joined_deletes<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    shown.add(write!(
        db.delete(Payment)
            .inner_join(Claim, Claim.id.eq(Payment.claim_id))
            .inner_join(Policy, Policy.id.eq(Claim.policy_id))
            .filter(Claim.title.eq("hail"))
    ));
    shown.add(write!(
        db.delete(Policy)
            .inner_join(Contact, Contact.id.eq(Policy.holder_id))
            .filter(Contact.name.eq("Bo"))
    ));
}

async fn the_first_rows<B: TestBackend + HasWriteLimit>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    shown.add(write!(
        db.update(Claim)
            .set(Claim.open.to(false))
            .all_rows()
            .order_by(Claim.amount.desc())
            .limit(2)
    ));
    shown.add(write!(db.delete(Tag).filter(Tag.label.eq("vip")).limit(1)));
}

async fn rows_by_key<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let notes = || [(P1, "a"), (P2, "b")].map(|(id, note)| (id, Policy.note.to(note)));
    shown.add(write!(db.update_each(Policy, notes())));
    let labels = || {
        [
            ((P1, "vip".to_owned()), Tag.label.to("a")),
            ((P3, "vip".to_owned()), Tag.label.to("b")),
        ]
    };
    shown.add(write!(db.update_each(Tag, labels())));
}

async fn prepared<B: TestBackend>(db: Db<B>, shown: &mut Shown) {
    let db = acme(&db).await;
    let query = prepare(
        |(title, most, skip): (Param<String>, Param<u64>, Param<u64>)| {
            select(Claim.amount)
                .from(Claim)
                .filter(Claim.title.eq(title).or(Claim.open))
                .order_by(Claim.amount)
                .limit(most)
                .offset(skip)
                .query()
        },
    );
    shown.add(lines(query.to_sql().unwrap()));
    let rows = query.on(&db, ("hail".to_owned(), 1, 1)).all().await;
    assert_eq!(rows.unwrap(), [100]);
}
