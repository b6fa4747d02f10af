//! Decides the controls whose ids end in `-restricted`, those on the modes of Docker's own
//! files, which CIS 3.1 to 3.24 name: no right beyond those that are needed.
//!
//! They stand together because they differ in nothing but the file and its mode; certificates
//! of registries, among which lie keys, have a module of their own.

use super::{Check, Decide, host_files};
use crate::catalogue::{self, Reason};
use crate::facts::{HostFile, Machine, Record};
use crate::finding::{Finding, Verdict};

/// Declares the check of each control on a file, with the most that its mode may allow.
macro_rules! restricted {
    ($($check:ident = $control:ident on $file:ident within $most:literal;)+) => { $(
        pub(super) static $check: Check = Check {
            control: &catalogue::$control::CONTROL,
            decide: Decide::Machine(|machine| {
                decide(machine, HostFile::$file, $most, catalogue::$control::MODE_WIDE)
            }),
        };
    )+ };
}

restricted! {
    CONTAINERD_SOCKET = containerd_socket_restricted on ContainerdSocket within 0o660;
    DAEMON_JSON = daemon_json_restricted on DaemonJson within 0o644;
    DEFAULT_FILE = default_file_restricted on DefaultFile within 0o644;
    DOCKER_CONFIG = docker_config_restricted on ConfigFolder within 0o755;
    DOCKER_SOCKET = docker_socket_restricted on DockerSocket within 0o660;
    SERVICE_UNIT = service_unit_restricted on ServiceUnit within 0o644;
    SOCKET_UNIT = socket_unit_restricted on SocketUnit within 0o644;
    SYSCONFIG_FILE = sysconfig_file_restricted on SysconfigFile within 0o644;
    TLS_AUTHORITY = tls_authority_restricted on TlsAuthority within 0o444;
    TLS_CERTIFICATE = tls_certificate_restricted on TlsCertificate within 0o444;
    TLS_KEY = tls_key_restricted on TlsKey within 0o400;
}

fn decide(machine: &Machine, file: HostFile, most: u32, wide: &'static Reason) -> Verdict {
    host_files::each(machine, file, |record| {
        if record.allows_more_than(most) {
            finding(wide, record).fails()
        } else {
            Verdict::Pass(Some(record.evidence))
        }
    })
}

/// A finding on a file's mode.
pub(super) fn finding(reason: &'static Reason, record: &Record) -> Finding {
    Finding::new(reason)
        .with("path", &record.path)
        .with("mode", format_args!("{:o}", record.mode))
        .at(record.evidence)
}
