//! Decides `compose-keys-known`: Compose knows every key, where it stands.

use super::{Check, Decide};
use crate::catalogue::compose_keys_known::{
    CONTROL, KEY_ELSEWHERE, KEY_MISSPELT, KEY_UNKNOWN, SERVICES_AT_TOP,
};
use crate::facts::Whole;
use crate::finding::{Edit, Evidence, Finding, Remedy, Verdict};
use crate::model::compose::{Fault, FaultKind, Form};
use crate::model::yaml::Node;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Project(decide),
};

fn decide(whole: Whole<'_>) -> Verdict {
    let compose = &whole.project.compose;
    let mut failures = Vec::new();
    if compose.form == Form::V1 {
        let first = compose.services.first();
        let place = first.map(|service| whole.at(service.name.span));
        failures.push(Finding::new(SERVICES_AT_TOP).at_any(place));
    }
    // There each service is such a key, which is told once.
    let told = |fault: &&Fault| compose.form != Form::V1 || fault.path.contains('.');
    let faults = compose.faults.iter().filter(told);
    failures.extend(faults.filter_map(|fault| unknown(whole, fault)));
    Verdict::of_lists(failures, Vec::new())
}

fn unknown(whole: Whole<'_>, fault: &Fault) -> Option<Finding> {
    let FaultKind::UnknownKey {
        key,
        close,
        belongs,
    } = &fault.kind
    else {
        return None;
    };
    let place = whole.at(fault.span);
    let finding = match (close, belongs) {
        (Some(close), _) => {
            let finding = Finding::new(KEY_MISSPELT).with("close", close);
            match renamed(whole, fault, key, close, place) {
                Some(remedy) => finding.mended_by(remedy),
                None => finding,
            }
        }
        (None, Some(belongs)) => Finding::new(KEY_ELSEWHERE).with("place", belongs),
        (None, None) => Finding::new(KEY_UNKNOWN),
    };
    Some(finding.with("key", key).at(place))
}

/// The key under the name that is close to it, unless the mapping has that already.
fn renamed(
    whole: Whole<'_>,
    fault: &Fault,
    key: &str,
    close: &str,
    place: Evidence,
) -> Option<Remedy> {
    let span = place.span?;
    let is_bare = span.of(whole.text(place.artifact)) == key;
    let (above, _) = fault.path.rsplit_once('.').unwrap_or(("", ""));
    let mapping = at(&whole.project.compose.root, above)?;
    let is_free = mapping.entry(key).is_some() && mapping.entry(close).is_none();
    (is_bare && is_free).then(|| {
        let asks = format!("Confirm that {close} is the key that is meant.");
        Remedy::assisted(asks, vec![Edit::replace(span, close)])
    })
}

/// The mapping that a fault's path leads to; `None` where names make the path unclear.
fn at<'n>(root: &'n Node, path: &str) -> Option<&'n Node> {
    if path.is_empty() {
        return Some(root);
    }
    path.split('.').try_fold(root, |node, part| {
        let (key, rest) = part.split_once('[').unwrap_or((part, ""));
        let node = node.get(key)?;
        let mut numbers = rest.split('[').filter(|number| !number.is_empty());
        numbers.try_fold(node, |node, number| {
            let index: usize = number.strip_suffix(']')?.parse().ok()?;
            node.items().get(index)
        })
    })
}
