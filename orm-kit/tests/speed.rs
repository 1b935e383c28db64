//! How long the commands take, as processes, and drizzle-kit beside them: `generate` of 190 tables,
//! `status` of six databases, `check` of 500 files. The figures are printed (`--nocapture`); the bars
//! are those of a release build, and three times as much without optimisation.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use orm::prelude::*;
use orm::{Backend, Keyspace};
use orm_kit::folder::Folder;
use orm_kit::generate::{GenerateOptions, generate, unattended};

macro_rules! tables {
    ($($table:ident $name:literal)+) => {
        #[derive(Keyspace)]
        #[keyspace(name = "big", tables($($table),+), tenancy = none)]
        struct Big;

        $(
            #[derive(Table)]
            #[table(name = $name, keyspace = Big, unique(c0), index(c1, c2))]
            struct $table {
                #[column(primary_key, default = auto_increment)]
                id: i64,
                c0: String,
                c1: String,
                c2: i64,
                c3: i64,
                c4: Option<String>,
                c5: Option<i64>,
                c6: f64,
                #[column(default = 0)]
                c7: i64,
                #[column(default = 1)]
                c8: i64,
                c9: Option<f64>,
                c10: Option<String>,
            }
        )+
    };
}

tables! {
    T000 "t000" T001 "t001" T002 "t002" T003 "t003" T004 "t004" T005 "t005" T006 "t006"
    T007 "t007" T008 "t008" T009 "t009" T010 "t010" T011 "t011" T012 "t012" T013 "t013"
    T014 "t014" T015 "t015" T016 "t016" T017 "t017" T018 "t018" T019 "t019" T020 "t020"
    T021 "t021" T022 "t022" T023 "t023" T024 "t024" T025 "t025" T026 "t026" T027 "t027"
    T028 "t028" T029 "t029" T030 "t030" T031 "t031" T032 "t032" T033 "t033" T034 "t034"
    T035 "t035" T036 "t036" T037 "t037" T038 "t038" T039 "t039" T040 "t040" T041 "t041"
    T042 "t042" T043 "t043" T044 "t044" T045 "t045" T046 "t046" T047 "t047" T048 "t048"
    T049 "t049" T050 "t050" T051 "t051" T052 "t052" T053 "t053" T054 "t054" T055 "t055"
    T056 "t056" T057 "t057" T058 "t058" T059 "t059" T060 "t060" T061 "t061" T062 "t062"
    T063 "t063" T064 "t064" T065 "t065" T066 "t066" T067 "t067" T068 "t068" T069 "t069"
    T070 "t070" T071 "t071" T072 "t072" T073 "t073" T074 "t074" T075 "t075" T076 "t076"
    T077 "t077" T078 "t078" T079 "t079" T080 "t080" T081 "t081" T082 "t082" T083 "t083"
    T084 "t084" T085 "t085" T086 "t086" T087 "t087" T088 "t088" T089 "t089" T090 "t090"
    T091 "t091" T092 "t092" T093 "t093" T094 "t094" T095 "t095" T096 "t096" T097 "t097"
    T098 "t098" T099 "t099" T100 "t100" T101 "t101" T102 "t102" T103 "t103" T104 "t104"
    T105 "t105" T106 "t106" T107 "t107" T108 "t108" T109 "t109" T110 "t110" T111 "t111"
    T112 "t112" T113 "t113" T114 "t114" T115 "t115" T116 "t116" T117 "t117" T118 "t118"
    T119 "t119" T120 "t120" T121 "t121" T122 "t122" T123 "t123" T124 "t124" T125 "t125"
    T126 "t126" T127 "t127" T128 "t128" T129 "t129" T130 "t130" T131 "t131" T132 "t132"
    T133 "t133" T134 "t134" T135 "t135" T136 "t136" T137 "t137" T138 "t138" T139 "t139"
    T140 "t140" T141 "t141" T142 "t142" T143 "t143" T144 "t144" T145 "t145" T146 "t146"
    T147 "t147" T148 "t148" T149 "t149" T150 "t150" T151 "t151" T152 "t152" T153 "t153"
    T154 "t154" T155 "t155" T156 "t156" T157 "t157" T158 "t158" T159 "t159" T160 "t160"
    T161 "t161" T162 "t162" T163 "t163" T164 "t164" T165 "t165" T166 "t166" T167 "t167"
    T168 "t168" T169 "t169" T170 "t170" T171 "t171" T172 "t172" T173 "t173" T174 "t174"
    T175 "t175" T176 "t176" T177 "t177" T178 "t178" T179 "t179" T180 "t180" T181 "t181"
    T182 "t182" T183 "t183" T184 "t184" T185 "t185" T186 "t186" T187 "t187" T188 "t188"
    T189 "t189"
}

macro_rules! small {
    ($($module:ident $name:literal)+) => {
        $(
            mod $module {
                use orm::prelude::*;

                #[derive(Keyspace)]
                #[keyspace(name = $name, tables(Note), tenancy = none)]
                pub struct Small;

                #[derive(Table)]
                #[table(name = "notes", keyspace = Small)]
                pub struct Note {
                    #[column(primary_key)]
                    pub id: i64,
                    pub text: String,
                }
            }
        )+
    };
}

small!(a "a" b "b" c "c" d "d" e "e" f "f");

type Application = (
    Big,
    a::Small,
    b::Small,
    c::Small,
    d::Small,
    e::Small,
    f::Small,
);

const ARGS: &str = "ORM_KIT_TEST_ARGS";

