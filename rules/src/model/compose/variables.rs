//! Every variable in a file, whether or not a value that uses it is ever asked for.

use super::field::Scope;
use super::typing::{Typed, typed};
use crate::artifact::{Effect, Problem};
use crate::model::yaml::{Node, Value};
use crate::span::Spanned;

/// Reports variables that are not written as Compose wants them, and returns the unknown ones.
/// Keys are never interpolated.
pub(super) fn check(
    node: &Node,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Vec<Spanned<String>> {
    let mut unset = Vec::new();
    visit(node, scope, problems, &mut unset);
    unset
}

fn visit(
    node: &Node,
    scope: &Scope,
    problems: &mut Vec<Problem>,
    unset: &mut Vec<Spanned<String>>,
) {
    // What an alias brought is visited where it is written.
    if node.via.is_some() {
        return;
    }
    match &node.value {
        Value::Mapping(entries) => {
            entries
                .iter()
                .for_each(|entry| visit(&entry.value, scope, problems, unset));
        }
        Value::Sequence(items) => {
            items
                .iter()
                .for_each(|item| visit(item, scope, problems, unset));
        }
        Value::Scalar(_) => {
            let Some(Typed::Text(text)) = typed(node) else {
                return;
            };
            match scope.reduce(text, node.span) {
                Ok(reduced) => {
                    let names = reduced.unknown.into_iter();
                    unset.extend(names.map(|name| Spanned::new(name, node.span)));
                }
                Err(problem) => {
                    let message = format!("Compose refuses this value: {problem}");
                    problems.push(Problem::at(node.span, Effect::Partial, message));
                }
            }
        }
        Value::Unreadable => {}
    }
}
