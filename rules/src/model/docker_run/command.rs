//! Finding the commands that make a container.

use std::collections::{BTreeMap, BTreeSet};

use super::Comment;
use super::edition::{Edition, base, begins_run, edition, is_runner, verb};
use super::lines::{self, Line};
use super::piece::Piece;
use super::prompt::prompt;
use super::region::{self, Region, Shell};
use super::source;
use super::variables::Variables;
use crate::artifact::{Effect, Problem};
use crate::model::shell::{Dialect, Invocation, Script};
use crate::sorted::InOrder;
use crate::span::{Span, Spanned};

/// A command that makes a container.
#[derive(Debug)]
pub(super) struct Command<'t> {
    pub(super) edition: Edition,
    /// From the program to `run` or `create`.
    pub(super) head: Span,
    /// What follows, flags first.
    pub(super) words: Vec<Piece<'t>>,
}

/// What a text holds.
#[derive(Debug, Default)]
pub(super) struct Found<'t> {
    /// In the order of the text.
    pub(super) commands: Vec<Command<'t>>,
    pub(super) variables: Variables,
    pub(super) comments: Vec<Comment>,
}

/// Every command of a text that makes a container.
pub(super) fn all(text: &str) -> Found<'_> {
    let mut finder = Finder {
        text,
        found: Found::default(),
        heads: BTreeSet::new(),
        bodies: BTreeMap::new(),
    };
    for region in region::all(text) {
        finder.region(region);
    }
    let Finder { mut found, .. } = finder;
    found.commands.order_by_key(|command| command.head);
    found
}

struct Finder<'t> {
    text: &'t str,
    found: Found<'t>,
    /// Where commands begin.
    heads: BTreeSet<usize>,
    /// Here-documents: their starts with their ends.
    bodies: BTreeMap<usize, usize>,
}

impl<'t> Finder<'t> {
    fn region(&mut self, region: Region) {
        let lines = lines::lines(self.text, region.span);
        let has_prompts = lines.iter().any(|line| prompt(line.text).is_some());
        let is_trusted = if has_prompts {
            false
        } else {
            self.comments(&lines);
            let script = self.script(region);
            // In prose an apostrophe opens a quote that swallows what follows, unnoticed.
            script.problem.is_none() && region::is_script(self.text)
        };
        if !is_trusted {
            self.lines(&lines, region);
        }
    }

    /// Reads commands line by line: those behind a prompt, and those that begin a line.
    fn lines(&mut self, lines: &[Line<'t>], region: Region) {
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            let found = prompt(line.text);
            let (length, shell) = found.unwrap_or((0, region.shell));
            let command = line.text.get(length..).unwrap_or_default();
            if found.is_none() && !begins_run(command) {
                at += 1;
                continue;
            }
            let last = lines::last_line(lines, at);
            let start = line.start + length;
            let end = lines.get(last).map_or(start, |last| last.next);
            let is_known = self.heads.range(start..end.max(start)).next().is_some();
            if !is_known && !self.is_in_body(start) {
                let span = Span::new(start, end);
                self.script(Region { span, shell });
            }
            at = last + 1;
        }
    }

    fn is_in_body(&self, at: usize) -> bool {
        let before = self.bodies.range(..=at).next_back();
        before.is_some_and(|(_, end)| at < *end)
    }

    /// Reads a region and what the aliases in it stand for.
    fn script(&mut self, region: Region) -> Script {
        let script = self.calls(region);
        for call in &script.invocations {
            for region in self.aliases(call) {
                self.calls(region);
            }
        }
        script
    }

    fn calls(&mut self, region: Region) -> Script {
        let script = Script::read(&source::of(self.text, region), Dialect::Bash);
        self.found.variables.note(&script);
        for call in &script.invocations {
            let bodies = call.redirections.iter().filter_map(|it| it.body);
            self.bodies
                .extend(bodies.map(|body| (body.start, body.end)));
            if let Some(command) = self.command(call)
                && self.heads.insert(command.head.start)
            {
                self.found.commands.push(command);
            }
        }
        script
    }

    /// What the names that a call of `alias` defines stand for, where that is a command.
    fn aliases(&self, call: &Invocation) -> Vec<Region> {
        let defined = call.arguments.iter().filter(|_| call.name == "alias");
        let regions = defined.filter_map(|word| {
            let raw = word.span.of(self.text);
            let start = raw.find(['\'', '"'])?;
            let inside = raw.get(start + 1..)?;
            let inside = inside.strip_suffix(['\'', '"'])?;
            let start = word.span.start + start + 1;
            let region = Region {
                span: Span::new(start, start + inside.len()),
                shell: Shell::Posix,
            };
            begins_run(inside).then_some(region)
        });
        regions.collect()
    }

    fn command(&self, call: &Invocation) -> Option<Command<'t>> {
        let program = call.program.as_ref()?;
        let (program, arguments) =
            match (edition(program, &call.name), call.arguments.split_first()) {
                (Some(_), _) => (program, call.arguments.as_slice()),
                (None, Some((inner, rest))) if is_runner(&call.name) => (inner, rest),
                (None, _) => return None,
            };
        let edition = edition(program, base(&program.text))?;
        let at = verb(arguments)?;
        let head = program.span.to(arguments.get(at)?.span);
        let words = arguments.get(at + 1..).unwrap_or_default();
        Some(Command {
            edition,
            head,
            words: words
                .iter()
                .map(|word| Piece::of(word, self.text))
                .collect(),
        })
    }

    /// Lines that are comments of the shell.
    fn comments(&mut self, lines: &[Line<'_>]) {
        for line in lines {
            let bare = line.text.trim();
            if let Some(comment) = bare.strip_prefix('#')
                && !bare.starts_with("#!")
            {
                let indent = line.text.len() - line.text.trim_start().len();
                let start = line.start + indent;
                let span = Span::new(start, start + bare.len());
                let comment = comment.trim().to_owned();
                self.found.comments.push(Spanned::new(comment, span));
            }
        }
    }
}

/// A problem that leaves a part of a command open.
pub(super) fn partial(span: Span, message: impl Into<String>) -> Problem {
    Problem::at(span, Effect::Partial, message)
}
