//! What a table is: static descriptions that the derives emit. No I/O.

mod column;
mod constraint;
pub mod ddl;
mod keyspace;
pub mod physical;
mod reference;
mod scope;
mod table;
mod view;

pub use column::{
    ColumnDef, ColumnRole, Counter, DefaultDef, GeneratedDef, OnUpdate, blank_columns, columns1,
    columns2, columns4, columns8,
};
pub use constraint::{
    CheckDef, ForeignKeyDef, IndexColumn, IndexDef, ReferenceAction, ReferenceScope, UniqueDef,
};
pub use keyspace::{
    KeyspaceDef, assert_group, assert_key_lengths, assert_keyspace, assert_types, assert_views,
    copy_of,
};
pub use reference::{InSameKeyspace, Reference, ReferencesTypeOf, assert_reference, table_of};
pub use scope::{ScopeCondition, ScopeDef};
pub use table::TableDef;
pub use view::ViewDef;
