//! `plimsoll fix`: files in, a patch out, or the files changed in place.

mod shown;
mod subject;
mod told;
mod write;

use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::Arc;

use plimsoll_rules::catalogue::{self, Control};
use plimsoll_rules::remedy::{Mending, Patch, is_safe, mend};
use plimsoll_rules::report::Reported;
use plimsoll_rules::{Artifact, Policy};

use crate::arguments::Fix;
use crate::check::{self, policy};
use crate::exit::Exit;
use crate::explain;
use crate::files::{self, Gathered};
use crate::terminal::Console;

/// Mends what is safe to mend and says how it ended.
pub(crate) fn run(arguments: &Fix, console: &Console) -> Exit {
    match mended(arguments, console) {
        Ok(Mended {
            gathered,
            mending,
            scope,
            caveats,
        }) => {
            let exit = if arguments.write {
                write_all(&gathered, &mending, console)
            } else {
                print(&mending, console)
            };
            told::tell(&mending, &scope, arguments.write, console);
            told::caveats(&caveats, console);
            let is_read =
                !check::names_unreadable(&gathered) && !check::nothing_read(&mending.report);
            if is_read { exit } else { Exit::NotRun }
        }
        Err(why) => check::refuse(console, &why),
    }
}

/// The files and what came of mending them.
struct Mended {
    gathered: Gathered,
    mending: Mending,
    scope: Scope,
    /// What is to be confirmed of changes that were made all the same.
    caveats: Vec<String>,
}

/// What is to be mended.
struct Scope {
    /// The controls; all where it is empty.
    controls: Vec<&'static Control>,
    /// The subject's id; all where absent.
    subject: Option<Arc<str>>,
}

impl Scope {
    fn holds(&self, finding: &Reported) -> bool {
        let is_subject = |subject: &Arc<str>| *subject == finding.subject;
        is_chosen(finding, &self.controls) && self.subject.as_ref().is_none_or(is_subject)
    }
}

fn mended(arguments: &Fix, console: &Console) -> Result<Mended, String> {
    let controls = chosen(&arguments.controls)?;
    let mut policy = match arguments.policy.as_deref() {
        None => Policy::default(),
        Some(path) => policy::read(path, console)?,
    };
    let gathered = files::gather(&arguments.paths, &arguments.stdin_name, false)?;
    if gathered.artifacts.is_empty() {
        return Err(check::nothing_found(&arguments.paths, &gathered));
    }
    policy.today = Some(arguments.today.map_or_else(policy::today, Ok)?);
    let (subject, mending, caveats) = match arguments.subject.as_deref() {
        None => {
            let is_wanted = |finding: &Reported| is_safe(finding) && is_chosen(finding, &controls);
            (
                None,
                mend(&gathered.artifacts, &policy, &is_wanted),
                Vec::new(),
            )
        }
        Some(name) => {
            let hardening =
                subject::harden_named(&gathered.artifacts, &policy, name, arguments.confirmed)?;
            let caveats = subject::caveats(&hardening);
            (Some(hardening.subject), hardening.mending, caveats)
        }
    };
    Ok(Mended {
        gathered,
        mending,
        scope: Scope { controls, subject },
        caveats,
    })
}

fn chosen(names: &[String]) -> Result<Vec<&'static Control>, String> {
    let mut chosen = Vec::new();
    for name in names {
        let found = catalogue::find(name.trim());
        if found.is_empty() {
            return Err(explain::unknown(name.trim()));
        }
        chosen.extend(found);
    }
    Ok(chosen)
}

fn is_chosen(finding: &Reported, chosen: &[&Control]) -> bool {
    let is_named = |control: &&Control| control.id == finding.control.id;
    chosen.is_empty() || chosen.iter().any(is_named)
}

/// The patch to the byte; a terminal would obey what a file holds and keep what it shows, so
/// there it is made readable instead.
fn print(mending: &Mending, console: &Console) -> Exit {
    let patch: String = mending
        .patches
        .iter()
        .map(|patch| patch.diff.as_str())
        .collect();
    if io::stdout().is_terminal() {
        console.print(&shown::shown(&patch))
    } else {
        console.print_exactly(&patch)
    }
}

fn write_all(gathered: &Gathered, mending: &Mending, console: &Console) -> Exit {
    let mut exit = Exit::Passed;
    for patch in &mending.patches {
        for (artifact, path) in gathered.artifacts.iter().zip(&gathered.paths) {
            if !is_of(patch, artifact) {
                continue;
            }
            let written = match path {
                Some(path) => write::write(path, patch),
                None => Err("the standard input cannot be changed".to_owned()),
            };
            if let Err(why) = written {
                let name = path
                    .as_deref()
                    .map_or_else(|| artifact.name.to_string(), shown_path);
                console.error(&format!("{name}: {why}"));
                exit = Exit::NotRun;
            }
        }
    }
    exit
}

/// Whether a patch is of this file: a second one of its name has a number behind it.
fn is_of(patch: &Patch, artifact: &Artifact) -> bool {
    let rest = patch.artifact.strip_prefix(&*artifact.name);
    let is_named = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(" ("));
    is_named && patch.sha256 == artifact.sha256
}

fn shown_path(path: &Path) -> String {
    path.display().to_string()
}
