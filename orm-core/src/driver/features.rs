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
