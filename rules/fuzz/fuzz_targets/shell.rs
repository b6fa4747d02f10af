//! Any bytes, as the script of a build step: its commands and what they ask of package managers.

#![no_main]

use libfuzzer_sys::fuzz_target;
use plimsoll_rules::artifact::kind::Kind;
use plimsoll_rules::executor::InTurn;
use plimsoll_rules::facts::subjects;
use plimsoll_rules::{Policy, read_as};

fuzz_target!(|bytes: &[u8]| {
    let text = [&b"FROM alpine\nRUN "[..], bytes].concat();
    let artifacts = [read_as("Dockerfile", &text, Kind::Dockerfile)];
    let text = &artifacts[0].text;
    let policy = Policy::default();
    let (subjects, _) = subjects(&InTurn, &artifacts, &[], &policy);
    for subject in subjects {
        let Some(build) = &subject.build else { continue };
        for call in build.calls() {
            let span = call.invocation.span;
            assert!(text.get(span.start..span.end).is_some());
        }
        for (_, packages) in build.package_calls() {
            assert!(text.get(packages.span.start..packages.span.end).is_some());
        }
    }
});
