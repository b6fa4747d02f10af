//! Any bytes, taken for this one kind.

#![no_main]

use libfuzzer_sys::fuzz_target;
use plimsoll_rules::artifact::kind::Kind;
use plimsoll_rules::{Policy, assess, read_as};

fuzz_target!(|bytes: &[u8]| {
    assess(&[read_as("run.sh", bytes, Kind::DockerRun)], &Policy::default());
});
