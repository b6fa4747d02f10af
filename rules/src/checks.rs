//! Every check, one module each.
//!
//! A module missing from [`CHECKS`] is dead code, and the build says so.

mod capabilities_added_harmless;
mod capabilities_dropped;
mod command_exec_form;
mod command_stated_once;
mod container_cpu_limited;
mod container_health_checked;
mod container_memory_limited;
mod container_pids_limited;
mod container_privileges_fixed;
mod container_restart_bounded;
mod container_root_readonly;
mod container_seccomp_confined;
mod container_unprivileged;
mod container_user_nonroot;
mod continuation_unbroken;
mod docker_socket_unmounted;
mod edits;
mod entrypoint_stated_once;
mod environment_secret_free;
mod exec_form_well_formed;
mod files_copied_not_added;
mod health_check_enabled;
mod health_check_options_valid;
mod health_check_stated_once;
mod host_directories_unmounted;
mod host_ipc_unshared;
mod host_network_unshared;
mod host_pid_unshared;
mod image_digest_pinned;
mod image_tag_fixed;
mod instruction_case_consistent;
mod instructions_readable;
mod key_value_form;
mod label_forms;
mod label_keys_valid;
mod label_values_well_formed;
mod labels;
mod labels_expected_only;
mod labels_filled;
mod labels_required_present;
mod limit;
mod maintainer_labelled;
mod namespace;
mod onbuild_trigger_allowed;
mod plain_commands_exec_form;
mod published_ports_bound;
mod repeated;
mod scratch_image_starts;
mod stage_names_unique;
mod stop_signal_effective;
mod suppressions_absent;
mod suppressions_reasoned;
mod unsettled;
mod variable_uses;
mod variables_declared;
mod variables_set_before_use;
mod workdir_absolute;

use crate::catalogue::Control;
use crate::facts::{Build, Common, Runtime, Subject};
use crate::finding::Verdict;

/// A decision procedure for one control.
#[derive(Debug)]
pub struct Check {
    /// The control this check decides.
    pub control: &'static Control,
    /// How it judges one subject.
    pub decide: Decide,
}

/// The facts a check reads: no I/O, no clock, no panic.
#[derive(Debug)]
pub enum Decide {
    /// What an image, a service and a container have.
    Common(fn(&Common) -> Verdict),
    /// What a service and a container have.
    Runtime(fn(&Runtime) -> Verdict),
    /// The same, for what Windows containers do not know.
    Linux(fn(&Runtime) -> Verdict),
    /// What a Dockerfile has.
    Build(fn(&Build<'_>) -> Verdict),
}

/// All checks, by control id.
pub static CHECKS: &[&Check] = &[
    &capabilities_added_harmless::CHECK,
    &capabilities_dropped::CHECK,
    &command_exec_form::CHECK,
    &command_stated_once::CHECK,
    &container_cpu_limited::CHECK,
    &container_health_checked::CHECK,
    &container_memory_limited::CHECK,
    &container_pids_limited::CHECK,
    &container_privileges_fixed::CHECK,
    &container_restart_bounded::CHECK,
    &container_root_readonly::CHECK,
    &container_seccomp_confined::CHECK,
    &container_unprivileged::CHECK,
    &container_user_nonroot::CHECK,
    &continuation_unbroken::CHECK,
    &docker_socket_unmounted::CHECK,
    &entrypoint_stated_once::CHECK,
    &environment_secret_free::CHECK,
    &exec_form_well_formed::CHECK,
    &files_copied_not_added::CHECK,
    &health_check_enabled::CHECK,
    &health_check_options_valid::CHECK,
    &health_check_stated_once::CHECK,
    &host_directories_unmounted::CHECK,
    &host_ipc_unshared::CHECK,
    &host_network_unshared::CHECK,
    &host_pid_unshared::CHECK,
    &image_digest_pinned::CHECK,
    &image_tag_fixed::CHECK,
    &instruction_case_consistent::CHECK,
    &instructions_readable::CHECK,
    &key_value_form::CHECK,
    &label_keys_valid::CHECK,
    &label_values_well_formed::CHECK,
    &labels_expected_only::CHECK,
    &labels_filled::CHECK,
    &labels_required_present::CHECK,
    &maintainer_labelled::CHECK,
    &onbuild_trigger_allowed::CHECK,
    &plain_commands_exec_form::CHECK,
    &published_ports_bound::CHECK,
    &scratch_image_starts::CHECK,
    &stage_names_unique::CHECK,
    &stop_signal_effective::CHECK,
    &variables_declared::CHECK,
    &variables_set_before_use::CHECK,
    &suppressions_absent::CHECK,
    &suppressions_reasoned::CHECK,
    &workdir_absolute::CHECK,
];

impl Check {
    /// The verdict on one subject; `None` where the control is not about such a subject, or
    /// nothing but its name is known.
    pub fn judge(&self, subject: &Subject<'_>) -> Option<Verdict> {
        if !self.control.subjects.contains(&subject.kind) {
            return None;
        }
        if subject.exempt {
            return Some(Verdict::NotApplicable);
        }
        match self.decide {
            Decide::Common(decide) => subject.common.as_ref().map(decide),
            Decide::Runtime(decide) => subject.runtime.as_ref().map(decide),
            Decide::Linux(decide) => subject.runtime.as_ref().map(|runtime| {
                if runtime.windows {
                    Verdict::NotApplicable
                } else {
                    decide(runtime)
                }
            }),
            Decide::Build(decide) => subject.build.as_ref().map(|build| decide(build)),
        }
    }
}
