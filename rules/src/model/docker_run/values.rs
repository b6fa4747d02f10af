//! Values of one flag that are several, separated by commas.

use std::ops::Range;

use super::piece::Piece;

/// The fields of a value, separated by commas; one in double quotes may hold commas itself.
pub(super) fn fields<'t>(value: &Piece<'t>) -> Vec<Piece<'t>> {
    ranges(&value.text)
        .into_iter()
        .map(|range| value.part(range))
        .collect()
}

fn ranges(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    while start <= text.len() {
        let rest = text.get(start..).unwrap_or_default();
        let (range, length) = if let Some(inner) = rest.strip_prefix('"') {
            let end = inner.find('"').unwrap_or(inner.len());
            let behind = inner.get(end..).unwrap_or_default();
            let length = end + 1 + behind.find(',').unwrap_or(behind.len());
            (start + 1..start + 1 + end, length)
        } else {
            let end = rest.find(',').unwrap_or(rest.len());
            (start..start + end, end)
        };
        found.push(range);
        start += length + 1;
    }
    found
}

/// A boolean as Go reads it.
pub(super) fn boolean(text: &str) -> Option<bool> {
    match text {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => Some(true),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => Some(false),
        _ => None,
    }
}
