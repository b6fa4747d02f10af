//! What a build writes into files by `echo`, `printf`, `tee`, `sed` and here-documents, as far
//! as the Dockerfile spells it out.

use std::collections::BTreeMap;

use crate::facts::{Build, Call, Run};
use crate::model::dockerfile::InstructionKind;
use crate::model::shell::{Invocation, Operator, Word};
use crate::sorted::InOrder;
use crate::span::Span;

/// A line, or several in one word, on its way into a file.
#[derive(Debug)]
pub(super) struct Line {
    /// The file as written.
    pub(super) path: String,
    /// The text.
    pub(super) text: String,
    /// Where it stands.
    pub(super) span: Span,
}

/// Every such line, in the order of the file.
pub(super) fn all(build: &Build<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for run in build.runs() {
        if run.is_build_step() && run.dialect().is_posix_like() {
            let tees = Tees::new(run);
            for call in build.calls_in(run) {
                of_call(build, call, &tees, &mut lines);
            }
        }
    }
    for step in build.steps() {
        let (InstructionKind::Add(transfer) | InstructionKind::Copy(transfer)) =
            &step.instruction.kind
        else {
            continue;
        };
        for heredoc in &step.instruction.heredocs {
            let mut path = transfer.destination.value.clone();
            if path.ends_with('/') {
                path.push_str(&heredoc.name.value);
            }
            body(build, &path, heredoc.body, &mut lines);
        }
    }
    lines.order_by_key(|line| line.span);
    lines
}

/// The calls of `tee` in a script, by pipeline and place in it.
struct Tees<'b>(BTreeMap<(usize, usize), &'b Invocation>);

impl<'b> Tees<'b> {
    fn new(run: &'b Run) -> Self {
        let mut tees = BTreeMap::new();
        for call in run.invocations().iter().filter(|it| it.name == "tee") {
            tees.entry((call.pipeline, call.position)).or_insert(call);
        }
        Self(tees)
    }

    /// The first one that a command's output reaches, the command itself included.
    fn behind(&self, call: &Invocation) -> Option<&'b Invocation> {
        let rest = (call.pipeline, call.position)..=(call.pipeline, usize::MAX);
        self.0.range(rest).next().map(|(_, tee)| *tee)
    }
}

fn of_call(build: &Build<'_>, call: Call<'_>, tees: &Tees<'_>, lines: &mut Vec<Line>) {
    let invocation = call.invocation;
    match invocation.name.as_str() {
        "sed" => substitutions(invocation, lines),
        "echo" | "printf" => {
            let Some(path) = written_to(invocation, tees) else {
                return;
            };
            for word in &invocation.arguments {
                // One word may hold several lines, by `\n` or by line breaks of its own.
                lines.extend(word.text.replace("\\n", "\n").lines().map(|text| Line {
                    path: path.clone(),
                    text: text.to_owned(),
                    span: word.span,
                }));
            }
        }
        "cat" | "tee" => {
            let Some(path) = written_to(invocation, tees) else {
                return;
            };
            let bodies = invocation.redirections.iter();
            for span in bodies.filter_map(|redirection| redirection.body) {
                body(build, &path, span, lines);
            }
        }
        _ => {}
    }
}

/// The file a command's output goes to: by redirection, or by the `tee` it is piped into.
fn written_to(call: &Invocation, tees: &Tees<'_>) -> Option<String> {
    let redirected = call.redirections.iter().find(|redirection| {
        matches!(redirection.operator, Operator::Output | Operator::Append)
            && redirection.descriptor.is_none_or(|it| it == 1)
    });
    if let Some(redirection) = redirected {
        return Some(redirection.target.text.clone());
    }
    let tee = tees.behind(call)?;
    tee.operands(&[]).first().map(|word| word.text.clone())
}

fn body(build: &Build<'_>, path: &str, span: Span, lines: &mut Vec<Line>) {
    let mut start = span.start;
    for line in span.of(build.text).split_inclusive('\n') {
        let text = line.trim();
        let from = start + (line.len() - line.trim_start().len());
        if !text.is_empty() {
            lines.push(Line {
                path: path.to_owned(),
                text: text.to_owned(),
                span: Span::new(from, from + text.len()),
            });
        }
        start += line.len();
    }
}

/// What `sed -i s/…/text/` puts into the files it changes.
fn substitutions(call: &Invocation, lines: &mut Vec<Line>) {
    if call.has_flag('i', "in-place").is_none() {
        return;
    }
    let given: Vec<&Word> = call
        .values_of(&["-e", "--expression"])
        .into_iter()
        .map(|(_, word)| word)
        .collect();
    let operands = call.operands(&["-e", "--expression", "-f", "--file"]);
    let (scripts, files) = match operands.split_first() {
        Some((script, files)) if given.is_empty() => (vec![*script], files),
        Some(_) | None => (given, operands.as_slice()),
    };
    for script in scripts {
        for file in files {
            lines.extend(replacement(&script.text).map(|text| Line {
                path: file.text.clone(),
                text: text.to_owned(),
                span: script.span,
            }));
        }
    }
}

fn replacement(script: &str) -> Option<&str> {
    let rest = script.strip_prefix('s')?;
    let delimiter = rest.chars().next()?;
    rest.split(delimiter).nth(2)
}
