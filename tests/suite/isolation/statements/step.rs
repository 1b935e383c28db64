/// Joins a source, and goes on with each of the five types that the query then has.
macro_rules! join {
    ($query:ident, $kind:expr, $table:ident: $on:expr => $then:expr) => {{
        use $crate::isolation::joined::Kind;
        match $kind {
            Kind::Inner => {
                let $query = $query.inner_join($table, $on);
                $then
            }
            Kind::Left => {
                let $query = $query.left_join($table, $on);
                $then
            }
            Kind::Right => {
                let $query = $query.right_join($table, $on);
                $then
            }
            Kind::Full => {
                let $query = full_join!($query, $table, $on);
                $then
            }
            Kind::Cross => {
                let $query = $query.cross_join($table);
                $then
            }
        }
    }};
}
pub(super) use join;

/// The same for a described join: `(keys; a comparison beside the keys; conditions of the table)`
/// is what its description refers to.
macro_rules! join_on {
    ($query:ident, $join:expr, $table:ident $how:tt => $then:expr) => {
        match $join.kind {
            Kind::Inner => {
                let $query = on!($query.inner_join, $join, $table $how);
                $then
            }
            Kind::Left => {
                let $query = on!($query.left_join, $join, $table $how);
                $then
            }
            Kind::Right => {
                let $query = on!($query.right_join, $join, $table $how);
                $then
            }
            Kind::Full => {
                let $query = full_on!($query, $join, $table $how);
                $then
            }
            Kind::Cross => {
                let $query = $query.cross_join($table);
                $then
            }
        }
    };
}
pub(super) use join_on;

macro_rules! on {
    (
        $query:ident.$method:ident, $join:expr,
        $table:ident($keys:expr; $loose:expr; $condition:ident)
    ) => {
        match &$join.on {
            On::Keys => $query.$method($table, $keys),
            On::KeysAnd(condition) => $query.$method($table, $keys.and($condition(condition))),
            On::KeysOr(condition) => $query.$method($table, $keys.or($condition(condition))),
            On::Only(condition) => $query.$method($table, $condition(condition)),
            On::Everything => $query.$method($table, value(true)),
            On::Loose => $query.$method($table, $loose),
        }
    };
}
pub(super) use on;
