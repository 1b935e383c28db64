//! MySQL and MariaDB.

pub const HEAD: &str = r#"
import { sql } from "drizzle-orm";
import { bigint, boolean, check, date, datetime, decimal, double, foreignKey, index, int, json, mediumint, mysqlEnum, mysqlTable, primaryKey, smallint, text, time, timestamp, tinyint, unique, uniqueIndex, varchar, year } from "drizzle-orm/mysql-core";
"#;

/// Five tables, whose names end with a number.
pub const EACH: &str = r#"
export const users# = mysqlTable("users_#", {
  id: int("id").primaryKey().autoincrement(),
  email: varchar("email", { length: 200 }).notNull().unique(),
  name: varchar("name", { length: 80 }).notNull().default("it's \"me\""),
  feels: mysqlEnum("feels", ["good", "so-so"]).notNull().default("so-so"),
  active: boolean("active").notNull().default(true),
  score: double("score").default(1.5),
  small: tinyint("small"),
  middle: mediumint("middle"),
  createdAt: timestamp("createdAt").notNull().defaultNow(),
  local: datetime("local", { fsp: 3 }),
  born: date("born"),
  wakes: time("wakes"),
  made: year("made"),
}, (t) => [index("users_#_name_idx").on(t.name, t.createdAt)]);
export const orgs# = mysqlTable("orgs_#", {
  id: bigint("id", { mode: "number", unsigned: true }).primaryKey().autoincrement(),
  ownerId: int("owner_id").references(() => users#.id, { onDelete: "set null", onUpdate: "cascade" }),
  data: json("data").notNull(),
  note: text("note"),
}, (t) => [index("orgs_#_owner").on(t.ownerId)]);
export const members# = mysqlTable("members_#", {
  orgId: bigint("org_id", { mode: "number", unsigned: true }).notNull().references(() => orgs#.id, { onDelete: "cascade" }),
  userId: int("user_id").notNull().references(() => users#.id),
  role: varchar("role", { length: 20 }).notNull().default("member"),
  rank: smallint("rank").notNull().default(-1),
}, (t) => [primaryKey({ columns: [t.orgId, t.userId] }), check("members_#_rank", sql`${t.rank} > -5`)]);
export const items# = mysqlTable("Order Items #", {
  id: bigint("id", { mode: "number", unsigned: true }).primaryKey().autoincrement(),
  orgId: bigint("org_id", { mode: "number", unsigned: true }).notNull(),
  userId: int("user_id").notNull(),
  price: decimal("Unit Price", { precision: 12, scale: 2 }).notNull().default("0.50"),
  amount: int("amount").notNull().default(1),
  total: decimal("total", { precision: 14, scale: 2 }).generatedAlwaysAs(sql`amount * \`Unit Price\``, { mode: "stored" }),
}, (t) => [foreignKey({ columns: [t.orgId, t.userId], foreignColumns: [members#.orgId, members#.userId], name: "of member #" }).onDelete("restrict"), unique("one price #").on(t.orgId, t.price)]);
export const nodes# = mysqlTable("nodes_#", {
  id: int("id").primaryKey(),
  parent: int("parent"),
  title: varchar("title", { length: 100 }),
}, (t) => [foreignKey({ columns: [t.parent], foreignColumns: [t.id] }), uniqueIndex("nodes_#_title").on(t.title)]);
"#;
