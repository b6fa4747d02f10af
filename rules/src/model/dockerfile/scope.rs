//! What a variable is worth at a place in the file.

use std::collections::HashMap;

use super::expand::{Expanded, expand};

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
            None => variables.outside.get(name, self.before),
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

/// Every definition of every variable in a file.
#[derive(Clone, Debug)]
pub(super) struct Variables {
    /// Before the first `FROM`.
    outside: Names,
    /// Per stage: the stage it is built from, and its own definitions.
    stages: Vec<(Option<usize>, Names)>,
    /// How many more bytes expansion may add to the file.
    spare: usize,
}

/// Definitions by name, each with the index of its instruction, in order.
#[derive(Clone, Debug, Default)]
struct Names(HashMap<String, Vec<(usize, Value)>>);

#[derive(Clone, Debug)]
enum Value {
    Set(Expanded),
    Predefined,
    Unset,
}

impl Names {
    fn get(&self, name: &str, before: usize) -> Option<&Value> {
        let definitions = self.0.get(name)?;
        let count = definitions.partition_point(|(at, _)| *at < before);
        definitions
            .get(count.checked_sub(1)?)
            .map(|(_, value)| value)
    }
}

/// How many bytes expansion may add to one file: short variables could multiply without end.
const MOST_ADDED: usize = 4 << 20;

/// How many stages a variable is looked for in, each built from the next.
const LONGEST_LINEAGE: usize = 256;

impl Variables {
    pub(super) fn new() -> Self {
        Self {
            outside: Names::default(),
            stages: Vec::new(),
            spare: MOST_ADDED,
        }
    }

    /// Begins the next stage, which is built from stage `parent`.
    pub(super) fn begin_stage(&mut self, parent: Option<usize>) {
        self.stages.push((parent, Names::default()));
    }

    /// Records an `ENV`'s value; the names it uses are those before the instruction.
    pub(super) fn set(
        &mut self,
        escape: char,
        stage: Option<usize>,
        at: usize,
        pair: (&str, &str),
    ) {
        let value = self.settle(pair.1, escape, stage, at);
        self.define(stage, at, pair.0, Value::Set(value));
    }

    /// Records an `ARG`; later names of one instruction see earlier ones.
    pub(super) fn declare(
        &mut self,
        escape: char,
        stage: Option<usize>,
        at: usize,
        name: &str,
        default: Option<&str>,
    ) {
        if let Some(default) = default {
            let value = self.settle(default, escape, stage, at + 1);
            self.define(stage, at, name, Value::Set(value));
            return;
        }
        let here = Scope::at(self, escape, stage, at + 1);
        let known = here.lookup(name);
        // Outside a stage, and where the name has a value, declaring it changes nothing.
        let is_new = matches!(known, Lookup::Unset | Lookup::Undeclared);
        let global = Scope::at(self, escape, None, usize::MAX).lookup(name);
        let value = match (stage, global) {
            (Some(_), Lookup::Set { text, unresolved }) => {
                let (text, unresolved) = (text.to_owned(), unresolved.to_vec());
                Value::Set(Expanded {
                    text,
                    unresolved,
                    fault: None,
                })
            }
            (Some(_), Lookup::Predefined) => Value::Predefined,
            (_, _) if is_new => Value::Unset,
            (_, _) => return,
        };
        let value = match value {
            Value::Set(expanded) if !self.spend(expanded.text.len()) => Value::Unset,
            affordable => affordable,
        };
        self.define(stage, at, name, value);
    }

    /// Expands a word within what the file may still grow by; beyond that it is unresolved.
    pub(super) fn settle(
        &mut self,
        word: &str,
        escape: char,
        stage: Option<usize>,
        before: usize,
    ) -> Expanded {
        let expanded = expand(word, &Scope::at(self, escape, stage, before));
        if self.spend(expanded.text.len().saturating_sub(word.len())) {
            return expanded;
        }
        let fault = Some(super::expand::Fault::TooLong);
        Expanded {
            text: word.to_owned(),
            unresolved: expanded.unresolved,
            fault,
        }
    }

    fn spend(&mut self, added: usize) -> bool {
        match self.spare.checked_sub(added) {
            Some(spare) => {
                self.spare = spare;
                true
            }
            None => false,
        }
    }

    fn define(&mut self, stage: Option<usize>, at: usize, name: &str, value: Value) {
        let names = match stage {
            None => Some(&mut self.outside),
            Some(stage) => self.stages.get_mut(stage).map(|(_, names)| names),
        };
        if let Some(names) = names {
            names
                .0
                .entry(name.to_owned())
                .or_default()
                .push((at, value));
        }
    }

    /// The value in a stage or in the nearest stage it is built from.
    fn inherited(&self, stage: usize, name: &str, before: usize) -> Option<&Value> {
        let &(mut parent, ref names) = self.stages.get(stage)?;
        if let Some(value) = names.get(name, before) {
            return Some(value);
        }
        for _ in 0..LONGEST_LINEAGE {
            let (next, names) = self.stages.get(parent?)?;
            if let Some(value) = names.get(name, usize::MAX) {
                return Some(value);
            }
            parent = *next;
        }
        None
    }
}
