//! Decides `instruction-case-consistent`: instructions are all in one case.
//!
//! The case is the one that most instructions have; where as many are lower as upper, it is
//! upper case.

use super::{Check, Decide, from_line};
use crate::catalogue::instruction_case_consistent::{CONTROL, LOWER_WANTED, UPPER_WANTED};
use crate::facts::Build;
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::Keyword;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let instructions = &build.file().instructions;
    let is_upper = |word: &str| !word.bytes().any(|byte| byte.is_ascii_lowercase());
    let is_lower = |word: &str| !word.bytes().any(|byte| byte.is_ascii_uppercase());
    let (mut upper, mut lower) = (0_usize, 0_usize);
    for instruction in instructions {
        let written = instruction.keyword.span.of(build.text);
        // A word that names no instruction has no say in their case.
        if instruction.keyword.value != Keyword::Unknown {
            upper += usize::from(is_upper(written));
            lower += usize::from(is_lower(written));
        }
    }
    let wants_lower = lower > upper;
    let mut failures = Vec::new();
    for step in build.steps() {
        let keyword = &step.whole().keyword;
        let written = keyword.span.of(build.text);
        let is_word = written.bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_fine = if wants_lower {
            is_lower(written)
        } else {
            is_upper(written)
        };
        if is_fine || !is_word {
            continue;
        }
        let in_case = |word: &str| {
            if wants_lower {
                word.to_ascii_lowercase()
            } else {
                word.to_ascii_uppercase()
            }
        };
        let reason = if wants_lower {
            LOWER_WANTED
        } else {
            UPPER_WANTED
        };
        let text = in_case(written);
        let finding = Finding::new(reason).with("word", written);
        let finding = finding.at(step.at(keyword.span));
        // What a word was meant as has to be known before its case matters.
        failures.push(if keyword.value == Keyword::Unknown {
            finding
        } else {
            let mut edits = vec![Edit::replace(keyword.span, text)];
            // `AS` follows its `FROM`, so that one change does not ask for another.
            let joined = from_line::as_of(build, step.whole());
            edits.extend(joined.map(|word| Edit::replace(word.span, in_case(&word.value))));
            finding.mended_by(Remedy::safe(edits))
        });
    }
    Verdict::over(!instructions.is_empty(), failures, Vec::new())
}
