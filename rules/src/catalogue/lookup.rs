//! Finding a control by any name people give it.

use super::compiled::{CONTROLS, FRAMEWORKS};
use super::control::{Alias, Control};
use super::framework::Framework;

/// Names longer than this are not compared letter by letter: no control has one.
const LONGEST_NAME: usize = 80;

/// The control with this id, other name, alias (`hadolint:DL3002`) or bare identifier of
/// another tool (`DL3002`), whatever the case.
///
/// A bare identifier that two tools give to different controls leads nowhere, and
/// neither does one of a numbered list (`4.1`), which says too little by itself.
pub fn find(name: &str) -> Option<&'static Control> {
    let name = name.trim();
    by_name(name).or_else(|| match name.split_once(':') {
        Some((peer, id)) => by_alias(|alias| is_called(alias, id) && same(alias.peer, peer)),
        None if is_item_number(name) => None,
        None => by_alias(|alias| is_called(alias, name)),
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
    ranked.sort_unstable();
    ranked.into_iter().take(3).map(|(_, id)| id).collect()
}

/// Whether this is the number of an item in some list, such as `4.10` or `5a`.
fn is_item_number(name: &str) -> bool {
    let numeric = name.bytes().all(|it| it.is_ascii_digit() || it == b'.');
    numeric || (name.len() < 4 && name.starts_with(|first: char| first.is_ascii_digit()))
}

fn by_name(name: &str) -> Option<&'static Control> {
    CONTROLS
        .iter()
        .copied()
        .find(|control| same(control.id, name) || control.also.iter().any(|also| same(also, name)))
}

/// The one control with an alias that fits.
fn by_alias(fits: impl Fn(&Alias) -> bool) -> Option<&'static Control> {
    let mut fitting = CONTROLS
        .iter()
        .copied()
        .filter(|control| control.aliases.iter().any(&fits));
    match (fitting.next(), fitting.next()) {
        (Some(control), None) => Some(control),
        (None | Some(_), _) => None,
    }
}

fn is_called(alias: &Alias, id: &str) -> bool {
    same(alias.id, id)
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
fn distance(a: &str, b: &str) -> usize {
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
