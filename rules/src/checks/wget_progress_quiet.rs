//! Decides `wget-progress-quiet`: wget does not fill the build log with its progress bar.

use super::{Check, Decide};
use crate::catalogue::wget_progress_quiet::{CONTROL, PROGRESS_SHOWN};
use crate::facts::{Build, Call};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::shell::{Dialect, Invocation};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for call in build.calls_of("wget") {
        is_concerned = true;
        if !is_quiet(call.invocation) {
            failures.push(finding(build, call));
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

fn is_quiet(call: &Invocation) -> bool {
    let arguments = call.own_arguments().iter().map(|word| word.text.as_str());
    let mut options = arguments.take_while(|text| *text != "--");
    options.any(|text| match text.strip_prefix("--") {
        Some(long) => {
            let name = long.split('=').next().unwrap_or_default();
            matches!(
                name,
                "progress"
                    | "quiet"
                    | "no-verbose"
                    | "output-file"
                    | "append-output"
                    | "version"
                    | "help"
                    | "spider"
            )
        }
        None => text.strip_prefix('-').is_some_and(has_quiet_letter),
    })
}

/// `-q`, `-nv`, `-o file`, `-a file` and `-V` in a group of letters. Letters behind one with a
/// value are its value, and `n` begins a pair.
fn has_quiet_letter(letters: &str) -> bool {
    let mut letters = letters.chars();
    while let Some(letter) = letters.next() {
        match letter {
            'q' | 'o' | 'a' | 'V' => return true,
            'n' if letters.next() == Some('v') => return true,
            'O' | 'P' | 't' | 'T' | 'w' | 'Q' | 'B' | 'i' | 'e' | 'A' | 'R' | 'D' | 'I' | 'X'
            | 'U' | 'l' => {
                return false;
            }
            _ => {}
        }
    }
    false
}

fn finding(build: &Build<'_>, call: Call<'_>) -> Finding {
    let finding = Finding::new(PROGRESS_SHOWN);
    let Some(program) = &call.invocation.program else {
        return finding.at(build.at(call.invocation.span));
    };
    let finding = finding.at(build.at(program.span));
    // The wget of busybox knows no `-nv`.
    let option = match call.run.dialect() {
        Dialect::Ash => " -q",
        Dialect::Posix | Dialect::Bash | Dialect::Zsh => " -nv",
        Dialect::Cmd | Dialect::PowerShell | Dialect::Other(_) => return finding,
    };
    if program.span.of(build.text) != program.text {
        return finding;
    }
    let edit = Edit::insert(program.span.end, option);
    finding.mended_by(Remedy::safe(vec![edit]))
}
