//! A command as a service: what each flag becomes.

use super::arguments::{self, Arguments, Given, is_image};
use super::command::{Command, partial};
use super::edition::Edition;
use super::flags::{Role, Switch};
use super::names::of_image;
use super::network::Networks;
use super::piece::Piece;
use super::tree::{Branch, Map};
use super::values::{boolean, fields};
use super::variables::Variables;
use super::{DEFAULT_BRIDGE, PUBLISHES_ALL, mount, network, paths};
use crate::artifact::{Effect, Problem};
use crate::model::yaml::quote;
use crate::span::Span;

/// Reads a command's words, with what the service may be called: the container's name, or else
/// the last part of the image's. `None` where it runs nothing at all.
pub(super) fn read(
    command: Command<'_>,
    variables: &Variables,
    problems: &mut Vec<Problem>,
) -> Option<(String, Map)> {
    let (edition, head) = (command.edition, command.head);
    if command.words.is_empty() {
        return None;
    }
    let Arguments {
        given,
        image,
        command,
    } = arguments::read(command, variables, problems);
    let image_text = image.as_ref().map(|image| variables.text(image));
    match (&image, &image_text) {
        (Some(image), Some(text))
            if !text.contains('$') && !is_image(text) && !is_archive(text) =>
        {
            let message = format!("{} names no image", quote(text));
            // The command fails, so nothing depends on it.
            problems.push(Problem::at(image.span, Effect::Note, message));
            return None;
        }
        (Some(_), _) => {}
        (None, _) => problems.push(partial(head, "This command names no image")),
    }
    let mut writer = Writer {
        edition,
        variables,
        service: Map::default(),
        networks: Networks::default(),
        container: None,
        problems,
    };
    if let (Some(image), Some(text)) = (&image, &image_text) {
        let leaf = Branch::text(text.clone(), image.span);
        writer.service.insert("image", image.span, leaf);
    }
    for given in given {
        writer.flag(given);
    }
    for word in &command {
        writer.push(&["command"], word.span, word);
    }
    let Writer {
        mut service,
        networks,
        container,
        ..
    } = writer;
    let names_network = networks.write(&mut service);
    if service.is_empty() {
        return None;
    }
    // Podman's default depends on whose engine it is.
    if !names_network && edition == Edition::Docker {
        service.insert(DEFAULT_BRIDGE, head, Branch::boolean(true, head));
    }
    let name = container.unwrap_or_else(|| of_image(image_text.as_deref().unwrap_or_default()));
    Some((name, service))
}

/// Whether an image is named by a place other than a registry, as `podman` can.
fn is_archive(text: &str) -> bool {
    [
        "docker",
        "docker-archive",
        "docker-daemon",
        "oci",
        "oci-archive",
        "dir",
        "containers-storage",
        "ipfs",
    ]
    .iter()
    .any(|place| {
        text.strip_prefix(place)
            .is_some_and(|rest| rest.starts_with(':'))
    }) || text.starts_with('/')
        || text.starts_with("./")
}

struct Writer<'v, 'p> {
    edition: Edition,
    variables: &'v Variables,
    service: Map,
    networks: Networks,
    container: Option<String>,
    problems: &'p mut Vec<Problem>,
}

impl Writer<'_, '_> {
    fn flag(&mut self, given: Given<'_>) {
        let (at, role) = (given.span, given.flag.role);
        let Some(value) = given.value else {
            if let Role::Switch(switch) = role {
                self.switch(switch, at, true);
            }
            return;
        };
        match role {
            Role::Switch(switch) => self.stated_switch(switch, &value, given.flag.long),
            // As text, Compose takes no size below nothing.
            Role::Text(path @ ["memswap_limit"]) if value.text == "-1" => {
                self.service.set(path, at, Branch::number("-1", value.span));
            }
            Role::Text(path) => self.text(path, at, &value),
            Role::Item(path) => self.push(path, at, &value),
            Role::Items(path) => match self.edition {
                Edition::Docker => self.push(path, at, &value),
                Edition::Podman => {
                    for field in fields(&value) {
                        self.push(path, at, &field);
                    }
                }
            },
            Role::Path(path) => self.push(path, at, &paths::of_host(&value)),
            Role::Pair(path) => self.pair(path, at, &value),
            Role::Device(list, key) => self.device(list, key, at, &value),
            Role::Name => {
                self.text(&["container_name"], at, &value);
                let name = self.variables.text(&value);
                self.container = (!name.contains('$') && !name.is_empty()).then_some(name);
            }
            Role::Volume => self.push(&["volumes"], at, &paths::of_host(&value)),
            Role::Mount => {
                let mount = mount::read(&value, self.variables, self.problems);
                self.service.push(&["volumes"], at, mount);
            }
            Role::Publish if value.text.contains('=') => {
                let port = network::port(&value, self.variables, self.problems);
                self.service.push(&["ports"], at, port);
            }
            Role::Publish => self.push(&["ports"], at, &value),
            Role::Network => self.networks.add(&value, at, self.variables),
            Role::Alias => self.networks.alias(self.leaf(&value)),
            Role::Ulimit => self.ulimit(at, &value),
            Role::HealthCommand => {
                let kind = Branch::text("CMD-SHELL", value.span);
                let test = Branch::List(vec![kind, self.leaf(&value)]);
                self.service.set(&["healthcheck", "test"], at, test);
            }
            Role::Entrypoint => {
                // An empty one takes the image's away.
                let words = if value.text.is_empty() {
                    Vec::new()
                } else {
                    vec![self.leaf(&value)]
                };
                self.service.set(&["entrypoint"], at, Branch::List(words));
            }
            Role::StopTimeout => {
                let seconds = format!("{}s", self.variables.text(&value));
                let leaf = Branch::text(seconds, value.span);
                self.service.set(&["stop_grace_period"], at, leaf);
            }
            Role::Idle => {}
        }
    }

