//! What of package managers' caches a build step takes away again.

use super::super::commands::Run;
use super::{Action, Manager, PackageCall};
use crate::model::shell::{Invocation, Word};
use crate::sorted::InOrder;
use crate::span::Span;

/// What a package manager leaves behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cache {
    /// The index of apt.
    AptLists,
    /// The packages apt fetched.
    AptArchives,
    /// What apk keeps.
    Apk,
    /// What yum keeps.
    Yum,
    /// What dnf and microdnf keep.
    Dnf,
    /// What zypper keeps.
    Zypper,
    /// What pacman keeps.
    Pacman,
    /// What pip keeps.
    Pip,
    /// What npm keeps.
    Npm,
    /// What yarn keeps.
    Yarn,
    /// What pnpm keeps.
    Pnpm,
    /// What go keeps.
    Go,
    /// What cargo keeps.
    Cargo,
}

/// One command that takes a cache away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cleaning {
    /// Index of the command it is part of.
    pub run: usize,
    /// Index of the invocation in that command's script: one that is larger comes later.
    pub invocation: usize,
    /// What is gone afterwards.
    pub cache: Cache,
    /// The manager that does it; `None` where the directories are removed.
    pub by: Option<Manager>,
    /// The command.
    pub span: Span,
}

/// Every cache with the directories it lies in; those of a home directory begin with `~`.
const PLACES: [(Cache, &[&str]); 13] = [
    (Cache::AptLists, &["/var/lib/apt/lists"]),
    (Cache::AptArchives, &["/var/cache/apt/archives"]),
    (Cache::Apk, &["/var/cache/apk", "/etc/apk/cache"]),
    (Cache::Yum, &["/var/cache/yum"]),
    (
        Cache::Dnf,
        &[
            "/var/cache/dnf",
            "/var/cache/libdnf5",
            "~/.cache/libdnf5",
            "/var/cache/yum",
        ],
    ),
    (Cache::Zypper, &["/var/cache/zypp"]),
    (Cache::Pacman, &["/var/cache/pacman/pkg"]),
    (Cache::Pip, &["~/.cache/pip"]),
    (Cache::Npm, &["~/.npm/_cacache"]),
    (
        Cache::Yarn,
        &["~/.cache/yarn", "/usr/local/share/.cache/yarn"],
    ),
    (Cache::Pnpm, &["~/.local/share/pnpm/store", "~/.pnpm-store"]),
    (
        Cache::Go,
        &["/go/pkg/mod", "~/go/pkg/mod", "~/.cache/go-build"],
    ),
    (
        Cache::Cargo,
        &["/usr/local/cargo/registry", "~/.cargo/registry"],
    ),
];

impl Cache {
    /// The directories it lies in; those of a home directory begin with `~`.
    pub fn directories(self) -> &'static [&'static str] {
        PLACES
            .iter()
            .find(|(cache, _)| *cache == self)
            .map_or(&[], |(_, directories)| *directories)
    }

    /// Whether a step mounts a cache or a file system in memory where it lies.
    pub fn is_mounted_away(self, run: &Run) -> bool {
        let hides = |directory: &&str| match directory.strip_prefix("~/") {
            None => run.mounts_away(directory),
            Some(rest) => run.mounts.iter().any(|mount| {
                let target = mount.target.as_deref().unwrap_or_default();
                let is_same = covers(target, directory) || lies_in_home(target, rest);
                is_same && mount.is_apart()
            }),
        };
        self.directories().iter().any(hides)
    }
}

/// Every command that takes a cache away, in the order of the file.
pub(in crate::facts) fn cleanings(runs: &[Run], calls: &[PackageCall]) -> Vec<Cleaning> {
    let mut found = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        for (at, invocation) in run.invocations().iter().enumerate() {
            let caches = removed(invocation);
            found.extend(caches.into_iter().map(|cache| Cleaning {
                run: index,
                invocation: at,
                cache,
                by: None,
                span: invocation.span,
            }));
        }
    }
    for call in calls {
        let caches = cleaned(call, runs);
        found.extend(caches.iter().map(|cache| Cleaning {
            run: call.run,
            invocation: call.invocation,
            cache: *cache,
            by: Some(call.manager),
            span: call.span,
        }));
    }
    found.order_by_key(|cleaning| (cleaning.run, cleaning.invocation, cleaning.cache));
    found
}

