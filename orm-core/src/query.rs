//! Statements: SELECT, INSERT, UPDATE, DELETE, and what they are built from.

mod assemble;
mod batch;
mod body;
mod closed;
mod command;
mod conflict;
mod cte;
mod default_scope;
mod delete;
mod derived;
mod each;
mod find;
mod group;
mod grouping_sets;
mod index_hint;
mod insert;
mod insert_from;
mod insert_id;
mod joined;
mod key;
mod lateral;
pub mod list;
mod lock;
mod page;
mod parts;
mod prepared;
mod projection;
mod reference_table;
mod select;
mod selection;
mod set;
mod set_order;
mod source;
mod sources;
mod sql_query;
mod subquery;
mod target;
mod terminal;
mod update;
mod upsert;
mod write;
mod write_cte;

pub use batch::{Batch, BatchPart};
pub use body::{Body, InnerQuery, SameRow};
pub use closed::{BoundQuery, Query};
pub use command::{BoundCommand, Command, delete, insert, update};
pub use conflict::{At, Excluded, KeyColumns, Proposed, UniqueKey, Upserts, excluded};
pub use cte::{Cte, Recursion, WithItem};
pub use default_scope::{DefaultScope, NoSubquery, ScopeEnv, scope_condition};
pub use delete::{Delete, Removal};
pub use derived::{Derived, FromItem, NamedColumns};
pub use each::UpdateEach;
pub use find::{
    Append, BoundFind, Branch, Branches, Find, FindQuery, FirstLevel, KeyLists, Loaded, Many,
    ManyRows, MatchesTypeOf, Matching, Optional, Promised, PromisedShape, Purpose, RelatedCount,
    RelatedExists, RelatedIn, RelationDef, Required, Shape, StartsAt, Through, To, ToMany, ToOne,
    find, promised, related, single_key,
};
pub use group::{
    By, BySets, Each, GroupKey, GroupKeys, Grouping, HasKey, NoGroup, Ungrouped, group_key,
};
pub use grouping_sets::{GroupingOf, KeyCount, grouping};
pub use insert::{Insert, InsertReturning, InsertRow, InsertValues, Insertable};
pub use insert_from::{Assigns, InsertFrom, InsertFromReturning, InsertQuery};
pub use insert_id::InsertId;
pub use key::Key;
pub use lateral::LateralQuery;
pub use page::{After, NeverNull, Page};
pub use parts::JoinKind;
pub use prepared::{Param, Parameters, Prepared, RowCount, prepare};
pub use projection::{Fills, read_column, read_field, write_field};
pub use reference_table::{Copied, ReferenceTable};
pub use select::{Select, select};
pub use selection::{
    Is, Selection, cells1, cells2, cells4, cells8, cells12, cells16, read_expression,
    write_expression,
};
pub use set::SetQuery;
pub use set_order::{ColumnsOf, Position, SetOrder, position};
pub use source::{Alias, AliasTag, Aliased, ColumnSet, Source, Table, TableRef};
pub use sources::{Borrowed, Closed, Has, Here, Inner, Join, Mark, Nil, Outer, Sources, There};
#[doc(hidden)]
pub use sql_query::{
    QueryPart, SqlQuery, has_column, has_decimal, has_decimals, is_field, lists, lists_alike,
};
pub use sql_query::{SqlParameter, StoredAs, stored_as};
pub use subquery::{
    Exists, SameAccess, Scalar as ScalarSubquery, Subquery, SubqueryIn, Unbound, exists,
    not_exists, scalar,
};
pub use terminal::RowDecoder;
pub use update::{Assignments, Changes, SetWriter, Update};
pub use upsert::{
    ConflictAction, DoNothing, DoUpdate, IgnoreDuplicates, OnConflict, OnDuplicateKey, Upsert,
};
pub use write::{Filtered, HasFilter, ReturnsJoined, Unfiltered, Verb, Write, WriteReturning};
