//! Decides `label-values-well-formed`: labels have the form that those who read them expect.
//!
//! The policy says which label has which form; the annotations of the OCI image format are known
//! without it.

use super::{Check, Decide, label_forms, labels, unsettled};
use crate::catalogue::label_values_well_formed::{CONTROL, VALUE_MALFORMED, VALUE_UNRESOLVED};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};
use crate::policy::LabelFormat;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut is_concerned = false;
    for label in labels::labels(build) {
        let Ok(key) = &label.key else { continue };
        let Some((form, is_valid)) = form_of(build, key) else {
            continue;
        };
        is_concerned = true;
        match label.step.settled(label.value) {
            // That a value is missing is another matter.
            Ok(value) if value.is_empty() || is_valid(&value) => {}
            Ok(_) => failures.push(
                Finding::new(VALUE_MALFORMED)
                    .with("label", key)
                    .with("form", form)
                    .at(label.step.at(label.value.span)),
            ),
            Err(missing) => unknown.push(unsettled::finding(&missing, VALUE_UNRESOLVED)),
        }
    }
    Verdict::over(is_concerned, failures, unknown)
}

type Form = (&'static str, fn(&str) -> bool);

/// What a label's value must be, in words and as a test; `None` where anything will do.
fn form_of(build: &Build<'_>, key: &str) -> Option<Form> {
    if let Some(format) = labels::wanted(build, key) {
        return match format {
            LabelFormat::Text => None,
            LabelFormat::Url => Some(("an address with its scheme", label_forms::is_url)),
            LabelFormat::Rfc3339 => Some(("a time as RFC 3339 writes it", label_forms::is_time)),
            LabelFormat::Spdx => Some(("a licence expression of SPDX", label_forms::is_licence)),
            LabelFormat::Hash => Some((
                "a Git commit of 7 or 40 hexadecimal digits",
                label_forms::is_commit,
            )),
            LabelFormat::Semver => Some(("a semantic version", label_forms::is_version)),
            LabelFormat::Email => Some(("a mail address", label_forms::is_mail_address)),
        };
    }
    match key.strip_prefix("org.opencontainers.image.")? {
        "created" => Some(("a time as RFC 3339 writes it", label_forms::is_time)),
        "licenses" => Some(("a licence expression of SPDX", label_forms::is_licence)),
        "url" | "source" | "documentation" => {
            Some(("an address with its scheme", label_forms::is_url))
        }
        // Other systems than Git number their revisions, and versions have many forms, so only
        // what can be neither is told.
        "revision" => Some(("one revision", is_one_word)),
        "version" => Some(("one version", is_one_word)),
        _ => None,
    }
}

fn is_one_word(value: &str) -> bool {
    !value.contains(char::is_whitespace) && value.bytes().any(|byte| byte.is_ascii_alphanumeric())
}
