//! Decides `copied-stages-foreign`: no stage copies from itself.

use super::stage_references::{Target, form, references};
use super::{Check, Decide};
use crate::catalogue::copied_stages_foreign::{CONTROL, OWN_STAGE_COPIED};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let references = references(build);
    let own = references.iter().filter(|it| it.target == Target::Own);
    let failures = own
        .map(|it| {
            let finding = Finding::new(OWN_STAGE_COPIED)
                .with("form", form(it))
                .with("name", &it.word.value)
                .at(it.step.at(it.word.span));
            match it.step.stage().and_then(|stage| stage.name.as_ref()) {
                Some(name) => finding.beside(name.span),
                None => finding,
            }
        })
        .collect();
    Verdict::over(!references.is_empty(), failures, Vec::new())
}
