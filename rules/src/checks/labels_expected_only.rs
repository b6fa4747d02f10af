//! Decides `labels-expected-only`: an image has no labels but those the policy names.

use super::{Check, Decide, edits, labels, unsettled};
use crate::catalogue::labels_expected_only::{CONTROL, KEY_UNRESOLVED, LABEL_UNEXPECTED};
use crate::facts::Build;
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::InstructionKind;
use crate::span::Span;
use labels::Label;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    if !build.settings.only_these_labels {
        return Verdict::NotApplicable;
    }
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut is_concerned = false;
    for label in labels::labels(build) {
        is_concerned = true;
        let key = match &label.key {
            Ok(key) if labels::wanted(build, key).is_some() => continue,
            Ok(key) => key,
            Err(missing) => {
                unknown.push(unsettled::finding(missing, KEY_UNRESOLVED));
                continue;
            }
        };
        let finding = Finding::new(LABEL_UNEXPECTED)
            .with("label", key)
            .at(label.step.at(label.key_span));
        failures.push(match removal(build, &label) {
            Some(span) => finding.mended_by(Remedy::safe(vec![Edit::delete(span)])),
            None => finding,
        });
    }
    Verdict::over(is_concerned, failures, unknown)
}

/// What goes with the label: its instruction, or the label and the blanks beside it.
fn removal(build: &Build<'_>, label: &Label<'_>) -> Option<Span> {
    let InstructionKind::Label(pairs) = &label.step.instruction.kind else {
        return None;
    };
    let whole = label.key_span.to(label.value.span);
    let before = label
        .index
        .checked_sub(1)
        .and_then(|index| pairs.get(index));
    let span = match (before, pairs.get(label.index + 1)) {
        (None, None) => return edits::whole_lines(build.text, label.step.whole().span),
        (_, Some((next, _))) => Span::new(whole.start, next.span.start),
        (Some((_, value)), None) => Span::new(value.span.end, whole.end),
    };
    // A comment between two labels stays where it is.
    (!span.of(build.text).contains('\n') || !span.of(build.text).contains('#')).then_some(span)
}
