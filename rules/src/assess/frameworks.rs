//! The framework views: every item with the worst status of the controls that decide it.

use std::collections::HashMap;

use crate::catalogue::{Control, FRAMEWORKS, Framework};
use crate::report::{Controlled, Framed, FramedItem};
use crate::status::Status;

pub(super) fn report(controls: &[Controlled]) -> Vec<Framed> {
    let by_control: HashMap<*const Control, Status> = controls
        .iter()
        .map(|result| (std::ptr::from_ref(result.control), result.status))
        .collect();
    let status = |control: &&'static Control| {
        let status = by_control.get(&std::ptr::from_ref(*control)).copied();
        status.unwrap_or(Status::NotReviewed)
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
