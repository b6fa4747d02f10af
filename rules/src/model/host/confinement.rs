//! Which security modules the kernel runs.

use std::borrow::Cow;

use super::line::{Piece, lines, unread};
use crate::artifact::{Effect, Problem};
use crate::model::json::{member_places, values};
use crate::span::{Span, Spanned};

/// Profiles that are read of one listing.
const MOST_PROFILES: usize = 10_000;

/// A profile of `AppArmor` that the kernel has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its name, e.g. `docker-default`.
    pub name: Spanned<String>,
    /// Its mode, e.g. `enforce` or `complain`.
    pub mode: Spanned<String>,
}

/// How `SELinux` acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SelinuxMode {
    /// It denies what the policy forbids.
    Enforcing,
    /// It only records what the policy forbids.
    Permissive,
    /// It is off.
    Disabled,
}

/// Reads `/sys/kernel/security/lsm`: names apart by commas.
pub fn security_modules(text: &str) -> Vec<Spanned<String>> {
    let names = lines(text)
        .flat_map(|line| line.parts(','))
        .map(Piece::trimmed);
    names
        .filter(|name| !name.text.is_empty())
        .map(Piece::owned)
        .collect()
}

/// Reads what `getenforce` prints.
pub fn selinux_mode(text: &str, problems: &mut Vec<Problem>) -> Option<Spanned<SelinuxMode>> {
    let line = lines(text).next()?;
    let mode = match line.text {
        "Enforcing" => SelinuxMode::Enforcing,
        "Permissive" => SelinuxMode::Permissive,
        "Disabled" => SelinuxMode::Disabled,
        _ => {
            unread(line, "mode of SELinux", problems);
            return None;
        }
    };
    Some(line.says(mode))
}

/// Reads the profiles that `aa-status --json` lists.
pub fn profiles(text: &str, problems: &mut Vec<Problem>) -> Vec<Profile> {
    let mut listing = None;
    for value in values(text).values {
        let members = member_places(text, value.span, 64);
        let found = members
            .into_iter()
            .find(|(key, _)| key.of(text) == "\"profiles\"");
        listing = listing.or(found);
    }
    let Some((_, object)) = listing else {
        if !text.trim().is_empty() {
            let message = "there are no profiles in the answer of aa-status";
            problems.push(Problem::whole(Effect::Partial, message));
        }
        return Vec::new();
    };
    let word = |place: Span| {
        let word = serde_json::from_str::<Cow<'_, str>>(place.of(text)).ok()?;
        Some(Spanned::new(word.into_owned(), place))
    };
    let profile = |(name, mode)| {
        let (name, mode) = (word(name)?, word(mode)?);
        Some(Profile { name, mode })
    };
    let members = member_places(text, object, MOST_PROFILES);
    members.into_iter().filter_map(profile).collect()
}
