//! What an image's and a container's documents say, as facts.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{ImageStep, Picture, Running};
use crate::day;
use crate::facts::container::Inspected;
use crate::facts::{Fact, ImageReference, Listed, Need, Unknown};
use crate::finding::Evidence;
use crate::model::dockerfile::Keyword;
use crate::model::image_history::{History, Step};
use crate::model::inspect::{Container, Field, Image, Signature, Words};
use crate::policy::Policy;
use crate::sorted::Sorted;
use crate::span::Span;

/// What tells the size of an image.
const INSPECTED_IMAGE: Need = Need::Source("docker image inspect of the image");

/// What tells which image a name stands for.
const NAMED_IMAGE: Need = Need::Source("docker image inspect of the image it was started from");

/// Builds that come out the same each time state a day up to here, whenever they were made.
const LAST_YEAR_OF_NO_MEANING: i16 = 1980;

impl Picture {
    /// What the engine shows of an image.
    ///
    /// `history` is what was given beside it, and is read where the document has none of its own;
    /// `used` tells whether an inspected container runs it.
    pub(in crate::facts) fn of(
        source: Inspected,
        image: &Image,
        history: Option<(Inspected, &History)>,
        policy: &Policy,
        used: Option<bool>,
    ) -> Self {
        let config = &image.config;
        let words =
            |words: &Words| source.list(words, |word| Some((word.value.clone(), word.span)));
        let names = |names: &Words| {
            source.list(names, |name| {
                Some((ImageReference::new(&name.value), name.span))
            })
        };
        let text = |field: &Field<String>| source.fact(field, String::new(), Clone::clone);
        let size = match image.size {
            Field::Absent => &image.virtual_size,
            Field::Stated(_) | Field::Unreadable(_) => &image.size,
        };
        Self {
            tags: names(&image.repo_tags),
            digests: names(&image.repo_digests),
            goes_by_digest: goes_by_digest(image),
            created: made(source, &image.created),
            today: policy.today,
            max_days: policy.settings.image_days(),
            size: source.counted(size, INSPECTED_IMAGE, |size| u64::try_from(*size).ok()),
            layers: source.counted(&image.layers, INSPECTED_IMAGE, |count| {
                u64::try_from(*count).ok()
            }),
            triggers: words(&config.on_build),
            volumes: words(&config.volumes),
            labels: source.list(&config.labels, |(name, value)| {
                Some(((name.value.clone(), value.value.clone()), value.span))
            }),
            ports: words(&config.exposed_ports),
            author: text(&image.author),
            classic_builder: classic_builder(source, image),
            parent: text(&image.parent),
            origins: image
                .identity
                .as_ref()
                .map_or_else(Listed::none, |it| words(&it.pulled_from)),
            signatures: image.identity.as_ref().map_or_else(Listed::none, |it| {
                source.list(&it.signatures, |signature| {
                    let place = signature.error.span().or(signature.name.span());
                    Some((signer(signature), place.unwrap_or(signature.span)))
                })
            }),
            steps: steps(source, image, history),
            used,
        }
    }
}

/// Whether its id is the digest that a registry would have for it.
fn goes_by_digest(image: &Image) -> bool {
    image.id.value().is_some_and(|id| {
        let digests = image.repo_digests.items().iter();
        let mut digests = digests.filter_map(|it| it.value.split_once('@'));
        digests.any(|(_, digest)| digest == id)
    })
}

/// The release of the classic builder. `BuildKit` may leave a release in that field too, and then
/// says in the comment that it was the one. `docker import` writes it too, and built nothing.
fn classic_builder(source: Inspected, image: &Image) -> Fact<String> {
    let comment = image.comment.value().map_or("", String::as_str);
    if comment.starts_with("buildkit.") || comment.starts_with("Imported from ") {
        return Fact::Default(String::new());
    }
    source.fact(&image.docker_version, String::new(), Clone::clone)
}

/// The day an image says it was made on.
fn made(source: Inspected, created: &Field<String>) -> Fact<Option<Date>> {
    let Field::Stated(stated) = created else {
        return source.fact(created, None, |_| None);
    };
    let evidence = source.at(stated.span);
    match stated.value.get(..10).and_then(day::parse) {
        Some(day) => Fact::Stated {
            value: (day.year() > LAST_YEAR_OF_NO_MEANING).then_some(day),
            evidence,
        },
        None => Fact::Unknown(Unknown {
            needs: Need::Readable("it begins with no day".to_owned()),
            evidence: Some(evidence),
        }),
    }
}

