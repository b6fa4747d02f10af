//! What a comment says to the tools that read comments, whatever file it stands in.

use super::fields::{Fields, expiring, list};
use super::{Fault, Names, Reach, Suppression, Tool};
use crate::span::Span;

/// One request in a comment, before it is known what stands around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::model) struct Statement {
    /// Whom it speaks to.
    pub(in crate::model) tool: Tool,
    /// What it asks to be silent about.
    pub(in crate::model) wanted: Wanted,
    names: Names,
    fields: Fields,
    fault: Option<Fault>,
}

/// What a request is about, in the words of its tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model) enum Wanted {
    /// What follows, or what it stands in.
    Next,
    /// What follows; all of a stage where its beginning follows.
    Block,
    /// The stage that begins below.
    Stage,
    /// The whole file, from wherever the comment stands.
    File,
    /// The whole file, from its top only.
    Top,
}

impl Statement {
    /// The request with its place and where it holds.
    pub(in crate::model) fn placed(self, span: Span, reach: Result<Reach, Fault>) -> Suppression {
        Suppression {
            span,
            tool: self.tool,
            names: self.names,
            reach: self.fault.map_or(reach, Err),
            is_explained: self.fields.reason.is_some(),
            owner: self.fields.owner,
            reason: self.fields.reason,
            expires: self.fields.expires,
        }
    }

    /// How many names it lists.
    pub(in crate::model) fn names(&self) -> usize {
        self.names.written().len()
    }

    fn new(tool: Tool, wanted: Wanted, names: Names) -> Self {
        let is_empty =
            matches!(&names, Names::Only(names) | Names::AllBut(names) if names.is_empty());
        Self {
            tool,
            wanted,
            names,
            fields: Fields::default(),
            fault: is_empty.then_some(Fault::NoName),
        }
    }

    fn because(mut self, reason: &str) -> Self {
        self.fields.reason = reason_of(reason);
        self
    }
}

/// Every request in the text of one comment; most comments have none.
pub(in crate::model) fn statements(comment: &str) -> Vec<Statement> {
    let mut found = Vec::new();
    let mut rest = comment.trim_start_matches(['#', ' ', '\t']);
    while !rest.is_empty() {
        let (text, after) = before_next(rest);
        found.extend(statement(text.trim()));
        rest = after;
    }
    share_reason(&mut found);
    found
}

/// What stands behind several requests to Trivy is the reason of each.
fn share_reason(statements: &mut [Statement]) {
    let mut shared: Option<String> = None;
    for statement in statements.iter_mut().rev() {
        if statement.tool == Tool::Trivy {
            match &statement.fields.reason {
                Some(reason) => shared = Some(reason.clone()),
                None => statement.fields.reason.clone_from(&shared),
            }
        }
    }
}

/// Whether a comment is words for people: neither empty nor a request of any tool.
pub(in crate::model) fn is_prose(comment: &str) -> bool {
    let text = comment.trim_start_matches(['#', ' ', '\t']);
    text.contains(char::is_alphabetic) && !begins(text)
}

/// The text up to where another request begins: at a further `#`, and for Trivy also at a blank.
fn before_next(text: &str) -> (&str, &str) {
    let mut is_after_blank = false;
    for (at, letter) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        if letter == '#' && at > 0 {
            let rest = rest
                .get(1..)
                .unwrap_or_default()
                .trim_start_matches([' ', '\t']);
            if begins(rest) {
                return (text.get(..at).unwrap_or_default(), rest);
            }
        } else if is_after_blank && rest.starts_with(TRIVY) {
            return (text.get(..at).unwrap_or_default(), rest);
        }
        is_after_blank = letter == ' ' || letter == '\t';
    }
    (text, "")
}

const TRIVY: &str = "trivy:ignore:";
const CHECKOV: [&str; 2] = ["checkov:skip=", "bridgecrew:skip="];
const SEMGREP: [&str; 2] = ["nosemgrep", "nosem"];

/// Whether a request to some tool begins here.
fn begins(text: &str) -> bool {
    let starts = |prefix: &&str| after(text, prefix).is_some();
    [TRIVY, "hadolint ", "kics-scan ", "plimsoll:", "check="]
        .iter()
        .chain(&CHECKOV)
        .chain(&SEMGREP)
        .any(starts)
}

fn statement(text: &str) -> Option<Statement> {
    hadolint(text)
        .or_else(|| buildkit(text))
        .or_else(|| trivy(text))
        .or_else(|| checkov(text))
        .or_else(|| kics(text))
        .or_else(|| semgrep(text))
        .or_else(|| plimsoll(text))
}

/// `hadolint [global|stage] ignore = A, B [# reason]`.
fn hadolint(text: &str) -> Option<Statement> {
    let rest = word(text, "hadolint")?;
    let (wanted, rest) = match (word(rest, "global"), word(rest, "stage")) {
        (Some(rest), _) => (Wanted::File, rest),
        (None, Some(rest)) => (Wanted::Stage, rest),
        (None, None) => (Wanted::Next, rest),
    };
    let rest = rest
        .strip_prefix("ignore")?
        .trim_start()
        .strip_prefix('=')?;
    let (names, rest) = list(rest, &['#']);
    let is_rule = |name: &String| {
        let digits = name.strip_prefix("DL").or_else(|| name.strip_prefix("SC"));
        digits.is_some_and(|it| !it.is_empty() && it.bytes().all(|digit| digit.is_ascii_digit()))
    };
    let is_wrong = !names.iter().all(is_rule);
    let mut statement = Statement::new(Tool::Hadolint, wanted, Names::Only(names)).because(rest);
    if is_wrong {
        statement.fault = Some(Fault::NotAName);
    }
    Some(statement)
}

