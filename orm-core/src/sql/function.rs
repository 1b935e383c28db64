/// A function that every dialect that has it writes its own way: `{0}` is the first argument,
/// `{1}` the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Func {
    /// The text `{0}` in lower case.
    Lower,
    /// The text `{0}` in upper case.
    Upper,
    /// Characters of the text `{0}`.
    Length,
    /// Bytes of the text `{0}`.
    ByteLength,
    /// The text `{0}` without the spaces around it.
    Trim,
    /// The text `{0}` without the spaces before it.
    TrimStart,
    /// The text `{0}` without the spaces after it.
    TrimEnd,
    /// `{2}` characters of the text `{0}`, from the one with the number `{1}`.
    Substring,
    /// The first `{1}` characters of the text `{0}`.
    Left,
    /// The last `{1}` characters of the text `{0}`.
    Right,
    /// The text `{0}` with `{2}` in place of each `{1}`.
    Replace,
    /// The number of the character of the text `{0}` at which `{1}` begins, or 0.
    Position,
    /// The texts `{0}` of all rows with the separator `{1}` between them, in the order `{2}`; `{3}`
    /// stands behind the call.
    Joined,
    /// The text `{0}` matches the regular expression `{1}`.
    Matches,
    /// The same without regard to case.
    MatchesAnyCase,

    /// The JSON document `{0}` as one on which all functions are defined.
    Document,
    /// The value of the key `{1}` in the JSON object `{0}`; `{2}` is the key as a path.
    JsonKey,
    /// The value with the number `{1}` in the JSON array `{0}`; `{2}` is the number as a path.
    JsonIndex,
    /// The JSON document `{0}` if it is a string.
    JsonText,
    /// The JSON document `{0}` if it is a whole number of 64 bits.
    JsonWhole,
    /// The JSON document `{0}` if it is a number.
    JsonNumber,
    /// The JSON document `{0}` if it is true or false.
    JsonBool,
    /// The JSON document `{0}` is an object with the key `{1}`; `{2}` is the key as a path.
    JsonHasKey,
    /// The JSON document `{0}` contains the other one `{1}`.
    JsonContains,
    /// How many values the JSON document `{0}` has if it is an array.
    JsonLength,

    /// The moment `{0}` as date and time in UTC.
    ToUtc,
    /// The date and time `{0}`, which are in UTC, as a moment.
    FromUtc,
    /// The date and time `{0}`, later by the interval `{1}`; also as months `{2}`, days `{3}`,
    /// seconds `{4}` and, not negative and less than a second, microseconds `{5}`.
    Later,
    /// The date `{0}`, later by the same.
    LaterDate,
    /// The date and time `{0}` at which the unit began.
    Truncate(Unit),
    /// The date `{0}` at which the unit began.
    TruncateDate(Unit),
    /// A number of the date or time `{0}`.
    Field(Field),
    /// The date of the date and time `{0}`.
    DateOf,
    /// The time of the date and time `{0}`.
    TimeOf,
    /// Microseconds from the date and time `{1}` to `{0}`.
    MicrosBetween,
    /// Whole seconds from the date and time `{1}` to `{0}`, cut towards zero.
    SecondsBetween,
    /// Whole days of 24 hours from the date and time `{1}` to `{0}`, cut towards zero.
    DaysBetween,
    /// Days from the date `{1}` to `{0}`.
    DaysOfDates,

    /// The array `{0}` with the element `{1}` at its end.
    ArrayAppend,
    /// The array `{0}` with the element `{1}` at its start.
    ArrayPrepend,
    /// The array `{0}`, then the array `{1}`.
    ArrayConcat,
    /// The array `{0}` without each element that is `{1}`.
    ArrayRemove,
    /// The number of the first element of the array `{0}` that is `{1}`.
    ArrayPosition,
    /// The element of the array `{0}` with the number `{1}`.
    ArrayElement,
}

impl Func {
    /// Whether it looks at dates and times of moments, which have these in a zone.
    pub(crate) const fn takes_utc(self) -> bool {
        matches!(
            self,
            Self::Later | Self::Truncate(_) | Self::Field(_) | Self::DateOf | Self::TimeOf
        )
    }

    /// Whether an argument becomes an element of an array.
    pub(crate) const fn takes_elements(self) -> bool {
        matches!(
            self,
            Self::ArrayAppend | Self::ArrayPrepend | Self::ArrayRemove | Self::ArrayPosition
        )
    }
}

/// A unit of time at whose beginning a moment can be cut:
/// [`truncate`](crate::expr::Moment::truncate).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A year.
    Year,
    /// A quarter of a year, from January, April, July or October.
    Quarter,
    /// A month.
    Month,
    /// A week, from Monday.
    Week,
    /// A day, in UTC.
    Day,
    /// An hour.
    Hour,
    /// A minute.
    Minute,
    /// A second.
    Second,
}

/// A number of a date or time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The year.
    Year,
    /// The quarter, from 1 to 4.
    Quarter,
    /// The month, from 1 to 12.
    Month,
    /// The week of ISO 8601, from 1 to 53.
    Week,
    /// The year to which the week of ISO 8601 belongs.
    WeekYear,
    /// The day of the month, from 1.
    Day,
    /// The day of the week, from 1, which is Monday, to 7.
    Weekday,
    /// The day of the year, from 1.
    YearDay,
    /// The hour, from 0 to 23.
    Hour,
    /// The minute, from 0 to 59.
    Minute,
    /// The second, from 0 to 59.
    Second,
    /// The microseconds of the second, from 0 to 999,999.
    Microsecond,
}
