use chrono::{Datelike, Days, Months, SubsecRound, TimeDelta, Timelike};
use orm::prelude::*;
use orm::sql::Unit;
use orm::{Interval, now};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use crate::backend::{TestBackend, on_every_backend};
use crate::fixture::day;

on_every_backend!(
    moments_are_moved_as_chrono_moves_them,
    dates_are_moved_as_chrono_moves_them,
    units_begin_where_chrono_says,
    numbers_of_dates_and_times,
    differences_are_cut_towards_zero,
    moving_null_gives_null,
    spans_that_have_no_form_are_errors,
    todays_date,
    moments_in_conditions,
);

#[derive(Keyspace)]
#[keyspace(name = "calendar", tenancy = none, tables(Event))]
struct Calendar;

#[derive(Table, Clone, Debug, PartialEq)]
#[table(name = "calendar_events", keyspace = Calendar)]
struct Event {
    #[column(primary_key)]
    id: i64,
    at: DateTime<Utc>,
    #[column(without_zone)]
    bare: DateTime<Utc>,
    local: NaiveDateTime,
    day: NaiveDate,
    time: NaiveTime,
    other: DateTime<Utc>,
    maybe: Option<DateTime<Utc>>,
}

/// Microseconds of the years 1000 to 9000, of which some are the last of a month, a day, a second.
fn moments(count: usize) -> Vec<DateTime<Utc>> {
    let mut runner = TestRunner::deterministic();
    let low = day(1000, 1, 1).and_hms_opt(0, 0, 0).unwrap().and_utc();
    let high = day(9000, 1, 1).and_hms_opt(0, 0, 0).unwrap().and_utc();
    let any = (low.timestamp_micros()..high.timestamp_micros()).prop_map(|micros| {
        DateTime::from_timestamp_micros(micros).expect("a moment of these years")
    });
    let mut moments: Vec<_> = (0..count)
        .map(|_| any.new_tree(&mut runner).expect("a moment").current())
        .collect();
    for (year, month, last) in [(2023, 1, 31), (2024, 2, 29), (2020, 12, 31), (1900, 2, 28)] {
        let date = day(year, month, last);
        moments.push(
            date.and_hms_micro_opt(23, 59, 59, 999_999)
                .unwrap()
                .and_utc(),
        );
        moments.push(date.and_hms_opt(0, 0, 0).unwrap().and_utc());
    }
    // The first days of years whose ISO weeks belong to the year before, and the other way round.
    for year in [2020, 2021, 2022, 2023, 2024, 2025, 2026] {
        moments.push(day(year, 1, 1).and_hms_opt(0, 0, 1).unwrap().and_utc());
        moments.push(day(year, 12, 30).and_hms_opt(12, 0, 0).unwrap().and_utc());
    }
    moments
}

async fn events<B: TestBackend>(db: &Db<B>, count: usize) -> Vec<Event> {
    db.create_tables::<Calendar>().await.unwrap();
    let moments = moments(count);
    let events: Vec<_> = moments
        .iter()
        .zip(moments.iter().skip(1).chain(&moments[..1]))
        .zip(1..)
        .map(|((at, other), id)| Event {
            id,
            at: *at,
            bare: *at,
            local: at.naive_utc(),
            day: at.date_naive(),
            time: at.time(),
            other: *other,
            maybe: (id % 2 == 0).then_some(*at),
        })
        .collect();
    let rows = events.iter().map(|event| {
        let row = NewEvent {
            id: event.id,
            at: event.at,
            bare: event.bare,
            local: event.local,
            day: event.day,
            time: event.time,
            other: event.other,
        };
        match event.maybe {
            Some(at) => row.maybe(at),
            None => row.into(),
        }
    });
    db.insert_many(rows).run().await.unwrap();
    events
}

macro_rules! each {
    ($db:expr, $expression:expr) => {
        $db.select($expression)
            .from(Event)
            .order_by(Event.id)
            .all()
            .await
            .unwrap()
    };
}

const HOUR: i64 = 3_600_000_000;

