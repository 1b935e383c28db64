use super::Select;
use super::parts::Relation;
use crate::driver::{BuildError, HasIndexHints};
use crate::schema::TableDef;
use crate::schema::ddl::{index_name, unique_name};
use crate::sql::Out;

/// What the server is told about an index.
#[derive(Clone, Copy, Debug)]
pub(crate) struct IndexHint {
    pub(crate) words: &'static str,
    pub(crate) index: &'static str,
}

/// Whether the table was declared with an index of this name; `PRIMARY` is the primary key.
fn has_index(table: &TableDef, name: &str) -> bool {
    let mut uniques = table.uniques.iter();
    let mut indexes = table.indexes.iter();
    name.eq_ignore_ascii_case("PRIMARY")
        || uniques.any(|unique| unique_name(table, unique) == name)
        || indexes.any(|index| index_name(table, index) == name)
}

impl<X, B: HasIndexHints, A, K, P, F, G> Select<X, B, A, K, P, F, G> {
    fn hint(&mut self, words: &'static str, index: &'static str) {
        let item = self.parts.items.last_mut();
        let known = item.and_then(|item| match item.relation {
            Relation::Table(table) if has_index(table, index) => {
                item.hints.push(IndexHint { words, index });
                Some(())
            }
            _ => None,
        });
        if known.is_none() {
            let table = self.parts.items.last().map_or("", |item| item.name);
            self.parts
                .arena
                .fail(BuildError::NoSuchIndex { index, table });
        }
    }
}

impl<X, B, A, K, P, F, G> Select<X, B, A, K, P, F, G> {
    /// Has the source that was joined last read by this index, or by one of these if called again,
    /// if by any: `USE INDEX (index)`. `PRIMARY` is the primary key.
    ///
    /// The terminal answers [`BuildError::NoSuchIndex`] when the table declares no index of this
    /// name. Compiles for MySQL and MariaDB.
    ///
    /// ```text
    /// db.select(Claim.title).from(Claim).force_index("claims_org_id_policy_id_index")
    /// // SELECT `claims`.`title` FROM `claims` FORCE INDEX (`claims_org_id_policy_id_index`) WHERE ..
    /// ```
    pub fn use_index(mut self, index: &'static str) -> Self
    where
        B: HasIndexHints,
    {
        self.hint(" USE INDEX (", index);
        self
    }

    /// [`use_index`](Self::use_index) that has all rows read only where the index can't be used:
    /// `FORCE INDEX (index)`.
    pub fn force_index(mut self, index: &'static str) -> Self
    where
        B: HasIndexHints,
    {
        self.hint(" FORCE INDEX (", index);
        self
    }

    /// Has the source that was joined last not read by this index: `IGNORE INDEX (index)`. Otherwise
    /// as [`use_index`](Self::use_index).
    pub fn ignore_index(mut self, index: &'static str) -> Self
    where
        B: HasIndexHints,
    {
        self.hint(" IGNORE INDEX (", index);
        self
    }
}
