//! Programs that run other programs, and where in their arguments those begin.

use super::options;
use super::{Dialect, Word};

/// What a program runs besides itself.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Runs {
    Nothing,
    /// The arguments from one index up to another are a command.
    Command {
        at: usize,
        end: usize,
    },
    /// The arguments at these indices, joined by blanks, are a script.
    Script {
        texts: Vec<usize>,
        dialect: Dialect,
    },
}

/// How a program's own arguments end.
struct Wrapper {
    /// Options whose value is the next argument, separated by blanks.
    values: &'static str,
    /// Options with which it runs nothing.
    idle: &'static str,
    /// Operands of its own before the command.
    operands: usize,
}

const fn plain(values: &'static str, operands: usize) -> Wrapper {
    Wrapper {
        values,
        idle: "",
        operands,
    }
}

fn wrapper(name: &str) -> Option<Wrapper> {
    let wrapper = match name {
        "sudo" => Wrapper {
            values: "-u --user -g --group -h --host -p --prompt -C --close-from -D --chdir -R --chroot -T --command-timeout -r --role -t --type -U --other-user",
            idle: "-l --list -v --validate -e --edit -V --version",
            operands: 0,
        },
        "doas" => plain("-u -C -a", 0),
        "env" => plain("-u --unset -C --chdir", 0),
        "time" => plain("-f --format -o --output", 0),
        "nice" => plain("-n --adjustment", 0),
        "ionice" => plain("-c --class -n --classdata", 0),
        "nohup" | "setsid" | "builtin" | "busybox" | "catchsegv" | "linux32" | "linux64"
        | "unbuffer" | "fakeroot" | "eatmydata" => plain("", 0),
        "stdbuf" => plain("-i --input -o --output -e --error", 0),
        "timeout" => plain("-s --signal -k --kill-after", 1),
        "xargs" => plain(
            "-a --arg-file -d --delimiter -E -I -L -n --max-args -P --max-procs -s --max-chars",
            0,
        ),
        "exec" => plain("-a", 0),
        "command" => Wrapper {
            values: "",
            idle: "-v -V",
            operands: 0,
        },
        "setpriv" => plain(
            "--ruid --euid --reuid --rgid --egid --regid --groups --inh-caps --ambient-caps --bounding-set --securebits --pdeathsig --selinux-label --apparmor-profile",
            0,
        ),
        "gosu" | "su-exec" => plain("", 1),
        "chpst" => plain("-u -U -e -b -n -m -d -o -p -f -c -r -t", 0),
        "chroot" => plain("--userspec --groups", 1),
        "flock" => plain("-w --timeout -E --conflict-exit-code", 1),
        "tini" | "catatonit" => plain("-e -p", 0),
        "dumb-init" => plain("-r --rewrite", 0),
        "xvfb-run" => plain("-e -f -n -p -s -w --server-args --error-file", 0),
        "ssh-agent" => plain("-a -t -E", 0),
        _ => return None,
    };
    Some(wrapper)
}

/// What a program runs, by its base name and its arguments.
pub(super) fn runs(name: &str, arguments: &[Word]) -> Runs {
    match name {
        "" => Runs::Nothing,
        "eval" => script((0..arguments.len()).collect(), Dialect::Posix),
        "su" | "runuser" => switched_user(arguments),
        "find" => found(arguments),
        "env" if split_string(arguments).is_some() => script(
            split_string(arguments).into_iter().collect(),
            Dialect::Posix,
        ),
        _ => {
            let shell = Dialect::of_shell(name).filter(Dialect::is_posix_like);
            if let Some(dialect) = shell.filter(|_| name != "busybox") {
                return shell_string(arguments)
                    .map_or(Runs::Nothing, |text| script(vec![text], dialect));
            }
            wrapper(name).map_or(Runs::Nothing, |wrapper| wrapped(name, &wrapper, arguments))
        }
    }
}

fn script(texts: Vec<usize>, dialect: Dialect) -> Runs {
    if texts.is_empty() {
        Runs::Nothing
    } else {
        Runs::Script { texts, dialect }
    }
}

