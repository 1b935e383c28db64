use std::path::PathBuf;

use orm_core::driver::ConnectError;

use crate::SqliteOptions;
use crate::options::Place;

fn place(url: &str) -> Place {
    url.parse::<SqliteOptions>().unwrap().place
}

fn file(path: &str) -> Place {
    Place::File(PathBuf::from(path))
}

#[test]
fn places_are_read() {
    assert_eq!(place("sqlite::memory:"), Place::Memory);
    assert_eq!(place("sqlite://:memory:"), Place::Memory);
    assert_eq!(place("sqlite:file.db"), file("file.db"));
    assert_eq!(place("sqlite://file.db?mode=rwc"), file("file.db"));
    assert_eq!(place("sqlite:///var/lib/app.db"), file("/var/lib/app.db"));
    assert_eq!(place("sqlite:/var/a%20b%3F.db"), file("/var/a b?.db"));
}

#[test]
fn modes_are_read() {
    for (url, read_only, create) in [
        ("sqlite:a", false, false),
        ("sqlite:a?", false, false),
        ("sqlite:a?mode=rw", false, false),
        ("sqlite:a?mode=ro", true, false),
        ("sqlite:a?mode=rwc", false, true),
    ] {
        let options: SqliteOptions = url.parse().unwrap();
        assert_eq!(
            (options.read_only, options.create_if_missing),
            (read_only, create),
            "{url}"
        );
    }
}

#[test]
fn other_strings_are_refused_without_an_echo() {
    for url in [
        "",
        "s3cret",
        "postgres://user:s3cret@host/db",
        "d1://s3cret/db",
        "sqlite:",
        "sqlite://",
        "sqlite:?mode=rw",
        "sqlite:s3cret?mode=s3cret",
        "sqlite:a?s3cret=rw",
        "sqlite:s3cret%0",
        "sqlite:s3cret%zz",
        "sqlite:s3cret%+1",
        "sqlite:s3cret%00",
        "sqlite:s3cret\0",
        "sqlite:s3cret%ff",
    ] {
        let error = url.parse::<SqliteOptions>().unwrap_err();
        assert!(matches!(error, ConnectError::Url { .. }), "{url}");
        assert!(!format!("{error} {error:?}").contains("s3cret"), "{url}");
    }
    let d1 = "d1://account/db".parse::<SqliteOptions>().unwrap_err();
    assert!(d1.to_string().contains("Db::<D1>"));
}
