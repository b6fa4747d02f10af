//! Decides `registry-certificates-restricted`: nobody may change what lies below
//! `/etc/docker/certs.d`, and keys there are not for everybody's eyes.
//!
//! CIS 3.8 takes 444 for all of it. A key needs less, so one that others may read fails.

use super::file_modes::finding;
use super::{Check, Decide, host_files};
use crate::catalogue::registry_certificates_restricted::{CONTROL, KEY_READABLE, MODE_WIDE};
use crate::facts::{HostFile, Machine};
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Machine(decide),
};

fn decide(machine: &Machine) -> Verdict {
    host_files::each(machine, HostFile::RegistryCertificates, |record| {
        if record.allows_more_than(0o444) {
            finding(MODE_WIDE, record).fails()
        } else if is_key(&record.path) && record.is_open_to_all() {
            finding(KEY_READABLE, record).fails()
        } else {
            Verdict::Pass(Some(record.evidence))
        }
    })
}

/// The engine takes files for keys by this ending.
fn is_key(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, ending)| ending == "key")
}
