//! Decides `daemon-keys-known`: the daemon starts again with the file it has.

use super::{Check, Decide, unsettled};
use crate::catalogue::daemon_keys_known::{CONTROL, KEY_RETIRED, KEY_UNKNOWN};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    let (unknown, retired) = (&daemon.unknown_keys, &daemon.retired_keys);
    let misspelt = unknown.items.iter().map(|key| (KEY_UNKNOWN, key));
    let retired_keys = retired.items.iter().map(|key| (KEY_RETIRED, key));
    let failures = misspelt.chain(retired_keys).map(|(reason, key)| {
        Finding::new(reason)
            .with("key", &key.value)
            .at(key.evidence)
    });
    let mut open = unsettled::unseen_all(&unknown.unknown);
    open.extend(unsettled::unseen_all(&retired.unknown));
    open.dedup();
    Verdict::of_lists(failures.collect(), open)
}
