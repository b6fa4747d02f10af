//! Commands and options that bash has built in and a plain shell has not.

use crate::model::shell::{Invocation, Word};
use crate::span::Span;

/// What a plain shell would not find, or would print or refuse.
const OF_BASH: [&str; 12] = [
    "pushd",
    "popd",
    "dirs",
    "shopt",
    "declare",
    "typeset",
    "mapfile",
    "readarray",
    "disown",
    "compgen",
    "complete",
    "caller",
];

/// The word that the shell does not know, and how it is called.
pub(super) fn unknown(command: &Invocation, is_ash: bool) -> Option<(Span, &'static str)> {
    // What another program runs is that program's to know.
    let program = command.program.as_ref()?;
    if !command.through.is_empty() || program.text != command.name {
        return None;
    }
    if let Some(name) = OF_BASH.into_iter().find(|name| *name == command.name) {
        return Some((program.span, name));
    }
    // The ash of busybox reads the rest as bash does.
    match command.name.as_str() {
        _ if is_ash => None,
        "let" => Some((program.span, "let")),
        "[" | "test" => {
            let mut words = command.arguments.iter();
            // Where it is compared with, it is a text.
            let word = words.nth(1).filter(|word| word.literal() == Some("=="))?;
            Some((word.span, "the double equals sign in a test"))
        }
        "echo" => {
            let letters = |word: &Word| {
                let letters = word.literal()?.strip_prefix('-')?.to_owned();
                let is_option = letters.bytes().all(|it| matches!(it, b'e' | b'E' | b'n'));
                (is_option && !letters.is_empty()).then_some(letters)
            };
            let options = command
                .arguments
                .iter()
                .map_while(|it| Some((it, letters(it)?)));
            let mut unknown = options.filter(|(_, letters)| letters.contains(['e', 'E']));
            let (word, _) = unknown.next()?;
            Some((word.span, "the option -e of echo"))
        }
        _ => None,
    }
}
