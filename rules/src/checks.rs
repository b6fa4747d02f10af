//! Every check, one module each.
//!
//! A module missing from [`CHECKS`] is dead code, and the build says so.

mod accounts;
mod add_instructions_absent;
mod administration_ports_unexposed;
mod ages;
mod answered;
mod apk_build_packages_grouped;
mod apk_cache_unused;
mod apk_packages_pinned;
mod apk_signatures_verified;
mod apt_assumes_yes;
mod apt_get_scripted;
mod apt_keys_scoped;
mod apt_lists_removed;
mod apt_packages_pinned;
mod apt_recommends_skipped;
mod apt_safeguards_kept;
mod apt_signatures_verified;
mod assignments;
mod audit_rules;
mod audited;
mod authentication_enabled;
mod backend_networks_internal;
mod base_default_valid;
mod base_image_minimal;
mod base_image_supported;
mod base_images_trusted;
mod base_platform_unfixed;
mod base_size_default;
mod bridge_traffic_closed;
mod build_commands_secret_free;
mod build_commands_useful;
mod build_contexts_pinned;
mod build_ssh;
mod build_ssh_agent_unforwarded;
mod build_ssh_keys_dedicated;
mod build_stages_acyclic;
mod build_stages_used;
mod build_tools_unshipped;
mod build_unprivileged;
mod capabilities_added_harmless;
mod capabilities_dropped;
mod capabilities_takeover_unadded;
mod cgroup_parent_default;
mod cgroups_current;
mod changes;
mod check;
mod command_exec_form;
mod command_stated_once;
mod commands_authorized;
mod compose_keys_known;
mod compose_references_defined;
mod compose_style_kept;
mod compose_text_secret_free;
mod compose_values_accepted;
mod compose_version_unstated;
mod config_content_secret_free;
mod configuration_mounts_readonly;
mod configuration_tools_absent;
mod container_apparmor_confined;
mod container_cpu_limited;
mod container_health_checked;
mod container_image_current;
mod container_logs_bounded;
mod container_logs_kept;
mod container_memory_limited;
mod container_names_unique;
mod container_names_valid;
mod container_namespaces_unshared;
mod container_paths_masked;
mod container_pids_limited;
mod container_ports_unprivileged;
mod container_privileges_fixed;
mod container_program_single;
mod container_restart_bounded;
mod container_root_readonly;
mod container_runtime_default;
mod container_runtime_registered;
mod container_seccomp_confined;
mod container_selinux_confined;
mod container_ssh_absent;
mod container_swap_limited;
mod container_unprivileged;
mod container_user_nonroot;
mod containers_as_declared;
mod containers_orchestrated;
mod containers_running_well;
mod containers_tidy;
mod context_contents;
mod context_copied_selectively;
mod context_sources;
mod continuation_unbroken;
mod copied_archives_unextracted;
mod copied_stages_foreign;
mod copied_stages_known;
mod copied_stages_named;
mod copy_destination_anchored;
mod copy_destination_directory;
mod copy_sources_inside_context;
mod copy_sources_relative;
mod copy_sources_unignored;
mod created_user_used;
mod credential_files_uncopied;
mod credential_spec_unset;
mod curl_certificates_verified;
mod cuts;
mod daemon_api_authenticated;
mod daemon_api_floor_kept;
mod daemon_cgroup_parent_default;
mod daemon_ipc_private;
mod daemon_keys_known;
mod daemon_log_level_informative;
mod daemon_logs_bounded;
mod daemon_metrics_private;
mod daemon_privileges_fixed;
mod daemon_rootless;
mod daemon_runtimes_isolated;
mod daemon_seccomp_kept;
mod daemon_secret_free;
mod daemon_selinux_on;
mod daemon_settings;
mod daemon_warnings_heeded;
mod default_bridge_unused;
mod default_ulimits_set;
mod definition_comments_named;
mod dependencies_installed_first;
mod development_rules_absent;
mod devices;
mod directory_set_by_workdir;
mod distribution_not_upgraded;
mod dnf_assumes_yes;
mod dnf_cache_cleaned;
mod dnf_packages_pinned;
mod dns_servers_private;
mod docker_api_tcp_secured;
mod docker_data_mounted_apart;
mod docker_group_trusted;
mod docker_socket_owned;
mod docker_socket_unmounted;
mod dockerfile_secret_free;
mod dockerignore_covers_secrets;
mod download_program_single;
mod download_versions_sound;
mod downloads;
mod downloads_encrypted;
mod downloads_read_before_run;
mod downloads_verified;
mod edits;
mod elsewhere;
mod engine_release_current;
mod enterprise;
mod entrypoint_stated_once;
mod environment_file_ignored;
mod environment_secret_free;
mod exec_calls;
mod exec_form_well_formed;
mod exec_sessions_absent;
mod exec_unprivileged;
mod exec_user_nonroot;
mod experimental_features_off;
mod exposed;
mod exposed_ports_unmapped;
mod exposed_ports_valid;
mod exposed_protocols_lowercase;
mod file_edits;
mod file_mode;
mod file_modes;
mod file_owners;
mod files_copied_not_added;
mod files_not_world_writable;
mod files_owned_by_root;
mod firewall_rules_kept;
mod from_arguments_declared;
mod from_as_case_consistent;
mod from_line;
mod gem_packages_pinned;
mod git_certificates_verified;
mod git_clones_pinned;
mod given_modes;
mod go_packages_pinned;
mod gpus_reserved_by_id;
mod groups_added_harmless;
mod health_check_enabled;
mod health_check_options_valid;
mod health_check_stated_once;
mod heredoc_stops_on_failure;
mod history;
mod hooks_user_kept;
mod host_benched;
mod host_cgroups_unshared;
mod host_devices_unexposed;
mod host_directories_unmounted;
mod host_disks_unexposed;
mod host_files;
mod host_gateway_unmapped;
mod host_hardened;
mod host_ipc_unshared;
mod host_mounts;
mod host_network_unshared;
mod host_paths_unmounted;
mod host_pid_unshared;
mod host_system_unwritable;
mod host_users_unshared;
mod host_uts_unshared;
mod image_builder_current;
mod image_contact_labelled;
mod image_digest_pinned;
mod image_edits;
mod image_history_secret_free;
mod image_named;
mod image_origin_known;
mod image_packages_needed;
mod image_pull_fresh;
mod image_recent;
mod image_registry_approved;
mod image_registry_named;
mod image_signed;
mod image_size_moderate;
mod image_tag_fixed;
mod image_tag_stated;
mod image_triggers_absent;
mod image_user_numeric;
mod image_user_set;
mod image_volumes_undeclared;
mod images_scanned;
mod images_tidy;
mod included_files_pinned;
mod init_process_used;
mod instruction_case_consistent;
mod instructions_after_from;
mod instructions_readable;
mod kernel_confinement_available;
mod key_value;
mod known_services;
mod label_forms;
mod label_keys_valid;
mod label_values_well_formed;
mod labels;
mod labels_equals_joined;
mod labels_expected_only;
mod labels_filled;
mod labels_required_present;
mod legacy_registry_off;
mod limit;
mod lines_written;
mod links_unused;
mod live_restore_on;
mod login_log_unfilled;
mod login_passwords_unset;
mod logins;
mod logs_sent_away;
mod maintainer_labelled;
mod models_pinned;
mod mount_edits;
mod mount_propagation_private;
mod mount_propagation_unshared;
mod namespace;
mod network_drivers;
mod network_edits;
mod network_gateways_closed;
mod network_ports_protected;
mod network_traffic_restricted;
mod networks_attached_deliberately;
mod networks_segmented;
mod node_certificates_verified;
mod npm_certificates_verified;
mod npm_packages_pinned;
mod npm_strict_ssl_kept;
mod onbuild_trigger_allowed;
mod oom_killer_kept;
mod options_refused;
mod overlay_networks_encrypted;
mod overlay_networks_unattachable;
mod package_answers;
mod package_caches;
mod package_edits;
mod package_index_used_where_refreshed;
mod package_pins;
mod package_settings;
mod packages_not_upgraded;
mod pinned_names;
mod pip_cache_unused;
mod pip_hosts_untrusted;
mod pip_hosts_verified;
mod pip_packages_pinned;
mod pipe_failures_noticed;
mod plain_commands_exec_form;
mod project_inputs_given;
mod project_name_stated;
mod propagation;
mod public_names_unpinned;
mod published_ports_bound;
mod published_ports_declared;
mod published_ports_quoted;
mod published_ports_unique;
mod published_ports_unprivileged;
mod pulls_signature_verified;
mod python_certificates_verified;
mod registries_encrypted;
mod registry_certificates_restricted;
mod remote_sources_verified;
mod repeated;
mod restart_stated_once;
mod rpm_packages_verified;
mod run_entitlements_unclaimed;
mod run_steps_joined;
mod scratch_image_starts;
mod secret_edits;
mod secret_environment_unused;
mod secret_file_outside_context;
mod secret_kinds;
mod secret_mode_restricted;
mod secret_mounts_unpersisted;
mod service_edits;
mod service_image_unambiguous;
mod service_limits;
mod service_providers_absent;
mod service_settings_secret_free;
mod service_volumes_named;
mod setuid_bits_unset;
mod setuid_programs_needed;
mod shared_memory_bounded;
mod shell_scripts_sound;
mod shell_set_by_instruction;
mod shell_syntax_portable;
mod ssh_port_unexposed;
mod ssh_server_absent;
mod stack_keys_effective;
mod stack_managers_unburdened;
mod stack_updates_guarded;
mod stage_files_chosen;
mod stage_names_lowercase;
mod stage_names_unique;
mod stage_names_unreserved;
mod stage_references;
mod start_command;
mod start_patches_absent;
mod stop_signal_effective;
mod storage_driver_not_aufs;
mod storage_driver_not_devicemapper;
mod storage_drivers;
mod storage_options_unset;
mod sudo_unused;
mod suppressions_absent;
mod suppressions_reasoned;
mod swarm_authority_rotated;
mod swarm_certificates_short;
mod swarm_key_rotated;
mod swarm_listeners_bound;
mod swarm_managers_drained;
mod swarm_managers_locked;
mod swarm_managers_odd;
mod swarm_managers_redundant;
mod swarm_mode_needed;
mod swarm_planes_separated;
mod swarm_secrets_renewed;
mod swarm_secrets_used;
mod switchers;
mod syntax_frontend_pinned;
mod sysctls_harmless;
mod system_paths_unrelabelled;
mod target_platform_unstated;
mod terminals_unattached;
mod tmpfs_options_restricted;
mod tmpfs_size_bounded;
mod transfers;
mod ulimits_finite;
mod unsettled;
mod upgrades;
mod userland_proxy_off;
mod users_remapped;
mod variable_uses;
mod variables_declared;
mod variables_equals_joined;
mod variables_set_before_use;
mod volume_options;
mod volume_options_secret_free;
mod volumes;
mod volumes_named;
mod volumes_outside_system;
mod volumes_single_writer;
mod volumes_socket_free;
mod volumes_transport_protected;
mod wget_certificates_verified;
mod wget_progress_quiet;
mod windows_kernel_unshared;
mod workdir_absolute;
mod workdir_outside_system;
mod workdir_path_quoted;
mod workdir_stated_in_full;
mod working_directory;
mod yaml_keys_unique;
mod yarn_cache_cleaned;
mod yum_assumes_yes;
mod yum_cache_cleaned;
mod yum_certificates_verified;
mod yum_packages_pinned;
mod yum_signatures_verified;
mod zypper_assumes_yes;
mod zypper_cache_cleaned;
mod zypper_packages_pinned;

