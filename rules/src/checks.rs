//! Every check, one module each.
//!
//! A module missing from [`CHECKS`] is dead code, and the build says so.

mod assignments;
mod build_commands_secret_free;
mod capabilities_added_harmless;
mod capabilities_dropped;
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
mod credential_files_uncopied;
mod cuts;
mod docker_socket_unmounted;
mod dockerfile_secret_free;
mod environment_secret_free;
mod files_copied_not_added;
mod git_certificates_verified;
mod host_directories_unmounted;
mod host_ipc_unshared;
mod host_network_unshared;
mod host_pid_unshared;
mod image_digest_pinned;
mod image_tag_fixed;
mod limit;
mod login_passwords_unset;
mod maintainer_labelled;
mod namespace;
mod node_certificates_verified;
mod npm_certificates_verified;
mod npm_strict_ssl_kept;
mod pip_hosts_verified;
mod published_ports_bound;
mod python_certificates_verified;
mod secret_mounts_unpersisted;
mod stage_names_unique;
mod unsettled;
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
    &build_commands_secret_free::CHECK,
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
    &credential_files_uncopied::CHECK,
    &docker_socket_unmounted::CHECK,
    &dockerfile_secret_free::CHECK,
    &environment_secret_free::CHECK,
    &files_copied_not_added::CHECK,
    &git_certificates_verified::CHECK,
    &host_directories_unmounted::CHECK,
    &host_ipc_unshared::CHECK,
    &host_network_unshared::CHECK,
    &host_pid_unshared::CHECK,
    &image_digest_pinned::CHECK,
    &image_tag_fixed::CHECK,
    &login_passwords_unset::CHECK,
    &maintainer_labelled::CHECK,
    &node_certificates_verified::CHECK,
    &npm_certificates_verified::CHECK,
    &npm_strict_ssl_kept::CHECK,
    &pip_hosts_verified::CHECK,
    &published_ports_bound::CHECK,
    &python_certificates_verified::CHECK,
    &secret_mounts_unpersisted::CHECK,
    &stage_names_unique::CHECK,
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
