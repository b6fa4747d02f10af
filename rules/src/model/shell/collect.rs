//! Gathers what the readers of a script meet into one [`Script`].

mod unwrap;

use std::ops::Range;

use super::parts::{PartKind, Parts, parts};
use super::{
    Construct, Dialect, Invocation, Joiner, ListPlace, Nesting, Operator, Pipeline, Redirection,
    Script, Source, Word, constructs, limits, tolerant, tree,
};
use crate::sorted::InOrder;
use crate::span::{Span, Spanned};

/// How deep scripts inside scripts are read: substitutions and strings for `sh -c`.
const DEEPEST_SCRIPT: usize = 12;

/// Where a command is met.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) within: Vec<Nesting>,
    pub(super) joined_by: Joiner,
    /// The pipeline it is part of, and its place there.
    pub(super) pipeline: usize,
    pub(super) position: usize,
    /// The part of a pipeline that surrounds it.
    inside: Option<(usize, usize)>,
    through: Vec<String>,
    depth: usize,
    /// Whether the shell outside has run the substitutions already.
    is_expanded: bool,
}

impl Place {
    pub(super) const fn top() -> Self {
        Self {
            within: Vec::new(),
            joined_by: Joiner::Start,
            pipeline: 0,
            position: 0,
            inside: None,
            through: Vec::new(),
            depth: 0,
            is_expanded: false,
        }
    }

    /// The place of a list inside a construct that is a part of a pipeline.
    pub(super) fn inner(&self, nesting: Nesting) -> Self {
        let mut place = self.clone();
        place.within.push(nesting);
        place.joined_by = Joiner::Start;
        place.inside = Some((self.pipeline, self.position));
        place
    }

    /// The place of a pipeline that a keyword runs.
    pub(super) fn behind(&self, keyword: &str) -> Self {
        let mut place = self.clone();
        place.through.push(keyword.to_owned());
        place.inside = Some((self.pipeline, self.position));
        place
    }
}

/// A simple command as a reader hands it over; ranges are of the source.
#[derive(Clone, Debug, Default)]
pub(super) struct Simple {
    /// Name, value and the whole of each assignment.
    pub(super) assignments: Vec<(Range<usize>, Range<usize>)>,
    /// The program and its arguments.
    pub(super) words: Vec<Range<usize>>,
    pub(super) redirections: Vec<Redirected>,
}

/// A redirection as a reader hands it over.
#[derive(Clone, Debug)]
pub(super) struct Redirected {
    pub(super) descriptor: Option<u32>,
    pub(super) operator: Operator,
    pub(super) target: Range<usize>,
    /// A here-document's text, and whether the shell expands it.
    pub(super) body: Option<(Range<usize>, bool)>,
}

pub(super) struct Collector {
    pub(super) script: Script,
}

impl Collector {
    pub(super) const fn new(dialect: Dialect) -> Self {
        Self {
            script: Script {
                dialect,
                invocations: Vec::new(),
                pipelines: Vec::new(),
                constructs: Vec::new(),
                problem: None,
            },
        }
    }

    pub(super) fn finish(mut self) -> Script {
        let constructs = &mut self.script.constructs;
        constructs.order_by_key(|found| (found.span, found.value));
        constructs.dedup();
        for (index, invocation) in self.script.invocations.iter().enumerate() {
            if let Some(pipeline) = self.script.pipelines.get_mut(invocation.pipeline) {
                pipeline.commands.push(index);
            }
        }
        self.script
    }

    pub(super) fn construct(&mut self, construct: Construct, span: Span) {
        self.script.constructs.push(Spanned::new(construct, span));
    }

    /// Notes where reading is uncertain; the first place is kept.
    pub(super) fn problem(&mut self, message: String, span: Span) {
        if self.script.problem.is_none() {
            self.script.problem = Some(Spanned::new(message, span));
        }
    }

