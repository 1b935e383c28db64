//! The schema people really have, in any size: which tables there are and what refers to what.

/// N tables, spread over keyspaces.
pub(crate) struct Schema {
    pub(crate) keyspaces: Vec<Keyspace>,
    /// Whether some tables have queries beside the join.
    pub(crate) wide: bool,
}

/// One database's tables, in an order in which each refers to earlier ones only.
pub(crate) struct Keyspace {
    pub(crate) tables: Vec<Table>,
}

/// One table; its columns are the same twelve everywhere, apart from the tenant.
#[derive(Clone, Copy)]
pub(crate) struct Table {
    /// Unique within the schema.
    pub(crate) number: usize,
    /// Read by all tenants: has a note in place of the tenant column.
    pub(crate) global: bool,
    /// The tables its two foreign keys refer to, where there are such.
    pub(crate) references: [Option<usize>; 2],
    /// The tables its query joins, by their numbers.
    pub(crate) joins: [usize; 2],
    /// Whether it has a table expression, a window and a relation.
    pub(crate) wide: bool,
}

/// The 190 tables this is modelled on lie in five keyspaces.
const TABLES_PER_KEYSPACE: usize = 38;

impl Schema {
    /// A schema of that many tables.
    pub(crate) fn of(tables: usize) -> Self {
        // Rounded, so that no keyspace is too small for a join of three tables.
        let count = ((tables + TABLES_PER_KEYSPACE / 2) / TABLES_PER_KEYSPACE).max(1);
        let keyspaces = (0..count)
            .map(|place| Keyspace::of(tables * place / count..tables * (place + 1) / count))
            .collect();
        let wide = false;
        Self { keyspaces, wide }
    }

    /// The same with a table expression, a window and a relation for one of ten tables.
    pub(crate) fn wide(mut self) -> Self {
        let keyspaces = self.keyspaces.iter_mut();
        for table in keyspaces.flat_map(|keyspace| &mut keyspace.tables) {
            table.wide = table.number % 10 == 5 && table.references[0].is_some();
        }
        self.wide = true;
        self
    }

    /// How many tables there are.
    pub(crate) fn size(&self) -> usize {
        self.keyspaces
            .iter()
            .map(|keyspace| keyspace.tables.len())
            .sum()
    }
}

impl Keyspace {
    fn of(numbers: std::ops::Range<usize>) -> Self {
        let tables = numbers
            .clone()
            .map(|number| {
                let global = is_global(number);
                // A global row cannot refer to a tenant's; a tenant's row may refer to either.
                let mut earlier = (numbers.start..number)
                    .rev()
                    .filter(|&other| !global || is_global(other));
                let references = [earlier.next(), earlier.nth(number % 5)];
                let mut others = numbers.clone().filter(|&other| other != number);
                let mut partner = |reference: Option<usize>, taken: Option<usize>| {
                    reference
                        .or_else(|| {
                            others.find(|&other| {
                                Some(other) != taken && !references.contains(&Some(other))
                            })
                        })
                        .expect("a keyspace has at least three tables")
                };
                let first = partner(references[0], None);
                let second = partner(references[1], Some(first));
                Table {
                    number,
                    global,
                    references,
                    joins: [first, second],
                    wide: false,
                }
            })
            .collect();
        Self { tables }
    }
}

/// Three of twenty tables: 15 %.
fn is_global(number: usize) -> bool {
    matches!(number % 20, 3 | 10 | 17)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_the_size_and_the_share_of_tenant_tables_it_is_meant_to() {
        let schema = Schema::of(190);
        let tables = schema
            .keyspaces
            .iter()
            .flat_map(|keyspace| &keyspace.tables);
        let tenant = tables.filter(|table| !table.global).count();
        assert_eq!((schema.size(), schema.keyspaces.len()), (190, 5));
        assert!(
            (84.0..86.0).contains(&(tenant as f64 / 1.9)),
            "{tenant} tenant tables"
        );
        assert_eq!(Schema::of(10).size(), 10);
        assert_eq!(Schema::of(3).size(), 3);
    }

    #[test]
    fn one_of_ten_tables_is_wide_if_any_is() {
        let count = |schema: Schema| {
            let tables = schema
                .keyspaces
                .iter()
                .flat_map(|keyspace| &keyspace.tables);
            tables.filter(|table| table.wide).count()
        };
        assert_eq!(count(Schema::of(190)), 0);
        assert_eq!(count(Schema::of(190).wide()), 19);
    }

    #[test]
    fn refers_and_joins_within_a_keyspace() {
        for size in [3, 4, 10, 50, 57, 190] {
            for keyspace in Schema::of(size).keyspaces {
                let find = |number| {
                    keyspace
                        .tables
                        .iter()
                        .find(|table| table.number == number)
                        .expect("a neighbour")
                };
                for table in &keyspace.tables {
                    for other in table.references.into_iter().flatten().map(find) {
                        assert!(other.number < table.number);
                        assert!(other.global || !table.global);
                    }
                    let [first, second] = table.joins.map(find);
                    assert_ne!(first.number, second.number);
                    assert!(first.number != table.number && second.number != table.number);
                }
            }
        }
    }
}