/// What a manager's own cleaning takes away.
fn cleaned(call: &PackageCall, runs: &[Run]) -> &'static [Cache] {
    if call.action != Action::Clean {
        return &[];
    }
    let has = |word: &str| {
        let invocation = runs
            .get(call.run)
            .and_then(|run| run.invocations().get(call.invocation));
        invocation.is_some_and(|found| found.arguments.iter().any(|given| given.text == word))
    };
    match call.manager {
        Manager::AptGet | Manager::Apt | Manager::Aptitude => match call.sub_command.as_str() {
            "distclean" | "dist-clean" => &[Cache::AptLists, Cache::AptArchives],
            "clean" => &[Cache::AptArchives],
            _ => &[],
        },
        // Parts of the cache, such as `clean metadata`, leave packages behind.
        Manager::Yum if has("all") => &[Cache::Yum],
        Manager::Dnf | Manager::MicroDnf | Manager::Tdnf if has("all") => &[Cache::Dnf],
        Manager::Zypper => &[Cache::Zypper],
        Manager::Pacman => &[Cache::Pacman],
        Manager::Pip => &[Cache::Pip],
        Manager::Npm => &[Cache::Npm],
        Manager::Yarn => &[Cache::Yarn],
        Manager::Pnpm => &[Cache::Pnpm],
        Manager::Go => &[Cache::Go],
        Manager::Yum
        | Manager::Dnf
        | Manager::MicroDnf
        | Manager::Tdnf
        | Manager::Apk
        | Manager::Pipx
        | Manager::Gem
        | Manager::Cargo
        | Manager::Composer => &[],
    }
}

/// The caches that `rm` and `find -delete` take away.
fn removed(invocation: &Invocation) -> Vec<Cache> {
    let mut paths: Vec<String> = Vec::new();
    match invocation.name.as_str() {
        "rm" => {
            let is_deep = invocation.has_flag('r', "recursive").is_some()
                || invocation.has_flag('R', "").is_some();
            let operands = invocation.operands(&[]);
            for path in operands.into_iter().flat_map(alternatives) {
                // Without `-r`, only files go, and only those a pattern names.
                if is_deep || path.ends_with('*') {
                    paths.push(path);
                }
            }
        }
        "find"
            if invocation
                .arguments
                .iter()
                .any(|word| word.text == "-delete") =>
        {
            let starts = invocation
                .arguments
                .iter()
                .take_while(|word| !word.text.starts_with('-'));
            paths.extend(starts.flat_map(alternatives));
        }
        _ => return Vec::new(),
    }
    let is_removed = |directories: &[&str]| {
        directories
            .iter()
            .any(|directory| paths.iter().any(|path| covers(path, directory)))
    };
    PLACES
        .iter()
        .filter(|(_, directories)| is_removed(directories))
        .map(|(cache, _)| *cache)
        .collect()
}

/// Whether removing `path` empties `directory`: it is the directory, its contents, or above it.
fn covers(path: &str, directory: &str) -> bool {
    let path = path.trim_end_matches(['*', '/']);
    if path.is_empty() {
        return false;
    }
    if let Some(rest) = directory.strip_prefix("~/") {
        return lies_in_home(path, rest);
    }
    let rest = directory.strip_prefix(path);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether `path` is some home's `rest`, or a directory of that home above it.
fn lies_in_home(path: &str, rest: &str) -> bool {
    let path = path.trim_end_matches(['*', '/']);
    let is_home = |home: &str| {
        matches!(home, "~" | "$HOME" | "${HOME}" | "/root" | "")
            || home
                .strip_prefix("/home/")
                .is_some_and(|user| !user.contains('/'))
            || home
                .strip_prefix('~')
                .is_some_and(|user| !user.contains('/'))
    };
    let mut part = rest;
    loop {
        let home = path
            .strip_suffix(part)
            .map(|home| home.trim_end_matches('/'));
        if home.is_some_and(is_home) {
            return true;
        }
        match part.rsplit_once('/') {
            Some((above, _)) => part = above,
            None => return false,
        }
    }
}

/// The paths a word stands for once braces are expanded, double slashes made single.
fn alternatives(word: &Word) -> Vec<String> {
    let mut done = Vec::new();
    let mut pending = vec![word.text.clone()];
    while let Some(text) = pending.pop() {
        // A word of many braces stands for more paths than anyone writes by hand.
        let is_expanded = done.len() + pending.len() < 64 && text.len() < 4096 && !word.is_quoted;
        match is_expanded.then(|| split_braces(&text)).flatten() {
            Some(parts) => pending.extend(parts),
            None => done.push(text.replace("//", "/")),
        }
    }
    done
}

/// The words of the first `{a,b}` in a text that holds no other brace inside.
fn split_braces(text: &str) -> Option<Vec<String>> {
    let end = text.find('}')?;
    let start = text.get(..end)?.rfind('{')?;
    let before = text.get(..start)?;
    let after = text.get(end + 1..)?;
    let inner = text.get(start + 1..end)?;
    if before.ends_with('$') || !inner.contains(',') || inner.len() > 1024 {
        return None;
    }
    Some(
        inner
            .split(',')
            .take(64)
            .map(|part| format!("{before}{part}{after}"))
            .collect(),
    )
}
