//! Which variables the builder fills in, and which names a file knows.

use crate::facts::{Build, Step};
use crate::model::dockerfile::{
    Flag, InstructionKind, Keyword, references, references_in_document,
};
use crate::sorted::InOrder;
use crate::span::{Span, Spanned};

/// A use of a variable in a word that the builder expands.
pub(super) struct Use {
    /// The variable's name.
    pub(super) name: String,
    /// The name, or the instruction's keyword where the file cannot tell the name's own place.
    pub(super) span: Span,
    /// The name alone.
    pub(super) name_span: Option<Span>,
    /// Whether an operator says what happens without a value.
    pub(super) guarded: bool,
}

/// Every use in an instruction whose words the builder expands, in order.
///
/// Commands in shell form are the shell's, and what a `FROM` uses is looked for before any stage.
pub(super) fn uses(build: &Build<'_>, step: Step<'_>) -> Vec<Use> {
    let mut found = Vec::new();
    let escape = build.file().escape;
    for word in words(step) {
        let is_whole = word.span.of(build.text) == word.value;
        for reference in references(&word.value, escape) {
            let start = word.span.start + reference.range.start;
            let own = Span::new(start, start + reference.name.len());
            found.push(Use {
                // The whole word could hold a secret beside the name.
                span: if is_whole {
                    own
                } else {
                    step.instruction.keyword.span
                },
                name_span: is_whole.then_some(own),
                name: reference.name,
                guarded: reference.guarded,
            });
        }
    }
    let keyword = step.instruction.keyword.value;
    if matches!(keyword, Keyword::Add | Keyword::Copy) {
        for document in step.instruction.heredocs.iter().filter(|it| !it.quoted) {
            let body = document.body;
            for reference in references_in_document(body.of(build.text), escape) {
                let own = Span::from(reference.range).shifted(body.start);
                found.push(Use {
                    name: reference.name,
                    span: own,
                    name_span: Some(own),
                    guarded: reference.guarded,
                });
            }
        }
    }
    found
}

fn words(step: Step<'_>) -> Vec<Spanned<String>> {
    let flags = || {
        step.instruction
            .flags
            .iter()
            .filter_map(|flag: &Flag| flag.value.clone())
    };
    match &step.instruction.kind {
        InstructionKind::Add(transfer) | InstructionKind::Copy(transfer) => {
            let paths = transfer
                .sources
                .iter()
                .filter_map(|source| source.path().cloned());
            let mut words: Vec<_> = flags().chain(paths).collect();
            words.push(transfer.destination.clone());
            words
        }
        InstructionKind::Arg(arguments) => arguments
            .iter()
            .filter_map(|(_, default)| default.clone())
            .collect(),
        InstructionKind::Env(pairs) | InstructionKind::Label(pairs) => {
            let both = pairs
                .iter()
                .flat_map(|(name, value)| [name.clone(), value.clone()]);
            both.collect()
        }
        InstructionKind::Expose(words) | InstructionKind::Volume(words) => words.clone(),
        InstructionKind::Stopsignal(word)
        | InstructionKind::User(word)
        | InstructionKind::Workdir(word) => vec![word.clone()],
        InstructionKind::Run(_)
        | InstructionKind::Cmd(_)
        | InstructionKind::Entrypoint(_)
        | InstructionKind::From { .. }
        | InstructionKind::Healthcheck(_)
        | InstructionKind::Maintainer(_)
        | InstructionKind::Onbuild(_)
        | InstructionKind::Shell(_)
        | InstructionKind::Unread
        | InstructionKind::Unknown => Vec::new(),
    }
}

/// Every name that the file declares, and `PATH`; each once, at most 500.
pub(super) fn names(build: &Build<'_>) -> Vec<String> {
    let mut names = vec!["PATH".to_owned()];
    for step in build.steps() {
        match &step.instruction.kind {
            InstructionKind::Arg(arguments) => {
                names.extend(arguments.iter().map(|(name, _)| name.value.clone()));
            }
            InstructionKind::Env(pairs) => {
                names.extend(pairs.iter().map(|(name, _)| name.value.clone()));
            }
            _ => {}
        }
    }
    names.order_by(Ord::cmp);
    names.dedup();
    names.truncate(500);
    names
}

/// The declared name that a misspelt one was likely meant as.
pub(super) fn nearest<'n>(name: &str, names: &'n [String]) -> Option<&'n str> {
    if name.len() < 4 || name.len() > 64 {
        return None;
    }
    let near = |known: &&String| known.as_str() != name && is_slip(name, known);
    names.iter().find(near).map(String::as_str)
}

/// Whether one letter is added, dropped, replaced or swapped with its neighbour.
fn is_slip(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len().abs_diff(right.len()) > 1 {
        return false;
    }
    let alike = left.iter().zip(right).take_while(|(a, b)| a == b).count();
    let is_swap = || {
        let (Some([a, b, left @ ..]), Some([c, d, right @ ..])) =
            (left.get(alike..), right.get(alike..))
        else {
            return false;
        };
        a == d && b == c && left == right
    };
    // A digit is what tells otherwise equal names apart.
    let differs_by_digit = [left, right]
        .iter()
        .any(|word| word.get(alike).is_some_and(u8::is_ascii_digit));
    let same = |skipped_left: usize, skipped_right: usize| {
        let rest = left.get(alike + skipped_left..);
        rest.is_some() && rest == right.get(alike + skipped_right..)
    };
    !differs_by_digit && (same(1, 1) || same(1, 0) || same(0, 1) || is_swap())
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn one_slip_is_forgiven() {
        let names = ["PATH", "VERSION", "PORT1"].map(str::to_owned);
        assert_eq!(nearest("PAHT", &names), Some("PATH"));
        assert_eq!(nearest("VERSON", &names), Some("VERSION"));
        assert_eq!(nearest("VERSIONS", &names), Some("VERSION"));
        assert_eq!(nearest("VARSION", &names), Some("VERSION"));
        assert_eq!(nearest("PORT2", &names), None);
        assert_eq!(nearest("HOME", &names), None);
        assert_eq!(nearest("PATH", &names), None);
    }
}
