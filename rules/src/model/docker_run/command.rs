//! Finding the commands that make a container.

use std::collections::{BTreeMap, BTreeSet};

use super::Comment;
use super::edition::{Edition, verb};
use super::piece::Piece;
use super::region::{self, Line, Region};
use super::source;
use super::variables::Variables;
use crate::artifact::{Effect, Problem};
use crate::model::shell::{Dialect, Invocation, Script, Word};
use crate::span::{Span, Spanned};

/// Programs that make containers, by base name.
pub(super) const ENGINES: [&str; 4] = ["docker", "podman", "nerdctl", "nvidia-docker"];

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

/// Whether a variable that stands for an engine may be named in the text.
pub(super) fn names_engine(text: &str) -> bool {
    text.contains("DOCKER") || text.contains("PODMAN")
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
    found.commands.sort_by_key(|command| command.head);
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
        let lines = region::lines(self.text, region.span);
        let has_prompts = lines.iter().any(|line| region::prompt(line.text).is_some());
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
            let prompt = region::prompt(line.text);
            let (length, shell) = prompt.unwrap_or((0, region.shell));
            let command = line.text.get(length..).unwrap_or_default();
            if prompt.is_none() && !begins_run(command) {
                at += 1;
                continue;
            }
            let last = region::last_line(lines, at);
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

    fn script(&mut self, region: Region) -> Script {
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

/// The base name of a program.
fn base(program: &str) -> &str {
    let base = program.rsplit(['/', '\\']).next().unwrap_or(program);
    base.strip_suffix(".exe").unwrap_or(base)
}

/// Which engine's flags a program takes; `None` for one that makes no containers.
fn edition(program: &Word, name: &str) -> Option<Edition> {
    match base(name) {
        "docker" | "nvidia-docker" => Some(Edition::Docker),
        "podman" | "nerdctl" => Some(Edition::Podman),
        // `$DOCKER run` and the like: which one it is only the run shows.
        _ if program.text.starts_with('$') && program.has_variable => {
            let lower = program.text.to_ascii_lowercase();
            let is_name = !lower.contains(['/', ' ', '(']);
            let is_engine = ENGINES.iter().any(|name| lower.contains(name));
            (is_name && is_engine).then_some(Edition::Podman)
        }
        _ => None,
    }
}

/// Programs that only pass a command on.
fn is_runner(name: &str) -> bool {
    matches!(name, "winpty" | "watch")
}

/// Whether a line begins with a command that makes a container, with `sudo` and the like in
/// front or not. A word split at blanks is good enough to decide whether to look closer.
pub(super) fn begins_run(line: &str) -> bool {
    let mut words = line.split_whitespace().peekable();
    let is_before = |word: &&str| {
        matches!(
            *word,
            "sudo" | "doas" | "winpty" | "exec" | "time" | "nohup" | "&"
        ) || word.starts_with('-')
            || word.split_once('=').is_some_and(|(name, _)| {
                name.bytes()
                    .all(|it| it.is_ascii_alphanumeric() || it == b'_')
            })
    };
    while words.peek().is_some_and(is_before) {
        words.next();
    }
    let Some(program) = words.next() else {
        return false;
    };
    let name = base(program);
    let is_variable = program.starts_with('$') && names_engine(&program.to_ascii_uppercase());
    if !is_variable && !ENGINES.contains(&name) {
        return false;
    }
    let mut may_be_value = false;
    for word in words {
        match word {
            "run" | "create" => return true,
            "container" => {}
            _ if word.starts_with('-') => {
                may_be_value = true;
                continue;
            }
            _ if may_be_value => {}
            _ => return false,
        }
        may_be_value = false;
    }
    false
}

/// A problem that leaves a part of a command open.
pub(super) fn partial(span: Span, message: impl Into<String>) -> Problem {
    Problem::at(span, Effect::Partial, message)
}
