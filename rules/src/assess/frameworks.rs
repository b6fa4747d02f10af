//! The framework views: every item with the worst status of the controls that decide it.

use std::collections::BTreeMap;

use crate::catalogue::{Control, FRAMEWORKS, Framework};
use crate::report::{Controlled, Framed, FramedItem};
use crate::sorted::Sorted;
use crate::status::Status;

pub(super) fn report(controls: &[Controlled]) -> Vec<Framed> {
    let statuses: BTreeMap<&str, Status> = controls
        .iter()
        .map(|result| (result.control.id, result.status))
        .into_map();
    let status = |control: &&'static Control| {
        statuses
            .get(control.id)
            .copied()
            .unwrap_or(Status::NotReviewed)
    };
    let framed = |framework: &'static Framework| Framed {
        framework,
        items: framework
            .items
            .iter()
            .map(|item| FramedItem {
                item,
                status: Status::of_item(item.requirement.controls.iter().map(status)),
            })
            .collect(),
    };
    FRAMEWORKS.iter().map(framed).collect()
}
