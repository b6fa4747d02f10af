//! Single values as YAML writes them.

use std::fmt::Write as _;

use super::Refusal;
use super::gap::Gap;
use crate::finding::Edit;
use crate::model::yaml::Node;

/// A value as it is written where nothing stood: without quotes where that is safe.
pub(super) fn fresh(value: &str) -> String {
    if is_plain(value) {
        value.to_owned()
    } else {
        double_quoted(value)
    }
}

/// Another value in the place of a single one, in its quotes.
pub(super) fn over(text: &str, node: &Node, gap: &Gap<'_>, value: &str) -> Result<Edit, Refusal> {
    let scalar = node.scalar().ok_or(Refusal::OtherShape)?;
    if gap.is_block {
        return Err(Refusal::Layout);
    }
    if has_variable(&scalar.text) {
        return Err(Refusal::Interpolated);
    }
    let written = match node.span.of(text).chars().next() {
        Some('\'') if !scalar.plain => format!("'{}'", value.replace('\'', "''")),
        Some('"') if !scalar.plain => double_quoted(value),
        Some(_) | None => fresh(value),
    };
    Ok(Edit::replace(node.span, written))
}

/// Whether Compose would fill something in.
pub(super) fn has_variable(text: &str) -> bool {
    text.replace("$$", "").contains('$')
}

/// Whether every reader takes a value without quotes for the same text, or for the number or
/// boolean it looks like; between brackets too.
fn is_plain(value: &str) -> bool {
    let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || b"_./=:@+%-".contains(&byte);
    let starts_well = value.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/');
    // Older readers take digits between colons for a number to the base of 60.
    let is_time = value.contains(':')
        && value
            .bytes()
            .all(|it| it.is_ascii_digit() || b":.".contains(&it));
    starts_well && !is_time && !value.ends_with(':') && value.bytes().all(is_inner)
}

fn double_quoted(value: &str) -> String {
    let mut quoted = String::from("\"");
    for c in value.chars() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            c if c.is_control() => {
                write!(quoted, "\\U{:08x}", u32::from(c)).expect("writing to a String never fails");
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
