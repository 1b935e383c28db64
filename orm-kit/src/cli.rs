//! The command line.

mod adopt;
mod answers;
mod ask;
mod backend;
mod check;
mod commands;
mod files;
mod live;
mod output;
mod status;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::config::{Config, DialectName};
use crate::error::Error;
use crate::keyspaces::Keyspaces;
use crate::stores::Store;
use output::Output;

/// Migrations of this application's databases.
#[derive(Parser, Debug)]
#[command(
    name = "orm",
    version,
    after_help = "Exit codes: 0 done; 1 failed; 2 wrong usage or configuration; 3 `check` or `verify` found something, or with --exit-code `status` found a database that is not up to date and `generate` wrote a migration."
)]
struct Cli {
    /// The configuration.
    #[arg(long, global = true, default_value = "orm.toml")]
    config: PathBuf,
    /// Only these keyspaces, separated by commas.
    #[arg(long, global = true, value_delimiter = ',')]
    only: Vec<String>,
    /// JSON for machines, one line.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Writes orm.toml.
    Init {
        /// The database that the keyspaces live in.
        #[arg(long, value_enum)]
        dialect: DialectName,
    },
    /// Writes the migration that the code asks for.
    Generate(Generate),
    /// Applies what is pending.
    Migrate(Migrate),
    /// What each database holds.
    Status {
        /// Exits with 3 unless every database is up to date.
        #[arg(long)]
        exit_code: bool,
    },
    /// Compares each database with the code; exits with 3 where they differ.
    Verify,
    /// Writes the Rust source of a database's tables.
    Pull(Pull),
    /// Makes databases what the code is, without a migration: for prototypes.
    Push(Push),
    /// Says whose migrations the folders and databases hold, and what to do. Changes nothing.
    Adopt,
    /// Looks at the folders, without a database.
    Check {
        /// A branch, a tag, a commit: what its folders have is released, may not be edited, and
        /// isn't judged.
        #[arg(long, value_name = "GIT REF")]
        against: Option<String>,
    },
    /// Converts Drizzle's layout with a journal into a folder for each migration.
    Up {
        /// Prints what would be made of what, and changes nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Makes one migration of all, from which new databases begin.
    Squash(Squash),
    /// Writes `atlas.sum`, in folders of Atlas's layout.
    Hash,
    /// Prints the statements that create the whole schema.
    Export,
    /// Records migrations as applied without executing them.
    MarkApplied {
        /// Names of migrations.
        #[arg(required = true)]
        tags: Vec<String>,
        /// Also where the database isn't what they make.
        #[arg(long)]
        force: bool,
    },
    /// Records all migrations up to one as applied, for a database that existed before.
    Baseline {
        /// The last one that the database has.
        tag: String,
        /// Also where the database isn't what they make.
        #[arg(long)]
        force: bool,
    },
    /// Settles a migration that a run left half applied.
    Resolve(Resolve),
}

#[derive(Args, Debug)]
struct Generate {
    /// The migration's name.
    #[arg(long)]
    name: Option<String>,
    /// An empty file for statements by hand.
    #[arg(long)]
    custom: bool,
    /// A file without statements: what was there before has made the schema in code already.
    #[arg(long, conflicts_with = "custom")]
    as_is: bool,
    /// `table=table`, `table.column=table.column`, `enum.value=enum.value`.
    #[arg(long = "rename", value_name = "OLD=NEW")]
    renames: Vec<String>,
    /// `table`, `table.column`: gone for good, not renamed.
    #[arg(long = "drop", value_name = "NAME")]
    drops: Vec<String>,
    /// Prints the migration and writes nothing.
    #[arg(long)]
    dry_run: bool,
    /// On Postgres, one file in one transaction, without `CONCURRENTLY`.
    #[arg(long)]
    in_transaction: bool,
    /// Exits with 3 when there was something to write.
    #[arg(long)]
    exit_code: bool,
}

#[derive(Args, Debug)]
struct Squash {
    /// Statements that the code doesn't say stand behind the schema.
    #[arg(long, conflicts_with = "leave_by_hand")]
    keep_by_hand: bool,
    /// New databases don't need statements that the code doesn't say.
    #[arg(long)]
    leave_by_hand: bool,
    /// Prints the migration and changes nothing.
    #[arg(long)]
    dry_run: bool,
}

#[derive(Args, Debug)]
struct Migrate {
    /// The last migration to apply.
    #[arg(long)]
    to: Option<String>,
    /// Prints what would be applied.
    #[arg(long)]
    dry_run: bool,
    /// Applies migrations that are older than the newest applied one.
    #[arg(long)]
    allow_out_of_order: bool,
    /// Where this is: files that say `-- orm:skip-on` of it are recorded, and not executed. The
    /// variable ORM_ENV says it too.
    #[arg(long)]
    env: Option<String>,
    /// Seconds to wait for another run to end.
    #[arg(long, default_value_t = 60)]
    lock_wait: u64,
}

#[derive(Args, Debug)]
#[group(required = true, multiple = false, id = "resolution")]
struct How {
    /// Somebody made the rest by hand: it counts as applied.
    #[arg(long)]
    applied: bool,
    /// Somebody took back what had taken effect: the next run begins anew.
    #[arg(long)]
    rolled_back: bool,
}

#[derive(Args, Debug)]
struct Resolve {
    /// The migration.
    tag: String,
    #[command(flatten)]
    how: How,
}

#[derive(Args, Debug)]
struct Pull {
    /// The column that names a row's tenant, in every table that has it.
    #[arg(long, value_name = "COLUMN")]
    tenant: Option<String>,
    /// Tables that all tenants read, separated by commas.
    #[arg(long, value_delimiter = ',', value_name = "TABLES")]
    global: Vec<String>,
    /// No table has rows of tenants.
    #[arg(long, conflicts_with_all = ["tenant", "global"])]
    no_tenants: bool,
    /// A column's type in Rust; of a JSON column, what the JSON holds.
    #[arg(long = "type", value_name = "TABLE.COLUMN=TYPE")]
    types: Vec<String>,
    /// Writes into this file.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Writes over a file that is there.
    #[arg(long)]
    force: bool,
}

#[derive(Args, Debug)]
struct Push {
    /// `table=table`, `table.column=table.column`, `enum.value=enum.value`.
    #[arg(long = "rename", value_name = "OLD=NEW")]
    renames: Vec<String>,
    /// `table`, `table.column`: gone for good, not renamed.
    #[arg(long = "drop", value_name = "NAME")]
    drops: Vec<String>,
    /// Columns and tables may be dropped with what they hold.
    #[arg(long)]
    accept_data_loss: bool,
    /// Prints the statements and executes nothing.
    #[arg(long)]
    dry_run: bool,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Done,
    Failed,
    Found,
}

/// The program: reads the arguments, runs a command on the keyspaces.
///
/// ```no_run
/// # use orm::prelude::*;
/// # #[derive(Keyspace)]
/// # #[keyspace(name = "notes", tables(Note), tenancy = none)]
/// # struct Notes;
/// # #[derive(Table)]
/// # #[table(name = "notes", keyspace = Notes)]
/// # struct Note { #[column(primary_key)] id: i64 }
/// fn main() -> std::process::ExitCode {
///     orm_kit::main::<(Notes,)>()
/// }
/// ```
///
/// Exit codes: 0 done; 1 failed; 2 wrong usage or configuration; 3 `check` or `verify` found
/// something, or with `--exit-code` `status` found a database that is not up to date and `generate`
/// wrote a migration.
pub fn main<K: Keyspaces>() -> ExitCode {
    ExitCode::from(main_with::<K>(std::env::args_os()))
}

/// The same with other arguments, the first of which is the program's name: for a program with
/// commands of its own. Gives the exit code.
pub fn main_with<K: Keyspaces>(args: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> u8 {
    main_with_stores::<K>(args, &[])
}

/// The same with stores that `status` shows beside the databases: see [`Store`].
pub fn main_with_stores<K: Keyspaces>(
    args: impl IntoIterator<Item = impl Into<OsString> + Clone>,
    stores: &[&dyn Store],
) -> u8 {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // Where the reader is gone nobody is there to be told.
            let _ = error.print();
            return if error.use_stderr() { 2 } else { 0 };
        }
    };
    let output = Output::new(cli.json);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let result = match runtime {
        Ok(runtime) => runtime.block_on(run::<K>(&cli, stores, &output)),
        Err(error) => Err(Error::Config(format!("no runtime: {error}"))),
    };
    match result {
        Ok(End::Done) => 0,
        Ok(End::Failed) => 1,
        Ok(End::Found) => 3,
        Err(error) => {
            output.error(None, &error);
            2
        }
    }
}

