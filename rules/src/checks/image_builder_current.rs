//! Decides `image-builder-current`: an image was made by `BuildKit`, from a file of today.

use super::{Check, Decide, unsettled};
use crate::catalogue::image_builder_current::{AUTHOR_STATED, CLASSIC_USED, CONTROL, PARENT_KEPT};
use crate::facts::{Fact, Picture};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Picture(decide),
};

fn decide(picture: &Picture) -> Verdict {
    let signs = [
        (&picture.classic_builder, CLASSIC_USED, "release"),
        (&picture.author, AUTHOR_STATED, "author"),
    ];
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    if let (Fact::Stated { value, evidence }, None | Some("")) = (
        &picture.parent,
        picture.classic_builder.value().map(String::as_str),
    ) && !value.is_empty()
    {
        failures.push(Finding::new(PARENT_KEPT).at(*evidence));
    }
    for (sign, reason, argument) in signs {
        match sign {
            Fact::Stated { value, evidence } if !value.is_empty() => {
                let finding = Finding::new(reason).with(argument, value);
                failures.push(finding.at(*evidence));
            }
            Fact::Stated { .. } | Fact::Default(_) => {}
            Fact::Unknown(open) => {
                unknown.extend(unsettled::unseen_all(std::slice::from_ref(open)));
            }
        }
    }
    Verdict::of_lists(failures, unknown)
}
