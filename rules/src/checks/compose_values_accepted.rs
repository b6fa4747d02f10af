//! Decides `compose-values-accepted`: Compose takes every value, and as it is meant.
//!
//! Keys that Compose does not know and names that nothing declares are other controls'.

use super::{Check, Decide};
use crate::catalogue::compose_values_accepted::{
    CAPABILITY_UNKNOWN, CONTROL, VALUE_MISREAD, VALUE_REFUSED,
};
use crate::facts::{Capability, Whole};
use crate::finding::{Edit, Evidence, Finding, Remedy, Verdict};
use crate::model::compose::{Fault, FaultKind, Service, Setting};
use crate::sheet::Refusal;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Project(decide),
};

fn decide(whole: Whole<'_>) -> Verdict {
    let faults = &whole.project.compose.faults;
    let mut failures: Vec<Finding> = faults
        .iter()
        .filter_map(|fault| finding(whole, fault))
        .collect();
    let services = &whole.project.compose.services;
    failures.extend(services.iter().flat_map(|it| capabilities(whole, it)));
    Verdict::of_lists(failures, Vec::new())
}

/// The names in a service's lists of capabilities that are none. Compose hands them on, and the
/// engine refuses them.
fn capabilities(whole: Whole<'_>, service: &Service) -> Vec<Finding> {
    let lists = [service.cap_add(), service.cap_drop()];
    let names = lists.into_iter().flatten().filter_map(|name| match name {
        Setting::Set(name) => Some(name),
        Setting::Absent | Setting::Unresolved { .. } | Setting::Malformed { .. } => None,
    });
    let unknown = names.filter(|name| !Capability::new(&name.value).is_known());
    unknown
        .map(|name| {
            Finding::new(CAPABILITY_UNKNOWN)
                .with("capability", &name.value)
                .with("service", &service.name.value)
                .at(whole.at(name.span))
        })
        .collect()
}

fn finding(whole: Whole<'_>, fault: &Fault) -> Option<Finding> {
    let reason = match fault.kind {
        FaultKind::BadName
        | FaultKind::WrongType { .. }
        | FaultKind::BadValue
        | FaultKind::BadVariable
        | FaultKind::Missing { .. }
        | FaultKind::Duplicate
        | FaultKind::Conflict
        | FaultKind::Cycle
        | FaultKind::More { .. } => VALUE_REFUSED,
        FaultKind::Dropped | FaultKind::Misread => VALUE_MISREAD,
        FaultKind::UnknownKey { .. }
        | FaultKind::BadReference { .. }
        | FaultKind::InactiveReference { .. }
        | FaultKind::ContainerName
        | FaultKind::Obsolete => return None,
    };
    let place = whole.at(fault.span);
    let finding = Finding::new(reason)
        .with("problem", &fault.message)
        .at(place);
    Some(match remedy(whole, fault, place) {
        Some(Ok(remedy)) => finding.mended_by(remedy),
        Some(Err(refusal)) => finding.unmended(refusal.sentence()),
        None => finding,
    })
}

/// A single value as the list of it, or a number as the text that it is.
fn remedy(whole: Whole<'_>, fault: &Fault, place: Evidence) -> Option<Result<Remedy, Refusal>> {
    let FaultKind::WrongType { wanted } = fault.kind else {
        return None;
    };
    let span = place.span?;
    let text = whole.text(place.artifact);
    let value = span.of(text);
    if wanted == "a list" && value.contains('$') {
        return Some(Err(Refusal::Interpolated));
    }
    let line = text.get(..span.start)?.rsplit('\n').next()?;
    let (_, between) = line.rsplit_once(':')?;
    // Whether an anchor or a tag stands in the way is looked at with the edit.
    let mut between = between.split_whitespace();
    let is_plain = !value.is_empty()
        && value.bytes().all(is_plain)
        && between.all(|word| word.starts_with(['&', '!']));
    if !is_plain {
        return None;
    }
    let remedy = match wanted {
        "a list" if hardens(&fault.path, value) => {
            let list = format!("[{value}]");
            Remedy::safe(vec![Edit::replace(span, list)])
        }
        "a list" => {
            let asks = "Confirm that the list has this one entry.";
            let list = format!("[{value}]");
            Remedy::assisted(asks, vec![Edit::replace(span, list)])
        }
        "text" if is_number_above_nought(value) => {
            let quoted = format!("\"{value}\"");
            Remedy::safe(vec![Edit::replace(span, quoted)])
        }
        _ => return None,
    };
    Some(Ok(remedy))
}

/// Whether a list of this entry only takes rights away.
fn hardens(path: &str, value: &str) -> bool {
    path.ends_with(".cap_drop")
        || (path.ends_with(".security_opt") && value == "no-new-privileges:true")
}

/// A user 0 that Compose refuses today would be root tomorrow.
fn is_number_above_nought(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_digit()) && value.parse::<u64>().is_ok_and(|it| it > 0)
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_-./:=".contains(&byte)
}
