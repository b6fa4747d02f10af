//! What a step ran, by the text the builders leave behind.

use crate::model::dockerfile::Keyword;

/// What a step ran.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made<'a> {
    /// The instruction; [`Keyword::Unknown`] where the text is none that a builder writes.
    pub keyword: Keyword,
    /// What follows the instruction's name; for a `RUN` in its shell form the script alone.
    pub text: &'a str,
    /// Whether a `RUN` was handed to a shell, so that `text` is a script.
    pub is_shell: bool,
    /// Build arguments the step was given: `NAME=value`.
    ///
    /// They are written without quotes, so a value with blanks is cut into several.
    pub arguments: Vec<&'a str>,
}

/// How the classic builder marks steps that run nothing.
const NOTHING_RUN: &str = "#(nop)";
/// How `BuildKit` marks its steps.
const BUILDKIT: &str = "# buildkit";
/// The shells builders hand a script to.
const SHELLS: &[&str] = &[
    "/bin/sh -c ",
    "/bin/sh -ec ",
    "/bin/bash -c ",
    "/bin/bash -o pipefail -c ",
    "/bin/ash -eo pipefail -c ",
    "cmd /S /C ",
    "powershell -Command ",
];

impl<'a> Made<'a> {
    /// Understands the text of a step.
    pub fn of(created_by: &'a str) -> Self {
        let text = created_by.trim();
        let text = text.strip_suffix(BUILDKIT).map_or(text, str::trim_end);
        if let Some((_, instruction)) = text.split_once(NOTHING_RUN) {
            return Self::instruction(instruction.trim());
        }
        let mut parts = text.splitn(2, char::is_whitespace);
        let keyword = Keyword::parse(parts.next().unwrap_or_default());
        let rest = parts.next().unwrap_or_default().trim_start();
        if keyword == Keyword::Run {
            return Self::run(rest);
        }
        let is_upper = text
            .split_whitespace()
            .next()
            .is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_uppercase()));
        // `env` and `copy` are programs, too; instructions are left behind in capitals.
        if keyword != Keyword::Unknown && is_upper {
            return Self::instruction(text);
        }
        let run = Self::run(text);
        if run.is_shell || !run.arguments.is_empty() {
            return run;
        }
        Self {
            keyword: Keyword::Unknown,
            ..run
        }
    }

    fn instruction(text: &'a str) -> Self {
        let (name, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let keyword = Keyword::parse(name);
        let text = if keyword == Keyword::Unknown {
            text
        } else {
            rest.trim()
        };
        Self {
            keyword,
            text,
            is_shell: false,
            arguments: Vec::new(),
        }
    }

    /// `|2 A=1 B=2 /bin/sh -c script`, or the same without arguments or without a shell.
    fn run(text: &'a str) -> Self {
        let (arguments, command) = arguments(text);
        let script = SHELLS.iter().find_map(|shell| command.strip_prefix(shell));
        Self {
            keyword: Keyword::Run,
            text: script.unwrap_or(command).trim(),
            is_shell: script.is_some(),
            arguments,
        }
    }
}

/// The build arguments in front of a command, and the command.
fn arguments(text: &str) -> (Vec<&str>, &str) {
    let counted = text.strip_prefix('|').and_then(|rest| {
        let (count, rest) = rest.split_once(' ').unwrap_or((rest, ""));
        Some((count.parse::<usize>().ok()?, rest))
    });
    let Some((count, rest)) = counted else {
        return (Vec::new(), text);
    };
    // Values with blanks make the count useless, and then the shell tells where they end.
    let shell = SHELLS.iter().filter_map(|shell| {
        let at = rest.find(shell)?;
        (at == 0 || rest.get(..at)?.ends_with(' ')).then_some(at)
    });
    let end = shell.min().or_else(|| {
        let mut blanks = rest.match_indices(' ').map(|(at, _)| at + 1);
        count
            .checked_sub(1)
            .map_or(Some(0), |last| blanks.nth(last))
    });
    let (before, command) = rest
        .split_at_checked(end.unwrap_or(rest.len()))
        .unwrap_or((rest, ""));
    (before.split_whitespace().collect(), command)
}
