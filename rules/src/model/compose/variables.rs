//! Every variable in a file, whether or not a value that uses it is ever asked for.

use super::field::Scope;
use super::typing::{Typed, typed};
use crate::model::yaml::{Node, Value};
use crate::span::Spanned;

/// The variables that values depend on and that have neither a value nor a default. Keys are
/// never interpolated.
pub(super) fn unset(node: &Node, scope: &Scope) -> Vec<Spanned<String>> {
    let mut unset = Vec::new();
    visit(node, scope, &mut unset);
    unset
}

fn visit(node: &Node, scope: &Scope, unset: &mut Vec<Spanned<String>>) {
    // What an alias brought is visited where it is written.
    if node.via.is_some() {
        return;
    }
    match &node.value {
        Value::Mapping(entries) => {
            entries
                .iter()
                .for_each(|entry| visit(&entry.value, scope, unset));
        }
        Value::Sequence(items) => {
            items.iter().for_each(|item| visit(item, scope, unset));
        }
        Value::Scalar(_) => {
            let Some(Typed::Text(text)) = typed(node) else {
                return;
            };
            // What is not well formed is a fault of the model.
            if let Ok(reduced) = scope.reduce(text, node.span) {
                let names = reduced.unknown.into_iter();
                unset.extend(names.map(|name| Spanned::new(name, node.span)));
            }
        }
        Value::Unreadable => {}
    }
}
