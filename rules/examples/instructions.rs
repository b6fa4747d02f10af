//! What the reader makes of Dockerfiles, as JSON, for comparison with another reader.
//!
//! Each line of standard input is a JSON string, the text of one file; each line of standard
//! output is an object with its instructions. `tests/oracle/dockerfile.py` is the other half.
#![expect(
    clippy::disallowed_methods,
    reason = "the engine neither reads nor prints; what shows it does"
)]

use std::io::{self, BufRead, Write};

use plimsoll_rules::model::dockerfile::{
    Command, Dockerfile, Form, Healthcheck, Heredoc, Instruction, InstructionKind, Source,
    Transfer, expand, read,
};
use plimsoll_rules::span::{LineIndex, Spanned};
use serde_json::{Value, json};

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let text: String = serde_json::from_str(&line?)?;
        writeln!(out, "{}", file(&text))?;
    }
    Ok(())
}

fn file(text: &str) -> Value {
    // A byte-order mark is dropped before a text is read.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file = read(text);
    let lines = LineIndex::new(text);
    let instructions: Vec<Value> = (0..)
        .zip(&file.instructions)
        .map(|(at, found)| instruction(&file, at, found, &lines, text))
        .collect();
    let problems: Vec<Value> = file
        .problems
        .iter()
        .map(|problem| {
            let line = problem.span.map(|span| lines.line_of(span.start, text));
            json!({
                "line": line,
                "effect": format!("{:?}", problem.effect),
                "message": problem.message,
            })
        })
        .collect();
    json!({ "escape": file.escape, "instructions": instructions, "problems": problems })
}

fn instruction(
    file: &Dockerfile,
    at: usize,
    found: &Instruction,
    lines: &LineIndex,
    text: &str,
) -> Value {
    let region = lines.region(found.span, text);
    let flags: Vec<String> = found
        .flags
        .iter()
        .map(|flag| match &flag.value {
            Some(value) => format!("{}={}", flag.name.value, value.value),
            None => flag.name.value.clone(),
        })
        .collect();
    let (arguments, is_json) = arguments(found);
    let scope = file.scope_at(at);
    let expanded: Vec<Value> = expandable(found)
        .into_iter()
        .map(|word| {
            let expanded = expand(&word, &scope);
            json!({
                "word": word,
                "text": expanded.text,
                "unresolved": expanded.unresolved,
                "fault": expanded.fault.map(|fault| fault.to_string()),
            })
        })
        .collect();
    json!({
        "keyword": found.keyword.value.as_str(),
        "start": region.start.line,
        "end": region.end.line,
        "stage": found.stage,
        "flags": flags,
        "json": is_json,
        "arguments": arguments,
        "heredocs": found.heredocs.iter().map(|heredoc| document(heredoc, text)).collect::<Vec<_>>(),
        "expanded": expanded,
    })
}

fn document(heredoc: &Heredoc, text: &str) -> Value {
    json!({
        "name": heredoc.name.value,
        "content": heredoc.body.of(text),
        "strip_tabs": heredoc.strip_tabs,
        "expand": !heredoc.quoted,
        "descriptor": heredoc.descriptor,
        "terminated": heredoc.terminated,
    })
}

fn values(words: &[Spanned<String>]) -> Vec<String> {
    words.iter().map(|word| word.value.clone()).collect()
}

/// The arguments word by word, as written, and whether they are a JSON array where that matters.
fn arguments(found: &Instruction) -> (Value, Option<bool>) {
    let command = |command: &Command| match &command.form {
        Form::Shell(text) => (vec![text.as_str().to_owned()], Some(false)),
        Form::Exec(words) => (values(words), Some(true)),
    };
    let (words, is_json) = match &found.kind {
        InstructionKind::From { .. } => (values(&found.words()), None),
        InstructionKind::Arg(pairs) => {
            let words = pairs.iter().map(|(name, default)| match default {
                Some(default) => format!("{}={}", name.value, default.value),
                None => name.value.clone(),
            });
            (words.collect(), None)
        }
        InstructionKind::Env(pairs) | InstructionKind::Label(pairs) => {
            let words = pairs
                .iter()
                .flat_map(|(name, value)| [name.value.clone(), value.value.clone()]);
            (words.collect(), None)
        }
        InstructionKind::User(word)
        | InstructionKind::Workdir(word)
        | InstructionKind::Stopsignal(word)
        | InstructionKind::Maintainer(word) => (vec![word.value.clone()], None),
        InstructionKind::Add(found) | InstructionKind::Copy(found) => (transfer(found), None),
        InstructionKind::Run(found)
        | InstructionKind::Cmd(found)
        | InstructionKind::Entrypoint(found) => command(found),
        InstructionKind::Healthcheck(Healthcheck::None) => (vec!["NONE".to_owned()], None),
        InstructionKind::Healthcheck(Healthcheck::Command(found)) => {
            let (mut words, is_json) = command(found);
            words.insert(0, "CMD".to_owned());
            (words, is_json)
        }
        InstructionKind::Expose(words)
        | InstructionKind::Volume(words)
        | InstructionKind::Shell(words) => (values(words), None),
        InstructionKind::Onbuild(_) | InstructionKind::Unread | InstructionKind::Unknown => {
            return (Value::Null, None);
        }
    };
    (json!(words), is_json)
}

/// Sources and destination; documents by the word that opens them.
fn transfer(found: &Transfer) -> Vec<String> {
    let sources = found.sources.iter().map(|source| match source {
        Source::Path(path) => path.value.clone(),
        Source::Heredoc { index, .. } => format!("<<{index}"),
    });
    sources.chain([found.destination.value.clone()]).collect()
}

/// The words that the builder expands itself.
fn expandable(found: &Instruction) -> Vec<String> {
    match &found.kind {
        InstructionKind::From { image, .. } => vec![image.value.clone()],
        InstructionKind::Env(pairs) | InstructionKind::Label(pairs) => {
            pairs.iter().map(|(_, value)| value.value.clone()).collect()
        }
        InstructionKind::User(word)
        | InstructionKind::Workdir(word)
        | InstructionKind::Stopsignal(word) => vec![word.value.clone()],
        InstructionKind::Expose(words) | InstructionKind::Volume(words) => values(words),
        InstructionKind::Add(found) | InstructionKind::Copy(found) => {
            let sources = found.sources.iter().filter_map(Source::path);
            sources
                .chain([&found.destination])
                .map(|word| word.value.clone())
                .collect()
        }
        InstructionKind::Arg(_)
        | InstructionKind::Run(_)
        | InstructionKind::Cmd(_)
        | InstructionKind::Entrypoint(_)
        | InstructionKind::Healthcheck(_)
        | InstructionKind::Shell(_)
        | InstructionKind::Maintainer(_)
        | InstructionKind::Onbuild(_)
        | InstructionKind::Unread
        | InstructionKind::Unknown => Vec::new(),
    }
}
