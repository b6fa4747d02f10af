//! Decides `instructions-readable`: Docker accepts every instruction as it is written.
//!
//! What has a control of its own is left to that: health checks, deferred instructions, JSON
//! arrays. Another frontend named by `# syntax=` may know more instructions and flags.

use super::{Check, Decide, edits};
use crate::catalogue::instructions_readable::{
    ARGUMENTS_MISSING, CONTROL, DESTINATION_MISSING, DOCUMENT_OPEN, FLAG_REPEATED, FLAG_UNKNOWN,
    FLAG_WITHOUT_VALUE, FRONTEND_DECIDES, INSTRUCTION_MISSPELT, INSTRUCTION_UNKNOWN, NAME_MISSING,
    STAGE_NAME_INVALID, STAGE_NAME_MISSING, VALUE_MISSING, WORD_SUPERFLUOUS,
};
use crate::facts::{Build, Step};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::{Keyword, Refusal, Why, refusals};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut is_concerned = false;
    let frontend = foreign_frontend(build);
    for step in build.steps() {
        is_concerned = true;
        if step.instruction.keyword.value == Keyword::Healthcheck {
            continue;
        }
        for refusal in refusals(step.instruction, build.text, build.file().escape) {
            let may_be_known = matches!(
                refusal.why,
                Why::UnknownInstruction(_) | Why::UnknownFlag(_)
            );
            match &frontend {
                Some(frontend) if may_be_known => unknown.push(
                    Finding::new(FRONTEND_DECIDES)
                        .with("frontend", frontend)
                        .at(step.at(refusal.span)),
                ),
                Some(_) | None => failures.extend(
                    finding(build, step, &refusal).map(|found| found.at(step.at(refusal.span))),
                ),
            }
        }
    }
    Verdict::over(is_concerned, failures, unknown)
}

/// The frontend that the file asks for, where it is not Docker's own.
fn foreign_frontend(build: &Build<'_>) -> Option<String> {
    let directives = &build.file().directives;
    let syntax = directives.iter().find(|it| it.name.value == "syntax")?;
    let name = syntax.value.value.trim();
    let own = name.strip_prefix("docker.io/").unwrap_or(name);
    let is_own = ["docker/dockerfile", "docker/dockerfile-upstream"]
        .iter()
        .any(|known| {
            own.strip_prefix(known)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '@']))
        });
    (!is_own && !name.is_empty()).then(|| name.to_owned())
}

fn finding(build: &Build<'_>, step: Step<'_>, refusal: &Refusal) -> Option<Finding> {
    let keyword = step.instruction.keyword.value;
    let finding = match &refusal.why {
        Why::UnknownInstruction(nearest) => {
            return Some(unknown_instruction(build, refusal, *nearest));
        }
        // A bare `ONBUILD` is refused like any other instruction without arguments.
        Why::NoArguments => Finding::new(ARGUMENTS_MISSING),
        Why::NoValue => Finding::new(VALUE_MISSING),
        Why::NoName => Finding::new(NAME_MISSING),
        Why::NoDestination => Finding::new(DESTINATION_MISSING),
        Why::Superfluous => Finding::new(WORD_SUPERFLUOUS),
        Why::NoStageName => Finding::new(STAGE_NAME_MISSING),
        Why::StageName(name) => Finding::new(STAGE_NAME_INVALID).with("name", name),
        Why::UnknownFlag(flag) => Finding::new(FLAG_UNKNOWN).with("flag", flag),
        Why::RepeatedFlag(flag) => Finding::new(FLAG_REPEATED).with("flag", flag),
        Why::FlagWithoutValue(flag) => Finding::new(FLAG_WITHOUT_VALUE).with("flag", flag),
        Why::OpenDocument(name) => Finding::new(DOCUMENT_OPEN).with("name", name),
        Why::NoArray | Why::OtherValues | Why::NeitherCommandNorNone | Why::NoCommand => {
            return None;
        }
    };
    let takes_instruction = finding.reason.arguments.contains(&"instruction");
    Some(if takes_instruction {
        finding.with("instruction", keyword)
    } else {
        finding
    })
}

fn unknown_instruction(build: &Build<'_>, refusal: &Refusal, nearest: Option<Keyword>) -> Finding {
    let written = refusal.span.of(build.text);
    // Where a line lost its continuation, its first word is as likely a variable with its
    // value, which no message may show.
    let is_word = written.len() <= 40 && written.bytes().all(|byte| byte.is_ascii_alphabetic());
    let word = if is_word { written } else { "This" };
    let Some(nearest) = nearest else {
        return Finding::new(INSTRUCTION_UNKNOWN).with("word", word);
    };
    let asks = format!("Confirm that {nearest} is the instruction that was meant.");
    let text = edits::in_case_of(nearest.as_str(), written);
    Finding::new(INSTRUCTION_MISSPELT)
        .with("word", word)
        .with("nearest", nearest)
        .mended_by(Remedy::assisted(
            asks,
            vec![Edit::replace(refusal.span, text)],
        ))
}
