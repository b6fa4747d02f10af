//! Decides `stage-names-unreserved`: no stage has a name that means something else.

use super::stage_references::{Target, references};
use super::{Check, Decide, from_line};
use crate::catalogue::stage_names_unreserved::{CONTROL, NAME_RESERVED};
use crate::facts::Build;
use crate::finding::{Edit, Finding, Remedy, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// The empty image, and the files the build is given.
const RESERVED: [&str; 2] = ["scratch", "context"];

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    let references = references(build);
    for stage in &build.file().stages {
        let Some(name) = &stage.name else { continue };
        is_concerned = true;
        let is_reserved = |word: &&str| name.value.eq_ignore_ascii_case(word);
        if !RESERVED.iter().any(is_reserved) {
            continue;
        }
        let finding = Finding::new(NAME_RESERVED)
            .with("name", &name.value)
            .at(build.at(name.span));
        let used = references.iter().filter(|it| {
            it.target == Target::Earlier(stage.index) || it.target == Target::Later(stage.index)
        });
        let used = used.filter(|it| !it.is_number).map(|it| &it.word);
        let mut edits = vec![Edit::replace(name.span, "<NAME>")];
        let mut is_plain = from_line::is_literal(build, name);
        for word in used {
            is_plain &= from_line::is_literal(build, word);
            edits.push(Edit::replace(word.span, "<NAME>"));
        }
        failures.push(if is_plain {
            let asks = "Put a name of your own in the place of <NAME>.";
            finding.mended_by(Remedy::assisted(asks, edits))
        } else {
            finding
        });
    }
    Verdict::over(is_concerned, failures, Vec::new())
}
