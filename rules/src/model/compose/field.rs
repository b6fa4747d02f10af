//! A value at a path of keys, and the types it can be read as.

use std::sync::Arc;

use super::interpolate::{self, Environment, Reduced, Unset};
use super::setting::Setting;
use super::size;
use super::sources::Sources;
use super::typing::{self, Typed, typed};
use crate::model::yaml::{Entry, Node, Value};
use crate::span::Span;

/// What variables stand for while values are read.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The files that values come from, each with its variables.
    pub sources: Arc<Sources>,
    /// What a variable without a value stands for.
    pub unset: Unset,
}

impl Scope {
    /// One file alone, with these variables.
    pub fn alone(artifact: usize, length: usize, environment: Environment) -> Self {
        Self {
            sources: Arc::new(Sources::alone(artifact, length, Arc::new(environment))),
            unset: Unset::Unknown,
        }
    }

    /// A text at this place with its variables replaced, or what is wrong with them.
    pub(super) fn reduce(&self, text: &str, span: Span) -> Result<Reduced, String> {
        static NONE: Environment = Environment::new();
        let environment = self.sources.at(span).map_or(&NONE, |it| &*it.environment);
        interpolate::reduce(text, environment, self.unset)
    }
}

/// A value in a compose file, before it is read as a type.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    node: Found<'a>,
    scope: &'a Scope,
}

#[derive(Clone, Copy, Debug)]
enum Found<'a> {
    Nothing,
    Node(&'a Node),
    /// The path leads through something that is no mapping.
    Astray(&'a Node, &'static str),
}

impl<'a> Field<'a> {
    /// The value at a node.
    pub fn new(node: &'a Node, scope: &'a Scope) -> Self {
        Self::at(node, &[], scope)
    }

    /// Nothing stated.
    pub const fn nothing(scope: &'a Scope) -> Self {
        Self {
            node: Found::Nothing,
            scope,
        }
    }

    /// The value that a path of keys leads to; `!reset` takes away what is below it.
    pub fn at(node: &'a Node, path: &[&str], scope: &'a Scope) -> Self {
        let mut node = node;
        let nothing = Self::nothing(scope);
        for key in path {
            match &node.value {
                _ if node.is_tagged("!reset") => return nothing,
                Value::Mapping(_) => match node.get(key) {
                    Some(next) => node = next,
                    None => return nothing,
                },
                Value::Sequence(_) | Value::Scalar(_) | Value::Unreadable => {
                    return Self {
                        node: Found::Astray(node, "a mapping"),
                        scope,
                    };
                }
            }
        }
        if node.is_tagged("!reset") {
            nothing
        } else {
            Self {
                node: Found::Node(node),
                scope,
            }
        }
    }

    /// The value of a key below this one.
    #[must_use]
    pub fn get(&self, key: &str) -> Self {
        match self.node {
            Found::Node(node) => Self::at(node, &[key], self.scope),
            Found::Nothing | Found::Astray(..) => *self,
        }
    }

    /// Nothing, where null is stated.
    pub(super) fn unless_null(self) -> Self {
        let is_null = self.node().is_some_and(Node::is_null);
        if is_null {
            Self::nothing(self.scope)
        } else {
            self
        }
    }

