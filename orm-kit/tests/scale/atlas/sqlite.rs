//! SQLite.

/// Ten tables, whose names end with a number.
pub const EACH: &str = r#"
-- Create "users_#" table
CREATE TABLE `users_#` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `created_at` text NOT NULL DEFAULT (CURRENT_TIMESTAMP), `email` text NOT NULL, `name` text NULL DEFAULT 'nobody', `status` text NOT NULL DEFAULT 'in review', `score` real NOT NULL DEFAULT 0);
-- Create index "users_#_email" to table: "users_#"
CREATE UNIQUE INDEX `users_#_email` ON `users_#` (`email`);
-- Create index "user_#_status_created_at" to table: "users_#"
CREATE INDEX `user_#_status_created_at` ON `users_#` (`status`, `created_at` DESC) WHERE name IS NOT NULL;
-- Create "groups_#" table
CREATE TABLE `groups_#` (`id` blob NOT NULL, `title` text NOT NULL, `settings` text NOT NULL DEFAULT '{}', `owner` integer NULL, PRIMARY KEY (`id`), CONSTRAINT `groups_#_owner` FOREIGN KEY (`owner`) REFERENCES `users_#` (`id`) ON UPDATE NO ACTION ON DELETE SET NULL, CHECK (title <> ''));
-- Create index "groups_#_title" to table: "groups_#"
CREATE INDEX `groups_#_title` ON `groups_#` ((lower(title)));
-- Create "members_#" table
CREATE TABLE `members_#` (`group_id` blob NOT NULL, `user_id` integer NOT NULL, `since` text NOT NULL DEFAULT (CURRENT_DATE), PRIMARY KEY (`group_id`, `user_id`), CONSTRAINT `members_#_group` FOREIGN KEY (`group_id`) REFERENCES `groups_#` (`id`) ON UPDATE CASCADE ON DELETE CASCADE, CONSTRAINT `members_#_user` FOREIGN KEY (`user_id`) REFERENCES `users_#` (`id`) ON UPDATE NO ACTION ON DELETE CASCADE);
-- Create "accounts_#" table
CREATE TABLE `accounts_#` (`id` integer NULL PRIMARY KEY AUTOINCREMENT, `balance` real NOT NULL DEFAULT 0, `limit` real NULL, `currency` text NOT NULL DEFAULT 'EUR', `left` real NULL AS (`limit` - balance) STORED, `user_id` integer NOT NULL, CONSTRAINT `0` FOREIGN KEY (`user_id`) REFERENCES `users_#` (`id`) ON UPDATE NO ACTION ON DELETE RESTRICT, CONSTRAINT `positive` CHECK (balance >= 0));
-- Create index "accounts_#_user_id_currency" to table: "accounts_#"
CREATE UNIQUE INDEX `accounts_#_user_id_currency` ON `accounts_#` (`user_id`, `currency`);
-- Create "events_#" table
CREATE TABLE `events_#` (`id` integer NOT NULL, `at` integer NOT NULL DEFAULT (unixepoch()), `kind` integer NOT NULL DEFAULT 0, `payload` blob NULL, PRIMARY KEY (`id`));
-- Create "nodes_#" table
CREATE TABLE `nodes_#` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `parent` integer NULL, `path` text NOT NULL, CONSTRAINT `nodes_#_parent` FOREIGN KEY (`parent`) REFERENCES `nodes_#` (`id`) ON UPDATE NO ACTION ON DELETE CASCADE);
-- Create "flags_#" table
CREATE TABLE `flags_#` (`name` text NOT NULL, `on` integer NOT NULL DEFAULT false, `until` text NULL, PRIMARY KEY (`name`));
-- Create "prices_#" table
CREATE TABLE `prices_#` (`id` integer NOT NULL, `net` real NOT NULL, `gross` real NOT NULL, PRIMARY KEY (`id`), CHECK (gross >= net), CHECK (net > 0));
-- Create "lines_#" table
CREATE TABLE `lines_#` (`price_id` integer NOT NULL, `no` integer NOT NULL, `clock` text NULL, PRIMARY KEY (`price_id`, `no`), CONSTRAINT `lines_#_price` FOREIGN KEY (`price_id`) REFERENCES `prices_#` (`id`) ON UPDATE NO ACTION ON DELETE NO ACTION);
-- Create "notes_#" table
CREATE TABLE `notes_#` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `price_id` integer NULL, `no` integer NULL, `text` text NULL DEFAULT '', CONSTRAINT `notes_#_line` FOREIGN KEY (`price_id`, `no`) REFERENCES `lines_#` (`price_id`, `no`) ON UPDATE NO ACTION ON DELETE CASCADE);
"#;
