//! Networks and published ports.

use super::command::partial;
use super::piece::Piece;
use super::tree::{Branch, Map};
use super::values::fields;
use super::variables::Variables;
use crate::artifact::Problem;
use crate::model::yaml::quote;
use crate::span::Span;

/// What stands in a network's place and is none that someone made.
const MODES: [&str; 9] = [
    "bridge",
    "default",
    "host",
    "nat",
    "none",
    "pasta",
    "podman",
    "private",
    "slirp4netns",
];

/// The networks a command joins.
#[derive(Debug, Default)]
pub(super) struct Networks {
    mode: Option<(Span, Branch)>,
    joined: Map,
    aliases: Vec<Branch>,
    /// The first network, to which aliases belong.
    first: Option<String>,
}

impl Networks {
    /// Adds the value of `--network`.
    pub(super) fn add(&mut self, value: &Piece<'_>, at: Span, variables: &Variables) {
        let name = if value.text.contains('=') {
            let named = fields(value).into_iter().find_map(|field| {
                let (key, value) = field.split('=')?;
                (key.text == "name").then_some(value)
            });
            named.unwrap_or_else(|| value.clone())
        } else {
            value.clone()
        };
        let text = variables.text(&name);
        // `container:web`, and what depends on a variable.
        let is_mode = MODES.contains(&text.as_str()) || text.contains([':', '$']);
        if is_mode {
            let leaf = Branch::text(text, name.span);
            // Docker refuses a mode beside a network, so which one comes last says nothing.
            self.mode.get_or_insert((at, leaf));
        } else {
            self.first.get_or_insert_with(|| text.clone());
            self.joined
                .insert(&text, name.span, Branch::Map(Map::default()));
        }
    }

    /// Adds the value of `--network-alias`.
    pub(super) fn alias(&mut self, alias: Branch) {
        self.aliases.push(alias);
    }

    /// Writes them into a service, and tells whether there are any.
    pub(super) fn write(mut self, service: &mut Map) -> bool {
        if let Some((at, mode)) = self.mode {
            service.insert("network_mode", at, mode);
            return true;
        }
        let Some(first) = self.first else {
            return false;
        };
        for alias in self.aliases {
            self.joined.push(&[&first, "aliases"], alias.span(), alias);
        }
        let at = self.joined.span();
        service.insert("networks", at, Branch::Map(self.joined));
        true
    }
}

/// Reads `published=8080,target=80,protocol=tcp`.
pub(super) fn port(
    value: &Piece<'_>,
    variables: &Variables,
    problems: &mut Vec<Problem>,
) -> Branch {
    let mut port = Map::default();
    for field in fields(value) {
        let pair = field.split('=');
        let key = pair
            .as_ref()
            .map_or(field.text.as_str(), |(key, _)| &key.text);
        match (key, &pair) {
            ("published" | "target" | "protocol" | "mode", Some((key, value))) => {
                let leaf = Branch::text(variables.text(value), value.span);
                port.insert(&key.text, key.span, leaf);
            }
            (key, _) => {
                let message = format!("A port has no option {}", quote(key));
                problems.push(partial(field.span, message));
            }
        }
    }
    Branch::Map(port)
}
