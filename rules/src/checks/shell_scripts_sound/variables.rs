//! Which variables a script can rely on.

use std::collections::BTreeSet;

use crate::facts::{Build, Run};
use crate::model::dockerfile::{Lookup, Scope, is_predefined};
use crate::model::shell::Dialect;

/// What every shell or login sets, or what is empty on purpose.
const USUAL: [&str; 22] = [
    "PATH",
    "HOME",
    "PWD",
    "OLDPWD",
    "USER",
    "LOGNAME",
    "SHELL",
    "HOSTNAME",
    "TERM",
    "LANG",
    "LC_ALL",
    "TZ",
    "IFS",
    "PPID",
    "OPTARG",
    "OPTIND",
    "TMPDIR",
    "DEBIAN_FRONTEND",
    "UID",
    "EUID",
    "LINENO",
    "MAIL",
];

/// What bash and zsh set besides.
const OF_BASH: [&str; 12] = [
    "RANDOM",
    "SECONDS",
    "BASH",
    "BASH_VERSION",
    "BASH_SOURCE",
    "FUNCNAME",
    "HOSTTYPE",
    "MACHTYPE",
    "OSTYPE",
    "PIPESTATUS",
    "REPLY",
    "GROUPS",
];

/// The variables that the file, or the script itself, gives a value.
pub(super) struct Known<'b> {
    scope: Scope<'b>,
    set: BTreeSet<&'b str>,
    is_bash: bool,
    /// Whether the script reads another file, which may set anything.
    is_open: bool,
}

impl<'b> Known<'b> {
    pub(super) fn of(build: &'b Build<'_>, run: &'b Run) -> Self {
        let mut set = BTreeSet::new();
        let is_end = |it: char| {
            it.is_whitespace() || matches!(it, ';' | '&' | '|' | '(' | ')' | '"' | '\'' | '{')
        };
        let step = build.step_of(run);
        let whole = step.map_or(run.span, |step| step.whole().span);
        let mut is_list = false;
        for word in whole.of(build.text).split(is_end) {
            // What stands behind `for`, `read` and the like is a name; an assignment holds one.
            let bare = word.trim_start_matches(['-', '$']);
            let end = bare.find(|it: char| !is_name(it)).unwrap_or(bare.len());
            let (name, rest) = bare.split_at_checked(end).unwrap_or((bare, ""));
            if is_list && rest.is_empty() || rest.starts_with('=') || rest.starts_with("+=") {
                set.insert(name);
            }
            is_list = match word {
                "for" | "read" | "getopts" | "mapfile" | "readarray" | "local" | "export"
                | "select" => true,
                "" | "in" | "do" => false,
                _ => is_list && rest.is_empty(),
            };
        }
        let reads = |name: &str| matches!(name, "." | "source" | "eval");
        Self {
            scope: build.file().scope_at(run.step),
            set,
            is_bash: matches!(run.dialect(), Dialect::Bash | Dialect::Zsh),
            is_open: run.invocations().iter().any(|call| reads(&call.name)),
        }
    }

    /// Whether the variable has a value that somebody chose.
    pub(super) fn has(&self, name: &str) -> bool {
        self.is_open
            || self.set.contains(name)
            || USUAL.contains(&name)
            || (self.is_bash && OF_BASH.contains(&name))
            || is_predefined(name)
            || self.scope.lookup(name) != Lookup::Undeclared
    }
}

fn is_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

/// The variable that a word begins with, and what follows it.
pub(super) fn leading(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix('$')?;
    let inner = rest.strip_prefix('{').unwrap_or(rest);
    let end = inner.find(|it: char| !is_name(it)).unwrap_or(inner.len());
    let (name, rest) = inner.split_at_checked(end)?;
    let is_variable = name.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_');
    let rest = if text.starts_with("${") {
        rest.strip_prefix('}')?
    } else {
        rest
    };
    is_variable.then_some((name, rest))
}

/// The variables in a word that no operator guards, in order.
pub(super) fn names(text: &str) -> impl Iterator<Item = &str> {
    let places = text.match_indices('$');
    places.filter_map(|(at, _)| Some(leading(text.get(at..)?)?.0))
}
