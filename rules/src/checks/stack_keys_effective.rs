//! Decides `stack-keys-effective`: a stack honours every key that its services set.

use super::{Check, Decide};
use crate::catalogue::stack_keys_effective::{CONTROL, KEY_IGNORED, KEY_REFUSED};
use crate::facts::Composed;
use crate::finding::{Finding, Verdict};
use crate::project::{StackEffect, stack_effect};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Service(decide),
};

fn decide(composed: Composed<'_>) -> Verdict {
    if !composed.is_stack() {
        return Verdict::NotApplicable;
    }
    let entries = composed.service.node.entries().iter();
    let failures = entries.filter_map(|entry| {
        let key = &*entry.key.value;
        let reason = match stack_effect(key)? {
            StackEffect::Ignored => KEY_IGNORED,
            StackEffect::Refused => KEY_REFUSED,
        };
        let is_stated = composed.service.field(&[key]).is_stated() && !entry.value.is_null();
        is_stated.then(|| {
            Finding::new(reason)
                .with("key", key)
                .at(composed.at(entry.key.span))
        })
    });
    Verdict::of_lists(failures.collect(), Vec::new())
}
