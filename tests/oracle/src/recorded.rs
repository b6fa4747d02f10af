//! Our own compose projects beside what Docker Compose makes of them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::compare::{Outcome, Tally};
use crate::differences::Differences;
use crate::docker::{Config, Docker};
use crate::ours::Tree;

/// What Docker Compose said of a project, beside its files.
const EXPECTED: &str = "expected.json";

/// Where the projects lie in what is recorded.
const PLACE: &str = "/projects";

/// The folder with the projects.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("projects")
}

/// Asks Docker Compose about every project and keeps what it says.
pub fn record(docker: &Docker<'_>) -> Result<usize> {
    let projects = projects()?;
    let place = folder().to_string_lossy().into_owned();
    for project in &projects {
        let expected = match docker.project(project)? {
            Ok(model) => serde_json::from_str(&model.to_string().replace(&place, PLACE))?,
            Err(why) => json!({ "refused": why.replace(&place, PLACE) }),
        };
        let text = serde_json::to_string_pretty(&expected)? + "\n";
        fs::write(project.join(EXPECTED), text)?;
    }
    Ok(projects.len())
}

/// Compares every project with what is recorded of it.
pub fn compare(listed: &Differences) -> Result<(Tally, Vec<Outcome>)> {
    let mut tally = Tally::default();
    let mut outcomes = Vec::new();
    for project in projects()? {
        let name = project.file_name().unwrap_or_default().to_string_lossy();
        let tree = Tree::read(&project, &[EXPECTED])?;
        let ours = tree.placed_at(&format!("{PLACE}/{name}")).project()?;
        let outcome = Outcome::of(&name, &ours, &expected(&project)?, listed);
        tally.add(&outcome);
        outcomes.push(outcome);
    }
    Ok((tally, outcomes))
}

fn expected(project: &Path) -> Result<Config> {
    let path = project.join(EXPECTED);
    let text = fs::read_to_string(&path);
    let text = text.with_context(|| format!("cannot read {}", path.display()))?;
    let expected: Value = serde_json::from_str(&text)?;
    Ok(match expected.get("refused").and_then(Value::as_str) {
        Some(why) => Err(why.to_owned()),
        None => Ok(expected),
    })
}

fn projects() -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder())?;
    let mut projects = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    projects.sort();
    ensure!(!projects.is_empty(), "there is no project");
    Ok(projects)
}