    fn switch(&mut self, switch: Switch, at: Span, is_on: bool) {
        let leaf = Branch::boolean(is_on, at);
        match switch {
            Switch::Key(path) => self.service.set(path, at, leaf),
            Switch::PublishAll => self.service.set(&[PUBLISHES_ALL], at, leaf),
            Switch::NoHealthCheck => self.service.set(&["healthcheck", "disable"], at, leaf),
            Switch::Idle => {}
        }
    }

    /// `--privileged=false`.
    fn stated_switch(&mut self, switch: Switch, value: &Piece<'_>, name: &str) {
        if !value.is_literal {
            if let Switch::Key(path) = switch {
                self.text(path, value.span, value);
            } else {
                let flag = quote(&format!("--{name}"));
                let message = format!("Whether {flag} is on depends on a variable");
                self.problems.push(partial(value.span, message));
            }
            return;
        }
        if let Some(is_on) = boolean(&value.text) {
            self.switch(switch, value.span, is_on);
        } else {
            let flag = quote(&format!("--{name}"));
            let message = format!("The flag {flag} wants `true` or `false`");
            self.problems.push(partial(value.span, message));
        }
    }

    fn leaf(&self, value: &Piece<'_>) -> Branch {
        Branch::text(self.variables.text(value), value.span)
    }

    fn text(&mut self, path: &[&str], at: Span, value: &Piece<'_>) {
        let leaf = self.leaf(value);
        self.service.set(path, at, leaf);
    }

    fn push(&mut self, path: &[&str], at: Span, value: &Piece<'_>) {
        let leaf = self.leaf(value);
        self.service.push(path, at, leaf);
    }

    /// `name=value` below a path.
    fn pair(&mut self, path: &[&str], at: Span, value: &Piece<'_>) {
        let (key, value) = value
            .split('=')
            .unwrap_or_else(|| (value.clone(), value.from(value.text.len())));
        let leaf = self.leaf(&value);
        let full: Vec<&str> = path.iter().copied().chain([key.text.as_str()]).collect();
        self.service.set(&full, at, leaf);
    }

    /// `path:value` in a list below `blkio_config`.
    fn device(&mut self, list: &str, key: &str, at: Span, value: &Piece<'_>) {
        let Some((path, value)) = value.split(':') else {
            let message = "A device and its value stand on the sides of a colon";
            self.problems.push(partial(value.span, message));
            return;
        };
        let mut item = Map::default();
        item.insert("path", path.span, self.leaf(&path));
        item.insert(key, value.span, self.leaf(&value));
        self.service
            .push(&["blkio_config", list], at, Branch::Map(item));
    }

    /// `name=soft[:hard]`.
    fn ulimit(&mut self, at: Span, value: &Piece<'_>) {
        let Some((name, limits)) = value.split('=') else {
            let message = "A limit of this kind is written `name=soft:hard`";
            self.problems.push(partial(value.span, message));
            return;
        };
        let limit = match limits.split(':') {
            None => self.leaf(&limits),
            Some((soft, hard)) => {
                let mut both = Map::default();
                both.insert("soft", soft.span, self.leaf(&soft));
                both.insert("hard", hard.span, self.leaf(&hard));
                Branch::Map(both)
            }
        };
        self.service.set(&["ulimits", &name.text], at, limit);
    }
}
