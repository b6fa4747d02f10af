//! The words a running daemon was started with.

use super::program::{Command, command};
use super::variables::{Allowance, filled};
use super::words::{MOST, Word, split};
use super::{DaemonConfig, Form, options};
use crate::artifact::{Effect, Problem};
use crate::span::{Span, Spanned};

/// Reads a command line of `dockerd`: what `/proc/PID/cmdline` holds, with NUL or line breaks
/// between the words, a line of `ps` or `pgrep -a`, or what one types into a shell.
pub fn read_arguments(text: &str) -> DaemonConfig {
    let mut config = DaemonConfig {
        form: Form::Arguments,
        ..DaemonConfig::default()
    };
    if let Some(command) = found(text) {
        config.take(text, &command);
    } else {
        let message = "no command that starts dockerd was found";
        let problem = Problem::whole(Effect::Unreadable, message);
        config.problems.push(problem);
    }
    config
}

/// Whether a text is the command line of a daemon and nothing else, as `/proc`, `ps` and a
/// terminal show it. Prose and scripts name the daemon among other words and lines.
pub(crate) fn starts_daemon(text: &str) -> bool {
    /// Lines that a listing of processes has at most.
    const LINES: usize = 20;
    /// What a shell puts in front of a program.
    const FRONT: &[&str] = &["sudo", "exec", "env", "nohup", "$", "#"];
    let has_option = |command: &Command| command.options.iter().any(|it| it.text.starts_with('-'));
    if !text.contains("docker") {
        return false;
    }
    if let Some(words) = separated(text) {
        let first = words.get(..1).unwrap_or_default();
        let is_daemon = command(text, &words).is_some_and(|found| has_option(&found));
        return is_daemon && (command(text, first).is_some() || words.len() > 2);
    }
    if text.lines().nth(LINES).is_some() {
        return false;
    }
    logical_lines(text).any(|line| {
        let words = split(text, line);
        command(text, &words).is_some_and(|found| {
            let before = words.iter().take_while(|it| it.span != found.program.span);
            let mut before = before.map(|it| it.text.as_str()).peekable();
            let is_first = before.peek().is_none();
            // A listing of processes has their numbers in front.
            let is_front = |word: &str| FRONT.contains(&word) || word.parse::<u32>().is_ok();
            has_option(&found) && (is_first || before.any(is_front))
        })
    })
}

fn found(text: &str) -> Option<Command> {
    if let Some(words) = separated(text) {
        return command(text, &words).or_else(|| options_alone(&words));
    }
    let mut lines = logical_lines(text);
    lines
        .find_map(|line| command(text, &split(text, line)))
        .or_else(|| {
            let whole = split(text, Span::new(0, text.len()));
            options_alone(&whole)
        })
}

/// Options without the program in front, as somebody may have copied them.
fn options_alone(words: &[Word]) -> Option<Command> {
    let first = words.first()?;
    first.text.starts_with('-').then(|| Command {
        program: Word::plain("", Span::new(first.span.start, first.span.start)),
        options: words.to_vec(),
    })
}

/// The words of a text that has one between two NULs, or one a line: then blanks belong to
/// them.
fn separated(text: &str) -> Option<Vec<Word>> {
    let separator = if text.contains('\0') { '\0' } else { '\n' };
    let mut at = 0;
    let words = text.split_inclusive(separator).filter_map(|part| {
        let start = at;
        at += part.len();
        let bare = part.trim_end_matches([separator, '\r', '\n']);
        let is_word = !bare.trim().is_empty();
        is_word.then(|| Word::plain(bare, Span::new(start, start + bare.len())))
    });
    let words: Vec<Word> = words.take(MOST).collect();
    if separator == '\0' {
        return Some(words);
    }
    let [program, option, ..] = words.as_slice() else {
        return None;
    };
    let is_alone = !program.text.trim().contains([' ', '\t']) && !program.text.ends_with('\\');
    (is_alone && option.text.starts_with('-') && !program.text.starts_with('-')).then_some(words)
}

/// Lines, those joined with a backslash as one.
fn logical_lines(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        loop {
            let rest = text.get(at..).filter(|rest| !rest.is_empty());
            let Some(line) = rest.and_then(|rest| rest.split_inclusive('\n').next()) else {
                return (at > start).then(|| Span::new(start, at));
            };
            at += line.len();
            if !line.trim_end_matches(['\n', '\r']).ends_with('\\') {
                return Some(Span::new(start, at));
            }
        }
    })
}

impl DaemonConfig {
    /// Takes over what a command line sets, with its variables filled in.
    pub(super) fn take(&mut self, text: &str, command: &Command) {
        let program = &command.program;
        if !program.text.is_empty() {
            self.program = Some(Spanned::new(program.text.clone(), program.span));
        }
        let mut allowance = Allowance::default();
        let words = filled(
            text,
            &command.options,
            &self.environment,
            &mut self.unsettled,
            &mut allowance,
        );
        let last = command.options.last().map_or(program.span, |it| it.span);
        self.span = program.span.to(last);
        // The program is one of the words that were read.
        if allowance.is_spent() || command.options.len() + 1 >= MOST {
            self.problems.push(cut_short(self.span));
        }
        let options = options::read(&words);
        self.settings = options.settings;
        self.config_file = options.config_file;
        self.problems.extend(options.problems);
    }
}

/// What is said where a command line has more words than are read.
pub(super) fn cut_short(place: Span) -> Problem {
    let message = format!("only the first {MOST} words are read, so what follows is unknown");
    Problem::at(place, Effect::Partial, message)
}