fn spans() -> Vec<Interval> {
    let span = |months, days, microseconds| Interval {
        months,
        days,
        microseconds,
    };
    let mut spans = vec![
        span(0, 0, 0),
        span(1, 0, 0),
        span(-1, 0, 0),
        span(13, 0, 0),
        span(-25, 0, 0),
        span(0, 1, 0),
        span(0, -400, 0),
        span(0, 0, 1),
        span(0, 0, -1),
        span(0, 0, 999_999),
        span(0, 0, 1_000_000),
        span(0, 0, -1_000_001),
        span(0, 0, 24 * HOUR),
        span(1, -1, 1),
        span(-1, 1, -1),
        span(12 * 400, -12, HOUR * 24 * 365 + 7),
    ];
    let mut runner = TestRunner::deterministic();
    let any = (
        -1200..1200_i32,
        -40_000..40_000_i32,
        -100_000 * HOUR..100_000 * HOUR,
    );
    for _ in 0..8 {
        let (months, days, micros) = any.new_tree(&mut runner).expect("a span").current();
        spans.push(span(months, days, micros));
    }
    spans
}

fn moved_date(date: NaiveDate, span: Interval) -> NaiveDate {
    let months = Months::new(span.months.unsigned_abs());
    let date = match span.months {
        0.. => date.checked_add_months(months),
        _ => date.checked_sub_months(months),
    };
    let days = Days::new(span.days.unsigned_abs().into());
    let date = date.expect("a date");
    let date = match span.days {
        0.. => date.checked_add_days(days),
        _ => date.checked_sub_days(days),
    };
    date.expect("a date")
}

fn moved(at: DateTime<Utc>, span: Interval) -> DateTime<Utc> {
    let date = moved_date(at.date_naive(), span);
    date.and_time(at.time()).and_utc() + TimeDelta::microseconds(span.microseconds)
}

fn negative(span: Interval) -> Interval {
    Interval {
        months: -span.months,
        days: -span.days,
        microseconds: -span.microseconds,
    }
}

async fn moments_are_moved_as_chrono_moves_them<B: TestBackend>(db: Db<B>) {
    let events = events(&db, 60).await;
    for span in spans() {
        let found: Vec<(DateTime<Utc>, DateTime<Utc>, NaiveDateTime, DateTime<Utc>)> = each!(
            db,
            (
                Event.at.later(span),
                Event.bare.later(span),
                Event.local.later(span),
                Event.at.earlier(span)
            )
        );
        for (event, found) in events.iter().zip(found) {
            let later = moved(event.at, span);
            let expected = (
                later,
                later,
                later.naive_utc(),
                moved(event.at, negative(span)),
            );
            assert_eq!(found, expected, "{} {span}", event.at);
        }
    }
    let week = TimeDelta::weeks(1) + TimeDelta::microseconds(3);
    let found = each!(db, Event.at.later(week));
    let expected: Vec<_> = events.iter().map(|event| event.at + week).collect();
    assert_eq!(found, expected);
}

async fn dates_are_moved_as_chrono_moves_them<B: TestBackend>(db: Db<B>) {
    let events = events(&db, 60).await;
    for span in spans() {
        let span = Interval {
            microseconds: 0,
            ..span
        };
        let found = each!(db, (Event.day.later(span), Event.day.earlier(span)));
        let expected: Vec<_> = events
            .iter()
            .map(|event| {
                (
                    moved_date(event.day, span),
                    moved_date(event.day, negative(span)),
                )
            })
            .collect();
        assert_eq!(found, expected, "{span}");
    }
}

fn began(at: DateTime<Utc>, unit: Unit) -> DateTime<Utc> {
    let date = at.date_naive();
    let first = |month| day(date.year(), month, 1);
    let date = match unit {
        Unit::Year => first(1),
        Unit::Quarter => first(date.month0() / 3 * 3 + 1),
        Unit::Month => first(date.month()),
        Unit::Week => date - Days::new(date.weekday().num_days_from_monday().into()),
        _ => date,
    };
    let (hour, minute, second) = match unit {
        Unit::Hour => (at.hour(), 0, 0),
        Unit::Minute => (at.hour(), at.minute(), 0),
        Unit::Second => (at.hour(), at.minute(), at.second()),
        _ => (0, 0, 0),
    };
    date.and_hms_opt(hour, minute, second).unwrap().and_utc()
}

