//! Decides `volumes-socket-free`: no volume is declared over a container engine's socket.

use super::{Check, Decide, unsettled, volumes};
use crate::catalogue::volumes_socket_free::{CONTROL, PATH_UNRESOLVED, SOCKET_NAMED};
use crate::facts::{Build, is_engine_socket};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let is_socket = |path: &&String| path.starts_with('/') && is_engine_socket(path);
    let found = volumes::shipped(build, |parts| parts.iter().find(is_socket).cloned());
    let failures = found.named.into_iter().map(|named| {
        let finding = Finding::new(SOCKET_NAMED).with("path", &named.path);
        named.finding(
            finding,
            "Confirm that the program does not talk to the engine.",
        )
    });
    let failures = failures.collect();
    let unknown = unsettled::findings(&found.unknown, PATH_UNRESOLVED);
    Verdict::over(found.is_concerned, failures, unknown)
}
