//! Decides `plain-commands-exec-form`: no shell is asked for where none is needed.
//!
//! `CMD exec nginx` hands its process over, and a probe ends by itself: a shell does no harm in
//! either. It only has to be in the image.

use super::{Check, Decide};
use crate::catalogue::plain_commands_exec_form::{CONTROL, PROBE_NEEDS_NO_SHELL, SHELL_REPLACED};
use crate::facts::Build;
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::{Command, Form, Healthcheck, InstructionKind};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for step in build.steps().filter(|step| !step.is_deferred) {
        let (command, reason) = match &step.instruction.kind {
            InstructionKind::Cmd(command) | InstructionKind::Entrypoint(command) => {
                (command, SHELL_REPLACED)
            }
            InstructionKind::Healthcheck(Healthcheck::Command(command)) => {
                (command, PROBE_NEEDS_NO_SHELL)
            }
            _ => continue,
        };
        is_concerned = true;
        let Form::Shell(text) = &command.form else {
            continue;
        };
        let source = text.as_str();
        let is_start = std::ptr::eq(reason, SHELL_REPLACED);
        let Some(bare) = bare_words(source, is_start) else {
            continue;
        };
        let finding = Finding::new(reason)
            .with("instruction", step.instruction.keyword.value)
            .at(step.at(command.span));
        let is_on_one_line = command.span.of(build.text) == source;
        failures.push(match array(&bare).filter(|_| is_on_one_line) {
            Some(array) => finding.mended_by(Remedy::assisted(
                "Confirm that the first word is a program in the image and not a word of the \
                 shell.",
                vec![Edit::replace(command.span, array)],
            )),
            None => finding,
        });
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

/// Whether a start command only has the shell replaced by the program.
pub(super) fn is_replaced(command: &Command) -> bool {
    let text = command.shell_text();
    text.is_some_and(|text| replaced(text.as_str()).is_some_and(|rest| !needs_shell(rest)))
}

/// The words without the shell's `exec`, where nothing in them is for the shell alone.
fn bare_words(source: &str, is_start: bool) -> Option<Vec<&str>> {
    let rest = if is_start { replaced(source)? } else { source };
    let looks_like_array = rest.trim_start().starts_with('[');
    (!needs_shell(rest) && !looks_like_array).then(|| rest.split_whitespace().collect())
}

/// What stands behind the shell's `exec`.
fn replaced(source: &str) -> Option<&str> {
    let rest = source.trim_start().strip_prefix("exec")?;
    rest.starts_with(char::is_whitespace).then(|| rest.trim())
}

/// Whether there is more than words: lists, pipes, redirections or substitutions.
fn needs_shell(text: &str) -> bool {
    let mut quote = None;
    let mut chars = text.chars();
    while let Some(letter) = chars.next() {
        match quote {
            Some('\'') if letter != '\'' => {}
            Some(open) if open == letter => quote = None,
            Some(_) | None if letter == '\\' => {
                chars.next();
            }
            Some(_) | None if letter == '`' || letter == '(' => return true,
            None if matches!(letter, '"' | '\'') => quote = Some(letter),
            None if matches!(letter, '&' | '|' | ';' | '<' | '>' | ')' | '\n') => return true,
            Some(_) | None => {}
        }
    }
    false
}

/// The words as an array, where no quotes, variables or patterns are among them.
fn array(words: &[&str]) -> Option<String> {
    let is_plain =
        |word: &&str| !word.contains(['"', '\'', '\\', '$', '*', '?', '~', '{', '[', '#', '=']);
    if words.is_empty() || !words.iter().all(is_plain) {
        return None;
    }
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    Some(format!("[{}]", quoted.join(", ")))
}
