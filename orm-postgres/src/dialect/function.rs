use orm_core::sql::{Field, Func, Unit};

pub(super) fn function(function: Func) -> &'static str {
    match function {
        Func::Lower => "LOWER({0})",
        Func::Upper => "UPPER({0})",
        Func::Length => "CHAR_LENGTH({0})",
        Func::ByteLength => "OCTET_LENGTH({0})",
        Func::Trim => "BTRIM({0})",
        Func::TrimStart => "LTRIM({0})",
        Func::TrimEnd => "RTRIM({0})",
        Func::Substring => "SUBSTR({0}, CAST({1} AS INTEGER), CAST({2} AS INTEGER))",
        Func::Left => "LEFT({0}, CAST({1} AS INTEGER))",
        Func::Right => "RIGHT({0}, CAST({1} AS INTEGER))",
        Func::Replace => "REPLACE({0}, {1}, {2})",
        Func::Position => "STRPOS({0}, {1})",
        Func::Joined => "STRING_AGG({0}, {1}{2}){3}",
        Func::Matches => "({0} ~ {1})",
        Func::MatchesAnyCase => "({0} ~* {1})",

        Func::Document => "CAST({0} AS JSONB)",
        Func::JsonKey => "({0} -> {1})",
        // A document that is one value would be its own first element.
        Func::JsonIndex => "CASE WHEN jsonb_typeof({0}) = 'array' THEN {0} -> {1} END",
        Func::JsonText => "CASE WHEN jsonb_typeof({0}) = 'string' THEN {0} #>> '{}' END",
        Func::JsonWhole => {
            "CASE WHEN jsonb_typeof({0}) = 'number' THEN CASE WHEN CAST({0} AS NUMERIC) BETWEEN -9223372036854775808 AND 9223372036854775807 AND CAST({0} AS NUMERIC) = TRUNC(CAST({0} AS NUMERIC)) THEN CAST(CAST({0} AS NUMERIC) AS BIGINT) END END"
        }
        // What a double doesn't hold is an error of the cast.
        Func::JsonNumber => {
            "CASE WHEN jsonb_typeof({0}) = 'number' THEN CASE WHEN ABS(CAST({0} AS NUMERIC)) < 2.5e-324 THEN 0 WHEN ABS(CAST({0} AS NUMERIC)) <= 1.7976931348623157e308 THEN CAST(CAST({0} AS NUMERIC) AS DOUBLE PRECISION) END END"
        }
        Func::JsonBool => "CASE WHEN jsonb_typeof({0}) = 'boolean' THEN CAST({0} AS BOOLEAN) END",
        Func::JsonHasKey => "(jsonb_typeof({0}) = 'object' AND {0} ? {1})",
        Func::JsonContains => "({0} @> {1})",
        Func::JsonLength => {
            "CASE WHEN jsonb_typeof({0}) = 'array' THEN jsonb_array_length({0}) END"
        }

        Func::ToUtc | Func::FromUtc => "({0} AT TIME ZONE 'UTC')",
        Func::Later => "({0} + {1})",
        Func::LaterDate => "CAST({0} + {1} AS DATE)",
        Func::Truncate(unit) => match unit {
            Unit::Year => "date_trunc('year', {0})",
            Unit::Quarter => "date_trunc('quarter', {0})",
            Unit::Month => "date_trunc('month', {0})",
            Unit::Week => "date_trunc('week', {0})",
            Unit::Day => "date_trunc('day', {0})",
            Unit::Hour => "date_trunc('hour', {0})",
            Unit::Minute => "date_trunc('minute', {0})",
            Unit::Second => "date_trunc('second', {0})",
        },
        Func::TruncateDate(unit) => match unit {
            Unit::Year => "CAST(date_trunc('year', CAST({0} AS TIMESTAMP)) AS DATE)",
            Unit::Quarter => "CAST(date_trunc('quarter', CAST({0} AS TIMESTAMP)) AS DATE)",
            Unit::Month => "CAST(date_trunc('month', CAST({0} AS TIMESTAMP)) AS DATE)",
            Unit::Week => "CAST(date_trunc('week', CAST({0} AS TIMESTAMP)) AS DATE)",
            Unit::Day | Unit::Hour | Unit::Minute | Unit::Second => "{0}",
        },
        Func::Field(field) => match field {
            Field::Year => "CAST(EXTRACT(YEAR FROM {0}) AS BIGINT)",
            Field::Quarter => "CAST(EXTRACT(QUARTER FROM {0}) AS BIGINT)",
            Field::Month => "CAST(EXTRACT(MONTH FROM {0}) AS BIGINT)",
            Field::Week => "CAST(EXTRACT(WEEK FROM {0}) AS BIGINT)",
            Field::WeekYear => "CAST(EXTRACT(ISOYEAR FROM {0}) AS BIGINT)",
            Field::Day => "CAST(EXTRACT(DAY FROM {0}) AS BIGINT)",
            Field::Weekday => "CAST(EXTRACT(ISODOW FROM {0}) AS BIGINT)",
            Field::YearDay => "CAST(EXTRACT(DOY FROM {0}) AS BIGINT)",
            Field::Hour => "CAST(EXTRACT(HOUR FROM {0}) AS BIGINT)",
            Field::Minute => "CAST(EXTRACT(MINUTE FROM {0}) AS BIGINT)",
            Field::Second => "CAST(FLOOR(EXTRACT(SECOND FROM {0})) AS BIGINT)",
            Field::Microsecond => "(CAST(EXTRACT(MICROSECONDS FROM {0}) AS BIGINT) % 1000000)",
        },
        Func::DateOf => "CAST({0} AS DATE)",
        Func::TimeOf => "CAST({0} AS TIME)",
        Func::MicrosBetween => "CAST(EXTRACT(EPOCH FROM ({0} - {1})) * 1000000 AS BIGINT)",
        Func::SecondsBetween => "CAST(TRUNC(EXTRACT(EPOCH FROM ({0} - {1}))) AS BIGINT)",
        Func::DaysBetween => "CAST(TRUNC(EXTRACT(EPOCH FROM ({0} - {1})) / 86400) AS BIGINT)",
        Func::DaysOfDates => "CAST({0} - {1} AS BIGINT)",

        // An array that is NULL, or an element, would be passed over.
        Func::ArrayAppend => {
            "CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN array_append({0}, {1}) END"
        }
        Func::ArrayPrepend => {
            "CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN array_prepend({1}, {0}) END"
        }
        Func::ArrayConcat => {
            "CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN array_cat({0}, {1}) END"
        }
        Func::ArrayRemove => "CASE WHEN {1} IS NOT NULL THEN array_remove({0}, {1}) END",
        Func::ArrayPosition => "CASE WHEN {1} IS NOT NULL THEN array_position({0}, {1}) END",
        Func::ArrayElement => "({0})[CAST({1} AS INTEGER)]",

        other => unreachable!("{other:?} is no function of PostgreSQL"),
    }
}
