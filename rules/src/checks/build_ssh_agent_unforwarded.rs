//! Decides `build-ssh-agent-unforwarded`: a build cannot use the keys of whoever builds.

use super::build_ssh::{self, Source};
use super::{Check, Decide};
use crate::catalogue::build_ssh_agent_unforwarded::{AGENT_FORWARDED, CONTROL, SOURCE_UNRESOLVED};
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
        let forwarded = || Finding::new(AGENT_FORWARDED).with("name", &entry.name);
        match &entry.source {
            Source::Agent => failures.push(forwarded().at(place)),
            // The variable with which every agent tells where it listens.
            Source::Unresolved(variables) if *variables == ["SSH_AUTH_SOCK"] => {
                failures.push(forwarded().at(place));
            }
            Source::Unresolved(variables) => unknown.push(
                Finding::new(SOURCE_UNRESOLVED)
                    .with("variable", variables.join(", "))
                    .at(place),
            ),
            Source::Path(_) => {}
        }
    }
    Verdict::over(!given.is_empty(), failures, unknown)
}
