//! Programs that run programs: what stands behind `sudo`, in `sh -c` and in what is fed to a shell.

use std::ops::Range;

use super::{Collector, DEEPEST_SCRIPT, Place, Simple, invocation};
use crate::model::shell::parts::parts;
use crate::model::shell::wrapper::{self, Runs};
use crate::model::shell::{Dialect, Joiner, Source, Word};
use crate::span::{Span, Spanned};

/// How many programs in front of a command are looked behind.
const MOST_WRAPPERS: usize = 8;

impl Collector {
    /// Adds what the invocation at `index` runs, as far as it runs programs at all.
    ///
    /// `written` gives the source of the word at an index, the program's being 0.
    pub(super) fn unwrap<'s>(
        &mut self,
        index: usize,
        place: &Place,
        written: &mut dyn FnMut(usize) -> Option<(&'s Source, Range<usize>)>,
    ) {
        let mut index = index;
        // Words of the invocation's own that the outermost one has in front of it.
        let mut before = 0;
        let mut place = place.clone();
        loop {
            let Some(outer) = self.script.invocations.get(index) else {
                return;
            };
            if outer.through.len() >= place.through.len() + MOST_WRAPPERS {
                return;
            }
            let runs = wrapper::runs(&outer.name, &outer.arguments);
            let mut through = outer.through.clone();
            through.push(outer.name.clone());
            match runs {
                Runs::Nothing => return,
                Runs::Script { texts, dialect } => {
                    if place.depth >= DEEPEST_SCRIPT {
                        return;
                    }
                    let mut script = Source::default();
                    let mut is_expanded = place.is_expanded;
                    for text in texts {
                        let Some(word) = outer.arguments.get(text) else {
                            continue;
                        };
                        is_expanded |= word.has_substitution;
                        if !script.as_str().is_empty() {
                            script.push_inexact(" ", word.span);
                        }
                        if let Some((source, range)) = written(before + text + 1) {
                            unquote(source, range, &mut script);
                        }
                    }
                    place.through = through;
                    place.depth += 1;
                    place.is_expanded = is_expanded;
                    place.joined_by = Joiner::Start;
                    place.inside = Some((place.pipeline, place.position));
                    self.read_for(&dialect, &script, &place);
                    return;
                }
                Runs::Command { at, end } => {
                    let inner = outer.arguments.get(at..end).unwrap_or_default();
                    let (assignments, words) = split_assignments(inner, &outer.name);
                    let skipped = assignments.len();
                    let Some((program, arguments)) = words.split_first() else {
                        return;
                    };
                    let mut added = invocation(
                        assignments,
                        Some(program.clone()),
                        arguments.to_vec(),
                        &place,
                    );
                    added.through = through;
                    let runs_from = at + skipped;
                    if let Some(outer) = self.script.invocations.get_mut(index) {
                        outer.runs_from = Some(runs_from);
                    }
                    before += runs_from + 1;
                    self.script.invocations.push(added);
                    index = self.script.invocations.len() - 1;
                }
            }
        }
    }

    /// Reads a script inside the script, for a shell of its own.
    fn read_for(&mut self, dialect: &Dialect, script: &Source, place: &Place) {
        let constructs = self.script.constructs.len();
        match dialect {
            Dialect::Bash | Dialect::Zsh => {
                self.read(script, place);
                // Its shell knows them, whatever runs the script around it.
                self.script.constructs.truncate(constructs);
            }
            Dialect::Posix | Dialect::Ash => self.read(script, place),
            Dialect::Cmd | Dialect::PowerShell | Dialect::Other(_) => {}
        }
    }

    /// Reads a here-document that is the script of the shell it is fed to.
    pub(super) fn fed(&mut self, first: usize, simple: &Simple, source: &Source, place: &Place) {
        let mut bodies = simple.redirections.iter().rev();
        let Some((body, is_expanded)) = bodies.find_map(|found| found.body.clone()) else {
            return;
        };
        let Some(last) = self.script.invocations.get(first..).and_then(<[_]>::last) else {
            return;
        };
        let dialect = Dialect::of_program(&last.name);
        let reads_input = wrapper::reads_script_from_input(&last.arguments);
        if !dialect.is_posix_like() || !reads_input || place.depth >= DEEPEST_SCRIPT {
            return;
        }
        let mut inner = place.clone();
        inner.through.clone_from(&last.through);
        inner.through.push(last.name.clone());
        inner.depth += 1;
        inner.is_expanded |= is_expanded;
        inner.joined_by = Joiner::Start;
        inner.inside = Some((place.pipeline, place.position));
        self.read_for(&dialect, &source.slice(body), &inner);
    }

