//! SQLite.

/// Ten tables, whose names end with a number.
pub const EACH: &str = r#"
CREATE TABLE "Order #" ("Order No" INTEGER NOT NULL, "Line-No" INTEGER NOT NULL, [select] TEXT, "Unit Price" REAL DEFAULT 0.5 NOT NULL, `naïve` TEXT DEFAULT 'it''s "so"', PRIMARY KEY ("Order No", "Line-No"), CONSTRAINT "Price ok #" CHECK ("Unit Price" >= 0 AND "Line-No" BETWEEN 1 AND 99)) STRICT;
CREATE INDEX "By Price #" ON "Order #" ("Unit Price" DESC, "select");

CREATE TABLE kinds_# (id INTEGER PRIMARY KEY AUTOINCREMENT, n INTEGER NOT NULL DEFAULT -1, flag INTEGER NOT NULL DEFAULT 1, f REAL DEFAULT 1.5, title TEXT NOT NULL DEFAULT 'a''b', note TEXT DEFAULT ('line' || char(10)), at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP, local INTEGER DEFAULT (unixepoch()), key BLOB DEFAULT (randomblob(16)), data TEXT NOT NULL DEFAULT '{"a": 1}', bytes BLOB DEFAULT x'01ff') STRICT;

CREATE TABLE searched_# (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author_id INTEGER, data TEXT NOT NULL, at TEXT NOT NULL, gone TEXT);
CREATE UNIQUE INDEX "searched # live" ON searched_# (title) WHERE gone IS NULL;
CREATE INDEX searched_#_lower ON searched_# (lower(title), at DESC);
CREATE INDEX searched_#_any ON searched_# (title COLLATE NOCASE);
CREATE UNIQUE INDEX searched_#_once ON searched_# (author_id, title);
CREATE INDEX searched_#_kind ON searched_# (data ->> 'kind') WHERE author_id IS NOT NULL AND gone IS NULL;

CREATE TABLE parents_# (a INTEGER NOT NULL, b TEXT NOT NULL, code TEXT NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE UNIQUE INDEX "code once #" ON parents_# (code);
CREATE TABLE children_# (id INTEGER PRIMARY KEY, a INTEGER, b TEXT, code TEXT REFERENCES parents_# (code) ON UPDATE CASCADE, boss INTEGER CONSTRAINT "the boss #" REFERENCES children_# ON DELETE SET NULL, CONSTRAINT "of parent #" FOREIGN KEY (a, b) REFERENCES parents_# (a, b) ON DELETE CASCADE ON UPDATE RESTRICT);

CREATE TABLE made_# (id INTEGER PRIMARY KEY, net REAL NOT NULL, rate REAL DEFAULT 0.19 NOT NULL, gross REAL GENERATED ALWAYS AS (net * (1 + rate)) STORED, first TEXT NOT NULL, last TEXT NOT NULL, "full" TEXT AS (first || ' ' || last) VIRTUAL, CHECK (net > 0), CHECK (rate >= 0 AND rate < 1));

CREATE TABLE told_# (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, -- a comment
  alias TEXT /* another, with ) */);

CREATE TABLE "camelCase#" (id BLOB PRIMARY KEY NOT NULL, "createdAt" TEXT NOT NULL, type TEXT, self TEXT, match TEXT, "1st" INTEGER, "Größe" INTEGER, "UserID" INTEGER, CONSTRAINT "camelCase#_createdAt_type_unique" UNIQUE ("createdAt", type));

CREATE TABLE states_# (id INTEGER PRIMARY KEY, state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'it''s')), low INTEGER, high INTEGER, mail TEXT, CONSTRAINT mail_looks_like_one CHECK (mail LIKE '%@%'), CHECK (low < high OR high IS NULL), CHECK (CASE WHEN state = 'open' THEN low > 0 ELSE 1 END), CHECK (length(state) <= 20));

CREATE TABLE pairs_# (left_id INTEGER NOT NULL REFERENCES states_# (id) ON DELETE CASCADE, right_id INTEGER NOT NULL REFERENCES states_# (id) ON DELETE RESTRICT, rank INTEGER DEFAULT 0 NOT NULL, CONSTRAINT pairs_#_key PRIMARY KEY (left_id, right_id));
CREATE INDEX pairs_#_right ON pairs_# (right_id, rank);
"#;
