//! Where we differ on purpose.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

/// `differences.yaml`
#[derive(Debug, Default)]
pub struct Differences(Vec<Difference>);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Difference {
    /// How the file's path ends.
    file: String,
    /// How the path of the difference begins; `refused` where one of both refuses.
    path: String,
    /// One sentence that says why.
    reason: String,
}

impl Differences {
    /// Reads the list.
    pub fn read(path: &Path) -> Result<Self> {
        let text =
            fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let listed: Option<Vec<Difference>> =
            serde_yaml::from_str(&text).with_context(|| path.display().to_string())?;
        Ok(Self(listed.unwrap_or_default()))
    }

    /// Why a file differs at this path, where that is listed.
    pub fn reason(&self, file: &str, path: &str) -> Option<String> {
        let mut listed = self.0.iter();
        listed
            .find(|it| file.ends_with(&it.file) && path.starts_with(&it.path))
            .map(|it| it.reason.clone())
    }
}
