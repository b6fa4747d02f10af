//! Any bytes, taken for compose files: NUL bytes part them. One alone is a project by itself;
//! several lie in one folder, where they may be merged, extended and included.

#![no_main]

use libfuzzer_sys::fuzz_target;
use plimsoll_rules::artifact::kind::Kind;
use plimsoll_rules::{Policy, assess, read_as};

const NAMES: [&str; 4] = [
    "compose.yaml",
    "compose.override.yaml",
    "base.yaml",
    "sub/compose.yaml",
];

fuzz_target!(|bytes: &[u8]| {
    let parts = bytes.splitn(NAMES.len(), |byte| *byte == 0);
    let files = NAMES.iter().zip(parts);
    let artifacts: Vec<_> = files
        .map(|(name, bytes)| read_as(name, bytes, Kind::Compose))
        .collect();
    assess(&artifacts, &Policy::default());
});
