//! How many containers and images lie about on a host.

use std::collections::BTreeSet;

use super::Stock;
use super::sources::{RUNNING, Sources, unseen};
use crate::facts::{Fact, Need};
use crate::model::inspect::Image;
use crate::sorted::Sorted;

/// What would tell which images are used.
const USES: Need = Need::Source("docker inspect of every container and every image");

pub(super) fn of(sources: &Sources<'_>) -> Stock {
    let count = |number: i64| u64::try_from(number).unwrap_or_default();
    let containers = sources.of_printed(|it| &it.containers, |number| count(*number));
    let running = sources.of_printed(|it| &it.containers_running, |number| count(*number));
    // What is neither running nor paused has ended; engines before that count had no other.
    let stopped = match (&containers, running) {
        (Some(Fact::Stated { value, evidence }), Some(Fact::Stated { value: running, .. })) => {
            Fact::Stated {
                value: value.saturating_sub(running),
                evidence: *evidence,
            }
        }
        _ => inspected_stopped(sources),
    };
    Stock {
        stopped,
        containers: containers.unwrap_or_else(|| inspected_count(sources)),
        images: sources
            .of_printed(|it| &it.images, |number| count(*number))
            .unwrap_or_else(|| Fact::Unknown(unseen(RUNNING))),
        images_unused: images_unused(sources),
    }
}

fn inspected_count(sources: &Sources<'_>) -> Fact<u64> {
    if sources.containers.is_empty() {
        Fact::Unknown(unseen(RUNNING))
    } else {
        Fact::Default(whole(sources.containers.len()))
    }
}

fn inspected_stopped(sources: &Sources<'_>) -> Fact<u64> {
    if sources.containers.is_empty() {
        return Fact::Unknown(unseen(RUNNING));
    }
    let is_stopped = |state: &str| matches!(state, "exited" | "created" | "dead");
    let containers = sources.containers.iter();
    let stopped = containers
        .filter(|it| it.status.value().is_some_and(|state| is_stopped(state)))
        .count();
    Fact::Default(whole(stopped))
}

/// Images that no inspected container runs: known where both were inspected.
fn images_unused(sources: &Sources<'_>) -> Fact<u64> {
    if sources.images.is_empty() || sources.containers.is_empty() {
        return Fact::Unknown(unseen(USES));
    }
    let used: BTreeSet<&str> = sources
        .containers
        .iter()
        .filter_map(|it| it.image.value().map(String::as_str))
        .into_set();
    // A step that the classic builder kept is of use to the image that came of it.
    let parents: BTreeSet<&str> = sources
        .images
        .iter()
        .filter_map(|(_, image)| image.parent.value().map(String::as_str))
        .into_set();
    let is_unused = |image: &Image| {
        image.id.value().is_some_and(|id| {
            let id = id.as_str();
            let is_step = image.is_unnamed() && parents.contains(id);
            !is_step && !used.contains(id)
        })
    };
    let images = sources.images.iter();
    let unused = images.filter(|(_, image)| is_unused(image)).count();
    Fact::Default(whole(unused))
}

fn whole(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
