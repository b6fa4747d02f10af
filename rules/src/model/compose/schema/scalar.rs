//! Single values: which types a key takes, and what its text must say.
//!
//! A text is judged once its variables are replaced, because Compose casts it only then.

mod judge;

use self::judge::{
    boolean, int, int_or_null, natural, never, null, number, number_or_boolean, number_or_null,
    plain, positive, read_boolean, read_integer, read_natural, read_number, read_size, read_within,
    whole, within,
};
use super::formats;
use crate::model::compose::typing::Typed;

/// How a single value is judged.
pub(super) struct Scalar {
    /// What is taken, in words for a message.
    pub(super) wanted: &'static str,
    /// Judges what is no text.
    pub(super) bare: fn(&Typed<'_>) -> Result<(), Flaw>,
    /// Judges text.
    pub(super) text: Text,
}

/// What a text must say.
pub(super) enum Text {
    /// No text is taken.
    Never,
    /// Any will do.
    Any,
    /// One of these.
    OneOf(&'static [&'static str]),
    /// What this reads; the error ends a sentence.
    Read(fn(&str) -> Result<(), String>),
}

/// What is wrong with a single value.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    /// It is of another type.
    Type,
    /// It is of the right type and says nothing that is taken.
    Value(String),
}

impl Scalar {
    const fn new(
        wanted: &'static str,
        bare: fn(&Typed<'_>) -> Result<(), Flaw>,
        text: Text,
    ) -> Self {
        Self { wanted, bare, text }
    }

    /// Text alone.
    const fn text(text: Text) -> Self {
        Self::new("text", never, text)
    }

    /// Whether Compose reads it in each file, before another one is merged over that.
    pub(super) fn is_read_at_once(&self, path: &str) -> bool {
        match self.text {
            Text::OneOf(_) => true,
            Text::Read(_) if matches!(self.wanted, "a boolean" | "a number" | "a whole number") => {
                is_cast(path)
            }
            Text::Read(_) | Text::Never | Text::Any => false,
        }
    }

    /// Judges a text whose variables are replaced.
    pub(super) fn judge_text(&self, text: &str) -> Result<(), Flaw> {
        match &self.text {
            Text::Never => Err(Flaw::Type),
            Text::Any => Ok(()),
            Text::OneOf(words) if words.contains(&text) => Ok(()),
            Text::OneOf(words) => {
                let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
                let several = if words.len() > 1 { "one of " } else { "" };
                let words = words.join(", ");
                Err(Flaw::Value(format!(
                    "this is not {several}what it takes: {words}"
                )))
            }
            Text::Read(read) => read(text).map_err(Flaw::Value),
        }
    }
}

/// Whether Compose casts a number or boolean here as it reads a file; others wait for the whole.
fn is_cast(path: &str) -> bool {
    let mut keys = path.split('.').skip(2);
    match (keys.next(), keys.next()) {
        (Some("healthcheck" | "ulimits"), _) => true,
        (Some("deploy"), _) => !path.contains(".resources."),
        (Some(key), None) => key != "attach",
        (Some(_) | None, _) => false,
    }
}

pub(super) const TEXT: Scalar = Scalar::text(Text::Any);
pub(super) const NULL: Scalar = Scalar::new("nothing", null, Text::Never);
pub(super) const COMMAND: Scalar = Scalar::new("text", null, Text::Read(formats::command));
pub(super) const DURATION: Scalar = Scalar::new(
    "a duration such as `10s`",
    never,
    Text::Read(formats::duration),
);
pub(super) const CONTAINER_NAME: Scalar = Scalar::text(Text::Read(formats::container_name));
pub(super) const PULL_POLICY: Scalar = Scalar::text(Text::Read(formats::pull_policy));
pub(super) const PROJECT_NAME: Scalar = Scalar::text(Text::Read(formats::project_name));
pub(super) const HOST_IP: Scalar = Scalar::text(Text::Read(formats::ip));
pub(super) const STATED: Scalar = Scalar::text(Text::Read(formats::stated));
pub(super) const VOLUME: Scalar = Scalar::text(Text::Read(formats::volume));
pub(super) const DEVICE: Scalar = Scalar::text(Text::Read(formats::device));
pub(super) const VARIABLE: Scalar = Scalar::text(Text::Read(formats::variable));
pub(super) const KEY_VALUE: Scalar = Scalar::text(Text::Read(formats::key_value));
pub(super) const SSH_KEY: Scalar = Scalar::text(Text::Read(formats::ssh_key));
pub(super) const EXTRA_HOST: Scalar = Scalar::text(Text::Read(formats::extra_host));

pub(super) const CGROUP: Scalar = Scalar::text(Text::OneOf(&["host", "private"]));
pub(super) const CONDITION: Scalar = Scalar::text(Text::OneOf(&[
    "service_started",
    "service_healthy",
    "service_completed_successfully",
]));
pub(super) const ALL: Scalar = Scalar::text(Text::OneOf(&["all"]));
pub(super) const ORDER: Scalar = Scalar::text(Text::OneOf(&["start-first", "stop-first"]));
pub(super) const WATCH_ACTION: Scalar = Scalar::text(Text::OneOf(&[
    "rebuild",
    "sync",
    "restart",
    "sync+restart",
    "sync+exec",
]));
pub(super) const MOUNT_TYPE: Scalar = Scalar::text(Text::OneOf(&[
    "bind", "volume", "tmpfs", "cluster", "npipe", "image",
]));
pub(super) const RECURSIVE: Scalar = Scalar::text(Text::OneOf(&[
    "enabled", "disabled", "writable", "readonly",
]));
pub(super) const SELINUX: Scalar = Scalar::text(Text::OneOf(&["z", "Z"]));

pub(super) const BOOLEAN: Scalar = Scalar::new("a boolean", boolean, Text::Read(read_boolean));
/// A boolean where text that says one will not do.
pub(super) const BARE_BOOLEAN: Scalar =
    Scalar::new("`true` or `false` without quotes", boolean, Text::Never);
pub(super) const TEXT_OR_BOOLEAN: Scalar = Scalar::new("text or a boolean", boolean, Text::Any);

/// A value of a label or a variable.
pub(super) const PLAIN: Scalar = Scalar::new("a single value", plain, Text::Any);
/// A value of an option of a log driver.
pub(super) const LOG_OPTION: Scalar = Scalar::new("text or a number", number_or_null, Text::Any);
pub(super) const TEXT_OR_NUMBER: Scalar = Scalar::new("text or a number", number, Text::Any);
pub(super) const TEXT_NUMBER_OR_BOOLEAN: Scalar =
    Scalar::new("a single value", number_or_boolean, Text::Any);
pub(super) const STORAGE_OPTION: Scalar =
    Scalar::new("text or a whole number", int_or_null, Text::Any);
pub(super) const TEXT_OR_INT: Scalar = Scalar::new("text or a whole number", int, Text::Any);

/// A number of which Compose cuts off the fraction; text must be whole.
pub(super) const INTEGER: Scalar = Scalar::new("a number", number, Text::Read(read_integer));
pub(super) const WHOLE: Scalar = Scalar::new("a whole number", whole, Text::Read(read_integer));
/// A whole number, 0 or more.
pub(super) const COUNT: Scalar = Scalar::new("a whole number", natural, Text::Read(read_natural));
/// A number, 0 or more, of which Compose cuts off the fraction.
pub(super) const RETRIES: Scalar = Scalar::new("a number", positive, Text::Read(read_natural));
pub(super) const BARE_NUMBER: Scalar = Scalar::new("a number without quotes", number, Text::Never);
pub(super) const BARE_WHOLE: Scalar =
    Scalar::new("a whole number without quotes", whole, Text::Never);
pub(super) const BARE_NATURAL: Scalar =
    Scalar::new("a whole number without quotes", natural, Text::Never);
pub(super) const FILE_MODE_BITS: Scalar =
    Scalar::new("a number without quotes", positive, Text::Never);
pub(super) const NUMBER: Scalar = Scalar::new("a number", number, Text::Read(read_number));
pub(super) const PERCENT: Scalar = Scalar::new(
    "a whole number",
    |typed| within(typed, 0.0, 100.0),
    Text::Read(|text| read_within(text, 0.0, 100.0)),
);
pub(super) const OOM_SCORE: Scalar = Scalar::new(
    "a whole number",
    |typed| within(typed, -1000.0, 1000.0),
    Text::Read(|text| read_integer(text).and_then(|()| read_within(text, -1000.0, 1000.0))),
);
pub(super) const ULIMIT: Scalar = Scalar::new("a whole number", int, Text::Read(read_integer));
pub(super) const BARE_INT: Scalar = Scalar::new("a whole number without quotes", int, Text::Never);

pub(super) const SIZE: Scalar = Scalar::new("a size", number, Text::Read(read_size));
/// A size of which a number must be whole.
pub(super) const WHOLE_SIZE: Scalar = Scalar::new("a size", whole, Text::Read(read_size));
pub(super) const TMPFS_SIZE: Scalar = Scalar::new("a size", natural, Text::Read(read_size));
/// A size with its unit: a number alone will not do.
pub(super) const TEXT_SIZE: Scalar = Scalar::new(
    "a size as text, such as `512m`",
    never,
    Text::Read(read_size),
);

pub(super) const PORT: Scalar =
    Scalar::new("a port", formats::bare_port, Text::Read(formats::port));
pub(super) const TARGET_PORT: Scalar = Scalar::new("a port", natural, Text::Read(read_natural));
pub(super) const DEVICE_COUNT: Scalar = Scalar::new(
    "a whole number or `all`",
    int,
    Text::Read(formats::device_count),
);
pub(super) const MODE: Scalar = Scalar::new("a file mode", int, Text::Read(formats::file_mode));
