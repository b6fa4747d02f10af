//! Decides `container-names-unique`: no container needs a name that another one has.
//!
//! Services that no choice of profiles starts together may share one.

use std::collections::{BTreeMap, BTreeSet};

use super::{Check, Decide};
use crate::catalogue::container_names_unique::{
    CONTROL, NAME_REPEATED, NAME_SCALED, NAME_UNRESOLVED,
};
use crate::facts::Whole;
use crate::finding::{Finding, Verdict};
use crate::model::compose::{Service, Setting};
use crate::project::Deployer;
use crate::sorted::Sorted;
use crate::span::Span;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Project(decide),
};

/// How many services of one name are compared with a further one.
const MOST_COMPARED: usize = 16;

/// A service that states its container's name.
struct Holder<'a> {
    service: &'a Service,
    span: Span,
    profiles: BTreeSet<String>,
}

fn decide(whole: Whole<'_>) -> Verdict {
    match whole.project.deployer {
        // A stack names its containers itself.
        Deployer::Stack => return Verdict::NotApplicable,
        Deployer::Compose => {}
    }
    let (mut failures, mut unknown) = (Vec::new(), Vec::new());
    let mut holders: BTreeMap<String, Vec<Holder<'_>>> = BTreeMap::new();
    for service in &whole.project.compose.services {
        match service.container_name() {
            Setting::Set(name) => {
                let holder = Holder::new(service, name.span);
                let before = holders.entry(name.value.clone()).or_default();
                failures.extend(holder.repeats(before, &name.value, whole));
                failures.extend(holder.is_scaled(&name.value, whole));
                if before.len() < MOST_COMPARED {
                    before.push(holder);
                }
            }
            Setting::Unresolved { span, variables } => {
                let finding = Finding::new(NAME_UNRESOLVED).with("variable", variables.join(", "));
                unknown.push(finding.at(whole.at(span)));
            }
            Setting::Absent | Setting::Malformed { .. } => {}
        }
    }
    Verdict::over(!holders.is_empty(), failures, unknown)
}

impl<'a> Holder<'a> {
    fn new(service: &'a Service, span: Span) -> Self {
        let profiles = service.profiles().into_iter();
        Self {
            service,
            span,
            profiles: profiles.filter_map(|it| it.value().cloned()).into_set(),
        }
    }

    fn repeats(&self, before: &[Self], name: &str, whole: Whole<'_>) -> Option<Finding> {
        let first = before.iter().find(|other| self.may_meet(other))?;
        let (here, there) = (whole.at(self.span), whole.at(first.span));
        let finding = Finding::new(NAME_REPEATED)
            .with("name", name)
            .with("service", &first.service.name.value)
            .at(here);
        Some(match there.span {
            Some(span) if there.artifact == here.artifact => finding.beside(span),
            Some(_) | None => finding,
        })
    }

    fn is_scaled(&self, name: &str, whole: Whole<'_>) -> Option<Finding> {
        let counts = [
            self.service.replicas(),
            self.service.field(&["scale"]).integer(),
        ];
        let count = counts.iter().filter_map(Setting::value).max()?;
        (*count > 1).then(|| {
            Finding::new(NAME_SCALED)
                .with("count", count)
                .with("name", name)
                .at(whole.at(self.span))
        })
    }

    /// Whether one choice of profiles starts both services.
    fn may_meet(&self, other: &Self) -> bool {
        self.profiles.is_empty()
            || other.profiles.is_empty()
            || self.profiles.intersection(&other.profiles).next().is_some()
    }
}
