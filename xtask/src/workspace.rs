//! What the workspace consists of, as cargo knows it.

use std::path::PathBuf;

use anyhow::Context;
use cargo_metadata::{MetadataCommand, Package};

/// The package of the benchmarks, which the tests leave out.
pub(crate) const BENCHES: &str = "orm-benches";

/// The facade: the package that users depend on.
pub(crate) const FACADE: &str = "orm";

/// The root folder and the packages below it.
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
    packages: Vec<Package>,
}

impl Workspace {
    /// Asks cargo.
    pub(crate) fn read() -> anyhow::Result<Self> {
        let metadata = MetadataCommand::new()
            .no_deps()
            .exec()
            .context("cargo could not describe the workspace")?;
        Ok(Self {
            root: metadata.workspace_root.into(),
            packages: metadata.packages,
        })
    }

    /// The facade's features, without `default`.
    pub(crate) fn facade_features(&self) -> impl Iterator<Item = &str> {
        self.packages
            .iter()
            .filter(|package| package.name.as_str() == FACADE)
            .flat_map(|package| package.features.keys())
            .map(String::as_str)
            .filter(|feature| *feature != "default")
    }

    /// The packages that are published.
    pub(crate) fn published(&self) -> impl Iterator<Item = &str> {
        self.packages
            .iter()
            .filter(|package| package.publish.as_ref().is_none_or(|to| !to.is_empty()))
            .map(|package| package.name.as_str())
    }
}
