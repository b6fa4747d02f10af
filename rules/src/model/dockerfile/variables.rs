//! Every definition of every variable, found by name and place.

use std::collections::HashMap;

use super::expand::{Expanded, Fault, expand};
use super::scope::{Lookup, Scope};

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

/// What a definition gives a variable.
#[derive(Clone, Debug)]
pub(super) enum Value {
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
        let fault = Some(Fault::TooLong);
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

    /// The value outside of stages.
    pub(super) fn outside(&self, name: &str, before: usize) -> Option<&Value> {
        self.outside.get(name, before)
    }

    /// The value in a stage or in the nearest stage it is built from.
    pub(super) fn inherited(&self, stage: usize, name: &str, before: usize) -> Option<&Value> {
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
