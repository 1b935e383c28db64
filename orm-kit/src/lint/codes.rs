use orm_core::sql::Family;

/// What a code means. `{table}` and `{name}` stand for what the statement names.
pub(super) struct Rule {
    pub(super) code: &'static str,
    pub(super) why: &'static str,
    postgres: &'static [&'static str],
    mysql: &'static [&'static str],
    sqlite: &'static [&'static str],
}

impl Rule {
    pub(super) fn steps(&self, family: Family) -> &'static [&'static str] {
        match family {
            Family::Postgres => self.postgres,
            Family::MySql => self.mysql,
            Family::Sqlite => self.sqlite,
        }
    }
}

type Steps = &'static [&'static str];

const fn everywhere(code: &'static str, why: &'static str, steps: Steps) -> Rule {
    Rule {
        code,
        why,
        postgres: steps,
        mysql: steps,
        sqlite: steps,
    }
}

const fn each(
    code: &'static str,
    why: &'static str,
    postgres: Steps,
    mysql: Steps,
    sqlite: Steps,
) -> Rule {
    Rule {
        code,
        why,
        postgres,
        mysql,
        sqlite,
    }
}

const CONTRACT: Steps = &[
    "release code that no longer uses {table} or {name}",
    "wait until the release before it runs nowhere: services, jobs, reports",
    "then drop it, with `-- orm:allow {code} unused since release ..` in front of the statement",
];
const RENAME: Steps = &[
    "add the new name beside the old one, nullable or with a default",
    "release code that writes both, and fill the new one from the old one",
    "release code that reads the new one only, then code that writes the new one only",
    "drop the old one",
];
const UNIQUE: Steps = &[
    "look for rows that are equal in it, and correct them",
    "make sure that the previous release writes no more of them",
    "then add it, with `-- orm:allow {code} no equal rows, checked on ..`",
];
const EXPAND_TYPE: Steps = &[
    "add a column of the new type beside {name}",
    "release code that writes both, and fill the new one in batches",
    "release code that reads the new one",
    "drop {name}",
];
const FILL: Steps = &[
    "add {name} nullable, or NOT NULL with a constant default, which the previous release needs too",
    "release code that writes it, and fill the rows there are in batches",
    "make it required in a later migration",
];
const VIA_CHECK: Steps = &[
    "release code that always writes {name}, and fill the rows that hold NULL in batches",
    "in one migration: ALTER TABLE {table} ADD CONSTRAINT {name}_filled CHECK ({name} IS NOT NULL) NOT VALID",
    "in the next: ALTER TABLE {table} VALIDATE CONSTRAINT {name}_filled",
    "then: ALTER TABLE {table} ALTER COLUMN {name} SET NOT NULL, which now reads no rows, and drop the check",
];
const NOT_VALID: Steps = &[
    "correct the rows that don't fit",
    "in one migration: add the constraint with NOT VALID at its end",
    "in the next: ALTER TABLE {table} VALIDATE CONSTRAINT {name}",
];
const CONCURRENTLY: Steps = &[
    "put the statement into a migration of its own that begins with `-- orm:no-transaction`",
    "write INDEX CONCURRENTLY",
    "if it fails, drop the invalid index that it leaves, and run again",
];
const UNIQUE_INDEX: Steps = &[
    "in a migration that begins with `-- orm:no-transaction`: CREATE UNIQUE INDEX CONCURRENTLY {name} ON {table} (..)",
    "in the next: ALTER TABLE {table} ADD CONSTRAINT {name} .. USING INDEX {name}",
];
const ENUM: Steps = &[
    "release code that takes values it doesn't know",
    "add the value, and wait until the release before that runs nowhere",
    "release code that writes it",
];
const ENUM_REMOVE: Steps = &[
    "release code that no longer writes the value",
    "change the rows that hold it, and count that none is left",
    "then change the type",
];
const DEPLOY: Steps = &[
    "on Vitess or PlanetScale let a deploy request or ddl_strategy='vitess' make the copy beside the table",
    "elsewhere use gh-ost or pt-online-schema-change, or a time when nobody writes",
];

