//! The old form of `ENV` and `LABEL`, which separates a name and its value by a blank.

use crate::facts::{Build, Step};
use crate::finding::{Edit, Finding, Remedy};
use crate::span::{Span, Spanned};

/// What is found where the old form is used: `finding` with the name, the place and the repair.
pub(super) fn old_form(
    build: &Build<'_>,
    step: Step<'_>,
    pairs: &[(Spanned<String>, Spanned<String>)],
    finding: Finding,
) -> Option<Finding> {
    let [(name, value)] = pairs else { return None };
    let behind = step
        .instruction
        .arguments
        .as_str()
        .get(name.value.len()..)?;
    if behind.starts_with('=') {
        return None;
    }
    let finding = finding.with("name", &name.value).at(step.at(name.span));
    Some(match joined(build, name, value) {
        Some(edits) => finding.mended_by(Remedy::safe(edits)),
        None => finding,
    })
}

/// The edits that join a name and its value, where quotes keep what the value means.
fn joined(build: &Build<'_>, name: &Spanned<String>, value: &Spanned<String>) -> Option<Vec<Edit>> {
    let gap = Span::new(name.span.end, value.span.start);
    // A comment between the two would be lost, and a name in quotes may hold blanks.
    if gap.of(build.text).contains('#') || name.value.contains(['"', '\'']) {
        return None;
    }
    let text = value.value.as_str();
    let quotes = ['"', '\''];
    let is_one_quoted = quotes.iter().any(|quote| {
        let bare = text
            .strip_prefix(*quote)
            .and_then(|it| it.strip_suffix(*quote));
        bare.is_some_and(|bare| !bare.contains(*quote) && !bare.contains(build.file().escape))
    });
    if is_one_quoted
        || !text.contains(|it: char| {
            it.is_whitespace() || quotes.contains(&it) || it == build.file().escape
        })
    {
        return Some(vec![Edit::replace(gap, "=")]);
    }
    // A quote or an escape in the midst of a value would mean something else inside quotes.
    if text.contains(quotes) || text.contains(build.file().escape) {
        return None;
    }
    Some(vec![
        Edit::replace(gap, "=\""),
        Edit::insert(value.span.end, "\""),
    ])
}
