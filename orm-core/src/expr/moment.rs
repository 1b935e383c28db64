use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use super::call::{self, Call, FixedPiece, One, Two};
use super::core::{EitherNull, Mixed, operand};
use super::{Env, Expr, ExprIn, Mix, Operand};
use crate::driver::HasIntervals;
use crate::sql::{Field, Func, Out, Piece, Pieces, Unit};
use crate::types::{Arg, EncodeError, Hint, Interval, Scalar, SqlType};

/// Dates, times and moments with their operators. Import it with the prelude. The calendar is that
/// of UTC, whatever the zone of the session, and each gives the same on every backend, for the
/// years 1 to 9999; a date beyond these is an error when it is read, or NULL, as the server has it.
///
/// ```
/// # use orm::prelude::*;
/// # #[derive(Keyspace)]
/// # #[keyspace(name = "agenda", tenancy = none, tables(Visit))]
/// # struct Agenda;
/// # #[derive(Table, Clone, Debug)]
/// # #[table(name = "visits", keyspace = Agenda)]
/// # struct Visit { #[column(primary_key)] id: i64, at: DateTime<Utc> }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let db = Db::<Sqlite>::memory().await?;
/// # db.create_tables::<Agenda>().await?;
/// use orm::Interval;
/// use orm::sql::Unit;
///
/// let at: DateTime<Utc> = "2024-01-31T10:20:30Z".parse()?;
/// db.insert(NewVisit { id: 1, at }).run().await?;
/// let found: (DateTime<Utc>, NaiveDate, i64) = db
///     .select((
///         Visit.at.later(Interval::months(1)),
///         Visit.at.truncate(Unit::Week).date(),
///         Visit.at.year(),
///     ))
///     .from(Visit)
///     .filter(Visit.at.earlier(chrono::TimeDelta::hours(2)).days_since(at).eq(0))
///     .one().await?;
/// assert_eq!(found.0, "2024-02-29T10:20:30Z".parse::<DateTime<Utc>>()?);
/// assert_eq!(found.1, "2024-01-29".parse::<NaiveDate>()?);
/// assert_eq!(found.2, 2024);
/// # Ok(())
/// # }
/// ```
pub trait Moment: Expr + Sized {
    /// So much later: first by the months, where a day that the month doesn't have becomes its
    /// last one, then by the days, then by the microseconds. A date takes no microseconds.
    ///
    /// `self + span` on Postgres, `DATE_ADD(self, INTERVAL n MONTH)` and so on on MySQL and
    /// MariaDB, `strftime(.., self, 'n months', 'floor', 'n days', 'n seconds')` on SQLite.
    fn later(self, span: impl IntoSpan) -> Call<Self::Base, One<Self>>
    where
        Self::Base: Calendar,
    {
        shifted_by(self, span.into_span())
    }

    /// So much earlier: [`later`](Self::later) by the span with the other sign, so that the last
    /// day of March is a month after that of February only in one direction.
    fn earlier(self, span: impl IntoSpan) -> Call<Self::Base, One<Self>>
    where
        Self::Base: Calendar,
    {
        shifted_by(self, span.into_span().and_then(negated))
    }

    /// The date or moment at which this unit of time began; a date is cut at units of days and
    /// more.
    ///
    /// `date_trunc('month', self)` on Postgres, `DATE_FORMAT(self, '%Y-%m-01')` on MySQL and
    /// MariaDB, `substr(self, 1, 7) || '-01 00:00:00.000000'` on SQLite.
    fn truncate(self, unit: Unit) -> Call<Self::Base, One<Self>>
    where
        Self::Base: Calendar,
    {
        let func = match <Self::Base as Scalar>::SQL {
            SqlType::Date => Func::TruncateDate(unit),
            _ => Func::Truncate(unit),
        };
        call::call(func, (self, ()))
    }

    /// The date, in UTC: `CAST(self AS DATE)` on Postgres, `DATE(self)` on MySQL and MariaDB,
    /// `substr(self, 1, 10)` on SQLite. `now().date()` is today's.
    fn date(self) -> Call<NaiveDate, One<Self>>
    where
        Self::Base: Shift,
    {
        call::call(Func::DateOf, (self, ()))
    }

