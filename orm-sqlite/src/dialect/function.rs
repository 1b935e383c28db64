use orm_core::sql::{Field, Func, Unit};

pub(super) fn function(function: Func) -> &'static str {
    match function {
        Func::Lower => "LOWER({0})",
        Func::Upper => "UPPER({0})",
        Func::Length => "LENGTH({0})",
        Func::ByteLength => "OCTET_LENGTH({0})",
        Func::Trim => "TRIM({0})",
        Func::TrimStart => "LTRIM({0})",
        Func::TrimEnd => "RTRIM({0})",
        Func::Substring => "SUBSTR({0}, {1}, {2})",
        Func::Left => "SUBSTR({0}, 1, {1})",
        // From the end, 0 characters would be all of them.
        Func::Right => "SUBSTR({0}, MAX(LENGTH({0}) - {1}, 0) + 1)",
        Func::Replace => "REPLACE({0}, {1}, {2})",
        Func::Position => "INSTR({0}, {1})",
        Func::Joined => "GROUP_CONCAT({0}, {1}{2}){3}",

        Func::Document | Func::ToUtc | Func::FromUtc => "{0}",
        Func::JsonKey | Func::JsonIndex => "({0} -> {2})",
        Func::JsonText => "CASE json_type({0}) WHEN 'text' THEN {0} ->> '$' END",
        // A number that 64 bits don't hold comes as a float.
        Func::JsonWhole => {
            "CASE json_type({0}) WHEN 'integer' THEN CASE WHEN typeof({0} ->> '$') = 'integer' THEN {0} ->> '$' END WHEN 'real' THEN CASE WHEN ({0} ->> '$') BETWEEN -9223372036854775808.0 AND 9223372036854774784.0 AND ({0} ->> '$') = CAST({0} ->> '$' AS INTEGER) THEN CAST({0} ->> '$' AS INTEGER) END END"
        }
        Func::JsonNumber => {
            "CASE WHEN json_type({0}) IN ('integer', 'real') THEN CAST({0} ->> '$' AS REAL) END"
        }
        Func::JsonBool => "CASE json_type({0}) WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE END",
        Func::JsonHasKey => "CASE WHEN {0} IS NOT NULL THEN json_type({0}, {2}) IS NOT NULL END",
        Func::JsonLength => "CASE json_type({0}) WHEN 'array' THEN json_array_length({0}) END",

        // Of a second, the functions for dates keep three digits: the others are carried by hand.
        Func::Later => {
            "(strftime('%Y-%m-%d %H:%M:%S', substr({0}, 1, 19), {2} || ' months', 'floor', {3} || ' days', {4} || ' seconds', ((CAST(substr({0}, 21) AS INTEGER) + {5}) / 1000000) || ' seconds') || printf('.%06d', (CAST(substr({0}, 21) AS INTEGER) + {5}) % 1000000))"
        }
        Func::LaterDate => "date({0}, {2} || ' months', 'floor', {3} || ' days')",
        Func::Truncate(unit) => match unit {
            Unit::Year => "(substr({0}, 1, 4) || '-01-01 00:00:00.000000')",
            Unit::Quarter => {
                "(substr({0}, 1, 5) || printf('%02d', (CAST(substr({0}, 6, 2) AS INTEGER) + 2) / 3 * 3 - 2) || '-01 00:00:00.000000')"
            }
            Unit::Month => "(substr({0}, 1, 7) || '-01 00:00:00.000000')",
            Unit::Week => {
                "(date(substr({0}, 1, 10), '-6 days', 'weekday 1') || ' 00:00:00.000000')"
            }
            Unit::Day => "(substr({0}, 1, 10) || ' 00:00:00.000000')",
            Unit::Hour => "(substr({0}, 1, 13) || ':00:00.000000')",
            Unit::Minute => "(substr({0}, 1, 16) || ':00.000000')",
            Unit::Second => "(substr({0}, 1, 19) || '.000000')",
        },
        Func::TruncateDate(unit) => match unit {
            Unit::Year => "(substr({0}, 1, 4) || '-01-01')",
            Unit::Quarter => {
                "(substr({0}, 1, 5) || printf('%02d', (CAST(substr({0}, 6, 2) AS INTEGER) + 2) / 3 * 3 - 2) || '-01')"
            }
            Unit::Month => "(substr({0}, 1, 7) || '-01')",
            Unit::Week => "date({0}, '-6 days', 'weekday 1')",
            Unit::Day | Unit::Hour | Unit::Minute | Unit::Second => "{0}",
        },
        Func::Field(field) => match field {
            Field::Year => "CAST(substr({0}, 1, 4) AS INTEGER)",
            Field::Quarter => "((CAST(substr({0}, 6, 2) AS INTEGER) + 2) / 3)",
            Field::Month => "CAST(substr({0}, 6, 2) AS INTEGER)",
            Field::Week => "CAST(strftime('%V', substr({0}, 1, 10)) AS INTEGER)",
            Field::WeekYear => "CAST(strftime('%G', substr({0}, 1, 10)) AS INTEGER)",
            Field::Day => "CAST(substr({0}, 9, 2) AS INTEGER)",
            Field::Weekday => "CAST(strftime('%u', substr({0}, 1, 10)) AS INTEGER)",
            Field::YearDay => "CAST(strftime('%j', substr({0}, 1, 10)) AS INTEGER)",
            // From the end: a time may have a date before it.
            Field::Hour => "CAST(substr({0}, -15, 2) AS INTEGER)",
            Field::Minute => "CAST(substr({0}, -12, 2) AS INTEGER)",
            Field::Second => "CAST(substr({0}, -9, 2) AS INTEGER)",
            Field::Microsecond => "CAST(substr({0}, -6) AS INTEGER)",
        },
        Func::DateOf => "substr({0}, 1, 10)",
        Func::TimeOf => "substr({0}, 12)",
        Func::MicrosBetween => {
            "((unixepoch(substr({0}, 1, 19)) - unixepoch(substr({1}, 1, 19))) * 1000000 + CAST(substr({0}, 21) AS INTEGER) - CAST(substr({1}, 21) AS INTEGER))"
        }
        Func::SecondsBetween => {
            "(((unixepoch(substr({0}, 1, 19)) - unixepoch(substr({1}, 1, 19))) * 1000000 + CAST(substr({0}, 21) AS INTEGER) - CAST(substr({1}, 21) AS INTEGER)) / 1000000)"
        }
        Func::DaysBetween => {
            "(((unixepoch(substr({0}, 1, 19)) - unixepoch(substr({1}, 1, 19))) * 1000000 + CAST(substr({0}, 21) AS INTEGER) - CAST(substr({1}, 21) AS INTEGER)) / 86400000000)"
        }
        Func::DaysOfDates => "CAST(julianday({0}) - julianday({1}) AS INTEGER)",

        other => unreachable!("{other:?} is no function of SQLite"),
    }
}
