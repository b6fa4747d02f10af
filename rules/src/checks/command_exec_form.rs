//! Decides `command-exec-form`: the main process is started without a shell around it.

use super::{Check, Decide};
use crate::catalogue::command_exec_form::{CONTROL, SHELL_FORM};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build) -> Verdict {
    let failures = build.shell_forms.items.iter().map(|item| {
        Finding::new(SHELL_FORM)
            .with("instruction", &item.value)
            .at(item.evidence)
    });
    Verdict::of_lists(failures.collect(), Vec::new())
}
