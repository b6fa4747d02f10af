//! Decides `capabilities-dropped`: of what Docker grants by default nothing is kept unasked.
//!
//! Adding one back by name after dropping all is the recommended shape. A privileged container
//! keeps all, whatever it drops, which is another control's matter.

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::capabilities_dropped::{
    ALL_MISSPELT, CONTROL, DROP_OVERRULED, DROP_UNRESOLVED, NONE_DROPPED, SOME_KEPT,
};
use crate::catalogue::container_unprivileged;
use crate::facts::{Capability, Composed, Fact, Runtime, Stated, Unknown};
use crate::finding::{Finding, Verdict};
use crate::model::compose::Setting;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Linux(decide), mend),
};

fn decide(runtime: &Runtime) -> Verdict {
    match &runtime.privileged {
        Fact::Stated { value: true, .. } | Fact::Default(true) => {
            Verdict::Covered(&container_unprivileged::CONTROL)
        }
        Fact::Stated { value: false, .. } | Fact::Default(false) => of_lists(runtime),
        Fact::Unknown(privileged) => match of_lists(runtime) {
            Verdict::Pass(_) => unsettled::verdict(privileged, DROP_UNRESOLVED),
            other => other,
        },
    }
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    let is_overruled = finding.reason.key == DROP_OVERRULED.key;
    let is_misspelt = finding.reason.key == ALL_MISSPELT.key;
    let names_all = |names: Vec<Setting<String>>| {
        let mut names = names.iter().filter_map(Setting::value);
        names.any(|name| Capability::new(name).is_all())
    };
    let drops_all = names_all(service.service.cap_drop());
    let adds_all = names_all(service.service.cap_add());
    service_edits::mended(
        finding,
        service,
        "Add back by `cap_add` what the program turns out to need.",
        |site| {
            if is_overruled {
                return site.without_item(&["cap_add"]);
            }
            if is_misspelt {
                let list = ["cap_drop"];
                return site.place.set_item(&list, site.item(&list)?, "ALL");
            }
            let mut edits = Vec::new();
            // Adding all would overrule the drop.
            if adds_all {
                let is_all = |name: &str| Capability::new(name).is_all();
                edits.extend(site.without_value(&["cap_add"], is_all)?);
            }
            if !drops_all {
                edits.extend(site.append(&["cap_drop"], &["ALL"])?);
            }
            Ok(edits)
        },
    )
}

/// The verdict where only the two lists decide.
fn of_lists(runtime: &Runtime) -> Verdict {
    let undecided =
        |unknown: &[Unknown]| Verdict::Unknown(unsettled::findings(unknown, DROP_UNRESOLVED));
    let added = &runtime.capabilities_added.items;
    let dropped = &runtime.capabilities_dropped.items;
    let all_dropped = dropped.iter().find(|drop| drop.value.is_all());
    let all_added = added.iter().find(|add| add.value.is_all());
    match (all_dropped, all_added) {
        (Some(_), Some(add)) => Finding::new(DROP_OVERRULED).at(add.evidence).fails(),
        // What is added by a variable could be everything.
        (Some(_), None) if !runtime.capabilities_added.unknown.is_empty() => {
            undecided(&runtime.capabilities_added.unknown)
        }
        (Some(drop), None) => Verdict::Pass(Some(drop.evidence)),
        (None, _) if !runtime.capabilities_dropped.unknown.is_empty() => {
            undecided(&runtime.capabilities_dropped.unknown)
        }
        (None, _) => of_names(runtime, dropped),
    }
}

/// The verdict where capabilities are dropped one by one.
fn of_names(runtime: &Runtime, dropped: &[Stated<Capability>]) -> Verdict {
    let Some(first) = dropped.first() else {
        return Finding::new(NONE_DROPPED).fails();
    };
    if let Some(misspelt) = dropped.iter().find(|it| it.value.misspells_all()) {
        let finding = Finding::new(ALL_MISSPELT).with("name", &misspelt.value);
        return finding.at(misspelt.evidence).fails();
    }
    let kept = kept(runtime);
    if kept.is_empty() {
        return Verdict::Pass(Some(first.evidence));
    }
    Finding::new(SOME_KEPT)
        .with("capabilities", kept.join(", "))
        .at(first.evidence)
        .fails()
}

/// What Docker grants by default and the subject neither drops nor asks for by name.
fn kept(runtime: &Runtime) -> Vec<String> {
    let names = |wanted: &Capability| {
        let added = runtime.capabilities_added.items.iter();
        let dropped = runtime.capabilities_dropped.items.iter();
        added.chain(dropped).any(|named| named.value == *wanted)
    };
    Capability::granted_by_default()
        .filter(|granted| !names(granted))
        .map(|granted| granted.to_string())
        .collect()
}
