//! Every check, one module each.
//!
//! A module missing from [`CHECKS`] is dead code, and the build says so.

mod apk_build_packages_grouped;
mod apk_cache_unused;
mod apk_packages_pinned;
mod apt_assumes_yes;
mod apt_get_scripted;
mod apt_lists_removed;
mod apt_packages_pinned;
mod apt_recommends_skipped;
mod build_tools_unshipped;
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
mod copied_archives_unextracted;
mod dependencies_installed_first;
mod distribution_not_upgraded;
mod dnf_assumes_yes;
mod dnf_cache_cleaned;
mod dnf_packages_pinned;
mod docker_socket_unmounted;
mod environment_secret_free;
mod files_copied_not_added;
mod gem_packages_pinned;
mod go_packages_pinned;
mod host_directories_unmounted;
mod host_ipc_unshared;
mod host_network_unshared;
mod host_pid_unshared;
mod image_digest_pinned;
mod image_tag_fixed;
mod limit;
mod maintainer_labelled;
mod namespace;
mod npm_packages_pinned;
mod package_answers;
mod package_caches;
mod package_edits;
mod package_index_used_where_refreshed;
mod package_pins;
mod package_settings;
mod packages_not_upgraded;
mod pip_cache_unused;
mod pip_packages_pinned;
mod published_ports_bound;
mod ssh_server_absent;
mod stage_names_unique;
mod unsettled;
mod upgrades;
mod workdir_absolute;
mod yarn_cache_cleaned;
mod yum_assumes_yes;
mod yum_cache_cleaned;
mod yum_packages_pinned;
mod zypper_assumes_yes;
mod zypper_cache_cleaned;
mod zypper_packages_pinned;

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
    &apk_build_packages_grouped::CHECK,
    &apk_cache_unused::CHECK,
    &apk_packages_pinned::CHECK,
    &apt_assumes_yes::CHECK,
    &apt_get_scripted::CHECK,
    &apt_lists_removed::CHECK,
    &apt_packages_pinned::CHECK,
    &apt_recommends_skipped::CHECK,
    &build_tools_unshipped::CHECK,
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
    &copied_archives_unextracted::CHECK,
    &dependencies_installed_first::CHECK,
    &distribution_not_upgraded::CHECK,
    &dnf_assumes_yes::CHECK,
    &dnf_cache_cleaned::CHECK,
    &dnf_packages_pinned::CHECK,
    &docker_socket_unmounted::CHECK,
    &environment_secret_free::CHECK,
    &files_copied_not_added::CHECK,
    &gem_packages_pinned::CHECK,
    &go_packages_pinned::CHECK,
    &host_directories_unmounted::CHECK,
    &host_ipc_unshared::CHECK,
    &host_network_unshared::CHECK,
    &host_pid_unshared::CHECK,
    &image_digest_pinned::CHECK,
    &image_tag_fixed::CHECK,
    &maintainer_labelled::CHECK,
    &npm_packages_pinned::CHECK,
    &package_index_used_where_refreshed::CHECK,
    &packages_not_upgraded::CHECK,
    &pip_cache_unused::CHECK,
    &pip_packages_pinned::CHECK,
    &published_ports_bound::CHECK,
    &ssh_server_absent::CHECK,
    &stage_names_unique::CHECK,
    &workdir_absolute::CHECK,
    &yarn_cache_cleaned::CHECK,
    &yum_assumes_yes::CHECK,
    &yum_cache_cleaned::CHECK,
    &yum_packages_pinned::CHECK,
    &zypper_assumes_yes::CHECK,
    &zypper_cache_cleaned::CHECK,
    &zypper_packages_pinned::CHECK,
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
