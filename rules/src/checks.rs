//! Every check, one module each.
//!
//! A module missing from [`CHECKS`] is dead code, and the build says so.

mod accounts;
mod administration_ports_unexposed;
mod capabilities_added_harmless;
mod capabilities_dropped;
mod changes;
mod chmod_flags;
mod command_exec_form;
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
mod context_contents;
mod context_copied_selectively;
mod copy_destination_anchored;
mod copy_destination_directory;
mod copy_sources_inside_context;
mod copy_sources_unignored;
mod docker_socket_unmounted;
mod dockerignore_covers_secrets;
mod environment_secret_free;
mod exposed;
mod exposed_ports_unmapped;
mod exposed_ports_valid;
mod exposed_protocols_lowercase;
mod file_mode;
mod files_copied_not_added;
mod files_not_world_writable;
mod files_owned_by_root;
mod host_directories_unmounted;
mod host_ipc_unshared;
mod host_network_unshared;
mod host_pid_unshared;
mod image_digest_pinned;
mod image_tag_fixed;
mod image_user_numeric;
mod image_user_set;
mod limit;
mod maintainer_labelled;
mod namespace;
mod published_ports_bound;
mod remote_sources_verified;
mod setuid_bits_unset;
mod ssh_port_unexposed;
mod stage_names_unique;
mod transfers;
mod unsettled;
mod volumes;
mod volumes_outside_system;
mod volumes_socket_free;
mod workdir_absolute;
mod workdir_outside_system;
mod workdir_path_quoted;
mod working_directory;

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
    /// What an image, a service and a container have, and what a Dockerfile adds to it.
    Built(fn(&Common, Option<&Build<'_>>) -> Verdict),
}

/// All checks, by control id.
pub static CHECKS: &[&Check] = &[
    &administration_ports_unexposed::CHECK,
    &capabilities_added_harmless::CHECK,
    &capabilities_dropped::CHECK,
    &command_exec_form::CHECK,
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
    &context_copied_selectively::CHECK,
    &copy_destination_anchored::CHECK,
    &copy_destination_directory::CHECK,
    &copy_sources_inside_context::CHECK,
    &copy_sources_unignored::CHECK,
    &docker_socket_unmounted::CHECK,
    &dockerignore_covers_secrets::CHECK,
    &environment_secret_free::CHECK,
    &exposed_ports_unmapped::CHECK,
    &exposed_ports_valid::CHECK,
    &exposed_protocols_lowercase::CHECK,
    &files_copied_not_added::CHECK,
    &files_not_world_writable::CHECK,
    &files_owned_by_root::CHECK,
    &host_directories_unmounted::CHECK,
    &host_ipc_unshared::CHECK,
    &host_network_unshared::CHECK,
    &host_pid_unshared::CHECK,
    &image_digest_pinned::CHECK,
    &image_tag_fixed::CHECK,
    &image_user_numeric::CHECK,
    &image_user_set::CHECK,
    &maintainer_labelled::CHECK,
    &published_ports_bound::CHECK,
    &remote_sources_verified::CHECK,
    &setuid_bits_unset::CHECK,
    &ssh_port_unexposed::CHECK,
    &stage_names_unique::CHECK,
    &volumes_outside_system::CHECK,
    &volumes_socket_free::CHECK,
    &workdir_absolute::CHECK,
    &workdir_outside_system::CHECK,
    &workdir_path_quoted::CHECK,
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
            Decide::Built(decide) => {
                let common = subject.common.as_ref();
                common.map(|common| decide(common, subject.build.as_ref()))
            }
            Decide::Build(decide) => subject.build.as_ref().map(|build| decide(build)),
        }
    }
}
