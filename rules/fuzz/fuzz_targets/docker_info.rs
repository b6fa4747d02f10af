//! Any bytes, as what engines say of themselves: JSON, YAML or text, with places in the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use plimsoll_rules::model::{docker_info, docker_version};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let info = docker_info::read(&text);
    let version = docker_version::read(&text);
    let problems = info.problems.iter().chain(&version.problems);
    let warnings = info.warnings.items().iter().map(|it| it.span);
    for span in problems.filter_map(|it| it.span).chain(warnings) {
        assert!(text.get(span.start..span.end).is_some());
    }
});
