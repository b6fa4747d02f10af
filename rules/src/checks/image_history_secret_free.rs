//! Decides `image-history-secret-free`: no step that an image was made by gives a secret away.
//!
//! Variables that the image sets are another control's.

use super::{Check, Decide, unsettled};
use crate::catalogue::image_history_secret_free::{ARGUMENT_NAMED, CONTROL, SECRET_RECOGNISED};
use crate::facts::secrets::{SecretKind, is_hidden, sightings};
use crate::facts::{ImageStep, Listed, Secret, Stated, Variable};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::History(decide),
};

fn decide(steps: &Listed<ImageStep>) -> Verdict {
    let (mut failures, mut unknown) = (Vec::new(), unsettled::unseen_all(&steps.unknown));
    for step in &steps.items {
        match failure(step) {
            Some(finding) => failures.push(finding),
            // The values of ENV are those of the image's variables.
            None if step.value.instruction != "ENV" && is_hidden(&step.value.text) => {
                unknown.push(unsettled::hidden(Some(step.evidence)));
            }
            None => {}
        }
    }
    Verdict::of_lists(failures, unknown)
}

/// The first secret of a step: one place is told once.
fn failure(step: &Stated<ImageStep>) -> Option<Finding> {
    let ImageStep {
        instruction,
        text,
        arguments,
    } = &step.value;
    if instruction == "ENV" {
        return None;
    }
    let named =
        arguments.iter().find_map(
            |(name, value)| match Variable::settled(name, value).secret? {
                Secret::Named | Secret::Hidden => {
                    Some(Finding::new(ARGUMENT_NAMED).with("argument", name))
                }
                Secret::Shaped(kind) => Some(recognised(instruction, kind)),
                Secret::Address => Some(recognised(instruction, SecretKind::Address.noun())),
                Secret::Placeholder | Secret::Passed => None,
            },
        );
    let found = named.or_else(|| {
        let first = sightings(text).into_iter().next()?;
        Some(recognised(instruction, first.kind.noun()))
    })?;
    Some(found.at(step.evidence))
}

fn recognised(instruction: &str, kind: &str) -> Finding {
    Finding::new(SECRET_RECOGNISED)
        .with("instruction", instruction)
        .with("kind", kind)
}
