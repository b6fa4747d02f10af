//! Projects as Compose finds them in a folder.

use std::collections::{BTreeMap, BTreeSet};

use super::{Files, Notes, Origin, Unit, note};
use crate::artifact::{Effect, Problem};
use crate::model::Model;
use crate::model::compose::Environment;
use crate::project::path;

/// What Compose looks for in a folder; the first that is there counts.
pub(super) const BASES: [&str; 4] = [
    "compose.yaml",
    "compose.yml",
    "docker-compose.yml",
    "docker-compose.yaml",
];

/// What Compose merges over it; the first that is there counts.
const OVERRIDES: [&str; 4] = [
    "compose.override.yml",
    "compose.override.yaml",
    "docker-compose.override.yml",
    "docker-compose.override.yaml",
];

/// The projects of a folder that do not need to be guessed: the one Compose would bring up, and
/// further files by its default names.
pub(super) fn units(
    files: &Files<'_>,
    folder: &str,
    names: &BTreeMap<&str, usize>,
    members: &BTreeSet<usize>,
    notes: &mut Notes,
) -> Vec<Unit> {
    let present = |wanted: &[&str]| -> Vec<usize> {
        let is_here = |base: &str| names.keys().any(|name| path::base(name) == base);
        let find = |base: &&str| {
            // Most folders have one file: seven of eight paths need not be made.
            let path = is_here(base).then(|| path::resolved(folder, base));
            names.get(&*path?).copied()
        };
        wanted.iter().filter_map(find).collect()
    };
    let is_listed = |base: &usize| members.contains(base);
    let (bases, overrides) = (present(&BASES), present(&OVERRIDES));
    let Some((base, others)) = bases.split_first().filter(|(base, _)| !is_listed(base)) else {
        return Vec::new();
    };
    let mut found = vec![*base];
    found.extend(overrides.first());
    let mut units = vec![Unit {
        files: found,
        own: *base,
        origin: Origin::Default,
        notes: Vec::new(),
    }];
    for other in others.iter().filter(|other| !is_listed(other)) {
        let message = format!(
            "Of the default names in a folder Compose takes the first, {}; this file is a \
             project of its own",
            path::base(files.name(*base))
        );
        units.push(Unit {
            files: vec![*other],
            own: *other,
            origin: Origin::Further,
            notes: vec![note(*other, message)],
        });
    }
    if let [taken, others @ ..] = &*overrides {
        for other in others {
            let message = format!(
                "Of the default names of overrides Compose takes the first, {}, and not this file",
                path::base(files.name(*taken))
            );
            notes.push(note(*other, message));
        }
    }
    units
}

/// The projects whose files a `.env` lists, one for each that does.
pub(super) fn listed(files: &Files<'_>, arranged: &BTreeSet<&str>, notes: &mut Notes) -> Vec<Unit> {
    let is_env = |(name, _): &(&&str, &usize)| path::base(name) == ".env";
    let envs = files.by_name.iter().filter(is_env);
    let envs = envs.filter(|(name, _)| !arranged.contains(path::folder(name)));
    envs.filter_map(|(_, env)| of_env(files, *env, notes))
        .collect()
}

/// The files that `COMPOSE_FILE` names in a `.env`.
fn of_env(files: &Files<'_>, env: usize, notes: &mut Notes) -> Option<Unit> {
    let folder = files.folder(env);
    let Model::Dotenv(dotenv) = &*files.artifacts.get(env)?.model else {
        return None;
    };
    let assignment = dotenv.last("COMPOSE_FILE")?;
    let variables = dotenv.environment(&Environment::new(), Environment::new());
    let Some(value) = variables.get("COMPOSE_FILE") else {
        let message = "COMPOSE_FILE depends on variables that are not known, so the folder's \
                       files are put together by their names";
        let problem = Problem::at(assignment.span, Effect::Note, message);
        notes.push((env, problem));
        return None;
    };
    let separator = match variables.get("COMPOSE_PATH_SEPARATOR").map(String::as_str) {
        Some(separator) if !separator.is_empty() => separator,
        // Windows separates by semicolons.
        Some(_) | None if value.contains(';') => ";",
        Some(_) | None => ":",
    };
    let mut found = Vec::new();
    for name in value.split(separator).filter(|name| !name.is_empty()) {
        match files.compose(&path::resolved(folder, name)) {
            Some(index) if found.contains(&index) => {}
            Some(index) => found.push(index),
            None => {
                let message = format!("COMPOSE_FILE names {name}, which was not given");
                let problem = Problem::at(assignment.span, Effect::Note, message);
                notes.push((env, problem));
            }
        }
    }
    let first = found.first().copied()?;
    let told = found.iter().map(|index| {
        let message = "COMPOSE_FILE in the .env beside it names the files of its project";
        note(*index, message)
    });
    Some(Unit {
        notes: told.collect(),
        own: first,
        origin: Origin::Listed(env),
        files: found,
    })
}
