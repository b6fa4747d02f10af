//! What the reader decided, from the policy given and from every policy file among the artifacts.

use crate::artifact::{Artifact, Problem};
use crate::model::Model;
use crate::policy::Policy;

/// The policy with what every policy file adds to it, without repeats, and what is wrong in
/// those files, each with the artifact's index.
pub(super) fn gather(artifacts: &[Artifact], policy: &Policy) -> (Policy, Vec<(usize, Problem)>) {
    let mut whole = Policy {
        today: policy.today,
        ..Policy::default()
    };
    whole.add(policy.clone());
    let mut problems = Vec::new();
    for (index, artifact) in artifacts.iter().enumerate() {
        if matches!(*artifact.model, Model::Policy) {
            let (read, faults) = Policy::read(&artifact.text);
            whole.add(read);
            problems.extend(faults.into_iter().map(|fault| (index, fault)));
        }
    }
    (whole, problems)
}
