//! Decides `downloads-encrypted`: nothing is fetched over plain HTTP or FTP.
//!
//! Only what a command that fetches is given counts. The sources of package managers that check
//! signatures are another matter, and so is text that merely mentions an address.

use super::downloads::{self, is_plain};
use super::{Check, Decide, unsettled};
use crate::catalogue::downloads_encrypted::{ADDRESS_UNRESOLVED, CONTROL, FETCHED_PLAINLY};
use crate::facts::{Build, Call, Unknown};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::{InstructionKind, Source};
use crate::model::shell::Word;
use crate::span::Span;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

#[derive(Default)]
struct Found {
    is_concerned: bool,
    failures: Vec<Finding>,
    unknown: Vec<Finding>,
}

fn decide(build: &Build<'_>) -> Verdict {
    let mut found = Found::default();
    for address in downloads::addresses(build) {
        found.add(build, &address.word.text, address.word.span, address.text);
    }
    for call in build.calls() {
        for word in others(call) {
            let (text, span) = (&word.text, word.span);
            found.add(build, text, span, downloads::value(build, call, word));
        }
    }
    for step in build.steps() {
        if let InstructionKind::Add(transfer) = &step.instruction.kind {
            for path in transfer.sources.iter().filter_map(Source::path) {
                if path.value.contains("://") {
                    found.add(build, &path.value, path.span, step.path(path));
                }
            }
        }
    }
    Verdict::over(found.is_concerned, found.failures, found.unknown)
}

impl Found {
    fn add(
        &mut self,
        build: &Build<'_>,
        written: &str,
        span: Span,
        value: Result<String, Unknown>,
    ) {
        self.is_concerned = true;
        match value {
            Ok(address) => {
                // An option's value stands behind an equals sign of its own.
                let option = address.split_once('=').filter(|_| address.starts_with('-'));
                let address = option.map_or(address.as_str(), |(_, value)| value);
                if is_plain(address) {
                    self.failures.push(finding(build, written, span));
                }
            }
            // A scheme that is written out decides, whatever follows it.
            Err(_) if is_plain(written) => self.failures.push(finding(build, written, span)),
            Err(missing) if written.starts_with('$') => {
                self.unknown
                    .push(unsettled::finding(&missing, ADDRESS_UNRESOLVED));
            }
            Err(_) => {}
        }
    }
}

fn finding(build: &Build<'_>, written: &str, span: Span) -> Finding {
    let finding = Finding::new(FETCHED_PLAINLY)
        .with("address", written)
        .at(build.at(span));
    let text = span.of(build.text);
    match text.to_ascii_lowercase().find("http://") {
        Some(at) => {
            let end = span.start + at + "http".len();
            finding.mended_by(Remedy::assisted(
                "Confirm that the server answers over HTTPS.",
                vec![Edit::insert(end, "s")],
            ))
        }
        None => finding,
    }
}

/// Addresses among the arguments of other programs that fetch what they are told to.
fn others(call: Call<'_>) -> Vec<&Word> {
    let arguments = call.invocation.own_arguments();
    let has = |text: &str| arguments.iter().any(|word| word.text == text);
    let fetches = match call.invocation.name.as_str() {
        "git" => ["clone", "fetch", "pull", "add", "submodule"]
            .iter()
            .any(|it| has(it)),
        "rpm" | "pip" | "pip3" | "npm" | "yarn" | "gem" | "svn" | "hg" | "lwp-download" => true,
        "yum" | "dnf" | "microdnf" | "zypper" => has("install") || has("localinstall"),
        _ => false,
    };
    let is_address = |word: &&Word| {
        let text = word.text.to_ascii_lowercase();
        let value = text
            .split_once('=')
            .map_or(text.as_str(), |(_, value)| value);
        let starts = |text: &str| text.starts_with("http://") || text.starts_with("ftp://");
        starts(value) || starts(&text)
    };
    let words = if fetches { arguments } else { &[] };
    words.iter().filter(is_address).collect()
}
