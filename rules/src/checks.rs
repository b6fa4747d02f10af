//! Every check, one module each.
//!
//! A module missing from [`CHECKS`] is dead code, and the build says so.

mod apk_signatures_verified;
mod apt_safeguards_kept;
mod apt_signatures_verified;
mod assignments;
mod base_default_valid;
mod base_image_minimal;
mod base_image_supported;
mod base_platform_unfixed;
mod build_commands_secret_free;
mod build_commands_useful;
mod build_stages_acyclic;
mod build_stages_used;
mod capabilities_added_harmless;
mod capabilities_dropped;
mod changes;
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
mod copied_stages_foreign;
mod copied_stages_known;
mod copied_stages_named;
mod credential_files_uncopied;
mod curl_certificates_verified;
mod cuts;
mod definition_comments_named;
mod directory_set_by_workdir;
mod docker_socket_unmounted;
mod dockerfile_secret_free;
mod download_program_single;
mod edits;
mod entrypoint_stated_once;
mod environment_secret_free;
mod exec_form_well_formed;
mod files_copied_not_added;
mod from_arguments_declared;
mod from_as_case_consistent;
mod from_line;
mod git_certificates_verified;
mod health_check_enabled;
mod health_check_options_valid;
mod health_check_stated_once;
mod heredoc_stops_on_failure;
mod host_directories_unmounted;
mod host_ipc_unshared;
mod host_network_unshared;
mod host_pid_unshared;
mod image_digest_pinned;
mod image_registry_approved;
mod image_tag_fixed;
mod image_tag_stated;
mod instruction_case_consistent;
mod instructions_after_from;
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
mod lines_written;
mod login_log_unfilled;
mod login_passwords_unset;
mod maintainer_labelled;
mod namespace;
mod node_certificates_verified;
mod npm_certificates_verified;
mod npm_strict_ssl_kept;
mod onbuild_trigger_allowed;
mod options_refused;
mod pip_hosts_untrusted;
mod pip_hosts_verified;
mod pipe_failures_noticed;
mod plain_commands_exec_form;
mod published_ports_bound;
mod python_certificates_verified;
mod repeated;
mod rpm_packages_verified;
mod run_entitlements_unclaimed;
mod run_steps_joined;
mod scratch_image_starts;
mod secret_mounts_unpersisted;
mod shell_set_by_instruction;
mod shell_syntax_portable;
mod stage_files_chosen;
mod stage_names_lowercase;
mod stage_names_unique;
mod stage_names_unreserved;
mod stage_references;
mod stop_signal_effective;
mod sudo_unused;
mod suppressions_absent;
mod suppressions_reasoned;
mod syntax_frontend_pinned;
mod target_platform_unstated;
mod unsettled;
mod variable_uses;
mod variables_declared;
mod variables_set_before_use;
mod wget_certificates_verified;
mod wget_progress_quiet;
mod workdir_absolute;
mod yum_certificates_verified;
mod yum_signatures_verified;

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
    &apk_signatures_verified::CHECK,
    &apt_safeguards_kept::CHECK,
    &apt_signatures_verified::CHECK,
    &base_default_valid::CHECK,
    &base_image_minimal::CHECK,
    &base_image_supported::CHECK,
    &base_platform_unfixed::CHECK,
    &build_commands_secret_free::CHECK,
    &build_commands_useful::CHECK,
    &build_stages_acyclic::CHECK,
    &build_stages_used::CHECK,
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
    &copied_stages_foreign::CHECK,
    &copied_stages_known::CHECK,
    &copied_stages_named::CHECK,
    &credential_files_uncopied::CHECK,
    &curl_certificates_verified::CHECK,
    &definition_comments_named::CHECK,
    &directory_set_by_workdir::CHECK,
    &docker_socket_unmounted::CHECK,
    &dockerfile_secret_free::CHECK,
    &download_program_single::CHECK,
    &entrypoint_stated_once::CHECK,
    &environment_secret_free::CHECK,
    &exec_form_well_formed::CHECK,
    &files_copied_not_added::CHECK,
    &from_arguments_declared::CHECK,
    &from_as_case_consistent::CHECK,
    &git_certificates_verified::CHECK,
    &health_check_enabled::CHECK,
    &health_check_options_valid::CHECK,
    &health_check_stated_once::CHECK,
    &heredoc_stops_on_failure::CHECK,
    &host_directories_unmounted::CHECK,
    &host_ipc_unshared::CHECK,
    &host_network_unshared::CHECK,
    &host_pid_unshared::CHECK,
    &image_digest_pinned::CHECK,
    &image_registry_approved::CHECK,
    &image_tag_fixed::CHECK,
    &image_tag_stated::CHECK,
    &instruction_case_consistent::CHECK,
    &instructions_after_from::CHECK,
    &instructions_readable::CHECK,
    &key_value_form::CHECK,
    &label_keys_valid::CHECK,
    &label_values_well_formed::CHECK,
    &labels_expected_only::CHECK,
    &labels_filled::CHECK,
    &labels_required_present::CHECK,
    &login_log_unfilled::CHECK,
    &login_passwords_unset::CHECK,
    &maintainer_labelled::CHECK,
    &node_certificates_verified::CHECK,
    &npm_certificates_verified::CHECK,
    &npm_strict_ssl_kept::CHECK,
    &onbuild_trigger_allowed::CHECK,
    &pip_hosts_untrusted::CHECK,
    &pip_hosts_verified::CHECK,
    &pipe_failures_noticed::CHECK,
    &plain_commands_exec_form::CHECK,
    &published_ports_bound::CHECK,
    &python_certificates_verified::CHECK,
    &rpm_packages_verified::CHECK,
    &run_entitlements_unclaimed::CHECK,
    &run_steps_joined::CHECK,
    &scratch_image_starts::CHECK,
    &secret_mounts_unpersisted::CHECK,
    &shell_set_by_instruction::CHECK,
    &shell_syntax_portable::CHECK,
    &stage_files_chosen::CHECK,
    &stage_names_lowercase::CHECK,
    &stage_names_unique::CHECK,
    &stage_names_unreserved::CHECK,
    &stop_signal_effective::CHECK,
    &sudo_unused::CHECK,
    &suppressions_absent::CHECK,
    &suppressions_reasoned::CHECK,
    &syntax_frontend_pinned::CHECK,
    &target_platform_unstated::CHECK,
    &variables_declared::CHECK,
    &variables_set_before_use::CHECK,
    &wget_certificates_verified::CHECK,
    &wget_progress_quiet::CHECK,
    &workdir_absolute::CHECK,
    &yum_certificates_verified::CHECK,
    &yum_signatures_verified::CHECK,
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
