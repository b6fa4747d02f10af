//! Places in the document.

use serde::{Deserialize, Serialize};

use crate::span::Region;

/// A place in a file's text, counted from 1; columns are characters; the end is exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The first character's line.
    pub start_line: u32,
    /// The first character's column.
    pub start_column: u32,
    /// The last character's line.
    pub end_line: u32,
    /// One past the last character's column.
    pub end_column: u32,
}

/// A region as the document has it.
pub(super) const fn convert(region: Region) -> Span {
    Span {
        start_line: region.start.line,
        start_column: region.start.column,
        end_line: region.end.line,
        end_column: region.end.column,
    }
}
