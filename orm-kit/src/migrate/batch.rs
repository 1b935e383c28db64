//! Applies migrations where there are no transactions: on D1, whose batches take effect as a whole.

use orm_core::driver::Backend;

use super::history::Record;
use super::lease;
use super::run::{drops_trigger, switches};
use super::session::Session;
use super::{History, MigrateOptions, Plan};
use crate::error::Error;
use crate::folder::Migration;
use crate::generate::sqlite::{KEYS_OFF, KEYS_ON};
use crate::split;

/// Applies the migrations that are not yet, each in one batch with the row that records it; gives
/// their names.
///
/// The table that records them has one row of a name, so of many runs at once one applies each file,
/// and no other's batch takes effect.
///
/// # Errors
/// As [`migrate`](super::migrate), [`Error::Batch`] with what the database says; [`Error::Cascades`]
/// before a table is made anew whose rows others refer to with an action, which D1 would execute;
/// [`Error::Config`] with another history than wrangler's.
pub async fn migrate_in_batches<B: Backend>(
    pool: &B::Pool,
    migrations: &[Migration],
    options: &MigrateOptions,
) -> Result<Vec<String>, Error> {
    let mut session = open::<B>(pool, options).await?;
    let recorded = session.applied().await?;
    let plan = Plan::to_run(migrations, &recorded, options)?;
    let mut applied = Vec::new();
    for migration in plan.pending {
        let batch = if migration.is_skipped(options.environment.as_deref())? {
            skip(&mut session, migration).await?
        } else {
            batch(&mut session, migration).await?
        };
        match session.batch(batch).await {
            Ok(_) => applied.push(migration.tag.clone()),
            Err(error) => {
                let recorded = session.applied().await?;
                let done = |row: &super::Applied| row.name.as_ref() == Some(&migration.tag);
                // Another run was first.
                if !recorded.iter().any(done) {
                    let tag = migration.tag.clone();
                    return Err(Error::Batch { tag, error });
                }
            }
        }
    }
    Ok(applied)
}

/// Records migrations as applied without executing them; gives the names of those that were not
/// recorded before.
///
/// # Errors
/// As [`mark_applied`](super::mark_applied), and [`Error::Config`] with another history than
/// wrangler's.
pub async fn mark_in_batch<B: Backend>(
    pool: &B::Pool,
    migrations: &[Migration],
    tags: &[String],
    options: &MigrateOptions,
) -> Result<Vec<String>, Error> {
    super::known(migrations, tags)?;
    let mut session = open::<B>(pool, options).await?;
    let recorded = session.applied().await?;
    let plan = Plan::new(migrations, &recorded, &MigrateOptions::in_any_order())?;
    let (mut inserts, mut marked) = (Vec::new(), Vec::new());
    for migration in plan.pending {
        if tags.contains(&migration.tag) {
            inserts.push(session.insert(migration, Record::Marked).await?);
            marked.push(migration.tag.clone());
        }
    }
    session.batch(inserts).await?;
    Ok(marked)
}

async fn open<B: Backend>(pool: &B::Pool, options: &MigrateOptions) -> Result<Session<B>, Error> {
    if options.history != History::Wrangler {
        return Err(Error::Config(
            "D1 has wrangler's table of applied migrations: say `layout = \"wrangler\"`".to_owned(),
        ));
    }
    let mut session = Session::<B>::open(pool, options).await?;
    session.create_history().await?;
    Ok(session)
}

/// The row that records the migration, and the note that it was not executed.
async fn skip<B: Backend>(
    session: &mut Session<B>,
    migration: &Migration,
) -> Result<Vec<String>, Error> {
    let mut batch = vec![session.insert(migration, Record::Marked).await?];
    let run = &session.tables.run;
    batch.extend(lease::create(session.family(), None, run));
    batch.push(lease::skip(B::DIALECT, run, &migration.tag));
    Ok(batch)
}

/// The row that records the migration, and its statements.
async fn batch<B: Backend>(
    session: &mut Session<B>,
    migration: &Migration,
) -> Result<Vec<String>, Error> {
    let statements = split::statements(session.family(), &migration.sql);
    // First, so that the batch of a second run ends before it has done anything.
    let record = Record::Executed(statements.len());
    let mut batch = vec![session.insert(migration, record).await?];
    if !statements.iter().any(|sql| switches(sql, KEYS_OFF)) {
        batch.extend(statements);
        return Ok(batch);
    }
    let dropped: Vec<String> = statements
        .iter()
        .filter_map(|sql| drops_table(sql))
        .collect();
    for (child, table, action) in references(session).await? {
        let hit = |name: &String| name.eq_ignore_ascii_case(&table);
        let own = child.eq_ignore_ascii_case(&table);
        if dropped.iter().any(hit) && !own && !matches!(action.as_str(), "NO ACTION" | "RESTRICT") {
            return Err(Error::Cascades {
                tag: migration.tag.clone(),
                table,
                child,
                action,
            });
        }
    }
    let triggers = session.triggers().await?.into_iter();
    // A table that is made anew has lost its triggers.
    let kept = triggers.filter(|trigger| {
        let goes = |sql: &String| drops_trigger(sql, &trigger.name);
        dropped.contains(&trigger.table) && !statements.iter().any(goes)
    });
    let kept: Vec<String> = kept.map(|trigger| trigger.sql).collect();
    // They are looked at when the batch ends, not before.
    batch.push("PRAGMA defer_foreign_keys = ON".to_owned());
    let rest = statements.into_iter();
    batch.extend(rest.filter(|sql| !switches(sql, KEYS_OFF) && !switches(sql, KEYS_ON)));
    batch.extend(kept);
    Ok(batch)
}

/// Which tables refer to which, and what happens to their rows.
async fn references<B: Backend>(
    session: &mut Session<B>,
) -> Result<Vec<(String, String, String)>, Error> {
    // D1's own tables may not be looked at.
    let sql = "SELECT m.name, f.\"table\", f.on_delete FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND substr(m.name, 1, 4) <> '_cf_'";
    let rows = session.rows(sql, "ttt").await?;
    let read = rows
        .iter()
        .filter_map(|row| Some((row[0].text()?, row[1].text()?, row[2].text()?)));
    Ok(read.collect())
}

/// The table that the statement drops.
fn drops_table(sql: &str) -> Option<String> {
    let mut words = sql.split_whitespace();
    let mut next = |word: &str| {
        words
            .next()
            .is_some_and(|found| found.eq_ignore_ascii_case(word))
    };
    if !next("DROP") || !next("TABLE") {
        return None;
    }
    let name = sql.split_whitespace().last()?;
    Some(name.trim_matches(['"', '`', '[', ']', ';']).to_owned())
}
