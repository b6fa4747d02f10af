//! Commands as one text, which Compose splits into words as a shell does.

/// A command that Compose splits into words; it must not end within quotes.
///
/// A sign such as `;` or `&&` ends it: what follows is not read.
pub(in super::super) fn command(text: &str) -> Result<(), String> {
    let bad = || {
        "this does not split into words: a quote, a backslash, a backtick or a bracket is left \
         open"
            .to_owned()
    };
    let (mut escaped, mut double, mut single, mut backtick, mut bracket) =
        (false, false, false, false, false);
    // Whether the word so far ends with a dollar sign, quotes around it or not.
    let mut dollar = false;
    for c in text.chars() {
        if escaped {
            escaped = false;
            dollar = c == '$';
            continue;
        }
        let quoted = single || double;
        match c {
            '\\' if !single => {
                escaped = true;
                continue;
            }
            '`' if !quoted && !bracket => backtick = !backtick,
            ')' if !quoted && !backtick => bracket = !bracket,
            '(' if !quoted && !backtick => {
                if bracket || !dollar {
                    return Err(bad());
                }
                bracket = true;
            }
            '"' if !single && !bracket => {
                double = !double;
                continue;
            }
            '\'' if !double && !bracket => {
                single = !single;
                continue;
            }
            ';' | '&' | '|' | '<' | '>' if !quoted && !backtick && !bracket => break,
            _ => {}
        }
        dollar = c == '$';
    }
    if double || single || backtick || bracket || escaped {
        Err(bad())
    } else {
        Ok(())
    }
}
