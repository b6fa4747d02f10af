//! Every variable in a file, whether or not a value that uses it is ever asked for.

use std::collections::BTreeSet;

use super::field::Scope;
use super::typing::{Typed, typed};
use crate::model::yaml::{Node, Value};
use crate::sorted::InOrder;
use crate::span::{Span, Spanned};

/// The variables that values depend on and that have neither a value nor a default. Keys are
/// never interpolated.
pub(super) fn unset(node: &Node, scope: &Scope) -> Vec<Spanned<String>> {
    let mut visit = Visit {
        scope,
        brought: BTreeSet::new(),
        unset: Vec::new(),
    };
    visit.node(node);
    let mut unset = visit.unset;
    // What an alias or a service that is extended shares is met in more than one place.
    unset.order_by(|a, b| (a.span, &a.value).cmp(&(b.span, &b.value)));
    unset.dedup();
    unset
}

struct Visit<'s> {
    scope: &'s Scope,
    /// Where values stand that were met as brought from elsewhere.
    brought: BTreeSet<Span>,
    unset: Vec<Spanned<String>>,
}

impl Visit<'_> {
    fn node(&mut self, node: &Node) {
        if node.via.is_some() && !self.brought.insert(node.span) {
            return;
        }
        match &node.value {
            Value::Mapping(entries) => entries.iter().for_each(|entry| self.node(&entry.value)),
            Value::Sequence(items) => items.iter().for_each(|item| self.node(item)),
            Value::Scalar(_) => self.scalar(node),
            Value::Unreadable => {}
        }
    }

    fn scalar(&mut self, node: &Node) {
        let Some(Typed::Text(text)) = typed(node).filter(|_| holds_variable(node)) else {
            return;
        };
        // What is not well formed is a fault of the model.
        if let Ok(reduced) = self.scope.reduce(text, node.span) {
            let names = reduced.unknown.into_iter();
            self.unset
                .extend(names.map(|name| Spanned::new(name, node.span)));
        }
    }
}

fn holds_variable(node: &Node) -> bool {
    node.scalar()
        .is_some_and(|scalar| scalar.text.contains('$'))
}
