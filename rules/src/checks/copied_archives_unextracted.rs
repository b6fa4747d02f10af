//! Decides `copied-archives-unextracted`: an archive of the context is not kept in a layer of
//! its own besides what it holds.

use std::collections::{BTreeMap, HashMap};

use super::{Check, Decide};
use crate::catalogue::copied_archives_unextracted::{ARCHIVE_EXTRACTED, CONTROL};
use crate::facts::{Build, Call, Step};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::{InstructionKind, Source, Transfer};
use crate::model::shell::Invocation;
use crate::span::Span;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// Endings that `ADD` unpacks.
const UNPACKED: [&str; 10] = [
    ".tar", ".tgz", ".tbz", ".tbz2", ".txz", ".tzst", ".tlz", ".tar.gz", ".tar.bz2", ".tar.xz",
];

/// Endings of other archives and of compressed files.
const OTHERS: [&str; 16] = [
    ".tar.zst",
    ".tar.lz",
    ".tar.lzma",
    ".tar.z",
    ".tb2",
    ".tpz",
    ".tz",
    ".zip",
    ".7z",
    ".rar",
    ".gz",
    ".bz2",
    ".xz",
    ".zst",
    ".lzma",
    ".z",
];

/// An archive that an instruction copies.
struct Copied<'b> {
    step: Step<'b>,
    source: Span,
    name: String,
    /// Its name in the image, where that differs.
    renamed: String,
    is_alone: bool,
}

fn decide(build: &Build<'_>) -> Verdict {
    let copied: Vec<Copied<'_>> = build.steps().flat_map(archives).collect();
    // By stage and name; those that are found unpacked are taken out.
    let mut waiting: HashMap<(Option<usize>, &str), Vec<usize>> = HashMap::new();
    for (at, archive) in copied.iter().enumerate() {
        let stage = archive.step.stage_index();
        for name in archive.names() {
            waiting.entry((stage, name)).or_default().push(at);
        }
    }
    let mut failures: BTreeMap<usize, Finding> = BTreeMap::new();
    for call in build.calls().filter(|call| unpacks(call.invocation)) {
        for word in &call.invocation.arguments {
            // `--file=name` and `-fname` hold the name as well.
            let text = word.text.rsplit('=').next().unwrap_or(&word.text);
            let key = (call.step.stage_index(), base(text));
            for at in waiting
                .get_mut(&key)
                .map(std::mem::take)
                .unwrap_or_default()
            {
                let Some(archive) = copied.get(at) else {
                    continue;
                };
                if archive.step.index < call.step.index {
                    failures
                        .entry(at)
                        .or_insert_with(|| finding(archive, &call));
                } else if let Some(later) = waiting.get_mut(&key) {
                    later.push(at);
                }
            }
        }
    }
    let failures = failures.into_values().collect();
    Verdict::over(!copied.is_empty(), failures, Vec::new())
}

fn finding(archive: &Copied<'_>, call: &Call<'_>) -> Finding {
    let finding = Finding::new(ARCHIVE_EXTRACTED)
        .with("archive", &archive.name)
        .with("command", &call.invocation.name)
        .at(archive.step.at(archive.source));
    if !ends_in(&archive.name, &UNPACKED) || !archive.is_alone {
        return finding;
    }
    let keyword = archive.step.instruction.keyword.span;
    finding.mended_by(Remedy::assisted(
        "ADD unpacks into its destination: name the directory there, and take out the command \
         that unpacks.",
        vec![Edit::replace(keyword, "ADD")],
    ))
}

fn archives(step: Step<'_>) -> Vec<Copied<'_>> {
    let InstructionKind::Copy(transfer) = &step.instruction.kind else {
        return Vec::new();
    };
    if transfer.from.is_some() {
        return Vec::new();
    }
    let Transfer {
        sources,
        destination,
        ..
    } = transfer;
    let target = step.expanded(&destination.value).text;
    let paths = sources.iter().filter_map(Source::path);
    let named = paths.map(|path| (path.span, step.expanded(&path.value).text));
    named
        .filter(|(_, path)| is_archive(path) || is_archive(&target))
        .map(|(source, path)| Copied {
            step,
            source,
            name: base(if is_archive(&path) { &path } else { &target }).to_owned(),
            renamed: base(&target).to_owned(),
            is_alone: sources.len() == 1,
        })
        .collect()
}

impl Copied<'_> {
    /// The names a command may call it by.
    fn names(&self) -> impl Iterator<Item = &str> {
        let renamed = (self.renamed != self.name).then_some(self.renamed.as_str());
        let names = std::iter::once(self.name.as_str()).chain(renamed);
        names.filter(|name| is_archive(name))
    }
}

/// Whether a command unpacks archives or compressed files.
fn unpacks(invocation: &Invocation) -> bool {
    match invocation.name.as_str() {
        "tar" | "bsdtar" | "gtar" => {
            // The letters of the first argument need no dash.
            let bundled = invocation.arguments.first().is_some_and(|word| {
                word.text.bytes().all(|letter| letter.is_ascii_alphabetic())
                    && word.text.contains('x')
            });
            bundled
                || invocation.has_flag('x', "extract").is_some()
                || invocation.has_flag('\0', "get").is_some()
                || invocation
                    .arguments
                    .iter()
                    .any(|word| is_letters_with_x(&word.text))
        }
        "unzip" | "gunzip" | "bunzip2" | "unlzma" | "unxz" | "zgz" | "uncompress" | "zcat"
        | "gzcat" | "bzcat" | "xzcat" | "unzstd" | "zstdcat" | "unrar" | "7z" | "7za" | "7zr"
        | "7zz" => true,
        "gzip" | "bzip2" | "xz" | "zstd" | "lzma" => {
            invocation.has_flag('d', "decompress").is_some()
                || invocation.has_flag('\0', "uncompress").is_some()
        }
        _ => false,
    }
}

/// Whether a group of letters such as `-xzf` asks to extract, a name glued behind it or not.
fn is_letters_with_x(text: &str) -> bool {
    let letters = text.strip_prefix('-').unwrap_or_default();
    let group = letters
        .split(|letter: char| !letter.is_ascii_alphabetic())
        .next();
    !letters.starts_with('-')
        && group
            .unwrap_or_default()
            .split('f')
            .next()
            .unwrap_or_default()
            .contains('x')
}

fn base(path: &str) -> &str {
    path.trim_matches(['"', '\''])
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or(path)
}

fn is_archive(path: &str) -> bool {
    ends_in(path, &UNPACKED) || ends_in(path, &OTHERS)
}

fn ends_in(path: &str, endings: &[&str]) -> bool {
    let lower = path.trim_matches(['"', '\'']).to_ascii_lowercase();
    endings
        .iter()
        .any(|ending| lower.ends_with(ending) && lower.len() > ending.len())
}
