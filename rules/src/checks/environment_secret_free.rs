//! Decides `environment-secret-free`: no secret stands in a variable or build argument.
//!
//! Findings name the variable, never its value.

use std::collections::HashSet;

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::environment_secret_free::{
    BUILD_ARGUMENT_NAMED, BUILD_ARGUMENT_PASSED, CONTROL, CREDENTIALS_IN_ADDRESS,
    PLACEHOLDER_VALUE, SECRET_HIDDEN, SECRET_NAMED, SECRET_RECOGNISED, VALUE_UNRESOLVED,
};
use crate::facts::{Common, Composed, Secret, Stated, Variable};
use crate::finding::{Finding, Verdict};
use crate::sheet::Refusal;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Common(decide), mend),
};

fn decide(common: &Common) -> Verdict {
    let mut told: HashSet<&Variable> = HashSet::new();
    let failures = common.environment.items.iter().filter_map(|variable| {
        let failure = failure(variable)?;
        // A variable that says the same again, in another stage or line, is told once.
        told.insert(&variable.value).then_some(failure)
    });
    let failures = failures.collect();
    let unknown = unsettled::findings(&common.environment.unknown, VALUE_UNRESOLVED);
    Verdict::of_lists(failures, unknown)
}

fn failure(variable: &Stated<Variable>) -> Option<Finding> {
    let Variable {
        name,
        is_argument,
        secret,
    } = &variable.value;
    let finding = match secret.as_ref()? {
        Secret::Shaped(kind) => Finding::new(SECRET_RECOGNISED).with("kind", kind),
        Secret::Address => Finding::new(CREDENTIALS_IN_ADDRESS),
        Secret::Placeholder => Finding::new(PLACEHOLDER_VALUE),
        Secret::Hidden => Finding::new(SECRET_HIDDEN),
        Secret::Passed => Finding::new(BUILD_ARGUMENT_PASSED),
        Secret::Named if *is_argument => Finding::new(BUILD_ARGUMENT_NAMED),
        Secret::Named => Finding::new(SECRET_NAMED),
    };
    Some(finding.with("variable", name).at(variable.evidence))
}

/// The value of a service's variable comes from outside; images are mended elsewhere.
fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    let is_passed = finding.reason.key == BUILD_ARGUMENT_NAMED.key
        || finding.reason.key == BUILD_ARGUMENT_PASSED.key;
    let name = finding.arguments.iter().find(|(key, _)| *key == "variable");
    let Some(name) = name.map(|(_, name)| name.clone()).filter(|_| !is_passed) else {
        return finding;
    };
    let asks = format!(
        "Set {name} where the project is deployed, for instance in an .env file that is not kept \
         with the source, and replace the secret, since it must count as known."
    );
    let reference = format!("${{{name}:?is to be set outside of this file}}");
    service_edits::mended(finding, service, &asks, |site| {
        if !is_variable_name(&name) {
            return Err(Refusal::Rejected);
        }
        let path = ["environment"];
        let entries = site.place.at(&path).ok_or(Refusal::OtherFile)?;
        if entries.is_sequence() {
            let item = format!("{name}={reference}");
            site.place.set_item(&path, site.item(&path)?, &item)
        } else if entries.get(&name).is_some() {
            site.place.set(&["environment", &name], &reference)
        } else {
            Err(Refusal::OtherFile)
        }
    })
}

/// Whether Compose can fill in a variable of this name.
fn is_variable_name(name: &str) -> bool {
    !name.starts_with(|it: char| it.is_ascii_digit())
        && name
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || it == b'_')
}