    /// Reads a script, by its grammar where it follows one.
    pub(super) fn read(&mut self, source: &Source, place: &Place) {
        let text = source.as_str();
        if text.trim().is_empty() {
            return;
        }
        let refusal = match limits::refusal(text) {
            Some(reason) => Spanned::new(reason.to_owned(), source.span(0..text.len())),
            None => match tree::parse(text) {
                Ok(file) => return tree::read(&file, source, place, self),
                Err((message, at)) => Spanned::new(message, source.span(at)),
            },
        };
        self.problem(refusal.value, refusal.span);
        tolerant::read(source, place, self);
    }

    /// Opens a pipeline of `length` parts.
    pub(super) fn pipeline(&mut self, span: Span, length: usize, place: &Place) -> usize {
        self.script.pipelines.push(Pipeline {
            span,
            length,
            commands: Vec::new(),
            has_error_pipe: false,
            inside: place.inside,
        });
        self.script.pipelines.len() - 1
    }

    /// Adds a simple command, what it wraps, and what its substitutions run.
    pub(super) fn simple(&mut self, simple: &Simple, source: &Source, place: &Place) {
        let first = self.script.invocations.len();
        let mut assignments = Vec::new();
        let mut substituted = Vec::new();
        for (name, value) in &simple.assignments {
            let text = source.as_str().get(name.clone()).unwrap_or_default();
            // The grammar's own place may reach over the value.
            let end = text.find(|it: char| !(it.is_ascii_alphanumeric() || it == '_'));
            let text = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
            let name = name.start..name.start + text.len();
            let name = Spanned::new(text.to_owned(), source.span(name));
            assignments.push((name, self.word(value, source, &mut substituted)));
        }
        let mut words = Vec::with_capacity(simple.words.len());
        for range in &simple.words {
            words.push(self.word(range, source, &mut substituted));
        }
        let mut redirections = Vec::new();
        for redirected in &simple.redirections {
            redirections.push(self.redirection(redirected, source, &mut substituted));
        }
        let mut words = words.into_iter();
        let invocation = invocation(assignments, words.next(), words.collect(), place);
        self.script.invocations.push(invocation);
        if let Some(added) = self.script.invocations.last_mut() {
            added.redirections = redirections;
            if added.span == Span::default() {
                let all = added
                    .redirections
                    .iter()
                    .map(|redirection| redirection.target.span);
                added.span = all.reduce(Span::to).unwrap_or_default();
            }
        }
        self.constructs_of_call(first);
        self.unwrap(first, place, &mut |number| {
            simple
                .words
                .get(number)
                .map(|range| (source, range.clone()))
        });
        self.fed(first, simple, source, place);
        self.substitutions(substituted, source, place);
    }

    /// Reads the scripts whose output goes into words that stand in no simple command.
    pub(super) fn words(&mut self, ranges: &[Range<usize>], source: &Source, place: &Place) {
        let mut substituted = Vec::new();
        for range in ranges {
            self.word(range, source, &mut substituted);
        }
        self.substitutions(substituted, source, place);
    }

    /// Reads redirections that belong to a construct rather than a command.
    pub(super) fn stray_redirections(
        &mut self,
        redirected: &[Redirected],
        source: &Source,
        place: &Place,
    ) {
        let mut substituted = Vec::new();
        for redirection in redirected {
            self.redirection(redirection, source, &mut substituted);
        }
        self.substitutions(substituted, source, place);
    }

    fn word(
        &mut self,
        range: &Range<usize>,
        source: &Source,
        substituted: &mut Vec<Range<usize>>,
    ) -> Word {
        let written = source.as_str().get(range.clone()).unwrap_or_default();
        let parts = parts(written);
        constructs::of_word(written, &parts, &mut |construct, at| {
            let at = range.start + at.start..range.start + at.end;
            self.script
                .constructs
                .push(Spanned::new(construct, source.span(at)));
        });
        let scripts = parts.scripts.iter();
        substituted.extend(scripts.map(|inner| range.start + inner.start..range.start + inner.end));
        word(written, &parts, source.span(range.clone()))
    }

