//! Programs from npm.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::place::Folder;

/// A folder in which programs from npm run.
pub struct Node {
    modules: PathBuf,
    folder: Folder,
}

impl Node {
    /// The folder that has `node_modules`, unless `ORM_TEST_NODE_MODULES` doesn't say it.
    pub fn modules() -> Option<PathBuf> {
        Self::named("ORM_TEST_NODE_MODULES")
    }

    fn named(variable: &str) -> Option<PathBuf> {
        let modules = std::env::var_os(variable);
        if modules.is_none() {
            let required = std::env::var("ORM_TEST_REQUIRE_SERVERS");
            assert_ne!(required.as_deref(), Ok("1"), "{variable} is not set");
            println!("left out: {variable} is not set");
        }
        modules.map(PathBuf::from)
    }

    /// Nothing without `ORM_TEST_NODE_MODULES`.
    pub fn new(folder: &Folder) -> Option<Self> {
        Some(Self::within(Self::modules()?, folder))
    }

    /// With Drizzle's 1.0; nothing without `ORM_TEST_NODE_MODULES_NEXT`.
    pub fn next(folder: &Folder) -> Option<Self> {
        Some(Self::within(
            Self::named("ORM_TEST_NODE_MODULES_NEXT")?,
            folder,
        ))
    }

    fn within(modules: PathBuf, folder: &Folder) -> Self {
        let modules = modules.join("node_modules");
        std::os::unix::fs::symlink(&modules, folder.join("node_modules")).unwrap();
        Self {
            modules,
            folder: folder.clone(),
        }
    }

    /// Copies a file of `fixtures/npm` into the folder.
    pub fn copy(&self, name: &str) {
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/npm");
        std::fs::copy(fixtures.join(name), self.folder.join(name)).unwrap();
    }

    /// Runs a program in the folder; gives what it says.
    pub fn run(&self, program: &str, args: &[&str], variables: &[(&str, String)]) -> String {
        let path = match program {
            "node" => PathBuf::from("node"),
            program => self.modules.join(".bin").join(program),
        };
        let mut command = Command::new(path);
        command
            .args(args)
            .envs(variables.iter().map(|(name, value)| (name, value)))
            .current_dir(&*self.folder);
        let output = command.output().unwrap();
        let said = [output.stdout, output.stderr]
            .map(|text| String::from_utf8_lossy(&text).into_owned())
            .concat();
        assert!(output.status.success(), "{program} {args:?}\n{said}");
        said
    }
}
