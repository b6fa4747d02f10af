//! A patch on a terminal: coloured, without secrets, and without orders to the terminal.

use std::fmt::Write;

use plimsoll_rules::span::Span;

use crate::terminal::{BOLD, DIM, FAULT, GOOD, visible};
use crate::text::mask;

/// What stands where a secret was.
const MASK: &str = "•••";

/// The patch for reading; it may hold styles.
pub(super) fn shown(patch: &str) -> String {
    let mut shown = String::with_capacity(patch.len());
    for line in patch.lines() {
        let style = match line.as_bytes().first() {
            Some(b'-') if line.starts_with("--- ") => BOLD,
            Some(b'+') if line.starts_with("+++ ") => BOLD,
            Some(b'-') => FAULT,
            Some(b'+') => GOOD,
            Some(b'@' | b'\\') => DIM,
            Some(_) | None => anstyle::Style::new(),
        };
        let line = without_secrets(line);
        writeln!(shown, "{style}{}{style:#}", visible(&line))
            .expect("a string takes whatever is written to it");
    }
    shown
}

fn without_secrets(line: &str) -> String {
    let mut shown = String::with_capacity(line.len());
    let mut done = 0;
    for secret in mask::values_in(line, Span::new(0, line.len())) {
        shown.push_str(line.get(done..secret.start).unwrap_or_default());
        shown.push_str(MASK);
        done = secret.end;
    }
    shown.push_str(line.get(done..).unwrap_or_default());
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
            "--- a/D\n+++ b/D\n@@ -1,2 +1,2 @@\n ENV DB_PASSWORD=•••\n-ADD \\x1b[2J a\n+COPY a\n"
        );
    }
}
