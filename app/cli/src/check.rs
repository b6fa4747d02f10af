//! `plimsoll check`: files in, the report out.

pub(crate) mod gate;
pub(crate) mod policy;
mod project;

use std::mem::ManuallyDrop;
use std::path::PathBuf;

use plimsoll_rules::artifact::Effect;
use plimsoll_rules::artifact::kind::Support;
use plimsoll_rules::export::json::{Verdicts, json_on};
use plimsoll_rules::report::Located;
use plimsoll_rules::{Policy, Report, assess_on};

use crate::arguments::{Check, Format};
use crate::exit::Exit;
use crate::files::{self, Gathered};
use crate::terminal::Console;
use crate::text::{self, Telling};
use crate::threads::Threads;
use gate::Gate;

/// Runs the check and says how it ended.
pub(crate) fn run(arguments: &Check, console: &Console) -> Exit {
    let mut policy = match arguments
        .policy
        .as_deref()
        .map(|path| policy::read(path, console))
    {
        None => Policy::default(),
        Some(Ok(policy)) => policy,
        Some(Err(why)) => return refuse(console, &why),
    };
    let project = project::Named::new(&arguments.project, &arguments.stdin_name);
    let mut paths = arguments.paths.clone();
    paths.extend(project.paths());
    let gathered = match files::gather(&paths, &arguments.stdin_name, arguments.all_files) {
        // The process ends with the report: taking things apart would keep the reader waiting.
        Ok(gathered) => ManuallyDrop::new(gathered),
        Err(why) => return refuse(console, &why),
    };
    if gathered.artifacts.is_empty() {
        return refuse(console, &nothing_found(&paths, &gathered));
    }
    match arguments.today.map_or_else(policy::today, Ok) {
        Ok(today) => policy.today = Some(today),
        Err(why) => return refuse(console, &why),
    }
    policy
        .settings
        .targets
        .extend_from_slice(&arguments.targets);
    policy.settings.scope.extend_from_slice(&arguments.scope);
    policy.settings = project.over(policy.settings);
    let report = ManuallyDrop::new(assess_on(&Threads, &gathered.artifacts, &policy));
    let gate = arguments
        .fail_under
        .map(|threshold| Gate::new(threshold, &report.score));
    let printed = match arguments.format {
        Format::Json => {
            let verdicts = if arguments.all_verdicts {
                Verdicts::All
            } else {
                Verdicts::Failing
            };
            let printed = console.print_pieces(|print| {
                json_on(&Threads, &report, verdicts, print);
            });
            // The document has no room for these two, being the same as the page's.
            if let Some(skipped) = text::skipped(&gathered.skipped) {
                console.note(&skipped);
            }
            if let Some(gate) = &gate {
                console.note(&gate.sentence());
            }
            printed
        }
        Format::Text => {
            let telling = Telling {
                report: &report,
                gathered: &gathered,
                gate: gate.as_ref(),
                all_verdicts: arguments.all_verdicts,
                full: arguments.full,
            };
            console.print(&text::report(&telling, console.width()))
        }
    };
    if printed == Exit::NotRun || names_unreadable(&gathered) || nothing_read(&report) {
        Exit::NotRun
    } else if gate.is_some_and(|gate| !gate.holds()) {
        Exit::GateFailed
    } else {
        Exit::Passed
    }
}

/// Whether a path on the command line itself, not one found in a folder, could not be read.
pub(crate) fn names_unreadable(gathered: &Gathered) -> bool {
    gathered.named_unreadable > 0
}

/// Whether no file could be read that has to do with Docker, so that the report is about nothing.
pub(crate) fn nothing_read(report: &Report) -> bool {
    report.inputs.iter().all(|input| {
        let is_unreadable = |located: &Located| located.problem.effect == Effect::Unreadable;
        input.kind.support() == Support::NotDocker || input.problems.iter().any(is_unreadable)
    })
}

/// What is said where the paths hold nothing to read.
pub(crate) fn nothing_found(paths: &[PathBuf], gathered: &Gathered) -> String {
    let names: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    let skipped =
        text::skipped(&gathered.skipped).map_or_else(String::new, |told| format!("; {told}"));
    format!("nothing of Docker's is in {}{skipped}", names.join(", "))
}

/// Says why the command cannot go on, and that it does not.
pub(crate) fn refuse(console: &Console, why: &str) -> Exit {
    console.error(why);
    Exit::NotRun
}
