//! Decides `exposed-ports-unmapped`: `EXPOSE` names the container's ports alone.

use super::{Check, Decide, changes, exposed};
use crate::catalogue::exposed_ports_unmapped::{CONTROL, HOST_SIDE_NAMED};
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
        let is_mapped = match &found.ports {
            Ok(ports) => ports.iter().any(|port| port.is_mapped),
            Err(_) => exposed::without_variables(&found.written.value).contains(':'),
        };
        if !is_mapped {
            continue;
        }
        let span = found.written.span;
        let mut finding = Finding::new(HOST_SIDE_NAMED)
            .with("port", &found.written.value)
            .at(found.step.at(span));
        let host = found.written.value.rfind(':');
        if let Some(colon) = host.filter(|_| changes::is_verbatim(build, found.written)) {
            let host = Span::new(span.start, span.start + colon + 1);
            finding = finding.mended_by(Remedy::safe(vec![Edit::delete(host)]));
        }
        failures.push(finding);
    }
    Verdict::over(!words.is_empty(), failures, Vec::new())
}
