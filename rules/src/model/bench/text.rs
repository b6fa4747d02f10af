//! Console text and logs, line by line.

use super::details::subjects;
use super::finish::Draft;
use super::line::Line;
use super::{BenchVerdict, Level, Run};
use crate::artifact::{Effect, Problem};
use crate::model::json::place;
use crate::span::{Span, Spanned};

/// Reads every run of a text.
pub(super) fn runs(text: &str) -> Vec<Run> {
    let mut reader = Reader {
        text,
        runs: Vec::new(),
        run: Draft::default(),
        is_remedy: false,
    };
    for line in text.split_inclusive('\n') {
        reader.line(line);
    }
    reader.next_run(Span::new(text.len(), text.len()));
    reader.runs
}

struct Reader<'a> {
    text: &'a str,
    runs: Vec<Run>,
    run: Draft,
    /// Inside the list of remedies, whose lines look like verdicts.
    is_remedy: bool,
}

impl Reader<'_> {
    fn line(&mut self, line: &str) {
        let span = place(self.text, line.trim_end());
        match Line::read(line) {
            Line::Banner(version) => {
                self.next_run(span);
                self.run.version = Some(self.stated(version));
            }
            Line::Benchmark(edition) => self.run.benchmark = Some(self.stated(edition)),
            Line::Began(date) => {
                if self.run.started.is_some() || !self.run.is_empty() {
                    self.next_run(span);
                }
                self.run.started = Some(date.to_owned());
            }
            Line::Part(letter) => self.is_remedy = letter == 'B',
            Line::PoorShell => {
                self.run.poor_shell.get_or_insert(span);
            }
            Line::NotRoot => {
                self.run.not_root.get_or_insert(span);
            }
            Line::UnreadFile => {
                self.run.unread_file.get_or_insert(span);
            }
            // The totals end the remedies even where their title is lost.
            Line::Checks(number) => {
                self.is_remedy = false;
                self.run.checks = self.number(number);
            }
            Line::Score(number) => {
                self.is_remedy = false;
                self.run.score = self.number(number);
            }
            Line::Header | Line::Noise => {}
            Line::Check(..) | Line::Detail(_) if self.is_remedy => {}
            Line::Check(level, id, rest) => self.check(level, id, rest, span),
            Line::Detail(detail) => self.detail(detail),
        }
        self.run.span = if self.run.span == Span::default() {
            span
        } else {
            self.run.span.to(span)
        };
    }

    fn check(&mut self, level: Level, id: &str, rest: &str, span: Span) {
        if self.run.score.is_some() {
            // A log to which another run was appended.
            self.next_run(span);
        }
        let text = described(id, rest);
        self.run.verdicts.push(BenchVerdict {
            id: id.to_owned(),
            level,
            text: text.to_owned(),
            points: 0,
            items: Vec::new(),
            details: Vec::new(),
            span,
        });
    }

    fn detail(&mut self, detail: &str) {
        let stated = self.stated(detail.trim_end());
        // Captures on a terminal's width are padded.
        let items: Vec<_> = subjects(detail.trim_end())
            .into_iter()
            .map(|name| self.stated(name))
            .collect();
        if let Some(verdict) = self.run.verdicts.last_mut() {
            for item in items {
                // The script prints some names twice in a row.
                if verdict
                    .items
                    .last()
                    .is_none_or(|known| known.value != item.value)
                {
                    verdict.items.push(item);
                }
            }
            verdict.details.push(stated);
        }
    }

    fn stated(&self, part: &str) -> Spanned<String> {
        Spanned::new(part.to_owned(), place(self.text, part))
    }

    fn number(&mut self, word: &str) -> Option<Spanned<i64>> {
        let span = place(self.text, word);
        if let Ok(number) = word.parse() {
            Some(Spanned::new(number, span))
        } else {
            let message = "the total is not a number";
            self.run
                .problems
                .push(Problem::at(span, Effect::Partial, message));
            None
        }
    }

    /// Ends the run, if it is one, and begins the next at `span`.
    fn next_run(&mut self, span: Span) {
        self.is_remedy = false;
        if self.run.is_empty() && self.run.started.is_none() {
            // Nothing but lines in front of the first run.
            let (version, benchmark) = (self.run.version.take(), self.run.benchmark.take());
            self.run = Draft {
                version,
                benchmark,
                ..Draft::default()
            };
            return;
        }
        let next = Draft {
            span,
            ..Draft::default()
        };
        let ended = std::mem::replace(&mut self.run, next);
        if !ended.is_empty() {
            self.runs.push(ended.finish());
        }
    }
}

/// What stands in parentheses behind a check's words. The script scores by its own mind.
const LABELS: &[&str] = &[
    "Automated",
    "Manual",
    "Scored",
    "Not Scored",
    "Deprecated",
    "Swarm mode not enabled",
    "Incompatible with swarm mode",
];

/// What a check looks at, without its repeated number and its labels.
pub(super) fn described<'a>(id: &str, rest: &'a str) -> &'a str {
    let mut text = rest.trim();
    if !id.is_empty()
        && let Some(repeated) = text.strip_prefix(id)
    {
        text = repeated.trim_start_matches([' ', '-']);
    }
    while let Some((before, label)) = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('))
    {
        if !LABELS.contains(&label) {
            break;
        }
        text = before.trim_end();
    }
    text
}
