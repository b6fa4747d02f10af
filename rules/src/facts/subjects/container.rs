//! Inspected containers and images, as subjects.

use super::Source;
use super::known::service_of;
use crate::catalogue::SubjectKind;
use crate::facts::container::Inspected;
use crate::facts::{Listed, Origin, Subject};
use crate::finding::Evidence;
use crate::model::inspect::{Container, Image, Inspect, Outline};

impl<'a> Source<'_, 'a> {
    /// The machine that the artifact speaks of.
    pub(super) fn host(&self) -> Option<usize> {
        self.known.machines.host_of(self.index)
    }

    pub(super) fn inspected(&self, inspect: &'a Inspect) -> Vec<Subject<'a>> {
        let containers = inspect
            .containers
            .iter()
            .map(|container| self.container(container));
        let images = inspect.images.iter();
        let images = images.filter(|image| !self.known.seen.is_step(image));
        let images = images.map(|image| self.image(image));
        let mut subjects: Vec<_> = containers.chain(images).collect();
        subjects.extend(self.others(inspect));
        subjects
    }

    fn container(&self, container: &'a Outline) -> Subject<'a> {
        let name = container.name.value().or_else(|| container.id.value());
        let name = name.map_or_else(|| format!("[{}]", container.index), Clone::clone);
        // The whole document may be a hundred lines: its name stands for it.
        let span = container
            .name
            .span()
            .or_else(|| container.id.span())
            .unwrap_or(container.span);
        let mut subject = self.subject(
            SubjectKind::Container,
            &name,
            Evidence::at(self.index, span),
        );
        if let Some(service) = service_of(container)
            && let Some([file]) = self.known.services.get(service).map(Vec::as_slice)
        {
            subject.artifacts.push(*file);
            subject
                .ties
                .push(format!("Its label says it runs the service {service}."));
        }
        if let Some((index, _)) = container
            .image
            .value()
            .and_then(|id| self.known.image(self.host(), id))
        {
            if !subject.artifacts.contains(&index) {
                subject.artifacts.push(index);
            }
            subject
                .ties
                .push("The image it runs is inspected too.".to_owned());
        }
        // There may be ten thousand: the facts of each are made when it is judged.
        subject.origin = Some(Origin::Container(container));
        subject
    }

    /// Adds a container's facts.
    pub(super) fn complete(&self, subject: &mut Subject<'a>, container: &Container) {
        let inspected = Inspected {
            artifact: self.index,
        };
        let mut common = inspected.common_of_container(container);
        if self.known.is_built(container) {
            // As its service does, it only gives the image a name.
            common.images = Listed::none();
        }
        subject.common = Some(Box::new(common));
        subject.runtime = Some(Box::new(self.runtime(inspected, container)));
        subject.seen = Some(Box::new(self.running(inspected, container)));
    }

    fn image(&self, image: &'a Image) -> Subject<'a> {
        let tag = image
            .repo_tags
            .items()
            .first()
            .or_else(|| image.repo_digests.items().first());
        let name = tag.map(|tag| &tag.value).or_else(|| image.id.value());
        let name = name.map_or_else(|| format!("[{}]", image.index), Clone::clone);
        let span = tag
            .map(|tag| tag.span)
            .or_else(|| image.id.span())
            .unwrap_or(image.span);
        let inspected = Inspected {
            artifact: self.index,
        };
        let mut subject = Subject {
            common: Some(Box::new(inspected.common_of_image(image))),
            seen: Some(Box::new(self.picture(inspected, image))),
            origin: Some(Origin::Image(image)),
            ..self.subject(SubjectKind::Image, &name, Evidence::at(self.index, span))
        };
        if let Some(history) = self.history_beside(image) {
            subject.artifacts.push(history);
            let name = self.artifacts.get(history).map_or("", |it| &*it.name);
            let tie = format!("{name} tells the steps of the image with this id.");
            subject.ties.push(tie);
        }
        subject
    }
}
