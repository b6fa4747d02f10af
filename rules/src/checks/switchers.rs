//! Programs that start another one as a certain user, and where a build relies on them.

use crate::facts::{Build, Run};
use crate::model::dockerfile::Keyword;
use crate::model::shell::Word;

/// Programs that start another as a certain user.
const SWITCHERS: [&str; 9] = [
    "gosu",
    "su-exec",
    "setpriv",
    "chpst",
    "su",
    "runuser",
    "sudo",
    "s6-setuidgid",
    "setuidgid",
];

/// Packages made for images that hold such a program.
const PACKAGES: [&str; 4] = ["gosu", "su-exec", "runit", "s6-overlay"];

/// What starts the image, health checks left out.
pub(super) fn starts<'b>(build: &'b Build<'_>) -> impl Iterator<Item = &'b Run> {
    build.runs().iter().filter(|run| {
        let is_start = matches!(run.keyword, Keyword::Cmd | Keyword::Entrypoint);
        is_start && !run.is_deferred && build.ships(run.stage)
    })
}

/// The switcher that the image is started with.
pub(super) fn at_start<'b>(build: &'b Build<'_>) -> Option<&'b str> {
    let mut processes = starts(build).flat_map(Run::invocations);
    let switcher = processes.find(|it| SWITCHERS.contains(&it.name.as_str()));
    switcher.map(|it| it.name.as_str())
}

/// The switcher that the build installs, which a script may then use.
pub(super) fn brought(build: &Build<'_>) -> Option<&'static str> {
    let mut packages = build.package_calls().flat_map(|(_, call)| &call.packages);
    let installed = packages.find_map(|package| {
        let mut known = PACKAGES.into_iter();
        known.find(|it| *it == package.name)
    });
    let named = |word: &Word| {
        let mut known = SWITCHERS.into_iter().take(2);
        let has_room = word.text.len() >= 4 && word.text.contains("su");
        known.find(|it| has_room && word.text.contains(it))
    };
    let mut words = build.calls().flat_map(|call| &call.invocation.arguments);
    installed.or_else(|| words.find_map(named))
}
