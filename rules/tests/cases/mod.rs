//! Cases on disk, read as a reader would drop them.

// Each test is a crate of its own and uses what it needs.
#![allow(dead_code, unreachable_pub)]
// Cases are files; only the engine itself must not read any.
#![allow(clippy::disallowed_methods)]

use std::fs;
use std::path::{Path, PathBuf};

use plimsoll_rules::status::Status;
use plimsoll_rules::{Artifact, Policy, read};

/// One folder below `fixtures/<control>`.
pub struct Case {
    /// The control the case is about.
    pub control: String,
    /// The folder's name, its verdict first.
    pub name: String,
    folder: PathBuf,
}

impl Case {
    /// The case in this folder.
    pub fn at(folder: &Path) -> Self {
        Self {
            control: name(folder.parent().expect("a case lies in a control's folder")),
            name: name(folder),
            folder: folder.to_owned(),
        }
    }

    /// The status that the folder's first word promises.
    pub fn status(&self) -> Option<Status> {
        match self.name.split('-').next()? {
            "pass" => Some(Status::Passed),
            "fail" => Some(Status::Failed),
            "unknown" => Some(Status::NotReviewed),
            "na" => Some(Status::NotApplicable),
            _ => None,
        }
    }

    /// The policy to judge it under: none but the day in `today.txt`, where that lies beside
    /// the input.
    pub fn policy(&self) -> Policy {
        let day = fs::read_to_string(self.folder.join("today.txt")).ok();
        let today = day.map(|day| day.trim().parse().expect("today.txt holds a day"));
        Policy {
            today,
            ..Policy::default()
        }
    }

    /// The files by their path below `input/`.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let input = self.folder.join("input");
        let mut files = Vec::new();
        collect(&input, &mut files);
        assert!(!files.is_empty(), "{} has no input", self.folder.display());
        let file = |path: &PathBuf| {
            let below = path.strip_prefix(&input).expect("found below the input");
            let name = below.to_str().expect("names of cases are text").to_owned();
            (name, fs::read(path).expect("the case is readable"))
        };
        files.iter().map(file).collect()
    }

    /// The same as a reader would drop them.
    pub fn artifacts(&self) -> Vec<Artifact> {
        let files = self.files();
        files
            .iter()
            .map(|(name, bytes)| read(name, bytes))
            .collect()
    }
}

/// The folder of every case, in the order of names.
pub fn folders() -> Vec<PathBuf> {
    let controls = entries(&root());
    let inside = controls.iter().flat_map(|control| entries(control));
    inside.filter(|path| path.is_dir()).collect()
}

/// Why a control's check never says unknown: the sentence in its `settled.txt`.
pub fn always_settled(control: &str) -> Option<String> {
    fs::read_to_string(root().join(control).join("settled.txt")).ok()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// What a folder holds, in the order of names.
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder is readable")
        .map(|entry| entry.expect("the entry is readable").path())
        .collect();
    entries.sort();
    entries
}

/// The last part of a path.
pub fn name(path: &Path) -> String {
    let name = path.file_name().expect("a path below the fixtures");
    name.to_str().expect("names of cases are text").to_owned()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for path in entries(folder) {
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
