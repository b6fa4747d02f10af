//! Decides `command-stated-once`: a stage has one `CMD` at most.

use super::{Check, Decide, repeated};
use crate::catalogue::command_stated_once::{CONTROL, OVERRIDDEN};
use crate::facts::Build;
use crate::finding::Verdict;
use crate::model::dockerfile::Keyword;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    repeated::verdict(build, Keyword::Cmd, OVERRIDDEN)
}
