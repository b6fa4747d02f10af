//! The compose projects: their files in order, and what could not be seen of them.

use plimsoll_rules::artifact::kind::Kind;
use plimsoll_rules::policy::Composition;
use plimsoll_rules::project::Deployer;
use plimsoll_rules::report::{Projected, Report};
use serde::{Deserialize, Serialize};

use crate::message::ProjectEntry;
use crate::words::count;

/// A compose project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectRow {
    /// Its first file, with those merged over it.
    pub name: String,
    /// Whether it is `docker run` commands, which have no files to merge. A folder is arranged
    /// with these too.
    pub is_command: bool,
    /// The first file's folder, which is arranged as one.
    pub folder: String,
    /// It as one would arrange it.
    pub entry: ProjectEntry,
    /// Further compose files that may be merged over the others.
    pub beside: Vec<String>,
    /// Files that its variables have their values from.
    pub env_files: Vec<String>,
    /// Who brings it up: `compose` or `stack`.
    pub deployer: String,
    /// What could not be seen.
    pub gaps: Vec<Gap>,
    /// How much stays open because of that, as a sentence; empty where nothing does.
    pub undecided: String,
}

/// Something that could not be seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// What it is, e.g. `Variables without a value`.
    pub what: String,
    /// The names of it.
    pub names: Vec<String>,
}

pub(super) fn rows(report: &Report) -> Vec<ProjectRow> {
    let row = |project| row(report, project);
    report.projects.iter().map(row).collect()
}

fn row(report: &Report, project: &Projected) -> ProjectRow {
    let names = |names: &[std::sync::Arc<str>]| -> Vec<String> {
        names.iter().map(ToString::to_string).collect()
    };
    let files = names(&project.files);
    let folder = folder(files.first().map_or("", String::as_str)).to_owned();
    let given = |name: &&String| report.inputs.iter().any(|input| *input.name == ***name);
    let arranged = report.settings.projects.iter().find(|arranged| {
        arranged.files.iter().filter(given).eq(files.iter())
            && arranged.deployer.is_none_or(|it| it == project.deployer)
    });
    let mut inputs = report.inputs.iter();
    let is_command =
        inputs.any(|it| it.kind == Kind::DockerRun && project.files.first() == Some(&it.name));
    let env_files = names(&project.env_files);
    let entry = match arranged {
        Some(arranged) => entry(arranged),
        None => ProjectEntry {
            env_files: (env_files.iter().any(|it| *it != joined(&folder, ".env")))
                .then(|| env_files.clone()),
            files,
            ..ProjectEntry::default()
        },
    };
    ProjectRow {
        name: project.name.to_string(),
        is_command,
        entry,
        beside: names(&project.beside),
        env_files,
        deployer: project.deployer.word().to_owned(),
        gaps: gaps(project),
        undecided: match project.undecided.len() {
            0 => String::new(),
            open => format!(
                "{} left open by what is not seen of it.",
                count(open, "control is", "controls are")
            ),
        },
        folder,
    }
}

fn gaps(project: &Projected) -> Vec<Gap> {
    let missing = project.missing.iter();
    let gaps = [
        (
            "Files not given",
            missing.map(|(path, _)| path.clone()).collect(),
        ),
        ("Variables without a value", project.variables.clone()),
        ("Images not seen", project.images.clone()),
    ];
    let gaps = gaps.into_iter().map(|(what, names)| Gap {
        what: what.to_owned(),
        names,
    });
    gaps.filter(|gap| !gap.names.is_empty()).collect()
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn joined(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}

fn entry(arranged: &Composition) -> ProjectEntry {
    ProjectEntry {
        files: arranged.files.clone(),
        environment: arranged.environment.clone().into_iter().collect(),
        env_files: arranged.env_files.clone(),
        deployer: arranged.deployer.map_or("", Deployer::word).to_owned(),
        profiles: arranged.profiles.clone(),
    }
}

/// The project that a reader arranged.
pub fn composition(entry: &ProjectEntry) -> Composition {
    Composition {
        files: entry.files.clone(),
        environment: entry.environment.iter().cloned().collect(),
        env_files: entry.env_files.clone(),
        deployer: Deployer::from_word(&entry.deployer),
        profiles: entry.profiles.clone(),
    }
}

impl ProjectEntry {
    /// The folder that this arranges.
    pub fn folder(&self) -> &str {
        folder(self.files.first().map_or("", String::as_str))
    }
}

#[cfg(test)]
mod tests {
    use plimsoll_rules::policy::{Policy, Settings};
    use plimsoll_rules::{assess, read};

    use super::{composition, rows};

    #[test]
    fn a_row_arranges_what_it_shows() {
        let whole = b"services: {web: {image: 'a:${TAG}', env_file: app.env}}\n";
        let part = b"services: {web: {restart: always}}\n";
        let artifacts = [
            read("shop/compose.yaml", whole),
            read("shop/prod.yml", part),
            read("shop/.env", b"NAME=1\n"),
            read("start.sh.txt", b"docker run nginx\n"),
        ];
        let report = assess(&artifacts, &Policy::default());
        let (mut found, commands): (Vec<_>, Vec<_>) =
            rows(&report).into_iter().partition(|row| !row.is_command);
        assert_eq!(commands.len(), 1);
        found.truncate(2);
        let names: Vec<&str> = found.iter().map(|row| &*row.name).collect();
        assert_eq!(names, ["shop/compose.yaml", "shop/compose.yaml + prod.yml"]);
        assert_eq!(found[0].beside, ["shop/prod.yml"]);
        assert_eq!(found[1].entry.env_files, None);
        let gaps: Vec<(&str, &str)> = found[1]
            .gaps
            .iter()
            .map(|gap| (&*gap.what, &*gap.names[0]))
            .collect();
        assert_eq!(gaps[0], ("Files not given", "shop/app.env"));
        assert_eq!(gaps[1], ("Variables without a value", "TAG"));

        let mut entry = found[1].entry.clone();
        entry.deployer = "stack".to_owned();
        let settings = Settings {
            projects: vec![composition(&entry)],
            ..Settings::default()
        };
        let policy = Policy {
            settings,
            ..Policy::default()
        };
        let mut arranged = rows(&assess(&artifacts, &policy));
        arranged.retain(|row| !row.is_command);
        assert_eq!(arranged.len(), 1);
        assert_eq!(arranged[0].entry, entry);
        assert_eq!(arranged[0].deployer, "stack");
    }
}
