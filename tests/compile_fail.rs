//! Wrong programs don't compile, and rustc says why in SQL's words; right ones do compile.
//!
//! The texts in `tests/compile-fail/*.stderr` are those of one rustc version. On another one the
//! failure itself is still asserted.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The version whose texts are kept.
const PINNED: &str = "rustc 1.95.0";

fn rustc_is_pinned() -> bool {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc)
        .arg("--version")
        .output()
        .expect("rustc runs");
    String::from_utf8_lossy(&version.stdout).starts_with(PINNED)
}

/// The cases without their texts, in a folder where trybuild may write.
fn cases_without_texts() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile-fail");
    let _ = std::fs::remove_dir_all(&folder);
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compile-fail"),
        &folder,
    );
    folder
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder for the cases");
    for entry in std::fs::read_dir(from).expect("the cases") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            std::fs::copy(&path, target).expect("a case is copied");
        }
    }
}

#[test]
fn compile_fail() {
    if rustc_is_pinned() || std::env::var_os("TRYBUILD").is_some() {
        let cases =
            std::env::var("ORM_COMPILE_FAIL").unwrap_or_else(|_| "tests/compile-fail".to_owned());
        let tests = trybuild::TestCases::new();
        tests.compile_fail(format!("{cases}/*.rs"));
        if cfg!(feature = "sql-query") {
            tests.compile_fail(format!("{cases}/sql_query/*.rs"));
        } else {
            println!("left out: the cases of `sql_query`, which need the feature sql-query");
        }
        if cfg!(all(feature = "mysql", feature = "postgres", feature = "d1")) {
            tests.compile_fail(format!("{cases}/servers/*.rs"));
        } else {
            println!(
                "left out: the cases of `servers`, which need the features mysql, postgres and d1"
            );
        }
        return;
    }
    println!("not {PINNED}: only that the cases fail is asserted, not rustc's text");
    let status = Command::new(std::env::current_exe().expect("this test"))
        .args(["compile_fail", "--exact", "--nocapture"])
        .env("TRYBUILD", "overwrite")
        .env("ORM_COMPILE_FAIL", cases_without_texts())
        .status()
        .expect("this test runs again");
    assert!(status.success(), "a case compiles that must not");
}

#[test]
fn compile_pass() {
    trybuild::TestCases::new().pass("tests/compile-pass/*.rs");
}
