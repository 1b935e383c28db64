//! MySQL and MariaDB.

/// Ten tables, whose names end with a number.
pub const EACH: &str = r#"
-- Create "users_#" table
CREATE TABLE `users_#` (`id` bigint NOT NULL AUTO_INCREMENT, `created_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP, `email` varchar(255) NOT NULL COMMENT "where to write to", `name` varchar(100) NULL DEFAULT "nobody", `status` enum('draft','in review','done') NOT NULL DEFAULT "in review", `score` double NOT NULL DEFAULT 0, PRIMARY KEY (`id`), UNIQUE INDEX `users_#_email` (`email`), INDEX `user_#_status_created_at` (`status`, `created_at` DESC)) CHARSET utf8mb4 COLLATE utf8mb4_bin COMMENT "who's who" AUTO_INCREMENT 10;
-- Create "groups_#" table
CREATE TABLE `groups_#` (`id` char(36) NOT NULL, `title` varchar(120) NOT NULL, `settings` json NOT NULL, `owner` bigint NULL, PRIMARY KEY (`id`), INDEX `groups_#_owner` (`owner`), CONSTRAINT `groups_#_owner` FOREIGN KEY (`owner`) REFERENCES `users_#` (`id`) ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT `groups_#_title_check` CHECK (`title` <> '')) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- Create "members_#" table
CREATE TABLE `members_#` (`group_id` char(36) NOT NULL, `user_id` bigint NOT NULL, `since` date NOT NULL, PRIMARY KEY (`group_id`, `user_id`), INDEX `members_#_by_user` (`user_id`), CONSTRAINT `members_#_group` FOREIGN KEY (`group_id`) REFERENCES `groups_#` (`id`) ON UPDATE CASCADE ON DELETE CASCADE, CONSTRAINT `members_#_user` FOREIGN KEY (`user_id`) REFERENCES `users_#` (`id`) ON UPDATE NO ACTION ON DELETE CASCADE) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- Create "accounts_#" table
CREATE TABLE `accounts_#` (`id` int unsigned NOT NULL AUTO_INCREMENT, `balance` decimal(18,4) NOT NULL DEFAULT 0.0000, `limit` decimal(18,4) NULL, `currency` varchar(3) NOT NULL DEFAULT "EUR", `left` decimal(18,4) AS (`limit` - `balance`) STORED, `user_id` bigint NOT NULL, PRIMARY KEY (`id`), UNIQUE INDEX `user_id_currency` (`user_id`, `currency`), CONSTRAINT `accounts_#_user` FOREIGN KEY (`user_id`) REFERENCES `users_#` (`id`) ON UPDATE NO ACTION ON DELETE RESTRICT, CONSTRAINT `positive_#` CHECK (`balance` >= 0)) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- Create "events_#" table
CREATE TABLE `events_#` (`id` bigint unsigned NOT NULL AUTO_INCREMENT, `at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), `kind` smallint NOT NULL DEFAULT 0, `payload` blob NULL, `year` year NULL, PRIMARY KEY (`id`)) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- Create "nodes_#" table
CREATE TABLE `nodes_#` (`id` int NOT NULL AUTO_INCREMENT, `parent` int NULL, `path` text NOT NULL, PRIMARY KEY (`id`), INDEX `nodes_#_path` (`path` (40)), CONSTRAINT `nodes_#_parent` FOREIGN KEY (`parent`) REFERENCES `nodes_#` (`id`) ON UPDATE NO ACTION ON DELETE CASCADE) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- Create "flags_#" table
CREATE TABLE `flags_#` (`name` varchar(60) NOT NULL, `on` bool NOT NULL DEFAULT 0, `until` datetime NULL, PRIMARY KEY (`name`)) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- Create "prices_#" table
CREATE TABLE `prices_#` (`id` bigint NOT NULL, `net` decimal(10,2) NOT NULL, `gross` decimal(10,2) NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `prices_#_chk_1` CHECK (`gross` >= `net`), CONSTRAINT `prices_#_chk_2` CHECK (`net` > 0)) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- Create "lines_#" table
CREATE TABLE `lines_#` (`price_id` bigint NOT NULL, `no` int NOT NULL, `clock` time NULL, `bits` bit(4) NULL, PRIMARY KEY (`price_id`, `no`), CONSTRAINT `lines_#_price` FOREIGN KEY (`price_id`) REFERENCES `prices_#` (`id`) ON UPDATE NO ACTION ON DELETE NO ACTION) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- Create "notes_#" table
CREATE TABLE `notes_#` (`id` bigint NOT NULL AUTO_INCREMENT, `price_id` bigint NULL, `no` int NULL, `text` mediumtext NULL, PRIMARY KEY (`id`), INDEX `notes_#_line` (`price_id`, `no`), CONSTRAINT `notes_#_line` FOREIGN KEY (`price_id`, `no`) REFERENCES `lines_#` (`price_id`, `no`) ON UPDATE NO ACTION ON DELETE CASCADE) CHARSET utf8mb4 COLLATE utf8mb4_bin;
"#;
