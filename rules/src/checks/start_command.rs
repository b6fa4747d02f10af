//! What a container starts with, as the checks on it read it: the commands of a Dockerfile's
//! `ENTRYPOINT` and `CMD`, or the words that a service or a container begins with.

use super::unsettled;
use crate::catalogue::Reason;
use crate::facts::{Build, Run, Runtime, Step};
use crate::finding::{Evidence, Finding, Verdict};
use crate::model::dockerfile::Keyword;
use crate::model::shell::{Dialect, Invocation, Script};

/// One command that a container starts with, and what that runs in turn.
pub(super) struct Start<'s> {
    script: &'s Script,
    place: Place<'s>,
}

/// Where the words of a command stand.
enum Place<'s> {
    /// Their spans lie in this step's file.
    Step(Step<'s>),
    /// Their spans are of no file; this is the place of them all.
    Whole(Evidence),
}

impl Start<'_> {
    /// Every simple command in it, in textual order.
    pub(super) fn invocations(&self) -> &[Invocation] {
        &self.script.invocations
    }

    /// The place of a command in it.
    pub(super) fn at(&self, invocation: &Invocation) -> Evidence {
        match self.place {
            Place::Step(step) => step.at(invocation.span),
            Place::Whole(evidence) => evidence,
        }
    }

    fn whole(&self) -> Evidence {
        match self.place {
            Place::Step(step) => step.at(step.instruction.span),
            Place::Whole(evidence) => evidence,
        }
    }
}

/// What the image of a Dockerfile starts with; empty where its base decides.
pub(super) fn of_build<'b>(build: &'b Build<'_>) -> Vec<Start<'b>> {
    let last = |keyword: Keyword| {
        let runs = build.runs().iter().rev();
        let mut runs = runs.filter(|run| build.ships(run.stage) && !run.is_deferred);
        runs.find(|run| run.keyword == keyword)
    };
    let entrypoint = last(Keyword::Entrypoint);
    // An entry point takes back what an earlier image was to start.
    let is_taken_back = |command: &&Run| {
        entrypoint.is_some_and(|it| it.stage != command.stage && it.step > command.step)
    };
    let command = last(Keyword::Cmd).filter(|it| !is_taken_back(it));
    let starts = entrypoint.into_iter().chain(command);
    let starts = starts.filter_map(|run| {
        Some(Start {
            script: &run.script,
            place: Place::Step(build.step_of(run)?),
        })
    });
    starts.collect()
}

/// What a service or a container starts with; `None` where its image decides.
pub(super) fn of_runtime(runtime: &Runtime) -> Option<Start<'_>> {
    let started = &runtime.addressing.started;
    Some(Start {
        script: started.script()?,
        place: Place::Whole(started.words.items.first()?.evidence),
    })
}

/// The script of one's own that a command hands over to; what it does stands in another file.
pub(super) fn script_of(invocation: &Invocation) -> Option<&str> {
    let program = invocation.program.as_ref()?;
    let is_shell = Dialect::runs_posix_like(&invocation.name);
    let handed = if is_shell {
        let mut operands = invocation.arguments.iter();
        operands.find(|it| !it.text.starts_with('-'))?
    } else {
        program
    };
    let name = handed.text.rsplit('/').next().unwrap_or_default();
    let is_script = [".sh", ".bash"].iter().any(|end| name.ends_with(end))
        || (!is_shell && name.contains("entrypoint"));
    is_script.then_some(name)
}

/// The verdict over what is started: failures first, then what leaves it open, a script whose
/// text is not here among it, unless enough is known of that script.
pub(super) fn verdict(
    starts: &[Start<'_>],
    failures: Vec<Finding>,
    mut unknown: Vec<Finding>,
    script_unseen: &'static Reason,
    is_known: fn(&Invocation) -> bool,
) -> Verdict {
    for start in starts {
        let mut handed = start.invocations().iter().filter(|it| !is_known(it));
        let found = handed.find_map(|it| Some((it, script_of(it)?)));
        if let Some((invocation, script)) = found {
            let finding = Finding::new(script_unseen).with("program", script);
            unknown.push(finding.at(start.at(invocation)));
        }
    }
    match (failures.is_empty() && unknown.is_empty(), starts.last()) {
        (true, Some(start)) => Verdict::Pass(Some(start.whole())),
        (true, None) => Verdict::NotApplicable,
        (false, _) => Verdict::of_lists(failures, unknown),
    }
}

/// What a variable leaves open of the words that a service starts with.
pub(super) fn unresolved(runtime: &Runtime, by_variable: &'static Reason) -> Vec<Finding> {
    unsettled::findings(&runtime.addressing.started.words.unknown, by_variable)
}
