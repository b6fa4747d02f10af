//! The first byte chooses the command, the rest is what it printed.

#![no_main]

use libfuzzer_sys::fuzz_target;
use plimsoll_rules::model::host::{Source, read};

const SOURCES: &[Source] = &[
    Source::Endpoint,
    Source::DaemonUsers,
    Source::ContainerdConfig,
    Source::Uname,
    Source::OsRelease,
    Source::Uid,
    Source::Clock,
    Source::Files,
    Source::Mounts,
    Source::Devices,
    Source::FileSystems,
    Source::Groups,
    Source::PrimaryMembers,
    Source::AuditRules,
    Source::AuditStatus,
    Source::Listeners,
    Source::ContentTrust,
    Source::SecurityModules,
    Source::AppArmorSwitch,
    Source::AppArmorProfiles,
    Source::SelinuxMode,
    Source::ProxyCount,
    Source::AuthorityDates,
    Source::AuthorityChanged,
    Source::Processes,
    Source::SetUserIdFiles,
    Source::Executions,
];

fuzz_target!(|bytes: &[u8]| {
    if let Some((choice, printed)) = bytes.split_first() {
        let source = SOURCES[usize::from(*choice) % SOURCES.len()];
        read(source, &String::from_utf8_lossy(printed));
    }
});
