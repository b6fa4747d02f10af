//! What a variable is worth at a place in the file.

use super::variables::{Value, Variables};

/// The variables as one place in a file sees them. Cheap to make and to copy.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    variables: Option<&'a Variables>,
    escape: char,
    /// `None` before the first `FROM` and in `FROM` lines.
    stage: Option<usize>,
    /// Definitions by instructions with a smaller index are seen.
    before: usize,
}

/// What a scope knows of a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup<'a> {
    /// The file gives it a value; names that this value rests on may be unresolved.
    Set {
        /// The value, with unresolved variables as they are written.
        text: &'a str,
        /// Names of the variables that are unresolved in it.
        unresolved: &'a [String],
    },
    /// The builder always gives it a value, which depends on the platform.
    Predefined,
    /// Declared, with a value only if the build is given one.
    Unset,
    /// Not declared here; in a stage, the base image may still set it.
    Undeclared,
}

/// Arguments that the builder sets for every build.
const PLATFORM: [&str; 11] = [
    "BUILDARCH",
    "BUILDOS",
    "BUILDOSVERSION",
    "BUILDPLATFORM",
    "BUILDVARIANT",
    "TARGETARCH",
    "TARGETOS",
    "TARGETOSVERSION",
    "TARGETPLATFORM",
    "TARGETSTAGE",
    "TARGETVARIANT",
];

/// Arguments that a build may be given without the file declaring them; also in lower case.
const PROXY: [&str; 5] = [
    "ALL_PROXY",
    "FTP_PROXY",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "NO_PROXY",
];

/// Whether Docker knows a build argument of this name without an `ARG`
/// (Docker reference, predefined ARGs and automatic platform ARGs).
pub fn is_predefined(name: &str) -> bool {
    is_platform(name) || is_proxy(name)
}

fn is_platform(name: &str) -> bool {
    PLATFORM.contains(&name)
}

fn is_proxy(name: &str) -> bool {
    let lower = |known: &&str| known.to_ascii_lowercase() == name;
    PROXY.contains(&name) || PROXY.iter().any(lower)
}

impl<'a> Scope<'a> {
    /// A scope without any variable, for a file that escapes with `escape`.
    ///
    /// Expanding in it resolves quotes and escapes and leaves variables as they are.
    pub const fn empty(escape: char) -> Self {
        Self {
            variables: None,
            escape,
            stage: None,
            before: 0,
        }
    }

    pub(super) const fn at(
        variables: &'a Variables,
        escape: char,
        stage: Option<usize>,
        before: usize,
    ) -> Self {
        Self {
            variables: Some(variables),
            escape,
            stage,
            before,
        }
    }

    /// The character that escapes others.
    pub const fn escape(&self) -> char {
        self.escape
    }

    /// What the variable `name` is worth here.
    pub fn lookup(&self, name: &str) -> Lookup<'a> {
        let Some(variables) = self.variables else {
            return Lookup::Undeclared;
        };
        let value = match self.stage {
            None => variables.outside(name, self.before),
            Some(stage) => variables.inherited(stage, name, self.before),
        };
        match value {
            Some(Value::Set(expanded)) => Lookup::Set {
                text: &expanded.text,
                unresolved: &expanded.unresolved,
            },
            Some(Value::Predefined) => Lookup::Predefined,
            Some(Value::Unset) => Lookup::Unset,
            None if self.stage.is_none() && is_platform(name) => Lookup::Predefined,
            None if is_proxy(name) => Lookup::Unset,
            None => Lookup::Undeclared,
        }
    }
}
