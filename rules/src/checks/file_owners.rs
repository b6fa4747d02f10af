//! Decides the controls whose ids end in `-owned`, those on the owners of Docker's own files,
//! which CIS 3.1 to 3.24 name: root and root's group.
//!
//! They stand together because they differ in nothing but the file; the engine's socket, whose
//! group is another, has a module of its own.

use super::{Check, Decide, host_files};
use crate::catalogue::{self, Reason};
use crate::facts::{HostFile, Machine};
use crate::finding::{Finding, Verdict};

/// Declares the check of each control on a file.
macro_rules! owned {
    ($($check:ident = $control:ident on $file:ident;)+) => { $(
        pub(super) static $check: Check = Check {
            control: &catalogue::$control::CONTROL,
            decide: Decide::Machine(|machine| {
                decide(machine, HostFile::$file, catalogue::$control::OWNER_OTHER)
            }),
        };
    )+ };
}

owned! {
    CONTAINERD_SOCKET = containerd_socket_owned on ContainerdSocket;
    DAEMON_JSON = daemon_json_owned on DaemonJson;
    DEFAULT_FILE = default_file_owned on DefaultFile;
    DOCKER_CONFIG = docker_config_owned on ConfigFolder;
    REGISTRY_CERTIFICATES = registry_certificates_owned on RegistryCertificates;
    SERVICE_UNIT = service_unit_owned on ServiceUnit;
    SOCKET_UNIT = socket_unit_owned on SocketUnit;
    SYSCONFIG_FILE = sysconfig_file_owned on SysconfigFile;
    TLS_AUTHORITY = tls_authority_owned on TlsAuthority;
    TLS_CERTIFICATE = tls_certificate_owned on TlsCertificate;
    TLS_KEY = tls_key_owned on TlsKey;
}

fn decide(machine: &Machine, file: HostFile, other: &'static Reason) -> Verdict {
    host_files::each(machine, file, |record| {
        if (record.user_id, record.group_id) == (0, 0) {
            return Verdict::Pass(Some(record.evidence));
        }
        Finding::new(other)
            .with("path", &record.path)
            .with("owner", record.owner())
            .at(record.evidence)
            .fails()
    })
}
