//! Text in lines that fit the terminal.

use std::fmt::Write;

use anstream::adapter::strip_str;
use anstyle::Style;

use super::plain::columns;

/// Text as it grows, line by line.
#[derive(Debug)]
pub(crate) struct Page {
    text: String,
    width: usize,
}

impl Page {
    /// An empty page of this many columns.
    pub(crate) const fn new(width: usize) -> Self {
        Self {
            text: String::new(),
            width,
        }
    }

    /// How many columns it has.
    pub(crate) const fn width(&self) -> usize {
        self.width
    }

    /// The text so far.
    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// Adds a line as it is; it may hold styles.
    pub(crate) fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Adds another page.
    pub(crate) fn append(&mut self, other: &Self) {
        self.text.push_str(&other.text);
    }

    /// Adds an empty line, unless one is there or nothing is.
    pub(crate) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Adds a heading with room above it.
    pub(crate) fn heading(&mut self, title: &str) {
        self.gap();
        self.styled("", "", super::BOLD, title);
    }

    /// Adds words in as many lines as they need, `first` before the first and `rest` before
    /// each further one. `first` and each single word may hold styles.
    pub(crate) fn wrapped(&mut self, first: &str, rest: &str, words: &str) {
        self.styled(first, rest, Style::new(), words);
    }

    /// The same in a style, which the indents do not take part in.
    pub(crate) fn styled(&mut self, first: &str, rest: &str, style: Style, words: &str) {
        let indent = bare_columns(first).max(columns(rest));
        let room = self.width.saturating_sub(indent);
        for (at, line) in lines(words, room).into_iter().enumerate() {
            let indent = if at == 0 { first } else { rest };
            writeln!(self.text, "{indent}{style}{line}{style:#}")
                .expect("a string takes whatever is written to it");
        }
    }
}

/// How many columns a text takes once its styles have become colours.
fn bare_columns(text: &str) -> usize {
    columns(&strip_str(text).to_string())
}

/// Breaks at spaces; a word longer than the room has a line to itself.
fn lines(words: &str, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in words.split_whitespace() {
        let needed = bare_columns(word);
        if !line.is_empty() && used + 1 + needed > room {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if !line.is_empty() {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += needed;
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn lines_break_at_spaces_and_count_columns() {
        assert_eq!(lines("one two three", 7), ["one two", "three"]);
        assert_eq!(lines("大小 大小", 8), ["大小", "大小"]);
        assert_eq!(
            lines("a-word-that-is-too-long b", 5),
            ["a-word-that-is-too-long", "b"]
        );
        assert_eq!(lines("", 5), [""]);
    }
}