    /// Adds the one command of an exec form.
    pub(in crate::model::shell) fn exec(&mut self, words: &[Spanned<String>], text: &str) {
        let words = &program_words(words, text);
        let sources: Vec<Source> = words.iter().map(|word| exec_source(word, text)).collect();
        let mut decoded = words.iter().map(|word| Word {
            text: word.value.clone(),
            span: word.span,
            is_quoted: true,
            has_variable: false,
            has_substitution: false,
        });
        let Some(program) = decoded.next() else {
            return;
        };
        let mut place = Place::top();
        let span = decoded
            .clone()
            .fold(program.span, |span, word| span.to(word.span));
        place.pipeline = self.pipeline(span, 1, &place);
        let call = invocation(Vec::new(), Some(program), decoded.collect(), &place);
        self.script.invocations.push(call);
        self.unwrap(0, &place, &mut |number| {
            // The text is no shell's yet, so nothing in it is quoted: marked by an empty range.
            sources.get(number).map(|source| (source, 0..0))
        });
    }
}

/// The words, the first of them split at blanks: `["apk add", "curl"]` names no program that
/// exists, and what its author means by it is plain. Each word's place has one more byte on
/// either side, a quote or a blank.
fn program_words(words: &[Spanned<String>], text: &str) -> Vec<Spanned<String>> {
    let Some((program, rest)) = words.split_first() else {
        return Vec::new();
    };
    // A path may well have blanks.
    if program.value.contains(['/', '\\']) {
        return words.to_vec();
    }
    let inner = Span::new(program.span.start + 1, program.span.end.saturating_sub(1));
    let is_exact = inner.of(text) == program.value;
    let mut split = Vec::new();
    for piece in program.value.split(' ').filter(|piece| !piece.is_empty()) {
        let offset = piece.as_ptr().addr() - program.value.as_ptr().addr();
        let span = Span::new(
            program.span.start + offset,
            inner.start + offset + piece.len() + 1,
        );
        let span = if is_exact { span } else { program.span };
        split.push(Spanned::new(piece.to_owned(), span));
    }
    split.extend_from_slice(rest);
    split
}

/// Assignments in front of a wrapped command, which `env` and `sudo` take.
fn split_assignments<'w>(
    words: &'w [Word],
    name: &str,
) -> (Vec<(Spanned<String>, Word)>, &'w [Word]) {
    if !matches!(name, "env" | "sudo" | "doas") {
        return (Vec::new(), words);
    }
    let mut assignments = Vec::new();
    let mut rest = words;
    while let Some((first, others)) = rest.split_first() {
        let Some((name, value)) = first.text.split_once('=') else {
            break;
        };
        let value = Word {
            text: value.to_owned(),
            ..first.clone()
        };
        assignments.push((Spanned::new(name.to_owned(), first.span), value));
        rest = others;
    }
    (assignments, rest)
}

/// Adds a word without its quotes to `target`; an empty range stands for all of the source as
/// it is.
fn unquote(source: &Source, range: Range<usize>, target: &mut Source) {
    if range.is_empty() {
        source.copy(0..source.as_str().len(), target);
        return;
    }
    let written = source.as_str().get(range.clone()).unwrap_or_default();
    for part in parts(written).runs {
        source.copy(
            range.start + part.range.start..range.start + part.range.end,
            target,
        );
    }
}

/// A string of an exec form: exact where the file spells it without escapes.
fn exec_source(word: &Spanned<String>, text: &str) -> Source {
    let mut source = Source::default();
    let inner = Span::new(word.span.start + 1, word.span.end.saturating_sub(1));
    if inner.of(text) == word.value {
        source.push(&word.value, inner.start);
    } else {
        source.push_inexact(&word.value, word.span);
    }
    source
}
