//! What a compose file declares beside services: networks, volumes, secrets and configs.

use super::field::{Field, Scope};
use super::form::Form;
use super::form::is_extension;
use crate::model::yaml::{Entry, Node};
use crate::span::{Span, Spanned};

/// A network, volume, secret or config that a file declares.
#[derive(Clone, Debug)]
pub struct Named {
    /// The name services use.
    pub name: Spanned<String>,
    /// What is declared; null where only the name is.
    pub node: Node,
    /// From the name to the end of its declaration.
    pub span: Span,
    scope: Scope,
}

impl Named {
    /// The value that a path of keys leads to.
    pub fn field(&self, path: &[&str]) -> Field<'_> {
        // Where only the name is declared, nothing below it is stated.
        let declared = Field::new(&self.node, &self.scope).unless_null();
        path.iter().fold(declared, |field, key| field.get(key))
    }
}

/// The declarations under a top-level key; v1 files have none.
pub(super) fn all(root: &Node, key: &str, form: Form, scope: &Scope) -> Vec<Named> {
    match form {
        Form::V1 => Vec::new(),
        Form::Current | Form::Fragment | Form::Run => {
            let entries = root.get(key).map(Node::entries).unwrap_or_default();
            let declared = entries.iter().filter(|entry| {
                !is_extension(&entry.key.value) && !entry.value.is_tagged("!reset")
            });
            declared.map(|entry| of(entry, scope)).collect()
        }
    }
}

fn of(entry: &Entry, scope: &Scope) -> Named {
    Named {
        name: Spanned::new(entry.key.value.to_string(), entry.key.span),
        node: entry.value.clone(),
        span: extent(entry),
        scope: scope.clone(),
    }
}

/// From a key to the end of its value, or the key alone where the value stands elsewhere.
pub(super) fn extent(entry: &Entry) -> Span {
    if entry.value.via.is_some() {
        entry.key.span
    } else {
        entry.key.span.to(entry.value.span)
    }
}
