use super::{Applied, MigrateOptions};
use crate::error::Error;
use crate::folder::Migration;
use crate::squash::{Line, lines};

/// Which migrations are applied, and which are to be.
#[derive(Clone, Debug)]
pub struct Plan<'m> {
    /// Those that the database recorded.
    pub applied: Vec<&'m Migration>,
    /// Those that a run applies, in order.
    pub pending: Vec<&'m Migration>,
}

impl<'m> Plan<'m> {
    /// Compares a folder's migrations with what a database recorded: by the moment at which they
    /// were written, and by hash.
    ///
    /// # Errors
    /// [`Error::Edited`], [`Error::Unknown`], [`Error::OutOfOrder`], [`Error::NoMigration`].
    pub fn new(
        migrations: &'m [Migration],
        recorded: &[Applied],
        options: &MigrateOptions,
    ) -> Result<Self, Error> {
        let mut done = vec![false; migrations.len()];
        if let Some(first) = recorded.first().filter(|row| row.baseline) {
            let before = migrations
                .iter()
                .filter(|migration| migration.when < first.when);
            done[..before.count()].fill(true);
        }
        let mut edited = Vec::new();
        let mut squashed = Squashes::of(migrations, recorded);
        for row in recorded {
            if squashed.take(migrations, row)? {
                continue;
            }
            let find = |matches: &dyn Fn(&Migration) -> bool| {
                migrations
                    .iter()
                    .enumerate()
                    .position(|(at, migration)| !done[at] && matches(migration))
            };
            let hash = row.hash.as_deref();
            let same = |migration: &Migration| hash == Some(&migration.hash);
            let exact = find(&|migration| migration.when == row.when && same(migration));
            let named = |migration: &Migration| match &row.name {
                Some(version) if row.running => crate::atlas::parts(&migration.tag).0 == version,
                Some(name) => *name == migration.tag,
                None => false,
            };
            let found = exact
                .or_else(|| find(&named))
                .or_else(|| find(&same))
                .or_else(|| find(&|migration| hash.is_some() && migration.when == row.when));
            let Some(at) = found else {
                return Err(match hash {
                    Some(hash) => Error::Unknown {
                        when: row.when,
                        hash: hash.to_owned(),
                    },
                    None => Error::UnknownName {
                        name: row.name.clone().unwrap_or_default(),
                    },
                });
            };
            if let Some(hash) = hash.filter(|hash| migrations[at].hash != *hash) {
                edited.push((at, hash, row.running));
            }
            done[at] = true;
        }
        squashed.settle(migrations, &mut done)?;
        // A sum of all files up to one differs when any of them is new.
        let first = done.iter().position(|done| !done).unwrap_or(done.len());
        let edited = edited
            .iter()
            .find(|(at, _, running)| !running || *at < first);
        if let Some((at, hash, _)) = edited {
            return Err(Error::Edited {
                tag: migrations[*at].tag.clone(),
                applied: (*hash).to_owned(),
                found: migrations[*at].hash.clone(),
            });
        }
        let (mut applied, mut pending) = (Vec::new(), Vec::new());
        for (migration, done) in migrations.iter().zip(done) {
            if done {
                applied.push(migration);
            } else {
                pending.push(migration);
            }
        }
        let mut plan = Self { applied, pending };
        plan.limit(migrations, options)?;
        Ok(plan)
    }

    /// The same for a run, which has to know where it is.
    pub(super) fn to_run(
        migrations: &'m [Migration],
        recorded: &[Applied],
        options: &MigrateOptions,
    ) -> Result<Self, Error> {
        let plan = Self::new(migrations, recorded, options)?;
        for migration in &plan.pending {
            migration.is_skipped(options.environment.as_deref())?;
        }
        Ok(plan)
    }

    fn limit(&mut self, migrations: &[Migration], options: &MigrateOptions) -> Result<(), Error> {
        if let Some(to) = &options.to {
            let Some(last) = migrations.iter().position(|migration| migration.tag == *to) else {
                return Err(Error::NoMigration { tag: to.clone() });
            };
            let wanted = &migrations[..=last];
            self.pending.retain(|migration| wanted.contains(migration));
        }
        if let (Some(newest), false) = (self.newest(), options.allow_out_of_order)
            && let Some(late) = self
                .pending
                .iter()
                .find(|migration| migration.when < newest.when)
        {
            return Err(Error::OutOfOrder {
                tag: late.tag.clone(),
                newest: newest.tag.clone(),
            });
        }
        Ok(())
    }

    /// The newest migration that is applied.
    pub fn newest(&self) -> Option<&'m Migration> {
        self.applied
            .iter()
            .copied()
            .max_by_key(|migration| migration.when)
    }
}

/// The migrations that stand for others, which a database may have applied.
struct Squashes {
    /// Whether the database knows names, and no hashes.
    named: bool,
    /// The place of the migration, what it stands for, and whether that is applied.
    each: Vec<(usize, Vec<Line>, Vec<bool>)>,
}

impl Squashes {
    fn of(migrations: &[Migration], recorded: &[Applied]) -> Self {
        let each = migrations.iter().enumerate().filter_map(|(at, migration)| {
            let lines = lines(&migration.sql);
            let taken = vec![false; lines.len()];
            (!lines.is_empty()).then_some((at, lines, taken))
        });
        Self {
            named: recorded.iter().all(|row| row.hash.is_none()),
            each: each.collect(),
        }
    }

