//! Decides `storage-options-unset`: storage and block devices are left to the daemon.

use super::{Check, Decide};
use crate::catalogue::storage_options_unset::{
    BLOCK_WEIGHTS_STATED, CONTROL, STORAGE_OPTIONS_STATED,
};
use crate::facts::Composed;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Service(decide),
};

fn decide(composed: Composed<'_>) -> Verdict {
    let keys = [
        ("storage_opt", &STORAGE_OPTIONS_STATED),
        ("blkio_config", &BLOCK_WEIGHTS_STATED),
    ];
    let mut failures = Vec::new();
    for (key, reason) in keys {
        let field = composed.service.field(&[key]);
        if let Some(node) = field.node().filter(|node| !node.is_null()) {
            let place = composed.service.key_span(key).unwrap_or(node.span);
            failures.push(Finding::new(reason).at(composed.at(place)));
        }
    }
    Verdict::of_lists(failures, Vec::new())
}
