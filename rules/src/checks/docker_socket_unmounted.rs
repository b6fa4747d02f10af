//! Decides `docker-socket-unmounted`: no container can reach a container engine's socket.
//!
//! Read-only mounts count: a socket is used by connecting to it. So do the folders that
//! hold one. A proxy that is made for it holds the socket all the same, and is the place to
//! say what may pass.

use super::{Check, Decide, host_mounts, service_edits, unsettled};
use crate::catalogue::Reason;
use crate::catalogue::docker_socket_unmounted::{
    API_SOCKET_USED, CONTROL, DIRECTORY_IN_VOLUME, DIRECTORY_MOUNTED, PROXY_HOLDS_SOCKET,
    SOCKET_IN_VOLUME, SOCKET_MOUNTED, SOCKET_MOUNTED_READ_ONLY, SOURCE_CLIMBS, SOURCE_UNRESOLVED,
};
use crate::facts::{Composed, Mount, OpenMount, Runtime, SocketReach, Stated, Volume};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::First(&[
        Decide::Volume(of_volume),
        Decide::Mended(&Decide::Runtime(decide), mend),
    ]),
};

fn of_volume(volume: &Volume) -> Verdict {
    let bound = volume.bound();
    let failures = bound.iter().filter_map(|mount| {
        let reason = match mount.value.reaches_control_socket()? {
            SocketReach::Socket => SOCKET_IN_VOLUME,
            SocketReach::Folder => DIRECTORY_IN_VOLUME,
        };
        let finding = Finding::new(reason).with("source", &mount.value.source);
        Some(finding.at(mount.evidence))
    });
    let failures = failures.collect();
    let unknown = unsettled::unseen_all(&volume.options.unknown);
    Verdict::over(bound.is_some(), failures, unknown)
}

fn decide(runtime: &Runtime) -> Verdict {
    let mounted = runtime.mounts.items.iter();
    let mut failures: Vec<Finding> = mounted.filter_map(|it| reaching(runtime, it)).collect();
    let open = runtime.open_mounts.iter();
    let open = open.filter(|mount| mount.value.is_control_socket());
    failures.extend(open.map(|mount| of_open(runtime, mount)));
    failures.extend(
        runtime
            .api_socket
            .map(|evidence| Finding::new(API_SOCKET_USED).at(evidence)),
    );
    let leads_there = |led: &Mount| led.reaches_control_socket().is_some();
    let unknown = host_mounts::unknown(runtime, leads_there, SOURCE_UNRESOLVED, SOURCE_CLIMBS);
    Verdict::of_lists(failures, unknown)
}

fn reaching(runtime: &Runtime, mount: &Stated<Mount>) -> Option<Finding> {
    let Mount {
        source,
        target,
        read_only,
        ..
    } = &mount.value;
    let reason = match mount.value.reaches_control_socket()? {
        SocketReach::Socket => of_socket(runtime, *read_only),
        SocketReach::Folder => DIRECTORY_MOUNTED,
    };
    let finding = Finding::new(reason).with("source", source);
    Some(
        finding
            .with("target", host_mounts::place(target))
            .at(mount.evidence),
    )
}

/// The socket is known although a variable leaves the rest open.
fn of_open(runtime: &Runtime, mount: &Stated<OpenMount>) -> Finding {
    let is_read_only = mount.value.read_only == Some(true);
    Finding::new(of_socket(runtime, is_read_only))
        .with("source", &mount.value.written)
        .with("target", host_mounts::place(&mount.value.target))
        .at(mount.evidence)
}

fn of_socket(runtime: &Runtime, is_read_only: bool) -> &'static Reason {
    if runtime.is_socket_proxy {
        PROXY_HOLDS_SOCKET
    } else if is_read_only {
        SOCKET_MOUNTED_READ_ONLY
    } else {
        SOCKET_MOUNTED
    }
}

/// What needs the socket itself is for people to find another way for.
fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    if finding.reason.key != API_SOCKET_USED.key {
        return finding;
    }
    service_edits::mended(
        finding,
        service,
        "Give the program a filtering socket proxy, or make sure that it does without the engine.",
        |site| site.without(&["use_api_socket"]),
    )
}
