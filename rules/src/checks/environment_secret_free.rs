//! Decides `environment-secret-free`: no secret stands in a variable or build argument.
//!
//! Findings name the variable, never its value.

use std::collections::HashSet;

use super::{Check, Decide, unsettled};
use crate::catalogue::environment_secret_free::{
    BUILD_ARGUMENT_NAMED, BUILD_ARGUMENT_PASSED, CONTROL, CREDENTIALS_IN_ADDRESS,
    PLACEHOLDER_VALUE, SECRET_NAMED, SECRET_RECOGNISED, VALUE_UNRESOLVED,
};
use crate::facts::{Common, Secret, Stated, Variable};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Common(decide),
};

fn decide(common: &Common) -> Verdict {
    let mut told: HashSet<&Variable> = HashSet::new();
    let failures = common.environment.items.iter().filter_map(|variable| {
        // A variable that says the same again, in another stage or line, is told once.
        let is_new = told.insert(&variable.value);
        failure(variable).filter(|_| is_new)
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
        Secret::Passed => Finding::new(BUILD_ARGUMENT_PASSED),
        Secret::Named if *is_argument => Finding::new(BUILD_ARGUMENT_NAMED),
        Secret::Named => Finding::new(SECRET_NAMED),
    };
    Some(finding.with("variable", name).at(variable.evidence))
}
