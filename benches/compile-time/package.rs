//! A schema written to disk as a package of its own.

use std::fs;
use std::path::{Path, PathBuf};

use crate::schema::Schema;
use crate::{Outcome, source, workspace};

/// A generated package.
pub(crate) struct Package {
    name: String,
    folder: PathBuf,
    target: PathBuf,
    /// The file that an edit changes, and its text for each value of the edit.
    edited: (PathBuf, Box<dyn Fn(u32) -> Outcome<String>>),
}

impl Package {
    /// Writes the schema's package below `out`, where all packages share one target folder.
    ///
    /// # Errors
    ///
    /// When a file cannot be written.
    pub(crate) fn write(out: &Path, schema: Schema) -> Outcome<Self> {
        let kind = if schema.wide { "-wide" } else { "" };
        let name = format!("schema-{}{kind}", schema.size());
        let folder = out.join(&name);
        let sources = folder.join("src");
        fs::create_dir_all(&sources)?;
        fs::write(folder.join("Cargo.toml"), manifest(&name))?;
        // The same versions as in the workspace, and none fetched that it does not have.
        fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock"))?;
        fs::write(sources.join("lib.rs"), source::root(&schema)?)?;
        for (place, keyspace) in schema.keyspaces.iter().enumerate() {
            let text = source::keyspace(place, keyspace, source::LIMIT)?;
            fs::write(sources.join(format!("ks{place}.rs")), text)?;
        }
        let place = schema.keyspaces.len() / 2;
        let path = sources.join(format!("ks{place}.rs"));
        let edit = move |times| {
            Ok(source::keyspace(
                place,
                &schema.keyspaces[place],
                source::LIMIT + times,
            )?)
        };
        Ok(Self {
            name,
            folder,
            target: out.join("target"),
            edited: (path, Box::new(edit)),
        })
    }

    /// Changes one query; each number makes another text.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub(crate) fn edit(&self, number: u32) -> Outcome {
        let (path, text) = &self.edited;
        Ok(fs::write(path, text(number)?)?)
    }

    /// The package's name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Where its manifest is.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where its target folder is.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }
}

fn manifest(name: &str) -> String {
    format!(
        "[package]\n\
         name = \"{name}\"\n\
         version = \"0.0.0\"\n\
         edition = \"2024\"\n\
         publish = false\n\n\
         [workspace]\n\n\
         [dependencies]\n\
         orm = {{ path = {orm:?} }}\n\
         chrono = {{ version = \"0.4\", default-features = false, features = [\"std\", \"clock\", \"serde\"] }}\n\
         rust_decimal = {{ version = \"1\", default-features = false, features = [\"std\", \"serde\"] }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\n\
         uuid = {{ version = \"1\", features = [\"v4\", \"v7\", \"serde\"] }}\n\n\
         [profile.dev]\n\
         debug = \"line-tables-only\"\n",
        orm = workspace(),
    )
}
