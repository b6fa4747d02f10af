//! Decides `image-contact-labelled`: a label leads to whoever mends a flaw in the image.

use super::{Check, Decide, labels, unsettled};
use crate::catalogue::image_contact_labelled::{
    CONTACT_MISSING, CONTACT_UNSEEN, CONTROL, KEY_UNRESOLVED,
};
use crate::facts::{Build, Picture};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::First(&[Decide::Picture(of_picture), Decide::Build(of_build)]),
};

/// What names of such labels hold, written together in small letters.
const WORDS: [&str; 6] = [
    "bugbounty",
    "disclosure",
    "securitycontact",
    "securitypolicy",
    "securitytxt",
    "vulnerabilityreport",
];

fn of_picture(picture: &Picture) -> Verdict {
    let stated = &picture.labels;
    let contact = stated
        .items
        .iter()
        .find(|it| leads(&it.value.0, &it.value.1));
    if let Some(contact) = contact {
        return Verdict::Pass(Some(contact.evidence));
    }
    let unknown = unsettled::unseen_all(&stated.unknown);
    let failures = if unknown.is_empty() {
        vec![Finding::new(CONTACT_MISSING)]
    } else {
        Vec::new()
    };
    Verdict::of_lists(failures, unknown)
}

fn of_build(build: &Build<'_>) -> Verdict {
    let Some(stage) = build.final_stage() else {
        return Verdict::NotApplicable;
    };
    let mut unknown = Vec::new();
    for label in labels::labels(build) {
        if !label.step.ships() || label.step.is_deferred {
            continue;
        }
        match &label.key {
            Ok(key) => {
                // Whatever a variable in it is worth, the value is something.
                let written = || label.value.value.clone();
                let value = label.step.value(&label.value.value);
                if leads(key, &value.unwrap_or_else(|_| written())) {
                    return Verdict::Pass(Some(label.step.at(label.key_span)));
                }
            }
            Err(open) => unknown.push(unsettled::finding(open, KEY_UNRESOLVED)),
        }
    }
    if unknown.is_empty() {
        let place = build.at(stage.base.image.span);
        unknown.push(Finding::new(CONTACT_UNSEEN).at(place));
    }
    Verdict::of_lists(Vec::new(), unknown)
}

/// Whether a label leads to somebody.
fn leads(key: &str, value: &str) -> bool {
    let letters = key.chars().filter(char::is_ascii_alphanumeric);
    let key: String = letters.map(|letter| letter.to_ascii_lowercase()).collect();
    let value = value.trim().to_ascii_lowercase();
    value.contains("security.txt")
        || (!value.is_empty() && WORDS.iter().any(|word| key.contains(word)))
}
