//! What holds for every text.

use proptest::prelude::*;

use super::{MAX_DEPTH, Node, parse};
use crate::span::Span;

/// Lines that look enough like YAML to get past the first character.
const SHAPES: &str =
    "([ ]{0,4}(- |\\? |: |[aé]: |<<: |&x |\\*x |!t |[\\[\\]{},'\"|>#@%\t~-]|é|1|\n|---\n)){0,40}";

fn check(text: &str) -> Result<(), TestCaseError> {
    let yaml = parse(text);
    for document in &yaml.documents {
        walk(document, text, 0)?;
    }
    let comments = yaml.comments.iter().map(|comment| comment.span);
    for span in comments.chain(yaml.problems.iter().filter_map(|problem| problem.span)) {
        inside(span, text)?;
    }
    Ok(())
}

fn walk(node: &Node, text: &str, depth: usize) -> Result<(), TestCaseError> {
    prop_assert!(depth <= MAX_DEPTH);
    inside(node.span, text)?;
    node.via.map_or(Ok(()), |via| inside(via, text))?;
    for item in node.items() {
        walk(item, text, depth + 1)?;
    }
    for (at, entry) in node.entries().iter().enumerate() {
        inside(entry.key.span, text)?;
        let twin = node
            .entries()
            .iter()
            .skip(at + 1)
            .any(|e| e.key.value == entry.key.value);
        prop_assert!(!twin, "{} stands twice", entry.key.value);
        walk(&entry.value, text, depth + 1)?;
    }
    Ok(())
}

fn inside(span: Span, text: &str) -> Result<(), TestCaseError> {
    prop_assert!(
        text.get(span.start..span.end).is_some(),
        "{span:?} does not fit {text:?}"
    );
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read_within_its_bounds(text in "(\\PC|\n|\t|\r){0,200}") {
        check(&text)?;
    }

    #[test]
    fn yaml_like_text_is_read_within_its_bounds(text in SHAPES) {
        check(&text)?;
    }

    /// What was read before a break is not lost to it.
    #[test]
    fn a_broken_end_keeps_the_beginning(tail in SHAPES) {
        let text = format!("first: 1\nrest:\n  {tail}");
        let yaml = parse(&text);
        let kept = yaml.documents.first().and_then(|root| root.get("first"));
        prop_assert!(kept.is_some(), "{text:?}");
    }
}
