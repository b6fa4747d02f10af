//! A patch on a terminal: coloured, without secrets, and without orders to the terminal.

use std::fmt::Write;

use plimsoll_rules::conceal::Concealed;
use plimsoll_rules::span::Span;

use crate::terminal::{BOLD, DIM, FAULT, GOOD, visible};

/// The patch for reading; it may hold styles.
pub(super) fn shown(patch: &str) -> String {
    let mut shown = String::with_capacity(patch.len());
    let concealed = Concealed::of_text(patch);
    let mut start = 0;
    for whole in patch.split_inclusive('\n') {
        let line = whole.trim_end_matches('\n').trim_end_matches('\r');
        let window = Span::new(start, start + line.len());
        start += whole.len();
        let style = match line.as_bytes().first() {
            Some(b'-') if line.starts_with("--- ") => BOLD,
            Some(b'+') if line.starts_with("+++ ") => BOLD,
            Some(b'-') => FAULT,
            Some(b'+') => GOOD,
            Some(b'@' | b'\\') => DIM,
            Some(_) | None => anstyle::Style::new(),
        };
        let line = concealed.shown(window, patch);
        writeln!(shown, "{style}{}{style:#}", visible(&line))
            .expect("a string takes whatever is written to it");
    }
    shown
}

#[cfg(test)]
mod tests {
    use anstream::adapter::strip_str;

    use super::shown;

    #[test]
    fn a_terminal_shows_neither_secrets_nor_obeys_files() {
        let patch = "--- a/D\n+++ b/D\n@@ -1,2 +1,2 @@\n ENV DB_PASSWORD=hunter2\n-ADD \u{1b}[2J a\r\n+COPY a\n";
        let plain = strip_str(&shown(patch)).to_string();
        assert_eq!(
            plain,
            "--- a/D\n+++ b/D\n@@ -1,2 +1,2 @@\n ENV DB_PASSWORD•••\n-ADD \\x1b[2J a\n+COPY a\n"
        );
    }
}
