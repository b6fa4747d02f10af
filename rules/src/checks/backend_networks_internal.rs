//! Decides `backend-networks-internal`: a data store that nobody outside asks is on a network
//! without a way out.

use super::{Check, Decide, known_services, unsettled};
use crate::catalogue::backend_networks_internal::{
    CONTROL, NETWORK_UNSEEN, NETWORKS_OPEN, VALUE_UNRESOLVED,
};
use crate::facts::{Composed, Fact, ImageReference};
use crate::finding::{Finding, Verdict};
use crate::model::compose::Setting;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Service(decide),
};

fn decide(composed: Composed<'_>) -> Verdict {
    let service = composed.service;
    let Setting::Set(image) = service.image() else {
        return Verdict::NotApplicable;
    };
    let Some(store) = known_services::data_store(&ImageReference::new(&image.value)) else {
        return Verdict::NotApplicable;
    };
    let is_elsewhere = !composed.ignores("network_mode") && !service.network_mode().is_absent();
    if !service.ports().is_empty() || is_elsewhere {
        return Verdict::NotApplicable;
    }
    let mut names = composed.networks();
    if names.is_empty() {
        names.push(service.name.as_ref().map(|_| "default".to_owned()));
    }
    let mut unknown = Vec::new();
    for name in &names {
        let network = composed.network(&name.value);
        let is_external = network.is_some_and(|it| it.field(&["external"]).is_stated());
        if is_external || (network.is_none() && name.value != "default") {
            let finding = Finding::new(NETWORK_UNSEEN).with("network", &name.value);
            unknown.push(finding.at(composed.at(name.span)));
            continue;
        }
        let internal = network.map_or(Setting::Absent, |it| it.field(&["internal"]).boolean());
        match composed.fact_or(internal, false, |is_internal| *is_internal) {
            Fact::Stated { value: true, .. } | Fact::Default(true) => return Verdict::Pass(None),
            Fact::Stated { value: false, .. } | Fact::Default(false) => {}
            Fact::Unknown(open) => unknown.push(unsettled::finding(&open, VALUE_UNRESOLVED)),
        }
    }
    if !unknown.is_empty() {
        return Verdict::Unknown(unknown);
    }
    let names: Vec<&str> = names.iter().map(|name| name.value.as_str()).collect();
    Finding::new(NETWORKS_OPEN)
        .with("store", store)
        .with("networks", unsettled::listed(&names))
        .fails()
}
