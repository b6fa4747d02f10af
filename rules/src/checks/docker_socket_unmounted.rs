//! Decides `docker-socket-unmounted`: no container can reach a container engine's socket.
//!
//! Read-only mounts count: a socket is used by connecting to it. So do the folders that
//! hold one.

use super::{Check, Decide, unsettled};
use crate::catalogue::docker_socket_unmounted::{
    API_SOCKET_USED, CONTROL, DIRECTORY_MOUNTED, SOCKET_MOUNTED, SOURCE_UNRESOLVED,
};
use crate::facts::{Mount, Runtime, SocketReach, Stated};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Runtime(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    let mut failures: Vec<Finding> = runtime.mounts.items.iter().filter_map(reaching).collect();
    failures.extend(
        runtime
            .api_socket
            .map(|evidence| Finding::new(API_SOCKET_USED).at(evidence)),
    );
    let unknown = unsettled::findings(&runtime.mounts.unknown, SOURCE_UNRESOLVED);
    Verdict::of_lists(failures, unknown)
}

fn reaching(mount: &Stated<Mount>) -> Option<Finding> {
    let reason = match mount.value.reaches_control_socket()? {
        SocketReach::Socket => &SOCKET_MOUNTED,
        SocketReach::Folder => &DIRECTORY_MOUNTED,
    };
    let finding = Finding::new(reason)
        .with("source", &mount.value.source)
        .with("target", &mount.value.target);
    Some(finding.at(mount.evidence))
}
