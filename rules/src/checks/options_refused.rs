//! Options that no command of a build is to be given.
//!
//! What a helper stage fetches or installs ends in the image as well, so every stage counts.

use super::cuts;
use crate::catalogue::Reason;
use crate::facts::{Build, Call};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::shell::{Invocation, Word};
use crate::span::Span;

/// What a control says of such options.
pub(super) struct Refused {
    /// Whether a command takes them.
    pub(super) takes: fn(&Invocation) -> bool,
    /// Those that a command is given.
    pub(super) given: fn(&Invocation) -> Vec<Given>,
    /// Says that one is; takes the arguments `program` and `option`.
    pub(super) reason: &'static Reason,
    /// What the reader confirms before it is taken out; `None` where nothing needs to be.
    pub(super) asks: Option<&'static str>,
}

/// An option that a command is given.
pub(super) struct Given {
    /// Index of its argument.
    pub(super) first: usize,
    /// Index of its value's argument; the same where it has none of its own.
    pub(super) last: usize,
    /// What mends it.
    pub(super) change: Change,
}

/// How an option goes.
#[derive(Clone, Copy)]
pub(super) enum Change {
    /// With its arguments.
    Removed,
    /// As one letter of a group, at this byte of the argument.
    Letter(usize),
    /// By another option in its place.
    Replaced(&'static str),
}

impl Given {
    pub(super) const fn alone(at: usize) -> Self {
        Self {
            first: at,
            last: at,
            change: Change::Removed,
        }
    }
}

/// The arguments that are one of these options, also with a value behind an equals sign.
pub(super) fn switches(call: &Invocation, options: &[&str]) -> Vec<Given> {
    matching(call, |text| {
        options.contains(&text.split('=').next().unwrap_or_default())
    })
}

/// The arguments of which this holds, up to `--`.
pub(super) fn matching(call: &Invocation, is_it: impl Fn(&str) -> bool) -> Vec<Given> {
    let arguments = call.own_arguments().iter().enumerate();
    arguments
        .take_while(|(_, word)| word.text != "--")
        .filter(|(_, word)| is_it(&word.text))
        .map(|(at, _)| Given::alone(at))
        .collect()
}

/// Options with a value, glued by an equals sign or in the next argument, of which this holds.
pub(super) fn valued(
    call: &Invocation,
    options: &[&str],
    is_it: impl Fn(&str) -> bool,
) -> Vec<Given> {
    let arguments = call.own_arguments();
    let mut found = Vec::new();
    for (at, word) in arguments.iter().enumerate() {
        if let Some((name, value)) = word.text.split_once('=')
            && options.contains(&name)
        {
            if is_it(value) {
                found.push(Given::alone(at));
            }
        } else if options.contains(&word.text.as_str())
            && arguments.get(at + 1).is_some_and(|next| is_it(&next.text))
        {
            found.push(Given {
                first: at,
                last: at + 1,
                change: Change::Removed,
            });
        }
    }
    found
}

impl Refused {
    /// Whether any command takes such options, and the finding of each that is given one.
    pub(super) fn findings(&self, build: &Build<'_>) -> (bool, Vec<Finding>) {
        let mut is_concerned = false;
        let mut failures = Vec::new();
        for call in build.calls().filter(|call| (self.takes)(call.invocation)) {
            is_concerned = true;
            for given in (self.given)(call.invocation) {
                failures.extend(self.finding(build, call, &given));
            }
        }
        (is_concerned, failures)
    }

    /// The verdict where this is all that a control is about.
    pub(super) fn verdict(&self, build: &Build<'_>) -> Verdict {
        let (is_concerned, failures) = self.findings(build);
        Verdict::over(is_concerned, failures, Vec::new())
    }

    fn finding(&self, build: &Build<'_>, call: Call<'_>, given: &Given) -> Option<Finding> {
        let arguments = &call.invocation.arguments;
        let first = arguments.get(given.first)?;
        let last = arguments.get(given.last)?;
        let place = first.span.to(last.span);
        let finding = Finding::new(self.reason)
            .with("program", &call.invocation.name)
            .with("option", &first.text)
            .at(build.at(place));
        Some(match edit(build, call.invocation, given, first, place) {
            Some(edit) => finding.mended_by(match self.asks {
                Some(asks) => Remedy::assisted(asks, vec![edit]),
                None => Remedy::safe(vec![edit]),
            }),
            None => finding,
        })
    }
}

fn edit(
    build: &Build<'_>,
    call: &Invocation,
    given: &Given,
    first: &Word,
    place: Span,
) -> Option<Edit> {
    let is_verbatim = first.span.of(build.text) == first.text;
    match given.change {
        Change::Removed => {
            let before = match given.first.checked_sub(1) {
                Some(before) => call.arguments.get(before)?.span.end,
                None => call.program.as_ref()?.span.end,
            };
            cuts::entry(build, place, Some(before), None)
        }
        Change::Letter(at) if is_verbatim => {
            let start = first.span.start + at;
            Some(Edit::delete(Span::new(start, start + 1)))
        }
        Change::Replaced(text) if is_verbatim => Some(Edit::replace(place, text)),
        Change::Letter(_) | Change::Replaced(_) => None,
    }
}
