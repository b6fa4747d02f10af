//! Decides `build-ssh-keys-dedicated`: no key of a person is handed to a build.

use super::build_ssh::{self, Source};
use super::{Check, Decide};
use crate::catalogue::build_ssh_keys_dedicated::{CONTROL, KEY_PERSONAL, SOURCE_UNRESOLVED};
use crate::facts::Composed;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Service(decide),
};

fn decide(composed: Composed<'_>) -> Verdict {
    let (mut failures, mut unknown) = (Vec::new(), Vec::new());
    let given = build_ssh::given(composed);
    for entry in &given {
        let place = composed.at(entry.span);
        match &entry.source {
            Source::Path(path) if is_personal(path) => {
                failures.push(Finding::new(KEY_PERSONAL).with("path", path).at(place));
            }
            Source::Unresolved(variables) if *variables != ["SSH_AUTH_SOCK"] => unknown.push(
                Finding::new(SOURCE_UNRESOLVED)
                    .with("variable", variables.join(", "))
                    .at(place),
            ),
            Source::Path(_) | Source::Agent | Source::Unresolved(_) => {}
        }
    }
    let names_a_path = given
        .iter()
        .any(|entry| !matches!(entry.source, Source::Agent));
    Verdict::over(names_a_path, failures, unknown)
}

/// Whether a path leads into the folder where people keep their keys.
fn is_personal(path: &str) -> bool {
    path.split(['/', '\\']).any(|part| part == ".ssh")
}