/// Who signed, and what is wrong with it.
fn signer(signature: &Signature) -> (String, Option<String>) {
    let name = signature.known_signer.value().or(signature.name.value());
    let name = name.map_or_else(|| "somebody unnamed".to_owned(), Clone::clone);
    (name, signature.error.value().cloned())
}

/// The steps, oldest first.
fn steps(
    source: Inspected,
    image: &Image,
    history: Option<(Inspected, &History)>,
) -> Option<Listed<ImageStep>> {
    if image.history != Field::Absent {
        return Some(source.list(&image.history, |step| Some((of_step(step)?, place(step)))));
    }
    let (source, history) = history?;
    let mut steps = Listed::none();
    // Commands print the newest first.
    for step in history.steps.iter().rev() {
        if let Some(read) = of_step(step) {
            steps.push(read, source.at(place(step)));
        }
    }
    Some(steps)
}

/// What was run stands for the step, where it is told.
fn place(step: &Step) -> Span {
    step.created_by.span().unwrap_or(step.span)
}

fn of_step(step: &Step) -> Option<ImageStep> {
    let made = step.made()?;
    let mut arguments: Vec<(String, String)> = Vec::new();
    let mut take = |pair: &str| {
        if let Some((name, value)) = pair.split_once('=') {
            arguments.push((name.to_owned(), value.to_owned()));
        }
    };
    made.arguments.iter().copied().for_each(&mut take);
    if made.keyword == Keyword::Arg {
        made.text.split_whitespace().for_each(&mut take);
    }
    Some(ImageStep {
        instruction: made.keyword.as_str().to_owned(),
        text: made.text.to_owned(),
        arguments,
    })
}

impl Running {
    /// What a container does right now, beside the image it runs and the one that its name
    /// stands for, where these are inspected too.
    pub(in crate::facts) fn of(
        source: Inspected,
        container: &Container,
        runs: Option<&Image>,
        named: Option<&Image>,
    ) -> Self {
        let state = &container.state;
        let text = |field: &Field<String>| source.fact(field, String::new(), Clone::clone);
        Self {
            state: text(&state.status),
            health: text(&state.health),
            sessions: source.list(&container.exec_ids, |id| Some((id.value.clone(), id.span))),
            restarts: source.fact(&container.restart_count, 0, |count| {
                u64::try_from(*count).unwrap_or(0)
            }),
            out_of_memory: source.fact(&state.oom_killed, false, |killed| *killed),
            setuid_programs: None,
            image_current: image_current(source, container, named),
            undeclared_ports: undeclared_ports(source, container, runs),
        }
    }
}

fn image_current(source: Inspected, container: &Container, named: Option<&Image>) -> Fact<bool> {
    let name = &container.config.image;
    let open = |evidence| {
        Fact::Unknown(Unknown {
            needs: NAMED_IMAGE,
            evidence,
        })
    };
    let Field::Stated(stated) = name else {
        return open(name.span().map(|span| source.at(span)));
    };
    // A digest stands for the same image for ever.
    let is_pinned = ImageReference::new(&stated.value).is_pinned() == Some(true);
    let ids = container
        .image
        .value()
        .zip(named.and_then(|it| it.id.value()));
    match ids {
        _ if is_pinned => source.fact(name, true, |_| true),
        Some((runs, named)) => source.fact(name, true, |_| runs == named),
        None => open(Some(source.at(stated.span))),
    }
}

/// Ports that are published beyond those the image names.
fn undeclared_ports(
    source: Inspected,
    container: &Container,
    image: Option<&Image>,
) -> Listed<String> {
    let bindings = &container.host.port_bindings;
    let mut listed = Listed::none();
    if let Field::Unreadable(span) = bindings {
        listed.unknown.push(source.unreadable(*span));
    }
    let published = bindings.items().iter().filter(|port| port.is_bound);
    let mut places: Vec<(&str, Span)> = published
        .map(|port| (port.container.value.as_str(), port.container.span))
        .collect();
    // A port may be bound on several addresses.
    places.dedup_by_key(|(port, _)| *port);
    let Some(image) = image else {
        let first = places.first();
        listed.unknown.extend(first.map(|(_, span)| Unknown {
            needs: Need::Source("docker image inspect of the image it runs"),
            evidence: Some(source.at(*span)),
        }));
        return listed;
    };
    // Whole ranges of ports are named and published.
    let named = image.config.exposed_ports.items().iter();
    let named: BTreeSet<&str> = named.map(|it| it.value.as_str()).into_set();
    for (port, span) in places {
        if !named.contains(port) {
            listed.push(port.to_owned(), Evidence::at(source.artifact, span));
        }
    }
    listed
}
