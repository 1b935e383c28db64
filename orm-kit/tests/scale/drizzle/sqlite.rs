//! SQLite.

pub const HEAD: &str = r#"
import { sql } from "drizzle-orm";
import { blob, check, foreignKey, index, integer, primaryKey, real, sqliteTable, text, unique, uniqueIndex } from "drizzle-orm/sqlite-core";
"#;

/// Five tables, whose names end with a number.
pub const EACH: &str = r#"
export const users# = sqliteTable("users_#", {
  id: integer("id").primaryKey({ autoIncrement: true }),
  email: text("email").notNull().unique(),
  name: text("name").notNull().default("it's \"me\""),
  feels: text("feels", { enum: ["good", "so-so"] }).notNull().default("so-so"),
  active: integer("active", { mode: "boolean" }).notNull().default(true),
  score: real("score").default(1.5),
  createdAt: integer("createdAt", { mode: "timestamp" }).notNull().default(sql`(unixepoch())`),
  born: text("born").default(sql`CURRENT_DATE`),
}, (t) => [index("users_#_name_idx").on(t.name, t.createdAt), uniqueIndex("users_#_lower").on(sql`lower(email)`)]);
export const orgs# = sqliteTable("orgs_#", {
  id: integer("id").primaryKey(),
  ownerId: integer("owner_id").references(() => users#.id, { onDelete: "set null", onUpdate: "cascade" }),
  data: text("data", { mode: "json" }).notNull().default({ a: 1 }),
  raw: blob("raw"),
}, (t) => [index("orgs_#_owner").on(t.ownerId).where(sql`owner_id > 0`)]);
export const members# = sqliteTable("members_#", {
  orgId: integer("org_id").notNull().references(() => orgs#.id, { onDelete: "cascade" }),
  userId: integer("user_id").notNull().references(() => users#.id),
  role: text("role", { length: 20 }).notNull().default("member"),
  rank: integer("rank").notNull().default(-1),
}, (t) => [primaryKey({ columns: [t.orgId, t.userId] }), check("members_#_rank", sql`${t.rank} > -5`)]);
export const items# = sqliteTable("Order Items #", {
  id: integer("id").primaryKey({ autoIncrement: true }),
  orgId: integer("org_id").notNull(),
  userId: integer("user_id").notNull(),
  price: real("Unit Price").notNull().default(0.5),
  amount: integer("amount").notNull().default(1),
  total: real("total").generatedAlwaysAs(sql`amount * "Unit Price"`, { mode: "stored" }),
}, (t) => [foreignKey({ columns: [t.orgId, t.userId], foreignColumns: [members#.orgId, members#.userId], name: "of member #" }).onDelete("restrict"), unique("one price #").on(t.orgId, t.price)]);
export const nodes# = sqliteTable("nodes_#", {
  id: integer("id").primaryKey(),
  parent: integer("parent"),
  title: text("title"),
}, (t) => [foreignKey({ columns: [t.parent], foreignColumns: [t.id] }), uniqueIndex("nodes_#_title").on(t.title)]);
"#;
