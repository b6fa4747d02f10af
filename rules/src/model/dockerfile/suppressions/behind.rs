//! Comments at the ends of lines.

/// The comments at the ends of lines, outside quotes, each with its place in `text`.
///
/// Lines that are nothing but a comment are left out.
pub(super) fn behind(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    // A blank stands before each, so that most texts need no closer look.
    if !text.contains(" #") && !text.contains("\t#") {
        return found;
    }
    let mut quote = None;
    let mut is_line_start = true;
    let mut before = b'\n';
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        let mut next = at + 1;
        match (byte, quote) {
            (b'#', None) if is_line_start || matches!(before, b' ' | b'\t') => {
                let rest = text.get(at..).unwrap_or_default();
                let line = rest.split('\n').next().unwrap_or_default();
                next = at + line.len();
                if !is_line_start {
                    found.push((at, line.trim_end()));
                }
            }
            // What is escaped opens and closes nothing; an escaped line break still ends a line.
            (b'\\', None | Some(b'"')) if text.as_bytes().get(next) != Some(&b'\n') => next += 1,
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            _ => {}
        }
        is_line_start = byte == b'\n' || (is_line_start && matches!(byte, b' ' | b'\t'));
        before = byte;
        at = next;
    }
    found
}