pub use check::{Check, Decide, Mend};

/// All checks, by control id.
pub static CHECKS: &[&Check] = &[
    &add_instructions_absent::CHECK,
    &administration_ports_unexposed::CHECK,
    &apk_build_packages_grouped::CHECK,
    &apk_cache_unused::CHECK,
    &apk_packages_pinned::CHECK,
    &apk_signatures_verified::CHECK,
    &apt_assumes_yes::CHECK,
    &apt_get_scripted::CHECK,
    &apt_keys_scoped::CHECK,
    &apt_lists_removed::CHECK,
    &apt_packages_pinned::CHECK,
    &apt_recommends_skipped::CHECK,
    &apt_safeguards_kept::CHECK,
    &apt_signatures_verified::CHECK,
    &authentication_enabled::CHECK,
    &backend_networks_internal::CHECK,
    &answered::BACKUPS_RESTORED,
    &base_default_valid::CHECK,
    &base_image_minimal::CHECK,
    &base_image_supported::CHECK,
    &base_images_trusted::CHECK,
    &base_platform_unfixed::CHECK,
    &base_size_default::CHECK,
    &answered::BEHAVIOUR_ALARMED,
    &bridge_traffic_closed::CHECK,
    &build_commands_secret_free::CHECK,
    &build_commands_useful::CHECK,
    &build_contexts_pinned::CHECK,
    &build_ssh_agent_unforwarded::CHECK,
    &build_ssh_keys_dedicated::CHECK,
    &build_stages_acyclic::CHECK,
    &build_stages_used::CHECK,
    &build_tools_unshipped::CHECK,
    &build_unprivileged::CHECK,
    &capabilities_added_harmless::CHECK,
    &capabilities_dropped::CHECK,
    &capabilities_takeover_unadded::CHECK,
    &cgroup_parent_default::CHECK,
    &cgroups_current::CHECK,
    &command_exec_form::CHECK,
    &command_stated_once::CHECK,
    &commands_authorized::CHECK,
    &compose_keys_known::CHECK,
    &compose_references_defined::CHECK,
    &compose_style_kept::CHECK,
    &compose_text_secret_free::CHECK,
    &compose_values_accepted::CHECK,
    &compose_version_unstated::CHECK,
    &config_content_secret_free::CHECK,
    &configuration_mounts_readonly::CHECK,
    &configuration_tools_absent::CHECK,
    &container_apparmor_confined::CHECK,
    &container_cpu_limited::CHECK,
    &container_health_checked::CHECK,
    &container_image_current::CHECK,
    &container_logs_bounded::CHECK,
    &container_logs_kept::CHECK,
    &container_memory_limited::CHECK,
    &container_names_unique::CHECK,
    &container_names_valid::CHECK,
    &container_namespaces_unshared::CHECK,
    &container_paths_masked::CHECK,
    &container_pids_limited::CHECK,
    &container_ports_unprivileged::CHECK,
    &container_privileges_fixed::CHECK,
    &container_program_single::CHECK,
    &container_restart_bounded::CHECK,
    &container_root_readonly::CHECK,
    &container_runtime_default::CHECK,
    &container_runtime_registered::CHECK,
    &container_seccomp_confined::CHECK,
    &container_selinux_confined::CHECK,
    &container_ssh_absent::CHECK,
    &container_swap_limited::CHECK,
    &container_unprivileged::CHECK,
    &container_user_nonroot::CHECK,
    &audit_rules::CONTAINERD,
    &audit_rules::CONTAINERD_CONFIG,
    &audit_rules::CONTAINERD_SHIM,
    &audit_rules::CONTAINERD_SHIM_RUNC_V1,
    &audit_rules::CONTAINERD_SHIM_RUNC_V2,
    &audit_rules::CONTAINERD_SOCKET,
    &file_owners::CONTAINERD_SOCKET,
    &file_modes::CONTAINERD_SOCKET,
    &audit_rules::CONTAINERD_STATE,
    &containers_as_declared::CHECK,
    &containers_orchestrated::CHECK,
    &containers_tidy::CHECK,
    &containers_running_well::CHECK,
    &context_copied_selectively::CHECK,
    &continuation_unbroken::CHECK,
    &copied_archives_unextracted::CHECK,
    &copied_stages_foreign::CHECK,
    &copied_stages_known::CHECK,
    &copied_stages_named::CHECK,
    &copy_destination_anchored::CHECK,
    &copy_destination_directory::CHECK,
    &copy_sources_inside_context::CHECK,
    &copy_sources_relative::CHECK,
    &copy_sources_unignored::CHECK,
    &created_user_used::CHECK,
    &credential_files_uncopied::CHECK,
    &credential_spec_unset::CHECK,
    &curl_certificates_verified::CHECK,
    &audit_rules::DAEMON_JSON,
    &file_owners::DAEMON_JSON,
    &file_modes::DAEMON_JSON,
    &default_bridge_unused::CHECK,
    &audit_rules::DEFAULT_FILE,
    &file_owners::DEFAULT_FILE,
    &file_modes::DEFAULT_FILE,
    &daemon_api_authenticated::CHECK,
    &daemon_api_floor_kept::CHECK,
    &daemon_cgroup_parent_default::CHECK,
    &daemon_ipc_private::CHECK,
    &daemon_keys_known::CHECK,
    &daemon_log_level_informative::CHECK,
    &daemon_logs_bounded::CHECK,
    &daemon_metrics_private::CHECK,
    &daemon_privileges_fixed::CHECK,
    &daemon_rootless::CHECK,
    &daemon_runtimes_isolated::CHECK,
    &daemon_seccomp_kept::CHECK,
    &daemon_secret_free::CHECK,
    &daemon_selinux_on::CHECK,
    &daemon_warnings_heeded::CHECK,
    &default_ulimits_set::CHECK,
    &definition_comments_named::CHECK,
    &dependencies_installed_first::CHECK,
    &development_rules_absent::CHECK,
    &directory_set_by_workdir::CHECK,
    &distribution_not_upgraded::CHECK,
    &dnf_assumes_yes::CHECK,
    &dnf_cache_cleaned::CHECK,
    &dnf_packages_pinned::CHECK,
    &dns_servers_private::CHECK,
    &docker_api_tcp_secured::CHECK,
    &audit_rules::DOCKER_CONFIG,
    &file_owners::DOCKER_CONFIG,
    &file_modes::DOCKER_CONFIG,
    &audit_rules::DOCKER_DATA,
    &docker_data_mounted_apart::CHECK,
    &docker_group_trusted::CHECK,
    &docker_socket_owned::CHECK,
    &file_modes::DOCKER_SOCKET,
    &docker_socket_unmounted::CHECK,
    &audit_rules::DOCKERD,
    &dockerfile_secret_free::CHECK,
    &dockerignore_covers_secrets::CHECK,
    &download_program_single::CHECK,
    &download_versions_sound::CHECK,
    &downloads_encrypted::CHECK,
    &downloads_read_before_run::CHECK,
    &downloads_verified::CHECK,
    &engine_release_current::CHECK,
    &enterprise::ENTERPRISE_BUNDLES_REQUIRED,
    &enterprise::ENTERPRISE_CERTIFICATES_EXTERNAL,
    &enterprise::ENTERPRISE_DIRECTORY_USED,
    &enterprise::ENTERPRISE_IMAGES_SIGNED,
    &enterprise::ENTERPRISE_ROLES_CONFIGURED,
    &enterprise::ENTERPRISE_SESSIONS_LIMITED,
    &enterprise::ENTERPRISE_SESSIONS_SHORT,
    &entrypoint_stated_once::CHECK,
    &environment_file_ignored::CHECK,
    &environment_secret_free::CHECK,
    &exec_form_well_formed::CHECK,
    &exec_unprivileged::CHECK,
    &exec_user_nonroot::CHECK,
    &experimental_features_off::CHECK,
    &exec_sessions_absent::CHECK,
    &exposed_ports_unmapped::CHECK,
    &exposed_ports_valid::CHECK,
    &exposed_protocols_lowercase::CHECK,
    &files_copied_not_added::CHECK,
    &files_not_world_writable::CHECK,
    &files_owned_by_root::CHECK,
    &answered::FINDINGS_REACH_DEVELOPERS,
    &firewall_rules_kept::CHECK,
    &from_arguments_declared::CHECK,
    &from_as_case_consistent::CHECK,
    &gem_packages_pinned::CHECK,
    &git_certificates_verified::CHECK,
    &git_clones_pinned::CHECK,
    &go_packages_pinned::CHECK,
    &gpus_reserved_by_id::CHECK,
    &groups_added_harmless::CHECK,
    &health_check_enabled::CHECK,
    &health_check_options_valid::CHECK,
    &health_check_stated_once::CHECK,
    &heredoc_stops_on_failure::CHECK,
    &hooks_user_kept::CHECK,
    &host_benched::CHECK,
    &host_cgroups_unshared::CHECK,
    &host_devices_unexposed::CHECK,
    &host_directories_unmounted::CHECK,
    &host_disks_unexposed::CHECK,
    &host_gateway_unmapped::CHECK,
    &host_hardened::CHECK,
    &host_ipc_unshared::CHECK,
    &answered::HOST_LOGINS_GUARDED,
    &host_network_unshared::CHECK,
    &host_paths_unmounted::CHECK,
    &host_pid_unshared::CHECK,
    &host_system_unwritable::CHECK,
    &host_users_unshared::CHECK,
    &host_uts_unshared::CHECK,
    &answered::HOSTS_FIREWALLED,
    &image_builder_current::CHECK,
    &image_contact_labelled::CHECK,
    &image_digest_pinned::CHECK,
    &image_history_secret_free::CHECK,
    &image_named::CHECK,
    &image_origin_known::CHECK,
    &image_packages_needed::CHECK,
    &image_pull_fresh::CHECK,
    &image_recent::CHECK,
    &image_registry_approved::CHECK,
    &image_registry_named::CHECK,
    &image_signed::CHECK,
    &image_size_moderate::CHECK,
    &image_tag_fixed::CHECK,
    &image_tag_stated::CHECK,
    &image_triggers_absent::CHECK,
    &image_user_numeric::CHECK,
    &image_user_set::CHECK,
    &answered::IMAGES_PROMOTED,
    &images_tidy::CHECK,
    &image_volumes_undeclared::CHECK,
    &images_scanned::CHECK,
    &included_files_pinned::CHECK,
    &init_process_used::CHECK,
    &instruction_case_consistent::CHECK,
    &instructions_after_from::CHECK,
    &instructions_readable::CHECK,
    &kernel_confinement_available::CHECK,
    &label_keys_valid::CHECK,
    &label_values_well_formed::CHECK,
    &labels_equals_joined::CHECK,
    &labels_expected_only::CHECK,
    &labels_filled::CHECK,
    &labels_required_present::CHECK,
    &legacy_registry_off::CHECK,
    &links_unused::CHECK,
    &live_restore_on::CHECK,
    &login_log_unfilled::CHECK,
    &login_passwords_unset::CHECK,
    &logs_sent_away::CHECK,
    &maintainer_labelled::CHECK,
    &answered::METRICS_COLLECTED,
    &models_pinned::CHECK,
    &mount_propagation_private::CHECK,
    &mount_propagation_unshared::CHECK,
    &network_gateways_closed::CHECK,
    &network_ports_protected::CHECK,
    &network_traffic_restricted::CHECK,
    &networks_attached_deliberately::CHECK,
    &networks_segmented::CHECK,
    &node_certificates_verified::CHECK,
    &npm_certificates_verified::CHECK,
    &npm_packages_pinned::CHECK,
    &npm_strict_ssl_kept::CHECK,
    &onbuild_trigger_allowed::CHECK,
    &oom_killer_kept::CHECK,
    &overlay_networks_encrypted::CHECK,
    &overlay_networks_unattachable::CHECK,
    &package_index_used_where_refreshed::CHECK,
    &packages_not_upgraded::CHECK,
    &pip_cache_unused::CHECK,
    &pip_hosts_untrusted::CHECK,
    &pip_hosts_verified::CHECK,
    &pip_packages_pinned::CHECK,
    &pipe_failures_noticed::CHECK,
    &plain_commands_exec_form::CHECK,
    &answered::POLICIES_CHECKED_EARLY,
    &answered::PROGRAMS_STATELESS,
    &project_inputs_given::CHECK,
    &project_name_stated::CHECK,
    &public_names_unpinned::CHECK,
    &published_ports_bound::CHECK,
    &published_ports_declared::CHECK,
    &published_ports_quoted::CHECK,
    &published_ports_unique::CHECK,
    &published_ports_unprivileged::CHECK,
    &pulls_signature_verified::CHECK,
    &python_certificates_verified::CHECK,
    &file_owners::REGISTRY_CERTIFICATES,
    &registry_certificates_restricted::CHECK,
    &registries_encrypted::CHECK,
    &enterprise::REGISTRY_IMAGES_SCANNED,
    &remote_sources_verified::CHECK,
    &restart_stated_once::CHECK,
    &rpm_packages_verified::CHECK,
    &run_entitlements_unclaimed::CHECK,
    &run_steps_joined::CHECK,
    &audit_rules::RUNC,
    &answered::RUNTIME_PROTECTED,
    &scratch_image_starts::CHECK,
    &secret_environment_unused::CHECK,
    &secret_file_outside_context::CHECK,
    &secret_mode_restricted::CHECK,
    &secret_mounts_unpersisted::CHECK,
    &service_image_unambiguous::CHECK,
    &service_providers_absent::CHECK,
    &service_settings_secret_free::CHECK,
    &audit_rules::SERVICE_UNIT,
    &file_owners::SERVICE_UNIT,
    &file_modes::SERVICE_UNIT,
    &service_volumes_named::CHECK,
    &setuid_bits_unset::CHECK,
    &setuid_programs_needed::CHECK,
    &shared_memory_bounded::CHECK,
    &shell_scripts_sound::CHECK,
    &shell_set_by_instruction::CHECK,
    &shell_syntax_portable::CHECK,
    &answered::SITE_POLICY_FOLLOWED,
    &audit_rules::SOCKET_UNIT,
    &file_owners::SOCKET_UNIT,
    &file_modes::SOCKET_UNIT,
    &ssh_port_unexposed::CHECK,
    &ssh_server_absent::CHECK,
    &stack_keys_effective::CHECK,
    &stack_managers_unburdened::CHECK,
    &stack_updates_guarded::CHECK,
    &stage_files_chosen::CHECK,
    &stage_names_lowercase::CHECK,
    &stage_names_unique::CHECK,
    &stage_names_unreserved::CHECK,
    &start_patches_absent::CHECK,
    &stop_signal_effective::CHECK,
    &storage_driver_not_aufs::CHECK,
    &storage_driver_not_devicemapper::CHECK,
    &storage_options_unset::CHECK,
    &sudo_unused::CHECK,
    &suppressions_absent::CHECK,
    &suppressions_reasoned::CHECK,
    &swarm_listeners_bound::CHECK,
    &swarm_authority_rotated::CHECK,
    &swarm_certificates_short::CHECK,
    &swarm_key_rotated::CHECK,
    &swarm_managers_drained::CHECK,
    &swarm_managers_locked::CHECK,
    &swarm_managers_odd::CHECK,
    &swarm_managers_redundant::CHECK,
    &swarm_mode_needed::CHECK,
    &swarm_planes_separated::CHECK,
    &swarm_secrets_renewed::CHECK,
    &swarm_secrets_used::CHECK,
    &syntax_frontend_pinned::CHECK,
    &audit_rules::SYSCONFIG_FILE,
    &file_owners::SYSCONFIG_FILE,
    &file_modes::SYSCONFIG_FILE,
    &sysctls_harmless::CHECK,
    &system_paths_unrelabelled::CHECK,
    &target_platform_unstated::CHECK,
    &terminals_unattached::CHECK,
    &file_owners::TLS_AUTHORITY,
    &file_modes::TLS_AUTHORITY,
    &file_owners::TLS_CERTIFICATE,
    &file_modes::TLS_CERTIFICATE,
    &file_owners::TLS_KEY,
    &file_modes::TLS_KEY,
    &tmpfs_options_restricted::CHECK,
    &tmpfs_size_bounded::CHECK,
    &ulimits_finite::CHECK,
    &answered::UNTRUSTED_WORK_ISOLATED,
    &userland_proxy_off::CHECK,
    &users_remapped::CHECK,
    &variables_declared::CHECK,
    &variables_equals_joined::CHECK,
    &variables_set_before_use::CHECK,
    &volume_options_secret_free::CHECK,
    &volumes_named::CHECK,
    &volumes_outside_system::CHECK,
    &volumes_single_writer::CHECK,
    &volumes_socket_free::CHECK,
    &volumes_transport_protected::CHECK,
    &wget_certificates_verified::CHECK,
    &wget_progress_quiet::CHECK,
    &windows_kernel_unshared::CHECK,
    &workdir_absolute::CHECK,
    &workdir_outside_system::CHECK,
    &workdir_path_quoted::CHECK,
    &workdir_stated_in_full::CHECK,
    &yaml_keys_unique::CHECK,
    &yarn_cache_cleaned::CHECK,
    &yum_assumes_yes::CHECK,
    &yum_cache_cleaned::CHECK,
    &yum_certificates_verified::CHECK,
    &yum_packages_pinned::CHECK,
    &yum_signatures_verified::CHECK,
    &zypper_assumes_yes::CHECK,
    &zypper_cache_cleaned::CHECK,
    &zypper_packages_pinned::CHECK,
];
