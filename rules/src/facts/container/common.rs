//! What a container and an image are set to run.

use super::Inspected;
use crate::facts::{Common, Fact, Health, ImageReference, Listed, Need, Unknown, User, Variable};
use crate::model::inspect::{Config, Container, Field, Image, Pairs};
use crate::span::Spanned;

impl Inspected {
    /// What a container and its image are set to run.
    pub(in crate::facts) fn common_of_container(self, container: &Container) -> Common {
        let config = &container.config;
        let mut commands = Vec::new();
        let started = self.words(&container.path, &container.args);
        // Podman also keeps the line it was called with.
        let called = self.words(&Field::Absent, &config.create_command);
        let probed = self.words(&Field::Absent, &config.healthcheck);
        commands.extend(
            [started, called, probed]
                .into_iter()
                .filter(|it| !it.is_empty()),
        );
        Common {
            images: self.image_of(container),
            commands,
            ..self.common(config)
        }
    }

    fn image_of(self, container: &Container) -> Listed<ImageReference> {
        let mut images = Listed::none();
        let named = [&container.config.image, &container.image_name];
        match named.into_iter().find(|field| **field != Field::Absent) {
            Some(Field::Stated(image)) => {
                images.push(ImageReference::new(&image.value), self.at(image.span));
            }
            Some(Field::Unreadable(span)) => images.unknown.push(self.unreadable(*span)),
            Some(Field::Absent) | None => images.unknown.push(Unknown {
                needs: Need::Readable("the name of the image is missing".to_owned()),
                evidence: None,
            }),
        }
        images
    }

    /// The same of an image; its own name is nothing it can be judged for.
    pub(in crate::facts) fn common_of_image(self, image: &Image) -> Common {
        let config = &image.config;
        let mut started = self.words(&Field::Absent, &config.entrypoint);
        started.extend(self.words(&Field::Absent, &config.cmd));
        let probed = self.words(&Field::Absent, &config.healthcheck);
        let commands = [started, probed].into_iter();
        Common {
            commands: commands.filter(|it| !it.is_empty()).collect(),
            ..self.common(config)
        }
    }

    fn common(self, config: &Config) -> Common {
        Common {
            user: self.fact(&config.user, User::root(), |name| User::named(name.clone())),
            health: self.health(&config.healthcheck),
            environment: self.environment(&config.env),
            images: Listed::none(),
            labels: self.labels(&config.labels),
            commands: Vec::new(),
        }
    }

    /// The labels that hold a secret; the many others are nothing to be kept.
    pub(in crate::facts) fn labels(self, labels: &Pairs) -> Listed<Variable> {
        self.list(labels, |(name, value)| {
            let label = Variable::label(&name.value, &value.value);
            label.secret.is_some().then_some((label, value.span))
        })
    }

    pub(in crate::facts) fn health(self, test: &Field<Vec<Spanned<String>>>) -> Fact<Health> {
        self.fact(test, Health::Absent, |words| match words.first() {
            Some(first) if first.value == "NONE" => Health::Disabled,
            Some(first) if first.value.is_empty() && words.len() == 1 => Health::Absent,
            Some(_) => Health::of_test(words.iter().map(|word| word.value.as_str())),
            None => Health::Absent,
        })
    }

    pub(in crate::facts) fn environment(
        self,
        variables: &Field<Vec<Spanned<String>>>,
    ) -> Listed<Variable> {
        self.list(variables, |line| {
            let (name, value) = match line.value.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (line.value.as_str(), None),
            };
            Some((Variable::new(name, value), line.span))
        })
    }
}
