//! How a service or container is reached, and what listens in it as far as is stated.

use super::container::Inspected;
use super::{Composed, Fact, Listed};
use crate::model::compose::{Command, Compose, Named, Service, Setting};
use crate::model::inspect::{Container, Engine, Field};
use crate::span::{Span, Spanned};

/// How a service or container is reached, beside its ports.
#[derive(Clone, Debug)]
pub struct Addressing {
    /// Whether it joins Docker's own default bridge.
    pub default_bridge: Fact<bool>,
    /// The containers it is linked to.
    pub links: Listed<Link>,
    /// The image it runs or is built as, as a reference.
    pub image: Listed<String>,
    /// The words it starts with, entry point first; a text counts as one word.
    pub started: Listed<String>,
    /// The programs that were seen running in it; `None` where nobody looked.
    pub programs: Option<Listed<String>>,
    /// Containers whose volumes it takes over, as an engine shows it.
    pub volumes_from: Listed<String>,
    /// Names that are pinned to an address, as an engine shows them.
    pub names: Listed<PinnedName>,
}

/// A name that a container finds at an address whatever a resolver says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinnedName {
    /// The name.
    pub name: String,
    /// The address, or `host-gateway`.
    pub address: String,
}

/// A link to another container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// As written, `container` or `container:alias`.
    pub text: String,
    /// Whether the container need not belong to the project.
    pub is_external: bool,
}

impl PinnedName {
    /// `name:address`, or with an equals sign, where the address may hold colons.
    fn of_container(text: &str) -> Option<Self> {
        let (name, address) = text.split_once(['=', ':'])?;
        Some(Self {
            name: name.to_owned(),
            address: address.to_owned(),
        })
    }

    /// `address name`, as a swarm keeps it.
    pub(super) fn of_service(text: &str) -> Option<Self> {
        let (address, name) = text.split_once(' ')?;
        Some(Self {
            name: name.trim().to_owned(),
            address: address.to_owned(),
        })
    }
}

impl<'a> Composed<'a> {
    /// The networks the service names, each at its place; none where the project's own default
    /// network is taken, or where `network_mode` rules.
    pub fn networks(self) -> Vec<Spanned<String>> {
        networks(self.service)
    }

    /// The network of this name that the project declares.
    pub fn network(self, name: &str) -> Option<&'a Named> {
        self.project.compose.network(name)
    }

    /// Whether a network is one that every engine has, the default bridge or the host's own.
    pub fn is_network_of_host(self, name: &str) -> bool {
        let mut own = ["bridge", "host"].into_iter();
        own.any(|own| is_network_of_host(&self.project.compose, name, own))
    }

    /// The address that ports without one are bound to, where each of the service's networks
    /// states it.
    pub(super) fn default_address(self) -> Option<String> {
        let mut names = self.networks();
        if names.is_empty() {
            names.push(Spanned::new("default".to_owned(), self.service.name.span));
        }
        let addresses = names.iter().map(|name| {
            let option = ["driver_opts", "com.docker.network.bridge.host_binding_ipv4"];
            let stated = self.network(&name.value)?.field(&option).text();
            stated.value().cloned()
        });
        let addresses: Option<Vec<String>> = addresses.collect();
        addresses?.into_iter().next()
    }

    /// How the service is reached.
    pub(super) fn addressing(self) -> Addressing {
        Addressing {
            default_bridge: self.default_bridge(),
            links: self.links(),
            image: self.list(vec![self.service.image()], |image| Some(image.clone())),
            started: self.started(),
            programs: None,
            volumes_from: Listed::none(),
            names: Listed::none(),
        }
    }

    fn default_bridge(self) -> Fact<bool> {
        if self.ignores("network_mode") {
            return Fact::Default(false);
        }
        let mode = self.service.network_mode();
        if mode.is_absent() {
            let names = self.networks();
            let bridge = names
                .iter()
                .find(|name| is_network_of_host(&self.project.compose, &name.value, "bridge"));
            if let Some(bridge) = bridge {
                return Fact::Stated {
                    value: true,
                    evidence: self.at(bridge.span),
                };
            }
        }
        self.fact_or(mode, false, |mode| is_default_bridge(mode))
    }

    fn links(self) -> Listed<Link> {
        let mut listed = Listed::none();
        for (key, is_external) in [("links", false), ("external_links", true)] {
            if self.ignores(key) {
                continue;
            }
            let links = self.list(self.service.field(&[key]).texts(), |text| {
                Some(Link {
                    text: text.clone(),
                    is_external,
                })
            });
            listed.items.extend(links.items);
            listed.unknown.extend(links.unknown);
        }
        listed
    }

    fn started(self) -> Listed<String> {
        let commands = [self.service.entrypoint(), self.service.command()];
        let words = commands.into_iter().flat_map(|command| match command {
            Setting::Set(Spanned {
                value: Command::Words(words),
                ..
            }) => programs(words),
            command => vec![command.map(|command| match command {
                Command::Text(text) => text,
                Command::Words(_) => String::new(),
            })],
        });
        let words = words.filter(|word| match word {
            Setting::Unresolved { span, .. } => self.may_start_by_variable(*span),
            Setting::Absent | Setting::Set(_) | Setting::Malformed { .. } => true,
        });
        self.list(words.collect(), |word| Some(word.clone()))
    }

    /// Whether a variable stands where a program is named, in a command or a script.
    fn may_start_by_variable(self, span: Span) -> bool {
        let place = self.at(span);
        let written = place.span.map_or("", |span| span.of(self.text(place)));
        let ends = [';', '&', '|', '(', '`', '\n'];
        written.split(ends).any(|part| {
            let part = part.trim_start_matches([' ', '\t', '"', '\'', '>', '-']);
            let part = part.strip_prefix("exec ").unwrap_or(part);
            part.starts_with('$') && !part.starts_with("$$")
        })
    }
}