    /// The time of day, in UTC: `CAST(self AS TIME)` on Postgres, `TIME(self)` on MySQL and
    /// MariaDB, `substr(self, 12)` on SQLite.
    fn time(self) -> Call<NaiveTime, One<Self>>
    where
        Self::Base: Shift,
    {
        call::call(Func::TimeOf, (self, ()))
    }

    /// The year: `EXTRACT(YEAR FROM self)`.
    fn year(self) -> Call<i64, One<Self>>
    where
        Self::Base: Calendar,
    {
        field(Field::Year, self)
    }

    /// The quarter of the year, from 1 to 4: `EXTRACT(QUARTER FROM self)`.
    fn quarter(self) -> Call<i64, One<Self>>
    where
        Self::Base: Calendar,
    {
        field(Field::Quarter, self)
    }

    /// The month, from 1 to 12: `EXTRACT(MONTH FROM self)`.
    fn month(self) -> Call<i64, One<Self>>
    where
        Self::Base: Calendar,
    {
        field(Field::Month, self)
    }

    /// The week of ISO 8601, from 1 to 53, of the year that [`week_year`](Self::week_year) gives:
    /// `EXTRACT(WEEK FROM self)`, `WEEK(self, 3)`.
    fn week(self) -> Call<i64, One<Self>>
    where
        Self::Base: Calendar,
    {
        field(Field::Week, self)
    }

    /// The year to which the week of ISO 8601 belongs: `EXTRACT(ISOYEAR FROM self)`.
    fn week_year(self) -> Call<i64, One<Self>>
    where
        Self::Base: Calendar,
    {
        field(Field::WeekYear, self)
    }

    /// The day of the month, from 1: `EXTRACT(DAY FROM self)`.
    fn day(self) -> Call<i64, One<Self>>
    where
        Self::Base: Calendar,
    {
        field(Field::Day, self)
    }

    /// The day of the week, from 1, which is Monday, to 7: `EXTRACT(ISODOW FROM self)`.
    fn weekday(self) -> Call<i64, One<Self>>
    where
        Self::Base: Calendar,
    {
        field(Field::Weekday, self)
    }

    /// The day of the year, from 1: `EXTRACT(DOY FROM self)`.
    fn year_day(self) -> Call<i64, One<Self>>
    where
        Self::Base: Calendar,
    {
        field(Field::YearDay, self)
    }

    /// The hour, from 0 to 23: `EXTRACT(HOUR FROM self)`.
    fn hour(self) -> Call<i64, One<Self>>
    where
        Self::Base: Clock,
    {
        field(Field::Hour, self)
    }

    /// The minute, from 0 to 59: `EXTRACT(MINUTE FROM self)`.
    fn minute(self) -> Call<i64, One<Self>>
    where
        Self::Base: Clock,
    {
        field(Field::Minute, self)
    }

    /// The second, from 0 to 59: `FLOOR(EXTRACT(SECOND FROM self))`.
    fn second(self) -> Call<i64, One<Self>>
    where
        Self::Base: Clock,
    {
        field(Field::Second, self)
    }

    /// The microseconds of the second, from 0 to 999,999: `MICROSECOND(self)`.
    fn microsecond(self) -> Call<i64, One<Self>>
    where
        Self::Base: Clock,
    {
        field(Field::Microsecond, self)
    }

    /// Microseconds since the other moment, negative when that is the later one:
    /// `EXTRACT(EPOCH FROM self - other) * 1000000` on Postgres,
    /// `TIMESTAMPDIFF(MICROSECOND, other, self)` on MySQL and MariaDB, `unixepoch(..)` on SQLite.
    fn micros_since<X: Operand<Self::Base>>(self, other: X) -> Call<i64, Two<Self, X::Expr>>
    where
        Self::Base: Shift,
    {
        between(Func::MicrosBetween, self, other)
    }

