//! `host-hardened` is a person's answer: no file shows that a baseline was applied.

use super::{Check, Decide};
use crate::catalogue::host_hardened::{BASELINE_UNSEEN, CONTROL};
use crate::finding::Finding;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Machine(|_| Finding::new(BASELINE_UNSEEN).leaves_unknown()),
};
