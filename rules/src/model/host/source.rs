//! One way in: which command printed a text decides what is read from it.

use super::{
    ArchivedFile, AuditRules, AuditStatus, AuthorityDates, ContainerdConfig, DaemonUser, Device,
    Execution, FileRecord, FileSystem, Group, Listener, Mounts, OsRelease, PrimaryMember, Process,
    Profile, SelinuxMode, TrustSetting, archive, audit, authority, confinement, daemon, executions,
    files, groups, listeners, machine, mounts, processes, space, trust,
};
use crate::artifact::Problem;
use crate::span::Spanned;

/// The command that printed a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// The address of the daemon that was asked.
    Endpoint,
    /// Who runs the daemon's processes.
    DaemonUsers,
    /// containerd's `config.toml`.
    ContainerdConfig,
    /// `uname -a`.
    Uname,
    /// `/etc/os-release`.
    OsRelease,
    /// `id -u` of whoever collected.
    Uid,
    /// `date -u +%s` when it was collected.
    Clock,
    /// `stat` of files, folders and sockets.
    Files,
    /// `/proc/self/mountinfo`.
    Mounts,
    /// The device numbers of the data root, its parent and containerd's folder.
    Devices,
    /// `df -P` of the data root.
    FileSystems,
    /// The groups whose members may speak to the daemon.
    Groups,
    /// The users whose first group is one of those.
    PrimaryMembers,
    /// `auditctl -l`, or a file of audit rules.
    AuditRules,
    /// `auditctl -s`.
    AuditStatus,
    /// `ss -H -lntup`.
    Listeners,
    /// Lines that set content trust.
    ContentTrust,
    /// The kernel's active security modules.
    SecurityModules,
    /// Whether the kernel has `AppArmor` switched on.
    AppArmorSwitch,
    /// `aa-status --json`.
    AppArmorProfiles,
    /// `getenforce`.
    SelinuxMode,
    /// How many processes forward published ports in user space.
    ProxyCount,
    /// The first and last day of the swarm's certificate authority.
    AuthorityDates,
    /// When the file of that certificate was last written.
    AuthorityChanged,
    /// `docker top` of one container.
    Processes,
    /// Set-user-id and set-group-id files of one container.
    SetUserIdFiles,
    /// What the audit log says of `docker exec`.
    Executions,
}

/// What one command shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Observation {
    /// A single word or line; `None` where nothing was printed.
    Word(Option<Spanned<String>>),
    /// A single number; `None` where none was printed.
    Number(Option<Spanned<u64>>),
    /// Words of a list.
    Words(Vec<Spanned<String>>),
    /// Who runs the daemon.
    DaemonUsers(Vec<DaemonUser>),
    /// What containerd's file sets.
    ContainerdConfig(ContainerdConfig),
    /// The operating system.
    OsRelease(OsRelease),
    /// Files, folders and sockets.
    Files(Vec<FileRecord>),
    /// The mount table.
    Mounts(Mounts),
    /// Device numbers.
    Devices(Vec<Device>),
    /// File systems and their space.
    FileSystems(Vec<FileSystem>),
    /// Groups and their members.
    Groups(Vec<Group>),
    /// Members of groups that the groups' own lists do not name.
    PrimaryMembers(Vec<PrimaryMember>),
    /// What is audited.
    AuditRules(AuditRules),
    /// Whether auditing is on.
    AuditStatus(AuditStatus),
    /// Sockets that wait for others.
    Listeners(Vec<Listener>),
    /// Settings of content trust.
    ContentTrust(Vec<TrustSetting>),
    /// Profiles of `AppArmor`.
    Profiles(Vec<Profile>),
    /// How `SELinux` acts; `None` where nothing was printed.
    Selinux(Option<Spanned<SelinuxMode>>),
    /// How long the swarm's certificate authority lasts.
    AuthorityDates(AuthorityDates),
    /// Processes of one container.
    Processes(Vec<Process>),
    /// Files of one container that act with another's rights.
    SetUserIdFiles(Vec<ArchivedFile>),
    /// Commands run in containers.
    Executions(Vec<Execution>),
}

/// Reads what a command printed. Never fails: what cannot be read is left out and listed.
pub fn read(source: Source, text: &str) -> (Observation, Vec<Problem>) {
    let problems = &mut Vec::new();
    let observation = match source {
        Source::Endpoint | Source::Uname | Source::AppArmorSwitch => {
            Observation::Word(machine::first_line(text))
        }
        Source::Uid | Source::Clock | Source::ProxyCount | Source::AuthorityChanged => {
            Observation::Number(machine::number(text, problems))
        }
        Source::SecurityModules => Observation::Words(confinement::security_modules(text)),
        Source::DaemonUsers => Observation::DaemonUsers(daemon::daemon_users(text, problems)),
        Source::ContainerdConfig => Observation::ContainerdConfig(daemon::containerd_config(text)),
        Source::OsRelease => Observation::OsRelease(machine::os_release(text)),
        Source::Files => Observation::Files(files::file_records(text, problems)),
        Source::Mounts => Observation::Mounts(mounts::mounts(text, problems)),
        Source::Devices => Observation::Devices(space::devices(text, problems)),
        Source::FileSystems => Observation::FileSystems(space::file_systems(text, problems)),
        Source::Groups => Observation::Groups(groups::groups(text, problems)),
        Source::PrimaryMembers => {
            Observation::PrimaryMembers(groups::primary_members(text, problems))
        }
        Source::AuditRules => Observation::AuditRules(audit::audit_rules(text, problems)),
        Source::AuditStatus => Observation::AuditStatus(audit::audit_status(text)),
        Source::Listeners => Observation::Listeners(listeners::listeners(text, problems)),
        Source::ContentTrust => Observation::ContentTrust(trust::content_trust(text)),
        Source::AppArmorProfiles => Observation::Profiles(confinement::profiles(text, problems)),
        Source::SelinuxMode => Observation::Selinux(confinement::selinux_mode(text, problems)),
        Source::AuthorityDates => {
            Observation::AuthorityDates(authority::authority_dates(text, problems))
        }
        Source::Processes => Observation::Processes(processes::processes(text, problems)),
        Source::SetUserIdFiles => {
            Observation::SetUserIdFiles(archive::set_user_id_files(text, problems))
        }
        Source::Executions => Observation::Executions(executions::executions(text)),
    };
    (observation, std::mem::take(problems))
}
