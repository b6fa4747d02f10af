//! Decides `secret-environment-unused`: no secret is taken from a variable of whoever deploys.

use super::{Check, Decide};
use crate::catalogue::secret_environment_unused::{CONTROL, TAKEN_FROM_ENVIRONMENT};
use crate::facts::Declared;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Declaration(decide),
};

fn decide(declared: Declared<'_>) -> Verdict {
    let environment = declared.named.field(&["environment"]);
    match environment.node() {
        Some(node) => {
            let finding = Finding::new(TAKEN_FROM_ENVIRONMENT);
            finding.at(declared.at(node.span)).fails()
        }
        None => Verdict::Pass(None),
    }
}
