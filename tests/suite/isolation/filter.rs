//! Filters on policies that reach into other tables: subqueries of every kind.

use proptest::prelude::*;
use proptest::sample::select;

use super::book::NUMBERS;
use super::condition::*;

#[derive(Clone, Debug)]
pub enum Filter {
    /// A condition, or one on the second branch of an OR that lets everything pass.
    Plain(Cond<PolicyIs>),
    OrTrue(Cond<PolicyIs>),
    WithClaim(Cond<ClaimIs>),
    WithoutClaim(Cond<ClaimIs>),
    ClaimExists(Cond<ClaimIs>),
    NoClaimExists(Cond<ClaimIs>),
    /// An uncorrelated EXISTS: about every row of the other table at once.
    AnyTag(Cond<TagIs>),
    /// IN over IN over EXISTS.
    PaidIn(Cond<PaymentIs>, Cond<ClaimIs>),
    HolderIs(Cond<ContactIs>),
    NotOr(Cond<PolicyIs>, Cond<ClaimIs>),
    DearerThanPayments(Cond<PaymentIs>),
    AsManyClaims(i64),
    /// SQL by hand, with an OR that nothing encloses.
    ByHand(i64, &'static str),
}

pub fn any_filter() -> impl Strategy<Value = Filter> {
    prop_oneof![
        3 => any_policies().prop_map(Filter::Plain),
        1 => any_policies().prop_map(Filter::OrTrue),
        1 => any_claims().prop_map(Filter::WithClaim),
        1 => any_claims().prop_map(Filter::WithoutClaim),
        1 => any_claims().prop_map(Filter::ClaimExists),
        1 => any_claims().prop_map(Filter::NoClaimExists),
        1 => any_tags().prop_map(Filter::AnyTag),
        1 => (any_payments(), any_claims())
            .prop_map(|(payments, claims)| Filter::PaidIn(payments, claims)),
        1 => any_contacts().prop_map(Filter::HolderIs),
        1 => (any_policies(), any_claims())
            .prop_map(|(policies, claims)| Filter::NotOr(policies, claims)),
        1 => any_payments().prop_map(Filter::DearerThanPayments),
        1 => (0..3i64).prop_map(Filter::AsManyClaims),
        1 => (1..3i64, select(NUMBERS))
            .prop_map(|(version, number)| Filter::ByHand(version, number)),
    ]
}

/// `query.filter(..)` of a description, for every builder that has policies.
macro_rules! filtered {
    ($query:expr, $filter:expr) => {{
        use orm::{prelude::*, select};
        use $crate::isolation::{condition as on, filter::Filter};
        use $crate::schema::*;
        let query = $query;
        match $filter {
            Filter::Plain(policies) => query.filter(on::policies(policies)),
            Filter::OrTrue(policies) => query.filter(on::policies(policies).or(value(true))),
            Filter::WithClaim(claims) => query.filter(
                Policy.id.in_query(
                    select(Claim.policy_id)
                        .from(Claim)
                        .filter(on::claims(claims)),
                ),
            ),
            Filter::WithoutClaim(claims) => query.filter(
                Policy.id.not_in_query(
                    select(Claim.policy_id)
                        .from(Claim)
                        .filter(on::claims(claims)),
                ),
            ),
            Filter::ClaimExists(claims) => query.filter(exists(
                select(value(1i64))
                    .correlate(Policy)
                    .from(Claim)
                    .filter(Claim.policy_id.eq(Policy.id))
                    .filter(on::claims(claims)),
            )),
            Filter::NoClaimExists(claims) => query.filter(not_exists(
                select(value(1i64))
                    .correlate(Policy)
                    .from(on::OtherClaim)
                    .filter(
                        on::OtherClaim
                            .policy_id
                            .eq(Policy.id)
                            .or(on::other_claims(claims)),
                    ),
            )),
            Filter::AnyTag(tags) => {
                query.filter(exists(select(Tag.label).from(Tag).filter(on::tags(tags))))
            }
            Filter::PaidIn(payments, claims) => query.filter(
                Policy.id.in_query(
                    select(Claim.policy_id)
                        .from(Claim)
                        .filter(on::claims(claims))
                        .filter(
                            Claim.id.in_query(
                                select(Payment.claim_id)
                                    .from(Payment)
                                    .filter(on::payments(payments))
                                    .filter(exists(
                                        select(value(1i64))
                                            .correlate(Payment)
                                            .from(on::OtherClaim)
                                            .filter(on::OtherClaim.id.eq(Payment.claim_id)),
                                    )),
                            ),
                        ),
                ),
            ),
            Filter::HolderIs(contacts) => query.filter(
                Policy.holder_id.in_query(
                    select(Contact.id)
                        .from(Contact)
                        .left_join(Country, Country.code.eq(Contact.country))
                        .filter(on::contacts(contacts)),
                ),
            ),
            Filter::NotOr(policies, claims) => {
                query.filter(not(on::policies(policies).or(Policy.id.in_query(
                    select(Claim.policy_id)
                        .from(Claim)
                        .filter(on::claims(claims)),
                ))))
            }
            Filter::DearerThanPayments(payments) => query.filter(
                Policy.premium.ge(scalar(
                    select(max(Payment.amount))
                        .from(Payment)
                        .filter(on::payments(payments)),
                )),
            ),
            Filter::AsManyClaims(count) => query.filter(
                scalar(
                    select(count_all())
                        .correlate(Policy)
                        .from(Claim)
                        .filter(Claim.policy_id.eq(Policy.id)),
                )
                .ge(*count),
            ),
            Filter::ByHand(version, number) => query.filter(sql!(
                bool,
                "{} > {} OR lower({}) = {}",
                Policy.version,
                value(*version),
                Policy.number,
                value(number.to_lowercase()),
            )),
        }
    }};
}
pub(crate) use filtered;

/// A query with a description's filters.
macro_rules! narrowed {
    ($query:expr, $filters:expr) => {{
        let mut query = $query;
        for filter in $filters {
            query = $crate::isolation::filter::filtered!(query, filter);
        }
        query
    }};
}
pub(crate) use narrowed;
