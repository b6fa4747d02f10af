//! What a text comes nearest to, where nothing decides.

use super::name::Hint;
use super::{Detected, dockerfile, yaml};
use crate::artifact::kind::Kind;
use crate::sorted::InOrder;

/// Unknown, with the three nearest kinds in the reason.
pub(super) fn nearest(hint: &Hint<'_>, text: &str) -> Detected {
    let first = text.trim_start();
    let lines = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(2_000);
    let (count, assignments) = lines.fold((0_usize, 0_usize), |(count, assignments), line| {
        let is_assignment = line
            .split_once('=')
            .is_some_and(|(name, _)| !name.trim().contains(' '));
        (count + 1, assignments + usize::from(is_assignment))
    });
    let is_json = first.starts_with(['{', '[']);
    let mut guesses = [
        (
            dockerfile::share(text).max(if hint.ends_with("file") { 5 } else { 1 }),
            Kind::Dockerfile,
        ),
        (
            yaml::compose_keys(text) * 30 + usize::from(yaml::has_keys(text)) * 20,
            Kind::Compose,
        ),
        (if is_json { 50 } else { 2 }, Kind::Inspect),
        (if is_json { 30 } else { 0 }, Kind::DaemonJson),
        (
            (assignments * 100).checked_div(count).unwrap_or(0),
            Kind::EnvFile,
        ),
        (
            text.lines()
                .take(2_000)
                .filter(|line| line.contains("[WARN]") || line.contains("[PASS]"))
                .count()
                * 30,
            Kind::BenchText,
        ),
    ];
    guesses.order_by_key(|(score, _)| std::cmp::Reverse(*score));
    let [(_, first), (_, second), (_, third), ..] = guesses;
    let (first, second, third) = (first.title(), second.title(), third.title());
    let reason =
        format!("has no mark of a known kind; the nearest are {first}, {second} and {third}");
    Detected::new(Kind::Unknown, reason)
}
