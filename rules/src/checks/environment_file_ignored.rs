//! Decides `environment-file-ignored`: no build sees the variables of production.

use super::{Check, Decide, unsettled};
use crate::catalogue::environment_file_ignored::{CONTROL, FILE_NOT_IGNORED, PATH_UNRESOLVED};
use crate::facts::{Composed, is_left_out_anywhere};
use crate::finding::{Finding, Verdict};
use crate::model::compose::Setting;
use crate::project::path;
use crate::span::{Span, Spanned};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Service(decide),
};

/// How many files of one service are looked at.
const MOST_FILES: usize = 64;

/// Words of a file's name that say that it is used where the service is for real.
const PRODUCTION: [&str; 4] = ["prod", "production", "prd", "live"];

fn decide(composed: Composed<'_>) -> Verdict {
    let files: Vec<Setting<String>> = composed
        .service
        .env_files()
        .into_iter()
        .take(MOST_FILES)
        .map(|file| file.map(|file| file.path))
        .collect();
    let is_concerned = !files.is_empty();
    let places = |file: &Setting<String>| file.span().map(|span| (span, file.value().cloned()));
    let known: Vec<(Span, Option<String>)> = files.iter().filter_map(places).collect();
    let failures = known.into_iter().filter_map(|(span, path)| {
        let stated = Spanned::new(path?, span);
        let path = composed.path(&stated);
        let is_open = is_of_production(&path) && !is_left_out_anywhere(composed.artifacts, &path);
        is_open.then(|| {
            Finding::new(FILE_NOT_IGNORED)
                .with("path", stated.value)
                .at(composed.at(span))
        })
    });
    let failures = failures.collect();
    let open = composed.list(files, |_: &String| None::<()>);
    let unknown = unsettled::findings(&open.unknown, PATH_UNRESOLVED);
    Verdict::over(is_concerned, failures, unknown)
}

fn is_of_production(path: &str) -> bool {
    let words = path::base(path).split(|it: char| !it.is_ascii_alphanumeric());
    words
        .map(str::to_ascii_lowercase)
        .any(|word| PRODUCTION.contains(&word.as_str()))
}
