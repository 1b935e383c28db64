//! Statements: SELECT, INSERT, UPDATE, DELETE, and what they are built from.

mod assemble;
mod closed;
mod delete;
mod derived;
mod find;
mod group;
mod insert;
mod insert_id;
mod key;
mod lock;
mod page;
mod parts;
mod projection;
mod select;
mod selection;
mod source;
mod sources;
mod subquery;
mod target;
mod terminal;
mod update;
mod write;

pub use closed::{BoundQuery, Query};
pub use delete::{Delete, Removal};
pub use derived::{Derived, FromItem, NamedColumns};
pub use find::{
    Append, BoundFind, Branch, Branches, Find, FindQuery, FirstLevel, KeyLists, Loaded, Many,
    ManyRows, MatchesTypeOf, Matching, Optional, Promised, PromisedShape, Purpose, RelatedCount,
    RelatedExists, RelatedIn, RelationDef, Required, Shape, StartsAt, Through, To, ToMany, ToOne,
    find, promised, related, single_key,
};
pub use group::{By, GroupKey, GroupKeys, Grouping, HasKey, NoGroup, Ungrouped, group_key};
pub use insert::{Insert, InsertReturning, InsertRow, InsertValues, Insertable};
pub use insert_id::InsertId;
pub use key::Key;
pub use page::{After, NeverNull, Page};
pub use parts::JoinKind;
pub use projection::{Fills, read_column, read_field, write_field};
pub use select::{Select, select};
pub use selection::{Is, Selection, cell, read_expression, write_expression};
pub use source::{Alias, AliasTag, ColumnSet, Source, Table, TableRef};
pub use sources::{Borrowed, Closed, Has, Here, Inner, Join, Mark, Nil, Outer, Sources, There};
pub use subquery::{
    Exists, SameAccess, Scalar as ScalarSubquery, Subquery, SubqueryIn, Unbound, exists,
    not_exists, scalar,
};
pub use terminal::RowDecoder;
pub use update::{Assignments, Changes, SetWriter, Update};
pub use write::{Filtered, HasFilter, Unfiltered, Verb, Write, WriteReturning};