/// `check=skip=A,B;error=true`, as a comment above an instruction.
fn buildkit(text: &str) -> Option<Statement> {
    let value = text.strip_prefix("check")?.trim_start().strip_prefix('=')?;
    check(value)
}

/// The value of a `check` directive, where it skips anything.
pub(in crate::model) fn check(value: &str) -> Option<Statement> {
    let skipped = value.split(';').find_map(|option| {
        let (key, names) = option.split_once('=')?;
        (key.trim() == "skip").then_some(names)
    })?;
    let listed = skipped
        .split(',')
        .map(str::trim)
        .filter(|it| !it.is_empty());
    let listed: Vec<String> = listed.map(str::to_owned).collect();
    let which = if listed.iter().any(|name| name == "all") {
        Names::Every
    } else {
        Names::Only(listed)
    };
    Some(Statement::new(Tool::BuildKit, Wanted::Next, which))
}

/// `trivy:ignore:ID[:exp:YYYY-MM-DD]`.
fn trivy(text: &str) -> Option<Statement> {
    let rest = text.strip_prefix(TRIVY)?;
    let end = rest.find([' ', '\t', '#']).unwrap_or(rest.len());
    let (request, reason) = rest.split_at(end);
    let mut parts = request.split(':');
    let name = parts.next().unwrap_or_default();
    // What stands in brackets narrows the rule to some resources, which an image has not.
    let name = name.split_once('[').map_or(name, |(name, _)| name);
    let names = match name {
        "*" => Names::Every,
        "" => Names::Only(Vec::new()),
        name => Names::Only(vec![name.to_owned()]),
    };
    let mut statement = Statement::new(Tool::Trivy, Wanted::Next, names).because(reason);
    while let Some(key) = parts.next() {
        let value = parts.next().unwrap_or_default();
        if key == "exp" {
            expiring(value, &mut statement.fields, &mut statement.fault);
        }
    }
    Some(statement)
}

/// `checkov:skip=ID[,ID][:reason]`.
fn checkov(text: &str) -> Option<Statement> {
    let rest = CHECKOV
        .iter()
        .find_map(|prefix| text.strip_prefix(prefix))?;
    let (names, rest) = list(rest, &[':', '#']);
    let reason = rest.strip_prefix(':').unwrap_or(rest);
    let statement = Statement::new(Tool::Checkov, Wanted::File, Names::Only(names));
    Some(statement.because(reason))
}

/// `kics-scan ignore`, `ignore-line`, `ignore-block`, `disable=A,B` or `enable=A,B`.
fn kics(text: &str) -> Option<Statement> {
    let rest = word(text, "kics-scan")?;
    let new = |wanted, names| Statement::new(Tool::Kics, wanted, names);
    if let Some(rest) = after(rest, "disable=") {
        let (names, reason) = list(rest, &['#']);
        return Some(new(Wanted::Top, Names::Only(names)).because(reason));
    }
    if let Some(rest) = after(rest, "enable=") {
        let (names, reason) = list(rest, &['#']);
        return Some(new(Wanted::Top, Names::AllBut(names)).because(reason));
    }
    let end = rest.find([' ', '\t', '#']).unwrap_or(rest.len());
    let (request, reason) = rest.split_at(end);
    let wanted = match request.to_ascii_lowercase().as_str() {
        "ignore" => Wanted::Top,
        "ignore-line" => Wanted::Next,
        "ignore-block" => Wanted::Block,
        _ => return None,
    };
    Some(new(wanted, Names::Every).because(reason))
}

/// `nosemgrep[: id, id]`.
fn semgrep(text: &str) -> Option<Statement> {
    let rest = SEMGREP.iter().find_map(|prefix| after(text, prefix))?;
    if rest.starts_with(|next: char| next.is_alphanumeric() || next == '_') {
        return None;
    }
    let (names, reason) = match rest.strip_prefix(':') {
        Some(rest) => list(rest, &['#']),
        None => (Vec::new(), rest),
    };
    let names = if names.is_empty() {
        Names::Every
    } else {
        Names::Only(names)
    };
    Some(Statement::new(Tool::Semgrep, Wanted::Next, names).because(reason))
}

/// `plimsoll: accept[-file] A, B until=YYYY-MM-DD owner=… reason=…`.
fn plimsoll(text: &str) -> Option<Statement> {
    let rest = after(text, "plimsoll:")?.trim_start();
    let (request, rest) = rest.split_once([' ', '\t']).unwrap_or((rest, ""));
    let wanted = match request {
        "accept" => Wanted::Next,
        "accept-file" => Wanted::Top,
        _ => {
            let mut statement = Statement::new(Tool::Plimsoll, Wanted::Next, Names::Every);
            statement.fault = Some(Fault::NotARequest);
            return Some(statement);
        }
    };
    let mut fault = None;
    let (names, fields) = Fields::read(rest, &mut fault);
    let mut statement = Statement::new(Tool::Plimsoll, wanted, Names::Only(names));
    statement.fields = fields;
    statement.fault = statement.fault.or(fault);
    Some(statement)
}

/// What follows a word and blanks, or ends the text.
fn word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let rest = after(text, word)?;
    let trimmed = rest.trim_start();
    (trimmed.len() < rest.len() || rest.is_empty()).then_some(trimmed)
}

/// What follows a beginning, in any case.
fn after<'t>(text: &'t str, begin: &str) -> Option<&'t str> {
    let found = text.get(..begin.len())?;
    found
        .eq_ignore_ascii_case(begin)
        .then(|| text.get(begin.len()..))?
}

/// The words that follow a request, without what sets them apart; `None` where none do.
fn reason_of(text: &str) -> Option<String> {
    let text = text
        .trim_start_matches(['#', '-', ':', ' ', '\t'])
        .trim_end();
    (!text.is_empty()).then(|| text.to_owned())
}
