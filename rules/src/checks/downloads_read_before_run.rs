//! Decides `downloads-read-before-run`: no program runs what arrives from the network as it
//! arrives.

use super::{Check, Decide, downloads};
use crate::catalogue::downloads_read_before_run::{CONTROL, PIPED_TO_PROGRAM, SUBSTITUTED};
use crate::facts::{Build, Call, Run};
use crate::finding::{Finding, Verdict};
use crate::model::shell::{Dialect, Invocation, Word};
use crate::sorted::InOrder;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for call in build.calls() {
        if downloads::is_downloader(&call.invocation.name) {
            is_concerned = true;
            if let Some(program) = fed_by(call) {
                failures.push(
                    Finding::new(PIPED_TO_PROGRAM)
                        .with("program", &program.name)
                        .at(build.at(call.invocation.span.to(program.span))),
                );
            }
        } else if let Some(word) = substituted(call.invocation) {
            is_concerned = true;
            failures.push(
                Finding::new(SUBSTITUTED)
                    .with("program", &call.invocation.name)
                    .at(build.at(word.span)),
            );
        }
    }
    // A shell behind another program is seen with both; the place is one.
    failures.order_by_key(|finding| finding.evidence.and_then(|evidence| evidence.span));
    failures.dedup_by_key(|finding| finding.evidence.and_then(|evidence| evidence.span));
    Verdict::over(is_concerned, failures, Vec::new())
}

/// The interpreter later in the pipe of a download, whose script the download is.
fn fed_by(call: Call<'_>) -> Option<&Invocation> {
    let run = call.run;
    places(run, call.invocation)
        .into_iter()
        .find_map(|(pipeline, position)| {
            let pipe = run.script.pipelines.get(pipeline)?;
            let later = pipe.commands.iter();
            later
                .filter_map(|at| run.invocations().get(*at))
                .find(|later| later.position > position && reads_script(later))
        })
}

/// The pipeline of a command with its place there, and the same of those around it.
fn places(run: &Run, call: &Invocation) -> Vec<(usize, usize)> {
    let mut found = vec![(call.pipeline, call.position)];
    let mut at = call.pipeline;
    while let Some(inside) = run.script.pipelines.get(at).and_then(|it| it.inside) {
        // A pipeline lies in one before it; anything else would never end.
        if inside.0 >= at && found.len() > run.script.pipelines.len() {
            break;
        }
        found.push(inside);
        at = inside.0;
    }
    found
}

/// Whether a program takes its script from its input: an interpreter without a script of its own.
fn reads_script(call: &Invocation) -> bool {
    let name = call
        .name
        .trim_end_matches(|it: char| it.is_ascii_digit() || it == '.');
    let is_shell = Dialect::runs_posix_like(&call.name) && call.name != "busybox";
    if !is_shell && !matches!(name, "python" | "perl" | "node" | "ruby" | "php" | "pypy") {
        return false;
    }
    let arguments = call.own_arguments();
    let letters = |letter: char| call.has_flag(letter, "").is_some();
    if is_shell {
        let operands = call.operands(&["-o", "-O", "+o", "+O"]);
        let is_input = |word: &&Word| matches!(word.text.as_str(), "-" | "/dev/stdin");
        return !letters('c') && (letters('s') || operands.first().is_none_or(is_input));
    }
    let has_script = arguments.iter().any(|word| {
        !word.text.starts_with('-') || matches!(word.text.as_str(), "--eval" | "--print")
    });
    let is_dash = arguments.first().is_some_and(|word| word.text == "-");
    let gives_code = match name {
        "python" | "pypy" => letters('c') || letters('m'),
        "perl" | "ruby" => letters('e') || letters('E') || letters('n') || letters('p'),
        _ => letters('e') || letters('p') || letters('r'),
    };
    is_dash || !(has_script || gives_code)
}

/// The argument by which a shell, `eval` or `source` is handed a download's output.
fn substituted(call: &Invocation) -> Option<&Word> {
    let is_shell = Dialect::runs_posix_like(&call.name);
    if !is_shell && !matches!(call.name.as_str(), "eval" | "source" | ".") {
        return None;
    }
    call.own_arguments()
        .iter()
        .find(|word| is_download(&word.text))
}

/// Whether a word is, from its start on, a substitution that begins with a download.
fn is_download(text: &str) -> bool {
    let inner = ["$(", "`", "<("]
        .iter()
        .find_map(|opening| text.strip_prefix(opening));
    let mut words = inner.unwrap_or_default().split_whitespace();
    words.next().is_some_and(downloads::is_downloader)
}
