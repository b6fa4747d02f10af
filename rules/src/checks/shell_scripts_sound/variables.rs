//! Which variables a script can rely on.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::facts::{Build, Run};
use crate::model::dockerfile::{InstructionKind, Lookup, is_predefined};
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

/// What the builder hands on from the network it runs in.
const OF_PROXIES: [&str; 5] = [
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "FTP_PROXY",
    "NO_PROXY",
    "ALL_PROXY",
];

/// By stage and name, the first instruction that gives a deferred script a variable.
pub(super) type HandedOn<'b> = BTreeMap<(Option<usize>, &'b str), usize>;

/// The environment of each stage, and the arguments that are deferred themselves.
pub(super) fn handed_on<'b>(build: &'b Build<'_>) -> HandedOn<'b> {
    let mut found = HandedOn::new();
    for step in build.steps() {
        let names: Vec<&str> = match &step.instruction.kind {
            InstructionKind::Env(pairs) => pairs.iter().map(|(it, _)| it.value.as_str()).collect(),
            InstructionKind::Arg(names) if step.is_deferred => {
                names.iter().map(|(it, _)| it.value.as_str()).collect()
            }
            _ => continue,
        };
        for name in names {
            found
                .entry((step.stage_index(), name))
                .or_insert(step.index);
        }
    }
    found
}

/// The variables that the file, or the script itself, gives a value.
pub(super) struct Known<'b> {
    build: &'b Build<'b>,
    run: &'b Run,
    handed_on: &'b HandedOn<'b>,
    /// What the script sets, once somebody asks.
    set: OnceCell<BTreeSet<&'b str>>,
    is_bash: bool,
    /// Whether the script reads another file, which may set anything.
    is_open: bool,
}

impl<'b> Known<'b> {
    pub(super) fn of(build: &'b Build<'_>, run: &'b Run, handed_on: &'b HandedOn<'b>) -> Self {
        let reads = |name: &str| matches!(name, "." | "source" | "eval");
        Self {
            build,
            run,
            handed_on,
            set: OnceCell::new(),
            is_bash: matches!(run.dialect(), Dialect::Bash | Dialect::Zsh),
            is_open: run.invocations().iter().any(|call| reads(&call.name)),
        }
    }

    /// What the script assigns or names behind `for`, `read` and the like.
    fn set(&self) -> BTreeSet<&'b str> {
        let (build, run) = (self.build, self.run);
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
        set
    }

    /// Whether the variable has a value that somebody chose.
    pub(super) fn has(&self, name: &str) -> bool {
        self.is_open
            || USUAL.contains(&name)
            || (self.is_bash && OF_BASH.contains(&name))
            || is_predefined(name)
            || self.is_declared(name)
            || self.set.get_or_init(|| self.set()).contains(name)
    }

    /// Whether an instruction before the script gives it the variable. A deferred script runs in
    /// another build, which has this image's environment and not its arguments.
    fn is_declared(&self, name: &str) -> bool {
        if !self.run.is_deferred {
            let scope = self.build.file().scope_at(self.run.step);
            return scope.lookup(name) != Lookup::Undeclared;
        }
        let first = self.handed_on.get(&(self.run.stage, name));
        first.is_some_and(|step| *step < self.run.step)
    }

    /// Whether the name is, but for one letter, that of a variable every build knows.
    pub(super) fn is_misspelt(&self, name: &str) -> bool {
        let mut shells = OF_PROXIES
            .iter()
            .chain(&USUAL)
            .filter(|known| known.len() > 3);
        !self.is_open && shells.any(|known| differ_by_one(name, known))
    }
}

/// Whether two words of one length differ in one letter.
fn differ_by_one(one: &str, other: &str) -> bool {
    let pairs = one.bytes().zip(other.bytes());
    one.len() == other.len() && pairs.filter(|(one, other)| one != other).count() == 1
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