async fn units_begin_where_chrono_says<B: TestBackend>(db: Db<B>) {
    let events = events(&db, 100).await;
    for unit in [
        Unit::Year,
        Unit::Quarter,
        Unit::Month,
        Unit::Week,
        Unit::Day,
        Unit::Hour,
        Unit::Minute,
        Unit::Second,
    ] {
        let found: Vec<(DateTime<Utc>, DateTime<Utc>, NaiveDateTime, NaiveDate)> = each!(
            db,
            (
                Event.at.truncate(unit),
                Event.bare.truncate(unit),
                Event.local.truncate(unit),
                Event.day.truncate(unit)
            )
        );
        for (event, found) in events.iter().zip(found) {
            let began = began(event.at, unit);
            let expected = (began, began, began.naive_utc(), began.date_naive());
            assert_eq!(found, expected, "{} {unit:?}", event.at);
        }
    }
}

async fn numbers_of_dates_and_times<B: TestBackend>(db: Db<B>) {
    let events = events(&db, 100).await;
    let of_date = |date: NaiveDate| {
        let week = date.iso_week();
        (
            i64::from(date.year()),
            i64::from(date.month0() / 3 + 1),
            i64::from(date.month()),
            i64::from(week.week()),
            i64::from(week.year()),
            i64::from(date.day()),
            i64::from(date.weekday().number_from_monday()),
            i64::from(date.ordinal()),
        )
    };
    let of_time = |time: NaiveTime| {
        (
            i64::from(time.hour()),
            i64::from(time.minute()),
            i64::from(time.second()),
            i64::from(time.nanosecond() / 1000),
        )
    };
    macro_rules! date {
        ($column:expr) => {
            (
                $column.year(),
                $column.quarter(),
                $column.month(),
                $column.week(),
                $column.week_year(),
                $column.day(),
                $column.weekday(),
                $column.year_day(),
            )
        };
    }
    macro_rules! time {
        ($column:expr) => {
            (
                $column.hour(),
                $column.minute(),
                $column.second(),
                $column.microsecond(),
            )
        };
    }
    let dates: Vec<_> = events.iter().map(|event| of_date(event.day)).collect();
    assert_eq!(each!(db, date!(Event.at)), dates);
    assert_eq!(each!(db, date!(Event.bare)), dates);
    assert_eq!(each!(db, date!(Event.local)), dates);
    assert_eq!(each!(db, date!(Event.day)), dates);
    let times: Vec<_> = events.iter().map(|event| of_time(event.time)).collect();
    assert_eq!(each!(db, time!(Event.at)), times);
    assert_eq!(each!(db, time!(Event.local)), times);
    assert_eq!(each!(db, time!(Event.time)), times);
    let parts: Vec<_> = events.iter().map(|event| (event.day, event.time)).collect();
    assert_eq!(each!(db, (Event.at.date(), Event.at.time())), parts);
    assert_eq!(each!(db, (Event.bare.date(), Event.bare.time())), parts);
    assert_eq!(each!(db, (Event.local.date(), Event.local.time())), parts);
}

async fn differences_are_cut_towards_zero<B: TestBackend>(db: Db<B>) {
    let events = events(&db, 100).await;
    let found: Vec<(i64, i64, i64, i64)> = each!(
        db,
        (
            Event.at.micros_since(Event.other),
            Event.at.seconds_since(Event.other),
            Event.at.days_since(Event.other),
            Event.day.days_since(Event.other.date())
        )
    );
    for (event, found) in events.iter().zip(found) {
        let since = event.at - event.other;
        let expected = (
            since.num_microseconds().unwrap(),
            since.num_seconds(),
            since.num_days(),
            (event.day - event.other.date_naive()).num_days(),
        );
        assert_eq!(found, expected, "{} {}", event.at, event.other);
    }
    let fixed = day(2000, 2, 29).and_hms_micro_opt(1, 2, 3, 4).unwrap();
    let found: Vec<(i64, i64, i64)> = each!(
        db,
        (
            Event.at.micros_since(fixed.and_utc()),
            Event.bare.seconds_since(fixed.and_utc()),
            Event.local.micros_since(fixed)
        )
    );
    for (event, found) in events.iter().zip(found) {
        let since = event.local - fixed;
        let micros = since.num_microseconds().unwrap();
        assert_eq!(found, (micros, since.num_seconds(), micros), "{}", event.at);
    }
}