    /// The node, where something is stated.
    pub const fn node(&self) -> Option<&'a Node> {
        match self.node {
            Found::Node(node) | Found::Astray(node, _) => Some(node),
            Found::Nothing => None,
        }
    }

    /// The node, where the path leads to it and through nothing else.
    pub const fn reached(&self) -> Option<&'a Node> {
        match self.node {
            Found::Node(node) => Some(node),
            Found::Nothing | Found::Astray(..) => None,
        }
    }

    /// Whether something is stated, whatever it is.
    pub const fn is_stated(&self) -> bool {
        self.node().is_some()
    }

    /// Reads text.
    pub fn text(&self) -> Setting<String> {
        self.scalar(
            "text",
            |typed| match typed {
                Typed::Text(text) => Ok(Reading::Text(text)),
                Typed::Int(_) | Typed::Float(_) | Typed::Time => {
                    Err("Compose wants text here; quotes make it text")
                }
                Typed::Bool(_) | Typed::Null => Err("Compose wants text here"),
            },
            |text| Ok(text.to_owned()),
        )
    }

    /// Reads a boolean; the text `yes`, `y`, `on` and their opposites count.
    pub fn boolean(&self) -> Setting<bool> {
        self.scalar(
            "a boolean",
            |typed| match typed {
                Typed::Text(text) => Ok(Reading::Text(text)),
                Typed::Bool(value) => Ok(Reading::Value(value)),
                Typed::Int(_) | Typed::Float(_) | Typed::Time | Typed::Null => {
                    Err("Compose wants a boolean here")
                }
            },
            typing::boolean,
        )
    }

    /// Reads a boolean where Compose takes nothing else, no text and no variable.
    pub fn bare_boolean(&self) -> Setting<bool> {
        match self.node().and_then(typed) {
            Some(Typed::Text(_)) => self.text().parse(|_| {
                Err("Compose takes only `true` or `false` without quotes here".to_owned())
            }),
            _ => self.boolean(),
        }
    }

    /// Reads a whole number; what stands behind a decimal point is cut off.
    pub fn integer(&self) -> Setting<i64> {
        self.scalar(
            "a whole number",
            |typed| match typed {
                Typed::Text(text) => Ok(Reading::Text(text)),
                Typed::Int(value) => Ok(Reading::Value(value)),
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "Compose cuts off the fraction"
                )]
                Typed::Float(value) => Ok(Reading::Value(value as i64)),
                Typed::Bool(_) | Typed::Time | Typed::Null => Err("Compose wants a number here"),
            },
            typing::integer,
        )
    }

    /// Reads the permissions of a file; text is octal, whether or not it begins with 0.
    pub fn file_mode(&self) -> Setting<i64> {
        self.scalar(
            "permissions such as `0440`",
            |typed| match typed {
                Typed::Text(text) => Ok(Reading::Text(text)),
                Typed::Int(value) => Ok(Reading::Value(value)),
                Typed::Float(_) | Typed::Bool(_) | Typed::Time | Typed::Null => {
                    Err("Compose wants permissions such as `0440` here")
                }
            },
            |text| i64::from_str_radix(text, 8).map_err(|_| "this is no octal number".to_owned()),
        )
    }

    /// Reads a number.
    pub fn number(&self) -> Setting<f64> {
        self.scalar(
            "a number",
            |typed| match typed {
                Typed::Text(text) => Ok(Reading::Text(text)),
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "no count of processors is that large"
                )]
                Typed::Int(value) => Ok(Reading::Value(value as f64)),
                Typed::Float(value) => Ok(Reading::Value(value)),
                Typed::Bool(_) | Typed::Time | Typed::Null => Err("Compose wants a number here"),
            },
            typing::number,
        )
    }

    /// Reads a size in bytes, such as `512m`.
    pub fn bytes(&self) -> Setting<i64> {
        self.scalar(
            "a size",
            |typed| match typed {
                Typed::Text(text) => Ok(Reading::Text(text)),
                Typed::Int(value) => Ok(Reading::Value(value)),
                // Compose takes a decimal number such as 1e9 and then sets no limit at all.
                Typed::Float(_) => Ok(Reading::Value(0)),
                Typed::Bool(_) | Typed::Time | Typed::Null => Err("Compose wants a size here"),
            },
            size::bytes,
        )
    }

    /// Reads a list of texts; a field that is no list is one malformed item.
    pub fn texts(&self) -> Vec<Setting<String>> {
        self.list(|item| item.text())
    }

    /// Reads one text or a list of them.
    pub fn text_or_texts(&self) -> Vec<Setting<String>> {
        match self.node {
            Found::Node(node) if node.scalar().is_some() => vec![self.text()],
            Found::Node(_) | Found::Nothing | Found::Astray(..) => self.texts(),
        }
    }

    /// Reads a list, item by item; a field that is no list is one malformed item.
    pub fn list<T>(&self, read: impl Fn(Field<'a>) -> Setting<T>) -> Vec<Setting<T>> {
        match self.node {
            Found::Nothing => Vec::new(),
            Found::Node(node) if node.is_sequence() => self
                .items()
                .map(read)
                .filter(|item| !item.is_absent())
                .collect(),
            Found::Node(node) => vec![wrong(node, "a list")],
            Found::Astray(node, wanted) => vec![wrong(node, wanted)],
        }
    }

    /// The items of a list; none where this is no list.
    pub fn items(&self) -> impl Iterator<Item = Field<'a>> + use<'a> {
        let (node, scope) = (self.node(), self.scope);
        node.into_iter()
            .flat_map(Node::items)
            .map(move |item| Field::new(item, scope))
    }

    /// Reads a mapping's keys with their values; `Absent` where nothing is stated.
    pub fn mapping(&self) -> Setting<&'a [Entry]> {
        match self.node {
            Found::Nothing => Setting::Absent,
            Found::Node(node) if node.is_mapping() => Setting::set(node.entries(), node.span),
            Found::Node(node) => wrong(node, "a mapping"),
            Found::Astray(node, wanted) => wrong(node, wanted),
        }
    }

    /// Replaces the variables in a text of this field.
    pub(super) fn reduce<T>(
        &self,
        text: &str,
        span: Span,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Setting<T> {
        let reduced = match self.scope.reduce(text, span) {
            Ok(reduced) => reduced,
            Err(problem) => return Setting::malformed(span, problem),
        };
        if !reduced.unknown.is_empty() {
            return Setting::Unresolved {
                span,
                variables: reduced.unknown,
            };
        }
        match read(&reduced.text) {
            Ok(value) => Setting::set(value, span),
            Err(problem) => Setting::malformed(span, problem),
        }
    }

    fn scalar<T>(
        &self,
        wanted: &'static str,
        accept: impl FnOnce(Typed<'a>) -> Result<Reading<'a, T>, &'static str>,
        cast: impl FnOnce(&str) -> Result<T, String>,
    ) -> Setting<T> {
        let node = match self.node {
            Found::Nothing => return Setting::Absent,
            Found::Astray(node, wanted) => return wrong(node, wanted),
            Found::Node(node) => node,
        };
        let Some(typed) = typed(node) else {
            return wrong(node, wanted);
        };
        match accept(typed) {
            Ok(Reading::Text(text)) => self.reduce(text, node.span, cast),
            Ok(Reading::Value(value)) => Setting::set(value, node.span),
            Err(problem) => Setting::malformed(node.span, problem),
        }
    }
}

/// A scalar that a field accepts.
enum Reading<'a, T> {
    /// Text that may hold variables and is cast when they are replaced.
    Text(&'a str),
    /// A value of the wanted type already.
    Value(T),
}

/// Something of another type than the field takes.
pub(super) fn wrong<T>(node: &Node, wanted: &str) -> Setting<T> {
    let problem = match node.value {
        Value::Unreadable => "this could not be read".to_owned(),
        Value::Scalar(_) | Value::Sequence(_) | Value::Mapping(_) => {
            format!("Compose wants {wanted} here, and this is {}", node.kind())
        }
    };
    Setting::malformed(node.span, problem)
}
