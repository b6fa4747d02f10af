//! Decides `downloads-verified`: an archive or program that is downloaded is checked.
//!
//! What `ADD` fetches is the matter of another control. A check counts in the same step or
//! later in the stage.

use std::collections::BTreeMap;

use super::{Check, Decide, downloads};
use crate::catalogue::downloads_verified::{CONTROL, UNVERIFIED, WEAKLY_VERIFIED};
use crate::facts::{Build, Call};
use crate::finding::{Finding, Verdict};
use crate::model::shell::{Invocation, Nesting, Operator};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// Endings of archives, packages and programs.
const ENDINGS: [&str; 26] = [
    ".tar",
    ".tgz",
    ".tbz",
    ".tbz2",
    ".txz",
    ".gz",
    ".bz2",
    ".xz",
    ".zst",
    ".lzma",
    ".zip",
    ".7z",
    ".deb",
    ".rpm",
    ".apk",
    ".jar",
    ".war",
    ".whl",
    ".gem",
    ".bin",
    ".run",
    ".exe",
    ".msi",
    ".so",
    ".appimage",
    ".phar",
];

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    let mut checks: BTreeMap<Option<usize>, (usize, usize)> = BTreeMap::new();
    let mut weak: BTreeMap<Option<usize>, ((usize, usize), &str)> = BTreeMap::new();
    for check in build.calls() {
        if verifies(check.invocation) {
            checks.insert(check.step.stage_index(), place(check));
        } else if let Some(algorithm) = forgeable(check.invocation) {
            weak.insert(check.step.stage_index(), (place(check), algorithm));
        }
    }
    for address in downloads::addresses(build) {
        // A variable in the middle does not hide how an address ends.
        let text = address.text.as_deref().unwrap_or(&address.word.text);
        if !text.contains("://") && !text.contains('$') {
            continue;
        }
        if !(is_program(text) || is_installed(address.call)) {
            continue;
        }
        is_concerned = true;
        let last = checks.get(&address.call.step.stage_index());
        let is_checked = last.is_some_and(|last| *last > place(address.call));
        if is_checked {
            continue;
        }
        let weak = weak.get(&address.call.step.stage_index());
        let finding = match weak.filter(|(last, _)| *last > place(address.call)) {
            Some((_, algorithm)) => Finding::new(WEAKLY_VERIFIED).with("algorithm", algorithm),
            None => Finding::new(UNVERIFIED),
        };
        failures.push(
            finding
                .with("file", downloads::file_name(&address.word.text))
                .at(build.at(address.word.span)),
        );
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

fn is_program(address: &str) -> bool {
    let name = downloads::file_name(address).to_ascii_lowercase();
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Whether what arrives is written where programs are.
fn is_installed(call: Call<'_>) -> bool {
    let command = call.invocation;
    let option = command.value_of(&["-o", "--output", "-O", "--output-document"]);
    let redirected = command
        .redirections
        .iter()
        .find(|it| it.operator == Operator::Output);
    let path = option
        .map(|(path, _)| path)
        .or(redirected.map(|it| it.target.text.as_str()));
    path.is_some_and(|path| path.split('/').any(|part| part == "bin" || part == "sbin"))
}

/// Where a command stands in its stage.
const fn place(call: Call<'_>) -> (usize, usize) {
    (call.step.index, call.index)
}

/// Whether a command compares digests or checks a signature.
fn verifies(call: &Invocation) -> bool {
    let has = |text: &str| call.own_arguments().iter().any(|word| word.text == text);
    match call.name.as_str() {
        "sha224sum" | "sha256sum" | "sha384sum" | "sha512sum" | "b2sum" | "shasum" => {
            compares(call)
        }
        "gpg" | "gpg2" | "dpkg-sig" => has("--verify"),
        "gpgv" | "gpgv2" | "minisign" | "signify" | "slsa-verifier" => true,
        "cosign" => call
            .own_arguments()
            .iter()
            .any(|word| word.text.starts_with("verify")),
        "gh" => has("attestation") && has("verify"),
        "openssl" => has("-verify") || has("-sha256") || has("sha256") || has("-sha512"),
        "rpm" | "rpmkeys" => has("-K") || has("--checksig"),
        "jarsigner" => has("-verify"),
        _ => false,
    }
}

/// The algorithm, where a command compares digests that two files may be made to share.
fn forgeable(call: &Invocation) -> Option<&'static str> {
    let algorithm = match call.name.as_str() {
        "md5sum" => "MD5",
        "sha1sum" => "SHA-1",
        _ => return None,
    };
    compares(call).then_some(algorithm)
}

/// Whether a program that prints digests is told to compare them, or the script does.
fn compares(call: &Invocation) -> bool {
    call.has_flag('c', "check").is_some()
        || call.list.is_within(Nesting::Substitution)
        || call.position > 0
}
