//! Decides `yaml-keys-unique`: no mapping of a compose file states a key twice.

use super::{Check, Decide};
use crate::catalogue::yaml_keys_unique::{CONTROL, KEY_REPEATED, MERGE_KEY_REPEATED};
use crate::facts::Whole;
use crate::finding::{Evidence, Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Project(decide),
};

fn decide(whole: Whole<'_>) -> Verdict {
    let mut failures = Vec::new();
    for (artifact, file) in whole.files() {
        for repeated in &file.repeated {
            let key = &*repeated.key.value;
            let finding = if key == "<<" {
                Finding::new(MERGE_KEY_REPEATED)
            } else {
                Finding::new(KEY_REPEATED).with("key", key)
            };
            let place = Evidence::at(artifact, repeated.key.span);
            failures.push(finding.at(place).beside(repeated.first));
        }
    }
    Verdict::of_lists(failures, Vec::new())
}
