//! Text of strangers made harmless: names and lines may hold what a terminal obeys.

use std::borrow::Cow;
use std::fmt::Write;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The text with everything a terminal would obey written out, as `\x1b`.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        push_visible(&mut plain, letter);
    }
    Cow::Owned(plain)
}

/// One character as [`visible`] shows it.
pub(crate) fn shown_char(letter: char) -> String {
    let mut shown = String::new();
    push_visible(&mut shown, letter);
    shown
}

/// How many columns a text takes.
pub(crate) fn columns(text: &str) -> usize {
    text.width()
}

fn push_visible(plain: &mut String, letter: char) {
    if !is_obeyed(letter) {
        plain.push(letter);
        return;
    }
    let code = u32::from(letter);
    let written = match letter {
        '\n' => plain.write_str("\\n"),
        '\r' => plain.write_str("\\r"),
        '\t' => plain.write_str("\\t"),
        _ if code < 0x100 => write!(plain, "\\x{code:02x}"),
        _ => write!(plain, "\\u{{{code:x}}}"),
    };
    written.expect("a string takes whatever is written to it");
}

/// Controls, and what changes the direction or the breaks of a line, or cannot be seen.
fn is_obeyed(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        )
        || (letter.width().is_none_or(|width| width == 0) && u32::from(letter) >= 0xE_0000)
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn what_a_terminal_obeys_is_written_out() {
        assert_eq!(visible("a\u{1b}[31mb\u{7}"), "a\\x1b[31mb\\x07");
        assert_eq!(visible("two\nlines\r"), "two\\nlines\\r");
        assert_eq!(visible("\u{9b}31m"), "\\x9b31m");
        assert_eq!(visible("abc\u{202e}fed"), "abc\\u{202e}fed");
        assert_eq!(visible("größe 大小 ✓"), "größe 大小 ✓");
    }
}
