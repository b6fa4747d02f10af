//! How a daemon is set up: `daemon.json`, the command line of `dockerd`, the systemd unit that
//! starts it, and the shell file its options come from. All four give one shape.

mod arguments;
mod defaults;
mod given;
mod json;
mod keys;
mod options;
mod program;
mod settings;
mod unit;
mod variables;
mod words;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

pub use arguments::read_arguments;
pub(crate) use arguments::starts_daemon;
pub use defaults::read_defaults;
pub(crate) use defaults::sets_options;
pub use json::read_json;
pub use keys::{Standing, standing};
pub use settings::{Setting, Settings, Value};
pub use unit::read_unit;

use crate::artifact::Problem;
use crate::model::inspect::{Field, Pairs, Words};
use crate::span::{Span, Spanned};

/// What one file or one command line sets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DaemonConfig {
    /// Where the settings come from.
    pub form: Form,
    /// The part of the text they stand in.
    pub span: Span,
    /// The settings by their keys of `daemon.json`, in the text's order.
    pub settings: Settings,
    /// The program that is started, with its path; a file starts none.
    pub program: Option<Spanned<String>>,
    /// `--config-file`: where the daemon reads its file from.
    pub config_file: Field<String>,
    /// Variables that a unit or a shell file sets, in order; of a name that stands twice the
    /// last counts.
    pub environment: Vec<(Spanned<String>, Spanned<String>)>,
    /// Files a unit takes further variables from.
    pub environment_files: Vec<Spanned<String>>,
    /// `ListenStream` of the unit's sockets: what the address `fd://` stands for.
    pub sockets: Vec<Spanned<String>>,
    /// `SocketGroup` of the engine's socket unit: the group that systemd gives the socket to.
    pub socket_group: Option<Spanned<String>>,
    /// Variables on the command line whose values are not in the text, without `$`: each may
    /// add any option.
    pub unsettled: Vec<Spanned<String>>,
    /// What could not be read, and what `dockerd` refuses.
    pub problems: Vec<Problem>,
}

/// Where settings of a daemon come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// `daemon.json`.
    #[default]
    File,
    /// The words a running `dockerd` was started with.
    Arguments,
    /// The systemd units and drop-ins that start it.
    Unit,
    /// A shell file with its options, e.g. `/etc/default/docker`.
    Defaults,
}

impl DaemonConfig {
    /// `true` or `false` at a key, e.g. `icc`.
    pub fn flag(&self, key: &str) -> Field<bool> {
        self.settings.flag(key)
    }

    /// The text at a key, e.g. `log-level`; empty text counts as absent.
    pub fn text(&self, key: &str) -> Field<String> {
        self.settings.text(key)
    }

    /// The whole number at a key, e.g. `mtu`.
    pub fn number(&self, key: &str) -> Field<i64> {
        self.settings.number(key)
    }

    /// The list of texts at a key, e.g. `hosts`; an empty list counts as absent.
    pub fn list(&self, key: &str) -> Words {
        self.settings.list(key)
    }

    /// The keys and values of the object at a key, e.g. `log-opts`; an empty object counts as
    /// absent.
    pub fn pairs(&self, key: &str) -> Pairs {
        self.settings.pairs(key)
    }

    /// The object at a key, e.g. `runtimes`.
    pub fn object(&self, key: &str) -> Option<&Settings> {
        self.settings.object(key)
    }

    /// The value of a variable that the unit or the file sets.
    pub fn variable(&self, name: &str) -> Option<&Spanned<String>> {
        variables::value(&self.environment, name)
    }

    /// Every text that is set, with its nearest key.
    pub fn texts(&self) -> Vec<(&str, Spanned<&str>)> {
        let mut texts = Vec::new();
        self.settings.texts(&mut texts);
        texts
    }

    /// The keys that `dockerd` does not accept, each at its place: with one of them in
    /// `daemon.json` it refuses to start.
    pub fn refused(&self) -> Vec<(&Spanned<String>, Standing)> {
        let mut refused = Vec::new();
        if self.form == Form::File {
            self.settings.refused(&mut refused);
        }
        refused
    }
}
