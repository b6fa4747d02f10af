//! What the shell puts in the place of a `$` or a backtick.

/// What the shell puts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expansion<'t> {
    /// A dollar sign and nothing more.
    Dollar,
    /// A variable.
    Variable(&'t str),
    /// A variable with `:-`, `-`, `:+`, `+`, `:?` or `?` and a plain text.
    Otherwise(&'t str, &'t str),
    /// A variable of which something else is made.
    Changed(&'t str),
    /// All arguments, or how many they are and the like.
    Arguments,
    /// One argument of the script.
    Argument(char),
    /// A command's output, or a sum.
    Output(&'t str),
}

/// The expansion at the start of a text that begins with `$` or a backtick, and its length.
pub(super) fn expansion(text: &str) -> (Expansion<'_>, usize) {
    if let Some(inner) = text.strip_prefix('`') {
        let end = inner.find('`').unwrap_or(inner.len());
        let script = inner.get(..end).unwrap_or_default();
        return (Expansion::Output(script), (end + 2).min(text.len()));
    }
    let behind = text.get(1..).unwrap_or_default();
    match behind.chars().next() {
        Some('(') => {
            let end = close(behind, '(', ')');
            let script = behind.get(1..end.saturating_sub(1)).unwrap_or_default();
            (Expansion::Output(script.trim()), 1 + end)
        }
        Some('{') => {
            let end = close(behind, '{', '}');
            let inner = behind.get(1..end.saturating_sub(1)).unwrap_or_default();
            (braced(inner), 1 + end)
        }
        Some(first) if first.is_ascii_alphabetic() || first == '_' => {
            let length = name_length(behind);
            let name = behind.get(..length).unwrap_or_default();
            (Expansion::Variable(name), 1 + length)
        }
        Some(digit) if digit.is_ascii_digit() => (Expansion::Argument(digit), 2),
        Some('@' | '*' | '#' | '?' | '-' | '!') => (Expansion::Arguments, 2),
        Some(_) | None => (Expansion::Dollar, 1),
    }
}

fn braced(inner: &str) -> Expansion<'_> {
    let length = name_length(inner);
    let (name, operation) = inner.split_at_checked(length).unwrap_or((inner, ""));
    if name.is_empty() {
        let digit = inner.chars().next().filter(char::is_ascii_digit);
        return digit.map_or(Expansion::Arguments, Expansion::Argument);
    }
    if operation.is_empty() {
        return Expansion::Variable(name);
    }
    let plain = operation.strip_prefix(':').unwrap_or(operation);
    let is_plain = plain.starts_with(['-', '+', '?'])
        && !plain.contains(['$', '`', '"', '\'', '\\', '{', '}', '\n']);
    if is_plain {
        Expansion::Otherwise(name, operation)
    } else {
        Expansion::Changed(name)
    }
}

/// One past the bracket that closes the one at the start.
fn close(text: &str, opening: char, closing: char) -> usize {
    let mut depth = 0_usize;
    for (at, char) in text.char_indices() {
        if char == opening {
            depth += 1;
        } else if char == closing {
            depth -= 1;
            if depth == 0 {
                return at + char.len_utf8();
            }
        }
    }
    text.len()
}

/// How long a variable's name at the start of a text is, in bytes.
pub(super) fn name_length(text: &str) -> usize {
    if text.starts_with(|it: char| it.is_ascii_digit()) {
        return 0;
    }
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    text.bytes().take_while(is_part).count()
}
