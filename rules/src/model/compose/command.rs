//! Commands, which are one text or a list of words.

use super::field::Field;
use super::setting::Setting;
use crate::model::yaml::Value;

/// What `command`, `entrypoint` or a health check's `test` runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// One text. For `command` and `entrypoint`, Compose splits it into words as a shell
    /// does and runs no shell; a health check's test runs in a shell.
    Text(String),
    /// Words, the program first. None at all takes the image's command away.
    Words(Vec<Setting<String>>),
}

impl Field<'_> {
    /// Reads a command; null keeps what the image has and so is absent.
    pub fn command(&self) -> Setting<Command> {
        let Some(node) = self.node() else {
            return Setting::Absent;
        };
        match node.value {
            Value::Sequence(_) => Setting::set(Command::Words(self.texts()), node.span),
            Value::Scalar(_) if node.is_null() => Setting::Absent,
            Value::Scalar(_) | Value::Mapping(_) | Value::Unreadable => {
                self.text().map(Command::Text)
            }
        }
    }
}