    fn redirection(
        &mut self,
        redirected: &Redirected,
        source: &Source,
        substituted: &mut Vec<Range<usize>>,
    ) -> Redirection {
        let target = self.word(&redirected.target, source, substituted);
        if let Some(construct) = constructs::of_operator(redirected.operator) {
            self.construct(construct, target.span);
        }
        let body = redirected.body.as_ref().map(|(range, is_expanded)| {
            if *is_expanded {
                let bytes = source.as_str().as_bytes();
                super::parts::nested_scripts(bytes, range.clone(), substituted);
            }
            source.span(range.clone())
        });
        Redirection {
            descriptor: redirected.descriptor,
            operator: redirected.operator,
            target,
            body,
        }
    }

    /// Reads the scripts of substitutions.
    pub(super) fn substitutions(
        &mut self,
        scripts: Vec<Range<usize>>,
        source: &Source,
        place: &Place,
    ) {
        if place.is_expanded {
            return;
        }
        for script in scripts {
            if script.is_empty() {
                continue;
            }
            if place.depth >= DEEPEST_SCRIPT {
                let message = "Substitutions are nested too deep to be read";
                self.problem(message.to_owned(), source.span(script));
                return;
            }
            let mut inner = place.inner(Nesting::Substitution);
            // Its output goes into a word, not into the pipeline around it.
            inner.inside = None;
            inner.depth += 1;
            let mut part = source.slice(script.clone());
            if source.as_str().as_bytes().get(script.end) == Some(&b'`') {
                part = unescaped(&part);
            }
            self.read(&part, &inner);
        }
    }

    fn constructs_of_call(&mut self, index: usize) {
        let Some(call) = self.script.invocations.get(index) else {
            return;
        };
        if call.name == "source"
            && let Some(program) = &call.program
        {
            let span = program.span;
            self.construct(Construct::Source, span);
        }
    }
}

/// A command's words, placed.
fn invocation(
    assignments: Vec<(Spanned<String>, Word)>,
    program: Option<Word>,
    arguments: Vec<Word>,
    place: &Place,
) -> Invocation {
    let spans = assignments
        .iter()
        .flat_map(|(name, value)| [name.span, value.span]);
    let words = program.iter().chain(&arguments).map(|word| word.span);
    let span = spans.chain(words).reduce(Span::to).unwrap_or_default();
    let name = program.as_ref().map(base_name).unwrap_or_default();
    Invocation {
        span,
        assignments,
        program,
        name,
        arguments,
        redirections: Vec::new(),
        through: place.through.clone(),
        pipeline: place.pipeline,
        position: place.position,
        list: ListPlace {
            within: place.within.clone(),
            joined_by: place.joined_by,
        },
        runs_from: None,
    }
}

/// The last part of a program's path; empty where the shell decides it.
fn base_name(program: &Word) -> String {
    let base = program.text.rsplit('/').next().unwrap_or_default();
    let is_settled = program.literal().is_some()
        || (!program.has_substitution
            && program.text.contains('/')
            && !base.contains('$')
            && !base.contains('}'));
    if is_settled {
        base.to_owned()
    } else {
        String::new()
    }
}

pub(super) fn word(written: &str, parts: &Parts, span: Span) -> Word {
    Word {
        text: parts.text(written),
        span,
        is_quoted: parts.is_quoted,
        has_variable: parts.has(PartKind::Variable),
        has_substitution: parts.has(PartKind::Substitution) || parts.has(PartKind::Process),
    }
}

/// A script between backticks, in which a backslash escapes `$`, a backtick and itself.
fn unescaped(source: &Source) -> Source {
    let text = source.as_str();
    if !text.contains('\\') {
        return source.clone();
    }
    let mut result = Source::default();
    let mut from = 0;
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        if byte == b'\\'
            && let Some((_, b'$' | b'`' | b'\\')) = bytes.next()
        {
            source.copy(from..at, &mut result);
            from = at + 1;
        }
    }
    source.copy(from..text.len(), &mut result);
    result
}
