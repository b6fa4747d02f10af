//! `image-packages-needed` is a person's answer: an image shows what is in it and not what is needed.

use super::{Check, Decide};
use crate::catalogue::image_packages_needed::{CONTROL, NEED_UNSEEN};
use crate::finding::Finding;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Picture(|_| Finding::new(NEED_UNSEEN).leaves_unknown()),
};
