//! Options of shells that change what a failure means.

use super::Run;
use crate::model::shell::{Dialect, Invocation};

/// What a shell is told before it runs a script.
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
                (Some("-" | ""), _) => return,
                (Some(letters), _) => (true, letters),
                (None, Some(letters)) => (false, letters),
                // Operands end the options.
                (None, None) => return,
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

/// The options in force where the invocation at `index` stands.
pub(super) fn at(run: &Run, index: usize) -> ShellOptions {
    let before = run.invocations().get(..index).unwrap_or_default();
    let Some(invocation) = run.invocations().get(index) else {
        return run.shell_options;
    };
    // A shell inside the script starts with its own options, whatever the outer one has.
    let shell = shell_around(before, invocation);
    let (mut options, from) = match shell {
        Some(at) => (before.get(at).map(given).unwrap_or_default(), at + 1),
        None => (run.shell_options, 0),
    };
    let depth = shell
        .and_then(|at| before.get(at))
        .map_or(0, |shell| shell.through.len() + 1);
    for call in before.iter().skip(from) {
        if call.name == "set" && call.through.len() == depth {
            options.apply(words(call));
        }
    }
    options
}

/// The nearest shell among the programs that run an invocation.
fn shell_around(before: &[Invocation], invocation: &Invocation) -> Option<usize> {
    let is_shell = |name: &String| Dialect::of_program(name).is_posix_like();
    let depth = invocation.through.iter().rposition(is_shell)?;
    let name = invocation.through.get(depth)?;
    before
        .iter()
        .rposition(|call| call.through.len() == depth && call.name == *name)
}

fn given(shell: &Invocation) -> ShellOptions {
    ShellOptions::of_words(words(shell))
}

fn words(call: &Invocation) -> impl Iterator<Item = &str> {
    call.arguments.iter().map(|word| word.text.as_str())
}
