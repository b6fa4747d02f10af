//! Decides the controls whose ids end in `-audited`, one for each file that CIS 1.1.3 to 1.1.18
//! name: an audit rule records every change to it.
//!
//! They stand together because they differ in nothing but the file.

use super::audited::{self, Reasons};
use super::{Check, Decide};
use crate::catalogue;
use crate::facts::HostFile;

/// Declares the check of each control on a file.
macro_rules! audited {
    ($($check:ident = $control:ident on $file:ident;)+) => { $(
        pub(super) static $check: Check = Check {
            control: &catalogue::$control::CONTROL,
            decide: Decide::Machine(|machine| {
                let reasons = Reasons {
                    unwatched: catalogue::$control::FILE_UNWATCHED,
                    unrecorded: catalogue::$control::CHANGES_UNRECORDED,
                    off: catalogue::$control::AUDITING_OFF,
                };
                audited::decide(machine, HostFile::$file, &reasons)
            }),
        };
    )+ };
}

audited! {
    DOCKERD = dockerd_audited on Dockerd;
    CONTAINERD_STATE = containerd_state_audited on ContainerdState;
    DOCKER_DATA = docker_data_audited on DataRoot;
    DOCKER_CONFIG = docker_config_audited on ConfigFolder;
    SERVICE_UNIT = service_unit_audited on ServiceUnit;
    CONTAINERD_SOCKET = containerd_socket_audited on ContainerdSocket;
    SOCKET_UNIT = socket_unit_audited on SocketUnit;
    DEFAULT_FILE = default_file_audited on DefaultFile;
    DAEMON_JSON = daemon_json_audited on DaemonJson;
    CONTAINERD_CONFIG = containerd_config_audited on ContainerdConfig;
    SYSCONFIG_FILE = sysconfig_file_audited on SysconfigFile;
    CONTAINERD = containerd_audited on Containerd;
    CONTAINERD_SHIM = containerd_shim_audited on ContainerdShim;
    CONTAINERD_SHIM_RUNC_V1 = containerd_shim_runc_v1_audited on ContainerdShimRuncV1;
    CONTAINERD_SHIM_RUNC_V2 = containerd_shim_runc_v2_audited on ContainerdShimRuncV2;
    RUNC = runc_audited on Runc;
}
