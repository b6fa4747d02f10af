//! Decides `container-program-single`: a container starts one program.
//!
//! Workers that a program starts of itself are that program. A script that is not here may
//! start anything.

use super::start_command::{Start, of_build, of_runtime, unresolved, verdict};
use super::{Check, Decide};
use crate::catalogue::container_program_single::{
    BACKGROUND_STARTED, COMMAND_UNRESOLVED, CONTROL, SCRIPT_UNSEEN, SUPERVISOR_STARTED,
};
use crate::facts::{Build, Runtime};
use crate::finding::{Finding, Verdict};
use crate::model::shell::{Invocation, Joiner};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::First(&[Decide::Linux(of_running), Decide::Build(of_image)]),
};

/// Programs that start several others and keep them running.
const SUPERVISORS: [&str; 18] = [
    "circusd",
    "forego",
    "foreman",
    "goreman",
    "hivemind",
    "honcho",
    "initctl",
    "monit",
    "multirun",
    "my_init",
    "overmind",
    "runit-init",
    "runsvdir",
    "runsvdir-start",
    "s6-svscan",
    "supervisord",
    "supervisord.py",
    "systemd",
];

/// Where the init process of a whole system lies; `/init` is that of s6-overlay.
const INITS: [&str; 3] = ["/init", "/sbin/init", "/usr/sbin/init"];

/// What a shell does itself, or waits with, while another program runs.
const ATTENDING: [&str; 16] = [
    ":", "[", "cat", "cd", "echo", "exit", "export", "kill", "printf", "pwd", "set", "sleep",
    "test", "trap", "true", "wait",
];

fn of_image(build: &Build<'_>) -> Verdict {
    decide(&of_build(build), Vec::new())
}

fn of_running(runtime: &Runtime) -> Verdict {
    let starts: Vec<Start<'_>> = of_runtime(runtime).into_iter().collect();
    decide(&starts, unresolved(runtime, COMMAND_UNRESOLVED))
}

fn decide(starts: &[Start<'_>], unknown: Vec<Finding>) -> Verdict {
    let mut failures = Vec::new();
    for start in starts {
        let all = start.invocations();
        let supervisor = all.iter().find_map(|it| Some((it, supervisor(it)?)));
        let found = match supervisor {
            Some((at, program)) => Some((SUPERVISOR_STARTED, at, program)),
            None => left_behind(all).map(|it| (BACKGROUND_STARTED, it, called(it))),
        };
        if let Some((reason, at, program)) = found {
            let finding = Finding::new(reason).with("program", program);
            failures.push(finding.at(start.at(at)));
        }
    }
    verdict(starts, failures, unknown, SCRIPT_UNSEEN, hands_over)
}

/// Whether a script is the entry point of Docker's own images, which prepares files and makes way
/// for the words behind it.
fn hands_over(invocation: &Invocation) -> bool {
    invocation.name == "docker-entrypoint.sh" && !invocation.arguments.is_empty()
}

/// The supervisor that a command is, or that it is to start in turn.
fn supervisor(invocation: &Invocation) -> Option<&str> {
    let program = invocation.program.as_ref()?.text.as_str();
    if INITS.contains(&program) {
        return Some(program);
    }
    let words = invocation.arguments.iter().map(|word| word.text.as_str());
    [program].into_iter().chain(words).find_map(|word| {
        let first = word.split_whitespace().next()?;
        let name = first.rsplit('/').next().unwrap_or(first);
        SUPERVISORS.contains(&name).then_some(name)
    })
}

/// The first command that goes on while another program is started.
fn left_behind(all: &[Invocation]) -> Option<&Invocation> {
    let last = all.iter().rposition(is_program)?;
    let pipeline_of_last = all.get(last)?.pipeline;
    // From the end, so that the pipeline behind each command is known when it is asked for.
    let mut next: Option<&Invocation> = None;
    let mut behind: Option<&Invocation> = None;
    let mut found = None;
    for (index, one) in all.iter().enumerate().rev() {
        if next.is_some_and(|it| it.pipeline != one.pipeline) {
            behind = next;
        }
        next = Some(one);
        let is_background = behind.is_some_and(|it| it.list.joined_by == Joiner::Background);
        let goes_on = behind.is_some() && (is_background || is_service(one));
        if goes_on && is_program(one) && index < last && one.pipeline != pipeline_of_last {
            found = Some(one);
        }
    }
    found
}

/// What a command leaves running.
fn called(invocation: &Invocation) -> &str {
    let mut words = invocation.arguments.iter().map(|word| word.text.as_str());
    match invocation.name.as_str() {
        "service" | "rc-service" => words.find(|word| !word.starts_with('-')),
        _ => None,
    }
    .unwrap_or(&invocation.name)
}

fn is_program(invocation: &Invocation) -> bool {
    !invocation.name.is_empty() && !ATTENDING.contains(&invocation.name.as_str())
}

/// Whether a command comes back and leaves a program running.
fn is_service(invocation: &Invocation) -> bool {
    let mut words = invocation.arguments.iter().map(|word| word.text.as_str());
    let is_script = || {
        let program = invocation.program.as_ref();
        program.is_some_and(|word| word.text.starts_with("/etc/init.d/"))
    };
    match invocation.name.as_str() {
        "cron" => !words.any(|word| word == "-f"),
        "crond" => !words.any(|word| matches!(word, "-f" | "-n" | "-d")),
        "service" | "rc-service" => words.any(|word| matches!(word, "start" | "restart")),
        _ => is_script() && words.any(|word| matches!(word, "start" | "restart")),
    }
}