async fn moving_null_gives_null<B: TestBackend>(db: Db<B>) {
    let events = events(&db, 2).await;
    let span = Interval::days(1);
    let found: Vec<(
        Option<DateTime<Utc>>,
        Option<i64>,
        Option<NaiveDate>,
        Option<i64>,
    )> = each!(
        db,
        (
            Event.maybe.later(span),
            Event.maybe.year(),
            Event.maybe.truncate(Unit::Week).date(),
            Event.at.micros_since(Event.maybe)
        )
    );
    for (event, found) in events.iter().zip(found) {
        let expected = (
            event.maybe.map(|at| moved(at, span)),
            event.maybe.map(|at| at.year().into()),
            event.maybe.map(|at| began(at, Unit::Week).date_naive()),
            event.maybe.map(|_| 0),
        );
        assert_eq!(found, expected);
    }
}

async fn spans_that_have_no_form_are_errors<B: TestBackend>(db: Db<B>) {
    events(&db, 1).await;
    let error = async |query: Result<Vec<NaiveDate>, orm::Error>| query.unwrap_err().to_string();
    let result = db
        .select(Event.day.later(TimeDelta::seconds(1)))
        .from(Event)
        .all()
        .await;
    assert!(error(result).await.contains("time of day"));
    let result = db
        .select(Event.day.earlier(Interval::months(i32::MIN)))
        .from(Event)
        .all()
        .await;
    assert!(error(result).await.contains("other sign"));
    let result = db
        .select(Event.at.later(TimeDelta::nanoseconds(1)).date())
        .from(Event)
        .all()
        .await;
    assert!(error(result).await.contains("microseconds"));
}

async fn todays_date<B: TestBackend>(db: Db<B>) {
    events(&db, 1).await;
    let before = Utc::now().trunc_subsecs(0);
    let found = db
        .select((
            now().date(),
            now().time(),
            now().year(),
            now().later(Interval::days(1)),
        ))
        .from(Event)
        .filter(Event.id.eq(1))
        .one()
        .await
        .unwrap();
    let after = Utc::now();
    let at = found.0.and_time(found.1).and_utc();
    assert!(before <= at && at <= after, "{before} {at} {after}");
    assert!((before.year()..=after.year()).contains(&(found.2 as i32)));
    let tomorrow = TimeDelta::days(1);
    assert!(before + tomorrow <= found.3 && found.3 <= after + tomorrow);
}

async fn moments_in_conditions<B: TestBackend>(db: Db<B>) {
    let events = events(&db, 40).await;
    let span = Interval::months(2);
    let found = db
        .select(Event.id)
        .from(Event)
        .filter(
            Event
                .at
                .later(span)
                .gt(Event.other)
                .and(Event.bare.earlier(span).lt(Event.bare))
                .and(Event.day.later(span).gt(Event.day))
                .and(Event.at.truncate(Unit::Year).le(Event.at)),
        )
        .order_by(Event.id)
        .all()
        .await
        .unwrap();
    let expected: Vec<_> = events
        .iter()
        .filter(|event| moved(event.at, span) > event.other)
        .map(|event| event.id)
        .collect();
    assert_eq!(found, expected);
    let year = group_key(Event.at.year());
    let mut groups: Vec<(i64, i64)> = db
        .select((year.clone(), count_all()))
        .from(Event)
        .group_by(year)
        .all()
        .await
        .unwrap();
    groups.sort_unstable();
    let mut expected = std::collections::BTreeMap::new();
    for event in &events {
        *expected.entry(i64::from(event.at.year())).or_insert(0) += 1;
    }
    assert_eq!(groups, expected.into_iter().collect::<Vec<_>>());
}
