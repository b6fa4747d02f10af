//! The names of instructions.

use std::fmt;

/// Which instruction a line holds; case does not matter in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Keyword {
    /// Copies files, archives and remote sources.
    Add,
    /// Declares a build argument.
    Arg,
    /// Sets the default command or its arguments.
    Cmd,
    /// Copies files.
    Copy,
    /// Sets the program that is started.
    Entrypoint,
    /// Sets environment variables.
    Env,
    /// Documents ports.
    Expose,
    /// Begins a stage.
    From,
    /// Sets or switches off the health check.
    Healthcheck,
    /// Sets labels.
    Label,
    /// Names the author; deprecated.
    Maintainer,
    /// Defers an instruction to images built from this one.
    Onbuild,
    /// Runs a command while building.
    Run,
    /// Sets the shell of later shell forms.
    Shell,
    /// Sets the signal that stops the container.
    Stopsignal,
    /// Sets the user of later instructions and of the container.
    User,
    /// Declares volumes.
    Volume,
    /// Sets the working directory.
    Workdir,
    /// A word that names no instruction.
    Unknown,
}

impl Keyword {
    /// Every instruction Docker knows.
    pub const ALL: [Self; 18] = [
        Self::Add,
        Self::Arg,
        Self::Cmd,
        Self::Copy,
        Self::Entrypoint,
        Self::Env,
        Self::Expose,
        Self::From,
        Self::Healthcheck,
        Self::Label,
        Self::Maintainer,
        Self::Onbuild,
        Self::Run,
        Self::Shell,
        Self::Stopsignal,
        Self::User,
        Self::Volume,
        Self::Workdir,
    ];

    /// The keyword in upper case; `UNKNOWN` for a word that names no instruction.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Add => "ADD",
            Self::Arg => "ARG",
            Self::Cmd => "CMD",
            Self::Copy => "COPY",
            Self::Entrypoint => "ENTRYPOINT",
            Self::Env => "ENV",
            Self::Expose => "EXPOSE",
            Self::From => "FROM",
            Self::Healthcheck => "HEALTHCHECK",
            Self::Label => "LABEL",
            Self::Maintainer => "MAINTAINER",
            Self::Onbuild => "ONBUILD",
            Self::Run => "RUN",
            Self::Shell => "SHELL",
            Self::Stopsignal => "STOPSIGNAL",
            Self::User => "USER",
            Self::Volume => "VOLUME",
            Self::Workdir => "WORKDIR",
            Self::Unknown => "UNKNOWN",
        }
    }

    /// The instruction that `word` names in any case.
    pub fn parse(word: &str) -> Self {
        let known = Self::ALL
            .into_iter()
            .find(|known| known.as_str().eq_ignore_ascii_case(word));
        known.unwrap_or(Self::Unknown)
    }

    /// Whether its arguments may begin documents that follow on the next lines.
    pub(super) const fn takes_heredocs(self) -> bool {
        matches!(self, Self::Add | Self::Copy | Self::Run)
    }

    /// The flags `BuildKit` knows for this instruction.
    pub const fn flags(self) -> &'static [&'static str] {
        match self {
            Self::From => &["platform"],
            Self::Run => &["mount", "network", "security", "device"],
            Self::Copy => &["from", "chown", "chmod", "link", "parents", "exclude"],
            Self::Add => &[
                "chown",
                "chmod",
                "link",
                "keep-git-dir",
                "checksum",
                "unpack",
                "exclude",
            ],
            Self::Healthcheck => &[
                "interval",
                "timeout",
                "start-period",
                "start-interval",
                "retries",
            ],
            Self::Arg
            | Self::Cmd
            | Self::Entrypoint
            | Self::Env
            | Self::Expose
            | Self::Label
            | Self::Maintainer
            | Self::Onbuild
            | Self::Shell
            | Self::Stopsignal
            | Self::User
            | Self::Volume
            | Self::Workdir
            | Self::Unknown => &[],
        }
    }

    /// The instruction a misspelt word most likely means, if one is near enough.
    pub(super) fn nearest(word: &str) -> Option<Self> {
        let longest = "HEALTHCHECK".len() + 2;
        if word.len() > longest {
            return None;
        }
        let word = word.to_ascii_uppercase();
        let distances = Self::ALL
            .into_iter()
            .map(|known| (distance(&word, known.as_str()), known));
        let (distance, known) = distances.min_by_key(|(distance, _)| *distance)?;
        // One slip in a short word, two in a long one.
        (distance <= known.as_str().len() / 3).then_some(known)
    }
}

impl fmt::Display for Keyword {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

/// How many letters must be added, dropped, replaced or swapped with their neighbour.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut above: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    let mut last = None;
    for (index, letter) in left.chars().enumerate() {
        let mut next = vec![index + 1];
        for (column, other) in right.iter().enumerate() {
            let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX);
            let kept = at(&row, column) + usize::from(letter != *other);
            let dropped = at(&row, column + 1).min(at(&next, column)) + 1;
            let before = column.checked_sub(1);
            let is_swap =
                last == Some(*other) && before.and_then(|b| right.get(b)) == Some(&letter);
            let swapped = match before {
                Some(before) if is_swap => at(&above, before) + 1,
                _ => usize::MAX,
            };
            next.push(kept.min(dropped).min(swapped));
        }
        last = Some(letter);
        above = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::Keyword;

    #[test]
    fn case_does_not_matter() {
        assert_eq!(Keyword::parse("fRoM"), Keyword::From);
        assert_eq!(Keyword::parse("FROMM"), Keyword::Unknown);
        for keyword in Keyword::ALL {
            assert_eq!(Keyword::parse(keyword.as_str()), keyword);
        }
    }

    #[test]
    fn a_slip_of_the_pen_is_recognised() {
        assert_eq!(Keyword::nearest("FORM"), Some(Keyword::From));
        assert_eq!(Keyword::nearest("runn"), Some(Keyword::Run));
        assert_eq!(Keyword::nearest("WROKDIR"), Some(Keyword::Workdir));
        assert_eq!(Keyword::nearest("apt-get"), None);
        assert_eq!(Keyword::nearest(&"R".repeat(5000)), None);
    }
}
