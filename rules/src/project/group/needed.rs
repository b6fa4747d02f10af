//! Further files: a project of their own, or merged over the one they need.

use std::collections::{BTreeMap, BTreeSet};

use super::contents::Contents;
use super::{Files, Origin, Unit, note};
use crate::project::path;
use crate::sorted::Sorted;

/// Adds a unit for every file of a folder that is in none.
pub(super) fn units(files: &Files<'_>, arranged: &BTreeSet<&str>, units: &mut Vec<Unit>) {
    let members: BTreeSet<usize> = units.iter().flat_map(|it| it.files.clone()).into_set();
    let mains: BTreeMap<&str, Vec<usize>> = units
        .iter()
        .filter_map(|unit| Some((files.home(unit), main_files(unit)?)))
        .into_map();
    for (folder, names) in &files.folders {
        if arranged.contains(folder) {
            continue;
        }
        let further = names.values().filter(|index| !members.contains(index));
        let further: Vec<usize> = further.copied().collect();
        for index in &further {
            units.push(unit(files, *index, &mains, &further));
        }
    }
}

/// What a further file of the folder is merged over: the default file without its override, as
/// `docker compose -f base -f further` has it, or all that `COMPOSE_FILE` names.
fn main_files(unit: &Unit) -> Option<Vec<usize>> {
    match unit.origin {
        Origin::Default => Some(vec![unit.own]),
        Origin::Listed(_) => Some(unit.files.clone()),
        Origin::Arranged(_) | Origin::Further => None,
    }
}

fn unit(
    files: &Files<'_>,
    own: usize,
    mains: &BTreeMap<&str, Vec<usize>>,
    further: &[usize],
) -> Unit {
    let mut unit = Unit {
        files: vec![own],
        own,
        origin: Origin::Further,
        notes: Vec::new(),
    };
    let Some(contents) = files.contents.get(&own) else {
        return unit;
    };
    let main = mains.get(files.folder(own));
    if !contents.needs_another() {
        let shared = main.and_then(|main| Some((main, shared(files, contents, main)?)));
        if let Some((main, service)) = shared {
            let message = format!(
                "It has all that it needs, so it is a project of its own; {} declares the \
                 service {service} too, and the policy can put both together",
                path::base(files.name(main.first().copied().unwrap_or(own)))
            );
            unit.notes.push(note(own, message));
        }
        return unit;
    }
    let incomplete: Vec<&str> = contents.incomplete().collect();
    match below(files, own, &incomplete, mains, further) {
        Some(mut below) => {
            let over: Vec<&str> = below
                .iter()
                .map(|index| path::base(files.name(*index)))
                .collect();
            let why = match incomplete.first() {
                Some(service) => format!("its service {service} states neither image nor build"),
                None => "it declares no services".to_owned(),
            };
            let message = format!("It is merged over {}, because {why}", over.join(" and "));
            unit.notes.push(note(own, message));
            below.push(own);
            unit.files = below;
        }
        None => {
            if let Some(service) = incomplete.first() {
                let message = format!(
                    "Its service {service} states neither image nor build, and no other file \
                     that was given declares it"
                );
                unit.notes.push(note(own, message));
            }
        }
    }
    unit
}

/// A service that both declare.
fn shared<'a>(files: &Files<'_>, contents: &Contents<'a>, others: &[usize]) -> Option<&'a str> {
    let names = contents.services.keys().copied();
    let mut names = names.filter(|name| declares(files, others, name));
    names.next()
}

fn declares(files: &Files<'_>, others: &[usize], service: &str) -> bool {
    let mut others = others.iter().filter_map(|index| files.contents.get(index));
    others.any(|contents| contents.services.contains_key(service))
}

/// The files that a file which cannot stand alone is merged over.
///
/// The folder's own project goes first, then the nearest one above, then a further file of the
/// folder; one that declares more of the services in question goes before all of them.
fn below(
    files: &Files<'_>,
    own: usize,
    incomplete: &[&str],
    mains: &BTreeMap<&str, Vec<usize>>,
    further: &[usize],
) -> Option<Vec<usize>> {
    let folder = files.folder(own);
    if incomplete.is_empty() {
        return mains.get(folder).cloned();
    }
    let is_whole = |index: &&usize| {
        let contents = files.contents.get(index);
        **index != own && contents.is_some_and(|it| !it.needs_another())
    };
    let above = std::iter::successors(Some(folder), |folder| {
        (!folder.is_empty() && *folder != "/").then(|| path::folder(folder))
    });
    let mains = above.take(DEEPEST).filter_map(|folder| mains.get(folder));
    let others = further.iter().filter(is_whole).take(MOST_COMPARED);
    let candidates = mains.cloned().chain(others.map(|index| vec![*index]));
    let mut best: Option<(usize, Vec<usize>)> = None;
    for candidate in candidates {
        let count = incomplete.iter();
        let count = count
            .filter(|name| declares(files, &candidate, name))
            .count();
        if count > best.as_ref().map_or(0, |(most, _)| *most) {
            best = Some((count, candidate));
        }
    }
    best.map(|(_, files)| files)
}

/// How many folders above are looked at.
const DEEPEST: usize = 64;

/// How many further files of a folder a file is compared with.
const MOST_COMPARED: usize = 64;
