//! What a swarm starts in the containers of a service.

use super::Scheduled;
use crate::facts::{Common, Fact, ImageReference, User};
use crate::model::inspect::Field;

impl Scheduled<'_> {
    /// What an image, a service and a container have.
    pub(in crate::facts) fn common(self) -> Common {
        let spec = &self.task.container;
        let source = self.source;
        let image = self.around.image;
        let image = image.map(|(source, image)| source.common_of_image(image));
        let mut environment = source.environment(&spec.env);
        let mut labels = source.labels(&spec.labels);
        if let Some(previous) = self.previous {
            let before = source.environment(&previous.container.env);
            environment.items.extend(before.items);
            let before = source.labels(&previous.container.labels);
            labels.items.extend(before.items);
        }
        let started = source.words(&Field::Absent, &spec.command);
        let given = source.words(&Field::Absent, &spec.args);
        let probed = source.words(&Field::Absent, &spec.healthcheck);
        let commands = [started.into_iter().chain(given).collect(), probed];
        Common {
            user: match (&spec.user, &image) {
                (Field::Absent, Some(image)) => image.user.clone(),
                (Field::Absent, None) => Fact::Unknown(self.image_decides()),
                (user, _) => source.fact(user, User::root(), |name| User::named(name.clone())),
            },
            health: match (&spec.healthcheck, &image) {
                (Field::Absent, Some(image)) => image.health.clone(),
                (Field::Absent, None) => Fact::Unknown(self.image_decides()),
                (test, _) => source.health(test),
            },
            environment,
            images: source.list(&spec.image.listed(), |image| {
                Some((ImageReference::new(&image.value), image.span))
            }),
            labels,
            commands: commands
                .into_iter()
                .filter(|it: &Vec<_>| !it.is_empty())
                .collect(),
        }
    }
}
