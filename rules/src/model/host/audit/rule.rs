//! One audit rule.

use super::super::line::{Piece, is_within};
use crate::span::{Span, Spanned};

/// One audit rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRule {
    /// What it is about.
    pub target: Target,
    /// Whether it asks for records or forbids them.
    pub action: Action,
    /// The kinds of access; all of them where the rule names none.
    pub permissions: Spanned<Permissions>,
    /// The system calls it is limited to; none for all.
    pub calls: Vec<Spanned<String>>,
    /// Other conditions, e.g. `auid>=1000`, each of which leaves something out.
    pub conditions: Vec<Spanned<String>>,
    /// The words by which its records are found.
    pub keys: Vec<Spanned<String>>,
    /// The whole rule.
    pub span: Span,
}

/// What a rule is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// `-w PATH`: a file, or a folder with all below it.
    Watch(Spanned<String>),
    /// `-F path=PATH`: this one thing.
    Path(Spanned<String>),
    /// `-F dir=PATH`: a folder with all below it.
    Directory(Spanned<String>),
    /// No path: system calls wherever they act.
    Calls,
}

/// Whether a rule asks for records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// What fits is recorded.
    Always,
    /// What fits is not recorded, whatever later rules say.
    Never,
}

/// Kinds of access to a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "four letters of one word")]
pub struct Permissions {
    /// Reading.
    pub read: bool,
    /// Writing.
    pub write: bool,
    /// Executing.
    pub execute: bool,
    /// Changing attributes, e.g. mode and owner.
    pub attributes: bool,
}

impl Permissions {
    const ALL: Self = Self {
        read: true,
        write: true,
        execute: true,
        attributes: true,
    };

    fn of(letters: &str) -> Self {
        let has = |letter: char| letters.contains([letter, letter.to_ascii_uppercase()]);
        Self {
            read: has('r'),
            write: has('w'),
            execute: has('x'),
            attributes: has('a'),
        }
    }
}

impl Permissions {
    /// The letters of `-p`, in the order `rwxa`.
    pub fn letters(self) -> String {
        [
            (self.read, 'r'),
            (self.write, 'w'),
            (self.execute, 'x'),
            (self.attributes, 'a'),
        ]
        .into_iter()
        .filter_map(|(is_set, letter)| is_set.then_some(letter))
        .collect()
    }
}

impl Target {
    /// The path it names.
    pub const fn path(&self) -> Option<&Spanned<String>> {
        match self {
            Self::Watch(path) | Self::Path(path) | Self::Directory(path) => Some(path),
            Self::Calls => None,
        }
    }

    /// Claims that the rule is about a path, by its name or through a folder above it.
    pub fn covers(&self, path: &str) -> bool {
        match self {
            Self::Watch(own) | Self::Directory(own) => is_within(path, &own.value),
            Self::Path(own) => own.value.trim_end_matches('/') == path.trim_end_matches('/'),
            Self::Calls => false,
        }
    }
}

impl AuditRule {
    /// Claims that writing and changing attributes are recorded, whoever does it.
    pub fn is_complete(&self) -> bool {
        let permissions = self.permissions.value;
        self.action == Action::Always
            && permissions.write
            && permissions.attributes
            && self.is_general()
    }

    /// Claims that it leaves out no user and no system call.
    pub fn is_general(&self) -> bool {
        self.conditions.is_empty() && self.calls.iter().all(|call| call.value == "all")
    }
}

/// Reads a rule; `None` for what no rule looks like.
pub(super) fn read(line: Piece<'_>) -> Option<AuditRule> {
    let mut rule = AuditRule {
        target: Target::Calls,
        action: Action::Always,
        permissions: Spanned::new(Permissions::ALL, line.span()),
        calls: Vec::new(),
        conditions: Vec::new(),
        keys: Vec::new(),
        span: line.span(),
    };
    let mut words = words(line).into_iter();
    while let Some(flag) = words.next() {
        // Comments may follow a rule.
        if flag.text.starts_with('#') {
            break;
        }
        let value = words.next()?.unquoted();
        match flag.text {
            "-w" => {
                let path = absolute(value)?;
                rule.target = Target::Watch(path);
            }
            "-p" => rule.permissions = value.says(Permissions::of(value.text)),
            "-k" => rule.keys.push(value.owned()),
            "-S" => rule.calls.extend(value.parts(',').map(Piece::owned)),
            "-a" | "-A" => rule.action = action(value)?,
            "-F" | "-C" => rule.field(value)?,
            _ => return None,
        }
    }
    Some(rule)
}

impl AuditRule {
    fn field(&mut self, field: Piece<'_>) -> Option<()> {
        match field.split_once("=") {
            Some((name, value)) => {
                let value = value.unquoted();
                match name.text {
                    "path" => self.target = Target::Path(absolute(value)?),
                    "dir" => self.target = Target::Directory(absolute(value)?),
                    "perm" => self.permissions = value.says(Permissions::of(value.text)),
                    "key" => self.keys.push(value.owned()),
                    // Every kind of machine has its own rule, which takes nothing away.
                    "arch" => {}
                    _ => self.conditions.push(field.owned()),
                }
            }
            None => self.conditions.push(field.owned()),
        }
        Some(())
    }
}

/// `always,exit` in either order; the lists that are not about calls audit no file.
fn action(value: Piece<'_>) -> Option<Action> {
    let has = |word: &str| value.parts(',').any(|part| part.text == word);
    if has("always") {
        Some(Action::Always)
    } else if has("never") || has("possible") {
        Some(Action::Never)
    } else {
        None
    }
}

fn absolute(path: Piece<'_>) -> Option<Spanned<String>> {
    path.text.starts_with('/').then(|| path.owned())
}

/// Words apart by blanks; between quotes blanks belong to the word.
fn words(line: Piece<'_>) -> Vec<Piece<'_>> {
    let mut words = Vec::new();
    let mut quote = None;
    let mut start = None;
    let mut add = |start: usize, end: usize| {
        let text = line.text.get(start..end).unwrap_or_default();
        let start = line.start + start;
        words.push(Piece { text, start });
    };
    for (at, char) in line.text.char_indices() {
        match quote {
            Some(open) if char == open => quote = None,
            None if char.is_whitespace() => {
                if let Some(start) = start.take() {
                    add(start, at);
                }
                continue;
            }
            None if char == '"' || char == '\'' => quote = Some(char),
            Some(_) | None => {}
        }
        start.get_or_insert(at);
    }
    if let Some(start) = start {
        add(start, line.text.len());
    }
    words
}
