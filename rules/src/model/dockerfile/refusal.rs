//! What Docker refuses in an instruction, as checks tell it apart.
//!
//! The reader goes on after each of these and says what it met in sentences; here they are
//! found again in what was read, each with its kind and place.

use std::ops::Range;

use super::json::{self, Array};
use super::words::{split_blanks, split_first, split_pair, split_quoted};
use super::{Healthcheck, Instruction, InstructionKind, Keyword, LogicalText};
use crate::span::{Span, Spanned};

/// Something in an instruction that Docker refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The word that is refused, or the keyword where one is missing; never a value, which
    /// could be a secret.
    pub span: Span,
    /// What is wrong with it.
    pub why: Why,
}

/// What is wrong with a word of an instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// No instruction has this name; the one that was likely meant.
    UnknownInstruction(Option<Keyword>),
    /// The instruction has no arguments.
    NoArguments,
    /// A name is given without a value.
    NoValue,
    /// A value is given without a name.
    NoName,
    /// `COPY` or `ADD` lacks its destination.
    NoDestination,
    /// A word that the instruction has no place for.
    Superfluous,
    /// No name stands behind `AS`.
    NoStageName,
    /// No name that a stage can have.
    StageName(String),
    /// The instruction wants a JSON array.
    NoArray,
    /// A JSON array holds something other than strings.
    OtherValues,
    /// `HEALTHCHECK` is followed by neither `CMD` nor `NONE`.
    NeitherCommandNorNone,
    /// `HEALTHCHECK CMD` has no command.
    NoCommand,
    /// The instruction has no such flag.
    UnknownFlag(String),
    /// A flag is given again that can be given once.
    RepeatedFlag(String),
    /// A flag lacks its value.
    FlagWithoutValue(String),
    /// No line closes the document.
    OpenDocument(String),
}

/// What Docker refuses in an instruction itself; what it defers is an instruction of its own.
/// `file` is the text that spans refer to.
pub fn refusals(instruction: &Instruction, file: &str, escape: char) -> Vec<Refusal> {
    let mut found = Found(Vec::new());
    let keyword = instruction.keyword.value;
    let text = &instruction.arguments;
    if keyword == Keyword::Unknown {
        let nearest = Keyword::nearest(instruction.keyword.span.of(file));
        found.at(instruction.keyword.span, Why::UnknownInstruction(nearest));
        return found.0;
    }
    found.flags(instruction);
    if text.as_str().is_empty() {
        found.at(instruction.keyword.span, Why::NoArguments);
        return found.0;
    }
    match &instruction.kind {
        InstructionKind::From { name, .. } => found.from(text, name.as_ref()),
        InstructionKind::Arg(_) => found.names(text, instruction.keyword.span, escape, false),
        InstructionKind::Env(_) | InstructionKind::Label(_) => {
            found.names(text, instruction.keyword.span, escape, true);
        }
        InstructionKind::User(_) => found.user(text),
        InstructionKind::Run(_)
        | InstructionKind::Cmd(_)
        | InstructionKind::Entrypoint(_)
        | InstructionKind::Volume(_) => found.array(text),
        InstructionKind::Healthcheck(Healthcheck::None) => {
            let (_, rest) = split_first(text.as_str());
            if !rest.is_empty() {
                let word = text.word(rest);
                found.at(word.span, Why::Superfluous);
            }
        }
        InstructionKind::Healthcheck(Healthcheck::Command(_)) => {
            let (_, rest) = split_first(text.as_str());
            found.array(&text.slice(rest));
        }
        InstructionKind::Unread => found.unread(keyword, text),
        InstructionKind::Add(_)
        | InstructionKind::Copy(_)
        | InstructionKind::Expose(_)
        | InstructionKind::Maintainer(_)
        | InstructionKind::Onbuild(_)
        | InstructionKind::Shell(_)
        | InstructionKind::Stopsignal(_)
        | InstructionKind::Workdir(_)
        | InstructionKind::Unknown => {}
    }
    for document in instruction.heredocs.iter().filter(|it| !it.terminated) {
        let name = document.name.value.clone();
        found.at(document.name.span, Why::OpenDocument(name));
    }
    found.0
}

struct Found(Vec<Refusal>);

