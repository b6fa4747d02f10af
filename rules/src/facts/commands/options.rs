//! Options of shells that change what a failure means.

use crate::model::shell::{Dialect, Invocation};

/// What a shell is told before it runs a script.
// Options are independent switches; there is no state they form together.
#[allow(clippy::struct_excessive_bools)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ShellOptions {
    /// `-e`: a failing command ends the script.
    pub errexit: bool,
    /// `-o pipefail`: a pipe fails if any of its commands does.
    pub pipefail: bool,
    /// `-u`: a variable without a value is an error.
    pub nounset: bool,
    /// `-x`: commands are shown as they run.
    pub xtrace: bool,
}

impl ShellOptions {
    /// The options that the arguments of a shell, or of `set`, switch on.
    pub fn of_words<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut options = Self::default();
        options.apply(words);
        options
    }

    /// Applies the arguments of `set`: a minus switches on, a plus switches off.
    pub fn apply<'w>(&mut self, words: impl IntoIterator<Item = &'w str>) {
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            let (is_on, letters) = match (word.strip_prefix('-'), word.strip_prefix('+')) {
                (Some(letters), _) if !matches!(letters, "" | "-") => (true, letters),
                (None, Some(letters)) => (false, letters),
                // Operands end the options, and so do lone dashes.
                (Some(_), _) | (None, None) => return,
            };
            if letters.starts_with('-') {
                continue;
            }
            for letter in letters.chars() {
                match letter {
                    'e' => self.errexit = is_on,
                    'u' => self.nounset = is_on,
                    'x' => self.xtrace = is_on,
                    'o' => self.name(words.next().unwrap_or_default(), is_on),
                    _ => {}
                }
            }
        }
    }

    fn name(&mut self, name: &str, is_on: bool) {
        match name {
            "errexit" => self.errexit = is_on,
            "nounset" => self.nounset = is_on,
            "xtrace" => self.xtrace = is_on,
            "pipefail" => self.pipefail = is_on,
            _ => {}
        }
    }
}

/// The options in force where each invocation stands, given those the script starts with.
pub(super) fn along(invocations: &[Invocation], start: ShellOptions) -> Vec<ShellOptions> {
    // A shell inside the script starts with its own options, whatever the outer one has: the
    // shells around the place, each with how many programs run what it runs.
    let mut shells = vec![(0, start)];
    let mut found = Vec::with_capacity(invocations.len());
    for call in invocations {
        let depth = call.through.len();
        while shells.last().is_some_and(|(shell, _)| *shell > depth) {
            shells.pop();
        }
        if let Some((shell, options)) = shells.last_mut() {
            found.push(*options);
            if call.name == "set" && *shell == depth {
                options.apply(words(call));
            }
        }
        if Dialect::runs_posix_like(&call.name) {
            shells.push((depth + 1, ShellOptions::of_words(words(call))));
        }
    }
    found
}

fn words(call: &Invocation) -> impl Iterator<Item = &str> {
    call.arguments.iter().map(|word| word.text.as_str())
}
