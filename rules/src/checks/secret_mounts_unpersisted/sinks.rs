//! Where a command puts what it reads.

use crate::facts::Run;
use crate::model::shell::{Invocation, Operator, Redirection, Word};

/// Where a secret ends up.
pub(super) enum Sink<'r> {
    /// A file.
    File(&'r Word),
    /// What the program keeps for its next run.
    Settings,
}

/// Where the command at `index` puts a secret that it reads; `None` where it only uses it.
pub(super) fn of(run: &Run, index: usize, is_read: impl Fn(&Word) -> bool) -> Option<Sink<'_>> {
    let call = run.invocations().get(index)?;
    let reads = call.own_arguments().iter().any(&is_read)
        || call
            .redirections
            .iter()
            .any(|it| feeds(it) && is_read(&it.target));
    if !reads {
        return None;
    }
    match call.name.as_str() {
        "cp" | "mv" | "install" | "ln" => {
            let operands = call.operands(&["-t", "--target-directory", "-m", "-o", "-g"]);
            let [sources @ .., target] = operands.as_slice() else {
                return None;
            };
            // Linked or moved onto itself, nothing is written.
            let copies = sources.iter().any(|word| is_read(word)) && call.name != "ln";
            (copies && !is_read(target)).then_some(Sink::File(target))
        }
        "cat" | "echo" | "printf" | "sed" | "awk" | "envsubst" | "base64" | "tr" | "head"
        | "tail" | "cut" | "jq" | "grep" | "tee" | "dd" => written(run, call).map(Sink::File),
        _ if keeps(call) => Some(Sink::Settings),
        _ => None,
    }
}

/// The file that a command, or the end of its pipe, writes to.
fn written<'r>(run: &'r Run, call: &'r Invocation) -> Option<&'r Word> {
    let pipeline = run.script.pipeline_of(call)?;
    let later = pipeline
        .commands
        .iter()
        .filter_map(|index| run.invocations().get(*index));
    let mut parts = std::iter::once(call).chain(later.filter(|it| it.position > call.position));
    parts.find_map(|part| {
        let redirected = part.redirections.iter().find(|it| writes(it));
        let tee = (part.name == "tee").then(|| part.operands(&[]));
        let tee = tee.and_then(|operands| operands.first().copied());
        redirected.map(|it| &it.target).or(tee)
    })
}

fn feeds(redirection: &Redirection) -> bool {
    matches!(redirection.operator, Operator::Input | Operator::HereString)
}

fn writes(redirection: &Redirection) -> bool {
    let is_output = match redirection.operator {
        Operator::Output | Operator::Append | Operator::Both | Operator::ReadWrite => true,
        Operator::Input
        | Operator::HereDocument
        | Operator::HereString
        | Operator::DuplicateInput
        | Operator::DuplicateOutput => false,
    };
    is_output && redirection.descriptor.is_none_or(|number| number == 1)
}

/// Whether a program keeps what it is given for its next run.
fn keeps(call: &Invocation) -> bool {
    let operands = call.operands(&[]);
    let has = |words: &[&str]| {
        let mut rest = operands.iter();
        words
            .iter()
            .all(|word| rest.any(|operand| operand.text == *word))
    };
    match call.name.as_str() {
        "npm" | "yarn" | "pnpm" | "pip" | "pip3" | "poetry" | "composer" | "bundle" => {
            has(&["config", "set"]) || has(&["set"]) || has(&["config"])
        }
        "git" => has(&["config"]),
        "aws" => has(&["configure", "set"]),
        "gcloud" => has(&["auth", "activate-service-account"]),
        "docker" | "podman" | "helm" | "oras" | "az" | "gh" => has(&["login"]),
        "doctl" => has(&["auth", "init"]),
        _ => false,
    }
}

/// Whether what is written there is not in the image.
pub(super) fn is_passing(target: &str) -> bool {
    ["/dev/", "/proc/", "/sys/", "/run/secrets/"]
        .iter()
        .any(|gone| target.starts_with(gone))
}

/// Whether a later command of the same step removes the file.
pub(super) fn is_removed(run: &Run, index: usize, target: &str) -> bool {
    let later = run.invocations().iter().skip(index + 1);
    later
        .filter(|call| matches!(call.name.as_str(), "rm" | "shred" | "unlink"))
        .any(|call| {
            let mut operands = call.operands(&[]).into_iter();
            operands.any(|operand| same_file(&operand.text, target))
        })
}

fn same_file(a: &str, b: &str) -> bool {
    let bare = |path: &str| {
        let path = path.replace("${HOME}", "~").replace("$HOME", "~");
        path.replacen("/root/", "~/", 1)
            .trim_start_matches("./")
            .to_owned()
    };
    bare(a) == bare(b)
}

/// Whether a later command of the same step takes the setting back, or the file of settings
/// away.
pub(super) fn is_reset(run: &Run, index: usize) -> bool {
    const BACK: [&str; 6] = ["logout", "delete", "unset", "--unset", "revoke", "rm"];
    const FILES: [&str; 8] = [
        ".npmrc",
        ".yarnrc",
        ".gitconfig",
        ".aws",
        "credentials",
        ".docker",
        "gcloud",
        "pip.conf",
    ];
    let Some(call) = run.invocations().get(index) else {
        return false;
    };
    let mut later = run.invocations().iter().skip(index + 1);
    later.any(|after| {
        let words = || after.own_arguments().iter().map(|word| word.text.as_str());
        let takes_back = after.name == call.name && words().any(|word| BACK.contains(&word));
        let removes =
            after.name == "rm" && words().any(|word| FILES.iter().any(|it| word.contains(it)));
        takes_back || removes
    })
}