impl Found {
    fn at(&mut self, span: Span, why: Why) {
        self.0.push(Refusal { span, why });
    }

    fn flags(&mut self, instruction: &Instruction) {
        let keyword = instruction.keyword.value;
        let mut seen: Vec<&str> = Vec::new();
        for flag in &instruction.flags {
            let name = flag.name.value.as_str();
            if !keyword.flags().contains(&name) {
                self.at(flag.name.span, Why::UnknownFlag(name.to_owned()));
            } else if seen.contains(&name) && !super::flag::repeats(name) {
                self.at(flag.name.span, Why::RepeatedFlag(name.to_owned()));
            } else {
                if !seen.contains(&name) {
                    seen.push(name);
                }
                if flag.value.is_none() && !super::flag::is_switch(name) {
                    self.at(flag.name.span, Why::FlagWithoutValue(name.to_owned()));
                }
            }
        }
    }

    fn from(&mut self, text: &LogicalText, name: Option<&Spanned<String>>) {
        let words = split_blanks(text.as_str());
        let word = |range: &Range<usize>| text.word(range.clone());
        let is_named = words
            .get(1)
            .is_some_and(|it| word(it).value.eq_ignore_ascii_case("as"));
        if let Some(name) = name
            && !super::arguments::is_stage_name(&name.value)
        {
            self.at(name.span, Why::StageName(name.value.clone()));
        }
        match words.get(if is_named { 3 } else { 1 }).map(word) {
            Some(extra) => self.at(extra.span, Why::Superfluous),
            None if is_named && name.is_none() => {
                let span = words.get(1).map_or(text.whole(), |it| word(it).span);
                self.at(span, Why::NoStageName);
            }
            None => {}
        }
    }

    /// Names with values; `needs_value` where a name alone is refused.
    fn names(&mut self, text: &LogicalText, keyword: Span, escape: char, needs_value: bool) {
        let source = text.as_str();
        let words = split_quoted(source, escape);
        let is_old = words
            .first()
            .is_some_and(|word| split_pair(source, word).is_none());
        if needs_value && is_old {
            return;
        }
        for range in words {
            match split_pair(source, &range) {
                Some((name, value)) if name.is_empty() => {
                    self.at(text.span(name.start..value.start), Why::NoName);
                }
                // The word may be the rest of a value, secret or not, that lost its quotes.
                None if needs_value => self.at(keyword, Why::NoValue),
                Some(_) | None => {}
            }
        }
    }

    /// A user's name cannot hold blanks; quotes and braces may.
    fn user(&mut self, text: &LogicalText) {
        if text.as_str().contains(['"', '\'', '{']) {
            return;
        }
        if let Some(extra) = split_blanks(text.as_str()).into_iter().nth(1) {
            let extra = text.word(extra);
            self.at(extra.span, Why::Superfluous);
        }
    }

    fn array(&mut self, text: &LogicalText) {
        if json::read(text) == Array::OtherValues {
            self.at(text.whole(), Why::OtherValues);
        }
    }

    fn unread(&mut self, keyword: Keyword, text: &LogicalText) {
        let whole = text.whole();
        match keyword {
            Keyword::Add | Keyword::Copy => self.at(whole, Why::NoDestination),
            Keyword::Env | Keyword::Label => {
                let (name, _) = split_first(text.as_str());
                let name = text.word(name);
                self.at(name.span, Why::NoValue);
            }
            Keyword::Shell => self.at(whole, Why::NoArray),
            Keyword::Healthcheck => {
                let (word, _) = split_first(text.as_str());
                let word = text.word(word);
                let is_command = word.value.eq_ignore_ascii_case("cmd");
                let why = if is_command {
                    Why::NoCommand
                } else {
                    Why::NeitherCommandNorNone
                };
                self.at(word.span, why);
            }
            Keyword::Arg
            | Keyword::Cmd
            | Keyword::Entrypoint
            | Keyword::Expose
            | Keyword::From
            | Keyword::Maintainer
            | Keyword::Onbuild
            | Keyword::Run
            | Keyword::Stopsignal
            | Keyword::User
            | Keyword::Volume
            | Keyword::Workdir
            | Keyword::Unknown => {}
        }
    }
}
