use orm::prelude::*;

/// Names a tenant.
#[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrgId(pub i32);

/// The tables of `made`.
#[derive(Keyspace)]
#[keyspace(name = "made", tables(Country, Org, Point, Project, Segment, Task))]
pub struct Made;

/// A row of `countries`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "countries", keyspace = Made,
    global,
    unique(name),
    relations(many(segments: Segment::country)),
)]
pub struct Country {
    /// `code`
    #[column(primary_key, varchar = 2)]
    pub code: String,
    /// `name`
    #[column(varchar = 100)]
    pub name: String,
}

/// A row of `org`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "org", keyspace = Made,
)]
pub struct Org {
    /// `id`
    #[column(primary_key, tenant)]
    pub id: OrgId,
    /// `title`
    #[column(varchar = 40)]
    pub title: String,
}

/// A row of `points`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "points", keyspace = Made,
    global,
    references((a, b) -> Segment(a, b)),
)]
pub struct Point {
    /// `a`
    pub a: i32,
    /// `b`
    pub b: i32,
    /// `id`
    #[column(primary_key)]
    pub id: i32,
}

/// A row of `projects`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "projects", keyspace = Made,
    relations(one(org: org_id), many(tasks: Task::project_id)),
)]
pub struct Project {
    /// `id`
    #[column(primary_key)]
    pub id: i32,
    /// `org_id`
    #[column(tenant, references(Org::id))]
    pub org_id: OrgId,
    /// `title`
    #[column(mysql = text)]
    pub title: super::made::Title,
    /// `type`
    #[column(varchar = 20)]
    pub r#type: Option<String>,
}

/// A row of `segments`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "segments", keyspace = Made,
    global,
    primary_key(a, b),
)]
pub struct Segment {
    /// `a`
    pub a: i32,
    /// `b`
    pub b: i32,
    /// `country`
    #[column(varchar = 2, references(Country::code))]
    pub country: String,
}

/// A row of `tasks`.
#[derive(Table, Clone, Debug)]
#[table(
    name = "tasks", keyspace = Made,
    primary_key(id_only),
    index(state, org_id desc, name = "by_state"),
    unique(org_id, state, name = "tasks_state"),
    check("`done` in (0,1)", name = "done_or_not"),
    relations(one(parent: parent_id)),
)]
pub struct Task {
    /// `id`
    #[column(primary_key)]
    pub id: i32,
    /// `org_id`
    #[column(tenant)]
    pub org_id: OrgId,
    /// `projectId`
    #[column(name = "projectId", references(Project::id, on_delete = cascade))]
    pub project_id: i32,
    /// `parent_id`
    #[column(references(Task::id, on_delete = set_null, simple))]
    pub parent_id: Option<i32>,
    /// `done`
    #[column(default = 0)]
    pub done: i32,
    /// `state`
    #[column(varchar = 10, default = "it's")]
    pub state: String,
}