async fn run<K: Keyspaces>(
    cli: &Cli,
    stores: &[&dyn Store],
    output: &Output,
) -> Result<End, Error> {
    let definitions = K::definitions();
    if let Command::Init { dialect } = cli.command {
        return commands::init(&cli.config, &definitions, dialect, output);
    }
    let config = Config::read(&cli.config)?;
    if let Command::Pull(options) = &cli.command {
        return live::pull(&config, &cli.only, options, output).await;
    }
    let chosen = commands::choose(&config, definitions, &cli.only)?;
    match &cli.command {
        Command::Init { .. } | Command::Pull(_) => Ok(End::Done),
        Command::Push(options) => live::push(&chosen, options, output).await,
        Command::Generate(options) => commands::generate(&chosen, options, output),
        Command::Migrate(options) => commands::migrate(&chosen, options, output).await,
        Command::Status { exit_code } => {
            let others = status::Others {
                databases: &config.databases,
                stores,
            };
            status::status(&chosen, &others, *exit_code, output).await
        }
        Command::Verify => live::verify(&chosen, output).await,
        Command::Adopt => adopt::adopt(&chosen, output).await,
        Command::Check { against } => check::check(&chosen, against.as_deref(), output),
        Command::Up { dry_run } => files::up(&chosen, *dry_run, output),
        Command::Squash(options) => files::squash(&chosen, options, output),
        Command::Hash => commands::hash(&chosen, output),
        Command::Export => commands::export(&chosen, output),
        Command::MarkApplied { tags, force } => {
            commands::mark(&chosen, tags, false, *force, output).await
        }
        Command::Baseline { tag, force } => {
            commands::mark(&chosen, std::slice::from_ref(tag), true, *force, output).await
        }
        Command::Resolve(options) => commands::resolve(&chosen, options, output).await,
    }
}