    /// Whether the row records a migration that another one stands for.
    fn take(&mut self, migrations: &[Migration], row: &Applied) -> Result<bool, Error> {
        for (at, lines, taken) in &mut self.each {
            // A database that began with it.
            if row.hash.as_ref() == Some(&migrations[*at].hash) {
                return Ok(false);
            }
            let named = |line: &Line| row.name.as_ref() == Some(&line.tag);
            let find = |taken: &[bool], is: &dyn Fn(&Line) -> bool| {
                let mut places = lines.iter().zip(taken);
                places.position(|(line, taken)| !taken && is(line))
            };
            let found = match &row.hash {
                Some(hash) => find(taken, &|line| line.hash == *hash && line.when == row.when)
                    .or_else(|| find(taken, &|line| line.hash == *hash)),
                None => find(taken, &named),
            };
            if let Some(place) = found {
                let from = if lines[place].whole { 0 } else { place };
                taken[from..=place].fill(true);
                return Ok(true);
            }
            let edited = |line: &Line| row.hash.is_some() && (named(line) || line.when == row.when);
            if let (Some(place), Some(hash)) = (find(taken, &edited), &row.hash) {
                return Err(Error::Edited {
                    tag: lines[place].tag.clone(),
                    applied: hash.clone(),
                    found: lines[place].hash.clone(),
                });
            }
        }
        Ok(false)
    }

    /// Which of them are applied with all that they stand for.
    fn settle(self, migrations: &[Migration], done: &mut [bool]) -> Result<(), Error> {
        for (at, lines, mut taken) in self.each {
            if self.named {
                begun_with(&lines, &mut taken);
            }
            // An earlier one of its kind is applied with the lines above it, or not at all.
            let mut missing: Vec<&str> = Vec::new();
            let mut applied = 0;
            for (line, taken) in lines.iter().zip(&taken).filter(|(line, _)| !line.whole) {
                if *taken {
                    applied += 1;
                } else {
                    missing.push(&line.tag);
                }
            }
            let tag = &migrations[at].tag;
            // Where names are all that is known, a database that began with it has the last name.
            let last = lines.iter().rposition(|line| line.tag == *tag);
            let begun = applied == 1 && last.is_some_and(|last| taken[last]);
            if done[at] || applied == 0 {
                continue;
            }
            if missing.is_empty() || begun && self.named {
                done[at] = true;
                continue;
            }
            return Err(Error::PartlySquashed {
                tag: tag.clone(),
                applied,
                of: applied + missing.len(),
                missing: missing.join(", "),
            });
        }
        Ok(())
    }
}

/// Where names are all that is known, a database that began with an earlier one has none of those
/// above it but the last, whose name it bears.
fn begun_with(lines: &[Line], taken: &mut [bool]) {
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.whole) {
        let last = lines[..at].iter().rposition(|above| above.tag == line.tag);
        let others = taken[..at].iter().filter(|taken| **taken).count();
        if last.is_some_and(|last| taken[last]) && others == 1 {
            taken[..=at].fill(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<Migration> {
        let file = |at: i64| Migration::new(format!("{at:04}_x"), at * 10, format!("SELECT {at}"));
        (0..4).map(file).collect()
    }

    fn row(migration: &Migration) -> Applied {
        Applied {
            hash: Some(migration.hash.clone()),
            when: migration.when,
            name: None,
            running: false,
            baseline: false,
        }
    }

    fn pending(rows: &[Applied], options: &MigrateOptions) -> Result<Vec<String>, Error> {
        let files = files();
        let plan = Plan::new(&files, rows, options)?;
        Ok(plan
            .pending
            .iter()
            .map(|migration| migration.tag.clone())
            .collect())
    }

    #[test]
    fn what_is_not_recorded_is_pending() {
        let files = files();
        let rows = [row(&files[0]), row(&files[1])];
        let mut options = MigrateOptions::default();
        assert_eq!(pending(&rows, &options).unwrap(), ["0002_x", "0003_x"]);
        options.to = Some("0002_x".to_owned());
        assert_eq!(pending(&rows, &options).unwrap(), ["0002_x"]);
        options.to = Some("0009_x".to_owned());
        assert!(matches!(
            pending(&rows, &options),
            Err(Error::NoMigration { .. })
        ));
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        let files = files();
        let options = MigrateOptions::default();
        let late = [row(&files[0]), row(&files[2])];
        assert!(
            matches!(pending(&late, &options), Err(Error::OutOfOrder { tag, newest }) if tag == "0001_x" && newest == "0002_x")
        );
        let allowed = MigrateOptions {
            allow_out_of_order: true,
            ..options.clone()
        };
        assert_eq!(pending(&late, &allowed).unwrap(), ["0001_x", "0003_x"]);
        let edited = [Applied {
            hash: Some("other".to_owned()),
            ..row(&files[0])
        }];
        assert!(
            matches!(pending(&edited, &options), Err(Error::Edited { tag, .. }) if tag == "0000_x")
        );
        let unknown = [Applied {
            hash: Some("other".to_owned()),
            when: 7,
            ..row(&files[0])
        }];
        assert!(matches!(
            pending(&unknown, &options),
            Err(Error::Unknown { when: 7, .. })
        ));
    }
}