/// The program that is measured: this one.
#[test]
fn program() {
    let Ok(args) = std::env::var(ARGS) else {
        return;
    };
    let args = std::iter::once("orm").chain(args.split(' '));
    std::process::exit(orm_kit::main_with::<Application>(args).into());
}

struct Project(tempfile::TempDir);

impl Project {
    fn new() -> Self {
        let made = tempfile::Builder::new().prefix("orm-kit-test-").tempdir();
        let project = Self(made.unwrap());
        project.run("init --dialect sqlite");
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Runs the program; gives how long it took, its start included.
    fn run(&self, args: &str) -> Duration {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .current_dir(self.0.path())
            .args(["program", "--exact", "--nocapture"])
            .env(ARGS, args);
        for name in ["BIG", "A", "B", "C", "D", "E", "F"] {
            let file = self.path(&format!("{name}.db"));
            command.env(
                format!("{name}_URL"),
                format!("sqlite:{}?mode=rwc", file.display()),
            );
        }
        timed(&mut command).0
    }
}

fn timed(command: &mut Command) -> (Duration, Output) {
    let started = Instant::now();
    let output = command.stdin(Stdio::null()).output().unwrap();
    let took = started.elapsed();
    let said = String::from_utf8_lossy(&output.stdout);
    let wrong = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{wrong}");
    (took, output)
}

/// The best of three, on a machine that does other things too.
fn best(mut run: impl FnMut() -> Duration) -> Duration {
    (0..3).map(|_| run()).min().unwrap_or_default()
}

fn report(what: &str, took: Duration, bar: Duration) {
    let bar = if cfg!(debug_assertions) { bar * 3 } else { bar };
    println!("{what}: {took:?}, the bar is {bar:?}");
    assert!(took < bar, "{what} took {took:?}");
}

/// drizzle-kit in a project, where there is one: how long the command takes.
fn drizzle(project: &Project, what: &str, args: &[&str]) {
    let Some(modules) = std::env::var_os("ORM_TEST_NODE_MODULES") else {
        println!("left out: ORM_TEST_NODE_MODULES is not set");
        return;
    };
    let modules = Path::new(&modules).join("node_modules");
    let link = project.path("node_modules");
    if !link.exists() {
        std::os::unix::fs::symlink(&modules, &link).unwrap();
    }
    let mut command = Command::new(modules.join(".bin/drizzle-kit"));
    command.args(args).current_dir(project.0.path());
    println!("{what}: {:?} with drizzle-kit", timed(&mut command).0);
}

#[test]
fn generate_of_190_tables() {
    let project = Project::new();
    let first = best(|| {
        let _ = std::fs::remove_dir_all(project.path("migrations"));
        project.run("generate --only big")
    });
    report("generate of 190 tables", first, Duration::from_millis(150));
    let again = best(|| project.run("generate --only big"));
    report(
        "generate where nothing has changed",
        again,
        Duration::from_millis(150),
    );
    let mut schema = "import { index, integer, real, sqliteTable, text, unique } from \"drizzle-orm/sqlite-core\";\n".to_owned();
    for at in 0..190 {
        schema.push_str(&format!("export const t{at:03} = sqliteTable(\"t{at:03}\", {{ id: integer(\"id\").primaryKey({{ autoIncrement: true }}), c0: text(\"c0\").notNull(), c1: text(\"c1\").notNull(), c2: integer(\"c2\").notNull(), c3: integer(\"c3\").notNull(), c4: text(\"c4\"), c5: integer(\"c5\"), c6: real(\"c6\").notNull(), c7: integer(\"c7\").notNull().default(0), c8: integer(\"c8\").notNull().default(1), c9: real(\"c9\"), c10: text(\"c10\") }}, (t) => [unique(\"t{at:03}_c0_unique\").on(t.c0), index(\"t{at:03}_c1_c2_index\").on(t.c1, t.c2)]);\n"));
    }
    std::fs::write(project.path("schema.ts"), schema).unwrap();
    let args = [
        "generate",
        "--dialect",
        "sqlite",
        "--schema",
        "schema.ts",
        "--out",
        "theirs",
    ];
    drizzle(&project, "generate of 190 tables", &args);
    drizzle(&project, "generate where nothing has changed", &args);
}

#[test]
fn status_of_six_databases() {
    let project = Project::new();
    let only = "--only a,b,c,d,e,f";
    project.run(&format!("generate --name start {only}"));
    project.run(&format!("migrate {only}"));
    let took = best(|| project.run(&format!("status --exit-code {only}")));
    report("status of six databases", took, Duration::from_millis(300));
}

#[test]
fn check_of_500_files() {
    let project = Project::new();
    project.run("generate --name start --only a");
    let folder = Folder::new(project.path("migrations/a"));
    let options = GenerateOptions {
        custom: true,
        ..GenerateOptions::default()
    };
    for at in 1..500 {
        let now = chrono::Utc::now();
        let keyspace = a::Small::DEFINITION;
        let made = generate(
            &folder,
            Sqlite::DIALECT,
            &keyspace,
            &options,
            now,
            &mut unattended,
        );
        let tag = made.unwrap().unwrap().tag;
        let sql = format!(
            "CREATE TABLE t{at} (id integer PRIMARY KEY, text text NOT NULL);\nCREATE INDEX i{at} ON t{at} (text);\n"
        );
        std::fs::write(folder.file(&tag), sql).unwrap();
    }
    let took = best(|| project.run("check --only a"));
    report("check of 500 files", took, Duration::from_secs(1));
    let args = ["check", "--dialect", "sqlite", "--out", "migrations/a"];
    drizzle(&project, "check of 500 files", &args);
}
