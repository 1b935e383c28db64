//! Statements that change and delete rows.

use orm::prelude::*;
use orm::select;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample;

use super::book::{COUNTRIES, EMAILS, ID, LABELS, NAMES, NUMBERS, STATUSES};
use super::condition::*;
use super::filter::{Filter, any_filter, filtered};
use super::level::{at_any_level, bag, one};
use crate::fixture::{cents, id};
use crate::schema::*;

/// Which rows are meant.
#[derive(Clone, Debug)]
pub enum Pick<T> {
    Key(u8),
    Where(Vec<T>),
    All,
}

#[derive(Clone, Debug)]
pub enum PolicySet {
    Id(u8),
    Number(&'static str),
    Holder(u8),
    Status(PolicyStatus),
    Raise(i64),
    /// To a subquery's value.
    MostPaid,
    /// By a condition over other rows of the same table and others.
    NoteIfClaimed(Option<&'static str>),
}

#[derive(Clone, Debug)]
pub enum ClaimSet {
    Policy(u8),
    /// May break the table's CHECK.
    Add(i64),
    Closed,
}

#[derive(Clone, Debug)]
pub enum ContactSet {
    Id(u8),
    Email(&'static str),
    Country(Option<&'static str>),
}

#[derive(Clone, Debug)]
pub enum Change {
    Policies {
        set: PolicySet,
        pick: Pick<Filter>,
        version: Option<u64>,
        deleted: bool,
        returning: bool,
    },
    DeletePolicies {
        pick: Pick<Filter>,
        version: Option<u64>,
        permanently: bool,
        returning: bool,
    },
    Claims {
        set: ClaimSet,
        pick: Pick<Cond<ClaimIs>>,
        returning: bool,
    },
    DeleteClaims {
        pick: Pick<Cond<ClaimIs>>,
        returning: bool,
    },
    Contacts {
        set: ContactSet,
        pick: Pick<Cond<ContactIs>>,
    },
    DeleteContacts(Pick<Cond<ContactIs>>),
    DeletePayments(Pick<Cond<PaymentIs>>),
    DeleteTag(u8, &'static str),
    DeleteTags(Cond<TagIs>),
    RenameOrganisation(&'static str),
    DeleteOrganisation,
    Settings(&'static str),
}

fn any_pick<T: Clone + std::fmt::Debug + 'static>(
    filter: impl Strategy<Value = T> + 'static,
) -> BoxedStrategy<Pick<T>> {
    prop_oneof![
        ID.prop_map(Pick::Key),
        vec(filter, 1..3).prop_map(Pick::Where),
        Just(Pick::All),
    ]
    .boxed()
}

pub fn any_change() -> BoxedStrategy<Change> {
    let policy = prop_oneof![
        ID.prop_map(PolicySet::Id),
        sample::select(NUMBERS).prop_map(PolicySet::Number),
        ID.prop_map(PolicySet::Holder),
        sample::select(STATUSES).prop_map(PolicySet::Status),
        (0..100i64).prop_map(PolicySet::Raise),
        Just(PolicySet::MostPaid),
        option::of(sample::select(NAMES)).prop_map(PolicySet::NoteIfClaimed),
    ];
    let claim = prop_oneof![
        ID.prop_map(ClaimSet::Policy),
        (-3..3i64).prop_map(ClaimSet::Add),
        Just(ClaimSet::Closed),
    ];
    let contact = prop_oneof![
        ID.prop_map(ContactSet::Id),
        sample::select(EMAILS).prop_map(ContactSet::Email),
        option::of(sample::select(COUNTRIES)).prop_map(ContactSet::Country),
    ];
    let version = || option::weighted(0.3, 1..4u64);
    let flag = any::<bool>;
    prop_oneof![
        6 => (policy, any_pick(any_filter()), version(), flag(), flag())
            .prop_map(|(set, pick, version, deleted, returning)| {
                Change::Policies { set, pick, version, deleted, returning }
            }),
        3 => (any_pick(any_filter()), version(), flag(), flag())
            .prop_map(|(pick, version, permanently, returning)| {
                Change::DeletePolicies { pick, version, permanently, returning }
            }),
        3 => (claim, any_pick(any_claims()), flag())
            .prop_map(|(set, pick, returning)| Change::Claims { set, pick, returning }),
        2 => (any_pick(any_claims()), flag())
            .prop_map(|(pick, returning)| Change::DeleteClaims { pick, returning }),
        2 => (contact, any_pick(any_contacts()))
            .prop_map(|(set, pick)| Change::Contacts { set, pick }),
        2 => any_pick(any_contacts()).prop_map(Change::DeleteContacts),
        1 => any_pick(any_payments()).prop_map(Change::DeletePayments),
        1 => (ID, sample::select(LABELS))
            .prop_map(|(policy, label)| Change::DeleteTag(policy, label)),
        1 => any_tags().prop_map(Change::DeleteTags),
        1 => sample::select(NAMES).prop_map(Change::RenameOrganisation),
        1 => Just(Change::DeleteOrganisation),
        1 => sample::select(NAMES).prop_map(Change::Settings),
    ]
    .boxed()
}

/// `update` or `delete` of the picked rows.
macro_rules! picked {
    ($write:expr, $pick:expr, |$query:ident, $filter:ident| $narrow:expr) => {
        match $pick {
            Pick::Key(n) => $write.by_key(id((*n).into())),
            Pick::All => $write.all_rows(),
            Pick::Where(filters) => {
                let mut $query = $write.all_rows();
                for $filter in filters {
                    $query = $narrow;
                }
                $query
            }
        }
    };
}

at_any_level! {
    pub fn change(db, change: &Change) {
        match change {
            Change::Policies { set, pick, version, deleted, returning } => {
                change_policies(db, set, pick, *version, *deleted, *returning)
            }
            Change::DeletePolicies { pick, version, permanently, returning } => {
                let mut delete = db.delete(Policy);
                if *permanently {
                    delete = delete.permanently();
                }
                if let Some(version) = version {
                    delete = delete.at_version(*version);
                }
                let delete = picked!(delete, pick, |query, filter| filtered!(query, filter));
                if *returning { bag(delete.returning(Policy).all()) } else { one(delete.run()) }
            }
            Change::Claims { set, pick, returning } => {
                let update = db.update(Claim);
                let update = match set {
                    ClaimSet::Policy(n) => update.set(Claim.policy_id.to(id((*n).into()))),
                    ClaimSet::Add(amount) => update.set(Claim.amount.to(Claim.amount.add(*amount))),
                    ClaimSet::Closed => {
                        update.set((Claim.open.to(false), Claim.title.to("closed")))
                    }
                };
                let update = picked!(update, pick, |query, filter| query.filter(claims(filter)));
                if *returning {
                    bag(update.returning((Claim.id, Claim.amount)).all())
                } else {
                    one(update.run())
                }
            }
            Change::DeleteClaims { pick, returning } => {
                let delete = db.delete(Claim);
                let delete = picked!(delete, pick, |query, filter| query.filter(claims(filter)));
                if *returning { bag(delete.returning(Claim).all()) } else { one(delete.run()) }
            }
            Change::Contacts { set, pick } => {
                let update = db.update(Contact);
                let update = match set {
                    ContactSet::Id(n) => update.set(Contact.id.to(id((*n).into()))),
                    ContactSet::Email(email) => update.set(Contact.email.to(*email)),
                    ContactSet::Country(code) => {
                        update.set(Contact.country.to_option(code.map(str::to_owned)))
                    }
                };
                one(picked!(update, pick, |query, filter| query.filter(contacts(filter))).run())
            }
            Change::DeleteContacts(pick) => {
                let delete = db.delete(Contact);
                one(picked!(delete, pick, |query, filter| query.filter(contacts(filter))).run())
            }
            Change::DeletePayments(pick) => {
                let delete = db.delete(Payment);
                one(picked!(delete, pick, |query, filter| query.filter(payments(filter))).run())
            }
            Change::DeleteTag(n, label) => {
                one(db.delete(Tag).by_key((id((*n).into()), (*label).to_owned())).run())
            }
            Change::DeleteTags(condition) => one(db.delete(Tag).filter(tags(condition)).run()),
            Change::RenameOrganisation(name) => {
                let rename = db.update(Organisation).set(Organisation.name.to(*name));
                bag(rename.all_rows().returning(Organisation).all())
            }
            Change::DeleteOrganisation => one(db.delete(Organisation).all_rows().run()),
            Change::Settings(value) => {
                one(db.update(Setting).set(Setting.value.to(*value)).all_rows().run())
            }
        }
    }

    fn change_policies(
        db,
        set: &PolicySet,
        pick: &Pick<Filter>,
        version: Option<u64>,
        deleted: bool,
        returning: bool,
    ) {
        let update = db.update(Policy);
        let mut update = match set {
            PolicySet::Id(n) => update.set(Policy.id.to(id((*n).into()))),
            PolicySet::Number(number) => update.set(Policy.number.to(*number)),
            PolicySet::Holder(n) => update.set(Policy.holder_id.to(id((*n).into()))),
            PolicySet::Status(status) => update.set(Policy.status.to(*status)),
            PolicySet::Raise(by) => update.set(Policy.premium.to(Policy.premium.add(cents(*by)))),
            PolicySet::MostPaid => {
                let most = select(max(Payment.amount)).from(Payment);
                update.set(Policy.premium.to(coalesce(scalar(most), cents(1))))
            }
            PolicySet::NoteIfClaimed(note) => {
                let own = Claim.policy_id.eq(Policy.id);
                let claimed = select(Claim.id).correlate(Policy).from(Claim).filter(own);
                let note = value(note.unwrap_or("none").to_owned());
                update.set(Policy.note.to(case(exists(claimed), note).otherwise("unclaimed")))
            }
        };
        if deleted {
            update = update.with_deleted();
        }
        if let Some(version) = version {
            update = update.at_version(version);
        }
        let update = picked!(update, pick, |query, filter| filtered!(query, filter));
        if returning {
            bag(update.returning(Policy).all())
        } else {
            one(update.run())
        }
    }
}
