//! `COPY` in the place of `ADD`, where both do the same.

use super::is_plain;
use crate::facts::Step;
use crate::finding::{Edit, Remedy};
use crate::model::dockerfile::{Source, Transfer};

/// Flags that mean the same to both instructions.
const COMMON_FLAGS: [&str; 4] = ["chown", "chmod", "link", "exclude"];

/// The other keyword; `None` where one source may be fetched or unpacked, or a flag is for
/// `ADD` alone.
pub(super) fn copied(step: Step<'_>, transfer: &Transfer) -> Option<Remedy> {
    let mut flags = step.instruction.flags.iter();
    let is_common = flags.all(|flag| COMMON_FLAGS.contains(&flag.name.value.as_str()));
    let mut sources = transfer.sources.iter();
    let is_copied = sources.all(|source| match source {
        Source::Heredoc { .. } => true,
        Source::Path(path) => step
            .path(path)
            .is_ok_and(|known| is_plain(&known) && ends_plainly(&path.value)),
    });
    if !is_common || !is_copied {
        return None;
    }
    let keyword = step.instruction.keyword.span;
    let is_lower = keyword
        .of(step.text())
        .chars()
        .all(|it| it.is_ascii_lowercase());
    let copy = if is_lower { "copy" } else { "COPY" };
    Some(Remedy::safe(vec![Edit::replace(keyword, copy)]))
}

/// Whether every file the path can stand for has an ending that is written out: a pattern or
/// a variable may stand for an archive.
fn ends_plainly(path: &str) -> bool {
    let is_open = |letter: char| matches!(letter, '*' | '?' | ']' | '}' | '$');
    let Some(at) = path.rfind(is_open) else {
        return true;
    };
    let rest = path.get(at..).unwrap_or_default();
    let is_of_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let rest = match rest.strip_prefix('$') {
        Some(named) => named.trim_start_matches(is_of_name),
        None => rest.get(1..).unwrap_or_default(),
    };
    let rest = rest.trim_end_matches(['"', '\'']);
    rest.contains('.') && is_plain(rest)
}

#[cfg(test)]
mod tests {
    use super::ends_plainly;

    #[test]
    fn an_open_path_needs_an_ending() {
        for path in [
            "app",
            "*.json",
            "${DIR}/a.txt",
            "$V.json",
            "\"$V.json\"",
            "a?.rb",
        ] {
            assert!(ends_plainly(path), "{path}");
        }
        for path in [
            "*", "$SRC", "${SRC}", "app*", "*.tar", "\"$SRC\"", "[ab]", "$V.tgz",
        ] {
            assert!(!ends_plainly(path), "{path}");
        }
    }
}
