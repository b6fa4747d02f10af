//! Values in quotes, which may go over several lines.

use super::Text;

/// What a text begins with.
pub(super) enum Quoted {
    /// No quote.
    Not,
    /// A value in quotes.
    Value {
        /// What is between them, escapes resolved.
        text: Text,
        /// How many bytes it takes, quotes included.
        length: usize,
    },
    /// A quote that is never closed.
    Open,
}

/// Reads the quoted value that a text begins with.
pub(super) fn read(text: &str) -> Quoted {
    let mut letters = text.char_indices();
    let Some((_, quote @ ('"' | '\''))) = letters.next() else {
        return Quoted::Not;
    };
    let mut value = String::new();
    let mut is_escaped = false;
    for (at, letter) in letters {
        if letter == quote && !is_escaped {
            let text = match quote {
                '"' => Text::Template(unescaped(&value)),
                _ => Text::Literal(value),
            };
            let length = at + quote.len_utf8();
            return Quoted::Value { text, length };
        }
        if is_escaped {
            // A backslash is taken away before the quote only; the rest is for later.
            if letter != quote {
                value.push('\\');
            }
            value.push(letter);
            is_escaped = false;
        } else if letter == '\\' {
            is_escaped = true;
        } else {
            value.push(letter);
        }
    }
    Quoted::Open
}

/// The text with the escapes of double quotes resolved.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\\') {
        plain.push_str(before);
        let mut letters = behind.chars();
        let resolved = match letters.next() {
            Some('a') => Some('\u{7}'),
            Some('b') => Some('\u{8}'),
            Some('f') => Some('\u{c}'),
            Some('n') => Some('\n'),
            Some('r') => Some('\r'),
            Some('t') => Some('\t'),
            Some('v') => Some('\u{b}'),
            Some(same @ ('"' | '\\')) => Some(same),
            Some('$') => {
                // Where variables are replaced, a dollar sign is written twice.
                plain.push('$');
                Some('$')
            }
            Some('0') => {
                let code = octal(letters.as_str());
                if code.is_some() {
                    letters.nth(2);
                }
                code
            }
            Some(_) | None => None,
        };
        rest = if let Some(letter) = resolved {
            plain.push(letter);
            letters.as_str()
        } else {
            plain.push('\\');
            behind
        };
    }
    plain.push_str(rest);
    plain
}

/// The character of three octal digits, as far as one byte counts.
fn octal(text: &str) -> Option<char> {
    let digits = text.get(..3)?;
    let is_octal = digits.bytes().all(|digit| matches!(digit, b'0'..=b'7'));
    let code = u32::from_str_radix(digits, 8).ok()?;
    u8::try_from(code).ok().filter(|_| is_octal).map(char::from)
}
