//! `images-scanned` is a person's answer: an image does not show who looked for flaws in it.

use super::{Check, Decide};
use crate::catalogue::images_scanned::{CONTROL, SCAN_UNSEEN};
use crate::finding::Finding;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Picture(|_| Finding::new(SCAN_UNSEEN).leaves_unknown()),
};
