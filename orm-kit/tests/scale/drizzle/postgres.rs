//! Postgres.

pub const HEAD: &str = r#"
import { sql } from "drizzle-orm";
import { bigint, bigserial, boolean, check, date, doublePrecision, foreignKey, index, inet, integer, interval, json, jsonb, numeric, pgEnum, pgTable, primaryKey, real, serial, smallint, text, time, timestamp, unique, uniqueIndex, uuid, varchar } from "drizzle-orm/pg-core";
export const mood = pgEnum("mood", ["good", "so-so", "it's bad"]);
"#;

/// Five tables, whose names end with a number.
pub const EACH: &str = r#"
export const users# = pgTable("users_#", {
  id: serial("id").primaryKey(),
  key: uuid("key").notNull().defaultRandom(),
  email: varchar("email", { length: 200 }).notNull().unique(),
  name: text("name").notNull().default("it's \"me\""),
  feels: mood("feels").notNull().default("so-so"),
  moods: mood("moods").array(),
  active: boolean("active").notNull().default(true),
  score: doublePrecision("score").default(1.5),
  ratio: real("ratio"),
  createdAt: timestamp("createdAt", { withTimezone: true }).notNull().defaultNow(),
  local: timestamp("local", { precision: 3 }),
  born: date("born").defaultNow(),
  wakes: time("wakes"),
}, (t) => [index("users_#_name_idx").on(t.name, t.createdAt.desc()), uniqueIndex("users_#_lower").on(sql`lower(${t.email})`)]);
export const orgs# = pgTable("orgs_#", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  ownerId: integer("owner_id").references(() => users#.id, { onDelete: "set null", onUpdate: "cascade" }),
  data: jsonb("data").notNull().default({ a: 1, b: ["x"] }),
  raw: json("raw"),
  tags: text("tags").array().notNull().default([]),
  ip: inet("ip"),
  span: interval("span"),
  kind: text("kind"),
}, (t) => [index("orgs_#_data").using("gin", t.data), index("orgs_#_owner").on(t.ownerId).where(sql`owner_id > 0`), index("orgs_#_tags").using("gin", t.tags), index("orgs_#_kind").on(t.kind.op("text_pattern_ops"))]);
export const members# = pgTable("members_#", {
  orgId: bigint("org_id", { mode: "number" }).notNull().references(() => orgs#.id, { onDelete: "cascade" }),
  userId: integer("user_id").notNull().references(() => users#.id),
  role: varchar("role", { length: 20 }).notNull().default("member"),
  rank: smallint("rank").notNull().default(-1),
}, (t) => [primaryKey({ columns: [t.orgId, t.userId] }), check("members_#_rank", sql`${t.rank} > -5`)]);
export const items# = pgTable("Order Items #", {
  id: bigserial("id", { mode: "number" }).primaryKey(),
  orgId: bigint("org_id", { mode: "number" }).notNull(),
  userId: integer("user_id").notNull(),
  price: numeric("Unit Price", { precision: 12, scale: 2 }).notNull().default("0.50"),
  amount: integer("amount").notNull().default(1),
  total: numeric("total", { precision: 14, scale: 2 }).generatedAlwaysAs(sql`amount * "Unit Price"`),
}, (t) => [foreignKey({ columns: [t.orgId, t.userId], foreignColumns: [members#.orgId, members#.userId], name: "of member #" }).onDelete("restrict"), unique("one price #").on(t.orgId, t.price)]);
export const nodes# = pgTable("nodes_#", {
  id: integer("id").primaryKey().generatedByDefaultAsIdentity(),
  parent: integer("parent"),
  title: text("title"),
}, (t) => [foreignKey({ columns: [t.parent], foreignColumns: [t.id] }), index().on(t.title.asc().nullsFirst())]);
"#;
