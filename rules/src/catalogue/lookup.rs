//! Finding a control by any name people give it.

use super::compiled::{CONTROLS, FRAMEWORKS};
use super::control::{Alias, Control};
use super::framework::Framework;
use crate::sorted::InOrder;

/// Names longer than this are not compared letter by letter: no control has one.
const LONGEST_NAME: usize = 80;

/// The controls that people mean by this name: an id, another name, an alias
/// (`hadolint:DL3002`) or a bare identifier of another tool (`DL3002`), whatever the case.
///
/// Where another tool's one rule asks for what several controls do, there are several. The
/// number of an item in a list (`4.1`) says too little by itself and leads nowhere.
pub fn find(name: &str) -> Vec<&'static Control> {
    let name = name.trim();
    let named = CONTROLS.iter().copied().filter(|it| has_name(it, name));
    let mut found: Vec<_> = named.collect();
    if found.is_empty() {
        found.extend(CONTROLS.iter().copied().filter(|it| has_alias(it, name)));
    }
    // Lists of rules print remarks behind a name: `DL3057 (off by default)`.
    match name.split_once(" (") {
        Some((bare, remark)) if found.is_empty() && remark.ends_with(')') => find(bare),
        Some(_) | None => found,
    }
}

/// Whether people mean this control by this name.
pub fn is_called(control: &Control, name: &str) -> bool {
    has_name(control, name) || has_alias(control, name)
}

/// The rules of a tool or benchmark, each with the control that asks for the same.
pub fn rules_of(peer: &str) -> impl Iterator<Item = (&'static Alias, &'static Control)> {
    CONTROLS.iter().flat_map(move |control| {
        let own = control
            .aliases
            .iter()
            .filter(move |alias| is_from(alias, peer));
        own.map(move |alias| (alias, *control))
    })
}

/// The framework with this id, whatever the case.
pub fn framework(id: &str) -> Option<&'static Framework> {
    FRAMEWORKS
        .iter()
        .find(|framework| same(framework.id, id.trim()))
}

/// Up to three control ids that a misspelt name may have meant, the likeliest first.
pub fn nearest(name: &str) -> Vec<&'static str> {
    let name = name.trim().to_lowercase();
    if name.is_empty() || name.len() > LONGEST_NAME {
        return Vec::new();
    }
    let mut ranked: Vec<(usize, &'static str)> = CONTROLS
        .iter()
        .filter_map(|control| {
            let distance = [control.id]
                .iter()
                .chain(control.also)
                .map(|candidate| distance(&name, candidate))
                .min()?;
            (distance <= name.len().div_ceil(3)).then_some((distance, control.id))
        })
        .collect();
    ranked.order_by(Ord::cmp);
    ranked.into_iter().take(3).map(|(_, id)| id).collect()
}

/// Whether this is the number of an item in some list, such as `4.10` or `5a`.
fn is_item_number(name: &str) -> bool {
    let numeric = name.bytes().all(|it| it.is_ascii_digit() || it == b'.');
    numeric || (name.len() < 4 && name.starts_with(|first: char| first.is_ascii_digit()))
}

fn has_name(control: &Control, name: &str) -> bool {
    same(control.id, name) || control.also.iter().any(|also| same(also, name))
}

fn has_alias(control: &Control, name: &str) -> bool {
    let stated = name.split_once(':').filter(|(peer, _)| is_peer(peer));
    control
        .aliases
        .iter()
        .any(|alias| is_meant(alias, name, stated))
}

/// Whether people mean this identifier by a name, split where a tool stands before a colon.
pub(super) fn is_meant(alias: &Alias, name: &str, stated: Option<(&str, &str)>) -> bool {
    match stated {
        Some((peer, id)) => is_from(alias, peer) && stands_for(alias, id),
        // All that a tool has is meant only where the tool is named.
        None => alias.id != "*" && !is_item_number(name) && stands_for(alias, name),
    }
}

/// Some identifiers have a colon of their own, so what stands before one must be a tool.
fn is_peer(name: &str) -> bool {
    CONTROLS
        .iter()
        .flat_map(|control| control.aliases)
        .any(|alias| is_from(alias, name))
}

fn is_from(alias: &Alias, peer: &str) -> bool {
    let peer = if same(peer, "cis") {
        "cis-docker"
    } else {
        peer
    };
    // A fork gives rules of its own identifiers of the same kind, and people cite both as one.
    same(alias.peer, peer) || (same(peer, "kics") && same(alias.peer, "kics_fork"))
}

/// Whether a tool means this rule by a name: its identifier or title in any case, an earlier
/// spelling of it, or one of its family.
pub fn stands_for(alias: &Alias, id: &str) -> bool {
    let is_family = alias.id.strip_suffix('*').is_some_and(|start| {
        id.get(..start.len())
            .is_some_and(|begin| same(begin, start))
    });
    is_family
        || same(alias.id, id)
        || alias.name.is_some_and(|name| same(name, id))
        || (alias.peer == "trivy" && trivy_number(id).is_some_and(|it| same(alias.id, &it)))
}

/// Trivy's present spelling (`DS-0002`) of its earlier ones (`DS002`, `AVD-DS-0002`).
fn trivy_number(id: &str) -> Option<String> {
    let id = id.to_ascii_uppercase();
    let id = id.strip_prefix("AVD-").unwrap_or(&id);
    let digits = id.strip_prefix("DS")?;
    let digits = digits.strip_prefix('-').unwrap_or(digits);
    let numeric = (1..=4).contains(&digits.len()) && digits.bytes().all(|it| it.is_ascii_digit());
    numeric.then(|| format!("DS-{digits:0>4}"))
}

fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

/// How many letters to insert, remove or replace to turn `a` into `b`.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (line, letter) in a.chars().enumerate() {
        let mut diagonal = line;
        let mut left = line + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, other) in row.iter_mut().skip(1).zip(&b) {
            let replaced = diagonal + usize::from(letter != *other);
            diagonal = *cell;
            left = replaced.min(diagonal + 1).min(left + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}
