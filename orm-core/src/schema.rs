//! What a table is: static descriptions that the derives emit. No I/O.

mod column;
mod constraint;
pub mod ddl;
mod keyspace;
pub mod physical;
mod reference;
mod scope;
mod table;

pub use column::{
    ColumnDef, ColumnRole, Counter, DefaultDef, GeneratedDef, OnUpdate, blank_columns, columns1,
    columns2, columns4, columns8, columns12, columns16, place,
};
pub use constraint::{
    CheckDef, ForeignKeyDef, IndexColumn, IndexDef, ReferenceAction, ReferenceScope, UniqueDef,
    plain_index,
};
pub use keyspace::{
    KeyspaceDef, assert_group, assert_key_lengths, assert_keyspace, assert_mysql_types,
    assert_postgres_types, assert_sqlite_types, copy_of,
};
pub use reference::{InSameKeyspace, Reference, ReferencesTypeOf, assert_reference, foreign_key};
pub use scope::{ScopeCondition, ScopeDef};
pub use table::{BLANK_TABLE, TableDef};
