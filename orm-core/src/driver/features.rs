//! What not every backend's SELECT has.

/// The backend has INTERSECT and EXCEPT.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no INTERSECT and no EXCEPT",
    label = "not available on this backend",
    note = "MySQL and MariaDB have them, what stands in front of them may not: use `MySql8` or `MariaDb`, or filter with `in_query(..)` and `not_in_query(..)`"
)]
pub trait HasIntersect {}

/// The backend has INTERSECT ALL and EXCEPT ALL.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no INTERSECT ALL and no EXCEPT ALL",
    label = "not available on this backend",
    note = "without ALL equal rows are counted once: `.intersect(..)`, `.except(..)`"
)]
pub trait HasIntersectAll: HasIntersect {}

/// The backend lets a statement say whether a common table expression is calculated on its own.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no MATERIALIZED",
    label = "not available on this backend",
    note = "leave it out: the database decides"
)]
pub trait HasMaterialized {}

/// The backend lets a common table expression write.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no common table expressions that write",
    label = "not available on this backend",
    note = "run the statements one after the other, in one transaction"
)]
pub trait HasWritingCtes {}

/// The backend has LEFT JOIN in UPDATE and DELETE.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no LEFT JOIN in UPDATE and DELETE",
    label = "not available on this backend",
    note = "take the value of the other table by a subquery, `column.to(scalar(query))`, and filter by `not_exists(..)`"
)]
pub trait HasWriteLeftJoin {}

/// The backend has GROUPS frames, and frames with EXCLUDE.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no GROUPS frames and no EXCLUDE",
    label = "not available on this backend",
    note = "frames over rows and ranges are written the same way everywhere: `.rows_between(..)`, `.range_between(..)`"
)]
pub trait HasAllFrames {}

/// LAG and LEAD take a default.
#[diagnostic::on_unimplemented(
    message = "LAG and LEAD take no default on `{Self}`",
    label = "not available on this backend",
    note = "where the values are never NULL, `coalesce(lag(..).over(..), default)` is the same"
)]
pub trait HasOffsetDefault {}

/// The backend has FILTER on aggregates.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no FILTER on aggregates",
    label = "not available on this backend",
    note = "aggregate a CASE: `sum(case(condition, value))`, which is NULL for the other rows"
)]
pub trait HasAggregateFilter {}

/// The backend has standard deviation and variance.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no standard deviation and no variance",
    label = "not available on this backend",
    note = "fetch `count`, `sum` and the sum of squares, and calculate in Rust"
)]
pub trait HasStatistics {}

/// The backend joins texts over a window.
#[diagnostic::on_unimplemented(
    message = "`{Self}` joins no texts over a window",
    label = "not available on this backend",
    note = "its GROUP_CONCAT is an aggregate and nothing else: group the query, or collect the texts in Rust"
)]
pub trait HasStringWindow {}

/// The backend has ROLLUP.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no ROLLUP",
    label = "not available on this backend",
    note = "combine one query per grouping with `.union_all(..)`"
)]
pub trait HasRollup {}

/// The backend has GROUPING SETS and CUBE.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no GROUPING SETS, no CUBE, and no ROLLUP by expressions",
    label = "not available on this backend",
    note = "combine one query per grouping with `.union_all(..)`"
)]
pub trait HasGroupingSets: HasRollup {}

/// The backend has GROUPING, and orders the rows of a ROLLUP.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no GROUPING, and no ORDER BY beside ROLLUP",
    label = "not available on this backend",
    note = "MySQL has both, MariaDB has none: use `MySql8`, or select into a `#[derive(Projection)]` struct and order the derived table, `.from(query.derived())`"
)]
pub trait HasGrouping: HasRollup {}

/// The backend takes hints about indexes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` takes no hints about indexes",
    label = "not available on this backend",
    note = "its planner chooses by statistics alone"
)]
pub trait HasIndexHints {}

/// The backend has regular expressions.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no regular expressions",
    label = "not available on this backend",
    note = "match with `.like(..)`, or fetch the texts and match them in Rust"
)]
pub trait HasRegex {}

/// The backend tells whether a JSON document contains another one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't tell whether a JSON document contains another one",
    label = "not available on this backend",
    note = "compare what stands at each path: `.json_text(path).eq(..)`, `.json_has_key(key)`"
)]
pub trait HasJsonContains {}

/// The backend's aggregates of JSON take the rows in an order.
#[diagnostic::on_unimplemented(
    message = "`{Self}` collects JSON in no certain order",
    label = "not available on this backend",
    note = "leave the order out, and sort the list in Rust"
)]
pub trait HasJsonOrder {}
