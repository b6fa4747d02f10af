//! Decides `workdir-path-quoted`: a working directory with blanks is written in quotes.

use super::{Check, Decide};
use crate::catalogue::workdir_path_quoted::{BLANK_UNQUOTED, CONTROL};
use crate::facts::Build;
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::InstructionKind;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for step in build.steps() {
        let InstructionKind::Workdir(path) = &step.instruction.kind else {
            continue;
        };
        is_concerned = true;
        if !has_bare_blank(&path.value, build.file().escape) {
            continue;
        }
        let finding = Finding::new(BLANK_UNQUOTED)
            .with("path", &path.value)
            .at(step.at(path.span));
        // Quotes around other quotes or escapes would change what they mean.
        let marks = ['"', '\'', build.file().escape];
        let is_plain = path.span.of(build.text) == path.value && !path.value.contains(marks);
        failures.push(if is_plain {
            finding.mended_by(Remedy::safe(vec![
                Edit::insert(path.span.start, "\""),
                Edit::insert(path.span.end, "\""),
            ]))
        } else {
            finding
        });
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

/// Whether a blank stands outside quotes, braces and escapes.
fn has_bare_blank(path: &str, escape: char) -> bool {
    let mut quote = None;
    let mut braces = 0_usize;
    let mut letters = path.chars();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (Some(open), letter) if letter == open => quote = None,
            (Some('\''), _) => {}
            (_, letter) if letter == escape => {
                letters.next();
            }
            (None, '"' | '\'') => quote = Some(letter),
            (None, '{') => braces += 1,
            (None, '}') => braces = braces.saturating_sub(1),
            (None, letter) if letter.is_whitespace() && braces == 0 => return true,
            (Some(_) | None, _) => {}
        }
    }
    false
}
