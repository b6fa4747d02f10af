//! What a machine itself shows of its Docker: modes, mounts, groups, audit rules, listeners.
//!
//! Each reader takes the output of one command that the collector ran and keeps the place of
//! every value in it. Which value is safe is not known here.

mod archive;
mod audit;
mod authority;
mod confinement;
mod daemon;
mod executions;
mod files;
mod groups;
mod line;
mod listeners;
mod machine;
mod mounts;
mod processes;
mod source;
mod space;
mod trust;

#[cfg(test)]
mod tests;

pub use archive::{ArchivedFile, set_user_id_files};
pub use audit::{
    Action, AuditRule, AuditRules, AuditStatus, Permissions, Target, audit_rules, audit_status,
};
pub use authority::{AuthorityDates, authority_dates};
pub use confinement::{Profile, SelinuxMode, profiles, security_modules, selinux_mode};
pub use daemon::{ContainerdConfig, DaemonUser, containerd_config, daemon_users};
pub use executions::{Execution, executions};
pub use files::{FileKind, FileRecord, FileState, FileStatus, file_records};
pub use groups::{Group, PrimaryMember, groups, primary_members};
pub use listeners::{Listener, Protocol, listeners};
pub use machine::{OsRelease, os_release};
pub use mounts::{Mount, Mounts, mounts};
pub use processes::{Process, processes};
pub use source::{Observation, Source, read};
pub use space::{Device, FileSystem, devices, file_systems};
pub use trust::{TrustSetting, content_trust};
