//! Arithmetic with premiums: exact decimals, rounded to the cent as the last step.

use chrono::Datelike;
use orm::prelude::*;
use rust_decimal::RoundingStrategy;

use crate::schema::{CancellationKind, Policy};

/// The part of an amount for some of a term's days.
pub fn pro_rata(amount: Decimal, days: i64, of: i64) -> Decimal {
    let share = amount * Decimal::from(days.clamp(0, of)) / Decimal::from(of.max(1));
    cents(share)
}

fn cents(amount: Decimal) -> Decimal {
    let mut amount = amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    amount.rescale(2);
    amount
}

/// What goes back when a policy ends on a day.
pub fn returned(policy: &Policy, kind: CancellationKind, on: NaiveDate) -> Decimal {
    let term = (policy.expires_on - policy.effective_on).num_days();
    let left = (policy.expires_on - on).num_days();
    let unearned = pro_rata(policy.premium, left, term);
    match kind {
        CancellationKind::Flat => cents(policy.premium),
        CancellationKind::ProRata => unearned,
        // A tenth stays with the insurer.
        CancellationKind::ShortRate => cents(unearned * Decimal::new(9, 1)),
    }
}

/// What a term's amount earned in a month, which is named by its first day.
pub fn earned(amount: Decimal, from: NaiveDate, until: NaiveDate, month: NaiveDate) -> Decimal {
    let next = next_month(month);
    // Differences of running totals: the months of a term add up to the whole.
    let up_to =
        |day: NaiveDate| pro_rata(amount, (day - from).num_days(), (until - from).num_days());
    up_to(next) - up_to(month)
}

/// The first day of the month after this one.
pub fn next_month(month: NaiveDate) -> NaiveDate {
    month
        .with_day(1)
        .and_then(|first| first.checked_add_months(chrono::Months::new(1)))
        .unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn the_months_of_a_term_add_up() {
        let (from, until) = (day("2026-01-15"), day("2027-01-15"));
        let amount = Decimal::new(100_001, 2);
        let mut month = day("2026-01-01");
        let mut sum = Decimal::ZERO;
        while month < until {
            sum += earned(amount, from, until, month);
            month = next_month(month);
        }
        assert_eq!(sum, amount);
        assert_eq!(
            earned(amount, from, until, day("2027-02-01")),
            Decimal::ZERO
        );
        assert_eq!(
            earned(amount, from, until, day("2025-12-01")),
            Decimal::ZERO
        );
    }
}