    /// Whole seconds since the other moment, cut towards zero.
    fn seconds_since<X: Operand<Self::Base>>(self, other: X) -> Call<i64, Two<Self, X::Expr>>
    where
        Self::Base: Shift,
    {
        between(Func::SecondsBetween, self, other)
    }

    /// Days since the other date; of moments, whole days of 24 hours, cut towards zero.
    fn days_since<X: Operand<Self::Base>>(self, other: X) -> Call<i64, Two<Self, X::Expr>>
    where
        Self::Base: Calendar,
    {
        let func = match <Self::Base as Scalar>::SQL {
            SqlType::Date => Func::DaysOfDates,
            _ => Func::DaysBetween,
        };
        between(func, self, other)
    }

    /// The moment later by an interval of the database: `(self + span)`. Compiles for Postgres;
    /// [`later`](Self::later) by a known span for every backend.
    fn plus<X: Operand<Interval>>(self, span: X) -> Shifted<Self, X::Expr>
    where
        Self::Base: Shift,
    {
        shifted(self, " + ", span.into_expr())
    }

    /// The moment earlier by an interval of the database: `(self - span)`. Compiles for Postgres.
    fn minus<X: Operand<Interval>>(self, span: X) -> Shifted<Self, X::Expr>
    where
        Self::Base: Shift,
    {
        shifted(self, " - ", span.into_expr())
    }

    /// What has passed since the other moment, in days and microseconds: `(self - other)`.
    /// Compiles for Postgres.
    fn since<X: Operand<Self::Base>>(self, other: X) -> Elapsed<Self, X::Expr>
    where
        Self::Base: Shift,
    {
        Elapsed {
            left: self,
            right: other.into_expr(),
        }
    }
}

impl<X: Expr> Moment for X {}

/// A span of time that is known when the statement is built: an [`Interval`] or a
/// [`TimeDelta`](chrono::TimeDelta) in whole microseconds.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no span of time",
    label = "expected an `Interval` or a `chrono::TimeDelta`",
    note = "`Interval::months(1)`, `Interval::days(7)`, `TimeDelta::hours(2)`"
)]
pub trait IntoSpan {
    /// The span in months, days and microseconds.
    ///
    /// # Errors
    /// [`EncodeError::Time`] for one that whole microseconds of 64 bits don't hold.
    fn into_span(self) -> Result<Interval, EncodeError>;
}

#[diagnostic::do_not_recommend]
impl IntoSpan for Interval {
    fn into_span(self) -> Result<Interval, EncodeError> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend]
impl IntoSpan for TimeDelta {
    fn into_span(self) -> Result<Interval, EncodeError> {
        match self.num_microseconds() {
            Some(micros) if TimeDelta::microseconds(micros) == self => {
                Ok(Interval::microseconds(micros))
            }
            _ => Err(EncodeError::Time {
                value: self.to_string(),
                rule: "spans of whole microseconds are, of up to 292,000 years",
            }),
        }
    }
}

fn negated(span: Interval) -> Result<Interval, EncodeError> {
    let parts = (
        span.months.checked_neg(),
        span.days.checked_neg(),
        span.microseconds.checked_neg(),
    );
    match parts {
        (Some(months), Some(days), Some(microseconds)) => Ok(Interval {
            months,
            days,
            microseconds,
        }),
        _ => Err(EncodeError::Time {
            value: span.to_string(),
            rule: "the other sign doesn't fit in its parts",
        }),
    }
}

fn shifted_by<X>(moment: X, span: Result<Interval, EncodeError>) -> Call<X::Base, One<X>>
where
    X: Expr<Base: Calendar>,
{
    let date = <X::Base as Scalar>::SQL == SqlType::Date;
    let fixed: Vec<FixedPiece> = match span {
        Ok(span) if date && span.microseconds != 0 => vec![Err(EncodeError::Time {
            value: span.to_string(),
            rule: "a date has no time of day, leave out the microseconds",
        })],
        Ok(span) => {
            let number = |number: i64| Ok(Piece::Arg(Arg::Int(number)));
            vec![
                Ok(Piece::Arg(Arg::Interval(span))),
                number(span.months.into()),
                number(span.days.into()),
                number(span.microseconds.div_euclid(1_000_000)),
                number(span.microseconds.rem_euclid(1_000_000)),
            ]
        }
        Err(error) => vec![Err(error)],
    };
    let func = if date { Func::LaterDate } else { Func::Later };
    call::call(func, (moment, ())).with(fixed)
}

