//! How a service of a compose project is reached.

use super::{Addressing, Link, is_default_bridge};
use crate::facts::{Composed, Fact, Listed, Started};
use crate::model::compose::{Command, Compose, Form, Named, Service, Setting};
use crate::model::docker_run::DEFAULT_BRIDGE;
use crate::span::{Span, Spanned};

/// Where a network says on which address ports without one are published.
const ADDRESS: [&str; 2] = ["driver_opts", "com.docker.network.bridge.host_binding_ipv4"];

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
    pub(in crate::facts) fn default_address(self) -> Option<String> {
        let joined = self.joined();
        let addresses = joined.iter().map(|name| {
            let stated = self.network(&name.value)?.field(&ADDRESS).text();
            stated.value().cloned()
        });
        let addresses: Option<Vec<String>> = addresses.collect();
        addresses?.into_iter().next()
    }

    /// The networks it joins, its project's own where it names none.
    fn joined(self) -> Vec<Spanned<String>> {
        let mut names = self.networks();
        if names.is_empty() {
            names.push(Spanned::new("default".to_owned(), self.service.name.span));
        }
        names
    }

    fn plain_bridges(self) -> bool {
        let is_plain = |name: &Spanned<String>| match self.network(&name.value) {
            None => name.value == "default",
            Some(network) => {
                let driver = network.field(&["driver"]);
                let is_bridge = driver.text().value().is_some_and(|it| it == "bridge");
                !network.field(&["external"]).is_stated()
                    && (is_bridge || !driver.is_stated())
                    && !network.field(&ADDRESS).is_stated()
            }
        };
        let is_network = self.project.compose.form != Form::Run
            && (self.ignores("network_mode") || self.service.network_mode().is_absent());
        is_network && self.joined().iter().all(is_plain)
    }

    /// How the service is reached.
    pub(in crate::facts) fn addressing(self) -> Addressing {
        Addressing {
            default_bridge: self.default_bridge(),
            plain_bridges: self.plain_bridges(),
            links: self.links(),
            image: self.list(vec![self.service.image()], |image| Some(image.clone())),
            started: Started::new(self.started()),
            programs: None,
            volumes_from: self.volumes_from(),
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
            let bridge = bridge.map(|name| name.span);
            if let Some(span) = bridge.or_else(|| self.bridge_by_default()) {
                return Fact::Stated {
                    value: true,
                    evidence: self.at(span),
                };
            }
        }
        self.fact_or(mode, false, |mode| is_default_bridge(mode))
    }

    /// The command that names no network, where the service is one.
    fn bridge_by_default(self) -> Option<Span> {
        let is_command = self.project.compose.form == Form::Run;
        let stated = self.service.field(&[DEFAULT_BRIDGE]).boolean();
        stated.span().filter(|_| is_command)
    }

    /// Those whose volumes are taken over, by the names that `volumes_from` has for them.
    fn volumes_from(self) -> Listed<String> {
        if self.ignores("volumes_from") {
            return Listed::none();
        }
        self.list(self.service.field(&["volumes_from"]).texts(), |from| {
            Some(from.strip_prefix("container:").unwrap_or(from).to_owned())
        })
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
fn networks(service: &Service) -> Vec<Spanned<String>> {
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
pub(in crate::facts) fn is_network_of_host(compose: &Compose, name: &str, own: &str) -> bool {
    let declared = compose.network(name);
    declared.is_some_and(|network| {
        let is_external = network.field(&["external"]).boolean().value() == Some(&true);
        let real = network.field(&["name"]).text();
        is_external && real.value().map_or(name, String::as_str) == own
    })
}
