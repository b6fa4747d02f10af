//! What `ADD` and `COPY` bring into the image, and where it comes from.

use crate::facts::{Build, Step};
use crate::model::dockerfile::{InstructionKind, Source, Transfer};
use crate::span::Spanned;

/// Endings of what `ADD` unpacks.
const ARCHIVES: [&str; 23] = [
    ".tar",
    ".tgz",
    ".tar.gz",
    ".tbz",
    ".tbz2",
    ".tar.bz2",
    ".txz",
    ".tar.xz",
    ".tar.zst",
    ".tzst",
    ".tar.lz",
    ".tlz",
    ".tar.lzma",
    ".tar.z",
    ".tb2",
    ".tpz",
    ".tz",
    ".z",
    ".gz",
    ".bz2",
    ".xz",
    ".zst",
    ".lzma",
];

/// One `ADD` or `COPY`.
#[derive(Clone, Copy)]
pub(super) struct Moved<'b> {
    pub(super) step: Step<'b>,
    pub(super) transfer: &'b Transfer,
    pub(super) is_add: bool,
}

/// Every `ADD` and `COPY` in order, those that an `ONBUILD` defers too.
pub(super) fn all<'b>(build: &'b Build<'_>) -> impl Iterator<Item = Moved<'b>> {
    build.steps().filter_map(|step| {
        let (transfer, is_add) = match &step.instruction.kind {
            InstructionKind::Add(transfer) => (transfer, true),
            InstructionKind::Copy(transfer) => (transfer, false),
            _ => return None,
        };
        // The history of an image prints what was copied as a hash, which is no path.
        let mut sources = transfer.sources.iter().filter_map(Source::path);
        let is_history = sources.next().is_some_and(|first| {
            let hash = first.value.split_once(':');
            matches!(hash, Some(("file" | "dir" | "multi", _)))
        }) && sources.next().is_some_and(|second| second.value == "in");
        (!is_history).then_some(Moved {
            step,
            transfer,
            is_add,
        })
    })
}

impl<'b> Moved<'b> {
    /// The paths and patterns it takes from the build context, as written.
    pub(super) fn context_sources(self) -> impl Iterator<Item = &'b Spanned<String>> {
        let is_local = move |path: &&Spanned<String>| {
            self.transfer.from.is_none() && !(self.is_add && is_remote(&path.value))
        };
        let sources = self.transfer.sources.iter().filter_map(Source::path);
        sources.filter(is_local)
    }
}

/// Whether `ADD` fetches a source, quotes aside.
pub(super) fn is_remote(source: &str) -> bool {
    let source = source.trim_start_matches(['"', '\'']).to_ascii_lowercase();
    let schemes = ["http://", "https://", "ftp://", "git://", "ssh://"];
    schemes.iter().any(|scheme| source.starts_with(scheme)) || is_git_address(&source)
}

/// Whether `ADD` fetches a source by whatever scheme.
pub(super) fn is_fetched(source: &str) -> bool {
    source.contains("://") || is_remote(source)
}

/// Whether `ADD` unpacks a source of the build context, going by its name.
pub(super) fn is_archive(source: &str) -> bool {
    let lower = source.to_ascii_lowercase();
    ARCHIVES.iter().any(|ending| lower.ends_with(ending))
}

/// `user@host:path`, the short form of an address over SSH.
fn is_git_address(source: &str) -> bool {
    let Some((user, rest)) = source.split_once('@') else {
        return false;
    };
    let is_name = |name: &str| !name.is_empty() && !name.contains(['/', '$', '*', '?']);
    let host = rest.split_once(':').map(|(host, _)| host);
    is_name(user) && host.is_some_and(is_name)
}

/// Whether a remote source is a Git repository rather than a file.
pub(super) fn is_repository(source: &str) -> bool {
    let address = source.split(['#', '?']).next().unwrap_or_default();
    let lower = address.to_ascii_lowercase();
    let is_scheme = lower.starts_with("git://") || lower.starts_with("ssh://");
    let name = lower.trim_end_matches('/').rsplit('/').next();
    let is_bare = name.and_then(|name| name.rsplit_once('.'));
    is_scheme || is_bare.is_some_and(|(_, ending)| ending == "git") || is_git_address(&lower)
}

/// A commit behind the hash sign, or a checksum among the queries of the address.
pub(super) fn names_commit(source: &str) -> bool {
    let (address, fragment) = source.split_once('#').unwrap_or((source, ""));
    let reference = fragment.split(':').next().unwrap_or_default();
    let is_hash = matches!(reference.len(), 40 | 64)
        && reference.bytes().all(|digit| digit.is_ascii_hexdigit());
    let queries = address.split_once('?').map_or("", |(_, queries)| queries);
    let mut queries = queries.split('&');
    is_hash || queries.any(|query| query.starts_with("checksum=") || query.starts_with("commit="))
}

#[cfg(test)]
mod tests {
    use super::{is_remote, is_repository};

    #[test]
    fn addresses_are_told_from_paths() {
        for remote in [
            "https://example.com/a.txt",
            "HTTP://example.com/a",
            "\"https://example.com/a\"",
            "git@example.com:team/app.git",
            "ssh://git@example.com/app",
            "git://example.com/app",
        ] {
            assert!(is_remote(remote), "{remote}");
        }
        for local in ["a.txt", "./a@b:c", "${URL}", "node_modules/@scope", "C:\\a"] {
            assert!(!is_remote(local), "{local}");
        }
        assert!(is_repository("https://example.com/app.git#v1"));
        assert!(!is_repository("https://example.com/app.git.txt"));
    }
}
