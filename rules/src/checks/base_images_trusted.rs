//! `base-images-trusted` is a person's answer: no image tells whether somebody vetted what it is built on.

use super::{Check, Decide};
use crate::catalogue::base_images_trusted::{CONTROL, TRUST_UNSEEN};
use crate::finding::Finding;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Picture(|_| Finding::new(TRUST_UNSEEN).leaves_unknown()),
};
