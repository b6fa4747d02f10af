//! Files of variables: `.env`, and what `env_file` names, as Compose reads them.
//!
//! A value keeps its place, and what it comes to depends on the variables that are known when
//! the file is read: see [`Dotenv::pairs`]. The text is read once, from start to end.

mod quoted;
mod raw;
mod statement;

#[cfg(test)]
mod tests;

pub use raw::read as read_raw;

use crate::artifact::{Effect, Problem};
use crate::model::compose::{Environment, Pair, Setting, Unset, reduced};
use crate::span::{Span, Spanned};

/// The longest value that is taken for a variable's, in bytes.
///
/// Values are filled in wherever their name stands, so that their length counts many times.
pub const LONGEST_VALUE: usize = 16 * 1024;

/// How much a file's values may come to in all, beyond the file's own length, in bytes.
const MOST_GROWTH: usize = 1 << 20;

/// A file of variables as it stands.
#[derive(Clone, Debug, Default)]
pub struct Dotenv {
    /// What it sets, in its order; of a name that stands twice the last counts.
    pub assignments: Vec<Assignment>,
    /// What Compose refuses.
    pub problems: Vec<Problem>,
}

/// A variable that a file sets or passes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// Its name.
    pub name: Spanned<String>,
    /// What is written behind it.
    pub value: Spanned<Text>,
    /// From the name to the end of the value, quotes included.
    pub span: Span,
}

/// What is written behind a variable's name, with quotes and escapes resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// Nothing: the value is whatever the one who reads the file has under that name.
    Inherited,
    /// The value itself.
    Literal(String),
    /// The value once its variables are replaced.
    Template(String),
}

/// Reads a text as `.env`. Never fails: what cannot be read is left out and listed.
pub fn read(text: &str) -> Dotenv {
    let mut read = statement::all(text);
    let known = Environment::new();
    for assignment in &read.assignments {
        if let Text::Template(text) = &assignment.value.value
            && let Setting::Malformed { span, problem } =
                reduced(text, assignment.value.span, &known, Unset::Unknown)
        {
            let message = format!("Compose refuses the file: {problem}");
            read.problems
                .push(Problem::at(span, Effect::Partial, message));
        }
    }
    read
}

impl Dotenv {
    /// Every assignment with what its value comes to, in the file's order.
    ///
    /// Values are filled in from what is `known`, then from what stands further up in the file,
    /// then from `earlier` files. A variable that nobody sets leaves the value open, because
    /// whoever deploys may set it.
    pub fn pairs(&self, known: &Environment, earlier: &Environment) -> Vec<Spanned<Pair>> {
        let mut environment = earlier.clone();
        environment.extend(known.clone());
        let mut left = MOST_GROWTH;
        let pair = |assignment: &Assignment| {
            let name = &assignment.name.value;
            let value = assignment.comes_to(&environment, &mut left);
            if !known.contains_key(name) {
                match value.value() {
                    Some(value) => environment.insert(name.clone(), value.clone()),
                    None => environment.remove(name),
                };
            }
            let pair = Pair {
                key: assignment.name.clone(),
                value,
            };
            Spanned::new(pair, assignment.span)
        };
        self.assignments.iter().map(pair).collect()
    }

    /// What `earlier` files and this one set, the `known` being what values are filled in from
    /// first; without those that are open.
    pub fn environment(&self, known: &Environment, earlier: Environment) -> Environment {
        let mut environment = earlier;
        for Spanned { value: pair, .. } in self.pairs(known, &environment) {
            match pair.value {
                Setting::Set(value) => environment.insert(pair.key.value, value.value),
                Setting::Absent | Setting::Unresolved { .. } | Setting::Malformed { .. } => {
                    environment.remove(&pair.key.value)
                }
            };
        }
        environment
    }

    /// Every assignment with nothing where it refers to a variable: what the file itself holds.
    pub fn literals(&self) -> Vec<Spanned<Pair>> {
        let none = Environment::new();
        let pair = |assignment: &Assignment| {
            let span = assignment.value.span;
            let value = match &assignment.value.value {
                Text::Inherited => Setting::Absent,
                Text::Literal(value) => Setting::set(value.clone(), span),
                Text::Template(text) => reduced(text, span, &none, Unset::Empty),
            };
            let key = assignment.name.clone();
            Spanned::new(Pair { key, value }, assignment.span)
        };
        self.assignments.iter().map(pair).collect()
    }

    /// The last assignment of this name.
    pub fn last(&self, name: &str) -> Option<&Assignment> {
        let mut from_last = self.assignments.iter().rev();
        from_last.find(|assignment| assignment.name.value == name)
    }
}

impl Assignment {
    fn comes_to(&self, environment: &Environment, left: &mut usize) -> Setting<String> {
        let span = self.value.span;
        let value = match &self.value.value {
            Text::Inherited => match environment.get(&self.name.value) {
                Some(value) => Setting::set(value.clone(), self.name.span),
                None => Setting::Absent,
            },
            Text::Literal(value) => Setting::set(value.clone(), span),
            Text::Template(_) if *left == 0 => too_long(span),
            Text::Template(text) => reduced(text, span, environment, Unset::Unknown),
        };
        if let Setting::Set(value) = &value {
            let written = span.end - span.start;
            *left = left.saturating_sub(value.value.len().saturating_sub(written));
            if value.value.len() > LONGEST_VALUE {
                return too_long(span);
            }
        }
        value
    }
}

fn too_long(span: Span) -> Setting<String> {
    let problem = format!("the value is longer than {LONGEST_VALUE} bytes, and is not read");
    Setting::malformed(span, problem)
}
