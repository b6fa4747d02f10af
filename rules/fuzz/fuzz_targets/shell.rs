//! Any bytes, as the script of a build step.

#![no_main]

use libfuzzer_sys::fuzz_target;
use plimsoll_rules::facts::commands::runs;
use plimsoll_rules::facts::packages::{cleanings, package_calls};
use plimsoll_rules::model::dockerfile;

fuzz_target!(|bytes: &[u8]| {
    let text = format!("FROM alpine\nRUN {}", String::from_utf8_lossy(bytes));
    let file = dockerfile::read(&text);
    let runs = runs(&file, &text);
    for run in &runs {
        for call in run.invocations() {
            assert!(text.get(call.span.start..call.span.end).is_some());
        }
    }
    cleanings(&runs, &package_calls(&file, &runs));
});