/// The words without the arguments that a variable leaves open: a program comes first, or
/// behind the option by which a shell takes a script.
fn programs(words: Vec<Setting<String>>) -> Vec<Setting<String>> {
    let mut is_program = true;
    let mut programs = Vec::new();
    for word in words {
        let is_script_next = word.value().is_some_and(|word| {
            word.starts_with('-') && !word.starts_with("--") && word.ends_with('c')
        });
        if is_program || !matches!(word, Setting::Unresolved { .. }) {
            programs.push(word);
        }
        is_program = is_script_next;
    }
    programs
}

/// The networks a service names, in either form.
pub(super) fn networks(service: &Service) -> Vec<Spanned<String>> {
    let networks = service.field(&["networks"]);
    match networks.mapping() {
        Setting::Set(entries) => entries
            .value
            .iter()
            .map(|entry| Spanned::new(entry.key.value.to_string(), entry.key.span))
            .collect(),
        Setting::Absent | Setting::Unresolved { .. } | Setting::Malformed { .. } => networks
            .texts()
            .into_iter()
            .filter_map(|name| match name {
                Setting::Set(name) => Some(name),
                Setting::Absent | Setting::Unresolved { .. } | Setting::Malformed { .. } => None,
            })
            .collect(),
    }
}

/// Whether a project's network is one of those every engine has, under this name.
pub(super) fn is_network_of_host(compose: &Compose, name: &str, own: &str) -> bool {
    let declared = compose.network(name);
    declared.is_some_and(|network| {
        let is_external = network.field(&["external"]).boolean().value() == Some(&true);
        let real = network.field(&["name"]).text();
        is_external && real.value().map_or(name, String::as_str) == own
    })
}

fn is_default_bridge(mode: &str) -> bool {
    matches!(mode, "bridge" | "default")
}

impl Inspected {
    /// How a container is reached.
    pub(super) fn addressing(self, container: &Container) -> Addressing {
        Addressing {
            default_bridge: self.on_default_bridge(container),
            links: self.list(&container.host.links, |link| {
                let text = link.value.clone();
                let is_external = false;
                Some((Link { text, is_external }, link.span))
            }),
            image: self.list(&single(&container.config.image), |image| {
                Some((image.value.clone(), image.span))
            }),
            started: {
                let mut words = self.list(&single(&container.path), |path| {
                    Some((path.value.clone(), path.span))
                });
                let arguments = self.list(&container.args, |word| {
                    Some((word.value.clone(), word.span))
                });
                words.items.extend(arguments.items);
                words.unknown.extend(arguments.unknown);
                words
            },
            programs: None,
            volumes_from: self.list(&container.host.volumes_from, |from| {
                Some((from.value.clone(), from.span))
            }),
            names: self.list(&container.host.extra_hosts, |host| {
                Some((PinnedName::of_container(&host.value)?, host.span))
            }),
        }
    }

    fn on_default_bridge(self, container: &Container) -> Fact<bool> {
        // Podman calls every network of its own a bridge.
        if container.engine == Engine::Podman {
            return Fact::Default(false);
        }
        let joined = container.network.networks.items().iter();
        let bridge = joined.into_iter().find(|name| name.value == "bridge");
        match (&container.host.network_mode, bridge) {
            (Field::Stated(mode), _) if is_default_bridge(&mode.value) => Fact::Stated {
                value: true,
                evidence: self.at(mode.span),
            },
            (_, Some(bridge)) => Fact::Stated {
                value: true,
                evidence: self.at(bridge.span),
            },
            (mode, None) => self.fact(mode, false, |_| false),
        }
    }
}

/// One text as a list of one.
fn single(field: &Field<String>) -> Field<Vec<Spanned<String>>> {
    match field {
        Field::Stated(text) => Field::Stated(Spanned::new(vec![text.clone()], text.span)),
        Field::Absent => Field::Absent,
        Field::Unreadable(span) => Field::Unreadable(*span),
    }
}