fn field<X>(field: Field, value: X) -> Call<i64, One<X>> {
    call::call(Func::Field(field), (value, ()))
}

fn between<X: Expr, Y: Operand<X::Base>>(
    func: Func,
    later: X,
    earlier: Y,
) -> Call<i64, Two<X, Y::Expr>> {
    call::call(func, (later, (earlier.into_expr(), ())))
}

/// A type with a date.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no date",
    label = "expected a `NaiveDate`, a `NaiveDateTime` or a `DateTime<Utc>`"
)]
pub trait Calendar: Scalar {}
#[diagnostic::do_not_recommend]
impl Calendar for NaiveDate {}
#[diagnostic::do_not_recommend]
impl Calendar for NaiveDateTime {}
#[diagnostic::do_not_recommend]
impl Calendar for DateTime<Utc> {}

/// A type with a time of day.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no time of day",
    label = "expected a `NaiveTime`, a `NaiveDateTime` or a `DateTime<Utc>`"
)]
pub trait Clock: Scalar {}
#[diagnostic::do_not_recommend]
impl Clock for NaiveTime {}
#[diagnostic::do_not_recommend]
impl Clock for NaiveDateTime {}
#[diagnostic::do_not_recommend]
impl Clock for DateTime<Utc> {}

/// A moment to which a span can be added.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a moment",
    label = "a span of time is added to a `DateTime<Utc>` or a `NaiveDateTime`",
    note = "numbers are added with `.add(..)`"
)]
pub trait Shift: Scalar {}
#[diagnostic::do_not_recommend]
impl Shift for DateTime<Utc> {}
#[diagnostic::do_not_recommend]
impl Shift for NaiveDateTime {}

fn shifted<L, R>(moment: L, sign: &'static str, span: R) -> Shifted<L, R> {
    Shifted { moment, sign, span }
}

/// A moment and a span, in parentheses.
#[derive(Clone, Copy, Debug)]
pub struct Shifted<L, R> {
    moment: L,
    sign: &'static str,
    span: R,
}

impl<L: Expr, R: Expr> Expr for Shifted<L, R> {
    type Base = L::Base;

    fn write(&self, out: &mut Pieces, like: Hint) {
        out.text("(");
        operand(&self.moment, out, self.moment.hint().or(like));
        out.text(self.sign);
        operand(&self.span, out, Hint::NONE);
        out.text(")");
    }

    fn hint(&self) -> Hint {
        Hint {
            digits: None,
            ..self.moment.hint()
        }
    }
}

/// The span between two moments, in parentheses.
#[derive(Clone, Copy, Debug)]
pub struct Elapsed<L, R> {
    left: L,
    right: R,
}

impl<L: Expr, R: Expr> Expr for Elapsed<L, R> {
    type Base = Interval;

    fn write(&self, out: &mut Pieces, _: Hint) {
        let like = self.left.hint().or(self.right.hint());
        out.text("(");
        operand(&self.left, out, like);
        out.text(" - ");
        operand(&self.right, out, like);
        out.text(")");
    }
}

macro_rules! in_environment {
    ($($ty:ident),+) => {$(
        impl<B, A, K, F, G, I, J, L, R> ExprIn<Env<B, A, K, F, G>, (I, J)> for $ty<L, R>
        where
            B: HasIntervals,
            L: ExprIn<Env<B, A, K, F, G>, I>,
            R: ExprIn<Env<B, A, K, F, G>, J>,
            L::Kind: Mix<R::Kind>,
        {
            type Null = EitherNull<L::Null, R::Null>;
            type Kind = Mixed<L::Kind, R::Kind>;
        }
    )+};
}

in_environment!(Shifted, Elapsed);
