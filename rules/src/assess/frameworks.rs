//! The framework views: every item with the worst status of the controls that decide it.

use crate::catalogue::{Control, FRAMEWORKS, Framework};
use crate::report::{Controlled, Framed, FramedItem};
use crate::status::Status;

pub(super) fn report(controls: &[Controlled]) -> Vec<Framed> {
    // They come in the catalogue's order, which is by id.
    let status = |control: &&'static Control| {
        let at = controls.binary_search_by(|result| result.control.id.cmp(control.id));
        let result = at.ok().and_then(|at| controls.get(at));
        result.map_or(Status::NotReviewed, |result| result.status)
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