fn wrapped(name: &str, wrapper: &Wrapper, arguments: &[Word]) -> Runs {
    let values: Vec<&str> = wrapper.values.split(' ').collect();
    let idle: Vec<&str> = wrapper.idle.split(' ').collect();
    let mut operands = wrapper.operands;
    let mut at = 0;
    while let Some(word) = arguments.get(at) {
        let text = word.text.as_str();
        if text == "--" {
            at += 1 + operands;
            break;
        }
        let is_flag = text.len() > 1 && text.starts_with('-');
        if is_flag {
            if options::matches_any(text, &idle) {
                return Runs::Nothing;
            }
            at += 1 + usize::from(options::takes_next(text, &values));
            continue;
        }
        let is_assignment = matches!(name, "env" | "sudo" | "doas") && is_assignment(text);
        if operands == 0 || is_assignment {
            break;
        }
        operands -= 1;
        at += 1;
    }
    if at < arguments.len() {
        let end = arguments.len();
        Runs::Command { at, end }
    } else {
        Runs::Nothing
    }
}

fn is_assignment(text: &str) -> bool {
    text.split_once('=')
        .is_some_and(|(name, _)| !name.is_empty() && !name.contains('/'))
}

/// The index of a shell's `-c` string.
fn shell_string(arguments: &[Word]) -> Option<usize> {
    let mut has_string = false;
    let mut at = 0;
    while let Some(word) = arguments.get(at) {
        let text = word.text.as_str();
        let is_group = text.len() > 1 && text.starts_with(['-', '+']) && !text.starts_with("--");
        if is_group {
            has_string |= text.starts_with('-') && text.contains('c');
            // `-o` names an option, also at the end of a group.
            at += 1 + usize::from(text.ends_with(['o', 'O']));
        } else if matches!(text, "--rcfile" | "--init-file") {
            at += 2;
        } else if text.starts_with("--") && text.len() > 2 {
            at += 1;
        } else {
            at += usize::from(matches!(text, "-" | "--"));
            break;
        }
    }
    (has_string && at < arguments.len()).then_some(at)
}

/// Whether a shell called so takes its script from its input.
pub(super) fn reads_script_from_input(arguments: &[Word]) -> bool {
    let reads = |word: &Word| {
        let text = word.text.as_str();
        text.starts_with('-') && !text.starts_with("--") && text.contains('s')
    };
    if arguments.iter().any(reads) {
        return true;
    }
    let has_operand = options::operands(arguments, &["-o", "-O", "--rcfile", "--init-file"]);
    has_operand.is_empty() && shell_string(arguments).is_none()
}

/// The index of the text of `env -S`.
fn split_string(arguments: &[Word]) -> Option<usize> {
    let is_split =
        |word: &Word| matches!(word.text.as_str(), "-S" | "--split-string" | "-vS" | "-iS");
    let at = arguments.iter().position(is_split)? + 1;
    (at < arguments.len()).then_some(at)
}

/// `su` and `runuser`: the text of `-c`, or with `-u` a command.
fn switched_user(arguments: &[Word]) -> Runs {
    let is_command = |word: &Word| {
        let text = word.text.as_str();
        text == "--command"
            || (text.starts_with('-')
                && !text.starts_with("--")
                && text.len() > 1
                && text.ends_with('c'))
    };
    if let Some(at) = arguments.iter().position(is_command) {
        let text = at + 1;
        return if text < arguments.len() {
            script(vec![text], Dialect::Posix)
        } else {
            Runs::Nothing
        };
    }
    let names_user = arguments
        .iter()
        .take_while(|word| word.text.starts_with('-'))
        .any(|word| word.text.starts_with("-u") || word.text.starts_with("--user"));
    if names_user {
        let wrapper = Wrapper {
            values: "-u --user -g --group -G --supp-group",
            idle: "",
            operands: 0,
        };
        return wrapped("runuser", &wrapper, arguments);
    }
    Runs::Nothing
}

/// The command of `find -exec`.
fn found(arguments: &[Word]) -> Runs {
    let is_start =
        |word: &Word| matches!(word.text.as_str(), "-exec" | "-execdir" | "-ok" | "-okdir");
    let Some(at) = arguments.iter().position(is_start) else {
        return Runs::Nothing;
    };
    let at = at + 1;
    let rest = arguments.get(at..).unwrap_or_default();
    let length = rest
        .iter()
        .position(|word| matches!(word.text.as_str(), ";" | "+"));
    let end = at + length.unwrap_or(rest.len());
    if at < end {
        Runs::Command { at, end }
    } else {
        Runs::Nothing
    }
}
