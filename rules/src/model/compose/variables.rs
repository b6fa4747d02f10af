//! Every variable in a file, whether or not a value that uses it is ever asked for.

use std::collections::BTreeSet;

use super::field::Scope;
use super::typing::{Typed, typed};
use crate::artifact::{Effect, Problem};
use crate::model::yaml::{Node, Value};
use crate::span::{Span, Spanned};

/// Reports variables that are not written as Compose wants them, and returns the unknown ones.
/// Keys are never interpolated.
pub(super) fn check(
    node: &Node,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Vec<Spanned<String>> {
    let mut visit = Visit {
        scope,
        brought: BTreeSet::new(),
        unset: Vec::new(),
        problems: Vec::new(),
    };
    visit.node(node);
    let Visit {
        mut unset,
        problems: mut found,
        ..
    } = visit;
    // What an alias or a service that is extended shares is met in more than one place.
    unset.sort_by(|a, b| (a.span, &a.value).cmp(&(b.span, &b.value)));
    unset.dedup();
    found.sort_by_key(|problem| problem.span);
    found.dedup();
    problems.append(&mut found);
    unset
}

struct Visit<'s> {
    scope: &'s Scope,
    /// Where values stand that were met as brought from elsewhere.
    brought: BTreeSet<Span>,
    unset: Vec<Spanned<String>>,
    problems: Vec<Problem>,
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
        match self.scope.reduce(text, node.span) {
            Ok(reduced) => {
                let names = reduced.unknown.into_iter();
                self.unset
                    .extend(names.map(|name| Spanned::new(name, node.span)));
            }
            Err(problem) => {
                let message = format!("Compose refuses this value: {problem}");
                self.problems
                    .push(Problem::at(node.span, Effect::Partial, message));
            }
        }
    }
}

fn holds_variable(node: &Node) -> bool {
    node.scalar()
        .is_some_and(|scalar| scalar.text.contains('$'))
}
