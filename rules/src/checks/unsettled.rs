//! What checks say where a fact is not settled.

use crate::catalogue::Reason;
use crate::facts::{ImageReference, Need, Stated, Unknown};
use crate::finding::{Evidence, Finding, Verdict};

/// A value is written in a way its format does not have; the same for every control.
static UNREADABLE: Reason = Reason {
    key: "value_unreadable",
    text: "The value here cannot be read: {problem}.",
    arguments: &["problem"],
};

/// A part of the subject's own text is lost, in which the value may stand.
static PART_UNREAD: Reason = Reason {
    key: "part_unread",
    text: "A part of the service could not be read, and the value may stand there.",
    arguments: &[],
};

/// An image decides and was not given; for controls that have no reason of their own for it.
static IMAGE_UNSEEN: Reason = Reason {
    key: "image_unseen",
    text: "The image {image} decides, and it was not given.",
    arguments: &["image"],
};

/// A file decides and was not given.
static FILE_UNSEEN: Reason = Reason {
    key: "file_unseen",
    text: "What the file {file} sets is not known here.",
    arguments: &["file"],
};

/// Nothing that was given speaks of it; for what runs, where commands and files tell.
static SOURCE_UNSEEN: Reason = Reason {
    key: "source_unseen",
    text: "Nothing given here tells; this would: {source}.",
    arguments: &["source"],
};

/// A variable decides, in a document that is not expected to hold any.
static VARIABLE_UNSEEN: Reason = Reason {
    key: "variable_unseen",
    text: "The value depends on the variable {variable}, whose value is not known.",
    arguments: &["variable"],
};

/// The collector hid what stood here, and nothing else says whether it was a secret.
static VALUE_HIDDEN: Reason = Reason {
    key: "value_hidden",
    text: "The collector hid a value here, so whether it was a secret is not known.",
    arguments: &[],
};

/// The finding for a text in which the collector hid a value.
pub(super) fn hidden(place: Option<Evidence>) -> Finding {
    Finding::new(&VALUE_HIDDEN).at_any(place)
}

/// The verdict where a property of what runs is unsettled.
pub(super) fn unseen(unknown: &Unknown) -> Verdict {
    verdict(unknown, &VARIABLE_UNSEEN)
}

/// The same as a finding, to stand beside others.
pub(super) fn unseen_finding(unknown: &Unknown) -> Finding {
    finding(unknown, &VARIABLE_UNSEEN)
}

/// The findings for the unsettled part of a list of what runs.
pub(super) fn unseen_all(unknown: &[Unknown]) -> Vec<Finding> {
    findings(unknown, &VARIABLE_UNSEEN)
}

/// The finding for one unsettled property, with the control's own reason for a variable.
pub(super) fn finding(unknown: &Unknown, by_variable: &'static Reason) -> Finding {
    let finding = match &unknown.needs {
        Need::Variables(names) => Finding::new(by_variable).with("variable", names.join(", ")),
        Need::File(file) => Finding::new(&FILE_UNSEEN).with("file", file),
        Need::Source(source) => Finding::new(&SOURCE_UNSEEN).with("source", *source),
        Need::Readable(problem) => Finding::new(&UNREADABLE).with("problem", problem),
        Need::Whole => Finding::new(&PART_UNREAD),
        Need::Image(image) | Need::BaseImage(image) => {
            Finding::new(&IMAGE_UNSEEN).with("image", image)
        }
    };
    finding.at_any(unknown.evidence)
}

/// The same for a whole list.
pub(super) fn findings(unknown: &[Unknown], by_variable: &'static Reason) -> Vec<Finding> {
    unknown
        .iter()
        .map(|unknown| finding(unknown, by_variable))
        .collect()
}

/// The finding for an image that a variable without a value leaves open.
pub(super) fn image(image: &Stated<ImageReference>, by_variable: &'static Reason) -> Finding {
    Finding::new(by_variable)
        .with("variable", image.value.unresolved.join(", "))
        .at(image.evidence)
}

/// The verdict where the only property is unsettled.
pub(super) fn verdict(unknown: &Unknown, by_variable: &'static Reason) -> Verdict {
    finding(unknown, by_variable).leaves_unknown()
}

/// Names in a sentence; of many the first five, and how many more there are.
pub(super) fn listed(names: &[&str]) -> String {
    let shown = names.get(..names.len().min(5)).unwrap_or(names).join(", ");
    match names.len() {
        0..=5 => shown,
        more => format!("{shown} and {} more", more - 5),
    }
}
