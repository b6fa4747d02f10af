//! What a service has as an image and a container have it.

use super::Deployed;
use super::environment::environment;
use super::health::health;
use super::images::images;
use crate::facts::{Common, Fact, Listed, User, stage};
use crate::model::compose::Setting;

/// What an image, a service and a container have, as the service comes out.
pub(in crate::facts) fn common(deployed: Deployed<'_>) -> Common {
    let image_common = deployed
        .inspected
        .map(|(inspected, image)| inspected.common_of_image(image));
    Common {
        user: user(deployed, image_common.as_ref()),
        health: health(deployed, image_common.as_ref()),
        environment: environment(deployed),
        images: images(deployed),
        labels: Listed::none(),
        commands: Vec::new(),
    }
}

/// What the artifacts of the service leave open, its containers settle.
fn user(deployed: Deployed<'_>, image: Option<&Common>) -> Fact<User> {
    let declared = declared_user(deployed, image);
    let users = deployed.seen_running().map(|common| common.user);
    settled_by(declared, users, |user| !user.is_root())
}

fn declared_user(deployed: Deployed<'_>, image: Option<&Common>) -> Fact<User> {
    // An empty one leaves the image's in place, which is how a variable switches it off.
    let stated = match deployed.composed.service.user() {
        Setting::Set(user) if user.value.is_empty() => Setting::Absent,
        stated => stated,
    };
    let stated = deployed
        .composed
        .fact(stated, |user| User::named(user.clone()));
    match stated {
        Some(fact) => fact,
        None => match (deployed.built, image) {
            (Some(built), _) => stage::user(built),
            (None, Some(image)) => image.user.clone(),
            (None, None) => deployed.user_of_unseen_image(),
        },
    }
}

/// The declared fact; where that is unknown, the least good one of the containers.
pub(super) fn settled_by<T>(
    declared: Fact<T>,
    running: impl Iterator<Item = Fact<T>>,
    is_good: impl Fn(&T) -> bool,
) -> Fact<T> {
    if !matches!(declared, Fact::Unknown(_)) {
        return declared;
    }
    let rank = |fact: &Fact<T>| match fact.value() {
        Some(value) if is_good(value) => 2,
        None => 1,
        Some(_) => 0,
    };
    running.min_by_key(rank).unwrap_or(declared)
}

impl Deployed<'_> {
    /// What each of the service's containers has.
    pub(super) fn seen_running(self) -> impl Iterator<Item = Common> {
        self.running
            .iter()
            .map(|(inspected, container)| inspected.common_of_container(container))
    }

    /// The image is not in the report: well known, or unknown until its inspect is given.
    fn user_of_unseen_image(self) -> Fact<User> {
        if let Setting::Set(image) = self.composed.service.image()
            && self.composed.service.build().is_absent()
            && let Some(known) = stage::image_user(&image.value, self.composed.at(image.span))
        {
            return known;
        }
        Fact::Unknown(self.image_decides())
    }
}
