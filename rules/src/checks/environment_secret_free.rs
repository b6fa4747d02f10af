//! Decides `environment-secret-free`: no secret stands in a variable or build argument.
//!
//! Findings name the variable, never its value.

use std::collections::HashSet;

use super::{Check, Decide, secret_edits, unsettled};
use crate::catalogue::environment_secret_free::{
    BUILD_ARGUMENT_NAMED, BUILD_ARGUMENT_PASSED, CONTROL, CREDENTIALS_IN_ADDRESS,
    PLACEHOLDER_VALUE, SECRET_HIDDEN, SECRET_NAMED, SECRET_RECOGNISED, VALUE_UNRESOLVED,
};
use crate::facts::secrets::{SecretKind, is_secret_name, sightings};
use crate::facts::{Common, Composed, Secret, Stated, Variable};
use crate::finding::{Finding, Verdict};

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

/// A variable from outside stands for the secret, of an address for its password alone; images
/// are mended elsewhere.
fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    let name = finding.arguments.iter().find(|(key, _)| *key == "variable");
    let Some(name) = name.map(|(_, name)| name.clone()) else {
        return finding;
    };
    // Behind the name of a secret an address would count as one even without its password.
    if finding.reason.key != CREDENTIALS_IN_ADDRESS.key || is_secret_name(&name) {
        return secret_edits::from_outside(finding, service, &name, |text| {
            Some(secret_edits::value(text, &name))
        });
    }
    let owner = ["_URL", "_URI"].iter().find_map(|it| name.strip_suffix(it));
    let password = format!("{}_PASSWORD", owner.unwrap_or(&name));
    secret_edits::from_outside(finding, service, &password, |text| {
        match sightings(text).as_slice() {
            [only] if only.kind == SecretKind::Address => Some(only.value.clone()),
            _ => None,
        }
    })
}