/// All that the lint finds.
pub(super) const RULES: &[Rule] = &[
    everywhere(
        "DS101",
        "a schema is dropped with all that is in it",
        CONTRACT,
    ),
    everywhere(
        "DS102",
        "a table is dropped with its rows; the previous release may still ask for it",
        CONTRACT,
    ),
    everywhere(
        "DS103",
        "a column is dropped with its values; the previous release may still ask for it",
        CONTRACT,
    ),
    everywhere(
        "DS104",
        "all rows of a table are deleted",
        &[
            "delete by a condition, in batches",
            "or say why all may go: `-- orm:allow DS104 ..`",
        ],
    ),
    everywhere(
        "MF101",
        "fails where rows are equal in it, and when the previous release writes such rows",
        UNIQUE,
    ),
    everywhere(
        "MF103",
        "fails where the table has rows, and inserts of the previous release leave it out",
        FILL,
    ),
    each(
        "MF104",
        "fails where rows hold NULL, and when the previous release writes NULL",
        VIA_CHECK,
        &[
            "release code that always writes {name}",
            "fill the rows that hold NULL in batches, and count that none is left",
            "then change the column",
        ],
        &[
            "release code that always writes {name}",
            "fill the rows that hold NULL",
            "then make the table anew",
        ],
    ),
    everywhere(
        "MF105",
        "fails where a value doesn't fit the narrower type, or cuts it",
        EXPAND_TYPE,
    ),
    everywhere(
        "BC101",
        "the previous release still asks for the table's old name",
        &[
            "in the same migration make a view with the old name, as long as the previous release runs",
            "or copy step by step: new table, write both, fill, read the new one, drop the old one",
        ],
    ),
    everywhere(
        "BC102",
        "the previous release still asks for the column's old name",
        RENAME,
    ),
    everywhere(
        "BC103",
        "the previous release may still read the view",
        CONTRACT,
    ),
    everywhere(
        "BC104",
        "the previous release doesn't expect NULL in this column",
        &[
            "release code that reads NULL there",
            "then take NOT NULL away",
            "then release code that writes NULL",
        ],
    ),
    everywhere(
        "BC105",
        "inserts of the previous release leave the column out and need the default",
        &[
            "release code that always writes {name}",
            "wait until the release before it runs nowhere",
            "then drop the default",
        ],
    ),
    everywhere(
        "BC106",
        "the previous release can't read the new value",
        ENUM,
    ),
    everywhere(
        "BC107",
        "the previous release still writes and reads the old value",
        ENUM_REMOVE,
    ),
    everywhere(
        "BC108",
        "the previous release reads and writes the column with its old type",
        EXPAND_TYPE,
    ),
    everywhere(
        "BC109",
        "what the previous release reads and writes in the table becomes subject to it",
        &[
            "release code that sets what the rule reads (a tenant's setting)",
            "wait until the release before it runs nowhere",
            "then switch it on",
        ],
    ),
    everywhere(
        "CD101",
        "a foreign key is dropped: nothing keeps rows from referring to what doesn't exist",
        &[
            "make sure that the code checks it from now on",
            "then drop it, with `-- orm:allow CD101 ..`",
        ],
    ),
    everywhere(
        "CD102",
        "a unique key is dropped: upserts of the previous release may name it, and equal rows get in",
        &[
            "release code that no longer names it in an upsert",
            "then drop it, with `-- orm:allow CD102 ..`",
        ],
    ),
    each(
        "PG101",
        "nobody can write to the table while the index is built",
        CONCURRENTLY,
        &[],
        &[],
    ),
    each(
        "PG102",
        "waits for all that use the table, and whoever comes later waits behind it",
        CONCURRENTLY,
        &[],
        &[],
    ),
    each(
        "PG103",
        "CONCURRENTLY fails inside of a transaction",
        &["begin the file with a line `-- orm:no-transaction`"],
        &[],
        &[],
    ),
    each(
        "PG104",
        "nobody can use the table while the primary key's index is built",
        UNIQUE_INDEX,
        &[],
        &[],
    ),
    each(
        "PG105",
        "nobody can use the table while the key's index is built",
        UNIQUE_INDEX,
        &[],
        &[],
    ),
    each(
        "PG301",
        "the table and its indexes are rewritten while nobody can use them",
        EXPAND_TYPE,
        &[],
        &[],
    ),
    each(
        "PG302",
        "the table is rewritten while nobody can use it: each row gets a value of its own",
        &[
            "add {name} nullable, without a default",
            "set the default in a second statement: it is for new rows only",
            "fill the rows there are in batches, then make it required",
        ],
        &[],
        &[],
    ),
    each(
        "PG303",
        "all rows are read while nobody can use the table",
        VIA_CHECK,
        &[],
        &[],
    ),
    each(
        "PG305",
        "all rows are read while nobody can use the table",
        NOT_VALID,
        &[],
        &[],
    ),
    each(
        "PG306",
        "all rows are read while nobody can write to either table",
        NOT_VALID,
        &[],
        &[],
    ),
    each(
        "PG307",
        "a value that was added to an enum can't be used before its transaction ends",
        &["put the statement that uses it into the next migration"],
        &[],
        &[],
    ),
    each(
        "PG308",
        "the table is rewritten or locked while nobody can use it",
        &[
            "choose a time when nobody needs {table}",
            "for indexes: REINDEX .. CONCURRENTLY with `-- orm:no-transaction`",
            "for bloat: pg_repack or pg_squeeze",
        ],
        &[],
        &[],
    ),
    each(
        "MY101",
        "existing rows silently get an empty value, and inserts of the previous release fail",
        &[],
        FILL,
        &[],
    ),
    each(
        "MY102",
        "MySQL ignores REFERENCES behind a column",
        &[],
        &["write FOREIGN KEY ({name}) REFERENCES .. as a constraint of the table"],
        &[],
    ),
    each(
        "MY103",
        "a TEXT or BLOB in a key needs a length (error 1170)",
        &[],
        &[
            "make {name} a VARCHAR of the length it needs",
            "or give the key a length: ({name}(191)), which for a unique key compares no more than that",
        ],
        &[],
    ),
    each(
        "MY104",
        "only MariaDB has IF EXISTS and IF NOT EXISTS here: elsewhere it is a syntax error",
        &[],
        &["leave it out: a migration is applied once"],
        &[],
    ),
    each(
        "MY105",
        "the table is copied while nobody can write to it",
        &[],
        DEPLOY,
        &[],
    ),
    each(
        "MY106",
        "all rows are read or the table is copied, and inserts of the previous release may fail",
        &[],
        &[
            "correct the rows that refer to nothing",
            "release code that writes parents first",
            "add it at a time when nobody writes, with `-- orm:allow MY106 ..`",
        ],
        &[],
    ),
    each(
        "MY110",
        "a value of an ENUM is removed: rows that hold it fail, and the table is copied",
        &[],
        ENUM_REMOVE,
        &[],
    ),
    each(
        "MY111",
        "the order of an ENUM's values changes: the table is copied",
        &[],
        &["keep the order of the values there are, and put new ones behind them"],
        &[],
    ),
    each(
        "MY112",
        "a value is not the last of the ENUM: the table is copied",
        &[],
        &["put the new value behind the others"],
        &[],
    ),
    each(
        "VT101",
        "PlanetScale has no RENAME: its deploy request drops the old one with all it holds and adds an empty new one",
        &[],
        RENAME,
        &[],
    ),
    each(
        "VT102",
        "Vitess has no foreign keys across shards, and PlanetScale none until they are switched on",
        &[],
        &[
            "leave the foreign key out, and let the code and a report of orphans keep the rule",
            "or, unsharded and switched on: `-- orm:allow VT102 ..`",
        ],
        &[],
    ),
    each(
        "VT103",
        "PlanetScale has no triggers, procedures, functions and events",
        &[],
        &["do it in the code"],
        &[],
    ),
    each(
        "VT104",
        "PlanetScale wants a primary key, or a unique key of columns that are not null",
        &[],
        &["give {table} a primary key, on sharded keyspaces one with the tenant's column"],
        &[],
    ),
    each(
        "LT102",
        "SQLite refuses to add such a column",
        &[],
        &[],
        &[
            "add {name} with a constant default or none, without UNIQUE, PRIMARY KEY and STORED",
            "or make the table anew: `orm generate` writes the statements",
        ],
    ),
    each(
        "LT103",
        "SQLite takes a quoted name that no column has as a text: every row gets the name as its value",
        &[],
        &[],
        &["select the column's old name: `orm generate --rename {table}.old={table}.{name}`"],
    ),
    everywhere(
        "K108",
        "what this statement does can't be told: look at it yourself",
        &["if it is harmless: `-- orm:allow K108 ..` in front of it"],
    ),
    everywhere(
        "K109",
        "`orm:allow` needs the codes and then a reason",
        &["write: -- orm:allow CODE,CODE why it may be done"],
    ),
];
