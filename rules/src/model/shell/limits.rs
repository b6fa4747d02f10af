//! What is too long or too deep to be read by the grammar.

/// Longer scripts are split only, bytes.
const LONGEST: usize = 64 * 1024;
/// Deeper nesting is split only; a thread with a stack of a megabyte reads this much with ease.
pub(super) const DEEPEST: usize = 40;

/// Why a text is not read by the grammar, if it is not.
pub(super) fn refusal(text: &str) -> Option<&'static str> {
    if text.len() > LONGEST {
        return Some("The script is too long to be read in full");
    }
    if text.contains('\0') {
        return Some("The script holds a null byte");
    }
    if loses_its_place(text) {
        return Some("The script continues a line inside of a substitution, beside other letters");
    }
    (nesting(text) > DEEPEST).then_some("The script is nested too deep to be read in full")
}

/// Whether the parser may cut the text inside of a character: within substitutions it counts
/// on without the line breaks it has left out, which does no harm where every character is a
/// byte.
fn loses_its_place(text: &str) -> bool {
    let substitutes = ["`", "$(", "<(", ">(", "${"];
    !text.is_ascii()
        && (text.contains("\\\n") || text.contains("\\\r"))
        && substitutes.iter().any(|opening| text.contains(opening))
}

/// At least how deep brackets and compound commands are nested.
///
/// Quotes do not count, so that a bracket in a string is counted as well; that errs on the
/// side of refusing. What closes without having been open does not make room for more.
fn nesting(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let mut word = 0;
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'(' | b'{' | b'[' => depth += 1,
            b')' | b'}' | b']' => depth = depth.saturating_sub(1),
            byte if byte.is_ascii_alphabetic() => continue,
            _ => {}
        }
        let is_likely = bytes
            .get(word)
            .is_some_and(|first| b"ifwucstde".contains(first));
        match bytes.get(word..at).filter(|_| is_likely) {
            Some(
                b"if" | b"for" | b"while" | b"until" | b"case" | b"select" | b"time" | b"coproc"
                | b"function",
            ) => {
                depth += 1;
            }
            Some(b"fi" | b"done" | b"esac") => depth = depth.saturating_sub(1),
            _ => {}
        }
        word = at + 1;
        deepest = deepest.max(depth);
    }
    deepest
}
