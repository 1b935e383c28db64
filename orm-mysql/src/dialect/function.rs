use orm_core::sql::{Field, Func, Unit};

pub(super) fn function(function: Func) -> &'static str {
    match function {
        Func::Lower => "LOWER({0})",
        Func::Upper => "UPPER({0})",
        Func::Length => "CHAR_LENGTH({0})",
        Func::ByteLength => "OCTET_LENGTH({0})",
        Func::Trim => "TRIM({0})",
        Func::TrimStart => "LTRIM({0})",
        Func::TrimEnd => "RTRIM({0})",
        Func::Substring => "SUBSTR({0}, {1}, {2})",
        Func::Left => "LEFT({0}, {1})",
        Func::Right => "RIGHT({0}, {1})",
        // Of an empty text, MariaDB's is empty whatever the others are.
        Func::Replace => {
            "CASE WHEN {1} IS NOT NULL AND {2} IS NOT NULL THEN REPLACE({0}, {1}, {2}) END"
        }
        Func::Position => "LOCATE({1}, {0})",
        // A separator is no bind value there, and what is too long is cut: that is an error, of a
        // number that is too great.
        Func::Joined => {
            "CASE WHEN COUNT({0}) > 0 THEN CASE WHEN OCTET_LENGTH(GROUP_CONCAT(CONCAT({1}, {0}){2} SEPARATOR '')) = SUM(OCTET_LENGTH(CONCAT({1}, {0}))) THEN SUBSTRING(GROUP_CONCAT(CONCAT({1}, {0}){2} SEPARATOR ''), CHAR_LENGTH({1}) + 1) ELSE CAST(9223372036854775807 + COUNT({0}) AS CHAR) END END"
        }
        // What the collation says about case doesn't count then.
        Func::Matches => "({0} REGEXP CONCAT('(?-i)', {1}))",
        Func::MatchesAnyCase => "({0} REGEXP CONCAT('(?i)', {1}))",

        // Types and texts of JSON have a collation that is not the connection's: cast, they have.
        Func::Document | Func::ToUtc | Func::FromUtc => "{0}",
        Func::JsonKey => "JSON_EXTRACT({0}, {2})",
        // Anything else than an array would be its own first value.
        Func::JsonIndex => {
            "JSON_EXTRACT(CASE WHEN CAST(JSON_TYPE({0}) AS CHAR) = 'ARRAY' THEN {0} END, {2})"
        }
        Func::JsonText => {
            "CASE WHEN CAST(JSON_TYPE({0}) AS CHAR) = 'STRING' THEN CAST(JSON_UNQUOTE({0}) AS CHAR) END"
        }
        Func::JsonWhole => {
            "CASE WHEN CAST(JSON_TYPE({0}) AS CHAR) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') AND ABS(CAST({0} AS DOUBLE)) < 1e19 AND CAST({0} AS DOUBLE) = FLOOR(CAST({0} AS DOUBLE)) THEN CASE WHEN CAST(CAST({0} AS CHAR) AS DECIMAL(20, 0)) BETWEEN -9223372036854775808 AND 9223372036854775807 THEN CAST(CAST(CAST({0} AS CHAR) AS DECIMAL(20, 0)) AS SIGNED) END END"
        }
        Func::JsonNumber => {
            "CASE WHEN CAST(JSON_TYPE({0}) AS CHAR) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST({0} AS DOUBLE) END"
        }
        Func::JsonBool => {
            "CASE WHEN CAST(JSON_TYPE({0}) AS CHAR) = 'BOOLEAN' THEN CAST({0} AS CHAR) = 'true' END"
        }
        Func::JsonHasKey => "JSON_CONTAINS_PATH({0}, 'one', {2})",
        Func::JsonContains => "JSON_CONTAINS({0}, {1})",
        Func::JsonLength => {
            "CASE WHEN CAST(JSON_TYPE({0}) AS CHAR) = 'ARRAY' THEN JSON_LENGTH({0}) END"
        }

        Func::Later => {
            "CAST(DATE_ADD(DATE_ADD(DATE_ADD(DATE_ADD({0}, INTERVAL {2} MONTH), INTERVAL {3} DAY), INTERVAL {4} SECOND), INTERVAL {5} MICROSECOND) AS DATETIME(6))"
        }
        Func::LaterDate => {
            "CAST(DATE_ADD(DATE_ADD({0}, INTERVAL {2} MONTH), INTERVAL {3} DAY) AS DATE)"
        }
        Func::Truncate(unit) => match unit {
            Unit::Year => "CAST(DATE_FORMAT({0}, '%Y-01-01') AS DATETIME(6))",
            Unit::Quarter => {
                "CAST(DATE_ADD(DATE_FORMAT({0}, '%Y-01-01'), INTERVAL QUARTER({0}) - 1 QUARTER) AS DATETIME(6))"
            }
            Unit::Month => "CAST(DATE_FORMAT({0}, '%Y-%m-01') AS DATETIME(6))",
            Unit::Week => "CAST(DATE_SUB(DATE({0}), INTERVAL WEEKDAY({0}) DAY) AS DATETIME(6))",
            Unit::Day => "CAST(DATE({0}) AS DATETIME(6))",
            Unit::Hour => "CAST(DATE_FORMAT({0}, '%Y-%m-%d %H:00:00') AS DATETIME(6))",
            Unit::Minute => "CAST(DATE_FORMAT({0}, '%Y-%m-%d %H:%i:00') AS DATETIME(6))",
            Unit::Second => "CAST(DATE_FORMAT({0}, '%Y-%m-%d %H:%i:%s') AS DATETIME(6))",
        },
        Func::TruncateDate(unit) => match unit {
            Unit::Year => "CAST(DATE_FORMAT({0}, '%Y-01-01') AS DATE)",
            Unit::Quarter => {
                "CAST(DATE_ADD(DATE_FORMAT({0}, '%Y-01-01'), INTERVAL QUARTER({0}) - 1 QUARTER) AS DATE)"
            }
            Unit::Month => "CAST(DATE_FORMAT({0}, '%Y-%m-01') AS DATE)",
            Unit::Week => "DATE_SUB({0}, INTERVAL WEEKDAY({0}) DAY)",
            Unit::Day | Unit::Hour | Unit::Minute | Unit::Second => "{0}",
        },
        Func::Field(field) => match field {
            Field::Year => "YEAR({0})",
            Field::Quarter => "QUARTER({0})",
            Field::Month => "MONTH({0})",
            // Mode 3 is that of ISO 8601.
            Field::Week => "WEEK({0}, 3)",
            Field::WeekYear => "(YEARWEEK({0}, 3) DIV 100)",
            Field::Day => "DAYOFMONTH({0})",
            Field::Weekday => "(WEEKDAY({0}) + 1)",
            Field::YearDay => "DAYOFYEAR({0})",
            Field::Hour => "HOUR({0})",
            Field::Minute => "MINUTE({0})",
            Field::Second => "SECOND({0})",
            Field::Microsecond => "MICROSECOND({0})",
        },
        Func::DateOf => "DATE({0})",
        Func::TimeOf => "TIME({0})",
        Func::MicrosBetween => "TIMESTAMPDIFF(MICROSECOND, {1}, {0})",
        Func::SecondsBetween => "(TIMESTAMPDIFF(MICROSECOND, {1}, {0}) DIV 1000000)",
        Func::DaysBetween => "(TIMESTAMPDIFF(MICROSECOND, {1}, {0}) DIV 86400000000)",
        Func::DaysOfDates => "DATEDIFF({0}, {1})",

        other => unreachable!("{other:?} is no function of MySQL"),
    }
}
