//! The variables that a service takes from files.

use std::collections::{BTreeMap, BTreeSet};

use super::{Composed, Listed, Need, Variable};
use crate::artifact::Artifact;
use crate::finding::Evidence;
use crate::model::compose::{EnvFile, Pair, Setting};
use crate::model::dotenv;
use crate::project::{path, variables_in};
use crate::sorted::Sorted;
use crate::span::Spanned;

/// The variables of a service's files, a later file before an earlier one and what the service
/// states before both; a file that was not given leaves its part open.
pub(super) fn of(
    composed: Composed<'_>,
    names: &BTreeMap<&str, usize>,
    stated: &[Setting<Pair>],
) -> Listed<Variable> {
    let mut listed = Listed::none();
    let stated = stated.iter().filter_map(Setting::value);
    let mut taken: BTreeSet<String> = stated.map(|pair| pair.key.value.clone()).into_set();
    let mut files = composed.service.env_files();
    files.reverse();
    for file in files {
        let file = match file {
            Setting::Absent => continue,
            Setting::Set(file) => file,
            Setting::Unresolved { span, variables } => {
                let open = composed.open(Need::Variables(variables), span);
                listed.unknown.push(open);
                continue;
            }
            Setting::Malformed { span, problem } => {
                let open = composed.open(Need::Readable(problem), span);
                listed.unknown.push(open);
                continue;
            }
        };
        let folder = composed.project.folder_at(file.span);
        let index = names.get(&*path::resolved(folder, &file.value.path));
        let found = index.and_then(|at| Some((*at, composed.artifacts.get(*at)?)));
        let Some((index, artifact)) = found else {
            let open = composed.open(Need::File(file.value.path), file.span);
            listed.unknown.push(open);
            continue;
        };
        // Of a name that stands twice, the last counts.
        for Spanned { value: pair, span } in held(artifact, &file.value).into_iter().rev() {
            if taken.insert(pair.key.value.clone()) {
                let value = pair.value.value().map(String::as_str);
                let variable = Variable::new(&pair.key.value, value);
                listed.push(variable, Evidence::at(index, span));
            }
        }
    }
    listed
}

/// What a file itself holds.
fn held(artifact: &Artifact, file: &EnvFile) -> Vec<Spanned<Pair>> {
    if file.is_raw {
        dotenv::read_raw(&artifact.text).literals()
    } else {
        variables_in(artifact).literals()
    }
}
