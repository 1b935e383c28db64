use orm::prelude::*;
use orm::select;

use super::Able;
use crate::fixture::{cents, id};
use crate::isolation::change::{Change, ClaimSet, ContactSet, Pick, PolicySet};
use crate::isolation::condition::*;
use crate::isolation::filter::{Filter, filtered};
use crate::isolation::level::{at_any_level, one};
use crate::schema::*;

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
                returned!(*returning, delete, bag Policy all)
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
                returned!(*returning, update, bag (Claim.id, Claim.amount) all)
            }
            Change::DeleteClaims { pick, returning } => {
                let delete = db.delete(Claim);
                let delete = picked!(delete, pick, |query, filter| query.filter(claims(filter)));
                returned!(*returning, delete, bag Claim all)
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
                returned!(true, rename.all_rows(), bag Organisation all)
            }
            Change::DeleteOrganisation => one(db.delete(Organisation).all_rows().run()),
            Change::ClaimsOfPolicies(status) => {
                let update = db
                    .update(Claim)
                    .inner_join(Policy, Policy.id.eq(Claim.policy_id))
                    .set(Claim.title.to(Policy.number))
                    .filter(Policy.status.eq(*status));
                one(update.run())
            }
            Change::DeletePaymentsOfClaims(condition) => {
                let delete = db
                    .delete(Payment)
                    .inner_join(Claim, Claim.id.eq(Payment.claim_id))
                    .filter(claims(condition));
                one(delete.run())
            }
            Change::EachClaim(rows) => {
                let rows = rows
                    .iter()
                    .map(|(n, amount)| (id((*n).into()), Claim.amount.to(*amount)));
                one(db.update_each(Claim, rows).run())
            }
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
        returned!(returning, update, bag Policy all)
    }
}
