//! Changes that take a secret out of a compose file.

use std::ops::Range;

use super::service_edits;
use crate::facts::Composed;
use crate::finding::Finding;

/// The finding with a draft in which a variable without a default stands for the secret, or with
/// the reason why there is none. `secret` tells where in the text that decides it stands.
pub(super) fn from_outside(
    finding: Finding,
    service: Composed<'_>,
    name: &str,
    secret: impl FnOnce(&str) -> Option<Range<usize>>,
) -> Finding {
    let name = variable(name);
    let asks = format!(
        "Set {name} where the project is deployed, for instance in an .env file that is not kept \
         with the source, and replace the secret, since it must count as known."
    );
    let reference = format!("${{{name}:?is to be set outside of this file}}");
    service_edits::mended(finding, service, &asks, |site| {
        site.rewritten(secret, &reference)
    })
}

/// The value of an entry in a text that is `name=value` or the value alone.
pub(super) fn value(text: &str, name: &str) -> Range<usize> {
    let value = text.strip_prefix(name).and_then(|it| it.strip_prefix('='));
    text.len() - value.unwrap_or(text).len()..text.len()
}

/// The one place of a secret in a text; `None` where it stands in several.
pub(super) fn only(text: &str, secret: &str) -> Option<Range<usize>> {
    let mut places = text.match_indices(secret);
    let (start, _) = places.next().filter(|_| !secret.is_empty())?;
    let end = start + secret.len();
    places.next().is_none().then_some(start..end)
}

/// A name that Compose can fill in.
fn variable(name: &str) -> String {
    let is_of_name = |it: char| it.is_ascii_alphanumeric() || it == '_';
    let mut variable = name.replace(|it: char| !is_of_name(it), "_");
    if variable.starts_with(|it: char| it.is_ascii_digit()) {
        variable.insert(0, '_');
    }
    variable
}
