//! The document's layout: two blanks for each level, as `serde_json` lays it out, with one
//! write for each line's beginning.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

/// A comma, a line break and as many blanks as lines usually begin with.
const BEGINNING: &str = ",\n                                                                ";

/// Two blanks for each level.
const STEP: usize = 2;

/// Lays a value out.
struct Layout {
    /// How many collections are open around the place.
    depth: usize,
    /// Whether the collection that is about to end holds anything.
    is_filled: bool,
}

/// The JSON of a value that stands `depth` collections deep, without a line break at the end.
///
/// # Panics
/// Never: what the document is made of has string keys and finite numbers.
pub(super) fn write(value: &impl Serialize, depth: usize, into: &mut Vec<u8>) {
    let layout = Layout {
        depth,
        is_filled: false,
    };
    let mut serializer = Serializer::with_formatter(into, layout);
    let written = value.serialize(&mut serializer);
    written.expect("string keys and finite numbers always serialise");
}

/// The bytes that were written as text.
///
/// # Panics
/// Never: JSON of texts is text.
pub(super) fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("what is written of texts is text")
}

impl Layout {
    /// Begins a line, behind a comma or not.
    fn begin_line<W: ?Sized + Write>(&self, writer: &mut W, is_first: bool) -> io::Result<()> {
        let blanks = self.depth * STEP;
        let start = usize::from(is_first);
        let whole = BEGINNING.as_bytes().get(start..2 + blanks);
        if let Some(whole) = whole {
            return writer.write_all(whole);
        }
        writer.write_all(b",\n".get(start..).unwrap_or_default())?;
        (0..self.depth).try_for_each(|_| writer.write_all(b"  "))
    }

    fn begin<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.is_filled = false;
        writer.write_all(bracket)
    }

    fn end<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth = self.depth.saturating_sub(1);
        if self.is_filled {
            self.begin_line(writer, true)?;
        }
        // What it stands in holds this, at least.
        self.is_filled = true;
        writer.write_all(bracket)
    }
}

impl Formatter for Layout {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(writer, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.end(writer, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        is_first: bool,
    ) -> io::Result<()> {
        self.begin_line(writer, is_first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _writer: &mut W) -> io::Result<()> {
        self.is_filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(writer, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.end(writer, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        is_first: bool,
    ) -> io::Result<()> {
        self.begin_line(writer, is_first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _writer: &mut W) -> io::Result<()> {
        self.is_filled = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{text, write};

    fn laid_out(value: &Value, depth: usize) -> String {
        let mut bytes = Vec::new();
        write(value, depth, &mut bytes);
        text(bytes)
    }

    #[test]
    fn values_are_laid_out_as_usual() {
        let mut deep = json!({ "a": [], "b": {}, "c": [1, [2, {}], { "d": "é\n" }], "e": null });
        for _ in 0..40 {
            let usual = serde_json::to_string_pretty(&deep).unwrap();
            assert_eq!(laid_out(&deep, 0), usual);
            deep = json!([{ "deep": deep }, 1]);
        }
    }

    #[test]
    fn a_value_deep_inside_is_indented() {
        assert_eq!(
            laid_out(&json!({ "a": [1] }), 2),
            "{\n      \"a\": [\n        1\n      ]\n    }"
        );
    }
}
