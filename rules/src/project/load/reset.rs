//! `!reset` and `!override`, which take away what earlier files state.

use crate::model::yaml::{Entry, Node, Value};

const RESET: &str = "!reset";
const OVERRIDE: &str = "!override";

/// Whether a value takes away what it is merged over, instead of being merged with it.
pub(super) fn takes_away(node: &Node) -> bool {
    node.is_tagged(RESET) || node.is_tagged(OVERRIDE)
}

/// Whether a value is no value: it only takes away.
pub(super) fn is_nothing(node: &Node) -> bool {
    node.is_tagged(RESET)
}

/// Whether a tree holds one of the tags.
pub(super) fn is_marked(node: &Node) -> bool {
    takes_away(node)
        || match &node.value {
            Value::Mapping(entries) => entries.iter().any(|entry| is_marked(&entry.value)),
            Value::Sequence(items) => items.iter().any(is_marked),
            Value::Scalar(_) | Value::Unreadable => false,
        }
}

/// A tree whose tags have had their effect, so that they have none on what is merged later.
pub(super) fn settled(node: &Node) -> Node {
    if !is_marked(node) {
        return node.clone();
    }
    let value = match &node.value {
        Value::Mapping(entries) => Value::Mapping(
            entries
                .iter()
                .filter(|entry| !is_nothing(&entry.value))
                .map(|entry| Entry {
                    key: entry.key.clone(),
                    value: settled(&entry.value),
                })
                .collect(),
        ),
        Value::Sequence(items) => Value::Sequence(
            items
                .iter()
                .filter(|item| !is_nothing(item))
                .map(settled)
                .collect(),
        ),
        Value::Scalar(scalar) => Value::Scalar(scalar.clone()),
        Value::Unreadable => Value::Unreadable,
    };
    let tag = node.tag.clone().filter(|_| !takes_away(node));
    Node {
        span: node.span,
        tag,
        value,
        via: node.via,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_marked, settled};
    use crate::model::yaml::parse;

    #[test]
    fn tags_are_gone_once_settled() {
        let text = "a: !reset null\nb: !override [1, !reset 2]\nc: {d: !reset {}}\ne: !!str 1\n";
        let node = &parse(text).documents[0];
        assert!(is_marked(node));
        let settled = settled(node);
        assert!(!is_marked(&settled) && settled.get("a").is_none());
        assert_eq!(settled.at(&["b"]).map(|b| b.items().len()), Some(1));
        assert!(settled.at(&["c"]).is_some_and(|c| c.entries().is_empty()));
        assert!(settled.at(&["e"]).is_some_and(|e| e.is_tagged("!!str")));
    }
}
