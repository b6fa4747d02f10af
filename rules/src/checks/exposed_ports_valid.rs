//! Decides `exposed-ports-valid`: what is exposed are port numbers that exist.

use super::{Check, Decide, exposed, unsettled};
use crate::catalogue::exposed_ports_valid::{
    CONTROL, PORT_NO_NUMBER, PORT_TOO_HIGH, PORT_UNRESOLVED, PROTOCOL_UNKNOWN,
};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// The highest port there is.
const HIGHEST: u64 = 65_535;

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let words = exposed::words(build);
    for word in &words {
        let ports = match &word.ports {
            Ok(ports) => ports,
            Err(missing) => {
                unknown.push(unsettled::finding(missing, PORT_UNRESOLVED));
                continue;
            }
        };
        for port in ports {
            let reason = match port.range {
                None => PORT_NO_NUMBER,
                Some((first, last)) if first.max(last) > HIGHEST => PORT_TOO_HIGH,
                Some(_) if !port.is_protocol_known => PROTOCOL_UNKNOWN,
                Some(_) => continue,
            };
            let finding = Finding::new(reason).with("port", &port.text);
            failures.push(finding.at(word.step.at(word.written.span)));
        }
    }
    Verdict::over(!words.is_empty(), failures, unknown)
}
