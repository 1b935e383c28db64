//! MySQL and MariaDB.

/// Ten tables, whose names end with a number.
pub const EACH: &str = r#"
CREATE TABLE `Order #` (`Order No` bigint NOT NULL, `Line-No` smallint NOT NULL, `select` varchar(40), `Unit Price` decimal(12,4) NOT NULL DEFAULT 0.5, `naïve` varchar(20) DEFAULT 'it''s "so"', PRIMARY KEY (`Order No`, `Line-No`), CONSTRAINT `Price ok #` CHECK (`Unit Price` >= 0 AND `Line-No` BETWEEN 1 AND 99), KEY `By Price #` (`Unit Price` DESC, `select`));

CREATE TABLE kinds_# (id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, n int NOT NULL DEFAULT -1, s smallint unsigned DEFAULT 7, t tinyint DEFAULT 1, m mediumint, flag tinyint(1) NOT NULL DEFAULT 1, f double DEFAULT 1.5, d decimal(10,2) NOT NULL DEFAULT 12.30, whole decimal(9) DEFAULT 3, title varchar(80) NOT NULL DEFAULT 'a''b', note text, story longtext, at datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), local datetime(3), seen timestamp NULL DEFAULT CURRENT_TIMESTAMP, day date NOT NULL DEFAULT '2026-01-31', clock time(0) DEFAULT '12:30:00', made year DEFAULT 2026, `key` binary(16) NOT NULL, data json NOT NULL, bytes mediumblob, bits bit(8), feels enum('good', 'so-so', 'it''s bad') NOT NULL DEFAULT 'so-so', other enum('a', 'b'));

CREATE TABLE searched_# (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, title varchar(200) NOT NULL, body text NOT NULL, author_id int, at datetime(6) NOT NULL, UNIQUE KEY `searched # once` (author_id, title), KEY searched_#_at (at DESC, title), KEY searched_#_body (body(20)));

CREATE TABLE parents_# (a int NOT NULL, b varchar(20) NOT NULL, code varchar(12) NOT NULL, PRIMARY KEY (a, b), UNIQUE KEY `code once #` (code), UNIQUE KEY (b, a));
CREATE TABLE children_# (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, a int, b varchar(20), code varchar(12), boss int, CONSTRAINT `of parent #` FOREIGN KEY (a, b) REFERENCES parents_# (a, b) ON DELETE CASCADE, CONSTRAINT children_#_ibfk_9 FOREIGN KEY (code) REFERENCES parents_# (code) ON UPDATE CASCADE, FOREIGN KEY (boss) REFERENCES children_# (id) ON DELETE SET NULL);

CREATE TABLE made_# (id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, net decimal(12,2) NOT NULL, rate decimal(4,3) NOT NULL DEFAULT 0.19, gross decimal(14,2) GENERATED ALWAYS AS (net * (1 + rate)) STORED, first varchar(40) NOT NULL, last varchar(40) NOT NULL, whole varchar(90) GENERATED ALWAYS AS (concat(first, ' ', last)) VIRTUAL, CONSTRAINT made_#_net CHECK (net > 0), CONSTRAINT `rate of #` CHECK (rate >= 0 AND rate < 1));

CREATE TABLE told_# (id smallint NOT NULL AUTO_INCREMENT PRIMARY KEY COMMENT 'By "hand"', name varchar(40) NOT NULL UNIQUE COMMENT 'Naïve 名前') COMMENT = 'What is told: it''s "all" of \\ this
and more';

CREATE TABLE `camelCase#` (id binary(16) NOT NULL PRIMARY KEY, `createdAt` datetime(6) NOT NULL, type varchar(20), self varchar(20), `match` varchar(20), `1st` int, `Größe` int, `UserID` bigint, UNIQUE KEY `camelCase#_createdAt_type_unique` (`createdAt`, type));

CREATE TABLE states_# (id bigint NOT NULL PRIMARY KEY, state varchar(20) NOT NULL, low int, high int, mail varchar(120), CONSTRAINT states_#_state CHECK (state IN ('open', 'closed', 'it''s')), CONSTRAINT states_#_order CHECK (low < high OR high IS NULL), CONSTRAINT states_#_low CHECK (state <> 'open' OR low > 0), CONSTRAINT states_#_length CHECK (length(state) <= 20));

CREATE TABLE pairs_# (left_id bigint NOT NULL, right_id bigint NOT NULL, `rank` int NOT NULL DEFAULT 0, CONSTRAINT pairs_#_key PRIMARY KEY (left_id, right_id), KEY pairs_#_right (right_id, `rank`), CONSTRAINT pairs_#_right_fk FOREIGN KEY (right_id) REFERENCES states_# (id) ON DELETE RESTRICT, CONSTRAINT pairs_#_left FOREIGN KEY (left_id) REFERENCES states_# (id) ON DELETE CASCADE);
"#;
