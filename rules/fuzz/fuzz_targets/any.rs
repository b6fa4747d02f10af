//! Any bytes, as whatever they are taken for: read, judged, exported.

#![no_main]

use libfuzzer_sys::fuzz_target;
use plimsoll_rules::export::json::{Verdicts, json};
use plimsoll_rules::{Policy, assess, read};

fuzz_target!(|bytes: &[u8]| {
    let report = assess(&[read("file", bytes)], &Policy::default());
    json(&report, Verdicts::All);
});
