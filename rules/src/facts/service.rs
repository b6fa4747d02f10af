//! What a compose file establishes about a service.

mod common;
mod environment;
mod health;
mod images;
mod limits;
mod ports;
mod runtime;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use self::common::common;
pub(super) use self::runtime::runtime;
use super::{Composed, Need, Unknown, container, stage};
use crate::model::compose::{Compose, Setting};
use crate::model::inspect::{Container, Image};
use crate::project::path;

/// A service with what was found to belong to it.
#[derive(Clone, Copy)]
pub(super) struct Deployed<'a> {
    pub(super) composed: Composed<'a>,
    /// Every artifact's index by name.
    pub(super) names: &'a BTreeMap<&'a str, usize>,
    /// The Dockerfile it is built from, where that was given.
    pub(super) built: Option<stage::Built<'a>>,
    /// Its containers, where they are known to be its own.
    pub(super) running: &'a [(container::Inspected, Container)],
    /// The image it runs, where its inspect was given.
    pub(super) inspected: Option<(container::Inspected, &'a Image)>,
    /// Whether another service waits until it has done its work.
    pub(super) is_awaited: bool,
}

/// The services that others wait for to end well.
pub(super) fn awaited(compose: &Compose) -> BTreeSet<&str> {
    let mut awaited = BTreeSet::new();
    for service in &compose.services {
        let depends = service.field(&["depends_on"]);
        let Setting::Set(entries) = depends.mapping() else {
            continue;
        };
        for entry in entries.value {
            let condition = depends.get(&entry.key.value).get("condition").text();
            if condition
                .value()
                .is_some_and(|it| it == "service_completed_successfully")
            {
                awaited.insert(&*entry.key.value);
            }
        }
    }
    awaited
}

impl<'a> Deployed<'a> {
    /// The text of a file that the service names, where that was given.
    fn text_at(self, path: &str) -> Option<&'a str> {
        let folder = self.composed.project.folder_at(self.composed.service.span);
        let index = self.names.get(&*path::resolved(folder, path))?;
        let artifact = self.composed.artifacts.get(*index)?;
        Some(&artifact.text)
    }

    /// Which image leaves a property open, and where it is named.
    fn image_decides(self) -> Unknown {
        if let Setting::Set(build) = self.composed.service.build() {
            let image = format!("built for the service {}", self.composed.service.name.value);
            return Unknown {
                needs: Need::Image(image),
                evidence: Some(self.composed.at(build.span)),
            };
        }
        match self.composed.service.image() {
            Setting::Set(image) => Unknown {
                needs: Need::Image(image.value),
                evidence: Some(self.composed.at(image.span)),
            },
            Setting::Unresolved { span, variables } => {
                self.composed.open(Need::Variables(variables), span)
            }
            Setting::Malformed { span, problem } => {
                self.composed.open(Need::Readable(problem), span)
            }
            Setting::Absent => {
                let image = format!("of the service {}", self.composed.service.name.value);
                self.composed
                    .open(Need::Image(image), self.composed.service.name.span)
            }
        }
    }
}
