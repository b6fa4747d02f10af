//! The values of variables in the arguments of a build step.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use crate::facts::Run;
use crate::model::dockerfile::{Dockerfile, InstructionKind, Lookup, Scope};
use crate::model::shell::{Invocation, Word};

/// How much text variables may put into the arguments of a file, bytes.
pub(super) const LONGEST: usize = 256 * 1024;
/// How many variables without a value are named.
const MOST_MISSING: usize = 8;
/// How deep variables are followed that rest on variables.
const DEEPEST: usize = 8;

/// What variables are worth where an invocation stands.
pub(super) struct Values<'a> {
    scope: Scope<'a>,
    /// Assignments in the same script before the invocation; `None` where they cannot be told.
    own: HashMap<&'a str, Option<&'a str>>,
    /// Every name that an `ENV` of the file sets, in whatever stage.
    declared: &'a HashSet<&'a str>,
    /// How much more text variables may put in.
    left: &'a Cell<usize>,
}

/// An argument, with known variables replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Resolved {
    pub(super) text: String,
    /// Variables that have no known value, in order.
    pub(super) missing: Vec<String>,
}

impl<'a> Values<'a> {
    /// The values at a run's first command.
    pub(super) fn new(
        file: &'a Dockerfile,
        run: &Run,
        declared: &'a HashSet<&'a str>,
        left: &'a Cell<usize>,
    ) -> Self {
        Self {
            scope: file.scope_at(run.step),
            own: HashMap::new(),
            declared,
            left,
        }
    }

    /// Takes up what a command assigns for those behind it.
    pub(super) fn pass(&mut self, call: &'a Invocation) {
        if call.program.is_none() {
            for (name, value) in &call.assignments {
                let known = (!value.has_substitution).then_some(value.text.as_str());
                self.own.insert(&name.value, known);
            }
        }
        if matches!(
            call.name.as_str(),
            "export" | "local" | "readonly" | "declare" | "typeset"
        ) {
            for word in &call.arguments {
                if let Some((name, value)) = word.text.split_once('=') {
                    let value = (!word.has_substitution).then_some(value);
                    self.own.insert(name, value);
                }
            }
        }
    }

    /// The texts an argument becomes: several where an unquoted variable holds blanks.
    pub(super) fn resolve(&self, word: &Word) -> Vec<Resolved> {
        if word.has_substitution {
            let missing = vec!["$(…)".to_owned()];
            let text = word.text.clone();
            return vec![Resolved { text, missing }];
        }
        if !word.has_variable {
            return vec![Resolved {
                text: word.text.clone(),
                missing: Vec::new(),
            }];
        }
        let mut resolved = Resolved {
            text: String::new(),
            missing: Vec::new(),
        };
        self.expand(&word.text, 0, &mut resolved);
        if word.is_quoted || !resolved.text.contains(char::is_whitespace) {
            return vec![resolved];
        }
        let parts = resolved.text.split_whitespace();
        parts
            .map(|part| {
                let holds = |name: &&String| part.contains(name.as_str());
                Resolved {
                    text: part.to_owned(),
                    missing: resolved.missing.iter().filter(holds).cloned().collect(),
                }
            })
            .collect()
    }

    fn expand(&self, text: &str, depth: usize, resolved: &mut Resolved) {
        let mut rest = text;
        while let Some(at) = rest.find('$') {
            resolved.text.push_str(rest.get(..at).unwrap_or_default());
            let tail = rest.get(at..).unwrap_or_default();
            let reference = Reference::read(tail);
            rest = tail.get(reference.length..).unwrap_or_default();
            let written = tail.get(..reference.length).unwrap_or_default();
            self.put(&reference, written, depth, resolved);
        }
        resolved.text.push_str(rest);
    }

    fn put(&self, reference: &Reference<'_>, written: &str, depth: usize, resolved: &mut Resolved) {
        let Some(name) = reference.name else {
            resolved.text.push_str(written);
            return;
        };
        let value = if reference.is_plain {
            self.value(name)
        } else {
            None
        };
        let value = value.or(reference.fallback);
        match value.filter(|value| self.spend(value.len())) {
            Some(value) if depth < DEEPEST && value.contains('$') => {
                self.expand(value, depth + 1, resolved);
            }
            Some(value) => resolved.text.push_str(value),
            None => {
                resolved.text.push_str(written);
                if resolved.missing.len() < MOST_MISSING {
                    resolved.missing.push(name.to_owned());
                }
            }
        }
    }

    /// Whether so much more text may be put in.
    fn spend(&self, length: usize) -> bool {
        let left = self.left.get().checked_sub(length + 1);
        self.left.set(left.unwrap_or(0));
        left.is_some()
    }

    fn value(&self, name: &str) -> Option<&str> {
        if let Some(own) = self.own.get(name) {
            return *own;
        }
        match self.scope.lookup(name) {
            Lookup::Set {
                text,
                unresolved: [],
            } => Some(text),
            // What another stage sets for itself is empty here: an oversight.
            Lookup::Undeclared if self.declared.contains(name) => Some(""),
            Lookup::Set { .. } | Lookup::Predefined | Lookup::Unset | Lookup::Undeclared => None,
        }
    }
}

/// Every name that an `ENV` of the file sets, in whatever stage.
pub(super) fn declared(file: &Dockerfile) -> HashSet<&str> {
    let instructions = file.instructions.iter();
    instructions
        .flat_map(|instruction| match &instruction.kind {
            InstructionKind::Env(pairs) => pairs.iter().map(|(name, _)| name).collect(),
            _ => Vec::new(),
        })
        .map(|name| name.value.as_str())
        .collect()
}

/// A variable as it stands in a word.
struct Reference<'t> {
    /// `None` where the dollar sign begins none.
    name: Option<&'t str>,
    /// The text behind `:-`, put in where there is no value.
    fallback: Option<&'t str>,
    /// Whether the value goes in as it is.
    is_plain: bool,
    length: usize,
}

impl<'t> Reference<'t> {
    /// Reads the reference at the start of `text`, which begins with a dollar sign.
    fn read(text: &'t str) -> Self {
        let none = Self {
            name: None,
            fallback: None,
            is_plain: false,
            length: 1,
        };
        let after = text.get(1..).unwrap_or_default();
        let Some(inner) = after.strip_prefix('{') else {
            let length = name_length(after);
            if length == 0 {
                return none;
            }
            let name = after.get(..length);
            return Self {
                name,
                fallback: None,
                is_plain: true,
                length: 1 + length,
            };
        };
        let Some(end) = inner.find('}') else {
            return none;
        };
        let body = inner.get(..end).unwrap_or_default();
        let length = name_length(body);
        let operation = body.get(length..).unwrap_or_default();
        let fallback = operation
            .strip_prefix(":-")
            .or_else(|| operation.strip_prefix('-'));
        Self {
            name: body.get(..length).filter(|name| !name.is_empty()),
            fallback,
            is_plain: operation.is_empty() || fallback.is_some(),
            length: end + 3,
        }
    }
}

fn name_length(text: &str) -> usize {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    text.bytes().take_while(|byte| is_name(byte)).count()
}
