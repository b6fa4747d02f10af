//! Decides `exposed-protocols-lowercase`: protocols of exposed ports are in lower case.

use super::{Check, Decide, changes, exposed};
use crate::catalogue::exposed_protocols_lowercase::{CONTROL, PROTOCOL_IN_CAPITALS};
use crate::facts::Build;
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::span::Span;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let words = exposed::words(build);
    for found in &words {
        let word = &found.written.value;
        let settled = found.ports.as_deref().ok();
        // Where a variable stands for the port, the protocol behind it may still be written out.
        let written = [word.clone()];
        let texts: Vec<&String> = match settled {
            Some(ports) => ports.iter().map(|port| &port.text).collect(),
            None => written.iter().collect(),
        };
        let protocols = texts
            .iter()
            .filter_map(|text| Some(text.rsplit_once('/')?.1));
        let mut capitals = protocols.filter(|protocol| {
            !protocol.contains('$') && protocol.contains(|letter: char| letter.is_ascii_uppercase())
        });
        let Some(protocol) = capitals.next() else {
            continue;
        };
        let mut finding = Finding::new(PROTOCOL_IN_CAPITALS)
            .with("protocol", protocol)
            .at(found.step.at(found.written.span));
        let slash = word.rfind('/');
        let is_exact = changes::is_verbatim(build, found.written)
            || (word.ends_with(protocol) && found.written.span.of(build.text) == word);
        if let Some(slash) = slash.filter(|_| is_exact) {
            let start = found.written.span.start + slash + 1;
            let span = Span::new(start, start + protocol.len());
            let lower = protocol.to_ascii_lowercase();
            finding = finding.mended_by(Remedy::safe(vec![Edit::replace(span, lower)]));
        }
        failures.push(finding);
    }
    Verdict::over(!words.is_empty(), failures, Vec::new())
}
